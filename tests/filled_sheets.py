"""Sheets of units as tests give them out, fill them in and hand them back."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import Answer, Program

Value = str | float | date | None
"""A value of a cell."""

Cells = Mapping[str, Value]
"""Heading → the value of a cell."""

HEADING_ROW = 3
"""The row of the headings of a sheet."""

PARTS, ACTIVITIES = "报送表", "活动"


def give_out(gongkai: Program, unit: str = "县司法局", period: str = "9月", folder: str = "报送表") -> Path:
    """Give a unit its sheet, and return the file."""
    answer = gongkai("sheets", "--period", period, "--dept", unit, "-o", folder, "--yes")
    assert answer.code == 0, answer.err
    (file,) = Path(folder).glob(f"{unit} {period}*.xlsx")
    return file


def page_of(file: Path, name: str = PARTS) -> Worksheet:
    """Return a page of a workbook."""
    page = load_workbook(file)[name]
    assert isinstance(page, Worksheet)
    return page


def columns_of(page: Worksheet, row: int = HEADING_ROW) -> dict[str, int]:
    """Return the column of each heading of a sheet."""
    return {str(cell.value): cell.column for cell in page[row] if cell.value is not None}


def rows_of(page: Worksheet) -> dict[str, int]:
    """Return the row of each 序号."""
    column = columns_of(page)["序号"]
    rows = range(HEADING_ROW + 1, page.max_row + 1)
    return {str(page.cell(row, column).value): row for row in rows}


def fill(file: Path, said: Mapping[int, Cells], to: str, *, sheet: str = PARTS) -> Path:
    """Fill in rows of a sheet as a unit does, and return the file that comes back.

    Args:
        file: the sheet.
        said: 序号 → the cells that are filled in.
        to: where the file is saved; its folder is made.
        sheet: the name of the page.
    """
    workbook = load_workbook(file)
    page = workbook[sheet]
    columns, rows = columns_of(page), rows_of(page)
    for no, cells in said.items():
        for heading, value in cells.items():
            page.cell(rows[str(no)], columns[heading], value)
    return saved(workbook, to)


def saved(workbook: Workbook, to: str) -> Path:
    """Save a workbook, and return its file; its folder is made."""
    path = Path(to)
    path.parent.mkdir(exist_ok=True, parents=True)
    workbook.save(path)
    return path


def table(to: str, *rows: Sequence[Value], title: str | None = None) -> Path:
    """Return a workbook of one page with these rows, below a title if there is one."""
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    if title is not None:
        page.append([title])
    for row in rows:
        page.append(list(row))
    return saved(workbook, to)


def rows_in(gongkai: Program, command: str) -> Any:
    """Return the answer of a command in JSON."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def part(gongkai: Program, no: int, unit: str = "县司法局", day: str = "2024-10-08") -> dict[str, Any]:
    """Return a unit's part in a task."""
    rows = rows_in(gongkai, f"tasks --dept {unit} --as-of {day}")
    return next(row for row in rows if row["no"] == no)


def reports(
    gongkai: Program, unit: str = "县司法局", day: str = "2024-10-08"
) -> dict[int, tuple[str, int, str | None]]:
    """Return the parts of a unit that were reported."""
    rows = rows_in(gongkai, f"tasks --dept {unit} --as-of {day}")
    return {row["no"]: (row["on"], row["percent"], row["note"]) for row in rows if row["on"]}


def ledger(gongkai: Program) -> list[tuple[int, str, str]]:
    """Return number, kind and words of each line of the ledger."""
    return [(line["id"], line["kind"], line["note"]) for line in rows_in(gongkai, "log --limit 0")]


def collected(gongkai: Program, *words: str) -> Answer:
    """Run `collect`, which must succeed."""
    answer = gongkai("collect", *words)
    assert answer.code == 0, answer.err
    return answer


def reviewed(gongkai: Program, *words: str) -> dict[str, Any]:
    """Return the review of files in JSON, without merging them."""
    answer = gongkai("collect", *words, "--dry-run", "--format", "json")
    found: dict[str, Any] = json.loads(answer.out)
    return found


def numbers_on_list(folder: str = "报送表") -> list[str]:
    """Return the 表号 on the list in a folder."""
    page = load_workbook(Path(folder) / "分发清单.xlsx").active
    assert isinstance(page, Worksheet)
    texts = [str(cell.value) for row in page.iter_rows() for cell in row]
    return [text for text in texts if re.fullmatch(r"GK24-.*-[A-Z]", text)]
