"""One listing on a sheet of its own: title, who hands it in, headings, rows and totals.

The printed columns come first, the columns for programs stand to their right. Rows are written as they are read. Of
each row the library keeps only an unusual height; links, joined cells and page breaks are bounded by what Excel takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from math import ceil
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from gongkai_cli.cell_texts import row_height
from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import values
from gongkai_cli.output.formats.sheets.areas import name_area
from gongkai_cli.output.formats.sheets.cells import PaperSheet, cell_writer, write_text
from gongkai_cli.output.formats.sheets.grouping import Groups, Room
from gongkai_cli.output.formats.sheets.paper import Paper, set_up_print
from gongkai_cli.output.formats.sheets.styles import DATA_BAR, TITLE_SCALE, Styles
from gongkai_cli.output.formats.sheets.totals import Totals
from gongkai_cli.output.formats.sheets.widths import fitted, fitting, helper_width, row_lines, value_lines
from gongkai_cli.output.listing import TITLE_GAP, Field, Filer, Kind, Listing
from gongkai_cli.output.terminal.wrapping import cell_width

HEADING_ROW = 2
"""The row of the headings, counted from 0. The title and the line of who hands the sheet in are above it."""

_FROZEN_COLUMNS = 2
_SHORT = 100  # rows, as many as are read at once
_MOST_ROWS = 1_048_576
_TITLE_HEIGHT, _FILING_HEIGHT, _GAP_HEIGHT = 30, 20, 4  # points
_HEADING_HEIGHT = row_height(2)
_MOST_HEIGHT = 409  # points of a row
_BLANK = "　" * 8
_FONTS = (0.92, 1.1)  # the room of a title where the letters of a system's font are wider, or narrower


class Columns(NamedTuple):
    """The columns of a sheet: their fields, how many of them are printed, and their widths."""

    fields: Sequence[Field]
    printed: int
    widths: Sequence[float]


def arranged(listing: Listing) -> tuple[Listing, int]:
    """Return a listing whose printed fields come first, and the number of these. Its layout names its fields alone."""
    layout = listing.layout.of(field.key for field in listing.fields)
    by_key = {field.key: field for field in listing.fields}
    printed = [by_key.pop(key) for key in layout.printed] or list(listing.fields)
    helpers = list(by_key.values()) if layout.printed else []
    return replace(listing, fields=(*printed, *helpers), layout=layout), len(printed)


def filing_line(filer: Filer, made_on: date) -> str:
    """Return the line of who hands a sheet in, and when."""
    day = filer.day or made_on
    return (
        f"填报单位：{filer.unit or _BLANK}　　联系人：{filer.contact or _BLANK}　　"
        f"日期：{day.year}年{day.month}月{day.day}日"
    )


class Title(NamedTuple):
    """A title on its lines, and the height of its row in points."""

    text: str
    height: float


def title_of(title: str, width: float) -> Title:
    """Return a title for a width. A part of it, such as the day, goes to a new line as a whole."""
    first, *parts = title.split(TITLE_GAP)
    lines = [first]
    narrow, wide = (width * share for share in _FONTS)
    for part in parts:
        joined = f"{lines[-1]}{TITLE_GAP}{part}"
        if _title_lines(joined, narrow) == _title_lines(lines[-1], wide):
            lines[-1] = joined
        else:
            lines.append(part)
    height = _TITLE_HEIGHT * sum(_title_lines(line, width) for line in lines)
    return Title("\n".join(lines), min(height, _MOST_HEIGHT))


def _title_lines(line: str, width: float) -> int:
    return max(1, ceil(cell_width(line) * TITLE_SCALE / width))


def write_sheet(workbook: Workbook, listing: Listing, styles: Styles, paper: Paper, made_on: date) -> None:
    """Write a listing on a new sheet of its name.

    Raises:
        RefusedError: Excel cannot hold so many rows, so long a text, or one of its characters.
    """
    sheet: PaperSheet = workbook.add_worksheet(listing.name, PaperSheet)
    listing, printed = arranged(listing)
    chunks = values.columns(listing, [values.as_native(field) for field in listing.fields])
    nothing: list[Sequence[Any]] = [[] for _ in listing.fields]
    first = next(chunks, nothing)
    printed = fitting(listing.fields[:printed], first[:printed], paper)
    columns = _columns(listing, printed, first, paper)
    for place, (field, width) in enumerate(zip(columns.fields, columns.widths, strict=True)):
        sheet.set_column(place, place, width, styles.of(field.kind))
    sheet.set_default_row(row_height(1))
    _write_head(sheet, listing, columns, styles, made_on)
    rows = _Rows(sheet, listing, columns, styles, paper)
    rows.write(first, chunks)
    _finish(workbook, sheet, listing, columns, styles, rows)
    set_up_print(sheet, paper, rows.last_printed, printed - 1)
    sheet.repeat_rows(HEADING_ROW)


def _columns(listing: Listing, printed: int, first: Sequence[Sequence[Any]], paper: Paper) -> Columns:
    merged = listing.layout.merged
    widths = fitted(listing.fields[:printed], first[:printed], paper.characters(printed), merged)
    helpers = zip(listing.fields[printed:], first[printed:], strict=True)
    widths += [helper_width(field, column) for field, column in helpers]
    return Columns(listing.fields, printed, widths)


def _write_head(sheet: PaperSheet, listing: Listing, columns: Columns, styles: Styles, made_on: date) -> None:
    width = sum(columns.widths[: columns.printed])
    title, height = title_of(listing.title, width)
    sheet.set_row(0, height)
    if height > _TITLE_HEIGHT and columns.printed > 1:  # a title on one line runs over the empty cells beside it
        sheet.merge_range(0, 0, 0, columns.printed - 1, "", styles.title)
    look = styles.title if height > _TITLE_HEIGHT else styles.short_title
    write_text(sheet, 0, 0, title, look, "标题")
    sheet.set_row(1, _FILING_HEIGHT)
    write_text(sheet, 1, 0, filing_line(listing.filer, made_on), styles.filing, "填报单位")
    sheet.set_row(HEADING_ROW, _HEADING_HEIGHT)
    for place, field in enumerate(columns.fields):
        look = styles.heading if place < columns.printed else styles.helper_heading
        sheet.write_string(HEADING_ROW, place, field.heading, look)
    sheet.freeze_panes(HEADING_ROW + 1, min(_FROZEN_COLUMNS, columns.printed - 1))


class _Rows:
    """Writes the rows of a listing, and its totals."""

    def __init__(self, sheet: PaperSheet, listing: Listing, columns: Columns, styles: Styles, paper: Paper) -> None:
        self._sheet = sheet
        self._listing = listing
        self._columns = columns
        self._styles = styles
        self._writers = [cell_writer(sheet, place, field, styles) for place, field in enumerate(columns.fields)]
        self._first_look = styles.of(columns.fields[0].kind)
        self._totals = Totals(columns.fields, listing.layout)
        self._paper = paper
        self.last = HEADING_ROW
        self.last_printed = HEADING_ROW

    def _grouped(self, rows: int) -> Groups | None:
        """Return the writer of rows that breaks the pages. A long table without joined cells does without it.

        Args:
            rows: the number of rows in the first chunk.
        """
        layout = self._listing.layout
        if not layout.merged and not layout.pages and rows >= _SHORT:
            return None
        places = {field.key: place for place, field in enumerate(self._columns.fields)}
        widths = {places[key]: self._columns.widths[places[key]] for key in layout.merged}
        width = sum(self._columns.widths[: self._columns.printed])
        above = title_of(self._listing.title, width).height + _FILING_HEIGHT
        whole = self._paper.points - _HEADING_HEIGHT
        room = Room(whole - above, whole)
        return Groups(self._sheet, self._write_row, widths, [places[key] for key in layout.pages], room)

    def write(self, first: list[Sequence[Any]], chunks: Iterator[list[Sequence[Any]]]) -> None:
        """Write the first rows and all others, then the totals."""
        printed = self._columns.printed
        # A joined cell is as high as its rows, so it does not make one of them higher.
        alone = [
            place for place in range(printed) if self._columns.fields[place].key not in self._listing.layout.merged
        ]
        widths = [self._columns.widths[place] for place in alone]
        groups = self._grouped(len(first[0]))
        add = groups.add if groups else self._write_row
        for columns in chain([first], chunks):
            self._totals.add(columns)
            lines = row_lines([columns[place] for place in alone], widths)
            for cells, count in zip(zip(*columns, strict=True), lines, strict=True):
                add(cells, count)
        height = self._totals_height()
        if groups:
            groups.finish(height)
        self.last_printed = self.last
        if self._totals.is_wanted and self.last + 2 < _MOST_ROWS:
            self._write_totals(height - _GAP_HEIGHT)

    def _write_row(self, cells: Sequence[Any], lines: int) -> int:
        self.last += 1
        row, writers = self.last, self._writers
        if lines > 1:  # some spreadsheets do not find the height themselves
            self._sheet.set_row(row, row_height(lines))
        if row >= _MOST_ROWS:
            raise RefusedError(
                f"“{self._listing.name}”超过 Excel 一张表的 {_MOST_ROWS} 行，未写入。"
                "请改写成 .csv，或用 --plan 只取一个工作要点。"
            )
        for write, value in zip(writers, cells, strict=True):
            if value is not None and value != "":  # an empty cell has the look of its column
                write(row, value)
            elif write is writers[0]:  # an empty row must still count as a row
                self._sheet.write_blank(row, 0, None, self._first_look)
        return row

    def _totals_height(self) -> float:
        """Return the height of the totals with the gap above them; 0 without totals."""
        if not self._totals.is_wanted:
            return 0
        printed = zip(self._totals.cells()[: self._columns.printed], self._columns.widths, strict=False)
        return _GAP_HEIGHT + row_height(max(value_lines(cell, width) for cell, width in printed))

    def _write_totals(self, height: float) -> None:
        """Write the totals below a gap, which keeps them out of what a filter sorts."""
        cells = self._totals.cells()
        counted = self._styles.counted(self._listing.layout.measure)
        self._sheet.set_row(self.last + 1, _GAP_HEIGHT)
        row = self.last_printed = self.last + 2
        self._sheet.set_row(row, height)
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(row, place, cell, self._styles.total)
            elif cell is not None:
                look = counted if self._totals.is_count(place) else self._styles.total
                self._sheet.write_number(row, place, cell, look)
            elif place < self._columns.printed:
                self._sheet.write_blank(row, place, None, self._styles.total)


def _finish(
    workbook: Workbook, sheet: PaperSheet, listing: Listing, columns: Columns, styles: Styles, rows: _Rows
) -> None:
    """Add the filter, the lines, the bars and the name of the table's area."""
    last_column = len(columns.fields) - 1
    sheet.autofilter(HEADING_ROW, 0, rows.last, last_column)
    # A condition draws lines around empty cells too, without writing them.
    sheet.conditional_format(
        HEADING_ROW, 0, rows.last, last_column, {"type": "formula", "criteria": "=TRUE", "format": styles.lines}
    )
    for place, field in enumerate(columns.fields):
        if field.kind is Kind.PERCENT and rows.last > HEADING_ROW:
            sheet.conditional_format(HEADING_ROW + 1, place, rows.last, place, dict(DATA_BAR))
    name_area(workbook, sheet.get_name(), listing.name, (HEADING_ROW, 0, rows.last, last_column))
