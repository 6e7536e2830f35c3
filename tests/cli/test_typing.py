"""Words as they come from a keyboard, a web page or a chat: they are understood, or the right ones are named."""

import json

import pytest

from conftest import Answer, Program

ZERO_WIDTH, NBSP = "\u200b", "\u00a0"


def test_a_report_in_full_width_is_understood(gongkai: Program) -> None:
    assert gongkai("mark ３ --dept 县司法局 --percent ６０％ --on ２０２４年９月３０日").code == 0
    (part,) = [part for part in json.loads(gongkai("tasks --dept 县司法局 -f json").out) if part["no"] == 3]
    assert (part["percent"], part["on"]) == (60, "2024-09-30")


@pytest.mark.parametrize(
    "span", ["5-7", "5~7", "5～7", "5－7", "5—7", "5–7", "5至7", "５-７", f"5{ZERO_WIDTH}-7", "5、6、7", "5，６；7"]
)
def test_a_span_of_tasks_has_any_dash(gongkai: Program, span: str) -> None:
    answer = gongkai("mark", span, "--dept", "县司法局", "--percent", "10", "-f", "json")
    assert answer.code == 0, answer.err
    assert [one["no"] for one in json.loads(answer.out)] == [5, 6, 7]


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("show 1０", "show 10"),
        (f"show 1{ZERO_WIDTH}0", "show 10"),
        ("log --limit １", "log --limit 1"),
        ("upcoming --days ６０", "upcoming --days 60"),
        ("schedule --month １０月", "schedule --month 10"),
        (f"schedule --month 10{ZERO_WIDTH}月", "schedule --month 10"),
        ("activity show １７", "activity show 17"),
        ("tasks --status ｄｏｎｅ", "tasks --status done"),
        ("tasks --as-of ９⽉１⽇", "tasks --as-of 9月1日"),
        (f"depts --kind 乡{ZERO_WIDTH}镇", "depts --kind 乡镇"),
        ("tasks --search 政⺠", "tasks --search 政民"),
        (f"tasks --search 政策{ZERO_WIDTH}宣传", "tasks --search 政策宣传"),
    ],
)
def test_typed_words_are_folded(gongkai: Program, typed: str, usual: str) -> None:
    answer = gongkai(typed)
    assert (answer.code, answer.err) == (0, "")
    assert answer == gongkai(usual)


def test_a_search_finds_a_text_as_it_was_typed(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已印１００份")
    assert [task["no"] for task in json.loads(gongkai("tasks --search 印１００份 -f json").out)] == [3]


@pytest.mark.parametrize(
    "name",
    [
        "县司法局",
        f"县{ZERO_WIDTH}司法局",
        f"县司法局{NBSP}",
        "县司法局。",
        "“县司法局”",
        "司法局、"[:-1],
        "石城县司法局",
        "石城司法局",
        "石城县司法",
        "县 司法局",
    ],
)
def test_a_unit_is_found_under_what_looks_like_its_name(gongkai: Program, name: str) -> None:
    answer = gongkai("dept", name)
    assert (answer.code, answer.err) == (0, "")
    assert answer == gongkai("dept 县司法局")


def test_a_unit_is_found_by_radicals_that_look_like_letters(gongkai: Program) -> None:
    assert gongkai("dept 县⾏政审批局") == gongkai("dept 县行政审批局")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("县公安局", "没有单位“县公安局”。用 gongkai depts 查看全部单位。"),
        ("县教育局", "没有单位“县教育局”。您是不是要找：县教科体局？用 gongkai depts 查看全部单位。"),
        ("。", "没有单位“。”。用 gongkai depts 查看全部单位。"),
    ],
)
def test_only_a_unit_with_a_letter_of_its_own_in_common_is_near(gongkai: Program, name: str, message: str) -> None:
    assert gongkai("dept", name) == Answer(4, "", f"{message}\n")


WRONG = "“{word}”里的“{dash}”是{name}，选项要用半角的“-”：{right}。用 gongkai tasks --help 查看用法。\n"


@pytest.mark.parametrize(
    ("word", "dash", "name", "right"),
    [
        ("—dept", "—", "破折号", "--dept"),
        ("——dept", "—", "破折号", "--dept"),
        ("―dept", "―", "破折号", "--dept"),
        ("–dept", "–", "短破折号", "--dept"),
        ("-–dept", "–", "短破折号", "--dept"),
        ("－－dept", "－", "全角的", "--dept"),
        ("－－ｄｅｐｔ", "－", "全角的", "--dept"),
        ("−−dept", "−", "数学的减号", "--dept"),
        ("—dept=县司法局", "—", "破折号", "--dept"),
        ("—f", "—", "破折号", "-f"),
        ("—db", "—", "破折号", "--db"),
    ],
)
def test_a_wrong_dash_before_an_option_is_named(gongkai: Program, word: str, dash: str, name: str, right: str) -> None:
    for words in (["tasks", word, "县司法局"], ["tasks", "--status", "done", word, "县司法局"]):
        told = WRONG.format(word=word, dash=dash, name=name, right=right)
        assert gongkai(*words) == Answer(2, "", told)


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("—plan x tasks", "gongkai"),
        ("plans —plan x", "gongkai plans"),
        ("activity —plan x show 17", "gongkai activity"),
    ],
)
def test_a_wrong_dash_is_named_before_a_command_too(gongkai: Program, command: str, path: str) -> None:
    told = f"“—plan”里的“—”是破折号，选项要用半角的“-”：--plan。用 {path} --help 查看用法。\n"
    assert gongkai(command) == Answer(2, "", told)


def test_a_value_may_begin_with_any_dash(gongkai: Program) -> None:
    answer = gongkai("mark 3 --dept 县司法局 --percent 60 --note —dept --problem=—dept")
    assert answer.code == 0, answer.err
    (part,) = [part for part in json.loads(gongkai("tasks --dept 县司法局 -f json").out) if part["no"] == 3]
    assert (part["note"], part["problem"]) == ("—dept", "—dept")


def test_a_dash_behind_two_hyphens_is_no_option(gongkai: Program) -> None:
    assert gongkai("dept -- —dept").err == "没有单位“—dept”。用 gongkai depts 查看全部单位。\n"
