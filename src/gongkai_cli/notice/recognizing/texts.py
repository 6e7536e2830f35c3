"""Text of a notice in one spelling, and cut at marks that stand outside brackets."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from gongkai_cli.planfile.slips.names import clean_name

_OPENING = "（([【〔［{〈《“"
_CLOSING = "）)]】〕］}〉》”"
PAIRS = dict(zip(_OPENING, _CLOSING, strict=True))
"""Opening bracket → the closing one."""

_WIDE = str.maketrans("(),;:?!［］", "（），；：？！[]")
_DIGITS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_BLANKS = re.compile(r"[\s\u3000]+")


class Piece(NamedTuple):
    """A part of a text, and the mark in front of it; empty at the beginning."""

    text: str
    mark: str


def plain(text: str) -> str:
    """Return a text with Chinese signs, ASCII digits and letters, and no invisible characters; line ends stay."""
    lines = [clean_name(line) for line in text.split("\n")]
    return "\n".join(lines).translate(_WIDE).translate(_DIGITS)


def without_blanks(text: str) -> str:
    """Return a text without blanks and line ends."""
    return _BLANKS.sub("", text)


def depths(text: str) -> list[int]:
    """Return how many brackets are open at each character.

    A bracket itself counts as inside; one without its partner counts for nothing.
    """
    changes = [0] * (len(text) + 1)
    for start, end in _pairs(text):
        changes[start] += 1
        changes[end + 1] -= 1
    return list(accumulate(changes[:-1]))


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of brackets and their partners."""
    waiting: list[int] = []
    for place, letter in enumerate(text):
        if letter in PAIRS:
            waiting.append(place)
        elif letter in _CLOSING:
            for back in range(len(waiting) - 1, -1, -1):
                if PAIRS[text[waiting[back]]] == letter:
                    yield waiting[back], place
                    del waiting[back:]
                    break


def cut(text: str, marks: str) -> Iterator[Piece]:
    """Yield the parts of a text between marks outside brackets; empty parts are left out."""
    levels = depths(text)
    begin, mark = 0, ""
    for place, letter in enumerate(text):
        if letter in marks and levels[place] == 0:
            if text[begin:place].strip():
                yield Piece(text[begin:place].strip(), mark)
            begin, mark = place + 1, letter
    if text[begin:].strip():
        yield Piece(text[begin:].strip(), mark)


def is_balanced(text: str) -> bool:
    """Return whether every bracket of a text is closed."""
    closers: list[str] = []
    for letter in text:
        if letter in PAIRS:
            closers.append(PAIRS[letter])
        elif letter in _CLOSING and (not closers or closers.pop() != letter):
            return False
    return not closers
