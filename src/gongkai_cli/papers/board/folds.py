"""The folds under the map: a task or a unit in detail."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Activity, Measure, Part, Task, Unit
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.output.content.cells import due_text, number_text
from gongkai_cli.papers.board.figures import Gathered
from gongkai_cli.papers.board.lines import Bounds, Line, bounds, line
from gongkai_cli.papers.board.map import Square, mark_of, mark_of_pace, task_anchor, unit_anchor

_MOST_NAMED = 3  # units with one standing; more of them are not named where they are all of a task


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
    """All folds, and the bounds of the page that they are within."""

    tasks: Sequence[Fold]
    units: Sequence[Fold]
    bounds: Bounds


def folds(found: Gathered) -> Folds:
    """Return the folds of all tasks and units."""
    within = bounds(found.parts)
    teller = _Teller(found, within)
    return Folds(list(teller.tasks()), list(teller.units()), within)


class _Teller:
    """Tells of one plan within the bounds of a page. It knows the folds of all tasks and units."""

    def __init__(self, found: Gathered, within: Bounds) -> None:
        self._found = found
        self._bounds = within
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
                number=number_text(task.no, task.printed),
                name=task.title + _withdrawn(task.withdrawn),
                remark=f"{task.status.word}，已报送 {task.reported}/{task.units_total}",
                square=Square(mark, f"{task.percent:.0f}", mark.word),
                sought=" ".join(task.lead),
                facts=list(_task_facts(task, self._found.day)),
                measures=[_measure(task, one, self._found.day) for one in self._found.measures.get(task.no, ())],
                lines=[self._line_of_unit(part) for part in self._told(parts) if part.unit in speakers],
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
                lines=list(map(self._line_of_task, self._told(parts))),
                groups=list(self._untold(parts)),
            )

    def _told(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield those of some parts that have a line."""
        return (part for part in parts if id(part) in self._bounds.told)

    def _unit_facts(self, unit: Unit) -> Iterator[tuple[str, str]]:
        yield "类别", unit.kind
        yield from ((label, text) for label, text in (("联系人", unit.contact), ("电话", unit.phone)) if text)
        if unit.counted:
            yield "完成", f"{unit.done}/{unit.counted} 项"
        if activities := self._activities.get(unit.name):
            yield "活动", "；".join(f"{row.no} {row.theme}（{row.status.word}）" for row in activities)

    def _line_of_task(self, part: Part) -> Line:
        name = f"{part.no} {part.title}" if self._bounds.has_titles else str(part.no)
        return line(part, self._bounds, self._found.day, self._task_anchors.get((part.no, part.title), ""), name)

    def _line_of_unit(self, part: Part) -> Line:
        return line(part, self._bounds, self._found.day, self._unit_anchors.get(part.unit, ""), part.unit)

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
            if id(part) not in self._bounds.told:
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
    yield "完成时限", due_text(task, today)


def _measure(task: Task, measure: Measure, today: date) -> str:
    rhythm = measure.rhythm.word if measure.rhythm else None
    due = measure.due_words or (short_day(measure.due, today) if measure.due else None)
    remarks = "，".join(text for text in (measure.indicator, rhythm, due) if text)
    words = f"{task.no}.{measure.no} {measure.text}"
    return f"{words}（{remarks}）" if remarks else words
