"""The wider keys in the store: kept, compared, counted, and in force by edition."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Program
from gongkai_cli.planfile import reading
from gongkai_cli.planfile.difference import normalized
from gongkai_cli.store.plans.stored import newest_edition
from gongkai_cli.store.sqlite.store_file import StoreFile
from plan_of_all_fields import ALL_FIELDS, all_fields


@pytest.fixture
def loaded(unmade: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a store with this plan alone."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(ALL_FIELDS, encoding="utf-8")
    answer = unmade("load plan.yaml")
    assert answer.code == 0, answer.err
    return unmade


def rows(gongkai: Program, command: str) -> Any:
    """Return an answer in JSON."""
    answer = gongkai(f"{command} --format json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_the_stored_document_is_the_file_and_loading_it_again_changes_nothing(loaded: Program) -> None:
    document = normalized(reading.read(Path("plan.yaml")))
    with StoreFile(Path("gongkai.db")).reading() as connection:
        stored = newest_edition(connection, "moyun-2024")
    assert stored is not None
    assert stored.document == document
    assert "没有变化" in loaded("load plan.yaml").out


CHANGES = [
    (("〔2024〕8号", "〔2024〕9号"), "工作要点　文号 墨府办发〔2024〕8号 → 墨府办发〔2024〕9号"),
    (("2024-2025", "2024-2026"), "工作要点　最后一天 2025-12-31 → 2026-12-31"),
    (("[墨云县政府办, 墨云县司法局]", "墨云县政府办"), "工作要点　发文机关 去掉 墨云县司法局"),
    (("also: [各镇]", "also: [各镇, 各部门]"), "工作要点　每项任务都加上 增加 各部门"),
    (("contact: 周敏", "contact: 吴越"), "单位 县政府办　联系人 周敏 → 吴越"),
    ((", phone: 5550101", ""), "单位 县政府办　电话 5550101 → （无）"),
    (("各县（市、区）人民政府}", "各县（市、区）人民政府, kind: 镇}"), "集体称谓 各县（市、区）人民政府　类别 增加 镇"),
    (("printed: （二）", "printed: （三）"), "任务 3　印发的序号 （二） → （三）"),
    (("    title: 总结\n    section: 一、政策公开\n", "    title: 总结\n"), "任务 4　所在部分 一、政策公开 → （无）"),
    (("support: [县档案馆]", "support: [县档案馆, 东镇]"), "任务 1　配合单位 增加 东镇"),
    (
        (", 负责考核: [县督查室]", ""),
        "任务 1　其他分工 指导：省政府办、县政府办；负责考核：县督查室 → 指导：省政府办、县政府办",
    ),
    (("due: 7月底前", "due: 8月底前"), "任务 1　完成时限 7月底前 → 8月底前"),
    (("due: 7月底前", "due: 2024-07-31"), "任务 1　完成时限 7月底前 → 2024-07-31"),
    (("due: 常态化", "due: 长期坚持"), "任务 2　完成时限 常态化 → 长期坚持"),
    (
        ("提出方案, due: 4月底前", "提出方案, due: 5月底前"),
        "任务 1　举措 增加 “提出方案　5月底前”，去掉 “提出方案　4月底前”",
    ),
    (("    lead: [各县（市、区）人民政府]\n", ""), "任务 3　牵头单位 去掉 各县（市、区）人民政府"),
]


@pytest.mark.parametrize(("change", "line"), CHANGES)
def test_a_change_of_a_field_is_one_difference(loaded: Program, change: tuple[str, str], line: str) -> None:
    Path("plan.yaml").write_text(all_fields(change), encoding="utf-8")
    assert loaded("load plan.yaml --yes").code == 0
    (difference,) = rows(loaded, "editions 2")
    assert line == f"{difference['subject']}　{difference['words']}"
    assert "没有变化" in loaded("load plan.yaml").out
    assert loaded("db check").code == 0


def test_an_earlier_day_shows_the_earlier_words(loaded: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", "2024-10-08")
    before = loaded("tasks --as-of 2024-06-01").out, loaded("show 1 --as-of 2024-06-01").out
    changes = ("7月底前", "9月底前"), ("printed: （二）", "printed: 第二条"), (", 负责考核: [县督查室]", "")
    Path("plan.yaml").write_text(all_fields(*changes), encoding="utf-8")
    assert loaded("load plan.yaml --since 2024-07-01 --yes").code == 0
    assert (loaded("tasks --as-of 2024-06-01").out, loaded("show 1 --as-of 2024-06-01").out) == before
    now = {task["no"]: task for task in rows(loaded, "tasks")}
    assert (now[1]["due_words"], now[1]["due"], now[3]["printed"]) == ("9月底前", "2024-09-30", "第二条")
    assert now[1]["others"] == {"指导": ["省政府办", "县政府办"]}


# Roles and counts


def parts(gongkai: Program, no: int) -> dict[str, tuple[str, str | None, bool]]:
    """Return unit → role, collective and whether it counts, of a task."""
    return {
        part["unit"]: (part["role"], part["via"], part["counted"])
        for part in rows(gongkai, f"show {no}")["assignments"]
    }


def test_a_leading_collective_leads_and_support_counts(loaded: Program) -> None:
    assert parts(loaded, 1) == {
        "县政府办": ("lead", "各部门", True),
        "县司法局": ("lead", "各部门", True),
        "县档案馆": ("support", None, True),
        "东镇": ("member", "各镇", True),
        "西镇": ("member", "各镇", True),
    }


def test_an_indefinite_one_leads_nobody_that_counts(loaded: Program) -> None:
    assert parts(loaded, 2) == {
        "县司法局": ("responsible", None, True),
        "县政府办": ("member", "各部门", True),
        "东镇": ("member", "各镇", True),
        "西镇": ("member", "各镇", True),
        "县档案馆": ("possible", "有关中心", False),
    }


def test_an_open_one_has_no_part_until_its_members_are_listed(loaded: Program) -> None:
    towns = {"东镇": ("member", "各镇", True), "西镇": ("member", "各镇", True)}
    assert parts(loaded, 3) == towns
    members = ("各县（市、区）人民政府}", "各县（市、区）人民政府, members: [东镇]}")
    Path("plan.yaml").write_text(all_fields(members), encoding="utf-8")
    assert loaded("load plan.yaml --yes").code == 0
    assert parts(loaded, 3) == {**towns, "东镇": ("lead", "各县（市、区）人民政府", True)}


def test_the_principal_parts_speak_for_a_task_that_a_collective_leads(loaded: Program) -> None:
    assert loaded("mark 1 --dept 县政府办 --dept 县司法局 --status 已完成 --on 2024-07-01").code == 0
    task = rows(loaded, "tasks")[0]
    assert (task["status"], task["leads_done"], task["leads_total"]) == ("done", 2, 2)
    assert (task["units_done"], task["units_total"]) == (2, 5)
    assert loaded("mark 1 --dept 县档案馆 --status 已完成 --on 2024-07-01").code == 0
    assert rows(loaded, "tasks")[0]["units_done"] == 3
    assert [(unit["name"], unit["support"], unit["counted"]) for unit in rows(loaded, "depts")][2] == ("县档案馆", 1, 1)


def test_further_duties_count_nobody(loaded: Program) -> None:
    counted = {unit["name"]: unit["counted"] for unit in rows(loaded, "depts")}
    without = all_fields(("    others: {指导: [省政府办, 县政府办], 负责考核: [县督查室]}\n", ""))
    Path("plan.yaml").write_text(without, encoding="utf-8")
    assert loaded("load plan.yaml --yes").code == 0
    assert {unit["name"]: unit["counted"] for unit in rows(loaded, "depts")} == counted


def test_a_task_without_units_is_in_no_count_of_units(unmade: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(all_fields(("  also: [各镇]\n", "")), encoding="utf-8")
    assert unmade("load", str(file)).code == 0
    task = rows(unmade, "tasks")[3]
    assert (task["status"], task["units_total"], task["leads_total"], task["reported"]) == ("not_started", 0, 0, 0)
    assert rows(unmade, "owed --period 2024年9月")
    assert unmade("db check").code == 0


# Deadlines


@pytest.mark.parametrize(
    ("today", "paces"),
    [
        ("2024-07-31", ["behind", "behind", "behind", "behind"]),
        ("2024-08-01", ["overdue", "behind", "behind", "behind"]),
        ("2025-07-01", ["overdue", "behind", "overdue", "behind"]),
        ("2026-01-01", ["overdue", "behind", "overdue", "overdue"]),
    ],
)
def test_words_make_a_task_overdue_after_their_day_and_ongoing_ones_never(
    loaded: Program, monkeypatch: pytest.MonkeyPatch, today: str, paces: list[str]
) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", today)
    listed = rows(loaded, "tasks")
    assert [task["pace"] for task in listed] == paces
    assert [task["due_derived"] for task in listed] == [False, False, False, True]
    assert [task["ongoing"] for task in listed] == [False, True, False, False]
