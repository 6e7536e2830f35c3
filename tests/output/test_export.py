"""`export`: whole tables that say what the listings say, of one plan or of all, and a bar while they are written."""

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bars import IMPATIENT, PATIENT, screen
from conftest import ROOT, TODAY, Answer, Program, run
from gongkai_cli.output.formats.reading_back import read_workbook

PLAN = "石城县2024年政务公开工作要点"
SHEETS = {
    "tasks": "任务分解表",
    "measures": "责任清单",
    "assignments": "单位台账",
    "activities": "活动安排表",
    "units": "单位汇总",
    "ledger": "进展记录",
}
LISTING = {"tasks": "tasks", "activities": "schedule", "units": "depts", "ledger": "log --limit 0"}
"""Table → the command that lists the same rows."""


HAPPENED = (
    "mark 3 --dept 县司法局 --percent 40 --note 已开会 --problem 样本少 --next 走访 --link https://x.cn --on 9月1日",
    "mark 3 --dept 县政府办 --percent 60 --note 已开会 --on 9月2日",
    "mark 9 --dept 县司法局 --status 已完成 --on 9月30日",
    "activity held 13 --date 8月20日 --people 60",
    "mark 5 --dept 县司法局 --percent 5",
    "undo",
)
"""What has been recorded in the store of these tests."""


def recorded(store: Path, *commands: str) -> None:
    """Run commands on a store as of the day of these tests."""
    for command in commands:
        answer = run(("--db", str(store), "--as-of", TODAY, *shlex.split(command)))
        assert answer.code == 0, answer.err


@pytest.fixture(scope="module")
def lived_in(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which things have happened, made once and copied for each test."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("lived-in") / "gongkai.db"))
    recorded(path, *HAPPENED)
    return path


@pytest.fixture(scope="module")
def doubled(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same store with a second plan, which is the newer one."""
    folder = tmp_path_factory.mktemp("doubled")
    path = Path(shutil.copy(lived_in, folder / "gongkai.db"))
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file = folder / "second.yaml"
    file.write_text(text.replace("key: shicheng-2024", "key: pilot-2024").replace(PLAN, "试点工作要点"), "utf-8")
    recorded(path, f"load {file}")
    return path


@pytest.fixture
def busy(lived_in: Path, store: Path, gongkai: Program) -> Program:
    """The program on a store in which things have happened."""
    shutil.copy(lived_in, store)
    return gongkai


@pytest.fixture
def two_plans(doubled: Path, store: Path, gongkai: Program) -> Program:
    """The program on a store with two plans."""
    shutil.copy(doubled, store)
    return gongkai


def answered(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = gongkai(f"{command} --format json")
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


def lines(gongkai: Program, command: str) -> list[list[str]]:
    """Return the lines of a command's CSV, the headings first."""
    answer = gongkai(f"{command} --format csv --raw")
    assert (answer.code, answer.err) == (0, "")
    return list(csv.reader(answer.out.splitlines()))


def sheets(gongkai: Program, path: Path, command: str) -> dict[str, list[list[str]]]:
    """Return the lines of each sheet of a command's workbook, the headings first."""
    assert gongkai(*command.split(), "-o", str(path)).code == 0
    return {sheet.name: [list(sheet.headings), *map(list, sheet.rows)] for sheet in read_workbook(path)}


def by_heading(table: list[list[str]]) -> list[dict[str, str]]:
    """Return the rows of a table as heading → text: a workbook has the printed columns first."""
    headings, *rows = table
    return [dict(zip(headings, row, strict=True)) for row in rows]


# What the tables say


@pytest.mark.parametrize("what", LISTING)
def test_a_table_has_the_rows_of_its_listing(busy: Program, what: str) -> None:
    found = answered(busy, f"export --what {what}")
    listed = answered(busy, LISTING[what])
    assert [{key: row[key] for key in one} for row, one in zip(found, listed, strict=True)] == listed
    assert {row["plan"] for row in found} == {"shicheng-2024"}


@pytest.mark.parametrize("what", ["activities", "units", "ledger"])
def test_a_table_is_the_same_sheet_as_its_listing(busy: Program, what: str) -> None:
    assert lines(busy, f"export --what {what}") == lines(busy, LISTING[what])


def test_the_table_of_assignments_has_every_units_parts(busy: Program) -> None:
    found = answered(busy, "export --what assignments")
    roles = ["lead", "responsible", "member", "possible"]
    assert [(row["no"], roles.index(row["role"])) for row in found] == sorted(
        (row["no"], roles.index(row["role"])) for row in found
    )
    for unit in ("县司法局", "县政府办", "琴江镇"):
        own = [{key: value for key, value in row.items() if key != "plan"} for row in found if row["unit"] == unit]
        assert own == answered(busy, f"tasks --dept {unit}")
    assert len(found) == 402


def test_what_is_counted_and_what_is_derived_is_said_in_words(gongkai: Program) -> None:
    """A unit that may have a part is not counted; no task of this plan has a deadline of its own in print."""
    headings, *found = lines(gongkai, "export --what assignments")
    told = [dict(zip(headings, row, strict=True)) for row in found]
    assert len(told) == 402
    assert {(row["职责"] == "相关", row["计入统计"]) for row in told} == {(False, "是"), (True, "否")}
    assert {row["时限说明"] for row in told} == {"文件未注明"}
    assert {row["已调出"] for row in told} == {""}


def test_a_task_has_what_the_units_that_speak_for_it_last_reported(busy: Program) -> None:
    third = answered(busy, "export --what tasks")[2]
    assert {key: third[key] for key in ("note", "problem", "next", "link", "percent")} == {
        "note": "县政府办、县司法局：已开会",
        "problem": "县司法局：样本少",
        "next": "县司法局：走访",
        "link": "县司法局：https://x.cn",
        "percent": 25.0,
    }


@pytest.mark.parametrize("what", SHEETS)
def test_a_table_says_the_same_in_every_format(busy: Program, tmp_path: Path, what: str) -> None:
    command = f"export --what {what}"
    rows = lines(busy, command)
    found = sheets(busy, tmp_path / "表.xlsx", command)
    assert {name: by_heading(table) for name, table in found.items()} == {SHEETS[what]: by_heading(rows)}
    markdown = busy(f"{command} --format md").out.splitlines()
    assert markdown[0].endswith(f"　{SHEETS[what]}　截至 2024年10月8日")
    assert [line[2:-2].split(" | ") for line in markdown[2:3]] == rows[:1]
    assert len(markdown) == 2 + 2 + len(rows) - 1
    assert len(answered(busy, command)) == len(rows) - 1


def test_all_tables_together_are_each_of_them(busy: Program, tmp_path: Path) -> None:
    tables = {what: answered(busy, f"export --what {what}") for what in SHEETS}
    assert answered(busy, "export") == {"plans": ["shicheng-2024"], "day": "2024-10-08", **tables}
    of_each = {SHEETS[what]: by_heading(lines(busy, f"export --what {what}")) for what in SHEETS}
    found = sheets(busy, tmp_path / "全部.xlsx", "export")
    assert list(found)[:2] == ["各月活动", "序时进度"]  # of the first sheet
    assert {name: by_heading(table) for name, table in list(found.items())[2:]} == of_each
    bodies = [busy(f"export --what {what} --format md").out.removeprefix("# ") for what in SHEETS]
    whole = f"# {PLAN}　台账　截至 2024年10月8日\n\n" + "\n".join(f"## {body}" for body in bodies)
    assert busy("export --format md").out == whole


@pytest.mark.parametrize("command", ["export", "export --format csv", "export --what all --raw", "export -o 表.csv"])
def test_all_tables_do_not_go_into_one_csv(gongkai: Program, command: str) -> None:
    assert gongkai(command) == Answer(
        2,
        "",
        "一个 CSV 放不下全部的表。全部请写 -o 台账.xlsx，"
        "一张请写 --what 任务分解表、责任清单、单位台账、活动安排表、单位汇总、进展记录 中的一个。\n",
    )


def test_one_table_is_csv_where_nothing_else_is_said(gongkai: Program) -> None:
    assert gongkai("export --what units") == gongkai("export --what units --format csv")


def test_a_table_that_is_not_there(gongkai: Program) -> None:
    known = (
        "任务分解表（tasks）、责任清单（measures）、单位台账（assignments）、活动安排表（activities）、"
        "单位汇总（units）、进展记录（ledger）、全部（all）、计划文件（plan）"
    )
    assert gongkai("export --what plans") == Answer(2, "", f"无法识别的表“plans”。可以用：{known}。\n")


def test_tables_are_as_of_a_day(busy: Program) -> None:
    percents = {
        day: answered(busy, f"--as-of {day} export --what tasks")[2]["percent"]
        for day in ("2024-08-31", "2024-09-01", "2024-09-02")
    }
    assert percents == {"2024-08-31": 0.0, "2024-09-01": 10.0, "2024-09-02": 25.0}
    days = [row["on"] for row in answered(busy, "--as-of 2024-09-01 export --what ledger")]
    assert days == [None, "2024-09-01", None]
    assert answered(busy, "--as-of 2024-09-01 export")["day"] == "2024-09-01"


def test_a_fresh_machine_exports_the_plan_that_comes_along(fresh: Program, default_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    answer = fresh("export", "-o", str(path))
    made = f"首次使用：已建立台账 {default_store}，并载入《{PLAN}》。\n"
    assert answer == Answer(0, "", f"{made}已写入“{path}”。\n")


# All plans


@pytest.mark.parametrize("what", SHEETS)
def test_all_plans_stand_in_one_table_each_row_telling_its_own(two_plans: Program, what: str) -> None:
    keys = ["pilot-2024", "shicheng-2024"]
    of_each = {key: answered(two_plans, f"--plan {key} export --what {what}") for key in keys}
    found = answered(two_plans, f"export --what {what} --all-plans")
    assert found == [*of_each["pilot-2024"], *of_each["shicheng-2024"]]
    assert list(dict.fromkeys(row["plan"] for row in found)) == keys
    rows = lines(two_plans, f"export --what {what} --all-plans")
    assert [row[0] for row in rows] == ["工作要点", *(row["plan"] for row in found)]
    one = lines(two_plans, f"--plan shicheng-2024 export --what {what}")
    assert [row[1:] for row in rows if row[0] in {"工作要点", "shicheng-2024"}] == one


def test_all_plans_in_a_workbook(two_plans: Program, tmp_path: Path) -> None:
    found = sheets(two_plans, tmp_path / "全部.xlsx", "export --all-plans")
    assert {name: (rows[0][0], len(rows)) for name, rows in found.items()} == {
        "各月活动": ("月份", 1 + 8),
        "序时进度": ("工作要点", 1 + 2),
        "任务分解表": ("工作要点", 1 + 2 * 12),
        "责任清单": ("工作要点", 1 + 2 * 89),
        "单位台账": ("工作要点", 1 + 2 * 402),
        "活动安排表": ("工作要点", 1 + 2 * 28),
        "单位汇总": ("工作要点", 1 + 2 * 40),
        "进展记录": ("工作要点", len(found["进展记录"])),
    }
    assert answered(two_plans, "export --all-plans")["plans"] == ["pilot-2024", "shicheng-2024"]


def test_all_plans_and_one_of_them_contradict(two_plans: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Answer(2, "", "--plan 和 --all-plans 只能写一个：一个工作要点，或全部。\n")
    assert two_plans("export --what tasks --all-plans --plan shicheng-2024") == refused
    assert two_plans("--plan shicheng-2024 export --what tasks --all-plans") == refused
    monkeypatch.setenv("GONGKAI_PLAN", "shicheng-2024")
    assert len(answered(two_plans, "export --what tasks --all-plans")) == 24


# The bar


@pytest.mark.parametrize(
    ("command", "suffix", "total"),
    [
        ("export --what assignments", "md", 402),
        ("export", "json", 12 + 89 + 402 + 28 + 40 + 1),
        ("export", "xlsx", 12 + 89 + 402 + 28 + 40 + 1),
    ],
)
def test_a_long_export_shows_how_many_rows_are_done_and_takes_the_bar_away(
    store: Path, tmp_path: Path, command: str, suffix: str, total: int
) -> None:
    assert store.exists()
    path = tmp_path / f"台账.{suffix}"
    seen = screen(*command.split(), "-o", str(path))
    bars = re.findall(r"正在输出 [━╸╺ ]+ +(\d+)/(\d+)", seen)
    assert bars[-1] == (str(total), str(total))
    assert [done for done, of in bars if not 0 <= int(done) <= int(of) == total] == []
    assert seen.endswith(f"\x1b[2K已写入“{path}”。")
    assert path.stat().st_size > 0


def test_a_bar_is_shown_for_what_goes_into_a_pipe(store: Path) -> None:
    assert store.exists()
    assert "402/402" in screen("export", "--what", "assignments", stdout=subprocess.DEVNULL)


def test_no_bar_tears_what_is_printed_on_the_screen(store: Path) -> None:
    assert store.exists()
    seen = screen("export", "--what", "units", "--format", "md")
    assert "正在输出" not in seen
    assert seen.startswith("# 石城县")


def test_the_bar_is_gone_before_a_failure_is_said(gongkai: Program, tmp_path: Path) -> None:
    assert gongkai("mark 12 --dept 县司法局 --note 收工🎉").code == 0
    seen = screen("export", "--what", "assignments", "--encoding", "gbk", "-o", str(tmp_path / "台账.csv"), code=1)
    assert "正在输出" in seen
    assert re.search(r"\x1b\[2K第 \d+ 行“进展情况”里的字符“🎉”（U\+1F389），编码 gbk 里没有，未写完。[^\x1b]+$", seen)
    assert not (tmp_path / "台账.csv").exists()


def test_a_short_export_shows_no_bar(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    path = tmp_path / "表.csv"
    assert screen("export", "--what", "units", "-o", str(path), program=PATIENT) == f"已写入“{path}”。"


def test_off_a_terminal_nothing_is_shown(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    path = tmp_path / "台账.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT, "export", "-o", str(path)], capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"已写入“{path}”。\n")
