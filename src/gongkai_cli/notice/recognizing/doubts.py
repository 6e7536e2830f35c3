"""Doubts: what a reader has to check in a draft, and why."""

from enum import StrEnum
from typing import NamedTuple


class DoubtKind(StrEnum):
    """The kind of a doubt, by its word on the screen."""

    HEADER = "抬头"
    STRUCTURE = "任务划分"
    NUMBER = "序号"
    TITLE = "标题"
    NO_CLAUSE = "没有分工"
    ROLE = "职责"
    NAME = "单位名称"
    KIND = "单位类别"
    COLLECTIVE = "集体称谓"
    MORE = "“等”字"
    LEFTOVER = "余下文字"
    DEADLINE = "时限"
    ACTIVITY = "活动"
    UNREAD = "没有读的格子"


class Doubt(NamedTuple):
    """One doubt: its kind, and a sentence without a full stop."""

    kind: DoubtKind
    words: str
