"""Years, months and quarters relative to today, written out: 上月15日, 今年10月8日, 去年第四季度, 24年10月8日."""

import re
from datetime import date

from gongkai_cli.domain.typed_days.numerals import plain_digits

STEPS = {"上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "当": 0, "下": 1, "下个": 1}
"""A word before a week, month or quarter → how many lie between it and this one."""

_YEAR_STEPS = {"去": -1, "今": 0, "本": 0, "明": 1}
_MONTHS = 12

_YEAR = re.compile(f"({'|'.join(_YEAR_STEPS)})年")
_MONTH = re.compile(r"(上个?|本|这个?|当|下个?)月")
_QUARTER = re.compile(r"(上个?|本|这个?|下个?)季度")
_SHORT_YEAR = re.compile(r"(?<![0-9])([0-9]{2})年")
_LISTED_QUARTER = re.compile(r"(?<![0-9])([0-9])(?=(?:[-~、,和及]第?[0-9])+季度)")


def written_out(text: str, today: date) -> str:
    """Return typed text in plain digits, with its years, months and quarters written out.

    上月15日 becomes 2024年9月15日, and 三、四季度 becomes 3季度、4季度.

    Args:
        text: the text as typed.
        today: the day that 今年, 本月 and 本季度 mean.
    """
    body = re.sub("季(?!度)", "季度", plain_digits(text))
    body = _LISTED_QUARTER.sub(r"\1季度", body)
    body = _SHORT_YEAR.sub(r"20\1年", body)

    def year(match: re.Match[str]) -> str:
        return f"{today.year + _YEAR_STEPS[match.group(1)]:04}年"

    def month(match: re.Match[str]) -> str:
        count = today.year * _MONTHS + today.month - 1 + STEPS[match.group(1)]
        return f"{count // _MONTHS:04}年{count % _MONTHS + 1}月"

    def quarter(match: re.Match[str]) -> str:
        count = today.year * 4 + (today.month - 1) // 3 + STEPS[match.group(1)]
        return f"{count // 4:04}年第{count % 4 + 1}季度"

    return _QUARTER.sub(quarter, _MONTH.sub(month, _YEAR.sub(year, body)))
