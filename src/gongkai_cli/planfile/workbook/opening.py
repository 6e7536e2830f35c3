"""The bytes of a workbook → its sheets with the texts of their cells. This is the plan file's only use of openpyxl."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai_cli.cell_texts import unescaped
from gongkai_cli.errors import FieldError
from gongkai_cli.planfile.problems import CellPlace
from gongkai_cli.planfile.workbook import OLE

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_UNPACKED = 64 * 1024 * 1024  # bytes; a plan's workbook has some hundred thousand
_SAVE_AS = "请用 Excel 或 WPS 打开它，另存为 .xlsx"
_BROKEN = f"不是完好的 Excel 工作簿，没有读。{_SAVE_AS}，再试一次"
_SHARED_TEXTS = "xl/sharedStrings.xml"


class NoWorkbookError(Exception):
    """The bytes are another office file or a damaged one; the message is in Chinese without a full stop."""


class SheetCell(NamedTuple):
    """A cell that is not empty.

    Attributes:
        text: its value as a text.
        is_day: whether it holds a day or an hour, not a text.
        fault: the reason why its value cannot be read.
        span: the rows and columns of the merged cells that it stands for; (1, 1) where nothing is merged.
    """

    text: str
    is_day: bool
    fault: FieldError | None
    span: tuple[int, int]


class OpenedSheet(NamedTuple):
    """A visible sheet. `rows` has row → column → cell, both from 1 and in order, without empty cells."""

    number: int
    name: str
    rows: Mapping[int, Mapping[int, SheetCell]]

    def place(self, row: int = 1, column: int = 1) -> CellPlace:
        """Return the place of a cell."""
        return CellPlace(self.number, row, column, self.name)


def opened_sheets(data: bytes) -> list[OpenedSheet]:
    """Return the visible sheets of a workbook.

    Raises:
        NoWorkbookError: the bytes are no workbook in the format .xlsx, or a damaged one.
    """
    names = _checked_names(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that are not read, such as pictures
            formulas = _loaded(data, with_formulas=True)
            has_formulas = any(cell.data_type == "f" for sheet in formulas.worksheets for cell in _cells(sheet))
            results = _loaded(data, with_formulas=False) if has_formulas else formulas
            return [
                OpenedSheet(number, sheet.title, _rows(sheet, results[sheet.title], is_shared=_SHARED_TEXTS in names))
                for number, sheet in enumerate(formulas.worksheets)
                if sheet.sheet_state == "visible"
            ]
    except Exception as error:  # the library, the XML parser and the unzipping raise errors of many classes
        raise NoWorkbookError(_BROKEN) from error


def _checked_names(data: bytes) -> set[str]:
    """Return the names in a workbook's archive; refuse what is no workbook."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise NoWorkbookError("文件有密码，没有读。请打开它，去掉密码后另存为 .xlsx")
        raise NoWorkbookError(f"这是旧格式的办公文件（如 .xls、.et、.doc、.wps），没有读。若是表格，{_SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise NoWorkbookError(_BROKEN) from None
    if "xl/workbook.xml" not in names:
        raise NoWorkbookError(_other_archive(names))
    if size > _MOST_UNPACKED:
        limit = _MOST_UNPACKED // (1024 * 1024)
        raise NoWorkbookError(f"工作簿展开后超过 {limit} MB，不像计划文件，没有读。请核对是不是选错了文件")
    return names


def _other_archive(names: set[str]) -> str:
    if "xl/workbook.bin" in names or "content.xml" in names:
        return f"这是 .xlsx 以外的表格，没有读。{_SAVE_AS}"
    for beginning, kind in (("word/", " Word 文档"), ("ppt/", " PowerPoint 演示文稿"), ("OFD.xml", " OFD 版式文件")):
        if any(name.startswith(beginning) for name in names):
            return f"这是{kind}，不是计划文件，没有读。请把内容填进计划工作簿（.xlsx）或 .yaml 文件"
    return "这是压缩包，不是计划文件，没有读。请先解压，再写其中的文件名"


def _loaded(data: bytes, *, with_formulas: bool) -> "Workbook":
    from openpyxl import load_workbook

    # Not `read_only`: it trusts the size that a sheet gives, and WPS often gives a wrong one.
    return load_workbook(io.BytesIO(data), data_only=not with_formulas)


def _cells(sheet: "Worksheet") -> Iterator[Any]:
    # `iter_rows` would make a cell for every place up to the last one, which may be in row 1,048,576.
    for place in sorted(sheet._cells):  # noqa: SLF001
        yield sheet._cells[place]  # noqa: SLF001


def _rows(sheet: "Worksheet", results: "Worksheet", *, is_shared: bool) -> dict[int, dict[int, SheetCell]]:
    spans = {
        (merged.min_row, merged.min_col): (merged.size["rows"], merged.size["columns"])
        for merged in sheet.merged_cells.ranges
    }
    rows: dict[int, dict[int, SheetCell]] = {}
    for cell in _cells(sheet):
        is_formula = cell.data_type == "f"
        found = results.cell(cell.row, cell.column) if is_formula else cell
        fault = _fault(cell, found)
        text = "" if fault else _text(found, is_shared=is_shared)
        if fault or text:
            span = spans.get((cell.row, cell.column), (1, 1))
            is_day = isinstance(found.value, date | time)
            rows.setdefault(cell.row, {})[cell.column] = SheetCell(text, is_day, fault, span)
    return rows


def _fault(cell: Any, found: Any) -> FieldError | None:
    if cell.data_type == "f" and "DISPIMG" in str(cell.value):
        return FieldError("这一格贴了图片，图片不读", "请改成文字")
    if cell.data_type == "f" and found.value is None:
        return FieldError("这一格是公式，还没有结果", "请把公式换成它的值")
    if found.data_type == "e":
        return FieldError(f"这一格是错误值 {found.value}", "请改成内容")
    return None


def _text(cell: Any, *, is_shared: bool) -> str:
    """Return a cell's value as a text; an empty one where there is nothing to see."""
    match cell.value:
        case None:
            return ""
        case str():
            return _text_of(cell.value, is_shared=is_shared)
        case bool():
            return "true" if cell.value else "false"
        case int() | float() if "%" in cell.number_format:
            return f"{cell.value * 100:.10g}%"
        case int():
            return str(cell.value)
        case float():
            return f"{cell.value:.15g}"
        case datetime() if cell.value.time() == time():
            return cell.value.date().isoformat()
        case datetime():
            return f"{cell.value:%Y-%m-%d %H:%M}"
        case time():
            return f"{cell.value:%H:%M}"
        case _:
            return str(cell.value)


def _text_of(text: str, *, is_shared: bool) -> str:
    # In the table of shared texts openpyxl undoes the escape of an underscore itself, so what still looks like an
    # escape is the text of somebody, but for the line end that Excel writes.
    text = text.replace("_x000D_", "\r") if is_shared else unescaped(text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
