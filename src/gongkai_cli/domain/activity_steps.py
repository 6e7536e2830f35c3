"""An activity's life: which step may follow which, and what each step must bring along."""

from dataclasses import replace
from datetime import date

from gongkai_cli.domain.dates import month_window
from gongkai_cli.domain.model import Activity, Plan, Step
from gongkai_cli.domain.text import check_link
from gongkai_cli.domain.vocabulary import ActivityStatus
from gongkai_cli.errors import RefusedError

OPEN_THEME = "自主选定"
"""What the table prints where the organizer chooses the theme; only such a theme can be set."""

_OVER = {ActivityStatus.HELD, ActivityStatus.PUBLISHED}


def take_step(plan: Plan, before: Activity, step: Step) -> Activity:
    """Return the activity after a step.

    Args:
        plan: whose period the date must lie in.
        before: the activity as it stands on the step's day.
        step: what is to happen; what it leaves unsaid stays as it was.

    Raises:
        RefusedError: the step may not follow what has been, or lacks what it must bring.
    """
    if before.withdrawn:
        raise RefusedError(f"活动 {before.no} 已从计划文件撤下，不能再改。请先在计划文件里恢复它。")
    if before.on and before.on > step.on:
        raise RefusedError(f"活动 {before.no} 已有 {before.on} 的记录，不能补记更早的一步。请去掉 --as-of。")
    if step.theme and before.printed_theme != OPEN_THEME:
        raise RefusedError(f"活动 {before.no} 的主题印发时已定为“{before.printed_theme}”，不能另选。请去掉 --theme。")
    after = replace(
        before,
        on=step.on,
        **{
            name: value
            for name in ("date", "theme", "form", "place", "people", "note", "reason")
            if (value := getattr(step, name)) is not None
        },
    )
    if step.date is not None:
        _check_day(plan, before, step.date)
    match step.status:
        case ActivityStatus.SCHEDULED:
            return _planned(before, after, is_dated=step.date is not None)
        case ActivityStatus.HELD:
            return _held(before, after, step.on)
        case ActivityStatus.PUBLISHED:
            return _published(before, after, step.link)
        case _:
            return _cancelled(before, after)


def _check_day(plan: Plan, activity: Activity, day: date) -> None:
    first, last = month_window(plan.year, activity.month)
    if not min(plan.issued_on, first) <= day <= max(plan.ends_on, last):
        raise RefusedError(
            f"{day} 不在“{plan.title}”的期间内（{min(plan.issued_on, first)} 至 {plan.ends_on}）。请核对 --date。"
        )


def _planned(before: Activity, after: Activity, *, is_dated: bool) -> Activity:
    if before.status in _OVER:
        raise RefusedError(
            f"活动 {before.no} {before.status.word}，不能改回安排。"
            f"要更正请用 gongkai activity held {before.no} --date 日期。"
        )
    if before.status is ActivityStatus.CANCELLED and not is_dated:
        raise RefusedError(f"活动 {before.no} 已取消。要重新安排，请写 --date。")
    status = ActivityStatus.SCHEDULED if after.date else ActivityStatus.UNDATED
    return replace(after, status=status, reason=None)


def _held(before: Activity, after: Activity, today: date) -> Activity:
    if before.status is ActivityStatus.CANCELLED:
        raise RefusedError(
            f"活动 {before.no} 已取消。若又办了，请先用 gongkai activity plan {before.no} --date 日期 重新安排。"
        )
    if after.date is None:
        raise RefusedError(f"活动 {before.no} 还没有日期。请写 --date，说明哪一天举办的。")
    if after.date > today:
        raise RefusedError(f"{after.date} 还没到（今天按 {today} 算），不能记为已举办。请核对 --date。")
    return replace(after, status=before.status if before.status in _OVER else ActivityStatus.HELD)


def _published(before: Activity, after: Activity, link: str | None) -> Activity:
    if before.status not in _OVER:
        raise RefusedError(
            f"活动 {before.no} {before.status.word}，还没有举办，不能公开。请先用 gongkai activity held {before.no}。"
        )
    if not link:
        raise RefusedError("公开要有举办情况的网址。请写 --link，以 http:// 或 https:// 开头。")
    return replace(after, status=ActivityStatus.PUBLISHED, link=check_link(link))


def _cancelled(before: Activity, after: Activity) -> Activity:
    if before.status in _OVER or before.status is ActivityStatus.CANCELLED:
        raise RefusedError(
            f"活动 {before.no} {before.status.word}，不能取消。用 gongkai activity show {before.no} 查看。"
        )
    if not after.reason:
        raise RefusedError("取消要有理由。请写 --reason。")
    return replace(after, status=ActivityStatus.CANCELLED)


def is_outside_month(plan: Plan, activity: Activity) -> bool:
    """Say whether an activity is dated outside the month that the table prints."""
    return activity.date is not None and (activity.date.year, activity.date.month) != (plan.year, activity.month)


def window(plan: Plan, activity: Activity) -> tuple[date, date]:
    """Return the first and last day on which an activity is expected: its date, or the whole of its month."""
    return (activity.date, activity.date) if activity.date else month_window(plan.year, activity.month)


def effective_month(plan: Plan, activity: Activity) -> tuple[int, int]:
    """Return the year and the month that an activity falls in: its date's, or the printed one's."""
    return (activity.date.year, activity.date.month) if activity.date else (plan.year, activity.month)


def month_name(plan: Plan, year: int, month: int) -> str:
    """Return a month in words, with its year where that is not the plan's."""
    return f"{month}月" if year == plan.year else f"{year}年{month}月"


def is_unpublished(activity: Activity) -> bool:
    """Say whether an activity is 已办未公开: held, and its public report still missing."""
    return activity.status is ActivityStatus.HELD and not activity.withdrawn


def is_chased(activity: Activity) -> bool:
    """Say whether every overview chases an activity: 逾期未办 or 已办未公开."""
    return activity.late or is_unpublished(activity)
