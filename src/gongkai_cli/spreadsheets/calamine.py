"""Spreadsheets that python-calamine reads: .xls and .et, .xlsb, and .xlsx where openpyxl fails.

The library returns values alone. It knows no number formats, so 60% is 0.6; error values and formulas without a
result are empty cells; and .xlsb has no merged cells.
"""

import io
from typing import TYPE_CHECKING

from gongkai_cli.spreadsheets.cells import Cell, Sheet
from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.merging import Area, Rows, merged
from gongkai_cli.spreadsheets.refusals import broken
from gongkai_cli.spreadsheets.values import filled_cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def calamine_sheets(data: bytes, counter: Counter) -> tuple[Sheet, ...]:
    """Return the sheets of a spreadsheet, values alone.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: the library cannot read it.
    """
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        with load_workbook(io.BytesIO(data)) as workbook:
            sheets: list[Sheet] = []
            for about in workbook.sheets_metadata:
                if about.typ is SheetTypeEnum.WorkSheet:
                    rows = _rows(workbook.get_sheet_by_name(about.name), counter)
                    is_hidden = about.visible is not SheetVisibleEnum.Visible
                    sheets.append(Sheet(len(sheets) + 1, about.name, is_hidden, rows))
            return tuple(sheets)
    except (CalamineError, ValueError, OverflowError, OSError):
        raise broken() from None


def _rows(sheet: "CalamineSheet", counter: Counter) -> Rows:
    rows: Rows = {}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells: dict[int, Cell] = {}
        for column, value in enumerate(values, start=1):
            cell = filled_cell(_number(value)) if value != "" else None
            if cell:
                cells[column] = cell
        counter.add_row(rows, number, cells)
    areas = [
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return merged(rows, areas)


def _number(value: object) -> object:
    """Return a number without a fraction as an integer, as the other reader does."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
