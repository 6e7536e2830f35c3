"""Paragraphs and written tables → the blocks of a notice: numbering, title rows, headings, limits."""

from dataclasses import replace
from typing import NamedTuple

from gongkai_cli.notice.blocks import Block, Paragraph, Place, Table, TableCell
from gongkai_cli.notice.sources.grids import Grid, GridRow, WrittenTable, is_layout, spread
from gongkai_cli.notice.sources.refusals import RIGHT_FILE, NotReadError
from gongkai_cli.planfile.slips.names import clean_name

MOST_LINES = 20_000
"""The paragraphs and table rows of a file that are read; the longest notices have some thousand."""

MOST_CELLS = 400_000
"""The cells of all tables of a file that are read."""

_NUMBER_HEADING = "序号"
_LONGEST_HEADING = 15  # characters


class Position(NamedTuple):
    """Where a paragraph stands, if its file counts it in another way: on a page, or in a row of a table."""

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None


class Assembly:
    """Collects the blocks of one file in order.

    Raises:
        NotReadError: (by its methods) the file has too many lines or cells.
    """

    def __init__(self, file: str) -> None:
        self.blocks: list[Block] = []
        self.unread: list[str] = []
        self._file = file
        self._paragraphs = 0
        self._tables = 0
        self._lines = 0
        self._cells = 0

    def add_text(self, text: str, position: Position | None = None) -> None:
        """Add a paragraph; one without visible characters is left out."""
        text = clean_name(text)
        if not text:
            return
        self._count(lines=1)
        if position is None:
            self._paragraphs += 1
            place = Place(self._file, paragraph=self._paragraphs)
        else:
            place = Place(
                self._file,
                paragraph=position.paragraph,
                table=position.table,
                row=position.row,
                page=position.page,
            )
        self.blocks.append(Paragraph(place, text))

    def add_contents(self, contents: list[str | WrittenTable]) -> None:
        """Add the paragraphs and tables of a page or a cell."""
        for one in contents:
            if isinstance(one, str):
                self.add_text(one)
            else:
                self.add_table(one)

    def add_table(self, table: WrittenTable, number: int | None = None) -> None:
        """Add a table. One that only arranges paragraphs on a page is taken apart.

        Args:
            table: the table.
            number: its number in the file; None counts it.
        """
        self.add_text(table.caption)
        if number is None and is_layout(table):
            for row in table.rows:
                for cell in row:
                    self.add_contents(cell.contents)
            return
        self._count(lines=len(table.rows))
        grid = spread(table)
        if not grid.rows:
            return
        self._tables += 1
        place = Place(self._file, table=number or self._tables, page=table.page)
        self._add_grid(table, grid, place)

    def _add_grid(self, table: WrittenTable, grid: Grid, place: Place) -> None:
        titles = 0
        while titles < len(grid.rows) and _is_title(grid.rows[titles]):
            row = grid.rows[titles]
            text = next(slot.text for slot in row.slots if slot.text)
            for line in text.splitlines():
                position = Position(page=place.page, table=place.table, row=table.number(row.row))
                self.add_text(line, position)
            titles += 1
        rows = grid.rows[titles:]
        if rows and (title := _title_in_heading(rows[0])):
            self.add_text(title, Position(page=place.page, table=place.table, row=table.number(rows[0].row)))
            rows[0].slots[0] = rows[0].slots[0]._replace(text=_NUMBER_HEADING)
        self._count(cells=len(rows) * len(grid.columns))
        headed = _heading_rows(rows)
        headings = [_one_line(slot.text) for slot in rows[headed - 1].slots] if headed else [""] * len(grid.columns)
        made: list[tuple[TableCell, ...]] = []
        for count, row in enumerate(rows):
            if headed and count >= headed and [_one_line(slot.text) for slot in row.slots] == headings:
                continue  # a heading repeated on the next page
            number = table.number(row.row)
            words = headings if count >= headed else [""] * len(headings)
            where = replace(place, row=number, page=table.pages[row.row] if table.pages else None)
            made.append(_cells(row, grid.columns, words, where))
        if made:
            self.blocks.append(Table(place, tuple(made)))

    def _count(self, *, lines: int = 0, cells: int = 0) -> None:
        self._lines += lines
        self._cells += cells
        if self._lines > MOST_LINES:
            raise NotReadError(f"超过 {MOST_LINES} 行，不像通知，未读取", RIGHT_FILE)
        if self._cells > MOST_CELLS:
            raise NotReadError(f"表格超过 {MOST_CELLS} 格，不像通知，未读取", RIGHT_FILE)


def _cells(row: GridRow, columns: list[int], headings: list[str], place: Place) -> tuple[TableCell, ...]:
    cells: list[TableCell] = []
    for column, slot, heading in zip(columns, row.slots, headings, strict=True):
        where = replace(place, column=column + 1, heading=heading)
        is_spread = (slot.row, slot.column) != (row.row, column)
        cells.append(TableCell(_clean_lines(slot.text), where, is_spread, slot.fault))
    return tuple(cells)


def _is_title(row: GridRow) -> bool:
    """Return whether a row above a table has one text only: it is a title, a note or a line 附件1."""
    texts = {(slot.row, slot.column) for slot in row.slots if slot.text}
    return len(texts) == 1


def _title_in_heading(row: GridRow) -> str:
    """Return the title of a table that a program has put into its first cell, above the heading 序号."""
    *title, heading = row.slots[0].text.splitlines() or [""]
    return "".join(title) if heading.strip() == _NUMBER_HEADING else ""


def _heading_rows(rows: list[GridRow]) -> int:
    """Return how many rows at the top hold headings; 0 where the first row has none."""
    if not rows or not _is_heading(rows[0]):
        return 0
    count = 1
    # Where a heading is merged over several columns, these have headings of their own in the next row.
    while count < len(rows) and _is_grouping(rows[count - 1]) and _is_under(rows[count]):
        count += 1
    return count


def _is_heading(row: GridRow) -> bool:
    texts = {slot.text for slot in row.slots if slot.text}
    is_short = all(len(text) <= _LONGEST_HEADING and not any(mark in text for mark in "。；") for text in texts)
    return is_short and len(texts) > 1 and not any(text.isdigit() for text in texts)


def _is_grouping(row: GridRow) -> bool:
    origins = [(slot.row, slot.column) for slot in row.slots if slot.text]
    return len(set(origins)) < len(origins)


def _is_under(row: GridRow) -> bool:
    return any(slot.text and slot.row != row.row for slot in row.slots) and _is_heading(row)


def _one_line(text: str) -> str:
    return "".join(clean_name(text).split())


def _clean_lines(text: str) -> str:
    lines = (clean_name(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
