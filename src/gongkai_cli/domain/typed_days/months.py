"""Months and spans of months: 10, 10、11月, 本月, 第三季度, 上半年, 2024年11月-2025年2月."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import why_impossible
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Frame, Month
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.domain.typed_days.relative import written_out
from gongkai_cli.errors import UsageError

_MONTHS = 12
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}

_YEAR = re.compile(r"([0-9]{4})年(?:度|全年)?")
_MONTH = re.compile(r"(?:([0-9]{4})[年/.-])?([0-9]{1,2})(?:月份?)?")
_QUARTER = re.compile(r"(?:([0-9]{4})年?)?(?:第?([0-9])季度|[Qq]([0-9]))")
_HALF = re.compile(rf"(?:([0-9]{{4}})年)?({'|'.join(_HALVES)})")
_BETWEEN = re.compile(r"([0-9]{4}-[0-9]{1,2}|[^-~]+)[-~](.+)")  # the first hyphen of 2024-11-2025-2 is no dash
_WRITTEN_YEAR = re.compile(r"[0-9]{4}[年/.-]")
LISTED = re.compile("[、,和及]")
"""The marks between the months or days of a list."""


class MonthSpan(NamedTuple):
    """A span of months, not checked yet: the year and month of its first and of its last month."""

    first: Month
    last: Month


class TypedMonths(NamedTuple):
    """A span of months as typed: the numbers of its first and its last month, and their years where written."""

    first_year: int | None
    first: int
    last_year: int | None
    last: int


def parse_months(text: str, frame: Frame) -> tuple[Month, ...]:
    """Return the (year, month) pairs that `text` names, in order.

    It understands 10, 10月, 10月份, 十月, 2024-10, 10-12, 10、11, 本月, 下月, 第三季度, Q4, 本季度, 上半年, 全年 and
    2024年11月-2025年2月.

    Raises:
        UsageError: the form is unknown, or there is no such year, month or quarter.
    """
    months = find_listed_months(written_out(text, frame.today), frame, text)
    if months is None:
        raise UsageError(f"无法识别月份“{shown(text)}”。请写成 10、10月、十月、2024-10、10-12、本月或第三季度。")
    return months


def find_listed_months(body: str, frame: Frame, text: str) -> tuple[Month, ...] | None:
    """Return the months that `body` names, one or several, in order; None for another form.

    Args:
        body: the text, written out.
        frame: how a month without a year finds its year.
        text: the text as typed, for messages.

    Raises:
        UsageError: there is no such year, month or quarter.
    """
    found: set[Month] = set()
    for piece in _with_years(LISTED.split(body)):
        months = find_months(piece, frame)
        if months is None:
            return None
        first, last = checked(months, text)
        found.update(_each_month(first, last))
    return tuple(sorted(found))


def _with_years(pieces: Iterable[str]) -> Iterable[str]:
    """Yield the pieces of a list; one without a year has that of the piece before: 2024年11、12月."""
    year = ""
    for piece in pieces:
        written = _WRITTEN_YEAR.match(piece)
        if written:
            year = written.group()
            yield piece
        else:
            yield year + piece


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
    typed = find_typed_months(body)
    if typed is None:
        return None
    return in_years(typed, frame)


def find_typed_months(body: str) -> TypedMonths | None:
    """Return the months that `body` names, a span too, as typed; None for another form."""
    if months := _month_or_quarter(body):
        return months
    between = _BETWEEN.fullmatch(body)
    if between is None:
        return None
    first, last = (_month_or_quarter(end) for end in between.groups())
    if first is None or last is None:
        return None
    return TypedMonths(first.first_year, first.first, last.last_year, last.last)


def _month_or_quarter(body: str) -> TypedMonths | None:
    if match := _YEAR.fullmatch(body):
        return _typed(match.group(1), 1, _MONTHS)
    if match := _HALF.fullmatch(body):
        return _typed(match.group(1), *_HALVES[match.group(2)])
    if match := _QUARTER.fullmatch(body):
        quarter = int(match.group(2) or match.group(3))
        return _typed(match.group(1), quarter * 3 - 2, quarter * 3)
    if match := _MONTH.fullmatch(body):
        return _typed(match.group(1), int(match.group(2)), int(match.group(2)))
    return None


def _typed(written_year: str | None, first: int, last: int) -> TypedMonths:
    year = int(written_year) if written_year else None
    return TypedMonths(year, first, year, last)


def in_years(typed: TypedMonths, frame: Frame) -> MonthSpan:
    """Return typed months in their written years, or in the years that the frame gives them."""
    first_year, first, last_year, last = typed
    if first_year is not None and last_year is not None:
        return MonthSpan((first_year, first), (last_year, last))
    if last_year is not None:  # 11月-2025年2月
        return MonthSpan((last_year if first <= last else last_year - 1, first), (last_year, last))
    years = frame.years if first_year is None else (first_year,)
    for window in frame.windows:
        begins, ends = (window.first.year, window.first.month), (window.last.year, window.last.month)
        for year in years:
            months = MonthSpan((year, first), (year, last))
            over_new_year = MonthSpan((year, first), (year + 1, last))  # 11-2 of a plan that runs to March
            if first <= last and months.first <= ends and months.last >= begins:
                return months
            if first > last and begins <= over_new_year.first and over_new_year.last <= ends:
                return over_new_year
    year = frame.year if first_year is None else first_year
    return MonthSpan((year, first), (year, last))


def checked(months: MonthSpan, text: str) -> MonthSpan:
    """Return months that exist and follow one another.

    Raises:
        UsageError: they do not.
    """
    for year, _ in months:
        if not date.min.year <= year <= date.max.year:
            raise UsageError(f"没有“{shown(text)}”：{why_impossible(year, 1)}。")
    if not all(1 <= month <= _MONTHS for _, month in months):
        raise UsageError(f"没有“{shown(text)}”：月份要在 1 到 12 之间，季度要在 1 到 4 之间。")
    if months.last < months.first:
        raise UsageError(f"“{shown(text)}”前后颠倒。请从早到晚写{_right_order(text)}。")
    return months


def _right_order(text: str) -> str:
    """Return the advice on the order of a span such as 12-10, after 写."""
    between = _BETWEEN.fullmatch(plain_digits(text))
    if between is None:
        return ""
    first, last = between.groups()
    if "-" in first:
        return ""
    return f"成 {last}-{first}"
