"""Numbers as people type them: whole ones, and those of tasks and activities."""

from gongkai_cli.domain.text import shown
from gongkai_cli.errors import UsageError

MOST = 999_999_999
"""The largest number that anything here can mean."""


def whole_number(text: str, refusal: str, *, most: int = MOST) -> int:
    """Return the whole number, 0 or more, that `text` is.

    Raises:
        UsageError: it is none, or larger than `most`; the message is `refusal`.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST)) and int(digits) <= most):
        raise UsageError(refusal)
    return int(digits)


def task_number(text: str) -> int:
    """Return a task's number, written as 7 or 任务7.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(text.strip().removeprefix("任务"), f"“{shown(text)}”不是任务序号。请写数字，如 7。")


def task_numbers(texts: list[str]) -> list[int]:
    """Return the numbers that words such as `3`, `5-7` and `9,11` name, in order and each once.

    Raises:
        UsageError: a word is neither a number nor a span of numbers.
    """
    numbers: list[int] = []
    for text in texts:
        for piece in text.replace("，", ",").replace("、", ",").split(","):
            first, dash, last = piece.replace("–", "-").replace("—", "-").partition("-")
            start = task_number(first)
            end = task_number(last) if dash else start
            if end < start:
                raise UsageError(f"“{shown(text)}”前大后小。请写成 {end}-{start}。")
            if end - start > 999:  # noqa: PLR2004 - the largest number a task can have
                raise UsageError(f"“{shown(text)}”太长。任务序号最大是 999。")
            numbers += range(start, end + 1)
    return list(dict.fromkeys(numbers))


def activity_number(text: str) -> int:
    """Return an activity's number, written as 17 or 活动17.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(text.strip().removeprefix("活动"), f"“{shown(text)}”不是活动序号。请写数字，如 17。")
