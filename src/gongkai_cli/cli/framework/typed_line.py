"""A command line as a shell hands it over for completion."""

from typing import NamedTuple

_LIVE = frozenset("$`*?[]{}()<>|&;!#~^")
"""The characters that a shell may act upon outside of quotes."""

_LIVE_IN_DOUBLE_QUOTES = frozenset("$`!")


class TypedWord(NamedTuple):
    """A word of a command line."""

    text: str
    """The word as the program gets it."""
    raw: str = ""
    """The word as it is on the line, with its quotes and backslashes."""
    quote: str = ""
    """The quote that is still open at its end."""
    opened: int = 0
    """The place in `raw` after the last opening quote."""
    bare: str = ""
    """`raw` with a NUL for each quote and each quoted character."""
    is_literal: bool = True
    """Whether the shell takes it as written: it expands nothing, and no backslash waits at the end."""


def split(line: str, *, fish: bool = False) -> list[TypedWord]:
    """Split a line into its words. A blank at the end begins an empty word.

    Args:
        line: the line up to the cursor.
        fish: whether a backslash has a meaning within single quotes.
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
    """Say whether a backslash quotes the character after it."""
    if quote == "'":
        return fish and following in {"\\", "'"}
    if quote == '"':
        return following in {"", "$", "`", '"', "\\"}
    return True


def _is_live(mark: str, quote: str) -> bool:
    if quote == '"':
        return mark in _LIVE_IN_DOUBLE_QUOTES
    return not quote and mark in _LIVE
