"""Who owes what: the parts that a period expects, those reported in it, and the units that never reported."""

import json
from typing import Any

import pytest

from conftest import Program


def owed(gongkai: Program, unit: str, period: str = "9月", today: str = "2024-10-08") -> dict[str, Any]:
    """Return a unit's line for a period."""
    answer = gongkai(f"owed --period {period} --as-of {today} --format json")
    assert answer.code == 0, answer.err
    (line,) = [line for line in json.loads(answer.out) if line["unit"] == unit]
    return dict(line)


def test_a_period_expects_every_counted_part(gongkai: Program) -> None:
    assert owed(gongkai, "县司法局") == {
        "unit": "县司法局",
        "kind": "县政府部门",
        "expected": 9,
        "reported": 0,
        "latest": None,
        "missing": [3, 5, 6, 7, 8, 9, 10, 11, 12],
        "contact": None,
        "phone": None,
    }


def test_a_report_in_the_period_is_no_longer_missing(gongkai: Program) -> None:
    gongkai("mark 3,5 --dept 县司法局 --percent 10 --on 9月30日")
    gongkai("mark 7 --dept 县司法局 --percent 10 --on 8月31日")
    line = owed(gongkai, "县司法局")
    assert (line["expected"], line["reported"], line["latest"]) == (9, 2, "2024-09-30")
    assert line["missing"] == [6, 7, 8, 9, 10, 11, 12]


@pytest.mark.parametrize("later", ["--link http://x.cn/2", "--percent 80", "--status 已中止 --percent 80"])
def test_what_was_done_before_a_period_is_not_owed_whatever_came_after_it(gongkai: Program, later: str) -> None:
    gongkai("mark 9 --dept 县司法局 --status done --on 7月15日")
    assert owed(gongkai, "县司法局")["expected"] == 8
    assert gongkai(f"mark 9 --dept 县司法局 {later} --on 10月5日").code == 0
    line = owed(gongkai, "县司法局")
    assert (line["expected"], line["reported"], line["latest"]) == (8, 0, "2024-10-05")
    assert 9 not in line["missing"]


def test_what_stopped_after_a_period_was_owed_in_it(gongkai: Program) -> None:
    gongkai("mark 9 --dept 县司法局 --status 已中止 --on 10月5日")
    assert 9 in owed(gongkai, "县司法局")["missing"]
    assert 9 not in owed(gongkai, "县司法局", "10月")["missing"]


def test_a_possible_part_is_owed_from_its_first_report_on(gongkai: Program) -> None:
    gongkai("mark 4 --dept 县司法局 --percent 20 --on 10月5日")
    assert 4 not in owed(gongkai, "县司法局")["missing"]
    assert owed(gongkai, "县司法局", "10月")["reported"] == 1
    assert 4 in owed(gongkai, "县司法局", "11月", today="2024-11-20")["missing"]


def test_a_unit_whose_part_has_stopped_has_reported(gongkai: Program) -> None:
    gongkai("mark 8 --dept 县政府办 --percent 60 --note 甲")
    gongkai("mark 8 --dept 县政府办 --status 已中止")
    assert owed(gongkai, "县政府办", "10月")["latest"] == "2024-10-08"
    attention = json.loads(gongkai("status --format json").out)["attention"]
    (silent,) = [one for one in attention if one["kind"] == "从未报告的单位"]
    assert "县政府办" not in silent["items"]
