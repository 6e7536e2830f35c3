"""A command line as a shell hands it over for completion: its words, and how the last one is written so far."""

from typing import NamedTuple

_LIVE = frozenset("$`*?[]{}()<>|&;!#~^")
"""Marks that a shell may act upon where they stand without quotes or a backslash."""


class TypedWord(NamedTuple):
    """A word of a command line."""

    text: str
    """The word as the program will get it."""
    raw: str = ""
    """The word as it stands on the line, with its quotes and backslashes."""
    quote: str = ""
    """The quote that is still open at its end."""
    opened: int = 0
    """The place in `raw` after the quote that was opened last."""
    bare: str = ""
    """`raw` with a NUL for each mark that is quoted, or a quote."""
    is_literal: bool = True
    """Whether the shell takes it as written: nothing in it is expanded, and no backslash waits at its end."""


def split(line: str, *, fish: bool = False) -> list[TypedWord]:
    """Split a line into its words; after a blank at the end comes a word that is empty so far.

    Args:
        line: the line up to the cursor.
        fish: whether backslashes have a meaning within single quotes.
    """
    words: list[TypedWord] = []
    rest = line.lstrip()
    while rest:
        word = _first_word(rest, fish=fish)
        words.append(word)
        after = rest[len(word.raw) :]
        rest = after.lstrip()
        if after and not rest:
            words.append(TypedWord(""))
    return words


def _first_word(line: str, *, fish: bool) -> TypedWord:
    text, bare, quote, opened, is_literal = "", "", "", 0, True
    while len(bare) < len(line):
        mark, following = line[len(bare)], line[len(bare) + 1 : len(bare) + 2]
        if not quote and mark.isspace():
            break
        if mark == "\\" and _escapes(quote, following, fish=fish):
            text += following
            bare += "\0" * len(mark + following)
            is_literal = is_literal and bool(following)
        elif not quote and mark in "'\"":
            quote, opened = mark, len(bare) + 1
            bare += "\0"
        elif mark == quote:
            quote = ""
            bare += "\0"
        else:
            text += mark
            bare += "\0" if quote else mark
            is_literal = is_literal and not _is_live(mark, quote)
    return TypedWord(text, line[: len(bare)], quote, opened, bare, is_literal)


def _escapes(quote: str, following: str, *, fish: bool) -> bool:
    """Say whether a backslash takes the meaning from the mark that follows it."""
    if quote == "'":
        return fish and following in {"\\", "'"}
    if quote == '"':
        return following in {"", "$", "`", '"', "\\"}
    return True


def _is_live(mark: str, quote: str) -> bool:
    if quote == '"':
        return mark in "$`!"
    return not quote and mark in _LIVE
