"""Progress reports into the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert

from gongkai_cli.domain.answers import Marked, Receipt
from gongkai_cli.domain.model import Part, Report, Standing
from gongkai_cli.domain.progress import settle
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import check_link
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.errors import RefusedError
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ReportRow
from gongkai_cli.store.sqlite.writer import Signature, Writer


def mark(
    writer: Writer,
    plan_key: str,
    numbers: Sequence[int],
    unit: str | None,
    report: Report,
    signature: Signature,
) -> Receipt:
    """Record a report on a unit's part in each of some tasks, as one change.

    Args:
        writer: the transaction.
        plan_key: which plan.
        numbers: the tasks' numbers.
        unit: the typed name of the unit; None is every counted unit of each task.
        report: the report; its missing values are filled in for each part.
        signature: the author and the moment of the change.

    Raises:
        NotFoundError: no such task or unit.
        RefusedError: the unit has no part in a task, or the report contradicts itself. Nothing is written then.
    """
    connection = writer.connection
    seen = Snapshot(connection, find_plan(connection, plan_key), report.on)
    if report.link is not None:
        report = replace(report, link=check_link(report.link))
    parts = _chosen(seen, numbers, unit)
    number = writer.begin_change(seen.plan.id, ChangeKind.MARK, signature)
    rows: list[dict[str, Any]] = []
    marked: list[Marked] = []
    for no, of_task in parts.items():
        ids = seen.assignment_ids(no)
        for part in of_task:
            before = Standing(part.status, part.percent)
            after = settle(before, report)
            rows.append(_report_values(number, ids[part.unit], report, before, after))
            later = seen.later_report(ids[part.unit])
            marked.append(Marked(number, no, part.title, part.unit, before, after, later))
    writer.write(insert(table_of(ReportRow)), rows)
    return Receipt(number, tuple(marked))


def _chosen(seen: Snapshot, numbers: Sequence[int], unit: str | None) -> dict[int, list[Part]]:
    """Return the parts to report on, by the task's number. It raises as `mark`."""
    name = None if unit is None else seen.unit_name(unit)
    parts: dict[int, list[Part]] = {}
    without: list[int] = []
    for no in numbers:
        if seen.task(no).withdrawn:
            raise RefusedError(f"任务 {no} 已从计划文件撤下，不能再报告，没有记录。请先在计划文件里恢复它。")
        of_task = [part for part in seen.parts_of(no) if not part.withdrawn]
        if name is None:
            parts[no] = [part for part in of_task if part.counted]
        else:
            parts[no] = [part for part in of_task if part.unit == name]
        if not parts[no]:
            without.append(no)
    if without:
        listed = "、".join(map(str, without))
        if name is None:
            raise RefusedError(f"任务 {listed} 没有应计的单位，没有记录。用 gongkai show {without[0]} 查看。")
        raise RefusedError(
            f"“{name}”在任务 {listed} 中没有承担，没有记录。用 gongkai tasks --dept {shell_word(name)} 查看它的任务。"
        )
    return parts


def _report_values(change: int, assignment: int, report: Report, before: Standing, after: Standing) -> dict[str, Any]:
    return {
        "change_id": change,
        "assignment_id": assignment,
        "reported_on": report.on,
        "status": after.status,
        "percent": after.percent,
        "note": report.note,
        "problem": report.problem,
        "next_step": report.next,
        "link": report.link,
        "before_status": before.status,
        "before_percent": before.percent,
    }
