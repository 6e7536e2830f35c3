"""What the activity table, one activity, and a step in its life say."""

from collections.abc import Sequence
from datetime import date

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Stepped
from gongkai_cli.domain.model import Activity, LedgerEntry, Plan
from gongkai_cli.domain.vocabulary import ActivityStatus, Form
from gongkai_cli.output.content import events, fields
from gongkai_cli.output.content.cells import activity_cell, heading, short_day, withdrawn_mark
from gongkai_cli.output.content.history import ledger_listing
from gongkai_cli.output.listing import Cell, Column, Listing, Page


def schedule(plan: Plan, rows: Sequence[Activity], day: date, empty: str) -> Listing:
    """The activity table by month, with what became of each row; `empty` is said where no row is left."""
    ordered = sorted(rows, key=lambda row: (row.withdrawn, activity_steps.effective_month(plan, row), row.no))
    return Listing(
        title=heading(plan, f"活动 {len(rows)} 场", day),
        columns=(
            Column("序号", lambda row: str(row.no), is_number=True),
            Column("时间", lambda row: when(row, plan), least=6),
            Column("活动主题", lambda row: row.theme + withdrawn_mark(row), least=10),
            Column("主办单位", lambda row: row.organizer, least=10),
            Column("活动形式", lambda row: form_word(row.form), least=8),
            Column("状态", activity_cell, least=8),
            Column("备注", _remarks, least=8),
        ),
        rows=ordered,
        name="活动",
        fields=fields.ACTIVITY,
        empty=empty,
        footer="定日期：gongkai activity plan 序号 --date 10月15日　看一场：gongkai activity show 序号",
        group=lambda row: _month_title(plan, row, ordered),
        event=lambda row: events.activity(plan, row),
        calendar=f"{plan.title} 活动",
        is_faint=lambda row: bool(row.withdrawn) or row.status is ActivityStatus.CANCELLED,
    )


def _month_title(plan: Plan, row: Activity, rows: Sequence[Activity]) -> str:
    month = activity_steps.effective_month(plan, row)
    same = [
        one for one in rows if activity_steps.effective_month(plan, one) == month and one.withdrawn == row.withdrawn
    ]
    over = sum(one.status in {ActivityStatus.HELD, ActivityStatus.PUBLISHED} for one in same)
    late = sum(one.late for one in same)
    told = f"{activity_steps.month_name(plan, *month)}　{len(same)} 场，已办 {over} 场"
    told += f"，逾期未办 {late} 场" if late else ""
    return f"已撤下　{told}" if row.withdrawn else told


def when(row: Activity, plan: Plan) -> str:
    """Return an activity's date, or its month where it has none; a date outside the printed month says so."""
    if row.date is None:
        return f"{row.month}月"
    moved = f"（原定{row.month}月）" if activity_steps.is_outside_month(plan, row) else ""
    return short_day(row.date, plan) + moved


def form_word(form: Form | None) -> str:
    """Return an activity's form in words."""
    return form.word if form else "未注明"


def _remarks(row: Activity) -> str:
    people = f"{row.people}人" if row.people is not None else None
    reason = f"取消理由：{row.reason}" if row.status is ActivityStatus.CANCELLED else None
    link = f"公开：{row.link}" if row.link else None
    return "　".join(text for text in (row.place, people, row.note, reason, link) if text)


def activity_page(plan: Plan, row: Activity, ledger: Sequence[LedgerEntry], day: date) -> Page:
    """One activity whole, with its ledger."""
    first, last = activity_steps.window(plan, row)
    window = f"{first} 至 {last}" if first != last else str(first)
    return Page(
        title=heading(plan, f"活动 {row.no}　{row.theme}{withdrawn_mark(row)}", day),
        facts=(
            ("主办单位", row.organizer),
            ("时间", when(row, plan)),
            ("期限", window),
            ("活动形式", form_word(row.form)),
            ("状态", activity_cell(row)),
            ("地点", row.place or "—"),
            ("人数", "—" if row.people is None else str(row.people)),
            ("备注", row.note or "—"),
            ("取消理由", row.reason or "—"),
            ("公开链接", row.link or "—"),
        ),
        record=row,
        sections={"ledger": ledger_listing(ledger, plan, "unit")},
        main="ledger",
        footer=_next_step(row),
    )


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


def stepped(plan: Plan, done: Stepped) -> Page:
    """What a step did: title, organizer, before → after, and what comes next."""
    before, after = done.before, done.after
    changes = [
        (label, f"{old} → {new}")
        for label, old, new in (
            ("状态", before.status.word, after.status.word),
            ("时间", when(before, plan), when(after, plan)),
            ("活动主题", before.theme, after.theme),
            ("活动形式", form_word(before.form), form_word(after.form)),
            ("地点", before.place or "—", after.place or "—"),
            ("人数", _number(before.people), _number(after.people)),
            ("备注", before.note or "—", after.note or "—"),
            ("取消理由", before.reason or "—", after.reason or "—"),
            ("公开链接", before.link or "—", after.link or "—"),
        )
        if old != new
    ]
    facts: list[tuple[str, Cell | str]] = [("主办单位", after.organizer), *changes]
    if len(facts) == 1:
        facts.append(("状态", f"{after.status.word}（没有变化）"))
    return Page(
        title=f"{plan.title}　已记入台账第 {done.change} 号　活动 {after.no}　{after.theme}",
        facts=facts,
        record=done,
        sections={},
        footer=_next_step(after),
    )


def _number(people: int | None) -> str:
    return "—" if people is None else str(people)
