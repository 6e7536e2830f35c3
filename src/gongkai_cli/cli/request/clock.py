"""The clock: it is read here and passed down."""

from datetime import date, datetime, timedelta, timezone

from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.vocabulary import LAST_YEAR
from gongkai_cli.errors import RefusedError

OFFICE = timezone(timedelta(hours=8))
"""The office's time, UTC+8 wherever the program runs. It needs no zone data, since Windows has none."""

_PROGRAM_BEGAN = 2024  # a clock with an earlier year is wrong


def now() -> datetime:
    """Return the present moment in the office's time.

    Raises:
        RefusedError: the computer's clock is plainly wrong, as with a dead battery.
    """
    moment = as_set()
    if not _PROGRAM_BEGAN <= moment.year <= LAST_YEAR:
        raise _wrong(f"是 {chinese_day(moment.date())}，")
    return moment


def today() -> date:
    """Return the office's day; raises as `now`."""
    return now().date()


def as_set() -> datetime:
    """Return the moment on the computer's clock, right or wrong.

    Nothing in the ledger may be dated by it.

    Raises:
        RefusedError: Python has no date for the moment.
    """
    try:
        return datetime.now(OFFICE)
    except (OverflowError, ValueError, OSError):
        raise _wrong("超出 9999 年，") from None


def _wrong(shown: str) -> RefusedError:
    return RefusedError(
        f"电脑的日期{shown}显然不对，未执行。请先校准电脑的日期和时间；只是查看时，也可以用 --as-of 写明日期。"
    )
