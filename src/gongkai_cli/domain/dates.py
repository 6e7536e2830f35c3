"""Days, months and spans as an office writes them. This is the only user of dateutil.

A day is a `date`. The caller passes today's date; nothing here reads the clock.
"""

import re
from datetime import date, datetime, timedelta

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import Rhythm
from gongkai_cli.errors import FieldError, UsageError

_NUMERALS = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号]|季度)")
_DIGITS = {"〇": 0, "零": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}}
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_CHINESE = re.compile(r"(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})[日号]")
_MONTH = re.compile(r"(?:([0-9]{4})[年/.-])?([0-9]{1,2})月?")
_MONTH_SPAN = re.compile(r"([0-9]{1,2})月?[-–—~至到]([0-9]{1,2})月?")
_QUARTER = re.compile(r"(?:([0-9]{4})年)?第?([0-9])季度")
_HALVES = {"上半年": range(1, 7), "下半年": range(7, 13), "全年": range(1, 13)}
_MONTHS = 12
_SHORT = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})")
_STEPS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}
_WEEKDAY = re.compile(r"[\s（(]*(?:星期|周|礼拜)([一二三四五六日天])[\s）)]*$")
_WEEKDAYS = "一二三四五六日"
_RELATIVE = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2}


def parse_day(text: str, *, year: int, today: date) -> date:
    """Return the day that `text` names.

    It understands ISO (2024-10-08), 2024年10月8日, 10月8日, 十月八日, 10/8, 今天, 昨天, 明天, 月底, 年底, and the last
    day of a month or span, such as 10月底 or 第三季度末. A weekday may follow and must then agree.

    Args:
        text: the words as typed.
        year: the plan's year, for a day without a year.
        today: the day that 今天 means.

    Raises:
        UsageError: the form is unknown, there is no such day, or the weekday disagrees.
    """
    wanted = text.strip()
    weekday = _WEEKDAY.search(wanted)
    if weekday:
        wanted = wanted[: weekday.start()].strip()
    body = arabic(wanted)
    day = _relative_day(body, year, today, text) or _calendar_day(body, year, text)
    if weekday:
        _check_weekday(day, weekday.group(1), text)
    return day


def _relative_day(body: str, year: int, today: date, text: str) -> date | None:
    if body in _RELATIVE:
        return today + timedelta(days=_RELATIVE[body])
    if body in {"月底", "本月底"}:
        return month_end(today.year, today.month)
    if body == "年底":
        return date(year, 12, 31)
    if body.endswith(("底", "末")) and _months(body[:-1], year):
        written_year, months = parse_months(body[:-1], year=year, text=text)
        return month_end(written_year, months[-1])
    return None


def _calendar_day(body: str, year: int, text: str) -> date:
    if match := _ISO.fullmatch(body) or _CHINESE.fullmatch(body):
        parts = match.groups()
    elif match := _SHORT.fullmatch(body):
        parts = (None, *match.groups())
    elif _months(body, year):
        raise UsageError(f"“{shown(text)}”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底。")
    else:
        raise UsageError(f"看不懂日期“{shown(text)}”。请写成 2024-10-08、10月8日、10/8、今天、月底或年底。")
    written_year = int(parts[0] or year)
    month, day = int(parts[1]), int(parts[2])
    try:
        return date(written_year, month, day)
    except ValueError:
        raise UsageError(f"没有“{shown(text)}”这一天：{_why_impossible(written_year, month)}。") from None


def _why_impossible(year: int, month: int) -> str:
    if not date.min.year <= year <= date.max.year:
        return "年份要在 1 到 9999 之间"
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return "月份要在 1 到 12 之间"
    return f"{year}年{month}月有 {month_end(year, month).day} 天"


def _check_weekday(day: date, weekday: str, text: str) -> None:
    right = _WEEKDAYS[day.weekday()]
    if weekday.replace("天", "日") != right:
        raise UsageError(f"“{shown(text)}”前后不符：{chinese_day(day)}是星期{right}。请核对日期或星期。")


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
        raise FieldError(f"没有“{shown(text)}”这一天：{_why_impossible(year, month)}") from None


def parse_months(body: str, *, year: int, text: str | None = None) -> tuple[int, tuple[int, ...]]:
    """Return the year and the months (1 to 12) that `body` names.

    It understands 10, 10月, 十月, 2024-10, 2024年10月, 10-12, 第三季度, 上半年, 下半年 and 全年.

    Args:
        body: the words for the months.
        year: the plan's year, for months without a year.
        text: all words as typed, for the message, where they are more than `body`.

    Raises:
        UsageError: the form is unknown, or there is no such year, month or quarter.
    """
    text = text or body
    found = _months(arabic(body.strip()), year)
    if found is None:
        raise UsageError(f"看不懂月份“{shown(text)}”。请写成 10、10月、十月、2024-10、10-12 或第三季度。")
    written_year, months = found
    if not date.min.year <= written_year <= date.max.year:
        raise UsageError(f"没有“{shown(text)}”：{_why_impossible(written_year, 1)}。")
    if not months or months[0] < 1 or months[-1] > _MONTHS:
        raise UsageError(f"没有“{shown(text)}”：月份要在 1 到 12 之间，从早到晚；季度要在 1 到 4 之间。")
    return written_year, tuple(months)


def _months(body: str, year: int) -> tuple[int, range] | None:
    """Return the year and the months without checking them; None for another form."""
    if body in _HALVES:
        return year, _HALVES[body]
    if match := _QUARTER.fullmatch(body):
        quarter = int(match.group(2))
        return int(match.group(1) or year), range(quarter * 3 - 2, quarter * 3 + 1)
    if match := _MONTH.fullmatch(body):
        month = int(match.group(2))
        return int(match.group(1) or year), range(month, month + 1)
    if match := _MONTH_SPAN.fullmatch(body):
        return year, range(int(match.group(1)), int(match.group(2)) + 1)
    return None


def arabic(text: str) -> str:
    """Return `text` with the Chinese numerals of its dates (二〇二四年十月八日) in digits."""
    return _NUMERALS.sub(lambda match: _number(match.group()), text)


def _number(numerals: str) -> str:
    tens, ten, units = numerals.rpartition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in numerals)
    number = 10
    if tens:
        number = _DIGITS.get(tens, 0) * 10
    if units:
        number += _DIGITS.get(units, 0)
    return str(number)


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


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    from dateutil.relativedelta import relativedelta

    # Day 31 is clipped to the month's own last day, leap years included; no step over the end of year 9999.
    return date(year, month, 1) + relativedelta(day=31)
