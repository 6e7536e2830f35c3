"""What a report says, and what the listings show of it: the words that hold, evidence, and clearing."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Program

FIRST = (
    "mark 3 --dept 县司法局 --percent 60 --note 已征集意见 --problem 缺样本 --next 补走访 "
    "--link https://x.gov.cn/a --on 9月20日"
)


def part(gongkai: Program, no: int = 3, dept: str = "县司法局", options: str = "") -> dict[str, Any]:
    """Return a unit's part in one task as the listing gives it."""
    answer = gongkai(f"tasks --dept {dept} --format json {options}")
    return next(row for row in json.loads(answer.out) if row["no"] == no)


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text by their headings."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_later_percent_alone_keeps_the_words_and_says_their_day(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --percent 65")
    row = part(gongkai)
    assert (row["percent"], row["on"]) == (65, "2024-10-08")
    assert (row["note"], row["problem"], row["next"], row["link"]) == (
        "已征集意见",
        "缺样本",
        "补走访",
        "https://x.gov.cn/a",
    )
    assert {row["note_on"], row["problem_on"], row["next_on"]} == {"2024-09-20"}


def test_words_of_the_latest_report_have_no_day_of_their_own(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --note 又开会")
    row = part(gongkai)
    assert (row["note"], row["note_on"]) == ("又开会", None)
    assert (row["problem"], row["problem_on"]) == ("缺样本", "2024-09-20")


def test_every_format_shows_the_words_that_hold(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --percent 65")
    parts = rows_of(gongkai("export --what assignments --format csv").out)
    row = next(one for one in parts if (one["序号"], one["责任单位"]) == ("3", "县司法局"))
    assert (row["进展情况"], row["存在问题"], row["下步措施"]) == ("已征集意见", "缺样本", "补走访")
    assert (row["佐证链接"], row["进展报于"]) == ("https://x.gov.cn/a", "2024-09-20")
    tasks = rows_of(gongkai("export --what tasks --format csv").out)
    assert tasks[2]["进展情况"] == "县司法局（2024-09-20）：已征集意见"
    screen = gongkai("tasks --dept 县司法局").out
    assert "10月8日 进展（9月20日）：已征集意见　问题（9月20日）：缺样本　下步措施（9月20日）：补走访" in screen


def test_an_earlier_day_shows_the_words_of_that_day(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --note 又开会 --on 10月1日")
    assert part(gongkai, options="--as-of 2024-09-25")["note"] == "已征集意见"
    assert part(gongkai, options="--as-of 2024-09-19")["note"] is None


def test_words_of_a_report_taken_back_do_not_hold(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("undo")
    gongkai("mark 3 --dept 县司法局 --percent 65")
    row = part(gongkai)
    assert (row["note"], row["problem"], row["links"]) == (None, None, [])


def test_problem_and_next_step_end_when_the_part_is_done(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --percent 100")
    row = part(gongkai)
    assert (row["problem"], row["next"]) == (None, None)
    assert (row["note"], row["link"]) == ("已征集意见", "https://x.gov.cn/a")


def test_a_part_that_is_opened_again_has_no_problem_of_before(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --percent 100")
    gongkai("mark 3 --dept 县司法局 --percent 80")
    assert part(gongkai)["problem"] is None


@pytest.mark.parametrize("word", ["problem", "问题", "存在问题", "PROBLEM"])
def test_a_problem_is_cleared(gongkai: Program, word: str) -> None:
    gongkai(FIRST)
    answer = gongkai("mark", "3", "--dept", "县司法局", "--clear", word)
    assert answer.code == 0
    row = part(gongkai)
    assert (row["problem"], row["problem_on"]) == (None, None)
    assert (row["note"], row["next"]) == ("已征集意见", "补走访")


def test_several_words_are_cleared_at_once(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --clear note --clear 下步措施 --clear link --percent 70")
    row = part(gongkai)
    assert (row["note"], row["next"], row["link"], row["links"]) == (None, None, None, [])
    assert (row["problem"], row["percent"]) == ("缺样本", 70)


def test_clearing_alone_begins_nothing(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --clear problem")
    assert (part(gongkai)["status"], part(gongkai)["percent"]) == ("not_started", 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "--clear 什么",
            "无法识别的内容“什么”。可以用：进展（note）、问题（problem）、下步措施（next）、佐证（link）。",
        ),
        ("--problem x --clear 问题", "--problem 和 --clear problem 不能同时写。请去掉其中一个。"),
        ("--link http://x.cn --clear link", "--link 和 --clear link 不能同时写。请去掉其中一个。"),
    ],
)
def test_a_clearing_that_says_nothing_clear_is_refused(gongkai: Program, options: str, message: str) -> None:
    answer = gongkai(f"mark 3 --dept 县司法局 {options}")
    assert (answer.code, answer.err) == (2, f"{message}\n")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("5 --dept 县司法局 --clear problem", "“县司法局”的任务 5没有可清除的问题"),
        ("4 --dept 县司法局 --clear 问题 --clear 进展", "“县司法局”的任务 4没有可清除的进展、问题"),
        ("3 --dept 县司法局 --clear 问题 --on 9月1日", "“县司法局”的任务 3没有可清除的问题"),
        ("5 --all --clear 问题", "等 34 处没有可清除的问题"),
    ],
)
def test_clearing_what_nobody_said_is_refused(gongkai: Program, options: str, words: str) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --problem 缺样本 --on 9月10日")
    answer = gongkai(f"mark {options} --yes" if "--all" in options else f"mark {options}")
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err


def test_clearing_for_all_leaves_out_those_who_said_nothing(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局、县行政审批局 --percent 60 --problem 缺样本")
    answer = gongkai("mark 3 --all --clear 问题 --yes --format json")
    assert {line["unit"] for line in json.loads(answer.out)} == {"县司法局", "县行政审批局"}


def test_what_a_finished_part_still_lacked_ends_when_it_is_opened_again(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --status 已完成 --problem 仍缺人 --next 招聘 --on 9月10日")
    assert (part(gongkai)["problem"], part(gongkai)["next"]) == ("仍缺人", "招聘")
    gongkai("mark 3 --dept 县司法局 --percent 80")
    assert (part(gongkai)["problem"], part(gongkai)["next"]) == (None, None)


def test_an_address_among_several_that_was_there_already_is_listed_once(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --link http://a.cn/1 --on 9月1日")
    gongkai("mark 3 --dept 县司法局 --link http://a.cn/2 --link http://a.cn/1 --on 9月10日")
    assert part(gongkai)["links"] == ["http://a.cn/2", "http://a.cn/1"]
    assert gongkai("export --what assignments --format csv").out.count("http://a.cn/1") == 1


def test_all_evidence_is_kept_the_newest_first(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --link https://x.gov.cn/b --link https://x.gov.cn/c --on 9月25日")
    gongkai("mark 3 --dept 县司法局 --percent 65")
    row = part(gongkai)
    assert row["links"] == ["https://x.gov.cn/b", "https://x.gov.cn/c", "https://x.gov.cn/a"]
    assert row["link"] == "https://x.gov.cn/b"
    screen = gongkai("tasks --dept 县司法局").out
    assert "佐证：https://x.gov.cn/b https://x.gov.cn/c https://x.gov.cn/a" in screen
    exported = rows_of(gongkai("tasks --dept 县司法局 --format csv").out)
    assert exported[0]["佐证链接"] == "https://x.gov.cn/b https://x.gov.cn/c https://x.gov.cn/a"


def test_the_same_evidence_again_is_listed_once(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --link https://x.gov.cn/a --link https://x.gov.cn/a")
    assert part(gongkai)["links"] == ["https://x.gov.cn/a"]


def test_evidence_begins_anew_after_it_was_cleared(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --clear 佐证 --on 9月25日")
    gongkai("mark 3 --dept 县司法局 --link https://x.gov.cn/b")
    assert part(gongkai)["links"] == ["https://x.gov.cn/b"]


def test_a_report_of_an_earlier_day_gives_its_evidence_its_place(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --link https://x.gov.cn/b --on 9月10日")
    assert part(gongkai)["links"] == ["https://x.gov.cn/a", "https://x.gov.cn/b"]


def test_evidence_entered_late_once_more_keeps_its_place(gongkai: Program) -> None:
    for link, day in (("c", 2), ("a", 2), ("c", 1)):
        gongkai(f"mark 3 --dept 县司法局 --percent 10 --link http://x.cn/{link} --on 9月{day}日")
    assert part(gongkai)["links"] == ["http://x.cn/a", "http://x.cn/c"]


def test_one_link_that_is_no_address_refuses_all(gongkai: Program) -> None:
    answer = gongkai("mark 3 --dept 县司法局 --link https://x.gov.cn/a --link x.gov.cn")
    assert answer.code == 1
    assert part(gongkai)["links"] == []


@pytest.mark.parametrize("command", ["tasks --search 缺样本", "tasks --dept 县司法局 --search 缺样本"])
def test_search_finds_whatever_was_said(gongkai: Program, command: str) -> None:
    gongkai(FIRST)
    gongkai("mark 3 --dept 县司法局 --percent 100 --note 完成")
    assert [row["no"] for row in json.loads(gongkai(f"{command} --format json").out)] == [3]
    assert json.loads(gongkai(f"{command} --format json --as-of 2024-09-19").out) == []


def test_search_does_not_find_what_was_taken_back(gongkai: Program) -> None:
    gongkai(FIRST)
    gongkai("undo")
    assert json.loads(gongkai("tasks --search 缺样本 --format json").out) == []


@pytest.mark.parametrize(
    "depts", ["--dept 县司法局 --dept 县政府办", "--dept 司法局、县政府办", "--dept 县司法局,县政府办"]
)
def test_one_mark_reports_for_several_units(gongkai: Program, depts: str) -> None:
    answer = gongkai(f"mark 3 5 {depts} --percent 40 --format json")
    marked = json.loads(answer.out)
    assert [(line["change"], line["no"], line["unit"]) for line in marked] == [
        (2, 3, "县司法局"),
        (2, 3, "县政府办"),
        (2, 5, "县司法局"),
        (2, 5, "县政府办"),
    ]
    gongkai("undo")
    assert part(gongkai)["percent"] == 0


def test_a_unit_without_a_part_refuses_the_mark_of_all(gongkai: Program) -> None:
    answer = gongkai("mark 1 3 --dept 县司法局、县商务局 --percent 40")
    assert answer.code == 1
    assert answer.err == ("“县司法局”在任务 1 中没有承担，未记录。用 gongkai tasks --dept 县司法局 查看它的任务。\n")
    assert part(gongkai)["percent"] == 0


def test_the_echo_says_the_day_in_full_where_it_is_not_today(gongkai: Program) -> None:
    assert gongkai("mark 3 --dept 县司法局 --percent 40").out.splitlines()[0].endswith("1 条　报告日期 10月8日")
    echo = gongkai("mark 5 --dept 县司法局 --percent 40 --on 9月30日").out
    assert echo.splitlines()[0].endswith("1 条　报告日期 2024年9月30日")


def test_the_echo_says_what_gives_pause(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60")
    lower = gongkai("mark 3 --dept 县司法局 --percent 45").out
    assert "请留意" in lower
    assert "比原来低 15" in lower
    done = gongkai("mark 3 --dept 县司法局 --percent 100").out
    assert "没有佐证链接" in done
    plain = gongkai("mark 3 --dept 县司法局 --link https://x.gov.cn/a").out
    assert "请留意" not in plain
    echo = json.loads(gongkai("mark 3 --dept 县司法局 --percent 90 --clear link --format json").out)
    assert (echo[0]["pauses"], echo[0]["on"]) == (["lower"], "2024-10-08")


def test_a_store_keeps_not_said_apart_from_cleared(gongkai: Program, store: Path) -> None:
    gongkai("mark 3 --dept 县司法局 --note 已开会 --clear problem")
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT note, problem, next_step, link FROM report").fetchall() == [
            ("已开会", "", None, None)
        ]


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("mark 3 --dept 县司法局 --percent 40 --percent 50", "--percent"),
        ("mark 3 --dept 县司法局 --percent 40 --on 今天 --on 昨天", "--on"),
        ("log --since 9月1日 --since 9月2日", "--since"),
        ("schedule --month 9 --month 10", "--month"),
        ("tasks --format json -f csv", "--format"),
        ("export -o a.xlsx --output b.xlsx", "--output"),
        ("--as-of 2024-09-01 --as-of 2024-09-02 tasks", "--as-of"),
        ("tasks --as-of 2024-09-01 --as-of 2024-09-02", "--as-of"),
        ("--as-of 2024-09-01 tasks --as-of 2024-09-02", "--as-of"),
        ("activity plan 17 --date 10月1日 --date 10月2日", "--date"),
    ],
)
def test_an_option_given_twice_is_refused_by_its_name(gongkai: Program, command: str, option: str) -> None:
    answer = gongkai(command)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"选项 {option} 写了几次，只能写一次。")


KEYS = ("note", "problem", "next", "link")
SAYINGS = st.fixed_dictionaries(
    {
        "day": st.integers(1, 9),
        "percent": st.sampled_from([None, 10, 50, 100]),
        "said": st.dictionaries(st.sampled_from(KEYS), st.sampled_from([None, "a", "b", "c"]), max_size=4),
        "undone": st.sampled_from([False, False, False, True]),
    }
)
"""A report of a day in September: its percent, and its words; a word that is None is cleared."""


def command_of(saying: dict[str, Any]) -> list[str]:
    """Return the command that makes a report."""
    words = ["mark", "3", "--dept", "县司法局", "--on", f"2024-09-0{saying['day']}"]
    if saying["percent"] is not None:
        words += ["--percent", str(saying["percent"])]
    for key, text in saying["said"].items():
        if text is None:
            words += ["--clear", key]
        else:
            words += [f"--{key}", f"http://x.cn/{text}" if key == "link" else text]
    return words


def words_that_hold(sayings: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the words that hold after some reports: each key's latest, by day and then by order."""
    held: dict[str, Any] = dict.fromkeys(KEYS)
    links: list[str] = []
    was_done = False
    for saying in sorted(sayings, key=lambda one: one["day"]):
        if saying["is_done"] or was_done:
            held["problem"] = held["next"] = None
        was_done = saying["is_done"]
        held.update(saying["said"])
        if "link" in saying["said"]:
            link = saying["said"]["link"]
            address = f"http://x.cn/{link}"
            links = [address, *(one for one in links if one != address)] if link else []
    return {**{key: held[key] for key in ("note", "problem", "next")}, "links": links}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SAYINGS, max_size=6))
def test_after_any_reports_the_latest_words_hold(
    gongkai: Program, store: Path, filled_store: Path, sayings: list[dict[str, Any]]
) -> None:
    shutil.copy(filled_store, store)
    kept = []
    for saying in sayings:
        answer = gongkai(*command_of(saying), "--format", "json")
        if answer.code:
            continue
        if saying["undone"]:
            assert gongkai("undo").code == 0
            continue
        kept.append({**saying, "is_done": json.loads(answer.out)[0]["after"]["status"] == "done"})
    row = part(gongkai)
    assert {key: row[key] for key in ("note", "problem", "next", "links")} == words_that_hold(kept)
    assert row["link"] == (row["links"] or [None])[0]
