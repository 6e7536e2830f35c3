"""A unit's sheet → the workbook that the unit fills in."""

import io
import tempfile
from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai_cli import scratch
from gongkai_cli.cell_texts import MOST_CHARACTERS, line_count, row_height
from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Activity, Part, Plan
from gongkai_cli.domain.reporting.periods import period_words
from gongkai_cli.domain.reporting.sheets import SheetActivity, SheetPart, UnitSheet
from gongkai_cli.domain.vocabulary import NO_THEME, ONGOING
from gongkai_cli.exact_sheets import ExactSheet
from gongkai_cli.exchange.columns import (
    ACTIVITIES_SHEET,
    ACTIVITY_COLUMNS,
    DEFINED_NAME,
    HELP_SHEET,
    HIDDEN_SHEET,
    PART_COLUMNS,
    PARTS_SHEET,
    Item,
    SheetColumn,
)
from gongkai_cli.exchange.outgoing.looks import TEXT_FONT, Looks, set_page
from gongkai_cli.output.content.cells import activity_form

_TITLE_ROW, _LINE_ROW, _HEADING_ROW = 0, 1, 2
_FIRST_ROW = _HEADING_ROW + 1
_MOST_PEOPLE = 1_000_000
_PERCENT_MESSAGE = "只填 0 到 100 的整数，如 60；完成的填 100。"
_HELP = (
    "一、只填白格；灰格是台账里现有的内容，不用改。没有新进展的行空着，或整行删去，都不会抹掉以前报的内容。",
    "二、完成比例只填 0 到 100 的整数，如 60；办完的填 100。",
    "三、进展情况、存在问题、下步措施写文字，一格写完；图片不读，请不要贴图。",
    "四、佐证链接写 http:// 或 https:// 开头的网址，几个网址各占一行，或用空格隔开。",
    "五、有“活动”一页的，办过的活动填举办日期（如 10月15日）、参加人数和公开链接；还没办的空着。",
    "六、行可以删、可以换顺序；请不要改表号和第一列的识别码。填好存为 .xlsx 报回，.xls、.et、.ods 也可以。",
)


def unit_workbook(plan: Plan, sheet: UnitSheet) -> bytes:
    """Return the workbook of a unit's sheet.

    It holds the tasks, how to fill in, the activities if there are any, and a hidden sheet with its identity.

    Raises:
        RefusedError: there is no room for temporary files.
    """
    stream = io.BytesIO()
    with scratch.explained("未写入"), tempfile.TemporaryDirectory() as folder:
        workbook = Workbook(stream, {"in_memory": True, "tmpdir": folder, "default_format_properties": TEXT_FONT})
        # The library then keeps texts in their cells, as `ExactSheet` needs it. Together with the option above, which
        # saves some ten temporary files a workbook, it cannot be asked for by an option.
        workbook.constant_memory = True
        _set_identity(workbook, plan, sheet)
        looks = Looks.of(workbook)
        page = workbook.add_worksheet(PARTS_SHEET, ExactSheet)
        help_page = workbook.add_worksheet(HELP_SHEET, ExactSheet)
        _write_head(page, plan, sheet, looks, PART_COLUMNS)
        _write_parts(page, sheet, looks)
        _write_help(help_page, looks)
        if sheet.activities:
            page = workbook.add_worksheet(ACTIVITIES_SHEET, ExactSheet)
            _write_head(page, plan, sheet, looks, ACTIVITY_COLUMNS)
            _write_activities(page, sheet, looks)
        hidden = workbook.add_worksheet(HIDDEN_SHEET, ExactSheet)
        hidden.write_string(0, 0, sheet.identity.carrier)
        hidden.hide()
        workbook.close()
    return stream.getvalue()


def _set_identity(workbook: Workbook, plan: Plan, sheet: UnitSheet) -> None:
    """Write the identity where a re-save by any program keeps it: a document property and a defined name."""
    workbook.set_properties({"title": f"{plan.title}进展报送表（{sheet.identity.unit}）"[:255]})
    carrier = sheet.identity.carrier
    workbook.set_custom_property(DEFINED_NAME, carrier, "text")
    quoted = carrier.replace('"', '""')
    workbook.define_name(DEFINED_NAME, f'="{quoted}"')


def _write_head(page: Worksheet, plan: Plan, sheet: UnitSheet, looks: Looks, columns: Sequence[SheetColumn]) -> None:
    words = period_words(sheet.first, sheet.last, plan.year)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, None, {"hidden": column.item is Item.KEY})
    page.set_row(_TITLE_ROW, 26)
    page.merge_range(_TITLE_ROW, 1, _TITLE_ROW, len(columns) - 1, "", looks.title)
    page.write_string(_TITLE_ROW, 1, f"{plan.title}进展报送表", looks.title)
    identity = sheet.identity
    line = f"填报单位：{identity.unit}　报送时段：{words}　表号：{identity.number}　只填白格，怎样填见“{HELP_SHEET}”"
    page.write_string(_LINE_ROW, 1, line, looks.line)
    page.set_row(_HEADING_ROW, row_height(2))
    for place, column in enumerate(columns):
        page.write_string(_HEADING_ROW, place, column.heading, looks.heading)
    set_page(page, _HEADING_ROW)
    # No password: a protected sheet keeps a hand from slipping, and the reading does not rely on it.
    page.protect("", {"format_cells": True, "format_rows": True, "format_columns": True, "delete_rows": True})


def _write_parts(page: Worksheet, sheet: UnitSheet, looks: Looks) -> None:
    for row, line in enumerate(sheet.parts, _FIRST_ROW):
        values = _part_values(line, sheet.day)
        page.set_row(row, _height(PART_COLUMNS, values))
        for place, (column, value) in enumerate(zip(PART_COLUMNS, values, strict=True)):
            if column.item is Item.PERCENT:
                page.write_blank(row, place, None, looks.open_percent)
            elif column.is_open:
                page.write_blank(row, place, None, looks.open_text)
            elif column.width < 8:  # noqa: PLR2004 - numbers and short words
                page.write_string(row, place, value, looks.grey_middle)
            else:
                page.write_string(row, place, value[:MOST_CHARACTERS], looks.grey)
    last = _FIRST_ROW + max(len(sheet.parts), 1) - 1
    place = next(place for place, column in enumerate(PART_COLUMNS) if column.item is Item.PERCENT)
    page.data_validation(_FIRST_ROW, place, last, place, _whole_number(100, "完成比例", _PERCENT_MESSAGE))


def _part_values(line: SheetPart, day: date) -> tuple[str, ...]:
    part = line.part
    return (
        line.key,
        str(part.no),
        part.title,
        "\n".join(f"{place}. {text}" for place, text in enumerate(line.measures, 1)),
        part.role.word,
        _due_words(part, day),
        part.note or "",
        f"{part.percent}%" if part.on else "",
        *[""] * sum(column.is_open for column in PART_COLUMNS),
    )


def _due_words(part: Part, day: date) -> str:
    if part.due_words:
        return part.due_words
    if part.ongoing or part.due is None:
        return ONGOING
    return short_day(part.due, day)


def _write_help(page: Worksheet, looks: Looks) -> None:
    page.set_column(0, 0, 76)  # a page wide; some programs do not shrink a single column
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for row, line in enumerate((HELP_SHEET, *_HELP)):
        page.set_row(row, 36)
        page.write_string(row, 0, line, looks.title if row == 0 else looks.help)
    page.protect()


def _write_activities(page: Worksheet, sheet: UnitSheet, looks: Looks) -> None:
    for row, line in enumerate(sheet.activities, _FIRST_ROW):
        values = _activity_values(line, sheet.day)
        page.set_row(row, _height(ACTIVITY_COLUMNS, values))
        for place, (column, value) in enumerate(zip(ACTIVITY_COLUMNS, values, strict=True)):
            if column.item is Item.PEOPLE:
                page.write_blank(row, place, None, looks.open_number)
            elif column.is_open:
                page.write_blank(row, place, None, looks.open_text)
            else:
                page.write_string(row, place, value, looks.grey)
    last = _FIRST_ROW + len(sheet.activities) - 1
    place = next(place for place, column in enumerate(ACTIVITY_COLUMNS) if column.item is Item.PEOPLE)
    page.data_validation(_FIRST_ROW, place, last, place, _whole_number(_MOST_PEOPLE, "参加人数", "只填整数，如 60。"))


def _activity_values(line: SheetActivity, day: date) -> tuple[str, ...]:
    activity = line.activity
    theme = NO_THEME if not activity.theme else activity.theme
    return (line.key, str(activity.no), theme, activity_form(activity), _planned_time(activity, day), "", "", "")


def _planned_time(activity: Activity, day: date) -> str:
    if activity.date:
        return short_day(activity.date, day)
    return activity.when or f"{activity.month}月"


def _height(columns: Sequence[SheetColumn], values: Sequence[str]) -> int:
    """Return the height of a row in points: its fullest cell, and room for two lines of writing."""
    lines = [line_count(value, int(column.width)) for column, value in zip(columns, values, strict=True) if value]
    return row_height(max(2, *lines))


def _whole_number(most: int, title: str, message: str) -> dict[str, object]:
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "input_title": title,
        "input_message": message,
        "error_title": title,
        "error_message": message,
        "ignore_blank": True,
    }
