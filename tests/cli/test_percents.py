"""100% is shown only for what is done, and 0% only for what has not begun, in every format."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Program
from gongkai_cli.output.formats.reading_back import read_workbook

LEADS = ("县司法局", "县政府办", "县行政审批局")
"""The leads of task 5."""


def rows(gongkai: Program, command: str) -> Any:
    """Return a command's answer in JSON."""
    return json.loads(gongkai(f"{command} --format json").out)


@pytest.fixture
def nearly(gongkai: Program) -> Program:
    """A plan whose task 5 has leads at 100, 100 and 99."""
    for unit, percent in zip(LEADS, (100, 100, 99), strict=True):
        assert gongkai(f"mark 5 --dept {unit} --percent {percent}").code == 0
    return gongkai


def test_leads_at_100_100_and_99_read_99(nearly: Program, tmp_path: Path) -> None:
    task = rows(nearly, "tasks")[4]
    assert (task["percent"], task["status"]) == (99.0, "in_progress")
    for command in ("tasks", "status"):
        assert "■■■■□  99%" in nearly(command).out
        assert "100%" not in nearly(command).out.replace("项 100.0%", "")
    assert ",99%," in nearly("tasks --format csv").out
    assert "| 99% |" in nearly("tasks --format md").out
    path = tmp_path / "任务.xlsx"
    nearly(f"tasks -o {path}")
    (sheet,) = read_workbook(path)
    assert sheet.rows[4][sheet.headings.index("进度")] == "99%"


def test_the_last_percent_makes_it_100(nearly: Program) -> None:
    nearly("mark 5 --dept 县行政审批局 --percent 100")
    task = rows(nearly, "tasks")[4]
    assert (task["percent"], task["status"]) == (100.0, "done")


def test_one_lead_that_has_begun_reads_1(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 1")
    task = rows(gongkai, "tasks")[2]
    assert (task["percent"], task["status"]) == (1.0, "in_progress")
    assert rows(gongkai, "status")["percent"] == 1.0
    assert rows(gongkai, "plans")[0]["percent"] == 1.0
    assert "平均进度 1.0%" in gongkai("status").out


def test_a_task_that_has_begun_at_0_reads_1(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --note 已部署")
    assert rows(gongkai, "tasks")[2]["percent"] == 1.0
    assert rows(gongkai, "tasks")[4]["percent"] == 0.0


def test_24_of_25_units_are_not_all(gongkai: Program) -> None:
    """Of the counted parts of task 3 all are done but one, which lacks one percent."""
    gongkai("mark 3 --all --percent 100 --yes")
    gongkai("mark 3 --dept 县司法局 --percent 99")
    task = rows(gongkai, "tasks")[2]
    assert task["percent"] == 99.0
    assert task["units_done"] == task["units_total"] - 1


def test_a_unit_with_one_part_open_reads_99_and_with_one_begun_reads_1(gongkai: Program) -> None:
    numbers = [row["no"] for row in rows(gongkai, "tasks --dept 县司法局") if row["counted"]]
    gongkai(f"mark {numbers[0]} --dept 县司法局 --percent 1")
    unit = rows(gongkai, "dept 县司法局")
    assert unit["percent"] == 1.0
    gongkai(f"mark {' '.join(map(str, numbers))} --dept 县司法局 --percent 100")
    gongkai(f"mark {numbers[0]} --dept 县司法局 --percent 99")
    unit = rows(gongkai, "dept 县司法局")
    assert (unit["percent"], unit["done"]) == (99.0, unit["counted"] - 1)
    assert "99%" in gongkai("depts").out


def test_a_plan_with_one_task_open_reads_99(gongkai: Program) -> None:
    for no in range(1, 13):
        gongkai(f"mark {no} --all --percent 100 --yes")
    assert rows(gongkai, "plans")[0]["percent"] == 100.0
    gongkai("mark 5 --dept 县司法局 --percent 99")
    assert rows(gongkai, "plans")[0]["percent"] == 99.0
    assert rows(gongkai, "status")["percent"] == 99.0


def test_a_task_whose_lead_has_stopped_keeps_the_percent_at_which_it_stopped(gongkai: Program) -> None:
    gongkai("mark 8 --dept 县政府办 --percent 60")
    gongkai("mark 8 --dept 县政府办 --status 已中止")
    (task,) = [row for row in json.loads(gongkai("tasks --format json").out) if row["no"] == 8]
    assert (task["status"], task["percent"]) == ("stopped", 60.0)
