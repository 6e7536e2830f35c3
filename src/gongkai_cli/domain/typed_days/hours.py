"""The hour of an activity: 9:00, 上午9点, 下午2点半."""

import re

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.errors import UsageError

_HOUR = re.compile(r"(上午|早上|中午|下午|晚上)?([0-9]{1,2})(?::([0-9]{2})|[点时](半|([0-9]{1,2})分?)?)(?:整)?")
_AFTERNOON = {"下午", "晚上"}


def parse_hour(text: str) -> str:
    """Return a time of day as 09:00; it understands 9:00, 9点, 上午9点半 and 下午2:30.

    Raises:
        UsageError: the form is unknown, or there is no such time.
    """
    match = _HOUR.fullmatch(plain_digits(text))
    if match:
        half, hour_text, minutes, _, more_minutes = match.groups()
        hour, minute = int(hour_text), int(minutes or more_minutes or 0)
        if match.group(4) == "半":
            minute = 30
        if half in _AFTERNOON and hour < 12:  # noqa: PLR2004 - the hours of half a day
            hour += 12
        if hour < 24 and minute < 60:  # noqa: PLR2004 - the hours of a day, the minutes of an hour
            return f"{hour:02}:{minute:02}"
    raise UsageError(f"看不懂时刻“{shown(text)}”。请写成 9:00、上午9点或下午2点半。")
