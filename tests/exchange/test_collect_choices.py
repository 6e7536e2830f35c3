"""Conflicts of a sheet with the ledger, trials, and the choice of files and units."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Answer, Program
from filled_sheets import (
    PARTS,
    collected,
    fill,
    give_out,
    ledger,
    part,
    reports,
    reviewed,
    table,
)

pytestmark = pytest.mark.slow  # many cases

PLAN = "石城县2024年政务公开工作要点"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def verdicts(gongkai: Program, *words: str) -> dict[int, str]:
    """Return number → verdict of each row of some files."""
    return {line["no"]: line["verdict"] for line in reviewed(gongkai, *words)["lines"]}


@pytest.fixture
def conflict(gongkai: Program) -> str:
    """A sheet that came back after the ledger was changed; its row's key."""
    file = give_out(gongkai)
    assert gongkai("mark 3 --dept 县司法局 --percent 50 --note 电话报 --on 9月29日").code == 0
    fill(file, {3: {"完成比例": 60, "进展情况": "表里报"}, 5: {"完成比例": 10}}, "收回/司法局.xlsx")
    return str(load_workbook(file)[PARTS]["A4"].value)


def test_a_conflict_is_asked_with_its_three_columns(gongkai: Program, conflict: str) -> None:
    answer = gongkai("collect 收回")
    assert (answer.code, len(ledger(gongkai))) == (1, 3)
    assert answer.err.splitlines() == [
        (
            "司法局.xlsx 报送表 第 4 行：台账在下发以后改过，与表不同。"
            f"回答：--answer '{conflict}=表'（也可以是 台账、跳过）。"
        ),
        "有 1 项要你定，未写入。表和台账都改过的，可用 --prefer 表 或 --prefer 台账 一次回答。",
    ]
    (line,) = [line for line in reviewed(gongkai, "收回")["lines"] if line["verdict"] == "asked"]
    assert (line["shown"], line["said"], line["now"], line["question"]) == (
        "未启动 0%",
        "60%　进展：表里报",
        "推进中 50%　进展：电话报",
        conflict,
    )


@pytest.mark.parametrize("option", ["--prefer 表", "--prefer 采纳", "--answer KEY=表", "--answer KEY＝采纳"])
def test_a_conflict_is_settled_for_the_sheet(gongkai: Program, conflict: str, option: str) -> None:
    collected(gongkai, "收回", *option.replace("KEY", conflict).split())
    assert reports(gongkai) == {3: ("2024-09-30", 60, "表里报"), 5: ("2024-09-30", 10, None)}


@pytest.mark.parametrize("option", ["--prefer 台账", "--answer KEY=台账", "--answer KEY=保留", "--answer KEY=跳过"])
def test_a_conflict_is_settled_for_the_ledger(gongkai: Program, conflict: str, option: str) -> None:
    answer = collected(gongkai, "收回", *option.replace("KEY", conflict).split())
    why = "这次跳过" if "跳过" in option else "按台账保留"
    assert f"台账在下发以后改过，与表不同；{why}" in answer.out
    assert reports(gongkai) == {3: ("2024-09-29", 50, "电话报"), 5: ("2024-09-30", 10, None)}


def test_an_answer_is_kept_and_what_was_skipped_is_asked_again(gongkai: Program, conflict: str) -> None:
    collected(gongkai, "收回", "--answer", f"{conflict}=跳过")
    assert verdicts(gongkai, "收回") == {3: "asked", 5: "same"}
    collected(gongkai, "收回", "--answer", f"{conflict}=表")
    assert part(gongkai, 3)["percent"] == 60
    before = ledger(gongkai)
    collected(gongkai, "收回")
    assert ledger(gongkai) == before


def test_a_conflict_that_was_kept_is_not_asked_again(gongkai: Program, conflict: str) -> None:
    collected(gongkai, "收回", "--answer", f"{conflict}=台账")
    answer = collected(gongkai, "收回")
    assert "已并入（第 4 号）" in answer.out


def test_the_ledger_that_says_the_same_is_no_conflict(gongkai: Program) -> None:
    file = give_out(gongkai)
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已开会 --on 9月29日")
    fill(file, {3: {"完成比例": 60, "进展情况": "已开会"}}, "收回/司法局.xlsx")
    assert verdicts(gongkai, "收回") == {3: "same"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--prefer 随便", "无法识别 --prefer“随便”。请写 表 或 台账。"),
        ("--prefer 跳过", "无法识别 --prefer“跳过”。请写 表 或 台账。"),
        ("--answer 表", "无法识别 --answer“表”。请写成 03-7F0K=表，或 文件名=单位。"),
        ("--answer =表", "无法识别 --answer“=表”。请写成 03-7F0K=表，或 文件名=单位。"),
        ("--answer 03-7F0K=", "无法识别 --answer“03-7F0K=”。请写成 03-7F0K=表，或 文件名=单位。"),
    ],
)
def test_an_answer_that_is_none_is_a_usage_error(gongkai: Program, options: str, message: str) -> None:
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    assert gongkai(f"collect 收回 {options}") == Answer(2, "", f"{message}\n")


def test_a_name_with_brackets_is_left_out_as_it_is_written(gongkai: Program) -> None:
    file = fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局[1].xlsx")
    fill(file, {3: {"完成比例": 50}}, "收回/司法局.xlsx")
    collected(gongkai, "收回", "--skip", "司法局[1].xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 50, None)}


# Without writing, and into a file


def test_a_trial_writes_nothing_and_ends_as_the_real_run_would(gongkai: Program, conflict: str) -> None:
    before = ledger(gongkai)
    answer = gongkai("collect 收回 --dry-run")
    assert (answer.code, answer.err.splitlines()[0]) == (1, "仅为预览，未写入。")
    assert answer.err.splitlines()[1:] == gongkai("collect 收回").err.splitlines()
    answer = gongkai("collect 收回 --dry-run --prefer 表")
    assert answer == Answer(0, answer.out, "仅为预览，未写入。去掉 --dry-run 就并入。\n")
    assert ledger(gongkai) == before
    assert conflict in gongkai("collect 收回 --dry-run").out


def test_the_review_is_written_into_a_workbook(gongkai: Program, conflict: str) -> None:
    answer = gongkai("collect 收回 --dry-run -o 核对.xlsx")
    assert answer.code == 1
    workbook = load_workbook("核对.xlsx")
    assert workbook.sheetnames == ["概况", "文件", "要你定", "将并入", "没有变化"]
    rows = [[cell.value for cell in row] for row in workbook["要你定"].iter_rows()]
    (row,) = [row for row in rows if "司法局.xlsx" in row]
    assert row[:3] == [conflict, "县司法局", 3]
    assert row[7:11] == ["台账在下发以后改过，与表不同", "司法局.xlsx", "报送表", "第 4 行"]


def test_json_names_no_file_that_was_not_read(gongkai: Program) -> None:
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    answer = collected(gongkai, "收回", "--format", "json")
    assert [file["file"] for file in json.loads(answer.out)["files"]] == ["司法局.xlsx"]
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


# Some of the files


@pytest.fixture
def three(gongkai: Program) -> None:
    """Three sheets that came back."""
    gongkai("sheets --period 9月 --dept 县司法局、县网信办、琴江镇 -o 报送表")
    for unit, no in (("县司法局", 3), ("县网信办", 6), ("琴江镇", 5)):
        fill(Path(f"报送表/{unit} 9月报送表.xlsx"), {no: {"完成比例": 30}}, f"收回/{unit}.xlsx")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--skip 琴江镇.xlsx", {"县司法局", "县网信办"}),
        ("--skip 县*.xlsx", {"琴江镇"}),
        ("--skip 琴江镇.xlsx --skip 县网信办.xlsx", {"县司法局"}),
        ("--only 琴江镇", {"琴江镇"}),
        ("--only 司法局、网信办", {"县司法局", "县网信办"}),
        ("--only 司法局 --only 琴江镇", {"县司法局", "琴江镇"}),
    ],
)
def test_some_of_the_files_are_merged(gongkai: Program, options: str, expected: set[str]) -> None:
    collected(gongkai, "收回", *options.split())
    units = {unit for unit in ("县司法局", "县网信办", "琴江镇") if reports(gongkai, unit)}
    assert units == expected
    collected(gongkai, "收回")
    assert all(reports(gongkai, unit) for unit in ("县司法局", "县网信办", "琴江镇"))


@pytest.mark.usefixtures("three")
def test_files_may_be_named_one_by_one(gongkai: Program) -> None:
    collected(gongkai, "收回/县司法局.xlsx", "收回/琴江镇.xlsx")
    assert [bool(reports(gongkai, unit)) for unit in ("县司法局", "县网信办", "琴江镇")] == [True, False, True]


def test_a_store_that_takes_no_more_takes_nothing_of_any_file(gongkai: Program) -> None:
    """A row of the second file is refused, so the first one is not written either."""
    gongkai("mark 6 --dept 县网信办 --percent 100 --on 8月1日")
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/1司法局.xlsx")
    table("收回/2.xlsx", ("单位", "序号", "状态"), ("县网信办", 6, "推进中"), title="9月汇总")
    answer = gongkai("collect 收回")
    assert answer.code == 1
    assert "原来已完成（100%），改为推进中时要说明现在完成多少" in answer.err
    assert reports(gongkai) == {}
