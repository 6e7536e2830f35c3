"""The listing of units, the page of one unit, and the reports that units owe."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from gongkai_cli.domain.answers import Owed
from gongkai_cli.domain.dates import day_span, short_day
from gongkai_cli.domain.model import Activity, LedgerEntry, Part, Plan, Unit
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.vocabulary import BRIEF_ROLES, LATE_ACTIVITY, UNREPORTED, Role
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.activities import time_text
from gongkai_cli.output.content.cells import (
    NOTHING,
    activity_cell,
    activity_form,
    common_due,
    heading,
    is_uncounted,
    is_withdrawn,
    joined_names,
    pace_cell,
    progress_cell,
    theme_text,
    withdrawn_mark,
)
from gongkai_cli.output.content.columns import (
    NO,
    PACE,
    TASK_NO,
    TITLE,
    number_column,
    part_columns,
    ratio_column,
    text_column,
)
from gongkai_cli.output.content.history import ledger_section
from gongkai_cli.output.content.tasks import via_notes
from gongkai_cli.output.listing import Cell, Column, Field, Kind, Listing, Page, Tone

_NONE = "·"


def unit_listing(plan: Plan, rows: Sequence[Unit], day: date) -> Listing:
    """Return the plan's units with their counts."""
    return Listing(
        title=heading(plan, f"单位 {len(rows)} 个", day),
        columns=(
            Column("单位", _marked_name, least=6),
            text_column("类别", "kind", least=6),
            *map(_role_column, _roles_of(rows)),
            ratio_column("完成", "done", "counted"),
            Column("进度", _percent, is_number=True),
            PACE,
            Column("活动已办", _held),
        ),
        rows=rows,
        name="单位",
        fields=fields.UNIT,
        empty="没有单位：计划文件里没有写 units（单位）。",
        footer="单个单位：gongkai dept 单位　按类别：gongkai depts --kind 乡镇",
        is_faint=is_withdrawn,
    )


def _roles_of(rows: Sequence[Unit]) -> list[Role]:
    """Return the roles to show; 配合 is rare and shown only where a unit has it."""
    return [role for role in Role if role is not Role.SUPPORT or any(row.support for row in rows)]


def silent_listing(plan: Plan, rows: Sequence[Unit], day: date, since: date, kind: str | None) -> Listing:
    """Return the units without a report since a day: those of a kind, or of every kind."""
    units = kind or "单位"
    return replace(
        unit_listing(plan, rows, day),
        title=heading(plan, f"自 {short_day(since, day)} 起{UNREPORTED}的{units} {len(rows)} 个", day),
        empty=f"自 {short_day(since, day)} 起，应报的{units}都已报送。各单位已报几项：gongkai owed",
    )


def _role_column(role: Role) -> Column:
    def count(unit: Unit) -> str:
        return str(_role_count(unit, role) or _NONE)

    return Column(BRIEF_ROLES.get(role, role.word), count, is_number=True)


def _role_count(unit: Unit, role: Role) -> int:
    match role:
        case Role.LEAD:
            return unit.lead
        case Role.RESPONSIBLE:
            return unit.responsible
        case Role.SUPPORT:
            return unit.support
        case Role.MEMBER:
            return unit.member
        case Role.POSSIBLE:
            return unit.possible


def _marked_name(unit: Unit) -> str:
    return unit.name + withdrawn_mark(unit)


def _percent(unit: Unit) -> str:
    return NOTHING if unit.percent is None else f"{unit.percent:.0f}%"


def _held(unit: Unit) -> Cell:
    if not unit.activities:
        return Cell(_NONE)
    held = f"{unit.held}/{unit.activities}"
    if unit.late:
        return Cell(f"{held} 逾期{unit.late}", Tone.BAD)
    return Cell(held)


def unit_page(
    plan: Plan,
    unit: Unit,
    parts: Sequence[Part],
    merged: Sequence[Part],
    activities: Sequence[Activity],
    ledger: Sequence[LedgerEntry],
    day: date,
) -> Page:
    """Return one unit with its tasks, its activities and its ledger.

    `merged` are the reported parts of units that were merged into this one.
    """
    sections = {"tasks": _task_section(parts, day)}
    if merged:
        sections["merged"] = _merged_section(merged, day)
    sections["schedule"] = _activity_section(activities, day)
    sections["ledger"] = ledger_section(ledger, day, "subject")
    return Page(
        title=heading(plan, _marked_name(unit), day),
        facts=(
            ("类别", unit.kind),
            ("别名", joined_names(unit.aliases)),
            *((word, text) for word, text in (("联系人", unit.contact), ("电话", unit.phone)) if text),
            ("任务", _task_counts(unit)),
            ("完成", f"{unit.done}/{unit.counted}"),
            ("进度", NOTHING if unit.percent is None else progress_cell(unit.percent)),
            ("序时进度", pace_cell(unit.pace)),
            ("活动", _activity_counts(unit)),
        ),
        record=unit,
        main="tasks",
        sections=sections,
        footer=_mark_hint(unit),
    )


def _mark_hint(unit: Unit) -> str:
    if unit.withdrawn:
        return "这个单位已调出要点，不再报告。各版的变化：gongkai editions"
    return f"报告进展：gongkai mark 序号 --dept {shell_word(unit.name)} --percent 60 --note 进展"


def _task_counts(unit: Unit) -> str:
    counts = []
    for role in Role:
        count = _role_count(unit, role)
        if count:
            if role is Role.POSSIBLE:
                counts.append(f"{role.word}（待认领）{count} 项，认领前不计")
            else:
                counts.append(f"{role.word} {count} 项")
    return "，".join(counts) or "没有任务"


def _activity_counts(unit: Unit) -> Cell:
    counts = f"{unit.activities} 场，已办 {unit.held} 场"
    if unit.late:
        return Cell(f"{counts}，{LATE_ACTIVITY} {unit.late} 场", Tone.BAD)
    return Cell(counts)


def _task_section(parts: Sequence[Part], day: date) -> Listing:
    return Listing(
        title=f"任务　{len(parts)} 项{common_due(parts, day)}",
        columns=(TASK_NO, TITLE, *part_columns(parts, day)),
        rows=parts,
        name="任务",
        fields=fields.PART,
        notes=via_notes(parts),
        empty="本年度没有任务。",
        is_faint=is_uncounted,
    )


def _merged_section(parts: Sequence[Part], day: date) -> Listing:
    return Listing(
        title=f"并入　{len(parts)} 项报告",
        columns=(text_column("单位", "unit", least=6), TASK_NO, TITLE, *part_columns(parts, day)),
        rows=parts,
        name="并入",
        fields=fields.PART,
        empty="没有并入的单位。",
    )


def _activity_section(activities: Sequence[Activity], day: date) -> Listing:
    def time(row: Activity) -> str:
        return time_text(row, day)

    return Listing(
        title=f"活动　{len(activities)} 场",
        columns=(
            NO,
            Column("时间", time),
            Column("活动主题", theme_text, least=12),
            Column("活动形式", activity_form, least=6),
            Column("状态", activity_cell, least=6),
        ),
        rows=activities,
        name="活动",
        fields=fields.ACTIVITY,
        empty="本年度没有主办的活动。",
    )


def _numbers(row: Owed) -> str:
    return "、".join(map(str, row.missing))


_OWED_FIELDS = (
    Field("unit", "单位", attrgetter("unit"), Kind.TEXT),
    Field("kind", "类别", attrgetter("kind"), Kind.TEXT),
    Field("expected", "应报", attrgetter("expected"), Kind.NUMBER),
    Field("reported", "已报", attrgetter("reported"), Kind.NUMBER),
    Field("latest", "最近报告", attrgetter("latest"), Kind.DAY),
    Field("missing", "未报送任务", _numbers, Kind.TEXT),
    Field("contact", "联系人", attrgetter("contact")),
    Field("phone", "电话", attrgetter("phone")),
)


def owed_listing(plan: Plan, rows: Sequence[Owed], first: date, last: date, day: date) -> Listing:
    """Return each unit's reports in a period, both days included.

    A unit that owes nothing has not reported either; the title counts such units.
    """
    owing = [row for row in rows if row.expected]

    def latest(row: Owed) -> str:
        return short_day(row.latest, day) if row.latest else UNREPORTED

    expected = sum(row.expected for row in rows)
    reported = sum(row.reported for row in rows)
    silent = sum(bool(row.missing) for row in rows)
    counts = f"应报 {expected} 项：已报送 {reported}、{UNREPORTED} {expected - reported}，{silent} 个单位有缺"
    if len(owing) < len(rows):
        counts += f"，{len(rows) - len(owing)} 个单位无应报"
    columns = [
        text_column("单位", "unit", least=6),
        text_column("类别", "kind", least=6),
        number_column("应报", "expected"),
        number_column("已报", "reported"),
        Column("最近报告", latest),
        Column("未报送任务", _missing_tasks, least=8),
    ]
    if any(row.contact or row.phone for row in owing):
        columns += [text_column("联系人", "contact", least=6), text_column("电话", "phone")]
    return Listing(
        title=heading(plan, f"{day_span(first, last, day)}　{counts}", day),
        columns=columns,
        rows=owing,
        name="应报",
        fields=_OWED_FIELDS,
        empty="没有应报的单位。",
        footer="发报送表催报：gongkai sheets --only-owed -o 催报表　逐项登记：gongkai mark --dept 单位",
        is_faint=_is_complete,
    )


def _is_complete(row: Owed) -> bool:
    return not row.missing


def _missing_tasks(row: Owed) -> Cell:
    if not row.missing:
        return Cell("已报齐", Tone.GOOD)
    return Cell(_numbers(row), Tone.WARNING)
