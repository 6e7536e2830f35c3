"""Places in words; notices as plain text, in Markdown and in every encoding."""

import pytest
from files_of_notices import lines, shown
from hypothesis import given
from hypothesis import strategies as st

from gongkai_cli.notice.blocks import Paragraph, Place, Table
from gongkai_cli.notice.sources.reading import read_notice

PROSE = "青岩县2025年政务公开工作要点\n\n　　一、推进决策公开。（县司法局负责）\r\n二、推进执行公开。（县财政局负责）\n"
PROSE_LINES = [
    "青岩县2025年政务公开工作要点",
    "一、推进决策公开。（县司法局负责）",
    "二、推进执行公开。（县财政局负责）",
]

LONG = "各乡镇要按照要求抓好落实，及时报送进展情况" * 30

ONE_LINE = (
    "首页 > 政务公开 青岩县人民政府办公室文件 索 引 号： QY-2025-7 发文机关： 青岩县人民政府办公室 "
    "成文日期：2025-03-01 发文字号： 青政办〔2025〕7号 "
    "微信 微博 QQ空间 打印 青岩县人民政府办公室关于印发2025年工作要点的通知 "
    f"各乡镇人民政府： 为做好工作，制定如下措施： 一、加强公开 1.推进决策公开。{LONG}。 责任单位：县司法局 "
    f"2.推进执行公开，下降10个百分点以上，办好1.5万件。{LONG}。 责任单位：县财政局、县审计局 二、加强回应 "
    "3.做好解读。重点做好：1.文字解读；2.图片解读；3.视频解读。 责任单位：县政府办 青岩县人民政府办公室 2025年3月1日 "
    "（此件公开发布）"
)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("a", paragraph=12), "第 12 段"),
        (Place("a", table=2), "表 2"),
        (Place("a", table=2, row=3), "表 2 第 3 行"),
        (Place("a", table=2, row=3, column=4, heading="责任单位"), "表 2 第 3 行“责任单位”列"),
        (Place("a", table=2, row=3, column=4), "表 2 第 3 行第 4 列"),
        (Place("a", page=4, paragraph=2), "第 4 页第 2 段"),
        (Place("a", page=4, table=2, row=3), "第 4 页表 2 第 3 行"),
    ],
)
def test_a_place_in_words(place: Place, words: str) -> None:
    assert place.words == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_each_line_of_a_text_is_a_paragraph_in_every_encoding(encoding: str) -> None:
    notice = read_notice("要点.txt", PROSE.encode(encoding))
    assert notice.format == "txt"
    assert shown(notice) == PROSE_LINES
    assert [block.place.words for block in notice.blocks] == ["第 1 段", "第 2 段", "第 3 段"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(encoding: str) -> None:
    assert lines(PROSE.encode(encoding)) == PROSE_LINES


def test_a_few_broken_bytes_do_not_matter() -> None:
    data = PROSE.encode() * 40
    assert len(lines(data[:-4])) == 120


def test_invisible_characters_go_and_radicals_become_letters() -> None:
    assert lines("一、推\u200b进⼯作\u00a0公开\ufeff。\n".encode()) == ["一、推进工作 公开。"]


def test_page_furniture_is_left_out_and_the_head_of_the_notice_stays() -> None:
    text = """当前位置：首页 > 政务公开 > 工作要点
首页 政务公开 政务服务 互动交流 走进青岩
索引号：QY-2025-7
发布机构：青岩县人民政府办公室
【字体：大 中 小】 打印本页 分享到：微信 微博
青岩县2025年政务公开工作要点
承办单位：县司法局
附件：任务表
上一篇：没有了
下一篇：青岩县2024年政务公开工作总结
相关阅读
青岩县印发营商环境方案
青岩县召开工作会议
主办单位：青岩县人民政府
版权所有 青岩县人民政府 青ICP备2025001号"""
    assert lines(text.encode()) == [
        "索引号：QY-2025-7",
        "发布机构：青岩县人民政府办公室",
        "青岩县2025年政务公开工作要点",
        "承办单位：县司法局",
        "附件：任务表",
    ]


def test_the_foot_of_a_page_takes_the_lines_beside_it() -> None:
    text = "一、推进公开。\n主办单位：青岩县司法局\n二、做好解读。\n三、抓好落实。\n四、加强督查。\n"
    text += "承办单位：县政府办\n版权所有：青岩县"
    assert lines(text.encode()) == [
        "一、推进公开。",
        "主办单位：青岩县司法局",
        "二、做好解读。",
        "三、抓好落实。",
        "四、加强督查。",
    ]


def test_a_notice_on_one_line_is_cut_into_its_paragraphs() -> None:
    assert lines(ONE_LINE.encode()) == [
        "青岩县人民政府办公室文件",
        "索 引 号： QY-2025-7",
        "发文机关： 青岩县人民政府办公室",
        "成文日期：2025-03-01",
        "发文字号： 青政办〔2025〕7号",
        "青岩县人民政府办公室关于印发2025年工作要点的通知",
        "各乡镇人民政府：",
        "为做好工作，制定如下措施：",
        "一、加强公开",
        f"1.推进决策公开。{LONG}。",
        "责任单位：县司法局",
        f"2.推进执行公开，下降10个百分点以上，办好1.5万件。{LONG}。",
        "责任单位：县财政局、县审计局",
        "二、加强回应",
        "3.做好解读。重点做好：1.文字解读；2.图片解读；3.视频解读。",
        "责任单位：县政府办",
        "青岩县人民政府办公室",
        "2025年3月1日",
        "（此件公开发布）",
    ]


def test_glued_headings_and_numbers_are_cut_where_they_run_on() -> None:
    text = (
        f"青岩县2025年工作方案为贯彻落实会议精神，制定本方案。一、加强公开（一）围绕决策推进公开1．公开文件。{LONG}。"
    )
    text += f"（责任处室：办公室）2．公开数据。{LONG}。（责任处室：数据处）"
    text += f"二、保障措施1.加强领导。{LONG}。2.加强考核。{LONG}。"
    assert lines(text.encode()) == [
        "青岩县2025年工作方案",
        "为贯彻落实会议精神，制定本方案。",
        "一、加强公开（一）围绕决策推进公开",
        f"1．公开文件。{LONG}。（责任处室：办公室）",
        f"2．公开数据。{LONG}。（责任处室：数据处）",
        "二、保障措施",
        f"1.加强领导。{LONG}。",
        f"2.加强考核。{LONG}。",
    ]


def test_a_long_paragraph_without_running_numbers_stays_whole() -> None:
    text = f"一、推进公开。{LONG}{LONG}（一）和第（二）项另行规定。"
    assert lines(text.encode()) == [text]


def test_tabs_make_a_table_and_a_merged_cell_is_spread() -> None:
    text = "附件\n序号\t类别\t任务\t单位\n1\t决策\t公开文件\t县司法局\n2\t公开会议\t县政府办\n"
    text += "3\t执行\t公开数据\t县财政局\n"
    assert lines(text.encode()) == [
        "附件",
        "序号 | 类别 | 任务 | 单位",
        "1 | 决策 | 公开文件 | 县司法局",
        "2 | ^决策 | 公开会议 | 县政府办",
        "3 | 执行 | 公开数据 | 县财政局",
    ]


def test_markdown() -> None:
    text = """---
title: 工作要点
---
# 青岩县2025年工作要点 #

## 一、加强公开

- 推进**决策**公开，见[清单](https://example.gov.cn/a.html)。
1. 推进执行公开\\.（*县司法局、*县财政局负责）
> 每月&nbsp;更新<br>每季度通报

***

| 序号 | 任务 | 责任单位 |
|:----:|------|---|
| 1 | 公开**文件**<br>和会议 | 县司法局 |
| 2 | 公开\\|数据 | |
"""
    notice = read_notice("要点.MD", text.encode())
    assert notice.format == "md"
    assert shown(notice) == [
        "青岩县2025年工作要点",
        "一、加强公开",
        "推进决策公开，见清单。",
        "1. 推进执行公开.（*县司法局、*县财政局负责）",
        "每月 更新",
        "每季度通报",
        "序号 | 任务 | 责任单位",
        "1 | 公开文件/和会议 | 县司法局",
        "2 | 公开|数据 | ",
    ]
    table = notice.blocks[-1]
    assert isinstance(table, Table)
    assert table.rows[1][2].place.words == "表 1 第 2 行“责任单位”列"


def test_only_the_name_tells_markdown_from_text() -> None:
    assert lines("# 要点".encode(), "要点.txt") == ["# 要点"]
    assert lines("# 要点".encode(), "要点.md") == ["要点"]


WRITTEN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3, max_size=30)


@given(st.lists(WRITTEN, min_size=2, max_size=8), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_every_paragraph_comes_back_in_every_encoding(paragraphs: list[str], encoding: str) -> None:
    paragraphs = [f"一、{one}。" for one in paragraphs]
    blocks = read_notice("要点.txt", "\n".join(paragraphs).encode(encoding)).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == paragraphs
