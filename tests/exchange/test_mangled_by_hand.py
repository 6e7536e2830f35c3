"""Sheets whose rows, columns and pages people have changed: they bring the reports filled in, or a question."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from filling import (
    BROUGHT,
    FILLED,
    HEADING_ROW,
    HELP,
    KEY,
    LAST_ROW,
    LINK,
    NEXT,
    NO,
    NOTE,
    OTHER,
    PARTS,
    PERCENT,
    PROBLEM,
    TITLE,
    UNIT,
    Brought,
    brought,
    cell,
    column_of,
    fill,
    filled_sheet,
    give_out,
    ledger_of,
    on_store,
    opened,
    refused,
    remove_carriers,
    row_of,
    sheet_of,
    taken,
    told,
)
from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.slow

FIRST_ROW = HEADING_ROW + 1


@pytest.fixture(scope="module")
def given(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that has given out its sheets, and of these."""
    return give_out(filled_store, tmp_path_factory.mktemp("given"))


@pytest.fixture
def sheet(given: Path, tmp_path: Path) -> Path:
    """A sheet that a unit has filled in, beside a ledger of its own."""
    return filled_sheet(given, tmp_path)


def table(sheet: Worksheet) -> list[list[object]]:
    """Return the rows below the headings."""
    return [
        [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]
        for row in range(FIRST_ROW, LAST_ROW + 1)
    ]


def put(sheet: Worksheet, rows: Sequence[Sequence[object]], from_column: int = 1) -> None:
    """Write rows below the headings."""
    for row, values in enumerate(rows, FIRST_ROW):
        for column, value in enumerate(values, from_column):
            sheet.cell(row, column).value = value  # type: ignore[assignment]


def without_columns(sheet: Worksheet, *headings: str) -> None:
    """Delete columns."""
    for heading in headings:
        sheet.delete_cols(column_of(sheet, heading))


# --- Rows


def test_an_untouched_sheet(sheet: Path) -> None:
    assert taken(sheet) == BROUGHT


def test_a_deleted_row_is_not_reported(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].delete_rows(row_of(book[PARTS], 5))
    assert taken(sheet) == [BROUGHT[0], BROUGHT[2]]


def test_inserted_rows(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].insert_rows(FIRST_ROW, 2)
        book[PARTS].insert_rows(row_of(book[PARTS], 9))
        book[PARTS].cell(FIRST_ROW, column_of(book[PARTS], NOTE)).value = "以下为第四季度重点"
    assert told(sheet) == [("left", "第 4 行", "表外内容，未并入")]
    assert taken(sheet) == BROUGHT


@pytest.mark.parametrize("by", [NO, TITLE, PERCENT])
def test_sorted_rows(sheet: Path, by: str) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        column = column_of(page, by) - 1
        put(page, sorted(table(page), key=lambda row: str(row[column]), reverse=True))
    assert taken(sheet) == BROUGHT


def test_rows_sorted_without_the_hidden_keys_are_asked_about(sheet: Path) -> None:
    """Keys and tasks that disagree are never matched by one of the two."""
    with opened(sheet) as book:
        page = book[PARTS]
        put(page, [row[1:] for row in reversed(table(page))], from_column=2)
    asked = [line for line in told(sheet) if line[0] == "asked"]
    assert len(asked) == 3
    place, why = asked[0][1:]
    assert place == "第 7 行"
    assert why == (
        "识别码 07-GP7W 是“规范政府网站与政务新媒体建设管理”，这一行写的却是“落实保密审查和信息发布制度”，"
        "说不准是哪一项"
    )
    assert refused(sheet).endswith("有 3 项要你定，未写入。\n")


def test_rows_sorted_without_the_keys_in_place_are_taken_once_these_are_gone(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        put(page, [row[1:] for row in reversed(table(page))], from_column=2)
        without_columns(page, KEY)
    assert taken(sheet) == BROUGHT


def test_the_same_part_twice(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].append(table(book[PARTS])[0])
    assert taken(sheet) == BROUGHT


def test_the_same_part_twice_with_other_words_is_asked_about(sheet: Path) -> None:
    with opened(sheet) as book:
        row = table(book[PARTS])[0]
        row[column_of(book[PARTS], PERCENT) - 1] = 61
        book[PARTS].append(row)
    first, second, _ = refused(sheet).splitlines()
    assert first.startswith("收回.xlsx 报送表 第 4 行：“收回.xlsx”第 13 行也报了这一项，内容不同。请只留一份")
    assert second.startswith("收回.xlsx 报送表 第 13 行：“收回.xlsx”第 4 行也报了这一项，内容不同。请只留一份")


# --- Columns


def test_moved_columns(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        page.unmerge_cells("B1:M1")
        for row in range(HEADING_ROW, LAST_ROW + 1):
            values = [page.cell(row, column).value for column in range(1, 14)]
            for column, value in enumerate(reversed(values), 1):
                page.cell(row, column).value = value
    assert taken(sheet) == BROUGHT


def test_added_columns_are_told(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        page.insert_cols(3)
        page.cell(HEADING_ROW, 3).value, page.cell(FIRST_ROW, 3).value = "分管领导", "李明"
        page.cell(HEADING_ROW, 15).value, page.cell(FIRST_ROW, 15).value = "备注", "见附件"
    assert told(sheet) == [
        ("left", "C4", "表外内容，未并入"),
    ]
    assert taken(sheet) == BROUGHT


def test_hidden_columns_and_rows_are_read(sheet: Path) -> None:
    with opened(sheet) as book:
        for letter in "CDEFGHIJKL":
            book[PARTS].column_dimensions[letter].hidden = True
        book[PARTS].row_dimensions[row_of(book[PARTS], 5)].hidden = True
    assert taken(sheet) == BROUGHT


@pytest.mark.parametrize("headings", [(KEY,), (NO,), (TITLE,), (KEY, NO), (KEY, TITLE), (NO, TITLE)])
def test_deleted_naming_columns(sheet: Path, headings: Sequence[str]) -> None:
    with opened(sheet) as book:
        without_columns(book[PARTS], *headings)
    assert taken(sheet) == BROUGHT


def test_a_sheet_without_any_naming_column_is_refused(sheet: Path) -> None:
    with opened(sheet) as book:
        without_columns(book[PARTS], KEY, NO, TITLE)
    assert refused(sheet, code=3) == (
        "收回.xlsx：前三十行里找不到表头，未读取。表头要有“序号”或“任务”，还要有“进展情况”或“完成比例”。"
        "请核对是不是收错了文件，或补上表头。\n未写入。请改好后再来，或加上 --skip 文件名 不收它。\n"
    )


def test_a_deleted_column_says_nothing(sheet: Path) -> None:
    with opened(sheet) as book:
        without_columns(book[PARTS], PROBLEM, LINK)
    assert taken(sheet) == [one._replace(problem=None, links=()) for one in BROUGHT]


def test_a_column_twice_is_refused(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].cell(HEADING_ROW, 14).value = "工作进展"
    assert refused(sheet, code=3) == (
        "收回.xlsx：“报送表”N3 的“工作进展”与前面一列是同一项，未读取。请只留一列。\n"
        "未写入。请改好后再来，或加上 --skip 文件名 不收它。\n"
    )


def test_merged_texts_are_told_and_stay_in_the_first_row(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        row, column = row_of(page, 9), column_of(page, NOTE)
        page.merge_cells(start_row=row, end_row=row + 2, start_column=column, end_column=column)
        row = row_of(page, 3)
        page.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)
    assert told(sheet) == [
        ("left", "报送表 I4", "2 列合并成了一格，只算这一行的"),
        ("left", "报送表 I9", "3 行合并成了一格，只算这一行的"),
    ]
    assert taken(sheet) == BROUGHT


def test_merged_names_hold_for_all_their_rows(sheet: Path) -> None:
    """Two rows under one merged number and title are two reports of one task."""
    with opened(sheet) as book:
        page = book[PARTS]
        cell(page, 6, NOTE).value = "另一件"
        without_columns(page, KEY)
        for letter in "AB":
            page.merge_cells(f"{letter}5:{letter}6")
    assert "收回.xlsx”第 6 行也报了这一项，内容不同" in refused(sheet)


# --- Pages, title and headings


def test_renamed_and_added_pages(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].title = "Sheet1"
        book[HELP].title = "Sheet2"
        book.create_sheet("封面", 0).append(["石城县司法局关于报送政务公开进展的函"])
        book.create_sheet("附件").append(["名称", "数量"])
    assert taken(sheet) == BROUGHT


def test_a_copy_of_the_page_brings_nothing_more(sheet: Path) -> None:
    with opened(sheet) as book:
        book.copy_worksheet(book[PARTS]).title = "报送表 (2)"
    assert taken(sheet) == BROUGHT


def test_all_hidden_carriers_removed(sheet: Path) -> None:
    with opened(sheet) as book:
        remove_carriers(book)
    assert taken(sheet) == BROUGHT


def test_without_carriers_and_the_printed_number_the_period_is_asked(sheet: Path) -> None:
    with opened(sheet) as book:
        remove_carriers(book)
        book[PARTS]["B2"] = None
    assert refused(sheet) == (
        "收回.xlsx：看不出报的是哪个时段。请加上 --period，如 --period 10月。回答：--skip 收回.xlsx。\n"
        "有 1 项要你定，未写入。\n"
    )
    assert taken(sheet, "--period", "10月") == BROUGHT


def test_a_deadline_in_the_table_is_no_period(sheet: Path) -> None:
    """Only a month above the table is the period."""
    with opened(sheet) as book:
        remove_carriers(book)
        book[PARTS]["B2"] = "请于9月30日前报送"
        cell(book[PARTS], 3, "时限").value = "9月底"
    assert "看不出报的是哪个时段" in refused(sheet)
    with opened(sheet) as book:
        book[PARTS]["B1"] = "10月份政务公开进展"
    assert taken(sheet) == BROUGHT


@pytest.mark.parametrize("rows", [1, 27])
def test_the_headings_moved_down(sheet: Path, rows: int) -> None:
    with opened(sheet) as book:
        book[PARTS].insert_rows(1, rows)
    assert taken(sheet) == BROUGHT


def test_headings_below_the_thirtieth_row_are_not_found(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].insert_rows(1, 28)
    assert refused(sheet, code=3).startswith("收回.xlsx：前三十行里找不到表头，未读取。")


def test_an_edited_title(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS]["B1"] = "司法局10月份报送（修改稿）"
    assert taken(sheet) == BROUGHT


def test_another_unit_in_the_title_is_asked_about(sheet: Path) -> None:
    with opened(sheet) as book:
        line = str(book[PARTS]["B2"].value)
        book[PARTS]["B2"] = line.replace(f"填报单位：{UNIT}", "填报单位：县医疗保障局")
    assert refused(sheet) == (
        "收回.xlsx：表是发给县司法局的，填报单位写的是县医疗保障局，说不准是谁填的。"
        "回答：--answer '收回.xlsx=县司法局'（也可以是 县医疗保障局） 或 --skip 收回.xlsx。\n"
        "有 1 项要你定，未写入。\n"
    )
    assert taken(sheet, "--answer", f"收回.xlsx={UNIT}") == BROUGHT


def test_a_sheet_that_the_clerk_gives_to_another_unit(sheet: Path) -> None:
    asked = on_store(ledger_of(sheet), "collect", str(sheet), "--dept", OTHER)
    assert asked.code == 1
    answer = on_store(ledger_of(sheet), "collect", str(sheet), "--answer", f"{sheet.name}={OTHER}")
    assert answer.code == 0, answer.err
    reports = brought(ledger_of(sheet))
    assert {one.unit for one in reports} == {OTHER}
    assert [one.percent for one in reports] == [60, 35, 100]


def test_rows_of_another_unit_are_asked_about(sheet: Path, given: Path) -> None:
    """Somebody has copied complete rows of another unit's sheet, hidden keys included."""
    other = sheet.with_name("另一份.xlsx")
    shutil.copy(sheet_of(OTHER, given), other)
    with opened(other) as book:
        fill(book)
        row = table(book[PARTS])[row_of(book[PARTS], 3) - FIRST_ROW]
    with opened(sheet) as book:
        put(book[PARTS], [row])
    (asked,) = [line for line in told(sheet) if line[0] == "asked"]
    assert asked[2] is not None
    assert asked[2].endswith("是县医疗保障局的，表是县司法局的，说不准是谁的")
    refused(sheet)


@pytest.mark.parametrize(
    "synonyms",
    [
        {
            NO: "任务编号",
            TITLE: "工作任务",
            NOTE: "工作进展",
            PROBLEM: "存在的问题",
            NEXT: "下一步打算",
            PERCENT: "进度",
        },
        {NO: "编号", TITLE: "事项", NOTE: "落实情况", PROBLEM: "困难和问题", NEXT: "下步工作", PERCENT: "完成率（%）"},
        {NO: "序 号", TITLE: "任务\n名称", NOTE: "进展情况（200字以内）", PERCENT: "完成\n比例", LINK: "佐证材料链接"},
    ],
)
def test_renamed_headings(sheet: Path, synonyms: dict[str, str]) -> None:
    with opened(sheet) as book:
        for heading, other in synonyms.items():
            book[PARTS].cell(HEADING_ROW, column_of(book[PARTS], heading)).value = other
    assert taken(sheet) == BROUGHT


def test_a_second_table_below(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        below: list[Any] = table(page)[1:]
        headings = [page.cell(HEADING_ROW, column).value for column in range(1, 14)]
        page.delete_rows(FIRST_ROW + 1, LAST_ROW)
        page.append([])
        for row in (headings, *below):
            page.append(row)
    assert taken(sheet) == BROUGHT


def test_signatures_below_the_table(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        page.cell(LAST_ROW + 2, column_of(page, TITLE)).value = "填表人：李明"
        page.cell(LAST_ROW + 2, column_of(page, NOTE)).value = "负责人签字："
        page.cell(LAST_ROW + 3, column_of(page, NO)).value = "联系电话：0797-5700000"
        page.cell(LAST_ROW + 4, column_of(page, NOTE)).value = "2024年10月8日（盖章）"
    remarks = told(sheet)
    assert [(verdict, place) for verdict, place, _ in remarks] == [("left", "第 14 行"), ("left", "第 16 行")]
    assert taken(sheet) == BROUGHT


# --- Files


def test_a_protected_page(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].protection.set_password("1234")
        book[PARTS].protection.enable()
        book.security = WorkbookProtection(workbookPassword="1234", lockStructure=True)
    assert taken(sheet) == BROUGHT


def test_the_same_file_under_two_names(sheet: Path) -> None:
    folder = sheet.with_name("收回")
    folder.mkdir()
    for name in ("一.xlsx", "二.xlsx"):
        shutil.copy(sheet, folder / name)
    assert on_store(ledger_of(sheet), "collect", str(folder)).code == 0
    assert brought(ledger_of(sheet)) == BROUGHT


def test_the_name_of_a_file_is_never_believed(sheet: Path) -> None:
    renamed = sheet.rename(sheet.with_name("县医疗保障局 9月报送表.csv"))
    assert taken(renamed) == BROUGHT


def test_a_row_typed_anew_in_a_file_of_its_own(sheet: Path) -> None:
    """Nothing of ours is left but the words of the headings."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["县司法局10月份政务公开进展"],
        ["序号", "工作任务", "进展", "完成率"],
        [3, "加强重大政策宣传联动及落实结果评价", "已印发方案", "60%"],
    ):
        page.append(row)
    book.save(sheet)
    assert taken(sheet, "--dept", UNIT) == [Brought(UNIT, BROUGHT[0].subject, 60, FILLED[3][NOTE])]
