"""Whole numbers as people type them."""

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
