"""The table format: a Listing or a Page drawn for a person, aligned and wrapped for Chinese."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any

from gongkai_cli.domain.text import for_screen
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone
from gongkai_cli.output.terminal.screen import UNLIMITED, Line, Terminal
from gongkai_cli.output.terminal.wrapping import cell_width, wrap

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.BUSY: "cyan",
    Tone.WARNING: "yellow",
    Tone.BAD: "red",
    Tone.FAINT: "dim",
}

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
    lines = [(row, [_cell(column, row) for column in listing.columns]) for row in rows]
    layout = _layout(listing, [cells for _, cells in lines], terminal)
    if listing.group is None:
        terminal.draw(_drawn(listing, lines, layout, terminal))
    else:
        group = listing.group
        for title, together in groupby(lines, key=lambda line: group(line[0])):
            terminal.say(title, "bold")
            terminal.draw(_drawn(listing, list(together), layout, terminal))
    for note in listing.notes:
        terminal.say(note, "dim")
    return True


def _layout(listing: Listing, cells: Sequence[Sequence[Cell]], terminal: Terminal) -> tuple[list[int], int]:
    """Return the width of each column, the same for all groups, and the gap between columns."""
    gap = 2
    widths = column_widths(listing.columns, cells, UNLIMITED, gap)
    if sum(widths) + gap * (len(widths) - 1) > terminal.width:
        gap = 1
        widths = column_widths(listing.columns, cells, terminal.width, gap)
    return widths, gap


def _drawn(
    listing: Listing,
    lines: Sequence[tuple[Any, Sequence[Cell]]],
    layout: tuple[list[int], int],
    terminal: Terminal,
) -> Iterator[Line]:
    widths, gap = layout
    heavy, light = ("━", "─") if _can_rule(terminal) else ("=", "-")
    across = sum(widths) + gap * (len(widths) - 1)
    wrapped = [[wrap(cell.text, width) for cell, width in zip(cells, widths, strict=True)] for _, cells in lines]
    is_tall = any(len(pieces) > 1 for texts in wrapped for pieces in texts)
    headings = [wrap(column.heading, width) for column, width in zip(listing.columns, widths, strict=True)]
    yield from _row(listing.columns, headings, ["bold"] * len(headings), layout)
    yield [(heavy * across, "dim")]
    for place, ((row, cells), texts) in enumerate(zip(lines, wrapped, strict=True)):
        if place and is_tall:
            yield [(light * across, "dim")]
        faint = "dim " if listing.is_faint(row) else ""
        yield from _row(listing.columns, texts, [f"{faint}{STYLES[cell.tone]}".strip() for cell in cells], layout)


def _row(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], styles: Sequence[str], layout: tuple[list[int], int]
) -> Iterator[Line]:
    """Return the lines of one row, each cell's text filled up to its column's width."""
    widths, gap = layout
    for lines in zip_longest(*texts, fillvalue=""):
        line: list[tuple[str, str]] = []
        for column, text, style, width in zip(columns, lines, styles, widths, strict=True):
            blank = " " * (width - cell_width(text))
            line += [(blank, ""), (text, style)] if column.is_number else [(text, style), (blank, "")]
            line.append((" " * gap, ""))
        yield line


def _can_rule(terminal: Terminal) -> bool:
    try:
        "━─".encode(terminal.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _cell(column: Column, row: Any) -> Cell:
    return _safe(column.cell(row))


def _safe(cell: Cell | str) -> Cell:
    """Return a cell as it may reach a terminal: another program can have written anything into the store."""
    text, tone = (cell.text, cell.tone) if isinstance(cell, Cell) else (cell, Tone.PLAIN)
    return Cell(for_screen(text), tone)


def column_widths(columns: Sequence[Column], cells: Sequence[Sequence[Cell]], width: int, gap: int) -> list[int]:
    """Return each column's width in cells, so that the whole is no wider than `width`.

    Every column gets what it would like where there is room. Where there is not, those that may shrink give way,
    always the one that makes the table the least taller; where even that is not enough, all columns do.
    """
    lengths = [[cell_width(cell.text) for cell in line] for line in cells]
    liked = [
        max([cell_width(column.heading), *(line[place] for line in lengths)]) for place, column in enumerate(columns)
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


def _facts(page: Page, terminal: Terminal) -> Iterator[Line]:
    label_width = max(cell_width(label) for label, _ in page.facts)
    value_width = terminal.width - label_width - 2
    for label, value in page.facts:
        cell = _safe(value)
        blank = " " * (label_width - cell_width(label) + 2)
        first, *rest = wrap(cell.text, value_width)
        yield [(label, "dim"), (blank, ""), (first, STYLES[cell.tone])]
        yield from ([(" " * (label_width + 2), ""), (text, STYLES[cell.tone])] for text in rest)
