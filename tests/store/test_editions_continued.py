"""What becomes of reports where entries of a new edition look alike, and where withdrawn ones come back."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Answer, Program

UNITS = ("县政府办", "县司法局", "县教育局")

Entry = dict[str, Any]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def task(no: int, title: str, *responsible: str) -> Entry:
    """Return a task with these responsible units."""
    return {"no": no, "title": title, "responsible": list(responsible or UNITS[:1])}


def activity(no: int, theme: str, organizer: str, month: int) -> Entry:
    """Return an activity."""
    return {"no": no, "theme": theme, "organizer": organizer, "month": month}


def load(
    gongkai: Program, tasks: Sequence[Entry] = (), activities: Sequence[Entry] = (), units: Sequence[str] = UNITS
) -> Answer:
    """Load a plan with these entries."""
    plan = {
        "plan": {"key": "demo-2024", "title": "要点", "year": 2024, "issued_on": "2024-05-26"},
        "units": [{"name": name, "kind": "县政府部门"} for name in units],
        "tasks": list(tasks) or [task(1, "起头")],
        "activities": list(activities),
    }
    Path("plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    answer = gongkai("load plan.yaml --yes")
    assert answer.code == 0, answer.err
    return answer


def done(gongkai: Program, *commands: str) -> None:
    """Run commands that write into the plan."""
    for command in commands:
        answer = gongkai(f"{command} --plan demo-2024")
        assert answer.code == 0, answer.err


def answered(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON about the plan."""
    answer = gongkai(f"{command} --plan demo-2024 --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def percents(gongkai: Program) -> list[tuple[int, str, int]]:
    """Return number, title and percent of each task that is in the plan."""
    return [(row["no"], row["title"], row["percent"]) for row in answered(gongkai, "tasks") if not row["withdrawn"]]


def test_reports_on_tasks_of_one_title_stay_with_their_units(gongkai: Program) -> None:
    load(
        gongkai,
        [task(1, "起头"), task(2, "其他工作", "县司法局"), task(3, "其他工作", "县教育局"), task(4, "收尾")],
    )
    done(gongkai, "mark 2 --dept 县司法局 --percent 20", "mark 3 --dept 县教育局 --percent 30")
    answer = load(
        gongkai,
        [
            *(task(1, "新任务"), task(2, "起头")),
            *(task(3, "其他工作", "县司法局"), task(4, "其他工作", "县教育局"), task(5, "收尾")),
        ],
    )
    assert "已有报告" not in answer.out
    assert percents(gongkai) == [
        *((1, "新任务", 0), (2, "起头", 0), (3, "其他工作", 20), (4, "其他工作", 30), (5, "收尾", 0))
    ]


EDUCATION, MEDICINE, TRIAL = "推进教育领域信息公开", "推进医疗领域信息公开", "推进医疗领域信息公开（试点）"


def test_a_task_that_is_gone_hands_its_reports_to_no_task_with_a_title_like_it(gongkai: Program) -> None:
    load(gongkai, [task(1, EDUCATION), task(2, MEDICINE)])
    done(gongkai, "mark 1 --dept 县政府办 --percent 100")
    assert load(gongkai, [task(1, TRIAL)]).out.splitlines() == [
        "要点（demo-2024）：新增 1、变更 0、调出 2",
        f"  新增　任务 1　{TRIAL}",
        f"  调出　任务 1　{EDUCATION}",
        f"  调出　任务 2　{MEDICINE}",
        "  调出，已有报告　县政府办 在任务 1 的承担，已完成 100%，2024-10-08 报",
    ]
    assert percents(gongkai) == [(1, TRIAL, 0)]


def steps(gongkai: Program) -> list[tuple[int, str, str, bool]]:
    """Return number, organizer, status and 已调出 of each activity."""
    keys = ("no", "organizer", "status", "withdrawn")
    rows = [tuple(row[key] for key in keys) for row in answered(gongkai, "schedule")]
    return sorted(rows)


def test_an_activity_with_an_open_theme_hands_its_record_to_no_other_of_its_organizer(gongkai: Program) -> None:
    load(gongkai, activities=[activity(4, "自主选定", "县司法局", 6), activity(5, "自主选定", "县教育局", 7)])
    done(gongkai, "activity held 4 --date 6月20日 --theme 公证服务")
    answer = load(gongkai, activities=[activity(4, "自主选定", "县教育局", 7), activity(5, "自主选定", "县司法局", 11)])
    assert answer.out.splitlines() == [
        "要点（demo-2024）：新增 1、变更 1、调出 1",
        "  新增　活动 5　自主选定（县司法局）",
        "  变更　活动 4：序号 5 → 4",
        "  调出　活动 4　自主选定（县司法局）",
        "  调出，已有报告　活动 4　公证服务（县司法局），已举办，2024-10-08 记",
    ]
    assert steps(gongkai) == [
        *((4, "县司法局", "held", True), (4, "县教育局", "undated", False), (5, "县司法局", "undated", False))
    ]
