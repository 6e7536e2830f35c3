"""Texts as a person typed them, cleaned."""

from gongkai_cli.domain.text import clean_text, is_empty, shown
from gongkai_cli.errors import UsageError

_LOST = "\ufffd"
"""The mark for a character that a conversion has lost."""


def visible(text: str | None, source: str) -> str | None:
    """Return a text cleaned; None if nothing was typed.

    Args:
        text: the text as typed.
        source: its option or variable, for the message.

    Raises:
        UsageError: nothing of the text can be seen.
    """
    cleaned = clean_text(text or "")
    if cleaned and not is_empty(cleaned):
        return cleaned
    if text and text.strip():
        raise UsageError(f"{source} 的文字里没有能显示的字。请重新输入，再运行一次。")
    return None


def to_record(text: str | None, source: str) -> str | None:
    """Return a text cleaned for the ledger; None if nothing was typed.

    Raises:
        UsageError: as `visible`, or a conversion has lost characters; the ledger would keep the gap forever.
    """
    cleaned = visible(text, source)
    if cleaned and _LOST in cleaned:
        raise UsageError(f"{source} 的“{shown(cleaned)}”里有“{_LOST}”，是转换编码时丢掉的字。请重新输入，再运行一次。")
    return cleaned
