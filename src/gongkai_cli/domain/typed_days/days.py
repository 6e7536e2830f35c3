"""Days and spans of days: 10月8日, 昨天, 上周五, 9月底前, 10月15日-16日."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from gongkai_cli.domain.dates import chinese_day, month_end, why_impossible
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Frame
from gongkai_cli.domain.typed_days.months import checked, find_months, month_count, month_of
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.errors import UsageError

_WEEKDAYS = "一二三四五六日"
_RELATIVE_DAYS = {
    "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_RELATIVE_WEEKS = {"上": -1, "上个": -1, "": 0, "本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1}
_TEN_DAYS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, None)}  # the third runs to the month's end

_FULL_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_AND_DAY = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})(?:月([0-9]{1,2})[日号]?|[-/.]([0-9]{1,2}))")
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})[日号]")
_WEEKDAY = re.compile(r"(上个?|本|这个?|下个?|)(?:星期|周|礼拜)([一二三四五六日天])")
_WEEKDAY_AFTER = re.compile(r"(?<=.)[(]?(?:星期|周|礼拜)([一二三四五六日天])[)]?$")
_TEN_DAYS_OF = re.compile(rf"(.*?)({'|'.join(_TEN_DAYS)})")
_END = re.compile(r"(.*?)(?:月底|月末|年底|年末|底|末)")
_BEFORE = re.compile(r"(.+?)(?:之前|以前|前)")
_BETWEEN = re.compile(r"(.+?)(?:--|—+|–|~|至|到|(?<=[日号])-)(.+)")  # a hyphen within 2024-10-15 is no dash


class Span(NamedTuple):
    """A span of days, both ends included."""

    first: date
    last: date


def parse_day(text: str, frame: Frame) -> date:
    """Return the day that `text` names.

    It understands 2024-10-08, 20241008, 2024年10月8日, 10月8日, 十月八日, 10/8, 8日, 昨天, 周五, 上周五, 月底, 年底,
    and the last day of a month or span, such as 10月底 or 第三季度末; 前 may follow (9月底前). A weekday may follow a
    day and must then agree.

    Raises:
        UsageError: the form is unknown, there is no such day, or the weekday disagrees.
    """
    body = plain_digits(text)
    if day := _weekday(body, frame):
        return day
    weekday = _WEEKDAY_AFTER.search(body)
    if weekday:
        body = body[: weekday.start()]
    if before := _BEFORE.fullmatch(body):
        body = before.group(1)
    day = _relative_day(body, frame) or _last_day(body, frame, text) or _calendar_day(body, frame, text)
    if weekday:
        _check_weekday(day, weekday.group(1), text)
    return day


def parse_days(text: str, frame: Frame) -> Span:
    """Return the days of an activity: one day, or a span such as 10月15日-16日; raises as `parse_day`."""
    body = plain_digits(text)
    between = _BETWEEN.fullmatch(body)
    if not between:
        day = parse_day(text, frame)
        return Span(day, day)
    first = parse_day(between.group(1), frame)
    if day_of_month := _DAY_OF_MONTH.fullmatch(between.group(2)):
        last = _made(first.year, first.month, int(day_of_month.group(1)), text)
    else:
        last = parse_day(between.group(2), frame)
    if last < first:
        raise UsageError(f"“{shown(text)}”的最后一天早于第一天。请从早到晚写。")
    return Span(first, last)


def is_span(text: str) -> bool:
    """Return whether `text` names a first and a last day, such as 10月15日-16日 for `parse_days`."""
    return _BETWEEN.fullmatch(plain_digits(text)) is not None


def parse_span(text: str, frame: Frame) -> Span:
    """Return the days that `text` names: a day, or all days of a 旬, month, quarter, half or year.

    Raises:
        UsageError: the form is unknown, or there is no such day or month.
    """
    body = plain_digits(text)
    if ten_days := _ten_days(body, frame, text):
        return ten_days
    months = find_months(body, frame)
    if months is None or _FULL_DAY.fullmatch(body):  # 2024-09-10 is no span of September to October
        day = parse_day(text, frame)
        return Span(day, day)
    first, last = checked(months, text)
    return Span(date(*first, 1), month_end(*last))


def _weekday(body: str, frame: Frame) -> date | None:
    match = _WEEKDAY.fullmatch(body)
    if not match:
        return None
    week, name = match.groups()
    monday = frame.today - timedelta(days=frame.today.weekday())
    place = _WEEKDAYS.index(name.replace("天", "日"))
    day = monday + timedelta(days=7 * _RELATIVE_WEEKS[week] + place)
    # 周五 of a report on a Wednesday is that of the last week.
    if not week and day > frame.latest:
        day -= timedelta(days=7)
    return day


def _relative_day(body: str, frame: Frame) -> date | None:
    if body in _RELATIVE_DAYS:
        return frame.today + timedelta(days=_RELATIVE_DAYS[body])
    if body in {"月底", "月末"}:
        return month_end(frame.today.year, frame.today.month)
    return None


def _last_day(body: str, frame: Frame, text: str) -> date | None:
    """Return the last day of a named year, month or span of months: 年底, 9月底, 第三季度末, 上半年末."""
    if body in {"年底", "年末"}:
        year = _year_of_day(12, 31, frame)
        return date(year, 12, 31)
    end = _END.fullmatch(body)
    if not end:
        return None
    # 10月底 is 10 + 月底, 本月底 is 本月 + 底, 2024年底 is 2024年 + 底.
    for name in (end.group(1), f"{end.group(1)}月", f"{end.group(1)}年"):
        if months := find_months(name, frame):
            _, last = checked(months, text)
            return month_end(*last)
    return None


def _calendar_day(body: str, frame: Frame, text: str) -> date:
    if full := _FULL_DAY.fullmatch(body):
        year, month, day = (int(part) for part in full.groups() if part)
        return _made(year, month, day, text)
    if match := _MONTH_AND_DAY.fullmatch(body):
        written_year, *numbers = match.groups()
        month, day = (int(number) for number in numbers if number)
        year = int(written_year) if written_year else _year_of_day(month, day, frame)
        return _made(year, month, day, text)
    if match := _DAY_OF_MONTH.fullmatch(body):
        return _day_of_month(int(match.group(1)), frame, text)
    if find_months(body, frame) or _TEN_DAYS_OF.fullmatch(body):
        raise UsageError(f"“{shown(text)}”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底。")
    raise UsageError(f"看不懂日期“{shown(text)}”。请写成 2024-10-08、10月8日、10/8、今天、上周五、月底或年底。")


def _day_of_month(day: int, frame: Frame, text: str) -> date:
    """Return a day without a month: that of this month, or of the last one where this month's is still to come."""
    year, month = frame.today.year, frame.today.month
    found = _made(year, month, day, text)
    if found <= frame.latest:
        return found
    return _made(*month_of(month_count((year, month)) - 1), day, text)


def _made(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UsageError(f"没有“{shown(text)}”这一天：{why_impossible(year, month)}。") from None


def _year_of_day(month: int, day: int, frame: Frame) -> int:
    for year in frame.years:
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February, or no day of any year
            continue
        if frame.earliest <= found <= frame.latest:
            return year
    return frame.year


def _check_weekday(day: date, weekday: str, text: str) -> None:
    right = _WEEKDAYS[day.weekday()]
    if weekday.replace("天", "日") != right:
        raise UsageError(f"“{shown(text)}”前后不符：{chinese_day(day)}是星期{right}。请核对日期或星期。")


def _ten_days(body: str, frame: Frame, text: str) -> Span | None:
    """Return the days of a 旬: of the named month, or of this one."""
    match = _TEN_DAYS_OF.fullmatch(body)
    if not match:
        return None
    months = find_months(match.group(1) or "本月", frame)
    if months is None:
        return None
    (year, month), last_month = checked(months, text)
    if last_month != (year, month):
        return None
    first, last = _TEN_DAYS[match.group(2)]
    end = date(year, month, last) if last else month_end(year, month)
    return Span(date(year, month, first), end)
