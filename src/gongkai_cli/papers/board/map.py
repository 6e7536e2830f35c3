"""The map of progress: a row for each unit, the worst first, and a column for each task."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Part, Task, Unit
from gongkai_cli.domain.vocabulary import Pace, Status
from gongkai_cli.papers.board.figures import Gathered


class Mark(NamedTuple):
    """A mark of the map: the class of its cells, its sign, and its word. Colours never stand alone."""

    code: str
    sign: str
    word: str


OVERDUE = Mark("o", "×", Pace.OVERDUE.word)
BLOCKED = Mark("x", "!", Status.BLOCKED.word)
BEHIND = Mark("b", "▲", Pace.BEHIND.word)
ON_TRACK = Mark("t", "●", Pace.ON_TRACK.word)
AHEAD = Mark("a", "◆", Pace.AHEAD.word)
DONE = Mark("d", "■", Pace.DONE.word)
UNCOUNTED = Mark("u", "·", "不计")
MARKS = (OVERDUE, BLOCKED, BEHIND, ON_TRACK, AHEAD, DONE, UNCOUNTED)
"""Every mark, the worst first."""

_OF_PACE = {
    Pace.OVERDUE: OVERDUE,
    Pace.BEHIND: BEHIND,
    Pace.ON_TRACK: ON_TRACK,
    Pace.AHEAD: AHEAD,
    Pace.DONE: DONE,
    None: UNCOUNTED,
}
_NO_PERCENT = 101.0  # after every percent


class Square(NamedTuple):
    """A cell of the map: its mark, its percent, and its tooltip. A part without a report is only framed."""

    mark: Mark
    number: str
    title: str
    is_silent: bool = False

    @property
    def look(self) -> str:
        """The class of the cell."""
        return self.mark.code.upper() if self.is_silent else self.mark.code


class Head(NamedTuple):
    """The head of a column: the task's place among the folds, its number, and how the task as a whole goes."""

    anchor: str
    number: int
    square: Square


class MapRow(NamedTuple):
    """A row of the map: the unit, the place of its fold, and a cell for each task; None where it has no part.

    `whole` is the unit's mean.
    """

    name: str
    anchor: str
    squares: Sequence[Square | None]
    whole: Square


class ProgressMap(NamedTuple):
    """The map, and how many cells have each mark."""

    heads: Sequence[Head]
    rows: Sequence[MapRow]
    counts: Sequence[tuple[Mark, int]]


def progress_map(found: Gathered) -> ProgressMap:
    """Return the map of a plan. Withdrawn tasks, units and parts are not on it."""
    tasks = [task for task in found.tasks if not task.withdrawn]
    columns = {task.no: place for place, task in enumerate(tasks)}
    counts: Counter[Mark] = Counter()
    by_unit: dict[str, list[Part]] = {}
    for part in found.parts:
        if not part.withdrawn:
            by_unit.setdefault(part.unit, []).append(part)
            counts[mark_of(part)] += 1
    ranked: list[tuple[tuple[float, ...], MapRow]] = []
    for place, unit in enumerate(found.units):
        if unit.withdrawn:
            continue
        parts = by_unit.get(unit.name, [])
        squares: list[Square | None] = [None] * len(tasks)
        for part in parts:
            squares[columns[part.no]] = _square(part, found.day)
        row = MapRow(unit.name, unit_anchor(place), squares, _of_unit(unit))
        ranked.append((_urgency(unit, parts, place), row))
    ranked.sort(key=lambda pair: pair[0])
    return ProgressMap(
        heads=list(_heads(found.tasks)),
        rows=[row for _, row in ranked],
        counts=[(mark, counts[mark]) for mark in MARKS if counts[mark]],
    )


def unit_anchor(place: int) -> str:
    """Return the name of a unit's fold, by its place among the units."""
    return f"u{place + 1}"


def task_anchor(place: int) -> str:
    """Return the name of a task's fold, by its place among the tasks."""
    return f"t{place + 1}"


def mark_of(row: Part | Task) -> Mark:
    """Return the mark of a part or a task."""
    if row.status is Status.BLOCKED and row.pace is not Pace.OVERDUE:
        return BLOCKED
    return mark_of_pace(row.pace)


def mark_of_pace(pace: Pace | None) -> Mark:
    """Return the mark of a pace; None is that of what no count includes."""
    return _OF_PACE[pace]


def _urgency(unit: Unit, parts: Sequence[Part], place: int) -> tuple[float, ...]:
    marks = Counter(map(mark_of, parts))
    percent = _NO_PERCENT if unit.percent is None else unit.percent
    return -marks[OVERDUE], -marks[BLOCKED], -marks[BEHIND], percent, place


def _heads(tasks: Sequence[Task]) -> Iterator[Head]:
    for place, task in enumerate(tasks):
        if not task.withdrawn:
            mark = mark_of(task)
            title = f"任务 {task.no} {task.title}：{task.status.word} {task.percent:.0f}%，{mark.word}"
            yield Head(task_anchor(place), task.no, Square(mark, f"{task.percent:.0f}", title))


def _square(part: Part, today: date) -> Square:
    mark = mark_of(part)
    standing = part.status.word if part.on else ""
    day = f"{short_day(part.on, today)}报送" if part.on else "未报送"
    words = dict.fromkeys((f"任务{part.no}", part.role.word, standing, mark.word, day))
    title = " ".join(filter(None, words))  # 已完成 is a status and a pace, and said once
    return Square(mark, str(part.percent), title, is_silent=part.on is None)


def _of_unit(unit: Unit) -> Square:
    mark = mark_of_pace(unit.pace)
    if unit.percent is None:
        return Square(mark, "—", "没有计入统计的任务")
    title = f"平均 {unit.percent:.0f}%，{mark.word}，完成 {unit.done}/{unit.counted} 项"
    return Square(mark, f"{unit.percent:.0f}", title)
