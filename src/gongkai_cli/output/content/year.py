"""The overviews: the agenda of the next days, and the year on one screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.answers import Attention, Month, Upcoming, Year
from gongkai_cli.domain.dates import chinese_day, day_span, short_day, short_month
from gongkai_cli.domain.model import Activity, Plan, Task
from gongkai_cli.domain.vocabulary import AGENDA_WORDS, HELD_UNPUBLISHED, LATE_ACTIVITY, ONGOING, ActivityStatus
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.activities import days_text
from gongkai_cli.output.content.cells import attention_kind, heading, status_cell
from gongkai_cli.output.content.columns import (
    PACE,
    PROGRESS,
    REPORTED,
    STATUS,
    TASK_NO,
    names_column,
    no_brief,
    number_column,
    ratio_column,
    text_column,
)
from gongkai_cli.output.content.events import activity_event, deadline_event
from gongkai_cli.output.listing import Cell, Column, Event, Listing, Page, Tone


def upcoming_listing(
    plan: Plan, rows: Sequence[Upcoming], activities: Sequence[Activity], day: date, days: int
) -> Listing:
    """Return the agenda of the next `days`, late items first.

    `activities` are the plan's activities, for their days and for the calendar.
    """
    by_code = {str(row.no): row for row in activities if not row.withdrawn}

    def event(row: Upcoming) -> Event:
        if row.kind == "activity":
            return activity_event(plan, by_code[row.code])
        return deadline_event(plan, row)

    def window(row: Upcoming) -> str:
        if row.kind == "activity":
            return days_text(by_code[row.code], day)
        return ONGOING if row.is_ongoing else short_day(row.end, day)

    late = sum(row.late for row in rows)
    if day > plan.ends_on:
        subject = f"本要点已于 {short_day(plan.ends_on, day)} 到期，没有办完的 {len(rows)} 件"
        empty = "该办的都办完了。"
        footer = "全年：gongkai status"
    else:
        subject = f"{days} 天内 {len(rows)} 件：逾期 {late}、将到期 {len(rows) - late}"
        empty = f"{days} 天内没有到期的，也没有逾期的。更长时段：gongkai upcoming --days 90"
        footer = "更长时段：gongkai upcoming --days 90　全年：gongkai status"
    return Listing(
        title=heading(plan, subject, day),
        columns=(
            Column("期限", window, least=5),
            Column("剩余", _days_left),
            Column("类别", _kind),
            number_column("编号", "code"),
            text_column("事项", "title", least=8),
            names_column("单位", "units", least=8),
            Column("状态", _state, least=6),
        ),
        rows=rows,
        name="近期",
        fields=fields.UPCOMING,
        empty=empty,
        footer=footer,
        group=_group,
        event=event,
        calendar=f"{plan.title} 近期",
    )


def _group(row: Upcoming) -> str:
    if row.is_ongoing:
        return ONGOING
    return "逾期" if row.late else "将到期"


def _days_left(row: Upcoming) -> Cell:
    if row.status is ActivityStatus.HELD:
        return Cell("待公开", Tone.WARNING)
    if row.is_ongoing:
        return Cell("")
    if row.days_left < 0:
        return Cell(f"超期{-row.days_left}天", Tone.BAD)
    if row.days_left == 0:
        return Cell("今天", Tone.WARNING)
    return Cell(f"{row.days_left}天")


def _kind(row: Upcoming) -> str:
    return AGENDA_WORDS[row.kind]


def _state(row: Upcoming) -> Cell:
    if row.status is ActivityStatus.HELD:
        return Cell(HELD_UNPUBLISHED, Tone.WARNING)
    if isinstance(row.status, ActivityStatus):
        return Cell(row.status.word)
    return status_cell(row.status)


def year_page(year: Year, tasks: Sequence[Task], months: Sequence[Month], attention: Sequence[Attention]) -> Page:
    """Return the year on one screen."""
    shares = "　".join(f"{one.status.word} {one.count} 项 {one.share:.1f}%" for one in year.shares if one.count)
    left = f"剩余 {year.days_left} 天" if year.days_left >= 0 else f"已结束 {-year.days_left} 天"
    return Page(
        title=f"{year.title}　截至 {chinese_day(year.day)}",
        facts=(
            ("期间", f"{day_span(year.issued_on, year.ends_on, year.day)}　时间进度 {year.elapsed:.1f}%　{left}"),
            ("任务", f"平均进度 {year.percent:.1f}%　{shares}"),
        ),
        record=year,
        main="tasks",
        sections={
            "tasks": _task_section(tasks),
            "months": _month_section(year, months),
            "attention": _attention_section(attention),
        },
    )


def _task_section(tasks: Sequence[Task]) -> Listing:
    return Listing(
        title=f"任务　{len(tasks)} 项",
        columns=(
            TASK_NO,
            text_column("任务", "title", least=12),
            STATUS,
            PROGRESS,
            ratio_column("牵头", "leads_done", "leads_total"),
            ratio_column("单位", "units_done", "units_total"),
            PACE,
            REPORTED,
        ),
        rows=tasks,
        name="任务",
        fields=fields.TASK,
        empty="计划文件没有任务。",
    )


_FEWEST_IN_SPAN = 3
"""The fewest numbers in a row that are written as a span."""

_COUNTS = (
    (ActivityStatus.PUBLISHED.word, "published", Tone.GOOD),
    (HELD_UNPUBLISHED, "held", Tone.WARNING),
    (LATE_ACTIVITY, "late", Tone.BAD),
    ("未到期", "planned", Tone.BUSY),
    (ActivityStatus.CANCELLED.word, "cancelled", Tone.FAINT),
)
"""The counts of a month's activities: word, key, tone."""


def _month_section(year: Year, months: Sequence[Month]) -> Listing:
    def month_name(month: Month) -> str:
        return short_month(month.year, month.month, year.day)

    return Listing(
        title=f"活动　{sum(month.total for month in months)} 场",
        columns=(
            Column("月份", month_name, is_number=True),
            number_column("场次", "total"),
            *(_count_column(*count) for count in _COUNTS),
        ),
        rows=months,
        name="各月活动",
        fields=fields.MONTH,
        empty="计划文件没有活动。",
        on_screen=_months_across(year, months),
    )


class _Counted(NamedTuple):
    """A row of the months side by side: what is counted, and how many of it each month has."""

    word: str
    counts: tuple[int, ...]
    tone: Tone


def _months_across(year: Year, months: Sequence[Month]) -> Listing:
    """Return the months side by side, with a row for each count that is not always 0."""
    kinds = (("场次", "total", Tone.PLAIN), *_COUNTS)
    rows = [_Counted(word, tuple(getattr(month, key) for month in months), tone) for word, key, tone in kinds]
    columns = [text_column("月份", "word")]
    for place, month in enumerate(months):
        columns.append(_month_column(short_month(month.year, month.month, year.day), place))
    return Listing(
        title=f"活动　{sum(month.total for month in months)} 场",
        columns=columns,
        rows=[row for row in rows if any(row.counts)],
        empty="计划文件没有活动。",
    )


def _month_column(heading: str, place: int) -> Column:
    def count(row: _Counted) -> Cell:
        return _count_cell(row.counts[place], row.tone)

    return Column(heading, count, is_number=True)


def _count_column(heading: str, key: str, tone: Tone) -> Column:
    def count(month: Month) -> Cell:
        return _count_cell(getattr(month, key), tone)

    return Column(heading, count, is_number=True)


def _count_cell(count: int, tone: Tone) -> Cell:
    return Cell(str(count), tone) if count else Cell("·")


def _attention_section(attention: Sequence[Attention]) -> Listing:
    section = Listing(
        title="需要关注",
        columns=_attention_columns(_items),
        rows=attention,
        name="需要关注",
        fields=fields.ATTENTION,
        empty="没有需要关注的。",
    )
    return replace(section, on_screen=replace(section, columns=_attention_columns(_items_in_spans)))


def _attention_columns(items: Callable[[Attention], str]) -> tuple[Column, ...]:
    return (
        Column("事项", attention_kind),
        number_column("数", "count"),
        text_column("查看", "command"),
        Column("哪些", items, least=12, brief=no_brief),
    )


def _items(one: Attention) -> str:
    return "、".join(one.items)


def _items_in_spans(one: Attention) -> str:
    """Return names, or numbers with spans such as 1-16."""
    if not all(item.isdecimal() for item in one.items):
        return _items(one)
    spans: list[list[int]] = []
    for number in map(int, one.items):
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return "、".join(map(_span, spans))


def _span(numbers: Sequence[int]) -> str:
    if len(numbers) < _FEWEST_IN_SPAN:
        return "、".join(map(str, numbers))
    return f"{numbers[0]}-{numbers[-1]}"
