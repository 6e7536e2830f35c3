"""The closed vocabularies of the field: each member has an English code and a Chinese word."""

from enum import StrEnum
from typing import Self

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import plain
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

UNREPORTED = "未报送"
"""The word for a part or a unit without a report."""

NOT_IN_FILE = "文件未注明"
"""The remark on a deadline that the plan does not print: it is the plan's last day."""

FILE_WORDS = "文件原文"
"""The label before the words that the published plan uses for units."""

PREVIEW = "仅为预览，未写入。"
"""The message of a trial: nothing was written."""

UNREPORTED_UNITS = "从未报告的单位"
"""The kind of attention in JSON: programs compare it, so it stays as it is."""

ATTENTION_WORDS = {UNREPORTED_UNITS: f"{UNREPORTED}的单位"}
"""A kind of attention → its words on a screen, where they are others."""

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
    synonyms: str

    def __new__(cls, code: str, word: str = "", synonyms: str = "") -> Self:
        """Make the member `code`, shown as `word`, and understood by its synonyms too, with blanks between them."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = word
        member.synonyms = synonyms
        return member

    @classmethod
    def lookup(cls, text: str) -> Self | None:
        """Return the member with the code, the Chinese word or the synonym `text`; None if there is none.

        Case, width, blanks around the text and `-` for `_` do not matter.
        """
        wanted = plain(text).strip()
        code = wanted.lower().replace("-", "_")
        for member in cls:
            if wanted == plain(member.word) or code == member.value or wanted.lower() in member.synonyms.split():
                return member
        return None

    @classmethod
    def parse(cls, text: str, what: str) -> Self:
        """Return the member that `text` means, as `lookup`.

        Args:
            text: the word as typed.
            what: the Chinese name of the vocabulary, for the message.

        Raises:
            UsageError: there is no such member; the message lists them all.
        """
        found = cls.lookup(text)
        if found is not None:
            return found
        known = "、".join(f"{member.word}（{member.value}）" for member in cls)
        raise UsageError(f"无法识别的{what}“{shown(text)}”。可以用：{known}。")


class Role(Word):
    """职责: a unit's role in a task, the strongest first."""

    LEAD = "lead", "牵头", "主办 主责 牵头单位"
    RESPONSIBLE = "responsible", "负责", "承办 责任 责任单位 负责单位"
    SUPPORT = "support", "配合", "协办 协助 会同 配合单位"
    MEMBER = "member", "责任（统称）", "统称 参与 参加 参与单位"
    POSSIBLE = "possible", "相关", "有关 涉及 有关单位 待认领"


BRIEF_ROLES = {Role.MEMBER: "统称"}
"""A role → its word where a column has no room for the long one."""


class Status(Word):
    """状态: the state of a part or a task."""

    NOT_STARTED = "not_started", "未启动", "未开始 未开展 没开始 未办"
    IN_PROGRESS = "in_progress", "推进中", "进行中 正在推进 推进 办理中 在办"
    BLOCKED = "blocked", "受阻", "卡住 停滞 有困难"
    DONE = "done", "已完成", "完成 办结 已办结 完结"
    STOPPED = "stopped", "已中止", "中止 终止 已终止"


class Pace(Word):
    """序时进度: progress against the share of the period gone by."""

    AHEAD = "ahead", "超进度", "超前 超序时 快于序时"
    ON_TRACK = "on_track", "达进度", "正常 达序时 与序时同步"
    BEHIND = "behind", "欠进度", "滞后 落后 慢序时 慢于序时 欠序时 未达进度"
    OVERDUE = "overdue", "逾期", "超期 过期 late"
    DONE = "done", "已完成", "完成 办结 已办结 完结"


class ActivityStatus(Word):
    """The state of an activity, from undated to public."""

    UNDATED = "undated", "待定", "未定 未安排 待安排"
    SCHEDULED = "scheduled", "已安排", "安排 已定"
    HELD = "held", "已举办", "举办 已办 已举行 办了"
    PUBLISHED = "published", "已公开", "公开 已发布 办结 已办结"
    CANCELLED = "cancelled", "已取消", "取消"


class Form(Word):
    """活动形式: the two columns of the activity table, or both."""

    LECTURE = "lecture", "政务公开讲", "公开讲"
    OPEN_DAY = "open_day", "政府开放日", "开放日"
    BOTH = "both", "政务公开讲、政府开放日", "二者都办 两样都办"


class Rhythm(Word):
    """频次: how often a measure is due."""

    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"
    YEARLY = "yearly", "每年"


class Said(Word):
    """The texts of a report, by their JSON keys."""

    NOTE = "note", "进展", "进展情况"
    PROBLEM = "problem", "问题", "存在问题 困难"
    NEXT = "next", "下步措施", "下一步 下步 措施"
    LINK = "link", "佐证", "佐证链接 链接 网址"


class Sort(Word):
    """The columns that tasks and parts can be sorted by."""

    NO = "no", "序号", "编号"
    STATUS = "status", "状态"
    PERCENT = "percent", "进度", "完成 完成比例 百分比"
    DUE = "due", "时限", "完成时限 期限 截止"
    PACE = "pace", "序时", "序时进度"


class WholeTable(Word):
    """The tables of an export, all of them, or the plan as its file."""

    TASKS = "tasks", "任务分解表", "任务 分解表"
    MEASURES = "measures", "责任清单", "举措 清单"
    ASSIGNMENTS = "assignments", "单位台账", "承担 承担表"
    ACTIVITIES = "activities", "活动安排表", "活动 活动表"
    UNITS = "units", "单位汇总", "单位 汇总"
    LEDGER = "ledger", "进展记录", "记录 台账记录"
    ALL = "all", "全部", "所有 台账"
    PLAN = "plan", "计划文件", "计划 工作要点 要点"


class Pause(Word):
    """A reason to look at a report again."""

    LOWER = "lower", "比原来低"
    NO_EVIDENCE = "no_evidence", "没有佐证链接"


def undo_hint(change: int) -> str:
    """Return the advice for taking back a change, by its number in the ledger."""
    return f"如需撤回：gongkai undo {change}"


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
    SHEETS = "sheets", "下发报送表"
    COLLECT = "collect", "收回报送表"


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
