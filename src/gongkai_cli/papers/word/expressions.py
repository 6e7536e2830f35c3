"""What a template may do: name its variables, choose with `if`, and repeat with `for`. Nothing else is run.

The tree of a template is checked before it is rendered, so code, endless loops and huge numbers never begin.
"""

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from gongkai_cli.domain.text import shown
from gongkai_cli.papers.word.names import Variable

MOST_LOOPS, MOST_DEPTH = 3, 20
"""How many loops, and how many loops and choices, may stand within one another."""

_TEXT = Variable()
_NUMBER = Variable("数")
LOOP = Variable(members={**dict.fromkeys(("index", "index0", "length"), _NUMBER), "first": _TEXT, "last": _TEXT})
"""What Jinja tells about the round of a loop."""

_BY_SIZE = {"lt", "lteq", "gt", "gteq"}
_WORDS = {
    nodes.Call: "调用函数",
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.With: "with",
    nodes.ScopedEvalContextModifier: "autoescape",
    nodes.Filter: "这个过滤器",
    nodes.Test: "这个判断",
    nodes.Getitem: "方括号",
    nodes.BinExpr: "运算",
    nodes.UnaryExpr: "运算",
}


class Checker:
    """Walks through the tree of a template and collects its faults.

    Args:
        known: the variables that exist.
    """

    def __init__(self, known: Mapping[str, Variable]) -> None:
        self._known = known
        self._depth = 0
        self.faults: list[str] = []
        self.used: set[str] = set()

    def check(self, tree: nodes.Template) -> None:
        """Check a template."""
        self._body(tree.body, self._known, 0)

    def _body(self, body: list[nodes.Node], scope: Mapping[str, Variable], depth: int) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            self._fault(f"if 和 for 套得太深，最多 {MOST_DEPTH} 层")
            body = []
        for node in body:
            match node:
                case nodes.Output():
                    for piece in node.nodes:
                        self._output(piece, scope)
                case nodes.For():
                    self._loop(node, scope, depth)
                case nodes.If():
                    self._branch(node, scope, depth)
                case _:
                    self._refuse(node)
        self._depth -= 1

    def _output(self, node: nodes.Expr, scope: Mapping[str, Variable]) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        self._text(node, scope)

    def _loop(self, node: nodes.For, scope: Mapping[str, Variable], depth: int) -> None:
        if depth >= MOST_LOOPS:
            self._fault(f"for 套得太深，最多 {MOST_LOOPS} 层")
            return
        if node.recursive or not isinstance(node.target, nodes.Name):
            self._fault("for 要写成 {% for 一个名字 in 变量 %}")
            return
        values = self.expression(node.iter, scope)
        if values is None:
            return
        if not values.is_list:
            self._fault(f"“{_written(node.iter)}”只有一个值，不能用 for")
            return
        inner = {**scope, "loop": LOOP, node.target.name: values.element}
        if node.test is not None:
            self.expression(node.test, inner)
        self._body(node.body, inner, depth + 1)
        self._body(node.else_, scope, depth)

    def _branch(self, node: nodes.If, scope: Mapping[str, Variable], depth: int) -> None:
        self.expression(node.test, scope)
        self._body(node.body, scope, depth)
        self._body(list(node.elif_), scope, depth)
        self._body(node.else_, scope, depth)

    def expression(self, node: nodes.Node, scope: Mapping[str, Variable]) -> Variable | None:
        """Return the kind of value that an expression has; None where it has a fault."""
        match node:
            case nodes.Name():
                return self._name(node.name, scope)
            case nodes.Getattr():
                return self._member(node, scope)
            case nodes.Const():
                return _NUMBER if isinstance(node.value, int | float) else _TEXT
            case nodes.Filter(name="length" | "join", kwargs=[]) if node.node is not None:
                return self._filtered(node, node.node, scope)
            case nodes.Test(name="defined") | nodes.Not():
                self.expression(node.node, scope)
                return _TEXT
            case nodes.Compare():
                return self._compared(node, scope)
            case nodes.CondExpr() | nodes.And() | nodes.Or():
                return self._choice(node, scope)
            case nodes.Concat():
                return self._joined(node.nodes, scope)
        self._refuse(node)
        return None

    def _filtered(self, node: nodes.Filter, value: nodes.Expr, scope: Mapping[str, Variable]) -> Variable | None:
        """Return the kind of a length, or of a list of texts that is joined."""
        found = self.expression(value, scope)
        if found is None or self._joined(node.args, scope) is None:
            return None
        if node.name == "length":
            if found is _NUMBER:
                self._fault("数没有 length")
            return _NUMBER
        if not found.is_list or not found.element.is_text:
            self._fault(f"“{_written(value)}”不是一列文字，不能用 join")
        return _TEXT

    def _compared(self, node: nodes.Compare, scope: Mapping[str, Variable]) -> Variable:
        """Check a comparison: only numbers have a size, and only texts and lists hold something."""
        kinds = [self.expression(node.expr, scope), *(self.expression(one.expr, scope) for one in node.ops)]
        by_size = any(one.op in _BY_SIZE for one in node.ops)
        if by_size and any(kind is not None and kind is not _NUMBER for kind in kinds):
            self._fault("只有数能比大小：loop.index、加了 |length 的和写出的数；变量都是文字")
        if any(one.op in {"in", "notin"} for one in node.ops) and _NUMBER in kinds:
            self._fault("in 的两边不能是数")
        return _TEXT

    def _choice(self, node: nodes.CondExpr | nodes.And | nodes.Or, scope: Mapping[str, Variable]) -> Variable | None:
        """Return the kind of a choice: a list where one of the values is."""
        if isinstance(node, nodes.CondExpr):
            self.expression(node.test, scope)
            values = [node.expr1, node.expr2]
        else:
            values = [node.left, node.right]
        kinds = [self.expression(value, scope) for value in values if value is not None]
        if None in kinds:
            return None
        lists = [kind for kind in kinds if kind is not None and not kind.is_text]
        return lists[0] if lists else _TEXT

    def _joined(self, values: Iterable[nodes.Expr], scope: Mapping[str, Variable]) -> Variable | None:
        """Return the kind of texts that become one."""
        found: Variable | None = _TEXT
        for value in values:
            if self._text(value, scope) is None:
                found = None
        return found

    def _text(self, node: nodes.Expr, scope: Mapping[str, Variable]) -> Variable | None:
        found = self.expression(node, scope)
        if found is not None and not found.is_text:
            self._fault(f"“{_written(node)}”有许多值，要用 {{% for %}} 逐个写")
            return None
        return found

    def _name(self, name: str, scope: Mapping[str, Variable]) -> Variable | None:
        found = scope.get(name)
        if found is None:
            self._fault(f"没有变量“{shown(name)}”")
            return None
        self.used.add(name)
        return found

    def _member(self, node: nodes.Getattr, scope: Mapping[str, Variable]) -> Variable | None:
        owner = self.expression(node.node, scope)
        if owner is None:
            return None
        if owner.is_list or node.attr not in owner.members:
            self._fault(f"“{_written(node.node)}”没有“{shown(node.attr)}”")
            return None
        return owner.members[node.attr]

    def _refuse(self, node: nodes.Node) -> None:
        word = next((word for kind, word in _WORDS.items() if isinstance(node, kind)), "这种写法")
        self._fault(f"不能用{word}：模板里只写变量、if 和 for")

    def _fault(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return shown(node.name) if isinstance(node, nodes.Name) else "这里"
