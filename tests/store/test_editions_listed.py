"""`editions`, and the lines of a load in the ledger."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Answer, Program, run
from plan_texts import Change, plan_text

CHANGES = (
    ("aliases: [县政府办公室]", "aliases: [政府办]"),
    ("lead: [县政府办]", "lead: [县政府办]\n    due: 2024-09-30"),
    ("  - name: 琴江镇\n", "  - name: 大由乡\n    kind: 乡镇\n  - name: 琴江镇\n"),
    ("title: 解读政策", "title: 解读好政策"),
    ("[县政府各部门, 各乡镇]", "[各乡镇, 县政府各部门]"),
)
LINES = [
    ("added", "单位 大由乡", None, None, None, "新增"),
    ("changed", "单位 县政府办", "别名", "县政府办公室", "政府办", "别名 增加 政府办，去掉 县政府办公室"),
    ("changed", "任务 1", "责任单位", None, None, "责任单位 调整顺序"),
    ("changed", "任务 1", "完成时限", "（无）", "2024-09-30", "完成时限 （无） → 2024-09-30"),
    ("changed", "任务 2", "标题", "解读政策", "解读好政策", "标题 解读政策 → 解读好政策"),
]
TITLE = "演示县2024年工作要点"


@pytest.fixture(autouse=True)
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a store with two editions of a small plan, the second by 李四 from 1 September."""
    monkeypatch.chdir(tmp_path)
    load("plan.yaml")
    load("changed.yaml", *CHANGES, options="--since 9月1日 --by 李四")
    return lambda *command: run(command)


def load(name: str, *changes: Change, options: str = "") -> None:
    """Load the small plan with some pieces replaced."""
    Path(name).write_text(plan_text(*changes), encoding="utf-8")
    answer = run((f"load {name} --yes {options}",))
    assert answer.code == 0, answer.err


def answered(demo: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = demo(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_editions_are_listed_with_their_facts(demo: Program) -> None:
    rows = answered(demo, "editions")
    for row in rows:
        assert row.pop("at").endswith("+08:00")
    common = {"title": TITLE, "undone": False}
    assert rows == [
        {"no": 1, "change": 1, "since": None, "by": "测试员", "file": "plan.yaml", "differences": 0, "in_force": False}
        | common,
        {"no": 2, "change": 2, "since": "2024-09-01", "by": "李四", "file": "changed.yaml", "differences": 5}
        | {"in_force": True}
        | common,
    ]


def test_the_first_edition_is_in_force_from_the_plans_first_day(demo: Program) -> None:
    lines = demo("editions").out.splitlines()
    assert lines[0] == f"{TITLE}　版次 2 个　截至 2024年10月8日"
    assert lines[3].split()[:2] == ["1", "印发日起"]
    assert lines[4].split()[:4] == ["2", "9月1日", "执行中", "5"]


def test_on_an_earlier_day_the_earlier_edition_is_in_force(demo: Program) -> None:
    assert [row["in_force"] for row in answered(demo, "--as-of 2024-08-31 editions")] == [True, False]
    assert [row["in_force"] for row in answered(demo, "--as-of 2024-09-01 editions")] == [False, True]


def test_an_edition_that_is_taken_back_says_so_and_keeps_its_number(demo: Program) -> None:
    assert demo("undo --yes").code == 0
    assert [(row["no"], row["in_force"], row["undone"]) for row in answered(demo, "editions")] == [
        (1, True, False),
        (2, False, True),
    ]
    assert "已撤回" in demo("editions").out
    assert "，已撤回）的变化 5 处" in demo("editions 2").out


@pytest.mark.parametrize("number", ["2", "第2版"])
def test_an_edition_shows_its_differences_line_by_line(demo: Program, number: str) -> None:
    keys = ("kind", "subject", "field", "before", "after", "words")
    assert [tuple(row[key] for key in keys) for row in answered(demo, f"editions {number}")] == LINES


def test_a_first_edition_has_nothing_to_compare_with(demo: Program) -> None:
    assert demo("editions 1").out.splitlines()[1] == "这是第一版，没有可比的上一版。"


@pytest.mark.parametrize("suffix", ["csv", "md", "xlsx", "json"])
@pytest.mark.parametrize("command", ["editions", "editions 2"])
def test_editions_go_into_files_as_every_listing(demo: Program, command: str, suffix: str) -> None:
    assert demo(f"{command} -o 版次.{suffix}").code == 0
    assert Path(f"版次.{suffix}").stat().st_size > 0


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("editions 3", Answer(4, "", "没有第 3 版。这个工作要点有 2 版，用 gongkai editions 查看。\n")),
        ("editions x", Answer(2, "", "“x”不是版次。请写数字，如 2。用 gongkai editions 查看。\n")),
    ],
)
def test_an_edition_that_is_not_there_is_told(demo: Program, command: str, answer: Answer) -> None:
    assert demo(command) == answer


def test_the_ledger_has_a_line_for_each_difference(demo: Program) -> None:
    rows = [row for row in answered(demo, "log") if row["id"] == 2]
    assert [(row["subject"], row["note"]) for row in rows] == [
        (TITLE, f"{TITLE}：新增 1、变更 4、调出 0"),
        *((subject, words) for _, subject, *_, words in LINES),
    ]
    assert [row["changes"] for row in rows[1:]] == [
        [{"field": field, "before": before, "after": after}] if field else [] for _, _, field, before, after, _ in LINES
    ]
    assert {(row["kind"], row["by"], row["before"], row["on"]) for row in rows} == {("load", "李四", None, None)}
    assert [row["unit"] for row in rows] == [None, "大由乡", "县政府办", None, None, None]
