"""The sections about all tasks: 总体情况, 好的, 变化."""

from collections.abc import Iterator, Mapping

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Task
from gongkai_cli.domain.vocabulary import HELD_UNPUBLISHED, LATE_ACTIVITY, ActivityStatus, Pace, Status
from gongkai_cli.papers.bulletin.figures import Before, Figures
from gongkai_cli.papers.bulletin.words import Item, counted, names, percent, section, task_name, task_with_units
from gongkai_cli.papers.content import Section
from gongkai_cli.papers.phrases import quoted
from gongkai_cli.store.queries.past.plan_then import TaskThen

_STATUSES = (Status.DONE, Status.IN_PROGRESS, Status.BLOCKED, Status.NOT_STARTED, Status.STOPPED)
_PACES = (Pace.DONE, Pace.AHEAD, Pace.ON_TRACK, Pace.BEHIND, Pace.OVERDUE)
LATE = {Pace.BEHIND, Pace.OVERDUE}
"""The paces that are late."""
_IN_TIME = {Pace.ON_TRACK, Pace.AHEAD}  # tasks that are done are named as such


def overall(figures: Figures, label: str) -> Section | None:
    """Return 总体情况: counts and shares of tasks, parts, reports and activities."""
    return section("总体情况", "总体情况", list(_overall(figures, label)))


def _overall(figures: Figures, label: str) -> Iterator[Item]:
    day = short_day(figures.day, figures.day)
    order = [status.word for status in _STATUSES]
    statuses = [then.status for then in figures.now.values()]
    tasks = counted({status.word: statuses.count(status) for status in Status}, order, "项")
    yield Item(
        "任务进展",
        f"《要点》共{len(statuses)}项任务。截至{day}，{tasks}。平均进度{percent(figures.year.percent)}，"
        f"时间进度{percent(figures.year.elapsed)}。",
    )
    if paces := [then.pace for then in figures.now.values() if then.pace]:
        stopped = statuses.count(Status.STOPPED)
        without = {"已中止": stopped, "未分工": len(statuses) - len(paces) - stopped}
        others = names(f"{count}项{word}" for word, count in without.items() if count)
        uncounted = f"另有{others}，不计序时进度。" if others else ""
        counts = {pace.word: paces.count(pace) for pace in Pace}
        by_pace = counted(counts, [pace.word for pace in _PACES], "项")
        yield Item("序时进度", f"与序时进度相比，{by_pace}。{uncounted}")
    if parts := sum(figures.parts.values()):
        by_status = counted({status.word: figures.parts[status] for status in Status}, order, "项次")
        yield Item(
            "责任落实",
            f"任务由{len(figures.units)}个单位承担，计{parts}项次（一个单位承担一项任务为一项次）：{by_status}。",
        )
    if expected := sum(one.expected for one in figures.owed):
        reported = sum(one.reported for one in figures.owed)
        counts = {"已报送": reported, "未报送": expected - reported}
        by_report = counted(counts, counts, "项次")
        yield Item("进展报送", f"{label}应报送{expected}项次，{by_report}。")
    if activities := _activities(figures):
        yield Item("活动开展", f"共安排活动{len(figures.activities)}场：{activities}。")


def _activities(figures: Figures) -> str:
    rows = figures.activities
    late = sum(row.late for row in rows)
    to_come = sum(row.status in {ActivityStatus.UNDATED, ActivityStatus.SCHEDULED} for row in rows) - late

    def count(status: ActivityStatus) -> int:
        return sum(row.status is status for row in rows)

    counts = {
        ActivityStatus.PUBLISHED.word: count(ActivityStatus.PUBLISHED),
        HELD_UNPUBLISHED: count(ActivityStatus.HELD),
        LATE_ACTIVITY: late,
        "未到期": to_come,
        ActivityStatus.CANCELLED.word: count(ActivityStatus.CANCELLED),
    }
    return counted(counts, counts, "场")


def good(figures: Figures, label: str) -> Section | None:
    """Return 好的: tasks that are done or ahead, units that are done, ahead or have reported everything."""
    return section("好的", "进展较好的任务和单位", list(_good(figures, label)))


def _good(figures: Figures, label: str) -> Iterator[Item]:
    if done := _tasks(figures, {Pace.DONE}):
        yield Item("完成的任务", f"已完成任务{len(done)}项：{names(map(task_with_units, done))}。")
    if ahead := _tasks(figures, {Pace.AHEAD}):
        listed = names(f"{task_name(task)}（{percent(task.percent)}）" for task in ahead)
        yield Item("超进度的任务", f"进度快于序时的任务{len(ahead)}项：{listed}。")
    done_units = [unit.name for unit in figures.units if unit.pace is Pace.DONE]
    if done_units:
        yield Item("完成的单位", f"承担任务全部完成的单位{len(done_units)}个：{names(done_units)}。")
    ahead_units = [unit.name for unit in figures.units if unit.pace is Pace.AHEAD]
    if ahead_units:
        yield Item("超进度的单位", f"总体进度快于序时的单位{len(ahead_units)}个：{names(ahead_units)}。")
    complete = [one.unit for one in figures.owed if one.expected and not one.missing]
    if complete:
        yield Item("报送齐全的单位", f"{label}应报事项全部报送的单位{len(complete)}个：{names(complete)}。")


def _tasks(figures: Figures, paces: set[Pace]) -> list[Task]:
    return [figures.tasks[identity] for identity, then in figures.now.items() if then.pace in paces]


def changes(figures: Figures) -> Section | None:
    """Return 较上期变化: tasks and units that stand otherwise than at the end of the period before."""
    if figures.before is None:
        return None
    items = list(_changes(figures, figures.before))
    if items:
        items[0] = items[0]._replace(text=f"与{short_day(figures.before.day, figures.day)}相比，{items[0].text}")
    return section("变化", "较上期变化", items)


def _changes(figures: Figures, before: Before) -> Iterator[Item]:
    tasks, now, then = figures.tasks, figures.now, before.tasks
    done = [one for one in now if now[one].status is Status.DONE and not _was_done(then, one)]
    more = figures.parts[Status.DONE] - before.done_parts
    if done:
        yield Item("新完成", f"新完成任务{len(done)}项：{names(task_name(tasks[one]) for one in done)}。")
    if more > 0:
        yield Item("完成项次", f"各单位承担的任务多完成{more}项次。")
    for pace, before_it, lead in ((Pace.OVERDUE, {Pace.OVERDUE}, "新增逾期"), (Pace.BEHIND, LATE, "新增欠进度")):
        new = [one for one in now if now[one].pace is pace and not (one in then and then[one].pace in before_it)]
        if new:
            yield Item(lead, f"{lead}任务{len(new)}项：{names(task_name(tasks[one]) for one in new)}。")
    better = [one for one in now if one in then and then[one].pace in LATE and now[one].pace in _IN_TIME]
    if better:
        yield Item(
            "赶上序时", f"由滞后赶上序时的任务{len(better)}项：{names(task_name(tasks[one]) for one in better)}。"
        )
    first = [unit.name for unit in figures.units if _began(figures, unit.name)]
    if first:
        yield Item("首次报送", f"首次报送进展的单位{len(first)}个：{names(first)}。")
    added = [one for one in now if one not in then]
    if added:
        yield Item(
            "新增任务", f"《要点》调整后新增任务{len(added)}项：{names(task_name(tasks[one]) for one in added)}。"
        )
    removed = [then[one] for one in then if one not in now]
    if removed:
        # Their numbers may be other tasks' now.
        yield Item(
            "调出任务", f"《要点》调整后调出任务{len(removed)}项：{names(quoted(one.title) for one in removed)}。"
        )


def _began(figures: Figures, unit: str) -> bool:
    """Return whether a unit's first report lies in the period."""
    day = figures.first_reports.get(unit)
    return day is not None and day >= figures.first


def _was_done(then: Mapping[int, TaskThen], identity: int) -> bool:
    """Return whether a task was done before."""
    return identity in then and then[identity].status is Status.DONE
