"""The numbered parts of a notice as a tree, with the clauses that stand in each."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.notice.blocks import Place
from gongkai_cli.notice.recognizing.clauses.places import ClausePlace, clause_places, is_due_label
from gongkai_cli.notice.recognizing.parts.lines import Line
from gongkai_cli.notice.recognizing.parts.numbering import Number, number_at_start
from gongkai_cli.notice.recognizing.units.names import has_ending

_STOP = re.compile(
    r"总体要求|总体目标|总体思路|指导思想|基本原则|工作目标|主要目标|发展目标|目标任务$|工作思路|适用对象|适用范围|附则|保障措施|组织保障|工作保障|保障机制|"
    r"组织领导|组织实施|工作要求|有关要求|相关要求|几点要求|实施步骤|工作步骤|时间安排|方法步骤|背景|编制依据|实施要求|其他事项|"
    r"任务来源|名词解释|附件|附表|评分办法|考核办法|评价方法|起止时间|实施期限|有效期|活动时间|工作原则|具体要求|总则|^目标$|推进机制|实施保障|政策保障|责任分工$|解释权|政策解释|兑现|资金来源|资金保障|申报|责任追究|支持对象|定义|认定条件|认定标准|^其[他它]|附加说明|之日起|本(?:措施|办法|意见|细则|政策|规定)(?:由|自|有效|执行)"
)
_ANNEX = re.compile(r"附\s?[件表](?:\s?[\d一二三四五六七八九十]+)?[：:]?\s?(?:.{0,40})$|附则$")
_SIGNED_DAY = re.compile(r".{0,40}20\d\d年\d{1,2}月\d{1,2}日.{0,6}$")
_BEHIND = re.compile(r"[（(]此件|抄送[：:]|附\s?件[：:]|联系人[：:]|联系电话[：:]")
_LONGEST_OFFICE = 30  # letters of an office in a signature


@dataclass(slots=True)
class FoundClause:
    """A clause where it stands: its text, and the place of its line."""

    text: str
    place: Place
    is_bare: bool = False


@dataclass(slots=True)
class Item:
    """A numbered part, or a heading without a number.

    Attributes:
        number: its printed number; None for a heading without one, and for the root.
        text: its own line behind the number, without clauses.
        place: the place of its line.
        lines: the lines below it, without clauses, up to its first child.
        children: the parts below it.
        clauses: the clauses in its own lines.
        dues: the lines 完成时限：… of it.
    """

    number: Number | None
    text: str
    place: Place
    parent: "Item | None" = None
    lines: list[Line] = field(default_factory=list)
    children: list["Item"] = field(default_factory=list)
    clauses: list[FoundClause] = field(default_factory=list)
    dues: list[str] = field(default_factory=list)

    @property
    def style(self) -> str:
        """The style of its number; empty without one."""
        return self.number.style if self.number else ""

    @property
    def heading(self) -> str:
        """Its first sentence."""
        return self.text.partition("。")[0].strip()

    @property
    def is_stop(self) -> bool:
        """Whether it is a part that has no tasks, such as 保障措施, or lies in one."""
        part: Item | None = self
        while part is not None:
            if part.number is None and part.parent is not None and _STOP.search(part.text):
                return True
            if part.number and _STOP.search(part.heading[:20]):
                return True
            part = part.parent
        return False

    def walk(self) -> Iterator["Item"]:
        """Yield the part and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_lines(self) -> list[Line]:
        """Return the lines below its heading, those of its children included."""
        found = list(self.lines)
        for child in self.children:
            found.append(Line(child.text, child.place))
            found += child.all_lines()
        return found


def outline(lines: Sequence[Line], known: Collection[str] = ()) -> Item:
    """Return the root of the numbered parts of a text."""
    root = Item(None, "", lines[0].place if lines else Place(""))
    stack = [root]
    signatures = set(_signatures(lines))
    for place, line in enumerate(lines):
        if place in signatures:
            continue
        number = number_at_start(line.text)
        if number and _goes_on(number, stack):
            _open(stack, number, line, known)
        elif is_heading_without_number(line.text):
            del stack[1:]
            item = Item(None, line.text, line.place, root)
            root.children.append(item)
            stack.append(item)
        else:
            _add(stack[-1], line, known)
    return root


def _signatures(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the places of lines behind the text: the offices that sign, their day, remarks on the paper."""
    for place, line in enumerate(lines):
        if _BEHIND.match(line.text) and not is_heading_without_number(line.text):
            yield place
        if not _SIGNED_DAY.fullmatch(plain_digits(line.text)):
            continue
        yield place
        for above in range(place - 1, max(place - 5, -1), -1):
            if not _is_signature(lines[above].text):
                break
            yield above


def _is_signature(text: str) -> bool:
    """Return whether a line has nothing but the names of offices."""
    if re.search("[：:、，。；]", text):
        return False
    return all(len(name) <= _LONGEST_OFFICE and has_ending(name) for name in text.split())


def is_heading_without_number(text: str) -> bool:
    """Return whether a line opens a part without a number: 附则, 附件2."""
    return bool(_ANNEX.match(text)) and "。" not in text


def _goes_on(number: Number, stack: Sequence[Item]) -> bool:
    """Return whether a number can be one of the outline: 3. in the middle of a sentence list cannot."""
    return number.style != "circled" or len(stack) > 1


def _open(stack: list[Item], number: Number, line: Line, known: Collection[str]) -> None:
    styles = [item.style for item in stack]
    if number.style in styles:
        del stack[styles.index(number.style) :]
    parent = stack[-1] if stack else None
    item = Item(number, "", line.place, parent)
    if parent is not None:
        parent.children.append(item)
    stack.append(item)
    rest, clauses = without_clauses(line.text[number.end :], known)
    item.text = rest
    item.clauses += [FoundClause(one.text, line.place, one.is_bare) for one in clauses]


def _add(item: Item, line: Line, known: Collection[str]) -> None:
    if is_due_label(line.text):
        item.dues.append(line.text)
        return
    rest, clauses = without_clauses(line.text, known)
    item.clauses += [FoundClause(one.text, line.place, one.is_bare) for one in clauses]
    if not rest:
        return
    if not item.text and item.number:
        item.text = rest
    else:
        item.lines.append(Line(rest, line.place))


def without_clauses(text: str, known: Collection[str]) -> tuple[str, list[ClausePlace]]:
    """Return a line without its clauses, and the clauses."""
    found = clause_places(text, known)
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    return rest.strip(), found
