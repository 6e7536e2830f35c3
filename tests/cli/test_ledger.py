"""The ledger: every field's value before and after, the report's day, and finding a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Program, run
from plan_texts import plan_text


def log(gongkai: Program, options: str = "") -> list[dict[str, Any]]:
    """Return the lines of the ledger."""
    answer = gongkai(f"log --format json {options}")
    assert answer.code == 0, answer.err
    lines: list[dict[str, Any]] = json.loads(answer.out)
    return lines


def changes(line: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return a line's changes: field → before and after."""
    return {change["field"]: (change["before"], change["after"]) for change in line["changes"]}


def test_a_report_names_every_field_that_changed(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已开会 --problem 缺样本 --link http://x.cn/a --on 9月20日")
    gongkai("mark 3 --dept 县司法局 --percent 65 --note 又开会 --clear 问题 --next 走访 --link http://x.cn/b")
    first, second = log(gongkai)[1:]
    assert changes(first) == {
        "status": ("not_started", "in_progress"),
        "percent": (0, 60),
        "note": (None, "已开会"),
        "problem": (None, "缺样本"),
        "link": (None, "http://x.cn/a"),
    }
    assert changes(second) == {
        "percent": (60, 65),
        "note": ("已开会", "又开会"),
        "problem": ("缺样本", None),
        "next": (None, "走访"),
        "link": ("http://x.cn/a", "http://x.cn/b"),
    }
    screen = gongkai("log").out
    assert "进展：已开会 → 又开会　问题：缺样本 → —　下步措施：走访　佐证：http://x.cn/b" in screen


def test_the_words_before_are_those_of_the_day_that_the_report_is_of(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 二")
    gongkai("mark 3 --dept 县司法局 --percent 30 --note 一 --on 9月20日")
    assert changes(log(gongkai)[2])["note"] == (None, "一")


def test_the_end_of_a_problem_is_a_change_of_the_report_that_is_done(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --problem 缺样本")
    gongkai("mark 3 --dept 县司法局 --percent 100")
    assert changes(log(gongkai)[2])["problem"] == ("缺样本", None)


def test_a_report_taken_back_is_not_the_state_before_a_later_one(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --note 错")
    gongkai("undo")
    gongkai("mark 3 --dept 县司法局 --note 对")
    lines = log(gongkai)
    assert changes(lines[-1])["note"] == (None, "对")


def test_a_line_stays_as_it_was_when_it_is_taken_back(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --note 一")
    gongkai("mark 3 --dept 县司法局 --note 二")
    before = log(gongkai)[2]["changes"]
    gongkai("undo 3")
    gongkai("undo 2")
    assert log(gongkai)[2]["changes"] == before


def test_an_activity_names_every_field_that_changed(gongkai: Program) -> None:
    gongkai("activity plan 17 --date 10月25日 --place 县政府 --people 60 --form 政府开放日 --note 备用")
    gongkai("activity plan 17 --date 11月12日 --time 9:00 --place 农技中心 --people 80 --form 政务公开讲 --note 新")
    first, second = log(gongkai)[1:]
    assert changes(first)["date"] == (None, "2024-10-25")
    assert changes(second) == {
        "date": ("2024-10-25", "2024-11-12"),
        "time": (None, "09:00"),
        "place": ("县政府", "农技中心"),
        "people": (60, 80),
        "form": ("open_day", "lecture"),
        "note": ("备用", "新"),
    }
    screen = gongkai("log --activity 17").out
    assert "时间：10月25日 → 11月12日　时刻：09:00　形式：政府开放日 → 政务公开讲　地点：县政府 → 农技中心" in screen
    exported = gongkai("log --activity 17 --format csv").out
    assert "时间：2024-10-25 → 2024-11-12；时刻：— → 09:00；" in exported


def test_a_chosen_theme_and_a_public_link_are_changes(gongkai: Program) -> None:
    free = next(row for row in json.loads(gongkai("schedule --format json").out) if row["theme"] == "自主选定")
    no = free["no"]
    gongkai(f"activity plan {no} --theme 政策进社区 --date 9月20日")
    gongkai(f"activity held {no}")
    gongkai(f"activity publish {no} --link http://x.cn/a")
    planned, _, published = log(gongkai, f"--activity {no}")
    assert changes(planned)["theme"] == ("自主选定", "政策进社区")
    assert changes(published) == {"status": ("held", "published"), "link": (None, "http://x.cn/a")}


def test_the_reason_of_a_cancellation_stays_readable(gongkai: Program) -> None:
    gongkai("activity cancel 18 --reason 与县里大会同日")
    gongkai("activity plan 18 --date 11月20日")
    cancelled, planned = log(gongkai, "--activity 18")
    assert changes(cancelled)["reason"] == (None, "与县里大会同日")
    assert changes(planned)["reason"] == ("与县里大会同日", None)
    page = gongkai("activity show 18").out
    assert "与县里大会同日（10月8日 取消，已重新安排）" in page
    assert "取消理由：与县里大会同日" in page
    assert "取消理由：与县里大会同日" in gongkai("log").out


def test_the_report_day_has_a_column_of_its_own(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --on 9月20日")
    heading, line = gongkai("log --task 3").out.splitlines()[1], gongkai("log --task 3").out.splitlines()[3]
    assert "报告日期" in heading
    assert "9月20日" in line.split()
    assert "2024年9月20日" in gongkai("log --task 3 --as-of 2025-01-20").out


@pytest.fixture
def entered(gongkai: Program) -> Program:
    """A ledger with reports of 20 June and 20 September, and an activity."""
    gongkai("mark 3 --dept 县司法局 --percent 30 --note 已征集意见 --on 6月20日")
    gongkai("mark 5 --dept 县司法局 --percent 60 --problem 缺样本 --on 9月20日")
    gongkai("activity plan 17 --date 10月25日 --place 农技中心")
    return gongkai


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--by-report-day --since 第三季度", [3, 4]),
        ("--by-report-day --until 6月30日", [2]),
        ("--by-report-day --since 第三季度 --until 第三季度", [3]),
        ("--search 征集", [2]),
        ("--search 缺样本", [3]),
        ("--search 农技中心", [4]),
        ("--search 主动听取意见机制", [3]),
        ("--search 100%", []),
    ],
)
def test_lines_are_found(entered: Program, options: str, found: list[int]) -> None:
    assert [line["id"] for line in log(entered, options)] == found


def test_a_line_that_clears_a_text_is_found_by_it(entered: Program) -> None:
    entered("mark 5 --dept 县司法局 --clear problem")
    assert [line["id"] for line in log(entered, "--search 缺样本")] == [3, 5]


def test_report_days_without_a_span_are_refused(gongkai: Program) -> None:
    answer = gongkai("log --by-report-day")
    assert answer.code == 2
    assert answer.err == "--by-report-day 要和 --since 或 --until 一起写。请加上其中一个，或去掉它。\n"


ACTIVITY = "  - no: 1\n    month: 7\n"


@pytest.fixture
def planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a small plan whose activity 1 is printed for 20 July."""
    monkeypatch.chdir(tmp_path)
    load_dated("2024-07-20")
    return lambda *command: run(command)


def load_dated(day: str, options: str = "") -> None:
    """Load the small plan with a date, a form and a note of its activity."""
    dated = f"{ACTIVITY}    date: {day}\n    form: 政务公开讲\n    note: 改期\n"
    Path("plan.yaml").write_text(plan_text((ACTIVITY, dated)), encoding="utf-8")
    answer = run((f"load plan.yaml --yes {options}",))
    assert answer.code == 0, answer.err


def test_a_load_leaves_the_lines_of_activities_as_they_were(planned: Program) -> None:
    planned("activity plan 1 --date 7月22日 --note 又改期 --as-of 2024-07-01")
    before = [changes(line) for line in log(planned)[1:]]
    assert before == [{"date": ("2024-07-20", "2024-07-22"), "note": ("改期", "又改期")}]
    load_dated("2024-07-25", "--as-of 2024-07-02")
    moved = {"日期": ("2024-07-20", "2024-07-25")}
    assert [changes(line) for line in log(planned, "--activity 1")] == [*before, moved]


def test_a_date_that_no_step_has_set_follows_the_plan(planned: Program) -> None:
    planned("activity plan 1 --place 大会堂 --as-of 2024-07-01")
    load_dated("2024-07-25", "--as-of 2024-07-02")
    (row,) = json.loads(planned("schedule --format json --as-of 2024-07-02").out)
    assert (row["date"], row["status"], row["place"]) == ("2024-07-25", "scheduled", "大会堂")
    moved = {"日期": ("2024-07-20", "2024-07-25")}
    assert [changes(line) for line in log(planned, "--activity 1")] == [{"place": (None, "大会堂")}, moved]


@pytest.mark.parametrize("step", ["plan 1 --date 7月20日", "held 1 --as-of 2024-07-20"])
def test_a_date_that_a_step_has_set_stays(planned: Program, step: str) -> None:
    assert planned(f"activity {step}").code == 0
    load_dated("2024-07-25")
    (row,) = json.loads(planned("schedule --format json").out)
    assert row["date"] == "2024-07-20"
