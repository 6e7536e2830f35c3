"""The plans of two years beside each other: how far each task and unit came in both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.model import Activity, Plan, Task, Unit
from gongkai_cli.domain.vocabulary import ActivityStatus, Continuation, Pace, Status

_HELD = {ActivityStatus.HELD, ActivityStatus.PUBLISHED}


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """One of two compared plans with its counts; `percent` is the mean over its tasks, 0 to 100."""

    key: str
    title: str
    year: int
    issued_on: date
    ends_on: date
    percent: float
    tasks: int
    units: int
    activities: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans on one day: `before` is the older one."""

    day: date
    before: ComparedPlan
    after: ComparedPlan


@dataclass(frozen=True, slots=True)
class ComparedTask:
    """A task in the plans of two years. The values of a plan that does not have it are None.

    `title` is that in the older plan, and `new_title` that in the newer one where it was reworded. A task of the newer
    plan alone has its title there.
    """

    continuation: Continuation
    no_before: int | None
    no_after: int | None
    title: str
    new_title: str | None
    status_before: Status | None
    percent_before: float | None
    status_after: Status | None
    percent_after: float | None


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """A unit in the plans of two years. The counts of a plan that does not have it are None.

    `name` is that in the newer plan, if it has the unit. `former_name` is that in the older plan where the unit was
    renamed, `merged_into` the unit of the newer plan that it is part of now.
    """

    continuation: Continuation
    name: str
    former_name: str | None
    merged_into: str | None
    kind: str
    done_before: int | None
    counted_before: int | None
    percent_before: float | None
    pace_before: Pace | None
    done_after: int | None
    counted_after: int | None
    percent_after: float | None
    pace_after: Pace | None


@dataclass(frozen=True, slots=True)
class ActivityCounts:
    """The activities of one plan in counts. `held` includes `published`."""

    plan: str
    year: int
    planned: int
    held: int
    published: int
    late: int
    cancelled: int


class Entries(NamedTuple):
    """The entries of one plan on one day, without withdrawn ones, and the mean percent over its tasks."""

    plan: Plan
    percent: float
    tasks: Sequence[Task]
    units: Sequence[Unit]
    activities: Sequence[Activity]


class Continuations(NamedTuple):
    """Which entries of the newer plan continue which of the older one.

    Attributes:
        tasks: number in the newer plan → number in the older one.
        units: name in the newer plan → name in the older one.
        merged: name in the older plan → the unit of the newer one that it was merged into.
    """

    tasks: Mapping[int, int]
    units: Mapping[str, str]
    merged: Mapping[str, str]


class Compared(NamedTuple):
    """All of a comparison: both plans in counts, their tasks and units, and the activities of each in counts."""

    overview: Comparison
    tasks: Sequence[ComparedTask]
    units: Sequence[ComparedUnit]
    activities: Sequence[ActivityCounts]


def compared(before: Entries, after: Entries, same: Continuations, day: date) -> Compared:
    """Compare two plans on one day.

    Args:
        before: the older plan.
        after: the newer one.
        same: which entry continues which.
        day: the day of both.
    """
    return Compared(
        overview=Comparison(day, _counted(before), _counted(after)),
        tasks=_compared_tasks(before.tasks, after.tasks, same.tasks),
        units=_compared_units(before.units, after.units, same),
        activities=(_activity_counts(before), _activity_counts(after)),
    )


def _counted(entries: Entries) -> ComparedPlan:
    plan = entries.plan
    return ComparedPlan(
        key=plan.key,
        title=plan.title,
        year=plan.year,
        issued_on=plan.issued_on,
        ends_on=plan.ends_on,
        percent=entries.percent,
        tasks=len(entries.tasks),
        units=len(entries.units),
        activities=len(entries.activities),
    )


def _compared_tasks(before: Sequence[Task], after: Sequence[Task], same: Mapping[int, int]) -> list[ComparedTask]:
    """Return the tasks that go on and those that are new, as the newer plan orders them, then the dropped ones."""
    older = {task.no: task for task in before}
    kept = [_task(older[same[task.no]], task) for task in after if task.no in same]
    added = [_task(None, task) for task in after if task.no not in same]
    continued = set(same.values())
    dropped = [_task(task, None) for task in before if task.no not in continued]
    return [*kept, *added, *dropped]


class _Standing(NamedTuple):
    """A task in one plan; all None where the plan does not have it."""

    no: int | None = None
    status: Status | None = None
    percent: float | None = None


def _standing(task: Task | None) -> _Standing:
    return _Standing(task.no, task.status, task.percent) if task else _Standing()


def _task(before: Task | None, after: Task | None) -> ComparedTask:
    titles = [task.title for task in (before, after) if task]
    first, last = titles[0], titles[-1]
    earlier, later = _standing(before), _standing(after)
    return ComparedTask(
        continuation=_continuation(before, after),
        no_before=earlier.no,
        no_after=later.no,
        title=first,
        new_title=last if last != first else None,
        status_before=earlier.status,
        percent_before=earlier.percent,
        status_after=later.status,
        percent_after=later.percent,
    )


def _continuation(before: Task | Unit | None, after: Task | Unit | None) -> Continuation:
    if before is None:
        return Continuation.ADDED
    return Continuation.KEPT if after else Continuation.DROPPED


def _compared_units(before: Sequence[Unit], after: Sequence[Unit], same: Continuations) -> list[ComparedUnit]:
    """Return the units that go on and those that are new, as the newer plan orders them, then those that ended."""
    older = {unit.name: unit for unit in before}
    kept = [_unit(older[same.units[unit.name]], unit) for unit in after if unit.name in same.units]
    added = [_unit(None, unit) for unit in after if unit.name not in same.units]
    continued = set(same.units.values())
    ended = [_unit(unit, None, same.merged.get(unit.name)) for unit in before if unit.name not in continued]
    return [*kept, *added, *ended]


class _Completion(NamedTuple):
    """A unit's completion in one plan; all None where the plan does not have the unit."""

    done: int | None = None
    counted: int | None = None
    percent: float | None = None
    pace: Pace | None = None


def _completion(unit: Unit | None) -> _Completion:
    return _Completion(unit.done, unit.counted, unit.percent, unit.pace) if unit else _Completion()


def _unit(before: Unit | None, after: Unit | None, merged_into: str | None = None) -> ComparedUnit:
    present = [unit for unit in (before, after) if unit][-1]
    continuation = _continuation(before, after)
    former_name = None
    if merged_into:
        continuation = Continuation.MERGED
    elif before and before.name != present.name:
        continuation = Continuation.RENAMED
        former_name = before.name
    earlier, later = _completion(before), _completion(after)
    return ComparedUnit(
        continuation=continuation,
        name=present.name,
        former_name=former_name,
        merged_into=merged_into,
        kind=present.kind,
        done_before=earlier.done,
        counted_before=earlier.counted,
        percent_before=earlier.percent,
        pace_before=earlier.pace,
        done_after=later.done,
        counted_after=later.counted,
        percent_after=later.percent,
        pace_after=later.pace,
    )


def _activity_counts(entries: Entries) -> ActivityCounts:
    rows = entries.activities
    return ActivityCounts(
        plan=entries.plan.key,
        year=entries.plan.year,
        planned=len(rows),
        held=sum(row.status in _HELD for row in rows),
        published=sum(row.status is ActivityStatus.PUBLISHED for row in rows),
        late=sum(row.late for row in rows),
        cancelled=sum(row.status is ActivityStatus.CANCELLED for row in rows),
    )
