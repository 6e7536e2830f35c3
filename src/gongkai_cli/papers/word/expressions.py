"""What a template may do: name its variables, choose with `if`, and repeat with `for`. Nothing else is run.

The tree of a template is checked before it is rendered, so code, endless loops and huge numbers never begin.
"""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes

from gongkai_cli.domain.text import shown
from gongkai_cli.papers.word.names import Variable

MOST_LOOPS, MOST_DEPTH = 3, 20
"""How many loops, and how many loops and choices, may stand within one another."""

_TEXT = Variable()
LOOP = Variable(members=dict.fromkeys(("index", "index0", "first", "last", "length"), _TEXT))
"""What Jinja tells about the round of a loop."""

_FILTERS = {"length", "join"}
_TESTS = {"defined"}
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
        found = self.expression(node, scope)
        if found is not None and not found.is_text:
            self._fault(f"“{_written(node)}”有许多值，要用 {{% for %}} 逐个写")

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
                return _TEXT
            case nodes.Filter() if node.name in _FILTERS and not node.kwargs:
                return self._all(node.iter_child_nodes(), scope)
            case nodes.Test() if node.name in _TESTS:
                return self._all([node.node], scope)
            case nodes.Compare() | nodes.And() | nodes.Or() | nodes.Not() | nodes.CondExpr() | nodes.Concat():
                return self._all(_parts(node), scope)
        self._refuse(node)
        return None

    def _all(self, pieces: Iterable[nodes.Node], scope: Mapping[str, Variable]) -> Variable:
        for piece in pieces:
            if isinstance(piece, nodes.Expr):
                self.expression(piece, scope)
        return _TEXT

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


def _parts(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the expressions of a comparison or a choice; the operands of a comparison are nodes of their own."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Operand):
            yield child.expr
        else:
            yield child


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return shown(node.name) if isinstance(node, nodes.Name) else "这里"
