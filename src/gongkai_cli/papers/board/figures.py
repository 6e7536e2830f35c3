"""What the page shows: a plan on one day, and its year in figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain import agenda
from gongkai_cli.domain.answers import Month, Upcoming, Year
from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.disclosure import public_row
from gongkai_cli.domain.model import Activity, Measure, Part, Plan, Task, Unit
from gongkai_cli.domain.vocabulary import HELD_UNPUBLISHED, LATE_ACTIVITY, ActivityStatus
from gongkai_cli.store.queries import owing, whole_tables
from gongkai_cli.store.queries.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Gathered:
    """A plan on one day. `silent` names the units that have never reported; a public version has no inner texts."""

    plan: Plan
    day: date
    year: Year
    tasks: Sequence[Task]
    measures: Mapping[int, Sequence[Measure]]
    units: Sequence[Unit]
    parts: Sequence[Part]
    activities: Sequence[Activity]
    months: Sequence[Month]
    late: Sequence[Upcoming]
    silent: frozenset[str]
    is_public: bool


class Figure(NamedTuple):
    """A figure of the year: its label, the figure, and the words that explain it. `share` is a percent for a bar."""

    label: str
    value: str
    words: str
    share: float | None = None


def gathered(seen: Snapshot, *, is_public: bool) -> Gathered:
    """Return everything that the page shows.

    Args:
        seen: the plan on a day.
        is_public: leave out the texts that are for the office alone, and withdrawn rows.
    """
    units, parts, activities = seen.units(), list(whole_tables.parts(seen)), seen.schedule()
    tasks = seen.tasks()
    if is_public:
        tasks = [task for task in tasks if not task.withdrawn]
        units = [public_row(unit) for unit in units if not unit.withdrawn]
        parts = [public_row(part) for part in parts if not part.withdrawn]
        activities = [public_row(row) for row in activities if not row.withdrawn]
    standings = agenda.Standings(seen.plan, seen.day, tasks, seen.all_measures(), activities)
    return Gathered(
        plan=seen.plan,
        day=seen.day,
        year=agenda.year(standings, seen.percent()),
        tasks=tasks,
        measures=standings.measures,
        units=units,
        parts=parts,
        activities=activities,
        months=agenda.months(standings),
        late=[item for item in agenda.upcoming(standings, 0) if item.late],
        silent=frozenset(owing.silent_units(seen)),
        is_public=is_public,
    )


def figures(found: Gathered) -> Iterator[Figure]:
    """Yield the figures of the year. The counts in the words of each add up to its figure."""
    year = found.year
    begins, ends = short_day(year.issued_on, found.day), short_day(year.ends_on, found.day)
    left = f"还有 {year.days_left} 天" if year.days_left >= 0 else f"已过 {-year.days_left} 天"
    yield Figure("时间进度", f"{year.elapsed:.1f}%", f"{begins} 至 {ends}，{left}", year.elapsed)
    tasks = sum(share.count for share in year.shares)
    by_status = _listed(*((share.status.word, share.count) for share in year.shares))
    words = f"任务 {tasks} 项：{by_status}" if tasks else "没有任务"
    yield Figure("平均进度", f"{year.percent:.1f}%", words, year.percent)
    yield _units(found)
    yield _parts(found)
    yield _activities(found.months)


def _units(found: Gathered) -> Figure:
    units = [unit for unit in found.units if not unit.withdrawn]
    silent = sum(unit.name in found.silent for unit in units)
    idle = sum(not unit.counted for unit in units)
    words = _listed(("已报送", len(units) - silent - idle), ("未报送", silent), ("没有任务", idle))
    return Figure("单位", f"{len(units)} 个", words)


def _parts(found: Gathered) -> Figure:
    counted = [part for part in found.parts if part.counted]
    reported = sum(part.on is not None for part in counted)
    words = _listed(("已报送", reported), ("未报送", len(counted) - reported))
    return Figure("承办", f"{len(counted)} 项", words)


def _activities(months: Sequence[Month]) -> Figure:
    words = _listed(
        (ActivityStatus.PUBLISHED.word, sum(month.published for month in months)),
        (HELD_UNPUBLISHED, sum(month.held for month in months)),
        (LATE_ACTIVITY, sum(month.late for month in months)),
        ("未到期", sum(month.planned for month in months)),
        (ActivityStatus.CANCELLED.word, sum(month.cancelled for month in months)),
    )
    return Figure("活动", f"{sum(month.total for month in months)} 场", words)


def _listed(*counts: tuple[str, int]) -> str:
    return "、".join(f"{word} {count}" for word, count in counts if count)
