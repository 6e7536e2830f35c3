"""The workbook of a unit: its cells, its identity, its protection, and the page on which it prints."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties

from conftest import Program
from filled_sheets import ACTIVITIES, PARTS, columns_of, give_out, numbers_on_list, page_of

pytestmark = pytest.mark.slow  # each gives out and reads workbooks

PLAN = "石城县2024年政务公开工作要点"
HEADINGS = ["识别码", "序号", "任务", "举措", "职责", "时限", "上次进展", "上次完成比例"]
OPEN_HEADINGS = ["进展情况", "存在问题", "下步措施", "完成比例", "佐证链接"]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def properties(file: Path) -> dict[str, object]:
    """Return the custom document properties of a workbook."""
    workbook: Any = load_workbook(file)  # the stubs of the library lack them
    return {one.name: one.value for one in workbook.custom_doc_props.props}


def test_the_page_of_tasks_cell_by_cell(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县融媒体中心 --percent 40 --note 已开会 --on 8月20日")
    file = give_out(gongkai, "县融媒体中心")
    page = page_of(file)
    (number,) = numbers_on_list()
    assert number == "GK24-09-001-C"
    assert page["B1"].value == f"{PLAN}进展报送表"
    assert page["B2"].value == (f"填报单位：县融媒体中心　报送时段：9月　表号：{number}　只填白格，怎样填见“填表说明”")
    assert [cell.value for cell in page[3]] == [*HEADINGS, *OPEN_HEADINGS]
    key, *grey = [cell.value for cell in page[4]]
    assert re.fullmatch(r"03-[0-9B-DF-HJ-KM-NP-TV-Z]{3}[B-DF-HJ-KM-NP-TV-Z]", str(key))
    measures = str(grey.pop(2)).split("\n")
    assert (len(measures), measures[1]) == (7, "2. 宣传选题先策划、多会商")
    title = "加强重大政策宣传联动及落实结果评价"
    assert grey == ["3", title, "牵头", "12月31日", "已开会", "40%", None, None, None, None, None]
    assert page.max_row == 4


def test_white_cells_are_open_and_grey_ones_are_locked_without_a_password(gongkai: Program) -> None:
    file = give_out(gongkai)
    workbook = load_workbook(file)
    page = workbook[PARTS]
    columns = columns_of(page)
    assert page.protection.sheet
    assert page.protection.password is None
    assert {name: page.cell(4, place).protection.locked for name, place in columns.items()} == {
        **dict.fromkeys(HEADINGS, True),
        **dict.fromkeys(OPEN_HEADINGS, False),
    }
    # Pasting brings the style Normal, so it is unlocked too.
    with ZipFile(file) as archive:
        styles = archive.read("xl/styles.xml").decode()
    normal = re.search(r"<cellStyleXfs count=\"1\"><xf [^>]*><protection locked=\"0\"/></xf></cellStyleXfs>", styles)
    assert normal is not None
    assert {page.cell(4, columns[name]).number_format for name in OPEN_HEADINGS if name != "完成比例"} == {"@"}
    assert page.cell(4, columns["完成比例"]).number_format == "0"
    assert page.cell(4, columns["任务"]).fill.fgColor.rgb == "FFF2F2F2"
    assert page.cell(4, columns["进展情况"]).fill.fill_type is None


def test_the_percent_is_a_whole_number_by_validation_on_every_row(gongkai: Program) -> None:
    page = page_of(give_out(gongkai))
    (rule,) = page.data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "100")
    assert rule.operator in {None, "between"}
    assert str(rule.sqref) == "L4:L12"
    assert rule.error == "只填 0 到 100 的整数，如 60；完成的填 100。"


def test_the_identity_is_in_a_property_a_name_and_a_hidden_sheet(gongkai: Program) -> None:
    file = give_out(gongkai)
    workbook = load_workbook(file)
    (number,) = numbers_on_list()
    carrier = f"gongkai-sheet-1|shicheng-2024|县司法局|{number}"
    assert properties(file) == {"gongkai_sheet": carrier}
    assert workbook.defined_names["gongkai_sheet"].value == f'"{carrier}"'
    assert workbook["_gongkai"]["A1"].value == carrier
    assert {page.title: page.sheet_state for page in workbook} == {
        PARTS: "visible",
        "填表说明": "visible",
        "_gongkai": "hidden",
    }


def test_the_key_column_is_hidden_and_the_page_prints_on_a4_with_its_headings(gongkai: Program) -> None:
    page = page_of(give_out(gongkai))
    assert page.column_dimensions["A"].hidden
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$3:$3"
    assert page["D4"].font.size == 10


def test_the_text_prints_at_nine_points_at_least(gongkai: Program) -> None:
    """The page is fitted to the paper's width, so a page that is too wide would shrink the text."""
    page = page_of(give_out(gongkai))
    shown = [column for name, column in page.column_dimensions.items() if name != "A"]
    # A column is its width in digits of 7 pixels and 5 more; a pixel is 0.75 points.
    points = sum((column.width * 7 + 5) * 0.75 for column in shown)
    paper = (297 / 25.4 - page.page_margins.left - page.page_margins.right) * 72
    assert page["D4"].font.size * min(1, paper / points) >= 9


def test_the_second_page_says_how_to_fill_in(gongkai: Program) -> None:
    page = page_of(give_out(gongkai), "填表说明")
    lines = [str(row[0].value) for row in page.iter_rows()]
    assert (lines[0], len(lines)) == ("填表说明", 7)
    assert lines[2] == "二、完成比例只填 0 到 100 的整数，如 60；办完的填 100。"
    assert page.protection.sheet


def test_a_sheet_shows_the_state_of_the_last_day_of_its_period(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县融媒体中心 --percent 40 --note 八月 --on 8月20日")
    gongkai("mark 3 --dept 县融媒体中心 --percent 70 --note 十月 --on 10月5日")
    page = page_of(give_out(gongkai, "县融媒体中心", "9月"))
    assert (page["G4"].value, page["H4"].value) == ("八月", "40%")
    page = page_of(give_out(gongkai, "县融媒体中心", "10月"))
    assert (page["G4"].value, page["H4"].value) == ("十月", "70%")


def test_a_done_or_stopped_part_and_one_that_does_not_count_are_on_no_sheet(gongkai: Program) -> None:
    gongkai("mark 5 --dept 县司法局 --status 已完成 --on 9月1日")
    gongkai("mark 6 --dept 县司法局 --status 已中止 --on 9月1日")
    page = page_of(give_out(gongkai))
    assert [cell.value for cell in page["B"][3:]] == ["3", "7", "8", "9", "10", "11", "12"]


# Activities


def test_the_activities_of_the_period_have_a_page(gongkai: Program) -> None:
    page = page_of(give_out(gongkai, "县文广旅局", "8月"), ACTIVITIES)
    assert page["B1"].value == f"{PLAN}进展报送表"
    headings = ["识别码", "序号", "活动主题", "活动形式", "计划时间", "举办日期", "参加人数", "公开链接"]
    assert [cell.value for cell in page[3]] == headings
    key, *values = [cell.value for cell in page[4]]
    assert re.fullmatch(r"A13-[0-9A-Z]{4}", str(key))
    assert values == ["13", "文旅产业发展", "未注明", "8月", None, None, None]
    assert {heading: page.cell(4, place).protection.locked for heading, place in columns_of(page).items()} == {
        **dict.fromkeys(headings[:5], True),
        **dict.fromkeys(headings[5:], False),
    }


def activities_on(gongkai: Program, period: str) -> list[int]:
    """Return the activities on the sheet of 县文广旅局, whose only one is of August."""
    workbook = load_workbook(give_out(gongkai, "县文广旅局", period))
    if ACTIVITIES not in workbook.sheetnames:
        return []
    return [int(str(cell.value)) for cell in workbook[ACTIVITIES]["B"][3:]]


def test_an_older_activity_stays_on_the_sheets_until_it_is_public(gongkai: Program) -> None:
    assert activities_on(gongkai, "7月") == []
    assert activities_on(gongkai, "10月") == [13]
    gongkai("activity held 13 --date 8月20日 --people 60")
    assert activities_on(gongkai, "10月") == [13]
    gongkai("activity publish 13 --link http://x.cn/13")
    assert activities_on(gongkai, "10月") == []


def test_a_unit_with_activities_alone_gets_a_sheet(gongkai: Program) -> None:
    file = give_out(gongkai, "县国资服务中心", "7月")
    workbook = load_workbook(file)
    assert workbook.sheetnames == [PARTS, "填表说明", ACTIVITIES, "_gongkai"]
    assert workbook[PARTS].max_row == 3
    assert [cell.value for cell in workbook[ACTIVITIES]["B"][3:]] == ["10"]
