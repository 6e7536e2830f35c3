"""A plan workbook → the tree of a plan file, with the cell of every location."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import WholeTable
from gongkai_cli.errors import FieldError
from gongkai_cli.planfile.problems import CellPlace, Location, Problem, Source
from gongkai_cli.planfile.workbook.cell_values import field_value, lines
from gongkai_cli.planfile.workbook.columns import PLAN, SEVERAL, SHEETS, TASKS, Column, Shape, SheetPlan
from gongkai_cli.planfile.workbook.opening import NoWorkbookError, OpenedSheet, is_day, opened_sheets
from gongkai_cli.planfile.workbook.tables import PLAN_HEADINGS, Placed, Table, read_table, sheet_plan

_NOTES = ("填表说明", "说明")
"""Sheets that are not read."""

_NUMBER = re.compile(r"([0-9]+)(?:年|年度|月|月份|号)?")
_DAY_WITH_MARKS = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_DAY_IN_WORDS = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]")

_SEVERAL = {
    one: several
    for one, several in SEVERAL.items()
    if several in {column.key for plan in SHEETS for column in plan.columns}
}
"""The fields of one name that have another field for several."""

_OF_AN_EXPORT = {WholeTable.ASSIGNMENTS.word, WholeTable.LEDGER.word}
"""The sheets that an export of all tables has, and a plan workbook never."""

Row = Mapping[Column, Placed]


def read_workbook(data: bytes) -> Source:
    """Read a plan workbook.

    Raises:
        NoWorkbookError: the bytes are no workbook, or none of its sheets is one of a plan.
    """
    sheets = opened_sheets(data)
    names = {sheet.name.strip() for sheet in sheets}
    if names >= _OF_AN_EXPORT and PLAN.name not in names:
        advice = "要改计划，先写出计划工作簿：gongkai export --what plan -o 计划.xlsx"
        raise NoWorkbookError(f"这是 gongkai export 写的台账，不是计划工作簿，未读取。{advice}")
    reader = _Reader()
    for sheet in sheets:
        if sheet.rows and sheet.name.strip() not in _NOTES:
            reader.read(sheet)
    return reader.source(sheets)


class _Reader:
    """Builds the tree of a plan file from sheets."""

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}
        self._places: dict[Location, CellPlace] = {}
        self._problems: list[Problem] = []
        self._found: dict[str, OpenedSheet] = {}

    def read(self, sheet: OpenedSheet) -> None:
        """Read one sheet that is not empty."""
        plan = sheet_plan(sheet)
        if plan is None:
            names = "、".join(one.name for one in SHEETS)
            what = f"无法识别的工作表“{shown(sheet.name)}”"
            advice = f"请改名为 {names} 中的一个；若是别的内容，请移到另一个文件"
            self._tell(Problem((sheet.name,), what, advice, is_long=True), sheet.place())
        elif plan.section in self._found:
            other = shown(self._found[plan.section].name)
            what = f"工作表“{shown(sheet.name)}”和“{other}”是同一种表"
            self._tell(Problem((sheet.name,), what, "请合成一张"), sheet.place())
        else:
            self._found[plan.section] = sheet
            self._read_table(sheet, plan)

    def source(self, sheets: list[OpenedSheet]) -> Source:
        """Return the content of all sheets."""
        if PLAN.section not in self._found and TASKS.section not in self._found:
            names = "、".join(one.name for one in SHEETS)
            raise NoWorkbookError(f"这不是计划工作簿：里面没有 {names} 这些工作表。请核对是不是选错了文件")
        self._places[()] = sheets[0].place()
        for plan in (PLAN, TASKS):
            if plan.section not in self._found:
                what = f"没有“{plan.name}”这张工作表"
                self._tell(Problem((plan.section,), what, "请补上"), sheets[0].place())
        return Source(self._tree, self._places, self._problems)

    def _tell(self, problem: Problem, place: CellPlace) -> None:
        self._problems.append(problem)
        self._places[problem.location] = place

    def _read_table(self, sheet: OpenedSheet, plan: SheetPlan) -> None:
        table = read_table(sheet, plan)
        if table is None:
            needed = PLAN_HEADINGS if plan is PLAN else [column.heading for column in plan.columns]
            what = "前几行里没有找到标题行"
            self._tell(Problem((plan.section,), what, f"标题是：{'、'.join(needed)}"), sheet.place())
            return
        self._places[plan.section,] = table.place
        for fault in table.faults:
            self._tell(fault.problem, fault.place)
        if any(problem.location == (plan.section,) for problem in self._problems):
            return
        if plan is PLAN:
            for row in table.rows.values():
                self._tree[plan.section] = self._entry((plan.section,), row)
            self._tree.setdefault(plan.section, {})
        elif plan is TASKS:
            self._tree[plan.section] = self._tasks(table)
        else:
            self._tree[plan.section] = [
                self._entry((plan.section, index), row) for index, row in enumerate(table.rows.values())
            ]

    def _tasks(self, table: Table) -> list[dict[str, Any]]:
        """Return the tasks. A row with nothing but a measure belongs to the task above it."""
        tasks: list[dict[str, Any]] = []
        for row in table.rows.values():
            of_task = {column: placed for column, placed in row.items() if not column.is_measure}
            of_measure = {column: placed for column, placed in row.items() if column.is_measure}
            if of_task:
                tasks.append(self._entry((TASKS.section, len(tasks)), of_task))
            elif not tasks:
                (first, *_) = row.values()
                problem = Problem((TASKS.section, "举措"), "这一行只有举措，上面却没有任务", "请写上任务的序号和标题")
                self._tell(problem, first.place)
                continue
            if of_measure:
                measures = tasks[-1].setdefault("measures", [])
                measures += self._measures((TASKS.section, len(tasks) - 1, "measures"), len(measures), of_measure)
        return tasks

    def _measures(self, location: Location, first: int, row: Row) -> list[Any]:
        """Return the measures of a row: one, or several in one cell, one a line."""
        texts = [placed for column, placed in row.items() if column.key == "text"]
        several = lines(texts[0].cell.text) if texts else []
        if len(several) <= 1:
            return [self._entry((*location, first), row)]
        place = texts[0].place
        if len(row) > 1:
            problem = Problem(
                (*location, first),
                f"这一格写了 {len(several)} 条举措，不知道指标、频次、时限归哪一条",
                "请一行一条",
            )
            self._tell(problem, place)
        for index in range(len(several)):
            self._places[(*location, first + index)] = place
        return several

    def _entry(self, location: Location, row: Row) -> dict[str, Any]:
        """Return one entry of a section, with the place of each of its fields."""
        (first, *_) = row.values()
        self._places[location] = first.place
        entry: dict[str, Any] = {}
        for column, placed in row.items():
            field = (*location, column.key)
            self._places[field] = placed.place
            try:
                value = _value(column, placed)
            except FieldError as error:
                self._tell(Problem(field, error.what, error.advice or ""), placed.place)
                continue
            entry[column.key] = value
        self._place_several(location, entry)
        return entry

    def _place_several(self, location: Location, entry: dict[str, Any]) -> None:
        """Move several names in a field of one to the field for several, where the document has one."""
        for one, several in _SEVERAL.items():
            names = field_value(entry.get(one, ""), Shape.NAMES)
            if len(names) > 1 and several not in entry:
                del entry[one]
                entry[several] = names
                self._places[*location, several] = self._places[*location, one]


def _value(column: Column, placed: Placed) -> Any:
    """Return a cell's content as the plan file has it.

    Raises:
        FieldError: it cannot be read as one value.
    """
    cell = placed.cell
    if cell.fault:
        raise cell.fault
    if is_day(cell) and column.shape not in {Shape.DAY, Shape.DUE} and column.key != "time":
        raise FieldError(f"这一格是日期或时刻 {shown(cell.text)}，不是文字", "请把单元格格式改成“文本”，再写一遍")
    text = field_value(cell.text, column.shape)
    match column.shape:
        case Shape.NUMBER:
            found = _NUMBER.fullmatch(normalize("NFKC", text))
            return found[1] if found else text
        case Shape.DAY:
            return _iso_day(text, _DAY_WITH_MARKS) or _iso_day(text, _DAY_IN_WORDS) or text
        case Shape.DUE:
            return _iso_day(text, _DAY_WITH_MARKS) or text
        case _:
            return text


def _iso_day(text: str, form: re.Pattern[str]) -> str | None:
    found = form.fullmatch(normalize("NFKC", text))
    if found is None:
        return None
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"
