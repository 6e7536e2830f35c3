"""The way out and back: what a unit fills in is what the ledger then holds, once."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Program
from filled_sheets import (
    PARTS,
    Cells,
    collected,
    fill,
    give_out,
    ledger,
    numbers_on_list,
    part,
    reports,
    reviewed,
    rows_in,
    rows_of,
    saved,
)

PLAN = "石城县2024年政务公开工作要点"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def verdicts(gongkai: Program, *words: str) -> dict[int, str]:
    """Return number → verdict of each row of some files."""
    return {line["no"]: line["verdict"] for line in reviewed(gongkai, *words)["lines"]}


# The way back


def test_what_a_unit_fills_in_is_what_the_ledger_holds(gongkai: Program) -> None:
    file = give_out(gongkai)
    said: dict[int, Cells] = {
        3: {"进展情况": "已开会", "存在问题": "缺样本", "下步措施": "补走访", "完成比例": 60},
        5: {"完成比例": 100, "佐证链接": "http://x.cn/a"},
        6: {"进展情况": "已部署"},
    }
    fill(file, said, "收回/司法局.xlsx")
    answer = collected(gongkai, "收回")
    assert answer.out.splitlines()[0] == f"{PLAN}　收回 1 个文件：将并入 3 项　截至 2024年10月8日"
    assert answer.err.splitlines() == [
        "已并入 1 个文件 3 项，记入台账第 3 号。",
        "撤回一个文件：gongkai undo 3　未报送单位：gongkai owed --period 9月",
    ]
    row = part(gongkai, 3)
    assert (row["status"], row["percent"]) == ("in_progress", 60)
    assert (row["note"], row["problem"], row["next"]) == ("已开会", "缺样本", "补走访")
    row = part(gongkai, 5)
    assert (row["status"], row["percent"], row["link"]) == ("done", 100, "http://x.cn/a")
    assert reports(gongkai) == {
        3: ("2024-09-30", 60, "已开会"),
        5: ("2024-09-30", 100, None),
        6: ("2024-09-30", 0, "已部署"),
    }


def test_the_screen_shows_before_and_after_and_who_is_silent(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --on 8月20日")
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60}, 5: {"完成比例": 10}}, "收回/司法局.xlsx")
    lines = collected(gongkai, "收回").out.splitlines()
    assert lines[1].startswith("未报送  36 家：县发改委、")
    assert lines[1].endswith("等（全部见 gongkai owed --period 9月）")
    assert "县司法局" not in lines[1]
    assert "文件　1 个　9月" in lines
    assert lines[-1].split() == ["县司法局（司法局.xlsx）", "2", "2", "0", "将并入", "3", "40→60；5", "0→10"]


def test_the_words_of_an_earlier_report_are_remarked(gongkai: Program) -> None:
    gongkai("mark 3,5 --dept 县司法局 --percent 40 --note 正在推进 --on 8月20日")
    file = give_out(gongkai)
    fill(file, {3: {"进展情况": "正在推进", "完成比例": 50}, 5: {"进展情况": "已开会"}}, "收回/司法局.xlsx")
    lines = reviewed(gongkai, "收回")["lines"]
    assert {line["no"]: (line["verdict"], line["why"]) for line in lines} == {
        3: ("taken", "进展与上次报的一字不差"),
        5: ("taken", None),
    }


def test_the_review_names_each_row_three_ways(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --note 八月 --on 8月20日")
    fill(give_out(gongkai), {3: {"完成比例": 60, "进展情况": "九月"}}, "收回/司法局.xlsx")
    found = reviewed(gongkai, "收回")
    (line,) = found["lines"]
    assert line == {
        "file": "司法局.xlsx",
        "sheet": "报送表",
        "cell": "第 4 行",
        "unit": "县司法局",
        "key": line["key"],
        "no": 3,
        "title": "加强重大政策宣传联动及落实结果评价",
        "verdict": "taken",
        "shown": "推进中 40%　八月",
        "said": "60%　进展：九月",
        "now": "推进中 40%　进展：八月",
        "change": "推进中 40% → 推进中 60%",
        "why": None,
        "question": None,
        "choices": [],
        "takes_percent": False,
    }
    assert found["files"] == [
        {
            "file": "司法局.xlsx",
            "unit": "县司法局",
            "number": numbers_on_list()[0],
            "period": "9月",
            "rows": 1,
            "taken": 1,
            "same": 0,
            "asked": 0,
            "left": 0,
            "state": "将并入",
            "changes": "3 40→60",
        }
    ]
    assert (found["day"], len(found["silent"])) == ("2024-10-08", 36)


@pytest.mark.parametrize(
    ("period", "today", "day"),
    [
        ("9月", "2024-10-08", "2024-09-30"),
        ("10月", "2024-10-08", "2024-10-08"),
        ("10月", "2024-11-05", "2024-10-31"),
        ("第三季度", "2024-12-01", "2024-09-30"),
    ],
)
def test_the_day_of_a_report_is_the_last_one_of_the_period_or_today(
    gongkai: Program, monkeypatch: pytest.MonkeyPatch, period: str, today: str, day: str
) -> None:
    fill(give_out(gongkai, period=period), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    monkeypatch.setenv("GONGKAI_TODAY", today)
    collected(gongkai, "收回")
    assert part(gongkai, 3, day=today)["on"] == day


def test_a_report_that_repeats_the_standing_still_counts_as_the_report_of_the_period(gongkai: Program) -> None:
    gongkai("mark 6 --dept 县网信办 --percent 40 --note 八月 --on 8月20日")
    fill(give_out(gongkai, "县网信办"), {6: {"完成比例": 40}}, "收回/网信办.xlsx")
    collected(gongkai, "收回")
    (row,) = [row for row in rows_in(gongkai, "owed --period 9月") if row["unit"] == "县网信办"]
    assert (row["expected"], row["reported"], row["latest"]) == (1, 1, "2024-09-30")


def test_nothing_is_filled_in(gongkai: Program) -> None:
    fill(give_out(gongkai), {}, "收回/司法局.xlsx")
    answer = collected(gongkai, "收回")
    assert answer.out.splitlines()[-1].split()[-1] == "没有填"
    assert answer.err == "没有要并入的，未写入。\n"
    assert len(ledger(gongkai)) == 2


# Once


def test_the_same_bytes_are_merged_once(gongkai: Program) -> None:
    file = fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    collected(gongkai, "收回")
    Path("再收").mkdir()
    Path("再收/又发一次.xlsx").write_bytes(file.read_bytes())
    before = ledger(gongkai)
    for folder in ("收回", "再收"):
        answer = collected(gongkai, folder)
        assert "收回 1 个文件：没有新内容　" in answer.out
        assert "已并入（第 3 号）" in answer.out
        assert answer.err == "没有要并入的，未写入。\n"
    assert ledger(gongkai) == before


def test_a_sheet_that_was_saved_again_is_merged_once(gongkai: Program) -> None:
    file = fill(give_out(gongkai), {3: {"完成比例": 60, "进展情况": "已开会"}}, "收回/司法局.xlsx")
    collected(gongkai, "收回")
    saved(load_workbook(file), "再收/司法局.xlsx")
    assert Path("再收/司法局.xlsx").read_bytes() != file.read_bytes()
    before = ledger(gongkai)
    assert verdicts(gongkai, "再收") == {3: "same"}
    collected(gongkai, "再收")
    assert ledger(gongkai) == before


def test_a_newer_version_of_a_sheet_brings_only_what_differs(gongkai: Program) -> None:
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60}, 5: {"完成比例": 10}}, "一/司法局.xlsx")
    fill(file, {3: {"完成比例": 60}, 5: {"完成比例": 20}, 6: {"完成比例": 5}}, "二/司法局.xlsx")
    collected(gongkai, "一")
    assert verdicts(gongkai, "二") == {3: "same", 5: "taken", 6: "taken"}
    collected(gongkai, "二")
    assert {no: percent for no, (_, percent, _) in reports(gongkai).items()} == {3: 60, 5: 20, 6: 5}


def test_a_row_that_a_newer_version_leaves_empty_stays_reported(gongkai: Program) -> None:
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60, "进展情况": "已开会"}, 5: {"完成比例": 10}}, "一/司法局.xlsx")
    fill(file, {3: {"完成比例": None}, 5: {"完成比例": 10}}, "二/司法局.xlsx")
    collected(gongkai, "一")
    before = reports(gongkai)
    collected(gongkai, "二")
    assert reports(gongkai) == before


def test_a_row_that_was_deleted_is_not_reported_and_withdraws_nothing(gongkai: Program) -> None:
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60}, 5: {"完成比例": 10}}, "一/司法局.xlsx")
    collected(gongkai, "一")
    workbook = load_workbook(fill(file, {5: {"完成比例": 15}}, "二/司法局.xlsx"))
    page = workbook[PARTS]
    page.delete_rows(rows_of(page)["3"])
    saved(workbook, "二/司法局.xlsx")
    collected(gongkai, "二")
    assert {no: percent for no, (_, percent, _) in reports(gongkai).items()} == {3: 60, 5: 15}


# One change a file


def test_each_file_is_one_change_that_is_taken_back_alone(gongkai: Program) -> None:
    gongkai("sheets --period 9月 --dept 县司法局、县网信办 -o 报送表")
    fill(Path("报送表/县司法局 9月报送表.xlsx"), {3: {"完成比例": 60}}, "收回/1司法局.xlsx")
    fill(Path("报送表/县网信办 9月报送表.xlsx"), {6: {"完成比例": 30}}, "收回/2网信办.xlsx")
    answer = collected(gongkai, "收回")
    assert answer.err.splitlines()[0] == "已并入 2 个文件 2 项，记入台账第 3–4 号，一个文件一号。"
    law, net = numbers_on_list()
    assert ledger(gongkai)[2:] == [
        (3, "collect", None),
        (3, "collect", f"县司法局 9月　1司法局.xlsx　{law}"),
        (4, "collect", None),
        (4, "collect", f"县网信办 9月　2网信办.xlsx　{net}"),
    ]
    assert gongkai("undo 4").code == 0
    assert (list(reports(gongkai)), reports(gongkai, "县网信办")) == ([3], {})
    assert gongkai("redo 4").code == 0
    assert list(reports(gongkai, "县网信办")) == [6]


def test_a_file_that_was_taken_back_can_be_merged_again(gongkai: Program) -> None:
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    collected(gongkai, "收回")
    assert gongkai("undo 3").code == 0
    collected(gongkai, "收回")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


# A later and an earlier sheet


def test_the_sheet_of_last_month_may_come_late(gongkai: Program) -> None:
    september = give_out(gongkai, period="9月")
    october = give_out(gongkai, period="10月")
    fill(october, {3: {"完成比例": 80}}, "十月/司法局.xlsx")
    fill(september, {3: {"完成比例": 60}, 5: {"完成比例": 10}}, "九月/司法局.xlsx")
    collected(gongkai, "十月")
    answer = collected(gongkai, "九月")
    assert answer.err.splitlines()[1] == "其中 1 项已有更晚的报告，现状仍以那些为准。"
    assert reports(gongkai) == {3: ("2024-10-08", 80, None), 5: ("2024-09-30", 10, None)}
    assert reports(gongkai, day="2024-09-30")[3] == ("2024-09-30", 60, None)


def test_the_next_sheet_is_no_conflict_with_the_sheet_before(gongkai: Program) -> None:
    september, october = give_out(gongkai, period="9月"), give_out(gongkai, period="10月")
    fill(september, {3: {"完成比例": 60}}, "九月/司法局.xlsx")
    collected(gongkai, "九月")
    # The sheet of October was given out before the report of September came, which says nothing about October.
    fill(october, {3: {"完成比例": 80}}, "十月/司法局.xlsx")
    collected(gongkai, "十月")
    assert part(gongkai, 3)["percent"] == 80


def test_the_screen_names_reports_to_look_at_again(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --on 8月20日")
    fill(give_out(gongkai), {3: {"完成比例": 30}, 5: {"完成比例": 100}}, "收回/司法局.xlsx")
    line = collected(gongkai, "收回").out.splitlines()[2]
    assert line == "请留意  2 项：县司法局 3（比原来低 10）、县司法局 5（没有佐证链接）"
