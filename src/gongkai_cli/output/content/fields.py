"""The fields of every sheet: an office's own headings, and where in a row each cell's value comes from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter
from typing import Any

from gongkai_cli.domain.model import Standing
from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind, Form, Pace, Rhythm, Role, Status, Word
from gongkai_cli.output.content.cells import ACTIVITY_TONES, PACE_TONES, STATUS_TONES, standing_text
from gongkai_cli.output.listing import Field, Kind

_ONGOING = "持续推进"
_YES = {True: "是", False: ""}
_DERIVED = {True: "推定", False: ""}
_UPCOMING = {"activity": "活动", "node": "节点", "task": "任务"}


def _words(vocabulary: type[Word]) -> Mapping[Any, str]:
    return {word.value: word.word for word in vocabulary}  # by plain text, which is looked up faster than a member


def _status(heading: str, read: Callable[[Any], Any]) -> Field:
    return Field(heading, read, Kind.WORD, _words(Status), STATUS_TONES)


def _pace(read: Callable[[Any], Any]) -> Field:
    return Field("序时进度", read, Kind.WORD, _words(Pace), PACE_TONES)


def _flag(heading: str, read: Callable[[Any], Any], words: Mapping[Any, str] = _YES) -> Field:
    return Field(heading, read, Kind.WORD, words)


def _due(of: Callable[[str], Callable[[Any], Any]]) -> tuple[Field, Field]:
    return (
        Field("完成时限", of("due"), Kind.DAY, absent=_ONGOING),
        _flag("时限说明", of("due_derived"), _DERIVED),
    )


def _counts(*named: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(heading, attrgetter(key), Kind.NUMBER) for heading, key in named)


_TASK_HEAD = (
    Field("序号", attrgetter("no"), Kind.NUMBER),
    Field("任务", attrgetter("title")),
    Field("牵头单位", attrgetter("lead"), Kind.NAMES),
    Field("责任单位", lambda task: (*task.responsible, *task.collectives), Kind.NAMES),
)
_TASK_COUNTS = _counts(("已完成单位数", "units_done"), ("应完成单位数", "units_total"))
_due_of_task, _due_note = _due(attrgetter)

TASK = (
    *_TASK_HEAD,
    _due_of_task,
    _status("完成情况", attrgetter("status")),
    Field("进度", attrgetter("percent"), Kind.PERCENT),
    _pace(attrgetter("pace")),
    *_TASK_COUNTS,
    _due_note,
    _flag("已撤下", attrgetter("withdrawn")),
)
"""A task as it stands: rows are Task."""

ACCOUNT = (
    *_TASK_HEAD,
    _due_of_task,
    Field("进展情况", attrgetter("note")),
    Field("存在问题", attrgetter("problem")),
    Field("下步措施", attrgetter("next")),
    _status("完成情况", attrgetter("status")),
    Field("佐证链接", attrgetter("link"), Kind.LINK),
    Field("进度", attrgetter("percent"), Kind.PERCENT),
    _pace(attrgetter("pace")),
    *_TASK_COUNTS,
    _due_note,
    _flag("已撤下", attrgetter("withdrawn")),
)
"""A task with what is reported on it, 任务分解表: rows are Account."""


def part(of: Callable[[str], Callable[[Any], Any]]) -> tuple[Field, ...]:
    """Return the fields of a unit's part, 单位台账; `of` returns what reads a key of Part from a row."""
    due, note = _due(of)
    return (
        Field("序号", of("no"), Kind.NUMBER),
        Field("任务", of("title")),
        Field("责任单位", of("unit")),
        Field("职责", of("role"), Kind.WORD, _words(Role)),
        due,
        Field("进展情况", of("note")),
        Field("存在问题", of("problem")),
        Field("下步措施", of("next")),
        _status("完成情况", of("status")),
        Field("佐证链接", of("link"), Kind.LINK),
        Field("进度", of("percent"), Kind.PERCENT),
        _pace(of("pace")),
        Field("报告日期", of("on"), Kind.DAY),
        Field("印发写法", of("via")),
        _flag("计入统计", of("counted"), {True: "是", False: "否"}),
        note,
        _flag("已撤下", of("withdrawn")),
    )


PART = part(attrgetter)
"""A unit's part in a task: rows are Part."""


def part_in_tuples(keys: Sequence[str]) -> tuple[tuple[Field, ...], tuple[int, ...]]:
    """Return the fields of a unit's part where rows are tuples of these keys, and the place of each in a row."""
    as_key: Any = str
    by_key: Any = part(as_key)  # here what reads each field is the key itself
    places = [keys.index(field.read) for field in by_key]
    read = [replace(field, read=itemgetter(place)) for field, place in zip(by_key, places, strict=True)]
    return tuple(read), tuple(places)


MEASURE = (
    Field("举措序号", attrgetter("no"), Kind.NUMBER),
    Field("举措", attrgetter("text")),
    Field("指标", attrgetter("indicator")),
    Field("周期", attrgetter("rhythm"), Kind.WORD, _words(Rhythm)),
    Field("完成时限", attrgetter("due"), Kind.DAY),
)
"""What a task asks for: rows are Measure."""

ACTIVITY = (
    Field("序号", attrgetter("no"), Kind.NUMBER),
    Field("月份", attrgetter("month"), Kind.NUMBER),
    Field("日期", attrgetter("date"), Kind.DAY),
    Field("活动主题", attrgetter("theme")),
    Field("主办单位", attrgetter("organizer")),
    Field("活动形式", attrgetter("form"), Kind.WORD, {None: "未注明", **_words(Form)}),
    Field("状态", attrgetter("status"), Kind.WORD, _words(ActivityStatus), ACTIVITY_TONES),
    _flag("逾期未办", attrgetter("late")),
    Field("地点", attrgetter("place")),
    Field("人数", attrgetter("people"), Kind.NUMBER),
    Field("公开链接", attrgetter("link"), Kind.LINK),
    Field("备注", attrgetter("note")),
    Field("取消理由", attrgetter("reason")),
    _flag("已撤下", attrgetter("withdrawn")),
)
"""A row of the activity table, 活动安排表: rows are Activity."""

UNIT = (
    Field("单位", attrgetter("name")),
    Field("类别", attrgetter("kind")),
    Field("别名", attrgetter("aliases"), Kind.NAMES),
    *_counts(
        *(("牵头", "lead"), ("负责", "responsible"), ("参与", "member"), ("有关", "possible")),
        *(("已完成", "done"), ("应完成", "counted")),
    ),
    Field("进度", attrgetter("percent"), Kind.PERCENT),
    _pace(attrgetter("pace")),
    *_counts(("活动", "activities"), ("已办活动", "held"), ("逾期活动", "late")),
    _flag("已撤下", attrgetter("withdrawn")),
)
"""A unit with its counts, 单位汇总: rows are Unit."""


def _standing(read: Callable[[Any], Standing | ActivityStatus | None]) -> Callable[[Any], str | None]:
    def told(row: Any) -> str | None:
        standing = read(row)
        return None if standing is None else standing_text(standing)

    return told


LEDGER = (
    Field("编号", attrgetter("id"), Kind.NUMBER),
    Field("记录时间", attrgetter("at"), Kind.MOMENT),
    Field("记录人", attrgetter("by")),
    Field("类别", attrgetter("kind"), Kind.WORD, _words(ChangeKind)),
    Field("事项", attrgetter("subject")),
    Field("单位", attrgetter("unit")),
    Field("报告日期", attrgetter("on"), Kind.DAY),
    Field("变化前", _standing(attrgetter("before"))),
    Field("变化后", _standing(attrgetter("after"))),
    Field("进展情况", attrgetter("note")),
    Field("存在问题", attrgetter("problem")),
    Field("下步措施", attrgetter("next")),
    Field("佐证链接", attrgetter("link"), Kind.LINK),
    _flag("已撤回", attrgetter("undone")),
)
"""A line of the ledger, 进展记录: rows are LedgerEntry."""

PLAN = (
    Field("标识", attrgetter("key")),
    Field("标题", attrgetter("title")),
    Field("年度", attrgetter("year"), Kind.NUMBER),
    Field("地区", attrgetter("region")),
    Field("印发单位", attrgetter("issuer")),
    Field("印发日期", attrgetter("issued_on"), Kind.DAY),
    Field("截止日期", attrgetter("ends_on"), Kind.DAY),
    *_counts(("任务", "tasks"), ("已完成任务", "done")),
    Field("进度", attrgetter("percent"), Kind.PERCENT),
    *_counts(("单位", "units"), ("活动", "activities")),
)
"""A plan with its counts: rows are PlanSummary."""

UPCOMING = (
    Field("类别", attrgetter("kind"), Kind.WORD, _UPCOMING),
    Field("编号", attrgetter("code")),
    Field("事项", attrgetter("title")),
    Field("单位", attrgetter("units"), Kind.NAMES),
    Field("开始", attrgetter("start"), Kind.DAY),
    Field("期限", attrgetter("end"), Kind.DAY),
    Field("还有天数", attrgetter("days_left"), Kind.NUMBER),
    Field(
        "状态",
        attrgetter("status"),
        Kind.WORD,
        {**_words(Status), **_words(ActivityStatus)},
        {**STATUS_TONES, **ACTIVITY_TONES},
    ),
    _flag("逾期", attrgetter("late")),
)
"""Something that comes due: rows are Upcoming."""

MONTH = (
    Field("年", attrgetter("year"), Kind.NUMBER),
    Field("月", attrgetter("month"), Kind.NUMBER),
    *_counts(
        *(("场次", "total"), ("已公开", "published"), ("已办未公开", "held"), ("逾期未办", "late")),
        *(("未到期", "planned"), ("已取消", "cancelled")),
    ),
)
"""A month of the activity table in counts: rows are Month."""

ATTENTION = (
    Field("事项", attrgetter("kind")),
    Field("数", attrgetter("count"), Kind.NUMBER),
    Field("哪些", attrgetter("items"), Kind.NAMES),
)
"""Something that wants attention: rows are Attention."""


def of_second(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return fields that read from the second of a pair, where the first is the key of the row's plan."""
    return tuple(replace(one, read=_from_second(one.read)) for one in fields)


def _from_second(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda pair: read(pair[1])
