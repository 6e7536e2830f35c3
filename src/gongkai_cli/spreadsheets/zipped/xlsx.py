"""Workbooks in the format .xlsx, read by openpyxl from a copy with nothing but cells."""

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from gongkai_cli.cell_texts import unescaped
from gongkai_cli.spreadsheets.cells import Cell, Sheet, Spreadsheet, UnreadableError
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
from gongkai_cli.spreadsheets.zipped.carried import local_name, text_names, workbook_properties
from gongkai_cli.spreadsheets.zipped.relations import pictures, relations
from gongkai_cli.spreadsheets.zipped.slimming import WORKBOOK, Slim, relation_key, slim_copy

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
    parts = _parts(archive, slim.workbook)
    counts = [pictures(archive, part) for part in parts]
    try:
        sheets = _sheets(slim, parts, counts, with_formulas=slim.has_formulas)
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - the library and the XML parser raise errors of many classes
        sheets = _values_alone(slim, parts, counts)
    return Spreadsheet("xlsx", sheets, properties, text_names(slim.workbook))


def _parts(archive: Archive, workbook: ET.Element) -> list[str]:
    """Return the parts of the sheets, in the order of the workbook."""
    targets = {one.key: one.part for one in relations(archive, WORKBOOK) if one.kind == "worksheet"}
    keys = [relation_key(element) for element in workbook.iter() if local_name(element) == "sheet"]
    return [targets[key] for key in keys if key in targets]


def _values_alone(slim: Slim, parts: Sequence[str], counts: Sequence[int]) -> tuple[Sheet, ...]:
    """Return the sheets without their formulas: some of them stop the library, and their results do not need them."""
    if not slim.has_formulas:
        raise broken()
    try:
        return _sheets(slim, parts, counts, with_formulas=False)
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise broken() from None


def _sheets(slim: Slim, parts: Sequence[str], counts: Sequence[int], *, with_formulas: bool) -> tuple[Sheet, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what is left out, such as styles
        results = _loaded(slim.data, with_formulas=False)
        formulas = _loaded(slim.data, with_formulas=True) if with_formulas else results
    sheets: list[Sheet] = []
    for part, sheet, count in zip(parts, formulas.worksheets, counts, strict=True):
        rows = merged(_rows(sheet, results, slim), slim.merged[part])
        sheets.append(Sheet(len(sheets) + 1, sheet.title, sheet.sheet_state != "visible", rows, count))
    if not sheets:
        raise LookupError("openpyxl sees no sheet, as in a workbook of the strict kind")
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
