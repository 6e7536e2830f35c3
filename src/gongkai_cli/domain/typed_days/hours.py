"""The hour of an activity: 9:00, 上午9点, 下午2点半, 中午12点."""

import re

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.errors import UsageError

_PARTS_OF_DAY = {
    "凌晨": range(7),
    "清晨": range(4, 9),
    "早晨": range(1, 12),
    "早上": range(1, 12),
    "上午": range(1, 12),
    "中午": range(11, 15),
    "下午": range(12, 24),
    "傍晚": range(16, 21),
    "晚上": range(17, 24),
}
"""A word for a part of the day → its hours, 0 to 23."""

_QUARTERS = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}
_HOUR = re.compile(
    rf"({'|'.join(_PARTS_OF_DAY)})?([0-9]{{1,2}})(?::([0-9]{{2}})|[点时](?:({'|'.join(_QUARTERS)})|([0-9]{{1,2}})分?)?)"
    r"(?:整|钟)?"
)


def parse_hour(text: str) -> str:
    """Return a time of day as 09:00; it understands 9:00, 9点, 上午9点半, 下午2:30, 中午1点 and 15时30分.

    Raises:
        UsageError: the form is unknown, there is no such time, the part of the day disagrees with the hour, or it is
            a span of hours.
    """
    body = plain_digits(text).replace("两点", "2点")
    match = _HOUR.fullmatch(body)
    if match:
        part, hour_text, minutes, quarter, more_minutes = match.groups()
        hour = int(hour_text)
        minute = _QUARTERS[quarter] if quarter else int(minutes or more_minutes or 0)
        if hour < 24 and minute < 60:  # noqa: PLR2004 - the hours of a day, the minutes of an hour
            return f"{_hour_in(part, hour, text):02}:{minute:02}"
    _check_one(body, text)
    raise UsageError(f"无法识别时刻“{shown(text)}”。请写成 9:00、上午9点或下午2点半。")


def split_off(text: str) -> tuple[str, str] | None:
    """Return the day and the hour of a text with both, such as 10月15日上午9点; None where no hour follows a day.

    A number needs a word before it, 日, 号 or a blank: 10月15日9点 and 10/15 9:00.
    """
    parts = "|".join(_PARTS_OF_DAY)
    match = re.fullmatch(rf"(.*?\S)(?:(?<=[日号天])\s*|\s+|(?={parts}))((?:{parts})?\S+)", text.strip())
    if match is None or not _HOUR.fullmatch(plain_digits(match.group(2))):
        return None
    return match.group(1), match.group(2)


def _check_one(body: str, text: str) -> None:
    first, dash, _ = body.replace("-", "~").partition("~")
    for beginning in (first, f"{first}点"):  # 9点 of 9-11点
        if dash and _HOUR.fullmatch(beginning):
            raise UsageError(f"“{shown(text)}”是一段时间。请只写开始的时刻：{beginning}。")


def _hour_in(part: str | None, hour: int, text: str) -> int:
    """Return the hour, 0 to 23, of an hour that is typed after a part of the day."""
    if part is None:
        return hour
    hours = _PARTS_OF_DAY[part]
    if hour in hours:
        return hour
    if 0 < hour < 12 and hour + 12 in hours:  # noqa: PLR2004 - the hours of half a day
        return hour + 12
    if hour in {0, 12}:  # midnight belongs to two days, and noon to two halves
        raise UsageError(f"“{shown(text)}”说不清是几点。请按 24 小时写，如 0:00 或 12:00。")
    raise UsageError(f"“{shown(text)}”前后不符：{part}没有 {hour} 点。请按 24 小时写，如 9:00 或 14:00。")
