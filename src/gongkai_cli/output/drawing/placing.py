"""The place of each cell of a table on a screen: in its column, or on a line under its row."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from gongkai_cli.output.drawing.rows import Row
from gongkai_cli.output.drawing.widths import column_widths, declared_least, full_widths
from gongkai_cli.output.listing import Cell, Column
from gongkai_cli.output.terminal.wrapping import cell_width

WIDE_GAP = 3
NARROW_GAP = 1
"""The cells between two columns: the line between them, with or without blanks."""


class PlacedRow(NamedTuple):
    """A row: its cells in the columns, and the notes under it."""

    row: Any
    cells: list[Cell]
    notes: list[Cell]


class Placed(NamedTuple):
    """A table for a screen. No line is wider than the screen."""

    columns: list[Column]
    rows: list[PlacedRow]
    widths: list[int]
    gap: int


def place(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Placed | None:
    """Return the table for a screen, or None where it is too narrow for that many columns.

    Long texts move under their rows before anything is wrapped, and bars are left out where that is enough.
    """
    table = Placed(list(columns), [PlacedRow(row.row, list(row.cells), []) for row in rows], [], WIDE_GAP)
    for tried in (table, _with_notes(table, width)):
        for gap in (WIDE_GAP, NARROW_GAP):
            if found := _fitting(tried, width, gap):
                return found
        table = tried
    bare = _without_bars(table)
    if found := _fitting(bare, width, NARROW_GAP):
        return found
    if not _keeps_columns(table, width):
        table = bare
    widths = column_widths(table.columns, [row.cells for row in table.rows], width, NARROW_GAP)
    wrapped = table._replace(widths=widths, gap=NARROW_GAP)
    return wrapped if _width(wrapped) <= width else None


def _width(table: Placed) -> int:
    return sum(table.widths) + table.gap * (len(table.widths) - 1)


def _fitting(table: Placed, width: int, gap: int) -> Placed | None:
    """Return a table with nothing wrapped, if the screen has room for it."""
    laid = table._replace(widths=full_widths(table.columns, [row.cells for row in table.rows]), gap=gap)
    return laid if _width(laid) <= width else None


def _keeps_columns(table: Placed, width: int) -> bool:
    """Say whether the columns that may not shrink have room as they are."""
    cells = [row.cells for row in table.rows]
    room = width - NARROW_GAP * (len(table.columns) - 1)
    return sum(declared_least(table.columns, full_widths(table.columns, cells))) <= room


def _without_bars(table: Placed) -> Placed:
    rows = [row._replace(cells=[_without_bar(cell) for cell in row.cells]) for row in table.rows]
    return table._replace(rows=rows)


def _without_bar(cell: Cell) -> Cell:
    return cell if cell.bare is None else Cell(cell.bare, cell.tone)


def _with_notes(table: Placed, width: int) -> Placed:
    """Move the long texts of the columns that allow it under their rows."""
    for place_of, column in reversed(list(enumerate(table.columns))):
        if column.brief is not None and len(table.columns) > 1:  # a row needs a column to stand in
            table = _moved(table, place_of, width)
    return table


def _moved(table: Placed, at: int, width: int) -> Placed:
    """Move the texts of one column that are longer than the room left by the others.

    A column whose texts have all moved disappears, and its heading stands before each text.
    """
    column = table.columns[at]
    assert column.brief is not None  # noqa: S101 - the caller looks
    briefs = [column.brief(row.row) for row in table.rows]
    room = max(_room(table, at, width), *map(cell_width, briefs))
    is_kept = any(briefs) or _has_use(table, at, room)
    label = "" if is_kept else f"{column.heading}："
    rows = []
    for row, brief in zip(table.rows, briefs, strict=True):
        cells, notes = list(row.cells), list(row.notes)
        cell = cells.pop(at)
        if is_kept and cell_width(cell.text) <= room:
            cells.insert(at, cell)
        else:
            rest = cell.text.removeprefix(brief).strip()
            if rest:
                notes.insert(0, cell._replace(text=label + rest))
            if is_kept:
                cells.insert(at, cell._replace(text=brief))
        rows.append(PlacedRow(row.row, cells, notes))
    columns = list(table.columns)
    if not is_kept:
        del columns[at]
    return table._replace(columns=columns, rows=rows)


def _room(table: Placed, at: int, width: int) -> int:
    """Return the cells that the other columns leave for one, if they keep their widths."""
    widths = full_widths(table.columns, [row.cells for row in table.rows])
    return width - sum(widths) + widths[at] - NARROW_GAP * (len(widths) - 1)


def _has_use(table: Placed, at: int, room: int) -> bool:
    """Say whether the heading and some text of a column have room."""
    widths = [cell_width(row.cells[at].text) for row in table.rows if row.cells[at].text]
    return cell_width(table.columns[at].heading) <= room and any(wide <= room for wide in widths)
