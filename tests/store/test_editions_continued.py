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
        "  调出，已有报告　县政府办 在任务 1 的承担，已完成 100%，2024年10月8日报",
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
        "  调出，已有报告　活动 4　公证服务（县司法局），已举办，2024年10月8日记",
    ]
    assert steps(gongkai) == [
        *((4, "县司法局", "held", True), (4, "县教育局", "undated", False), (5, "县司法局", "undated", False))
    ]


SECRECY = "落实保密审查和信息发布制度"


def test_a_task_that_comes_back_is_announced_as_the_one_that_was_taken_out(gongkai: Program) -> None:
    both = [task(1, "起头"), task(9, SECRECY)]
    load(gongkai, both)
    done(gongkai, "mark 9 --dept 县政府办 --percent 60")
    load(gongkai, both[:1])
    answer = load(gongkai, both)
    assert answer.out.splitlines() == [
        "要点（demo-2024）：新增 0、恢复 1、变更 0、调出 0",
        f"  恢复　任务 9　{SECRECY}（接续以前调出的）",
    ]
    assert percents(gongkai) == [(1, "起头", 0), (9, SECRECY, 60)]
    (line,) = answered(gongkai, "editions 3")
    assert [line[key] for key in ("kind", "subject", "field", "before", "after", "words")] == [
        *("restored", f"任务 9　{SECRECY}", None, None, None, "恢复")
    ]
    assert f"任务 9　{SECRECY}" in gongkai("editions 3 --plan demo-2024").out
    ledger = [(row["subject"], row["note"]) for row in answered(gongkai, "log") if row["kind"] == "load"]
    assert ledger[-2:] == [("要点", "要点：新增 0、恢复 1、变更 0、调出 0"), (f"任务 9　{SECRECY}", "恢复")]
    done(gongkai, "undo")
    assert percents(gongkai) == [(1, "起头", 0)]
    assert gongkai("db check").code == 0


def test_withdrawn_tasks_of_one_title_come_back_by_the_units_that_they_had(gongkai: Program) -> None:
    """An undone load in between says nothing about them."""
    first, second = task(2, "其他工作", "县司法局"), task(3, "其他工作", "县教育局")
    load(gongkai, [task(1, "起头"), first, second])
    done(gongkai, "mark 2 --dept 县司法局 --percent 20", "mark 3 --dept 县教育局 --percent 30")
    load(gongkai, [task(1, "起头"), {**first, "responsible": ["县政府办"]}, second])
    done(gongkai, "undo")
    load(gongkai, [task(1, "起头")])
    load(gongkai, [task(1, "起头"), task(2, "新任务"), {**second, "no": 3}, {**first, "no": 4}])
    assert percents(gongkai) == [(1, "起头", 0), (2, "新任务", 0), (3, "其他工作", 30), (4, "其他工作", 20)]


def test_an_activity_comes_back_in_its_month_alone(gongkai: Program) -> None:
    load(gongkai, activities=[activity(4, "自主选定", "县司法局", 6)])
    done(gongkai, "activity held 4 --date 6月20日 --theme 公证服务")
    load(gongkai)
    answer = load(gongkai, activities=[activity(4, "自主选定", "县司法局", 11)])
    assert "  新增　活动 4　自主选定（县司法局）" in answer.out.splitlines()
    answer = load(gongkai, activities=[activity(7, "自主选定", "县司法局", 6)])
    assert "  恢复　活动 7　自主选定（县司法局）（接续以前调出的）" in answer.out.splitlines()
    assert steps(gongkai) == [(7, "县司法局", "held", False)]


def test_a_unit_comes_back_with_its_reports(gongkai: Program) -> None:
    load(gongkai, [task(1, "起头", "县政府办", "县教育局")])
    done(gongkai, "mark 1 --dept 县教育局 --percent 40")
    load(gongkai, [task(1, "起头")], units=UNITS[:2])
    assert load(gongkai, [task(1, "起头", "县政府办", "县教育局")]).out.splitlines() == [
        "要点（demo-2024）：新增 0、恢复 1、变更 1、调出 0",
        "  恢复　单位 县教育局（接续以前调出的）",
        "  变更　任务 1：责任单位 增加 县教育局",
    ]
    (part,) = answered(gongkai, "tasks --dept 县教育局")
    assert (part["percent"], part["counted"]) == (40, True)
