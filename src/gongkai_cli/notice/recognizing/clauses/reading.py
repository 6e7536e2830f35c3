"""One clause of responsibility → who leads, who is responsible, who supports, and what has to be checked."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai_cli.notice.recognizing.clauses.deadlines import due_words
from gongkai_cli.notice.recognizing.clauses.role_words import (
    DUE,
    JOINTLY,
    LEAD,
    RESPONSIBLE,
    SUPPORT,
    Run,
    is_of_persons,
    labels,
    runs,
)
from gongkai_cli.notice.recognizing.clauses.rules import LeadRule, stated
from gongkai_cli.notice.recognizing.clauses.self_check import leftover
from gongkai_cli.notice.recognizing.clauses.spelling import spelled_clause, without_half_brackets
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.texts import cut, depths, is_balanced
from gongkai_cli.notice.recognizing.units.mentions import LIST_MARKS, Mention, mentions
from gongkai_cli.notice.recognizing.units.names import has_ending, is_like_a_unit, is_usual

_JOINT = re.compile(r"会同|会商|商同|商(?=有关|相关)|联合(?![会社国体])|协同(?=[省市县区各])")
_FIRST_WORDS = re.compile(
    r"^(?:由|并由|其中，?|会同|会商|联合(?![会社国体])|并会同|并|以及|及|与|请|商(?=国|[省市县区州旗]|有关|相关|各)|具体由|其余由|协同|并协同)(?=.{2})"
)
_AT_THE_END = re.compile(r"（(?P<bracket>[^（）]+)）$|\s(?P<blank>\S+)$")
_SCOPE = re.compile(r"([^、，；：（）]{2,30}?)由(?=.{3})")  # 学校内由县教育局负责
_EVERY_ONE = re.compile(r"^(?:各|有关|相关|其他|所有)(?:项|项目|任务|有关|相关|自|个)*$")


class Share(NamedTuple):
    """A unit or collective and its role: one of a plan file, or another word."""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, read.

    Attributes:
        text: the clause as printed.
        shares: its units with their roles, each once.
        due: the words of a deadline in it.
        also: the units that it adds to every task.
        rule: how it says that leads are marked, from here on.
        used: the rule by which its leads were found.
        doubts: what has to be checked.
    """

    text: str
    shares: tuple[Share, ...] = ()
    due: str = ""
    also: tuple[Mention, ...] = ()
    rule: LeadRule | None = None
    used: LeadRule | None = None
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def mentions(self) -> list[Mention]:
        """Its units and collectives, without their roles."""
        return [share.mention for share in self.shares]


class _Names(NamedTuple):
    """The names of one group between commas, and the role that a word gives them; None where no word does."""

    mentions: list[Mention]
    role: str | None


class _Reader:
    """The state while a clause is read."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known
        self.shares: list[Share] = []
        self.doubts: list[Doubt] = []
        self.due = ""

    def doubt(self, kind: DoubtKind, words: str) -> None:
        self.doubts.append(Doubt(kind, words))


def read_clause(
    text: str, known: Collection[str] = (), rule: LeadRule | None = None, role: str | None = None
) -> Clause:
    """Read a clause.

    Args:
        text: the clause as printed, without its brackets.
        known: names that the notice prints apart from others.
        rule: how earlier sentences say that leads are marked.
        role: the role of names without a word for one, such as that of a table's column.
    """
    spelled = spelled_clause(text)
    said = stated(spelled)
    rule = said.rule or rule
    reader = _Reader(known)
    for segment_role, segment in _segments(said.rest, role):
        if segment_role == DUE:
            reader.due = due_words(segment)
            if not reader.due:
                reader.doubt(DoubtKind.DEADLINE, f"无法识别时限“{segment.strip()}”")
            continue
        _read_segment(reader, without_half_brackets(segment), segment_role)
    used = _apply_rule(reader, said.rest, rule)
    also = tuple(mentions(said.also, known)) if said.also else ()
    _check(reader, said.rest)
    for share in reader.shares:
        if not is_of_persons(share.role):
            reader.doubts += share.mention.doubts
    shares = _once(reader)
    return Clause(text, tuple(shares), reader.due, also, said.rule, used, tuple(dict.fromkeys(reader.doubts)))


def _segments(text: str, role: str | None) -> Iterator[tuple[str | None, str]]:
    """Yield the parts of a clause between labels, each with the role of its label."""
    marks = labels(text)
    first = marks[0].start if marks else len(text)
    if text[:first].strip("，；。、 \n（【"):
        yield role, text[:first]
    for place, label in enumerate(marks):
        end = marks[place + 1].start if place + 1 < len(marks) else len(text)
        yield label.role, text[label.end : end]


def _read_segment(reader: _Reader, text: str, label: str | None) -> None:
    """Read the names after one label, or of a clause without labels."""
    waiting: list[_Names] = []
    has_role = False
    for piece in cut(text, "，；。"):
        if due := due_words(piece.text):
            reader.due = due
            continue
        for group in _groups(reader, _without_due(reader, _behind_colon(piece.text))):
            waiting.append(group)
            if group.role is None:
                continue
            _settle(reader, waiting, label, has_role=has_role)
            waiting, has_role = [], True
    for group in waiting:
        _share(reader, group.mentions, label or RESPONSIBLE)
    with_units = [group for group in waiting if any(not one.is_collective for one in group.mentions)]
    if label is None and not has_role and len(with_units) > 1:
        reader.doubt(DoubtKind.ROLE, "没有写谁牵头、谁负责，都算责任单位")


def _behind_colon(text: str) -> str:
    """Return a part between commas without a heading of its own, such as 第一项：; one that has no names is empty."""
    heading, colon, rest = text.partition("：")
    if not colon or is_like_a_unit(heading):
        return text
    return rest if _has_names(rest, ()) else ""


def _without_due(reader: _Reader, text: str) -> str:
    """Take a deadline in brackets or behind a blank from the end of a part: 县财政局（6月底前完成）."""
    match = _AT_THE_END.search(text)
    if match and (due := due_words(match["bracket"] or match["blank"])):
        reader.due = due
        return text[: match.start()]
    return text


def _groups(reader: _Reader, text: str) -> Iterator[_Names]:
    """Yield the names of a part between commas, cut after each phrase of a role."""
    begin = 0
    for run in runs(text, depths(text)):
        names = text[begin : run.start]
        if _is_inside_a_name(text, run, reader.known):
            continue
        if names.strip(LIST_MARKS + " ") and (begin == 0 or _has_names(names, reader.known)):
            yield from _joint(reader, names, run.role)
        begin = run.end
    rest = text[begin:]
    # 负责资金保障: the object of a duty is no name.
    if rest.strip(LIST_MARKS + " ") and (begin == 0 or _has_names(rest, reader.known)):
        yield from _joint(reader, rest, None)


def _is_inside_a_name(text: str, run: Run, known: Collection[str]) -> bool:
    """Return whether a phrase is a part of a name, as 协作 in 乡村振兴和协作交流局."""
    left = re.split(f"[{re.escape(LIST_MARKS)}]", text[: run.start])[-1].strip()
    right = re.split(f"[{re.escape(LIST_MARKS)}]", text[run.end :])[0].strip()
    phrase = text[run.start : run.end]
    name = left + phrase + right
    if name in known or is_usual(name):
        return True
    if _EVERY_ONE.search(left) and phrase.endswith(("单位", "部门")):  # 各项目牵头单位, 各责任单位
        return True
    return bool(left and right) and has_ending(name) and not _has_names(left, known)


def _has_names(text: str, known: Collection[str]) -> bool:
    found = mentions(_FIRST_WORDS.sub("", text.strip()), known)
    return any(one.is_collective or is_like_a_unit(one.name) or one.name in known for one in found)


def _joint(reader: _Reader, text: str, role: str | None) -> Iterator[_Names]:
    """Yield the names of a group; those in front of 会同 lead."""
    text = _FIRST_WORDS.sub("", text.strip())
    if (scope := _SCOPE.match(text)) and not is_like_a_unit(scope[1]):
        text = text[scope.end() :]
    match = _JOINT.search(text)
    last = text[: match.start()].rpartition("、")[2] if match else ""
    if match and (is_like_a_unit(last) or (last and re.search("等(?:部门|单位)?$", last))):
        reader.doubt(DoubtKind.ROLE, f"“{match[0]}”前面的算牵头，后面的算责任单位")
        yield _Names(mentions(text[: match.start()], reader.known), LEAD)
        yield _Names(mentions(text[match.end() :], reader.known), RESPONSIBLE if role in {None, LEAD} else role)
        return
    yield _Names(mentions(text, reader.known), role)


def _settle(reader: _Reader, waiting: Sequence[_Names], label: str | None, *, has_role: bool) -> None:
    """Give the groups up to a phrase their role: 甲、乙，丙按职责分工负责 is one role for all three."""
    role = waiting[-1].role or RESPONSIBLE
    if role == JOINTLY:
        role = SUPPORT if has_role else RESPONSIBLE
        reader.doubt(DoubtKind.ROLE, "“协同”算配合还是共同负责")
    is_last_alone = role == SUPPORT and not has_role and len(waiting) > 1
    for group in waiting[:-1]:
        _share(reader, group.mentions, (label or RESPONSIBLE) if is_last_alone else role)
    if is_last_alone and label is None:
        reader.doubt(DoubtKind.ROLE, "只有最后几个算配合，前面的算责任单位")
    _share(reader, waiting[-1].mentions, role)


def _share(reader: _Reader, found: Sequence[Mention], role: str) -> None:
    reader.shares += [Share(role, one) for one in found]


def _apply_rule(reader: _Reader, text: str, rule: LeadRule | None) -> LeadRule | None:
    """Make those units leads that a star or their position says; return the rule that was used."""
    if any(share.mention.is_starred for share in reader.shares):
        reader.shares = [Share(LEAD, one.mention) if one.mention.is_starred else one for one in reader.shares]
        return LeadRule.STAR
    if rule is None or any(share.role == LEAD for share in reader.shares):
        return None
    count = 0
    if rule is LeadRule.FIRST:
        count = 1
    elif rule in {LeadRule.COMMA, LeadRule.SEMICOLON}:
        count = _count_before(reader, text, "，" if rule is LeadRule.COMMA else "；")
    reader.shares = [
        Share(LEAD, share.mention) if place < count and share.role == RESPONSIBLE else share
        for place, share in enumerate(reader.shares)
    ]
    return rule if count else None


def _count_before(reader: _Reader, text: str, mark: str) -> int:
    """Return how many units stand in front of the first comma."""
    marks = [label for label in labels(text) if label.role == RESPONSIBLE]
    body = text[marks[0].end :] if marks else text
    first = next(cut(body, mark), None)
    if first is None:
        return 0
    if first.text.strip("，；。 ") == body.strip("，；。 "):
        reader.doubt(DoubtKind.ROLE, "没有逗号，全部算牵头")
    return len(mentions(first.text, reader.known))


def _once(reader: _Reader) -> list[Share]:
    """Return each unit once, with its first role; a lead before all others."""
    found: dict[str, Share] = {}
    for share in reader.shares:
        before = found.get(share.mention.name)
        if before is None:
            found[share.mention.name] = share
            continue
        if before.role != share.role:
            reader.doubt(DoubtKind.ROLE, f"“{share.mention.name}”写了两次，职责不同")
            if share.role == LEAD:
                found[share.mention.name] = share
    return list(found.values())


def _check(reader: _Reader, text: str) -> None:
    """Doubt what the names do not give back of the clause, and brackets without a partner."""
    if not is_balanced(text):
        reader.doubt(DoubtKind.LEFTOVER, "括号不成对")
    names = [share.mention.printed for share in reader.shares]
    words = {share.role for share in reader.shares} - {LEAD, RESPONSIBLE, SUPPORT}
    if left := leftover(text, names, words):
        reader.doubt(DoubtKind.LEFTOVER, f"没有用上的文字：{left}")
