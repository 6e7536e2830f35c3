"""`load`, `plans` and `schema`: what a plan file changes, what it never loses, and what follows from its words."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from shutil import copy
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import ROOT, Answer, Program
from editors_schema import LISTED, complaints_of
from gongkai_cli.domain.progress import Report
from gongkai_cli.domain.text import clean_text
from gongkai_cli.planfile import reading
from gongkai_cli.planfile.difference import normalized
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.store.ledger import reports as ledger_reports
from gongkai_cli.store.plans import loading
from gongkai_cli.store.plans.loading import LoadFacts
from gongkai_cli.store.plans.stored import newest_edition
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.sqlite.store_file import StoreFile
from gongkai_cli.store.sqlite.writer import Signature, Writer
from plan_texts import SOUND, Change, plan_text, section

NAME = "演示县2024年工作要点（demo-2024）"
NEW = f"{NAME}：新增，单位 3 个、任务 2 项、活动 1 项\n"
SAME = f"{NAME}：没有变化\n"
SHOWN = "不写 --plan 时，看的是“演示县2024年工作要点”（demo-2024）。"
ROLES: dict[str, list[str]] = {"lead": [], "responsible": [], "member": [], "possible": []}
TASK_2 = "  - no: 2\n    title: 解读政策\n    responsible: [县司法局]\n"
ACTIVITY_1 = "  - no: 1\n    month: 7\n    theme: 普法宣传\n    organizer: 县司法局\n"
WITHOUT_TASK_2 = (TASK_2, "")
RENAMED = (
    ("  - name: 县司法局\n", "  - name: 县司法和信访局\n    aliases: [县司法局]\n"),
    ("responsible: [县司法局]", "responsible: [县司法和信访局]"),
    ("organizer: 县司法局", "organizer: 县司法和信访局"),
)
RENAMED_UNSAID = (("  - name: 县司法局\n", "  - name: 县司法和信访局\n"), *RENAMED[1:])
WITHOUT_JUSTICE = (
    ("  - name: 县司法局\n    kind: 县政府部门\n", ""),
    ("responsible: [县司法局]", "responsible: [琴江镇]"),
    ("organizer: 县司法局", "organizer: 琴江镇"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the plan files are in and the program runs in, so that messages name them without a path."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(gongkai: Program, *changes: Change, name: str = "plan.yaml", options: str = "") -> Answer:
    """Write the sound plan with some pieces replaced, and load it."""
    Path(name).write_text(plan_text(*changes), encoding="utf-8")
    answer = gongkai(f"load {name} --yes {options}")
    assert answer.code == 0, answer.err
    return answer


def read_json(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def roles(gongkai: Program, no: int) -> dict[str, list[str]]:
    """Return role → the units that have it in a task, of those still in the plan."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for part in read_json(gongkai, f"show {no}")["assignments"]:
        if not part["withdrawn"]:
            found[part["role"]].append(part["unit"])
    return found


def ledger_numbers(store: Path) -> list[int]:
    """Return the numbers of all changes in the ledger."""
    with closing(sqlite3.connect(store)) as connection:
        return [number for (number,) in connection.execute("SELECT id FROM change ORDER BY id")]


def backups(store: Path) -> list[Path]:
    """Return the backups beside the store."""
    return sorted((store.parent / "backups").glob("*"))


def reports(store: Path) -> list[tuple[Any, ...]]:
    """Return every report in the store, whole."""
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT * FROM report ORDER BY id").fetchall()


# What a load says and writes


def test_a_new_plan_stands_beside_the_old_one(gongkai: Program, store: Path) -> None:
    answer = load(gongkai)
    (kept,) = backups(store)
    assert (answer.out, answer.err) == (NEW, f"已载入。载入前的备份在 {kept}。\n{SHOWN}\n")
    assert [plan["key"] for plan in read_json(gongkai, "plans")] == ["demo-2024", "shicheng-2024"]
    assert ledger_numbers(store) == [1, 2]
    assert len(read_json(gongkai, "tasks --plan shicheng-2024")) == 12


def test_the_same_file_again_changes_nothing(gongkai: Program, store: Path) -> None:
    load(gongkai)
    before, kept = store.read_bytes(), backups(store)
    answer = load(gongkai)
    assert (answer.out, answer.err) == (SAME, f"{SHOWN}\n")
    assert store.read_bytes() == before
    assert backups(store) == kept


def test_the_bundled_plan_again_changes_nothing(gongkai: Program, store: Path) -> None:
    before = store.read_bytes()
    answer = gongkai("load", str(ROOT / "data" / "seed_2024.yaml"))
    assert (answer.code, answer.out) == (0, "石城县2024年政务公开工作要点（shicheng-2024）：没有变化\n")
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    "changes",
    [
        [("  issued_on: 2024-06-01", "  issued_on: 2024-06-01\n  ends_on: 2024-12-31")],
        [("[县政府各部门, 各乡镇]", "\n      - 县政府各部门\n      - 各乡镇  # 印发的顺序")],
        [("lead: [县政府办]", "lead: 县政府办\n    due: ~\n    measures: []")],
        [("title: 公开政策", "title: '  公开政策 '")],
        [(TASK_2, ""), ("tasks:\n", f"tasks:\n{TASK_2}")],
    ],
    ids=["the last day written out", "another layout", "nothing written out", "blanks", "tasks in another order"],
)
def test_another_way_to_write_the_same_plan_is_no_change(gongkai: Program, changes: list[Change]) -> None:
    load(gongkai)
    assert load(gongkai, *changes).out == SAME


def test_members_that_are_written_out_are_kept_and_compared(gongkai: Program) -> None:
    def listed(*names: str) -> Change:
        return "  - name: 各乡镇\n    kind: 乡镇", f"  - name: 各乡镇\n    members: [{', '.join(names)}]"

    load(gongkai, listed("琴江镇", "县司法局"))
    assert load(gongkai, listed("琴江镇", "县司法局")).out == SAME
    assert "集体称谓 各乡镇：" in load(gongkai, listed("琴江镇")).out
    assert roles(gongkai, 1) == {**ROLES, "lead": ["县政府办"], "member": ["县司法局", "琴江镇"]}


def test_a_changed_file_shows_what_it_changes_and_is_backed_up_before(gongkai: Program, store: Path) -> None:
    load(gongkai)
    before = sqlite_dump(store)
    answer = load(
        gongkai,
        ("year: 2024", "year: 2024\n  region: 演示县"),
        ("aliases: [县政府办公室]", "aliases: [政府办]"),
        ("  - name: 琴江镇\n", "  - name: 大由乡\n    kind: 乡镇\n  - name: 琴江镇\n"),
        ("  - name: 各乡镇\n", "  - name: 各乡镇\n    indefinite: true\n"),
        ("lead: [县政府办]", "lead: [县政府办, 县司法局]\n    due: 2024-09-30\n    measures: [办培训]"),
        (TASK_2, "  - no: 3\n    title: 回应舆情\n    responsible: [县司法局]\n"),
        ("month: 7", "date: 2024-08-02"),
        ("theme: 普法宣传", "theme: 普法宣传\n    form: [政府开放日, 政务公开讲]"),
    )
    assert answer.out.splitlines() == [
        f"{NAME}：新增 2、变更 9、调出 1",
        "  新增　单位 大由乡",
        "  新增　任务 3　回应舆情",
        "  变更　工作要点：地区 （无） → 演示县",
        "  变更　单位 县政府办：别名 增加 政府办，去掉 县政府办公室",
        "  变更　集体称谓 各乡镇：泛指 否 → 是",
        "  变更　任务 1：牵头单位 增加 县司法局",
        "  变更　任务 1：完成时限 （无） → 2024-09-30",
        "  变更　任务 1：举措 增加 “办培训”",
        "  变更　活动 1：月份 7 → 8",
        "  变更　活动 1：日期 （无） → 2024-08-02",
        "  变更　活动 1：形式 （无） → 政务公开讲、政府开放日",
        "  调出　任务 2　解读政策",
    ]
    kept = backups(store)[-1]
    warning = "plan.yaml:30: 提醒：任务 3 no：序号不连续，缺 2，请核对是否漏了一项；印发时就是这样的，不用改。"
    assert answer.err == f"{warning}\n已载入。载入前的备份在 {kept}。\n{SHOWN}\n"
    assert sqlite_dump(kept) == before
    assert ledger_numbers(store) == [1, 2, 3]


def sqlite_dump(store: Path) -> list[str]:
    """Return everything that a store holds, as SQL."""
    with closing(sqlite3.connect(store)) as connection:
        return list(connection.iterdump())


def test_a_dry_run_shows_the_same_and_writes_nothing(gongkai: Program, store: Path) -> None:
    load(gongkai)
    before, kept = store.read_bytes(), backups(store)
    trial = load(gongkai, WITHOUT_TASK_2, options="--dry-run")
    assert trial.err == "仅为预览，未写入。去掉 --dry-run 就载入。\n"
    assert store.read_bytes() == before
    assert backups(store) == kept
    assert trial.out == f"{NAME}：新增 0、变更 0、调出 1\n  调出　任务 2　解读政策\n"
    assert load(gongkai, WITHOUT_TASK_2).out == trial.out


def test_a_dry_run_of_a_new_plan_does_not_add_it(gongkai: Program) -> None:
    assert load(gongkai, options="--dry-run").out == NEW
    assert [plan["key"] for plan in read_json(gongkai, "plans")] == ["shicheng-2024"]


def test_a_load_is_signed_in_the_ledger(gongkai: Program, store: Path) -> None:
    load(gongkai, options="--by 张三")
    load(gongkai, WITHOUT_TASK_2)
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute("SELECT id, who, kind, note FROM change WHERE id > 1 ORDER BY id").fetchall()
    assert rows == [
        (2, "张三", "load", "演示县2024年工作要点：首次载入，单位 3 个、任务 2 项、活动 1 项"),
        (3, "测试员", "load", "演示县2024年工作要点：新增 0、变更 0、调出 1"),
    ]


def test_of_two_files_with_one_broken_neither_is_loaded(gongkai: Program, store: Path, folder: Path) -> None:
    (folder / "good.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "bad.yaml").write_text(plan_text(("month: 7", "month: 13")), encoding="utf-8")
    before = store.read_bytes()
    answer = gongkai("load good.yaml bad.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == "bad.yaml:29: 活动 1 month：“13”太大，最大是 12。\n"
    assert store.read_bytes() == before


def test_several_files_are_loaded_in_one_run(gongkai: Program, store: Path, folder: Path) -> None:
    load(gongkai)
    (folder / "next.yaml").write_text(SOUND.replace("2024", "2025"), encoding="utf-8")
    (folder / "plan.yaml").write_text(plan_text(WITHOUT_TASK_2), encoding="utf-8")
    answer = gongkai("load next.yaml plan.yaml --yes")
    assert answer.out.splitlines() == [
        "演示县2025年工作要点（demo-2025）：新增，单位 3 个、任务 2 项、活动 1 项",
        f"{NAME}：新增 0、变更 0、调出 1",
        "  调出　任务 2　解读政策",
    ]
    assert len(backups(store)) == 2
    assert ledger_numbers(store) == [1, 2, 3, 4]


def test_a_missing_file_loads_nothing(gongkai: Program, store: Path) -> None:
    before = store.read_bytes()
    answer = gongkai("load none.yaml")
    assert (answer.code, answer.out, answer.err) == (4, "", "没有文件“none.yaml”。请核对路径。\n")
    assert store.read_bytes() == before


# Which store, which plan


def test_the_first_run_creates_the_store_and_says_so_in_one_line(fresh: Program, default_store: Path) -> None:
    answer = fresh("plans --format json")
    assert answer.err == f"首次使用：已建立台账 {default_store}，并载入《石城县2024年政务公开工作要点》。\n"
    assert [(plan["key"], plan["tasks"]) for plan in json.loads(answer.out)] == [("shicheng-2024", 12)]
    assert fresh("plans").err == ""
    assert [path.name for path in default_store.parent.iterdir()] == ["gongkai.db"]


def test_without_a_store_named_it_is_made_in_the_persons_own_folder(
    process: Callable[..., CompletedProcess[bytes]], folder: Path
) -> None:
    home = folder / "home"
    done = process("plans", GONGKAI_DB="", HOME=str(home), XDG_DATA_HOME=str(home / "share"))
    assert done.returncode == 0
    (store,) = home.rglob("gongkai.db")
    assert f"首次使用：已建立台账 {store}，" in done.stderr.decode()


def test_a_store_in_a_missing_folder_is_refused(unmade: Program, folder: Path) -> None:
    path = folder / "none" / "gongkai.db"
    answer = unmade("--db", str(path), "load", "--sample")
    what = "请检查文件夹是否存在、能否写入，或用 --db 指定另一个文件。"
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"打不开台账“{path}”")
    assert answer.err.endswith(f"{what}\n")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("command", ["--plan shicheng-2024 tasks", "tasks --plan shicheng-2024"])
def test_a_plan_is_chosen_before_or_after_the_command(gongkai: Program, command: str) -> None:
    load(gongkai)
    assert len(read_json(gongkai, command)) == 12


def test_a_plan_is_chosen_by_the_environment_and_the_command_line_wins(
    gongkai: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(gongkai)
    monkeypatch.setenv("GONGKAI_PLAN", "shicheng-2024")
    assert len(read_json(gongkai, "tasks")) == 12
    assert len(read_json(gongkai, "--plan demo-2024 tasks")) == 2
    assert len(read_json(gongkai, "tasks --plan demo-2024")) == 2


def test_a_plan_that_is_not_there_is_not_found(gongkai: Program) -> None:
    answer = gongkai("tasks --plan shicheng-2025")
    message = "没有工作要点“shicheng-2025”。您是不是要找：shicheng-2024？用 gongkai plans 查看全部。\n"
    assert (answer.code, answer.out, answer.err) == (4, "", message)


@pytest.mark.parametrize(("year", "count"), [("2023", 12), ("2025", 2)])
def test_the_newest_year_is_the_default(gongkai: Program, folder: Path, year: str, count: int) -> None:
    (folder / "plan.yaml").write_text(SOUND.replace("2024", year), encoding="utf-8")
    assert gongkai("load plan.yaml").code == 0
    assert len(read_json(gongkai, "tasks")) == count
    assert [plan["year"] for plan in read_json(gongkai, "plans")] == sorted([2024, int(year)], reverse=True)


def test_of_plans_of_one_year_and_day_the_one_that_came_last_is_the_default(gongkai: Program) -> None:
    for key in ("b-2024", "c-2024", "a-2024"):
        load(gongkai, ("key: demo-2024", f"key: {key}"))
    assert read_json(gongkai, "status")["plan"] == "a-2024"
    assert [plan["key"] for plan in read_json(gongkai, "plans")] == ["a-2024", "c-2024", "b-2024", "shicheng-2024"]


def test_plans_lists_each_plan_with_its_counts_and_its_progress(gongkai: Program) -> None:
    load(gongkai)
    assert gongkai("mark 2 --dept 县司法局 --percent 100").code == 0
    demo = read_json(gongkai, "plans")[0]
    assert demo == {
        "key": "demo-2024",
        "title": "演示县2024年工作要点",
        "year": 2024,
        "region": None,
        "issuer": None,
        "issued_on": "2024-06-01",
        "ends_on": "2024-12-31",
        "tasks": 2,
        "done": 1,
        "percent": 50.0,
        "units": 3,
        "activities": 1,
        "number": None,
    }


# Nothing recorded is lost


def test_a_task_with_reports_is_kept_as_withdrawn_and_comes_back_with_its_progress(gongkai: Program) -> None:
    measured = ("title: 解读政策\n", "title: 解读政策\n    measures: [写明背景]\n")
    load(gongkai, measured)
    gongkai("mark 2 --dept 县司法局 --percent 40 --note 已开会")
    other = (TASK_2, TASK_2.replace("no: 2", "no: 3").replace("解读政策", "回应关切"))
    assert load(gongkai, other).out.splitlines() == [
        f"{NAME}：新增 1、变更 0、调出 1",
        "  新增　任务 3　回应关切",
        "  调出　任务 2　解读政策",
        "  调出，已有报告　县司法局 在任务 2 的承担，推进中 40%，2024年10月8日报",
    ]
    listed = [(task["no"], task["withdrawn"]) for task in read_json(gongkai, "tasks")]
    assert listed == [(1, False), (3, False), (2, True)]
    assert "解读政策（已调出）" in gongkai("tasks").out
    kept = read_json(gongkai, "show 2")
    assert [(entry["unit"], entry["note"]) for entry in kept["ledger"]] == [("县司法局", "已开会")]
    assert [(part["unit"], part["percent"], part["counted"]) for part in kept["assignments"]] == [
        ("县司法局", 40, False)
    ]
    load(gongkai, measured)
    back = read_json(gongkai, "show 2")
    assert (back["withdrawn"], back["status"], back["percent"]) == (False, "in_progress", 40)
    assert [entry["note"] for entry in back["ledger"]] == ["已开会"]


def test_a_withdrawn_task_still_says_what_it_asked_for(gongkai: Program) -> None:
    load(gongkai, ("title: 解读政策\n", "title: 解读政策\n    measures: [写明背景]\n"))
    gongkai("mark 2 --dept 县司法局 --percent 40")
    load(gongkai, WITHOUT_TASK_2)
    assert [measure["text"] for measure in read_json(gongkai, "show 2")["measures"]] == ["写明背景"]


def test_a_withdrawn_task_is_left_out_of_the_figures(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 2 --dept 县司法局 --percent 100")
    load(gongkai, WITHOUT_TASK_2)
    plan = read_json(gongkai, "plans")[0]
    assert (plan["tasks"], plan["done"], plan["percent"]) == (1, 0, 0.0)
    unit = read_json(gongkai, "dept 县司法局")
    assert (unit["responsible"], unit["done"], unit["counted"]) == (0, 0, 1)
    assert gongkai("mark 2 --dept 县司法局 --percent 50").code == 1


def test_a_task_without_reports_that_disappears_is_gone(gongkai: Program) -> None:
    load(gongkai)
    load(gongkai, WITHOUT_TASK_2)
    answer = gongkai("show 2")
    assert (answer.code, answer.err) == (4, "没有任务 2。“演示县2024年工作要点”的任务是 1。\n")


def test_a_unit_with_reports_is_kept_as_withdrawn_and_comes_back_with_its_progress(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 1 2 --dept 县司法局 --percent 40 --note 已开会")
    load(gongkai, *WITHOUT_JUSTICE)
    assert [(unit["name"], unit["withdrawn"]) for unit in read_json(gongkai, "depts")] == [
        ("县政府办", False),
        ("琴江镇", False),
        ("县司法局", True),
    ]
    assert [entry["note"] for entry in read_json(gongkai, "dept 县司法局")["ledger"]] == ["已开会", "已开会"]
    assert roles(gongkai, 1) == {**ROLES, "lead": ["县政府办"], "member": ["琴江镇"]}
    assert read_json(gongkai, "show 2")["status"] == "not_started"
    load(gongkai)
    back = read_json(gongkai, "tasks --dept 县司法局")
    assert [(part["no"], part["percent"], part["counted"]) for part in back] == [(1, 40, True), (2, 40, True)]


def test_a_withdrawn_part_is_not_counted_and_not_reported_on(gongkai: Program) -> None:
    load(gongkai)
    assert gongkai("mark 1 --dept 县司法局 --percent 100").code == 0
    load(gongkai, ("[县政府各部门, 各乡镇]", "[各乡镇]"))
    task = read_json(gongkai, "show 1")
    assert (task["units_done"], task["units_total"]) == (0, 2)
    answer = gongkai("mark 1 --dept 县司法局 --percent 50")
    told = "“县司法局”在任务 1 的承担已调出要点，不能再报告，未记录。请先在计划文件里恢复它。\n"
    assert (answer.code, answer.err) == (1, told)


def test_numbers_with_a_gap_are_told_with_it(gongkai: Program) -> None:
    load(gongkai, (TASK_2, f"{TASK_2}{TASK_2.replace('no: 2', 'no: 4')}"))
    answer = gongkai("show 3")
    assert (answer.code, answer.err) == (4, "没有任务 3。“演示县2024年工作要点”的任务是 1–2、4。\n")


def test_a_plan_without_activities_has_an_empty_schedule(gongkai: Program) -> None:
    load(gongkai, (section("activities"), ""))
    answer = gongkai("schedule")
    assert (answer.code, read_json(gongkai, "schedule")) == (0, [])
    assert "没有" in answer.out.splitlines()[1]


def test_a_load_never_deletes_a_report(gongkai: Program, store: Path) -> None:
    load(gongkai)
    gongkai("mark 1 2 --dept 县司法局 --percent 40")
    gongkai("mark 1 --all --percent 50 --yes")
    before = reports(store)
    load(gongkai, *WITHOUT_JUSTICE, ("[县政府各部门, 各乡镇]", "[]"))
    load(gongkai)
    assert len(before) == 5
    assert reports(store) == before


def test_a_unit_without_reports_that_disappears_is_gone(gongkai: Program) -> None:
    load(gongkai)
    load(gongkai, *WITHOUT_JUSTICE)
    answer = gongkai("dept 县司法局")
    assert (answer.code, answer.err) == (4, "没有单位“县司法局”。用 gongkai depts 查看全部单位。\n")


def test_the_reports_of_a_renamed_unit_follow_it(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 2 --dept 县司法局 --percent 40 --note 已开会")
    assert load(gongkai, *RENAMED).out.splitlines() == [
        f"{NAME}：新增 0、变更 4、调出 0",
        "  变更　单位 县司法和信访局：名称 县司法局 → 县司法和信访局",
        "  变更　单位 县司法和信访局：别名 增加 县司法局",
        "  变更　任务 2：责任单位 增加 县司法和信访局，去掉 县司法局",
        "  变更　活动 1：主办单位 县司法局 → 县司法和信访局",
    ]
    assert [unit["name"] for unit in read_json(gongkai, "depts")] == ["县政府办", "县司法和信访局", "琴江镇"]
    renamed = read_json(gongkai, "dept 县司法局")
    assert (renamed["name"], renamed["withdrawn"]) == ("县司法和信访局", False)
    assert [entry["note"] for entry in renamed["ledger"]] == ["已开会"]
    assert read_json(gongkai, "show 2")["percent"] == 40
    assert load(gongkai, *RENAMED).out == SAME


def test_a_renamed_unit_may_take_its_old_name_back(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 2 --dept 县司法局 --percent 40")
    load(gongkai, *RENAMED)
    load(gongkai, ("  - name: 县司法局\n", "  - name: 县司法局\n    aliases: [县司法和信访局]\n"))
    assert [unit["name"] for unit in read_json(gongkai, "depts")] == ["县政府办", "县司法局", "琴江镇"]
    assert read_json(gongkai, "show 2")["percent"] == 40


def test_an_alias_means_the_unit_in_the_plan_and_not_a_withdrawn_one_of_that_name(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 2 --dept 县司法局 --percent 40")
    load(gongkai, *RENAMED_UNSAID)
    load(gongkai, *RENAMED)
    answer = gongkai("mark 2 --dept 县司法局 --percent 70")
    assert (answer.code, answer.out.splitlines()[-1].split()[2:3]) == (0, ["县司法和信访局"])


def test_a_name_that_a_withdrawn_unit_had_brings_that_unit_back_and_renames_no_other(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 2 --dept 县司法局 --percent 40 --note 改名前")
    load(gongkai, *RENAMED_UNSAID)
    gongkai("mark 2 --dept 县司法和信访局 --percent 70 --note 改名后")
    answer = load(gongkai, ("  - name: 县司法局\n", "  - name: 县司法局\n    aliases: [县司法和信访局]\n"))
    assert "  恢复　单位 县司法局（接续以前调出的）" in answer.out.splitlines()
    assert "  调出　单位 县司法和信访局" in answer.out.splitlines()
    page = read_json(gongkai, "dept 县司法局")
    assert [(part["unit"], part["note"]) for part in page["merged"]] == [("县司法和信访局", "改名后")]
    assert [entry["note"] for entry in page["ledger"]] == ["改名前", "改名后"]


def test_an_activity_without_a_ledger_that_disappears_is_gone(gongkai: Program) -> None:
    load(gongkai)
    answer = load(gongkai, (ACTIVITY_1, ACTIVITY_1.replace("no: 1", "no: 2").replace("普法宣传", "食品安全")))
    assert answer.out.splitlines() == [
        f"{NAME}：新增 1、变更 0、调出 1",
        "  新增　活动 2　食品安全（县司法局）",
        "  调出　活动 1　普法宣传（县司法局）",
    ]
    activities = read_json(gongkai, "dept 县司法局")["schedule"]
    assert [(row["no"], row["withdrawn"]) for row in activities] == [(2, False)]


def test_an_activity_with_a_ledger_is_kept_as_withdrawn(gongkai: Program, store: Path) -> None:
    load(gongkai)
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(
            "INSERT INTO change (plan_id, at, who, kind) "
            "SELECT max(id), '2024-10-08T09:30:00+08:00', '甲', 'activity' FROM plan"
        )
        connection.execute(
            "INSERT INTO activity_event "
            "(plan_id, change_id, activity_id, reported_on, status, date, theme, before_status) "
            "SELECT max(plan_id), max(change.id), (SELECT max(id) FROM activity), "
            "'2024-07-09', 'held', '2024-07-09', '普法', 'undated' FROM change"
        )
    load(gongkai, (section("activities"), ""))
    with closing(sqlite3.connect(store)) as connection:
        kept = connection.execute(
            "SELECT no, theme, status, withdrawn FROM schedule WHERE plan = 'demo-2024'"
        ).fetchall()
    assert kept == [(1, "普法", "held", 1)]
    load(gongkai)
    with closing(sqlite3.connect(store)) as connection:
        back = connection.execute(
            "SELECT no, theme, status, withdrawn FROM schedule WHERE plan = 'demo-2024'"
        ).fetchall()
    assert back == [(1, "普法", "held", 0)]


def test_a_unit_that_a_withdrawn_activity_names_is_kept_as_withdrawn(gongkai: Program) -> None:
    """No task names the fire brigade; its activity has been held, and so stays with its organizer."""
    brigade = "  - name: 县消防救援大队\n    kind: 驻县单位\n"
    drill = "  - no: 2\n    month: 8\n    theme: 消防演练\n    organizer: 县消防救援大队\n"
    load(gongkai, ("collectives:\n", f"{brigade}collectives:\n"), (ACTIVITY_1, f"{ACTIVITY_1}{drill}"))
    assert gongkai("activity held 2 --date 8月9日").code == 0
    load(gongkai)
    units = {unit["name"]: unit["withdrawn"] for unit in read_json(gongkai, "depts")}
    assert units == {"县政府办": False, "县司法局": False, "琴江镇": False, "县消防救援大队": True}
    kept = [(row["no"], row["organizer"], row["withdrawn"]) for row in read_json(gongkai, "schedule")]
    assert kept == [(1, "县司法局", False), (2, "县消防救援大队", True)]
    brigade_now = read_json(gongkai, "dept 县消防救援大队")
    assert (brigade_now["activities"], brigade_now["held"], brigade_now["late"]) == (0, 0, 0)
    plan = read_json(gongkai, "plans")[0]
    assert (plan["units"], plan["activities"]) == (3, 1)


# Roles and collectives


def test_a_collective_gives_each_of_its_units_a_part_and_the_strongest_role_wins(gongkai: Program) -> None:
    load(gongkai, ("[县政府各部门, 各乡镇]", "[县政府各部门, 各乡镇, 琴江镇]"))
    expected = {"lead": ["县政府办"], "responsible": ["琴江镇"], "member": ["县司法局"], "possible": []}
    assert roles(gongkai, 1) == expected
    via = {part["unit"]: part["via"] for part in read_json(gongkai, "show 1")["assignments"]}
    assert via == {"县政府办": None, "琴江镇": None, "县司法局": "县政府各部门"}


def test_a_definite_collective_is_stronger_than_an_indefinite_one(gongkai: Program) -> None:
    loose = "collectives:\n  - name: 有关单位\n    kind: [县政府部门, 乡镇]\n    indefinite: true\n"
    load(gongkai, ("collectives:\n", loose), ("[县政府各部门, 各乡镇]", "[有关单位, 各乡镇]"))
    expected = {"lead": ["县政府办"], "responsible": [], "member": ["琴江镇"], "possible": ["县司法局"]}
    assert roles(gongkai, 1) == expected
    task = read_json(gongkai, "show 1")
    assert (task["collectives"], task["units_total"]) == (["有关单位", "各乡镇"], 2)


def test_roles_follow_a_collective_that_changes_and_the_reports_stay(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 1 --dept 琴江镇 --percent 30")
    assert roles(gongkai, 1) == {**ROLES, "lead": ["县政府办"], "member": ["县司法局", "琴江镇"]}
    load(gongkai, ("  - name: 各乡镇\n    kind: 乡镇", "  - name: 各乡镇\n    members: [县司法局]"))
    assert roles(gongkai, 1) == {**ROLES, "lead": ["县政府办"], "member": ["县司法局"]}
    gone = [part for part in read_json(gongkai, "show 1")["assignments"] if part["withdrawn"]]
    assert [(part["unit"], part["percent"], part["counted"]) for part in gone] == [("琴江镇", 30, False)]
    load(gongkai, ("  - name: 各乡镇\n", "  - name: 各乡镇\n    indefinite: true\n"))
    assert roles(gongkai, 1) == {**ROLES, "lead": ["县政府办"], "member": ["县司法局"], "possible": ["琴江镇"]}
    back = read_json(gongkai, "tasks --dept 琴江镇")
    assert [(part["percent"], part["counted"]) for part in back] == [(30, True)]


def test_a_unit_added_later_joins_its_collectives_by_itself(gongkai: Program) -> None:
    load(gongkai)
    answer = load(gongkai, ("collectives:\n", "  - name: 大由乡\n    kind: 乡镇\ncollectives:\n"))
    assert answer.out == f"{NAME}：新增 1、变更 0、调出 0\n  新增　单位 大由乡\n"
    assert roles(gongkai, 1) == {**ROLES, "lead": ["县政府办"], "member": ["县司法局", "琴江镇", "大由乡"]}
    assert read_json(gongkai, "show 1")["units_total"] == 4


def test_a_task_is_reckoned_from_its_leads_alone(gongkai: Program) -> None:
    load(gongkai)
    gongkai("mark 1 --dept 县司法局 --percent 100")
    task = read_json(gongkai, "show 1")
    assert (task["status"], task["percent"], task["units_done"], task["units_total"]) == ("not_started", 0, 1, 3)
    gongkai("mark 1 --dept 县政府办 --percent 100")
    task = read_json(gongkai, "show 1")
    assert (task["status"], task["percent"], task["units_done"], task["units_total"]) == ("done", 100, 2, 3)


def test_a_task_without_leads_is_reckoned_from_the_units_it_names(gongkai: Program) -> None:
    load(gongkai, ("responsible: [县司法局]", "responsible: [县司法局, 县政府办, 各乡镇]"))
    gongkai("mark 2 --dept 琴江镇 --percent 100")
    gongkai("mark 2 --dept 县司法局 --percent 50")
    task = read_json(gongkai, "show 2")
    assert (task["status"], task["percent"], task["units_done"], task["units_total"]) == ("in_progress", 25, 1, 3)


def test_a_task_with_collectives_alone_is_reckoned_from_their_members(gongkai: Program) -> None:
    load(gongkai, ("responsible: [县司法局]", "responsible: [县政府各部门]"))
    gongkai("mark 2 --dept 县司法局 --percent 50")
    task = read_json(gongkai, "show 2")
    assert (task["status"], task["percent"], task["units_total"]) == ("in_progress", 25, 2)
    gongkai("mark 2 --dept 县政府办 --status 受阻")
    assert read_json(gongkai, "show 2")["status"] == "blocked"
    gongkai("mark 2 --all --percent 100 --yes")
    task = read_json(gongkai, "show 2")
    assert (task["status"], task["percent"], task["units_done"]) == ("done", 100, 2)


def test_a_task_with_an_indefinite_collective_alone_is_reckoned_from_those_who_reported(gongkai: Program) -> None:
    loose = ("  - name: 县政府各部门\n", "  - name: 县政府各部门\n    indefinite: true\n")
    load(gongkai, loose, ("responsible: [县司法局]", "responsible: [县政府各部门]"))
    task = read_json(gongkai, "show 2")
    assert (task["status"], task["percent"], task["units_done"], task["units_total"]) == ("not_started", 0, 0, 0)
    gongkai("mark 2 --dept 县司法局 --percent 100")
    task = read_json(gongkai, "show 2")
    assert (task["units_done"], task["units_total"]) == (1, 1)
    assert (task["status"], task["percent"]) == ("done", 100)


# Deadlines and pace


def due_on(due: str | None) -> Change:
    """Give task 2 a deadline."""
    return "title: 解读政策\n", f"title: 解读政策\n    due: {due or '~'}\n"


def timing(gongkai: Program, due: str | None, day: str) -> dict[str, Any]:
    """Load a plan with this deadline of task 2, as its first edition, and return what is said of it on a day."""
    load(gongkai, ("key: demo-2024", f"key: due-{(due or '').encode().hex()}"), due_on(due))
    return timing_of_task_2(gongkai, day)


def timing_of_task_2(gongkai: Program, day: str) -> dict[str, Any]:
    """Return what is said of the times of task 2 on a day, of the task and of its part alike."""
    task = read_json(gongkai, f"show 2 --as-of {day}")
    (part,) = read_json(gongkai, f"tasks --dept 县司法局 --search 解读 --as-of {day}")
    said = {key: task[key] for key in ("due", "due_derived", "pace")}
    assert {key: part[key] for key in said} == said
    return said


def test_a_printed_deadline_is_not_derived_and_one_not_printed_is_the_plans_last_day(gongkai: Program) -> None:
    day = "2024-06-01"
    printed = {"due": "2024-09-09", "due_derived": False, "pace": "on_track"}
    assert timing(gongkai, "2024-09-09", day) == printed
    assert timing(gongkai, None, day) == {"due": "2024-12-31", "due_derived": True, "pace": "on_track"}
    load(gongkai, ("  issued_on: 2024-06-01", "  issued_on: 2024-06-01\n  ends_on: 2025-01-31"))
    assert read_json(gongkai, "show 2")["due"] == "2025-01-31"


def test_a_task_that_goes_on_and_on_has_no_deadline_and_is_never_overdue(gongkai: Program) -> None:
    assert timing(gongkai, "持续推进", "2030-01-01") == {"due": None, "due_derived": False, "pace": "behind"}
    assert "持续推进" in gongkai("show 2").out


@pytest.mark.parametrize(
    ("percent", "day", "pace"),
    [
        (0, "2024-05-31", "on_track"),
        (10, "2024-06-01", "on_track"),
        (11, "2024-06-01", "ahead"),
        (0, "2024-06-11", "on_track"),
        (0, "2024-06-12", "behind"),
        (39, "2024-07-21", "behind"),
        (40, "2024-07-21", "on_track"),
        (50, "2024-07-21", "on_track"),
        (60, "2024-07-21", "on_track"),
        (61, "2024-07-21", "ahead"),
        (89, "2024-09-09", "behind"),
        (90, "2024-09-09", "on_track"),
        (99, "2024-09-09", "on_track"),
        (99, "2024-09-10", "overdue"),
        (100, "2024-06-01", "done"),
        (100, "2024-09-10", "done"),
    ],
)
def test_pace_compares_percent_with_the_share_of_the_hundred_days_gone_by(
    gongkai: Program, percent: int, day: str, pace: str
) -> None:
    load(gongkai, due_on("2024-09-09"))
    if percent:
        assert gongkai(f"mark 2 --dept 县司法局 --percent {percent} --on 2024-05-31").code == 0
    assert timing_of_task_2(gongkai, day)["pace"] == pace


def test_a_task_due_on_the_day_it_was_issued_has_that_day(gongkai: Program) -> None:
    assert timing(gongkai, "2024-06-01", "2024-06-01")["pace"] == "behind"
    assert timing(gongkai, "2024-06-01", "2024-06-02")["pace"] == "overdue"


# The round trip


def _is_text(text: str) -> bool:
    return bool(clean_text(text).strip()) and "、" not in text


DAYS = st.integers(0, 364).map(lambda days: (date(2025, 1, 1) + timedelta(days=days)).isoformat())
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "政务公开县镇局 \n\t:#-'\"&*!%@{}[],?|>~0123456789noe\x1b\u3000\u2028\u202e\u00e9e\u0301\U0001f600"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=12,
).filter(_is_text)
UNITS = [f"单位{letter}" for letter in "甲乙丙丁"]
KINDS = ["县政府部门", "乡镇"]


def _some(names: list[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True, min_size=least)


def _without_none(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value is not None}


MEASURES = st.lists(
    st.fixed_dictionaries(
        {"text": TEXTS},
        optional={"indicator": TEXTS, "rhythm": st.sampled_from(["每月", "quarterly", "每年"]), "due": DAYS},
    ),
    max_size=3,
)


@st.composite
def plan_trees(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a sound plan as the tree that a file of it holds, every scalar in it text."""
    units = draw(_some(UNITS, least=1))
    kinds = {unit: draw(st.sampled_from(KINDS)) for unit in units}
    groups: list[dict[str, Any]] = []
    for place in range(draw(st.integers(0, 2))):
        known = sorted(set(kinds.values()))
        who = {"kind": draw(_some(known, 1))} if draw(st.booleans()) else {"members": draw(_some(units, 1))}
        groups.append({"name": f"集体{place}", **who, "indefinite": draw(st.sampled_from(["true", "否"]))})
    names = [*units, *(group["name"] for group in groups)]
    numbers = st.lists(st.integers(1, 999), unique=True, min_size=1, max_size=3)
    due = st.one_of(st.none(), st.just("持续推进"), DAYS)
    tasks = [
        {
            "no": str(no),
            "title": draw(TEXTS),
            "lead": draw(_some(units)),
            "responsible": draw(_some(names, least=1)),
            "due": draw(due),
            "measures": draw(MEASURES),
        }
        for no in draw(numbers)
    ]
    activities = [
        {
            "no": str(no),
            **draw(st.one_of(st.builds(lambda month: {"month": str(month)}, st.integers(1, 12)), DAYS.map(_dated))),
            "theme": draw(TEXTS),
            "organizer": draw(st.sampled_from(units)),
            "form": draw(st.sampled_from([None, "政务公开讲", "open_day", ["政府开放日", "政务公开讲"]])),
            "note": draw(st.none() | TEXTS),
        }
        for no in draw(numbers)
    ]
    header = {
        "key": "drawn",
        "title": draw(TEXTS),
        "year": "2025",
        "region": draw(st.none() | TEXTS),
        "issued_on": draw(st.sampled_from(["2024-12-20", "2025-01-01"])),
        "source": draw(st.sampled_from([None, "https://example.cn/a?b=c#d"])),
        "based_on": draw(st.lists(TEXTS, max_size=2)),
    }
    return {
        "plan": _without_none(header),
        "units": [
            {"name": unit, "kind": kinds[unit], "aliases": draw(st.sampled_from([[], [f"{unit}别名", f"{unit}简称"]]))}
            for unit in units
        ],
        "collectives": groups,
        "tasks": [_without_none(task) for task in tasks],
        "activities": [_without_none(row) for row in activities],
    }


def _dated(day: str) -> dict[str, str]:
    return {"date": day}


class _DroppedError(Exception):
    """Ends a transaction without writing it."""


@pytest.fixture(scope="module")
def shared_store(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all examples of a property: each drops what it wrote."""
    return Path(copy(filled_store, tmp_path_factory.mktemp("shared") / "gongkai.db"))


def trying(store: Path, attempt: Callable[[Writer], None]) -> None:
    """Do something in a transaction, and drop it."""
    with suppress(_DroppedError), StoreFile(store).writing() as writer:
        attempt(writer)
        raise _DroppedError


def _read(tree: dict[str, Any], folder: Path) -> PlanDocument:
    file = folder / "drawn.yaml"
    file.write_text(yaml.safe_dump(tree, default_style='"', allow_unicode=True, sort_keys=False), encoding="utf-8")
    document = reading.read(file)
    assert document == PlanDocument.model_validate(tree)
    return document


_load = partial(loading.load, facts=LoadFacts(Signature("测试员", "2025-06-01T09:00:00+08:00")))


@settings(max_examples=25, deadline=None)
@given(first=plan_trees(), second=plan_trees())
def test_the_store_gives_back_the_plan_that_was_loaded_last(
    shared_store: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    def attempt(writer: Writer) -> None:
        for tree in (first, second):
            document = _read(tree, shared_store.parent)
            previewed = loading.preview(writer.connection, document)
            assert _load(writer, document) == previewed
            edition = newest_edition(writer.connection, "drawn")
            assert edition is not None
            assert edition.document == normalized(document)
            assert _load(writer, document).is_empty

    trying(shared_store, attempt)


@settings(max_examples=25, deadline=None)
@given(first=plan_trees(), second=plan_trees())
def test_a_plan_that_comes_back_has_all_its_reports(
    shared_store: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    def parts(writer: Writer) -> list[Any]:
        connection = writer.connection
        seen = Snapshot(connection, find_plan(connection, "drawn"), date(2025, 6, 1))
        return [part for part in seen.parts([unit["name"] for unit in first["units"]]) if not part.withdrawn]

    def attempt(writer: Writer) -> None:
        documents = [_read(tree, shared_store.parent) for tree in (first, second)]
        _load(writer, documents[0])
        report = Report(on=date(2025, 6, 1), percent=40, note="已开会")
        for part in parts(writer):
            ledger_reports.mark(
                writer, "drawn", [part.no], [part.unit], report, report.on, Signature("甲", "2025-06-01T10:00:00+08:00")
            )
        before = parts(writer)
        assert {part.percent for part in before} == {40}
        _load(writer, documents[1])
        _load(writer, documents[0])
        assert parts(writer) == before

    trying(shared_store, attempt)


# The schema for editors


def schema(gongkai: Program) -> dict[str, Any]:
    """Return what `schema` prints."""
    answer = gongkai("schema")
    assert (answer.code, answer.err) == (0, "")
    printed: dict[str, Any] = json.loads(answer.out)
    return printed


def complaints(gongkai: Program, text: str) -> list[str]:
    """Return what the printed schema has against a plan file, by place."""
    return complaints_of(schema(gongkai), text)


def test_the_schema_is_a_json_schema_of_2020(gongkai: Program) -> None:
    printed = schema(gongkai)
    assert printed["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(printed)
    assert list(printed["properties"]) == ["plan", "units", "collectives", "tasks", "activities"]


def test_the_schema_needs_no_store(fresh: Program, folder: Path) -> None:
    assert fresh("schema").code == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("text", [SOUND, (ROOT / "data" / "seed_2024.yaml").read_text("utf-8")], ids=["small", "seed"])
def test_a_sound_plan_satisfies_the_schema(gongkai: Program, text: str) -> None:
    assert complaints(gongkai, text) == []


@pytest.mark.parametrize(
    "change",
    [
        ("kind: [乡镇]", "kind: 乡镇"),
        ("lead: [县政府办]", "lead: 县政府办"),
        ("aliases: [县政府办公室]", "aliases: 县政府办公室"),
        ("title: 解读政策", "title: 解读政策\n    measures: [办培训]"),
        ("title: 解读政策", "title: 解读政策\n    due: 持续推进"),
        ("title: 解读政策", "title: 解读政策\n    measures:\n      - {text: 检查, rhythm: 每季度}"),
        ("month: 7", "month: 7\n    form: [政务公开讲, 政府开放日]"),
        ("month: 7", "month: 7\n    form: lecture"),
        ("  - name: 各乡镇\n", "  - name: 各乡镇\n    indefinite: 是\n"),
        ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  based_on: 省里的通知"),
    ],
)
def test_what_check_accepts_the_schema_accepts(gongkai: Program, change: Change) -> None:
    text = plan_text(*LISTED, change)
    Path("plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("check plan.yaml").code == 0
    assert complaints(gongkai, text) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("    title: 公开政策\n", ""), "tasks/0: required"),
        (("title: 公开政策", "title: ''"), "tasks/0/title: minLength"),
        (("title: 公开政策", "title: 公开政策\n    titel: 公开政策"), "tasks/0: additionalProperties"),
        (("title: 公开政策", "title: 公开政策\n    due: 5"), "tasks/0/due: anyOf"),
        (("month: 7", "month: 七"), "activities/0/month: anyOf"),
        (("month: 7", "month: 13"), "activities/0/month: anyOf"),
        (("  - no: 2\n", "  - no: 0\n"), "tasks/1/no: minimum"),
        (("year: 2024", "year: 1899"), "plan/year: minimum"),
        ((section("tasks"), "tasks: []\n"), "tasks: minItems"),
    ],
)
def test_what_the_schema_can_state_it_refuses(gongkai: Program, change: Change, complaint: str) -> None:
    assert complaints(gongkai, plan_text(*LISTED, change)) == [complaint]
