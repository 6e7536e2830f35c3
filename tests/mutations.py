"""The small bugs that `mutants.py` puts in: what may be wrong in a line of Python, and in a line of SQL."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

Piece = tuple[int, int, str]
"""The first place of a piece of a text, the place after it, and what stands there instead."""

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
    ast.BitOr: ("|", "&"),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}

IN_SQL = [
    (r" AND ", " OR "),
    (r" OR ", " AND "),
    (r"\bNOT (?!NULL|MATERIALIZED)", ""),
    (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bIS NOT NULL\b", "IS NULL"),
    (r" <= ", " < "),
    (r" >= ", " > "),
    (r" < ", " <= "),
    (r" > ", " >= "),
    (r" = ", " <> "),
    (r" <> ", " = "),
    (r" IN \(", " NOT IN ("),
    (r" DESC\b", ""),
    (r"\bLEFT JOIN\b", "JOIN"),
    (r"\bUNION ALL\b", "UNION"),
    (r"\bDISTINCT ", ""),
    (r"\bcoalesce\(([\w.]+|sum\([^()]*\)), [^()]+\)", r"\1"),
    (r"\bavg\(", "max("),
    (r"\bmax\(", "min("),
    (r"\bcount\(", "max("),
    (r" \+ ", " - "),
    (r" - ", " + "),
    (r" AND (?:NOT )?[\w.:]+(?: (?:=|<>|<=?|>=?) [\w.:']+| IS(?: NOT)? NULL)?(?=[\s)])", ""),
    (r"\b(\d+)\b", "{more}"),
    (r"'(not_started|in_progress|blocked|done|stopped|undated|scheduled|held|published|cancelled)'", "''"),
    (r"'(lead|responsible|member|possible|ahead|behind|overdue|on_track|task|activity|plan|change|mark)'", "''"),
]
"""What may stand otherwise in SQL: a pattern, and what takes its place."""

_QUERY = re.compile(r"\b(SELECT|WHERE|AND|ORDER BY|IS NULL|EXISTS|JOIN|GROUP BY)\b")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A piece of a text, given by its first and last place, and what is to stand there instead.

    `function` is the line on which the function around it begins, 0 where there is none.
    """

    line: int
    start: int
    end: int
    instead: str
    change: str
    function: int = 0

    def into(self, text: str) -> str:
        """Return a text with this mutation in it."""
        return text[: self.start] + self.instead + text[self.end :]


def of_sql(text: str, *, first: int = 0, last: int | None = None) -> Iterator[Mutation]:
    """Return what may be wrong in a text of SQL, or in a piece of it; comments stay as they are."""
    for pattern, instead in IN_SQL:
        for match in re.finditer(pattern, text):
            begun = text.rfind("\n", 0, match.start()) + 1
            if match.start() < first or match.end() > (last or len(text)) or text.startswith("--", begun):
                continue
            new = str(int(match[1]) + 1) if instead == "{more}" else match.expand(instead)
            line = text.count("\n", 0, match.start()) + 1
            context = text[max(begun, match.start() - 30) : match.end() + 30].partition("\n")[0].strip()
            yield Mutation(line, match.start(), match.end(), new, f"{match[0]!r} → {new!r} in {context!r}")


def of_python(text: str) -> Iterator[Mutation]:
    """Return what may be wrong in a module: operators, conditions, numbers, calls, statements, queries."""
    source = _Source(text)
    tree = ast.parse(text)
    functions = dict(_functions(tree))
    for node in _judged(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _QUERY.search(node.value):
                for found in of_sql(text, first=source.start(node), last=source.end(node)):
                    yield replace(found, function=functions.get(found.line, 0))
            continue
        for start, end, instead in _others(source, node):
            line = text.count("\n", 0, start) + 1
            change = f"{_short(text[start:end])} → {_short(instead)} in {source.line(line)!r}"
            yield Mutation(line, start, end, instead, change, functions.get(line, 0))


def _functions(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Return line → the line on which the innermost function around it begins, its decorators included."""
    for node in ast.walk(tree):  # the outer ones come first, and the inner ones take their lines from them
        if isinstance(node, ast.Lambda):
            yield node.lineno, node.lineno
        elif isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            is_kept = any("cache" in ast.unparse(one) for one in node.decorator_list)
            for line in range(first, (node.end_lineno or first) + 1):
                yield line, 0 if is_kept else first


def _short(text: str) -> str:
    first, *more = text.split("\n")
    return repr(f"{first} …" if more else first)


class _Source:
    """Where a node stands in its text, which Python counts in lines and bytes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def _place(self, line: int, column: int) -> int:
        before = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(before)

    def start(self, node: Any) -> int:
        """Return the place of a node's first character."""
        return self._place(node.lineno, node.col_offset)

    def end(self, node: Any) -> int:
        """Return the place after a node's last character."""
        return self._place(node.end_lineno, node.end_col_offset)

    def line(self, number: int) -> str:
        """Return a line of the text, without the blanks around it."""
        return self._lines[number - 1].strip()

    def of(self, node: Any) -> str:
        """Return a node as it is written, in brackets."""
        return f"({self.text[self.start(node) : self.end(node)]})"

    def between(self, left: Any, right: Any, was: str, instead: str) -> Iterator[Piece]:
        """Return the operator between two nodes, and another in its place."""
        first = self.end(left)
        for match in re.finditer(re.escape(was), self.text[first : self.start(right)]):
            yield first + match.start(), first + match.end(), instead


def _judged(node: ast.AST) -> Iterator[Any]:
    """Return the nodes whose meaning tests can see: no annotation, decorator, docstring or text with values in it."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
                continue
            if hasattr(child, "lineno") or isinstance(child, ast.comprehension):
                yield child
            yield from _judged(child)


def _others(source: _Source, node: Any) -> Iterator[Piece]:
    """Return what might stand in a node's place, or in a part of it, by mistake."""
    match node:
        case ast.Compare():
            operands = [node.left, *node.comparators]
            for operator, left, right in zip(node.ops, operands, operands[1:], strict=False):
                yield from source.between(left, right, *COMPARISONS[type(operator)])
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield from source.between(node.left, node.right, *ARITHMETIC[type(node.op)])
        case ast.BoolOp():
            yield from _other_conditions(source, node)
        case ast.comprehension():
            for condition in node.ifs:
                yield source.start(condition), source.end(condition), "True"
        case ast.If():
            yield source.start(node.test), source.end(node.test), "False"
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield source.start(node), source.end(node), "pass"
        case _:
            for instead in _instead(source, node):
                yield source.start(node), source.end(node), instead


def _other_conditions(source: _Source, node: ast.BoolOp) -> Iterator[Piece]:
    was, instead = (" and ", " or ") if isinstance(node.op, ast.And) else (" or ", " and ")
    for left, right in pairwise(node.values):
        yield from source.between(left, right, was, instead)
    for index in range(len(node.values)):
        rest = [source.of(value) for place, value in enumerate(node.values) if place != index]
        yield source.start(node), source.end(node), f"({was.join(rest)})"


def _instead(source: _Source, node: Any) -> Iterator[str]:
    """Return what might stand in the place of a whole expression or statement."""
    match node:
        case ast.UnaryOp(op=ast.Not()):
            yield source.of(node.operand)
        case ast.IfExp():
            yield source.of(node.body)
            yield source.of(node.orelse)
        case ast.Constant(value=bool()):
            yield str(not node.value)
        case ast.Constant(value=value) if isinstance(value, int | float):
            yield str(value + 1)
            if node.value:
                yield str(value - 1)
        case ast.Name() if node.id in CALLS:
            yield CALLS[node.id]
        case ast.Call(func=ast.Name(id="sorted")):
            yield f"list{source.of(node.args[0])}"
        case ast.Return() if node.value is not None and not isinstance(node.value, ast.Constant):
            yield "return None"
