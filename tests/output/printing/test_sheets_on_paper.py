"""The sheets of a workbook on paper: what is printed, on which pages, with which totals; read back by openpyxl."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from operator import itemgetter
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from conftest import Program
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.formats.sheets import workbook
from gongkai_cli.output.formats.sheets.widths import lines_of
from gongkai_cli.output.listing import Field, Filer, Kind, Layout, Listing

HEADINGS = 3
"""The row of the headings."""

OFFICE = [
    "序号",
    "任务",
    "牵头单位",
    "责任单位",
    "完成时限",
    "进展情况",
    "存在问题",
    "下步措施",
    "完成情况",
    "佐证链接",
]
"""The columns of an office's own table."""

PRINTED = {
    "任务分解表": OFFICE,
    "责任清单": [
        *("序号", "任务", "牵头单位", "责任单位", "举措序号", "举措", "指标"),
        "RHYTHM",
        "完成时限",
    ],
    "单位台账": [heading for heading in OFFICE if heading != "牵头单位"],
    "活动安排表": [
        *("序号", "月份", "日期", "活动主题", "主办单位", "活动形式", "状态", "地点", "人数", "公开链接", "备注"),
    ],
    "单位汇总": [
        *("单位", "类别", "牵头", "负责", "责任（统称）", "已完成", "应完成", "进度", "序时进度"),
        *("活动", "已办活动", "逾期活动", "联系人", "电话"),
    ],
    "进展记录": [
        *("编号", "记录时间", "记录人", "事项", "单位", "报告日期", "变化前", "变化后"),
        *("进展情况", "存在问题", "下步措施", "佐证链接"),
    ],
}
"""Sheet → the headings inside its print area."""

FROZEN = "C4"
MADE_AT = datetime(2024, 10, 8, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def exported(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The office's workbook with some reports."""
    from conftest import TODAY, run

    folder = tmp_path_factory.mktemp("printing")
    path = folder / "gongkai.db"
    path.write_bytes(filled_store.read_bytes())
    for command in (
        "mark 3 --dept 县司法局 --percent 60 --on 9月30日 --note 已征集意见 --link https://x.cn/a --link https://x.cn/b",
        "mark 5 --dept 县司法局 --percent 100 --on 9月12日",
        "mark 9 --dept 县政府办 --status 受阻 --problem 样本少",
        "activity held 1 --date 6月5日 --people 120",
        "activity held 2 --date 6月6日 --people 30",
        "activity publish 2 --link https://x.cn/c",
        f"export -o {folder / '台账.xlsx'}",
    ):
        answer = run(("--db", str(path), "--as-of", TODAY, "--by", "测试员", *command.split()))
        assert answer.code == 0, answer.err
    return load_workbook(folder / "台账.xlsx")


def area(sheet: Worksheet) -> tuple[int, int, int, int]:
    """Return the first column and row, and the last column and row, of the table of a sheet, which its name tells."""
    return boundaries(sheet.defined_names[sheet.title].value)


def boundaries(reference: str) -> tuple[int, int, int, int]:
    """Return the first column and row, and the last column and row, of a reference."""
    left, top, right, bottom = range_boundaries(reference.rpartition("!")[2])
    return left or 0, top or 0, right or 0, bottom or 0


def headings(sheet: Worksheet) -> list[str]:
    """Return the texts of the heading row."""
    return [str(cell.value) for cell in sheet[HEADINGS]]


def column(sheet: Worksheet, heading: str) -> int:
    """Return the number of a column."""
    return headings(sheet).index(heading) + 1


def width(sheet: Worksheet, place: int) -> float:
    """Return the width of a column. The file has columns of one width together."""
    (found,) = [one.width for one in sheet.column_dimensions.values() if (one.min or 0) <= place <= (one.max or 0)]
    return float(found)


def total(sheet: Worksheet, heading: str) -> object:
    """Return the value of a column in the totals row."""
    return sheet.cell(area(sheet)[3] + 2, column(sheet, heading)).value


def test_only_the_offices_columns_are_printed_and_the_others_stand_to_their_right(exported: Workbook) -> None:
    for name, printed in PRINTED.items():
        sheet = exported[name]
        assert sheet.print_area
        left, top, right, bottom = boundaries(sheet.print_area)
        wanted = [headings(sheet)[place] if one == "RHYTHM" else one for place, one in enumerate(printed)]
        assert (left, top, headings(sheet)[:right]) == (1, 1, wanted)
        assert (bottom, sheet.max_row) == (area(sheet)[3] + 2, area(sheet)[3] + 2)
        assert len(headings(sheet)) > right


def test_every_sheet_lies_across_and_counts_its_pages_from_one(exported: Workbook) -> None:
    for sheet in exported.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one page wide is the default
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.useFirstPageNumber, sheet.page_setup.firstPageNumber) == (
            True,
            None,
        )  # 1 is the default
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center is not None
        assert sheet.oddFooter.center.text == "&A　第 &P 页"


def test_the_columns_of_a_page_are_no_wider_than_the_paper(exported: Workbook) -> None:
    """A4 across has 1045 pixels between its margins; Excel need not make the letters smaller."""
    for name in PRINTED:
        sheet = exported[name]
        right = boundaries(str(sheet.print_area))[2]
        assert 900 < sum(round(7 * width(sheet, place)) for place in range(1, right + 1)) <= 1045


def test_a_large_title_on_the_left_and_who_hands_the_sheet_in(exported: Workbook) -> None:
    for name in PRINTED:
        sheet = exported[name]
        title = sheet["A1"]
        assert title.value == f"石城县2024年政务公开工作要点　{name}　截至 2024年10月8日"
        assert (title.font.size, title.font.bold, title.alignment.horizontal) == (18, True, "left")
        assert str(sheet["A2"].value).split() == ["填报单位：", "联系人：", "日期：2024年10月8日"]


def test_two_columns_and_the_head_stay_in_sight_and_filter(exported: Workbook) -> None:
    for name in PRINTED:
        sheet = exported[name]
        _, _, right, bottom = area(sheet)
        assert sheet.freeze_panes == FROZEN
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.auto_filter.ref == f"A3:{get_column_letter(right)}{bottom}"


def test_the_rows_of_one_task_are_one_cell_and_each_task_has_its_pages(exported: Workbook) -> None:
    sheet = exported["单位台账"]
    last = area(sheet)[3]
    numbers = merged_values(sheet, "序号")
    assert list(dict.fromkeys(numbers)) == list(range(1, 13))
    covered = sum(one.size["rows"] for one in sheet.merged_cells.ranges if one.min_col == 1)
    assert covered == last - HEADINGS
    breaks = [one.id for one in sheet.row_breaks.brk]
    firsts = [one.min_row for one in sheet.merged_cells.ranges if one.min_col == 1]
    # A break stands before the first row of every piece but the first: a joined cell lies on one page.
    assert [row - 1 for row in sorted(firsts)[1:]] == breaks
    assert merged_values(sheet, "任务")[0] == "聚焦高质量发展推进信息公开"


def merged_values(sheet: Worksheet, heading: str) -> list[object]:
    """Return the values of the joined cells of a column, from the top down."""
    place = column(sheet, heading)
    ranges = sorted((one for one in sheet.merged_cells.ranges if one.min_col == place), key=lambda one: one.min_row)
    return [sheet.cell(one.min_row, place).value for one in ranges]


def test_a_joined_cell_keeps_its_value_in_every_row_for_the_filter(gongkai: Program, tmp_path: Path) -> None:
    gongkai("export", "-o", str(tmp_path / "台账.xlsx"))
    with (tmp_path / "台账.xlsx").open("rb") as stream:
        sheet = load_workbook(stream, read_only=True)["单位台账"]
        numbers = [row[0].value for row in sheet.iter_rows(min_row=HEADINGS + 1, max_row=HEADINGS + 402)]
    assert set(numbers) == set(range(1, 13))
    assert len(numbers) == 402


def test_the_table_of_tasks_has_every_task_once_and_totals_that_add_up(exported: Workbook) -> None:
    sheet = exported["任务分解表"]
    rows = range(HEADINGS + 1, area(sheet)[3] + 1)
    numbers = [sheet.cell(row, 1).value for row in rows]
    assert numbers == list(range(1, 13))
    assert total(sheet, "序号") == "合计"
    assert total(sheet, "任务") == len(numbers)
    statuses = Counter(sheet.cell(row, column(sheet, "完成情况")).value for row in rows)
    assert total(sheet, "完成情况") == "未启动 9\n推进中 2\n受阻 1"
    assert dict(line.split() for line in str(total(sheet, "完成情况")).split("\n")) == {
        str(word): str(count) for word, count in statuses.items()
    }
    for heading in ("已完成单位数", "应完成单位数", "已报单位数"):
        values = [sheet.cell(row, column(sheet, heading)).value for row in rows]
        assert total(sheet, heading) == sum(int(str(value)) for value in values)
    assert [total(sheet, heading) for heading in ("已完成单位数", "应完成单位数", "已报单位数")] == [1, 343, 3]


def test_the_other_totals(exported: Workbook) -> None:
    assert total(exported["责任清单"], "举措") == 89
    assert total(exported["单位台账"], "责任单位") == 402
    assert total(exported["单位台账"], "完成情况") == "未启动 399\n推进中 1\n受阻 1\n已完成 1"
    assert (total(exported["活动安排表"], "活动主题"), total(exported["活动安排表"], "人数")) == (28, 150)
    assert [total(exported["单位汇总"], one) for one in ("类别", "已完成", "应完成", "活动", "已办活动")] == [
        *(40, 1, 343, 28, 2),
    ]
    cell = exported["任务分解表"].cell(area(exported["任务分解表"])[3] + 2, 2)
    assert (cell.value, cell.number_format) == (12, '0"项"')


def test_the_responsibilities_name_every_measure_of_a_task(exported: Workbook) -> None:
    sheet = exported["责任清单"]
    rows = range(HEADINGS + 1, area(sheet)[3] + 1)
    assert merged_values(sheet, "序号") == list(range(1, 13))
    measures = [sheet.cell(row, column(sheet, "举措序号")).value for row in rows]
    assert measures[:10] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]
    assert len(measures) == 89
    ranges = {str(one) for one in sheet.merged_cells.ranges if one.min_row == HEADINGS + 1}
    assert ranges == {"A4:A12", "B4:B12", "C4:C12", "D4:D12"}


def test_evidence_can_be_clicked_and_its_text_stays(exported: Workbook) -> None:
    sheet = exported["单位台账"]
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [(cell.value, cell.hyperlink.target, cell.number_format) for cell in linked if cell.hyperlink] == [
        ("https://x.cn/a https://x.cn/b", "https://x.cn/a", "@")
    ]
    assert linked[0].hyperlink
    assert linked[0].hyperlink.tooltip == "打开第一个网址；其余的请复制"
    account = exported["任务分解表"].cell(HEADINGS + 3, column(exported["任务分解表"], "佐证链接"))
    assert account.hyperlink
    assert (account.value, account.hyperlink.target) == ("县司法局：https://x.cn/a https://x.cn/b", "https://x.cn/a")


def test_percents_have_bars_and_stay_numbers(exported: Workbook) -> None:
    sheet = exported["单位汇总"]
    letter = get_column_letter(column(sheet, "进度"))
    bars = [
        (str(where.sqref), rule.dataBar.cfvo[1].val, rule.dataBar.minLength, rule.dataBar.maxLength)
        for where in sheet.conditional_formatting
        for rule in where.rules
        if rule.type == "dataBar" and rule.dataBar
    ]
    assert bars == [(f"{letter}4:{letter}{area(sheet)[3]}", 1, 0, 100)]
    values = [sheet.cell(row, column(sheet, "进度")).value for row in range(HEADINGS + 1, area(sheet)[3] + 1)]
    assert {type(value) for value in values} == {int, float, type(None)}
    texts = [cell.value for one in exported.worksheets for row in one.iter_rows() for cell in row]
    assert not [text for text in texts if isinstance(text, str) and ("■" in text or "□" in text)]


def written(rows: list[tuple[object, ...]], *listed: Field, layout: Layout, paper: str = "A4") -> Worksheet:
    """Return the sheet of a listing, read back."""
    stream = BytesIO()
    filer = Filer("县司法局", "张三", MADE_AT.date())
    what = Listing(title="标题", name="表", columns=(), fields=listed, rows=rows, empty="", layout=layout, filer=filer)
    workbook.write_listing(what, stream, Options(MADE_AT, paper=paper))
    return load_workbook(stream).worksheets[0]


NO = Field("no", "序号", itemgetter(0), Kind.NUMBER)
TITLE = Field("title", "任务", itemgetter(1))
UNIT = Field("unit", "责任单位", itemgetter(2))
BY_TASK = Layout(merged=("no", "title"), counted="unit")


def test_the_unit_and_its_contact_are_named_where_they_are_known() -> None:
    sheet = written([(1, "任务", "甲局")], NO, TITLE, UNIT, layout=BY_TASK)
    assert sheet["A2"].value == "填报单位：县司法局　　联系人：张三　　日期：2024年10月8日"


def test_a_joined_text_is_as_high_as_it_needs() -> None:
    """Its last row makes up for the lines that its rows lack."""
    sheet = written([(1, "长" * 60, "甲局"), (1, "长" * 60, "乙局")], NO, TITLE, UNIT, layout=BY_TASK)
    lines = -(-2 * 60 // (16 - 1))
    height = sheet.row_dimensions[5].height
    assert height is not None
    assert height >= 14 * (lines - 1)
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A4:A5", "B4:B5"}


def test_a_row_has_room_for_words_and_addresses_that_begin_a_new_line() -> None:
    """Two lines of 16 would hold these 30 cells, but the address begins the second one and takes two."""
    assert lines_of("见 https://x.cn/2024/10/a.html", 17) == 3
    assert lines_of("见专栏，内容完整。", 17) == 2
    assert lines_of("已完成\nabc", 17) == 2


def test_all_first_rows_settle_the_width_of_a_column() -> None:
    rows: list[tuple[object, ...]] = [(no, "任务", "县局" if no < 50 else "第50镇人民政府办公室") for no in range(80)]
    sheet = written(rows, NO, TITLE, UNIT, layout=Layout())
    assert width(sheet, 3) > 20
    assert {sheet.row_dimensions[row].height for row in range(4, 84)} == {18}  # one line


def test_a_task_longer_than_a_page_begins_again_on_each_page() -> None:
    sheet = written([(1, "任务", f"单位{place}") for place in range(60)], NO, TITLE, UNIT, layout=BY_TASK)
    pieces = sorted((one.min_row, one.max_row) for one in sheet.merged_cells.ranges if one.min_col == 1)
    assert pieces[0][0] == HEADINGS + 1
    assert pieces[-1][1] == HEADINGS + 60
    assert [first - 1 for first, _ in pieces[1:]] == [one.id for one in sheet.row_breaks.brk]
    assert all(last - first < 26 for first, last in pieces)


def test_a_task_that_fits_the_next_page_does_not_begin_at_the_foot_of_this_one() -> None:
    rows: list[tuple[object, ...]] = [(no, "任务", f"单位{place}") for no in (1, 2) for place in range(15)]
    sheet = written(rows, NO, TITLE, UNIT, layout=BY_TASK)
    assert [one.id for one in sheet.row_breaks.brk] == [HEADINGS + 15]


def test_a3_has_wider_columns_and_is_named_in_the_file() -> None:
    rows: list[tuple[object, ...]] = [(1, "长" * 100, "长" * 100)]
    narrow = written(rows, NO, TITLE, UNIT, layout=Layout())
    wide = written(rows, NO, TITLE, UNIT, layout=Layout(), paper="A3")
    assert (narrow.page_setup.paperSize, wide.page_setup.paperSize) == (9, 8)
    widths = [sheet.column_dimensions["B"].width for sheet in (narrow, wide)]
    assert widths[1] > 1.25 * widths[0]


def test_a_table_without_rows_has_no_totals() -> None:
    sheet = written([], NO, TITLE, UNIT, layout=BY_TASK)
    assert (sheet.max_row, sheet.print_area) == (HEADINGS, "'表'!$A$1:$C$3")


def test_texts_that_only_look_like_addresses_are_no_links() -> None:
    link = Field("link", "佐证链接", itemgetter(0), Kind.LINK)
    texts = [
        "见档案",
        "file:///etc/passwd",
        "javascript:alert(1)",
        r"\\server\share",
        "http://",
        "https://a/" + "b" * 2100,
    ]
    sheet = written([(text,) for text in texts], link, layout=Layout())
    assert [sheet.cell(HEADINGS + 1 + place, 1).value for place in range(len(texts))] == texts
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_an_address_ends_where_chinese_begins() -> None:
    link = Field("link", "佐证链接", itemgetter(0), Kind.LINK)
    texts = ["县司法局：https://x.cn/a；县政府办：https://x.cn/b", "（https://x.cn/c）。", 'https://x.cn/d?e=1&f="2"']
    sheet = written([(text,) for text in texts], link, layout=Layout())
    cells = [sheet.cell(HEADINGS + 1 + place, 1) for place in range(len(texts))]
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink] == [
        "https://x.cn/a",
        "https://x.cn/c",
        "https://x.cn/d?e=1&f=",
    ]
    assert [cell.value for cell in cells] == texts


def test_more_links_than_excel_takes_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai_cli.output.formats.sheets import cells

    monkeypatch.setattr(cells, "_MOST_LINKS", 2)
    link = Field("link", "佐证链接", itemgetter(0), Kind.LINK)
    sheet = written([(f"https://x.cn/{place}",) for place in range(4)], link, layout=Layout())
    found = [sheet.cell(HEADINGS + 1 + place, 1) for place in range(4)]
    assert [bool(cell.hyperlink) for cell in found] == [True, True, False, False]
    assert [cell.value for cell in found] == [f"https://x.cn/{place}" for place in range(4)]


WORKBOOKS_ALONE = "--paper 只用于打印的 Excel 工作簿。请去掉它，或写 -o 台账.xlsx。\n"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("tasks --paper A3", "--paper 只用于打印的 Excel 工作簿。请去掉它，或写 -o 台账.xlsx。\n"),
        ("tasks --paper A3 -o 表.csv", "--paper 只用于打印的 Excel 工作簿。请去掉它，或写 -o 台账.xlsx。\n"),
        (
            "export --what plan --paper A3 -o 计划.xlsx",
            "--paper 只用于打印的 Excel 工作簿。请去掉它，或写 -o 台账.xlsx。\n",
        ),
        ("tasks --paper B5 -o 表.xlsx", "不能用纸张“B5”。--paper 可以用：A4、A3。\n"),
        ("tasks --paper '' -o 表.xlsx", "不能用纸张“”。--paper 可以用：A4、A3。\n"),
    ],
)
def test_a_paper_that_cannot_be(gongkai: Program, command: str, told: str) -> None:
    answer = gongkai(command)
    assert (answer.code, answer.out, answer.err) == (2, "", told)


@pytest.mark.parametrize("typed", ["A3", "a3", "Ａ３"])
def test_a_paper_as_people_type_it(gongkai: Program, tmp_path: Path, typed: str) -> None:
    assert gongkai("status", "--paper", typed, "-o", str(tmp_path / "全年.xlsx")).code == 0
    assert load_workbook(tmp_path / "全年.xlsx").worksheets[0].page_setup.paperSize == 8


def test_columns_that_no_paper_holds_stand_beside_the_print() -> None:
    listed = [Field(f"n{place}", f"数字{place}", itemgetter(0), Kind.NUMBER) for place in range(40)]
    sheets = [written([(1,)], *listed, layout=Layout(), paper=paper) for paper in ("A4", "A3")]
    printed = [boundaries(str(sheet.print_area))[2] for sheet in sheets]
    assert 15 < printed[0] < printed[1] < 40
    for sheet, last, pixels in zip(sheets, printed, (1045, 1510), strict=True):
        assert sum(round(7 * width(sheet, place)) for place in range(1, last + 1)) <= pixels
        assert sheet.max_column == 40


def test_a_layout_may_name_fields_that_a_listing_leaves_out() -> None:
    layout = Layout(printed=("no", "phone", "title"), merged=("unit",), counted="phone", summed=("people",))
    sheet = written([(1, "任务", "甲局")], NO, TITLE, UNIT, layout=layout)
    assert headings(sheet) == ["序号", "任务", "责任单位"]
    assert (sheet.print_area, sheet.max_row) == ("'表'!$A$1:$B$4", HEADINGS + 1)


def test_a_section_begins_on_a_page_of_its_own_and_is_named_there() -> None:
    section = Field("section", "所在部分", itemgetter(2))
    layout = Layout(printed=("section", "no"), merged=("section",), pages=("section",))
    rows: list[tuple[object, ...]] = [(1, "甲", "一"), (2, "乙", "一"), (3, "丙", "二")]
    sheet = written(rows, NO, TITLE, section, layout=layout)
    assert [one.id for one in sheet.row_breaks.brk] == [HEADINGS + 2]
    assert [sheet.cell(row, 1).value for row in (4, 6)] == ["一", "二"]
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A4:A5"}


def test_totals_stand_on_the_page_of_the_last_row() -> None:
    """A page of the first sheet has room for 22 rows, or for 21 with the totals."""
    layout = Layout(counted="title")
    sheets = [
        written([(no, "任务", "甲局") for no in range(count)], NO, TITLE, UNIT, layout=layout) for count in (21, 22)
    ]
    assert [[one.id for one in sheet.row_breaks.brk] for sheet in sheets] == [[], [HEADINGS + 21]]
