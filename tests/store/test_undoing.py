"""`undo` and `redo`: whose change is taken back, all that rests on it, and loads and removals among them."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import Program, run
from gongkai_cli.store.queries.views import queries
from plan_texts import Change, plan_text

TASK_3 = ("activities:\n", "  - no: 3\n    title: 回应舆情\n    responsible: [县司法局]\nactivities:\n")
MOMENT = r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the plan files are in, and the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def demo(folder: Path) -> Program:
    """The program on a store with a small plan of its own, loaded as change 1."""
    load(*())
    assert (folder / "gongkai.db").exists()
    return lambda *command: run(command)


def load(*changes: Change, options: str = "") -> None:
    """Load the small plan with some pieces replaced."""
    Path("plan.yaml").write_text(plan_text(*changes), encoding="utf-8")
    answer = run((f"load plan.yaml --yes {options}",))
    assert answer.code == 0, answer.err


def visible() -> dict[str, list[Any]]:
    """Return what every view but those of the ledger shows."""
    with closing(sqlite3.connect("gongkai.db")) as connection:
        names = [
            name for name in queries() if name not in {"activity_subjects", "differences", "ledger", "task_subjects"}
        ]
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in names}  # noqa: S608


def ledger() -> list[tuple[Any, ...]]:
    """Return the table of changes."""
    with closing(sqlite3.connect("gongkai.db")) as connection:
        return connection.execute("SELECT id, kind, note, target_id, undone_by FROM change ORDER BY id").fetchall()


def is_sound() -> bool:
    """Say whether `db check` finds no fault."""
    return run(("db check",)).code == 0


# Whose change


def test_undo_says_who_wrote_what_and_when(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40")
    answer = demo("undo")
    said = rf"第 2 号是测试员 {MOMENT} 的报告：任务 2　解读政策（县司法局）。\n如需恢复：gongkai redo 2\n"
    assert re.fullmatch(said, answer.err)


def test_undo_of_a_change_with_several_lines_counts_them(demo: Program) -> None:
    demo("mark 1 2 --dept 县司法局 --percent 40")
    assert "的报告：任务 1　公开政策（县司法局）等 2 条。\n" in demo("undo").err


def test_another_persons_change_is_taken_back_only_with_yes(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40 --by 李四")
    before = ledger()
    answer = demo("undo")
    assert (answer.code, answer.out) == (1, "")
    question = rf"将撤回别人记的：第 2 号是李四 {MOMENT} 的报告：任务 2　解读政策（县司法局）"
    assert re.fullmatch(rf"{question}。当前不能交互确认，未写入。确定要做就加上 --yes。\n", answer.err)
    assert ledger() == before
    assert demo("undo --yes").code == 0


def test_what_another_person_took_back_is_restored_only_with_yes(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40")
    demo("undo --by 李四 --yes")
    answer = demo("redo")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("第 2 号是李四撤回的，不是您撤回的，将恢复它。")
    assert demo("redo --yes").code == 0


def test_ones_own_change_is_taken_back_and_restored_without_a_question(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40 --by 李四")
    assert demo("undo --by 李四").code == 0
    assert demo("redo --by 李四").code == 0


# All that rests on it


def test_a_refusal_names_every_change_that_rests_on_it(demo: Program) -> None:
    demo("mark 1 2 --dept 县司法局 --percent 20")
    demo("mark 1 --dept 县司法局 --percent 40")
    demo("mark 2 --dept 县司法局 --percent 50")
    demo("mark 1 --dept 琴江镇 --percent 50")
    answer = demo("undo 2")
    message = "第 3、4 号以第 2 号为前提，未撤回。要一起撤回，用 gongkai undo 2 --with-later。\n"
    assert (answer.code, answer.out, answer.err) == (1, "", message)


def test_what_rests_on_a_change_through_others_is_named_too(demo: Program) -> None:
    demo("mark 1 --dept 县司法局 --percent 20")
    demo("mark 1 2 --dept 县司法局 --percent 40")
    demo("mark 2 --dept 县司法局 --percent 50")
    assert demo("undo 2").err.startswith("第 3、4 号以第 2 号为前提")


def test_with_later_takes_all_back_as_one_step_and_redo_restores_it(demo: Program) -> None:
    start = visible()
    demo("mark 1 2 --dept 县司法局 --percent 20")
    demo("mark 1 --dept 县司法局 --percent 40")
    demo("mark 2 --dept 县司法局 --percent 50")
    full = visible()
    answer = demo("undo 2 --with-later")
    assert answer.out.startswith("演示县2024年工作要点　已撤回第 2 号，连同第 3、4 号，4 条\n")
    assert visible() == start
    assert ledger()[1:] == [
        (2, "mark", None, None, 5),
        (3, "mark", None, None, 5),
        (4, "mark", None, None, 5),
        (5, "undo", "连同第 3、4 号", 2, None),
    ]
    assert is_sound()
    answer = demo("redo")
    assert answer.err.endswith("如需撤回：gongkai undo 2 --with-later\n")
    assert visible() == full
    assert is_sound()


@pytest.mark.parametrize("number", [2, 3])
def test_any_number_of_a_step_restores_the_step(demo: Program, number: int) -> None:
    demo("mark 2 --dept 县司法局 --percent 20")
    demo("mark 2 --dept 县司法局 --percent 40")
    full = visible()
    demo("undo 2 --with-later")
    assert demo(f"redo {number}").code == 0
    assert visible() == full


def test_a_step_can_be_taken_back_again(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 20")
    demo("mark 2 --dept 县司法局 --percent 40")
    demo("undo")
    demo("redo")
    for turn in ("undo 2 --with-later", "redo", "undo 2 --with-later", "redo", "undo 3", "undo 2", "redo", "redo"):
        assert demo(turn).code == 0, turn
        assert is_sound(), turn


def test_with_later_on_a_change_that_none_rests_on_is_a_plain_undo(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 20")
    demo("mark 1 --dept 县司法局 --percent 20")
    assert demo("undo 2 --with-later").code == 0
    assert ledger()[-1] == (4, "undo", None, 2, None)


def test_with_later_asks_about_others_changes_among_them(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 20")
    demo("mark 2 --dept 县司法局 --percent 40 --by 李四")
    answer = demo("undo 2 --with-later")
    assert answer.code == 1
    assert re.match(rf"将撤回别人记的：第 3 号是李四 {MOMENT} 的报告：任务 2", answer.err)
    assert demo("undo 2 --with-later --yes").code == 0


def test_a_refused_redo_names_every_later_change_and_how_to_take_all_back(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 20")
    demo("undo")
    demo("mark 2 --dept 县司法局 --percent 40")
    demo("mark 2 --dept 县司法局 --percent 50")
    answer = demo("redo 2")
    message = "撤回之后又记了第 4、5 号，不能再恢复第 2 号。请先用 gongkai undo 4 --with-later 撤回。\n"
    assert (answer.code, answer.out, answer.err) == (1, "", message)
    assert demo("undo 4 --with-later").code == 0
    assert demo("redo 2").code == 0


# Loads and removals


def test_a_load_is_taken_back_and_says_that_it_is_one(demo: Program) -> None:
    before = visible()
    load(TASK_3)
    after = visible()
    answer = demo("undo")
    assert re.match(rf"第 2 号是测试员 {MOMENT} 的载入：演示县2024年工作要点：新增 1、变更 0、调出 0。\n", answer.err)
    assert visible() == before
    assert demo("redo").code == 0
    assert visible() == after
    assert is_sound()


def test_a_load_that_reports_rest_on_is_taken_back_only_with_them(demo: Program) -> None:
    before = visible()
    load(TASK_3)
    demo("mark 3 --dept 县司法局 --percent 40")
    full = visible()
    assert demo("undo 2").err.startswith("第 3 号以第 2 号为前提，未撤回。")
    answer = demo("undo 2 --with-later")
    assert answer.out.splitlines()[-1].split() == ["任务", "3", "回应舆情", "县司法局", "推进中", "40%", "—"]
    assert visible() == before
    assert is_sound()
    demo("redo")
    assert visible() == full


def test_the_only_load_of_a_plan_is_taken_back_only_with_yes(demo: Program) -> None:
    answer = demo("undo")
    assert answer.code == 1
    assert answer.err.startswith("撤回第 1 号以后，这个工作要点不再列出。当前不能交互确认")
    answer = demo("undo --yes")
    assert answer.code == 0
    assert "工作要点“演示县2024年工作要点”（demo-2024）现在不再列出。\n" in answer.err
    assert demo("plans").code == 4
    assert demo("redo").code == 0
    assert demo("plans").code == 0


def test_the_echo_of_a_load_taken_back_is_an_empty_list_in_json(demo: Program) -> None:
    load(TASK_3)
    assert json.loads(demo("undo --format json").out) == []


def test_a_removed_plan_is_listed_nowhere_and_comes_back_with_undo(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40")
    demo("activity held 1 --date 7月8日")
    before = visible()
    answer = demo("plans remove demo-2024 --yes")
    counts = "它有报告 1 条、活动记录 1 条，都留在台账里"
    removed = f"已移除工作要点“演示县2024年工作要点”（demo-2024），台账第 4 号。{counts}。\n"
    assert (answer.code, answer.out) == (0, removed)
    assert answer.err == "如需恢复：gongkai undo 4，或再载入它的计划文件\n"
    for listing in ("tasks --plan demo-2024", "plans", "status", "mark 2 --dept 县司法局 --percent 50"):
        assert demo(listing).code == 4, listing
    assert is_sound()
    assert demo("undo").code == 0
    assert visible() == before
    assert demo("redo").code == 0
    assert demo("plans").code == 4


def test_a_removal_asks_and_says_how_many_reports_the_plan_has(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40")
    answer = demo("plans remove demo-2024")
    question = "将移除工作要点“演示县2024年工作要点”（demo-2024），不再列出；它有报告 1 条、活动记录 0 条，都留在台账里"
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"{question}。当前不能交互确认，未写入。确定要做就加上 --yes。\n"


def test_a_plan_that_is_not_there_is_not_removed(demo: Program) -> None:
    answer = demo("plans remove demo-2025 --yes")
    message = "没有工作要点“demo-2025”。您是不是要找：demo-2024？用 gongkai plans 查看全部。\n"
    assert (answer.code, answer.out, answer.err) == (4, "", message)


def test_a_removed_plan_comes_back_with_its_file(demo: Program) -> None:
    demo("mark 2 --dept 县司法局 --percent 40")
    demo("plans remove demo-2024 --yes")
    answer = demo("load plan.yaml")
    assert answer.out.splitlines()[1:] == ["  变更　工作要点：状态 已移除 → 恢复"]
    (part,) = [row for row in json.loads(demo("tasks --dept 县司法局 --format json").out) if row["percent"]]
    assert part["percent"] == 40
    assert demo("undo 3").err.startswith("第 4 号以第 3 号为前提")
    assert is_sound()
