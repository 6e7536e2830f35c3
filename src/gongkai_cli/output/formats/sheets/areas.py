"""The names of the tables of a workbook: programs, pivot tables and our own reader find a table by its name."""

import re

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

_DEFINABLE = re.compile(r"[^\W\d_a-zA-Z]\w*")  # a name of Latin letters could be the address of a cell


def name_area(workbook: Workbook, sheet: str, name: str, area: tuple[int, int, int, int]) -> None:
    """Give the table in an area of a sheet its name, from the headings to the last row and without the totals.

    Args:
        workbook: the workbook.
        sheet: the name of the sheet.
        name: the table's name; one that Excel would not take is left out.
        area: its first row and column, its last row and column, counted from 0.
    """
    if not _DEFINABLE.fullmatch(name):
        return
    quoted = sheet.replace("'", "''")
    workbook.define_name(f"'{quoted}'!{name}", f"='{quoted}'!{xl_range_abs(*area)}")
