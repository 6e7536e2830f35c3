"""Check a template before anything of it is run: its tags, its variables, and what it does."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from gongkai_cli.domain.text import shown
from gongkai_cli.papers.word.expressions import LOOP, Checker
from gongkai_cli.papers.word.names import Variable
from gongkai_cli.papers.word.sandbox import Sandbox
from gongkai_cli.papers.word.tags import Fault, PartText, Place, Tag, parts_of, tags_of

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_MOST_FAULTS = 20


class Checked(NamedTuple):
    """The result of a check: the faults in order, and the names of the variables that are used."""

    faults: tuple[str, ...]
    used: frozenset[str]


class _Open(NamedTuple):
    """A block that waits for its end; `scope` holds the variables before it."""

    tag: Tag
    word: str
    scope: Mapping[str, Variable] | None


def check(document: "DocxTemplate", known: Mapping[str, Variable]) -> Checked:
    """Return what is wrong with a template.

    Args:
        document: the opened template. Nothing of it is rendered.
        known: the variables that exist.
    """
    faults: list[Fault] = []
    used: set[str] = set()
    for part in parts_of(document):
        own = _PartCheck(known)
        own.check(list(tags_of(part, own.faults)))
        used |= own.used
        if not own.faults:
            own.faults += _whole(document, part, known)
        faults += own.faults
    lines = [fault.line for fault in faults]
    if len(lines) > _MOST_FAULTS:
        lines = [*lines[:_MOST_FAULTS], f"还有 {len(lines) - _MOST_FAULTS} 处，改好这些再查一次。"]
    return Checked(tuple(lines), frozenset(used))


def _whole(document: "DocxTemplate", part: PartText, known: Mapping[str, Variable]) -> list[Fault]:
    """Check the XML of a part as docxtpl will give it to Jinja; the tags one by one could hide something."""
    place = Place(part.name)
    try:
        tree = Sandbox().parse(document.patch_xml(part.xml))
    except (TemplateSyntaxError, RecursionError, ValueError):
        return [Fault(place, "标签的位置不对：for、if 和它们的结尾要各占一段（{%p %}）、一行（{%tr %}），或在同一段里")]
    checker = Checker(known)
    checker.check(tree)
    return [Fault(place, fault) for fault in checker.faults]


class _PartCheck:
    """Walks through the tags of one part, with the blocks that are open."""

    def __init__(self, known: Mapping[str, Variable]) -> None:
        self.faults: list[Fault] = []
        self.used: set[str] = set()
        self._known = known
        self._scope: Mapping[str, Variable] | None = known
        self._open: list[_Open] = []

    def check(self, tags: Sequence[Tag]) -> None:
        """Check the tags in order."""
        for tag in tags:
            if tag.mark == "{{" and tag.prefix:
                self._fault(tag, f"{{{{{tag.prefix} 里的 {tag.prefix} 要去掉，写成 {{{{ {shown(tag.text)} }}}}")
            elif tag.mark == "{{":
                self._tree(tag, f"{{{{ {tag.text} }}}}")
            else:
                self._statement(tag)
        for block in self._open:
            self._fault(block.tag, f"{block.tag.shown} 没有结尾，后面要有 {{%{block.tag.prefix} end{block.word} %}}")

    def _statement(self, tag: Tag) -> None:
        word, _, rest = tag.text.partition(" ")
        match word:
            case "for":
                self._begin(tag, word, f"{{% {tag.text} %}}{{% endfor %}}")
                self._name_element(rest)
            case "if":
                self._begin(tag, word, f"{{% {tag.text} %}}{{% endif %}}")
            case "elif":
                if self._is_within(tag, ("if",)):
                    self._tree(tag, f"{{% if {rest} %}}{{% endif %}}")
            case "else":
                self._is_within(tag, ("if", "for"))
            case "endfor" | "endif":
                self._end(tag, word.removeprefix("end"))
            case _:
                self._fault(tag, f"不能用“{shown(word)}”：模板里只写变量、if 和 for")

    def _begin(self, tag: Tag, word: str, text: str) -> None:
        self._open.append(_Open(tag, word, self._scope))
        self._tree(tag, text)

    def _name_element(self, text: str) -> None:
        """Add the name that a loop gives to each element; what stands in a faulty loop is not looked at."""
        name, _, rest = text.partition(" in ")
        tree = _parsed(f"{{{{ {rest.partition(' if ')[0]} }}}}")
        values = None
        if tree is not None and self._scope is not None:
            values = Checker(self._scope).expression(next(tree.find_all(nodes.Expr), nodes.Const("")), self._scope)
        if self._scope is None or values is None or not values.is_list or not name.strip().isidentifier():
            self._scope = None
        else:
            self._scope = {**self._scope, name.strip(): values.element, "loop": LOOP}

    def _end(self, tag: Tag, word: str) -> None:
        if not self._is_within(tag, (word,)):
            return
        block = self._open.pop()
        self._scope = block.scope
        if block.tag.prefix != tag.prefix or (not tag.prefix and block.tag.place != tag.place):
            self._fault(tag, f"{tag.shown} 与开头的 {block.tag.shown}（{block.tag.place.words}）不成对")

    def _is_within(self, tag: Tag, words: tuple[str, ...]) -> bool:
        if self._open and self._open[-1].word in words:
            return True
        self._fault(tag, f"{tag.shown} 前面没有对应的 {' 或 '.join(words)}")
        return False

    def _tree(self, tag: Tag, text: str) -> None:
        tree = _parsed(text)
        if tree is None:
            self._fault(tag, f"无法识别 {tag.shown}")
            return
        if self._scope is None:
            return
        checker = Checker(self._scope)
        checker.check(tree)
        self.used |= checker.used & set(self._known)
        for fault in checker.faults:
            self._fault(tag, fault)

    def _fault(self, tag: Tag, text: str) -> None:
        self.faults.append(Fault(tag.place, text))


def _parsed(text: str) -> nodes.Template | None:
    """Return the tree of a tag; None where it is none."""
    try:
        return Sandbox().parse(text)
    except (TemplateSyntaxError, RecursionError, ValueError, OverflowError):
        return None
