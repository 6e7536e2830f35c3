"""Read the program's own sheets back from CSV files and workbooks.

Every cell comes back as the text that CSV has: numbers in digits, percents with their sign, days in ISO form, and
an empty cell as an empty text. Guards against formulas are removed.
"""

import codecs
import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any

from gongkai_cli.cell_texts import unescaped
from gongkai_cli.errors import PlanFileError
from gongkai_cli.output.listing import TITLE_GAP
from gongkai_cli.spreadsheets.guards import unguarded

_HEADINGS = 3
"""The row of the headings on a sheet with one table, counted from 1. A page of several tables repeats its headings."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as texts, with one text in a row for each heading.

    A CSV file has no title, and a workbook's sheet has no encoding.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""


def read_csv(path: Path) -> Sheet:
    """Read a CSV file in UTF-8 or, where that does not fit, in GB18030.

    Raises:
        PlanFileError: no encoding fits, or the lines do not make a table.
        OSError: the file cannot be read.
    """
    content = path.read_bytes()
    has_mark = content.startswith(codecs.BOM_UTF8)
    for encoding in ("utf-8-sig",) if has_mark else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _table(path, text, encoding)
    raise PlanFileError(f"{path}: 不是 UTF-8，也不是 GB18030 编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”再试。")


def _table(path: Path, text: str, encoding: str) -> Sheet:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    limit = csv.field_size_limit(len(text) + 1)  # the library's limit is below our longest cell
    try:
        headings, *rows = [tuple(map(unguarded, line)) for line in lines if line] or [()]
    except csv.Error as error:
        raise PlanFileError(f"{path}:{lines.line_num}: 不是完整的 CSV（{error}）。请重新导出。") from error
    finally:
        csv.field_size_limit(limit)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(headings):
            raise PlanFileError(f"{path}: 第 {number} 行有 {len(row)} 格，标题有 {len(headings)} 格。请重新导出。")
    return Sheet(path.stem, "", headings, tuple(rows), encoding)


def read_workbook(path: Path) -> list[Sheet]:
    """Read every table of a workbook: the title of its sheet, its headings, then its rows without the totals.

    A table has a defined name on its sheet. Headings that stand again on a further page are no row. A sheet without
    a name has its headings in the second row.

    Raises:
        PlanFileError: the file is no workbook, or a table has no headings.
        OSError: the file cannot be read.
    """
    from openpyxl import load_workbook

    content = io.BytesIO(path.read_bytes())
    try:
        # The library warns of looks that it does not know, such as bars that LibreOffice has saved. We read values.
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            workbook = load_workbook(content, read_only=True)
            return [table for sheet in workbook.worksheets for table in _tables(path, sheet)]
    except PlanFileError:
        raise
    except Exception as error:  # the library, the XML parser and the unzipping raise errors of many classes
        raise PlanFileError(f"{path}: 不是完好的 Excel 工作簿（.xlsx）。请核对文件，或重新导出。") from error


def _tables(path: Path, sheet: Any) -> Iterator[Sheet]:
    lines = list(sheet.iter_rows())
    title = _texts(lines[0])[0] if lines and lines[0] else ""
    title = title.replace("\n", TITLE_GAP)  # a long title has its parts on lines
    areas = _areas(sheet)
    if not areas:
        yield _table_of(path, sheet.title, title, lines[1:])
    for name, (left, top, right, bottom) in areas:
        table = _table_of(path, name, title, [line[left - 1 : right] for line in lines[top - 1 : bottom]])
        if top > _HEADINGS:
            table = replace(table, rows=tuple(row for row in table.rows if row != table.headings))
        yield table


def _areas(sheet: Any) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Return the named tables of a sheet from the top down, each with its columns and rows, counted from 1."""
    from openpyxl.utils.cell import range_boundaries

    areas: list[tuple[str, Any]] = [
        (name, range_boundaries(one.value.rpartition("!")[2])) for name, one in sheet.defined_names.items()
    ]
    return sorted(areas, key=lambda area: area[1][1])


def _table_of(path: Path, name: str, title: str, lines: Sequence[Sequence[Any]]) -> Sheet:
    headings = _texts(lines[0]) if lines else []
    # A table on a grid has empty columns between its headings.
    places = [place for place, heading in enumerate(headings) if heading]
    if not places:
        raise PlanFileError(f"{path}: 工作表“{name}”第 2 行没有标题。请重新导出。")
    head = tuple(headings[place] for place in places)
    return Sheet(name, title, head, tuple(_row(line, places) for line in lines[1:]))


def _row(cells: Sequence[Any], places: Sequence[int]) -> tuple[str, ...]:
    """Return the texts of a row. The file leaves empty cells at its end out."""
    texts = _texts(cells)
    missing = max(places) + 1 - len(texts)
    texts += repeat("", missing)
    return tuple(texts[place] for place in places)


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell.value, cell.number_format if cell.value is not None else "") for cell in cells]


def _text(value: object, number_format: str) -> str:
    match value:
        case None:
            return ""
        case str():
            return unescaped(value)
        case datetime() if "h" in number_format:
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case int() | float():
            return f"{value * 100:.10g}%" if "%" in number_format else f"{value:.15g}"
        case _:
            return str(value)
