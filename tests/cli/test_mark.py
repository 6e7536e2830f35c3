"""`mark`: reports written, completed and refused."""

import json
from typing import Any

import pytest

from conftest import Program

NOTHING_SAID = "没有写报告什么。请至少写 --status、--percent、--note、--problem、--next、--link、--clear 中的一个。"


def part(gongkai: Program, no: int, dept: str = "县司法局", as_of: str = "2024-10-08") -> dict[str, Any]:
    """Return a unit's part in one task as the listing gives it."""
    answer = gongkai("tasks", "--dept", dept, "--format", "json", "--as-of", as_of)
    return next(row for row in json.loads(answer.out) if row["no"] == no)


def test_a_mark_echoes_title_unit_before_and_after(gongkai: Program) -> None:
    answer = gongkai("mark 3 --dept 司法局 --percent 40 --note 已开会")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "石城县2024年政务公开工作要点　已记入台账第 2 号，1 条　报告日期 10月8日",
        "序号  任务                                单位      变化",
        "━" * 74,
        "   3  加强重大政策宣传联动及落实结果评价  县司法局  未启动 0% → 推进中 40%",
    ]


def test_a_mark_carries_the_three_part_report_and_its_evidence(gongkai: Program) -> None:
    gongkai(
        "mark 3 --dept 县司法局 --percent 40 --note 已开会 --problem 缺样本 --next 补走访 "
        "--link https://www.shicheng.gov.cn/a.html --on 9月30日"
    )
    row = part(gongkai, 3)
    assert (row["status"], row["percent"]) == ("in_progress", 40)
    assert (row["note"], row["problem"], row["next"]) == ("已开会", "缺样本", "补走访")
    assert (row["link"], row["on"]) == ("https://www.shicheng.gov.cn/a.html", "2024-09-30")


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        (None, "--percent 100", ("done", 100)),
        (None, "--status 已完成", ("done", 100)),
        (None, "--percent 0", ("not_started", 0)),
        (None, "--note 已部署", ("in_progress", 0)),
        (None, "--status blocked", ("blocked", 0)),
        ("--percent 30", "--note 又开会", ("in_progress", 30)),
        ("--percent 30", "--status 受阻", ("blocked", 30)),
        ("--status blocked --percent 30", "--percent 50", ("blocked", 50)),
        ("--percent 100", "--note 补材料", ("done", 100)),
        ("--percent 100", "--percent 80", ("in_progress", 80)),
        ("--percent 30", "--status not-started", ("not_started", 0)),
        ("--percent 30", "--status 已中止", ("stopped", 30)),
    ],
)
def test_what_a_report_leaves_unsaid_is_filled_in(
    gongkai: Program, first: str | None, second: str, standing: tuple[str, int]
) -> None:
    if first:
        assert gongkai(f"mark 3 --dept 县司法局 {first}").code == 0
    assert gongkai(f"mark 3 --dept 县司法局 {second}").code == 0
    row = part(gongkai, 3)
    assert (row["status"], row["percent"]) == standing


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ("--status done --percent 50", 1, "已完成就是 100%，不能是 50%。请改 --percent 100，或把状态改为推进中。"),
        ("--status 未启动 --percent 5", 1, "未启动就是 0%，不能是 5%。请去掉 --percent，或把状态改为推进中。"),
        (
            "--status 受阻 --percent 100",
            1,
            "100% 就是已完成，与状态“受阻”不符。请改 --status 已完成，或改小 --percent。",
        ),
        ("--link ftp://x.cn", 1, "链接“ftp://x.cn”不是网址。请给出以 http:// 或 https:// 开头的完整地址。"),
        ("--link http://", 1, "链接“http://”不是网址。请给出以 http:// 或 https:// 开头的完整地址。"),
        ("--percent 101", 2, "“101”不是完成的百分数。--percent 要写 0 到 100 的整数。"),
        ("--percent 一半", 2, "“一半”不是完成的百分数。--percent 要写 0 到 100 的整数。"),
        (
            "--percent 5 --on 2024-10-09",
            2,
            "报告日期 2024年10月9日 还没到（今天按 2024年10月8日 算）。请把 --on 改为不晚于今天的日期。",
        ),
        ("--percent 5 --on 2023-12-31", 2, "报告日期 2023年12月31日 早于 2024 年度。请核对 --on 的年份。"),
        ("--percent 5 --on 2月30日", 2, "没有“2月30日”这一天：2024年2月有 29 天。"),
        ("--percent 5 --on 下周", 2, "“下周”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底。"),
        ("", 2, "没有写报告什么。请至少写 --status、--percent、--note、--problem、--next、--link、--clear 中的一个。"),
        (
            "--note ' '",
            2,
            "没有写报告什么。请至少写 --status、--percent、--note、--problem、--next、--link、--clear 中的一个。",
        ),
        ("--all --percent 5", 2, "请写 --dept 单位，或写 --all 代表任务中计入统计的全部单位，二者写一个。"),
    ],
)
def test_a_refused_mark_says_why_and_writes_nothing(gongkai: Program, options: str, code: int, message: str) -> None:
    before = gongkai("show 3 --format json").out
    answer = gongkai(f"mark 3 --dept 县司法局 {options}")
    assert (answer.code, answer.err, answer.out) == (code, f"{message}\n", "")
    assert gongkai("show 3 --format json").out == before


def test_reopening_a_finished_part_wants_a_percent(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 100")
    answer = gongkai("mark 3 --dept 县司法局 --status 推进中")
    assert answer.code == 1
    assert answer.err == "原来已完成（100%），改为推进中时要说明现在完成多少：请加上 --percent，取 0 到 99。\n"


def test_several_numbers_and_spans_are_one_change(gongkai: Program) -> None:
    answer = gongkai("mark 3 5-7 9,10 --dept 县司法局 --percent 20 --format json")
    receipt = json.loads(answer.out)
    assert [line["no"] for line in receipt] == [3, 5, 6, 7, 9, 10]
    ledger = json.loads(gongkai("dept 县司法局 --format json").out)["ledger"]
    assert [entry["id"] for entry in ledger] == [2] * 6


@pytest.mark.parametrize(
    ("numbers", "code", "message"),
    [
        ("7-5", 2, "“7-5”前大后小。请写成 5-7。"),
        ("1-5000", 2, "“1-5000”太长。任务序号最大是 999。"),
        ("三", 2, "“三”不是任务序号。请写数字，如 7；单位写在 --dept 后面，带空格的文字要加引号。"),
        ("3-", 2, "“”不是任务序号。请写数字，如 7。"),
        ("13", 4, "没有任务 13。“石城县2024年政务公开工作要点”的任务是 1–12。"),
        (
            "1-3",
            1,
            "“县司法局”在任务 1、2 中没有承担，未记录。用 gongkai tasks --dept 县司法局 查看它的任务。",
        ),
    ],
)
def test_one_bad_number_refuses_the_whole_mark(gongkai: Program, numbers: str, code: int, message: str) -> None:
    answer = gongkai(f"mark {numbers} --dept 县司法局 --percent 20")
    assert (answer.code, answer.err) == (code, f"{message}\n")
    assert part(gongkai, 3)["on"] is None


def test_all_marks_every_counted_unit_and_no_possible_one(gongkai: Program) -> None:
    answer = gongkai("mark 4 --all --percent 50 --yes --format json")
    marked = {line["unit"] for line in json.loads(answer.out)}
    assert len(marked) == 14
    assert "县政府办" in marked
    assert "琴江镇" in marked
    assert "县司法局" not in marked


def test_a_possible_unit_counts_from_its_first_report_on(gongkai: Program) -> None:
    assert part(gongkai, 4)["counted"] is False
    gongkai("mark 4 --dept 县司法局 --percent 10")
    assert part(gongkai, 4)["counted"] is True
    task = json.loads(gongkai("show 4 --format json").out)
    assert task["units_total"] == 15


def test_the_latest_report_is_the_latest_day_then_the_latest_entry(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --on 9月20日")
    answer = gongkai("mark 3 --dept 县司法局 --percent 30 --on 9月1日")
    assert "（已有 2024年9月20日 的报告，现状仍以它为准）" in answer.out
    assert part(gongkai, 3)["percent"] == 60
    gongkai("mark 3 --dept 县司法局 --percent 70 --on 9月20日")
    assert part(gongkai, 3)["percent"] == 70


def test_a_later_report_that_was_taken_back_supersedes_nothing(gongkai: Program) -> None:
    def superseded_by(percent: int) -> object:
        (line,) = json.loads(gongkai(f"mark 3 --dept 县司法局 --percent {percent} --on 9月1日 --format json").out)
        return line["superseded_by"]

    gongkai("mark 3 --dept 县司法局 --percent 60 --on 9月20日")
    assert superseded_by(30) == "2024-09-20"
    assert gongkai("undo 2").code == 0
    assert superseded_by(40) is None
    assert part(gongkai, 3)["percent"] == 40
    assert gongkai("redo 2").code == 0
    assert superseded_by(50) == "2024-09-20"


def test_as_of_shows_an_earlier_day_as_it_stood(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 30 --on 7月1日")
    gongkai("mark 3 --dept 县司法局 --percent 100 --on 9月1日")
    assert part(gongkai, 3, as_of="2024-06-30")["status"] == "not_started"
    assert part(gongkai, 3, as_of="2024-07-01")["percent"] == 30
    assert part(gongkai, 3, as_of="2024-08-31")["percent"] == 30
    assert part(gongkai, 3, as_of="2024-09-01")["status"] == "done"


def test_a_report_without_a_day_is_dated_as_of(gongkai: Program) -> None:
    gongkai("--as-of 2024-08-01 mark 3 --dept 县司法局 --percent 30")
    assert part(gongkai, 3)["on"] == "2024-08-01"


def test_control_characters_do_not_reach_the_store(gongkai: Program) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--note", "红\x1b[31m字\u202e反\n行")
    assert part(gongkai, 3)["note"] == "红[31m字反 行"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000])
@pytest.mark.parametrize("command", ["show", "activity show", "upcoming --days", "log --limit", "log --task", "undo"])
def test_a_number_out_of_all_proportion_is_a_usage_error(gongkai: Program, command: str, number: str) -> None:
    answer = gongkai(f"{command} {number}")
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize("options", ["--dept '' --percent 5", "--dept 县司法局 --status '' --note x"])
def test_an_empty_value_is_no_value(gongkai: Program, options: str) -> None:
    assert gongkai(f"mark 3 {options}").code in {2, 4}
    assert part(gongkai, 3)["on"] is None
