"""The columns of every sheet, under the headings that offices use."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from gongkai_cli.domain.vocabulary import (
    AGENDA_WORDS,
    FILE_WORDS,
    HELD_UNPUBLISHED,
    LATE_ACTIVITY,
    NOT_IN_FILE,
    ONGOING,
    ActivityStatus,
    ChangeKind,
    DifferenceKind,
    Pace,
    Rhythm,
    Role,
    Status,
    Word,
)
from gongkai_cli.output.content import parsing
from gongkai_cli.output.content.cells import ACTIVITY_TONES, FORM_WORDS, PACE_TONES, STATUS_TONES, attention_kind
from gongkai_cli.output.listing import Field, Kind, Tone

_YES = {True: "是", False: ""}
_DERIVED = {True: NOT_IN_FILE, False: ""}


def _text(key: str, heading: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(key, heading, attrgetter(key), kind, parse=parsing.parse_text)


def _names(key: str, heading: str) -> Field:
    return Field(key, heading, attrgetter(key), Kind.NAMES, parse=parsing.parse_names)


def _number(key: str, heading: str) -> Field:
    return Field(key, heading, attrgetter(key), Kind.NUMBER, parse=parsing.parse_number)


def _percent(key: str, heading: str) -> Field:
    return Field(key, heading, attrgetter(key), Kind.PERCENT, parse=parsing.parse_percent)


def _day(key: str, heading: str, absent: str | None = None) -> Field:
    return Field(key, heading, attrgetter(key), Kind.DAY, absent=absent, parse=parsing.day_parser(absent))


def _standing(key: str, heading: str) -> Field:
    return Field(key, heading, attrgetter(key), Kind.STANDING)


def _word(key: str, heading: str, words: Mapping[Any, str], tones: Mapping[Any, Tone] | None = None) -> Field:
    return Field(key, heading, attrgetter(key), Kind.WORD, words, tones or {}, parse=parsing.word_parser(words))


def _words(vocabulary: type[Word]) -> Mapping[Any, str]:
    # The keys are plain texts, since these are found faster than members.
    return {word.value: word.word for word in vocabulary}


_STATUS = _word("status", "完成情况", _words(Status), STATUS_TONES)
_PACE = _word("pace", "序时进度", _words(Pace), PACE_TONES)
_PERCENT = _percent("percent", "进度")
_DUE = _day("due", "完成时限", absent=ONGOING)
_DUE_DERIVED = _word("due_derived", "时限说明", _DERIVED)
_WITHDRAWN = _word("withdrawn", "已调出", _YES)
_NOTE = _text("note", "进展情况")
_PROBLEM = _text("problem", "存在问题")
_NEXT = _text("next", "下步措施")
_LINKS = Field("links", "佐证链接", attrgetter("links"), Kind.LINKS, parse=parsing.parse_links)

_TASK_HEAD = (
    _number("no", "序号"),
    _text("title", "任务"),
    _names("lead", "牵头单位"),
    Field("all_responsible", "责任单位", attrgetter("all_responsible"), Kind.NAMES),
    _DUE,
)
_TASK_COUNTS = (
    _number("units_done", "已完成单位数"),
    _number("units_total", "应完成单位数"),
    _number("reported", "已报单位数"),
)

_AS_PRINTED = (
    _text("printed", "印发序号"),
    _text("section", "所在部分"),
    _names("support", "配合单位"),
    _text("due_words", "印发的时限"),
    Field("other_duties", "其他分工", attrgetter("other_duties")),
)

TASK = (*_TASK_HEAD, _STATUS, _PERCENT, _PACE, *_TASK_COUNTS, _DUE_DERIVED, _WITHDRAWN, *_AS_PRINTED)
"""A task: rows are Task."""

ACCOUNT = (
    *_TASK_HEAD,
    _NOTE,
    _PROBLEM,
    _NEXT,
    _STATUS,
    _text("links", "佐证链接", Kind.LINK),
    _PERCENT,
    _PACE,
    *_TASK_COUNTS,
    _DUE_DERIVED,
    _WITHDRAWN,
    *_AS_PRINTED,
)
"""任务分解表, a task with its reports: rows are Account."""

PART = (
    _number("no", "序号"),
    _text("title", "任务"),
    _text("unit", "责任单位"),
    _word("role", "职责", _words(Role)),
    _DUE,
    _NOTE,
    _PROBLEM,
    _NEXT,
    _STATUS,
    _LINKS,
    _PERCENT,
    _PACE,
    _day("on", "报告日期"),
    _text("via", FILE_WORDS),
    _word("counted", "计入统计", {True: "是", False: "否"}),
    _DUE_DERIVED,
    _WITHDRAWN,
    _day("note_on", "进展报于"),
    _day("problem_on", "问题报于"),
    _day("next_on", "措施报于"),
    _text("printed", "印发序号"),
    _text("due_words", "印发的时限"),
)
"""单位台账, a unit's part in a task: rows are Part."""

MEASURE = (
    _number("no", "举措序号"),
    _text("text", "举措"),
    _text("indicator", "指标"),
    _word("rhythm", "频次", _words(Rhythm)),
    _day("due", "完成时限"),
    _text("due_words", "印发的时限"),
)
"""A measure of a task: rows are Measure."""


ACTIVITY = (
    _number("no", "序号"),
    _number("month", "月份"),
    _number("year", "年份"),
    _day("date", "日期"),
    _text("theme", "活动主题"),
    _text("organizer", "主办单位"),
    Field("form", "活动形式", attrgetter("form"), Kind.WORD, FORM_WORDS, parse=parsing.parse_form),
    _word("status", "状态", _words(ActivityStatus), ACTIVITY_TONES),
    _word("late", LATE_ACTIVITY, _YES),
    _text("place", "地点"),
    _number("people", "人数"),
    _text("link", "公开链接", Kind.LINK),
    _text("note", "备注"),
    _text("reason", "取消理由"),
    _WITHDRAWN,
    _day("last_date", "结束日期"),
    _text("time", "时刻"),
    _text("when", "印发的时间"),
    _text("audience", "参加对象"),
    _text("content", "活动内容"),
)
"""活动安排表, an activity: rows are Activity."""

UNIT = (
    _text("name", "单位"),
    _text("kind", "类别"),
    _names("aliases", "别名"),
    _number("lead", Role.LEAD.word),
    _number("responsible", Role.RESPONSIBLE.word),
    _number("member", Role.MEMBER.word),
    _number("possible", Role.POSSIBLE.word),
    _number("done", "已完成"),
    _number("counted", "应完成"),
    _PERCENT,
    _PACE,
    _number("activities", "活动"),
    _number("held", "已办活动"),
    _number("late", "逾期活动"),
    _WITHDRAWN,
    _number("support", Role.SUPPORT.word),
    _text("contact", "联系人"),
    _text("phone", "电话"),
)
"""单位汇总, a unit with its counts: rows are Unit."""

LEDGER = (
    _number("id", "编号"),
    Field("at", "记录时间", attrgetter("at"), Kind.MOMENT),
    _text("by", "记录人"),
    _word("kind", "类别", _words(ChangeKind)),
    _text("subject", "事项"),
    _text("unit", "单位"),
    _day("on", "报告日期"),
    _standing("before", "变化前"),
    _standing("after", "变化后"),
    _NOTE,
    _PROBLEM,
    _NEXT,
    _LINKS,
    _word("undone", "已撤回", _YES),
    Field("change_words", "变动", attrgetter("change_words")),
)
"""进展记录, a line of the ledger: rows are LedgerEntry."""

PLAN = (
    _text("key", "标识"),
    _text("title", "标题"),
    _number("year", "年度"),
    _text("region", "地区"),
    _text("issuer", "印发单位"),
    _day("issued_on", "印发日期"),
    _day("ends_on", "截止日期"),
    _number("tasks", "任务"),
    _number("done", "已完成任务"),
    _PERCENT,
    _number("units", "单位"),
    _number("activities", "活动"),
    _text("number", "文号"),
)
"""A plan with its counts: rows are PlanSummary."""

FROM_THE_BEGINNING = "印发日起"
"""The words for the first day of a plan's first edition."""

EDITION = (
    _number("no", "版次"),
    _day("since", "执行日期", absent=FROM_THE_BEGINNING),
    _text("title", "标题"),
    _word("in_force", "执行中", _YES),
    _word("undone", "已撤回", _YES),
    _number("differences", "变化"),
    _number("change", "台账编号"),
    Field("at", "记录时间", attrgetter("at"), Kind.MOMENT),
    _text("by", "记录人"),
    _text("file", "文件"),
)
"""An edition of a plan: rows are Edition."""

EDITION_DIFFERENCE = (
    _word("kind", "类别", _words(DifferenceKind)),
    _text("subject", "事项"),
    _text("field", "项目"),
    _text("before", "变化前"),
    _text("after", "变化后"),
    _text("words", "变化"),
)
"""A difference between two editions: rows are EditionDifference."""

_ANY_STATUS = {**_words(Status), **_words(ActivityStatus)}

UPCOMING = (
    _word("kind", "类别", AGENDA_WORDS),
    _text("code", "编号"),
    _text("title", "事项"),
    _names("units", "单位"),
    _day("start", "开始"),
    _day("end", "期限"),
    _number("days_left", "剩余天数"),
    _word("status", "状态", _ANY_STATUS, {**STATUS_TONES, **ACTIVITY_TONES}),
    _word("late", "逾期", _YES),
)
"""An item of the agenda: rows are Upcoming."""

MONTH = (
    _number("year", "年"),
    _number("month", "月"),
    _number("total", "场次"),
    _number("published", ActivityStatus.PUBLISHED.word),
    _number("held", HELD_UNPUBLISHED),
    _number("late", LATE_ACTIVITY),
    _number("planned", "未到期"),
    _number("cancelled", ActivityStatus.CANCELLED.word),
)
"""A month's activities in counts: rows are Month."""


ATTENTION = (
    Field("kind", "事项", attention_kind),
    _number("count", "数"),
    _names("items", "哪些"),
)
"""A point that needs attention: rows are Attention."""
