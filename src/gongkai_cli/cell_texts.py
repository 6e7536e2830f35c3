"""Texts in the cells of workbooks: a text comes back exactly as it was written."""

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 32_767
"""The most characters of a cell, as Excel counts them (see `excel_length`)."""

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
    def _escape_control_characters(data: str) -> str:
        return _ESCAPED.sub(_escape, data)


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
