"""A table as text lines: for a pipe, and for a screen on which Rich cannot count the cells."""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from gongkai_cli.output.drawing.rows import Row, style_of
from gongkai_cli.output.drawing.widths import column_widths
from gongkai_cli.output.listing import Cell, Column, Listing
from gongkai_cli.output.terminal.screen import UNLIMITED, Line, Terminal
from gongkai_cli.output.terminal.wrapping import wrap


class _Layout(NamedTuple):
    """The width of each column, and the gap between columns, in terminal cells."""

    widths: list[int]
    gap: int

    @property
    def width(self) -> int:
        """The width of a line."""
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


def draw(listing: Listing, rows: Sequence[Row], terminal: Terminal) -> None:
    """Print the groups of a table, each under its title and the headings."""
    layout = _choose_layout(listing, rows, terminal)
    if listing.group is None:
        terminal.draw(_drawn(listing, rows, layout, terminal))
        return
    title_of = listing.group
    for title, group in groupby(rows, key=lambda one: title_of(one.row)):
        terminal.say(title, "bold")
        terminal.draw(_drawn(listing, list(group), layout, terminal))


def _choose_layout(listing: Listing, rows: Sequence[Row], terminal: Terminal) -> _Layout:
    """Return one layout for all groups of the table."""
    cells = [row.cells for row in rows]
    wide = _Layout(column_widths(listing.columns, cells, UNLIMITED, 2, terminal.measure), 2)
    if wide.width <= terminal.width:
        return wide
    return _Layout(column_widths(listing.columns, cells, terminal.width, 1, terminal.measure), 1)


def _drawn(listing: Listing, rows: Sequence[Row], layout: _Layout, terminal: Terminal) -> Iterator[Line]:
    """Return the lines of a table: headings, a rule, the rows."""
    rule = "━" if _can_rule(terminal) else "="
    headings = [
        wrap(column.heading, width, terminal.measure)
        for column, width in zip(listing.columns, layout.widths, strict=True)
    ]
    yield from _row_lines(listing.columns, headings, ["bold"] * len(headings), layout, terminal)
    yield [(rule * layout.width, "dim")]
    for row in rows:
        texts = _wrapped(row.cells, layout, terminal)
        is_faint = listing.is_faint(row.row)
        styles = [style_of(cell, is_faint=is_faint) for cell in row.cells]
        yield from _row_lines(listing.columns, texts, styles, layout, terminal)


def _wrapped(cells: Sequence[Cell], layout: _Layout, terminal: Terminal) -> list[list[str]]:
    return [wrap(cell.text, width, terminal.measure) for cell, width in zip(cells, layout.widths, strict=True)]


def _row_lines(
    columns: Sequence[Column],
    texts: Sequence[Sequence[str]],
    styles: Sequence[str],
    layout: _Layout,
    terminal: Terminal,
) -> Iterator[Line]:
    """Return the lines of one row, with each text filled up to its column's width."""
    for pieces in zip_longest(*texts, fillvalue=""):
        line: list[tuple[str, str]] = []
        for column, text, style, width in zip(columns, pieces, styles, layout.widths, strict=True):
            blank = (" " * (width - terminal.measure(text)), "")
            if column.is_number:
                line += [blank, (text, style)]
            else:
                line += [(text, style), blank]
            line.append((" " * layout.gap, ""))
        yield line


def _can_rule(terminal: Terminal) -> bool:
    """Say whether the character of a rule exists in the terminal's encoding and takes one cell."""
    if terminal.is_ambiguous_wide:
        return False
    try:
        "━".encode(terminal.encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
