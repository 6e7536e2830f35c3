"""Numbers as people type them, also with full-width digits or invisible characters."""

import re

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR
from gongkai_cli.errors import UsageError

MOST = 999_999_999
"""The largest number with a meaning here."""

MOST_TASK = 999
"""The largest number of a task."""

_DASHES = "[-‐-―−〜∼~至到]+"


def whole_number(text: str, refusal: str, *, most: int = MOST) -> int:
    """Return a whole number from 0 to `most`.

    Args:
        text: the digits.
        refusal: the message if it is no such number.
        most: the largest number that is accepted.

    Raises:
        UsageError: it is no such number.
    """
    digits = plain(text).strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST))
    if not is_number or int(digits) > most:
        raise UsageError(refusal)
    return int(digits)


def task_number(text: str) -> int:
    """Return a task's number, written as 7, 任务7 or 第7项.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(_counted(text, "任务", "项"), f"“{shown(text)}”不是任务序号。请写数字，如 7。")


def task_numbers(texts: list[str]) -> list[int]:
    """Return the numbers in words such as `3`, `5-7`, `5~7` and `9,11`.

    Each number comes once, in the order of the words.

    Raises:
        UsageError: a word is neither a number nor a span of numbers.
    """
    numbers: list[int] = []
    for text in texts:
        if not any(mark.isdecimal() for mark in text):
            advice = "请写数字，如 7；单位写在 --dept 后面，带空格的文字要加引号"
            raise UsageError(f"“{shown(text)}”不是任务序号。{advice}。")
        for piece in re.split("[,、;]", plain(text)):
            numbers += _span(piece, text)
    return list(dict.fromkeys(numbers))


def _span(piece: str, text: str) -> range:
    """Return the numbers of a piece such as `3` or `5-7`.

    Args:
        piece: one number or one span.
        text: the word around it, for the message.
    """
    first, dash, last = re.sub(_DASHES, "-", piece).partition("-")
    start = task_number(first)
    end = task_number(last) if dash else start
    if end < start:
        raise UsageError(f"“{shown(text)}”前大后小。请写成 {end}-{start}。")
    if end - start > MOST_TASK:  # the span would fill the memory
        raise UsageError(f"“{shown(text)}”太长。任务序号最大是 {MOST_TASK}。")
    return range(start, end + 1)


def activity_number(text: str) -> int:
    """Return an activity's number, written as 17, 活动17 or 第17场.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(_counted(text, "活动", "场"), f"“{shown(text)}”不是活动序号。请写数字，如 17。")


def change_number(text: str, refusal: str) -> int:
    """Return a change's number in the ledger, written as 24 or 第24号; raises as `whole_number`."""
    return whole_number(_counted(text, "台账", "号"), refusal)


def _counted(text: str, kind: str, counter: str) -> str:
    """Return the digits of a number with words around it, such as 第7项 or 任务7, and with a full stop behind."""
    digits = plain(text).strip().rstrip("。.")
    return digits.removeprefix(kind).removeprefix("第").removesuffix(counter).removesuffix("号")


def year_number(text: str) -> int:
    """Return the year after `--year`, written as 2025 or 2025年度.

    Raises:
        UsageError: it is no year, or too early or late.
    """
    refusal = f"“{shown(text)}”不是年度。--year 后面请写 {FIRST_YEAR} 到 {LAST_YEAR} 的数字，如 2025。"
    digits = plain(text).strip().removesuffix("度").removesuffix("年")
    year = whole_number(digits, refusal, most=LAST_YEAR)
    if year < FIRST_YEAR:
        raise UsageError(refusal)
    return year
