"""Texts as a person typed them, cleaned."""

from collections.abc import Sequence

from gongkai_cli.cli.settings.given import Given, given
from gongkai_cli.domain.text import clean_text, is_empty, shown
from gongkai_cli.domain.vocabulary import Said, SettingSource
from gongkai_cli.errors import UsageError

_SYNONYMS = {
    "进展情况": Said.NOTE,
    "存在问题": Said.PROBLEM,
    "下一步": Said.NEXT,
    "措施": Said.NEXT,
    "佐证链接": Said.LINK,
    "链接": Said.LINK,
}
"""Other words for the texts of a report."""

THIS_MONTH = "本月"
"""The period of reports where none is given."""

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


def said_word(text: str) -> Said:
    """Return the text of a report that a word names: `problem`, 问题, 存在问题.

    Raises:
        UsageError: it names none.
    """
    return _SYNONYMS.get(text.strip()) or Said.parse(text, "内容")


def usual_period(written: str | None) -> Given:
    """Return the period of reports: as written after `--period`, of the settings, or this month."""
    if written is not None:
        return Given("period", written, SettingSource.OPTION)
    return given("period") or Given("period", THIS_MONTH, SettingSource.DEFAULT)


def unit_names(texts: Sequence[str]) -> list[str]:
    """Return the unit names in texts such as `县司法局、县教育局`."""
    pieces = [piece.strip() for text in texts for piece in text.replace("，", "、").replace(",", "、").split("、")]
    names = [piece for piece in pieces if piece]
    return names or list(texts)
