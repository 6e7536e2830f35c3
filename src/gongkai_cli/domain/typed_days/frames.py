"""Frames: how a day or a month without a year finds its year."""

from datetime import date
from typing import NamedTuple, Protocol

from gongkai_cli.domain.model import Plan


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

    The year is the first of `years` in which it lies within [`earliest`, `latest`]; else it is `year`.
    """

    today: date
    year: int
    years: tuple[int, ...]
    earliest: date
    latest: date


def report_frame(plan: Dated, today: date) -> Frame:
    """Return the frame of reports and filters: the latest day that is past, not before the plan's first year."""
    first_year = min(plan.year, plan.issued_on.year)
    years = tuple(range(today.year, first_year - 1, -1))
    return Frame(today, plan.year, years, date(first_year, 1, 1), today)


def activity_frame(plan: Plan, today: date, first: date) -> Frame:
    """Return the frame of an activity's date: the day in the plan's period, else the nearest after it.

    Args:
        plan: the activity's plan.
        today: the day that 今天 means.
        first: the first day of the period. A printed month may begin before the plan was issued.
    """
    last_year = min(plan.ends_on.year + 8, date.max.year)  # 29 February may be eight years away
    return Frame(today, plan.year, tuple(range(first.year, last_year + 1)), first, date.max)


def table_frame(plan: Plan, today: date) -> Frame:
    """Return the frame of the activity table's months: the month within the plan's period, else of its year."""
    years = (plan.year, plan.year + 1, plan.year - 1)
    return Frame(today, plan.year, years, plan.issued_on, plan.ends_on)
