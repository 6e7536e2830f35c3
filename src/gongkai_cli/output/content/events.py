"""What becomes an entry in a calendar: activities on their day or over their month, nodes and deadlines on theirs."""

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Upcoming
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.vocabulary import ActivityStatus
from gongkai_cli.output.listing import Event


def activity(plan: Plan, row: Activity) -> Event:
    """Return an activity as an event; without a date it lies over its month and takes up nobody's time."""
    first, last = activity_steps.window(plan, row)
    told = [
        f"主办单位：{row.organizer}",
        f"活动形式：{row.form.word}" if row.form else "",
        f"状态：{row.status.word}" + ("，逾期未办" if row.late else ""),
        f"取消理由：{row.reason}" if row.status is ActivityStatus.CANCELLED and row.reason else "",
        f"备注：{row.note}" if row.note else "",
    ]
    summary = f"{row.theme}（{row.organizer}）"
    is_cancelled = row.withdrawn or row.status is ActivityStatus.CANCELLED
    if is_cancelled:
        summary = f"{'【已撤下】' if row.withdrawn else '【已取消】'}{summary}"
    elif row.date is None:
        summary = f"【待定】{summary}"
    return Event(
        uid=f"{plan.key}-activity-{row.no}@gongkai",
        summary=summary,
        first=first,
        last=last,
        is_busy=row.date is not None,
        is_tentative=row.date is None,
        is_cancelled=is_cancelled,
        description="\n".join(line for line in told if line),
        place=row.place or "",
        link=row.link or "",
        category="政务公开活动",
    )


def deadline(plan: Plan, row: Upcoming) -> Event:
    """Return a node's or a task's deadline as an event on its day."""
    # A measure has many nodes, told apart by their days; a task has one deadline, which may be moved.
    word, which = ("任务", row.code) if row.kind == "task" else ("节点", f"{row.code}-{row.end.isoformat()}")
    return Event(
        uid=f"{plan.key}-{row.kind}-{which}@gongkai",
        summary=f"{word} {row.code} 到期：{row.title}",
        first=row.end,
        last=row.end,
        description=f"单位：{'、'.join(row.units)}\n状态：{row.status.word}",
        category=f"{word}时限",
    )
