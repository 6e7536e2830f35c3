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
from gongkai_cli.domain.text import check_link, clean_text, shown, without_brackets
from gongkai_cli.domain.typed_days.hours import parse_hour
from gongkai_cli.domain.typed_days.printed import EXAMPLES, Period, Window, deadline_day, is_ongoing, printed_window
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, NO_THEME, ONGOING, Form, Rhythm, Word
from gongkai_cli.errors import FieldError, RefusedError, UsageError

_BOTH_FORMS = [Form.LECTURE.word, Form.OPEN_DAY.word]
_YEARS = re.compile(r"([0-9]{4})\s*[-–—~～至到]+\s*([0-9]{4})(?:年)?")
_TRUTHS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def _text(value: str) -> str:
    cleaned = clean_text(value)
    if not cleaned:
        raise FieldError("不能为空")
    return cleaned


def _name(value: str) -> str:
    cleaned = _text(value)
    if "、" in without_brackets(cleaned):
        raise FieldError(f"“{shown(cleaned)}”里有顿号", "请拆成列表里的几项")
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
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value)):
        raise FieldError(f"{_shown(value)}不是整数")
    return int(value)


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是日期", "请写成 2024-05-26 这样")
    return parse_iso(value)


def _due(value: Any) -> date | str:
    """Return a day, or the words of a deadline as printed; which day they mean depends on the plan's period."""
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是时限", f"请写 2024-09-30 这样的日期，或 {EXAMPLES}")
    words = clean_text(value)
    if is_ongoing(words) or deadline_day(words, _ANY_PERIOD):
        return words
    try:
        return _day(words)
    except FieldError:
        raise FieldError(
            f"{_shown(value)}不是日期，也不是认得的时限", f"请写 2024-09-30 这样的日期，或 {EXAMPLES}"
        ) from None


_ANY_PERIOD = Period(2000, date(2000, 1, 1), date(LAST_YEAR, 12, 31))  # a leap year, so that 2月29日 is a day


def _years(value: Any) -> Any:
    if not (isinstance(value, str) and (match := _YEARS.fullmatch(value.strip()))):
        raise FieldError(f"{_shown(value)}不是几年的年度", "请写成 2026-2028 这样")
    first, last = match.groups()
    if not first < last:
        raise FieldError(f"{_shown(value)}前后颠倒", "请从早到晚写，如 2026-2028")
    return f"{first}-{last}"


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


def _form(value: Any) -> Form | str:
    """Return a known form, or another one as it is written."""
    if value in (_BOTH_FORMS, _BOTH_FORMS[::-1]):
        return Form.BOTH
    if not isinstance(value, str):
        raise FieldError(f"{_shown(value)}不是活动形式", "请写成一项，如 政务公开讲、在线访谈")
    text = _text(value)
    known = [form for form in Form if text in {form.word, form.value}]
    return known[0] if known else text


def _theme(value: Any) -> Any:
    """Return no theme for the words that say that there is none yet."""
    if isinstance(value, str) and clean_text(value) == NO_THEME:
        return None
    return value


def _when(value: Any) -> str:
    words = _text(value) if isinstance(value, str) else ""
    if not words or printed_window(words, _ANY_PERIOD) is None:
        raise FieldError(f"看不懂时间{_shown(value)}", "请写成 3月、3-6月、第一季度、10月15日 或 10月15日-16日")
    return words


def _hour(value: Any) -> str:
    try:
        return parse_hour(value if isinstance(value, str) else "")
    except UsageError as error:
        raise FieldError(error.message.rstrip("。"), advice="") from None


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
FormWord = Annotated[
    Form | str,
    BeforeValidator(_form),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"enum": [_BOTH_FORMS, _BOTH_FORMS[::-1]]}]}),
]
When = Annotated[str, BeforeValidator(_when), Field(min_length=1)]
Hour = Annotated[str, BeforeValidator(_hour), WithJsonSchema({"type": "string", "minLength": 1})]
People = Annotated[int, Field(ge=0, le=999999), BeforeValidator(_integer)]
RhythmWord = Annotated[Rhythm, BeforeValidator(_rhythm), _choices(Rhythm)]
Due = Annotated[date | str, BeforeValidator(_due), WithJsonSchema({"type": "string", "minLength": 1})]
Years = Annotated[str, BeforeValidator(_years)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanHeader(_Entry):
    """工作要点: the notice and its period.

    `ends_on` is the last day of the year, or of the last of several `years`, unless given.
    """

    key: Annotated[str, AfterValidator(_key)] = Field(description="稳定的标识，如 shicheng-2024")
    title: Text = Field(description="标题")
    year: Year = Field(description="年度；几年的，写 years")
    years: Years | None = Field(None, description="几年的年度，如 2026-2028")
    number: Text | None = Field(None, description="文号")
    region: Text | None = Field(None, description="地区")
    issuer: Text | None = Field(None, description="发文机关")
    issuers: Texts = Field((), description="几个机关联合发文的，逐个列出")
    issued_on: Day = Field(description="发文日期，序时进度从这天算起")
    ends_on: Day | None = Field(None, description="最后一天；不写就是当年 12 月 31 日")
    source: Annotated[str, AfterValidator(_address)] | None = Field(None, description="出处网址")
    based_on: Texts = Field((), description="依据的文件")
    also: Names = Field((), description="每项任务都加上的集体称谓")

    @model_validator(mode="before")
    @classmethod
    def _first_of_several_years(cls, value: Any) -> Any:
        """Take the year from `years`, so that the year is known whichever of the two is written."""
        years = value.get("years") if isinstance(value, dict) and "year" not in value else None
        if isinstance(years, str) and (match := _YEARS.fullmatch(years.strip())):
            return {**value, "year": match[1]}
        return value

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> "PlanHeader":
        if self.issuer and self.issuers:
            raise FieldError("issuer 和 issuers 都写了", "几个机关联合发文的，只写 issuers")
        if self.years and not self.years.startswith(str(self.year)):
            raise FieldError(f"year 写 {self.year}，years 却从 {self.years[:4]} 年起", "请只写一个")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow `years` in the place of `year` in the JSON Schema, as the model does."""
        schema = handler.resolve_ref_schema(handler(core))
        schema["required"] = [key for key in schema["required"] if key != "year"]
        schema["anyOf"] = [{"required": ["year"]}, {"required": ["years"]}]
        return schema

    @property
    def last_day(self) -> date:
        """The plan's last day."""
        last_year = int(self.years[5:]) if self.years else self.year
        return self.ends_on or date(last_year, 12, 31)

    @property
    def all_issuers(self) -> tuple[str, ...]:
        """The issuers, one or several."""
        return self.issuers or tuple(filter(None, [self.issuer]))

    @property
    def period(self) -> Period:
        """The days within which a deadline lies."""
        return Period(self.year, self.issued_on, self.last_day)


class UnitEntry(_Entry):
    """单位: a registered name, its kind and its other names."""

    name: Name = Field(description="全文统一使用的名称")
    kind: Name = Field(description="类别，如 县政府部门、乡镇")
    aliases: Names = Field((), description="别名")
    contact: Text | None = Field(None, description="那里的联系人；对外的版本里没有")
    phone: Text | None = Field(None, description="联系人的电话；对外的版本里没有")


class CollectiveEntry(_Entry):
    """集体称谓: words for all units of some kinds, or for the members listed.

    One with neither is open: it stands for nobody until its members are listed.
    """

    name: Name = Field(description="文件里的称谓，如 县政府各部门")
    kind: Names = Field((), description="所指单位的类别，一个或几个")
    members: Names = Field((), description="所指的单位，逐个列出")
    indefinite: Truth = Field(False, description="是否泛指（有关部门）")

    @model_validator(mode="after")
    def _one_way_to_say_who(self) -> "CollectiveEntry":
        if self.kind and self.members:
            raise FieldError("kind（类别）和 members（逐个列出）都写了", "请只写一样")
        return self

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet whom it stands for."""
        return not (self.kind or self.members)


class MeasureEntry(_Entry):
    """举措: a sentence, or a mapping with an indicator, a rhythm or its own deadline."""

    text: Text = Field(description="内容")
    indicator: Text | None = Field(None, description="指标，如 100%")
    rhythm: RhythmWord | None = Field(None, description="周期")
    due: Due | None = Field(None, description="时限：日期，或印发的说法，如 7月底前")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow a sentence alone in the JSON Schema, as the field does."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}

    @model_validator(mode="before")
    @classmethod
    def _a_sentence_alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class TaskEntry(_Entry):
    """任务: its number and title, its units, its deadline and its measures. One without units is 未分工."""

    no: Number = Field(description="序号，从头连着数")
    printed: Text | None = Field(None, description="印发的序号，如 （三）、第五条")
    section: Text | None = Field(None, description="所在的部分，如 一、加强信息公开")
    title: Text = Field(description="标题")
    lead: Names = Field((), description="牵头单位和集体称谓")
    responsible: Names = Field((), description="责任单位和集体称谓，按印发的顺序")
    support: Names = Field((), description="配合单位和集体称谓")
    others: dict[Text, Names] = Field({}, description="别的分工，如 {指导: [县政府办]}；只显示，不计数")
    due: Due | None = Field(None, description=f"完成时限：日期，或印发的说法，如 7月底前、{ONGOING}")
    measures: tuple[MeasureEntry, ...] = Field((), description="举措")

    @property
    def names(self) -> tuple[str, ...]:
        """The units and collectives that it names."""
        return (*self.lead, *self.responsible, *self.support)


class ActivityEntry(_Entry):
    """活动: a row of the activity table, with a month, a day, or the time as printed."""

    no: Number = Field(description="序号")
    month: Month | None = Field(None, description="月份")
    date: Day | None = Field(None, description="日期，已定时写")
    when: When | None = Field(None, description="印发的时间，如 3-6月、第一季度、10月15日-16日")
    time: Hour | None = Field(None, description="时刻，如 9:00")
    theme: Annotated[Text | None, BeforeValidator(_theme)] = Field(None, description="活动主题；还没有的不写")
    organizer: Name | None = Field(None, description="主办单位或集体称谓")
    organizers: Names = Field((), description="几个单位合办的，逐个列出")
    form: FormWord | None = Field(None, description="活动形式，如 政务公开讲、在线访谈")
    audience: Text | None = Field(None, description="参加对象")
    content: Text | None = Field(None, description="活动内容")
    place: Text | None = Field(None, description="地点")
    people: People | None = Field(None, description="人数")
    note: Text | None = Field(None, description="备注")

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> "ActivityEntry":
        if self.month is None and self.date is None and self.when is None:
            raise FieldError("要写 month（月份）、date（日期）或 when（印发的时间）")
        if self.when and (self.month or self.date):
            raise FieldError("when 和 month、date 都写了", "请只写一样")
        if self.month and self.date and self.date.month != self.month:
            raise FieldError(f"month 写 {self.month}，date 却在 {self.date.month} 月", "请核对")
        return self

    @model_validator(mode="after")
    def _who_organizes(self) -> "ActivityEntry":
        if self.organizer and self.organizers:
            raise FieldError("organizer 和 organizers 都写了", "几个单位合办的，只写 organizers")
        if not (self.organizer or self.organizers):
            raise FieldError("缺少 organizer（主办单位）", "请补上")
        return self

    @property
    def all_organizers(self) -> tuple[str, ...]:
        """The organizers, one or several."""
        return self.organizers or tuple(filter(None, [self.organizer]))

    @property
    def organizer_words(self) -> str:
        """The organizers in one text."""
        return "、".join(self.all_organizers)

    @property
    def theme_words(self) -> str:
        """The theme, or the words for none yet."""
        return self.theme or NO_THEME

    def window(self, period: Period) -> Window:
        """Return the printed months and days, within the period of its plan."""
        if self.when and (found := printed_window(self.when, period)):
            return found
        month = self.month or (self.date.month if self.date else 1)
        return Window(month, None, self.date, None)

    @property
    def printed_month(self) -> int:
        """The month in the printed table, 1 to 12; of several, the last."""
        return self.window(_ANY_PERIOD).month


class PlanDocument(_Entry):
    """A plan file: one year's 政务公开工作要点 of one region."""

    plan: PlanHeader = Field(description="工作要点")
    units: tuple[UnitEntry, ...] = Field((), description="全部单位")
    collectives: tuple[CollectiveEntry, ...] = Field((), description="集体称谓")
    tasks: tuple[TaskEntry, ...] = Field(min_length=1, description="任务")
    activities: tuple[ActivityEntry, ...] = Field((), description="活动安排表")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan file, for editors that complete and check."""
    schema = PlanDocument.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gongkai plan file"}
