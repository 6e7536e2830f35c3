"""The entries of a calendar: activities, nodes and deadlines."""

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Upcoming
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.vocabulary import AGENDA_WORDS, LATE_ACTIVITY, ONGOING, ActivityStatus
from gongkai_cli.output.listing import Event


def activity_event(plan: Plan, row: Activity) -> Event:
    """Return an activity as an entry on its day.

    Without a date the entry covers the activity's month, and nobody is busy.
    """
    first, last = activity_steps.window(row)
    return Event(
        uid=f"{plan.key}-activity-{row.no}@gongkai",
        summary=_summary(row),
        first=first,
        last=last,
        is_busy=row.date is not None,
        is_tentative=row.date is None,
        is_cancelled=row.withdrawn or row.status is ActivityStatus.CANCELLED,
        description=_description(row),
        place=row.place or "",
        link=row.link or "",
        category="政务公开活动",
    )


def _summary(row: Activity) -> str:
    summary = f"{row.theme}（{row.organizer}）"
    if row.withdrawn:
        return f"【已调出】{summary}"
    if row.status is ActivityStatus.CANCELLED:
        return f"【已取消】{summary}"
    if row.date is None:
        return f"【待定】{summary}"
    return summary


def _description(row: Activity) -> str:
    lines = [f"主办单位：{row.organizer}"]
    if row.form:
        lines.append(f"活动形式：{row.form.word}")
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
        description=f"单位：{'、'.join(row.units)}\n状态：{row.status.word}",
        category=f"{word}时限",
    )
