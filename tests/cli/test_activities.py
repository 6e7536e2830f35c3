"""`schedule` and `activity`: the table, the steps, and every refusal."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Program

SCHEDULE_KEYS = [
    "no",
    "month",
    "date",
    "theme",
    "organizer",
    "form",
    "status",
    "place",
    "people",
    "link",
    "note",
    "late",
]


def row(gongkai: Program, no: int, as_of: str = "2024-10-08") -> dict[str, Any]:
    """Return a row of the activity table as JSON gives it."""
    rows = json.loads(gongkai("schedule", "--format", "json", "--as-of", as_of).out)
    return next(one for one in rows if one["no"] == no)


def test_october_is_activities_17_to_20(gongkai: Program) -> None:
    answer = gongkai("schedule --month 10")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "石城县2024年政务公开工作要点　活动 4 场　截至 2024年10月8日",
        "10月　4 场，已办 0 场",
        "序号  时间  活动主题                            主办单位      活动形式  状态  备注",
        "━" * 82,
        "  17  10月  现代农业产业发展                    县乡村振兴局  未注明    待定",
        "  18  10月  重点产业链现代化建设“3212”行动计划  县工信局      未注明    待定",
        "  19  10月  自主选定                            屏山镇        未注明    待定",
        "  20  10月  自主选定                            丰山乡        未注明    待定",
        "定日期：gongkai activity plan 序号 --date 10月15日　单场活动：gongkai activity show 序号",
    ]


@pytest.mark.parametrize(
    ("spelling", "numbers"),
    [
        ("10", range(17, 21)),
        ("10月", range(17, 21)),
        ("十月", range(17, 21)),
        ("十一月", range(21, 25)),
        ("2024-10", range(17, 21)),
        ("2024年10月", range(17, 21)),
        ("2024年十月", range(17, 21)),
        ("9-10", range(15, 21)),
        ("2024年11月-2025年2月", range(21, 29)),
        ("10-12", range(17, 29)),
        ("10月至12月", range(17, 29)),
        ("第三季度", range(9, 17)),
        ("三季度", range(9, 17)),
        ("下半年", range(9, 29)),
        ("上半年", range(1, 9)),
        ("全年", range(1, 29)),
    ],
)
def test_a_month_may_be_written_in_many_ways(gongkai: Program, spelling: str, numbers: range) -> None:
    rows = json.loads(gongkai("schedule", "--month", spelling, "--format", "json").out)
    assert [one["no"] for one in rows] == list(numbers)


@pytest.mark.parametrize(
    ("spelling", "message"),
    [
        ("13", "没有“13”：月份要在 1 到 12 之间，季度要在 1 到 4 之间。"),
        ("0", "没有“0”：月份要在 1 到 12 之间，季度要在 1 到 4 之间。"),
        ("12-10", "“12-10”前后颠倒。请从早到晚写成 10-12。"),
        ("第五季度", "没有“第五季度”：月份要在 1 到 12 之间，季度要在 1 到 4 之间。"),
        ("下下月", "无法识别月份“下下月”。请写成 10、10月、十月、2024-10、10-12、本月或第三季度。"),
    ],
)
def test_a_month_that_is_none_is_refused(gongkai: Program, spelling: str, message: str) -> None:
    answer = gongkai("schedule", "--month", spelling)
    assert (answer.code, answer.err) == (2, f"{message}\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--month 1", "1月没有活动。最近有活动的是5月：gongkai schedule --month 5月"),
        (
            "--month 2025-10",
            "2025年10月没有活动。最近有活动的是2024年12月：gongkai schedule --month 2024年12月",
        ),
        ("--month 10 --dept 县司法局", "10月没有活动。最近有活动的是11月：gongkai schedule --month 11月"),
        ("--month 10 --dept 县发改委", "10月没有活动，别的月份也没有。"),
        ("--status 已公开", "没有符合条件的活动。去掉一些条件再试，或用 gongkai schedule 查看全部活动。"),
    ],
)
def test_a_month_with_none_names_the_nearest_that_has_some(gongkai: Program, options: str, told: str) -> None:
    answer = gongkai(f"schedule {options}")
    assert answer.code == 0
    assert answer.out.splitlines()[1:] == [told]


def test_the_promised_keys_are_there(gongkai: Program) -> None:
    rows = json.loads(gongkai("schedule --format json").out)
    assert len(rows) == 28
    assert [key for key in SCHEDULE_KEYS if key not in rows[0]] == []
    assert rows[0]["form"] is None
    assert rows[0]["late"] is True
    assert rows[27]["late"] is False


def test_an_activity_lives_from_plan_to_publication(gongkai: Program) -> None:
    """Each step echoes before → after, and names the next step."""
    planned = gongkai("activity plan 17 --date 10月7日 --form 政府开放日 --place 农技中心 --as-of 2024-10-01")
    assert planned.out.splitlines() == [
        "石城县2024年政务公开工作要点　已记入台账第 2 号　活动 17　现代农业产业发展",
        "主办单位  县乡村振兴局",
        "状态      待定 → 已安排",
        "时间      10月 → 10月7日",
        "活动形式  未注明 → 政府开放日",
        "地点      — → 农技中心",
        "",
        "办过之后：gongkai activity held 17 --people 人数",
    ]
    held = gongkai("activity held 17 --people 60人 --note 参观大棚")
    assert held.out.splitlines()[2:5] == ["状态      已安排 → 已举办", "人数      — → 60", "备注      — → 参观大棚"]
    assert "已办未公开" in gongkai("schedule --month 10").out
    published = gongkai("activity publish 17 --link https://www.shicheng.gov.cn/a.html")
    assert published.out.splitlines()[2:] == [
        "状态      已举办 → 已公开",
        "公开链接  — → https://www.shicheng.gov.cn/a.html",
        "",
        "已公开，没有要做的了。",
    ]
    assert row(gongkai, 17) == {
        "no": 17,
        "month": 10,
        "date": "2024-10-07",
        "theme": "现代农业产业发展",
        "organizer": "县乡村振兴局",
        "form": "open_day",
        "status": "published",
        "place": "农技中心",
        "people": 60,
        "link": "https://www.shicheng.gov.cn/a.html",
        "note": "参观大棚",
        "late": False,
        "reason": None,
        "printed_theme": "现代农业产业发展",
        "year": 2024,
        "last_date": None,
        "time": None,
        "first_month": None,
        "when": None,
        "audience": None,
        "content": None,
        "organizers": ["县乡村振兴局"],
        "on": "2024-10-08",
        "withdrawn": False,
    }
    page = json.loads(gongkai("activity show 17 --format json").out)
    assert [(entry["id"], entry["before"], entry["after"]) for entry in page["ledger"]] == [
        (2, "undated", "scheduled"),
        (3, "scheduled", "held"),
        (4, "held", "published"),
    ]


def test_as_of_shows_the_activity_as_it_stood(gongkai: Program) -> None:
    gongkai("activity plan 17 --date 10月7日 --as-of 2024-10-01")
    gongkai("activity held 17 --as-of 2024-10-08")
    assert row(gongkai, 17, "2024-09-30")["status"] == "undated"
    assert row(gongkai, 17, "2024-10-07")["status"] == "scheduled"
    assert row(gongkai, 17, "2024-10-08")["status"] == "held"


def test_a_theme_left_open_can_be_chosen_and_a_printed_one_cannot(gongkai: Program) -> None:
    gongkai("activity plan 19 --theme 柑橘种植")
    assert (row(gongkai, 19)["theme"], row(gongkai, 19)["status"]) == ("柑橘种植", "undated")
    answer = gongkai("activity plan 17 --theme 别的")
    assert answer.code == 1
    assert answer.err == "活动 17 的主题印发时已定为“现代农业产业发展”，不能另选。请去掉 --theme。\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("政务公开讲", "lecture"),
        ("open-day", "open_day"),
        ("政务公开讲、政府开放日", "both"),
        ("政府开放日和政务公开讲", "both"),
        ("both", "both"),
    ],
)
def test_the_form_is_a_lecture_an_open_day_or_both(gongkai: Program, words: str, code: str) -> None:
    assert gongkai("activity", "plan", "17", "--form", words).code == 0
    assert row(gongkai, 17)["form"] == code


def test_a_date_outside_the_printed_month_is_allowed_and_said(gongkai: Program) -> None:
    answer = gongkai("activity plan 17 --date 11月5日")
    assert answer.code == 0
    assert answer.err == "如需撤回：gongkai undo 2\n注意：印发的月份是 10月，日期 11月5日 不在这个月。\n"
    assert "11月5日（原定10月）" in gongkai("schedule --month 11").out


def test_a_held_activity_can_be_corrected_and_stays_published(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日 --people 60")
    gongkai("activity publish 13 --link https://www.shicheng.gov.cn/a.html")
    gongkai("activity held 13 --people 75")
    assert (row(gongkai, 13)["people"], row(gongkai, 13)["status"]) == (75, "published")


def test_a_cancelled_activity_can_be_planned_again(gongkai: Program) -> None:
    gongkai("activity cancel 18 --reason 与县里大会同日")
    assert (row(gongkai, 18)["status"], row(gongkai, 18)["reason"]) == ("cancelled", "与县里大会同日")
    gongkai("activity plan 18 --date 10月20日")
    assert (row(gongkai, 18)["status"], row(gongkai, 18)["reason"]) == ("scheduled", None)


@pytest.mark.parametrize(
    ("before", "command", "code", "message"),
    [
        ([], "held 17", 1, "活动 17 还没有日期。请写 --date，说明哪一天举办的。"),
        (
            [],
            "held 17 --date 10月9日",
            1,
            "2024年10月9日 还没到（今天按 2024年10月8日 算），不能记为已举办。请核对 --date。",
        ),
        (
            [],
            "publish 17 --link https://x.cn",
            1,
            "活动 17 待定，还没有举办，不能公开。请先用 gongkai activity held 17。",
        ),
        ([], "cancel 17", 1, "取消要有理由。请写 --reason。"),
        (
            ["held 13 --date 8月20日"],
            "publish 13",
            1,
            "公开要有举办情况的网址。请写 --link，以 http:// 或 https:// 开头。",
        ),
        (
            ["held 13 --date 8月20日"],
            "publish 13 --link x.cn",
            1,
            "链接“x.cn”不是网址。请给出以 http:// 或 https:// 开头的完整地址。",
        ),
        (
            ["held 13 --date 8月20日"],
            "plan 13 --date 8月21日",
            1,
            "活动 13 已举办，不能改回安排。要更正请用 gongkai activity held 13 --date 日期。",
        ),
        (
            ["held 13 --date 8月20日"],
            "cancel 13 --reason 记错",
            1,
            "活动 13 已举办，不能取消。用 gongkai activity show 13 查看。",
        ),
        (
            ["cancel 18 --reason 改期"],
            "held 18 --date 10月7日",
            1,
            "活动 18 已取消。若又办了，请先用 gongkai activity plan 18 --date 日期 重新安排。",
        ),
        (
            ["cancel 18 --reason 改期"],
            "cancel 18 --reason 又改期",
            1,
            "活动 18 已取消，不能取消。用 gongkai activity show 18 查看。",
        ),
        (
            [],
            "plan 17 --date 2023-10-15",
            1,
            "2023年10月15日 早于“石城县2024年政务公开工作要点”的期间（2024年5月26日—12月31日）。请核对 --date。",
        ),
        (
            ["held 13 --date 8月20日"],
            "held 13 --people 5 --as-of 2024-10-01",
            1,
            "活动 13 已有 2024年10月8日 的记录，不能补记更早的一步。请去掉 --as-of。",
        ),
        (
            [],
            "plan 17",
            2,
            "没有写安排什么。请至少写 --date、--time、--theme、--form、--place、--people、--note 中的一个。",
        ),
        ([], "plan 17 --people 许多", 2, "“许多”不是人数。--people 要写整数，如 60。"),
        (
            [],
            "plan 17 --date 10月",
            2,
            "“10月”没有写到哪一天。请写成 2024-10-08 或 10月8日；最后一天可写 10月底；几天的写 10月15日-16日。",
        ),
        (
            [],
            "plan 17 --date '11月8日 星期六'",
            2,
            "“11月8日 星期六”前后不符：2024年11月8日是星期五。请核对日期或星期。",
        ),
        (
            [],
            "plan 17 --form 讲座",
            2,
            "无法识别的活动形式“讲座”。可以用：政务公开讲（lecture）、政府开放日（open_day）、政务公开讲、政府开放日（both）。",
        ),
        ([], "show 29", 4, "没有活动 29。“石城县2024年政务公开工作要点”的活动是 1–28。"),
        ([], "show 一", 2, "“一”不是活动序号。请写数字，如 17。"),
    ],
)
def test_a_refused_step_says_why_and_changes_nothing(
    gongkai: Program, before: list[str], command: str, code: int, message: str
) -> None:
    for earlier in before:
        assert gongkai(f"activity {earlier}").code == 0
    table = gongkai("schedule --format json").out
    answer = gongkai(f"activity {command}")
    assert (answer.code, answer.err, answer.out) == (code, f"{message}\n", "")
    assert gongkai("schedule --format json").out == table


def test_the_first_and_the_last_day_of_the_plan_can_be_dates(gongkai: Program) -> None:
    """May 1 lies before the plan was issued, but in the printed month of activity 1."""
    for no, day in ((1, "5月1日"), (28, "12月31日")):
        assert gongkai(f"activity plan {no} --date {day}").code == 0
    assert gongkai("activity plan 28 --date 2024-04-30").code == 1


def test_a_date_beyond_the_period_is_recorded_with_a_remark(gongkai: Program) -> None:
    answer = gongkai("activity plan 28 --date 2025-01-10")
    assert answer.code == 0
    assert "注意：印发的月份是 12月，日期 2025年1月10日 不在这个月。" in answer.err
    assert "注意：日期 2025年1月10日 在要点期间之后（期间到 2024年12月31日）。" in answer.err
    assert row(gongkai, 28)["date"] == "2025-01-10"


@pytest.fixture
def short(gongkai: Program, tmp_path: Path) -> Program:
    """The program on a plan that ends on 15 December. Four of its activities are printed for December."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(text.replace("ends_on: 2024-12-31", "ends_on: 2024-12-15"), encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml")).code == 0
    return gongkai


def test_a_date_may_lie_in_the_printed_month_though_the_plan_ends_before_that(short: Program) -> None:
    assert short("activity plan 28 --date 12月31日").code == 0
    assert row(short, 28)["date"] == "2024-12-31"
    assert short("activity plan 24 --date 12月15日").code == 0
    answer = short("activity plan 24 --date 12月16日")
    assert (answer.code, "在要点期间之后" in answer.err) == (0, True)


def test_an_activity_is_expected_for_the_whole_of_its_month_though_the_plan_ends_before_that(short: Program) -> None:
    for day, days_left, late in (("2024-12-31", 0, False), ("2025-01-01", -1, True)):
        assert row(short, 28, day)["late"] is late
        listed = json.loads(short("upcoming", "--format", "json", "--as-of", day).out)
        assert [
            (one["start"], one["end"], one["days_left"], one["late"])
            for one in listed
            if (one["kind"], one["code"]) == ("activity", "28")
        ] == [("2024-12-01", "2024-12-31", days_left, late)]


def test_late_shows_what_is_chased(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日")
    gongkai("activity cancel 14 --reason 并入下月")
    rows = json.loads(gongkai("schedule --late --format json").out)
    assert [one["no"] for one in rows] == [*range(1, 14), 15, 16]


def test_units_count_their_activities(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日")
    units = {unit["name"]: unit for unit in json.loads(gongkai("depts --format json").out)}
    assert (units["县文广旅局"]["activities"], units["县文广旅局"]["held"], units["县文广旅局"]["late"]) == (1, 1, 0)
    assert (units["县人社局"]["activities"], units["县人社局"]["held"], units["县人社局"]["late"]) == (1, 0, 1)


def test_a_cancelled_activity_comes_back_only_with_a_date(gongkai: Program) -> None:
    gongkai("activity cancel 18 --reason 撞期")
    answer = gongkai("activity plan 18 --note 备注一下")
    assert (answer.code, answer.err) == (1, "活动 18 已取消。要重新安排，请写 --date。\n")
    assert row(gongkai, 18)["status"] == "cancelled"


def test_what_the_clerk_has_not_set_follows_the_plan_file(gongkai: Program, tmp_path: Path) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    printed = "theme: 现代农业产业发展\n"
    for form, note in (("政务公开讲", "备注甲"), ("政府开放日", "备注乙")):
        (tmp_path / "plan.yaml").write_text(
            text.replace(printed, f"{printed}    form: {form}\n    note: {note}\n"), encoding="utf-8"
        )
        assert gongkai("load", str(tmp_path / "plan.yaml")).code == 0
        assert gongkai("activity plan 17 --place 农技中心").code == 0
    assert (row(gongkai, 17)["form"], row(gongkai, 17)["note"], row(gongkai, 17)["place"]) == (
        "open_day",
        "备注乙",
        "农技中心",
    )


def test_a_date_in_the_next_year_stands_after_december(gongkai: Program, tmp_path: Path) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(text.replace("ends_on: 2024-12-31", "ends_on: 2025-03-31"), encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml")).code == 0
    assert gongkai("activity plan 28 --date 2025-01-10").code == 0
    titles = [line for line in gongkai("schedule").out.splitlines() if "场，已办" in line]
    assert titles[-1] == "2025年1月　1 场，已办 0 场"
    rows = json.loads(gongkai("schedule --month 2025-01 --format json").out)
    assert [one["no"] for one in rows] == [28]
    assert json.loads(gongkai("status --format json").out)["months"][-1]["year"] == 2025


# Days and hours


def days_and_hour(gongkai: Program, no: int) -> tuple[str | None, str | None, str | None]:
    """Return the first day, the last day and the hour of an activity."""
    found = row(gongkai, no)
    return found["date"], found["last_date"], found["time"]


def test_an_hour_before_the_date_is_shown_and_kept(gongkai: Program) -> None:
    answer = gongkai("activity plan 17 --time 9:00")
    assert "时间      10月 → 10月 待定 09:00" in answer.out
    for command in ("schedule --month 10", "activity show 17", "upcoming"):
        assert "10月 待定 09:00" in gongkai(command).out, command
    answer = gongkai("activity plan 17 --date 10月15日")
    assert "时间      10月 待定 09:00 → 10月15日 09:00" in answer.out
    assert "时刻" not in answer.out
    assert days_and_hour(gongkai, 17) == ("2024-10-15", None, "09:00")


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("10月7日-8日 --time 9:30", "10月7日", ("2024-10-07", "2024-10-08", "09:30")),
        ("10月7日 --time 9:30", "10月7日-8日", ("2024-10-07", "2024-10-08", "09:30")),
        ("10月7日-8日 --time 9:30", "10月7日-7日", ("2024-10-07", None, "09:30")),
        ("10月7日-8日", "10月7日 --time 9:30", ("2024-10-07", "2024-10-08", "09:30")),
        ("10月7日-8日 --time 9:30", "10月8日", ("2024-10-08", None, None)),
        ("10月7日-8日 --time 9:30", "10月8日-9日", ("2024-10-08", "2024-10-09", None)),
        ("10月7日-8日 --time 9:30", "10月8日 --time 14:00", ("2024-10-08", None, "14:00")),
    ],
)
def test_the_last_day_and_the_hour_belong_to_the_first_day(
    gongkai: Program, first: str, then: str, expected: tuple[str | None, ...]
) -> None:
    assert gongkai(f"activity plan 18 --date {first}").code == 0
    assert gongkai(f"activity plan 18 --date {then}").code == 0
    assert days_and_hour(gongkai, 18) == expected


def test_the_echo_of_no_change_shows_the_days_that_were_kept(gongkai: Program) -> None:
    gongkai("activity plan 18 --date 10月15日-16日 --time 9:00")
    lines = gongkai("activity plan 18 --date 10月15日").out.splitlines()
    assert lines[2:4] == ["状态      已安排（没有变化）", "时间      10月15日—16日 09:00"]


def test_held_on_the_planned_first_day_keeps_the_hour_and_the_last_day(gongkai: Program) -> None:
    gongkai("activity plan 18 --date 10月7日-8日 --time 9:30")
    answer = gongkai("activity held 18 --date 10月7日 --people 60")
    assert answer.out.splitlines()[2:4] == ["状态      已安排 → 已举办", "人数      — → 60"]
    assert days_and_hour(gongkai, 18) == ("2024-10-07", "2024-10-08", "09:30")


def test_the_echo_says_that_a_new_date_ends_the_hour(gongkai: Program) -> None:
    gongkai("activity plan 18 --date 10月15日 --time 9:00")
    lines = gongkai("activity plan 18 --date 10月22日").out.splitlines()
    assert lines[2:4] == ["时间      10月15日 09:00 → 10月22日", "时刻      09:00 → —"]


TO_COME = "还没到（今天按 2024年10月8日 算），不能记为已举办。请核对 --date"


@pytest.mark.parametrize(
    ("before", "command", "message"),
    [
        (
            "",
            "held 19 --date 10月7日-9日",
            f"2024年10月9日 {TO_COME}；只办一天的，写 --date 2024年10月7日-7日。",
        ),
        (
            "plan 19 --date 10月7日-9日",
            "held 19 --people 60",
            f"2024年10月9日 {TO_COME}；只办一天的，写 --date 2024年10月7日-7日。",
        ),
        (
            "",
            "held 19 --date 10月9日-10日",
            f"2024年10月10日 {TO_COME}。",
        ),
    ],
)
def test_an_activity_is_held_after_its_last_day(gongkai: Program, before: str, command: str, message: str) -> None:
    if before:
        gongkai(f"activity {before}")
    answer = gongkai(f"activity {command}")
    assert (answer.code, answer.out, answer.err) == (1, "", f"{message}\n")
    assert gongkai("activity held 19 --date 2024年10月7日-7日").code == 0
    assert days_and_hour(gongkai, 19) == ("2024-10-07", None, None)


def test_the_remark_names_the_day_beyond_the_period(gongkai: Program) -> None:
    answer = gongkai("activity plan 28 --date 12月30日至2025年1月2日")
    assert answer.err.splitlines()[1:] == ["注意：日期 2025年1月2日 在要点期间之后（期间到 2024年12月31日）。"]


def test_the_month_of_another_year_is_named_with_its_year(gongkai: Program) -> None:
    answer = gongkai("activity held 26 --date 2025-12-30 --as-of 2025-12-31")
    assert "2024年12月 → 12月30日（原定2024年12月）" in answer.out
    assert "注意：印发的月份是 2024年12月，日期 12月30日 不在这个月。" in answer.err
    # Seen in 2024 as well, since 12月 alone would contain the date.
    answer = gongkai("activity plan 27 --date 2025-12-30")
    assert "12月 → 2025年12月30日（原定2024年12月）" in answer.out
    assert "注意：印发的月份是 2024年12月" in answer.err


@pytest.mark.parametrize(
    ("command", "option"),
    [
        *((command, option) for command in ("plan 17", "held 17") for option in ("--date", "--time", "--theme")),
        *((command, option) for command in ("plan 17", "held 17") for option in ("--form", "--place", "--people")),
        *((command, "--note") for command in ("plan 17", "held 17", "cancel 17 --reason 雨", "publish 17")),
        ("publish 17", "--link"),
        ("cancel 17", "--reason"),
    ],
)
@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_value_is_refused(gongkai: Program, command: str, option: str, value: str) -> None:
    answer = gongkai("activity", *command.split(), option, value)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"{option} 后面是空的，未记录。请写上内容，或去掉 {option}。\n"


def test_the_nearest_month_is_named_so_that_it_can_be_typed(gongkai: Program) -> None:
    for options, month in (("--month 1", "2024年5月"), ("--month 2025-01", "2024年12月")):
        answer = gongkai(f"schedule {options} --as-of 2025-01-20")
        assert answer.out.endswith(f"没有活动。最近有活动的是{month}：gongkai schedule --month {month}\n")
        assert f"{month}　4 场" in gongkai(f"schedule --month {month} --as-of 2025-01-20").out
