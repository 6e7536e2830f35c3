"""The paper of a sheet: its room for columns and rows, and the set-up of the print."""

from collections.abc import Mapping
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

_MARGIN = 0.4  # inches, left and right
_TOP, _BOTTOM = 0.6, 0.7  # inches; the foot has the page number
_PIXELS_OF_A_CHARACTER, _PIXELS_BESIDE = 7, 5  # of a column, as Excel counts its width
MOST_BREAKS = 1023
"""The most page breaks of a sheet, as Excel takes them."""


class Paper(NamedTuple):
    """A paper that lies across.

    Attributes:
        code: Excel's number for it.
        pixels: the room for columns, with a small reserve: a page that is full to the last pixel would be made smaller.
        points: the room for rows.
    """

    code: int
    pixels: int
    points: int

    def characters(self, columns: int) -> float:
        """Return the sum of the widths of so many columns that fill the paper."""
        return (self.pixels - columns * _PIXELS_BESIDE) / _PIXELS_OF_A_CHARACTER


PAPERS: Mapping[str, Paper] = {"A4": Paper(9, 1030, 490), "A3": Paper(8, 1490, 735)}
"""Name → paper, the usual one first."""


def pixels(width: float) -> int:
    """Return the pixels of a column of so many characters."""
    return int(width * _PIXELS_OF_A_CHARACTER + 0.5) + _PIXELS_BESIDE


def set_up_print(sheet: Worksheet, paper: Paper, last_row: int, last_column: int) -> None:
    """Set up the print of a sheet: its area begins in the first cell, and its pages count from 1.

    The letters keep their size, since the columns fit. Only where a program's columns are wider does it make them
    smaller.
    """
    sheet.set_landscape()
    sheet.set_paper(paper.code)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_TOP, bottom=_BOTTOM)
    sheet.center_horizontally()
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_start_page(1)
    sheet.set_footer("&C&A　第 &P 页")
