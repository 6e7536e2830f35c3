"""Pages on one sheet: facts, charts and tables below one another; the first sheet of the office's workbook."""

import io
import shutil
from datetime import UTC, date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart.bar_chart import BarChart
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from conftest import TODAY, Program, run
from gongkai_cli.cell_texts import row_height
from gongkai_cli.domain.answers import PaceCounts
from gongkai_cli.output.content.papers import layouts
from gongkai_cli.output.content.papers.overview import overview_page
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.formats.reading_back import Sheet, read_workbook
from gongkai_cli.output.formats.sheets.workbook import write_listing, write_page
from gongkai_cli.output.listing import Chart, Field, Kind, Layout, Listing, Page, Tone

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


HEADS = ["责任单位", "完成时限", "进展情况", "存在问题", "下步措施", "完成情况", "佐证链接"]


def test_each_page_of_a_table_begins_with_its_headings(made: dict[str, Path]) -> None:
    """They are no row of the table for its readers."""
    sheet = page(made, "show 3")
    first, last = (
        range_boundaries(sheet.defined_names["承办单位"].value.rpartition("!")[2])[place] for place in (1, 3)
    )
    assert first
    assert last
    headings = [row for row in range(first, last + 1) if texts(sheet, row, row) == [HEADS]]
    breaks = [one.id + 1 for one in sheet.row_breaks.brk if first <= one.id < last]
    assert headings == [first, *breaks]
    assert len(breaks) == 1
    (table,) = [one for one in read_workbook(made["show 3"]) if one.name == "承办单位"]
    assert len(table.rows) == 38


def test_the_last_table_with_a_chart_repeats_its_headings_in_print(made: dict[str, Path]) -> None:
    """Its chart refers to rows that follow one another."""
    sheet = load_workbook(made["export"]).worksheets[0]
    first = range_boundaries(sheet.defined_names["序时进度"].value.rpartition("!")[2])[1]
    assert sheet.print_title_rows == f"${first}:${first}"


def test_a_table_of_a_chart_is_not_divided_where_a_page_holds_it() -> None:
    sheet, _ = charts_of([(f"第{no}镇", no) for no in range(17)])
    first = range_boundaries(sheet.defined_names["单位"].value.rpartition("!")[2])[1]
    assert [one.id for one in sheet.row_breaks.brk] == [(first or 0) - 2]


def test_an_empty_table_says_so(made: dict[str, Path]) -> None:
    sheet = page(made, "show 4")
    assert texts(sheet, sheet.max_row - 1, sheet.max_row) == [["台账　0 条"], ["还没有记录。"]]


def test_the_first_sheet_of_the_workbook_draws_paces_and_months(made: dict[str, Path]) -> None:
    sheet: Any = load_workbook(made["export"]).worksheets[0]
    assert (sheet.title, sheet["A1"].value) == ("总览", "石城县2024年政务公开工作要点　总览　截至 2024年10月8日")
    months, *paces = sheet._charts  # noqa: SLF001 - the library has no public name for them
    assert [(one.barDir, one.grouping) for one in (months, *paces)] == [("col", "stacked"), *[("bar", "stacked")] * 2]
    assert referred(sheet, months) == {
        "已公开": [0, 0, 0, 0, 0, 1, 0, 0],
        "已办未公开": [0] * 8,
        "逾期未办": [4, 4, 4, 2, 2, 0, 0, 0],
        "未到期": [0, 0, 0, 0, 0, 4, 3, 4],
        "已取消": [0] * 8,
    }
    first, second = (referred(sheet, chart) for chart in paces)
    assert {pace: sum(first[pace] + second[pace]) for pace in first} == {
        "已完成": 0,
        "超进度": 0,
        "达进度": 1,
        "欠进度": 342,
        "逾期": 0,
    }
    assert [{len(counts) for counts in by_pace.values()} for by_pace in (first, second)] == [{18}, {19}]
    names = categories(sheet, paces[0]) + categories(sheet, paces[1])
    assert (names[-1], len(set(names))) == ("县司法局", 37)


def test_the_axes_of_counts_have_no_fractions(made: dict[str, Path]) -> None:
    """All charts of one table have the same axis."""
    sheet: Any = load_workbook(made["export"]).worksheets[0]
    axes = [chart.y_axis for chart in sheet._charts]  # noqa: SLF001 - as above
    scales = [(axis.scaling.min, axis.scaling.max, axis.majorUnit, axis.numFmt.formatCode) for axis in axes]
    assert scales == [(0, 5, 1, "0"), (0, 12, 2, "0"), (0, 12, 2, "0")]


def charts_of(rows: list[tuple[str, int]], label: str = "name", paper: str = "A4") -> tuple[Worksheet, list[Any]]:
    """Return the only sheet of a page with one table of names and numbers, and its charts."""
    layout = Layout(printed=("name", "count"), chart=Chart("承办（项）", label, (("count", Tone.GOOD),)))
    fields = (
        Field("name", "单位", itemgetter(0)),
        Field("count", "项", itemgetter(1), Kind.NUMBER),
        Field("label", "图中名称", lambda row: row[0][:3]),
    )
    listing = Listing("单位", (), rows, "没有。", name="单位", fields=fields, layout=layout)
    sheet: Any = sheet_of(Page("总览", (), None, {"units": listing}, sheet="总览"), paper)
    return sheet, sheet._charts  # noqa: SLF001 - as above


def sheet_of(page: Page, paper: str = "A4") -> Worksheet:
    """Return the sheet of a page, read back."""
    stream = io.BytesIO()
    write_page(page, stream, Options(made_at=datetime(2024, 10, 8, tzinfo=UTC), paper=paper))
    return load_workbook(stream).worksheets[0]


@pytest.mark.parametrize(
    ("units", "paper", "shown"),
    [
        (27, "A4", [27]),
        (28, "A4", [14, 14]),
        (40, "A4", [20, 20]),
        (40, "A3", [40]),
        (80, "A4", [26, 27, 27]),
        (3000, "A4", [27, 27, 27, 27]),
    ],
)
def test_every_bar_has_room_for_its_name(units: int, paper: str, shown: list[int]) -> None:
    """LibreOffice leaves every second name out where bars are closer. Of very many rows the first are drawn."""
    sheet, charts = charts_of([(f"第{no}镇", no) for no in range(units)], paper=paper)
    names = [categories(sheet, chart) for chart in charts]
    assert [len(some) for some in names] == shown
    assert [name for some in names for name in some] == [f"第{no}镇" for no in range(sum(shown))]
    for some, chart in zip(names, charts, strict=True):
        bar = chart.anchor.to.row - chart.anchor._from.row  # noqa: SLF001 - as above
        assert bar * row_height(1) >= len(some) * 15  # points


def test_a_chart_names_its_bars_by_a_column_beside_the_print() -> None:
    sheet, (chart,) = charts_of([("墨云县人民政府办公室", 3), ("县司法局", 4)], label="label")
    assert categories(sheet, chart) == ["墨云县", "县司法"]
    assert referred(sheet, chart) == {"项": [3, 4]}


def test_a_long_name_is_short_in_the_chart_alone() -> None:
    names = ("墨云县人民政府办公室关于印发二〇二四年政务公开工作要点的通知", "墨云县2024年政务公开工作要点")
    rows = [PaceCounts(name, 1, 0, 0, 0, 1, 0, 0.0) for name in names]
    sections = overview_page("全部工作要点 2 个", date(2024, 10, 8), None, rows, []).sections
    paces = {field.key: list(map(field.read, rows)) for field in sections["paces"].fields}
    assert paces["name"] == list(names)
    assert paces["label"] == ["墨云县人民政府办公室关于印发二〇二四年政务公开…", names[1]]
    assert sections["paces"].layout.chart == layouts.PACES_WITH_LABELS.chart
    assert "label" not in sections["paces"].layout.printed


def test_a_large_axis_has_round_steps() -> None:
    _, (chart,) = charts_of([("甲", 4800), ("乙", 0)])
    assert (chart.y_axis.scaling.max, chart.y_axis.majorUnit) == (5000, 500)


def test_an_axis_of_nothing_ends_at_one() -> None:
    _, (chart,) = charts_of([("甲", 0)])
    assert (chart.y_axis.scaling.max, chart.y_axis.majorUnit) == (1, 1)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("墨云县工作要点　总览　截至 2024年10月8日", ["墨云县工作要点　总览　截至 2024年10月8日"]),
        (
            "石城县2024年政务公开工作要点　任务 3　加强重大政策宣传联动及落实结果评价　截至 2024年10月20日",
            ["石城县2024年政务公开工作要点　任务 3　加强重大政策宣传联动及落实结果评价", "截至 2024年10月20日"],
        ),
        (f"{'县' * 50}　总览　截至 2024年10月8日", [f"{'县' * 50}　总览　截至 2024年10月8日"]),
        (f"{'县' * 70}　总览　截至 2024年10月8日", [f"{'县' * 70}　总览", "截至 2024年10月8日"]),
        # In a narrower font the first part takes three lines, and the day would not fit on the third.
        (f"{'县' * 120}　截至 2024年10月8日", [f"{'县' * 120}", "截至 2024年10月8日"]),
    ],
)
def test_a_long_title_keeps_its_day_on_one_line(title: str, lines: list[str]) -> None:
    """A line of the title takes 39 characters."""
    sheet = sheet_of(Page(title, (), None, {}, sheet="总览"))
    assert str(sheet["A1"].value).split("\n") == lines
    assert sheet.row_dimensions[1].height == 30 * sum(-(-len(line) // 39) for line in lines)


def test_a_long_title_is_read_back_on_one_line(tmp_path: Path) -> None:
    title = f"{'县' * 70}　总览　截至 2024年10月8日"
    field = Field("name", "单位", itemgetter(0))
    file = tmp_path / "表.xlsx"
    with file.open("wb") as stream:
        listing = Listing(title, (), [("甲局",)], "没有。", name="单位", fields=(field,))
        write_listing(listing, stream, Options(made_at=datetime(2024, 10, 8, tzinfo=UTC)))
    (sheet,) = read_workbook(file)
    assert (sheet.title, sheet.rows) == (title, (("甲局",),))


def test_a_row_that_says_its_headings_is_read_back(tmp_path: Path) -> None:
    """Only a page of several tables repeats its headings."""
    field = Field("name", "单位", itemgetter(0))
    file = tmp_path / "表.xlsx"
    with file.open("wb") as stream:
        listing = Listing("标题", (), [("单位",), ("甲局",)], "没有。", name="单位", fields=(field,))
        write_listing(listing, stream, Options(made_at=datetime(2024, 10, 8, tzinfo=UTC)))
    (sheet,) = read_workbook(file)
    assert sheet.rows == (("单位",), ("甲局",))


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
