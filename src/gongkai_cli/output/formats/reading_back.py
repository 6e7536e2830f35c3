"""Read back the sheets that this package writes: CSV and workbooks, as the texts that stood in them.

A value comes back as CSV has it, whichever file it was in: numbers in digits, percents with their sign, days in ISO
form, an empty cell as an empty text; a guard against formulas is taken off again.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from gongkai_cli.errors import PlanFileError, RefusedError
from gongkai_cli.output.formats.values import unguarded

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its title where it has one, the headings, and the rows as texts, one for each heading.

    `encoding` is the one that a CSV file was read in; a workbook's sheet has none.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""


def read_csv(path: Path) -> Sheet:
    """Read a CSV file in the first of these encodings that fits: the one its mark tells, UTF-8, GB18030.

    Raises:
        PlanFileError: none fits, or its lines do not make a table.
        OSError: it cannot be read.
    """
    content = path.read_bytes()
    for encoding in ("utf-8-sig",) if content.startswith(codecs.BOM_UTF8) else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _table(path, text, encoding)
    raise PlanFileError(f"{path}: 不是 UTF-8，也不是 GB18030 编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”再试。")


def _table(path: Path, text: str, encoding: str) -> Sheet:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    limit = csv.field_size_limit(len(text) + 1)  # the library's own limit is less than a cell of ours may hold
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
    """Read every sheet of a workbook: its title in the first row, the headings in the second, then the rows.

    Raises:
        PlanFileError: it is no workbook, or a sheet has no headings.
        RefusedError: openpyxl is not installed; no command needs it yet.
        OSError: it cannot be read.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise RefusedError(f"{path}: 读 Excel 工作簿要用 openpyxl，这里没有。请运行 pip install openpyxl。") from None

    content = io.BytesIO(path.read_bytes())
    try:
        workbook = load_workbook(content, read_only=True)
        return [_sheet(path, sheet.title, sheet.iter_rows()) for sheet in workbook.worksheets]
    except PlanFileError:
        raise
    except Exception as error:  # the library, its parser and the unpacking each have errors of their own
        raise PlanFileError(f"{path}: 不是完好的 Excel 工作簿（.xlsx）。请核对文件，或重新导出。") from error


def _sheet(path: Path, name: str, rows: Iterable[Sequence[Any]]) -> Sheet:
    lines = iter(rows)
    title = _texts(next(lines, ()))
    headings = _texts(next(lines, ()))
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise PlanFileError(f"{path}: 工作表“{name}”第 2 行没有标题。请重新导出。")
    found = [tuple((_texts(line) + [""] * len(headings))[: len(headings)]) for line in lines]
    return Sheet(name, title[0], tuple(headings), tuple(found))


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell.value, cell.number_format if cell.value is not None else "") for cell in cells]


def _text(value: object, number_format: str) -> str:
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
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
