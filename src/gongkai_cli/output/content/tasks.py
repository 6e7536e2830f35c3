"""What the listings and pages about tasks say, the ledger's lines among them."""

from collections.abc import Sequence
from datetime import date

from gongkai_cli.domain.model import LedgerEntry, Measure, Part, Plan, Task
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import (
    common_due,
    due_columns,
    due_text,
    heading,
    is_uncounted,
    pace_cell,
    progress_cell,
    report_words,
    short_day,
    status_cell,
    withdrawn_mark,
)
from gongkai_cli.output.content.history import ledger_listing
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone

_ROLE_TONES = {
    Role.LEAD: Tone.STRONG,
    Role.RESPONSIBLE: Tone.PLAIN,
    Role.MEMBER: Tone.PLAIN,
    Role.POSSIBLE: Tone.FAINT,
}


def tasks(plan: Plan, rows: Sequence[Task], day: date) -> Listing:
    """The plan's tasks as they stand on `day`."""
    return Listing(
        title=heading(plan, f"任务 {len(rows)} 项{common_due(rows, plan)}", day),
        columns=(
            Column("序号", lambda task: str(task.no), is_number=True),
            Column("任务", lambda task: task.title + withdrawn_mark(task), least=12),
            Column("牵头单位", lambda task: "、".join(task.lead) or "—", least=10),
            Column("状态", lambda task: status_cell(task.status)),
            Column("进度", lambda task: progress_cell(task.percent)),
            Column("完成", lambda task: f"{task.units_done}/{task.units_total}", is_number=True),
            *due_columns(rows, plan),
            Column("序时", lambda task: pace_cell(task.pace)),
        ),
        rows=rows,
        name="任务",
        fields=fields.TASK,
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
        title=heading(plan, f"{name}　{count}{common_due(rows, plan)}", day),
        columns=(
            *([Column("单位", lambda part: part.unit, least=6)] if several else []),
            Column("序号", lambda part: str(part.no), is_number=True),
            Column("任务", lambda part: part.title + withdrawn_mark(part), least=12),
            *part_columns(rows, plan),
        ),
        rows=rows,
        name="承担",
        fields=fields.PART,
        notes=through(rows),
        empty=f"{name}没有符合条件的任务。去掉一些条件再试，或用 gongkai dept {shell_word(units[0])} 查看这个单位。",
        footer=f"报告进展：gongkai mark 序号 --dept {shell_word(units[0])} --percent 60 --note 进展",
        is_faint=is_uncounted,
    )


def part_columns(rows: Sequence[Part], plan: Plan) -> tuple[Column, ...]:
    """The columns that tell of a unit's part."""
    return (
        Column("职责", lambda part: Cell(part.role.word, _ROLE_TONES[part.role])),
        Column("状态", lambda part: status_cell(part.status)),
        Column("进度", lambda part: progress_cell(part.percent)),
        *due_columns(rows, plan),
        Column("序时", lambda part: pace_cell(part.pace)),
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
        title=heading(plan, f"任务 {task.no}　{task.title}{withdrawn_mark(task)}", day),
        facts=(
            ("牵头单位", "、".join(task.lead) or "—"),
            ("责任单位", "、".join(task.responsible) or "—"),
            ("集体称谓", "、".join(task.collectives) or "—"),
            ("状态", status_cell(task.status)),
            ("进度", progress_cell(task.percent)),
            ("序时进度", pace_cell(task.pace)),
            ("完成时限", due_text(task, plan)),
            ("完成单位", f"{task.units_done}/{task.units_total}"),
            ("未报告", "、".join(part.unit for part in silent) or "没有，都已报告"),
        ),
        record=task,
        main="assignments",
        sections={
            "measures": _measures(task, measures),
            "assignments": Listing(
                title=f"承担　{len(of_units)} 个单位，已报告 {len(reported)} 个，未报告 {len(silent)} 个",
                columns=(
                    Column("单位", lambda part: part.unit + withdrawn_mark(part), least=6),
                    *part_columns(of_units, plan),
                ),
                rows=of_units,
                name="承担",
                fields=fields.PART,
                notes=_through_units(of_units),
                empty="没有单位承担这项任务。",
                is_faint=is_uncounted,
            ),
            "ledger": ledger_listing(ledger, plan, "unit"),
        },
        footer="" if task.withdrawn else f"报告进展：gongkai mark {task.no} --dept 单位 --percent 60 --note 进展",
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
        name="举措",
        fields=fields.MEASURE,
        empty="计划文件没有写举措。",
    )


def through(rows: Sequence[Part]) -> tuple[str, ...]:
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


def _latest(part: Part, plan: Plan) -> str:
    return f"{short_day(part.on, plan)} {report_words(part)}".strip() if part.on else "尚无报告"
