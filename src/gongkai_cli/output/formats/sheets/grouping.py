"""The rows of one thing on paper: on one page where they fit, with their common cells joined.

The rows of one thing wait until all of them are known, since its page breaks and the height of its joined cells depend
on them. Everything else streams.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from gongkai_cli.cell_texts import row_height
from gongkai_cli.output.formats.sheets.cells import PaperSheet
from gongkai_cli.output.formats.sheets.paper import MOST_BREAKS
from gongkai_cli.output.formats.sheets.widths import value_lines

_MOST_WAITING = 1000  # rows; a longer thing goes in pieces
_FEWEST = 3  # rows of a thing that begin at the foot of a page

WriteRow = Callable[[Sequence[Any], int], int]
"""Writes the cells of a row with so many lines, and returns the row's number."""


class Waiting(NamedTuple):
    """A row that is not written yet: its cells, and the number of lines of its fullest one."""

    cells: Sequence[Any]
    lines: int


class Room(NamedTuple):
    """The room of a page for rows, in points: that of the first page, and that of any other."""

    first: float
    other: float


class Groups:
    """Writes rows thing by thing.

    Args:
        sheet: the sheet; it gets its page breaks in `finish`.
        write: writes one row.
        widths: place → width, of the columns whose cells are joined.
        pages: the places of the columns in which a change begins a new page.
        room: the room of a page.
    """

    def __init__(
        self, sheet: PaperSheet, write: WriteRow, widths: dict[int, float], pages: Sequence[int], room: Room
    ) -> None:
        self._sheet = sheet
        self._write = write
        self._widths = widths
        self._pages = pages
        self._room = room
        self._left = room.first
        self._waiting: list[Waiting] = []
        self._thing: tuple[Any, ...] = ()
        self._page: tuple[Any, ...] | None = None
        self._last_row = 0
        self._breaks: list[int] = []

    def add(self, cells: Sequence[Any], lines: int) -> None:
        """Add a row; it is written once the thing that it belongs to is complete. Without joined cells it is one."""
        thing = tuple(cells[place] for place in (*self._pages, *self._widths))
        is_same = bool(self._widths) and thing == self._thing and len(self._waiting) < _MOST_WAITING
        if self._waiting and not is_same:
            self._write_thing()
        self._thing = thing
        self._waiting.append(Waiting(cells, lines))

    def finish(self, below: float) -> None:
        """Write the rows that wait, and set the page breaks.

        Args:
            below: the height of the totals, which stand on one page with the last row.
        """
        if self._waiting:
            self._write_thing(below)
        if self._breaks:
            self._sheet.set_h_pagebreaks(self._breaks)

    def _write_thing(self, below: float = 0) -> None:
        rows, self._waiting = self._waiting, []
        needed = max((value_lines(rows[0].cells[place], width) for place, width in self._widths.items()), default=1)
        page = tuple(rows[0].cells[place] for place in self._pages)
        if self._page is not None and (page != self._page or not self._fits(rows, needed, below)):
            self._break()
        self._page = page
        piece: list[Waiting] = []
        for row in rows:
            added = below if row is rows[-1] else 0
            if piece and self._left < _height([*piece, row]) + added:
                self._write_piece(piece, needed)
                self._break()
                piece = []
            piece.append(row)
        self._write_piece(piece, needed)

    def _fits(self, rows: Sequence[Waiting], needed: int, below: float) -> bool:
        """Say whether a thing can begin on this page: all of it, or much of one that no page holds."""
        height = max(_height(rows), row_height(needed)) + below
        if height > self._room.other:
            height = max(_height(rows[:_FEWEST]), row_height(needed))
        return height <= self._left

    def _break(self) -> None:
        if len(self._breaks) < MOST_BREAKS:
            self._breaks.append(self._last_row + 1)
        self._left = self._room.other

    def _write_piece(self, rows: Sequence[Waiting], needed: int) -> None:
        """Write rows that stand on one page; the last one makes up for a joined text that needs more lines."""
        lacking = max(0, needed - sum(row.lines for row in rows))
        numbers = [self._write(row.cells, row.lines) for row in rows[:-1]]
        last = rows[-1]
        numbers.append(self._write(last.cells, last.lines + lacking))
        self._last_row = numbers[-1]
        self._left -= _height(rows) + lacking * (row_height(2) - row_height(1))
        if len(rows) > 1 and len(self._breaks) < MOST_BREAKS:
            for place in self._widths:
                self._sheet.join_rows(numbers[0], numbers[-1], place)


def _height(rows: Sequence[Waiting]) -> float:
    return sum(row_height(row.lines) for row in rows)
