"""Days: 10月8日, 10/8, 8日, 昨天, 上周五, 9月底前, 年底."""

import re
from datetime import date, timedelta

from gongkai_cli.domain.dates import chinese_day, month_end, why_impossible
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Frame
from gongkai_cli.domain.typed_days.months import checked, find_typed_months, in_years, month_count, month_of
from gongkai_cli.domain.typed_days.periods import FULL_DAY, names_period, this_monday
from gongkai_cli.domain.typed_days.relative import STEPS, written_out
from gongkai_cli.errors import UsageError

WEEKDAYS = "一二三四五六日"
"""The names of the weekdays, from Monday; 天 is another one of Sunday."""

_RELATIVE_DAYS = {
    "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip

_MONTH_AND_DAY = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})(?:月([0-9]{1,2})[日号]?|[-/.]([0-9]{1,2}))")
_DAY_OF_MONTH = re.compile(r"([0-9]{1,2})[日号]")
_WEEKDAY = re.compile(r"(上个?|本|这个?|下个?|)(?:星期|周|礼拜)([一二三四五六日天])")
_WEEKDAY_AFTER = re.compile(r"(?<=.)[(]?(?:星期|周|礼拜)([一二三四五六日天])[)]?$")
_END = re.compile(r"(.*?)(?:月底|月末|年底|年末|底|末)")
_BEFORE = re.compile(r"(.+?)(?:之前|以前|前)")


def parse_day(text: str, frame: Frame) -> date:
    """Return the day that `text` names.

    It understands 2024-10-08, 20241008, 2024年10月8日, 24年10月8日, 今年10月8日, 10月8日, 十月八日, 10/8, 上月8日, 8日,
    昨天, 周五, 上周五, 月底, 年底, and the last day of a month or span, such as 10月底 or 第三季度末; 前 may follow
    (9月底前). A weekday may follow a day and must then agree.

    Raises:
        UsageError: the form is unknown, there is no such day, or the weekday disagrees.
    """
    day = find_day(written_out(text, frame.today), frame, text)
    if day is None:
        raise no_day(text, frame)
    return day


def no_day(text: str, frame: Frame, more: str = "") -> UsageError:
    """Return the refusal of a text that names no day.

    Args:
        text: the text as typed.
        frame: its frame.
        more: the end of the message's advice.
    """
    if names_period(_without_before(written_out(text, frame.today)), frame):
        return UsageError(f"“{shown(text)}”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底{more}。")
    return UsageError(
        f"无法识别日期“{shown(text)}”。请写成 2024-10-08、10月8日、10/8、今天、上周五、月底或年底{more}。"
    )


def _without_before(body: str) -> str:
    before = _BEFORE.fullmatch(body)
    return before.group(1) if before else body


def find_day(body: str, frame: Frame, text: str) -> date | None:
    """Return the day that `body` names; None for another form.

    Args:
        body: the text, written out.
        frame: how a day without a year finds its year.
        text: the text as typed, for messages.

    Raises:
        UsageError: there is no such day, or the weekday disagrees.
    """
    if day := _weekday(body, frame):
        return day
    weekday = _WEEKDAY_AFTER.search(body)
    if weekday:
        body = body[: weekday.start()]
    body = _without_before(body)
    day = _relative_day(body, frame) or _last_day(body, frame, text) or _calendar_day(body, frame, text)
    if day and weekday:
        _check_weekday(day, weekday.group(1), text)
    return day


def _weekday(body: str, frame: Frame) -> date | None:
    match = _WEEKDAY.fullmatch(body)
    if not match:
        return None
    week, name = match.groups()
    day = this_monday(frame) + timedelta(days=WEEKDAYS.index(name.replace("天", "日")))
    if week:
        return day + timedelta(weeks=STEPS[week])
    # 周五 of a report on a Wednesday is that of the last week.
    if day > frame.latest:
        return day - timedelta(weeks=1)
    return day


def _relative_day(body: str, frame: Frame) -> date | None:
    if body in _RELATIVE_DAYS:
        return frame.today + timedelta(days=_RELATIVE_DAYS[body])
    if body in {"月底", "月末"}:
        return month_end(frame.today.year, frame.today.month)
    return None


def _last_day(body: str, frame: Frame, text: str) -> date | None:
    """Return the last day of a named year, month or span of months: 年底, 9月底, 第三季度末, 上半年末."""
    end = _END.fullmatch(body)
    if not end:
        return None
    name = "12月" if body in {"年底", "年末"} else end.group(1)
    # 10月底 is 10 + 月底, 第三季度末 is 第三季度 + 末, 2024年底 is 2024 + 年底.
    for months in map(find_typed_months, (name, f"{name}月", f"{name}年")):
        if months is None:
            continue
        _, (year, month) = checked(in_years(months, frame), text)
        has_year = months.first_year is not None or months.last_year is not None
        if has_year or months.last < months.first:
            return month_end(year, month)
        # Its year is that of its last day, as if the day were typed: 1月底 may be still to come in January.
        ends = [month_end(one, month) for one in frame.years]
        return frame.choose(ends) or month_end(frame.year, month)
    return None


def _calendar_day(body: str, frame: Frame, text: str) -> date | None:
    if full := FULL_DAY.fullmatch(body):
        year, month, day = (int(part) for part in full.groups() if part)
        return _made(year, month, day, text)
    if match := _MONTH_AND_DAY.fullmatch(body):
        written_year, *numbers = match.groups()
        month, day = (int(number) for number in numbers if number)
        if written_year:
            return _made(int(written_year), month, day, text)
        return _in_some_year(month, day, frame, text)
    if match := _DAY_OF_MONTH.fullmatch(body):
        return _day_of_month(int(match.group(1)), frame, text)
    return None


def _in_some_year(month: int, day: int, frame: Frame, text: str) -> date:
    possible = [_possible(year, month, day) for year in frame.years]
    chosen = frame.choose([found for found in possible if found])  # 29 February is not in every year
    return chosen or _made(frame.year, month, day, text)


def _day_of_month(day: int, frame: Frame, text: str) -> date:
    """Return a day without a month: that of this month, or the latest one where only a past day is meant."""
    year, month = frame.today.year, frame.today.month
    if frame.latest == date.max:
        return _made(year, month, day, text)
    for back in range(3):  # of any three months in a row, the first or the second has a 31st
        found = _possible(*month_of(month_count((year, month)) - back), day)
        if found and found <= frame.latest:
            return found
    return _made(year, month, day, text)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _made(year: int, month: int, day: int, text: str) -> date:
    made = _possible(year, month, day)
    if made is None:
        raise UsageError(f"没有“{shown(text)}”这一天：{why_impossible(year, month)}。")
    return made


def _check_weekday(day: date, weekday: str, text: str) -> None:
    right = WEEKDAYS[day.weekday()]
    if weekday.replace("天", "日") != right:
        raise UsageError(f"“{shown(text)}”前后不符：{chinese_day(day)}是星期{right}。请核对日期或星期。")
