"""The sections about tasks that wait for somebody: 滞后, 未报送, 活动, 要求."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Owed
from gongkai_cli.domain.dates import month_end, short_day
from gongkai_cli.domain.model import Activity, Part, Task
from gongkai_cli.domain.vocabulary import HELD_UNPUBLISHED, LATE_ACTIVITY, ActivityStatus, Pace, Status
from gongkai_cli.papers.bulletin.figures import Figures
from gongkai_cli.papers.bulletin.words import (
    Item,
    activity_day,
    activity_name,
    names,
    numbers,
    percent,
    section,
    standings,
    task_name,
)
from gongkai_cli.papers.content import Section
from gongkai_cli.papers.phrases import sentence

_OVER = {Status.DONE, Status.STOPPED}


def lagging(figures: Figures) -> Section | None:
    """Return 滞后: tasks and units by name, with the day or month since when."""
    return section("滞后", "进展滞后的任务和单位", list(_lagging(figures)))


def _lagging(figures: Figures) -> Iterator[Item]:
    overdue = _with_pace(figures, Pace.OVERDUE)
    if overdue:
        details = tuple(_overdue(figures, task) for _, task in overdue)
        yield Item("逾期任务", f"完成时限已过、尚未完成的任务{len(overdue)}项：", details)
    behind = _with_pace(figures, Pace.BEHIND)
    if behind:
        details = tuple(_behind(figures, identity, task) for identity, task in behind)
        yield Item("欠进度任务", f"进度慢于序时的任务{len(behind)}项：", details)
    if figures.blocked:
        details = tuple(map(_blocked, figures.blocked))
        yield Item("受阻事项", f"单位反映受阻的{len(figures.blocked)}项次：", details)
    late = [unit.name for unit in figures.units if unit.pace is Pace.OVERDUE]
    slow = [unit.name for unit in figures.units if unit.pace is Pace.BEHIND]
    silent = {one.unit for one in _silent(figures)}
    lists = [("承担的任务有逾期的单位", late), ("总体进度慢于序时的单位", slow)]
    if words := [f"{label}{len(units)}个{_beside(units, silent)}。" for label, units in lists if units]:
        yield Item("滞后单位", "".join(words))


def _beside(units: Sequence[str], silent: Collection[str]) -> str:
    """Return the names of units; those that have not reported are named in the section after, so they are counted."""
    others = [name for name in units if name not in silent]
    known = len(units) - len(others)
    if not known:
        return f"：{names(others)}"
    if others:
        return f"：除本期未报送的{known}个单位外，还有{names(others)}"
    return "，均为本期未报送的单位" if known > 1 else "，为本期未报送的单位"


def _silent(figures: Figures) -> list[Owed]:
    return [one for one in figures.owed if one.missing and not one.reported]


def _with_pace(figures: Figures, pace: Pace) -> list[tuple[int, Task]]:
    return [(identity, figures.tasks[identity]) for identity, then in figures.now.items() if then.pace is pace]


def _overdue(figures: Figures, task: Task) -> str:
    assert task.due is not None  # noqa: S101 - a task without a deadline is never overdue
    since = short_day(task.due + timedelta(days=1), figures.day)
    days = (figures.day - task.due).days
    return f"{task_name(task)}，自{since}起逾期，已超期{days}天，{_standing(figures, task)}。"


def _behind(figures: Figures, identity: int, task: Task) -> str:
    since = figures.behind_since[identity]
    month = f"{since.month}月" if since.year == figures.day.year else f"{since.year}年{since.month}月"
    return f"{task_name(task)}，{month}起欠进度，{_standing(figures, task)}。"


def _standing(figures: Figures, task: Task) -> str:
    by_unit = standings(figures.speaking.get(task.no, ()))
    return "，".join(filter(None, (f"进度{percent(task.percent)}", by_unit)))


def _blocked(part: Part) -> str:
    problem = f"：{part.problem}" if part.problem else "，未说明原因"
    return sentence(f"{part.unit}承担任务{part.no}{problem}")


def unreported(figures: Figures, label: str) -> Section | None:
    """Return 未报送: the units that have not reported in the period, or only in part."""
    return section("未报送", "未按要求报送的单位", list(_unreported(figures, label)))


def _unreported(figures: Figures, label: str) -> Iterator[Item]:
    silent = [one.unit for one in _silent(figures)]
    partly = [one for one in figures.owed if one.missing and one.reported]
    if silent:
        text = f"{label}应报事项均未报送的单位{len(silent)}个：{names(silent)}。"
        yield Item("未报送", text + _never(silent, figures.silent))
    if partly:
        missing = "；".join(f"{one.unit}缺任务{numbers(one.missing)}" for one in partly)
        yield Item("部分报送", f"{label}应报事项没有报齐的单位{len(partly)}个：{missing}。")


def _never(silent: Sequence[str], never: Collection[str]) -> str:
    """Return which of the silent units have never reported; the smaller group is named."""
    with_reports = [name for name in silent if name not in never]
    without = [name for name in silent if name in never]
    if not without:
        return ""
    if len(silent) == 1:
        return "该单位自《要点》印发以来从未报送。"
    if not with_reports:
        return "以上单位自《要点》印发以来均从未报送。"
    if len(with_reports) < len(without):
        return f"除{names(with_reports)}外，以上单位自《要点》印发以来均从未报送。"
    return f"其中自《要点》印发以来从未报送的{len(without)}个：{names(without)}。"


def events(figures: Figures, label: str) -> Section | None:
    """Return 活动: those held in the period, those that are late, not public or cancelled."""
    return section("活动", "政务公开活动", list(_events(figures, label)))


def _events(figures: Figures, label: str) -> Iterator[Item]:
    today = figures.day
    held = [row for row in figures.activities if activity_steps.is_over(row) and _is_within(figures, row.date)]
    if held:
        listed = names(f"{activity_day(row, today)}{activity_name(row)}" for row in sorted(held, key=_by_day))
        yield Item("举办情况", f"{label}举办活动{len(held)}场：{listed}。")
    if earlier := _entered_late(figures):
        listed = names(f"{activity_day(row, today)}{activity_name(row)}" for row in sorted(earlier, key=_by_day))
        yield Item("补登情况", f"{label}补登此前举办的活动{len(earlier)}场：{listed}。")
    late = [row for row in figures.activities if row.late]
    if late:
        listed = names(activity_name(row, f"原定{activity_day(row, today)}") for row in late)
        yield Item(LATE_ACTIVITY, f"{LATE_ACTIVITY}的活动{len(late)}场：{listed}。")
    unpublished = [row for row in figures.activities if activity_steps.is_unpublished(row)]
    if unpublished:
        listed = names(activity_name(row, f"{activity_day(row, today)}举办") for row in unpublished)
        yield Item(HELD_UNPUBLISHED, f"{HELD_UNPUBLISHED}的活动{len(unpublished)}场：{listed}。")
    cancelled = [
        row for row in figures.activities if row.status is ActivityStatus.CANCELLED and _is_within(figures, row.on)
    ]
    if cancelled:
        listed = names(activity_name(row, (row.reason or "").rstrip("。；")) for row in cancelled)
        yield Item("已取消", f"{label}取消活动{len(cancelled)}场：{listed}。")


def _entered_late(figures: Figures) -> list[Activity]:
    """Return the activities held before the period and recorded within it: the bulletin before could not name them."""
    before = figures.before
    if before is None:
        return []
    over = [row for row in figures.activities if activity_steps.is_over(row) and row.no not in before.held]
    return [row for row in over if row.date and row.date < figures.first]


def _is_within(figures: Figures, day: date | None) -> bool:
    return day is not None and figures.first <= day <= figures.day


def _by_day(row: Activity) -> tuple[date, int]:
    return row.date or date.max, row.no


def demands(figures: Figures) -> Section | None:
    """Return 下步要求: what follows from the sections before, and what comes due next."""
    return section("要求", "下步工作要求", list(_demands(figures)))


def _demands(figures: Figures) -> Iterator[Item]:
    counts = {pace.word: len(_with_pace(figures, pace)) for pace in (Pace.OVERDUE, Pace.BEHIND)}
    if late := names(f"{word}的{count}项任务" for word, count in counts.items() if count):
        yield Item("加快滞后任务", f"{late}，牵头单位和责任单位要逐项查明原因，明确措施和完成时间，尽快赶上序时进度。")
    if figures.blocked:
        yield Item("协调受阻事项", f"受阻的{len(figures.blocked)}项次，牵头单位要及时协调，难以解决的及时报告。")
    silent = len(_silent(figures))
    counts = {"未报送": silent, "没有报齐": sum(bool(one.missing) for one in figures.owed) - silent}
    if owing := names(f"{word}的{count}个单位" for word, count in counts.items() if count):
        yield Item("按时报送进展", f"{owing}要尽快补报，今后按时报送进展情况、存在问题和下步措施。")
    unheld = sum(row.late for row in figures.activities)
    unpublished = sum(activity_steps.is_unpublished(row) for row in figures.activities)
    words = []
    if unheld:
        words.append(f"{LATE_ACTIVITY}的{unheld}场活动，主办单位要抓紧举办，不能举办的要说明理由")
    if unpublished:
        words.append(f"{HELD_UNPUBLISHED}的{unpublished}场活动，主办单位要及时公开举办情况")
    if words:
        yield Item("补办和公开活动", f"{'；'.join(words)}。")
    if coming := _coming(figures):
        yield Item("抓好近期工作", coming)


def _coming(figures: Figures) -> str:
    """Return what comes due after the period, up to the end of the month."""
    first = figures.day + timedelta(days=1)
    last = month_end(first.year, first.month)
    month = f"{first.month}月" if first.year == figures.day.year else f"{first.year}年{first.month}月"
    due = [
        task
        for identity, task in figures.tasks.items()
        if task.due and first <= task.due <= last and figures.now[identity].status not in _OVER
    ]
    planned = [row for row in figures.activities if _is_planned(row, first, last)]
    words = []
    if due:
        listed = names(f"{task_name(task)}（{_day_of(task.due, figures.day)}）" for task in due)
        words.append(f"{month}到期的任务{len(due)}项：{listed}，要确保如期完成")
    if planned:
        listed = names(activity_name(row, _day_of(row.date, figures.day)) for row in planned)
        words.append(f"{month}安排的活动{len(planned)}场：{listed}，主办单位要做好预告和筹备")
    return "".join(f"{text}。" for text in words)


def _is_planned(row: Activity, first: date, last: date) -> bool:
    begins, ends = activity_steps.window(row)
    is_open = row.status in {ActivityStatus.UNDATED, ActivityStatus.SCHEDULED}
    return is_open and not row.late and ends >= first and begins <= last


def _day_of(day: date | None, today: date) -> str:
    return short_day(day, today) if day else ""
