"""Calendars, read back by the library that writes them: which days, what they say, and what a second import does."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from conftest import ROOT, Answer, Program
from gongkai_cli import __version__

PLAN = "石城县2024年政务公开工作要点"


def events(gongkai: Program, command: str) -> dict[str, Any]:
    """Return the events of a command's calendar by their UIDs."""
    answer = gongkai(f"{command} --format ics")
    assert (answer.code, answer.err) == (0, "")
    calendar = icalendar.Calendar.from_ical(answer.out)
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == answer.out.count("BEGIN:VEVENT")
    return found


def activity(gongkai: Program, number: int) -> Any:
    """Return an activity's event in the calendar of the whole year."""
    return events(gongkai, "schedule")[f"shicheng-2024-activity-{number}@gongkai"]


def told(event: Any) -> dict[str, str]:
    """Return what an event says, but for the moment at which it was written."""
    moments = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
    return {
        name: "、".join(value.cats)
        if name == "CATEGORIES"
        else value.to_ical().decode()
        if name[:2] == "DT"
        else str(value)
        for name, value in event.items()
        if name not in moments
    }


def days(event: Any) -> tuple[date, date]:
    """Return an event's first day, and the first that is no longer part of it."""
    assert "VALUE=DATE" in event.to_ical().decode()
    return event["DTSTART"].dt, event["DTEND"].dt


def does(gongkai: Program, *commands: str) -> None:
    """Record some steps."""
    for command in commands:
        answer = gongkai(command)
        assert answer.code == 0, answer.err


def reminder(before: str) -> list[str]:
    """Return the lines of a reminder of activity 21."""
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:【11月待定】法治政府建设（县司法局）",
        f"TRIGGER:-{before}",
        "END:VALARM",
    ]


def test_a_calendar_whole(gongkai: Program) -> None:
    answer = gongkai("schedule --month 11 --dept 县司法局 --format ics")
    moment = next(line for line in answer.out.splitlines() if line.startswith("DTSTAMP:")).removeprefix("DTSTAMP:")
    sequence = next(line for line in answer.out.splitlines() if line.startswith("SEQUENCE:"))
    assert answer == Answer(
        0,
        "\n".join(
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                f"PRODID:-//gongkai//gongkai-cli {__version__}//ZH",
                f"NAME:{PLAN} 活动",
                f"X-WR-CALNAME:{PLAN} 活动",
                "REFRESH-INTERVAL;VALUE=DURATION:P1D",
                "X-PUBLISHED-TTL:P1D",
                "BEGIN:VEVENT",
                "SUMMARY:【11月待定】法治政府建设（县司法局）",
                "DTSTART;VALUE=DATE:20241101",
                "DTEND;VALUE=DATE:20241102",
                f"DTSTAMP:{moment}",
                "UID:shicheng-2024-activity-21@gongkai",
                sequence,
                "CATEGORIES:政务公开活动",
                "DESCRIPTION:主办单位：县司法局\\n状态：待定",
                f"LAST-MODIFIED:{moment}",
                "STATUS:TENTATIVE",
                "TRANSP:TRANSPARENT",
                *reminder("P7D"),
                *reminder("P1D"),
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        ),
        "",
    )


def test_the_year_has_an_event_for_every_activity(gongkai: Program) -> None:
    assert list(events(gongkai, "schedule")) == [f"shicheng-2024-activity-{number}@gongkai" for number in range(1, 29)]


# Days


def test_an_activity_without_a_date_is_on_the_first_working_day_of_its_month_and_leaves_people_free(
    gongkai: Program,
) -> None:
    event = activity(gongkai, 17)
    assert days(event) == (date(2024, 10, 1), date(2024, 10, 2))
    assert days(activity(gongkai, 9)) == (date(2024, 7, 1), date(2024, 7, 2))
    assert days(activity(gongkai, 6)) == (date(2024, 6, 3), date(2024, 6, 4))  # 1 June 2024 was a Saturday
    assert told(event) == {
        "UID": "shicheng-2024-activity-17@gongkai",
        "SUMMARY": "【10月待定】现代农业产业发展（县乡村振兴局）",
        "DTSTART": "20241001",
        "DTEND": "20241002",
        "TRANSP": "TRANSPARENT",
        "STATUS": "TENTATIVE",
        "DESCRIPTION": "主办单位：县乡村振兴局\n状态：待定",
        "CATEGORIES": "政务公开活动",
    }


def test_an_activity_with_a_date_is_on_its_day_and_takes_peoples_time(gongkai: Program) -> None:
    does(gongkai, "activity plan 17 --date 10月15日 --form 政府开放日 --place 农技中心 --note 带伞")
    event = activity(gongkai, 17)
    assert days(event) == (date(2024, 10, 15), date(2024, 10, 16))
    assert told(event) == {
        "UID": "shicheng-2024-activity-17@gongkai",
        "SUMMARY": "现代农业产业发展（县乡村振兴局）",
        "DTSTART": "20241015",
        "DTEND": "20241016",
        "TRANSP": "OPAQUE",
        "STATUS": "CONFIRMED",
        "DESCRIPTION": "主办单位：县乡村振兴局\n活动形式：政府开放日\n状态：已安排\n备注：带伞",
        "LOCATION": "农技中心",
        "CATEGORIES": "政务公开活动",
    }


@pytest.mark.parametrize(
    ("day", "after"), [("12月31日", date(2025, 1, 1)), ("11月30日", date(2024, 12, 1)), ("9月30日", date(2024, 10, 1))]
)
def test_the_end_is_the_day_after_also_over_a_month_and_a_year(gongkai: Program, day: str, after: date) -> None:
    does(gongkai, f"activity plan 20 --date {day}")
    assert days(activity(gongkai, 20)) == (after - timedelta(days=1), after)


def test_a_held_and_a_published_activity_say_so(gongkai: Program) -> None:
    does(gongkai, "activity held 12 --date 8月8日", "activity held 13 --date 8月20日")
    does(gongkai, "activity publish 13 --link https://x.cn/a?b=1,2;c")
    held, published = activity(gongkai, 12), activity(gongkai, 13)
    assert held["DESCRIPTION"].endswith("\n状态：已举办")
    assert "URL" not in held
    assert published["DESCRIPTION"].endswith("\n状态：已公开")
    assert published["URL"] == "https://x.cn/a?b=1,2;c"
    assert {(event["STATUS"], event["TRANSP"]) for event in (held, published)} == {("CONFIRMED", "OPAQUE")}


def test_a_cancelled_activity_stays_says_so_and_takes_nobodys_time(gongkai: Program) -> None:
    does(gongkai, "activity plan 18 --date 10月15日", "activity cancel 18 --reason 与大会同日")
    event = activity(gongkai, 18)
    assert event["SUMMARY"] == "【已取消】重点产业链现代化建设“3212”行动计划（县工信局）"
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert event["DESCRIPTION"] == "主办单位：县工信局\n状态：已取消\n取消理由：与大会同日"


def test_a_late_activity_says_so(gongkai: Program) -> None:
    does(gongkai, "activity plan 16 --date 9月9日")
    late = [uid for uid, event in events(gongkai, "schedule").items() if "，逾期未办" in event["DESCRIPTION"]]
    assert late == [f"shicheng-2024-activity-{number}@gongkai" for number in range(1, 17)]
    assert activity(gongkai, 16)["DESCRIPTION"] == "主办单位：大由乡\n状态：已安排，逾期未办"


def test_a_withdrawn_activity_says_so(gongkai: Program, tmp_path: Path) -> None:
    does(gongkai, "activity plan 28 --date 12月9日")
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file = tmp_path / "plan.yaml"
    file.write_text(text[: text.index("  - no: 28\n")], encoding="utf-8")
    does(gongkai, f"load {file} --yes")
    event = activity(gongkai, 28)
    assert event["SUMMARY"].startswith("【已调出】")
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


# What comes up


def test_upcoming_has_activities_nodes_and_deadlines(gongkai: Program) -> None:
    found = events(gongkai, "--as-of 2024-12-20 upcoming --days 20 --dept 县司法局")
    assert {uid: event["SUMMARY"] for uid, event in found.items() if "activity" in uid or "task-3@" in uid} == {
        "shicheng-2024-activity-21@gongkai": "【11月待定】法治政府建设（县司法局）",
        "shicheng-2024-task-3@gongkai": "任务 3 到期：加强重大政策宣传联动及落实结果评价",
    }
    nodes = {uid: event for uid, event in found.items() if "-node-" in uid}
    assert "shicheng-2024-node-7.1-2024-12-31@gongkai" in nodes
    assert {days(event) for uid, event in found.items() if "activity" not in uid} == {
        (date(2024, 12, 31), date(2025, 1, 1))
    }
    assert {event["TRANSP"] for event in found.values()} == {"TRANSPARENT"}


def test_a_deadline_and_a_node_whole(gongkai: Program) -> None:
    found = events(gongkai, "--as-of 2024-12-20 upcoming --days 20 --dept 县司法局")
    assert told(found["shicheng-2024-task-9@gongkai"]) == {
        "UID": "shicheng-2024-task-9@gongkai",
        "SUMMARY": "任务 9 到期：落实保密审查和信息发布制度",
        "DTSTART": "20241231",
        "DTEND": "20250101",
        "TRANSP": "TRANSPARENT",
        "STATUS": "CONFIRMED",
        "DESCRIPTION": "单位：县政府办、县司法局\n状态：未启动",
        "CATEGORIES": "任务时限",
    }
    node = told(found["shicheng-2024-node-7.1-2024-12-31@gongkai"])
    assert node["SUMMARY"].startswith("节点 7.1 到期：")
    assert node["DESCRIPTION"].endswith("\n状态：未启动")
    assert node["CATEGORIES"] == "节点时限"


def test_an_activity_is_the_same_event_in_both_calendars(gongkai: Program) -> None:
    does(gongkai, "activity plan 17 --date 10月15日 --place 农技中心")
    uid = "shicheng-2024-activity-17@gongkai"
    assert told(events(gongkai, "upcoming")[uid]) == told(events(gongkai, "schedule")[uid])


# Importing again


def test_the_same_activity_keeps_its_identity_whatever_becomes_of_it(gongkai: Program) -> None:
    before = set(events(gongkai, "schedule"))
    does(
        gongkai,
        "activity plan 17 --date 10月15日",
        "activity plan 17 --date 10月16日",
        "activity cancel 18 --reason 雨",
    )
    does(gongkai, "activity plan 20 --date 10月9日 --theme 另选的主题")
    assert set(events(gongkai, "schedule")) == before
    assert set(events(gongkai, "--as-of 2024-07-01 schedule")) == before


def test_two_plans_have_no_identity_in_common(gongkai: Program, tmp_path: Path) -> None:
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file = tmp_path / "second.yaml"
    file.write_text(text.replace("key: shicheng-2024", "key: pilot-2024"), encoding="utf-8")
    does(gongkai, f"load {file}")
    first, second = (events(gongkai, f"--plan {key} schedule") for key in ("shicheng-2024", "pilot-2024"))
    assert not first.keys() & second.keys()


def test_every_event_carries_the_moment_of_writing_as_stamp_and_revision(gongkai: Program) -> None:
    """A calendar that knows the event takes the newer one: its stamp is later and its revision no lower."""
    begun = datetime.now(UTC).replace(microsecond=0)
    found = [*events(gongkai, "schedule").values(), *events(gongkai, "upcoming").values()]
    ended = datetime.now(UTC)
    for event in found:
        assert begun <= event["DTSTAMP"].dt <= ended
        assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt
        assert event["SEQUENCE"] == int(event["DTSTAMP"].dt.timestamp()) // 60
        assert 0 < event["SEQUENCE"] < 2**31


# The file's form

HOSTILE = [
    "逗,号;分号:冒号",
    "反\\斜\\n杠\\,",
    '引"号',
    "END:VEVENT",
    "长" * 200,
    "收工🎉👩‍👩‍👧‍👦" * 30,
    "e\u0301" * 90,
    "%s {0} $x `y` <b>&amp;</b>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_hostile_text_comes_back_whole(gongkai: Program, store: Path, text: str) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE activity_entry SET theme = ?, note = ? WHERE no = 17", (text, text))
    event = activity(gongkai, 17)
    assert event["SUMMARY"] == f"【10月待定】{text}（县乡村振兴局）"
    assert event["DESCRIPTION"] == f"主办单位：县乡村振兴局\n状态：待定\n备注：{text}"


def test_what_another_program_wrote_adds_no_line_and_steers_nothing(gongkai: Program, store: Path) -> None:
    does(gongkai, "activity held 17 --date 10月8日", "activity publish 17 --link https://x.cn/17")
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE activity_entry SET theme = ? WHERE no = 17", ("题\r\nSTATUS:CANCELLED\x1b[2J\u202e",))
        other.execute("UPDATE activity_event SET link = ?", ("https://x.cn/\r\nEND:VEVENT\nX",))
    event = activity(gongkai, 17)
    assert event["SUMMARY"] == "题\nSTATUS:CANCELLED[2J（县乡村振兴局）"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"] == "https://x.cn/END:VEVENTX"


def test_lines_end_as_the_standard_wants_and_are_folded_between_characters(
    process: Callable[..., subprocess.CompletedProcess[bytes]], store: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE activity_entry SET theme = ? WHERE no = 17", ("a" + "长🎉" * 100,))
    piped = process("schedule --format ics").stdout
    assert process("schedule", "-o", str(tmp_path / "活动.ics")).returncode == 0
    for content in (piped, (tmp_path / "活动.ics").read_bytes()):
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
        assert [line for line in lines if line.startswith(b" ")] != []
        for line in lines:
            line.decode("utf-8")


def test_a_calendar_without_rows_is_a_calendar(gongkai: Program) -> None:
    assert events(gongkai, "schedule --status 已公开") == {}


# Where there are no days


WITHOUT_DAYS = [
    *("tasks", "tasks --dept 县司法局", "show 3", "depts", "dept 县司法局", "log", "plans", "status", "export"),
    *("activity show 17", "mark 3 --dept 县司法局 --percent 5", "undo"),
]


@pytest.mark.parametrize("command", WITHOUT_DAYS)
def test_what_has_no_days_is_no_calendar(gongkai: Program, command: str) -> None:
    refused = "这里没有日程，不能写成日历。日历（.ics）用于 gongkai schedule 和 gongkai upcoming。\n"
    assert gongkai(f"{command} --format ics") == Answer(2, "", refused)


def test_nor_is_its_file(gongkai: Program, tmp_path: Path) -> None:
    refused = "这里没有日程，不能写成日历。日历（.ics）用于 gongkai schedule 和 gongkai upcoming。\n"
    assert gongkai("tasks", "-o", str(tmp_path / "任务.ics")) == Answer(2, "", refused)
    assert not (tmp_path / "任务.ics").exists()
