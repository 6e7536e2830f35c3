"""The folds under the map: a task or a unit in detail."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import day_of_year
from gongkai_cli.domain.model import Activity, Measure, Part, Task, Unit
from gongkai_cli.domain.text import is_address
from gongkai_cli.domain.vocabulary import ONGOING, Role, Said
from gongkai_cli.papers.board.figures import Gathered
from gongkai_cli.papers.board.map import MARKS, Mark, Square, mark_of, mark_of_pace, task_anchor, unit_anchor

_MOST_TITLES = 600  # reports that are listed with their task's title; a page with more has numbers alone
_MOST_NAMED = 3  # units with one standing; more of them are not named where they are all of a task
_MOST_TEXT = 150_000  # bytes of texts in a page; one with more has the beginning of each
_LENGTHS = (400, 200, 100, 60, 40)  # characters of such a beginning
_MOST_LINES = 330_000  # bytes of all lines in a page; one with more has those of the most urgent parts
_LINE = 130  # bytes of a line without texts
_TEXT, _LINK = 30, 70  # bytes of a text's or a link's own markup
_MOST_LINK = 50  # characters of an address that are shown


class Link(NamedTuple):
    """Evidence: its words, and the address to open; None where it is no web address."""

    words: str
    address: str | None


def link_to(text: str) -> Link:
    """Return evidence as a link where it is an http(s) address, else as its text alone."""
    if not is_address(text):
        return Link(text, None)
    words = text.partition("://")[2]
    if len(words) > _MOST_LINK:
        words = f"{words[:_MOST_LINK]}…"
    return Link(words, text)


class Text(NamedTuple):
    """What a unit said: its label, and the words."""

    label: str
    words: str


class Line(NamedTuple):
    """A report in a fold: its task or its unit with the place of that fold, the standing, and what was said."""

    anchor: str
    name: str
    standing: str
    mark: Mark
    texts: Sequence[Text]
    links: Sequence[Link]


class Fold(NamedTuple):
    """A task or a unit: its line, and under it facts, measures, a line for each report, and who has none."""

    anchor: str
    number: str
    name: str
    remark: str
    square: Square
    sought: str
    """What a filter finds it by, besides its line."""
    facts: Sequence[tuple[str, str]]
    measures: Sequence[str]
    lines: Sequence[Line]
    groups: Sequence[tuple[str, str]]


class Folds(NamedTuple):
    """All folds.

    A page with many reports is bounded: `longest` is the number of characters of a text that was cut, and `lines` the
    number of reports that have a line; both are None where everything is complete.
    """

    tasks: Sequence[Fold]
    units: Sequence[Fold]
    longest: int | None
    lines: int | None


def folds(found: Gathered) -> Folds:
    """Return the folds of all tasks and units."""
    reported = [part for part in found.parts if part.on is not None]
    longest = _longest([text for part in reported for text in (part.note, part.problem, part.next) if text])
    told = _told(reported, longest)
    teller = _Teller(found, longest, told)
    lines = len(told) if len(told) < len(reported) else None
    return Folds(list(teller.tasks()), list(teller.units()), longest, lines)


def _longest(texts: Sequence[str]) -> int | None:
    """Return how many characters of each text fit into a page, or None where all texts fit."""
    if sum(map(_size, texts)) <= _MOST_TEXT:
        return None
    for length in _LENGTHS:
        if sum(_size(text[:length]) for text in texts) <= _MOST_TEXT:
            return length
    return _LENGTHS[-1]


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _told(reported: Sequence[Part], longest: int | None) -> set[int]:
    """Return the reported parts that have a line, each by its `id`: all that fit, the most urgent first."""
    told: set[int] = set()
    size = 0
    for part in sorted(reported, key=_urgency):
        texts = [text[:longest] for text in (part.note, part.problem, part.next) if text]
        size += _LINE + sum(_TEXT + _size(text) for text in texts)
        size += sum(_LINK + _size(link) + min(_size(link), _MOST_LINK) for link in part.links)
        if size > _MOST_LINES:
            break
        told.add(id(part))
    return told


def _urgency(part: Part) -> int:
    return MARKS.index(mark_of(part))


class _Teller:
    """Tells of one plan. It knows the folds of all tasks and units, and which reports have a line."""

    def __init__(self, found: Gathered, longest: int | None, told: set[int]) -> None:
        self._found = found
        self._longest = longest
        self._told = told
        self._with_titles = len(told) <= _MOST_TITLES
        self._unit_anchors = {unit.name: unit_anchor(place) for place, unit in enumerate(found.units)}
        # A withdrawn task may have the number of another one.
        self._task_anchors = {(task.no, task.title): task_anchor(place) for place, task in enumerate(found.tasks)}
        self._by_task: dict[tuple[int, str], list[Part]] = {}
        self._by_unit: dict[str, list[Part]] = {}
        self._activities: dict[str, list[Activity]] = {}
        for part in found.parts:
            self._by_task.setdefault((part.no, part.title), []).append(part)
            self._by_unit.setdefault(part.unit, []).append(part)
        for row in found.activities:
            for name in row.organizers:
                self._activities.setdefault(name, []).append(row)

    def tasks(self) -> Iterator[Fold]:
        """Yield the fold of each task."""
        for place, task in enumerate(self._found.tasks):
            parts = self._by_task.get((task.no, task.title), [])
            speakers = {*task.lead} or {*task.responsible}
            mark = mark_of(task)
            yield Fold(
                anchor=task_anchor(place),
                number=str(task.no),
                name=task.title + _withdrawn(task.withdrawn),
                remark=f"{task.status.word}，已报送 {task.reported}/{task.units_total}",
                square=Square(mark, f"{task.percent:.0f}", mark.word),
                sought=" ".join(task.lead),
                facts=list(_task_facts(task, self._found.day)),
                measures=[_measure(task, one) for one in self._found.measures.get(task.no, ())],
                lines=[self._line_of_unit(part) for part in parts if part.unit in speakers and id(part) in self._told],
                groups=list(self._standings(parts)),
            )

    def units(self) -> Iterator[Fold]:
        """Yield the fold of each unit."""
        for place, unit in enumerate(self._found.units):
            parts = self._by_unit.get(unit.name, [])
            reported = sum(part.counted and part.on is not None for part in parts)
            silent = "未报送" if unit.name in self._found.silent else ""
            mark = mark_of_pace(unit.pace)
            percent = "—" if unit.percent is None else f"{unit.percent:.0f}"
            yield Fold(
                anchor=unit_anchor(place),
                number="",
                name=unit.name + _withdrawn(unit.withdrawn),
                remark=silent or f"已报送 {reported}/{unit.counted}",
                square=Square(mark, percent, mark.word),
                sought=" ".join((*unit.aliases, unit.kind)),
                facts=list(self._unit_facts(unit)),
                measures=(),
                lines=[self._line_of_task(part) for part in parts if id(part) in self._told],
                groups=list(self._untold(parts)),
            )

    def _unit_facts(self, unit: Unit) -> Iterator[tuple[str, str]]:
        yield "类别", unit.kind
        yield from ((label, text) for label, text in (("联系人", unit.contact), ("电话", unit.phone)) if text)
        if unit.counted:
            yield "完成", f"{unit.done}/{unit.counted} 项"
        if activities := self._activities.get(unit.name):
            yield "活动", "；".join(f"{row.no} {row.theme}（{row.status.word}）" for row in activities)

    def _line_of_task(self, part: Part) -> Line:
        name = f"{part.no} {part.title}" if self._with_titles else str(part.no)
        return self._line(part, self._task_anchors.get((part.no, part.title), ""), name)

    def _line_of_unit(self, part: Part) -> Line:
        return self._line(part, self._unit_anchors.get(part.unit, ""), part.unit)

    def _line(self, part: Part, anchor: str, name: str) -> Line:
        day = day_of_year(part.on, self._found.day) if part.on else ""
        words = f"{part.role.word}，{part.status.word} {part.percent}%，{day}报送"
        return Line(
            anchor=anchor,
            name=name + _withdrawn(part.withdrawn),
            standing=words,
            mark=mark_of(part),
            texts=list(self._texts(part)),
            links=list(map(link_to, part.links)),
        )

    def _texts(self, part: Part) -> Iterator[Text]:
        said = (
            ("进展情况", part.note, part.note_on),
            ("存在问题", part.problem, part.problem_on),
            (Said.NEXT.word, part.next, part.next_on),
        )
        for label, words, day in said:
            if words:
                dated = f"{label}（{day_of_year(day, self._found.day)}）" if day else label
                yield Text(dated, self._cut(words))

    def _cut(self, words: str) -> str:
        if self._longest is None or len(words) <= self._longest:
            return words
        return f"{words[: self._longest]}…"

    def _standings(self, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
        """Yield the units of a task by their standing, each under its words."""
        groups: dict[str, list[str]] = {}
        for part in parts:
            groups.setdefault(_standing_word(part), []).append(part.unit)
        for word, names in groups.items():
            is_all = len(names) == len(parts) > _MOST_NAMED
            yield f"{word} {len(names)} 个", "全部" if is_all else "、".join(names)

    def _untold(self, parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
        """Yield the tasks of a unit that have no line, by the unit's standing."""
        groups: dict[str, list[int]] = {}
        for part in parts:
            if id(part) not in self._told:
                groups.setdefault(_standing_word(part), []).append(part.no)
        for word, numbers in groups.items():
            yield f"{word} {len(numbers)} 项", f"任务 {'、'.join(map(str, numbers))}"


def _standing_word(part: Part) -> str:
    if part.withdrawn:
        return "已调出"
    if part.role is Role.POSSIBLE and not part.counted:
        return "相关，认领前不计"
    if part.on is None:
        return "未报送"
    return f"{part.status.word} {part.percent}%"


def _withdrawn(is_withdrawn: bool) -> str:
    return "（已调出）" if is_withdrawn else ""


def _task_facts(task: Task, today: date) -> Iterator[tuple[str, str]]:
    named = (("牵头单位", task.lead), ("责任单位", task.all_responsible), ("配合单位", task.support))
    yield from ((label, "、".join(names)) for label, names in (*named, *task.others.items()) if names)
    if not task.is_assigned:
        yield "责任单位", "未分工"
    yield "完成时限", _due(task, today)


def _due(task: Task, today: date) -> str:
    if task.due_words:
        return task.due_words
    if task.due is None:
        return ONGOING
    day = day_of_year(task.due, today)
    return f"{day}前（文件未注明，按年底计）" if task.due_derived else day


def _measure(task: Task, measure: Measure) -> str:
    remarks = (measure.indicator, measure.rhythm and measure.rhythm.word, measure.due_words)
    told = "，".join(text for text in remarks if text)
    return f"{task.no}.{measure.no} {measure.text}" + (f"（{told}）" if told else "")
