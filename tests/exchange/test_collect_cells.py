"""The cells of returned sheets: percents in every spelling, words, links, and what says nothing."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Program
from filled_sheets import (
    PARTS,
    Value,
    collected,
    columns_of,
    fill,
    give_out,
    ledger,
    part,
    reports,
    reviewed,
    saved,
    table,
)

pytestmark = pytest.mark.slow  # many cases


@pytest.fixture
def sheet(gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet that a unit has, in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    return give_out(gongkai)


def filled(sheet: Path, value: Value, number_format: str = "@", heading: str = "完成比例") -> Path:
    """Fill in one cell of task 3, and return the file."""
    workbook = load_workbook(sheet)
    page = workbook[PARTS]
    cell = page.cell(4, columns_of(page)[heading], value)
    cell.number_format = number_format
    return saved(workbook, "收回/司法局.xlsx")


def taken(gongkai: Program) -> tuple[str, int]:
    """Merge the file, and return status and percent of the part."""
    collected(gongkai, "收回")
    row = part(gongkai, 3)
    return row["status"], row["percent"]


# Percents


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        ("60", 60),
        ("60%", 60),
        ("60％", 60),
        ("６０％", 60),
        (" 60 % ", 60),
        ("60.0", 60),
        ("0.6", 60),
        ("完成60%", 60),
        ("已完成60%。", 60),
        ("约60%左右", 60),
        ("六成", 60),
        ("六成半", 65),
        ("六成五", 65),
        ("两成", 20),
        ("十成", 100),
        ("百分之六十", 60),
        ("百分之六十五", 65),
        ("百分之60", 60),
        ("百分之百", 100),
        ("一半", 50),
        ("0.05", 5),
        ("1%", 1),
        ("100", 100),
        ("100%", 100),
        ("0%", 0),
    ],
)
def test_a_percent_as_a_text(gongkai: Program, sheet: Path, value: str, percent: int) -> None:
    filled(sheet, value)
    assert taken(gongkai)[1] == percent


@pytest.mark.parametrize(
    ("value", "number_format", "percent"),
    [
        (60, "0", 60),
        (60.0, "General", 60),
        (0.6, "General", 60),
        (0.6, "0%", 60),
        (0.605, "0.0%", 61),
        (1, "0%", 100),
        (0.01, "0%", 1),
        (60, "0%", 60),
        (100, "0", 100),
        (0, "0", 0),
        (60, '0"%"', 60),
        (2, "0", 2),
    ],
)
def test_a_percent_as_a_number(gongkai: Program, sheet: Path, value: float, number_format: str, percent: int) -> None:
    filled(sheet, value, number_format)
    assert taken(gongkai)[1] == percent


@pytest.mark.parametrize(("value", "remark"), [(66.7, "66.7% 记为 67%"), (99.6, "99.6% 记为 99%"), (0.3, None)])
def test_a_fraction_is_rounded_and_told(gongkai: Program, sheet: Path, value: float, remark: str | None) -> None:
    filled(sheet, value, "0")
    told = [line["why"] for line in reviewed(gongkai, "收回")["lines"] if line["verdict"] == "left"]
    assert told == ([remark] if remark else [])


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        ("已完成", ("done", 100)),
        ("办结", ("done", 100)),
        ("推进中", ("in_progress", 0)),
        ("持续推进", ("in_progress", 0)),
        ("未启动", ("not_started", 0)),
        ("受阻", ("blocked", 0)),
    ],
)
def test_a_status_in_place_of_a_percent(gongkai: Program, sheet: Path, value: str, standing: tuple[str, int]) -> None:
    filled(sheet, value)
    assert taken(gongkai) == standing


ONE = "写的是 1，可能是 1%，也可能是 100%"


@pytest.mark.parametrize(
    ("value", "number_format", "why"),
    [
        (1, "0", ONE),
        ("1", "@", ONE),
        ("1.0", "@", ONE),
        ("60%到70%", "@", "“60%到70%”里不止一个数"),
        ("6 5", "@", "“6 5”里不止一个数"),
        ("还差40%", "@", "“还差40%”看不出完成的百分数"),
        ("未完成60%", "@", "“未完成60%”看不出完成的百分数"),
        ("六七成", "@", "“六七成”看不出完成的百分数"),
        ("六到七成", "@", "“六到七成”看不出完成的百分数"),
        ("百分之六七十", "@", "“百分之六七十”看不出完成的百分数"),
        ("百分之六十五点五", "@", "“百分之六十五点五”看不出完成的百分数"),
        ("百分之一百二十", "@", "“百分之一百二十”看不出完成的百分数"),
        ("三分之二", "@", "“三分之二”看不出完成的百分数"),
        ("6月完成60%", "@", "“6月完成60%”里不止一个数"),
        ("3/5", "@", "“3/5”里不止一个数"),
        ("60-70", "@", "“60-70”里不止一个数"),
        ("-5", "@", "“-5”看不出完成的百分数"),
        ("差不多", "@", "“差不多”看不出完成的百分数"),
        ("同上", "@", "“同上”看不出完成的百分数"),
        (101, "0", "“101”不在 0 到 100 之间"),
        (-1, "0", "“-1”不在 0 到 100 之间"),
        ("150%", "@", "“150%”不在 0 到 100 之间"),
        (True, "General", "“true”不是完成的百分数"),
    ],
)
def test_a_percent_that_is_none_for_sure_is_asked_with_its_address(
    gongkai: Program, sheet: Path, value: Value, number_format: str, why: str
) -> None:
    filled(sheet, value, number_format)
    answer = gongkai("collect 收回")
    key = reviewed(gongkai, "收回")["lines"][0]["key"]
    assert (answer.code, answer.err.splitlines()) == (
        1,
        [
            f"司法局.xlsx 报送表 L4：{why}。回答：--answer '{key}=60'（也可以是 表、台账、跳过）。",
            "有 1 项要你定，未写入。",
        ],
    )
    assert len(ledger(gongkai)) == 2
    collected(gongkai, "收回", "--answer", f"{key}=60%")
    assert part(gongkai, 3)["percent"] == 60


@pytest.mark.parametrize("answer", ["160", "-5", "60.5", "六十", "随便"])
def test_an_answer_that_is_no_percent_is_refused(gongkai: Program, sheet: Path, answer: str) -> None:
    filled(sheet, 1, "0")
    key = reviewed(gongkai, "收回")["lines"][0]["key"]
    refused = gongkai("collect", "收回", "--answer", f"{key}={answer}")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == f"无法识别 {key} 的回答“{answer}”。请写 表、台账、跳过，或 0 到 100 的整数。\n"
    assert len(ledger(gongkai)) == 2


def test_a_doubtful_percent_may_be_left_out(gongkai: Program, sheet: Path) -> None:
    fill(sheet, {3: {"完成比例": 1, "进展情况": "已开会"}}, "收回/司法局.xlsx")
    key = reviewed(gongkai, "收回")["lines"][0]["key"]
    collected(gongkai, "收回", "--answer", f"{key}=表")
    assert reports(gongkai) == {3: ("2024-09-30", 0, "已开会")}


def test_one_is_all_beside_a_status_that_is_done(gongkai: Program, sheet: Path) -> None:
    assert sheet.exists()
    table("汇总.xlsx", ("单位", "序号", "完成比例", "状态"), ("县司法局", 3, 1, "已完成"), title="9月汇总")
    collected(gongkai, "汇总.xlsx")
    assert part(gongkai, 3)["percent"] == 100


@pytest.mark.parametrize(
    ("percent", "status", "why"),
    [
        (60, "已完成", "已完成就是 100%，不能是 60%"),
        (60, "未启动", "未启动就是 0%，不能是 60%"),
    ],
)
def test_a_report_that_contradicts_itself_is_asked(
    gongkai: Program, sheet: Path, percent: int, status: str, why: str
) -> None:
    assert sheet.exists()
    table("汇总.xlsx", ("单位", "序号", "完成比例", "状态"), ("县司法局", 3, percent, status), title="9月汇总")
    (line,) = reviewed(gongkai, "汇总.xlsx")["lines"]
    assert (line["verdict"], line["why"], line["choices"]) == ("asked", why, ["台账", "跳过"])
    collected(gongkai, "汇总.xlsx", "--answer", f"{line['key']}=台账")
    assert reports(gongkai) == {}


def test_two_percents_of_one_row_are_asked(gongkai: Program, sheet: Path) -> None:
    assert sheet.exists()
    table("汇总.xlsx", ("单位", "序号", "完成比例", "完成情况"), ("县司法局", 3, 60, "70%"), title="9月汇总")
    (line,) = reviewed(gongkai, "汇总.xlsx")["lines"]
    assert (line["verdict"], line["cell"], line["why"]) == ("asked", "C3", "完成的比例写了两个不同的")


# What says nothing


@pytest.mark.parametrize("nothing", ["", " ", "/", "／", "无", "暂无", "—", "——", "-", "－", "、", "无。", "　"])
def test_what_says_nothing_erases_nothing(gongkai: Program, sheet: Path, nothing: str) -> None:
    words = "--note 已开会 --problem 缺样本 --next 走访 --link http://x.cn/a"
    gongkai(f"mark 3 --dept 县司法局 --percent 40 {words} --on 8月20日")
    before = part(gongkai, 3)
    said = dict.fromkeys(("进展情况", "存在问题", "下步措施", "完成比例", "佐证链接"), nothing)
    fill(sheet, {3: said}, "收回/司法局.xlsx")
    collected(gongkai, "收回")
    assert (part(gongkai, 3), len(ledger(gongkai))) == (before, 3)
    fill(sheet, {3: {**said, "完成比例": 60}}, "收回/司法局.xlsx")
    collected(gongkai, "收回", "--prefer", "表")
    after = part(gongkai, 3)
    for key in ("note", "problem", "next", "link"):
        assert after[key] == before[key]


# Words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("已开会\n又走访", "已开会；又走访"),
        ("已开会；\n\n又走访\n", "已开会；又走访"),
        ("\t已开会  ", "已开会"),
        ("=已开会", "=已开会"),
        ("红\u202e字\x07", "红字"),
        (45, "45"),
        ("无违规发布", "无违规发布"),
    ],
)
def test_words_are_kept_on_one_line(gongkai: Program, sheet: Path, value: Value, words: str) -> None:
    if value == "红\u202e字\x07":
        value = "红\u202e字"  # a workbook cannot hold other control characters
    workbook = load_workbook(sheet)
    page = workbook[PARTS]
    cell = page.cell(4, columns_of(page)["进展情况"], value)
    cell.data_type = "n" if isinstance(value, int) else "s"
    saved(workbook, "收回/司法局.xlsx")
    collected(gongkai, "收回")
    assert part(gongkai, 3)["note"] == words


@pytest.mark.parametrize("value", ["同上", "同 上", "同前"])
def test_words_that_point_elsewhere_are_asked(gongkai: Program, sheet: Path, value: str) -> None:
    filled(sheet, value, heading="进展情况")
    (line,) = reviewed(gongkai, "收回")["lines"]
    assert (line["verdict"], line["cell"], line["why"]) == ("asked", "I4", f"写的是“{value}”，指哪一格说不准")


# Links


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("http://x.cn/a", "http://x.cn/a"),
        ("http://x.cn/a\nhttps://x.cn/b", "http://x.cn/a\nhttps://x.cn/b"),
        ("http://x.cn/a；http://x.cn/b、http://x.cn/a", "http://x.cn/a\nhttp://x.cn/b"),
        ("http://x.cn/a。", "http://x.cn/a"),
    ],
)
def test_links_each_once(gongkai: Program, sheet: Path, value: str, links: str) -> None:
    filled(sheet, value, heading="佐证链接")
    collected(gongkai, "收回")
    assert part(gongkai, 3)["links"] == links.split()


def test_what_is_no_link_is_told_and_stops_nothing(gongkai: Program, sheet: Path) -> None:
    filled(sheet, "见附件 http://x.cn/a", heading="佐证链接")
    told = [line for line in reviewed(gongkai, "收回")["lines"] if line["verdict"] == "left"]
    assert [(line["cell"], line["why"]) for line in told] == [("M4", "“见附件”不是网址，未并入")]
    collected(gongkai, "收回")
    assert part(gongkai, 3)["link"] == "http://x.cn/a"


# Remarks beside what is merged


@pytest.mark.parametrize(
    ("before", "said", "why"),
    [
        (80, {"完成比例": 60}, "比原来低 20"),
        (80, {"完成比例": 100}, "没有佐证链接"),
        (80, {"完成比例": 100, "佐证链接": "http://x.cn/a"}, None),
        (80, {"完成比例": 90}, None),
    ],
)
def test_a_report_to_look_at_again_is_told(
    gongkai: Program, sheet: Path, before: int, said: dict[str, Value], why: str | None
) -> None:
    assert sheet.exists()
    gongkai(f"mark 3 --dept 县司法局 --percent {before} --on 8月20日")
    fill(give_out(gongkai), {3: said}, "收回/司法局.xlsx")
    (line,) = reviewed(gongkai, "收回")["lines"]
    assert (line["verdict"], line["why"]) == ("taken", why)
