"""Activities as plans print them: times in words, several organizers, any form; through the store and every listing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from conftest import Program, run
from gongkai_cli.domain.typed_days.deadlines import Period
from gongkai_cli.domain.typed_days.printed import Window, printed_window
from plan_texts import plan_text

PERIOD = Period(2024, date(2024, 4, 1), date(2025, 3, 31))
ACTIVITY = """  - no: 1
    month: 7
    theme: 普法宣传
    organizer: 县司法局
"""
PRINTED = """  - no: 1
    when: 7-9月
    theme: 普法宣传
    organizers: [县司法局, 县政府办]
    form: 在线访谈
    audience: 企业代表
    content: 讲解新公布的条例
  - no: 2
    when: 10月15日—16日
    organizer: 各乡镇
    place: 广场
    people: 60
  - no: 3
    date: 2024-11-05
    time: 9:00
    theme: 待定
    organizer: 县司法局
    form: 政务公开讲
"""


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("3月", Window(3, None, None, None)),
        ("3-6月", Window(6, 3, None, None)),
        ("三至六月", Window(6, 3, None, None)),
        ("第一季度", Window(3, 1, None, None)),
        ("下半年", Window(12, 7, None, None)),
        ("10月15日", Window(10, None, date(2024, 10, 15), None)),
        ("1月15日", Window(1, None, date(2025, 1, 15), None)),
        ("10月15日—16日", Window(10, None, date(2024, 10, 15), date(2024, 10, 16))),
        ("10月30日至11月2日", Window(10, None, date(2024, 10, 30), date(2024, 11, 2))),
    ],
)
def test_a_printed_time_is_months_or_days(words: str, window: Window) -> None:
    assert printed_window(words, PERIOD) == window


@pytest.mark.parametrize("words", ["每月", "10月底", "6-3月", "13月", "10月30日-29日", "尽快", ""])
def test_other_words_are_no_printed_time(words: str) -> None:
    assert printed_window(words, PERIOD) is None


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a small plan with three activities as printed."""
    monkeypatch.chdir(tmp_path)
    load()
    return lambda *command: run(command)


def load(*changes: tuple[str, str]) -> None:
    """Load the plan, with some pieces of its activities replaced."""
    printed = PRINTED
    for piece, instead in changes:
        assert printed.count(piece) == 1, piece
        printed = printed.replace(piece, instead)
    Path("plan.yaml").write_text(plan_text((ACTIVITY, printed)), encoding="utf-8")
    answer = run(("load plan.yaml --yes",))
    assert answer.code == 0, answer.err


def rows(demo: Program, options: str = "") -> dict[int, dict[str, Any]]:
    """Return the activities by number."""
    answer = demo(f"schedule --format json {options}")
    assert answer.code == 0, answer.err
    return {row["no"]: row for row in json.loads(answer.out)}


def test_every_printed_value_is_in_the_listing(demo: Program) -> None:
    first, second, third = rows(demo).values()
    assert (first["when"], first["first_month"], first["month"], first["date"]) == ("7-9月", 7, 9, None)
    assert (first["organizers"], first["organizer"]) == (["县司法局", "县政府办"], "县司法局、县政府办")
    assert (first["form"], first["audience"], first["content"]) == ("在线访谈", "企业代表", "讲解新公布的条例")
    assert (second["date"], second["last_date"], second["place"], second["people"]) == (
        *("2024-10-15", "2024-10-16", "广场"),
        60,
    )
    assert (second["organizer"], second["theme"]) == ("各乡镇", "待定")
    assert (third["date"], third["time"], third["theme"], third["form"]) == (
        *("2024-11-05", "09:00", "待定"),
        "lecture",
    )
    screen = demo("schedule").out
    for words in ("7-9月", "县司法局、县政府办", "在线访谈", "10月15日—16日", "11月5日 09:00"):
        assert words in screen


def test_loading_the_same_file_again_changes_nothing(demo: Program) -> None:
    assert "没有变化" in demo("load plan.yaml").out


def test_an_activity_of_several_months_is_late_after_the_last(demo: Program) -> None:
    assert not rows(demo, "--as-of 2024-09-30")[1]["late"]
    assert rows(demo, "--as-of 2024-10-01")[1]["late"]


def test_each_of_several_organizers_has_the_activity(demo: Program) -> None:
    assert list(rows(demo, "--dept 县政府办")) == [1]
    assert list(rows(demo, "--dept 县司法局")) == [1, 3]
    counts = {row["name"]: row["activities"] for row in json.loads(demo("depts --format json").out)}
    assert counts == {"县政府办": 1, "县司法局": 2, "琴江镇": 0}


def test_steps_keep_what_is_printed_until_they_set_another(demo: Program) -> None:
    demo("activity plan 3 --note 带证件")
    (line,) = [line for line in json.loads(demo("log --activity 3 --format json").out) if line["kind"] == "activity"]
    assert [change["field"] for change in line["changes"]] == ["note"]
    load(("2024-11-05", "2024-11-06"))
    assert (rows(demo)[3]["date"], rows(demo)[3]["time"]) == ("2024-11-06", "09:00")
    demo("activity plan 3 --date 11月8日 --theme 法治讲堂")
    row = rows(demo)[3]
    assert (row["date"], row["time"], row["theme"], row["note"]) == ("2024-11-08", None, "法治讲堂", "带证件")
    assert demo("db check").code == 0


def test_a_changed_value_is_a_line_of_the_load(demo: Program) -> None:
    load(("企业代表", "村民代表"), ("7-9月", "8-9月"), ("[县司法局, 县政府办]", "[县司法局, 琴江镇]"))
    assert [line["words"] for line in json.loads(demo("editions 2 --format json").out)] == [
        "印发的时间 7-9月 → 8-9月",
        "主办单位 县司法局、县政府办 → 县司法局、琴江镇",
        "参加对象 企业代表 → 村民代表",
    ]


def test_an_hour_makes_a_timed_entry_with_reminders(demo: Program) -> None:
    calendar = icalendar.Calendar.from_ical(demo("schedule --format ics").out)
    by_number: dict[str, Any] = {
        str(event["UID"]).split("-")[3].split("@")[0]: event for event in calendar.walk("VEVENT")
    }
    begins, ends = (by_number["3"][name].dt for name in ("DTSTART", "DTEND"))
    assert (begins.isoformat(), ends.isoformat()) == ("2024-11-05T01:00:00+00:00", "2024-11-05T02:00:00+00:00")
    assert [alarm["TRIGGER"].dt.days for alarm in by_number["3"].walk("VALARM")] == [-7, -1]
    assert str(by_number["1"]["SUMMARY"]) == "【7-9月待定】普法宣传（县司法局、县政府办）"


@pytest.mark.parametrize(
    ("piece", "instead", "message"),
    [
        ("when: 7-9月", "when: 尽快", "无法识别时间“尽快”，请写成 3月、3-6月、第一季度、10月15日 或 10月15日-16日"),
        ("when: 7-9月", "when: 7-9月\n    month: 7", "when 和 month、date 都写了，请只写一样"),
        ("    when: 7-9月\n", "", "要写 month（月份）、date（日期）或 when（印发的时间）"),
        ("[县司法局, 县政府办]", "[县司法局, 县司法局]", "“县司法局”写了 2 次，请只留一次"),
        ("[县司法局, 县政府办]", "[县司法局, 县某局]", "“县某局”没有登记"),
        ("organizer: 各乡镇", "note: 无", "缺少 organizer（主办单位），请补上"),
        ("organizer: 各乡镇", "organizer: 各乡镇\n    organizers: [县司法局]", "organizer 和 organizers 都写了"),
        ("people: 60", "people: 六十", "“六十”不是整数"),
        ("time: 9:00", "time: 25:00", "25:00"),
    ],
)
def test_a_wrong_value_is_told_with_what_to_do(demo: Program, piece: str, instead: str, message: str) -> None:
    Path("plan.yaml").write_text(plan_text((ACTIVITY, PRINTED.replace(piece, instead))), encoding="utf-8")
    answer = demo("check plan.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert message in answer.err
