"""Twelve plan files of made-up places in the shapes of real ones: checked, loaded, listed, shown, and loaded again."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Program, run
from gongkai_cli.planfile import reading
from gongkai_cli.planfile.difference import normalized
from gongkai_cli.store.plans.stored import newest_edition
from gongkai_cli.store.sqlite.store_file import StoreFile

FOLDER = Path(__file__).parent / "plans"
FILES = {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}

COUNTS = {
    "boyun": (3, 2, 4, ["各县（市、区）人民政府"], []),
    "henglan": (3, 5, 5, [], [5]),
    "jinyu": (5, 3, 8, [], []),
    "jiyang": (6, 4, 13, [], []),
    "lanze": (3, 4, 5, [], []),
    "lihu": (5, 3, 7, [], []),
    "moxi": (2, 1, 2, [], []),
    "qingyan": (0, 3, 0, [], [1, 2, 3]),
    "suchuan": (2, 3, 4, [], []),
    "tingtao": (3, 3, 3, ["全县各单位"], []),
    "yunzhan": (1, 1, 1, ["各专班"], []),
    "zhuxi": (3, 2, 6, [], []),
}
"""File → its units, tasks, counted parts, open collectives and unassigned tasks."""

DEADLINES = {
    "boyun": ["2025-09-30", "2025-12-31"],
    "henglan": ["2025-12-31", "2025-12-31", "2025-12-31", "2025-10-31", "2025-12-10"],
    "jinyu": ["2025-08-31", None, "2025-12-31"],
    "jiyang": ["2025-07-31", "2025-09-30", None, "2025-12-31"],
    "lanze": ["2026-12-31", "2027-12-31", "2028-06-30", "2028-12-31"],
    "lihu": ["2025-06-30", None, "2025-06-30"],
    "moxi": ["2025-10-31"],
    "qingyan": ["2025-12-31", "2025-12-31", None],
    "suchuan": ["2024-11-30", "2025-01-20", "2025-03-31"],
    "tingtao": [None, None, None],
    "yunzhan": ["2026-06-30"],
    "zhuxi": ["2025-08-31", "2025-03-31"],
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the twelve plans."""
    store = tmp_path_factory.mktemp("twelve") / "gongkai.db"
    answer = run(("--db", str(store), "load", *map(str, FILES.values())))
    assert answer.code == 0, answer.err
    return store


@pytest.fixture
def ask(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on that store, in the autumn of 2025."""
    monkeypatch.setenv("GONGKAI_DB", str(loaded))
    monkeypatch.setenv("GONGKAI_TODAY", "2025-09-15")
    return lambda *command: run(command)


def key_of(name: str) -> str:
    """Return the key of a plan."""
    return reading.read(FILES[name]).plan.key


def rows(ask: Program, *command: str) -> Any:
    """Return the answer of a command as JSON."""
    answer = ask(*command, "--format", "json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_there_are_twelve() -> None:
    assert list(FILES) == list(COUNTS) == list(DEADLINES)
    assert len(FILES) == 12


@pytest.mark.parametrize("name", FILES)
def test_a_plan_is_checked(name: str, unmade: Program) -> None:
    units, tasks, _, open_ones, unassigned = COUNTS[name]
    lines = unmade("check", str(FILES[name])).out.splitlines()
    assert f"单位 {units} 个、任务 {tasks} 项" in lines[0]
    assert [line for line in lines if "待明确" in line] == [
        f"  待明确：{one} 还没有写 kind 或 members，先不计任何单位" for one in open_ones
    ]
    listed = "、".join(map(str, unassigned))
    assert [line for line in lines if "未分工" in line] == [f"  未分工：任务 {listed} 没有单位"] * bool(unassigned)


@pytest.mark.parametrize("name", FILES)
def test_a_plan_is_listed(name: str, ask: Program) -> None:
    units, tasks, parts, _, unassigned = COUNTS[name]
    plan = ("--plan", key_of(name))
    listed = rows(ask, "tasks", *plan)
    assert (len(rows(ask, "depts", *plan)), len(listed)) == (units, tasks)
    assert sum(task["units_total"] for task in listed) == parts
    assert [task["due"] for task in listed] == DEADLINES[name]
    named = ("lead", "responsible", "support", "collectives")
    assert [task["no"] for task in listed if not any(task[key] for key in named)] == unassigned
    for suffix in ("table", "csv", "md"):
        assert ask("tasks", *plan, "--format", suffix, "--by-section").code == 0
    assert ask("status", *plan).code == ask("upcoming", *plan).code == 0


@pytest.mark.parametrize("name", FILES)
def test_every_task_is_shown_as_printed(name: str, ask: Program) -> None:
    for task in reading.read(FILES[name]).tasks:
        page = ask("show", str(task.no), "--plan", key_of(name)).out
        for word in filter(None, [task.section, task.title, *task.names, *task.others]):
            assert word in page
        if isinstance(task.due, str):
            assert task.due in page


@pytest.mark.parametrize("name", FILES)
def test_the_stored_plan_is_the_file(name: str, ask: Program, loaded: Path) -> None:
    document = reading.read(FILES[name])
    with StoreFile(loaded).reading() as connection:
        stored = newest_edition(connection, document.plan.key)
    assert stored is not None
    assert stored.document == normalized(document)
    answer = ask("load", str(FILES[name]))
    assert answer.code == 0
    assert answer.out.startswith(f"{document.plan.title}（{document.plan.key}）：没有变化")


def test_the_store_is_sound(ask: Program) -> None:
    assert ask("db check").code == 0
