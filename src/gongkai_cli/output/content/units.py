"""What the listings and pages about units say."""

from collections.abc import Sequence
from datetime import date

from gongkai_cli.domain.model import Activity, LedgerEntry, Part, Plan, Unit
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import (
    activity_cell,
    common_due,
    heading,
    is_uncounted,
    pace_cell,
    progress_cell,
    withdrawn_mark,
)
from gongkai_cli.output.content.history import ledger_listing
from gongkai_cli.output.content.tasks import part_columns, through
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone


def units(plan: Plan, rows: Sequence[Unit], day: date) -> Listing:
    """The plan's units with their counts."""
    return Listing(
        title=heading(plan, f"单位 {len(rows)} 个", day),
        columns=(
            Column("单位", lambda unit: unit.name + withdrawn_mark(unit), least=6),
            Column("类别", lambda unit: unit.kind, least=6),
            Column("牵头", lambda unit: _count(unit.lead), is_number=True),
            Column("负责", lambda unit: _count(unit.responsible), is_number=True),
            Column("参与", lambda unit: _count(unit.member), is_number=True),
            Column("有关", lambda unit: _count(unit.possible), is_number=True),
            Column("完成", lambda unit: f"{unit.done}/{unit.counted}", is_number=True),
            Column("进度", _percent, is_number=True),
            Column("序时", lambda unit: pace_cell(unit.pace)),
            Column("活动已办", _held),
        ),
        rows=rows,
        name="单位",
        fields=fields.UNIT,
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
        title=heading(plan, unit.name + withdrawn_mark(unit), day),
        facts=(
            ("类别", unit.kind),
            ("别名", "、".join(unit.aliases) or "—"),
            ("任务", "，".join(own) or "没有任务"),
            ("完成", f"{unit.done}/{unit.counted}"),
            ("进度", "—" if unit.percent is None else progress_cell(unit.percent)),
            ("序时进度", pace_cell(unit.pace)),
            ("活动", Cell(f"{unit.activities} 场，已办 {unit.held} 场{late}", Tone.BAD if late else Tone.PLAIN)),
        ),
        record=unit,
        main="tasks",
        sections={
            "tasks": Listing(
                title=f"任务　{len(of_tasks)} 项{common_due(of_tasks, plan)}",
                columns=(
                    Column("序号", lambda part: str(part.no), is_number=True),
                    Column("任务", lambda part: part.title + withdrawn_mark(part), least=12),
                    *part_columns(of_tasks, plan),
                ),
                rows=of_tasks,
                name="任务",
                fields=fields.PART,
                notes=through(of_tasks),
                empty="本年度没有任务。",
                is_faint=is_uncounted,
            ),
            "schedule": Listing(
                title=f"活动　{len(activities)} 场",
                columns=(
                    Column("序号", lambda row: str(row.no), is_number=True),
                    Column("时间", lambda row: row.date.isoformat() if row.date else f"{row.month}月"),
                    Column("活动主题", lambda row: row.theme + withdrawn_mark(row), least=12),
                    Column("活动形式", lambda row: row.form.word if row.form else "未注明", least=6),
                    Column("状态", activity_cell, least=6),
                ),
                rows=activities,
                name="活动",
                fields=fields.ACTIVITY,
                empty="本年度没有主办的活动。",
            ),
            "ledger": ledger_listing(ledger, plan, "subject"),
        },
        footer=f"报告进展：gongkai mark 序号 --dept {shell_word(unit.name)} --percent 60 --note 进展",
    )


def _count(count: int) -> str:
    return str(count) if count else "·"


def _percent(unit: Unit) -> str:
    return "—" if unit.percent is None else f"{unit.percent:.0f}%"


def _held(unit: Unit) -> Cell:
    if not unit.activities:
        return Cell("·")
    late = f" 逾期{unit.late}" if unit.late else ""
    return Cell(f"{unit.held}/{unit.activities}{late}", Tone.BAD if late else Tone.PLAIN)
