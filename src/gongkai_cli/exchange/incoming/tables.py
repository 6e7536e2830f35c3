"""The tables of a returned sheet: heading rows found by their words, rows below them, and what stands beside."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai_cli.domain.text import clean_text
from gongkai_cli.exchange.columns import NAMING, SAID, Item, item_of
from gongkai_cli.exchange.incoming.cells import says_nothing
from gongkai_cli.exchange.incoming.filled import Remark, Stray
from gongkai_cli.spreadsheets.cells import Cell, Sheet

MOST_HEAD_ROWS = 30
"""The headings stand in one of the first rows."""

_OF_ACTIVITIES = {Item.DATE, Item.PEOPLE}
_OF_TASKS = {Item.NOTE, Item.PERCENT, Item.OUTCOME, Item.PROBLEM, Item.NEXT, Item.STATUS}
_MOST_STRAYS = 20  # of a sheet; a file of another kind would fill the screen


class Table(NamedTuple):
    """A table of a sheet.

    Attributes:
        heading_row: the row of its headings; 0 where it has none.
        columns: column → what it is about.
        rows: the rows with content, by their number: the cells under known headings, by what they are about.
        is_of_activities: whether its rows are activities.
        strays: content that belongs to no row or no column.
        remarks: merged cells.
        fault: why the table cannot be read; None where it can.
    """

    heading_row: int
    columns: Mapping[int, Item]
    rows: Mapping[int, Mapping[Item, tuple[int, Cell]]]
    is_of_activities: bool
    strays: tuple[Stray, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fault: str | None = None


def read_table(sheet: Sheet) -> Table | None:
    """Return the table of a sheet; None where no row of its first thirty has the headings of one."""
    heading_row = _heading_row(sheet)
    if heading_row is None:
        return None
    headings = _items(sheet.rows[heading_row])
    columns = {place: item for place, item in headings.items() if item is not Item.OTHER}
    items = set(columns.values())
    is_of_activities = bool(items & _OF_ACTIVITIES) and not items & _OF_TASKS
    if twice := _twice(columns):
        words = clean_text(sheet.rows[heading_row][twice].text)
        place = sheet.address(heading_row, twice)
        fault = f"“{sheet.name}”{place} 的“{words}”与前面一列是同一项，未读取。请只留一列"
        return Table(heading_row, columns, {}, is_of_activities, fault=fault)
    rows: dict[int, dict[Item, tuple[int, Cell]]] = {}
    strays: list[Stray] = []
    for row, cells in sheet.rows.items():
        if row <= heading_row or _repeats_headings(cells, headings):
            continue
        found: dict[Item, tuple[int, Cell]] = {
            columns[place]: (place, cell) for place, cell in cells.items() if place in columns
        }
        if found:
            rows[row] = found
        strays += _beside(sheet, row, cells, headings)
    remarks = _spread(sheet, heading_row, columns, rows)
    return Table(heading_row, columns, rows, is_of_activities, tuple(strays[:_MOST_STRAYS]), tuple(remarks))


def _heading_row(sheet: Sheet) -> int | None:
    """Return the first row that has the most headings of a table: a name of the row, and something said."""
    best, most = None, 0
    for row, cells in sheet.rows.items():
        if row > MOST_HEAD_ROWS:
            break
        items = set(_items(cells).values())
        if items & NAMING and items & SAID and len(items) > most:
            best, most = row, len(items)
    return best


def _items(cells: Mapping[int, Cell]) -> dict[int, Item]:
    found = {}
    for place, cell in cells.items():
        item = item_of(cell.text)
        if item is not None:
            found[place] = item
    return found


def _twice(columns: Mapping[int, Item]) -> int | None:
    """Return the first column that is about the same as one before it."""
    seen: set[Item] = set()
    for place, item in columns.items():
        if item in seen:
            return place
        seen.add(item)
    return None


def _repeats_headings(cells: Mapping[int, Cell], headings: Mapping[int, Item]) -> bool:
    """Return whether a row has the headings once more, as sheets that were put below one another have."""
    items = _items(cells)
    return len(items) > 1 and len(items) == len(cells) and set(items.values()) <= set(headings.values())


def _beside(sheet: Sheet, row: int, cells: Mapping[int, Cell], headings: Mapping[int, Item]) -> Iterator[Stray]:
    """Yield the content of a row that stands under no heading."""
    for place, cell in cells.items():
        if place not in headings and not says_nothing(cell.text):
            yield Stray(sheet.name, sheet.address(row, place), clean_text(cell.text))


def _spread(
    sheet: Sheet, heading_row: int, columns: Mapping[int, Item], rows: dict[int, dict[Item, tuple[int, Cell]]]
) -> list[Remark]:
    """Give every row the name that is merged with a cell above, and tell of merged words, which stay in the first."""
    remarks: list[Remark] = []
    for row, cells in sheet.rows.items():
        if row <= heading_row:
            continue
        for place, cell in cells.items():
            height, width = cell.span
            if height == width == 1 or place not in columns:
                continue
            item = columns[place]
            if item in NAMING and width == 1:
                for other in range(row + 1, row + height):
                    if other in rows:
                        rows[other].setdefault(item, (place, cell))
            elif item in SAID:
                words = f"{height} 行" if height > 1 else f"{width} 列"
                remarks.append(Remark(sheet.address(row, place), f"{words}合并成了一格，只算这一行的"))
    return remarks
