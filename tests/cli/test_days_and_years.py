"""Days without a year, months of a plan over New Year, activities of several days, and the reports that units owe."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Program

ROOT = Path(__file__).parents[2]


@pytest.fixture
def over_new_year(gongkai: Program, tmp_path: Path) -> Program:
    """The program on a plan from April 2024 to March 2025, whose activity 1 is printed for January."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    text = text.replace("issued_on: 2024-05-26", "issued_on: 2024-04-01").replace("2024-12-31", "2025-03-31")
    text = text.replace("key: shicheng-2024", "key: fiscal-2024").replace("month: 5", "month: 1", 1)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml"), "--yes").code == 0

    def ask(*command: str) -> Any:
        return gongkai(*command[0].split(), "--plan", "fiscal-2024")

    return ask


def activity(program: Program, no: int) -> dict[str, Any]:
    return next(row for row in json.loads(program("schedule --format json").out) if row["no"] == no)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("1月15日", "2025-01-15"), ("12月31日", "2024-12-31"), ("周五", "2025-01-17"), ("上月底", "2024-12-31")],
)
def test_a_report_is_of_the_latest_such_day(gongkai: Program, typed: str, day: str) -> None:
    """20 January 2025 is a Monday."""
    assert gongkai(f"mark 3 --dept 县司法局 --percent 40 --on {typed} --as-of 2025-01-20").code == 0
    rows = json.loads(gongkai("tasks --dept 县司法局 --format json --as-of 2025-01-20").out)
    assert next(row["on"] for row in rows if row["no"] == 3) == day


def test_a_month_of_a_plan_over_new_year_is_in_its_period(over_new_year: Program) -> None:
    row = activity(over_new_year, 1)
    assert (row["month"], row["year"], row["late"]) == (1, 2025, False)
    assert "2025年1月　1 场" in over_new_year("schedule --month 1").out
    assert over_new_year("activity plan 1 --date 1月15日").code == 0
    assert activity(over_new_year, 1)["date"] == "2025-01-15"
    assert over_new_year("activity held 1 --date 2月15日 --as-of 2025-02-20").code == 0
    assert "2月15日" in over_new_year("activity show 1 --as-of 2025-02-20").out


def test_an_activity_held_after_the_period_is_recorded(gongkai: Program) -> None:
    answer = gongkai("activity held 28 --date 1月10日 --as-of 2025-01-20")
    assert answer.code == 0
    assert "2024年12月 → 1月10日（原定2024年12月）" in answer.out
    assert "在要点期间之后" in answer.err


def test_an_activity_may_last_two_days_and_begin_at_an_hour(gongkai: Program) -> None:
    assert gongkai("activity plan 17 --date 10月15日-16日 --time 上午9点").code == 0
    row = activity(gongkai, 17)
    assert (row["date"], row["last_date"], row["time"]) == ("2024-10-15", "2024-10-16", "09:00")
    assert "10月15日—16日 09:00" in gongkai("schedule --month 10").out
    assert not activity(gongkai, 17)["late"]
    calendar = gongkai("schedule --month 10 --format ics").out
    assert "DTSTART;VALUE=DATE:20241015" in calendar
    assert "DTEND;VALUE=DATE:20241017" in calendar
    assert gongkai("activity plan 17 --date 10月20日").code == 0
    row = activity(gongkai, 17)
    assert (row["date"], row["last_date"], row["time"]) == ("2024-10-20", None, None)


@pytest.mark.parametrize(
    ("typed", "day"), [("周五", "2024-10-04"), ("30日", "2024-09-30"), ("15日", "2024-09-15"), ("8日", "2024-10-08")]
)
def test_an_activity_was_held_on_the_latest_such_day(gongkai: Program, typed: str, day: str) -> None:
    assert gongkai(f"activity held 13 --date {typed}").code == 0
    assert activity(gongkai, 13)["date"] == day


def test_a_day_that_a_long_period_has_twice_is_in_the_printed_month(
    gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    for before, after in (
        ("issued_on: 2024-05-26", "issued_on: 2024-12-20"),
        ("2024-12-31", "2025-12-31"),
        ("key: shicheng-2024", "key: shicheng-2025"),
        ("year: 2024", "year: 2025"),
    ):
        text = text.replace(before, after)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_TODAY", "2025-11-20")
    assert gongkai("load", str(tmp_path / "plan.yaml"), "--yes").code == 0
    assert activity(gongkai, 28)["year"] == 2025
    assert gongkai("activity plan 28 --date 12月25日").code == 0
    assert activity(gongkai, 28)["date"] == "2025-12-25"


def test_a_month_beyond_the_period_is_listed_where_activities_lie_in_it(
    gongkai: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_TODAY", "2025-01-20")
    assert gongkai("activity held 28 --date 2025-01-10").code == 0
    assert [row["no"] for row in json.loads(gongkai("schedule --month 1 --format json").out)] == [28]
    empty = "2025年2月没有活动。最近有活动的是2025年1月：gongkai schedule --month 2025年1月"
    assert gongkai("schedule --month 2025-2").out.splitlines()[1:] == [empty]


@pytest.mark.parametrize("hour", ["25:00", "9", "早上", "9:75"])
def test_an_hour_that_is_none_is_refused(gongkai: Program, hour: str) -> None:
    answer = gongkai("activity", "plan", "17", "--time", hour)
    assert (answer.code, answer.err) == (2, f"无法识别时刻“{hour}”。请写成 9:00、上午9点或下午2点半。\n")


def test_the_ledger_begins_with_the_first_day_of_a_span(gongkai: Program) -> None:
    """The ledger's own entries are of the day on which the test runs."""
    gongkai("mark 3 --dept 县司法局 --percent 40")
    assert len(json.loads(gongkai("log --since 第三季度 --format json").out)) == 2
    assert json.loads(gongkai("log --until 上半年 --format json").out) == []


def test_a_filter_by_days_takes_two_numbers_for_a_day(gongkai: Program) -> None:
    for day in ("9月9日", "9月10日", "9月11日", "10月8日"):
        gongkai(f"mark 3 --dept 县司法局 --percent 40 --on {day} --note {day}")

    def days(options: str) -> list[str]:
        entries = json.loads(gongkai(f"log --by-report-day --task 3 {options} --format json").out)
        return [entry["on"] for entry in entries]

    assert days("--since 10-8") == ["2024-10-08"]
    assert days("--since 9-10") == ["2024-09-10", "2024-09-11", "2024-10-08"]
    assert days("--until 9-10") == ["2024-09-09", "2024-09-10"]
    assert days("--since 9-10 --until 9-10") == ["2024-09-10"]
    silent = {day: gongkai(f"depts --silent-since {day} --format json").out for day in ("9-10", "9月10日")}
    assert silent["9-10"] == silent["9月10日"]
    assert "县司法局" not in silent["9-10"]
    assert gongkai("depts --silent-since 10-9").code == 2  # tomorrow


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--since 9月 --until 8月", "--since 2024年9月1日 晚于 --until 2024年8月31日，前后颠倒。请把两个日期对调。"),
        ("--since 10-8 --until 10-7", "--since 2024年10月8日 晚于 --until 2024年10月7日，前后颠倒。请把两个日期对调。"),
        ("--since foo", "无法识别时段“foo”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
    ],
)
def test_a_wrong_span_of_the_ledger_is_refused(gongkai: Program, options: str, message: str) -> None:
    answer = gongkai(f"log {options}")
    assert (answer.code, answer.err) == (2, f"{message}\n")


def test_owed_counts_what_is_missing_in_a_period(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --on 9月20日")
    gongkai("mark 5 --dept 县司法局 --percent 100 --on 9月25日")
    gongkai("mark 9 --dept 县司法局 --percent 10 --on 10月8日")

    def of_unit(period: str) -> dict[str, Any]:
        rows = json.loads(gongkai(f"owed --period {period} --format json").out)
        return next(row for row in rows if row["unit"] == "县司法局")

    september = of_unit("9月")
    assert (september["reported"], september["latest"]) == (2, "2024-10-08")
    assert 9 in september["missing"]
    october = of_unit("本月")
    assert october["expected"] == september["expected"] - 1, "what is done owes nothing any more"
    assert (october["reported"], october["latest"]) == (1, "2024-10-08")
    assert 3 in october["missing"]
    assert not {5, 9} & set(october["missing"])
    assert len(october["missing"]) == october["expected"] - october["reported"]


def test_nothing_is_owed_for_a_period_to_come(gongkai: Program) -> None:
    answer = gongkai("owed --period 2024年11月")
    assert (answer.code, answer.err) == (
        2,
        "2024年11月1日 还没到（今天按 2024年10月8日 算），还没有应报的。请改 --period。\n",
    )


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("3月", "2024年3月1日—31日 在要点印发之前：要点从 2024年5月26日 起。请改 --period。"),
        ("4月1日-5月25日", "2024年4月1日—5月25日 在要点印发之前：要点从 2024年5月26日 起。请改 --period。"),
        ("10-9", "“10-9”前后颠倒。请从早到晚写成 9-10。"),
        ("foo", "无法识别时段“foo”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
    ],
)
def test_nothing_is_owed_for_a_period_before_the_plan(gongkai: Program, period: str, message: str) -> None:
    answer = gongkai(f"owed --period {period}")
    assert (answer.code, answer.err) == (2, f"{message}\n")


@pytest.mark.parametrize("period", ["9-10", "9、10月", "9月1日-10月31日", "9月至10月", "5月"])
def test_owed_takes_a_span_of_months_or_days(gongkai: Program, period: str) -> None:
    assert gongkai(f"owed --period {period}").code == 0


def test_a_month_of_owed_reports_is_in_the_plans_period(over_new_year: Program) -> None:
    answer = over_new_year("owed --period 1月")
    assert (answer.code, answer.err) == (
        2,
        "2025年1月1日 还没到（今天按 2024年10月8日 算），还没有应报的。请改 --period。\n",
    )
    assert over_new_year("owed --period 1月 --as-of 2025-02-10").code == 0


def test_depts_may_list_only_the_silent_units(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --on 9月20日")
    names = [row["name"] for row in json.loads(gongkai("depts --silent-since 9月1日 --format json").out)]
    assert "县司法局" not in names
    assert "县政府办" in names
    later = [row["name"] for row in json.loads(gongkai("depts --silent-since 10月1日 --format json").out)]
    assert "县司法局" in later


def test_a_late_report_is_of_the_task_that_has_the_number_today(gongkai: Program, tmp_path: Path) -> None:
    """Tasks 9 and 10 swap their numbers; a report of an earlier day means the number as it is now."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    text = text.replace("- no: 9\n", "- no: 0\n").replace("- no: 10\n", "- no: 9\n").replace("- no: 0\n", "- no: 10\n")
    (tmp_path / "swapped.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load", str(tmp_path / "swapped.yaml"), "--yes").code == 0
    answer = gongkai("mark 10 --dept 县政府办 --percent 40 --on 9月20日")
    assert "落实保密审查和信息发布制度" in answer.out
    before = json.loads(gongkai("tasks --dept 县政府办 --as-of 2024-09-30 --format json").out)
    assert next(row["percent"] for row in before if row["no"] == 9) == 40
    now = json.loads(gongkai("tasks --dept 县政府办 --format json").out)
    assert next(row["percent"] for row in now if row["no"] == 10) == 40


def test_a_unit_that_owes_nothing_is_counted_apart_from_those_that_have_reported(gongkai: Program) -> None:
    """县网信办 has one task. It is done in September."""
    gongkai("mark 6 --dept 县网信办 --percent 100 --on 9月20日")
    rows = json.loads(gongkai("owed --period 9月 --format json").out)
    assert "县网信办" in [row["unit"] for row in rows]
    answer = gongkai("owed --period 10月")
    assert "县网信办" not in answer.out
    assert "个单位有缺，1 个单位无应报　截至" in answer.out.splitlines()[0]
    assert "无应报" not in gongkai("owed --period 9月").out
    rows = json.loads(gongkai("owed --period 10月 --format json").out)
    assert all(row["expected"] for row in rows)
    gongkai("mark 1-12 --all --percent 100 --on 10月2日 --yes")
    answer = gongkai("owed --period 今天")
    assert answer.out.splitlines()[0].endswith("0 个单位有缺，37 个单位无应报　截至 2024年10月8日")
    assert answer.out.splitlines()[1] == "没有应报的单位。"


def test_the_list_of_silent_units_names_its_condition(gongkai: Program) -> None:
    first = gongkai("depts --silent-since 10月1日").out.splitlines()[0]
    assert first == "石城县2024年政务公开工作要点　自 10月1日 起未报送的单位 37 个　截至 2024年10月8日"
    for town in json.loads(gongkai("depts --kind 乡镇 --format json").out):
        gongkai(f"mark 8 --dept {town['name']} --percent 40")
    lines = gongkai("depts --kind 乡镇 --silent-since 10月1日").out.splitlines()
    assert lines[0].endswith("自 10月1日 起未报送的乡镇 0 个　截至 2024年10月8日")
    assert lines[1].startswith("自 10月1日 起，应报的乡镇都已报送。")
    gongkai("mark 1-12 --all --percent 40 --on 10月2日 --yes")
    lines = gongkai("depts --silent-since 10月1日").out.splitlines()
    assert lines[0].endswith("自 10月1日 起未报送的单位 0 个　截至 2024年10月8日")
    assert lines[1] == "自 10月1日 起，应报的单位都已报送。各单位已报几项：gongkai owed"


@pytest.mark.parametrize("since", ["明天", "11月1日", "2025-01-01", "11月"])
def test_no_unit_is_silent_since_a_day_to_come(gongkai: Program, since: str) -> None:
    answer = gongkai(f"depts --silent-since {since}")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith(" 还没到（今天按 2024年10月8日 算），还没有应报的。请改 --silent-since。\n")
