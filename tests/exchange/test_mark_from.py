"""`mark --from`: the reports of a table or a pipe as one change."""

import json
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Answer, Program
from filled_sheets import ledger, part, reports, table
from processes import PROGRAM

PLAN = "石城县2024年政务公开工作要点"
TABLE = """单位,序号,进度,进展,存在问题,下步措施,佐证链接
司法局,3,60%,已开会,缺样本,走访,http://x.cn/a
网信办,6,100,已办结,,,
"""
NO_ANSWERS = "有 1 项要你定，未写入。请改表后再来。"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(text: str, name: str = "进展.csv", encoding: str = "utf-8") -> str:
    """Write a table as a text, and return its name."""
    Path(name).write_text(text, encoding=encoding)
    return name


def recorded(gongkai: Program) -> None:
    """Check the reports of the table, which are one change."""
    row = part(gongkai, 3)
    assert (row["percent"], row["note"], row["problem"], row["next"]) == (60, "已开会", "缺样本", "走访")
    assert (row["on"], row["link"]) == ("2024-10-08", "http://x.cn/a")
    assert reports(gongkai, "县网信办") == {6: ("2024-10-08", 100, "已办结")}
    assert [(number, kind) for number, kind, _ in ledger(gongkai)] == [(1, "load"), (2, "mark"), (2, "mark")]


# Sources


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_any_encoding_of_an_office(gongkai: Program, encoding: str) -> None:
    written(TABLE, encoding=encoding)
    assert gongkai("mark --from 进展.csv").code == 0
    recorded(gongkai)


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_a_text_has_any_delimiter(gongkai: Program, delimiter: str) -> None:
    written(TABLE.replace(",", delimiter), "进展.txt")
    assert gongkai("mark --from 进展.txt").code == 0
    recorded(gongkai)


def test_a_workbook_is_read(gongkai: Program) -> None:
    rows = [line.split(",") for line in TABLE.splitlines()]
    table("进展.xlsx", *rows)
    assert gongkai("mark --from 进展.xlsx").code == 0
    recorded(gongkai)


def test_a_pipe_is_read(gongkai: Program) -> None:
    command = [*PROGRAM, "mark", "--from", "-"]
    done = subprocess.run(command, input=TABLE.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "如需撤回：gongkai undo 2\n")
    recorded(gongkai)


# The echo


def test_the_rows_are_echoed_and_taken_back(gongkai: Program) -> None:
    written(TABLE)
    answer = gongkai("mark --from 进展.csv")
    assert answer.err == "如需撤回：gongkai undo 2\n"
    assert answer.out.splitlines()[0] == f"{PLAN}　已记入台账第 2 号，2 条　报告日期 10月8日"
    assert "未启动 0% → 推进中 60%" in answer.out
    assert gongkai("undo 2").code == 0
    assert (reports(gongkai), reports(gongkai, "县网信办")) == ({}, {})


def test_the_echo_in_json_is_that_of_mark(gongkai: Program) -> None:
    written(TABLE)
    receipt = json.loads(gongkai("mark --from 进展.csv --format json").out)
    assert [(line["no"], line["unit"]) for line in receipt] == [(3, "县司法局"), (6, "县网信办")]


def test_the_day_of_the_reports_may_be_given(gongkai: Program) -> None:
    written(TABLE)
    assert gongkai("mark --from 进展.csv --on 9月30日").code == 0
    assert reports(gongkai)[3][0] == "2024-09-30"


def test_a_table_overwrites_a_report_of_its_day_as_mark_does(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 80")
    written(TABLE)
    assert gongkai("mark --from 进展.csv").code == 0
    assert part(gongkai, 3)["percent"] == 60


# The unit


@pytest.mark.parametrize("dept", ["县司法局", "司法局"])
def test_a_table_without_units_takes_the_one_that_is_given(gongkai: Program, dept: str) -> None:
    written("序号,进度\n3,60\n5,70\n")
    assert gongkai(f"mark --from 进展.csv --dept {dept}").code == 0
    assert {no: percent for no, (_, percent, _) in reports(gongkai).items()} == {3: 60, 5: 70}


def test_a_table_without_units_is_refused_where_none_is_given(gongkai: Program) -> None:
    written("序号,进度\n3,60\n")
    line = "进展.csv 第 2 行：看不出是哪个单位的。请加上 --dept，或补上单位一列。"
    assert gongkai("mark --from 进展.csv") == Answer(1, "", f"{line}\n{NO_ANSWERS}\n")


def test_two_units_for_one_table_are_refused(gongkai: Program) -> None:
    written("序号,进度\n3,60\n")
    message = "--from 的表只能配一个 --dept。几个单位的，请在表里加“单位”一列。\n"
    assert gongkai("mark --from 进展.csv --dept 司法局 --dept 网信办") == Answer(2, "", message)
    assert gongkai("mark --from 进展.csv --dept 司法局、网信办") == Answer(2, "", message)


# Rows that are not recorded


def test_rows_about_nothing_known_are_told_and_the_others_recorded(gongkai: Program) -> None:
    written("单位,序号,进度\n司法局,3,60\n审计局,3,60\n司法局,13,60\n")
    answer = gongkai("mark --from 进展.csv")
    assert (answer.code, answer.err.splitlines()) == (
        0,
        [
            "第 3 行：无法识别单位“审计局”。请写全称，或在计划文件里给它加别名。",
            "第 4 行：县司法局没有任务 13。请核对序号。",
            "如需撤回：gongkai undo 2",
        ],
    )
    assert list(reports(gongkai)) == [3]


def test_rows_that_say_nothing_new_are_told(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60")
    written("单位,序号,进度\n司法局,3,60\n司法局,5,/\n")
    answer = gongkai("mark --from 进展.csv")
    assert answer == Answer(0, "", "第 2 行：与台账相同。\n没有要记的，未写入。\n")
    assert len(ledger(gongkai)) == 2


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("司法局,3,1", "进展.csv C2：写的是 1，可能是 1%，也可能是 100%。"),
        ("司法局,3,60到70", "进展.csv C2：“60到70”里不止一个数。"),
        ("司法局,3,差不多", "进展.csv C2：“差不多”看不出完成的百分数。"),
    ],
)
def test_a_doubt_refuses_the_whole_table(gongkai: Program, row: str, line: str) -> None:
    written(f"单位,序号,进度\n{row}\n司法局,5,60\n")
    assert gongkai("mark --from 进展.csv") == Answer(1, "", f"{line}\n{NO_ANSWERS}\n")
    assert len(ledger(gongkai)) == 1


def test_one_part_twice(gongkai: Program) -> None:
    written("单位,序号,进度\n司法局,3,60\n司法局,3,60\n")
    answer = gongkai("mark --from 进展.csv")
    assert answer.err.splitlines()[0] == "第 3 行：与“进展.csv”第 2 行相同。"
    written("单位,序号,进度\n司法局,5,60\n司法局,5,70\n")
    assert gongkai("mark --from 进展.csv") == Answer(
        1,
        "",
        "进展.csv 第 2 行：“进展.csv”第 3 行也报了这一项，内容不同。请只留一份，或改表后再收。\n"
        "进展.csv 第 3 行：“进展.csv”第 2 行也报了这一项，内容不同。请只留一份，或改表后再收。\n"
        "有 2 项要你定，未写入。请改表后再来。\n",
    )


def test_rows_of_activities_are_no_reports(gongkai: Program) -> None:
    written("单位,活动主题,举办日期\n县文广旅局,文旅产业发展,8月20日\n")
    answer = gongkai("mark --from 进展.csv")
    assert (answer.code, len(ledger(gongkai))) == (0, 1)
    assert answer.err.splitlines() == [
        "活动 13 没有记：这里只记任务的进展。请用 gongkai activity held 13 记。",
        "没有要记的，未写入。",
    ]


def test_activities_beside_tasks_are_told(gongkai: Program) -> None:
    workbook = load_workbook(table("进展.xlsx", ["单位", "序号", "进度"], ["县司法局", 3, 60]))
    page = workbook.create_sheet("活动")
    page.append(["单位", "活动主题", "举办日期"])
    page.append(["县文广旅局", "文旅产业发展", "8月20日"])
    workbook.save("进展.xlsx")
    answer = gongkai("mark --from 进展.xlsx")
    assert answer.err.splitlines() == [
        "活动 13 没有记：这里只记任务的进展。请用 gongkai activity held 13 记。",
        "如需撤回：gongkai undo 2",
    ]


# Refused


@pytest.mark.parametrize("options", ["3", "--all", "--percent 60", "--note x", "--status done", "--clear 问题"])
def test_other_values_beside_a_table_are_refused(gongkai: Program, options: str) -> None:
    written(TABLE)
    message = (
        "--from 不能和序号、--all、--percent 等一起写。"
        "进展写在表里；和它一起只能写 --dept、--on，如 gongkai mark --from 进展.csv --on 10月8日。\n"
    )
    assert gongkai(f"mark {options} --from 进展.csv") == Answer(2, "", message)


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("没有.csv", 4, "没有文件“{here}/没有.csv”。请核对文件名，再运行一次。"),
        ("夹", 4, "“夹”不是一张表。要收一个文件夹或压缩包，用 gongkai collect。"),
        ("空.csv", 3, "空.csv：文件是空的，未读取。请核对是不是选错了文件，或请对方重发。"),
        ("进展.csv --on 下周", 2, "“下周”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底。"),
    ],
)
def test_no_table_is_refused(gongkai: Program, source: str, code: int, message: str) -> None:
    written(TABLE)
    Path("夹").mkdir()
    Path("空.csv").touch()
    answer = gongkai(f"mark --from {source}")
    assert (answer.code, answer.err.splitlines()[0]) == (code, message.format(here=Path.cwd()))
    assert len(ledger(gongkai)) == 1


def test_a_table_that_is_too_large_is_refused(gongkai: Program) -> None:
    Path("大.csv").write_bytes(b"1,2\n" * (9 * 1024 * 1024))
    answer = gongkai("mark --from 大.csv")
    assert answer.code == 3
    assert answer.err.startswith("大.csv：超过 32 MB，未读取。")
