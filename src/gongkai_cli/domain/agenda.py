"""What comes due and what is late, reckoned from one plan as it stands on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Attention, Month, Share, Upcoming, Year
from gongkai_cli.domain.dates import elapsed_share, rhythm_nodes
from gongkai_cli.domain.model import Activity, Measure, Part, Plan, Task, Unit
from gongkai_cli.domain.progress import shares
from gongkai_cli.domain.vocabulary import ActivityStatus, Pace, Status

_DONE_WITH = {Status.DONE, Status.STOPPED}


@dataclass(frozen=True, slots=True)
class Standings:
    """A plan's tasks, measures (by task number) and activities as they stand on `day`."""

    plan: Plan
    day: date
    tasks: Sequence[Task]
    measures: Mapping[int, Sequence[Measure]]
    activities: Sequence[Activity]

    def of_unit(self, parts: Iterable[Part], unit: str) -> "Standings":
        """Return what concerns one unit: the activities it organizes, and its counted parts, as it stands in them."""
        own = {part.no: part for part in parts if part.counted}
        return Standings(
            self.plan,
            self.day,
            [
                replace(task, status=own[task.no].status, percent=own[task.no].percent, pace=own[task.no].pace)
                for task in self.tasks
                if task.no in own
            ],
            self.measures,
            [row for row in self.activities if row.organizer == unit],
        )


def upcoming(standings: Standings, days: int) -> list[Upcoming]:
    """Return what is late, by date, then what falls into the next `days` days (today included), by date."""
    until = date.fromordinal(min(standings.day.toordinal() + days, date.max.toordinal()))
    late: list[Upcoming] = []
    coming: list[Upcoming] = []
    for item in _everything(standings):
        if item.late:
            late.append(item)
        elif item.start <= until and item.end >= standings.day and (item.kind == "activity" or item.end <= until):
            coming.append(item)
    return sorted(late, key=_by_date) + sorted(coming, key=_by_date)


def _by_date(item: Upcoming) -> tuple[date, str, tuple[int, ...]]:
    return item.end, item.kind, tuple(int(number) for number in item.code.split("."))


def _everything(standings: Standings) -> Iterator[Upcoming]:
    for row in standings.activities:
        is_open = row.status in {ActivityStatus.UNDATED, ActivityStatus.SCHEDULED}
        if not row.withdrawn and (is_open or activity_steps.is_unpublished(row)):
            yield _activity(standings, row)
    for task in standings.tasks:
        if task.withdrawn or task.status in _DONE_WITH:
            continue
        yield from _nodes(standings, task)
        if task.due:
            yield Upcoming(
                kind="task",
                code=str(task.no),
                title=task.title,
                units=_asked(task),
                start=standings.plan.issued_on,
                end=task.due,
                days_left=(task.due - standings.day).days,
                status=task.status,
                late=task.pace is Pace.OVERDUE,
            )


def _asked(task: Task) -> tuple[str, ...]:
    return task.lead or task.responsible or task.collectives


def _activity(standings: Standings, row: Activity) -> Upcoming:
    first, last = activity_steps.window(standings.plan, row)
    return Upcoming(
        kind="activity",
        code=str(row.no),
        title=row.theme,
        units=(row.organizer,),
        start=first,
        end=last,
        days_left=(last - standings.day).days,
        status=row.status,
        late=activity_steps.is_chased(row),
    )


def _nodes(standings: Standings, task: Task) -> Iterator[Upcoming]:
    plan = standings.plan
    for measure in standings.measures.get(task.no, ()):
        nodes = rhythm_nodes(measure.rhythm, plan.issued_on, plan.ends_on) if measure.rhythm else []
        nodes += [("时限", plan.issued_on, measure.due)] if measure.due else []
        for name, first, last in nodes:
            yield Upcoming(
                kind="node",
                code=f"{task.no}.{measure.no}",
                title=f"{measure.text}（{name}）",
                units=_asked(task),
                start=first,
                end=last,
                days_left=(last - standings.day).days,
                status=task.status,
                late=False,
            )


def year(standings: Standings) -> Year:
    """Return the year in figures. Shares are of the tasks that the plan still has."""
    plan = standings.plan
    tasks = [task for task in standings.tasks if not task.withdrawn]
    counts = [sum(task.status is status for task in tasks) for status in Status]
    percents = [task.percent for task in tasks if task.status is not Status.STOPPED]
    return Year(
        plan=plan.key,
        title=plan.title,
        year=plan.year,
        day=standings.day,
        issued_on=plan.issued_on,
        ends_on=plan.ends_on,
        days_left=(plan.ends_on - standings.day).days,
        elapsed=round(elapsed_share(standings.day, plan.issued_on, plan.ends_on), 1),
        percent=round(sum(percents) / len(percents), 1) if percents else 0.0,
        shares=tuple(map(Share, Status, counts, shares(counts))),
    )


def months(standings: Standings) -> list[Month]:
    """Return the months that have activities, in order; in each, every activity is counted once."""
    by_month: dict[tuple[int, int], list[Activity]] = {}
    for row in standings.activities:
        if not row.withdrawn:
            by_month.setdefault(activity_steps.effective_month(standings.plan, row), []).append(row)
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
    standings: Standings, units: Iterable[Unit], silent: Sequence[str], blocked: Sequence[int]
) -> list[Attention]:
    """Return what wants attention, the most pressing first; what there is none of is left out.

    Args:
        standings: the plan.
        units: its units.
        silent: the units with counted parts of which none has been reported on.
        blocked: the numbers of the tasks in which a unit is blocked.
    """
    rows = standings.activities
    tasks = [task for task in standings.tasks if not task.withdrawn]
    live = [unit.name for unit in units if not unit.withdrawn]
    found = [
        Attention("逾期未办的活动", *_listed(row.no for row in rows if row.late), "gongkai schedule --late"),
        Attention(
            "已办未公开的活动",
            *_listed(row.no for row in rows if activity_steps.is_unpublished(row)),
            "gongkai schedule --late",
        ),
        _tasks("逾期的任务", tasks, "gongkai tasks --pace 逾期", pace=Pace.OVERDUE),
        _tasks("受阻的任务", tasks, "gongkai tasks --status 受阻", status=Status.BLOCKED),
        _blocked_units(tasks, blocked),
        _tasks("欠进度的任务", tasks, "gongkai tasks --pace 欠进度", pace=Pace.BEHIND),
        Attention("从未报告的单位", *_listed(name for name in live if name in silent), "gongkai depts"),
    ]
    return [one for one in found if one.count]


def _blocked_units(tasks: Iterable[Task], blocked: Sequence[int]) -> Attention:
    """Return the tasks that are not blocked themselves, since their leads are not, but in which some unit is."""
    numbers = [task.no for task in tasks if task.no in blocked and task.status is not Status.BLOCKED]
    return Attention("有单位受阻的任务", *_listed(numbers), f"gongkai show {numbers[0] if numbers else 1}")


def _tasks(
    kind: str, tasks: Iterable[Task], command: str, *, pace: Pace | None = None, status: Status | None = None
) -> Attention:
    chosen = (task.no for task in tasks if (pace and task.pace is pace) or (status and task.status is status))
    return Attention(kind, *_listed(chosen), command)


def _listed(items: Iterable[int | str]) -> tuple[int, tuple[str, ...]]:
    listed = tuple(str(item) for item in items)
    return len(listed), listed
