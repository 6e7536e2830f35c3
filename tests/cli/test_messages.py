"""Messages: one line for each problem, of bounded length.

This holds for any value in them.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, Answer, Program
from fault_table import fault, told

LONGEST = 400
FORGED = "县某局\nplan.yaml:1: 任务 1：没有问题。\r\n第三行\u2028第四行\x85第五行\x0b第六行"
LONG = "长" * 350_000  # a megabyte

SEED = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")


def lines_of(answer: Answer) -> list[str]:
    """Return the lines of a refusal, all bounded and safe for a terminal."""
    assert "Traceback" not in answer.err
    lines = answer.err.splitlines()
    for line in lines:
        assert len(line) <= LONGEST
        assert line.isprintable() or "\u3000" in line
    return lines


def quoted(value: str) -> str:
    """Return a value as a YAML scalar in double quotes."""
    marks = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\u2028": "\\L", "\x85": "\\N", "\x0b": "\\v"}
    return '"' + "".join(marks.get(mark, mark) for mark in value) + '"'


def plan_file(folder: Path, old: str, new: str) -> Path:
    """Write the bundled plan with one text replaced, at its first place."""
    assert old in SEED
    file = folder / "plan.yaml"
    file.write_text(SEED.replace(old, new, 1), encoding="utf-8")
    return file


CHANGES: dict[str, Callable[[str], tuple[str, str]]] = {
    "a unit that is not registered": lambda value: ("lead: [", f"lead: [{quoted(value)}, "),
    "an unknown key": lambda value: ("plan:\n", f"plan:\n  {quoted(value)}: 1\n"),
    "an unknown section": lambda value: ("plan:\n", f"{quoted(value)}: 1\nplan:\n"),
    "no number": lambda value: ("year: 2024", f"year: {quoted(value)}"),
    "no day": lambda value: ("issued_on: 2024-05-26", f"issued_on: {quoted(value)}"),
    "no key": lambda value: ("key: shicheng-2024", f"key: {quoted(value)}"),
    "no address": lambda value: ("plan:\n", f"plan:\n  source: {quoted(value)}\n"),
    "a name with a 顿号": lambda value: ("units:\n", f"units:\n  - {{name: {quoted(value + '、')}, kind: 乡镇}}\n"),
    "a name given twice": lambda value: (
        "units:\n",
        f"units:\n  - {{name: {quoted(value)}, kind: 乡镇}}\n  - {{name: {quoted(value)}, kind: 乡镇}}\n",
    ),
    "a key given twice": lambda value: ("plan:\n", f"plan:\n  {quoted(value)}: 1\n  {quoted(value)}: 1\n"),
    "a kind of nobody": lambda value: (
        "collectives:\n",
        f"collectives:\n  - {{name: 某称谓, kind: {quoted(value)}}}\n",
    ),
}
"""Ways to bring a value into a problem of a plan file, as a text to replace and its replacement."""


@pytest.mark.parametrize("value", [FORGED, LONG], ids=["forged", "long"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_value_of_a_plan_file_makes_no_line_and_no_long_one(
    gongkai: Program, tmp_path: Path, change: str, value: str
) -> None:
    file = plan_file(tmp_path, *CHANGES[change](value))
    answer = gongkai("check", str(file))
    assert answer.code == 3
    lines = lines_of(answer)
    assert lines
    for line in lines:
        assert line.startswith(f"{file}:")
        assert line.endswith("。")


@pytest.mark.parametrize("value", [FORGED, LONG], ids=["forged", "long"])
def test_each_problem_is_one_line(gongkai: Program, tmp_path: Path, value: str) -> None:
    """Three problems are three lines, though each value has six."""
    changed = SEED
    for old, new in (
        ("year: 2024", "year: "),
        ("issued_on: 2024-05-26", "issued_on: "),
        ("key: shicheng-2024", "key: "),
    ):
        changed = changed.replace(old, new + quoted(value[:300_000]), 1)
    file = tmp_path / "plan.yaml"
    file.write_text(changed, encoding="utf-8")
    answer = gongkai("load", str(file))
    assert answer.code == 3
    assert len(lines_of(answer)) == 3


def test_problems_of_several_files_are_told_line_by_line(gongkai: Program, tmp_path: Path) -> None:
    for name in ("甲.yaml", "乙.yaml"):
        plan_file(tmp_path, "year: 2024", f"year: {quoted(FORGED)}").rename(tmp_path / name)
    answer = gongkai("check", str(tmp_path / "甲.yaml"), str(tmp_path / "没有.yaml"), str(tmp_path / "乙.yaml"))
    assert answer.code == 3
    assert [line.removeprefix(str(tmp_path))[:6] for line in lines_of(answer)] == [
        "/甲.yam",
        "没有文件“/"[:6],
        "/乙.yam",
    ]


COMMANDS: dict[str, tuple[str, ...]] = {
    "a command": ("{}",),
    "an option": ("tasks", "--{}"),
    "a word too many": ("tasks", "{}"),
    "a unit": ("tasks", "--dept", "{}"),
    "a unit's page": ("dept", "{}"),
    "a status": ("tasks", "--status", "{}"),
    "a role": ("tasks", "--role", "{}"),
    "an order": ("tasks", "--sort", "{}"),
    "a plan": ("--plan", "{}", "tasks"),
    "a day": ("--as-of", "{}", "tasks"),
    "a report's day": ("mark", "3", "--dept", "县司法局", "--percent", "5", "--on", "{}"),
    "a percent": ("mark", "3", "--dept", "县司法局", "--percent", "{}"),
    "a link": ("mark", "3", "--dept", "县司法局", "--link", "{}"),
    "a task": ("show", "{}"),
    "tasks": ("mark", "{}", "--dept", "县司法局", "--percent", "5"),
    "a month": ("schedule", "--month", "{}"),
    "a form": ("activity", "plan", "17", "--form", "{}"),
    "people": ("activity", "plan", "17", "--people", "{}"),
    "an activity": ("activity", "show", "{}"),
    "a kind": ("depts", "--kind", "{}"),
    "days": ("upcoming", "--days", "{}"),
    "a change": ("undo", "{}"),
    "a limit": ("log", "--limit", "{}"),
    "a format": ("tasks", "--format", "{}"),
    "an encoding": ("tasks", "--format", "csv", "--encoding", "{}"),
    "a table": ("export", "--what", "{}"),
    "a schema": ("schema", "{}"),
    "a store": ("--db", "/没有/{}", "tasks"),
    "an output": ("tasks", "-o", "/没有/{}.csv"),
    "an output's suffix": ("tasks", "-o", "{}"),
    "a plan file": ("check", "{}"),
    "a backup": ("db", "restore", "{}"),
}
"""Every place of the command line that takes a text which can be wrong."""


@pytest.mark.parametrize("value", [FORGED, "长" * 40_000, "x\x1b[2J\x9b\u202e"], ids=["forged", "long", "steering"])
@pytest.mark.parametrize("place", COMMANDS)
def test_an_argument_makes_one_line_of_bounded_length(gongkai: Program, place: str, value: str) -> None:
    answer = gongkai(*(word.replace("{}", value) for word in COMMANDS[place]))
    assert answer.code in {1, 2, 3, 4}
    (line,) = lines_of(answer)
    assert line.endswith(("。", "？", "…"))
    assert not set(line) & set("\x1b\x9b\u202e\n\r")


@fault("参数里有换行，后一行装作程序的话")
def test_a_line_end_in_an_argument_makes_no_line(name: str, gongkai: Program, store: Path) -> None:
    answer = gongkai("tasks", "--dept", "某局\n已记入台账第 9 号")
    assert answer.code == 4
    (line,) = lines_of(answer)
    told(name, store.parent, 4, line, "没有变")


@fault("计划文件里的一个值有一兆字节")
def test_a_value_of_a_megabyte_is_repeated_in_part(name: str, gongkai: Program, store: Path, tmp_path: Path) -> None:
    answer = gongkai("check", str(plan_file(tmp_path, "year: 2024", f"year: {LONG}")))
    assert answer.code == 3
    (line,) = lines_of(answer)
    told(name, store.parent, 3, line, "没有变")


def test_a_message_that_is_too_long_keeps_its_end(gongkai: Program, tmp_path: Path) -> None:
    """A long path loses its middle, since the advice is at the end."""
    folder = tmp_path
    for _ in range(3):
        folder = folder / ("长" * 80)
        folder.mkdir()
    answer = gongkai("tasks", "-o", str(folder / ("深" * 80) / "表.csv"))
    assert answer.code == 4
    (line,) = lines_of(answer)
    assert len(line) == LONGEST
    assert line.startswith("没有文件夹“/")
    assert line.endswith("深”，未写入。请先建好文件夹，或把 -o 改到别处。")


def test_the_faults_of_a_store_are_one_line_each(gongkai: Program, store: Path) -> None:
    """Two faults are two lines, even if the store's path has a line end."""
    gongkai("mark 3 --dept 县司法局 --percent 5")
    gongkai("mark 3 --dept 县司法局 --percent 6")
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("DELETE FROM report")
    folder = store.parent / "一\n二"
    folder.mkdir()
    moved = store.rename(folder / "gongkai.db")
    answer = gongkai("--db", str(moved), "db", "check")
    assert answer.code == 1
    lines = lines_of(answer)
    assert [line.removeprefix(f"{store.parent}/一 二/gongkai.db：")[:12] for line in lines] == [
        "第 2 号报告没有内容。",
        "第 3 号报告没有内容。",
    ]
