"""The plan document: the one definition of a plan file's keys, for checks, JSON Schema and loading.

It imports pydantic, which is slow, so only `check`, `load`, `schema` and a first run use it. The YAML source hands
over texts; each field converts its own, and refuses a wrong one with a FieldError.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)

from gongkai_cli.domain.dates import parse_iso
from gongkai_cli.domain.text import check_link, clean_text, shown
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, ONGOING, Form, Rhythm, Word
from gongkai_cli.errors import FieldError, RefusedError, UsageError
from gongkai_cli.planfile.slips.names import JointNamesError, clean_name, narrow

_BOTH_FORMS = [Form.LECTURE.word, Form.OPEN_DAY.word]
_TRUTHS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def _text(value: str) -> str:
    cleaned = clean_text(value)
    if not cleaned:
        raise FieldError("不能为空")
    return cleaned


def _name(value: str) -> str:
    cleaned = clean_name(value)
    if not cleaned:
        raise FieldError("不能为空")
    if "、" in cleaned:
        raise JointNamesError(cleaned)
    return cleaned


def _key(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", value):
        raise FieldError(f"“{shown(value)}”不能作标识", "请用小写字母、数字和连字符，如 shicheng-2024")
    return value


def _address(value: str) -> str:
    try:
        return check_link(value)
    except RefusedError as error:
        raise FieldError(error.message.rstrip("。"), advice="") from None


def _integer(value: Any) -> Any:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", narrow(value))):
        raise FieldError(f"{_shown(value)}不是整数")
    return int(narrow(value))


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是日期", "请写成 2024-05-26 这样")
    return parse_iso(narrow(value))


def _due(value: Any) -> date | str:
    if value == ONGOING:
        return ONGOING
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", narrow(value)):
        raise FieldError(f"{_shown(value)}不是日期，也不是认识的词", f"请写成 2024-05-26 这样，或写：{ONGOING}")
    return _day(value)


def _truth(value: Any) -> bool:
    truth = None
    if isinstance(value, str):
        truth = _TRUTHS.get(value.lower())
    if truth is None:
        raise FieldError(f"{_shown(value)}不是“是”或“否”", "请写 true 或 false")
    return truth


def _one_or_many(value: Any) -> Any:
    if isinstance(value, str):
        return [value]
    return value


def _word(vocabulary: type[Word], value: Any, what: str) -> Word:
    text = value if isinstance(value, str) else ""
    try:
        return vocabulary.parse(text, what)
    except UsageError as error:
        raise FieldError(error.message.rstrip("。")) from None


def _rhythm(value: Any) -> Word:
    return _word(Rhythm, value, "周期")


def _form(value: Any) -> Word:
    if value in (_BOTH_FORMS, _BOTH_FORMS[::-1]):
        return Form.BOTH
    return _word(Form, value, "活动形式")


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"“{shown(clean_text(value))}”"
    return "这里"


def _choices(vocabulary: type[Word], more: Sequence[Any] = ()) -> WithJsonSchema:
    spellings = [spelling for member in vocabulary for spelling in (member.word, member.value)]
    return WithJsonSchema({"enum": [*spellings, *more]})


class _AlsoOne:
    """Allow a single item in the JSON Schema of a list, as the field does."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}


Text = Annotated[str, AfterValidator(_text), Field(min_length=1)]
Name = Annotated[str, AfterValidator(_name), Field(min_length=1)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, Field(ge=1, le=999), BeforeValidator(_integer)]
Month = Annotated[int, Field(ge=1, le=12), BeforeValidator(_integer)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(_integer)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_one_or_many), _AlsoOne()]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many), _AlsoOne()]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"enum": [True, False, *_TRUTHS]})]
FormWord = Annotated[Form, BeforeValidator(_form), _choices(Form, [_BOTH_FORMS, _BOTH_FORMS[::-1]])]
RhythmWord = Annotated[Rhythm, BeforeValidator(_rhythm), _choices(Rhythm)]
Due = Annotated[
    date | str,
    BeforeValidator(_due),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"const": ONGOING}]}),
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanHeader(_Entry):
    """工作要点: the notice and its period. `ends_on` is the last day of the year unless given."""

    key: Annotated[str, AfterValidator(_key)] = Field(description="稳定的标识，如 shicheng-2024")
    title: Text = Field(description="标题")
    year: Year = Field(description="年度")
    region: Text | None = Field(None, description="地区")
    issuer: Text | None = Field(None, description="发文机关")
    issued_on: Day = Field(description="发文日期，序时进度从这天算起")
    ends_on: Day | None = Field(None, description="最后一天；不写就是当年 12 月 31 日")
    source: Annotated[str, AfterValidator(_address)] | None = Field(None, description="出处网址")
    based_on: Texts = Field((), description="依据的文件")

    @property
    def last_day(self) -> date:
        """The plan's last day."""
        return self.ends_on or date(self.year, 12, 31)


class UnitEntry(_Entry):
    """单位: a registered name, its kind and its other names."""

    name: Name = Field(description="全文统一使用的名称")
    kind: Name = Field(description="类别，如 县政府部门、乡镇")
    aliases: Names = Field((), description="别名")


class CollectiveEntry(_Entry):
    """集体称谓: words for all units of some kinds, or for the members listed."""

    name: Name = Field(description="文件里的称谓，如 县政府各部门")
    kind: Names = Field((), description="所指单位的类别，一个或几个")
    members: Names = Field((), description="所指的单位，逐个列出")
    indefinite: Truth = Field(False, description="是否泛指（有关部门）")

    @model_validator(mode="after")
    def _one_way_to_say_who(self) -> "CollectiveEntry":
        if bool(self.kind) == bool(self.members):
            raise FieldError("要写 kind（类别）或 members（逐个列出），写一样")
        return self


class MeasureEntry(_Entry):
    """举措: a sentence, or a mapping with an indicator, a rhythm or its own deadline."""

    text: Text = Field(description="内容")
    indicator: Text | None = Field(None, description="指标，如 100%")
    rhythm: RhythmWord | None = Field(None, description="周期")
    due: Day | None = Field(None, description="时限")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow a sentence alone in the JSON Schema, as the field does."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}

    @model_validator(mode="before")
    @classmethod
    def _a_sentence_alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class TaskEntry(_Entry):
    """任务: its printed number and title, its units, its deadline and its measures."""

    no: Number = Field(description="印发的序号")
    title: Text = Field(description="标题")
    lead: Names = Field((), description="牵头单位")
    responsible: Names = Field((), description="责任单位和集体称谓，按印发的顺序")
    due: Due | None = Field(None, description=f"完成时限，或 {ONGOING}")
    measures: tuple[MeasureEntry, ...] = Field((), description="举措")


class ActivityEntry(_Entry):
    """活动: a row of the activity table, with a month or a day."""

    no: Number = Field(description="序号")
    month: Month | None = Field(None, description="月份")
    date: Day | None = Field(None, description="日期，已定时写")
    theme: Text = Field(description="活动主题")
    organizer: Name = Field(description="主办单位")
    form: FormWord | None = Field(None, description="活动形式")
    note: Text | None = Field(None, description="备注")

    @model_validator(mode="after")
    def _one_month(self) -> "ActivityEntry":
        if self.month is None and self.date is None:
            raise FieldError("要写 month（月份）或 date（日期）")
        if self.month and self.date and self.date.month != self.month:
            raise FieldError(f"month 写 {self.month}，date 却在 {self.date.month} 月", "请核对")
        return self

    @property
    def printed_month(self) -> int:
        """The month in the printed table, 1 to 12."""
        if self.month:
            return self.month
        assert self.date is not None  # noqa: S101 - held by _one_month
        return self.date.month


class PlanDocument(_Entry):
    """A plan file: one year's 政务公开工作要点 of one region."""

    plan: PlanHeader = Field(description="工作要点")
    units: tuple[UnitEntry, ...] = Field(min_length=1, description="全部单位")
    collectives: tuple[CollectiveEntry, ...] = Field((), description="集体称谓")
    tasks: tuple[TaskEntry, ...] = Field(min_length=1, description="任务")
    activities: tuple[ActivityEntry, ...] = Field((), description="活动安排表")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan file, for editors that complete and check."""
    schema = PlanDocument.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gongkai plan file"}
