"""What each listing and page says: its title, its columns in words, and what to do next."""

from collections.abc import Sequence
from datetime import date

from gongkai_cli.model import (
    Activity,
    Difference,
    LedgerEntry,
    Marked,
    Measure,
    Part,
    Plan,
    PlanSummary,
    Receipt,
    Standing,
    Task,
    Unit,
)
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone
from gongkai_cli.words import ActivityStatus, Pace, Role, Status

_STATUS_TONES = {
    Status.NOT_STARTED: Tone.PLAIN,
    Status.IN_PROGRESS: Tone.BUSY,
    Status.BLOCKED: Tone.BAD,
    Status.DONE: Tone.GOOD,
    Status.STOPPED: Tone.FAINT,
}
_PACE_TONES = {
    Pace.AHEAD: Tone.GOOD,
    Pace.ON_TRACK: Tone.PLAIN,
    Pace.BEHIND: Tone.WARNING,
    Pace.OVERDUE: Tone.BAD,
    Pace.DONE: Tone.GOOD,
}
_ROLE_TONES = {
    Role.LEAD: Tone.STRONG,
    Role.RESPONSIBLE: Tone.PLAIN,
    Role.MEMBER: Tone.PLAIN,
    Role.POSSIBLE: Tone.FAINT,
}
_ACTIVITY_TONES = {
    ActivityStatus.UNDATED: Tone.PLAIN,
    ActivityStatus.SCHEDULED: Tone.BUSY,
    ActivityStatus.HELD: Tone.WARNING,
    ActivityStatus.PUBLISHED: Tone.GOOD,
    ActivityStatus.CANCELLED: Tone.FAINT,
}
_BAR_CELLS = 5


def tasks(plan: Plan, rows: Sequence[Task], day: date) -> Listing:
    """The plan's tasks as they stand on `day`."""
    return Listing(
        title=_title(plan, f"任务 {len(rows)} 项{_common_due(rows, plan)}", day),
        columns=(
            Column("序号", lambda task: str(task.no), is_number=True),
            Column("任务", lambda task: task.title + _withdrawn(task), least=12),
            Column("牵头单位", lambda task: "、".join(task.lead) or "—", least=10),
            Column("状态", lambda task: _status(task.status)),
            Column("进度", lambda task: _progress(task.percent)),
            Column("完成", lambda task: f"{task.units_done}/{task.units_total}", is_number=True),
            *_due_columns(rows, plan),
            Column("序时", lambda task: _pace(task.pace)),
        ),
        rows=rows,
        empty="没有符合条件的任务。去掉一些条件再试，或用 gongkai tasks 查看全部任务。",
        footer="看一项：gongkai show 序号　看一个单位：gongkai tasks --dept 单位",
        is_faint=lambda task: bool(task.withdrawn),
    )


def parts(plan: Plan, units: Sequence[str], rows: Sequence[Part], day: date) -> Listing:
    """Some units' parts in the plan's tasks."""
    several = len(units) > 1
    possible = sum(part.role is Role.POSSIBLE and not part.counted for part in rows)
    count = f"任务 {len(rows)} 项" + (f"（其中有关 {possible} 项，报告前不计）" if possible else "")
    name = "、".join(units)
    return Listing(
        title=_title(plan, f"{name}　{count}{_common_due(rows, plan)}", day),
        columns=(
            *([Column("单位", lambda part: part.unit, least=6)] if several else []),
            Column("序号", lambda part: str(part.no), is_number=True),
            Column("任务", lambda part: part.title + _withdrawn(part), least=12),
            *_part_columns(rows, plan),
        ),
        rows=rows,
        notes=_through(rows),
        empty=f"{name}没有符合条件的任务。去掉一些条件再试，或用 gongkai dept {units[0]} 查看这个单位。",
        footer=f"报告进展：gongkai mark 序号 --dept {units[0]} --percent 60 --note 进展",
        is_faint=_is_faint,
    )


def _part_columns(rows: Sequence[Part], plan: Plan) -> tuple[Column, ...]:
    return (
        Column("职责", lambda part: Cell(part.role.word, _ROLE_TONES[part.role])),
        Column("状态", lambda part: _status(part.status)),
        Column("进度", lambda part: _progress(part.percent)),
        *_due_columns(rows, plan),
        Column("序时", lambda part: _pace(part.pace)),
        Column("最近报告", lambda part: _latest(part, plan), least=10),
    )


def task_page(
    plan: Plan,
    task: Task,
    measures: Sequence[Measure],
    of_units: Sequence[Part],
    ledger: Sequence[LedgerEntry],
    day: date,
) -> Page:
    """One task whole."""
    reported = [part for part in of_units if part.on is not None]
    silent = [part for part in of_units if part.counted and part.on is None]
    return Page(
        title=_title(plan, f"任务 {task.no}　{task.title}{_withdrawn(task)}", day),
        facts=(
            ("牵头单位", "、".join(task.lead) or "—"),
            ("责任单位", "、".join(task.responsible) or "—"),
            ("集体称谓", "、".join(task.collectives) or "—"),
            ("状态", _status(task.status)),
            ("进度", _progress(task.percent)),
            ("序时进度", _pace(task.pace)),
            ("完成时限", _due(task, plan)),
            ("完成单位", f"{task.units_done}/{task.units_total}"),
            ("未报告", "、".join(part.unit for part in silent) or "没有，都已报告"),
        ),
        record=task,
        sections={
            "measures": _measures(task, measures),
            "assignments": Listing(
                title=f"承担　{len(of_units)} 个单位，已报告 {len(reported)} 个，未报告 {len(silent)} 个",
                columns=(
                    Column("单位", lambda part: part.unit + _withdrawn(part), least=6),
                    *_part_columns(of_units, plan),
                ),
                rows=of_units,
                notes=_through_units(of_units),
                empty="没有单位承担这项任务。",
                is_faint=_is_faint,
            ),
            "ledger": _ledger(ledger, plan, "task"),
        },
        footer=f"报告进展：gongkai mark {task.no} --dept 单位 --percent 60 --note 进展",
    )


def _measures(task: Task, rows: Sequence[Measure]) -> Listing:
    return Listing(
        title=f"举措　{len(rows)} 条",
        columns=(
            Column("编号", lambda measure: f"{task.no}.{measure.no}"),
            Column("内容", lambda measure: measure.text, least=12),
            Column("指标", lambda measure: measure.indicator or "", least=6),
            Column("周期", lambda measure: measure.rhythm.word if measure.rhythm else ""),
            *([Column("时限", lambda measure: str(measure.due or ""))] if any(row.due for row in rows) else []),
        ),
        rows=rows,
        empty="计划文件没有写举措。",
    )


def units(plan: Plan, rows: Sequence[Unit], day: date) -> Listing:
    """The plan's units with their counts."""
    return Listing(
        title=_title(plan, f"单位 {len(rows)} 个", day),
        columns=(
            Column("单位", lambda unit: unit.name + _withdrawn(unit), least=6),
            Column("类别", lambda unit: unit.kind, least=6),
            Column("牵头", lambda unit: _count(unit.lead), is_number=True),
            Column("负责", lambda unit: _count(unit.responsible), is_number=True),
            Column("参与", lambda unit: _count(unit.member), is_number=True),
            Column("有关", lambda unit: _count(unit.possible), is_number=True),
            Column("完成", lambda unit: f"{unit.done}/{unit.counted}", is_number=True),
            Column("进度", lambda unit: "—" if unit.percent is None else _progress(unit.percent)),
            Column("活动", _held),
        ),
        rows=rows,
        empty="没有单位。请先用 gongkai load 载入计划文件。",
        footer="看一个单位：gongkai dept 单位　按类别：gongkai depts --kind 乡镇",
        is_faint=lambda unit: bool(unit.withdrawn),
    )


def unit_page(
    plan: Plan,
    unit: Unit,
    of_tasks: Sequence[Part],
    activities: Sequence[Activity],
    ledger: Sequence[LedgerEntry],
    day: date,
) -> Page:
    """One unit on one page."""
    roles = ((Role.LEAD, unit.lead), (Role.RESPONSIBLE, unit.responsible), (Role.MEMBER, unit.member))
    own = [f"{role.word} {count} 项" for role, count in roles if count]
    own += [f"有关 {unit.possible} 项（报告前不计）"] if unit.possible else []
    late = f"，逾期未办 {unit.late} 场" if unit.late else ""
    return Page(
        title=_title(plan, unit.name + _withdrawn(unit), day),
        facts=(
            ("类别", unit.kind),
            ("别名", "、".join(unit.aliases) or "—"),
            ("任务", "，".join(own) or "没有任务"),
            ("完成", f"{unit.done}/{unit.counted}"),
            ("进度", "—" if unit.percent is None else _progress(unit.percent)),
            ("活动", Cell(f"{unit.activities} 场，已办 {unit.held} 场{late}", Tone.BAD if late else Tone.PLAIN)),
        ),
        record=unit,
        sections={
            "tasks": Listing(
                title=f"任务　{len(of_tasks)} 项{_common_due(of_tasks, plan)}",
                columns=(
                    Column("序号", lambda part: str(part.no), is_number=True),
                    Column("任务", lambda part: part.title + _withdrawn(part), least=12),
                    *_part_columns(of_tasks, plan),
                ),
                rows=of_tasks,
                notes=_through(of_tasks),
                empty="本年度没有任务。",
                is_faint=_is_faint,
            ),
            "activities": Listing(
                title=f"活动　{len(activities)} 场",
                columns=(
                    Column("序号", lambda row: str(row.no), is_number=True),
                    Column("时间", lambda row: row.date.isoformat() if row.date else f"{row.month}月"),
                    Column("活动主题", lambda row: row.theme + _withdrawn(row), least=12),
                    Column("活动形式", lambda row: row.form.word if row.form else "未注明", least=6),
                    Column("状态", _activity_status, least=6),
                ),
                rows=activities,
                empty="本年度没有主办的活动。",
            ),
            "ledger": _ledger(ledger, plan, "unit"),
        },
        footer=f"报告进展：gongkai mark 序号 --dept {unit.name} --percent 60 --note 进展",
    )


def _ledger(rows: Sequence[LedgerEntry], plan: Plan, of: str) -> Listing:
    of_what = {
        "task": Column("单位", lambda entry: entry.unit or "", least=6),
        "unit": Column("事项", lambda entry: f"{entry.kind.word}　{entry.subject}", least=10),
    }
    return Listing(
        title=f"台账　{len(rows)} 条",
        columns=(
            Column("编号", lambda entry: str(entry.id), is_number=True),
            Column("记录时间", lambda entry: entry.at[:16].replace("T", " "), least=10),
            Column("记录人", lambda entry: entry.by, least=6),
            of_what[of],
            Column("变化", lambda entry: _change(entry.before, entry.after) + "（已撤回）" * entry.undone, least=6),
            Column("内容", lambda entry: _said(entry, plan), least=12),
        ),
        rows=rows,
        empty="还没有记录。",
        is_faint=lambda entry: bool(entry.undone),
    )


def plans(rows: Sequence[PlanSummary]) -> Listing:
    """Every plan in the store."""
    return Listing(
        title=f"工作要点 {len(rows)} 个",
        columns=(
            Column("标识", lambda plan: plan.key),
            Column("标题", lambda plan: plan.title, least=12),
            Column("年度", lambda plan: str(plan.year), is_number=True),
            Column("期间", lambda plan: f"{plan.issued_on} 至 {plan.ends_on}", least=13),
            Column("任务", lambda plan: str(plan.tasks), is_number=True),
            Column("单位", lambda plan: str(plan.units), is_number=True),
            Column("活动", lambda plan: str(plan.activities), is_number=True),
            Column("进度", lambda plan: _progress(plan.percent)),
        ),
        rows=rows,
        empty="台账里还没有工作要点。请用 gongkai load 载入计划文件。",
        footer="换一个工作要点：gongkai --plan 标识 tasks　载入：gongkai load 文件",
    )


def receipt(plan: Plan, written: Receipt) -> Listing:
    """What a mark wrote: title, unit, before → after, and how to add to it or correct it."""
    return Listing(
        title=f"{plan.title}　已记入台账第 {written.change} 号，{len(written.marked)} 条",
        columns=(
            Column("序号", lambda line: str(line.no), is_number=True),
            Column("任务", lambda line: line.title, least=12),
            Column("单位", lambda line: line.unit, least=6),
            Column("变化", _marked_change, least=6),
        ),
        rows=written.marked,
        empty="",
    )


def difference_lines(difference: Difference) -> list[str]:
    """Say in lines what a plan file changes."""
    name = f"{difference.title}（{difference.key}）"
    if difference.is_new:
        units, tasks, activities = difference.counts
        return [f"{name}：新增，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"]
    if difference.is_empty:
        return [f"{name}：没有变化"]
    counts = f"新增 {len(difference.added)}、变更 {len(difference.changed)}、撤下 {len(difference.withdrawn)}"
    return [
        f"{name}：{counts}",
        *(f"  新增　{line}" for line in difference.added),
        *(f"  变更　{line}" for line in difference.changed),
        *(f"  撤下　{line}" for line in difference.withdrawn),
    ]


def _title(plan: Plan, what: str, day: date) -> str:
    return f"{plan.title}　{what}　截至 {day}"


def _withdrawn(row: Task | Part | Unit | Activity) -> str:
    return "（已撤下）" if row.withdrawn else ""


def _is_faint(part: Part) -> bool:
    return not part.counted


def _status(status: Status) -> Cell:
    return Cell(status.word, _STATUS_TONES[status])


def _pace(pace: Pace | None) -> Cell:
    return Cell(pace.word, _PACE_TONES[pace]) if pace else Cell("—", Tone.FAINT)


def _through(rows: Sequence[Part]) -> tuple[str, ...]:
    """Say once below the table through which collective each role comes, and in which tasks."""
    by_words: dict[tuple[Role, str], list[int]] = {}
    for part in rows:
        if part.via:
            by_words.setdefault((part.role, part.via), []).append(part.no)
    return tuple(
        f"{role.word}：任务 {'、'.join(map(str, dict.fromkeys(numbers)))} 印发时写作“{via}”"
        for (role, via), numbers in by_words.items()
    )


def _through_units(rows: Sequence[Part]) -> tuple[str, ...]:
    """Say once below a task's units which role each collective stands for, and for how many units."""
    counts: dict[tuple[Role, str], int] = {}
    for part in rows:
        if part.via:
            counts[part.role, part.via] = counts.get((part.role, part.via), 0) + 1
    return tuple(f"{role.word}：“{via}”{count} 个单位" for (role, via), count in counts.items())


def _due_columns(rows: Sequence[Task] | Sequence[Part], plan: Plan) -> tuple[Column, ...]:
    """A column of deadlines where they differ; `_common_due` says it in the title where they do not."""
    return () if _is_common(rows) else (Column("时限", lambda row: _due(row, plan), least=8),)


def _common_due(rows: Sequence[Task] | Sequence[Part], plan: Plan) -> str:
    return f"　时限 {_due(rows[0], plan)}" if rows and _is_common(rows) else ""


def _is_common(rows: Sequence[Task] | Sequence[Part]) -> bool:
    return len({(row.due, row.due_derived) for row in rows}) == 1


def _progress(percent: float) -> Cell:
    filled = round(percent * _BAR_CELLS / 100)
    if percent:
        filled = max(filled, 1)
    if percent < 100:  # noqa: PLR2004 - a full bar is kept for what is done
        filled = min(filled, _BAR_CELLS - 1)
    tone = Tone.GOOD if filled == _BAR_CELLS else Tone.BUSY if filled else Tone.PLAIN
    return Cell(f"{'█' * filled}{'▒' * (_BAR_CELLS - filled)} {percent:3.0f}%", tone)


def _due(row: Task | Part, plan: Plan) -> str:
    if row.due is None:
        return "持续推进"
    return _short(row.due, plan) + ("（推定）" if row.due_derived else "")


def _short(day: date, plan: Plan) -> str:
    return day.strftime("%m-%d") if day.year == plan.year else day.isoformat()


def _latest(part: Part, plan: Plan) -> str:
    return f"{_short(part.on, plan)} {_words(part)}".strip() if part.on else "尚无报告"


def _said(entry: LedgerEntry, plan: Plan) -> str:
    return f"{_short(entry.on, plan)} {_words(entry)}".strip() if entry.on else entry.note or ""


def _words(said: Part | LedgerEntry) -> str:
    labelled = (("", said.note), ("问题：", said.problem), ("下一步：", said.next), ("佐证：", said.link))
    return "　".join(f"{label}{text}" for label, text in labelled if text)


def _change(before: Standing | None, after: Standing | None) -> str:
    return f"{_standing(before)} → {_standing(after)}" if before and after else ""


def _standing(standing: Standing) -> str:
    return f"{standing.status.word} {standing.percent}%"


def _marked_change(line: Marked) -> str:
    change = _change(line.before, line.after)
    return f"{change}（已有 {line.superseded_by} 的报告，现状仍以它为准）" if line.superseded_by else change


def _count(count: int) -> str:
    return str(count) if count else "·"


def _held(unit: Unit) -> Cell:
    if not unit.activities:
        return Cell("·")
    late = f" 逾期{unit.late}" if unit.late else ""
    return Cell(f"已办{unit.held}/{unit.activities}{late}", Tone.BAD if late else Tone.PLAIN)


def _activity_status(row: Activity) -> Cell:
    if row.late:
        return Cell(f"{row.status.word}，逾期未办", Tone.BAD)
    if row.status is ActivityStatus.HELD:
        return Cell("已办未公开", Tone.WARNING)
    return Cell(row.status.word, _ACTIVITY_TONES[row.status])
