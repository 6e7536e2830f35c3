"""Texts in the cells of workbooks: a text comes back exactly as it was written, and its row is high enough."""

import re
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_767
"""The most characters of a cell, as Excel counts them (see `excel_length`)."""

LINE_HEIGHT = 14
"""The height of a line in points."""

_MOST_HEIGHT = 409  # points
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class ExactSheet(Worksheet):  # type: ignore[misc]  # the library has annotations, and no marker for them
    """A sheet that keeps every text as it is.

    The library would take a text between `<r>` and `</r>` for markup. Of two escapes with a common underscore it
    would see only one.
    """

    def _xml_rich_inline_string(self, string: str, attributes: list[Any]) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(data: str | float) -> str:
        return _ESCAPED.sub(_escape, str(data))  # the bounds of a validation are numbers


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
