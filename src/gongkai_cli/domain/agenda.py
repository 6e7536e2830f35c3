"""Deadlines, delays and figures of one plan on one day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Attention, Month, Share, Upcoming, Year
from gongkai_cli.domain.dates import elapsed_share, rhythm_nodes
from gongkai_cli.domain.model import Activity, Measure, Part, Plan, Task, Unit
from gongkai_cli.domain.progress import shares
from gongkai_cli.domain.vocabulary import (
    HELD_UNPUBLISHED,
    LATE_ACTIVITY,
    UNREPORTED_UNITS,
    ActivityStatus,
    Pace,
    Status,
)

_FINISHED = {Status.DONE, Status.STOPPED}
_NOT_HELD = {ActivityStatus.UNDATED, ActivityStatus.SCHEDULED}


@dataclass(frozen=True, slots=True)
class Standings:
    """A plan's tasks, measures (by task number) and activities on `day`."""

    plan: Plan
    day: date
    tasks: Sequence[Task]
    measures: Mapping[int, Sequence[Measure]]
    activities: Sequence[Activity]

    def of_unit(self, parts: Iterable[Part], unit: str) -> "Standings":
        """Return the tasks and activities of one unit; a task shows the unit's own progress.

        Args:
            parts: the unit's parts. Those that are not counted are left out.
            unit: the unit's name.
        """
        own = {part.no: part for part in parts if part.counted}
        tasks = [_as_in_part(task, own[task.no]) for task in self.tasks if task.no in own]
        organized = [row for row in self.activities if unit in row.organizers]
        return replace(self, tasks=tasks, activities=organized)


def _as_in_part(task: Task, part: Part) -> Task:
    return replace(task, status=part.status, percent=part.percent, pace=part.pace)


def upcoming(standings: Standings, days: int) -> list[Upcoming]:
    """Return the late items, then those of the next days; both by date.

    After the plan's end everything that is not finished comes next, however far away.

    Args:
        standings: the plan.
        days: how many days ahead of the plan's day to look. That day itself is included.
    """
    last_ordinal = min(standings.day.toordinal() + days, date.max.toordinal())
    until = date.fromordinal(last_ordinal)
    late: list[Upcoming] = []
    coming: list[Upcoming] = []
    for item in _open_items(standings):
        if item.late:
            late.append(item)
        elif _is_over(standings) or _falls_into(item, standings.day, until):
            coming.append(item)
    return sorted(late, key=_by_date) + sorted(coming, key=_by_date)


def _is_over(standings: Standings) -> bool:
    return standings.day > standings.plan.ends_on


def _falls_into(item: Upcoming, first: date, last: date) -> bool:
    if item.end < first:
        return False
    # An activity has a month as its window and is shown as soon as the month begins; a deadline has one day.
    has_begun = item.kind == "activity" and item.start <= first
    return has_begun or item.end <= last


def _by_date(item: Upcoming) -> tuple[date, str, tuple[int, ...]]:
    numbers = tuple(int(number) for number in item.code.split("."))
    return item.end, item.kind, numbers


def _open_items(standings: Standings) -> Iterator[Upcoming]:
    for row in standings.activities:
        is_open = row.status in _NOT_HELD or activity_steps.is_unpublished(row)
        if is_open and not row.withdrawn:
            yield _activity_item(standings, row)
    for task in standings.tasks:
        if task.withdrawn or task.status in _FINISHED:
            continue
        if _is_over(standings):
            # Its nodes are past, and a task without a deadline has the plan's end.
            yield _task_item(standings, task, task.due or standings.plan.ends_on)
            continue
        yield from _node_items(standings, task)
        if task.due:
            yield _task_item(standings, task, task.due)


def _activity_item(standings: Standings, row: Activity) -> Upcoming:
    first, last = activity_steps.window(row)
    return Upcoming(
        kind="activity",
        code=str(row.no),
        title=row.theme,
        units=row.organizers,
        start=first,
        end=last,
        days_left=(last - standings.day).days,
        status=row.status,
        late=activity_steps.is_chased(row),
    )


def _task_item(standings: Standings, task: Task, due: date) -> Upcoming:
    return Upcoming(
        kind="task",
        code=str(task.no),
        title=task.title,
        units=_speakers(task),
        start=standings.plan.issued_on,
        end=due,
        days_left=(due - standings.day).days,
        status=task.status,
        late=task.pace is Pace.OVERDUE,
    )


def _node_items(standings: Standings, task: Task) -> Iterator[Upcoming]:
    """Yield the dated nodes of a task's measures: those of a rhythm, and a deadline of its own."""
    plan = standings.plan
    for measure in standings.measures.get(task.no, ()):
        nodes = []
        if measure.rhythm:
            nodes += rhythm_nodes(measure.rhythm, plan.issued_on, plan.ends_on)
        if measure.due and measure.due not in {last for _, _, last in nodes}:
            nodes.append(("时限", plan.issued_on, measure.due))
        for name, first, last in nodes:
            yield Upcoming(
                kind="node",
                code=f"{task.no}.{measure.no}",
                title=f"{measure.text}（{name}）",
                units=_speakers(task),
                start=first,
                end=last,
                days_left=(last - standings.day).days,
                status=task.status,
                late=False,
            )


def _speakers(task: Task) -> tuple[str, ...]:
    """Return the units that must act first: the strongest that the task names."""
    return task.lead or task.responsible or task.collectives or task.support


def year(standings: Standings, percent: float) -> Year:
    """Return the plan's year in figures; withdrawn tasks do not count.

    Args:
        standings: the plan.
        percent: the mean over its tasks, 0 to 100.
    """
    plan = standings.plan
    tasks = [task for task in standings.tasks if not task.withdrawn]
    counts = [sum(task.status is status for task in tasks) for status in Status]
    return Year(
        plan=plan.key,
        title=plan.title,
        year=plan.year,
        day=standings.day,
        issued_on=plan.issued_on,
        ends_on=plan.ends_on,
        days_left=(plan.ends_on - standings.day).days,
        elapsed=round(elapsed_share(standings.day, plan.issued_on, plan.ends_on), 1),
        percent=percent,
        shares=tuple(map(Share, Status, counts, shares(counts))),
    )


def months(standings: Standings) -> list[Month]:
    """Return the months with activities, in order. Each activity is counted once."""
    by_month: dict[tuple[int, int], list[Activity]] = {}
    for row in standings.activities:
        if not row.withdrawn:
            month = activity_steps.effective_month(row)
            by_month.setdefault(month, []).append(row)
    return [_month(year, month, rows) for (year, month), rows in sorted(by_month.items())]


def _month(year: int, month: int, rows: Sequence[Activity]) -> Month:
    def count(status: ActivityStatus) -> int:
        return sum(row.status is status for row in rows)

    late = sum(row.late for row in rows)
    return Month(
        year=year,
        month=month,
        total=len(rows),
        published=count(ActivityStatus.PUBLISHED),
        held=count(ActivityStatus.HELD),
        late=late,
        planned=count(ActivityStatus.UNDATED) + count(ActivityStatus.SCHEDULED) - late,
        cancelled=count(ActivityStatus.CANCELLED),
    )


def attention(
    standings: Standings,
    units: Iterable[Unit],
    silent: Sequence[str],
    blocked: Sequence[int],
    open_collectives: Sequence[str],
) -> list[Attention]:
    """Return the kinds of items that need attention, the most pressing first; empty kinds are left out.

    Args:
        standings: the plan.
        units: its units.
        silent: units with counted parts but no report at all.
        blocked: numbers of the tasks in which some unit is blocked.
        open_collectives: collectives of which it is not known yet whom they stand for.
    """
    tasks = [task for task in standings.tasks if not task.withdrawn]
    late = [row.no for row in standings.activities if row.late]
    unpublished = [row.no for row in standings.activities if activity_steps.is_unpublished(row)]
    silent_units = [unit.name for unit in units if unit.name in silent and not unit.withdrawn]
    overdue = [task.no for task in tasks if task.pace is Pace.OVERDUE]
    behind = [task.no for task in tasks if task.pace is Pace.BEHIND]
    blocked_tasks = [task.no for task in tasks if task.status is Status.BLOCKED]
    # The leads of these tasks are not blocked, so the tasks are not, but some other unit is.
    blocked_inside = [task.no for task in tasks if task.no in blocked and task.status is not Status.BLOCKED]
    unassigned = [task.no for task in tasks if not task.is_assigned]
    first_inside = blocked_inside[0] if blocked_inside else None
    kinds = [
        _attention(f"{LATE_ACTIVITY}的活动", late, "gongkai schedule --late"),
        _attention(f"{HELD_UNPUBLISHED}的活动", unpublished, "gongkai schedule --late"),
        _attention("逾期的任务", overdue, "gongkai tasks --pace 逾期"),
        _attention("受阻的任务", blocked_tasks, "gongkai tasks --status 受阻"),
        _attention("有单位受阻的任务", blocked_inside, f"gongkai show {first_inside}"),
        _attention("欠进度的任务", behind, "gongkai tasks --pace 欠进度"),
        _attention(UNREPORTED_UNITS, silent_units, "gongkai owed"),
        _attention("未分工的任务", unassigned, "gongkai tasks"),
        _attention("待明确的集体称谓", open_collectives, "gongkai export --what plan -o 计划.yaml"),
    ]
    return [kind for kind in kinds if kind.count]


def _attention(kind: str, items: Sequence[int | str], command: str) -> Attention:
    return Attention(kind, len(items), tuple(map(str, items)), command)
