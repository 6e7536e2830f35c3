"""`sheets`: which units get a workbook, the folder, the numbers, and the line in the ledger."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import Answer, Program
from filled_sheets import collected, fill, give_out, ledger, numbers_on_list, page_of, rows_in, table

pytestmark = pytest.mark.slow  # many cases

PLAN = "石城县2024年政务公开工作要点"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def numbers(answer: Answer) -> list[str]:
    """Return the 表号 of an answer in JSON."""
    return [row["number"] for row in json.loads(answer.out)]


def load(gongkai: Program, *names: str, **facts: str) -> None:
    """Load a made-up plan with these units, each responsible for its only task."""
    extra = "".join(f"\n    {key}: {value}" for key, value in facts.items())
    listed = "\n".join(f"  - name: {name}\n    kind: 县政府部门{extra}" for name in names)
    text = f"""plan:
  key: names-2024
  title: 演示县2024年工作要点
  year: 2024
  issued_on: 2024-01-01
units:
{listed}
tasks:
  - no: 1
    title: 公开政策
    responsible: [{", ".join(names)}]
"""
    Path("names.yaml").write_text(text, encoding="utf-8")
    answer = gongkai("load names.yaml --yes")
    assert answer.code == 0, answer.err


# The folder


def test_each_unit_that_owes_gets_a_workbook_and_there_is_a_list_of_them(gongkai: Program) -> None:
    answer = gongkai("sheets --period 9月 -o 报送表")
    assert answer.code == 0, answer.err
    assert answer.out.splitlines()[0] == f"{PLAN}　9月报送表 40 份，任务 343 项　截至 2024年10月8日"
    assert answer.err.splitlines() == [
        f"已写入“{Path('报送表').resolve()}”：40 份报送表、分发清单.xlsx和报送通知.docx，记入台账第 2 号。",
        "收回来的放进一个文件夹：gongkai collect 收回　如需撤回：gongkai undo 2",
    ]
    names = {file.name for file in Path("报送表").iterdir()}
    assert len(names) == 42
    assert {"分发清单.xlsx", "报送通知.docx", "县司法局 9月报送表.xlsx", "琴江镇 9月报送表.xlsx"} <= names


def test_the_list_names_unit_number_file_tasks_and_the_person_to_ask(gongkai: Program) -> None:
    load(gongkai, "县司法局", contact="李青", phone="0797-5791234")
    answer = gongkai("--plan names-2024 sheets --period 9月 -o 报送表")
    assert answer.code == 0, answer.err
    page = load_workbook("报送表/分发清单.xlsx").active
    assert isinstance(page, Worksheet)
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    heading = rows.index(["单位", "类别", "表号", "文件", "任务", "活动", "联系人", "电话"])
    (number,) = re.findall(r"GK24-09-001-[A-Z]", str(rows[heading + 1][2]))
    file = "县司法局 9月报送表.xlsx"
    assert rows[heading + 1] == ["县司法局", "县政府部门", number, file, "1", 0, "李青", "0797-5791234"]


def test_the_echo_in_json_names_each_sheet(gongkai: Program) -> None:
    answer = gongkai("sheets --period 8月 --dept 县文广旅局 -o 报送表 --format json")
    assert json.loads(answer.out) == [
        {
            "unit": "县文广旅局",
            "kind": "县政府部门",
            "number": "GK24-08-001-Y",
            "file": "县文广旅局 8月报送表.xlsx",
            "tasks": [1, 3, 5, 6, 7, 8, 9, 10, 11, 12],
            "activities": 1,
            "contact": None,
            "phone": None,
        }
    ]


# Which units


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--dept 司法局", ["县司法局"]),
        ("--dept 琴江镇、县司法局", ["县司法局", "琴江镇"]),
        ("--dept 琴江镇 --dept 县司法局", ["县司法局", "琴江镇"]),
        ("--kind 管委会", ["县城市社区管委会", "石城工业园区管委会"]),
        ("--kind 管委会 --dept 县城市社区管委会", ["县城市社区管委会"]),
    ],
)
def test_some_units_get_their_sheets(gongkai: Program, options: str, expected: list[str]) -> None:
    answer = gongkai(f"sheets --period 9月 {options} -o 报送表 --format json")
    assert sorted([row["unit"] for row in json.loads(answer.out)]) == sorted(expected)
    assert len(list(Path("报送表").iterdir())) == len(expected) + 2


def test_only_what_is_still_owed(gongkai: Program) -> None:
    gongkai("mark 3,5 --dept 县司法局 --percent 10 --on 9月10日")
    gongkai("mark 6 --dept 县网信办 --percent 10 --on 9月30日")
    answer = gongkai("sheets --period 9月 --dept 县司法局、县网信办 --only-owed -o 催报表 --format json")
    (row,) = json.loads(answer.out)
    assert (row["unit"], row["tasks"], row["activities"]) == ("县司法局", [6, 7, 8, 9, 10, 11, 12], 0)


def test_a_unit_that_owes_an_activity_alone_gets_its_sheet(gongkai: Program) -> None:
    activities = json.loads(gongkai("schedule --month 10 --format json").out)
    unit = activities[0]["organizer"]
    numbers = ",".join(str(row["no"]) for row in json.loads(gongkai(f"tasks --dept {unit} --format json").out))
    gongkai(f"mark {numbers} --dept {unit} --percent 10 --on 10月8日")
    answer = gongkai(f"sheets --period 10月 --dept {unit} --only-owed -o 催报表 --format json")
    (row,) = json.loads(answer.out)
    assert (row["unit"], row["tasks"], row["activities"] > 0) == (unit, [], True)


def test_a_unit_that_owes_nothing_is_refused(gongkai: Program) -> None:
    gongkai("mark 6 --dept 县网信办 --percent 10 --on 9月30日")
    answer = gongkai("sheets --period 9月 --dept 县网信办 --only-owed -o 催报表")
    refusal = "9月没有要发的报送表：选中的单位都没有应报的任务。用 gongkai owed 查看各单位的应报。\n"
    assert answer == Answer(1, "", refusal)
    assert not Path("催报表").exists()
    assert [kind for _, kind, _ in ledger(gongkai)] == ["load", "mark"]


# 表号


def test_numbers_run_on_over_calls_and_plans(gongkai: Program) -> None:
    first = gongkai("sheets --period 9月 --dept 县司法局、琴江镇 -o 甲 --format json")
    second = gongkai("sheets --period 第三季度 --dept 县司法局 -o 乙 --format json")
    load(gongkai, "县司法局")
    third = gongkai("--plan names-2024 sheets --period 上半年 -o 丙 --format json")
    assert [number[:-2] for answer in (first, second, third) for number in numbers(answer)] == [
        "GK24-09-001",
        "GK24-09-002",
        "GK24-Q3-003",
        "GK24-H1-004",
    ]


def test_a_number_is_given_once_even_if_its_sheets_are_taken_back(gongkai: Program) -> None:
    first = gongkai("sheets --period 9月 --dept 县司法局 -o 甲 --format json")
    assert gongkai("undo 2").code == 0
    second = gongkai("sheets --period 9月 --dept 县司法局 -o 乙 --format json")
    assert (numbers(first)[0][:-2], numbers(second)[0][:-2]) == ("GK24-09-001", "GK24-09-002")


# File names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["县<司法>局", "a/b\\c", "甲:乙"], ["县_司法_局 9月", "a_b_c 9月", "甲_乙 9月"]),
        (["con", "LPT1.txt"], ["con 9月", "_LPT1.txt 9月"]),
        (["abc局", "ABC局"], ["abc局 9月", "ABC局 9月-2"]),
        (["县?局", "县*局"], ["县_局 9月", "县_局 9月-2"]),
    ],
)
def test_every_file_has_a_name_that_windows_takes(gongkai: Program, names: list[str], expected: list[str]) -> None:
    load(gongkai, *(json.dumps(name, ensure_ascii=False) for name in names))
    answer = gongkai("--plan names-2024 sheets --period 9月 -o 报送表 --format json")
    assert answer.code == 0, answer.err
    files = [row["file"] for row in json.loads(answer.out)]
    assert files == [name.replace("9月", "9月报送表") + ".xlsx" for name in expected]
    assert {file.name for file in Path("报送表").iterdir()} == {*files, "分发清单.xlsx", "报送通知.docx"}


def test_a_long_name_is_cut_and_stays_apart_from_another_one(gongkai: Program) -> None:
    load(gongkai, "县" + "政" * 70 + "甲", "县" + "政" * 70 + "乙")
    answer = gongkai("--plan names-2024 sheets --period 9月 -o 报送表 --format json")
    files = [row["file"] for row in json.loads(answer.out)]
    assert files == ["县" + "政" * 59 + ".xlsx", "县" + "政" * 59 + "-2.xlsx"]


# The folder that is there


def test_files_that_are_there_are_overwritten_only_with_a_yes(gongkai: Program) -> None:
    give_out(gongkai)
    before = {file.name: file.read_bytes() for file in Path("报送表").iterdir()}
    answer = gongkai("sheets --period 9月 --dept 县司法局 -o 报送表")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        f"“{Path('报送表').resolve()}”里已有“县司法局 9月报送表.xlsx”等 3 个同名文件，将被覆盖。"
        "当前不能交互确认，未写入。确定要做就加上 --yes。\n"
    )
    assert {file.name: file.read_bytes() for file in Path("报送表").iterdir()} == before
    assert len(ledger(gongkai)) == 2
    assert gongkai("sheets --period 9月 --dept 县司法局 -o 报送表 --yes").code == 0
    assert Path("报送表/县司法局 9月报送表.xlsx").read_bytes() != before["县司法局 9月报送表.xlsx"]


def test_other_files_of_the_folder_stay(gongkai: Program) -> None:
    Path("报送表").mkdir()
    Path("报送表/别的.txt").write_text("别的", encoding="utf-8")
    give_out(gongkai)
    assert Path("报送表/别的.txt").read_text(encoding="utf-8") == "别的"


@pytest.mark.parametrize(
    ("output", "code", "message"),
    [
        ("", 2, "请用 -o 写明写进哪个文件夹，如 -o 报送表；没有会新建。"),
        ("-o ' '", 2, "请用 -o 写明写进哪个文件夹，如 -o 报送表；没有会新建。"),
        ("-o 文件", 1, "“{here}/文件”是文件，不是文件夹，未写入。请把 -o 换一个文件夹，如 -o 报送表。"),
        ("-o 无/报送表", 1, "没有文件夹“{here}/无”，未写入。请先建好它，或把 -o 改到别处。"),
    ],
)
def test_a_folder_that_cannot_be_written_is_refused(gongkai: Program, output: str, code: int, message: str) -> None:
    Path("文件").touch()
    answer = gongkai(f"sheets --period 9月 {output}")
    assert answer == Answer(code, "", message.format(here=Path.cwd()) + "\n")
    assert len(ledger(gongkai)) == 1


def test_a_file_that_cannot_be_written_takes_the_line_of_the_ledger_with_it(gongkai: Program) -> None:
    Path("报送表/县司法局 9月报送表.xlsx").mkdir(parents=True)
    answer = gongkai("sheets --period 9月 --dept 县司法局 -o 报送表 --yes")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1
    assert len(ledger(gongkai)) == 1


# Periods


@pytest.mark.parametrize(
    ("period", "code", "message"),
    [
        (
            "2023年9月",
            2,
            "2023年9月1日—30日 不在要点的期间里（2024年5月26日—12月31日）。请改 --period。",
        ),
        (
            "2025年1月",
            2,
            "2025年1月1日—31日 不在要点的期间里（2024年5月26日—12月31日）。请改 --period。",
        ),
        ("秋天", 2, "无法识别时段“秋天”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
    ],
)
def test_a_period_outside_the_plan_is_refused(gongkai: Program, period: str, code: int, message: str) -> None:
    answer = gongkai(f"sheets --period {period} -o 报送表")
    assert answer == Answer(code, "", f"{message}\n")
    assert not Path("报送表").exists()


@pytest.mark.parametrize(
    ("period", "code", "words"),
    [
        ("第三季度", "Q3", "第三季度"),
        ("9-10月", "0910", "9-10月"),
        ("9月2日-8日", "0908", "9月2日-8日"),
        ("2024年", "Y", "全年"),
        ("本月", "10", "10月"),
    ],
)
def test_a_period_has_its_words_on_the_sheet_and_its_code_in_the_number(
    gongkai: Program, period: str, code: str, words: str
) -> None:
    answer = gongkai(f"sheets --period {period} --dept 县网信办 -o 报送表 --format json")
    (row,) = json.loads(answer.out)
    assert row["number"].startswith(f"GK24-{code}-001-")
    assert row["file"] == f"县网信办 {words}报送表.xlsx"
    assert f"报送时段：{words}　" in str(page_of(Path("报送表") / row["file"])["B2"].value)


def test_a_period_that_is_not_written_is_this_month(gongkai: Program) -> None:
    answer = gongkai("sheets --dept 县网信办 -o 报送表 --format json")
    assert [row["file"] for row in json.loads(answer.out)] == ["县网信办 10月报送表.xlsx"]


# The ledger


def test_sheets_are_one_line_of_the_ledger_and_nothing_else(gongkai: Program) -> None:
    before = [rows_in(gongkai, command) for command in ("tasks", "schedule", "owed --period 9月", "dept 县司法局")]
    gongkai("sheets --period 9月 --kind 乡镇 -o 报送表")
    assert ledger(gongkai)[1:] == [(2, "sheets", "9月报送表 11 份")]
    after = [rows_in(gongkai, command) for command in ("tasks", "schedule", "owed --period 9月", "dept 县司法局")]
    assert after == before


def test_sheets_are_taken_back_and_restored(gongkai: Program) -> None:
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    undone = gongkai("undo 2")
    assert (undone.code, undone.out.splitlines()[0]) == (0, f"{PLAN}　已撤回第 2 号")
    refused = gongkai("collect 收回")
    (number,) = numbers_on_list()
    assert (refused.code, refused.err.splitlines()[0]) == (
        1,
        f"司法局.xlsx：表号 {number} 已随第 3 号撤回。要收它，请先用 gongkai redo 2 恢复。回答：--skip 司法局.xlsx。",
    )
    assert gongkai("redo 2").code == 0
    collected(gongkai, "收回")


def test_sheets_on_which_a_collect_rests_go_only_with_it(gongkai: Program) -> None:
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    collected(gongkai, "收回")
    refused = gongkai("undo 2")
    message = "第 3 号以第 2 号为前提，未撤回。要一起撤回，用 gongkai undo 2 --with-later。\n"
    assert refused == Answer(1, "", message)
    assert gongkai("undo 2 --with-later --yes").code == 0
    assert [line["undone"] for line in rows_in(gongkai, "log --limit 0")] == [False, True, True, True, False]


def test_a_table_that_is_no_sheet_of_the_store_rests_on_no_sheets(gongkai: Program) -> None:
    give_out(gongkai)
    table("汇总.xlsx", ("单位", "序号", "完成比例"), ("县司法局", 3, 60), title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert gongkai("undo 2").code == 0


def test_the_list_of_sheets_is_no_returned_sheet(gongkai: Program) -> None:
    give_out(gongkai)
    answer = gongkai("collect 报送表/分发清单.xlsx")
    assert answer.code == 0
    assert "分发清单，不用收" in answer.out
    assert answer.err == "没有要并入的，未写入。\n"
