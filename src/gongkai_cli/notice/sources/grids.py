"""Tables as their files write them, with merged cells → rectangular grids in which these cells are spread."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_COLUMNS = 100
"""The columns of a table that are kept; a span in a damaged or hostile file may claim a million."""


@dataclass(slots=True)
class WrittenCell:
    """A cell as the file writes it: its paragraphs and tables, what it covers, and why it cannot be read, if so."""

    contents: list["str | WrittenTable"] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    fault: str = ""

    @property
    def text(self) -> str:
        r"""Its paragraphs, those of the tables in it included, with "\n" between them."""
        return "\n".join(_lines(self.contents))


@dataclass(slots=True)
class WrittenTable:
    """A table as the file writes it.

    Attributes:
        rows: its rows; a covered cell is not written.
        caption: the text above it, or an empty text.
        numbers: the number of each row in the file, from 1; empty where they are counted.
        page: the page of a PDF file on which it begins.
        pages: the page of each row in a PDF file.
    """

    rows: list[list[WrittenCell]] = field(default_factory=list)
    caption: str = ""
    numbers: Sequence[int] = ()
    page: int | None = None
    pages: Sequence[int] = ()

    def number(self, row: int) -> int:
        """Return the number in the file of a row, which is counted from 0."""
        return self.numbers[row] if self.numbers else row + 1


class Slot(NamedTuple):
    """One place of a grid. `row` and `column`, both from 0, are those where its cell begins."""

    text: str
    row: int
    column: int
    fault: str = ""


class GridRow(NamedTuple):
    """A row of a grid: its place in the written table, from 0, and its slots by column."""

    row: int
    slots: list[Slot]


class Grid(NamedTuple):
    """A rectangular table.

    Attributes:
        columns: the places of its columns before empty ones were left out, from 0.
        rows: its rows, each with a slot for each column.
    """

    columns: list[int]
    rows: list[GridRow]


def _lines(contents: list["str | WrittenTable"]) -> Iterator[str]:
    for one in contents:
        if isinstance(one, str):
            yield one
            continue
        if one.caption:
            yield one.caption
        for row in one.rows:
            texts = (cell.text.replace("\n", " ") for cell in row)
            yield " ".join(text for text in texts if text)


def is_layout(table: WrittenTable) -> bool:
    """Return whether a table only arranges paragraphs and other tables on the page."""
    if all(len(row) <= 1 and all(cell.columns == 1 for cell in row) for row in table.rows):
        return True
    filled = [cell for row in table.rows for cell in row if cell.contents]
    if len(filled) <= 1:
        return True
    holders = [cell for cell in filled if any(_is_data(one) for one in cell.contents)]
    # A real table may have a small table in one of its cells.
    return bool(holders) and len(filled) - len(holders) < len(holders) * 6


def _is_data(content: str | WrittenTable) -> bool:
    if isinstance(content, str):
        return False
    if len(content.rows) > 1 and any(len(row) > 1 for row in content.rows):
        return True
    return any(_is_data(inner) for row in content.rows for cell in row for inner in cell.contents)


def spread(table: WrittenTable) -> Grid:
    """Return a table with each merged cell in every place that it covers.

    A span that is longer than the table is cut. Rows and columns without a text of their own are left out.
    """
    rows = [GridRow(number, slots) for number, slots in enumerate(_slots(table)) if _has_own_text(number, slots)]
    columns = _columns_with_own_text(rows)
    return Grid(columns, [GridRow(row.row, [_slot(row, column) for column in columns]) for row in rows])


def _slots(table: WrittenTable) -> Iterator[list[Slot]]:
    covered: dict[int, tuple[Slot, int]] = {}  # column → the cell from above, and the rows that it still covers
    for number, row in enumerate(table.rows):
        found = {column: slot for column, (slot, _) in covered.items()}
        covered = {column: (slot, left - 1) for column, (slot, left) in covered.items() if left > 1}
        column = 0
        for cell in row:
            while column in found:
                column += 1
            if column >= MOST_COLUMNS:
                break
            slot = Slot(cell.text, number, column, cell.fault)
            for place in range(column, min(column + cell.columns, MOST_COLUMNS)):
                if place not in found:
                    found[place] = slot
                    if cell.rows > 1:
                        covered[place] = (slot, cell.rows - 1)
        width = max(found, default=-1) + 1
        yield [found.get(place, Slot("", number, place)) for place in range(width)]


def _has_own_text(number: int, slots: list[Slot]) -> bool:
    return any((slot.text or slot.fault) and slot.row == number for slot in slots)


def _columns_with_own_text(rows: list[GridRow]) -> list[int]:
    found = {
        place
        for row in rows
        for place, slot in enumerate(row.slots)
        if (slot.text or slot.fault) and slot.column == place
    }
    return sorted(found)


def _slot(row: GridRow, column: int) -> Slot:
    return row.slots[column] if column < len(row.slots) else Slot("", row.row, column)
