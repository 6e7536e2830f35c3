"""Months and spans of months: 10, 10、11月, 本月, 第三季度, 上半年."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import why_impossible
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Frame
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.errors import UsageError

_MONTHS = 12
_RELATIVE_MONTHS = {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "当月": 0, "下月": 1, "下个月": 1}
_RELATIVE_QUARTERS = {"上季度": -1, "上个季度": -1, "本季度": 0, "这个季度": 0, "下季度": 1, "下个季度": 1}
_RELATIVE_YEARS = {"去年": -1, "今年": 0, "本年": 0, "本年度": 0, "明年": 1}
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}

_YEAR = r"(?:([0-9]{4})[年/.-])?"
_MONTH = re.compile(_YEAR + r"([0-9]{1,2})(?:月份?)?")
_MONTH_SPAN = re.compile(_YEAR + r"([0-9]{1,2})(?:月份?)?[-–—~至到]([0-9]{1,2})(?:月份?)?")
_QUARTER = re.compile(r"(?:([0-9]{4})年?)?(?:第?([0-9])季度|[Qq]([0-9]))")
_HALF = re.compile(rf"(?:([0-9]{{4}})年)?({'|'.join(_HALVES)})")

Month = tuple[int, int]
"""A year and the number of a month, 1 to 12."""


class MonthSpan(NamedTuple):
    """A span of months, not checked yet: the year and month of its first and of its last month."""

    first: Month
    last: Month


def parse_months(text: str, frame: Frame) -> tuple[Month, ...]:
    """Return the (year, month) pairs that `text` names, in order.

    It understands 10, 10月, 10月份, 十月, 2024-10, 10-12, 10、11, 本月, 下月, 第三季度, Q4, 本季度, 上半年 and 全年.

    Raises:
        UsageError: the form is unknown, or there is no such year, month or quarter.
    """
    found: set[Month] = set()
    for piece in re.split("[、,和]", plain_digits(text)):
        months = find_months(piece, frame)
        if months is None:
            raise UsageError(f"看不懂月份“{shown(text)}”。请写成 10、10月、十月、2024-10、10-12、本月或第三季度。")
        first, last = checked(months, text)
        found.update(_each_month(first, last))
    return tuple(sorted(found))


def _each_month(first: Month, last: Month) -> Iterable[Month]:
    for count in range(month_count(first), month_count(last) + 1):
        yield month_of(count)


def month_count(month: Month) -> int:
    """Return the number of months from the year 0 to a month."""
    return month[0] * _MONTHS + month[1] - 1


def month_of(count: int) -> Month:
    """Return the month of a `month_count`."""
    year, place = divmod(count, _MONTHS)
    return year, place + 1


def find_months(body: str, frame: Frame) -> MonthSpan | None:
    """Return the months that `body` names, without checking them; None for another form."""
    this_month = frame.today.year, frame.today.month
    if body in _RELATIVE_MONTHS:
        month = month_of(month_count(this_month) + _RELATIVE_MONTHS[body])
        return MonthSpan(month, month)
    if body in _RELATIVE_QUARTERS:
        quarter = month_count(this_month) // 3 + _RELATIVE_QUARTERS[body]
        return MonthSpan(month_of(quarter * 3), month_of(quarter * 3 + 2))
    if body in _RELATIVE_YEARS:
        year = frame.today.year + _RELATIVE_YEARS[body]
        return MonthSpan((year, 1), (year, _MONTHS))
    if match := re.fullmatch(r"([0-9]{4})年(?:度|全年)?", body):
        year = int(match.group(1))
        return MonthSpan((year, 1), (year, _MONTHS))
    if match := _HALF.fullmatch(body):
        return _in_year(match.group(1), *_HALVES[match.group(2)], frame)
    if match := _QUARTER.fullmatch(body):
        quarter = int(match.group(2) or match.group(3))
        return _in_year(match.group(1), quarter * 3 - 2, quarter * 3, frame)
    if match := _MONTH.fullmatch(body):
        month_number = int(match.group(2))
        return _in_year(match.group(1), month_number, month_number, frame)
    if match := _MONTH_SPAN.fullmatch(body):
        return _in_year(match.group(1), int(match.group(2)), int(match.group(3)), frame)
    return None


def _in_year(written_year: str | None, first: int, last: int, frame: Frame) -> MonthSpan:
    """Return the months `first` to `last` in the written year, or in the year that the frame gives them."""
    if written_year:
        year = int(written_year)
        return MonthSpan((year, first), (year, last))
    frame_begins = frame.earliest.year, frame.earliest.month
    frame_ends = frame.latest.year, frame.latest.month
    for year in frame.years:
        months = MonthSpan((year, first), (year, last))
        if months.first <= frame_ends and months.last >= frame_begins:
            return months
        over_new_year = MonthSpan((year, first), (year + 1, last))  # 11-2 of a plan that runs to March
        if last < first and frame_begins <= over_new_year.first and over_new_year.last <= frame_ends:
            return over_new_year
    return MonthSpan((frame.year, first), (frame.year, last))


def checked(months: MonthSpan, text: str) -> MonthSpan:
    """Return months that exist and follow one another.

    Raises:
        UsageError: they do not.
    """
    for year, _ in months:
        if not date.min.year <= year <= date.max.year:
            raise UsageError(f"没有“{shown(text)}”：{why_impossible(year, 1)}。")
    is_real = all(1 <= month <= _MONTHS for _, month in months)
    if not is_real or months.last < months.first:
        raise UsageError(f"没有“{shown(text)}”：月份要在 1 到 12 之间，从早到晚；季度要在 1 到 4 之间。")
    return months
