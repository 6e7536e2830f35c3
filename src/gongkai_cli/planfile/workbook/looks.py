"""How a plan workbook looks: the formats of its cells, and the heights of its rows."""

from math import ceil
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format

LINE_HEIGHT = 14
"""The height of a line in points."""

_MOST_HEIGHT = 409  # points


class Looks(NamedTuple):
    """The cell formats of the workbook."""

    title: Format
    how: Format
    heading: Format
    text: Format
    number: Format
    below: Format
    """Of cells below the last row: what is typed there stays a text."""

    @classmethod
    def of(cls, workbook: Workbook) -> "Looks":
        """Make the formats of a workbook."""

        def made(**look: Any) -> Format:
            return workbook.add_format(
                {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, **look}
            )

        return cls(
            title=made(font_name="黑体", font_size=16, text_wrap=False),
            how=made(font_color="#7F6000", text_wrap=False),
            heading=made(bold=True, align="center", border=1, bg_color="#D9E1F2", num_format="@"),
            text=made(border=1, num_format="@"),
            number=made(border=1, align="center", num_format="0"),
            below=made(num_format="@"),
        )


def row_height(lines: int) -> int:
    """Return the height of a row whose fullest cell has so many lines, in points."""
    return min(LINE_HEIGHT * lines + 4, _MOST_HEIGHT)


def line_count(value: str | int, width: int) -> int:
    """Return the number of lines that a value takes in a column."""
    return sum(max(1, ceil(_cells_of(line) / (width - 1))) for line in str(value).split("\n"))


def _cells_of(line: str) -> int:
    return sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in line)
