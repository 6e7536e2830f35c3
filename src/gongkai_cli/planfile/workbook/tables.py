"""One sheet of a plan workbook: its heading row is found by its words, its columns may stand in any order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gongkai_cli.domain.text import clean_text, folded, shown
from gongkai_cli.planfile.problems import CellPlace, Problem, Unknown
from gongkai_cli.planfile.workbook.columns import PLAN, SHEETS, TASKS, Column, SheetPlan
from gongkai_cli.planfile.workbook.opening import OpenedSheet
from gongkai_cli.spreadsheets.cells import Cell

_MOST_HEAD_ROWS = 10  # the headings stand in one of the first rows, under a title
_LEAST_HEADINGS = 2
_LABEL, _CONTENT, _NOTE = "项目", "内容", "说明"
_UNMERGE = "请取消合并，每一格都填上"
PLAN_HEADINGS = (_LABEL, _CONTENT, _NOTE)
"""The headings of the sheet about the plan, which has a field in each row."""


class Fault(NamedTuple):
    """A problem with its cell. Its location is a section, or ends in a word that is no field."""

    problem: Problem
    place: CellPlace


class Table(NamedTuple):
    """The content of a sheet.

    Attributes:
        place: the first cell of the heading row.
        rows: the rows with content: number → the cells under known headings, by column.
        faults: headings that are not known or stand twice, content without a heading, and merged cells.
    """

    place: CellPlace
    rows: Mapping[int, Mapping[Column, "Placed"]]
    faults: Sequence[Fault]


class Placed(NamedTuple):
    """A cell with its place."""

    cell: Cell
    place: CellPlace


def sheet_plan(sheet: OpenedSheet) -> SheetPlan | None:
    """Return which sheet of a plan workbook this is, by its name or else its headings; None where it is none."""
    name = folded(sheet.name)
    for plan in SHEETS:
        if name in {folded(one) for one in (plan.name, *plan.other_names, plan.section)}:
            return plan
    if _plan_heading_row(sheet) is not None:
        return PLAN
    for plan in SHEETS:
        row = _heading_row(sheet, plan)
        required = {column.key for column in plan.columns if column.is_required and not column.is_measure}
        if plan is not PLAN and row and required <= _keys(sheet, plan, row):
            return plan
    return None


def read_table(sheet: OpenedSheet, plan: SheetPlan) -> Table | None:
    """Return the content of a sheet; None where no row has its headings."""
    if plan is PLAN:
        return _read_fields(sheet)
    heading_row = _heading_row(sheet, plan)
    if heading_row is None:
        return None
    columns, faults = _known(sheet, plan, heading_row)
    rows: dict[int, dict[Column, Placed]] = {}
    nameless: dict[int, Fault] = {}
    filled: set[int] = set()
    for row, cells in sheet.rows.items():
        if row <= heading_row:
            continue
        filled.update(cells)
        found = {columns[one]: Placed(cell, sheet.place(row, one)) for one, cell in cells.items() if one in columns}
        if found:
            rows[row] = found
        for one in cells.keys() - sheet.rows[heading_row].keys() - nameless.keys():
            problem = Problem((plan.section, f"第 {one} 列"), "这一列有内容，却没有标题", "请写上标题，或删去内容")
            nameless[one] = Fault(problem, sheet.place(row, one))
    # A strange column without content does no harm.
    told = [fault for fault in faults if fault.place.column in filled]
    merged = _spread(rows, plan)
    return Table(sheet.place(heading_row), rows, [*told, *nameless.values(), *merged])


def _spread(rows: Mapping[int, dict[Column, Placed]], plan: SheetPlan) -> list[Fault]:
    """Give every row what is merged with a cell above, and return the merged cells as faults.

    So no row lacks what is there to see. The cells of a task may be merged over the rows of its measures.
    """
    faults: list[Fault] = []
    for row, found in rows.items():
        for column, placed in list(found.items()):
            height, width = placed.cell.span
            if height == width == 1:
                continue
            covered = [
                other
                for number, other in rows.items()
                if row < number < row + height and (plan is not TASKS or column.is_measure or _has_task(other))
            ]
            for other in covered:
                other.setdefault(column, Placed(placed.cell._replace(span=(1, 1)), placed.place))
            if covered or width > 1:
                first = placed.place
                last = first._replace(row=first.row + height - 1, column=first.column + width - 1)
                problem = Problem((plan.section, f"{first.cell}:{last.cell}"), "几格合并成了一格", _UNMERGE)
                faults.append(Fault(problem, first))
    return faults


def _has_task(row: Mapping[Column, Placed]) -> bool:
    return any(not column.is_measure for column in row)


def _heading_row(sheet: OpenedSheet, plan: SheetPlan) -> int | None:
    """Return the row that has the most headings of a table."""
    counts = {row: len(_keys(sheet, plan, row)) for row in _head_rows(sheet)}
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] >= _LEAST_HEADINGS else None


def _head_rows(sheet: OpenedSheet) -> Iterator[int]:
    return (row for row in sheet.rows if row <= _MOST_HEAD_ROWS)


def _keys(sheet: OpenedSheet, plan: SheetPlan, row: int) -> set[str]:
    columns = [plan.column(cell.text) for cell in sheet.rows[row].values()]
    return {column.key for column in columns if column and not column.is_measure}


def _known(sheet: OpenedSheet, plan: SheetPlan, heading_row: int) -> tuple[dict[int, Column], list[Fault]]:
    """Return place → column of the headings that are known, and a fault for each other one."""
    columns: dict[int, Column] = {}
    faults: list[Fault] = []
    for place, cell in sheet.rows[heading_row].items():
        column = plan.column(cell.text)
        if column is not None and column not in columns.values():
            columns[place] = column
            continue
        problem = _twice(cell.text, plan) if column else _unknown(cell.text, plan)
        faults.append(Fault(problem, sheet.place(heading_row, place)))
    return columns, faults


def _unknown(heading: str, plan: SheetPlan) -> Problem:
    word = clean_text(heading)
    names = [column.heading for column in plan.columns]
    kind = "项目" if plan is PLAN else "列"
    unknown = Unknown(word, [(name, name) for name in names])
    return Problem((plan.section, word), f"无法识别的{kind}“{shown(word)}”", f"这里可用：{'、'.join(names)}", unknown)


def _twice(heading: str, plan: SheetPlan) -> Problem:
    """Return the problem of a heading that stands there again; no entry can be read then."""
    return Problem((plan.section,), f"“{shown(clean_text(heading))}”写了两次", "请只留一次")


def _plan_heading_row(sheet: OpenedSheet) -> int | None:
    for row in _head_rows(sheet):
        if {_LABEL, _CONTENT} <= {cell.text for cell in sheet.rows[row].values()}:
            return row
    return None


def _read_fields(sheet: OpenedSheet) -> Table | None:
    """Return the sheet about the plan as a table of one row. Its fields stand below one another."""
    heading_row = _plan_heading_row(sheet)
    if heading_row is None:
        return None
    places = {cell.text: place for place, cell in sheet.rows[heading_row].items()}
    label_place, content_place = places[_LABEL], places[_CONTENT]
    fields: dict[Column, Placed] = {}
    faults: list[Fault] = []
    for row, cells in sheet.rows.items():
        if row <= heading_row or content_place not in cells:
            continue
        label = cells[label_place].text if label_place in cells else ""
        place = sheet.place(row, label_place)
        column = PLAN.column(label) if label else None
        if column is None:
            faults.append(Fault(_unknown(label, PLAN), place))
        elif column in fields:
            faults.append(Fault(_twice(label, PLAN), place))
        else:
            fields[column] = Placed(cells[content_place], sheet.place(row, content_place))
    return Table(sheet.place(heading_row), {heading_row: fields} if fields else {}, faults)
