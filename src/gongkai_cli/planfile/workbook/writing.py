"""A plan document → a workbook that a clerk fills in."""

import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic import BaseModel
from xlsxwriter import Workbook

from gongkai_cli import scratch
from gongkai_cli.cell_texts import (
    LINE_HEIGHT,
    MOST_CHARACTERS,
    excel_length,
    line_count,
    row_height,
)
from gongkai_cli.domain.text import split_names
from gongkai_cli.errors import RefusedError
from gongkai_cli.exact_sheets import ExactSheet
from gongkai_cli.planfile.document import PlanDocument, TaskEntry
from gongkai_cli.planfile.workbook.cell_values import cell_value
from gongkai_cli.planfile.workbook.columns import PLAN, SEVERAL, SHEETS, TASKS, Column, Shape, SheetPlan
from gongkai_cli.planfile.workbook.looks import Looks
from gongkai_cli.planfile.workbook.tables import PLAN_HEADINGS

_HEADING_ROW = 2  # from 0: the title and the line about filling in are above it
_EMPTY_ROWS = 20  # with borders, for more entries
_LAST_ROW = 2000  # of the drop-downs
_A4 = 9  # Excel's number for the paper
_MOST_CHOICES = 255  # characters of a drop-down's list, for Excel
_MOST_TITLE, _MOST_MESSAGE = 32, 255  # characters of a prompt, for Excel
_USUAL_KINDS = ("县政府部门", "县直单位", "乡镇")

_HOW = {
    "plan": "在“内容”一栏填写，标 * 的必填。填好后运行 gongkai check 文件名 检查，再用 gongkai load 文件名 载入。",
    "units": "一行一个单位，标 * 的必填。“类别”可以选，也可以写别的。",
    "collectives": "一行一个称谓（如 县政府各部门）：写所指的类别，或逐个列出单位；都不写的，先不计任何单位。",
    "tasks": "一行一条举措；同一任务的第二条举措起，左边的任务各列空着。没有举措的任务写一行。标 * 的必填。",
    "activities": "一行一场活动，标 * 的必填。日期写成 2024-09-30 这样。",
}
"""Section → the line about filling in its sheet."""

_WIDTHS = {
    **dict.fromkeys(("no", "month", "time", "people", "indicator", "rhythm"), 7),
    **dict.fromkeys(("printed", "due", "date", "indefinite", "support", "others"), 11),
    **dict.fromkeys(("title", "theme", "responsible", "content", "members", "aliases"), 26),
    "text": 34,
}
"""Key → the width of its column in characters; a Chinese one takes two. A readable A4 page holds some 200."""

_USUAL_WIDTH = 15
_FIELD_WIDTHS = (24, 60, 50)


class _Cell(NamedTuple):
    column: Column
    value: str | int


_Row = Sequence[_Cell]


def write_workbook(document: PlanDocument | None, target: Path | BinaryIO) -> None:
    """Write a plan as a workbook; without a document, one with nothing but headings.

    Args:
        document: the plan.
        target: a file, or a stream that stays open.

    Raises:
        RefusedError: a cell of Excel cannot hold one of the texts, or there is no room for temporary files.
        OSError: the target cannot be written.
    """
    content = _workbook(document)
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def _workbook(document: PlanDocument | None) -> bytes:
    tables = [(plan, _rows(document, plan)) for plan in SHEETS]
    for plan, rows in tables:
        _check(plan, rows)
    stream = io.BytesIO()
    with scratch.explained("未写入"), tempfile.TemporaryDirectory() as folder:
        # With constant memory the library keeps texts in their cells, as `ExactSheet` needs it.
        workbook = Workbook(stream, {"constant_memory": True, "tmpdir": folder})
        title = document.plan.title if document else "工作要点"
        workbook.set_properties({"title": title[:_MOST_CHOICES]})
        looks = Looks.of(workbook)
        for plan, rows in tables:
            _Writer(workbook.add_worksheet(plan.name, ExactSheet), _needed(plan, rows), looks).write(rows)
        workbook.close()
    return stream.getvalue()


def _rows(document: PlanDocument | None, plan: SheetPlan) -> list[_Row]:
    """Return the filled cells of a sheet, a row an entry; of the sheet about the plan a row a field."""
    if plan is PLAN:
        filled = _cells(document.plan, PLAN.columns) if document else []
        values = {cell.column: cell for cell in filled}
        return [[values.get(column, _Cell(column, ""))] for column in PLAN.columns]
    if document is None:
        return []
    if plan is TASKS:
        return [row for task in document.tasks for row in _task_rows(task)]
    return [_cells(entry, plan.columns) for entry in getattr(document, plan.section)]


def _task_rows(task: TaskEntry) -> Iterator[_Row]:
    """Yield a row for each measure of a task, the first one with the task itself."""
    of_task = _cells(task, [column for column in TASKS.columns if not column.is_measure])
    of_measures = [
        _cells(measure, [column for column in TASKS.columns if column.is_measure]) for measure in task.measures
    ]
    yield [*of_task, *(of_measures[0] if of_measures else ())]
    yield from of_measures[1:]


def _cells(entry: BaseModel, columns: Iterable[Column]) -> list[_Cell]:
    values = {column.key: cell_value(getattr(entry, column.key), column.shape) for column in columns}
    for one, several in SEVERAL.items():
        names = str(values.get(several, ""))
        if (
            "\n" not in names and len(split_names(names)) > 1
        ):  # names that 、 does not tell apart stay in their own column
            values[one], values[several] = names, ""
    return [_Cell(column, value) for column in columns if (value := values[column.key]) != ""]


def _needed(plan: SheetPlan, rows: Sequence[_Row]) -> SheetPlan:
    """Return a sheet without the columns for several names that have nothing in them."""
    filled = {cell.column.key for row in rows for cell in row}
    columns = [column for column in plan.columns if column.key not in SEVERAL.values() or column.key in filled]
    return plan if len(columns) == len(plan.columns) else plan._replace(columns=tuple(columns))


def _check(plan: SheetPlan, rows: Sequence[_Row]) -> None:
    """Refuse a text that no cell can hold.

    Raises:
        RefusedError: it is too long.
    """
    for number, row in enumerate(rows, start=1):
        for column, value in row:
            if isinstance(value, str) and (length := excel_length(value)) > MOST_CHARACTERS:
                raise RefusedError(
                    f"“{plan.name}”第 {number} 行“{column.heading}”有 {length} 个字符，"
                    f"Excel 一格最多 {MOST_CHARACTERS} 个，未写入。请改写成 .yaml。"
                )


class _Writer:
    """Writes one sheet, row by row from the top."""

    def __init__(self, sheet: ExactSheet, plan: SheetPlan, looks: Looks) -> None:
        self._sheet = sheet
        self._plan = plan
        self._looks = looks

    def write(self, rows: Sequence[_Row]) -> None:
        """Write the sheet with its entries."""
        widths: Sequence[int]
        if self._plan is PLAN:
            widths, headings = _FIELD_WIDTHS, list(PLAN_HEADINGS)
        else:
            widths = [_WIDTHS.get(column.key, _USUAL_WIDTH) for column in self._plan.columns]
            headings = [_marked(column) for column in self._plan.columns]
        self._set_up(widths)
        self._sheet.set_row(0, 28)
        self._sheet.write_string(0, 0, self._plan.name, self._looks.title)
        self._sheet.write_string(1, 0, _HOW[self._plan.section], self._looks.how)
        self._sheet.set_row(_HEADING_ROW, 2 * LINE_HEIGHT)
        for place, heading in enumerate(headings):
            self._sheet.write_string(_HEADING_ROW, place, heading, self._looks.heading)
        if self._plan is PLAN:
            self._write_fields(rows)
        else:
            self._write_entries(rows, widths)

    def _write_fields(self, rows: Sequence[_Row]) -> None:
        for number, ((column, value),) in enumerate(rows, start=_HEADING_ROW + 1):
            lines = max(line_count(value, _FIELD_WIDTHS[1]), line_count(column.note, _FIELD_WIDTHS[2]))
            self._sheet.set_row(number, row_height(lines))
            self._sheet.write_string(number, 0, _marked(column), self._looks.text)
            self._write_value(number, 1, column, value)
            self._sheet.write_string(number, 2, column.note, self._looks.text)

    def _write_entries(self, rows: Sequence[_Row], widths: Sequence[int]) -> None:
        columns = self._plan.columns
        for place, column in enumerate(columns):
            self._offer(place, column, rows)
        for number, row in enumerate([*rows, *([[]] * _EMPTY_ROWS)], start=_HEADING_ROW + 1):
            values = dict(row)
            lines = [line_count(values.get(column, ""), width) for column, width in zip(columns, widths, strict=True)]
            self._sheet.set_row(number, row_height(max(lines)))
            for place, column in enumerate(columns):
                self._write_value(number, place, column, values.get(column, ""))

    def _write_value(self, row: int, place: int, column: Column, value: str | int) -> None:
        look = self._looks.number if column.shape is Shape.NUMBER else self._looks.text
        if isinstance(value, int):
            self._sheet.write_number(row, place, value, look)
        elif value:
            self._sheet.write_string(row, place, value, look)
        else:
            self._sheet.write_blank(row, place, None, look)

    def _offer(self, place: int, column: Column, rows: Sequence[_Row]) -> None:
        """Offer the words of a column in its cells, with a prompt about filling in."""
        source, is_closed = self._choices(column, rows)
        rule: dict[str, Any] = {"validate": "list", "source": source} if source else {"validate": "any"}
        rule |= {
            "input_title": column.heading[:_MOST_TITLE],
            "input_message": column.note[:_MOST_MESSAGE],
            "show_error": is_closed,
            "error_title": column.heading[:_MOST_TITLE],
            "error_message": "请从下拉的词里选一个",
        }
        self._sheet.data_validation(_HEADING_ROW + 1, place, _LAST_ROW, place, rule)

    def _choices(self, column: Column, rows: Sequence[_Row]) -> tuple[list[str] | str, bool]:
        """Return the words of a column's drop-down, or the cells with them; and whether no others are allowed."""
        if column.shape is Shape.TRUTH:
            return ["是", "否"], True
        if column.words:
            return list(column.words), column.is_closed
        if (self._plan.section, column.key) == ("units", "kind"):
            kinds = [str(cell.value) for row in rows for cell in row if cell.column == column]
            return _fitting([*kinds, *_USUAL_KINDS]), False
        if column.key in SEVERAL:
            return f"='单位表'!$A${_HEADING_ROW + 2}:$A${_LAST_ROW}", False
        return [], False

    def _set_up(self, widths: Sequence[int]) -> None:
        columns = self._plan.columns if self._plan is not PLAN else ()
        for place, width in enumerate(widths):
            is_number = bool(columns) and columns[place].shape is Shape.NUMBER
            self._sheet.set_column(place, place, width, None if is_number else self._looks.below)
        self._sheet.freeze_panes(_HEADING_ROW + 1, 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(_HEADING_ROW)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")


def _marked(column: Column) -> str:
    return f"{column.heading} *" if column.is_required and not column.is_measure else column.heading


def _fitting(words: Iterable[str]) -> list[str]:
    """Return the different words that fit into a drop-down, which separates them by commas."""
    kept: list[str] = []
    for word in dict.fromkeys(words):
        if not set(word) & set(',"') and len(",".join([*kept, word])) <= _MOST_CHOICES:
            kept.append(word)
    return kept
