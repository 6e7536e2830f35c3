"""What the overviews say: what comes up, and the year on one screen."""

from collections.abc import Sequence
from datetime import date

from gongkai_cli.domain.answers import Attention, Month, Upcoming, Year
from gongkai_cli.domain.model import Activity, Plan, Task
from gongkai_cli.domain.vocabulary import ActivityStatus
from gongkai_cli.output.content import events, fields
from gongkai_cli.output.content.cells import heading, pace_cell, progress_cell, short_day, status_cell
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone

_KINDS = {"activity": "活动", "node": "节点", "task": "任务"}
_SHOWN = 32  # characters of names in one line of what needs attention; the command beside them shows all


def upcoming(plan: Plan, rows: Sequence[Upcoming], activities: Sequence[Activity], day: date, days: int) -> Listing:
    """What is late, then what comes up in the next days; `activities` are those that rows may be of."""
    by_code = {str(row.no): row for row in activities}
    late = sum(row.late for row in rows)
    is_over = day > plan.ends_on
    told = (
        f"本要点已于 {plan.ends_on} 到期，没有办完的 {late} 件"
        if is_over
        else f"逾期 {late} 件，{days} 天内 {len(rows) - late} 件"
    )
    return Listing(
        title=heading(plan, told, day),
        columns=(
            Column("期限", lambda row: _window(row, plan), least=5),
            Column("还有", _days_left),
            Column("类别", lambda row: _KINDS[row.kind]),
            Column("编号", lambda row: row.code, is_number=True),
            Column("事项", lambda row: row.title, least=12),
            Column("单位", lambda row: "、".join(row.units), least=10),
            Column("状态", _state, least=6),
        ),
        rows=rows,
        name="近期",
        fields=fields.UPCOMING,
        empty="该办的都办完了。"
        if is_over
        else f"{days} 天内没有到期的，也没有逾期的。看得更远：gongkai upcoming --days 90",
        footer="看得更远：gongkai upcoming --days 90　全年：gongkai status",
        group=lambda row: "逾期" if row.late else "将到期",
        event=lambda row: (
            events.activity(plan, by_code[row.code]) if row.kind == "activity" else events.deadline(plan, row)
        ),
        calendar=f"{plan.title} 近期",
    )


def _window(row: Upcoming, plan: Plan) -> str:
    if row.kind == "activity" and row.start != row.end:
        return f"{row.end.month}月"
    return short_day(row.end, plan)


def _days_left(row: Upcoming) -> Cell:
    if row.status is ActivityStatus.HELD:
        return Cell("待公开", Tone.WARNING)
    if row.days_left < 0:
        return Cell(f"过 {-row.days_left} 天", Tone.BAD)
    return Cell(f"{row.days_left} 天") if row.days_left else Cell("今天", Tone.WARNING)


def _state(row: Upcoming) -> Cell:
    if isinstance(row.status, ActivityStatus):
        unpublished = row.status is ActivityStatus.HELD
        return Cell("已办未公开" if unpublished else row.status.word, Tone.WARNING if unpublished else Tone.PLAIN)
    return status_cell(row.status)


def year_page(year: Year, tasks: Sequence[Task], months: Sequence[Month], attention: Sequence[Attention]) -> Page:
    """The year on one screen."""
    shares = "　".join(f"{one.status.word} {one.count} 项 {one.share:.1f}%" for one in year.shares if one.count)
    left = f"还有 {year.days_left} 天" if year.days_left >= 0 else f"已过 {-year.days_left} 天"
    return Page(
        title=f"{year.title}　截至 {year.day}",
        facts=(
            ("期间", f"{year.issued_on} 至 {year.ends_on}　时间过去 {year.elapsed:.1f}%　{left}"),
            ("任务", f"平均进度 {year.percent:.1f}%　{shares}"),
        ),
        record=year,
        main="tasks",
        sections={
            "tasks": Listing(
                title=f"任务　{len(tasks)} 项",
                columns=(
                    Column("序号", lambda task: str(task.no), is_number=True),
                    Column("任务", lambda task: task.title, least=12),
                    Column("状态", lambda task: status_cell(task.status)),
                    Column("进度", lambda task: progress_cell(task.percent)),
                    Column("牵头", lambda task: f"{task.leads_done}/{task.leads_total}", is_number=True),
                    Column("单位", lambda task: f"{task.units_done}/{task.units_total}", is_number=True),
                    Column("序时", lambda task: pace_cell(task.pace)),
                ),
                rows=tasks,
                name="任务",
                fields=fields.TASK,
                empty="计划文件没有任务。",
            ),
            "months": Listing(
                title=f"活动　{sum(month.total for month in months)} 场",
                columns=(
                    Column("月份", lambda month: _month_word(month, year), is_number=True),
                    Column("场次", lambda month: str(month.total), is_number=True),
                    Column("已公开", lambda month: _count(month.published, Tone.GOOD), is_number=True),
                    Column("已办未公开", lambda month: _count(month.held, Tone.WARNING), is_number=True),
                    Column("逾期未办", lambda month: _count(month.late, Tone.BAD), is_number=True),
                    Column("未到期", lambda month: _count(month.planned, Tone.BUSY), is_number=True),
                    Column("已取消", lambda month: _count(month.cancelled, Tone.FAINT), is_number=True),
                ),
                rows=months,
                name="各月活动",
                fields=fields.MONTH,
                empty="计划文件没有活动。",
            ),
            "attention": Listing(
                title="需要关注",
                columns=(
                    Column("事项", lambda one: one.kind),
                    Column("数", lambda one: str(one.count), is_number=True),
                    Column("哪些", _which, least=12),
                    Column("查看", lambda one: one.command),
                ),
                rows=attention,
                name="需要关注",
                fields=fields.ATTENTION,
                empty="没有需要关注的。",
            ),
        },
    )


def _month_word(month: Month, year: Year) -> str:
    return f"{month.month}月" if month.year == year.year else f"{month.year}年{month.month}月"


def _count(count: int, tone: Tone) -> Cell:
    return Cell(str(count), tone) if count else Cell("·")


def _which(one: Attention) -> str:
    shown = ""
    for item in one.items:
        longer = f"{shown}、{item}" if shown else item
        if len(longer) > _SHOWN:
            return f"{shown} 等"
        shown = longer
    return shown
