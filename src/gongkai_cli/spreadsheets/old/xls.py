"""Workbooks of older programs, .xls and .et: xlrd reads the values, `records` tells the rest."""

import io
from typing import TYPE_CHECKING, Any

from gongkai_cli.spreadsheets.cells import Cell, Sheet, Spreadsheet, UnreadableError
from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.merging import Rows, merged
from gongkai_cli.spreadsheets.old.ole import workbook_stream
from gongkai_cli.spreadsheets.old.records import Facts, facts_of_sheets
from gongkai_cli.spreadsheets.refusals import broken
from gongkai_cli.spreadsheets.values import error_value, faulty_cell, filled_cell

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_xls(data: bytes, limits: Limits) -> Spreadsheet:
    """Read an .xls or .et.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: it is damaged or has a password, or it is another document.
    """
    stream = workbook_stream(data)
    facts = facts_of_sheets(stream, Counter(limits))
    try:
        sheets = tuple(_sheets(stream, facts, Counter(limits)))
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - the library raises errors of many classes for damaged bytes
        raise broken() from None
    return Spreadsheet("xls", sheets, {}, {})


def _sheets(stream: bytes, facts: list[Facts], counter: Counter) -> "Iterator[Sheet]":
    import xlrd

    with xlrd.open_workbook(file_contents=stream, logfile=io.StringIO(), on_demand=True, ragged_rows=True) as workbook:
        for number in range(workbook.nsheets):
            sheet = workbook.sheet_by_index(number)
            known = facts[number] if number < len(facts) else Facts()
            rows = merged(_rows(sheet, workbook.datemode, known, counter), known.merged)
            yield Sheet(number + 1, sheet.name, bool(sheet.visibility), rows)
            workbook.unload_sheet(number)


def _rows(sheet: Any, datemode: int, facts: Facts, counter: Counter) -> Rows:
    rows: Rows = {}
    for number in range(sheet.nrows):
        cells: dict[int, Cell] = {}
        for index, found in enumerate(sheet.row(number)):
            place = (number + 1, index + 1)
            cell = _cell(found, datemode, is_percent=place in facts.percents, is_formula=place in facts.formulas)
            if cell:
                cells[index + 1] = cell
        counter.add_row(rows, number + 1, cells)
    return rows


def _cell(found: Any, datemode: int, *, is_percent: bool, is_formula: bool) -> Cell | None:
    import xlrd

    match found.ctype:
        case xlrd.XL_CELL_ERROR:
            word = xlrd.error_text_from_code.get(found.value, "#N/A")
            return faulty_cell(error_value(word), is_formula=is_formula)
        case xlrd.XL_CELL_DATE:
            value = _moment(found.value, datemode)
        case xlrd.XL_CELL_BOOLEAN:
            value = bool(found.value)
        case xlrd.XL_CELL_NUMBER if float(found.value).is_integer():
            value = int(found.value)
        case _:
            value = found.value
    return filled_cell(value, is_percent=is_percent, is_formula=is_formula)


def _moment(number: float, datemode: int) -> object:
    """Return a day, a moment, or an hour where the number has no day; a number out of range stays one."""
    from xlrd.xldate import XLDateError, xldate_as_datetime

    try:
        moment = xldate_as_datetime(number, datemode)
    except (XLDateError, ValueError, OverflowError):
        return number
    return moment.time() if 0 <= number < 1 else moment
