"""Progress reports into the ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import insert

from gongkai_cli.domain.answers import Marked, Receipt
from gongkai_cli.domain.model import Part, Standing
from gongkai_cli.domain.progress import Report, has_evidence, pauses, settle
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.reporting.merging import Entry
from gongkai_cli.domain.text import check_link
from gongkai_cli.domain.vocabulary import ChangeKind, Said
from gongkai_cli.errors import RefusedError
from gongkai_cli.store.queries.naming.units import units_named
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ReportRow
from gongkai_cli.store.sqlite.writer import Signature, Writer

_NAMED = 5  # parts that a refusal names; it counts the others


def mark(
    writer: Writer,
    plan_key: str,
    numbers: Sequence[int],
    units: Sequence[str] | None,
    report: Report,
    today: date,
    signature: Signature,
) -> Receipt:
    """Record a report on some units' parts in each of some tasks, as one change.

    Args:
        writer: the transaction.
        plan_key: which plan.
        numbers: the tasks' numbers.
        units: the typed names of the units, or of collectives; None is every counted unit of each task.
        report: the report; its missing values are filled in for each part.
        today: the day whose edition has the numbers and the units.
        signature: the author and the moment of the change.

    Raises:
        NotFoundError: no such task or unit.
        RefusedError: the unit has no part in a task, or the report contradicts itself. Nothing is written then.
    """
    connection = writer.connection
    seen = Snapshot(connection, find_plan(connection, plan_key, today), report.on, edition_day=today)
    report = replace(report, links=tuple(dict.fromkeys(map(check_link, report.links))))
    parts = _chosen(seen, numbers, units)
    if report.is_clearing_alone:
        parts = _clearable(parts, report.cleared, is_everyone=units is None)
    number = writer.begin_change(seen.plan.id, ChangeKind.MARK, signature)
    entries = []
    for no, of_task in parts.items():
        ids = seen.assignment_ids(no)
        entries += [Entry(ids[part.unit], part, report) for part in of_task]
    return Receipt(number, report.on, record(writer, seen, number, entries))


def record(writer: Writer, seen: Snapshot, change: int, entries: Sequence[Entry]) -> tuple[Marked, ...]:
    """Write reports under a change, and return each part before and after.

    Args:
        writer: the transaction.
        seen: the plan on the reports' day.
        change: the number of the change.
        entries: the reports; their missing values are filled in.

    Raises:
        RefusedError: a report contradicts itself.
    """
    rows: list[dict[str, Any]] = []
    marked: list[Marked] = []
    for assignment, part, report in entries:
        before = Standing(part.status, part.percent)
        after = settle(before, report)
        rows.append({"plan_id": seen.plan.id, **_report_values(change, assignment, report, before, after)})
        later = seen.later_report(assignment)
        doubts = pauses(before, after, has_evidence=has_evidence(part, report))
        marked.append(Marked(change, part.no, part.title, part.unit, before, after, later, report.on, doubts))
    writer.write(insert(table_of(ReportRow)), rows)
    return tuple(marked)


def _chosen(seen: Snapshot, numbers: Sequence[int], units: Sequence[str] | None) -> dict[int, list[Part]]:
    """Return the parts to report on, by the task's number. It raises as `mark`."""
    of_tasks = {no: _parts_of(seen, no) for no in numbers}
    names = None if units is None else units_named(seen, units)
    parts: dict[int, list[Part]] = {}
    withdrawn: list[Part] = []
    for no, of_task in of_tasks.items():
        if names is None:
            parts[no] = [part for part in of_task if part.counted]
        else:
            named = [part for name in names for part in of_task if part.unit == name]
            parts[no] = [part for part in named if not part.withdrawn]
            withdrawn += [part for part in named if part.withdrawn]
    if withdrawn:
        listed = "、".join(f"“{part.unit}”在任务 {part.no} 的承担" for part in withdrawn)
        raise RefusedError(f"{listed}已调出要点，不能再报告，未记录。请先在计划文件里恢复它。")
    if names is None:
        _check_counted(parts)
    else:
        _check_units(parts, names)
    return parts


def _parts_of(seen: Snapshot, no: int) -> list[Part]:
    """Return the parts in a task that can be reported on. It raises as `mark`."""
    if seen.task(no).withdrawn:
        raise RefusedError(f"任务 {no} 已调出要点，不能再报告，未记录。请先在计划文件里恢复它。")
    parts = seen.parts_of(no)
    if not parts:
        raise RefusedError(
            f"任务 {no} 未分工，没有单位可以报告，未记录。"
            "请在计划文件里给它写上 lead 或 responsible（集体称谓要列出成员），再 gongkai load。"
        )
    return parts


def _clearable(
    parts: Mapping[int, Sequence[Part]], cleared: Collection[Said], *, is_everyone: bool
) -> dict[int, list[Part]]:
    """Return the parts that have one of some words to clear. A part that was named and has none is refused."""
    held = {no: [part for part in of_task if _has_said(part, cleared)] for no, of_task in parts.items()}
    empty = [part for no, of_task in parts.items() for part in of_task if part not in held[no]]
    if empty and not (is_everyone and any(held.values())):
        listed = "、".join(f"“{part.unit}”的任务 {part.no}" for part in empty[:_NAMED])
        more = f"等 {len(empty)} 处" if len(empty) > _NAMED else ""
        words = "、".join(one.word for one in Said if one in cleared)
        raise RefusedError(f"{listed}{more}没有可清除的{words}，未记录。用 gongkai show {empty[0].no} 查看说过什么。")
    return {no: of_task for no, of_task in held.items() if of_task}


def _has_said(part: Part, keys: Collection[Said]) -> bool:
    return any(getattr(part, key.value) for key in keys)


def _check_counted(parts: Mapping[int, Sequence[Part]]) -> None:
    without = [no for no, of_task in parts.items() if not of_task]
    if without:
        listed = "、".join(map(str, without))
        raise RefusedError(f"任务 {listed} 没有计入统计的单位，未记录。用 gongkai show {without[0]} 查看。")


def _check_units(parts: Mapping[int, Sequence[Part]], names: Sequence[str]) -> None:
    """Refuse units without a part in each of the tasks. The message names all such units and tasks."""
    faults = []
    first = ""
    for name in names:
        without = [str(no) for no, of_task in parts.items() if all(part.unit != name for part in of_task)]
        if without:
            faults.append(f"“{name}”在任务 {'、'.join(without)} 中没有承担")
            first = first or name
    if faults:
        raise RefusedError(f"{'，'.join(faults)}，未记录。用 gongkai tasks --dept {shell_word(first)} 查看它的任务。")


def _report_values(change: int, assignment: int, report: Report, before: Standing, after: Standing) -> dict[str, Any]:
    return {
        "change_id": change,
        "assignment_id": assignment,
        "reported_on": report.on,
        "status": after.status,
        "percent": after.percent,
        "note": _stored(report, Said.NOTE, report.note),
        "problem": _stored(report, Said.PROBLEM, report.problem),
        "next_step": _stored(report, Said.NEXT, report.next),
        "link": _stored(report, Said.LINK, "\n".join(report.links) or None),
        "before_status": before.status,
        "before_percent": before.percent,
    }


def _stored(report: Report, key: Said, text: str | None) -> str | None:
    """Return a text as the ledger keeps it: None is not said, and an empty one no longer holds."""
    return "" if key in report.cleared else text
