"""The plan document: the one definition of a plan file's keys, for checks, JSON Schema and loading.

It imports pydantic, which is slow, so only `check`, `load`, `schema` and a first run use it. The YAML source hands
over texts; each field converts its own, and refuses a wrong one with a FieldError.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator

from gongkai_cli.domain.typed_days.deadlines import Period
from gongkai_cli.domain.typed_days.printed import Window, printed_window
from gongkai_cli.domain.vocabulary import FIRST_YEAR, NO_THEME, ONGOING
from gongkai_cli.errors import FieldError
from gongkai_cli.planfile.values import typed
from gongkai_cli.planfile.values.fields import (
    Day,
    Due,
    Duties,
    FormWord,
    Hour,
    Month,
    Name,
    Names,
    Number,
    NumberOrText,
    People,
    RhythmWord,
    Text,
    Texts,
    Theme,
    Truth,
    When,
    Year,
    Years,
)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanHeader(_Entry):
    """工作要点: the notice and its period.

    `ends_on` is the last day of the year, or of the last of several `years`, unless given.
    """

    key: Annotated[str, AfterValidator(typed.key)] = Field(description="稳定的标识，如 shicheng-2024")
    title: Text = Field(description="标题")
    year: Year = Field(description="年度；几年的，写 years")
    years: Years | None = Field(None, description="几年的年度，如 2026-2028")
    number: Text | None = Field(None, description="文号")
    region: Text | None = Field(None, description="地区")
    issuer: Text | None = Field(None, description="发文机关")
    issuers: Texts = Field((), description="几个机关联合发文的，逐个列出")
    issued_on: Day = Field(description="发文日期，序时进度从这天算起")
    ends_on: Day | None = Field(None, description="最后一天；不写就是当年 12 月 31 日")
    source: Annotated[str, AfterValidator(typed.address)] | None = Field(None, description="出处网址")
    based_on: Texts = Field((), description="依据的文件")
    also: Names = Field((), description="每项任务都加上的集体称谓")

    @model_validator(mode="before")
    @classmethod
    def _first_of_several_years(cls, value: Any) -> Any:
        """Take the year from `years`, so that the year is known whichever of the two is written."""
        if not isinstance(value, dict) or "year" in value or "years" not in value:
            return value
        years = value["years"]
        match = typed.YEARS.fullmatch(years.strip()) if isinstance(years, str) else None
        # Where `years` is wrong, it alone is reported.
        first = max(int(match[1]), FIRST_YEAR) if match else FIRST_YEAR
        return {**value, "year": str(first)}

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> "PlanHeader":
        if self.issuer and self.issuers:
            raise FieldError("issuer 和 issuers 都写了", "几个机关联合发文的，只写 issuers")
        if self.years and not self.years.startswith(str(self.year)):
            raise FieldError(f"year 写 {self.year}，years 却从 {self.years[:4]} 年起", "请只写 years")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow `years` in the place of `year` in the JSON Schema, as the model does."""
        schema = handler.resolve_ref_schema(handler(core))
        schema["required"] = [key for key in schema["required"] if key != "year"]
        schema["anyOf"] = [{"required": ["year"]}, {"required": ["years"]}]
        schema["not"] = {"required": ["issuer", "issuers"]}
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
    phone: NumberOrText | None = Field(None, description="联系人的电话；对外的版本里没有")


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
    rhythm: RhythmWord | None = Field(None, description="频次")
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
    printed: NumberOrText | None = Field(None, description="印发的序号，如 （三）、第五条")
    section: Text | None = Field(None, description="所在的部分，如 一、加强信息公开")
    title: Text = Field(description="标题")
    lead: Names = Field((), description="牵头单位和集体称谓")
    responsible: Names = Field((), description="责任单位和集体称谓，按印发的顺序")
    support: Names = Field((), description="配合单位和集体称谓")
    others: Duties = Field({}, description="其他分工，如 {指导: [县政府办]}；只显示，不计数")
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
    theme: Theme = Field(None, description="活动主题；还没有的不写")
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
        return self.window(typed.ANY_PERIOD).month


class PlanDocument(_Entry):
    """A plan file: one year's 政务公开工作要点 of one region."""

    plan: PlanHeader = Field(description="工作要点")
    units: tuple[UnitEntry, ...] = Field((), description="全部单位")
    collectives: tuple[CollectiveEntry, ...] = Field((), description="集体称谓")
    tasks: tuple[TaskEntry, ...] = Field(min_length=1, description="任务")
    activities: tuple[ActivityEntry, ...] = Field((), description="活动安排表")

    @property
    def unassigned(self) -> list[int]:
        """The numbers of the tasks for which no unit and no collective is named."""
        return [task.no for task in self.tasks if not (task.names or self.plan.also)]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan file, for editors that complete and check."""
    schema = PlanDocument.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "gongkai plan file"}
