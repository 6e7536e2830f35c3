"""The page of activities on its way back: held, published, planned, and steps that are not allowed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import Program
from filled_sheets import ACTIVITIES, Value, collected, fill, give_out, ledger, reviewed, rows_in, table

pytestmark = pytest.mark.slow  # many cases


@pytest.fixture
def sheet(gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sheet of 县文广旅局 with activity 13, which is of August."""
    monkeypatch.chdir(tmp_path)
    return give_out(gongkai, "县文广旅局", "8月")


def filled(sheet: Path, day: Value = None, people: Value = None, link: Value = None) -> None:
    """Fill in the row of activity 13."""
    said = {"举办日期": day, "参加人数": people, "公开链接": link}
    fill(sheet, {13: said}, "收回/文广旅局.xlsx", sheet=ACTIVITIES)


def activity(gongkai: Program) -> tuple[str, str | None, int | None, str | None]:
    """Return status, date, people and link of activity 13."""
    row = next(row for row in rows_in(gongkai, "schedule") if row["no"] == 13)
    return row["status"], row["date"], row["people"], row["link"]


def line(gongkai: Program) -> dict[str, Any]:
    """Return the line about the activity in the review."""
    return next(line for line in reviewed(gongkai, "收回")["lines"] if line["verdict"] != "left")


LINK = "http://x.cn/13"


@pytest.mark.parametrize(
    ("day", "people", "link", "expected"),
    [
        ("8月20日", 60, LINK, ("published", "2024-08-20", 60, LINK)),
        ("8月20日", 60, None, ("held", "2024-08-20", 60, None)),
        ("8月20日", None, None, ("held", "2024-08-20", None, None)),
        ("8月20日", None, LINK, ("published", "2024-08-20", None, LINK)),
        ("2024.8.20", "约60人", None, ("held", "2024-08-20", 60, None)),
        ("8/20", "６０人次", None, ("held", "2024-08-20", 60, None)),
        (date(2024, 8, 20), 60.0, None, ("held", "2024-08-20", 60, None)),
        (datetime(2024, 8, 20, 9, 30), 60, None, ("held", "2024-08-20", 60, None)),  # noqa: DTZ001 - a workbook knows no zones
        ("9月3日", 60, None, ("held", "2024-09-03", 60, None)),
        ("8月20日-21日", 60, None, ("held", "2024-08-20", 60, None)),
        ("10月20日", None, None, ("scheduled", "2024-10-20", None, None)),
    ],
)
def test_what_is_filled_in_is_recorded(
    gongkai: Program, sheet: Path, day: Value, people: Value, link: Value, expected: tuple[Any, ...]
) -> None:
    filled(sheet, day, people, link)
    answer = collected(gongkai, "收回")
    assert answer.err.splitlines()[0] == "已并入 1 个文件 1 项，记入台账第 3 号。"
    assert activity(gongkai) == expected
    before = ledger(gongkai)
    collected(gongkai, "收回")
    assert ledger(gongkai) == before


def test_a_step_is_one_change_with_the_reports_of_its_file(gongkai: Program, sheet: Path) -> None:
    filled(sheet, "8月20日", 60, LINK)
    fill(Path("收回/文广旅局.xlsx"), {3: {"完成比例": 30}}, "收回/文广旅局.xlsx")
    collected(gongkai, "收回")
    assert {number for number, kind, _ in ledger(gongkai) if kind == "collect"} == {3}
    assert gongkai("undo 3").code == 0
    assert activity(gongkai) == ("undated", None, None, None)
    assert gongkai("redo 3").code == 0
    assert activity(gongkai) == ("published", "2024-08-20", 60, LINK)


def test_an_activity_that_nobody_filled_in_is_left(gongkai: Program, sheet: Path) -> None:
    filled(sheet, "/", "无", "—")
    assert collected(gongkai, "收回").err == "没有要并入的，未写入。\n"


def test_a_later_version_adds_what_is_new(gongkai: Program, sheet: Path) -> None:
    filled(sheet, "8月20日", 60)
    collected(gongkai, "收回")
    filled(sheet, "8月20日", 60, LINK)
    assert (line(gongkai)["verdict"], line(gongkai)["now"]) == ("taken", "已举办　8月20日　60 人")
    collected(gongkai, "收回")
    assert activity(gongkai) == ("published", "2024-08-20", 60, LINK)


@pytest.mark.parametrize(
    ("day", "people", "link", "cell", "why"),
    [
        (
            "10月20日",
            60,
            None,
            "第 4 行",
            "2024年10月20日 还没到（今天按 2024年10月8日 算），不能记为已举办。请核对 --date",
        ),
        (None, 60, None, "第 4 行", "活动 13 还没有日期。请写 --date，说明哪一天举办的"),
        (None, None, LINK, "第 4 行", "活动 13 还没有日期。请写 --date，说明哪一天举办的"),
        ("8月20日", "很多", None, "G4", "“很多”看不出人数"),
        ("8月20日", "50-60", None, "G4", "“50-60”看不出人数"),
        ("2月30日", None, None, "第 4 行", "没有“2月30日”这一天：2024年2月有 29 天"),
        (
            "2023-08-20",
            None,
            None,
            "第 4 行",
            "2023年8月20日 早于“石城县2024年政务公开工作要点”的期间（2024年5月26日—12月31日）。请核对 --date",
        ),
    ],
)
def test_a_step_that_is_not_allowed_is_asked(
    gongkai: Program, sheet: Path, day: Value, people: Value, link: Value, cell: str, why: str
) -> None:
    filled(sheet, day, people, link)
    found = line(gongkai)
    assert (found["verdict"], found["cell"], found["why"]) == ("asked", cell, why)
    answer = gongkai("collect 收回")
    assert (answer.code, answer.err.splitlines()[0].startswith(f"文广旅局.xlsx 活动 {cell}：{why}。回答：")) == (
        1,
        True,
    )
    collected(gongkai, "收回", "--answer", f"{found['key']}=台账")
    assert activity(gongkai) == ("undated", None, None, None)


def test_a_day_that_excel_made_a_number_is_read_and_told(gongkai: Program, sheet: Path) -> None:
    filled(sheet, 45524, 60)
    told = [line for line in reviewed(gongkai, "收回")["lines"] if line["verdict"] == "left"]
    assert [(line["cell"], line["why"]) for line in told] == [("F4", "45524 按日期读作 2024-08-20")]
    collected(gongkai, "收回")
    assert activity(gongkai) == ("held", "2024-08-20", 60, None)


def test_a_second_link_is_told(gongkai: Program, sheet: Path) -> None:
    filled(sheet, "8月20日", 60, f"{LINK} http://x.cn/14")
    told = [line for line in reviewed(gongkai, "收回")["lines"] if line["verdict"] == "left"]
    assert [(line["cell"], line["why"]) for line in told] == [("H4", "公开链接只记第一个")]
    collected(gongkai, "收回")
    assert activity(gongkai) == ("published", "2024-08-20", 60, LINK)


def test_an_activity_that_the_ledger_changed_meanwhile_is_a_conflict(gongkai: Program, sheet: Path) -> None:
    gongkai("activity held 13 --date 8月21日")
    filled(sheet, "8月20日", 60)
    found = line(gongkai)
    assert (found["verdict"], found["why"]) == ("asked", "台账里这场活动已有别的记录，与表不同")
    assert (found["said"], found["now"]) == ("8月20日　60 人", "已举办　8月21日")
    collected(gongkai, "收回", "--prefer", "台账")
    assert activity(gongkai) == ("held", "2024-08-21", None, None)
    collected(gongkai, "收回", "--answer", f"{found['key']}=表")
    assert activity(gongkai) == ("held", "2024-08-20", 60, None)


def test_an_activity_that_the_ledger_has_so_already_is_no_conflict(gongkai: Program, sheet: Path) -> None:
    gongkai("activity held 13 --date 8月20日 --people 60")
    filled(sheet, "8月20日", 60)
    assert line(gongkai)["verdict"] == "same"


def test_a_cancelled_activity_is_asked(gongkai: Program, sheet: Path) -> None:
    gongkai("activity cancel 13 --reason 台风")
    filled(sheet, "8月20日", 60)
    why = "活动 13 已取消。若又办了，请先用 gongkai activity plan 13 --date 日期 重新安排"
    assert (line(gongkai)["verdict"], line(gongkai)["why"]) == ("asked", why)


def test_a_table_of_activities_that_a_department_made(gongkai: Program, sheet: Path) -> None:
    assert sheet.exists()
    rows = [("文旅产业发展", "8月20日", 60), ("别的活动", "8月21日", 5)]
    table("收回/活动.xlsx", ("活动主题", "举办日期", "参加人数"), *rows, title="县文广旅局8月活动")
    found = [(line["no"], line["verdict"], line["why"]) for line in reviewed(gongkai, "收回")["lines"]]
    assert found == [(13, "taken", None), (None, "left", "没有这一场活动：“别的活动”。请核对序号和活动主题")]
    collected(gongkai, "收回")
    assert activity(gongkai) == ("held", "2024-08-20", 60, None)


def test_one_theme_of_several_units_goes_to_the_one_of_the_file(gongkai: Program, sheet: Path) -> None:
    """Many activities have the printed theme 自主选定."""
    assert sheet.exists()
    table("收回/活动.xlsx", ("活动主题", "举办日期"), ("自主选定", "5月30日"), title="填报单位：琴江镇　5月")
    assert [(line["no"], line["verdict"]) for line in reviewed(gongkai, "收回")["lines"]] == [(3, "taken")]
    table("收回/活动.xlsx", ("活动主题", "举办日期"), ("自主选定", "5月30日"), title="5月")
    assert [line["verdict"] for line in reviewed(gongkai, "收回")["lines"]] == ["left"]
