"""The clock, read here and passed down: nothing below asks for the time."""

from datetime import date, datetime, timedelta, timezone

OFFICE = timezone(timedelta(hours=8))
"""The office's day is UTC+8 wherever the program runs; there is no zone to look up, since Windows has no zone data."""


def now() -> datetime:
    """Return the present moment in the office's time."""
    return datetime.now(OFFICE)


def today() -> date:
    """Return the office's day."""
    return now().date()
