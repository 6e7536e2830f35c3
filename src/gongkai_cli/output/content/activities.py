"""The activity table, one activity, and the echo of a step."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Stepped
from gongkai_cli.domain.dates import day_span, short_day, short_month
from gongkai_cli.domain.model import Activity, LedgerEntry, Plan
from gongkai_cli.domain.vocabulary import LATE_ACTIVITY, ActivityStatus
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import NOTHING, activity_cell, activity_form, heading, theme_text
from gongkai_cli.output.content.columns import NO, no_brief, text_column
from gongkai_cli.output.content.events import activity_event
from gongkai_cli.output.content.history import ledger_section
from gongkai_cli.output.listing import Cell, Column, Listing, Page

_OVER = {ActivityStatus.HELD, ActivityStatus.PUBLISHED}


def schedule_listing(plan: Plan, rows: Sequence[Activity], day: date, empty: str) -> Listing:
    """Return the activity table by month, with `empty` as the message for no rows."""

    def place(row: Activity) -> tuple[bool, tuple[int, int], int]:
        return row.withdrawn, activity_steps.effective_month(row), row.no

    def month_title(row: Activity) -> str:
        return _month_title(row, rows, day)

    return Listing(
        title=heading(plan, f"活动 {len(rows)} 场", day),
        columns=(
            NO,
            Column("时间", partial(time_text, today=day), least=6),
            Column("活动主题", theme_text, least=10),
            text_column("主办单位", "organizer", least=10),
            Column("活动形式", activity_form, least=8),
            Column("状态", activity_cell, least=8),
            Column("备注", _remarks, least=8, brief=no_brief),
        ),
        rows=sorted(rows, key=place),
        name="活动",
        fields=fields.ACTIVITY,
        empty=empty,
        footer="定日期：gongkai activity plan 序号 --date 10月15日　单场活动：gongkai activity show 序号",
        group=month_title,
        event=partial(activity_event, plan),
        calendar=f"{plan.title} 活动",
        is_faint=_is_off,
    )


def _is_off(row: Activity) -> bool:
    return row.withdrawn or row.status is ActivityStatus.CANCELLED


def _month_title(row: Activity, rows: Sequence[Activity], today: date) -> str:
    month = activity_steps.effective_month(row)
    in_month = [one for one in rows if activity_steps.effective_month(one) == month]
    group = [one for one in in_month if one.withdrawn == row.withdrawn]
    over = sum(one.status in _OVER for one in group)
    late = sum(one.late for one in group)
    title = f"{short_month(*month, today)}　{len(group)} 场，已办 {over} 场"
    if late:
        title += f"，{LATE_ACTIVITY} {late} 场"
    return f"已调出　{title}" if row.withdrawn else title


def time_text(row: Activity, today: date) -> str:
    """Return an activity's days and hour, as `days_text`; a date outside the printed month names that month too."""
    days = days_text(row, today)
    if activity_steps.is_outside_month(row):
        return f"{days}（原定{activity_steps.printed_month(row, today)}）"
    return days


def days_text(row: Activity, today: date) -> str:
    """Return an activity's days and hour, or its month where it has no date."""
    if row.date is None:
        month = row.when or short_month(row.year, row.month, today)
        return f"{month} {ActivityStatus.UNDATED.word} {row.time}" if row.time else month
    days = day_span(row.date, row.last_date or row.date, today)
    return f"{days} {row.time}" if row.time else days


def _remarks(row: Activity) -> str:
    people = f"{row.people}人" if row.people is not None else None
    reason = f"取消理由：{row.reason}" if row.status is ActivityStatus.CANCELLED and row.reason else None
    link = f"公开：{row.link}" if row.link else None
    remarks = (row.place, people, row.audience, row.note, reason, link)
    return "　".join(text for text in remarks if text)


def activity_page(plan: Plan, row: Activity, ledger: Sequence[LedgerEntry], day: date) -> Page:
    """Return one activity with its ledger."""
    first, last = activity_steps.window(row)
    return Page(
        title=heading(plan, f"活动 {row.no}　{theme_text(row)}", day),
        facts=(
            ("主办单位", row.organizer),
            ("时间", time_text(row, day)),
            ("期限", day_span(first, last, day)),
            ("活动形式", activity_form(row)),
            *((word, text) for word, text in (("参加对象", row.audience), ("活动内容", row.content)) if text),
            ("状态", activity_cell(row)),
            ("地点", row.place or NOTHING),
            ("人数", _people_text(row.people)),
            ("备注", row.note or NOTHING),
            ("取消理由", row.reason or _former_reason(ledger, day) or NOTHING),
            ("公开链接", row.link or NOTHING),
        ),
        record=row,
        sections={"ledger": ledger_section(ledger, day, "unit")},
        main="ledger",
        footer=_next_step(row),
    )


def _former_reason(ledger: Sequence[LedgerEntry], today: date) -> str:
    """Return the reason of the last cancellation of an activity that was planned again, or nothing."""
    for entry in reversed(ledger):
        if entry.undone or entry.after is not ActivityStatus.CANCELLED or entry.on is None:
            continue
        for change in entry.changes:
            if change.field == "reason" and change.after:
                return f"{change.after}（{short_day(entry.on, today)} 取消，已重新安排）"
    return ""


def _next_step(row: Activity) -> str:
    match row.status:
        case ActivityStatus.UNDATED:
            return f"定日期：gongkai activity plan {row.no} --date 10月15日"
        case ActivityStatus.SCHEDULED:
            return f"办过之后：gongkai activity held {row.no} --people 人数"
        case ActivityStatus.HELD:
            return f"公开之后：gongkai activity publish {row.no} --link 网址"
        case ActivityStatus.PUBLISHED:
            return "已公开，没有要做的了。"
        case ActivityStatus.CANCELLED:
            return f"重新安排：gongkai activity plan {row.no} --date 10月15日"


def step_page(plan: Plan, done: Stepped, today: date) -> Page:
    """Return the echo of a step: the organizer, every change, and the next step."""
    before, after = done.before, done.after
    # 时间 shows the hour too. It has a line of its own where a new date ends it.
    ended_hour = before.time if after.time is None else None
    compared = (
        ("状态", before.status.word, after.status.word),
        ("时间", time_text(before, today), time_text(after, today)),
        ("时刻", ended_hour or NOTHING, NOTHING),
        ("活动主题", before.theme, after.theme),
        ("活动形式", activity_form(before), activity_form(after)),
        ("地点", before.place or NOTHING, after.place or NOTHING),
        ("人数", _people_text(before.people), _people_text(after.people)),
        ("备注", before.note or NOTHING, after.note or NOTHING),
        ("取消理由", before.reason or NOTHING, after.reason or NOTHING),
        ("公开链接", before.link or NOTHING, after.link or NOTHING),
    )
    changes = [(label, f"{old} → {new}") for label, old, new in compared if old != new]
    facts: list[tuple[str, Cell | str]] = [("主办单位", after.organizer), *changes]
    if not changes:
        facts += [("状态", f"{after.status.word}（没有变化）"), ("时间", time_text(after, today))]
    return Page(
        title=f"{plan.title}　已记入台账第 {done.change} 号　活动 {after.no}　{after.theme}",
        facts=facts,
        record=done,
        sections={},
        footer=_next_step(after),
    )


def _people_text(people: int | None) -> str:
    return NOTHING if people is None else str(people)
