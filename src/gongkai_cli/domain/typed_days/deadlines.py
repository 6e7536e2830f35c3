"""Deadlines as plans print them: 7月底前, 第三季度, 年底前, 2028年底, 长期坚持."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.domain.vocabulary import ONGOING

ONGOING_WORDS = frozenset(
    {
        ONGOING,
        "持续开展",
        "持续",
        "长期坚持",
        "长期推进",
        "长期开展",
        "长期",
        "常态化",
        "常态化推进",
        "常态化开展",
        "常态推进",
    }
)
"""The words for a task without a deadline."""

EXAMPLES = "9月底前、9月30日前、第三季度、上半年、年底前、2028年底，或 持续推进、长期坚持、常态化"
"""Words that are understood, for a message."""

_LAST_MONTH = 12
_TAIL = re.compile(r"(?:以前|之前|前)?(?:完成)?$")
_FORM = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?"
    r"(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号]|(?P<part>[上中下]旬)|[底末份])?"
    r"|第?(?P<quarter>[1-4])季度[底末]?"
    r"|(?P<half>[上下]半年)"
    r"|(?:年|(?<=年))[底末内]"
    r"|全年|(?<=年))"
)
_PARTS = {"上旬": 10, "中旬": 20}


class Period(NamedTuple):
    """The days within which a deadline without a year lies: a plan's first year, its issue and its last day."""

    year: int
    issued_on: date
    last_day: date


def is_ongoing(words: str) -> bool:
    """Return whether words stand for a task without a deadline."""
    return words in ONGOING_WORDS


def deadline_day(words: str, period: Period) -> date | None:
    """Return the last day of a printed deadline; None where the words are no deadline, or there is no such day.

    A year that is not printed is that in which the day lies in the plan's period; else the plan's own.
    """
    body = _TAIL.sub("", plain_digits(words))
    match = _FORM.fullmatch(body)
    if match is None:
        return None
    if match["year"]:
        return _day(match, int(match["year"]))
    years = (*range(period.year, period.last_day.year + 2), period.year - 1)
    days = list(filter(None, (_day(match, year) for year in years)))
    within = [day for day in days if period.issued_on <= day <= period.last_day]
    return next(iter([*within, *days]), None)


def due_day(due: date | str | None, period: Period) -> date | None:
    """Return the day of a deadline that is a day or words; None where it has none."""
    return deadline_day(due, period) if isinstance(due, str) else due


def _day(match: re.Match[str], year: int) -> date | None:
    month, day = _LAST_MONTH, None
    if match["month"]:
        month = int(match["month"])
        day = _PARTS.get(match["part"] or "") or (int(match["day"]) if match["day"] else None)
    elif match["quarter"]:
        month = 3 * int(match["quarter"])
    elif match["half"] == "上半年":
        month = 6
    if not 1 <= month <= _LAST_MONTH:
        return None
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, last)
    return date(year, month, day) if 1 <= day <= last else None
