"""Numbers as people type them."""

from unicodedata import normalize

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR
from gongkai_cli.errors import UsageError

MOST = 999_999_999
"""The largest number with a meaning here."""

MOST_TASK = 999
"""The largest number of a task."""


def whole_number(text: str, refusal: str, *, most: int = MOST) -> int:
    """Return a whole number from 0 to `most`.

    Args:
        text: the digits.
        refusal: the message if it is no such number.
        most: the largest number that is accepted.

    Raises:
        UsageError: it is no such number.
    """
    digits = text.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST))
    if not is_number or int(digits) > most:
        raise UsageError(refusal)
    return int(digits)


def task_number(text: str) -> int:
    """Return a task's number, written as 7 or 任务7.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(text.strip().removeprefix("任务"), f"“{shown(text)}”不是任务序号。请写数字，如 7。")


def task_numbers(texts: list[str]) -> list[int]:
    """Return the numbers in words such as `3`, `5-7` and `9,11`.

    Each number comes once, in the order of the words.

    Raises:
        UsageError: a word is neither a number nor a span of numbers.
    """
    numbers: list[int] = []
    for text in texts:
        for piece in text.replace("，", ",").replace("、", ",").split(","):
            numbers += _span(piece, text)
    return list(dict.fromkeys(numbers))


def _span(piece: str, text: str) -> range:
    """Return the numbers of a piece such as `3` or `5-7`.

    Args:
        piece: one number or one span.
        text: the word around it, for the message.
    """
    first, dash, last = piece.replace("–", "-").replace("—", "-").partition("-")
    start = task_number(first)
    end = task_number(last) if dash else start
    if end < start:
        raise UsageError(f"“{shown(text)}”前大后小。请写成 {end}-{start}。")
    if end - start > MOST_TASK:  # the span would fill the memory
        raise UsageError(f"“{shown(text)}”太长。任务序号最大是 {MOST_TASK}。")
    return range(start, end + 1)


def activity_number(text: str) -> int:
    """Return an activity's number, written as 17 or 活动17.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(text.strip().removeprefix("活动"), f"“{shown(text)}”不是活动序号。请写数字，如 17。")


def year_number(text: str) -> int:
    """Return the year after `--year`, written as 2025 or 2025年度.

    Raises:
        UsageError: it is no year, or too early or late.
    """
    refusal = f"“{shown(text)}”不是年度。--year 后面请写 {FIRST_YEAR} 到 {LAST_YEAR} 的数字，如 2025。"
    digits = normalize("NFKC", text).strip().removesuffix("度").removesuffix("年")
    year = whole_number(digits, refusal, most=LAST_YEAR)
    if year < FIRST_YEAR:
        raise UsageError(refusal)
    return year
