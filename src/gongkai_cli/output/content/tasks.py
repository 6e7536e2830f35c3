"""The listings and pages of tasks, and of units' parts in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from operator import attrgetter

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import LedgerEntry, Measure, Part, Plan, Task
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.vocabulary import FILE_WORDS, UNREPORTED, Role
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import (
    NOTHING,
    common_due,
    derived_due,
    due_columns,
    due_text,
    heading,
    is_uncounted,
    is_withdrawn,
    joined_names,
    number_text,
    pace_cell,
    progress_cell,
    status_cell,
    withdrawn_mark,
)
from gongkai_cli.output.content.columns import (
    PACE,
    PROGRESS,
    REPORTED,
    STATUS,
    TASK_NO,
    TITLE,
    part_columns,
    ratio_column,
    text_column,
)
from gongkai_cli.output.content.history import ledger_section
from gongkai_cli.output.listing import Column, Listing, Page

UNASSIGNED = "未分工"
"""The words for a task without any unit."""


def _leads(task: Task) -> str:
    return "、".join(task.lead) or (NOTHING if task.is_assigned else UNASSIGNED)


def task_listing(plan: Plan, rows: Sequence[Task], day: date, *, by_section: bool = False) -> Listing:
    """Return the plan's tasks, under the headings of their sections where that is asked."""
    return Listing(
        title=heading(plan, f"任务 {len(rows)} 项{common_due(rows, day)}", day),
        columns=(
            TASK_NO,
            TITLE,
            Column("牵头单位", _leads, least=10),
            STATUS,
            PROGRESS,
            ratio_column("完成", "units_done", "units_total"),
            *due_columns(rows, day),
            PACE,
            REPORTED,
        ),
        rows=_by_section(rows) if by_section else rows,
        name="任务",
        fields=fields.TASK,
        group=_section_title if by_section else None,
        empty="没有符合条件的任务。去掉一些条件再试，或用 gongkai tasks 查看全部任务。",
        footer="单项任务：gongkai show 序号　单个单位：gongkai tasks --dept 单位",
        is_faint=is_withdrawn,
    )


def _by_section(rows: Sequence[Task]) -> list[Task]:
    """Return tasks section by section: first the one with the lowest number."""
    first = {task.section: task.no for task in sorted(rows, key=attrgetter("no"), reverse=True)}
    return sorted(rows, key=lambda task: first[task.section])


def _section_title(task: Task) -> str:
    return task.section or "（不分部分）"


def part_listing(plan: Plan, units: Sequence[str], rows: Sequence[Part], day: date) -> Listing:
    """Return the parts of these units in the plan's tasks."""
    count = f"任务 {len(rows)} 项"
    possible = sum(part.role is Role.POSSIBLE and not part.counted for part in rows)
    if possible:
        count += f"，其中{Role.POSSIBLE.word}（待认领）{possible} 项，认领前不计"
    columns = [TASK_NO, TITLE, *part_columns(rows, day)]
    if len(units) > 1:
        columns.insert(0, text_column("单位", "unit", least=6))
    name = "、".join(units)
    first = shell_word(units[0])
    return Listing(
        title=heading(plan, f"{name}　{count}{common_due(rows, day)}", day),
        columns=columns,
        rows=rows,
        name="承办任务",
        fields=fields.PART,
        notes=via_notes(rows),
        empty=f"{name}没有符合条件的任务。去掉一些条件再试，或用 gongkai dept {first} 查看这个单位。",
        footer=f"报告进展：gongkai mark 序号 --dept {first} --percent 60 --note 进展",
        is_faint=is_uncounted,
    )


def via_notes(rows: Sequence[Part]) -> tuple[str, ...]:
    """Return a note for each collective in these parts, with its role and tasks."""
    by_words: dict[tuple[Role, str], list[int]] = {}
    for part in rows:
        if part.via:
            by_words.setdefault((part.role, part.via), []).append(part.no)
    notes = []
    for (role, via), numbers in by_words.items():
        listed = "、".join(map(str, dict.fromkeys(numbers)))
        notes.append(f"{role.word}：任务 {listed}　{FILE_WORDS}：“{via}”")
    return tuple(notes)


def task_page(
    plan: Plan,
    task: Task,
    measures: Sequence[Measure],
    parts: Sequence[Part],
    ledger: Sequence[LedgerEntry],
    day: date,
    *,
    with_silent: bool = False,
) -> Page:
    """Return one task with its measures, its units and its ledger.

    Units without a report have rows on a screen only `with_silent`; a fact names them.
    """
    footer = ""
    if task.is_assigned and not task.withdrawn:
        footer = f"报告进展：gongkai mark {task.no} --dept 单位 --percent 60 --note 进展"
    return Page(
        title=heading(plan, f"任务 {task.no}　{task.title}{withdrawn_mark(task)}", day),
        facts=(
            *_places(task),
            ("牵头单位", joined_names(task.lead) if task.is_assigned else UNASSIGNED),
            ("责任单位", joined_names(task.responsible)),
            *((("配合单位", joined_names(task.support)),) if task.support else ()),
            ("集体称谓", joined_names(task.collectives)),
            *((duty, joined_names(names)) for duty, names in task.others.items()),
            ("状态", status_cell(task.status)),
            ("进度", progress_cell(task.percent)),
            ("序时进度", pace_cell(task.pace)),
            ("完成时限", _due(task, day)),
            ("完成单位", f"{task.units_done}/{task.units_total}"),
            ("已报单位", f"{task.reported}/{task.units_total}"),
            (UNREPORTED, _silent(task, parts)),
        ),
        record=task,
        main="assignments",
        sections={
            "measures": _measure_section(task, measures, day),
            "assignments": _unit_section(task, parts, day, with_silent=with_silent),
            "ledger": ledger_section(ledger, day, "unit"),
        },
        footer=footer,
    )


def _places(task: Task) -> Iterator[tuple[str, str]]:
    """Yield the printed number of a task, where it is another one, and its section."""
    if task.printed and number_text(task.no, task.printed) != str(task.no):
        yield "印发序号", task.printed
    if task.section:
        yield "所在部分", task.section


def _due(task: Task, day: date) -> str:
    """Return a deadline as printed, with the day that it means."""
    if task.due_words and task.due:
        return f"{task.due_words}（{short_day(task.due, day)}）"
    if task.due and task.due_derived:
        return derived_due(task.due, day)
    return due_text(task, day)


def _silent(task: Task, parts: Sequence[Part]) -> str:
    if not task.is_assigned:
        return "还没有单位：在计划文件里写 lead 或 responsible，再 gongkai load"
    return "、".join(_silent_units(parts)) or "没有，都已报送"


def _silent_units(parts: Sequence[Part]) -> list[str]:
    return [part.unit for part in parts if part.counted and part.on is None]


def _measure_section(task: Task, rows: Sequence[Measure], today: date) -> Listing:
    def code(measure: Measure) -> str:
        return f"{task.no}.{measure.no}"

    columns = [
        Column("编号", code),
        text_column("内容", "text", least=12),
        text_column("指标", "indicator", least=6),
        Column("频次", _rhythm),
    ]
    if any(row.due or row.due_words for row in rows):
        columns.append(Column("时限", partial(_measure_due, today=today)))
    return Listing(
        title=f"举措　{len(rows)} 条",
        columns=columns,
        rows=rows,
        name="举措",
        fields=fields.MEASURE,
        empty="计划文件没有写举措。",
    )


def _measure_due(measure: Measure, today: date) -> str:
    if measure.due_words:
        return measure.due_words
    return f"{short_day(measure.due, today)}前" if measure.due else ""


def _rhythm(measure: Measure) -> str:
    return measure.rhythm.word if measure.rhythm else ""


def _unit_section(task: Task, parts: Sequence[Part], day: date, *, with_silent: bool) -> Listing:
    counted = sum(part.counted for part in parts)
    silent = len(_silent_units(parts))
    sums = f"已报送 {counted - silent}、{UNREPORTED} {silent}、不计 {len(parts) - counted}"
    section = Listing(
        title=f"承办单位　{len(parts)} 个：{sums}",
        columns=(Column("单位", _marked_unit, least=6), *part_columns(parts, day)),
        rows=parts,
        name="承办单位",
        fields=fields.PART,
        notes=_via_counts(parts),
        empty="没有单位承担这项任务。",
        is_faint=is_uncounted,
    )
    reported = [part for part in parts if part.on is not None]
    if with_silent or len(reported) == len(parts):
        return section
    on_screen = replace(
        section,
        columns=(Column("单位", _marked_unit, least=6), *part_columns(reported, day)),
        rows=reported,
        notes=(*_silent_notes(task, parts), *section.notes),
        empty="各单位均未报送。",
    )
    return replace(section, on_screen=on_screen)


def _silent_notes(task: Task, parts: Sequence[Part]) -> Iterator[str]:
    """Yield the uncounted units without a report, and how to see all units without one, row by row."""
    uncounted = [_marked_unit(part) for part in parts if part.on is None and not part.counted]
    if uncounted:
        yield f"不计：{'、'.join(uncounted)}"
    yield f"未报送的也逐行列出：gongkai show {task.no} --all"


def _marked_unit(part: Part) -> str:
    return part.unit + withdrawn_mark(part)


def _via_counts(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return a note for each collective of a task, with its role and its number of units."""
    counts: dict[tuple[Role, str], int] = {}
    for part in parts:
        if part.via:
            counts[part.role, part.via] = counts.get((part.role, part.via), 0) + 1
    return tuple(f"{role.word}：{FILE_WORDS}“{via}”，{count} 个单位" for (role, via), count in counts.items())
