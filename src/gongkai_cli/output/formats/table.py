"""The table format: listings and pages for a screen, aligned and wrapped for Chinese."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

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
"""Tone → Rich's style."""

_NARROWEST = 4
_SAMPLE = 60  # rows enough to choose the widths


class _Row(NamedTuple):
    """A row with its cells."""

    row: Any
    cells: list[Cell]


class _Layout(NamedTuple):
    """The width of each column, and the gap between columns, in terminal cells."""

    widths: list[int]
    gap: int

    @property
    def width(self) -> int:
        """The width of a line."""
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print a title, the table, and the advice below it."""
    terminal.say(listing.title, "bold")
    if _print_rows(listing, terminal) and listing.footer:
        terminal.say(listing.footer, "dim")


def print_page(page: Page, terminal: Terminal) -> None:
    """Print a title, the facts, each listing under its own title, and the advice."""
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
    """Print the table, and return whether it has rows."""
    rows = [_Row(row, [_safe(column.cell(row)) for column in listing.columns]) for row in listing.rows]
    if not rows:
        terminal.say(listing.empty)
        return False
    layout = _choose_layout(listing, rows, terminal)
    if listing.group is None:
        terminal.draw(_drawn(listing, rows, layout, terminal))
    else:
        title_of = listing.group
        for title, group in groupby(rows, key=lambda one: title_of(one.row)):
            terminal.say(title, "bold")
            terminal.draw(_drawn(listing, list(group), layout, terminal))
    for note in listing.notes:
        terminal.say(note, "dim")
    return True


def _choose_layout(listing: Listing, rows: Sequence[_Row], terminal: Terminal) -> _Layout:
    """Return one layout for all groups of the table."""
    cells = [row.cells for row in rows]
    wide = _Layout(column_widths(listing.columns, cells, UNLIMITED, 2), 2)
    if wide.width <= terminal.width:
        return wide
    return _Layout(column_widths(listing.columns, cells, terminal.width, 1), 1)


def _drawn(listing: Listing, rows: Sequence[_Row], layout: _Layout, terminal: Terminal) -> Iterator[Line]:
    """Return the lines of a table: headings, a rule, the rows."""
    heavy, light = ("━", "─") if _can_rule(terminal) else ("=", "-")
    headings = [wrap(column.heading, width) for column, width in zip(listing.columns, layout.widths, strict=True)]
    yield from _row_lines(listing.columns, headings, ["bold"] * len(headings), layout)
    yield [(heavy * layout.width, "dim")]
    wrapped = [_wrapped(row.cells, layout) for row in rows]
    # Rows of several lines need rules between them.
    needs_rules = any(len(lines) > 1 for texts in wrapped for lines in texts)
    for place, (row, texts) in enumerate(zip(rows, wrapped, strict=True)):
        if place and needs_rules:
            yield [(light * layout.width, "dim")]
        is_faint = listing.is_faint(row.row)
        styles = [_style(cell, is_faint=is_faint) for cell in row.cells]
        yield from _row_lines(listing.columns, texts, styles, layout)


def _wrapped(cells: Sequence[Cell], layout: _Layout) -> list[list[str]]:
    return [wrap(cell.text, width) for cell, width in zip(cells, layout.widths, strict=True)]


def _style(cell: Cell, *, is_faint: bool) -> str:
    style = STYLES[cell.tone]
    return f"dim {style}".strip() if is_faint else style


def _row_lines(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], styles: Sequence[str], layout: _Layout
) -> Iterator[Line]:
    """Return the lines of one row, with each text filled up to its column's width."""
    for pieces in zip_longest(*texts, fillvalue=""):
        line: list[tuple[str, str]] = []
        for column, text, style, width in zip(columns, pieces, styles, layout.widths, strict=True):
            blank = (" " * (width - cell_width(text)), "")
            if column.is_number:
                line += [blank, (text, style)]
            else:
                line += [(text, style), blank]
            line.append((" " * layout.gap, ""))
        yield line


def _can_rule(terminal: Terminal) -> bool:
    """Say whether the terminal's encoding has the characters of a rule."""
    try:
        "━─".encode(terminal.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _safe(cell: Cell | str) -> Cell:
    """Return a cell that cannot steer a terminal. Another program may have written into the store."""
    if isinstance(cell, Cell):
        return Cell(for_screen(cell.text), cell.tone)
    return Cell(for_screen(cell))


def column_widths(columns: Sequence[Column], cells: Sequence[Sequence[Cell]], width: int, gap: int) -> list[int]:
    """Return each column's width, so that a line is no wider than `width`.

    Every column has its full width where there is room. Where there is not, one cell after the other is taken from
    the columns that may shrink, always from the one whose loss adds the fewest lines. Where even that is not enough,
    all columns shrink.
    """
    lengths = [[cell_width(cell.text) for cell in line] for line in cells]
    full = [
        max([cell_width(column.heading), *(line[place] for line in lengths)]) for place, column in enumerate(columns)
    ]
    room = width - gap * (len(columns) - 1)
    least = [
        wide if column.least is None else min(wide, column.least) for column, wide in zip(columns, full, strict=True)
    ]
    if sum(least) > room:
        least = [min(wide, _NARROWEST) for wide in full]
    widths = list(full)
    sample = lengths[:: len(lengths) // _SAMPLE + 1]
    while sum(widths) > room:
        givers = [place for place, wide in enumerate(widths) if wide > least[place]]
        if not givers:
            break
        widths[min(givers, key=lambda place: _cost(sample, widths, place))] -= 1
    return widths


def _cost(lengths: Sequence[Sequence[int]], widths: Sequence[int], giver: int) -> tuple[int, float]:
    """Return the table's height after a column loses one cell, then the column's fullness.

    The column with the least text gives first where several heights are equal.
    """
    narrowed = list(widths)
    narrowed[giver] -= 1
    usable = [wide // 2 * 2 or 1 for wide in narrowed]  # a Chinese character leaves an odd cell empty
    height = sum(max(map(_lines, line, usable)) for line in lengths)
    return height, sum(line[giver] for line in lengths) / widths[giver]


def _lines(length: int, width: int) -> int:
    return -(-length // width)


def _facts(page: Page, terminal: Terminal) -> Iterator[Line]:
    """Return the lines of the facts, with all values in one column."""
    value_start = max(cell_width(label) for label, _ in page.facts) + 2
    for label, value in page.facts:
        cell = _safe(value)
        style = STYLES[cell.tone]
        first, *rest = wrap(cell.text, terminal.width - value_start)
        yield [(label, "dim"), (" " * (value_start - cell_width(label)), ""), (first, style)]
        for text in rest:
            yield [(" " * value_start, ""), (text, style)]
