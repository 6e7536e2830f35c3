"""Tables that a department made itself: headings in any order and place, rows by key, number or title."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Program
from filled_sheets import (
    PARTS,
    Value,
    collected,
    columns_of,
    fill,
    give_out,
    ledger,
    reports,
    reviewed,
    rows_of,
    saved,
    table,
)

pytestmark = pytest.mark.slow  # many cases

THIRD = "加强重大政策宣传联动及落实结果评价"
FIFTH = "建立重大行政决策主动听取意见机制"
NO_HEADINGS = (
    "前三十行里找不到表头，未读取。表头要有“序号”或“任务”，还要有“进展情况”或“完成比例”。"
    "请核对是不是收错了文件，或补上表头"
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def left(gongkai: Program, *words: str) -> list[tuple[str, str]]:
    """Return place and reason of each line that is not merged."""
    lines = reviewed(gongkai, *words)["lines"]
    return [(line["cell"], line["why"]) for line in lines if line["verdict"] == "left"]


def asked(gongkai: Program, *words: str) -> list[dict[str, Any]]:
    """Return the lines that a person must settle."""
    return [line for line in reviewed(gongkai, *words)["lines"] if line["verdict"] == "asked"]


# Headings


@pytest.mark.parametrize(
    "headings",
    [
        ("单位", "序号", "进展情况", "完成比例"),
        ("责任单位", "任务序号", "工作进展", "进度"),
        ("填报单位：", "编号", "目前进展情况", "完成比例（%）"),
        ("部门", "序 号", "进 展\n情 况", "完成率%"),
        ("单位名称", "序号：", "落实情况", "完成情况"),
    ],
)
def test_headings_are_known_by_their_synonyms(gongkai: Program, headings: tuple[str, ...]) -> None:
    table("汇总.xlsx", headings, ("县司法局", 3, "已开会", 60), ("网信办", 6, "已部署", "三成"), title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 60, "已开会")}
    assert reports(gongkai, "县网信办") == {6: ("2024-09-30", 30, "已部署")}


@pytest.mark.parametrize("order", ["01234", "43210", "24130", "31402"])
def test_columns_stand_in_any_order(gongkai: Program, order: str) -> None:
    headings = ("单位", "任务", "进展情况", "完成比例", "备注")
    values = ("县司法局", THIRD, "已开会", 60, "急")
    places = [int(place) for place in order]
    table("汇总.xlsx", [headings[place] for place in places], [values[place] for place in places], title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 60, "已开会")}


@pytest.mark.parametrize("before", [0, 1, 10, 28])
def test_headings_stand_anywhere_in_the_first_thirty_rows(gongkai: Program, before: int) -> None:
    rows: list[tuple[Value, ...]] = [("说明",)] * before
    table("汇总.xlsx", *rows, ("单位", "序号", "完成比例"), ("县司法局", 3, 60), title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


def test_headings_below_the_first_thirty_rows_are_none(gongkai: Program) -> None:
    rows: list[tuple[Value, ...]] = [("说明",)] * 29
    table("汇总.xlsx", *rows, ("单位", "序号", "完成比例"), ("县司法局", 3, 60), title="9月汇总")
    answer = gongkai("collect 汇总.xlsx")
    assert (answer.code, answer.err.splitlines()) == (
        3,
        [f"汇总.xlsx：{NO_HEADINGS}。", "未写入。请改好后再来，或加上 --skip 文件名 不收它。"],
    )


def test_two_columns_of_one_meaning_are_refused(gongkai: Program) -> None:
    table("汇总.xlsx", ("单位", "序号", "进度", "完成比例"), ("县司法局", 3, 50, 60), title="9月汇总")
    answer = gongkai("collect 汇总.xlsx")
    assert (answer.code, answer.err.splitlines()[0]) == (
        3,
        "汇总.xlsx：“Sheet”D2 的“完成比例”与前面一列是同一项，未读取。请只留一列。",
    )


def test_headings_that_are_repeated_below_are_no_row(gongkai: Program) -> None:
    headings = ("单位", "序号", "完成比例")
    table("汇总.xlsx", headings, ("县司法局", 3, 60), headings, ("县网信办", 6, 30), title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert (list(reports(gongkai)), list(reports(gongkai, "县网信办"))) == ([3], [6])


def test_a_cell_under_no_heading_is_told(gongkai: Program) -> None:
    table("汇总.xlsx", ("单位", "序号", "完成比例"), ("县司法局", 3, 60, "另附材料"), title="9月汇总")
    assert left(gongkai, "汇总.xlsx") == [("D3", "表外内容，未并入")]


# The period


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("石城县9月份政务公开进展汇总表", "2024-09-30"),
        ("2024年8月汇总", "2024-08-31"),
        ("第三季度汇总", "2024-09-30"),
        ("报送时段：6-7月", "2024-07-31"),
        ("十月进展", "2024-10-08"),
        ("上半年汇总", "2024-06-30"),
    ],
)
def test_a_period_may_stand_in_the_title(gongkai: Program, title: str, day: str) -> None:
    table("汇总.xlsx", ("单位", "序号", "完成比例"), ("县司法局", 3, 60), title=title)
    collected(gongkai, "汇总.xlsx")
    assert [on for on, _, _ in reports(gongkai).values()] == [day]


def test_a_period_may_be_given(gongkai: Program) -> None:
    table("汇总.xlsx", ("单位", "序号", "完成比例"), ("县司法局", 3, 60), title="政务公开汇总")
    answer = gongkai("collect 汇总.xlsx")
    assert (answer.code, answer.err.splitlines()[0]) == (
        1,
        "汇总.xlsx：看不出报的是哪个时段。请加上 --period，如 --period 10月。回答：--skip 汇总.xlsx。",
    )
    collected(gongkai, "汇总.xlsx", "--period", "9月")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


def test_a_period_to_come_is_refused(gongkai: Program) -> None:
    table("汇总.xlsx", ("单位", "序号", "完成比例"), ("县司法局", 3, 60), title="11月汇总")
    answer = gongkai("collect 汇总.xlsx")
    what = "时段 2024年11月1日—30日 还没到（今天按 2024年10月8日 算）。请到时再收"
    assert (answer.code, answer.err.splitlines()[0]) == (1, f"汇总.xlsx：{what}。回答：--skip 汇总.xlsx。")


def test_another_period_than_that_of_the_sheet_is_refused(gongkai: Program) -> None:
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    answer = gongkai("collect 收回 --period 8月")
    (number,) = [file["number"] for file in reviewed(gongkai, "收回")["files"]]
    what = f"表号 {number} 报的是 2024年9月1日—30日，不是 --period 的时段。请去掉 --period 再收它"
    assert (answer.code, answer.err.splitlines()[0]) == (1, f"司法局.xlsx：{what}。回答：--skip 司法局.xlsx。")
    collected(gongkai, "收回", "--period", "9月")


# Rows


@pytest.mark.parametrize(
    ("no", "title"),
    [
        (3, None),
        ("3", None),
        ("（三）", None),
        ("3.0", None),
        (None, THIRD),
        (None, "3"),
        (None, f"（三）{THIRD}"),
        (None, f"3．{THIRD}。"),
        (None, f"加强 重大政策\n{THIRD.removeprefix('加强重大政策')}"),
        (3, "加强重大政策宣传联动、落实结果评价"),
        (5, THIRD),
    ],
)
def test_a_row_is_found_by_number_with_a_like_title_or_by_the_exact_title(
    gongkai: Program, no: Value, title: str | None
) -> None:
    table("汇总.xlsx", ("单位", "序号", "任务", "完成比例"), ("县司法局", no, title, 60), title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("县司法局", 3, "别的事"), "县司法局没有这一项任务：“别的事”。请核对序号和任务名称"),
        (("县司法局", None, "加强重大政策宣传"), "县司法局没有这一项任务：“加强重大政策宣传”。请核对序号和任务名称"),
        (("县司法局", 13, None), "县司法局没有任务 13。请核对序号"),
        (("石城工业园区管委会", 5, FIFTH), f"石城工业园区管委会没有这一项任务：“{FIFTH}”。请核对序号和任务名称"),
        (("县审计局", 3, THIRD), "无法识别单位“县审计局”。请写全称，或在计划文件里给它加别名"),
        (("局", 3, THIRD), "无法识别单位“局”。请写全称，或在计划文件里给它加别名"),
        (("县司法局", None, None), "表外内容，未并入"),
    ],
)
def test_a_row_about_nothing_known_is_listed_and_not_merged(gongkai: Program, row: tuple[Value, ...], why: str) -> None:
    table("汇总.xlsx", ("单位", "序号", "任务", "完成比例"), (*row, 60), title="9月汇总")
    assert left(gongkai, "汇总.xlsx") == [("第 3 行", why)]
    assert collected(gongkai, "汇总.xlsx").err == "没有要并入的，未写入。\n"
    assert len(ledger(gongkai)) == 1


def test_rows_without_a_unit_are_asked_and_take_the_unit_that_is_given(gongkai: Program) -> None:
    table("进展.xlsx", ("序号", "完成比例"), (3, 60), title="9月进展")
    (line,) = asked(gongkai, "进展.xlsx")
    assert (line["why"], line["question"], line["choices"]) == (
        "看不出是哪个单位的。请加上 --dept，或补上单位一列",
        "进展.xlsx:3",
        ["台账", "跳过"],
    )
    collected(gongkai, "进展.xlsx", "--dept", "司法局")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


def test_the_unit_may_stand_in_the_head(gongkai: Program) -> None:
    table("进展.xlsx", ("序号", "完成比例"), (3, 60), title="填报单位：司法局　9月")
    collected(gongkai, "进展.xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


def test_a_table_of_the_period_that_differs_from_the_ledger_is_a_conflict(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 50 --on 9月20日")
    gongkai("mark 5 --dept 县司法局 --percent 50 --on 8月20日")
    gongkai("mark 6 --dept 县司法局 --percent 60 --on 9月20日")
    rows = [("县司法局", no, 60) for no in (3, 5, 6)]
    table("汇总.xlsx", ("单位", "序号", "完成比例"), *rows, title="9月汇总")
    found = {line["no"]: (line["verdict"], line["why"]) for line in reviewed(gongkai, "汇总.xlsx")["lines"]}
    assert found == {
        3: ("asked", "台账里这个时段已有别的报告，与表不同"),
        5: ("taken", None),
        6: ("same", None),
    }
    collected(gongkai, "汇总.xlsx", "--prefer", "表")
    assert {no: percent for no, (_, percent, _) in reports(gongkai).items()} == {3: 60, 5: 60, 6: 60}


# Rows of our own sheets


def changed(file: Path, no: int, **cells: Value) -> None:
    """Write other cells into the row of a task."""
    workbook = load_workbook(file)
    page = workbook[PARTS]
    row, columns = rows_of(page)[str(no)], columns_of(page)
    for heading, value in cells.items():
        page.cell(row, columns[heading]).value = value
    saved(workbook, str(file))


@pytest.fixture
def returned(gongkai: Program) -> Path:
    """A sheet of 县司法局 that came back with task 3."""
    return fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")


def test_a_row_keeps_its_key_whatever_its_number_and_a_little_of_its_title_became(
    gongkai: Program, returned: Path
) -> None:
    changed(returned, 3, 序号="99", 任务=THIRD + "（县）")
    collected(gongkai, "收回")
    assert list(reports(gongkai)) == [3]


def test_a_key_beside_another_title_is_asked(gongkai: Program, returned: Path) -> None:
    changed(returned, 3, 任务=FIFTH)
    (line,) = asked(gongkai, "收回")
    assert line["why"] == f"识别码 {line['key']} 是“{THIRD}”，这一行写的却是“{FIFTH}”，说不准是哪一项"
    assert line["choices"] == ["台账", "跳过"]
    assert gongkai("collect", "收回", "--answer", f"{line['key']}=表").code == 1
    collected(gongkai, "收回", "--answer", f"{line['key']}=跳过")
    assert reports(gongkai) == {}


def test_a_key_beside_another_number_and_no_title_is_asked(gongkai: Program, returned: Path) -> None:
    changed(returned, 3, 序号="5", 任务=None)
    (line,) = asked(gongkai, "收回")
    assert line["why"] == f"识别码 {line['key']} 是任务 3，序号写的却是 5，说不准是哪一项"


def test_a_row_without_its_key_is_found_by_number_and_title(gongkai: Program, returned: Path) -> None:
    changed(returned, 3, 识别码=None)
    collected(gongkai, "收回")
    assert list(reports(gongkai)) == [3]


def test_one_part_twice_in_a_file(gongkai: Program, returned: Path) -> None:
    workbook = load_workbook(returned)
    page = workbook[PARTS]
    page.append([cell.value for cell in page[4]])
    saved(workbook, str(returned))
    last = page.max_row
    verdicts = [(line["verdict"], line["why"]) for line in reviewed(gongkai, "收回")["lines"]]
    assert verdicts == [("taken", None), ("same", "与“司法局.xlsx”第 4 行相同")]
    page.cell(last, columns_of(page)["完成比例"], 70)
    saved(workbook, str(returned))
    answer = gongkai("collect 收回")
    what = "也报了这一项，内容不同。请只留一份，或改表后再收。回答：--skip 司法局.xlsx。"
    assert (answer.code, answer.err.splitlines()[:2]) == (
        1,
        [
            f"司法局.xlsx 报送表 第 4 行：“司法局.xlsx”第 {last} 行{what}",
            f"司法局.xlsx 报送表 第 {last} 行：“司法局.xlsx”第 4 行{what}",
        ],
    )


def test_one_part_in_two_files(gongkai: Program) -> None:
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60}}, "收回/1.xlsx")
    fill(file, {3: {"完成比例": 60}, 5: {"完成比例": 10}}, "收回/2.xlsx")
    found = [(line["file"], line["no"], line["verdict"]) for line in reviewed(gongkai, "收回")["lines"]]
    assert found == [("1.xlsx", 3, "taken"), ("2.xlsx", 3, "same"), ("2.xlsx", 5, "taken")]
    fill(file, {3: {"完成比例": 70}}, "收回/3.xlsx")
    assert gongkai("collect 收回").code == 1
    assert len(asked(gongkai, "收回")) == 2
    collected(gongkai, "收回", "--skip", "3.xlsx")
    assert {no: percent for no, (_, percent, _) in reports(gongkai).items()} == {3: 60, 5: 10}
