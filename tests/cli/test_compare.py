"""`compare`: the plans of two years beside each other."""

import csv
import io
import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conftest import Answer, Program, run
from gongkai_cli.output.terminal.wrapping import cell_width
from years import SEED, TITLES, edited, next_year, of_year

IN_2024 = (
    "mark 3 --dept 县司法局 --percent 60",
    "mark 4 --dept 县政府办、县行政审批局 --status done",
    "mark 9 --dept 县司法局 --status done",
    "mark 10 --dept 县政府办 --percent 40",
    "mark 3 --dept 县乡村振兴局 --status done",
    "mark 6 --dept 县网信办 --status done",
    "activity held 13 --date 8月20日",
    "activity publish 13 --link https://x.cn/13",
    "activity held 14 --date 8月21日",
    "activity cancel 18 --reason 与大会同日",
)
IN_2025 = (
    "mark 9 --dept 县政府办 --percent 20",
    "mark 6 --dept 县委网信办 --percent 30",
    "mark 10 --dept 县数据局 --status done",
)
"""What is recorded in the two years. `years.next_year` says how the second plan differs from the first."""

KEYS = "shicheng-2024 shicheng-2025"
DAY = "--as-of 2025-07-01"

NEW_TITLE = "优化重大政策解读方式切实提升解读质量"

WAYS = [*["kept"] * 9, *["added"] * 2, *["dropped"] * 3]
TASKS = [
    (1, 1, TITLES[1], None, "not_started", 0, "not_started", 0),
    (2, 2, TITLES[2], None, "not_started", 0, "not_started", 0),
    (3, 3, TITLES[3], None, "in_progress", 15, "not_started", 0),  # one of four leads is at 60
    (4, 4, TITLES[4], NEW_TITLE, "done", 100, "not_started", 0),
    (5, 5, TITLES[5], None, "not_started", 0, "not_started", 0),
    (6, 6, TITLES[6], None, "in_progress", 50, "in_progress", 15),  # one of two leads is at 100, then at 30
    (7, 7, TITLES[7], None, "not_started", 0, "not_started", 0),
    (8, 8, TITLES[8], None, "not_started", 0, "not_started", 0),
    (10, 9, TITLES[10], None, "in_progress", 40, "in_progress", 20),
    (None, 10, "加强公共企事业单位信息公开", None, None, None, "in_progress", 50),
    (None, 11, "推行政务公开数字化", None, None, None, "not_started", 0),
    (9, None, TITLES[9], None, "in_progress", 50, None, None),
    (11, None, TITLES[11], None, "not_started", 0, None, None),
    (12, None, TITLES[12], None, "not_started", 0, None, None),
]
TASK_KEYS = [
    *("no_before", "no_after", "title", "new_title"),
    *("status_before", "percent_before", "status_after", "percent_after"),
]

UNITS = {
    # Ten tasks, of which one is done and one is at 40; then eight, of which one is at 20.
    "县政府办": ("kept", None, None, 1, 10, 14.0, "overdue", 0, 8, 2.5, "behind"),
    "县农业农村局": ("kept", None, None, 0, 10, 0.0, "overdue", 0, 7, 0.0, "behind"),
    # At 30 when 42 of 225 days are gone.
    "县委网信办": ("renamed", "县网信办", None, 1, 1, 100.0, "done", 0, 1, 30.0, "ahead"),
    "县国资服务中心": ("kept", None, None, 0, 0, None, None, 0, 0, None, None),
    # Six tasks of all departments, and the two new ones, of which one is done.
    "县数据局": ("added", None, None, None, None, None, None, 1, 8, 12.5, "on_track"),
    "县乡村振兴局": ("merged", None, "县农业农村局", 1, 9, 11.1, "overdue", None, None, None, None),
    "县金融服务中心": ("dropped", None, None, 0, 0, None, None, None, None, None, None),
}
"""Unit → its way, former name and the unit that it was merged into; done, counted, percent and pace in both years."""

UNIT_KEYS = [
    *("continuation", "former_name", "merged_into"),
    *(f"{key}_{side}" for side in ("before", "after") for key in ("done", "counted", "percent", "pace")),
]

TASK_SUM = "去年 12 项：延续 9、未再列入 3；今年 11 项：延续 9、新增 2"
UNIT_SUM = "去年 40 个：延续 37、更名 1、并入 1、未再列入 1；今年 39 个：延续 37、更名 1、新增 1"


@pytest.fixture(scope="module")
def two_years(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the plans of 2024 and 2025 and their reports, made once and copied for each test."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("two-years") / "gongkai.db"))
    plan = path.with_name("next_year.yaml")
    plan.write_text(next_year(), encoding="utf-8")
    in_2024 = [("2024-10-08", command) for command in IN_2024]
    in_2025 = [("2025-07-01", command) for command in (f"load {plan}", *IN_2025)]
    for day, command in (*in_2024, *in_2025):
        answer = run(("--db", str(path), "--as-of", day, *shlex.split(command)))
        assert answer.code == 0, answer.err
    return path


@pytest.fixture
def compare(two_years: Path, store: Path, gongkai: Program) -> Program:
    """The program on a store with two years: `compare("compare shicheng-2024")`."""
    shutil.copy(two_years, store)
    return gongkai


def load(gongkai: Program, folder: Path, text: str, options: str = "") -> None:
    """Load a plan from its text."""
    file = folder / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    answer = gongkai(f"load {file} --yes {options}")
    assert answer.code == 0, answer.err


def answered(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def sums(answer: Answer) -> list[str]:
    """Return the tasks and units in numbers, as the page begins with them."""
    assert answer.code == 0, answer.err
    return [line[line.index(" ") :].strip() for line in answer.out.splitlines()[1:3]]


# The figures


def test_the_two_plans_come_with_their_counts(compare: Program) -> None:
    page = answered(compare, f"compare {KEYS} {DAY}")
    assert page["day"] == "2025-07-01"
    assert page["before"] == {
        "key": "shicheng-2024",
        "title": "石城县2024年政务公开工作要点",
        "year": 2024,
        "issued_on": "2024-05-26",
        "ends_on": "2024-12-31",
        "percent": 21.3,  # 15 + 100 + 50 + 50 + 40 over twelve
        "tasks": 12,
        "units": 40,
        "activities": 28,
    }
    assert page["after"] == {
        "key": "shicheng-2025",
        "title": "石城县2025年政务公开工作要点",
        "year": 2025,
        "issued_on": "2025-05-20",
        "ends_on": "2025-12-31",
        "percent": 7.7,  # 15 + 20 + 50 over eleven
        "tasks": 11,
        "units": 39,
        "activities": 27,
    }


def test_tasks_are_kept_new_or_dropped_with_both_standings(compare: Program) -> None:
    rows = answered(compare, f"compare {KEYS} {DAY}")["tasks"]
    assert [row["continuation"] for row in rows] == WAYS
    assert [tuple(row[key] for key in TASK_KEYS) for row in rows] == TASKS


def test_units_have_their_completion_in_both_years(compare: Program) -> None:
    rows = {row["name"]: row for row in answered(compare, f"compare {KEYS} {DAY}")["units"]}
    assert {name: tuple(rows[name][key] for key in UNIT_KEYS) for name in UNITS} == UNITS
    assert rows["县数据局"]["kind"] == "县政府部门"
    ways = [row["continuation"] for row in rows.values()]
    assert [ways.count(way) for way in ("kept", "renamed", "added", "merged", "dropped")] == [37, 1, 1, 1, 1]
    assert list(rows)[-3:] == ["县数据局", "县乡村振兴局", "县金融服务中心"]


def test_the_figures_of_a_year_are_those_of_its_own_listings(compare: Program) -> None:
    page = answered(compare, f"compare {KEYS} {DAY}")
    for side in ("before", "after"):
        plan = f"--plan {page[side]['key']} {DAY}"
        for listing, name, keys in (
            ("tasks", "tasks", ("no", "status", "percent")),
            ("units", "depts", ("done", "counted", "percent", "pace")),
        ):
            shown = [[row[f"{key}_{side}"] for key in keys] for row in page[listing]]
            listed = [[row[key] for key in keys] for row in answered(compare, f"{name} {plan}")]
            assert sorted(map(str, listed)) == sorted(str(row) for row in shown if row[0] is not None)


def test_activities_are_counted_for_both_years(compare: Program) -> None:
    assert answered(compare, f"compare {KEYS} {DAY}")["activities"] == [
        {
            "plan": "shicheng-2024",
            "year": 2024,
            "planned": 28,
            "held": 2,
            "published": 1,
            "late": 25,
            "cancelled": 1,
        },
        {"plan": "shicheng-2025", "year": 2025, "planned": 27, "held": 0, "published": 0, "late": 7, "cancelled": 0},
    ]


# The screen


def test_the_page_adds_up_in_words(compare: Program) -> None:
    answer = compare(f"compare {KEYS} {DAY}")
    title, _, _, percents, *_ = answer.out.splitlines()
    assert title == "石城县2024年政务公开工作要点 → 石城县2025年政务公开工作要点　截至 2025年7月1日"
    assert sums(answer) == [TASK_SUM, UNIT_SUM]
    assert percents == "平均进度  去年 21.3%　今年 7.7%"
    groups = ["延续　9 项", "新增　2 项", "未再列入　3 项", "两边都有　38 个", "只在今年　1 个", "只在去年　2 个"]
    assert [line for line in answer.out.splitlines() if line in groups] == groups


def test_a_row_shows_both_numbers_both_titles_and_both_standings(compare: Program) -> None:
    lines = [line.split() for line in compare(f"compare {KEYS} {DAY}").out.splitlines()]
    assert ["去年序号", "今年序号", "任务", "去年", "今年"] in lines
    assert ["4", "4", TITLES[4], "→", NEW_TITLE, "已完成", "100%", "未启动", "0%"] in lines
    assert ["10", "9", TITLES[10], "推进中", "40%", "推进中", "20%"] in lines
    assert ["—", "11", "推行政务公开数字化", "—", "未启动", "0%"] in lines
    assert ["9", "—", TITLES[9], "推进中", "50%", "—"] in lines
    assert ["县委网信办（原县网信办）", "1/1", "100%", "已完成", "0/1", "30%", "超进度"] in lines
    assert ["县乡村振兴局（并入县农业农村局）", "1/9", "11%", "逾期", "—", "—", "—"] in lines
    assert ["县国资服务中心", "0/0", "—", "—", "0/0", "—", "—"] in lines
    assert ["去年", "28", "2", "1", "25", "1"] in lines


def test_last_year_is_called_so_only_on_a_day_of_this_year(compare: Program) -> None:
    for day in ("2024-10-08", "2026-01-05"):
        tasks, _ = sums(compare(f"compare {KEYS} --as-of {day}"))
        assert tasks == TASK_SUM.replace("去年", "2024年").replace("今年", "2025年")


def test_two_plans_of_one_year_are_called_by_their_keys(gongkai: Program, tmp_path: Path) -> None:
    text = of_year(2024)
    load(gongkai, tmp_path, edited(text, ("key: shicheng-2024", "key: pilot-2024")))  # issued six days earlier
    tasks, _ = sums(gongkai("compare shicheng-2024 pilot-2024"))
    assert tasks == "pilot-2024 12 项：延续 12、未再列入 0；shicheng-2024 12 项：延续 12、新增 0"


def test_a_page_fits_the_screen(compare: Program, terminal: Any) -> None:
    assert compare("compare").code == 0
    for width in (60, 80, 120):
        for day in (DAY, ""):
            lines = terminal(f"compare {KEYS} {day}", width=width).splitlines()
            assert max(map(cell_width, lines)) <= width


# The plans


def test_the_older_plan_comes_first_whatever_was_typed(compare: Program) -> None:
    turned = compare(f"compare shicheng-2025 shicheng-2024 {DAY}")
    assert turned == compare(f"compare shicheng-2024 shicheng-2025 {DAY}")
    assert turned.code == 0


@pytest.mark.parametrize("command", ["compare", "compare shicheng-2025", "compare --plan shicheng-2025"])
def test_without_a_second_key_the_year_before_is_compared(compare: Program, command: str) -> None:
    assert compare(f"{command} {DAY}") == compare(f"compare {KEYS} {DAY}")


def test_the_plan_of_the_environment_is_that_without_a_key(
    compare: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(compare, tmp_path, of_year(2023))
    monkeypatch.setenv("GONGKAI_PLAN", "shicheng-2024")
    page = answered(compare, "compare")
    assert (page["before"]["key"], page["after"]["key"]) == ("shicheng-2023", "shicheng-2024")
    assert answered(compare, f"compare {KEYS}")["after"]["key"] == "shicheng-2025"


def test_a_key_of_another_form_is_compared_with_the_plan_of_its_region(gongkai: Program, tmp_path: Path) -> None:
    other = edited(next_year(), ("key: shicheng-2025", "key: new-style"))
    load(gongkai, tmp_path, other)
    assert answered(gongkai, "compare")["before"]["key"] == "shicheng-2024"
    load(gongkai, tmp_path, edited(of_year(2024), ("key: shicheng-2024", "key: pilot-2024")))
    assert gongkai("compare") == Answer(
        4,
        "",
        "“new-style”的上一年（2024年）有 2 个工作要点：pilot-2024、shicheng-2024。"
        "请写出两个标识：gongkai compare 标识 标识。用 gongkai plans 查看全部。\n",
    )


def test_without_a_year_before_two_keys_are_asked_for(gongkai: Program) -> None:
    assert gongkai("compare") == Answer(
        4,
        "",
        "没有找到“shicheng-2024”上一年（2023年）的工作要点。"
        "请写出两个标识：gongkai compare 标识 标识。用 gongkai plans 查看全部。\n",
    )


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        (
            "compare shicheng-2024 shicheng-2024",
            2,
            "两个标识都是“shicheng-2024”。请写两个不同的工作要点，用 gongkai plans 查看全部。",
        ),
        (
            "compare shicheng-2024 shicheng-2026",
            4,
            "没有工作要点“shicheng-2026”。您是不是要找：shicheng-2025、shicheng-2024？用 gongkai plans 查看全部。",
        ),
        ("compare shicheng-2024 --plan shicheng-2025", 2, "写了标识，就不用 --plan。请去掉 --plan。"),
        (f"compare {KEYS} 再一个", 2, "多余的内容“再一个”。用 gongkai compare --help 查看用法。"),
        (
            f"compare {KEYS} --format ics",
            2,
            "这里没有日程，不能写成日历。日历（.ics）用于 gongkai schedule 和 gongkai upcoming。",
        ),
    ],
)
def test_bad_input_is_one_line(compare: Program, command: str, code: int, message: str) -> None:
    assert compare(command) == Answer(code, "", f"{message}\n")


def test_a_removed_plan_is_named_with_its_removal(compare: Program) -> None:
    assert compare("plans remove shicheng-2024 --yes").code == 0
    answer = compare(f"compare {KEYS}")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err == (
        "工作要点“shicheng-2024”已移除（第 16 号）。如需恢复：gongkai undo 16。"
        "台账还在：gongkai log --plan shicheng-2024。\n"
    )
    assert compare("compare").code == 4


def test_keys_are_offered(compare: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare("plans").code == 0
    for line, place in (("gongkai compare ", "2"), ("gongkai compare shicheng-2024 shi", "3")):
        with monkeypatch.context() as patch:
            patch.setenv("_GONGKAI_COMPLETE", "complete_bash")
            patch.setenv("COMP_WORDS", line)
            patch.setenv("COMP_CWORD", place)
            answer = run(())
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.split() == ["shicheng-2025", "shicheng-2024"]


# The day


def test_the_day_holds_for_the_reports_and_the_editions_of_both(compare: Program, tmp_path: Path) -> None:
    """From November on the plan of 2024 has another task 12, which that of 2025 has as task 11."""
    revised = edited(SEED, ("凝聚合力狠抓工作落实", "推行政务公开数字化"))
    load(compare, tmp_path, revised, "--as-of 2024-11-01")
    (later, _), (earlier, _) = (sums(compare(f"compare {KEYS} --as-of {day}")) for day in ("2024-11-01", "2024-10-31"))
    assert later == "2024年 12 项：延续 10、未再列入 2；2025年 11 项：延续 10、新增 1"
    assert earlier == TASK_SUM.replace("去年", "2024年").replace("今年", "2025年")
    before_reports = answered(compare, f"compare {KEYS} --as-of 2024-10-07")
    assert {row["status_before"] for row in before_reports["tasks"]} == {"not_started", None}
    assert before_reports["activities"][0]["published"] == 0


# Sheets


def test_csv_has_all_tasks_of_both_years(compare: Program) -> None:
    answer = compare(f"compare {KEYS} {DAY} --format csv --raw")
    heads, *rows = csv.reader(io.StringIO(answer.out))
    assert heads == [
        *("去向", "2024年序号", "2025年序号", "任务", "改写为"),
        *("2024年完成情况", "2024年进度", "2025年完成情况", "2025年进度"),
    ]
    assert len(rows) == 14
    assert rows[3] == ["延续", "4", "4", TITLES[4], NEW_TITLE, "已完成", "100%", "未启动", "0%"]
    assert rows[-1] == ["未再列入", "12", "", TITLES[12], "", "未启动", "0%", "", ""]
    assert answer.err == "这种格式只有一张表：任务。连同单位、活动请用 -o 文件.xlsx 或 文件.md。\n"


def test_a_workbook_has_a_sheet_for_each_part(compare: Program, tmp_path: Path) -> None:
    file = tmp_path / "对照.xlsx"
    assert compare(f"compare {KEYS} {DAY} -o {file}").code == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["概况", "任务", "单位", "活动"]
    facts = {row[0].value: row[1].value for row in book["概况"].iter_rows()}
    assert (facts["任务"], facts["单位"]) == (TASK_SUM, UNIT_SUM)
    units = {row[1]: row for row in book["单位"].iter_rows(values_only=True)}
    assert units["县委网信办"] == (
        *("更名", "县委网信办", "县网信办", None, "县直单位"),
        *(1, 1, 1, "已完成", 0, 1, 0.3, "超进度"),
    )
    assert units["县乡村振兴局"][:4] == ("并入", "县乡村振兴局", None, "县农业农村局")
    assert units["县乡村振兴局"][9:] == (None, None, None, None)


def test_markdown_has_every_part(compare: Program) -> None:
    text = compare(f"compare {KEYS} {DAY} --format md").out
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 任务", "## 单位", "## 活动"]
    assert f"- 任务：{TASK_SUM}" in text
    assert "| 新增 |  | 11 | 推行政务公开数字化 |  |  |  | 未启动 | 0% |" in text
