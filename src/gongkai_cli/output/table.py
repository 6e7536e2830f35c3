"""The table format: a Listing or a Page drawn for a person, aligned and wrapped for Chinese."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Literal

from rich.box import Box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone
from gongkai_cli.output.terminal import UNLIMITED, Terminal
from gongkai_cli.output.wrapping import wrap
from gongkai_cli.rules import without_steering

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.BUSY: "cyan",
    Tone.WARNING: "yellow",
    Tone.BAD: "red",
    Tone.FAINT: "dim",
}

# A heavy rule under the heading, a light one between rows that take several lines; GBK has all of it.
_RULES = "    \n    \n━━━━\n    \n────\n────\n    \n    \n"
_ASCII_RULES = _RULES.replace("━", "=").replace("─", "-")
_NARROWEST = 4
_ROWS_LOOKED_AT = 60  # enough to choose the widths by, however long the table


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print a title, the table, and what to do next."""
    terminal.say(listing.title, "bold")
    if _print_rows(listing, terminal) and listing.footer:
        terminal.say(listing.footer, "dim")


def print_page(page: Page, terminal: Terminal) -> None:
    """Print a title, the facts, each listing under its own title, and what to do next."""
    terminal.say(page.title, "bold")
    terminal.draw(_facts(page, terminal))
    for listing in page.sections.values():
        terminal.write([""])
        terminal.say(listing.title, "bold")
        _print_rows(listing, terminal)
    if page.footer:
        terminal.write([""])
        terminal.say(page.footer, "dim")


def _print_rows(listing: Listing, terminal: Terminal) -> bool:
    """Print the table and say whether there was anything in it."""
    rows = list(listing.rows)
    if not rows:
        terminal.say(listing.empty)
        return False
    layout = _layout(listing, rows, terminal)
    if listing.group is None:
        terminal.draw(_table(listing, rows, layout, terminal))
    else:
        for title, together in groupby(rows, key=listing.group):
            terminal.say(title, "bold")
            terminal.draw(_table(listing, list(together), layout, terminal))
    for note in listing.notes:
        terminal.say(note, "dim")
    return True


def _layout(listing: Listing, rows: Sequence[Any], terminal: Terminal) -> tuple[list[int], int]:
    """Return the width of each column, the same for all groups, and the gap between columns."""
    cells = [[_cell(column, row) for column in listing.columns] for row in rows]
    gap = 2
    widths = column_widths(listing.columns, cells, UNLIMITED, gap)
    if sum(widths) + gap * (len(widths) - 1) > terminal.width:
        gap = 1
        widths = column_widths(listing.columns, cells, terminal.width, gap)
    return widths, gap


def _table(listing: Listing, rows: Sequence[Any], layout: tuple[list[int], int], terminal: Terminal) -> Table:
    widths, gap = layout
    cells = [[_cell(column, row) for column in listing.columns] for row in rows]
    wrapped = [[wrap(cell.text, width) for cell, width in zip(line, widths, strict=True)] for line in cells]
    table = Table(
        # Rich takes every encoding but UTF for ASCII and would draw its own grid; what can be drawn is asked here.
        box=Box(_RULES if _can_rule(terminal) else _ASCII_RULES, ascii=True),
        padding=(0, gap - 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        show_lines=any(len(lines) > 1 for row in wrapped for lines in row),
        header_style="bold",
        border_style="dim",
    )
    for column, width in zip(listing.columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if column.is_number else "left"
        # Every line fits by now, so cropping crops nothing; Rich justifies only what it may crop.
        heading = "\n".join(wrap(column.heading, width))
        table.add_column(heading, width=width, no_wrap=True, overflow="crop", justify=justify)
    for row, line, drawn in zip(rows, cells, wrapped, strict=True):
        texts = [Text("\n".join(lines), STYLES[cell.tone]) for cell, lines in zip(line, drawn, strict=True)]
        table.add_row(*texts, style="dim" if listing.is_faint(row) else "")
    return table


def _can_rule(terminal: Terminal) -> bool:
    try:
        _RULES.encode(terminal.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _cell(column: Column, row: Any) -> Cell:
    return _safe(column.cell(row))


def _safe(cell: Cell | str) -> Cell:
    """Return a cell as it may reach a terminal: another program can have written anything into the store."""
    text, tone = (cell.text, cell.tone) if isinstance(cell, Cell) else (cell, Tone.PLAIN)
    return Cell(without_steering(text).replace("\n", " "), tone)


def column_widths(columns: Sequence[Column], cells: Sequence[Sequence[Cell]], width: int, gap: int) -> list[int]:
    """Return each column's width in cells, so that the whole is no wider than `width`.

    Every column gets what it would like where there is room. Where there is not, those that may shrink give way,
    always the one that makes the table the least taller; where even that is not enough, all columns do.
    """
    lengths = [[cell_len(cell.text) for cell in line] for line in cells]
    liked = [
        max([cell_len(column.heading), *(line[place] for line in lengths)]) for place, column in enumerate(columns)
    ]
    room = width - gap * (len(columns) - 1)
    least = [
        like if column.least is None else min(like, column.least) for column, like in zip(columns, liked, strict=True)
    ]
    if sum(least) > room:
        least = [min(like, _NARROWEST) for like in liked]
    widths = list(liked)
    looked_at = lengths[:: len(lengths) // _ROWS_LOOKED_AT + 1]
    while sum(widths) > room:
        givers = [place for place, wide in enumerate(widths) if wide > least[place]]
        if not givers:
            break
        widths[min(givers, key=lambda place: _cost(looked_at, widths, place))] -= 1
    return widths


def _cost(lengths: Sequence[Sequence[int]], widths: Sequence[int], giver: int) -> tuple[int, float]:
    """Return how tall the table is once a column is one cell narrower; of equals, the one with the least text gives.

    A Chinese character takes two cells, so the odd cell of a width holds nothing.
    """
    narrowed = [(wide - (place == giver)) // 2 * 2 or 1 for place, wide in enumerate(widths)]
    height = sum(max(map(_lines, line, narrowed)) for line in lengths)
    return height, sum(line[giver] for line in lengths) / widths[giver]


def _lines(length: int, width: int) -> int:
    return -(-length // width)


def _facts(page: Page, terminal: Terminal) -> Table:
    label_width = max(cell_len(label) for label, _ in page.facts)
    value_width = terminal.width - label_width - 2
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=label_width, no_wrap=True, style="dim")
    grid.add_column(no_wrap=True, overflow="ignore")
    for label, value in page.facts:
        cell = _safe(value)
        grid.add_row(label, Text("\n".join(wrap(cell.text, value_width)), STYLES[cell.tone]))
    return grid
