"""The figures of a bulletin. Each is one that a command shows as well, on the same day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai_cli.domain import agenda
from gongkai_cli.domain.answers import Owed, Year
from gongkai_cli.domain.model import Activity, Part, Plan, Task, Unit
from gongkai_cli.domain.vocabulary import Pace, Status
from gongkai_cli.store.queries import owing
from gongkai_cli.store.queries.past.ledger_then import newest_up_to
from gongkai_cli.store.queries.past.plan_then import (
    TaskThen,
    blocked_parts,
    first_reports,
    held_then,
    part_counts,
    speaking_parts,
    tasks_then,
)
from gongkai_cli.store.queries.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Before:
    """The plan at the end of the period before.

    Attributes:
        day: that day.
        tasks: its tasks by identity.
        done_parts: the number of counted parts that were done.
        held: the activities that were recorded as held, by their present numbers.
    """

    day: date
    tasks: Mapping[int, TaskThen]
    done_parts: int
    held: Collection[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period, as of `day`, in the order of the plan. Nothing withdrawn is in them.

    Attributes:
        plan: the plan on that day.
        first: the first day of the period.
        day: its last day, or the day of the bulletin where that is earlier.
        ledger: the newest change of the ledger that they rest on.
        year: the year in figures, as `status` shows it.
        tasks: the tasks by identity.
        now: their states by identity.
        parts: the number of counted parts with each status.
        speaking: the parts that speak for a task, by its number.
        blocked: the parts that are blocked.
        units: the units with counted parts.
        owed: the reports that they owe for the period.
        silent: the units that have never reported.
        first_reports: the day of each other unit's first report.
        activities: the activities.
        behind_since: the first end of a month since which a task is behind, by its identity.
        before: the plan before the period; None where there was none.
    """

    plan: Plan
    first: date
    day: date
    ledger: int
    year: Year
    tasks: Mapping[int, Task]
    now: Mapping[int, TaskThen]
    parts: Mapping[Status, int]
    speaking: Mapping[int, Sequence[Part]]
    blocked: Sequence[Part]
    units: Sequence[Unit]
    owed: Sequence[Owed]
    silent: Sequence[str]
    first_reports: Mapping[str, date]
    activities: Sequence[Activity]
    behind_since: Mapping[int, date]
    before: Before | None


def gather(seen: Snapshot, first: date) -> Figures:
    """Return the figures of a period that begins on `first` and ends on the snapshot's day."""
    tasks = [task for task in seen.tasks() if not task.withdrawn]
    by_number = {task.no: task for task in tasks}
    now = tasks_then(seen, seen.day)
    activities = [row for row in seen.schedule() if not row.withdrawn]
    standings = agenda.Standings(seen.plan, seen.day, tasks, {}, activities)
    units = [unit for unit in seen.units() if unit.counted]
    owed = {one.unit: one for one in owing.owed(seen, first, seen.day)}
    return Figures(
        plan=seen.plan,
        first=first,
        day=seen.day,
        ledger=newest_up_to(seen.connection, seen.plan, seen.day),
        year=agenda.year(standings, seen.percent()),
        tasks={identity: by_number[then.no] for identity, then in now.items()},
        now=now,
        parts=part_counts(seen, seen.day),
        speaking=speaking_parts(seen),
        blocked=blocked_parts(seen),
        units=units,
        owed=[owed[unit.name] for unit in units],
        silent=[unit.name for unit in units if owed[unit.name].latest is None],
        first_reports=first_reports(seen),
        activities=activities,
        behind_since=_behind_since(seen, now),
        before=_before(seen, first - timedelta(days=1)),
    )


def _before(seen: Snapshot, day: date) -> Before | None:
    if day < seen.plan.issued_on:
        return None
    return Before(day, tasks_then(seen, day), part_counts(seen, day)[Status.DONE], held_then(seen, day))


def _behind_since(seen: Snapshot, now: Mapping[int, TaskThen]) -> dict[int, date]:
    """Return since when tasks are behind without a break: the ends of months are looked at, back to the first."""
    since = {identity: seen.day for identity, then in now.items() if then.pace is Pace.BEHIND}
    open_ones = set(since)
    day = seen.day.replace(day=1) - timedelta(days=1)
    while open_ones and day >= seen.plan.issued_on:
        then = tasks_then(seen, day)
        open_ones = {one for one in open_ones if one in then and then[one].pace is Pace.BEHIND}
        since.update(dict.fromkeys(open_ones, day))
        day = day.replace(day=1) - timedelta(days=1)
    return since
