"""Periods with a name: weeks, 旬, months, quarters, halves and years."""

import re
from datetime import date, timedelta

from gongkai_cli.domain.dates import month_end
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Frame, Span
from gongkai_cli.domain.typed_days.months import checked, find_listed_months, find_months, month_count
from gongkai_cli.domain.typed_days.relative import STEPS
from gongkai_cli.errors import UsageError

FULL_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
"""A day with its year, without Chinese units."""

_TEN_DAYS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, None)}  # the third runs to the month's end
_TEN_DAYS_OF = re.compile(rf"(.*?)({'|'.join(_TEN_DAYS)})")
_WEEK = re.compile(r"(上个?|本|这个?|下个?)(?:星期|周|礼拜)")


def find_period(body: str, frame: Frame, text: str) -> Span | None:
    """Return the days of the period that `body` names; None for another form.

    Args:
        body: the text, written out.
        frame: how a month without a year finds its year.
        text: the text as typed, for messages.

    Raises:
        UsageError: there is no such month or quarter, or the months of a list do not follow one another.
    """
    if week := _WEEK.fullmatch(body):
        monday = this_monday(frame) + timedelta(weeks=STEPS[week.group(1)])
        return Span(monday, monday + timedelta(days=6))
    if ten_days := _ten_days(body, frame, text):
        return ten_days
    if FULL_DAY.fullmatch(body):  # 2024-09-10 is no span of September to October
        return None
    months = find_listed_months(body, frame, text)
    if months is None:
        return None
    if month_count(months[-1]) - month_count(months[0]) >= len(months):
        raise UsageError(f"“{shown(text)}”里的月份不相连。请写相连的月份，如 9-10月。")
    return Span(date(*months[0], 1), month_end(*months[-1]))


def names_period(body: str, frame: Frame) -> bool:
    """Return whether `body` has the form of a period, even of one that does not exist."""
    is_of_days = _WEEK.fullmatch(body) or _TEN_DAYS_OF.fullmatch(body)
    return bool(is_of_days or find_months(body, frame))


def this_monday(frame: Frame) -> date:
    """Return the Monday of this week."""
    return frame.today - timedelta(days=frame.today.weekday())


def _ten_days(body: str, frame: Frame, text: str) -> Span | None:
    """Return the days of a 旬: of the named month, or of this one."""
    match = _TEN_DAYS_OF.fullmatch(body)
    if not match:
        return None
    month = match.group(1) or f"{frame.today.year:04}-{frame.today.month}"
    months = find_months(month, frame)
    if months is None:
        return None
    (year, number), last_month = checked(months, text)
    if last_month != (year, number):
        return None
    first, last = _TEN_DAYS[match.group(2)]
    end = date(year, number, last) if last else month_end(year, number)
    return Span(date(year, number, first), end)
