"""What writes into the ledger: one call is one change, in the transaction that it is given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from gongkai_cli import activities, rules
from gongkai_cli.answers import Marked, Receipt, Stepped
from gongkai_cli.errors import RefusedError
from gongkai_cli.model import Part, Report, Standing, Step
from gongkai_cli.store.opening import raw_connection
from gongkai_cli.store.reading import Snapshot, newest_plan
from gongkai_cli.store.tables import ActivityEventRow, ActivityRow, ChangeRow, ReportRow, row_id
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


def step(session: Session, plan_key: str | None, no: int, taken: Step, *, by: str, at: str) -> Stepped:
    """Record one step of an activity's life, as one change.

    Args:
        session: an open transaction.
        plan_key: which plan; None is the newest.
        no: the activity's number.
        taken: the step; what it leaves unsaid stays as it was.
        by: who enters it.
        at: when, ISO 8601 with +08:00.

    Raises:
        NotFoundError: no such activity.
        RefusedError: the step may not follow what has been, or lacks what it must bring. Nothing is written then.
    """
    connection = raw_connection(session)
    plan = newest_plan(connection, plan_key)
    # The latest state there is, also where the step is dated earlier: a step may not slip in before another.
    before = Snapshot(connection, plan, date.max).activity(no)
    after = activities.take_step(plan, before, taken)
    change = ChangeRow(plan_id=plan.id, at=at, who=by, kind=ChangeKind.ACTIVITY)
    session.add(change)
    session.flush()
    seen = Snapshot(connection, plan, taken.on)
    printed = session.get_one(ActivityRow, seen.activity_id(no))
    event = ActivityEventRow(
        change_id=row_id(change),
        activity_id=row_id(printed),
        reported_on=taken.on,
        status=after.status,
        date=after.date,
        # What is as the plan file has it stays the file's, and follows it when it changes.
        theme=after.theme if after.theme != printed.theme else None,
        form=after.form if after.form != printed.form else None,
        place=after.place,
        people=after.people,
        link=after.link,
        note=after.note if after.note != printed.note else None,
        reason=after.reason,
        before_status=before.status,
    )
    session.add(event)
    session.flush()
    return Stepped(row_id(change), before, seen.activity(no))


def _chosen(seen: Snapshot, numbers: Sequence[int], unit: str | None) -> dict[int, list[Part]]:
    name = None if unit is None else seen.unit_name(unit)
    parts: dict[int, list[Part]] = {}
    without: list[int] = []
    for no in numbers:
        if seen.task(no).withdrawn:
            raise RefusedError(f"任务 {no} 已从计划文件撤下，不能再报告，没有记录。请先在计划文件里恢复它。")
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
