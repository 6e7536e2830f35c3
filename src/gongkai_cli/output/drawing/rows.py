"""The rows of a listing as cells that are safe for a terminal."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from gongkai_cli.domain.text import for_screen
from gongkai_cli.output.listing import Cell, Column, Tone

# Each colour can be read on white and on black, also as the nearest of the 16 colours of an old terminal.
STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.GOOD: "color(28)",
    Tone.BUSY: "color(63)",
    Tone.WARNING: "color(164)",
    Tone.BAD: "color(160)",
    Tone.FAINT: "dim",
}
"""Tone → Rich's style."""

ASCII_BAR = str.maketrans("■□", "#.")
"""The marks of a bar → ASCII, where ambiguous characters are wide."""


class Row(NamedTuple):
    """A row with its cells."""

    row: Any
    cells: list[Cell]


def rows_of(columns: Sequence[Column], rows: Iterable[Any], *, is_ascii: bool) -> list[Row]:
    """Return rows with their cells, and with bars in ASCII where asked."""
    return [Row(row, [safe(column.cell(row), is_ascii=is_ascii) for column in columns]) for row in rows]


def safe(cell: Cell | str, *, is_ascii: bool) -> Cell:
    """Return a cell that cannot steer a terminal. Another program may have written into the store."""
    if not isinstance(cell, Cell):
        return Cell(for_screen(cell))
    text = for_screen(cell.text)
    if cell.bare is not None and is_ascii:
        text = text.translate(ASCII_BAR)
    return cell._replace(text=text)


def style_of(cell: Cell, *, is_faint: bool) -> str:
    """Return the style of a cell, dimmed in a faint row."""
    style = STYLES[cell.tone]
    return f"dim {style}".strip() if is_faint else style
