"""`upcoming` and `status`: each day of a year, edges of dates, shares."""

import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Program
from gongkai_cli.domain import agenda
from gongkai_cli.domain.dates import elapsed_share, rhythm_nodes
from gongkai_cli.domain.progress import shares
from gongkai_cli.domain.vocabulary import ActivityStatus, Rhythm
from gongkai_cli.store.queries.plans import newest_plan
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.queries.views import on_a_day
from gongkai_cli.store.sqlite.store_file import StoreFile
from plan_texts import SOUND

UPCOMING_KEYS = ["kind", "code", "title", "units", "start", "end", "days_left", "status", "late"]
FIRST, LAST = date(2024, 1, 1), date(2025, 1, 31)


def days(first: date, last: date) -> list[date]:
    """Return every day from `first` to `last`."""
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def test_every_day_the_activities_add_up_to_28(gongkai: Program, store: Path) -> None:
    """Late, to come, held, published and cancelled are all activities, on any day."""
    gongkai("activity held 1 --date 5月28日 --as-of 2024-06-03")
    gongkai("activity publish 1 --link https://www.shicheng.gov.cn/1.html --as-of 2024-06-10")
    gongkai("activity held 9 --date 7月9日 --as-of 2024-07-10")
    gongkai("activity plan 17 --date 11月5日 --as-of 2024-09-01")
    gongkai("activity cancel 20 --reason 并入下月 --as-of 2024-10-08")
    with StoreFile(store).reading() as connection:
        plan = newest_plan(connection)
        for day in days(FIRST, LAST):
            seen = Snapshot(connection, plan, day)
            rows = seen.schedule()
            standings = agenda.Standings(plan, day, seen.tasks(), seen.all_measures(), rows)
            listed = agenda.upcoming(standings, 400)
            chased = {int(item.code) for item in listed if item.kind == "activity" and item.late}
            coming = {int(item.code) for item in listed if item.kind == "activity" and not item.late}
            settled = {row.no for row in rows if row.status in {ActivityStatus.PUBLISHED, ActivityStatus.CANCELLED}}
            assert chased | coming | settled == set(range(1, 29)), day
            assert len(chased) + len(coming) + len(settled) == 28, day
            months = agenda.months(standings)
            assert sum(month.total for month in months) == 28
            for month in months:
                parts = month.published + month.held + month.late + month.planned + month.cancelled
                assert parts == month.total, (day, month)


def test_an_activity_is_late_from_the_day_after_its_window(gongkai: Program) -> None:
    gongkai("activity plan 18 --date 10月8日 --as-of 2024-10-01")
    for day, late in (("2024-10-08", False), ("2024-10-09", True)):
        rows = json.loads(gongkai(f"schedule --month 10 --format json --as-of {day}").out)
        assert {one["no"]: one["late"] for one in rows} == {17: False, 18: late, 19: False, 20: False}
    for day, late in (("2024-10-31", False), ("2024-11-01", True)):
        rows = json.loads(gongkai(f"schedule --month 10 --format json --as-of {day}").out)
        assert [one["late"] for one in rows if one["no"] == 17] == [late]


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "expected"),
    [
        (
            Rhythm.QUARTERLY,
            date(2024, 5, 26),
            date(2024, 12, 31),
            [("第二季度", "06-30"), ("第三季度", "09-30"), ("第四季度", "12-31")],
        ),
        (Rhythm.HALF_YEARLY, date(2024, 5, 26), date(2024, 12, 31), [("上半年", "06-30"), ("下半年", "12-31")]),
        (Rhythm.YEARLY, date(2024, 5, 26), date(2024, 12, 31), [("2024年", "12-31")]),
        (
            Rhythm.MONTHLY,
            date(2024, 1, 31),
            date(2024, 4, 30),
            [("1月", "01-31"), ("2月", "02-29"), ("3月", "03-31"), ("4月", "04-30")],
        ),
        (Rhythm.MONTHLY, date(2023, 2, 1), date(2023, 2, 28), [("2月", "02-28")]),
        (Rhythm.QUARTERLY, date(2024, 7, 1), date(2024, 11, 15), [("第三季度", "09-30"), ("第四季度", "11-15")]),
        (Rhythm.MONTHLY, date(2024, 12, 15), date(2025, 1, 20), [("12月", "12-31"), ("1月", "01-20")]),
    ],
)
def test_rhythms_become_nodes_within_the_period(
    rhythm: Rhythm, first: date, last: date, expected: list[tuple[str, str]]
) -> None:
    nodes = rhythm_nodes(rhythm, first, last)
    assert [(name, f"{end:%m-%d}") for name, _, end in nodes] == expected
    assert nodes[0][1] == first
    assert nodes[-1][2] <= last


@given(st.sampled_from(Rhythm), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_nodes_cover_the_period_without_gap_or_overlap(rhythm: Rhythm, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    nodes = rhythm_nodes(rhythm, first, last)
    assert (nodes[0][1], nodes[-1][2]) == (first, last)
    for (_, _, end), (_, start, _) in pairwise(nodes):
        assert start == end + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "horizon", "codes"),
    [
        ("2024-06-29", 1, ["7.1"]),
        ("2024-06-30", 0, ["7.1"]),
        ("2024-07-01", 30, []),
        ("2024-09-29", 0, []),
        ("2024-09-30", 0, ["7.1"]),
        ("2024-12-31", 0, ["7.1", "10.6", "11.1"]),
    ],
)
def test_nodes_come_up_on_their_day(gongkai: Program, day: str, horizon: int, codes: list[str]) -> None:
    rows = json.loads(gongkai(f"upcoming --days {horizon} --as-of {day} --format json").out)
    assert [one["code"] for one in rows if one["kind"] == "node"] == codes


def test_nodes_of_a_finished_task_do_not_come_up(gongkai: Program) -> None:
    for dept in ("县政府办", "县行政审批局"):
        gongkai(f"mark 7 --dept {dept} --percent 100 --as-of 2024-09-01")
    rows = json.loads(gongkai("upcoming --days 30 --as-of 2024-09-20 --format json").out)
    assert [one for one in rows if one["kind"] == "node"] == []


def test_deadlines_come_up_and_are_late_the_day_after(gongkai: Program) -> None:
    def of_tasks(day: str) -> list[tuple[str, int, bool]]:
        rows = json.loads(gongkai(f"upcoming --days 1 --as-of {day} --format json").out)
        return [(one["code"], one["days_left"], one["late"]) for one in rows if one["kind"] == "task"]

    numbers = [str(no) for no in range(1, 13)]
    assert of_tasks("2024-12-29") == []
    assert of_tasks("2024-12-30") == [(no, 1, False) for no in numbers]
    assert of_tasks("2024-12-31") == [(no, 0, False) for no in numbers]
    assert of_tasks("2025-01-01") == [(no, -1, True) for no in numbers]


def test_late_comes_first_then_by_date(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日")
    rows = json.loads(gongkai("upcoming --days 120 --format json").out)
    assert [key for key in UPCOMING_KEYS if key not in rows[0]] == []
    late = [one for one in rows if one["late"]]
    assert rows[: len(late)] == late
    assert [one["end"] for one in late] == sorted(one["end"] for one in late)
    assert [one["end"] for one in rows[len(late) :]] == sorted(one["end"] for one in rows[len(late) :])
    assert ("13", "held", -49) in [(one["code"], one["status"], one["days_left"]) for one in late]


def test_a_unit_sees_what_is_its_own(gongkai: Program) -> None:
    rows = json.loads(gongkai("upcoming --dept 县司法局 --days 90 --format json").out)
    assert [(one["kind"], one["code"]) for one in rows] == [
        ("activity", "21"),
        ("node", "7.1"),
        ("node", "10.6"),
        ("node", "11.1"),
        ("task", "3"),
        ("task", "5"),
        ("task", "6"),
        ("task", "7"),
        ("task", "8"),
        ("task", "9"),
        ("task", "10"),
        ("task", "11"),
        ("task", "12"),
    ]


def test_a_year_that_is_over_says_so_and_shows_what_never_got_done(gongkai: Program) -> None:
    answer = gongkai("upcoming --as-of 2025-03-01")
    assert answer.out.splitlines()[0] == (
        "石城县2024年政务公开工作要点　本要点已于 2024年12月31日 到期，没有办完的 40 件　截至 2025年3月1日"
    )
    rows = json.loads(gongkai("upcoming --as-of 2025-03-01 --format json").out)
    assert Counter(one["kind"] for one in rows) == {"activity": 28, "task": 12}
    assert all(one["late"] for one in rows)


def test_nothing_to_come_says_so(gongkai: Program) -> None:
    answer = gongkai("upcoming --days 10 --as-of 2024-03-01")
    assert answer.out.splitlines()[1:] == ["10 天内没有到期的，也没有逾期的。更长时段：gongkai upcoming --days 90"]


@pytest.mark.parametrize("days_typed", ["-1", "许多", "1.5", "99999"])
def test_days_that_are_none_are_refused(gongkai: Program, days_typed: str) -> None:
    answer = gongkai("upcoming", "--days", days_typed)
    assert (answer.code, answer.err) == (2, f"“{days_typed}”不是天数。--days 要写 0 到 3660 的整数。\n")


def test_status_is_the_year_on_one_screen(gongkai: Program) -> None:
    gongkai("mark 8 --dept 县政府办 --percent 100")
    gongkai("mark 9 --dept 县司法局 --status 受阻 --percent 20")
    gongkai("activity held 13 --date 8月20日")
    lines = gongkai("status").out.splitlines()
    assert lines[:3] == [
        "石城县2024年政务公开工作要点　截至 2024年10月8日",
        "期间  5月26日—12月31日　时间进度 61.6%　剩余 84 天",
        "任务  平均进度 9.2%　未启动 10 项 83.4%　受阻 1 项 8.3%　已完成 1 项 8.3%",
    ]
    page = json.loads(gongkai("status --format json").out)
    assert {one["kind"]: (one["count"], one["command"]) for one in page["attention"]} == {
        "逾期未办的活动": (15, "gongkai schedule --late"),
        "已办未公开的活动": (1, "gongkai schedule --late"),
        "受阻的任务": (1, "gongkai tasks --status 受阻"),
        "欠进度的任务": (11, "gongkai tasks --pace 欠进度"),
        "从未报告的单位": (35, "gongkai owed"),
    }
    assert next(one for one in page["months"] if one["month"] == 8) == {
        "year": 2024,
        "month": 8,
        "total": 2,
        "published": 0,
        "held": 1,
        "late": 1,
        "planned": 0,
        "cancelled": 0,
    }


def test_a_stopped_task_is_left_out_of_the_years_mean(gongkai: Program) -> None:
    """One of twelve tasks is done and one has stopped at 60 %. The mean is of eleven."""
    gongkai("mark 8 --dept 县政府办 --percent 100")
    for dept in ("县政府办", "县行政审批局"):
        gongkai(f"mark 7 --dept {dept} --status 已中止 --percent 60")
    assert json.loads(gongkai("status --format json").out)["percent"] == 9.1
    (plan,) = json.loads(gongkai("plans --format json").out)
    assert plan["percent"] == 9.1
    attention = json.loads(gongkai("status --format json").out)["attention"]
    assert "受阻的任务" not in {one["kind"] for one in attention}


def test_a_withdrawn_activity_is_in_no_month(gongkai: Program, tmp_path: Path) -> None:
    """It has a ledger, so the table keeps it. The year counts the activities in the plan alone."""
    gongkai("activity held 28 --date 10月8日")
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(text[: text.index("  - no: 28\n")], encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml"), "--yes").code == 0
    assert [one["no"] for one in json.loads(gongkai("schedule --format json").out) if one["withdrawn"]] == [28]
    page = json.loads(gongkai("status --format json").out)
    totals = {one["month"]: (one["total"], one["held"]) for one in page["months"]}
    assert (totals[10], totals[12]) == ((4, 0), (3, 0))
    assert sum(total for total, _ in totals.values()) == 27
    assert "已办未公开的活动" not in {one["kind"] for one in page["attention"]}
    assert 28 not in [one["no"] for one in json.loads(gongkai("schedule --late --format json").out)]
    listed = json.loads(gongkai("upcoming --days 90 --format json").out)
    assert "28" not in [one["code"] for one in listed if one["kind"] == "activity"]


def test_a_plan_whose_tasks_have_all_stopped_stands_at_nought(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(SOUND, encoding="utf-8")
    assert gongkai("load", str(file)).code == 0
    for dept, no in (("县政府办", 1), ("县司法局", 2)):
        assert gongkai(f"mark {no} --dept {dept} --status 已中止 --percent 60").code == 0
    (plan,) = (one for one in json.loads(gongkai("plans --format json").out) if one["key"] == "demo-2024")
    assert (plan["done"], plan["percent"]) == (0, 0.0)
    assert json.loads(gongkai("status --format json").out)["percent"] == 0.0


def test_every_command_that_status_names_runs(gongkai: Program) -> None:
    page = json.loads(gongkai("status --format json --as-of 2025-01-10").out)
    assert len(page["attention"]) == 3
    for one in page["attention"]:
        assert gongkai(one["command"].removeprefix("gongkai ")).code == 0


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_shares_add_up_to_one_hundred(counts: list[int]) -> None:
    told = shares(counts)
    total = sum(counts)
    assert round(sum(told), 1) == (100.0 if total else 0.0)
    for count, share in zip(counts, told, strict=True):
        assert not total or abs(share - 100 * count / total) < 0.1


def test_the_elapsed_share_is_the_views_own(store: Path) -> None:
    """The status screen and the pace use the same share."""
    with StoreFile(store).reading() as connection:
        plan = newest_plan(connection)
        for day in days(FIRST, LAST):
            query = on_a_day("SELECT DISTINCT elapsed FROM task_clock WHERE plan_id = :plan")
            ((elapsed,),) = connection.execute(query, {"plan": plan.id, "day": day.isoformat()}).fetchall()
            assert elapsed == pytest.approx(elapsed_share(day, plan.issued_on, plan.ends_on))


def test_a_unit_is_asked_for_its_own_part_and_not_for_the_tasks(gongkai: Program) -> None:
    """A unit's own part decides whether it is reminded, not the task's status."""
    gongkai("mark 12 --dept 县司法局 --percent 100")
    gongkai("mark 11 --dept 县政府办 --percent 100")
    rows = json.loads(gongkai("upcoming --dept 县司法局 --as-of 2025-02-01 --format json").out)
    late = {one["code"] for one in rows if one["kind"] == "task" and one["late"]}
    assert "12" not in late
    assert "11" in late


def test_a_blocked_unit_wants_attention_though_the_lead_is_not(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县商务局 --status 受阻 --problem 缺人")
    found = json.loads(gongkai("status --format json").out)["attention"]
    assert {"kind": "有单位受阻的任务", "count": 1, "items": ["3"], "command": "gongkai show 3"} in found


@pytest.mark.parametrize(("day", "words"), [("9999-12-31", "9999年12月31日"), ("0001-01-01", "1年1月1日")])
def test_a_day_that_no_plan_can_have_is_refused(gongkai: Program, day: str, words: str) -> None:
    answer = gongkai(f"upcoming --as-of {day}")
    assert (answer.code, answer.err) == (2, f"日期 {words} 太早或太晚。--as-of 要在 1949 年到 2999 年之间。\n")


# After the plan's end


def test_what_is_open_after_the_plans_end_is_listed_however_far_away(gongkai: Program) -> None:
    gongkai("activity plan 27 --date 2025-03-15 --as-of 2025-01-20")
    answer = gongkai("upcoming --days 0 --as-of 2025-01-20")
    rows = json.loads(gongkai("upcoming --days 0 --as-of 2025-01-20 --format json").out)
    assert len(rows) == 28 + 12
    assert answer.out.splitlines()[0] == (
        "石城县2024年政务公开工作要点　本要点已于 2024年12月31日 到期，没有办完的 40 件　截至 2025年1月20日"
    )
    lines = answer.out.splitlines()
    assert lines[lines.index("将到期") + 3].split()[:3] == ["3月15日", "54天", "活动"]


def test_nothing_is_open_only_where_everything_is_finished(gongkai: Program) -> None:
    for no in range(1, 29):
        gongkai(f"activity cancel {no} --reason 雨")
    gongkai("mark 1-12 --all --percent 100 --yes")
    gongkai("activity plan 27 --date 2025-03-15")
    answer = gongkai("upcoming --as-of 2025-01-20")
    assert "没有办完的 1 件" in answer.out
    assert "该办的都办完了。" not in answer.out
    gongkai("activity cancel 27 --reason 雨 --as-of 2025-01-20")
    answer = gongkai("upcoming --as-of 2025-01-20")
    assert answer.out.splitlines()[0].endswith("没有办完的 0 件　截至 2025年1月20日")
    assert "该办的都办完了。" in answer.out


def test_an_ongoing_task_is_open_after_the_plans_end_and_never_late(gongkai: Program, tmp_path: Path) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    title = "    title: 凝聚合力狠抓工作落实\n"
    assert title in text
    (tmp_path / "plan.yaml").write_text(text.replace(title, f"{title}    due: 持续推进\n"), encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml")).code == 0
    rows = json.loads(gongkai("upcoming --days 3660 --format json").out)
    assert "12" not in {one["code"] for one in rows if one["kind"] == "task"}
    lines = gongkai("upcoming --as-of 2025-01-20").out.splitlines()
    assert "没有办完的 40 件" in lines[0]
    assert lines[lines.index("持续推进") + 3].split()[:3] == ["持续推进", "任务", "12"]
    rows = json.loads(gongkai("upcoming --as-of 2025-01-20 --format json").out)
    (ongoing,) = (one for one in rows if (one["kind"], one["code"]) == ("task", "12"))
    assert (ongoing["end"], ongoing["late"]) == ("2024-12-31", False)
    assert "SUMMARY:任务 12 持续推进：" in gongkai("upcoming --as-of 2025-01-20 --format ics").out
    gongkai("mark 12 --all --percent 100 --yes")
    assert "持续推进" not in gongkai("upcoming --as-of 2025-01-20").out.splitlines()


# Days, hours and months


@pytest.mark.parametrize(
    ("typed", "day", "shown"),
    [
        ("10月15日-16日 --time 9:00", "2024-10-08", "10月15日—16日 09:00"),
        ("10月15日 --time 9:00", "2024-10-08", "10月15日 09:00"),
        ("10月31日-11月1日", "2024-10-08", "10月31日—11月1日"),
        ("12月30日至2025年1月2日 --time 9:00", "2024-12-20", "12月30日—2025年1月2日 09:00"),
        ("12月30日至2025年1月2日 --time 9:00", "2025-01-01", "2024年12月30日—2025年1月2日 09:00"),
        ("10月1日-2日", "2025-01-20", "2024年10月1日—2日"),
    ],
)
def test_an_activity_of_some_days_shows_them_all(gongkai: Program, typed: str, day: str, shown: str) -> None:
    gongkai(f"activity plan 17 --date {typed}")
    assert f"{shown}  " in gongkai(f"upcoming --as-of {day}").out


def test_a_withdrawn_activity_lends_its_days_to_no_other(gongkai: Program, tmp_path: Path) -> None:
    """Activity 28 is taken out with its ledger, and another one gets its number."""
    gongkai("activity plan 28 --date 12月5日")
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    head, entry = text[: text.index("  - no: 28\n")], text[text.index("  - no: 28\n") :]
    other = entry.replace("month: 12", "month: 11").replace("自主选定", "防汛抗旱").replace("赣江源镇", "县住建局")
    (tmp_path / "plan.yaml").write_text(head + other, encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml"), "--yes").code == 0
    line = next(line for line in gongkai("upcoming --days 90").out.splitlines() if "防汛抗旱" in line)
    assert line.split()[0] == "11月"


def test_months_and_days_have_their_year_wherever_it_is_not_the_one_shown(gongkai: Program, tmp_path: Path) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    text = text.replace("ends_on: 2024-12-31", "ends_on: 2025-03-31")
    text = text.replace("  - no: 28\n    month: 12\n", "  - no: 28\n    month: 1\n")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml"), "--yes").code == 0
    for day, december, january in (("2024-10-08", "12月", "2025年1月"), ("2025-01-20", "2024年12月", "1月")):
        table = gongkai(f"schedule --as-of {day}").out.splitlines()
        heads = [line.partition("　")[0] for line in table if "场，已办" in line]
        assert heads[-2:] == [december, january]
        cells = [line.split()[1] for line in table if line.split()[0] in {"27", "28"}]
        assert cells == [december, january]
        counted = [line.split()[0] for line in gongkai(f"status --as-of {day}").out.splitlines() if line]
        assert {december, january} < set(counted)


def test_status_says_how_many_units_have_reported_as_tasks_does(gongkai: Program) -> None:
    gongkai("mark 8 --dept 县政府办 --percent 100")
    for command in ("tasks", "status"):
        lines = gongkai(command).out.splitlines()
        headings = next(line.split() for line in lines if line.startswith("序号"))
        line = next(line.split() for line in lines if "持续推进基层政务公开" in line)
        assert headings[-2:] == ["序时", "已报"], command
        assert line[-2:] == ["已完成", "1/34"], command
