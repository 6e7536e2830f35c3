"""Tables in plain text: tabs, bars, blanks, a cell on each line; merged cells that were copied once, or as blanks."""

import pytest
from files_of_notices import lines

PLAIN = ["序号 | 任务 | 单位", "1 | 公开文件 | 县司法局", "2 | 公开会议 | 县政府办"]


def of(*rows: str) -> list[str]:
    """Read the lines of a text and return its blocks as lines."""
    return lines("\n".join(rows).encode(), "通知.txt")


def test_headings_apart_and_chapters_between_the_rows_are_one_table() -> None:
    assert of(
        "序号\t任务\t单位", "一、决策", "1\t公开文件\t县司法局", "二、执行", "三、结果", "2\t公开会议\t县政府办"
    ) == [
        "序号 | 任务 | 单位",
        "一、决策 | ^一、决策 | ^一、决策",
        "1 | 公开文件 | 县司法局",
        "二、执行 | ^二、执行 | ^二、执行",
        "三、结果 | ^三、结果 | ^三、结果",
        "2 | 公开会议 | 县政府办",
    ]


def test_a_sentence_ends_a_table() -> None:
    table = ["序号\t任务\t单位", "1\t公开文件\t县司法局"]
    assert of(*table, "以上任务按月报送。", "第一行\t后面") == [*PLAIN[:2], "以上任务按月报送。", "第一行 后面"]


@pytest.mark.parametrize(
    "rows",
    [
        ["| 序号 | 任务 | 单位 |", "|---|---|---|", "| 1 | 公开文件 | 县司法局 |", "| 2 | 公开会议 | 县政府办 |"],
        ["序号｜任务｜单位", "1｜公开文件｜县司法局", "2｜公开会议｜县政府办"],
        ["序号    任务      单位", "1     公开文件   县司法局", "2     公开会议   县政府办"],
        ["序号", "任务", "单位", "1", "公开文件", "县司法局", "2", "公开会议", "县政府办"],
    ],
)
def test_bars_blanks_and_stacked_cells_make_the_same_table(rows: list[str]) -> None:
    assert of(*rows) == PLAIN


def test_stacked_cells_with_chapters_and_lines_behind_them() -> None:
    rows = ["序号", "任务", "单位", "一、决策", "1", "公开文件", "县司法局", "二、执行", "2", "公开会议", "县政府办"]
    assert of("附件", *rows, "注：按月报送") == [
        "附件",
        PLAIN[0],
        "一、决策 | ^一、决策 | ^一、决策",
        PLAIN[1],
        "二、执行 | ^二、执行 | ^二、执行",
        PLAIN[2],
        "注：按月报送",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["县司法局：负责文件    县政府办：负责会议", "都要按时    不得拖延"],
        ["序号", "任务", "1", "公开文件", "2", "公开会议"],
        ["编号", "一、推进决策公开，做好解读。", "1", "2"],
        ["一、公开|解读|回应", "二、抓好落实"],
    ],
)
def test_other_lines_are_no_table(rows: list[str]) -> None:
    assert of(*rows) == [" ".join(row.split()) for row in rows]


def test_cells_that_were_merged_stand_in_the_columns_that_look_like_them() -> None:
    table = [
        "序号\t类别\t分值\t内容",
        "\t总分\t100\t",
        "1\t重点部门\t县司法局\t30\t完善制度，按时公开。",
        "20\t做好解读，及时回应。",
        "2\t县财政局\t60\t公开预算，公开决算。",
        "3\t一般部门\t县统计局\t60\t公开数据，做好服务。",
    ]
    assert of(*table) == [
        "序号 | 类别 | ^类别 | 分值 | 内容",
        " | 总分 | ^总分 | 100 | ",
        "1 | 重点部门 | 县司法局 | 30 | 完善制度，按时公开。",
        "^1 | ^重点部门 | ^县司法局 | 20 | 做好解读，及时回应。",
        "2 | ^重点部门 | 县财政局 | 60 | 公开预算，公开决算。",
        "3 | 一般部门 | 县统计局 | 60 | 公开数据，做好服务。",
    ]


def test_blanks_at_the_beginning_of_a_row_go_on_from_above() -> None:
    table = ["序号\t任务\t步骤", "1\t公开文件\t6月：公开目录", "\t\t9月：公开全文", "2\t公开会议\t全年：邀请代表"]
    assert of(*table)[2] == "^1 | ^公开文件 | 9月：公开全文"
