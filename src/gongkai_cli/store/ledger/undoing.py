"""Undo and redo: a change of its own in the ledger, which loses nothing either way."""

from sqlalchemy import update

from gongkai_cli.domain.answers import Turned
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.store.queries.changes import (
    FINAL,
    KINDS,
    UNDOABLE,
    Change,
    dependent_change,
    find_change,
    last_undone,
    newest_change,
)
from gongkai_cli.store.queries.rows import fetch, standing, subject
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.queries.views import on_a_day
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ChangeRow
from gongkai_cli.store.sqlite.writer import Signature, Writer


def undo(writer: Writer, plan_id: int | None, number: int | None, signature: Signature) -> Change:
    """Take back one change with all its rows, and return it.

    Args:
        writer: the transaction.
        plan_id: look for the latest change of this plan; None looks in all plans.
        number: the change to take back; None is the latest one that is not taken back.
        signature: the author and the moment of the change.

    Raises:
        NotFoundError: there is no such change, or none is left to take back.
        RefusedError: its kind cannot be undone, it is taken back already, or a later change rests on it.
    """
    change = _latest(writer, plan_id) if number is None else _numbered(writer, plan_id, number)
    if refusal := KINDS[change.kind].refusal:
        raise RefusedError(refusal.format(change=change))
    if change.undone_by is not None:
        raise RefusedError(f"第 {change.id} 号已在第 {change.undone_by} 号撤回。要恢复请用 gongkai redo {change.id}。")
    if later := dependent_change(writer.connection, change):
        raise RefusedError(f"第 {later} 号报在第 {change.id} 号之后，以它为前提。请先用 gongkai undo {later} 撤回。")
    undone_by = writer.begin_change(change.plan_id, ChangeKind.UNDO, signature, target=change.id)
    _set_undone_by(writer, change, undone_by)
    return change


def redo(writer: Writer, plan_id: int | None, number: int | None, signature: Signature) -> Change:
    """Restore one change that was taken back, and return it.

    Args:
        writer: the transaction.
        plan_id: look for the latest change of this plan; None looks in all plans.
        number: the change to restore; None is the one that was taken back last.
        signature: the author and the moment of the change.

    Raises:
        NotFoundError: there is no such change, or none is left to restore.
        RefusedError: it is not taken back, or a later change rests on its absence.
    """
    change = _latest_undone(writer, plan_id) if number is None else _numbered(writer, plan_id, number)
    if change.undone_by is None:
        raise RefusedError(f"第 {change.id} 号没有撤回过，不用恢复。用 gongkai log 查看台账。")
    if later := dependent_change(writer.connection, change):
        raise RefusedError(f"之后又报了第 {later} 号，不能再恢复第 {change.id} 号。请先用 gongkai undo {later} 撤回。")
    writer.begin_change(change.plan_id, ChangeKind.REDO, signature, target=change.id)
    _set_undone_by(writer, change, None)
    return change


def turned(seen: Snapshot, change: Change) -> list[Turned]:
    """Return each ledger line of an undone or redone change, with the state of its subject now."""
    lines = fetch(
        seen.connection,
        on_a_day("SELECT * FROM ledger WHERE plan_id = :plan AND id = :change"),
        {"plan": seen.plan.id, "change": change.id},
    )
    states_now = KINDS[change.kind].states_now
    if states_now is None:
        return []
    answer: list[Turned] = []
    for line, now in zip(lines, states_now(seen, lines), strict=True):
        reported = standing(line, "after")
        assert reported is not None  # noqa: S101 - every report and every event has a status
        answer.append(Turned(change.id, subject(line), line["unit"], reported, now))
    return answer


def _set_undone_by(writer: Writer, change: Change, number: int | None) -> None:
    changes = table_of(ChangeRow)
    writer.write(update(changes).where(changes.c.id == change.id).values(undone_by=number))


def _numbered(writer: Writer, plan_id: int | None, number: int) -> Change:
    change = find_change(writer.connection, number)
    if change is None:
        raise NotFoundError(f"台账里没有第 {number} 号。用 gongkai log 查看台账。")
    if plan_id not in {None, change.plan_id}:
        raise RefusedError(f"第 {number} 号不是这个工作要点的。请核对编号，或去掉 --plan。")
    return change


def _latest(writer: Writer, plan_id: int | None) -> Change:
    change = newest_change(writer.connection, UNDOABLE, plan_id)
    if change is None:
        raise NotFoundError("没有可以撤回的记录。用 gongkai log 查看台账。")
    if last := newest_change(writer.connection, FINAL, plan_id, after=change.id):
        refusal = (KINDS[last.kind].refusal or "").format(change=last)
        raise RefusedError(f"{refusal}要撤回载入之前的第 {change.id} 号，请写 gongkai undo {change.id}。")
    return change


def _latest_undone(writer: Writer, plan_id: int | None) -> Change:
    change = last_undone(writer.connection, plan_id)
    if change is None:
        raise NotFoundError("没有可以恢复的记录。用 gongkai log 查看台账。")
    return change
