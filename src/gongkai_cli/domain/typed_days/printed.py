"""When activities are to be held, as plans print it: 3月, 3-6月, 第一季度, 10月15日—16日."""

import datetime as dt
import re
from typing import NamedTuple

from gongkai_cli.domain.typed_days.deadlines import Period, deadline_day
from gongkai_cli.domain.typed_days.numerals import plain_digits

_LAST_MONTH = 12


class Window(NamedTuple):
    """When a printed activity is to be held.

    Attributes:
        month: the month, 1 to 12; of several, the last.
        first_month: the first of several months.
        date: the day, or the first of several days.
        last_date: the last of several days.
    """

    month: int
    first_month: int | None
    date: dt.date | None
    last_date: dt.date | None


_MONTHS = re.compile(r"(?:(?P<year>20[0-9]{2})年)?(?P<first>[0-9]{1,2})月?[-~](?P<last>[0-9]{1,2})月")
_QUARTER_NUMBER = re.compile(r"第?([1-4])季度")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
_DAYS = re.compile(r"(?P<first>.+?[日号])[-~、](?P<last>(?:(?:[0-9]{1,2})月)?[0-9]{1,2}[日号])")


def printed_window(words: str, period: Period) -> Window | None:
    """Return the months and days of a printed time: 3月, 3-6月, 第一季度, 10月15日—16日; None where it is none."""
    body = plain_digits(words)
    if match := _MONTHS.fullmatch(body):
        return _months(int(match["first"]), int(match["last"]))
    if match := _QUARTER_NUMBER.fullmatch(body):
        return _months(3 * int(match[1]) - 2, 3 * int(match[1]))
    if body in _HALVES:
        return _months(*_HALVES[body])
    if match := _DAYS.fullmatch(body):
        return _days(match["first"], match["last"], period)
    day = deadline_day(body, period)
    if day is None or body.endswith(("底", "末", "前", "内")):
        return None
    is_day = body.endswith(("日", "号"))
    return Window(day.month, None, day if is_day else None, None)


def _months(first: int, last: int) -> Window | None:
    if not 1 <= first <= last <= _LAST_MONTH:
        return None
    return Window(last, first if first < last else None, None, None)


def _days(first: str, last: str, period: Period) -> Window | None:
    begins = deadline_day(first, period)
    if begins is None:
        return None
    ends = deadline_day(last if "月" in last else f"{begins.year}年{begins.month}月{last}", period)
    if ends is None or ends < begins:
        return None
    return Window(begins.month, None, begins, ends if ends > begins else None)
