"""Reports stay with what they are about: in the ledger, under undo and redo, and beside a number used anew."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, Program
from old_stores import make_old_store

Tree = dict[str, Any]
Edit = Callable[[Tree], None]


def without_task_9(plan: Tree) -> None:
    """Take out task 9 and renumber those after it."""
    del plan["tasks"][8]
    renumber(plan["tasks"])


def without_task_10(plan: Tree) -> None:
    """Take out task 10 alone."""
    del plan["tasks"][9]


def without_activity_3(plan: Tree) -> None:
    """Take out activity 3 and renumber those after it."""
    del plan["activities"][2]
    renumber(plan["activities"])


def another_organizer(plan: Tree) -> None:
    """Give activity 13 another organizer."""
    plan["activities"][12]["organizer"] = "珠坑乡"


def another_month(plan: Tree) -> None:
    """Move activity 13 from August to December."""
    plan["activities"][12]["month"] = "12"


def another_kind(plan: Tree) -> None:
    """Give 县司法局 another kind, so that it leaves 县政府各部门."""
    (unit,) = [unit for unit in plan["units"] if unit["name"] == "县司法局"]
    unit["kind"] = "驻县单位"


def renumber(rows: list[Tree]) -> None:
    """Number rows from 1."""
    for number, row in enumerate(rows, start=1):
        row["no"] = str(number)


def as_it_was(plan: Tree) -> None:
    """Change nothing."""
    assert plan


@pytest.fixture
def load(gongkai: Program, tmp_path: Path) -> Callable[..., Any]:
    """Load the bundled plan with an edit; words after it are options."""

    def loaded(edit: Edit, *options: str) -> Any:
        plan = yaml.load((ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        edit(plan)
        file = tmp_path / "plan.yaml"
        file.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return gongkai("load", str(file), *options)

    return loaded


def answered(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_the_ledger_of_a_task_has_no_report_of_another_that_had_its_number(
    gongkai: Program, load: Callable[..., Any]
) -> None:
    gongkai("mark 9 --dept 县政府办 --percent 100 --note 保密制度已落实")
    assert load(without_task_9, "--yes").code == 0
    assert "保密制度已落实" not in gongkai("show 9").out
    assert [line["note"] for line in answered(gongkai, "log --task 9")] == ["序号 10 → 9"]
    assert "保密制度已落实" in gongkai("log").out


def test_the_ledger_of_an_activity_has_no_step_of_another_that_had_its_number(
    gongkai: Program, load: Callable[..., Any]
) -> None:
    gongkai("activity held 3 --date 2024-05-20 --place 镇政府 --people 35")
    assert load(without_activity_3, "--yes").code == 0
    assert "镇政府" not in gongkai("activity show 3").out
    assert [line["note"] for line in answered(gongkai, "log --activity 3")] == ["序号 4 → 3"]


def test_an_undo_says_the_state_of_what_it_took_back(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("mark 9 --dept 县政府办 --percent 50")
    gongkai("mark 9 --dept 县政府办 --percent 100")
    assert load(without_task_9, "--yes").code == 0
    gongkai("mark 9 --dept 县政府办 --percent 20")
    (line,) = answered(gongkai, "undo 3")
    assert line["now"] == {"status": "in_progress", "percent": 50}


def test_the_ledger_keeps_which_task_and_unit_a_load_was_about(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("mark 6 --dept 县司法局 --percent 70")
    assert load(another_kind, "--yes").code == 0
    lines = [line for line in answered(gongkai, "log --dept 县司法局") if line["kind"] == "load"]
    assert [(line["subject"], line["note"]) for line in lines] == [
        ("单位 县司法局", "类别 县政府部门 → 驻县单位"),
        ("县司法局 在任务 6 的承担", "调出，推进中 70%，2024年10月8日报"),
    ]
    assert "县司法局 在任务 6 的承担" in gongkai("editions 2").out


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (another_organizer, "主办单位改为 珠坑乡"),
        (another_month, "月份改为 12月"),
    ],
)
def test_an_activity_with_a_record_that_is_handed_on_is_asked_about(
    gongkai: Program, load: Callable[..., Any], edit: Edit, words: str
) -> None:
    assert load(edit, "--dry-run").code == 0  # without a record it is an ordinary change
    gongkai("activity held 13 --date 8月20日 --place 博物馆")
    answer = load(edit)
    assert answer.code == 1
    assert f"县文广旅局），已举办，2024年10月8日记，{words}" in answer.out
    assert load(edit, "--yes").code == 0
    (line,) = [line for line in answered(gongkai, "log --dept 县文广旅局") if line["kind"] == "activity"]
    assert line["unit"] == "县文广旅局"


def test_a_removed_plan_is_asked_about_like_any_other(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("mark 6 --dept 县司法局 --percent 70")
    assert gongkai("plans remove shicheng-2024 --yes").code == 0
    answer = load(another_kind)
    assert (answer.code, "县司法局 在任务 6 的承担，推进中 70%，2024年10月8日报" in answer.out) == (1, True)


def test_a_redo_of_a_load_does_not_hide_what_was_reported_since(gongkai: Program, load: Callable[..., Any]) -> None:
    assert load(without_task_10, "--yes").code == 0
    assert gongkai("undo 2").code == 0
    gongkai("mark 10 --dept 县财政局 --percent 80")
    answer = gongkai("redo 2")
    assert (answer.code, answer.out) == (1, "")
    assert "第 4 号" in answer.err
    assert "gongkai undo 4" in answer.err
    assert gongkai("undo 4").code == 0
    assert gongkai("redo 2").code == 0


def test_an_undo_of_a_load_does_not_hide_reports_on_what_it_brought_back(
    gongkai: Program, load: Callable[..., Any]
) -> None:
    gongkai("mark 9 --dept 县政府办 --percent 100")
    assert load(without_task_9, "--yes").code == 0
    assert load(as_it_was, "--yes").code == 0
    gongkai("mark 9 --dept 县司法局 --percent 60")
    answer = gongkai("undo 4")
    assert (answer.code, "第 5 号以第 4 号为前提" in answer.err) == (1, True)
    assert gongkai("undo 5").code == 0
    assert gongkai("undo 4").code == 0  # the report of before the task was taken out does not rest on it
    assert gongkai("db check").code == 0


def test_a_load_before_editions_is_not_undone(gongkai: Program, store: Path) -> None:
    make_old_store(store, 2)
    last = max(line["id"] for line in answered(gongkai, "log --limit 0") if line["kind"] == "load")
    answer = gongkai(f"undo {last} --yes")
    assert (answer.code, "不能撤回" in answer.err) == (1, True)


def test_a_withdrawn_task_keeps_its_last_standing(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("mark 10 --dept 县政府办 --percent 100")
    before = answered(gongkai, "show 10")
    assert load(without_task_10, "--yes").code == 0
    (task,) = [row for row in answered(gongkai, "tasks") if row["withdrawn"]]
    assert (task["no"], task["status"], task["percent"]) == (10, before["status"], before["percent"])
    assert task["percent"] > 0
    assert answered(gongkai, "plans")[0]["tasks"] == 11


def test_a_report_on_a_part_that_was_taken_out_says_so(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("mark 6 --dept 县司法局 --percent 70")
    assert load(another_kind, "--yes").code == 0
    answer = gongkai("mark 6 --dept 县司法局 --percent 80")
    assert (answer.code, answer.err) == (
        1,
        "“县司法局”在任务 6 的承担已调出要点，不能再报告，未记录。请先在计划文件里恢复它。\n",
    )


def test_a_task_that_is_not_there_is_told_with_each_number_once(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("mark 9 --dept 县政府办 --percent 100")
    assert load(without_task_9, "--yes").code == 0
    assert "的任务是 1–11。" in gongkai("show 12").err


def test_what_a_removed_plan_wrote_can_still_be_read_and_its_removal_undone(gongkai: Program) -> None:
    gongkai("mark 6 --dept 县司法局 --percent 70")
    assert gongkai("plans remove shicheng-2024 --yes").code == 0
    advice = (
        "工作要点“shicheng-2024”已移除（第 3 号）。如需恢复：gongkai undo 3。"
        "台账还在：gongkai log --plan shicheng-2024。\n"
    )
    for command in ("tasks", "log", "tasks --plan shicheng-2024", "mark 6 --dept 县司法局 --percent 80"):
        assert (gongkai(command).code, gongkai(command).err) == (4, advice)
    assert [line["id"] for line in answered(gongkai, "log --plan shicheng-2024")] == [1, 2, 3]
    assert len(answered(gongkai, "editions --plan shicheng-2024")) == 1
    assert gongkai("undo --plan shicheng-2024").code == 0
    assert gongkai("tasks").code == 0


def test_a_plan_whose_load_was_taken_back_says_how_to_restore_it(gongkai: Program) -> None:
    answer = gongkai("undo 1 --yes")
    assert "gongkai tasks" not in answer.out + answer.err
    advice = "工作要点“shicheng-2024”的载入（第 1 号）已撤回。如需恢复：gongkai redo 1。"
    assert gongkai("tasks").err.startswith(advice)


def test_an_undo_that_ends_the_restoring_of_a_plan_asks(gongkai: Program, load: Callable[..., Any]) -> None:
    gongkai("plans remove shicheng-2024 --yes")
    assert load(another_kind, "--yes").code == 0
    answer = gongkai("undo")
    assert (answer.code, "撤回第 3 号以后，这个工作要点不再列出" in answer.err) == (1, True)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("9999-12-31", "9999年12月31日"),
        ("2023-01-01", "2023年1月1日"),
        ("0001-01-01", "1年1月1日"),
        ("2025-01-01", "2025年1月1日"),
    ],
)
def test_an_edition_begins_within_the_plans_period(
    gongkai: Program, load: Callable[..., Any], since: str, words: str
) -> None:
    answer = load(another_kind, "--since", since)
    assert gongkai("tasks").code == 0
    assert (answer.code, answer.err) == (
        2,
        f"--since {words} 不在要点的期间内（2024年5月26日—12月31日）。请核对年份。\n",
    )


def test_a_load_before_an_edition_to_come_names_the_undo(gongkai: Program, load: Callable[..., Any]) -> None:
    assert load(another_kind, "--since", "12月1日").code == 0
    answer = load(another_month)
    assert answer.code == 1
    assert "或先用 gongkai undo 2 撤回那一版" in answer.err
    assert gongkai("db check").code == 0


def test_the_check_counts_the_newest_edition_alone(gongkai: Program, load: Callable[..., Any]) -> None:
    assert gongkai("undo 1 --yes").code == 0
    assert load(without_task_9).code == 0
    assert "任务 11 项、活动 28 场" in gongkai("db check").out
