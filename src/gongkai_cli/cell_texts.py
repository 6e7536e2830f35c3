"""Texts in the cells of workbooks: a text comes back exactly as it was written, and its row is high enough."""

import re
from math import ceil
from unicodedata import east_asian_width

MOST_CHARACTERS = 32_767
"""The most characters of a cell, as Excel counts them (see `excel_length`)."""

LINE_HEIGHT = 14
"""The height of a line in points."""

_MOST_HEIGHT = 409  # points
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """Return the text that a sheet must hold to show `text`: control characters and escapes are escaped."""
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def excel_length(text: str) -> int:
    """Return the number of characters as Excel counts: a rare one takes two.

    Raises:
        UnicodeEncodeError: Excel cannot hold a lone surrogate.
    """
    return len(text.encode("utf-16-le")) // 2


def unescaped(text: str) -> str:
    """Return the text that a sheet holds as `text`, with the escapes of its file."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def row_height(lines: int) -> int:
    """Return the height of a row whose fullest cell has so many lines, in points."""
    return min(LINE_HEIGHT * lines + 4, _MOST_HEIGHT)


def line_count(value: str | int, width: int) -> int:
    """Return the number of lines that a value takes in a column."""
    return sum(max(1, ceil(_cells_of(line) / (width - 1))) for line in str(value).split("\n"))


def _cells_of(line: str) -> int:
    return sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in line)
