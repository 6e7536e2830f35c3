"""Pages on one sheet: facts, charts and tables below one another; the first sheet of the office's workbook."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart.bar_chart import BarChart
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from conftest import TODAY, Program, run
from gongkai_cli.output.formats.reading_back import Sheet, read_workbook

GRID = 48
"""The columns of the grid that is printed."""


COMMANDS = ("show 3", "dept 县司法局", "status", "activity show 21", "show 4", "export")


@pytest.fixture(scope="module")
def made(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Command → its workbook, of a store with a report and a public activity."""
    folder = tmp_path_factory.mktemp("pages")
    store = Path(shutil.copy(filled_store, folder / "gongkai.db"))

    def program(*words: str) -> None:
        answer = run(("--db", str(store), "--as-of", TODAY, "--by", "测试员", *words))
        assert answer.code == 0, answer.err

    for command in (
        "mark 3 --dept 县司法局 --percent 60 --on 9月30日 --note 已征集意见 --link https://x.cn/a",
        "activity held 21 --date 10月7日 --people 40",
        "activity publish 21 --link https://x.cn/21",
    ):
        program(*command.split())
    files = {command: folder / f"{place}.xlsx" for place, command in enumerate(COMMANDS)}
    for command, file in files.items():
        program(*command.split(), "-o", str(file))
    return files


def page(made: dict[str, Path], command: str) -> Worksheet:
    """Return the only sheet of a page's workbook."""
    (sheet,) = load_workbook(made[command]).worksheets
    return sheet


def texts(sheet: Worksheet, first: int, last: int) -> list[list[object]]:
    """Return the values of some rows inside the grid, without empty cells."""
    rows = sheet.iter_rows(min_row=first, max_row=last, max_col=GRID)
    return [[cell.value for cell in row if cell.value is not None] for row in rows]


@pytest.mark.parametrize(
    ("command", "name", "tables"),
    [
        ("show 3", "任务3", ["举措", "承办单位", "台账"]),
        ("dept 县司法局", "单位", ["任务", "活动", "台账"]),
        ("status", "全年", ["任务", "各月活动", "需要关注"]),
        ("activity show 21", "活动", ["台账"]),
    ],
)
def test_a_page_stands_on_one_sheet(made: dict[str, Path], command: str, name: str, tables: list[str]) -> None:
    sheet = page(made, command)
    assert sheet.title == name
    areas = {title: range_boundaries(one.value.rpartition("!")[2]) for title, one in sheet.defined_names.items()}
    firsts = [areas[table][1] or 0 for table in tables]
    assert firsts == sorted(firsts)
    for table, first in zip(tables, firsts, strict=True):
        assert str(texts(sheet, first - 1, first - 1)[0][0]).startswith(
            table if table not in {"承办单位", "各月活动"} else ""
        )
    assert sheet.print_area == f"'{name}'!$A$1:$AV${sheet.max_row}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref is None


def test_the_facts_of_a_unit_with_its_bar_and_its_name(made: dict[str, Path]) -> None:
    sheet = page(made, "dept 县司法局")
    assert str(sheet["A2"].value).split() == ["填报单位：县司法局", "联系人：", "日期：2024年10月8日"]
    facts = {row[0]: row[1] for row in texts(sheet, 3, 9)}
    assert facts["类别"] == "县政府部门"
    assert facts["进度"] == 0.07
    bars = [where for where in sheet.conditional_formatting for rule in where.rules if rule.type == "dataBar"]
    assert len(bars) == 1


def test_the_tables_of_a_page_say_what_its_json_says(made: dict[str, Path]) -> None:
    """Also the columns for programs, to the right of the grid."""
    sheets = {sheet.name: sheet for sheet in read_workbook(made["show 3"])}
    parts = by_heading(sheets["承办单位"])
    assert len(parts) == 38
    (own,) = [part for part in parts if part["责任单位"] == "县司法局"]
    expected = {
        "完成情况": "推进中",
        "进展情况": "已征集意见",
        "佐证链接": "https://x.cn/a",
        "进度": "60%",
        "职责": "牵头",
    }
    assert {key: own[key] for key in expected} == expected
    assert [row["举措序号"] for row in by_heading(sheets["举措"])] == ["1", "2", "3", "4", "5", "6", "7"]


def by_heading(sheet: Sheet) -> list[dict[str, str]]:
    """Return the rows of a table as heading → text."""
    return [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]


def test_a_page_of_one_sheet_has_links_and_totals(made: dict[str, Path]) -> None:
    sheet = page(made, "activity show 21")
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [cell.value for cell in linked] == ["https://x.cn/21", "https://x.cn/21"]
    assert texts(sheet, sheet.max_row, sheet.max_row) == [["合计", 2]]


def test_an_empty_table_says_so(made: dict[str, Path]) -> None:
    sheet = page(made, "show 4")
    assert texts(sheet, sheet.max_row - 1, sheet.max_row) == [["台账　0 条"], ["还没有记录。"]]


def test_the_first_sheet_of_the_workbook_draws_paces_and_months(made: dict[str, Path]) -> None:
    sheet: Any = load_workbook(made["export"]).worksheets[0]
    assert (sheet.title, sheet["A1"].value) == ("总览", "石城县2024年政务公开工作要点　总览　截至 2024年10月8日")
    months, paces = sheet._charts  # noqa: SLF001 - the library has no public name for them
    assert isinstance(months, BarChart)
    assert isinstance(paces, BarChart)
    assert (months.barDir, months.grouping, paces.barDir, paces.grouping) == ("col", "stacked", "bar", "stacked")
    assert referred(sheet, months) == {
        "已公开": [0, 0, 0, 0, 0, 1, 0, 0],
        "已办未公开": [0] * 8,
        "逾期未办": [4, 4, 4, 2, 2, 0, 0, 0],
        "未到期": [0, 0, 0, 0, 0, 4, 3, 4],
        "已取消": [0] * 8,
    }
    by_pace = referred(sheet, paces)
    assert {pace: sum(counts) for pace, counts in by_pace.items()} == {
        "已完成": 0,
        "超进度": 0,
        "达进度": 1,
        "欠进度": 342,
        "逾期": 0,
    }
    assert {len(counts) for counts in by_pace.values()} == {37}
    names = categories(sheet, paces)
    assert (names[-1], len(set(names))) == ("县司法局", 37)


def referred(sheet: Worksheet, chart: BarChart) -> dict[str, list[int]]:
    """Return the name of each series of a chart → its numbers, from the cells that it refers to."""
    found = {}
    for series in chart.series:
        assert series.tx.strRef
        (name,) = cells(sheet, series.tx.strRef.f)
        found[str(name)] = [int(str(value)) for value in cells(sheet, series.val.numRef.f)]
    return found


def categories(sheet: Worksheet, chart: BarChart) -> list[object]:
    """Return the names of the bars of a chart."""
    reference = chart.series[0].cat.strRef or chart.series[0].cat.numRef
    return cells(sheet, reference.f)


def cells(sheet: Worksheet, reference: str) -> list[object]:
    """Return the values of the cells of one column."""
    found = sheet[reference.rpartition("!")[2].replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def test_the_overview_adds_up_to_what_the_commands_say(made: dict[str, Path]) -> None:
    sheet = load_workbook(made["export"]).worksheets[0]
    facts = {row[0]: row[1] for row in texts(sheet, 3, 6)}
    assert facts == {
        "期间": "2024年5月26日—12月31日　时间进度 61.6%",
        "任务": "12 项　平均进度 1.3%　未启动 11 项 91.7%　推进中 1 项 8.3%",
        "承办": "计入统计 343 项：达进度 1、欠进度 342",
        "活动": "28 场：已公开 1、逾期未办 16、未到期 11",
    }
    tables = {table.name: table for table in read_workbook(made["export"])}
    assert sum(int(row["承办数"]) for row in by_heading(tables["序时进度"])) == 343
    assert sum(int(row["场次"]) for row in by_heading(tables["各月活动"])) == 28
    totals = [row for row in texts(sheet, 1, sheet.max_row) if row and row[0] == "合计"]
    assert totals == [["合计", 28, 1, 0, 16, 11, 0], ["合计", 343, 0, 0, 1, 342, 0]]


def test_other_formats_have_no_overview(gongkai: Program) -> None:
    assert "总览" not in gongkai("export --format md").out
