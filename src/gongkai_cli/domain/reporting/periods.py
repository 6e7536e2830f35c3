"""Periods of reports, from a first to a last day: their words and their codes."""

from datetime import date, timedelta

_HALVES = {(1, 6): ("上半年", "H1"), (7, 12): ("下半年", "H2")}
_QUARTERS = {
    (1, 3): ("第一季度", "Q1"),
    (4, 6): ("第二季度", "Q2"),
    (7, 9): ("第三季度", "Q3"),
    (10, 12): ("第四季度", "Q4"),
}
_NAMED = {**_HALVES, **_QUARTERS, (1, 12): ("全年", "Y")}
"""The first and the last month of a period → its word and its code."""


def period_words(first: date, last: date, year: int) -> str:
    """Return a period in words: 10月, 第三季度, 9-10月, 10月8日-14日.

    Args:
        first: its first day.
        last: its last day.
        year: the year that is not written.
    """
    begins = "" if first.year == year else f"{first.year}年"
    if _is_of_months(first, last):
        months = first.month, last.month
        if first.year == last.year and months in _NAMED:
            return begins + _NAMED[months][0]
        if first.year == last.year:
            return f"{begins}{first.month}月" if first.month == last.month else f"{begins}{first.month}-{last.month}月"
        return f"{begins}{first.month}月-{last.year}年{last.month}月"
    start = f"{begins}{first.month}月{first.day}日"
    if first == last:
        return start
    if first.year != last.year:
        return f"{start}-{last.year}年{last.month}月{last.day}日"
    return f"{start}-{last.day}日" if first.month == last.month else f"{start}-{last.month}月{last.day}日"


def period_code(first: date, last: date) -> str:
    """Return a period as a part of a sheet's number: 10, Q3, H1, Y; of other days the last one, such as 1014."""
    if not _is_of_months(first, last) or first.year != last.year:
        return f"{last.month:02}{last.day:02}"
    months = first.month, last.month
    if months in _NAMED:
        return _NAMED[months][1]
    return f"{last.month:02}" if first.month == last.month else f"{first.month:02}{last.month:02}"


def _is_of_months(first: date, last: date) -> bool:
    """Return whether a period has complete months only."""
    return first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)


def report_day(last: date, today: date) -> date:
    """Return the day of a report on a period: its last day, or today where that is still to come."""
    return min(last, today)
