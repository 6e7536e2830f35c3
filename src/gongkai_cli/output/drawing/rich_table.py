"""A table of Rich, with the cells wrapped by 行首行尾禁则 beforehand."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai_cli.output.drawing.placing import WIDE_GAP, Placed, PlacedRow, place
from gongkai_cli.output.drawing.rows import Row, style_of
from gongkai_cli.output.listing import Cell, Listing
from gongkai_cli.output.terminal.screen import Terminal
from gongkai_cli.output.terminal.wrapping import wrap

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_INDENT = 2  # cells, at the least, before a note under its row


def draw(listing: Listing, rows: Sequence[Row], terminal: Terminal) -> bool:
    """Print a table under one row of headings, and return whether the screen is wide enough for it."""
    placed = place(listing.columns, rows, terminal.width)
    if placed is None:
        return False
    terminal.show(_table(placed, has_heading=True))
    for title, group in groupby(placed.rows, key=lambda row: _group_title(listing, row)):
        if title:
            terminal.say(title, "bold")
        for piece in _pieces(listing, placed, list(group), terminal.width):
            terminal.show(piece)
    return True


def _group_title(listing: Listing, row: PlacedRow) -> str:
    return "" if listing.group is None else listing.group(row.row)


def _table(placed: Placed, *, has_heading: bool = False) -> "Table":
    """Return a table without rows, whose columns have their widths. Rich breaks no text in it."""
    from rich import box
    from rich.table import Table

    padding = (0, 1) if placed.gap == WIDE_GAP else (0, 0)
    table = Table(
        box=box.MINIMAL_HEAVY_HEAD,
        show_header=has_heading,
        show_edge=False,
        pad_edge=False,
        padding=padding,
        header_style="bold",
        border_style="dim",
    )
    for column, width in zip(placed.columns, placed.widths, strict=True):
        heading = _text(Cell(column.heading), width)
        table.add_column(heading, width=width, justify="right" if column.is_number else "left", no_wrap=True)
    return table


def _pieces(listing: Listing, placed: Placed, rows: Sequence[PlacedRow], width: int) -> "Iterator[Table | Text]":
    """Yield the rows as tables of the same widths, with each note after the row that it belongs to."""
    table = _table(placed)
    for row in rows:
        is_faint = listing.is_faint(row.row)
        cells = [_text(cell, wide) for cell, wide in zip(row.cells, placed.widths, strict=True)]
        styles = [style_of(cell, is_faint=is_faint) for cell in row.cells]
        for cell, style in zip(cells, styles, strict=True):
            cell.stylize(style)
        table.add_row(*cells)
        if row.notes:
            yield table
            table = _table(placed)
            for note in row.notes:
                yield _note(note, placed, width, style_of(note, is_faint=is_faint))
    if table.row_count:
        yield table


def _text(cell: Cell, width: int) -> "Text":
    from rich.text import Text

    return Text("\n".join(wrap(cell.text, width)))


def _note(note: Cell, placed: Placed, width: int, style: str) -> "Text":
    """Return a note, indented to the second column where the first one is narrow."""
    from rich.text import Text

    indent = placed.widths[0] + placed.gap
    if indent > width // 8:
        indent = _INDENT
    lines = wrap(note.text, width - indent)
    return Text("\n".join(" " * indent + line for line in lines), style=style, no_wrap=True)
