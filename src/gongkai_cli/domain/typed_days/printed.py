"""Deadlines as plans print them: 7月底前, 第三季度, 年底前, 2028年底, 长期坚持."""

import datetime as dt
import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.domain.vocabulary import ONGOING

ONGOING_WORDS = (ONGOING, "长期坚持", "常态化", "常态化推进", "长期推进", "持续开展", "长期")
"""The words for a task without a deadline."""

EXAMPLES = "9月底前、9月30日前、第三季度、上半年、年底前、2028年底，或 持续推进、长期坚持、常态化"
"""Words that are understood, for a message."""

_LAST_MONTH = 12
_TAIL = re.compile(r"(?:以前|之前|前)?(?:完成)?")
_FORM = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?"
    r"(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号]|(?P<part>[上中下]旬)|[底末份])?"
    r"|第?(?P<quarter>[1-4])季度[底末]?"
    r"|(?P<half>[上下]半年)"
    r"|(?P<end>年?[底末内])"
    r"|(?P<whole>))"
)
_QUARTER = re.compile("第?([一二三四])季度")
_QUARTERS = {word: str(number) for number, word in enumerate("一二三四", start=1)}
_PARTS = {"上旬": 10, "中旬": 20}


class Period(NamedTuple):
    """The days within which a deadline without a year lies: a plan's first year, its issue and its last day."""

    year: int
    issued_on: date
    last_day: date


def is_ongoing(words: str) -> bool:
    """Return whether words stand for a task without a deadline."""
    return words in ONGOING_WORDS


def deadline_day(words: str, period: Period) -> date | None:
    """Return the last day of a printed deadline; None where the words are no deadline, or there is no such day.

    A year that is not printed is that in which the day lies in the plan's period; else the plan's own.
    """
    body = _QUARTER.sub(lambda match: f"{_QUARTERS[match[1]]}季度", "".join(words.split()))
    body = plain_digits(body)
    tail = re.search(f"{_TAIL.pattern}$", body)
    match = _FORM.fullmatch(body[: tail.start()] if tail else body)
    if match is None or (match["whole"] is not None and match["year"] is None):
        return None
    if match["year"]:
        return _day(match, int(match["year"]))
    years = (period.year, period.year + 1, period.year - 1)
    days = [day for year in years if (day := _day(match, year))]
    within = [day for day in days if period.issued_on <= day <= period.last_day]
    return next(iter([*within, *days]), None)


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
    body = _QUARTER.sub(lambda match: f"{_QUARTERS[match[1]]}季度", "".join(words.split()))
    body = plain_digits(body)
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


def due_day(due: date | str | None, period: Period) -> date | None:
    """Return the day of a deadline that is a day or words; None where it has none."""
    return deadline_day(due, period) if isinstance(due, str) else due


def _day(match: re.Match[str], year: int) -> date | None:
    month, day = _LAST_MONTH, None
    if match["month"]:
        month = int(match["month"])
        day = _PARTS.get(match["part"] or "") or (int(match["day"]) if match["day"] else None)
    elif match["quarter"]:
        month = 3 * int(match["quarter"])
    elif match["half"] == "上半年":
        month = 6
    if not 1 <= month <= _LAST_MONTH:
        return None
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, last)
    return date(year, month, day) if 1 <= day <= last else None
