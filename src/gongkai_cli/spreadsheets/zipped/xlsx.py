"""Workbooks in the format .xlsx, read by openpyxl. Where it fails, python-calamine reads the values alone."""

import io
import posixpath
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from gongkai_cli.cell_texts import unescaped
from gongkai_cli.spreadsheets.calamine import calamine_sheets
from gongkai_cli.spreadsheets.cells import Cell, Sheet, Spreadsheet
from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.merging import Rows, merged
from gongkai_cli.spreadsheets.refusals import broken
from gongkai_cli.spreadsheets.values import (
    NO_RESULT,
    PICTURE,
    error_value,
    faulty_cell,
    filled_cell,
    is_percent_format,
)
from gongkai_cli.spreadsheets.zipped.archive import Archive
from gongkai_cli.spreadsheets.zipped.carried import local_name, text_names, tree, workbook_properties
from gongkai_cli.spreadsheets.zipped.slimming import Slim, slim_copy

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_PICTURE_FORMULA = "DISPIMG"  # WPS keeps a picture within a cell as a formula


def read_xlsx(data: bytes, limits: Limits) -> Spreadsheet:
    """Read a workbook.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: it is damaged or hostile.
    """
    archive = Archive(data, limits)
    counter = Counter(limits)
    slim = slim_copy(archive, counter)
    custom = "docProps/custom.xml"
    properties = workbook_properties(archive.read(custom)) if custom in archive.names else {}
    workbook = tree(slim.workbook)
    try:
        sheets = _sheets(slim, _parts(archive, workbook))
    except Exception:  # noqa: BLE001 - the library and the XML parser raise errors of many classes
        sheets = calamine_sheets(slim.data, Counter(limits))
    return Spreadsheet("xlsx", sheets, properties, text_names(workbook))


def _parts(archive: Archive, workbook: ET.Element) -> list[str]:
    """Return the parts of the sheets, in the order of the workbook."""
    relations = tree(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {
        one.get("Id"): posixpath.join("/xl", one.get("Target", "")).lstrip("/")
        for one in relations
        if one.get("Type", "").endswith("/worksheet")
    }
    ids = [
        value
        for element in workbook.iter()
        if local_name(element) == "sheet"
        for key, value in element.attrib.items()
        if key.endswith("}id")
    ]
    return [targets[one] for one in ids if targets.get(one) in archive.names]


def _sheets(slim: Slim, parts: Sequence[str]) -> tuple[Sheet, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what is left out, such as styles
        formulas = _loaded(slim.data, with_formulas=True)
        results = _loaded(slim.data, with_formulas=False) if slim.has_formulas else formulas
    if not parts:
        raise broken()
    sheets: list[Sheet] = []
    for number, (part, sheet) in enumerate(zip(parts, formulas.worksheets, strict=True), start=1):
        rows = merged(_rows(sheet, results, slim), slim.merged[part])
        sheets.append(Sheet(number, sheet.title, sheet.sheet_state != "visible", rows))
    return tuple(sheets)


def _loaded(data: bytes, *, with_formulas: bool) -> "Workbook":
    from openpyxl import load_workbook

    # Not `read_only`: it trusts the size that a sheet gives, and WPS often gives a wrong one.
    return load_workbook(io.BytesIO(data), data_only=not with_formulas, keep_links=False)


def _rows(sheet: "Worksheet", results: "Workbook", slim: Slim) -> Rows:
    rows: Rows = {}
    for found in _cells(sheet):
        result = results[sheet.title].cell(found.row, found.column) if found.data_type == "f" else found
        cell = _cell(found, result, is_shared=slim.has_shared_texts)
        if cell:
            rows.setdefault(found.row, {})[found.column] = cell
    return rows


def _cells(sheet: "Worksheet") -> Iterator[Any]:
    # `iter_rows` would make a cell for every place up to the last one, which may be in row 1,048,576.
    for place in sorted(sheet._cells):  # noqa: SLF001
        yield sheet._cells[place]  # noqa: SLF001


def _cell(found: Any, result: Any, *, is_shared: bool) -> Cell | None:
    is_formula = found.data_type == "f"
    if is_formula and _PICTURE_FORMULA in _formula(found.value):
        return faulty_cell(PICTURE, is_formula=True)
    if is_formula and result.value is None:
        return faulty_cell(NO_RESULT, is_formula=True)
    if result.data_type == "e":
        return faulty_cell(error_value(result.value), is_formula=is_formula)
    value = result.value
    if isinstance(value, str) and not is_shared:
        # In the table of shared texts openpyxl undoes the escape of an underscore itself, so what still looks like an
        # escape is the text of somebody, but for the line end that Excel writes.
        value = unescaped(value)
    elif isinstance(value, str):
        value = value.replace("_x000D_", "\r")
    return filled_cell(value, is_percent=is_percent_format(result.number_format), is_formula=is_formula)


def _formula(value: object) -> str:
    from openpyxl.worksheet.formula import ArrayFormula

    return str(value.text if isinstance(value, ArrayFormula) else value)
