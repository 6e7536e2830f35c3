"""A spreadsheet → the tables of its visible sheets. Only this module opens spreadsheets."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import NamedTuple

from gongkai_cli.notice.sources.grids import MOST_COLUMNS, WrittenCell, WrittenTable
from gongkai_cli.notice.sources.refusals import SAVE_AS_SHEET, NotReadError
from gongkai_cli.notice.sources.texts.aligning import aligned
from gongkai_cli.spreadsheets.cells import Cell, Sheet, TooLargeError, UnreadableError
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.opening import open_spreadsheet

_NUMBER_HEADING = "序号"
_LIMITS = Limits(unpacked=64 * 1024 * 1024, cells=400_000)
"""A notice may be a list of all matters of a county."""


class SheetTable(NamedTuple):
    """A table of a sheet, and the number of the sheet from 1."""

    number: int
    table: WrittenTable


class Workbook(NamedTuple):
    """The tables of a spreadsheet.

    Attributes:
        format: `xlsx`, `xls` (also .et), `ods` or `csv`.
        tables: the tables of its visible sheets.
        pictures: sheet → the number of pictures that lie over its cells.
    """

    format: str
    tables: list[SheetTable]
    pictures: Mapping[int, int]


def read_workbook(data: bytes) -> Workbook:
    """Return the tables of the visible sheets of a spreadsheet.

    Raises:
        NotReadError: it is damaged or too large.
    """
    try:
        opened = open_spreadsheet(data, _LIMITS)
    except TooLargeError as error:
        fault, _, remedy = str(error).partition("。")
        raise NotReadError(fault, remedy) from None
    except UnreadableError:
        raise NotReadError("不是完好的表格文件，未读取", SAVE_AS_SHEET) from None
    visible = [sheet for sheet in opened.sheets if not sheet.is_hidden]
    made = _without_spans if opened.format == "csv" else _table
    tables = [SheetTable(sheet.number, table) for sheet in visible for table in _tables(_rows(sheet), made)]
    return Workbook(opened.format, tables, {sheet.number: sheet.pictures for sheet in visible if sheet.pictures})


def _rows(sheet: Sheet) -> "_Rows":
    return {
        number: {column: _SheetCell(cell) for column, cell in cells.items() if column <= MOST_COLUMNS}
        for number, cells in sheet.rows.items()
    }


class _SheetCell:
    """A filled cell: its text, the rows and columns that it covers, and the reason why it cannot be read."""

    def __init__(self, cell: Cell) -> None:
        self.text = cell.text
        self.rows, self.columns = cell.span
        self.fault = cell.fault.what if cell.fault else ""


_Rows = dict[int, dict[int, _SheetCell]]


def _tables(rows: _Rows, made: Callable[[_Rows, list[int]], WrittenTable]) -> list[WrittenTable]:
    """Return the tables of a sheet. A new one begins after an empty row, where headings follow.

    Args:
        rows: row → column → cell.
        made: makes a table of some rows.
    """
    numbers = sorted(
        number for number, cells in rows.items() if any(cell.text or cell.fault for cell in cells.values())
    )
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number - groups[-1][-1] == 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    tables: list[list[int]] = []
    for group in groups:
        if tables and not any(_has_headings(rows[number]) for number in group):
            tables[-1].extend(group)
        else:
            tables.append(group)
    return [made(rows, one) for one in tables]


def _has_headings(cells: dict[int, _SheetCell]) -> bool:
    return any("".join(cell.text.split()) == _NUMBER_HEADING for cell in cells.values())


def _without_spans(rows: _Rows, numbers: list[int]) -> WrittenTable:
    """Return rows of a CSV file as a table. It has blanks for cells that a merged cell covers."""
    width = max(max(rows[number]) for number in numbers)
    texts: list[list[str]] = []
    for number in numbers:
        cells = {column: cell.text for column, cell in rows[number].items() if cell.text}
        is_title = set(cells) == {1}
        texts.append([cells[1]] if is_title else [cells.get(column, "") for column in range(1, width + 1)])
    table = aligned(texts)
    table.numbers = numbers
    return table


def _table(rows: _Rows, numbers: list[int]) -> WrittenTable:
    table = WrittenTable(numbers=numbers)
    covered: dict[int, int] = {}  # column → the last row that a cell above covers
    for number in numbers:
        cells = rows[number]
        written: list[WrittenCell] = []
        column = 1
        while column <= max(cells):
            cell = cells.get(column)
            if cell is None and covered.get(column, 0) < number:
                written.append(WrittenCell())
            if cell is None:
                column += 1
                continue
            last = number + cell.rows - 1
            columns = min(cell.columns, MOST_COLUMNS)
            height = bisect_left(numbers, last + 1) - bisect_left(numbers, number)
            lines = [line for line in cell.text.splitlines() if line.strip()]
            written.append(WrittenCell([*lines], height, columns, cell.fault))
            covered.update(dict.fromkeys(range(column, column + columns), last))
            column += columns
        table.rows.append(written)
    return table
