"""Markdown, read back by a reader of CommonMark with tables: every cell is what the store holds, whatever it is."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from conftest import Answer, Program

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TEXTS = [
    "a|b、a\\|b、|、||",
    "反\\斜\\\\杠\\",
    "`码` ``两个",
    "<b>粗</b> <http://x.cn> <!-- 注 -->",
    "&amp; & &#65; &lt;",
    "*强* **更强** 2*3 x*y*z",
    "_斜_ __重__ a_b_c 中_文_字",
    "~~删~~ ~",
    "[链](http://x.cn) ![图](b) [^1] [x]",
    "# 题",
    "- 项",
    "+ 项",
    "1. 项",
    "2) 项",
    "> 引",
    "---",
    "===",
    "|---|",
    "https://x.cn/a_b?c=1&d=2#e",
    "$x$ :fire: @某人 {a} \"引\" '引'",
    "<br>",
    "\\n 不是换行",
]


def plain(token: Token) -> str:
    """Return the text of an inline token; whatever a reader took for markup is left standing out."""
    pieces = []
    for part in token.children or []:
        if part.type in {"text", "text_special"}:
            pieces.append(part.content)
        elif part.type == "html_inline" and part.content == "<br>":
            pieces.append("\n")
        else:
            pieces.append(f"«{part.type}»")
    return "".join(pieces)


def blocks(text: str) -> list[str]:
    """Return the kinds of the blocks at the top, in order."""
    return [f"{token.type}:{token.tag}" for token in READER.parse(text) if token.level == 0 and token.nesting >= 0]


def headings(text: str) -> list[str]:
    """Return the headings of a document."""
    tokens = READER.parse(text)
    return [plain(tokens[place + 1]) for place, token in enumerate(tokens) if token.type == "heading_open"]


def tables(text: str) -> list[list[dict[str, str]]]:
    """Return the rows of each table of a document, each cell under its heading."""
    found: list[list[list[str]]] = []
    tokens = READER.parse(text)
    for place, token in enumerate(tokens):
        match token.type:
            case "table_open":
                found.append([])
            case "tr_open":
                found[-1].append([])
            case "th_open" | "td_open":
                found[-1][-1].append(plain(tokens[place + 1]))
    return [[dict(zip(head, row, strict=True)) for row in rows] for head, *rows in found]


def printed(gongkai: Program, command: str) -> str:
    """Return what a command prints as Markdown."""
    answer = gongkai(f"{command} --format md")
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def listed(gongkai: Program, command: str) -> Any:
    """Return what a command answers in JSON."""
    return json.loads(gongkai(f"{command} --format json").out)


def test_a_listing_whole(gongkai: Program) -> None:
    assert gongkai("schedule --month 10 --dept 县工信局 --format md") == Answer(
        0,
        "# 石城县2024年政务公开工作要点　活动 1 场　截至 2024年10月8日\n"
        "\n"
        "| 序号 | 月份 | 年份 | 日期 | 活动主题 | 主办单位 | 活动形式 | 状态 | 逾期未办 "
        "| 地点 | 人数 | 公开链接 | 备注 | 取消理由 | 已调出 | 结束日期 | 时刻 "
        "| 印发的时间 | 参加对象 | 活动内容 |\n"
        "| ---: | ---: | ---: | --- | --- | --- | --- | --- | --- | --- | ---: | --- | --- | --- | --- | --- | --- "
        "| --- | --- | --- |\n"
        "| 18 | 10 | 2024 |  | 重点产业链现代化建设“3212”行动计划 | 县工信局 | 未注明 | 待定 "
        "|  |  |  |  |  |  |  |  |  |  |  |  |\n",
        "",
    )


def test_a_page_whole(gongkai: Program) -> None:
    gongkai("activity held 13 --date 8月20日 --people 60")
    gongkai("activity publish 13 --link https://x.cn/a_b")
    answer = gongkai("activity show 13 --format md")
    assert answer.out.splitlines()[:14] == [
        "# 石城县2024年政务公开工作要点　活动 13　文旅产业发展　截至 2024年10月8日",
        "",
        "- 主办单位：县文广旅局",
        "- 时间：8月20日",
        "- 期限：8月20日",
        "- 活动形式：未注明",
        "- 状态：已公开",
        "- 地点：—",
        "- 人数：60",
        "- 备注：—",
        "- 取消理由：—",
        "- 公开链接：https://x.cn/a_b",
        "",
        "## 台账　2 条",
    ]
    assert blocks(answer.out) == ["heading_open:h1", "bullet_list_open:ul", "heading_open:h2", "table_open:table"]


def test_a_page_has_each_listing_under_a_heading_of_its_own(gongkai: Program) -> None:
    assert [title.partition("　")[0] for title in headings(printed(gongkai, "show 3"))[1:]] == [
        "举措",
        "承办单位",
        "台账",
    ]
    assert [title.partition("　")[0] for title in headings(printed(gongkai, "dept 县司法局"))[1:]] == [
        "任务",
        "活动",
        "台账",
    ]
    titles = [title.split("　")[1] for title in headings(printed(gongkai, "export"))[1:]]
    assert titles == ["任务分解表", "单位台账", "活动安排表", "单位汇总", "进展记录"]


def test_what_words_stand_for_is_told_under_the_table(gongkai: Program) -> None:
    assert printed(gongkai, "tasks --dept 县司法局").splitlines()[-3:] == [
        "",
        "- 相关：任务 4　文件原文：“有关部门和单位”",
        "- 责任（统称）：任务 6、7、8、10、11、12　文件原文：“县政府各部门”",
    ]


def test_a_listing_without_rows_says_what_to_do(gongkai: Program) -> None:
    assert printed(gongkai, "tasks --status 已完成") == (
        "# 石城县2024年政务公开工作要点　任务 0 项　截至 2024年10月8日\n"
        "\n"
        "没有符合条件的任务。去掉一些条件再试，或用 gongkai tasks 查看全部任务。\n"
    )


COLUMNS = {
    "tasks": "序号 no 任务 title 牵头单位 lead 完成时限 due 应完成单位数 units_total",
    "tasks --dept 县司法局": "任务 title 责任单位 unit 进展情况 note 存在问题 problem 下步措施 next 佐证链接 link "
    "报告日期 on 文件原文 via",
    "schedule": "序号 no 月份 month 年份 year 日期 date 活动主题 theme 主办单位 organizer 地点 place 人数 people "
    "公开链接 link 备注 note 取消理由 reason",
    "upcoming": "编号 code 事项 title 单位 units 开始 start 期限 end 剩余天数 days_left",
    "depts": "单位 name 类别 kind 别名 aliases 牵头 lead 应完成 counted 活动 activities",
    "log --limit 0": "编号 id 记录人 by 事项 subject 单位 unit 进展情况 note",
    "plans": "标识 key 标题 title 年度 year 地区 region 印发日期 issued_on 单位 units",
}
"""Command → each heading with the JSON key of the same value."""


def as_text(value: Any) -> str:
    """Return a JSON value as a cell has it."""
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else str(value)


def spread(texts: Sequence[str], store: Path) -> None:
    """Put texts into every column that people fill, as another program could: whatever they are."""
    with closing(sqlite3.connect(store)) as other, other:
        for number, text in enumerate(texts, start=1):
            other.execute("UPDATE activity_entry SET theme = ?, note = ? WHERE no = ?", (text, text, number))
            other.execute("UPDATE task_entry SET title = ? WHERE no = ?", (text, number))
            other.execute("UPDATE unit_entry SET kind = ? WHERE unit_id = ?", (text, number))
        other.execute("UPDATE report SET note = ?, problem = ?, next_step = ?", (texts[0], texts[-1], texts[0]))


@pytest.mark.parametrize("command", COLUMNS)
def test_every_cell_is_the_value_that_json_gives(gongkai: Program, store: Path, command: str) -> None:
    gongkai("mark 3 9 --dept 县司法局 --percent 40 --note x --problem y --next z --link https://x.cn/a_b?c=1&d=_")
    gongkai("activity cancel 18 --reason 与*大*会|同日")
    spread(TEXTS, store)
    words = COLUMNS[command].split()
    columns = dict(zip(words[::2], words[1::2], strict=True))
    (rows,) = tables(printed(gongkai, command))
    found = [{heading: row[heading] for heading in columns} for row in rows]
    assert found == [
        {heading: as_text(one[key]) for heading, key in columns.items()} for one in listed(gongkai, command)
    ]
    assert len(found) > 0


@pytest.mark.parametrize("text", TEXTS)
def test_a_heading_and_a_fact_are_text_too(gongkai: Program, store: Path, text: str) -> None:
    spread([text], store)
    page = printed(gongkai, "activity show 1")
    assert headings(page)[0] == f"石城县2024年政务公开工作要点　活动 1　{text}　截至 2024年10月8日"
    facts = [plain(token) for token in READER.parse(page) if token.type == "inline"]
    assert f"备注：{text}" in facts
    assert blocks(page) == ["heading_open:h1", "bullet_list_open:ul", "heading_open:h2", "paragraph_open:p"]


@pytest.mark.parametrize(
    "name", ["# 局", "- 局", "+ 局", "1. 局", "2) 局", "> 局", "* 局", "---", "~~~ 局", "``` 局", "=== 局"]
)
def test_a_line_that_begins_with_a_name_is_a_line(gongkai: Program, store: Path, name: str) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE unit_entry SET name = ? WHERE name = '县司法局'", (name,))
    page = printed(gongkai, f"tasks '--dept={name}' --status 已完成")
    assert blocks(page) == ["heading_open:h1", "paragraph_open:p"]
    *_, last = [plain(token) for token in READER.parse(page) if token.type == "inline"]
    assert last.startswith(f"{name}没有符合条件的任务。")


def line_ends() -> Iterator[str]:
    """Return every mark at which a line can end."""
    yield from ("\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029")


def test_a_line_break_stays_one_and_breaks_no_table(gongkai: Program, store: Path) -> None:
    spread([f"上{end}下|右" for end in line_ends()], store)
    text = printed(gongkai, "schedule")
    assert len(text.splitlines()) == 4 + 28
    (rows,) = tables(text)
    shown = [row["备注"] for row in rows[:9]]
    assert set(shown) <= {"上\n下|右", "上下|右"}  # what steers a terminal is taken out
    assert shown[:3] == ["上\n下|右"] * 3


def test_what_steers_a_terminal_is_taken_out(gongkai: Program, store: Path) -> None:
    spread(["题\x1b]0;窗口\x07\u202e目\x00"], store)
    text = printed(gongkai, "schedule")
    assert not set(text) & set("\x1b\x07\u202e\x00")
    assert tables(text)[0][0]["活动主题"] == "题]0;窗口目"


def test_text_is_whole_however_long(gongkai: Program) -> None:
    note = "长" * 5000
    gongkai("mark", "3", "--dept", "县司法局", "--note", note)
    (rows,) = tables(printed(gongkai, "tasks --dept 县司法局"))
    assert rows[0]["进展情况"] == note
