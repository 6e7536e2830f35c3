"""The steps of an activity's life: their order, and the facts that each step needs."""

import datetime as dt
from dataclasses import dataclass, replace
from datetime import date

from gongkai_cli.domain.dates import chinese_day, long_month, long_span, month_window, short_month
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.text import check_link
from gongkai_cli.domain.vocabulary import NO_THEME, ActivityStatus, Form
from gongkai_cli.errors import RefusedError

OPEN_THEME = "自主选定"
"""The printed theme of a row whose organizer chooses the theme. Only such a theme can be set."""

_OVER = {ActivityStatus.HELD, ActivityStatus.PUBLISHED}
_FIELDS = ("date", "last_date", "time", "theme", "form", "place", "people", "note", "reason")


@dataclass(frozen=True, slots=True)
class Step:
    """A step in an activity's life, as typed. A field that is None keeps its value.

    `last_date` is that of a span; for a span of one day it is `date`.
    """

    status: ActivityStatus
    on: date
    date: dt.date | None = None
    theme: str | None = None
    form: Form | None = None
    place: str | None = None
    people: int | None = None
    note: str | None = None
    link: str | None = None
    reason: str | None = None
    last_date: dt.date | None = None
    time: str | None = None


def take_step(plan: Plan, before: Activity, step: Step) -> Activity:
    """Return the activity after a step.

    Args:
        plan: its period bounds the date.
        before: the activity on the step's day.
        step: the step as typed; fields that are None keep their values.

    Raises:
        RefusedError: the step may not follow the one before, or lacks a fact that it needs.
    """
    if before.withdrawn:
        raise RefusedError(f"活动 {before.no} 已调出要点，不能再改。请先在计划文件里恢复它。")
    if before.on and before.on > step.on:
        raise RefusedError(
            f"活动 {before.no} 已有 {chinese_day(before.on)} 的记录，不能补记更早的一步。请去掉 --as-of。"
        )
    if step.theme and before.printed_theme not in {OPEN_THEME, NO_THEME}:
        raise RefusedError(f"活动 {before.no} 的主题印发时已定为“{before.printed_theme}”，不能另选。请去掉 --theme。")
    given = {name: getattr(step, name) for name in _FIELDS}
    changed = {name: value for name, value in given.items() if value is not None}
    if step.date is not None:
        _check_day(plan, before, step.date)
        changed["last_date"] = _last_day(before, step)
        changed["time"] = _hour(before, step)
    after = replace(before, on=step.on, **changed)
    match step.status:
        case ActivityStatus.SCHEDULED:
            return _planned(before, after, is_dated=step.date is not None)
        case ActivityStatus.HELD:
            return _held(before, after, step.on)
        case ActivityStatus.PUBLISHED:
            return _published(before, after, step.link)
        case _:
            return _cancelled(before, after)


def _last_day(before: Activity, step: Step) -> date | None:
    """Return the last day that goes with the date of a step; the same first day again keeps it."""
    if step.last_date is None and step.date == before.date:
        return before.last_date
    return None if step.last_date == step.date else step.last_date


def _hour(before: Activity, step: Step) -> str | None:
    """Return the hour that goes with the date of a step.

    An hour belongs to its first day, so another day ends it. An hour that came before any date is kept.
    """
    if step.time is None and before.date in {None, step.date}:
        return before.time
    return step.time


def _check_day(plan: Plan, activity: Activity, day: date) -> None:
    first = first_day(plan, activity)
    if day < first:
        raise RefusedError(
            f"{chinese_day(day)} 早于“{plan.title}”的期间（{long_span(first, plan.ends_on)}）。请核对 --date。"
        )


def first_day(plan: Plan, activity: Activity) -> date:
    """Return the first day on which an activity may be held.

    A notice of 26 May may print activities of May, so the printed month may begin before the plan.
    """
    month_begins, _ = month_window(activity.year, activity.month)
    return min(plan.issued_on, month_begins)


def is_beyond_period(plan: Plan, activity: Activity) -> bool:
    """Return whether an activity is dated after the plan's period."""
    last = activity.last_date or activity.date
    return last is not None and last > plan.ends_on


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
    last = after.last_date or after.date
    if last > today:
        advice = "请核对 --date。"
        if after.date <= today:
            advice = f"请核对 --date；只办一天的，写 --date {chinese_day(after.date)}-{after.date.day}日。"
        raise RefusedError(f"{chinese_day(last)} 还没到（今天按 {chinese_day(today)} 算），不能记为已举办。{advice}")
    if before.status in _OVER:
        return after
    return replace(after, status=ActivityStatus.HELD)


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


def is_outside_month(activity: Activity) -> bool:
    """Return whether an activity has a date outside its printed months."""
    if activity.date is None:
        return False
    first, last = _printed_months(activity)
    return not first <= activity.date <= last


def window(activity: Activity) -> tuple[date, date]:
    """Return the first and the last day of an activity's window: its days, or its printed month."""
    if activity.date:
        return activity.date, activity.last_date or activity.date
    return _printed_months(activity)


def _printed_months(activity: Activity) -> tuple[date, date]:
    """Return the first and the last day of the printed month, or of several."""
    first, last = month_window(activity.year, activity.month)
    if activity.first_month:
        first = first.replace(month=activity.first_month)
    return first, last


def effective_month(activity: Activity) -> tuple[int, int]:
    """Return the year and the month of an activity: those of its date, or the printed ones."""
    if activity.date:
        return activity.date.year, activity.date.month
    return activity.year, activity.month


def printed_month(activity: Activity, today: date) -> str:
    """Return the printed month of an activity in words, for a remark beside its date."""
    if activity.date and activity.date.month == activity.month:  # December of another year
        return long_month(activity.year, activity.month)
    return short_month(activity.year, activity.month, today)


def is_over(activity: Activity) -> bool:
    """Return whether an activity was held, whether or not it is public."""
    return activity.status in _OVER


def is_unpublished(activity: Activity) -> bool:
    """Return whether an activity is 已办未公开: held, but without its public report."""
    return activity.status is ActivityStatus.HELD and not activity.withdrawn


def is_chased(activity: Activity) -> bool:
    """Return whether an activity is 逾期未办 or 已办未公开; every overview names such activities."""
    return activity.late or is_unpublished(activity)
