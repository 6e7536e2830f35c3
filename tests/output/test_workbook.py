"""The workbook that an office opens: its sheets, how they look on the screen and on paper, and what its cells hold."""

import io
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from conftest import Program
from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import workbook
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.formats.reading_back import read_workbook
from gongkai_cli.output.listing import Field, Kind, Listing

MADE_AT = datetime(2024, 10, 8, 1, 30, tzinfo=UTC)

LEDGER_HEADINGS = [
    *("序号", "任务", "牵头单位", "责任单位", "完成时限"),
    *("进展情况", "存在问题", "下步措施", "完成情况", "佐证链接"),
]
"""The columns of an office's own ledger."""

FIRST_TASK = (
    "县工信局、县发改委、县商务局、县文广旅局、县市场监管局、县农业农村局、县教科体局、石城工业园区管委会、县生态环境局"
)

LOOKS_LIKE_ANOTHER_KIND = [
    *("=1+1", '=HYPERLINK("http://x","y")', "{=SUM(A1)}", "+1", "-1", "@SUM(A1)", "'=1", "＝1"),
    *("1-2", "3/4", "2024-10-08", "10月8日", "9:30", "100%", "1e5", "0001", "12345678901234567890", "TRUE", "#N/A"),
    *("https://www.shicheng.gov.cn", "mailto:a@b.cn", "_x000D_", "<r>a</r>", "<b>&amp;</b>", "😀𠀀"),
]


@pytest.fixture
def exported(gongkai: Program, tmp_path: Path) -> Workbook:
    """The office's workbook, with a report, a mean that is no whole number, and an activity in each state."""
    gongkai("mark 3 --dept 县司法局 --percent 60 --on 9月30日 --note 已征集意见 --link https://www.shicheng.gov.cn/a")
    gongkai("mark 5 --dept 县司法局 --percent 100 --on 9月12日")
    gongkai("mark 9 --dept 县政府办 --status 受阻")
    gongkai("activity held 1 --date 6月5日 --people 120")
    gongkai("activity held 2 --date 6月6日")
    gongkai("activity publish 2 --link https://www.shicheng.gov.cn/b")
    gongkai("activity cancel 3 --reason 天气")
    gongkai("activity plan 20 --date 10月15日")
    answer = gongkai("export", "--what", "all", "-o", str(tmp_path / "台账.xlsx"))
    assert (answer.code, answer.out, answer.err) == (0, "", f"已写入“{tmp_path / '台账.xlsx'}”。\n")
    return load_workbook(tmp_path / "台账.xlsx")


def headings(sheet: Worksheet) -> list[str]:
    """Return the texts of the heading row."""
    return [str(cell.value) for cell in sheet[2]]


def under(sheet: Worksheet, heading: str) -> list[Cell | MergedCell]:
    """Return the cells of a column below its heading."""
    place = headings(sheet).index(heading) + 1
    return [sheet.cell(row, place) for row in range(3, sheet.max_row + 1)]


def look(cell: Cell | MergedCell) -> tuple[str, str] | None:
    """Return a cell's fill and font colour, None where it is not filled."""
    return (cell.fill.fgColor.rgb, cell.font.color.rgb) if cell.fill.patternType and cell.font.color else None


def written(rows: Any, *listed: Field, title: str = "标题") -> bytes:
    """Return the bytes of a workbook of one sheet."""
    stream = io.BytesIO()
    what = Listing(title=title, name="表", columns=(), fields=listed, rows=rows, empty="")
    workbook.write_listing(what, stream, Options(MADE_AT))
    return stream.getvalue()


def test_the_office_has_five_sheets(exported: Workbook) -> None:
    assert exported.sheetnames == ["任务分解表", "单位台账", "活动安排表", "单位汇总", "进展记录"]
    assert [sheet.max_row - 2 for sheet in exported.worksheets] == [12, 402, 28, 40, 9]


def test_the_headings_are_those_of_an_offices_own_ledger(exported: Workbook) -> None:
    assert headings(exported["任务分解表"])[:10] == LEDGER_HEADINGS
    own = [heading for heading in headings(exported["单位台账"]) if heading in LEDGER_HEADINGS]
    assert own == [heading for heading in LEDGER_HEADINGS if heading != "牵头单位"]


def test_every_sheet_has_a_title_over_all_its_columns(exported: Workbook) -> None:
    for sheet in exported.worksheets:
        assert sheet["A1"].value == f"石城县2024年政务公开工作要点　{sheet.title}　截至 2024年10月8日"
        assert [str(merged) for merged in sheet.merged_cells.ranges] == [
            f"A1:{sheet.cell(1, sheet.max_column).coordinate}"
        ]
        assert sheet["A1"].font.size == 16


def test_headings_stay_in_sight_and_filter(exported: Workbook) -> None:
    for sheet in exported.worksheets:
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref == f"A2:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"


def test_every_sheet_prints_on_a4_across_with_headings_and_page_numbers(exported: Workbook) -> None:
    for sheet in exported.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one page wide is the default
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center is not None
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_columns_are_as_wide_as_chinese_needs(exported: Workbook) -> None:
    """A Chinese character takes two; a column grows with its texts up to where they are wrapped."""
    sheet = exported["单位汇总"]
    assert headings(sheet)[:3] == ["单位", "类别", "别名"]
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [2 * len("石城工业园区管委会") + 2, 2 * len("县政府部门") + 2, 25]


def test_long_texts_are_wrapped_in_rows_high_enough(exported: Workbook) -> None:
    sheet = exported["任务分解表"]
    cell = under(sheet, "责任单位")[0]
    assert cell.value == FIRST_TASK
    assert [sheet.row_dimensions[row].height for row in (1, 2)] == [27.75, 27.75]  # 28 points in whole pixels
    lines = 2 * len(FIRST_TASK) / 24
    height = sheet.row_dimensions[3].height
    assert height is not None
    assert lines * 12 < height < (lines + 2) * 14
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None)


def test_days_are_days_and_percents_percents(exported: Workbook) -> None:
    sheet = exported["任务分解表"]
    due, done, percent = under(sheet, "完成时限")[0], under(sheet, "完成情况")[0], under(sheet, "进度")
    assert (due.value, due.number_format) == (datetime(2024, 12, 31), "yyyy-mm-dd")  # noqa: DTZ001 - a sheet's days
    assert (done.value, done.data_type) == ("未启动", "s")
    assert [(cell.value, cell.number_format) for cell in percent[2:5]] == [(0.15, "0%"), (0, "0%"), (0.333, "0.0%")]
    moment = under(exported["进展记录"], "记录时间")[0]
    assert moment.data_type == "d"
    assert moment.number_format == "yyyy-mm-dd hh:mm"


def test_numbers_are_numbers_and_texts_texts(exported: Workbook) -> None:
    sheet = exported["活动安排表"]
    assert [(cell.value, cell.data_type) for cell in under(sheet, "人数")[:2]] == [(120, "n"), (None, "n")]
    assert (under(sheet, "序号")[27].value, under(sheet, "月份")[27].value) == (28, 12)
    theme = under(sheet, "活动主题")[0]
    assert (theme.value, theme.data_type, theme.number_format) == ("消防安全", "s", "@")


def test_a_status_has_its_word_and_its_colour(exported: Workbook) -> None:
    of_tasks = {cell.value: look(cell) for cell in under(exported["单位台账"], "完成情况")}
    assert of_tasks == {
        "未启动": None,
        "推进中": ("FFDDEBF7", "FF1F4E79"),
        "受阻": ("FFFFC7CE", "FF9C0006"),
        "已完成": ("FFC6EFCE", "FF006100"),
    }
    of_activities = {cell.value: look(cell) for cell in under(exported["活动安排表"], "状态")}
    assert of_activities == {
        "待定": None,
        "已安排": ("FFDDEBF7", "FF1F4E79"),
        "已举办": ("FFFFEB9C", "FF7F6000"),
        "已公开": ("FFC6EFCE", "FF006100"),
        "已取消": ("FFEDEDED", "FF595959"),
    }
    of_paces = {cell.value: look(cell) for cell in under(exported["单位台账"], "序时进度")}
    assert of_paces == {
        "欠进度": ("FFFFEB9C", "FF7F6000"),
        "达进度": None,
        "已完成": ("FFC6EFCE", "FF006100"),
        None: None,
    }


def test_no_cell_is_a_formula_or_a_link(exported: Workbook) -> None:
    for sheet in exported.worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not {cell.data_type for cell in cells} - {"s", "n", "d"}
        assert not [cell for cell in cells if cell.hyperlink]


@pytest.mark.parametrize("text", LOOKS_LIKE_ANOTHER_KIND)
def test_text_stays_text(gongkai: Program, tmp_path: Path, text: str) -> None:
    """Whatever it looks like, and without a guard that somebody would have to take away."""
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", f"--note={text}")
    assert gongkai("tasks", "--dept", "县司法局", "-o", str(tmp_path / "任务.xlsx")).code == 0
    (sheet,) = read_workbook(tmp_path / "任务.xlsx")
    assert sheet.rows[0][sheet.headings.index("进展情况")] == text
    cell = under(load_workbook(tmp_path / "任务.xlsx").worksheets[0], "进展情况")[0]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_white_space_at_both_ends_stays() -> None:
    content = written([(" 前后 ",), ("\u3000全角\u3000",), ("行\n",)], Field("甲", "甲", itemgetter(0)))
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in under(sheet, "甲")] == [" 前后 ", "\u3000全角\u3000", "行\n"]


def test_a_table_without_rows_is_a_workbook_too(gongkai: Program, tmp_path: Path) -> None:
    assert gongkai("schedule", "--status", "已取消", "-o", str(tmp_path / "活动.xlsx")).code == 0
    sheet = load_workbook(tmp_path / "活动.xlsx").worksheets[0]
    assert (sheet.title, sheet.max_row, sheet.max_column) == ("活动", 2, 20)
    assert sheet["A1"].value == "石城县2024年政务公开工作要点　活动 0 场　截至 2024年10月8日"
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A2:T2", "A3")


@pytest.mark.parametrize(
    ("command", "sheets"),
    [
        ("tasks", ["任务"]),
        ("tasks --dept 县司法局", ["承办任务"]),
        ("tasks --dept 县司法局 --dept 县政府办", ["承办任务"]),
        ("show 3", ["概况", "举措", "承办单位", "台账"]),
        ("depts", ["单位"]),
        ("dept 县司法局", ["概况", "任务", "活动", "台账"]),
        ("schedule", ["活动"]),
        ("activity show 1", ["概况", "台账"]),
        ("upcoming", ["近期"]),
        ("status", ["概况", "任务", "各月活动", "需要关注"]),
        ("log", ["台账"]),
        ("plans", ["工作要点"]),
        ("export --what units", ["单位汇总"]),
        ("export --all-plans", ["任务分解表", "单位台账", "活动安排表", "单位汇总", "进展记录"]),
    ],
)
def test_every_listing_is_a_sheet_of_a_workbook(
    gongkai: Program, tmp_path: Path, command: str, sheets: list[str]
) -> None:
    assert gongkai(*command.split(), "-o", str(tmp_path / "表.xlsx")).code == 0
    assert [sheet.name for sheet in read_workbook(tmp_path / "表.xlsx")] == sheets


def test_a_page_tells_its_facts_on_the_first_sheet(gongkai: Program, tmp_path: Path) -> None:
    gongkai("dept", "县司法局", "-o", str(tmp_path / "表.xlsx"))
    facts = read_workbook(tmp_path / "表.xlsx")[0]
    assert (facts.title, facts.headings) == (
        "石城县2024年政务公开工作要点　县司法局　截至 2024年10月8日",
        ("项目", "内容"),
    )
    assert facts.rows[0] == ("类别", "县政府部门")


def test_all_plans_stand_in_one_workbook_with_their_keys(gongkai: Program, tmp_path: Path) -> None:
    gongkai("export", "--all-plans", "-o", str(tmp_path / "表.xlsx"))
    first = read_workbook(tmp_path / "表.xlsx")[0]
    assert first.title == "石城县2024年政务公开工作要点　任务分解表　截至 2024年10月8日"
    assert first.headings[0] == "序号"


def test_a_text_longer_than_a_cell_is_refused_and_the_old_file_stays(gongkai: Program, tmp_path: Path) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", "--note", "长" * 32_768)
    path = tmp_path / "表" / "任务.xlsx"
    path.parent.mkdir()
    command = ("tasks", "--dept", "县司法局", "--yes", "-o", str(path))
    told = "第 3 行“进展情况”有 32768 个字符，Excel 一格最多 32767 个，未写入。请改写成 .csv。\n"
    answer = gongkai(*command)
    assert (answer.code, answer.out, answer.err) == (1, "", told)
    assert list(path.parent.iterdir()) == []
    path.write_bytes(b"before")
    assert gongkai(*command).code == 1
    assert path.read_bytes() == b"before"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["长" * 32_767, "😀" * 16_383, "<r>" + "长" * 32_760 + "</r>"])
def test_a_text_as_long_as_a_cell_is_written(text: str) -> None:
    sheet = load_workbook(io.BytesIO(written([(text,)], Field("甲", "甲", itemgetter(0))))).worksheets[0]
    assert sheet["A3"].value == text


@pytest.mark.parametrize(
    ("text", "length"), [("😀" * 16_384, 32_768), ("<r>" + "长" * 32_761 + "</r>", 32_768), ("\n" * 40_000, 40_000)]
)
def test_length_is_counted_as_excel_counts(text: str, length: int) -> None:
    """An astral character takes two."""
    with pytest.raises(RefusedError) as caught:
        written([("好",), (text,)], Field("甲", "甲", itemgetter(0)))
    assert caught.value.message == f"第 4 行“甲”有 {length} 个字符，Excel 一格最多 32767 个，未写入。请改写成 .csv。"


def test_a_title_is_no_longer_than_a_cell() -> None:
    with pytest.raises(RefusedError, match=r"^第 1 行“标题”有 40000 个字符，"):
        written([], Field("甲", "甲", itemgetter(0)), title="长" * 40_000)


def test_a_character_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(RefusedError) as caught:
        written([("半\ud800个",)], Field("甲", "甲", itemgetter(0)))
    assert caught.value.message == "第 3 行“甲”里的字符（U+D800）Excel 存不了，未写入。请改写这个字。"


@pytest.mark.slow
def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(RefusedError) as caught:
        written(zip(range(1_048_575), strict=True), Field("甲", "甲", itemgetter(0), Kind.NUMBER))
    assert caught.value.message == (
        "“表”超过 Excel 一张表的 1048576 行，未写入。请改写成 .csv，或用 --plan 只取一个工作要点。"
    )


def test_a_workbook_goes_through_a_pipe_and_not_to_a_screen(
    process: Callable[..., subprocess.CompletedProcess[bytes]], terminal: Callable[..., str]
) -> None:
    answer = process("tasks --format xlsx")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert load_workbook(io.BytesIO(answer.stdout)).sheetnames == ["任务"]
    shown = terminal("tasks --format xlsx", width=80)
    assert shown == ".xlsx 不能显示在屏幕上。请写进文件，如 -o 台账.xlsx。\n"


def test_a_day_before_spreadsheets_begin_stays_a_text() -> None:
    days = [("1899-12-31",), ("1900-02-28",), ("1900-03-01",), ("持续推进",)]
    sheet = load_workbook(io.BytesIO(written(days, Field("日", "日", itemgetter(0), Kind.DAY)))).worksheets[0]
    assert [cell.value for cell in under(sheet, "日")] == [
        "1899-12-31",
        "1900-02-28",
        datetime(1900, 3, 1),  # noqa: DTZ001 - a sheet's days have no zone
        "持续推进",
    ]


def test_what_another_program_wrote_does_not_break_a_workbook(gongkai: Program, store: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE task_entry SET title = ? WHERE no = 3", ("题\x00\x1b\uffff_x0041_目\r\n二",))
    gongkai("tasks", "-o", str(tmp_path / "任务.xlsx"))
    (sheet,) = read_workbook(tmp_path / "任务.xlsx")
    assert sheet.rows[2][1] == "题\x00\x1b\uffff_x0041_目\r\n二"
