"""The closed vocabularies of the field: each member has an English code and a Chinese word."""

from enum import StrEnum
from typing import Self

from gongkai_cli.domain.text import shown
from gongkai_cli.errors import UsageError

ONGOING = "持续推进"
"""The words for a task without a deadline."""

NO_THEME = "待定"
"""The words for an activity without a theme yet."""

FORM_NOT_SET = "未注明"
"""The words for an activity without a form."""

HELD_UNPUBLISHED = "已办未公开"
"""The words for an activity that was held and has no public report yet."""

LATE_ACTIVITY = "逾期未办"
"""The words for an activity that was not held in time."""

AGENDA_WORDS = {"activity": "活动", "node": "节点", "task": "任务"}
"""The kind of an agenda item → its word."""

FIELD_WORDS = {
    "status": "状态",
    "percent": "完成",
    "note": "进展",
    "problem": "问题",
    "next": "下步措施",
    "link": "佐证",
}
"""A field of a report, by its JSON key → its word in the ledger."""

ACTIVITY_FIELD_WORDS = {
    "status": "状态",
    "date": "时间",
    "last_date": "结束日期",
    "time": "时刻",
    "theme": "主题",
    "form": "形式",
    "place": "地点",
    "people": "人数",
    "note": "备注",
    "reason": "取消理由",
    "link": "公开链接",
}
"""A field of an activity, by its JSON key → its word in the ledger."""

FIRST_YEAR, LAST_YEAR = 1949, 2999
"""The years that a plan may be of."""


class Word(StrEnum):
    """A code for files and scripts, with its word for the screen. The value is the code."""

    word: str

    def __new__(cls, code: str, word: str = "") -> Self:
        """Make the member `code`, shown as `word`."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = word
        return member

    @classmethod
    def parse(cls, text: str, what: str) -> Self:
        """Return the member with the code or the Chinese word `text`.

        Args:
            text: the word as typed. Case, blanks around it and `-` for `_` do not matter.
            what: the Chinese name of the vocabulary, for the message.

        Raises:
            UsageError: there is no such member; the message lists them all.
        """
        wanted = text.strip()
        code = wanted.lower().replace("-", "_")
        for member in cls:
            if wanted == member.word or code == member.value:
                return member
        known = "、".join(f"{member.word}（{member.value}）" for member in cls)
        raise UsageError(f"不认识的{what}“{shown(text)}”。可以用：{known}。")


class Role(Word):
    """职责: a unit's role in a task, the strongest first."""

    LEAD = "lead", "牵头"
    RESPONSIBLE = "responsible", "负责"
    SUPPORT = "support", "配合"
    MEMBER = "member", "参与"
    POSSIBLE = "possible", "有关"


class Status(Word):
    """状态: the state of a part or a task."""

    NOT_STARTED = "not_started", "未启动"
    IN_PROGRESS = "in_progress", "推进中"
    BLOCKED = "blocked", "受阻"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已中止"


class Pace(Word):
    """序时进度: progress against the share of the period gone by."""

    AHEAD = "ahead", "超进度"
    ON_TRACK = "on_track", "达进度"
    BEHIND = "behind", "欠进度"
    OVERDUE = "overdue", "逾期"
    DONE = "done", "已完成"


class ActivityStatus(Word):
    """The state of an activity, from undated to public."""

    UNDATED = "undated", "待定"
    SCHEDULED = "scheduled", "已安排"
    HELD = "held", "已举办"
    PUBLISHED = "published", "已公开"
    CANCELLED = "cancelled", "已取消"


class Form(Word):
    """活动形式: the two columns of the activity table, or both."""

    LECTURE = "lecture", "政务公开讲"
    OPEN_DAY = "open_day", "政府开放日"
    BOTH = "both", "政务公开讲、政府开放日"


class Rhythm(Word):
    """周期: how often a measure is due."""

    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"
    YEARLY = "yearly", "每年"


class Said(Word):
    """The texts of a report, by their JSON keys."""

    NOTE = "note", "进展"
    PROBLEM = "problem", "问题"
    NEXT = "next", "下步措施"
    LINK = "link", "佐证"


class Pause(Word):
    """A reason to look at a report again."""

    LOWER = "lower", "比原来低"
    NO_EVIDENCE = "no_evidence", "没有佐证链接"


def value_word(field: str, value: str | int | None) -> str:
    """Return the value of a field in words: 推进中, 40%, or — for none.

    Args:
        field: the JSON key of the field.
        value: its value. A code that is not known stays as it is.
    """
    if value is None:
        return "—"
    if field == "percent":
        return f"{value}%"
    if field in {"status", "form"}:
        for vocabulary in (Status, ActivityStatus, Form):
            if value in list(vocabulary):
                return vocabulary(value).word
    return str(value)


class ChangeKind(Word):
    """The kind of command that wrote a change into the ledger."""

    LOAD = "load", "载入"
    MARK = "mark", "报告"
    ACTIVITY = "activity", "活动"
    UNDO = "undo", "撤回"
    REDO = "redo", "恢复"
    REMOVE = "remove", "移除"
    SHEETS = "sheets", "发表"
    COLLECT = "collect", "收表"


class DifferenceKind(Word):
    """The kind of one difference between two editions of a plan."""

    ADDED = "added", "新增"
    RESTORED = "restored", "恢复"
    CHANGED = "changed", "变更"
    WITHDRAWN = "withdrawn", "调出"


class Continuation(Word):
    """The way of a task or a unit from one year's plan into the next one's."""

    KEPT = "kept", "延续"
    RENAMED = "renamed", "更名"
    ADDED = "added", "新增"
    MERGED = "merged", "并入"
    DROPPED = "dropped", "未再列入"


class SettingSource(Word):
    """Where the value of a setting comes from, the strongest first."""

    OPTION = "option", "命令行"
    VARIABLE = "variable", "环境变量"
    FILE = "file", "设置文件"
    DEFAULT = "default", "默认"
