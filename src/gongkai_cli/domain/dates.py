"""The calendar: months, the nodes of a rhythm, and shares of a period. This is the only user of dateutil."""

import re
from datetime import date, datetime

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import Rhythm
from gongkai_cli.errors import FieldError

_STEPS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


def parse_iso(text: str) -> date:
    """Return the day of an ISO date such as 2024-05-26, the one form in files.

    Raises:
        FieldError: the form is another, or there is no such day.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise FieldError(f"“{shown(text)}”不是日期", "请写成 2024-05-26 这样")
    try:
        return date.fromisoformat(text)
    except ValueError:
        year, month = int(text[:4]), int(text[5:7])
        raise FieldError(f"没有“{shown(text)}”这一天：{why_impossible(year, month)}") from None


def why_impossible(year: int, month: int) -> str:
    """Return the reason why a year or month has no such day, in Chinese."""
    if not date.min.year <= year <= date.max.year:
        return "年份要在 1 到 9999 之间"
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return "月份要在 1 到 12 之间"
    return f"{year}年{month}月有 {month_end(year, month).day} 天"


def rhythm_nodes(rhythm: Rhythm, first: date, last: date) -> list[tuple[str, date, date]]:
    """Return the dated occurrences of a rhythm within a plan's period, both ends included.

    An occurrence ends with a month, quarter, half or year of the calendar. The period clips the first and the last.

    Args:
        rhythm: how often.
        first: the day the plan was issued.
        last: the plan's last day.

    Returns:
        (name, first day, last day) of each, such as (第三季度, 2024-07-01, 2024-09-30).
    """
    from dateutil.relativedelta import relativedelta
    from dateutil.rrule import MONTHLY, rrule

    step = _STEPS[rhythm]
    anchor = datetime(first.year, step, 1)  # noqa: DTZ001 - rrule wants datetimes; only their days are used
    until = datetime(last.year, 12, 31)  # noqa: DTZ001 - as above
    nodes: list[tuple[str, date, date]] = []
    for moment in rrule(MONTHLY, interval=step, bymonthday=-1, dtstart=anchor, until=until):
        end = moment.date()
        start = end + relativedelta(months=1 - step, day=1)
        if end >= first and start <= last:
            nodes.append((_node_name(rhythm, end), max(start, first), min(end, last)))
    return nodes


def _node_name(rhythm: Rhythm, end: date) -> str:
    match rhythm:
        case Rhythm.MONTHLY:
            return f"{end.month}月"
        case Rhythm.QUARTERLY:
            return f"第{'一二三四'[end.month // 3 - 1]}季度"
        case Rhythm.HALF_YEARLY:
            return "上半年" if end.month == _STEPS[rhythm] else "下半年"
        case Rhythm.YEARLY:
            return f"{end.year}年"


def elapsed_share(day: date, first: date, last: date) -> float:
    """Return the share of [first, last] gone by on `day`, 0 to 100."""
    if day >= last:
        return 100.0
    return max(0.0, 100.0 * (day - first).days / (last - first).days)


def month_window(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), month_end(year, month)


def chinese_day(day: date) -> str:
    """Return a day as an office writes it, 2024年10月8日; `parse_day` reads it back."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date, today: date) -> str:
    """Return a day for the screen, 10月8日, with its year where that is not the year of the day shown."""
    return f"{day.month}月{day.day}日" if day.year == today.year else chinese_day(day)


def day_span(first: date, last: date, today: date) -> str:
    """Return days for the screen, 8月20日—9月5日 or 10月15日—16日, with a year as `short_day`."""
    return _span(short_day(first, today), first, last)


def long_span(first: date, last: date) -> str:
    """Return days with the year, 2024年5月26日—12月31日."""
    return _span(chinese_day(first), first, last)


def _span(begins: str, first: date, last: date) -> str:
    if first == last:
        return begins
    if (first.year, first.month) == (last.year, last.month):
        return f"{begins}—{last.day}日"
    return f"{begins}—{short_day(last, first)}"


def long_moment(at: str) -> str:
    """Return the day and the minute of an ISO moment with the year: 2024年10月8日 09:30."""
    return f"{chinese_day(date.fromisoformat(at[:10]))} {at[11:16]}"


def short_moment(at: str, today: date) -> str:
    """Return the day and the minute of an ISO moment for the screen: 10月8日 09:30."""
    return f"{short_day(date.fromisoformat(at[:10]), today)} {at[11:16]}"


def short_month(year: int, month: int, today: date) -> str:
    """Return a month for the screen, with its year where that is not the year of the day shown."""
    return f"{month}月" if year == today.year else long_month(year, month)


def long_month(year: int, month: int) -> str:
    """Return a month with its year."""
    return f"{year}年{month}月"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    from dateutil.relativedelta import relativedelta

    # Day 31 is clipped to the month's own last day, leap years included; no step over the end of year 9999.
    return date(year, month, 1) + relativedelta(day=31)
