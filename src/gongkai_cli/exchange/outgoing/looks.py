"""How a unit's workbook looks: the formats of its cells, and the page on which it prints."""

from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

TEXT_FONT = {"font_name": "宋体", "font_size": 10}
"""The font of the text, and of the style Normal.

Widths of columns count digits of the font of Normal. So the columns fit on the page with any font that takes the place
of this one, and the text prints in at least 9 points.
"""

_A4 = 9  # Excel's number for the paper
_MARGIN = 0.25  # inches


class Looks(NamedTuple):
    """The cell formats of a workbook. Grey cells are for reading, open ones are filled in."""

    title: Format
    line: Format
    heading: Format
    grey: Format
    grey_middle: Format
    open_text: Format
    open_percent: Format
    open_number: Format
    help: Format

    @classmethod
    def of(cls, workbook: Workbook) -> "Looks":
        """Make the formats of a workbook."""
        # Pasting brings the style Normal. Where it is locked, nobody can correct a pasted text.
        workbook.formats[0].set_locked(0)

        def made(**look: Any) -> Format:
            return workbook.add_format({**TEXT_FONT, "valign": "vcenter", **look})

        cell = {"border": 1, "text_wrap": True}
        grey = {**cell, "bg_color": "#F2F2F2", "num_format": "@", "locked": True}
        open_cell = {**cell, "locked": False}
        return cls(
            title=made(font_name="黑体", font_size=16, align="center", locked=True),
            line=made(locked=True),
            heading=made(**cell, bold=True, align="center", bg_color="#D9E1F2", num_format="@", locked=True),
            grey=made(**grey),
            grey_middle=made(**grey, align="center"),
            open_text=made(**open_cell, num_format="@"),
            open_percent=made(**open_cell, num_format="0", align="center"),
            open_number=made(**open_cell, num_format="0", align="center"),
            help=made(font_size=12, text_wrap=True, valign="top", locked=True),
        )


def set_page(sheet: Worksheet, heading_row: int) -> None:
    """Print a sheet on A4 landscape, with its headings on every page and the page numbers below.

    Args:
        sheet: the sheet.
        heading_row: the row of the headings, from 0.
    """
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading_row)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.freeze_panes(heading_row + 1, 3)
