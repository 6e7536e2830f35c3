"""The sheets of a plan workbook and their columns, made from the fields of the plan document.

A field that is added to the document gets a column of its own; its heading is then the beginning of its description.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from gongkai_cli.domain.text import folded, without_brackets
from gongkai_cli.domain.vocabulary import Word
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanHeader,
    TaskEntry,
    UnitEntry,
)
from gongkai_cli.planfile.values.fields import Name


class Shape(Enum):
    """How a cell holds the value of a field."""

    TEXT = "one text"
    NUMBER = "a number"
    DAY = "a day"
    DUE = "a day, or words"
    TRUTH = "是 or nothing"
    NAMES = "names with 、 between them"
    TEXTS = "texts, one a line"
    OTHERS = "more roles, such as 指导：县政府办, one a line"


class Column(NamedTuple):
    """One field: a column of a table, or a row of the sheet about the plan.

    Attributes:
        key: the field's key in the plan file.
        heading: its words in the sheet.
        other_headings: words that are recognized as well.
        note: how to fill it in.
        shape: how a cell holds it.
        is_required: whether it must not be empty.
        words: the words that are offered.
        is_closed: whether no other words are allowed.
        is_measure: whether it belongs to a measure of the task, not to the task.
    """

    key: str
    heading: str
    other_headings: tuple[str, ...]
    note: str
    shape: Shape
    is_required: bool
    words: tuple[str, ...] = ()
    is_closed: bool = False
    is_measure: bool = False


class SheetPlan(NamedTuple):
    """One sheet: the section of the plan file that it holds, its names, and its columns.

    Attributes:
        section: the key of the section.
        name: the name of the sheet.
        other_names: names that are recognized as well.
        columns: its columns, in order.
    """

    section: str
    name: str
    other_names: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, heading: str) -> Column | None:
        """Return the column with a heading; None where there is no such column.

        Its key is a heading too. What stands in brackets in a heading does not matter.
        """
        known = _headings(self)
        return known.get(folded(heading)) or known.get(folded(without_brackets(heading)))


_KEYS: Mapping[type[BaseModel], Mapping[str, Sequence[str]]] = {
    PlanHeader: {
        "title": ("标题", "名称"),
        "key": ("标识",),
        "year": ("年度",),
        "years": ("几年的年度", "起止年度"),
        "number": ("文号", "发文字号"),
        "region": ("地区",),
        "issuer": ("发文机关", "印发机关"),
        "issuers": ("联合发文机关",),
        "issued_on": ("发文日期", "印发日期"),
        "ends_on": ("最后一天", "截止日期"),
        "source": ("出处网址", "网址"),
        "based_on": ("依据的文件", "依据"),
        "also": ("每项任务都加上的称谓",),
    },
    UnitEntry: {
        "name": ("单位名称", "单位", "名称"),
        "kind": ("类别",),
        "aliases": ("别名",),
        "contact": ("联系人",),
        "phone": ("电话", "联系电话"),
    },
    CollectiveEntry: {
        "name": ("集体称谓", "称谓", "名称"),
        "kind": ("所指类别", "类别"),
        "members": ("所指单位", "单位"),
        "indefinite": ("是否泛指", "泛指"),
    },
    TaskEntry: {
        "no": ("序号", "任务序号", "编号"),
        "printed": ("印发序号", "印发的序号"),
        "section": ("所在部分", "部分"),
        "title": ("任务", "任务名称", "工作任务", "标题"),
        "lead": ("牵头单位", "牵头部门"),
        "responsible": ("责任单位", "责任部门", "负责单位"),
        "support": ("配合单位", "配合部门"),
        "others": ("其他分工",),
        "due": ("完成时限", "时限", "完成时间"),
    },
    MeasureEntry: {
        "text": ("举措", "具体举措", "工作举措", "措施"),
        "indicator": ("指标",),
        "rhythm": ("频次", "周期"),
        "due": ("举措时限",),
    },
    ActivityEntry: {
        "no": ("序号", "编号"),
        "month": ("月份",),
        "date": ("日期",),
        "when": ("印发的时间",),
        "time": ("时刻",),
        "theme": ("活动主题", "主题"),
        "organizer": ("主办单位", "主办"),
        "organizers": ("联合主办单位",),
        "form": ("活动形式", "形式"),
        "audience": ("参加对象",),
        "content": ("活动内容", "内容"),
        "place": ("活动地点", "地点"),
        "people": ("人数",),
        "note": ("备注",),
    },
}
"""The order of the columns, and the headings of each: the one that is written, and others that are recognized."""

SEVERAL = {"organizer": "organizers"}
"""A field of one name → the field for several names, which may stand in the same cell with 、 between them."""

_NOTES = {
    Shape.NAMES: "用顿号隔开",
    Shape.TEXTS: "一行一个（换行按 Alt+Enter）",
    Shape.OTHERS: "一行一种，如 指导：县政府办",
    Shape.TRUTH: "是就写“是”",
    Shape.DAY: "如 2024-09-30",
}
_OWN_NOTES = {
    "year": "年度，如 2024；几年的，写在“几年的年度”里",
    "issuers": "几个机关联合发文的，一行一个（换行按 Alt+Enter）；“发文机关”就空着",
    "organizer": "主办单位或集体称谓；几个单位合办的，用顿号隔开",
    "others": "其他分工，一行一种，如 指导：县政府办；只显示，不计数",
}
"""Notes in place of a description that names keys of the plan file."""


def _columns(model: type[BaseModel], taken: Sequence[str] = ()) -> tuple[Column, ...]:
    known = _KEYS[model]
    order = [key for key in known if key in model.model_fields]
    order += [key for key in model.model_fields if key not in known and not _is_entries(model.model_fields[key])]
    return tuple(_column(model, key, taken) for key in order)


def _column(model: type[BaseModel], key: str, taken: Sequence[str]) -> Column:
    field = model.model_fields[key]
    described = field.description or key
    heading, *others = _KEYS[model].get(key) or (re.split("[；，。（：]", described)[0],)
    if heading in taken:
        heading = key
    types = list(_plain_types(field.annotation))
    vocabularies = [one for one in types if isinstance(one, type) and issubclass(one, Word)]
    shape = _shape(types)
    return Column(
        key=key,
        heading=heading,
        other_headings=tuple(others),
        note=_OWN_NOTES.get(key) or "；".join(filter(None, [described, _NOTES.get(shape)])),
        shape=shape,
        is_required=field.is_required(),
        words=tuple(member.word for vocabulary in vocabularies for member in vocabulary),
        is_closed=bool(vocabularies) and str not in types,
        is_measure=model is MeasureEntry,
    )


def _is_entries(field: FieldInfo) -> bool:
    """Return whether a field holds entries with fields of their own."""
    return any(isinstance(one, type) and issubclass(one, BaseModel) for one in get_args(field.annotation))


def _plain_types(annotation: Any) -> Any:
    """Yield the types that a value may have, without None and without what is annotated."""
    if get_origin(annotation) is Annotated:
        yield from _plain_types(get_args(annotation)[0])
    elif get_origin(annotation) in {tuple, dict} or not get_args(annotation):
        if annotation is not type(None):
            yield annotation
    else:
        for one in get_args(annotation):
            yield from _plain_types(one)


def _shape(types: Sequence[Any]) -> Shape:
    for one in types:
        if get_origin(one) is tuple:
            return Shape.NAMES if get_args(one)[0] == Name else Shape.TEXTS
        if get_origin(one) is dict:
            return Shape.OTHERS
    if date in types:
        return Shape.DUE if str in types else Shape.DAY
    if bool in types:
        return Shape.TRUTH
    return Shape.NUMBER if int in types else Shape.TEXT


def _task_columns() -> tuple[Column, ...]:
    of_task = _columns(TaskEntry)
    return (*of_task, *_columns(MeasureEntry, [column.heading for column in of_task]))


PLAN = SheetPlan("plan", "工作要点", ("要点", "基本信息"), _columns(PlanHeader))
TASKS = SheetPlan("tasks", "任务表", ("任务", "任务分解表", "任务分工表"), _task_columns())
SHEETS = (
    PLAN,
    SheetPlan("units", "单位表", ("单位", "单位名单"), _columns(UnitEntry)),
    SheetPlan("collectives", "集体称谓", ("称谓", "集体称谓表"), _columns(CollectiveEntry)),
    TASKS,
    SheetPlan("activities", "活动表", ("活动", "活动安排表"), _columns(ActivityEntry)),
)
"""The sheets, in the order of the plan file."""


def _headings(sheet: SheetPlan) -> Mapping[str, Column]:
    """Return folded heading → column. A heading that is written wins over another one, and that over a key."""
    spellings = [(column.heading, column) for column in sheet.columns]
    spellings += [(other, column) for column in sheet.columns for other in column.other_headings]
    spellings += [(column.key, column) for column in sheet.columns]
    known: dict[str, Column] = {}
    for spelling, column in spellings:
        known.setdefault(folded(spelling), column)
    return known
