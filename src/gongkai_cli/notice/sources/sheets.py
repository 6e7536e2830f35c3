"""A workbook → the tables of its visible sheets. Only this module knows which reader opens workbooks."""

from bisect import bisect_left

from gongkai_cli.notice.sources.archives import Archive
from gongkai_cli.notice.sources.grids import MOST_COLUMNS, WrittenCell, WrittenTable
from gongkai_cli.notice.sources.refusals import SAVE_AS_SHEET, NotReadError

_NUMBER_HEADING = "序号"


class SheetTable:
    """A table of a sheet, and the number of the sheet from 1."""

    def __init__(self, number: int, table: WrittenTable) -> None:
        self.number = number
        self.table = table


def read_workbook(archive: Archive, data: bytes) -> list[SheetTable]:
    """Return the tables of the visible sheets of a workbook (.xlsx).

    Raises:
        NotReadError: the workbook is damaged or too large.
    """
    from gongkai_cli.planfile.workbook.opening import NoWorkbookError, opened_sheets

    archive.check_xml()
    try:
        sheets = opened_sheets(data)
    except NoWorkbookError:
        raise NotReadError("不是完好的 Excel 工作簿，没有读", SAVE_AS_SHEET) from None
    found: list[SheetTable] = []
    for sheet in sheets:
        rows = {
            number: {
                column: _SheetCell(cell.text, *cell.span) for column, cell in cells.items() if column <= MOST_COLUMNS
            }
            for number, cells in sheet.rows.items()
        }
        found.extend(SheetTable(sheet.number + 1, table) for table in _tables(rows))
    return found


class _SheetCell:
    """A filled cell: its text, and the rows and columns that it covers."""

    def __init__(self, text: str, rows: int, columns: int) -> None:
        self.text = text
        self.rows = rows
        self.columns = columns


_Rows = dict[int, dict[int, _SheetCell]]


def _tables(rows: _Rows) -> list[WrittenTable]:
    """Return the tables of a sheet. A new one begins after an empty row, where headings follow."""
    numbers = sorted(number for number, cells in rows.items() if any(cell.text for cell in cells.values()))
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
    return [_table(rows, one) for one in tables]


def _has_headings(cells: dict[int, _SheetCell]) -> bool:
    return any("".join(cell.text.split()) == _NUMBER_HEADING for cell in cells.values())


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
            written.append(WrittenCell([*lines], height, columns))
            covered.update(dict.fromkeys(range(column, column + columns), last))
            column += columns
        table.rows.append(written)
    return table
