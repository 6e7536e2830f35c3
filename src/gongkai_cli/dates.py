"""Days as people in an office write them; the only user of dateutil.

A day is a `date`. Nothing here asks for the time: today comes in from the command line.
"""

import re
from datetime import date, timedelta

from gongkai_cli.errors import UsageError

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]")
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_WEEKDAY = re.compile(r"[\s（(]*(?:星期|周|礼拜)([一二三四五六日天])[\s）)]*$")
_WEEKDAYS = "一二三四五六日"
_RELATIVE = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2}


def parse_day(text: str, *, year: int, today: date) -> date:
    """Return the day that `text` names.

    ISO (2024-10-08), 2024年10月8日, 10月8日, 10/8, 今天, 昨天, 明天, 月底 and 年底 are understood; a weekday may
    follow and must then agree.

    Args:
        text: what the person typed.
        year: the plan's year, taken where `text` leaves the year out.
        today: the day that 今天 means.

    Raises:
        UsageError: the form is not known, there is no such day, or the weekday disagrees.
    """
    wanted = text.strip()
    weekday = _WEEKDAY.search(wanted)
    body = wanted[: weekday.start()].strip() if weekday else wanted
    day = _spoken_day(body, year, today) or _written_day(body, year, text)
    if weekday:
        _check_weekday(day, weekday.group(1), text)
    return day


def _spoken_day(body: str, year: int, today: date) -> date | None:
    if body in _RELATIVE:
        return today + timedelta(days=_RELATIVE[body])
    if body in {"月底", "本月底"}:
        return month_end(today.year, today.month)
    if body == "年底":
        return date(year, 12, 31)
    return None


def _written_day(body: str, year: int, text: str) -> date:
    if match := _ISO.fullmatch(body) or _CHINESE.fullmatch(body):
        parts = match.groups()
    elif match := _SHORT.fullmatch(body):
        parts = (None, *match.groups())
    else:
        raise UsageError(f"看不懂日期“{text}”。请写成 2024-10-08、10月8日、10/8、今天、月底或年底。")
    written_year = int(parts[0] or year)
    month, day = int(parts[1]), int(parts[2])
    try:
        return date(written_year, month, day)
    except ValueError:
        raise UsageError(f"没有“{text}”这一天：{_why_impossible(written_year, month)}。") from None


def _why_impossible(year: int, month: int) -> str:
    if not date.min.year <= year <= date.max.year:
        return "年份要在 1 到 9999 之间"
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return "月份要在 1 到 12 之间"
    return f"{year}年{month}月有 {month_end(year, month).day} 天"


def _check_weekday(day: date, weekday: str, text: str) -> None:
    right = _WEEKDAYS[day.weekday()]
    if weekday.replace("天", "日") != right:
        raise UsageError(f"“{text}”前后不符：{chinese_day(day)}是星期{right}。请核对日期或星期。")


def parse_iso(text: str) -> date:
    """Return the day of an ISO date such as 2024-05-26, the one form that files use.

    Raises:
        ValueError: it is not written so, or there is no such day; the message says which, in Chinese.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"“{text}”不是日期，请写成 2024-05-26 这样")
    try:
        return date.fromisoformat(text)
    except ValueError:
        year, month = int(text[:4]), int(text[5:7])
        raise ValueError(f"没有“{text}”这一天：{_why_impossible(year, month)}") from None


def chinese_day(day: date) -> str:
    """Return a day as an office writes it, 2024年10月8日; `parse_day` reads it back."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    from dateutil.relativedelta import relativedelta

    # Day 31 is clipped to the month's own last day, leap years included; no step over the end of year 9999.
    return date(year, month, 1) + relativedelta(day=31)
