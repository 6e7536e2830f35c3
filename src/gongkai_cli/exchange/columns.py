"""The columns of a unit's sheet, and the other headings under which people write the same."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple
from unicodedata import normalize

PARTS_SHEET, HELP_SHEET, ACTIVITIES_SHEET = "报送表", "填表说明", "活动"
"""The names of the visible sheets of a workbook."""

HIDDEN_SHEET = "_gongkai"
"""The name of the hidden sheet with the identity in its first cell."""

DEFINED_NAME = "gongkai_sheet"
"""The defined name, and the custom document property, that hold the identity."""

LIST_TITLE = "分发清单"
"""The name of the list of sheets, which is no sheet of a unit."""


NOTICE_TITLE, NOTICE_FILE = "进展情况的通知", "报送通知"
"""The end of the title of the notice beside the sheets, and the name of its file."""


class Item(StrEnum):
    """What a column is about."""

    KEY = "key"
    NO = "no"
    TITLE = "title"
    UNIT = "unit"
    PERCENT = "percent"
    STATUS = "status"
    OUTCOME = "outcome"
    """A percent, a status, or words: 完成情况."""
    NOTE = "note"
    PROBLEM = "problem"
    NEXT = "next"
    LINK = "link"
    DATE = "date"
    PEOPLE = "people"
    SHOWN_NOTE = "shown_note"
    SHOWN_PERCENT = "shown_percent"
    """What the ledger said when the sheet was given out."""
    OTHER = "other"
    """A column of our own sheet that nobody fills in."""


SAID = frozenset(
    {Item.PERCENT, Item.STATUS, Item.OUTCOME, Item.NOTE, Item.PROBLEM, Item.NEXT, Item.LINK, Item.DATE, Item.PEOPLE}
)
"""The columns that units fill in."""

NAMING = frozenset({Item.KEY, Item.NO, Item.TITLE, Item.UNIT})
"""The columns that say of what a row is."""


class SheetColumn(NamedTuple):
    """A column of a sheet: its heading, its width in characters, and whether the unit fills it in."""

    item: Item
    heading: str
    width: float
    is_open: bool = False


PART_COLUMNS = (
    SheetColumn(Item.KEY, "识别码", 9),
    SheetColumn(Item.NO, "序号", 4.5),
    SheetColumn(Item.TITLE, "任务", 12),
    SheetColumn(Item.OTHER, "举措", 26),
    SheetColumn(Item.OTHER, "职责", 5),
    SheetColumn(Item.OTHER, "时限", 9),
    SheetColumn(Item.SHOWN_NOTE, "上次进展", 9),
    SheetColumn(Item.SHOWN_PERCENT, "上次完成比例", 6),
    SheetColumn(Item.NOTE, "进展情况", 20, is_open=True),
    SheetColumn(Item.PROBLEM, "存在问题", 11, is_open=True),
    SheetColumn(Item.NEXT, "下步措施", 11, is_open=True),
    SheetColumn(Item.PERCENT, "完成比例", 6, is_open=True),
    SheetColumn(Item.LINK, "佐证链接", 11, is_open=True),
)
"""The columns of the sheet of tasks. The first one is hidden.

A page with letters of 9 points takes some 130 characters.
"""

ACTIVITY_COLUMNS = (
    SheetColumn(Item.KEY, "识别码", 9),
    SheetColumn(Item.NO, "序号", 6),
    SheetColumn(Item.TITLE, "活动主题", 30),
    SheetColumn(Item.OTHER, "活动形式", 18),
    SheetColumn(Item.OTHER, "计划时间", 16),
    SheetColumn(Item.DATE, "举办日期", 16, is_open=True),
    SheetColumn(Item.PEOPLE, "参加人数", 10, is_open=True),
    SheetColumn(Item.LINK, "公开链接", 36, is_open=True),
)
"""The columns of the sheet of activities. The first one is hidden."""

_SYNONYMS: Mapping[Item, str] = {
    Item.KEY: "识别码",
    Item.NO: "序号 任务序号 任务编号 编号 任务号 活动序号",
    Item.TITLE: (
        "任务 任务名称 工作任务 重点任务 任务内容 工作内容 工作要点 事项 工作事项 任务事项 任务标题 "
        "活动 活动主题 主题 活动名称"
    ),
    Item.UNIT: "单位 填报单位 报送单位 单位名称 部门 部门单位 责任单位 责任部门 承办单位 报送部门",
    Item.PERCENT: (
        "完成比例 完成率 进度 完成进度 本次完成比例 百分比 完成百分比 完成度 工作进度 进度百分比 本月完成比例"
    ),
    Item.STATUS: "状态 完成状态 办理状态 任务状态",
    Item.OUTCOME: "完成情况 办理情况 任务完成情况",
    Item.NOTE: (
        "进展情况 进展 工作进展 工作进展情况 进展说明 落实情况 工作落实情况 推进情况 工作推进情况 "
        "工作开展情况 开展情况 本月进展 本次进展 本月进展情况 目前进展 目前进展情况"
    ),
    Item.PROBLEM: (
        "存在问题 存在的问题 问题 困难和问题 存在的困难和问题 存在困难 主要问题 存在的主要问题 存在问题及困难"
    ),
    Item.NEXT: (
        "下步措施 下一步措施 下步打算 下一步打算 下步工作 下一步工作 下一步 下步 下步工作措施 下一步工作措施 "
        "下一步工作打算 下步工作打算 下步工作安排 下一步工作安排 下一步工作计划 下步工作计划 下步计划 下一步计划"
    ),
    Item.LINK: "佐证链接 佐证 链接 佐证材料 佐证材料链接 佐证网址 网址 公开链接 公开网址 链接地址",
    Item.DATE: "举办日期 活动日期 举办时间 活动时间 开展时间 开展日期",
    Item.PEOPLE: "参加人数 人数 参与人数 参加人员数 到场人数",
    Item.SHOWN_NOTE: "上次进展",
    Item.SHOWN_PERCENT: "上次完成比例",
    Item.OTHER: "举措 职责 时限 完成时限 活动形式 形式 计划时间 备注 联系人 联系电话 电话 类别",
}


def _folded(heading: str) -> str:
    """Return a heading without brackets' content, signs and blanks: 完成比例（%） is 完成比例."""
    text = re.sub(r"[(（\[【].*?[)）\]】]", "", normalize("NFKC", heading))
    return "".join(mark for mark in text if mark.isalnum())


_ITEMS = {_folded(heading): item for item, listed in _SYNONYMS.items() for heading in listed.split()}


def item_of(heading: str) -> Item | None:
    """Return the item that a heading names; None where it is no known heading."""
    return _ITEMS.get(_folded(heading))
