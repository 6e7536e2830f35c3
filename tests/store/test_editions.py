"""Editions: what a load changes holds from its day on, and every earlier day reads as it did before, to the letter."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, TODAY, Answer, Program, run
from gongkai_cli.planfile import reading
from gongkai_cli.store.plans import loading
from gongkai_cli.store.sqlite.store_file import StoreFile

BEFORE = "2024-09-15"
"""A day before the load, which is on TODAY."""

LISTINGS = (
    *("tasks", "tasks --dept 县司法局", "tasks --dept 县乡村振兴局", "depts", "dept 县司法局", "dept 县乡村振兴局"),
    *("show 3", "show 6", "show 9", "show 10", "show 12", "schedule", "activity show 13", "activity show 17"),
    *("status", "upcoming --days 60"),
    *(f"{command} --format csv" for command in ("tasks", "depts", "show 9", "schedule")),
    *(f"{command} --format json" for command in ("tasks", "depts", "dept 县司法局", "show 9", "schedule", "status")),
    *(f"export --what {what} --format csv" for what in ("tasks", "assignments", "activities", "units")),
    *(f"export --what {what} --format json" for what in ("tasks", "assignments", "activities", "units")),
)

REPORTS = (
    "mark 9 --dept 县政府办 --percent 100 --note 保密制度已落实 --on 2024-09-01",
    "mark 10 --dept 县政府办 --percent 40 --note 考核办法已起草 --on 2024-09-02",
    "mark 3 6 --dept 县司法局 --percent 70 --note 已开会 --problem 人手不足 --on 2024-09-03",
    "mark 12 --dept 县融媒体中心 --percent 20 --note 已上线 --on 2024-09-04",
    "activity held 13 --date 8月20日 --people 60 --as-of 2024-08-21",
    "activity plan 17 --date 10月15日 --place 农技中心 --as-of 2024-09-01",
)

Tree = dict[str, Any]


def correct_title(plan: Tree) -> None:
    """Correct the title of task 3."""
    plan["tasks"][2]["title"] = plan["tasks"][2]["title"].replace("及", "与")


def move_deadline(plan: Tree) -> None:
    """Give task 5 a deadline."""
    plan["tasks"][4]["due"] = "2024-11-30"


def rename_unit(plan: Tree) -> None:
    """Rename 县司法局."""
    renamed = json.loads(json.dumps(plan, ensure_ascii=False).replace("县司法局", "县司法和信访局"))
    plan.update(renamed)
    (unit,) = [unit for unit in plan["units"] if unit["name"] == "县司法和信访局"]
    unit["aliases"] = ["县司法局"]


def merge_unit(plan: Tree) -> None:
    """Merge 县乡村振兴局 into 县农业农村局."""
    plan["units"] = [unit for unit in plan["units"] if unit["name"] != "县乡村振兴局"]
    (unit,) = [unit for unit in plan["units"] if unit["name"] == "县农业农村局"]
    unit["aliases"] = [*unit.get("aliases", []), "县乡村振兴局"]
    for row in plan["activities"]:
        row["organizer"] = row["organizer"].replace("县乡村振兴局", "县农业农村局")


def insert_task(plan: Tree) -> None:
    """Put a task in the middle, so that those after it move down by one."""
    plan["tasks"].insert(4, {"no": "5", "title": "办理人大建议和政协提案", "lead": ["县政府办"]})
    renumber(plan["tasks"])


def swap_tasks(plan: Tree) -> None:
    """Swap tasks 9 and 10."""
    plan["tasks"][8], plan["tasks"][9] = plan["tasks"][9], plan["tasks"][8]
    renumber(plan["tasks"])


def renumber_activities(plan: Tree) -> None:
    """Turn the activity table round."""
    plan["activities"].reverse()
    renumber(plan["activities"])


def remove_collective(plan: Tree) -> None:
    """Take out a collective."""
    plan["collectives"] = [one for one in plan["collectives"] if one["name"] != "县直有关单位"]
    for task in plan["tasks"]:
        task["responsible"] = [name for name in task["responsible"] if name != "县直有关单位"]


def change_kind(plan: Tree) -> None:
    """Give 县司法局 another kind, so that it is in other collectives."""
    (unit,) = [unit for unit in plan["units"] if unit["name"] == "县司法局"]
    unit["kind"] = "驻县单位"


def remove_entries(plan: Tree) -> None:
    """Take out a task and an activity, both with reports."""
    del plan["tasks"][8]
    del plan["activities"][12]


def change_header(plan: Tree) -> None:
    """Change the plan's title and last day."""
    plan["plan"].update(title="石城县2024年政务公开工作要点（修订）", ends_on="2025-01-31")


def renumber(rows: list[Tree]) -> None:
    """Number rows from 1."""
    for number, row in enumerate(rows, start=1):
        row["no"] = str(number)


Edit = Callable[[Tree], None]
EDITS: tuple[Edit, ...] = (
    *(correct_title, move_deadline, rename_unit, merge_unit, insert_task, swap_tasks, renumber_activities),
    *(remove_collective, change_kind, remove_entries, change_header),
)


def write_plan(folder: Path, *edits: Edit) -> Path:
    """Write the bundled plan with some edits, and return the file."""
    # Every scalar stays text, so a number as a key or a date stays as it was written.
    plan = yaml.load((ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    for edit in edits:
        edit(plan)
    file = folder / "plan.yaml"
    file.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def reported_store(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with reports and steps before the load, made once."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("reported") / "gongkai.db"))
    for command in REPORTS:
        answer = run((f"--db {path} {command}",))
        assert answer.code == 0, answer.err
    return path


@pytest.fixture
def reported(reported_store: Path, store: Path) -> Path:
    """The test's own copy of that store."""
    return Path(shutil.copy(reported_store, store))


@pytest.fixture(scope="module")
def read_before(reported_store: Path) -> dict[str, dict[str, Answer]]:
    """Every listing of that store, by day."""
    return {day: {command: listing(reported_store, command, day) for command in LISTINGS} for day in (BEFORE, TODAY)}


def listing(store: Path, command: str, day: str) -> Answer:
    """Return a listing of a store as of a day."""
    answer = run((f"--db {store} --as-of {day} {command}",))
    assert answer.code == 0, answer.err
    return answer


def read(store: Path, day: str) -> dict[str, Answer]:
    """Return every listing of a store as of a day; one of a unit that is not there any more is left out."""
    answers = {command: run((f"--db {store} --as-of {day} {command}",)) for command in LISTINGS}
    return {command: answer for command, answer in answers.items() if answer.code == 0}


def load(file: Path) -> None:
    """Load a plan file on TODAY."""
    answer = run(("load", str(file), "--yes"))
    assert answer.code == 0, answer.err


def answered(command: str, day: str = TODAY) -> Any:
    """Return what a command answers in JSON as of a day."""
    answer = run((f"{command} --as-of {day} --format json",))
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS)
def test_an_earlier_day_reads_as_before_and_undo_and_redo_lead_back_and_forth(
    reported: Path, tmp_path: Path, read_before: dict[str, dict[str, Answer]], edit: Edit
) -> None:
    load(write_plan(tmp_path, edit))
    assert read(reported, BEFORE) == read_before[BEFORE]
    after = read(reported, TODAY)
    assert after != read_before[TODAY]
    assert run(("undo",)).code == 0
    assert read(reported, TODAY) == read_before[TODAY]
    assert run(("redo",)).code == 0
    assert read(reported, TODAY) == after
    assert read(reported, BEFORE) == read_before[BEFORE]
    assert run(("db", "check")).code == 0


@pytest.mark.slow
def test_after_any_number_of_loads_each_day_has_its_edition(
    reported: Path, tmp_path: Path, read_before: dict[str, dict[str, Answer]], monkeypatch: pytest.MonkeyPatch
) -> None:
    edits: list[Edit] = []
    read_on: dict[str, dict[str, Answer]] = {}
    for number, edit in enumerate((correct_title, swap_tasks, merge_unit, remove_entries), start=1):
        edits.append(edit)
        day = f"2024-10-1{number}"
        monkeypatch.setenv("GONGKAI_TODAY", day)
        load(write_plan(tmp_path, *edits))
        read_on[day] = read(reported, day)
    for day, answers in read_on.items():
        assert read(reported, day) == answers
    assert read(reported, BEFORE) == read_before[BEFORE]
    assert run(("db", "check")).code == 0


def notes() -> dict[str, list[tuple[str, int, str | None]]]:
    """Return title → the reported parts of each task that is in the plan."""
    return {
        task["title"]: [
            (part["unit"], part["percent"], part["note"])
            for part in answered(f"show {task['no']}")["assignments"]
            if part["percent"]
        ]
        for task in answered("tasks")
        if not task["withdrawn"]
    }


def test_a_report_stays_with_its_task_when_tasks_are_swapped(reported: Path, tmp_path: Path) -> None:
    assert reported.exists()
    ninth, tenth = answered("show 9"), answered("show 10")
    load(write_plan(tmp_path, swap_tasks))
    assert answered("show 10")["title"] == ninth["title"]
    assert answered("show 10")["assignments"][0]["note"] == "保密制度已落实"
    assert answered("show 9")["title"] == tenth["title"]
    assert answered("show 9")["assignments"][0]["note"] == "考核办法已起草"
    ledger = answered("log --task 10")
    assert [(entry["subject"], entry["note"]) for entry in ledger] == [
        (f"任务 10　{ninth['title']}", "保密制度已落实"),
        ("任务 10", "序号 9 → 10"),
    ]


@pytest.mark.parametrize("edit", [insert_task, renumber_activities, correct_title, move_deadline, swap_tasks])
def test_nobodys_reports_move(reported: Path, tmp_path: Path, edit: Edit) -> None:
    assert reported.exists()
    before = notes()
    steps = {(row["theme"], row["organizer"], row["month"]): row["status"] for row in answered("schedule")}
    load(write_plan(tmp_path, edit))
    after = {title.replace("与", "及"): parts for title, parts in notes().items()}
    added = {title for title in after if title == "办理人大建议和政协提案"}
    assert {title: after[title] for title in after if title not in added} == {
        title.replace("与", "及"): parts for title, parts in before.items()
    }
    assert all(not after[title] for title in added)
    assert {(row["theme"], row["organizer"], row["month"]): row["status"] for row in answered("schedule")} == steps


def test_a_task_renumbered_and_reworded_at_once_is_another_and_is_named_among_the_lost(
    reported: Path, tmp_path: Path
) -> None:
    def renumber_and_reword(plan: Tree) -> None:
        plan["tasks"][8].update(no="13", title="落实保密制度")

    file = write_plan(tmp_path, renumber_and_reword)
    with StoreFile(reported).reading() as connection:
        difference = loading.preview(connection, reading.read(file))
    assert [one.text for one in difference.lost] == ["县政府办 在任务 9 的承担，已完成 100%，2024年9月1日报"]
    load(file)
    assert answered("show 13")["percent"] == 0
    kept = answered("show 9")
    assert (kept["withdrawn"], kept["assignments"][0]["note"]) == (True, "保密制度已落实")


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        (correct_title, ()),
        (swap_tasks, ()),
        (insert_task, ()),
        (renumber_activities, ()),
        (rename_unit, ()),
        (remove_collective, ("县融媒体中心 在任务 12 的承担，推进中 20%，2024年9月4日报",)),
        (change_kind, ("县司法局 在任务 6 的承担，推进中 70%，2024年9月3日报",)),
        (
            remove_entries,
            (
                "县政府办 在任务 9 的承担，已完成 100%，2024年9月1日报",
                "活动 13　文旅产业发展（县文广旅局），已举办，2024年8月21日记",
            ),
        ),
    ],
)
def test_what_a_load_takes_out_with_its_reports_is_named(
    reported: Path, tmp_path: Path, edit: Edit, lost: tuple[str, ...]
) -> None:
    with StoreFile(reported).reading() as connection:
        difference = loading.preview(connection, reading.read(write_plan(tmp_path, edit)))
    assert tuple(one.text for one in difference.lost) == lost


def test_a_load_that_reports_rest_on_is_not_taken_back(gongkai: Program, reported: Path, tmp_path: Path) -> None:
    load(write_plan(tmp_path, insert_task))
    number = answered("log")[-1]["id"]
    answer = gongkai("mark 5 --dept 县政府办 --percent 10")
    assert answer.code == 0
    before = read(reported, TODAY)
    answer = gongkai(f"undo {number}")
    assert (answer.code, answer.out) == (1, "")
    assert f"第 {number + 1} 号" in answer.err
    assert read(reported, TODAY) == before
    assert gongkai("undo").code == 0
    assert gongkai(f"undo {number}").code == 0
    assert [task["title"] for task in answered("tasks")].count("办理人大建议和政协提案") == 0


def test_a_report_on_what_was_there_before_does_not_hold_a_load(
    gongkai: Program, reported: Path, tmp_path: Path
) -> None:
    assert reported.exists()
    load(write_plan(tmp_path, correct_title))
    number = max(entry["id"] for entry in answered("log"))
    assert gongkai("mark 3 --dept 县司法局 --percent 80").code == 0
    assert gongkai(f"undo {number}").code == 0
    (part,) = [part for part in answered("tasks --dept 县司法局") if part["no"] == 3]
    assert (part["percent"], "及" in part["title"]) == (80, True)


def test_a_merged_unit_is_found_under_its_former_name(gongkai: Program, reported: Path, tmp_path: Path) -> None:
    assert reported.exists()
    assert gongkai("mark 5 --dept 县乡村振兴局 --percent 40 --note 旧局所报").code == 0
    load(write_plan(tmp_path, merge_unit))
    assert gongkai("mark 5 --dept 乡村振兴 --percent 20 --note 新局所报").code == 0
    for name in ("县乡村振兴局", "乡村振兴", "县农业农村局"):
        entries = [entry for entry in answered(f"log --dept {name}") if entry["kind"] == "mark"]
        assert [(entry["unit"], entry["note"]) for entry in entries] == [
            ("县乡村振兴局", "旧局所报"),
            ("县农业农村局", "新局所报"),
        ]
    page = answered("dept 乡村振兴")
    assert page["name"] == "县农业农村局"
    assert [(part["unit"], part["no"], part["percent"], part["counted"]) for part in page["merged"]] == [
        ("县乡村振兴局", 5, 40, False)
    ]
    assert "并入　1 项" in gongkai("dept 县农业农村局").out
    assert "merged" not in answered("dept 县司法局")


def test_of_two_loads_that_do_not_know_each_other_only_one_is_restored(
    gongkai: Program, reported: Path, tmp_path: Path
) -> None:
    """The second was made while the first was taken back, so it lacks the task that the first brought."""

    def add_task(plan: Tree) -> None:
        plan["tasks"].append({"no": "13", "title": "督查督办", "lead": ["县政府办"]})

    loads: list[int] = []
    for edit in (insert_task, add_task):
        load(write_plan(tmp_path, edit))
        loads.append(max(entry["id"] for entry in answered("log")))
        assert gongkai("undo").code == 0
    assert gongkai(f"redo {loads[0]}").code == 0
    before = read(reported, TODAY)
    answer = gongkai(f"redo {loads[1]}")
    assert (answer.code, f"gongkai undo {loads[0]}" in answer.err) == (1, True)
    assert read(reported, TODAY) == before
    assert gongkai("db check").code == 0
    assert gongkai(f"undo {loads[0]}").code == 0
    assert gongkai(f"redo {loads[1]}").code == 0
    assert gongkai("db check").code == 0


def test_last_years_file_with_the_old_key_is_refused(reported: Path, tmp_path: Path) -> None:
    def next_year(plan: Tree) -> None:
        plan["plan"].update(title="石城县2025年政务公开工作要点", year="2025")
        plan["plan"].update(issued_on="2025-03-01", ends_on="2025-12-31")
        for row in plan["activities"]:
            row.pop("date", None)

    before = reported.read_bytes()
    answer = run(("load", str(write_plan(tmp_path, next_year)), "--yes"))
    assert (answer.code, answer.out) == (1, "")
    assert "标识 shicheng-2024 是 2024 年度的" in answer.err
    assert "新年度请换 key" in answer.err
    assert reported.read_bytes() == before
