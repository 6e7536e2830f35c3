"""The bulletin: every figure in it is one that a command shows, and a part without facts is left out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Program
from word_templates import texts_of
from years import TITLES

pytestmark = pytest.mark.slow  # many reports, command by command

REPORTS = (
    "mark 8 --dept 县政府办 --percent 60 --on 2024-07-10",
    "mark 8 --dept 县政府办 --percent 100 --link http://x.gov.cn/a --on 2024-09-03",
    "mark 3 4 --dept 县政府办 --percent 40 --note 已起草 --on 2024-09-12",
    "mark 3 --dept 县司法局 --percent 20 --status blocked --problem 经费未落实。 --on 2024-09-13",
    "mark 10 --dept 县政府办 --percent 80 --on 2024-09-15",
    "mark 3 5-12 --dept 县网信办、县融媒体中心 --percent 50 --on 2024-09-25",
    "activity held 13 --date 8月20日 --people 60 --as-of 2024-08-22",
    "activity held 15 --date 9月18日 --place 县农技中心 --as-of 2024-09-22",
    "activity publish 15 --link http://x.gov.cn/b --as-of 2024-09-23",
)
"""What was reported up to the end of September, over the bundled plan."""

PLAN = """plan:
  key: test-2024
  title: 演示县2024年工作要点
  year: 2024
  issued_on: 2024-01-01
units:
  - {name: 县教育局, kind: 县政府部门}
  - {name: 县民政局, kind: 县政府部门}
tasks:
  - {no: 1, title: 公开政策, lead: [县教育局], due: 2024-08-31}
  - {no: 2, title: 规范网站, lead: [县民政局]}
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def reported(gongkai: Program) -> Program:
    """The program over a store with those reports."""
    for command in REPORTS:
        answer = gongkai(command)
        assert answer.code == 0, answer.err
    return gongkai


@pytest.fixture
def small(gongkai: Program) -> Program:
    """The program over a plan of two tasks."""
    Path("small.yaml").write_text(PLAN, encoding="utf-8")
    assert gongkai("load small.yaml --yes").code == 0
    return lambda *command: gongkai(*command) if len(command) > 1 else gongkai(f"--plan test-2024 {command[0]}")


def text_of(gongkai: Program, words: str = "--period 9月") -> str:
    """Return a bulletin as text."""
    answer = gongkai(f"bulletin {words}")
    assert answer.code == 0, answer.err
    return answer.out


def facts(gongkai: Program, command: str) -> Any:
    """Return a command's answer of the end of September in JSON."""
    answer = gongkai(f"{command} --format json --as-of 2024-09-30")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def headings(text: str) -> list[str]:
    """Return the headings of the sections."""
    return re.findall(r"(?m)^　　([一二三四五六七八九]、.*)$", text)


def names(text: str, beginning: str) -> list[str]:
    """Return the names that stand between ： and 。 behind some words."""
    (found,) = re.findall(rf"{beginning}\d+个：([^。]*)。", text)
    return str(found).split("、")


# Figures


def test_the_tasks_and_their_shares_are_those_of_status(reported: Program) -> None:
    year = facts(reported, "status")
    words = {"done": "已完成", "in_progress": "推进中", "blocked": "受阻", "not_started": "未启动"}
    said = [
        f"{words[share['status']]}{share['count']}项，占{share['share']:.1f}%"
        for share in year["shares"]
        if share["count"]
    ]
    (line,) = re.findall(r"（一）任务进展。(.*)", text_of(reported))
    found = re.findall(r"(?:已完成|推进中|受阻|未启动)\d+项，占[\d.]+%", line)
    assert sorted(found) == sorted(said)
    assert line.startswith("《要点》共12项任务。截至9月30日，已完成1项，占8.3%；")
    assert line.endswith(f"平均进度{year['percent']:g}%，时间进度{year['elapsed']:g}%。")


def test_shares_that_stand_together_add_up_to_100(reported: Program) -> None:
    lines = re.findall(r"（[一二三四五]）(?:任务进展|序时进度|责任落实|进展报送|活动开展)。.*", text_of(reported))
    assert len(lines) == 5
    for line in lines:
        assert sum(int(share.replace(".", "")) for share in re.findall(r"占([\d.]+)%", line)) == 1000, line


def test_the_paces_are_those_of_tasks(reported: Program) -> None:
    paces = [task["pace"] for task in facts(reported, "tasks")]
    (line,) = re.findall(r"（二）序时进度。(.*)", text_of(reported))
    words = {"done": "已完成", "ahead": "超进度", "on_track": "达进度", "behind": "欠进度", "overdue": "逾期"}
    expected = {words[pace]: paces.count(pace) for pace in set(paces)}
    assert {word: int(count) for word, count in re.findall(r"(已完成|.进度|逾期)(\d+)项", line)} == expected


def test_the_parts_are_those_of_the_ledger_of_units(reported: Program) -> None:
    parts = [part["status"] for part in facts(reported, "export --what assignments") if part["counted"]]
    (line,) = re.findall(r"（三）责任落实。(.*)", text_of(reported))
    words = {"done": "已完成", "in_progress": "推进中", "blocked": "受阻", "not_started": "未启动"}
    assert f"计{len(parts)}项次" in line
    counts = {words[status]: parts.count(status) for status in set(parts)}
    assert {word: int(count) for word, count in re.findall(r"(已完成|推进中|受阻|未启动)(\d+)项次", line)} == counts


def test_the_reports_are_those_of_owed(reported: Program) -> None:
    rows = facts(reported, "owed --period 9月")
    expected, done = sum(row["expected"] for row in rows), sum(row["reported"] for row in rows)
    text = text_of(reported)
    assert f"9月份应报送{expected}项次，已报送{done}项次，" in text
    silent = {row["unit"] for row in rows if row["missing"] and not row["reported"]}
    assert set(names(text, "9月份应报事项均未报送的单位")) == silent
    assert names(text, "9月份应报事项全部报送的单位") == ["县融媒体中心", "县网信办"]
    assert "县政府办缺任务5至7、9、11、12；县司法局缺任务5至12。" in text


def test_the_activities_are_those_of_schedule(reported: Program) -> None:
    rows = facts(reported, "schedule")
    text = text_of(reported)
    late = [row["no"] for row in rows if row["late"]]
    (line,) = re.findall(r"逾期未办的活动\d+场：(.*)", text)
    assert [int(no) for no in re.findall(r"第(\d+)场", line)] == late
    assert f"共安排活动{len(rows)}场：已公开1场，占3.6%；已办未公开1场，占3.6%；逾期未办{len(late)}场，" in text
    assert "9月份举办活动1场：9月18日第15场“促消费政策”（县商务局）。" in text
    assert "已办未公开的活动1场：第13场“文旅产业发展”（县文广旅局，8月20日举办）。" in text


def test_an_activity_that_was_entered_after_its_month_is_named_once_in_the_next(gongkai: Program) -> None:
    assert gongkai("activity held 15 --date 9月18日 --as-of 2024-10-02").code == 0
    assert gongkai("activity publish 15 --link http://x.gov.cn/b --as-of 2024-11-04").code == 0
    line = "10月份补登此前举办的活动1场：9月18日第15场“促消费政策”（县商务局）。"
    assert line in text_of(gongkai, "--period 10月 --as-of 2024-12-01")
    answer = gongkai("bulletin --period 9月 --as-of 2024-10-08")
    told = "时段里办、时段之后才登记的活动没有算在内：第15场。登记那天所在时段的通报会补上。"
    assert answer.err.splitlines()[1] == told
    assert told not in gongkai("bulletin --period 10月 --as-of 2024-11-08").err
    for other in ("9月", "11月", "第四季度"):
        assert line not in text_of(gongkai, f"--period {other} --as-of 2024-12-01")
    assert "第四季度补登此前举办的活动1场：9月18日" in text_of(gongkai, "--period 第四季度 --as-of 2024-12-01")


def test_names_stand_in_the_order_of_the_plan(reported: Program) -> None:
    order = [row["name"] for row in facts(reported, "depts")]
    silent = names(text_of(reported), "9月份应报事项均未报送的单位")
    assert silent == sorted(silent, key=order.index)


def test_a_late_task_is_named_with_its_units_and_since_when(reported: Program) -> None:
    text = text_of(reported)
    assert (
        f"任务3“{TITLES[3]}”，6月起欠进度，进度27.5%，"
        "牵头单位县政府办推进中40%，县行政审批局未启动，县司法局受阻20%，县融媒体中心推进中50%。"
    ) in text
    assert "单位反映受阻的1项次：县司法局承担任务3：经费未落实。" in text
    for day in ("2024-06-30", "2024-07-31", "2024-08-31"):
        behind = json.loads(reported(f"tasks --pace 欠进度 --format json --as-of {day}").out)
        assert 3 in [task["no"] for task in behind]
    assert json.loads(reported("tasks --pace 欠进度 --format json --as-of 2024-05-31").out) == []


def test_an_overdue_task_says_since_when_and_for_how_long(small: Program) -> None:
    text = text_of(small)
    assert (
        "完成时限已过、尚未完成的任务1项：任务1“公开政策”，自9月1日起逾期，已超期30天，进度0%，牵头单位县教育局未启动。"
        in text
    )
    assert "承担的任务有逾期的单位1个，为本期未报送的单位。" in text


def test_changes_since_the_period_before(reported: Program) -> None:
    text = text_of(reported)
    (section,) = re.findall(r"(?s)五、较上期变化\n(.*?)\n　　六、", text)
    assert section.splitlines() == [
        f"　　（一）新完成。与8月31日相比，新完成任务1项：任务8“{TITLES[8]}”。",
        "　　（二）完成项次。各单位承担的任务多完成1项次。",
        f"　　（三）赶上序时。由滞后赶上序时的任务1项：任务10“{TITLES[10]}”。",
        "　　（四）首次报送。首次报送进展的单位3个：县司法局、县融媒体中心、县网信办。",
    ]


def test_a_late_task_that_is_done_is_named_once_among_the_changes(small: Program) -> None:
    small("mark 1 --dept 县教育局 --percent 100 --link http://x.gov.cn/a --on 2024-10-02")
    text = text_of(small, "--period 10月")
    assert "与9月30日相比，新完成任务1项：任务1“公开政策”。" in text
    assert "各单位承担的任务多完成1项次。" in text
    assert "由滞后赶上序时" not in text


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        (
            ["mark 1 --dept 县教育局 --percent 5 --on 2024-07-02"],
            "9月份应报事项均未报送的单位2个：县教育局、县民政局。其中自《要点》印发以来从未报送的1个：县民政局。",
        ),
        ([], "9月份应报事项均未报送的单位2个：县教育局、县民政局。以上单位自《要点》印发以来均从未报送。"),
        (
            ["mark 1 --dept 县教育局 --percent 5 --on 2024-09-02"],
            "9月份应报事项均未报送的单位1个：县民政局。该单位自《要点》印发以来从未报送。",
        ),
    ],
)
def test_who_has_never_reported(small: Program, marks: list[str], sentence: str) -> None:
    for mark in marks:
        assert small(mark).code == 0
    assert sentence in text_of(small)


def test_of_many_silent_units_the_few_that_did_report_before_are_named(gongkai: Program) -> None:
    assert gongkai("mark 5 --dept 县政府办 --percent 5 --on 2024-08-02").code == 0
    assert "县城市社区管委会。除县政府办外，以上单位自《要点》印发以来均从未报送。" in text_of(gongkai)


def test_the_reason_of_a_cancelled_activity_has_one_full_stop(gongkai: Program) -> None:
    assert gongkai("activity cancel 3 --reason 与第4场合并。 --as-of 2024-09-25").code == 0
    assert "9月份取消活动1场：第3场“自主选定”（琴江镇，与第4场合并）。" in text_of(gongkai)


def test_the_day_of_issue_stands_without_an_issuer_too(small: Program) -> None:
    assert "\n　　2024年10月9日\n" in text_of(small, "--period 9月 --date 10月9日")
    assert "\n　　年　　月　　日\n" in text_of(small)
    assert small("bulletin --period 9月 --date 10月9日 -o 通报.docx").code == 0
    assert "2024年10月9日" in texts_of(Path("通报.docx").read_bytes())
    assert small("bulletin --period 9月 --date 10月9日 -o 通报.html").code == 0
    assert '<p class="right">2024年10月9日</p>' in Path("通报.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        ("2025-01-03", "1月6日", "2025年1月6日"),
        ("2025-01-03", "明天", "2025年1月4日"),
        ("2025-01-03", "12月31日", "2024年12月31日"),
    ],
)
def test_the_day_of_issue_is_the_first_such_day_after_the_period(
    gongkai: Program, today: str, typed: str, day: str
) -> None:
    answer = gongkai(f"bulletin --period 12月 --date {typed} --as-of {today}")
    assert answer.code == 0, answer.err
    assert f"\n　　{day}\n" in answer.out
    assert f" --date {day}" in answer.err


def test_a_bulletin_of_days_before_the_plan_is_refused(gongkai: Program) -> None:
    answer = gongkai("bulletin --period 5月 --as-of 2024-05-25")
    assert (answer.code, answer.out, answer.err) == (
        2,
        "",
        ("要点从 2024年5月26日 起，还没有可通报的（今天按 2024年5月25日 算）。请改 --as-of，或等要点印发之后。\n"),
    )
    assert gongkai("bulletin --period 5月 --as-of 2024-05-26").code == 0


def test_a_day_of_issue_before_the_last_counted_day_is_refused(gongkai: Program) -> None:
    answer = gongkai("bulletin --period 9月 --date 2024-09-29")
    assert (answer.code, answer.out, answer.err) == (
        2,
        "",
        "成文日期 2024年9月29日 早于统计截止的 2024年9月30日。请改 --date，或把 --period 改成更早的时段。\n",
    )


def test_tasks_without_a_pace_and_tasks_with_supporters_alone(small: Program) -> None:
    more = "  - {no: 3, title: 统计数据}\n  - {no: 4, title: 上门服务, support: [县民政局]}\n"
    Path("more.yaml").write_text(PLAN + more, encoding="utf-8")
    assert small("load more.yaml --yes --since 2024-01-02").code == 0
    assert small("mark 2 --dept 县民政局 --status stopped --problem 机构改革 --on 2024-09-02").code == 0
    text = text_of(small)
    assert "欠进度1项，占50.0%；逾期1项，占50.0%。另有1项已中止、1项未分工，不计序时进度。" in text
    assert "任务4“上门服务”，2月起欠进度，进度0%，配合单位县民政局未启动。" in text


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        ("经费未落实；", "经费未落实。"),
        ("经费未落实！", "经费未落实！"),
        ("谁来牵头？", "谁来牵头？"),
        ("缺人", "缺人。"),
    ],
)
def test_a_problem_ends_with_one_sign(small: Program, problem: str, sentence: str) -> None:
    mark = f"mark 2 --dept 县民政局 --status blocked --problem {problem} --on 2024-09-02"
    assert small(mark).code == 0
    assert f"　　（三）受阻事项。单位反映受阻的1项次：县民政局承担任务2：{sentence}\n" in text_of(small)


def test_a_plan_that_changed_within_the_period(small: Program) -> None:
    """The deadline of a late task was put off, one task was taken out, another came."""
    early = PLAN.replace("due: 2024-08-31", "due: 2024-08-15")
    Path("early.yaml").write_text(early, encoding="utf-8")
    assert small("load early.yaml --yes --since 2024-01-02").code == 0
    later = PLAN.replace("due: 2024-08-31", "due: 2024-11-30").replace("title: 规范网站", "title: 上门服务")
    Path("later.yaml").write_text(later.replace("no: 2", "no: 7"), encoding="utf-8")
    assert small("load later.yaml --yes --since 2024-09-15").code == 0
    text = text_of(small)
    assert "《要点》共2项任务。截至9月30日，未启动2项，占100.0%。" in text
    assert "任务1“公开政策”，9月起欠进度，进度0%，" in text
    assert "（一）新增欠进度。与8月31日相比，新增欠进度任务1项：任务7“上门服务”。" in text
    assert "（二）新增任务。《要点》调整后新增任务1项：任务7“上门服务”。" in text
    assert "（三）调出任务。《要点》调整后调出任务1项：“规范网站”。" in text


def test_titles_within_the_title_have_single_signs(small: Program) -> None:
    plan = PLAN.replace("title: 演示县2024年工作要点", "title: 落实《条例》工作要点")
    Path("titled.yaml").write_text(plan, encoding="utf-8")
    assert small("load titled.yaml --yes --since 2024-01-02").code == 0
    text = text_of(small)
    assert text.startswith("关于《落实〈条例〉工作要点》\n")
    assert "根据《落实〈条例〉工作要点》（以下简称《要点》）" in text


def test_tasks_that_became_late_are_named(gongkai: Program) -> None:
    text = text_of(gongkai, "--period 6月")
    assert "新增欠进度任务12项：任务1" in text
    assert "新增欠进度" not in text_of(gongkai, "--period 7月")


# Parts


def test_a_part_without_facts_is_left_out_and_the_numbers_close_up(small: Program) -> None:
    assert headings(text_of(small, "--period 1月1日-10日")) == [
        "一、总体情况",
        "二、未按要求报送的单位",
        "三、下步工作要求",
    ]
    small("mark 1 --dept 县教育局 --percent 100 --link http://x.gov.cn/a --on 2024-09-02")
    small("mark 2 --dept 县民政局 --percent 100 --link http://x.gov.cn/a --on 2024-09-03")
    assert headings(text_of(small)) == ["一、总体情况", "二、进展较好的任务和单位", "三、较上期变化"]


def test_the_whole_bulletin_of_a_small_plan(small: Program) -> None:
    small("mark 2 --dept 县民政局 --percent 90 --on 2024-09-03")
    answer = small("bulletin --period 9月 --number 演府办[2024]03号 --to 各乡镇人民政府 --date 10月9日")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "演府办〔2024〕3号",
        "关于《演示县2024年工作要点》",
        "9月份落实情况的通报",
        "",
        "各乡镇人民政府：",
        "　　根据《演示县2024年工作要点》（以下简称《要点》），现将9月份落实情况通报如下，统计截至2024年9月30日。",
        "　　一、总体情况",
        (
            "　　（一）任务进展。《要点》共2项任务。截至9月30日，推进中1项，占50.0%；未启动1项，占50.0%。"
            "平均进度45%，时间进度74.8%。"
        ),
        "　　（二）序时进度。与序时进度相比，超进度1项，占50.0%；逾期1项，占50.0%。",
        (
            "　　（三）责任落实。任务由2个单位承担，计2项次（一个单位承担一项任务为一项次）："
            "推进中1项次，占50.0%；未启动1项次，占50.0%。"
        ),
        "　　（四）进展报送。9月份应报送2项次，已报送1项次，占50.0%；未报送1项次，占50.0%。",
        "　　二、进展较好的任务和单位",
        "　　（一）超进度的任务。进度快于序时的任务1项：任务2“规范网站”（90%）。",
        "　　（二）超进度的单位。总体进度快于序时的单位1个：县民政局。",
        "　　（三）报送齐全的单位。9月份应报事项全部报送的单位1个：县民政局。",
        "　　三、进展滞后的任务和单位",
        (
            "　　（一）逾期任务。完成时限已过、尚未完成的任务1项："
            "任务1“公开政策”，自9月1日起逾期，已超期30天，进度0%，牵头单位县教育局未启动。"
        ),
        "　　（二）滞后单位。承担的任务有逾期的单位1个，为本期未报送的单位。",
        "　　四、未按要求报送的单位",
        "　　9月份应报事项均未报送的单位1个：县教育局。该单位自《要点》印发以来从未报送。",
        "　　五、较上期变化",
        "　　（一）新增逾期。与8月31日相比，新增逾期任务1项：任务1“公开政策”。",
        "　　（二）赶上序时。由滞后赶上序时的任务1项：任务2“规范网站”。",
        "　　（三）首次报送。首次报送进展的单位1个：县民政局。",
        "　　六、下步工作要求",
        (
            "　　（一）加快滞后任务。逾期的1项任务，"
            "牵头单位和责任单位要逐项查明原因，明确措施和完成时间，尽快赶上序时进度。"
        ),
        "　　（二）按时报送进展。未报送的1个单位要尽快补报，今后按时报送进展情况、存在问题和下步措施。",
        "",
        "　　附件：1.任务进展情况表",
        "　　　　　2.各单位9月份进展和报送情况表",
        "",
        "　　2024年10月9日",
        "",
        "附件1　任务进展情况表",
        "序号  任务      牵头（责任）单位  完成时限  状态    进度  序时",
        "━" * 64,
        "1     公开政策  县教育局          8月31日   未启动  0%    逾期",
        "2     规范网站  县民政局          12月31日  推进中  90%   超进度",
        "注：统计截至2024年9月30日，依据台账第3号及以前的记录。",
        "",
        "附件2　各单位9月份进展和报送情况表",
        "序号  单位      承办任务  已完成  平均进度  序时    应报  已报  最近报送",
        "━" * 72,
        "1     县教育局  1         0       0%        逾期    1     0     从未报送",
        "2     县民政局  1         0       90%       超进度  1     1     9月3日",
        "注：统计截至2024年9月30日，依据台账第3号及以前的记录。",
    ]
    assert answer.err.splitlines() == [
        "约 847 字（上限 4000）。",
        (
            "以后再出一字不差的一份：gongkai bulletin --plan test-2024 --period 2024年9月 --ledger 3 "
            "--number '演府办[2024]03号' --to 各乡镇人民政府 --date 2024年10月9日"
        ),
    ]


def test_a_period_that_is_not_over_ends_today(gongkai: Program) -> None:
    answer = gongkai("bulletin --period 10月")
    assert "统计截至2024年10月8日。" in answer.out
    assert answer.err.splitlines()[1:] == [
        "时段还没有结束，统计到 10月8日。",
        "成文日期留着空白，签发时填，或加 --date 10月12日。",
        (
            "以后再出一字不差的一份：gongkai bulletin --plan shicheng-2024 --period 2024年10月 --ledger 1 "
            "--as-of 2024-10-08"
        ),
    ]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("第三季度", "第三季度"),
        ("上半年", "上半年"),
        ("9月", "9月份"),
        ("7-8月", "7至8月"),
        ("9月1日-15日", "9月1日至15日"),
        ("2024年8月-2025年1月", "2024年8月至2025年1月"),
    ],
)
def test_the_words_of_a_period(gongkai: Program, words: str, label: str) -> None:
    assert text_of(gongkai, f"--period {words}").splitlines()[2] == f"{label}落实情况的通报"


def test_a_plan_without_units_has_one_table_and_no_parts(gongkai: Program) -> None:
    plan = PLAN.replace("units:", "#").replace("  - {name", "# {name").replace(", lead: [县教育局]", "")
    Path("bare.yaml").write_text(plan.replace(", lead: [县民政局]", ""), encoding="utf-8")
    answer = gongkai("load bare.yaml --yes")
    assert answer.code == 0, answer.err
    answer = gongkai("--plan test-2024 bulletin --period 9月")
    assert answer.code == 0, answer.err
    assert headings(answer.out) == ["一、总体情况"]
    assert "　　附件：任务进展情况表" in answer.out.splitlines()
    assert "附件　任务进展情况表" in answer.out.splitlines()
    assert "附件2" not in answer.out
    assert gongkai("--plan test-2024 bulletin --period 9月 -o 通报.docx").code == 0


def test_a_long_bulletin_is_told(gongkai: Program) -> None:
    units = "\n".join(f"  - {{name: 县{place:03}号工作推进局, kind: 县政府部门}}" for place in range(400))
    Path("long.yaml").write_text(
        PLAN.replace("units:\n", f"units:\n{units}\n").replace("[县民政局]}", "[县民政局], responsible: [各局]}")
        + "collectives:\n  - {name: 各局, kind: 县政府部门}\n",
        encoding="utf-8",
    )
    assert gongkai("load long.yaml --yes").code == 0
    answer = gongkai("--plan test-2024 bulletin --period 9月")
    assert answer.err.splitlines()[0].endswith(" 字（上限 4000），超过上限，请删减。")


# Refusals


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ("--period 11月", 2, "2024年11月1日 还没到（今天按 2024年10月8日 算），还没有可通报的。请改 --period。"),
        (
            "--period 2024年3月",
            2,
            "2024年3月1日至2024年3月31日 在要点印发之前：要点从 2024年5月26日 起。请改 --period。",
        ),
        (
            "--period 2025年1月 --as-of 2025-03-01",
            2,
            "2025年1月1日至2025年1月31日 在要点结束之后：要点到 2024年12月31日 为止。请改 --period。",
        ),
        ("--ledger 七", 2, "“七”不是台账编号。--ledger 要写数字，如 46。"),
        ("--ledger 9", 4, "台账只到第 1 号，没有第 9 号。用 gongkai log 查看台账。"),
        (
            "--ledger 0",
            1,
            "到台账第 0 号时，“shicheng-2024”还没有载入（第 1 号才载入）。请把 --ledger 改为以后的编号。",
        ),
        ("--template 模板.docx", 2, "--template 只用于 Word 文件。请写 -o 通报.docx，或去掉 --template。"),
        ("--template 模板.docx -o 通报.md", 2, "--template 只用于 Word 文件。请写 -o 通报.docx，或去掉 --template。"),
        (
            "--template-out 模板.docx --period 9月 -o 通报.docx",
            2,
            "--template-out 只管模板，不写通报。请去掉 --period、-o，或分两次运行。",
        ),
        (
            "--check 模板.docx --number 1号",
            2,
            "--check 只管模板，不写通报。请去掉 --number，或分两次运行。",
        ),
        (
            "--template 模板.docx -o 模板.docx",
            2,
            "-o 和 --template 是同一个文件，模板会被盖掉。请把 -o 换一个文件名。",
        ),
        ("-o 通报.pdf", 2, "这里写不出 .pdf 文件。请写 -o 通报.docx，打开后可以另存为 PDF。"),
        ("-o 通报.wps", 2, "这里写不出 .wps 文件。请写 -o 通报.docx，Word 和 WPS 都能打开。"),
        (
            "-o 通报.xlsx",
            2,
            "这里写不出 .xlsx 文件。请写 -o 通报.docx，要 Excel 的表格，用 gongkai export -o 台账.xlsx。",
        ),
        ("--format csv", 2, "这里没有格式“csv”。--format 可以用：txt、md、html、docx。"),
    ],
)
def test_a_refusal_is_one_line(gongkai: Program, words: str, code: int, line: str) -> None:
    answer = gongkai(f"bulletin {words}")
    assert (answer.code, answer.out) == (code, "")
    (said,) = answer.err.splitlines()
    assert said.startswith(line)


def test_without_the_libraries_a_word_file_is_refused_and_the_other_formats_work(
    gongkai: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docxtpl", None)
    answer = gongkai("bulletin --period 9月 -o 通报.docx")
    assert (answer.code, answer.out, answer.err) == (
        1,
        "",
        (
            '写 Word 文件要先装附加组件，未写入。请运行 pip install "gongkai-cli[word]"，再试一次；'
            "不装也能写同样内容的 .md、.html、.txt，如 -o 通报.html。\n"
        ),
    )
    assert not Path("通报.docx").exists()
    assert gongkai("bulletin --period 9月 -o 通报.html").code == 0
    assert gongkai("bulletin --template-out 模板.docx").code == 0
