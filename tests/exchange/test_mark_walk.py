"""`mark --dept` without numbers: a walk through a unit's open tasks on a terminal."""

import pytest

from conftest import Answer, Program
from conversation import CTRL_C, talk
from filled_sheets import ledger, part, reports

pytestmark = pytest.mark.slow  # each test is a process on a terminal

NONE = ("",) * 9
"""Enter for each of the nine tasks of 县司法局."""


def test_enter_is_nothing_new(gongkai: Program) -> None:
    found = talk("mark --dept 司法局", *NONE)
    assert found.code == 0
    lines = [line.strip() for line in found.screen.splitlines() if line.strip()]
    assert lines[0] == "县司法局　9 项任务，报告日期 10月8日。回车＝没有新进展；Ctrl-C 不写入。"
    assert lines[1] == "[1/9] 任务 3　加强重大政策宣传联动及落实结果评价（牵头）　现在：未启动 0%"
    assert lines[2] == "完成比例（如 60；- 只写文字）:"
    assert lines[-1] == "没有新进展，未写入。"
    assert len(ledger(gongkai)) == 1


def test_answers_become_one_change(gongkai: Program) -> None:
    gongkai("mark 3 --dept 县司法局 --percent 40 --note 九月 --on 9月1日")
    first = ("60%", "已开会", "缺样本", "走访", "http://x.cn/a http://x.cn/b")
    words_alone = ("-", "已部署", "", "", "")
    found = talk("mark --dept 司法局", *first, "", *words_alone, *NONE[3:])
    assert found.code == 0
    assert "现在：推进中 40%　九月" in found.screen
    assert "如需撤回：gongkai undo 3" in found.screen
    row = part(gongkai, 3)
    assert (row["percent"], row["note"], row["problem"], row["next"]) == (60, "已开会", "缺样本", "走访")
    assert row["links"] == ["http://x.cn/a", "http://x.cn/b"]
    assert reports(gongkai) == {3: ("2024-10-08", 60, "已开会"), 6: ("2024-10-08", 0, "已部署")}
    assert {number for number, _, _ in ledger(gongkai)} == {1, 2, 3}
    assert gongkai("undo 3").code == 0
    assert reports(gongkai) == {3: ("2024-09-01", 40, "九月")}


def test_the_day_may_be_given(gongkai: Program) -> None:
    talk("mark --dept 司法局 --on 9月30日", "60", "", "", "", "", *NONE[1:])
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("差不多", "“差不多”看不出完成的百分数。请写 0 到 100 的数，如 60。"),
        ("101", "“101”不在 0 到 100 之间。请写 0 到 100 的数，如 60。"),
        ("60-70", "“60-70”里不止一个数。请写 0 到 100 的数，如 60。"),
    ],
)
def test_a_wrong_percent_is_asked_again(gongkai: Program, wrong: str, told: str) -> None:
    found = talk("mark --dept 司法局", wrong, "60", "", "", "", "", *NONE[1:])
    assert (found.code, f"  {told}\n" in found.screen) == (0, True)
    assert reports(gongkai) == {3: ("2024-10-08", 60, None)}


def test_one_is_one_percent_where_a_percent_is_asked(gongkai: Program) -> None:
    talk("mark --dept 司法局", "1", "", "", "", "", *NONE[1:])
    assert part(gongkai, 3)["percent"] == 1


def test_a_status_is_an_answer(gongkai: Program) -> None:
    talk("mark --dept 司法局", "已完成", "", "", "", "", *NONE[1:])
    assert (part(gongkai, 3)["status"], part(gongkai, 3)["percent"]) == ("done", 100)


def test_a_wrong_link_is_asked_again(gongkai: Program) -> None:
    found = talk("mark --dept 司法局", "60", "", "", "", "附件", "http://x.cn/a", *NONE[1:])
    assert "链接“附件”不是网址。请给出以 http:// 或 https:// 开头的完整地址。" in found.screen
    assert part(gongkai, 3)["links"] == ["http://x.cn/a"]


def test_ctrl_c_writes_nothing(gongkai: Program) -> None:
    found = talk("mark --dept 司法局", "60", "已开会", CTRL_C)
    assert found.code == 130
    assert len(ledger(gongkai)) == 1


def test_a_unit_that_owes_nothing_is_refused(gongkai: Program) -> None:
    gongkai("mark 6 --dept 县网信办 --status 已完成")
    found = talk("mark --dept 网信办")
    assert (found.code, found.screen) == (1, "县网信办没有要报的任务。用 gongkai dept 县网信办 查看。\n")


def test_two_units_are_refused(gongkai: Program) -> None:
    assert gongkai("tasks").code == 0
    found = talk("mark --dept 司法局、网信办")
    assert (found.code, found.screen) == (2, "逐项询问一次只能问一个单位。请只写一个 --dept。\n")


@pytest.mark.parametrize("options", ["--dept 司法局", "--dept 司法局 --percent 60", "--all", ""])
def test_without_a_terminal_numbers_are_missing(gongkai: Program, options: str) -> None:
    message = "缺少参数 序号。用 gongkai mark --help 查看用法。\n"
    assert gongkai(f"mark {options}") == Answer(2, "", message)


@pytest.mark.parametrize("options", ["--dept 司法局 --percent 60", "--all", "--note 已开会"])
def test_with_other_options_numbers_are_missing_on_a_terminal_too(gongkai: Program, options: str) -> None:
    assert gongkai("tasks").code == 0
    found = talk(f"mark {options}")
    assert (found.code, found.screen) == (2, "缺少参数 序号。用 gongkai mark --help 查看用法。\n")
