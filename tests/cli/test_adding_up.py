"""Numbers in words add up, and days have their year where it is not plain."""

import json
import re

import pytest

from conftest import Program


def test_show_counts_reported_silent_and_uncounted_units(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局、县政府办 --percent 10")
    page = gongkai("show 3").out
    found = re.search(r"承办单位　(\d+) 个：已报送 (\d+)、未报送 (\d+)、不计 (\d+)", page)
    assert found
    total, reported, silent, uncounted = map(int, found.groups())
    assert total == reported + silent + uncounted
    assert (reported, uncounted) == (2, 3)
    assert total == len(json.loads(gongkai("show 3 --format json").out)["assignments"])


def test_a_task_says_how_many_units_have_reported(gongkai: Program) -> None:
    gongkai("mark 5 --dept 县司法局、县政府办、琴江镇 --percent 80")
    task = json.loads(gongkai("tasks --format json").out)[4]
    assert (task["reported"], task["units_total"]) == (3, 34)
    line = next(line for line in gongkai("tasks").out.splitlines() if line.lstrip().startswith("5 "))
    assert line.endswith(("超进度  3/34", "达进度  3/34"))


@pytest.mark.parametrize("days", [7, 30, 60])
def test_upcoming_lists_nothing_that_ends_later_unless_it_has_begun(gongkai: Program, days: int) -> None:
    items = json.loads(gongkai(f"upcoming --days {days} --format json").out)
    later = [item for item in items if not item["late"] and item["days_left"] > days]
    assert all(item["start"] <= "2024-10-08" for item in later)


@pytest.mark.parametrize("day", ["2024-10-08", "2025-02-01"])
def test_the_number_in_the_title_of_upcoming_is_that_of_its_rows(gongkai: Program, day: str) -> None:
    gongkai("activity plan 17 --date 2025-03-01")
    title = gongkai(f"upcoming --as-of {day}").out.splitlines()[0]
    items = json.loads(gongkai(f"upcoming --as-of {day} --format json").out)
    assert f" {len(items)} 件" in title


def test_a_day_has_its_year_where_that_is_not_the_year_shown(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已开会 --on 9月20日")
    assert "完成时限 12月31日前" in gongkai("tasks").out
    next_year = gongkai("tasks --dept 县司法局 --as-of 2025-01-20").out
    assert "完成时限 2024年12月31日前" in next_year
    assert "2024年9月20日 已开会" in next_year
    assert "2024年12月31日" in gongkai("upcoming --as-of 2025-01-20").out
    assert "2024年12月31日" in gongkai("show 3 --as-of 2025-01-20").out
    assert "2024年12月" in gongkai("upcoming --as-of 2025-01-20").out
