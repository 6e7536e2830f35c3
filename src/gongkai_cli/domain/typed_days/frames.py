"""Frames: how a day or a month without a year finds its year."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.dates import month_window
from gongkai_cli.domain.model import Activity, Plan

Month = tuple[int, int]
"""A year and the number of a month, 1 to 12."""


class Span(NamedTuple):
    """A span of days, both ends included."""

    first: date
    last: date


class Dated(Protocol):
    """A plan, or the header of a plan file: its year and its first day."""

    @property
    def year(self) -> int:
        """The plan's year."""

    @property
    def issued_on(self) -> date:
        """The first day of its period."""


class Frame(NamedTuple):
    """How a day or a month without a year finds its year.

    The year is the first of `years` in which it lies within the first of `windows`, else within the next window, and
    so on; else it is `year`. A weekday or a day without a month is not after `latest`, which is date.max where days
    to come are meant too.
    """

    today: date
    year: int
    years: tuple[int, ...]
    windows: tuple[Span, ...]
    latest: date

    def choose(self, days: Sequence[date]) -> date | None:
        """Return the first of `days` that lies within the first window that has any of them."""
        for window in self.windows:
            for day in days:
                if window.first <= day <= window.last:
                    return day
        return None


def report_frame(plan: Dated, today: date) -> Frame:
    """Return the frame of reports and filters: the latest day that is past, not before the plan's first year."""
    past = _past(plan, today)
    years = tuple(range(today.year, past.first.year - 1, -1))
    return Frame(today, plan.year, years, (past,), latest=today)


def _past(plan: Dated, today: date) -> Span:
    """Return the days from the plan's first year to today."""
    return Span(date(min(plan.year, plan.issued_on.year), 1, 1), today)


def period_frame(plan: Plan, today: date) -> Frame:
    """Return the frame of a period of reports: within the plan's period, begun if possible; else the latest past."""
    past = _past(plan, today)
    years = tuple(range(max(today.year, plan.ends_on.year), past.first.year - 1, -1))
    begun = Span(plan.issued_on, min(plan.ends_on, today))
    return Frame(today, plan.year, years, (begun, Span(plan.issued_on, plan.ends_on), past), latest=today)


def issue_frame(last: date, today: date) -> Frame:
    """Return the frame of the day on which a paper is issued: the first such day from the last counted one on."""
    return Frame(today, last.year, (last.year, last.year + 1), (Span(last, date.max),), latest=date.max)


def year_frame(today: date) -> Frame:
    """Return the frame of a period where there is no plan: within the year of today."""
    year = Span(date(today.year, 1, 1), today)
    return Frame(today, today.year, (today.year,), (year,), latest=today)


def activity_frame(plan: Plan, activity: Activity, today: date) -> Frame:
    """Return the frame of a planned date: in the printed month, else in the period, else the nearest after it.

    Of two such days in the period, it is the one still to come.
    """
    coming = Span(today, plan.ends_on)
    return Frame(
        today, plan.year, _activity_years(plan, activity), _activity_windows(plan, activity, coming), latest=date.max
    )


def held_frame(plan: Plan, activity: Activity, today: date) -> Frame:
    """Return the frame of the day on which an activity was held: as `activity_frame`, but past where possible."""
    a_year_ago = max(today - timedelta(days=364), activity_steps.first_day(plan, activity))
    windows = _activity_windows(plan, activity, Span(a_year_ago, plan.ends_on))
    # The windows to come are the last, so a day that is still to come is refused as such.
    past = tuple(Span(window.first, min(window.last, today)) for window in windows)
    return Frame(today, plan.year, _activity_years(plan, activity), (*past, *windows), latest=today)


def _activity_years(plan: Plan, activity: Activity) -> tuple[int, ...]:
    last_year = min(plan.ends_on.year + 8, date.max.year)  # 29 February may be eight years away
    return tuple(range(activity_steps.first_day(plan, activity).year, last_year + 1))


def _activity_windows(plan: Plan, activity: Activity, near: Span) -> tuple[Span, ...]:
    """Return the windows of an activity's day: its printed month, the near days, the period, all days after it."""
    first = activity_steps.first_day(plan, activity)
    month = Span(*month_window(activity.year, activity.month))
    return month, near, Span(first, plan.ends_on), Span(first, date.max)


def table_frame(plan: Plan, today: date, known: Iterable[Month] = ()) -> Frame:
    """Return the frame of the activity table's months.

    A month is one in which activities lie, in the plan's period if possible; else that of the period or plan's year.

    Args:
        plan: the plan of the table.
        today: the day that 本月 means.
        known: the months in which activities lie.
    """
    begins, ends = (plan.issued_on.year, plan.issued_on.month), (plan.ends_on.year, plan.ends_on.month)

    def preference(month: Month) -> tuple[bool, int, Month]:
        return not begins <= month <= ends, abs(month[0] - plan.year), month

    months = sorted(known, key=preference)
    period = Span(plan.issued_on, plan.ends_on)
    lying = [Span(*month_window(*month)) for month in months]
    windows = (*lying, period)
    widest = Span(min(window.first for window in windows), max(window.last for window in windows))
    years = dict.fromkeys((plan.year, plan.year + 1, plan.year - 1, *(year for year, _ in months)))
    return Frame(today, plan.year, tuple(years), (*windows, widest), latest=date.max)


def following_frame(frame: Frame, first: date) -> Frame:
    """Return the frame of the end of a span that begins on `first`: within half a year after it, else in its year."""
    half_a_year = min(first.toordinal() + 183, date.max.toordinal())
    years = (first.year, min(first.year + 1, date.max.year))
    return Frame(frame.today, first.year, years, (Span(first, date.fromordinal(half_a_year)),), latest=date.max)
