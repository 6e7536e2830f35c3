"""The entries of a calendar: activities, nodes and deadlines."""

from datetime import date, timedelta

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Upcoming
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.vocabulary import AGENDA_WORDS, LATE_ACTIVITY, ONGOING, ActivityStatus
from gongkai_cli.output.content.cells import activity_form
from gongkai_cli.output.listing import Event

_TO_COME = {ActivityStatus.UNDATED, ActivityStatus.SCHEDULED}
_WEEKEND = {5, 6}


def activity_event(plan: Plan, row: Activity) -> Event:
    """Return an activity as an entry on its day.

    Without a date it is on the first working day of its month, and nobody is busy: an entry over the whole month hides
    all others in a calendar.
    """
    first, last = activity_steps.window(row)
    if row.date is None:
        first = last = _first_working_day(first)
    return Event(
        uid=f"{plan.key}-activity-{row.no}@gongkai",
        summary=_summary(row),
        first=first,
        last=last,
        hour=row.time if row.date and not row.last_date else None,
        is_to_come=row.status in _TO_COME and not row.withdrawn,
        is_busy=row.date is not None,
        is_tentative=row.date is None,
        is_cancelled=row.withdrawn or row.status is ActivityStatus.CANCELLED,
        description=_description(row),
        place=row.place or "",
        link=row.link or "",
        category="政务公开活动",
    )


def _first_working_day(day: date) -> date:
    """Return the first day from Monday to Friday, on a day or after it."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() in _WEEKEND else 0)


def _summary(row: Activity) -> str:
    summary = f"{row.theme}（{row.organizer}）"
    if row.withdrawn:
        return f"【已调出】{summary}"
    if row.status is ActivityStatus.CANCELLED:
        return f"【已取消】{summary}"
    if row.date is None:
        return f"【{row.when or f'{row.month}月'}待定】{summary}"
    return summary


def _description(row: Activity) -> str:
    lines = [f"主办单位：{row.organizer}"]
    if row.form:
        lines.append(f"活动形式：{activity_form(row)}")
    if row.audience:
        lines.append(f"参加对象：{row.audience}")
    if row.content:
        lines.append(f"活动内容：{row.content}")
    if row.time:
        lines.append(f"时刻：{row.time}")
    lines.append(f"状态：{row.status.word}，{LATE_ACTIVITY}" if row.late else f"状态：{row.status.word}")
    if row.status is ActivityStatus.CANCELLED and row.reason:
        lines.append(f"取消理由：{row.reason}")
    if row.note:
        lines.append(f"备注：{row.note}")
    return "\n".join(lines)


def deadline_event(plan: Plan, row: Upcoming) -> Event:
    """Return a node or a task's deadline as an entry on its day."""
    word = AGENDA_WORDS[row.kind]
    # A measure has many nodes, so their days tell them apart. A task has one deadline, and its day may change.
    code = row.code if row.kind == "task" else f"{row.code}-{row.end.isoformat()}"
    state = ONGOING if row.is_ongoing else "到期"
    return Event(
        uid=f"{plan.key}-{row.kind}-{code}@gongkai",
        summary=f"{word} {row.code} {state}：{row.title}",
        first=row.end,
        last=row.end,
        is_to_come=True,
        description=f"单位：{'、'.join(row.units)}\n状态：{row.status.word}",
        category=f"{word}时限",
    )
