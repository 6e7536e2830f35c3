"""Stores of earlier schemas: upgraded with all their rows, and with a history that their loads can vouch for."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Program, run
from old_stores import STORES, entered, make_old_store

ANSWERS: dict[str, list[dict[str, Any]]] = json.loads((STORES / "revision_0002.json").read_text(encoding="utf-8"))
"""Command → its JSON rows, as the program of schema 2 gave them for the store of that schema."""

ANSWERS_OF_3: dict[str, Any] = json.loads((STORES / "revision_0003.json").read_text(encoding="utf-8"))
"""The same, as the program of schema 3 gave them for the store of that schema."""

BEFORE_THE_LAST_LOAD = "2024-09-01"
"""The last load of revision_0002.sql was on 2 September; it took out task 11, activity 13 and 县城市社区管委会."""


def answered(command: str) -> Any:
    """Return what a command answers in JSON."""
    answer = run((f"{command} --format json",))
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.fixture
def upgraded(store: Path) -> Path:
    """A store of schema 2, upgraded by the first command on it."""
    make_old_store(store, 2)
    assert run(("plans",)).code == 0
    return store


@pytest.mark.parametrize("revision", [1, 2, 3])
def test_an_upgraded_store_has_all_its_rows_and_passes_the_check(store: Path, revision: int) -> None:
    make_old_store(store, revision)
    before = entered(store)
    assert all(before[name] for name in ("report", "activity_event", "party", "alias"))
    answer = run(("plans",))
    assert answer.code == 0
    assert "台账已升级到数据版本 4" in answer.err
    assert entered(store) == before
    (kept,) = (store.parent / "backups").iterdir()
    assert entered(kept) == before
    assert run(("db", "check")).code == 0
    assert run(("plans",)).err == ""


def known(answer: Any, before: Any) -> Any:
    """Return an answer with the keys that it had before; keys are only added."""
    if isinstance(before, dict):
        return {key: known(answer[key], value) for key, value in before.items()}
    if isinstance(before, list) and len(answer) == len(before):
        return [known(one, other) for one, other in zip(answer, before, strict=True)]
    return answer


@pytest.mark.parametrize("command", ANSWERS)
def test_every_listing_is_as_before_the_upgrade(upgraded: Path, command: str) -> None:
    assert upgraded.exists()
    answer = answered(command)
    rows = answer if isinstance(answer, list) else [answer]
    assert without_standing(known(rows, ANSWERS[command])) == without_standing(ANSWERS[command])


@pytest.mark.parametrize("command", ANSWERS_OF_3)
def test_every_listing_is_as_before_the_upgrade_from_schema_3(store: Path, command: str) -> None:
    make_old_store(store, 3)
    answer = answered(f"{command} --as-of 2025-09-01")
    assert known(answer, ANSWERS_OF_3[command]) == ANSWERS_OF_3[command]


def without_standing(rows: list[Any]) -> list[Any]:
    """Return an answer without the standing of withdrawn tasks, which read 0% then whatever had been reported."""
    standing = {"status", "percent"}
    return [
        {key: value for key, value in row.items() if key not in standing} if row.get("withdrawn") else row
        for row in rows
    ]


def test_what_the_last_load_took_out_is_there_on_the_day_before(upgraded: Path) -> None:
    assert upgraded.exists()
    earlier = f"--plan shicheng-2024 --as-of {BEFORE_THE_LAST_LOAD}"
    assert [(row["no"], row["withdrawn"]) for row in answered(f"tasks {earlier}")] == [
        (number, False) for number in range(1, 13)
    ]
    task = answered(f"show 11 {earlier}")
    assert (task["withdrawn"], task["percent"], len(task["measures"]) > 0) == (False, 70, True)
    unit = answered(f"dept 县城市社区管委会 {earlier}")
    assert (unit["withdrawn"], unit["counted"] > 0) == (False, True)
    (activity,) = [row for row in answered(f"schedule {earlier}") if row["no"] == 13]
    assert (activity["withdrawn"], activity["status"]) == (False, "held")
    now = "--plan shicheng-2024 --as-of 2024-09-02"
    assert [row["no"] for row in answered(f"tasks {now}") if row["withdrawn"]] == [11]
    assert answered(f"dept 县城市社区管委会 {now}")["withdrawn"]


def test_a_plan_whose_loads_took_nothing_out_has_one_edition(upgraded: Path) -> None:
    with closing(sqlite3.connect(upgraded)) as connection:
        query = """SELECT plan.key, edition.since, edition.change_id FROM edition JOIN plan ON plan.id = plan_id
          ORDER BY edition.id"""
        assert connection.execute(query).fetchall() == [
            ("shicheng-2024", "0001-01-01", 1),
            ("shicheng-2024", "2024-09-02", 10),
            ("demo-2024", "0001-01-01", 14),
        ]


def test_loads_without_an_edition_cannot_be_taken_back(gongkai: Program, upgraded: Path) -> None:
    """Load 16 changed the plan of load 14 before editions were kept."""
    before = entered(upgraded)
    answer = gongkai("undo 16 --by 经办人")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "第 16 号载入时还没有保存版次，不能撤回。请用 gongkai db restore 恢复那时的备份。\n"
    assert entered(upgraded) == before


def test_an_upgraded_store_takes_reports_and_loads(gongkai: Program, upgraded: Path) -> None:
    assert upgraded.exists()
    assert gongkai("mark 4 --plan shicheng-2024 --dept 县司法局 --percent 50").code == 0
    assert gongkai("load", str(ROOT / "data" / "seed_2024.yaml"), "--yes").code == 0
    back = answered("show 11 --plan shicheng-2024")
    assert (back["withdrawn"], back["percent"]) == (False, 70)
    assert gongkai("db check").code == 0
