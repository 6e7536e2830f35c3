"""A page on one sheet: title, facts, charts, then its tables below one another.

The sheet is a grid of narrow columns. A field takes as many of them as it needs, so tables of different columns fit
below one another. The columns for programs stand to the right of the grid, one cell each.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from gongkai_cli.cell_texts import row_height
from gongkai_cli.output.formats.sheets import charts
from gongkai_cli.output.formats.sheets.areas import name_area
from gongkai_cli.output.formats.sheets.cells import PaperSheet, cell_writer, write_text
from gongkai_cli.output.formats.sheets.paper import Paper, set_up_print
from gongkai_cli.output.formats.sheets.sheet import filing_line, title_of
from gongkai_cli.output.formats.sheets.styles import DATA_BAR, Styles
from gongkai_cli.output.formats.sheets.tables import GRID, Span, Table, characters, grid_pixels, table
from gongkai_cli.output.formats.sheets.totals import Totals
from gongkai_cli.output.formats.sheets.widths import lines_of, value_lines
from gongkai_cli.output.listing import Cell, Chart, Field, Kind, Page

_LABEL_COLUMNS = 7
_HELPER_WIDTH = 14
_FILING_HEIGHT, _SECTION_HEIGHT, _GAP_HEIGHT = 20, 24, 4  # points
_ROW_PIXELS = row_height(1) * 4 // 3
_FEWEST = 3  # rows of a table on the page that has its headings


def write_page_sheet(workbook: Workbook, page: Page, styles: Styles, paper: Paper, made_on: date) -> None:
    """Write a page on a new sheet.

    Raises:
        RefusedError: Excel cannot hold so long a text, or one of its characters.
    """
    sheet: PaperSheet = workbook.add_worksheet(page.sheet, PaperSheet)
    sheet.set_column_pixels(0, GRID - 1, grid_pixels(paper))
    sheet.set_default_row(row_height(1))
    tables = [table(listing, paper) for listing in page.sections.values()]
    helpers = max((len(one.helpers) for one in tables), default=0)
    if helpers:
        sheet.set_column(GRID, GRID + helpers - 1, _HELPER_WIDTH)
    writer = _Writer(workbook, sheet, styles, paper)
    writer.head(page, made_on)
    writer.facts(page.facts)
    rooms = list(writer.rooms(tables))
    heading_rows = {one.listing.name: writer.table(one, is_last=one is tables[-1]) for one in tables}
    for room in rooms:
        writer.draw(room, heading_rows[room.table.listing.name])
    writer.finish()


class _Room(NamedTuple):
    """The rows that are left for a chart: of which table it is, and the first of the rows, counted from 0."""

    table: Table
    chart: Chart
    piece: charts.Piece
    first: int


class _Writer:
    """Writes a sheet from the top down, and breaks its pages."""

    def __init__(self, workbook: Workbook, sheet: PaperSheet, styles: Styles, paper: Paper) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._styles = styles
        self._paper = paper
        self._row = 0
        self._left: float = paper.points
        self._repeated: float = 0
        self._breaks: list[int] = []

    def head(self, page: Page, made_on: date) -> None:
        """Write the title and the line of who hands the sheet in."""
        title, height = title_of(page.title, characters(GRID, self._paper))
        self._sheet.merge_range(0, 0, 0, GRID - 1, "", self._styles.title)
        write_text(self._sheet, 0, 0, title, self._styles.title, "标题")
        self._next_row(height)
        self._sheet.write_string(1, 0, filing_line(page.filer, made_on), self._styles.filing)
        self._next_row(_FILING_HEIGHT)
        self._sheet.freeze_panes(2, 0)

    def facts(self, facts: Sequence[tuple[str, Cell | str]]) -> None:
        """Write the labelled facts."""
        label = Span(0, _LABEL_COLUMNS - 1, characters(_LABEL_COLUMNS, self._paper))
        text = Span(_LABEL_COLUMNS, GRID - 1, characters(GRID - _LABEL_COLUMNS, self._paper))
        for name, fact in facts:
            value = _fact(fact)
            self._join(label, self._styles.label)
            write_text(self._sheet, self._row, 0, name, self._styles.label, name)
            kind = _kind_of(value)
            self._cell(Field(name, name, str, kind), text, value)
            if kind is Kind.PERCENT:
                self._sheet.conditional_format(self._row, text.first, self._row, text.last, dict(DATA_BAR))
            self._next_row(row_height(max(value_lines(value, text.width), lines_of(name, label.width))))

    def rooms(self, tables: Sequence[Table]) -> Iterator[_Room]:
        """Leave rows for the charts of some tables, and yield them."""
        for one in tables:
            if one.rows and one.chart:
                for piece in charts.pieces(one.chart, one.rows, self._paper):
                    yield _Room(one, one.chart, piece, self._keep_room(piece.size.height))

    def _keep_room(self, pixels: int) -> int:
        """Leave rows for a chart; return the first of them, counted from 0."""
        rows = ceil((pixels + charts.PIXELS_AROUND) / _ROW_PIXELS)
        height = rows * row_height(1)
        if self._left < height + row_height(1):
            self._break()
        else:
            self._next_row(row_height(1))
        first = self._row
        self._row += rows
        self._left -= height
        return first

    def draw(self, room: _Room, heading_row: int) -> None:
        """Draw a chart of a table, whose headings stand in a row, into the rows that were left for it."""
        sheet, around = self._sheet.get_name(), charts.PIXELS_AROUND
        made = charts.drawn(self._workbook, sheet, room.table, room.chart, heading_row, room.piece)
        # On the edge of a page the upper line of a chart would show on the page before it.
        self._sheet.insert_chart(room.first, 0, made, {"x_offset": around, "y_offset": around, "object_position": 2})

    def table(self, one: Table, *, is_last: bool) -> int:
        """Write a table with its heading; return the row of its headings, counted from 0.

        The headings stand again on each page: between the rows, or, for the last table, as rows that a print repeats.
        """
        heights = [row_height(lines) for lines in one.lines]
        totals = Totals(one.listing.fields, one.listing.layout)
        totals.add(one.columns)
        below = _totals_height(one, totals)
        needed: float = _SECTION_HEIGHT + row_height(2) + sum(heights[:_FEWEST])
        if len(heights) <= _FEWEST:
            needed += below
        whole = _SECTION_HEIGHT + row_height(2) + sum(heights) + below
        if one.chart and whole <= self._paper.points:
            needed = whole  # the rows of a chart follow one another, so no headings can stand between them
        if self._left < row_height(1) + needed:
            self._break()
        elif self._left < self._paper.points:
            self._next_row(row_height(1))
        write_text(self._sheet, self._row, 0, one.listing.title, self._styles.section, "标题")
        self._next_row(_SECTION_HEIGHT)
        if not one.rows:
            self._sheet.write_string(self._row, 0, one.listing.empty, self._styles.filing)
            self._next_row(row_height(1))
            return self._row
        heading_row = self._headings(one)
        if one.chart and is_last:
            self._repeat(heading_row)
        self._rows(one, heights, below)
        last_column = GRID + len(one.helpers) - 1 if one.helpers else one.spans[-1].last
        area = (heading_row, 0, self._row - 1, last_column)
        name_area(self._workbook, self._sheet.get_name(), one.listing.name, area)
        if totals.is_wanted:
            self._totals(one, totals)
        return heading_row

    def _headings(self, one: Table) -> int:
        row = self._row
        for field, span in zip(one.listing.fields, one.spans, strict=False):
            self._join(span, self._styles.heading)
            self._sheet.write_string(row, span.first, field.heading, self._styles.heading)
        for place, field in enumerate(one.helpers, start=GRID):
            self._sheet.write_string(row, place, field.heading, self._styles.helper_heading)
        headings = zip(one.listing.fields, one.spans, strict=False)
        self._next_row(row_height(max(lines_of(field.heading, span.width) for field, span in headings)))
        return row

    def _rows(self, one: Table, heights: Sequence[float], below: float) -> None:
        """Write the rows of a table; the last one stands on one page with the totals below it."""
        first = self._row
        fields = one.listing.fields
        helpers = [
            cell_writer(self._sheet, place, field, self._styles) for place, field in enumerate(one.helpers, start=GRID)
        ]
        for number, cells in enumerate(zip(*one.columns, strict=True)):
            height = heights[number]
            needed = height + below if number == one.rows - 1 else height
            if self._left < needed:
                self._break()
                if not one.chart:
                    self._headings(one)
            for field, span, value in zip(fields, one.spans, cells, strict=False):
                self._cell(field, span, value)
            for write, value in zip(helpers, cells[len(one.spans) :], strict=True):
                if value is not None and value != "":
                    write(self._row, value)
            self._next_row(height)
        for field, span in zip(fields, one.spans, strict=False):
            if field.kind is Kind.PERCENT:
                self._sheet.conditional_format(first, span.first, self._row - 1, span.last, dict(DATA_BAR))

    def _totals(self, one: Table, totals: Totals) -> None:
        height = _totals_height(one, totals)
        self._next_row(_GAP_HEIGHT)
        counted = self._styles.counted(one.listing.layout.measure)
        for place, (span, value) in enumerate(zip(one.spans, totals.cells(), strict=False)):
            look = counted if totals.is_count(place) else self._styles.total
            self._join(span, look)
            if isinstance(value, str):
                self._sheet.write_string(self._row, span.first, value, look)
            elif value is not None:
                self._sheet.write_number(self._row, span.first, value, look)
        self._next_row(height - _GAP_HEIGHT)

    def finish(self) -> None:
        """Set up the print."""
        if self._breaks:
            self._sheet.set_h_pagebreaks(self._breaks)
        set_up_print(self._sheet, self._paper, max(self._row - 1, 1), GRID - 1)

    def _cell(self, field: Field, span: Span, value: Any) -> None:
        self._join(span, self._styles.of(field.kind))
        if value is not None and value != "":
            cell_writer(self._sheet, span.first, field, self._styles)(self._row, value)

    def _join(self, span: Span, look: Any) -> None:
        if span.last > span.first:
            self._sheet.merge_range(self._row, span.first, self._row, span.last, "", look)
        else:
            self._sheet.write_blank(self._row, span.first, None, look)

    def _next_row(self, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._row += 1
        self._left -= height

    def _repeat(self, row: int) -> None:
        """Print a row of headings again on each page after it."""
        self._sheet.repeat_rows(row)
        self._repeated = row_height(2)

    def _break(self) -> None:
        self._breaks.append(self._row)
        self._left = self._paper.points - self._repeated


def _totals_height(one: Table, totals: Totals) -> float:
    """Return the height of a totals row with the gap above it; 0 without one."""
    if not totals.is_wanted:
        return 0
    lines = [value_lines(value, span.width) for span, value in zip(one.spans, totals.cells(), strict=False)]
    return _GAP_HEIGHT + row_height(max(lines))


def _kind_of(value: str | float) -> Kind:
    if not isinstance(value, str):
        return Kind.PERCENT
    return Kind.LINK if value.startswith("http") else Kind.TEXT


def _fact(fact: Cell | str) -> str | float:
    """Return the value of a fact. A percent with a bar is a number, behind which the sheet draws its own bar."""
    if not isinstance(fact, Cell):
        return fact
    if fact.bare is None:
        return fact.text
    return float(fact.bare.strip().removesuffix("%")) / 100
