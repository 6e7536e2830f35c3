"""What writes into the ledger: one call is one change, in the transaction that it is given."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from gongkai_cli import rules
from gongkai_cli.errors import RefusedError
from gongkai_cli.model import Marked, Part, Receipt, Report, Standing
from gongkai_cli.store.opening import raw_connection
from gongkai_cli.store.reading import Snapshot, newest_plan
from gongkai_cli.store.tables import ChangeRow, ReportRow, row_id
from gongkai_cli.words import ChangeKind


def mark(
    session: Session,
    plan_key: str | None,
    numbers: Sequence[int],
    unit: str | None,
    report: Report,
    *,
    by: str,
    at: str,
) -> Receipt:
    """Record one report on a unit's part in each of some tasks, as one change.

    Args:
        session: an open transaction.
        plan_key: which plan; None is the newest.
        numbers: the tasks' numbers.
        unit: what the person typed for the unit; None is every counted unit of each task.
        report: what is reported; what it leaves unsaid is filled in part by part.
        by: who enters it.
        at: when, ISO 8601 with +08:00.

    Raises:
        NotFoundError: no such task or unit.
        RefusedError: the unit has no part in a task, or the report contradicts itself. Nothing is written then.
    """
    connection = raw_connection(session)
    seen = Snapshot(connection, newest_plan(connection, plan_key), report.on)
    if report.link is not None:
        report = replace(report, link=rules.check_link(report.link))
    parts = _chosen(seen, numbers, unit)
    change = ChangeRow(plan_id=seen.plan.id, at=at, who=by, kind=ChangeKind.MARK)
    session.add(change)
    session.flush()
    number = row_id(change)
    marked: list[Marked] = []
    for no, of_task in parts.items():
        ids = seen.assignment_ids(no)
        for part in of_task:
            before = Standing(part.status, part.percent)
            after = rules.settle(before, report)
            session.add(_report_row(number, ids[part.unit], report, before, after))
            later = seen.later_report(ids[part.unit])
            marked.append(Marked(number, no, part.title, part.unit, before, after, later))
    return Receipt(number, tuple(marked))


def _chosen(seen: Snapshot, numbers: Sequence[int], unit: str | None) -> dict[int, list[Part]]:
    name = None if unit is None else seen.unit_name(unit)
    parts: dict[int, list[Part]] = {}
    without: list[int] = []
    for no in numbers:
        seen.task(no)
        of_task = [part for part in seen.parts_of(no) if not part.withdrawn]
        parts[no] = [part for part in of_task if (part.counted if name is None else part.unit == name)]
        if not parts[no]:
            without.append(no)
    if without:
        listed = "、".join(map(str, without))
        if name is None:
            raise RefusedError(f"任务 {listed} 没有应计的单位，没有记录。用 gongkai show {without[0]} 查看。")
        raise RefusedError(
            f"“{name}”在任务 {listed} 中没有承担，没有记录。用 gongkai tasks --dept {name} 查看它的任务。"
        )
    return parts


def _report_row(change: int, assignment: int, report: Report, before: Standing, after: Standing) -> ReportRow:
    return ReportRow(
        change_id=change,
        assignment_id=assignment,
        reported_on=report.on,
        status=after.status,
        percent=after.percent,
        note=report.note,
        problem=report.problem,
        next_step=report.next,
        link=report.link,
        before_status=before.status,
        before_percent=before.percent,
    )
