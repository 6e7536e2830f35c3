"""The bytes of a workbook → its visible sheets. A plan file is an .xlsx; other spreadsheets are refused."""

from collections.abc import Mapping
from datetime import date, time
from typing import NamedTuple

from gongkai_cli.planfile.problems import CellPlace
from gongkai_cli.spreadsheets.cells import Cell, Sheet, TooLargeError, UnreadableError
from gongkai_cli.spreadsheets.kinds import Kind, kind_of
from gongkai_cli.spreadsheets.limits import MEGABYTE, Limits
from gongkai_cli.spreadsheets.opening import open_spreadsheet
from gongkai_cli.spreadsheets.refusals import REFUSALS, SAVE_AS

_LIMITS = Limits(file=64 * MEGABYTE, unpacked=64 * MEGABYTE, cells=1_000_000, rows=1_000_000)
"""A plan's workbook has some hundred thousand bytes."""

_BROKEN = f"不是完好的 Excel 工作簿，未读取。{SAVE_AS}，再试一次"
_OTHER_SPREADSHEET = f"这是 .xlsx 以外的表格，未读取。{SAVE_AS}"
_OLD = f"这是旧格式的办公文件（如 .xls、.et、.doc、.wps），未读取。若是表格，{SAVE_AS}"
_NO_PLAN = "这是{kind}，不是计划文件，未读取。请把内容填进计划工作簿（.xlsx）或 .yaml 文件"
_REFUSALS = {
    Kind.XLS: _OLD,
    Kind.OLD_OFFICE: _OLD,
    Kind.PASSWORD: REFUSALS[Kind.PASSWORD],
    Kind.XLSB: _OTHER_SPREADSHEET,
    Kind.ODS: _OTHER_SPREADSHEET,
    Kind.WORD: _NO_PLAN.format(kind=" Word 文档"),
    Kind.SLIDES: _NO_PLAN.format(kind=" PowerPoint 演示文稿"),
    Kind.OFD: _NO_PLAN.format(kind=" OFD 版式文件"),
    Kind.ARCHIVE: "这是压缩包，不是计划文件，未读取。请先解压，再写其中的文件名",
}
"""The kinds of office files that are no plan workbook."""


class NoWorkbookError(Exception):
    """The bytes are another office file or a damaged one; the message is in Chinese without a full stop."""


class OpenedSheet(NamedTuple):
    """A visible sheet. `rows` has row → column → cell, both from 1 and in order, without empty cells."""

    number: int
    name: str
    rows: Mapping[int, Mapping[int, Cell]]

    def place(self, row: int = 1, column: int = 1) -> CellPlace:
        """Return the place of a cell."""
        return CellPlace(self.number, row, column, self.name)


def opened_sheets(data: bytes) -> list[OpenedSheet]:
    """Return the visible sheets of a workbook.

    Raises:
        NoWorkbookError: the bytes are no workbook in the format .xlsx, or a damaged one.
    """
    kind = kind_of(data)
    if kind is not Kind.XLSX:
        raise NoWorkbookError(_REFUSALS.get(kind, _BROKEN))
    try:
        sheets = open_spreadsheet(data, _LIMITS).sheets
    except TooLargeError:
        limit = _LIMITS.unpacked // MEGABYTE
        raise NoWorkbookError(f"工作簿展开后超过 {limit} MB，不像计划文件，未读取。请核对是不是选错了文件") from None
    except UnreadableError as error:
        raise NoWorkbookError(_BROKEN) from error
    return [_opened(sheet) for sheet in sheets if not sheet.is_hidden]


def is_day(cell: Cell) -> bool:
    """Return whether a cell holds a day or an hour, not a text."""
    return isinstance(cell.value, date | time)


def _opened(sheet: Sheet) -> OpenedSheet:
    return OpenedSheet(sheet.number, sheet.name, sheet.rows)
