"""Take a change back, or restore it: a change of its own in the ledger, which loses nothing either way."""

from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from gongkai_cli.domain.answers import Turned
from gongkai_cli.domain.model import Standing
from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.store.queries.rows import fetch, standing, subject
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.queries.views import on_a_day
from gongkai_cli.store.schema import plan_tables  # noqa: F401 - a flush follows foreign keys
from gongkai_cli.store.schema.checks import row_id
from gongkai_cli.store.schema.ledger_tables import ActivityEventRow, ChangeRow, ReportRow

_WRITES = (ChangeKind.MARK, ChangeKind.ACTIVITY)


def undo(session: Session, plan_id: int | None, number: int | None, *, by: str, at: str) -> int:
    """Take back one change as one step, however many rows it wrote, and return its number.

    Args:
        session: an open transaction.
        plan_id: look for the latest change of this plan only; None looks in all.
        number: the change to take back; None is the latest that has not been taken back.
        by: who takes it back.
        at: when, ISO 8601 with +08:00.

    Raises:
        NotFoundError: there is no such change, or none left to take back.
        RefusedError: it is no report and no activity step, is taken back already, or a later change rests on it.
    """
    change = _latest(session, plan_id) if number is None else _numbered(session, plan_id, number)
    if change.kind not in _WRITES:
        raise RefusedError(_not_undoable(change))
    if change.undone_by is not None:
        raise RefusedError(f"第 {number} 号已在第 {change.undone_by} 号撤回。要恢复请用 gongkai redo {number}。")
    if later := _resting_on(session, change):
        raise RefusedError(f"第 {later} 号报在第 {change.id} 号之后，以它为前提。请先用 gongkai undo {later} 撤回。")
    change.undone_by = _record(session, change, ChangeKind.UNDO, by=by, at=at)
    session.flush()
    return row_id(change)


def redo(session: Session, plan_id: int | None, number: int | None, *, by: str, at: str) -> int:
    """Restore one change that was taken back, the one taken back last unless `number` says which; as `undo`."""
    change = _latest_undone(session, plan_id) if number is None else _numbered(session, plan_id, number)
    if change.undone_by is None:
        raise RefusedError(f"第 {change.id} 号没有撤回过，不用恢复。用 gongkai log 查看台账。")
    if later := _resting_on(session, change):
        raise RefusedError(f"之后又报了第 {later} 号，不能再恢复第 {change.id} 号。请先用 gongkai undo {later} 撤回。")
    _record(session, change, ChangeKind.REDO, by=by, at=at)
    change.undone_by = None
    session.flush()
    return row_id(change)


def turned(seen: Snapshot, change: int) -> list[Turned]:
    """Return each line that a change wrote, and what holds on the snapshot's day, now that it has been turned."""
    lines = fetch(
        seen.connection,
        on_a_day("SELECT * FROM ledger WHERE plan_id = :plan AND id = :change"),
        {"plan": seen.plan.id, "change": change},
    )
    now: dict[tuple[int, str], Standing | ActivityStatus] = {}
    for no in {line["subject_no"] for line in lines if line["subject_kind"] == "task"}:
        now |= {(no, part.unit): Standing(part.status, part.percent) for part in seen.parts_of(no)}
    told: list[Turned] = []
    for line in lines:
        no, unit = line["subject_no"], line["unit"]
        holds = now[no, unit] if line["subject_kind"] == "task" else seen.activity(no).status
        told.append(Turned(change, subject(line), unit, _reported(line), holds))
    return told


def _reported(line: dict[str, Any]) -> Standing | ActivityStatus:
    reported = standing(line, "after")
    assert reported is not None  # noqa: S101 - a report and an event carry their status
    return reported


def _record(session: Session, target: ChangeRow, kind: ChangeKind, *, by: str, at: str) -> int:
    change = ChangeRow(plan_id=target.plan_id, at=at, who=by, kind=kind, target_id=target.id)
    session.add(change)
    session.flush()
    return row_id(change)


def _numbered(session: Session, plan_id: int | None, number: int) -> ChangeRow:
    change = session.get(ChangeRow, number)
    if change is None:
        raise NotFoundError(f"台账里没有第 {number} 号。用 gongkai log 查看台账。")
    if plan_id not in {None, change.plan_id}:
        raise RefusedError(f"第 {number} 号不是这个工作要点的。请核对编号，或去掉 --plan。")
    return change


def _latest(session: Session, plan_id: int | None) -> ChangeRow:
    query = select(ChangeRow).where(col(ChangeRow.kind).in_(_WRITES), col(ChangeRow.undone_by).is_(None))
    change = session.exec(_of_plan(query, plan_id).order_by(col(ChangeRow.id).desc()).limit(1)).first()
    if change is None:
        raise NotFoundError("没有可以撤回的记录。用 gongkai log 查看台账。")
    loads = select(ChangeRow).where(ChangeRow.kind == ChangeKind.LOAD, col(ChangeRow.id) > row_id(change))
    if load := session.exec(_of_plan(loads, plan_id).order_by(col(ChangeRow.id).desc()).limit(1)).first():
        raise RefusedError(f"{_not_undoable(load)}要撤回载入之前的第 {change.id} 号，请写 gongkai undo {change.id}。")
    return change


def _latest_undone(session: Session, plan_id: int | None) -> ChangeRow:
    query = select(ChangeRow).where(col(ChangeRow.undone_by).is_not(None))
    change = session.exec(_of_plan(query, plan_id).order_by(col(ChangeRow.undone_by).desc()).limit(1)).first()
    if change is None:
        raise NotFoundError("没有可以恢复的记录。用 gongkai log 查看台账。")
    return change


def _of_plan(query: SelectOfScalar[ChangeRow], plan_id: int | None) -> SelectOfScalar[ChangeRow]:
    return query if plan_id is None else query.where(ChangeRow.plan_id == plan_id)


def _not_undoable(change: ChangeRow) -> str:
    if change.kind == ChangeKind.LOAD:
        return f"第 {change.id} 号是载入计划文件，不能这样撤回。请载入原来的文件，或用 gongkai db restore 恢复备份。"
    return f"第 {change.id} 号本身是撤回或恢复。要改回请用 gongkai undo 或 gongkai redo 加第 {change.target_id} 号。"


def _resting_on(session: Session, change: ChangeRow) -> int | None:
    """Return the latest active change on the same part or activity, entered after `change` and dated no earlier."""
    own, later = aliased(ReportRow), aliased(ReportRow)
    is_later_report = and_(
        col(later.assignment_id) == own.assignment_id,
        col(later.id) > own.id,
        col(later.reported_on) >= own.reported_on,
    )
    step, next_step = aliased(ActivityEventRow), aliased(ActivityEventRow)
    is_next_step = and_(col(next_step.activity_id) == step.activity_id, col(next_step.id) > step.id)
    reports = select(col(ChangeRow.id)).join(later, col(later.change_id) == ChangeRow.id).join(own, is_later_report)
    events = (
        select(col(ChangeRow.id)).join(next_step, col(next_step.change_id) == ChangeRow.id).join(step, is_next_step)
    )
    active = col(ChangeRow.undone_by).is_(None)
    resting = [
        *session.exec(reports.where(col(own.change_id) == change.id, active)),
        *session.exec(events.where(col(step.change_id) == change.id, active)),
    ]
    return max((number for number in resting if number is not None), default=None)
