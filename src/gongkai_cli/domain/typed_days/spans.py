"""Spans of days: 10月15日-16日, 下周五-周日, 9月1日至30日, 第三季度, 9、10月."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.days import WEEKDAYS, find_day, no_day
from gongkai_cli.domain.typed_days.frames import Frame, Span, following_frame
from gongkai_cli.domain.typed_days.months import LISTED
from gongkai_cli.domain.typed_days.periods import find_period
from gongkai_cli.domain.typed_days.relative import written_out
from gongkai_cli.errors import UsageError

_Finder = Callable[[str, Frame, str], Span | None]
"""Finds one day or period of a span in a text written out; takes the text as typed too, for messages."""

# A hyphen within 2024-10-15 or 10-15 is no dash.
_BETWEEN = re.compile(r"([^~]+)~([^~]+)|([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|(?:0?[1-9]|1[0-2])-[0-9]{1,2}|[^-~]+)-([^~]+)")
_HYPHENED_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_NUMBER = re.compile(r"[0-9]{1,2}")
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})(?:[日号](.*))?")
_WITH_UNIT = re.compile(r"[0-9]{1,2}[日号].*")
_TEN_DAYS = re.compile("[上中下]旬")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")


def parse_days(text: str, frame: Frame) -> Span:
    """Return the days of an activity: one day, a span such as 10月15日-16日, or neighbours such as 10月15日、16日.

    Raises:
        UsageError: as `parse_day`, or the days are not in order, or no neighbours.
    """
    span = _find(written_out(text, frame.today), frame, text, _one_day)
    if span is None:
        raise no_day(text, frame, "；几天的写 10月15日-16日")
    return span


def is_range(text: str, frame: Frame) -> bool:
    """Return whether a text for `parse_days` names a first and a last day, even if both are one."""
    return find_day(written_out(text, frame.today), frame, text) is None


def parse_span(text: str, frame: Frame) -> Span:
    """Return the days of a period: a day, a week, a 旬, months, a quarter, a half or a year, or from one to another.

    Raises:
        UsageError: the form is unknown, there is no such day or month, or the ends are not in order.
    """
    return _span(written_out(text, frame.today), frame, text)


def parse_bound(text: str, frame: Frame) -> Span:
    """Return the days with which a filter begins or ends: as `parse_span`, but 9-10 is the day 9月10日."""
    return _span(_month_and_day(written_out(text, frame.today)), frame, text)


def _span(body: str, frame: Frame, text: str) -> Span:
    span = _find(body, frame, text, _one_period)
    if span is None:
        raise UsageError(
            f"无法识别时段“{shown(text)}”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"
        )
    return span


def _one_day(body: str, frame: Frame, text: str) -> Span | None:
    day = find_day(body, frame, text)
    return Span(day, day) if day else None


def _one_period(body: str, frame: Frame, text: str) -> Span | None:
    return find_period(body, frame, text) or _one_day(body, frame, text)


def _find(body: str, frame: Frame, text: str, find_one: _Finder) -> Span | None:
    """Return the span that `body` names: one day or period, from one to another, or neighbours."""
    if one := find_one(body, frame, text):
        return one
    if between := _BETWEEN.fullmatch(body):
        first, last = (end for end in between.groups() if end)
        return _from_to(first, last, frame, text, find_one)
    pieces = LISTED.split(body)
    if len(pieces) > 1:
        return _neighbours(pieces, frame, text, find_one)
    return None


def _from_to(left: str, right: str, frame: Frame, text: str, find_one: _Finder) -> Span | None:
    begins = find_one(_with_unit(left, right), frame, text)
    if begins is None:
        return None
    ends = find_one(_with_month(right, begins.first), following_frame(frame, begins.first), text)
    if ends is None:
        return None
    if ends.last < begins.first:
        raise UsageError(f"“{shown(text)}”的最后一天早于第一天。请从早到晚写。")
    return Span(begins.first, ends.last)


def _neighbours(pieces: Sequence[str], frame: Frame, text: str, find_one: _Finder) -> Span | None:
    """Return the days of a list such as 10月15日、16日, which must follow one another."""
    span = find_one(_with_unit(pieces[0], pieces[-1]), frame, text)
    for piece in pieces[1:]:
        if span is None:
            return None
        after = find_one(_with_month(piece, span.last), following_frame(frame, span.last), text)
        if after is None:
            return None
        if after.first != span.last + timedelta(days=1):
            raise UsageError(f"“{shown(text)}”里的日子不相连。请写相连的日子，如 10月15日-16日。")
        span = Span(span.first, after.last)
    return span


def _month_and_day(body: str) -> str:
    """Return 9-10 as 9月10日; another text as it is."""
    return _HYPHENED_DAY.sub(r"\1月\2日", body) if _HYPHENED_DAY.fullmatch(body) else body


def _with_unit(first: str, last: str) -> str:
    """Return the beginning of a span with the unit of its end: 15 of 15-16日 is 15日."""
    if _NUMBER.fullmatch(first) and _WITH_UNIT.fullmatch(last):
        return f"{first}日"
    return _month_and_day(first)


def _with_month(last: str, first: date) -> str:
    """Return the end of a span with its month, that of its first day: 16日 of 10月15日-16日, 中旬 of 9月上旬-中旬.

    A weekday is the next one after the first day: 周日 of 下周五-周日.
    """
    if match := _DAY_OF_MONTH.fullmatch(last):
        day, more = match.groups()
        return f"{first.year:04}年{first.month}月{day}日{more or ''}"
    if _TEN_DAYS.fullmatch(last):
        return f"{first.year:04}年{first.month}月{last}"
    if match := _WEEKDAY.fullmatch(last):
        weekday = WEEKDAYS.index(match.group(1).replace("天", "日"))
        return (first + timedelta(days=(weekday - first.weekday()) % 7)).isoformat()
    return _month_and_day(last)
