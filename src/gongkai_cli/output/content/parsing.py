"""Turn the texts of a sheet's cells back into values.

The texts are those that CSV has: 60%, 2024-09-30, 是. Every function raises ValueError for a text of another kind.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gongkai_cli.domain.text import split_names
from gongkai_cli.domain.vocabulary import FORM_NOT_SET, Form


def parse_text(text: str) -> str | None:
    """Return the text, or None for an empty cell."""
    return text or None


def parse_number(text: str) -> int | None:
    """Return the number, or None for an empty cell."""
    return int(text) if text else None


def parse_percent(text: str) -> float | None:
    """Return the percent (0 to 100), or None for an empty cell."""
    if not text:
        return None
    if not text.endswith("%"):
        raise ValueError(text)
    return float(text.removesuffix("%"))


def parse_names(text: str) -> tuple[str, ...]:
    """Return the names between 、."""
    return split_names(text)


def parse_form(text: str) -> Form | str | None:
    """Return a known form of activities, another one as it is written, or None where there is none."""
    if text in {"", FORM_NOT_SET}:
        return None
    return next((form for form in Form if form.word == text), text)


def parse_links(text: str) -> tuple[str, ...]:
    """Return the addresses between blanks."""
    return tuple(text.split())


def parse_day(text: str) -> date | None:
    """Return the day, or None for an empty cell."""
    return date.fromisoformat(text) if text else None


def day_parser(absent: str | None) -> Callable[[str], date | None]:
    """Return a parser of days that takes the text `absent` for None."""

    def parse(text: str) -> date | None:
        return None if text == absent else parse_day(text)

    return parse


def word_parser(words: Mapping[Any, str]) -> Callable[[str], Any]:
    """Return a parser of words. It returns the code of a word, or None for an empty cell."""
    codes = {word: code for code, word in words.items()}

    def parse(text: str) -> Any:
        if text in codes:
            return codes[text]
        if text:
            raise ValueError(text)
        return None

    return parse
