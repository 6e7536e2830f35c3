"""Phrases of several papers: titles in their signs, periods in words."""

from datetime import date

from gongkai_cli.domain.reporting.periods import period_words

_WITHIN_QUOTES = str.maketrans("“”", "‘’")
_WITHIN_TITLE = str.maketrans("《》", "〈〉")


def quoted(text: str) -> str:
    """Return a text in quotation marks; those within it become single ones."""
    return f"“{text.translate(_WITHIN_QUOTES)}”"


def book_title(text: str) -> str:
    """Return the title of a document in 《》; those within it become single ones."""
    return f"《{text.translate(_WITHIN_TITLE)}》"


def sentence(text: str) -> str:
    """Return a recorded text as a sentence with one sign at its end."""
    bare = text.rstrip("。；，、;,")
    return bare if bare.endswith(("！", "？", "!", "?", "……")) else f"{bare}。"


def period_in_text(first: date, last: date, year: int) -> str:
    """Return a period as a sentence names it: 9月, 第三季度, 9月1日至15日, 2024年11月至2025年2月.

    Args:
        first: its first day.
        last: its last day.
        year: the year that is not written where all days are in it.
    """
    unwritten = year if first.year == last.year else 0
    return period_words(first, last, unwritten).replace("-", "至")
