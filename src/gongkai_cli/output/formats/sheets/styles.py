"""The looks of the cells of a workbook."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from gongkai_cli.output.listing import Kind, Tone

TITLE_SCALE = 1.8
"""The size of the title over that of the body."""

_FONT_SIZE = 10  # points; 9 is the least that a reader of a print takes
_FONT = "宋体"

DEFAULTS: Mapping[str, Any] = {"default_format_properties": {"font_name": "Arial", "font_size": _FONT_SIZE}}
"""The library's options for a workbook.

The width of a column counts digits of this font. Every system has it, or one with the same widths; for 宋体 some have
none, and their columns would not fit the page.
"""

_FILLS = {
    Tone.GOOD: ("#C6EFCE", "#006100"),
    Tone.BUSY: ("#DDEBF7", "#1F4E79"),
    Tone.WARNING: ("#FFEB9C", "#7F6000"),
    Tone.BAD: ("#FFC7CE", "#9C0006"),
    Tone.FAINT: ("#EDEDED", "#595959"),
}
"""Tone → colour of the cell, and of its text."""

_CENTRED = {Kind.NUMBER, Kind.PERCENT, Kind.DAY, Kind.MOMENT, Kind.WORD}
_AS_TEXT = "@"  # text that somebody types into such a cell stays text too
_NUMBER_FORMATS = {Kind.NUMBER: "General", Kind.PERCENT: "0%", Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
_LINK: Mapping[str, Any] = {"font_color": "#0563C1", "underline": 1}
_TOTAL: Mapping[str, Any] = {"bold": True, "bg_color": "#F2F2F2", "align": "center", "border": 1}

DATA_BAR: Mapping[str, Any] = {
    "type": "data_bar",
    "bar_color": "#9DC3E6",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
    "min_length": 0,  # percents of the cell; else 0% has a bar of a tenth
    "max_length": 100,
}
"""The bar behind a percent. Its full length is 100%, and 0% has none."""


class Styles:
    """The cell formats of a workbook, each made once.

    Args:
        workbook: the workbook.
        is_boxed: each cell has lines of its own. A long table gets its lines by a condition, without a write for each
            empty cell.
    """

    def __init__(self, workbook: Workbook, *, is_boxed: bool = False) -> None:
        self._workbook = workbook
        self._box: Mapping[str, Any] = {"border": 1} if is_boxed else {}
        self._made: dict[tuple[Kind, Tone, str, bool], Format] = {}
        title = {"bold": True, "font_size": _FONT_SIZE * TITLE_SCALE, "font_name": "黑体", "align": "left"}
        self.title = self._format(title)
        self.short_title = self._format({**title, "text_wrap": False})
        self.filing = self._format({"text_wrap": False})
        section = {"bold": True, "font_size": 12, "font_name": "黑体", "text_wrap": False}
        self.section = self._format(section)
        self.heading = self._format({"bold": True, "align": "center", "bg_color": "#D9E1F2", **self._box})
        self.helper_heading = self._format(
            {"align": "center", "bg_color": "#F2F2F2", "font_color": "#595959", **self._box}
        )
        self.label = self._format({"bold": True, "align": "left", "bg_color": "#F2F2F2", **self._box})
        self.total = self._format(_TOTAL)
        self.lines = workbook.add_format({"border": 1})

    def _format(self, look: Mapping[str, Any]) -> Format:
        return self._workbook.add_format(
            {"font_name": _FONT, "font_size": _FONT_SIZE, "valign": "vcenter", "text_wrap": True, **look}
        )

    def of(self, kind: Kind, tone: Tone = Tone.PLAIN, number_format: str = "", *, is_link: bool = False) -> Format:
        """Return the format of a cell of this kind and tone."""
        key = (kind, tone, number_format, is_link)
        if key not in self._made:
            look: dict[str, Any] = {"align": "center" if kind in _CENTRED else "left", **self._box}
            look["num_format"] = number_format or _NUMBER_FORMATS.get(kind, _AS_TEXT)
            if tone in _FILLS:
                look["bg_color"], look["font_color"] = _FILLS[tone]
            if is_link:
                look |= _LINK
            self._made[key] = self._format(look)
        return self._made[key]

    def counted(self, measure: str) -> Format:
        """Return the format of a number of rows, shown with its measure word."""
        return self._format({**_TOTAL, "num_format": f'0"{measure}"'})
