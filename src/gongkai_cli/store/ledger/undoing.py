"""Undo and redo: a change of its own in the ledger, which loses nothing either way.

A step is a change with those that are turned together with it. All of them name one undo, whose target is the step's
first change.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import update

from gongkai_cli.domain.answers import Turned
from gongkai_cli.domain.dates import long_moment
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.store.queries.changes import (
    Change,
    find_change,
    has_edition,
    hidden_by,
    last_undone,
    newest_change,
    resting_on,
    undone_together,
)
from gongkai_cli.store.queries.kinds import KINDS, UNDOABLE
from gongkai_cli.store.queries.rows import fetch, standing, subject
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.queries.views import on_a_day
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ChangeRow
from gongkai_cli.store.sqlite.writer import Signature, Writer


class Step(NamedTuple):
    """A change to undo or redo, and those that are turned with it, the newest first.

    `undo` is the change that took them back; None before an undo.
    """

    change: Change
    later: tuple[Change, ...] = ()
    undo: Change | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes of the step, the oldest first."""
        return (self.change, *reversed(self.later))


def step_to_undo(connection: sqlite3.Connection, plan_id: int | None, number: int | None, *, with_later: bool) -> Step:
    """Return the step that an undo takes back.

    Args:
        connection: the store.
        plan_id: look for the latest change of this plan; None looks in all plans.
        number: the change to take back; None is the latest one that is not taken back.
        with_later: take back those that rest on it too.

    Raises:
        NotFoundError: there is no such change, or none is left to take back.
        RefusedError: its kind cannot be undone, it is taken back already, or later changes rest on it.
    """
    if number is None:
        change = newest_change(connection, UNDOABLE, plan_id)
        if change is None:
            raise NotFoundError("没有可以撤回的记录。用 gongkai log 查看台账。")
    else:
        change = _numbered(connection, plan_id, number)
    if refusal := KINDS[change.kind].refusal:
        raise RefusedError(refusal.format(change=change))
    if change.kind is ChangeKind.LOAD and not has_edition(connection, change):
        raise RefusedError(f"第 {change.id} 号载入时还没有保存版次，不能撤回。请用 gongkai db restore 恢复那时的备份。")
    if change.undone_by is not None:
        raise RefusedError(f"第 {change.id} 号已在第 {change.undone_by} 号撤回。要恢复请用 gongkai redo {change.id}。")
    later = resting_on(connection, change)
    if later and not with_later:
        raise RefusedError(
            f"第 {_listed(later)} 号以第 {change.id} 号为前提，未撤回。"
            f"要一起撤回，用 gongkai undo {change.id} --with-later。"
        )
    return Step(change, tuple(later))


def step_to_redo(connection: sqlite3.Connection, plan_id: int | None, number: int | None) -> Step:
    """Return the step that a redo restores: all that was taken back together.

    Args:
        connection: the store.
        plan_id: look for the latest change of this plan; None looks in all plans.
        number: the change to restore; None is the one that was taken back last.

    Raises:
        NotFoundError: there is no such change, or none is left to restore.
        RefusedError: it is not taken back, or later changes rest on its absence.
    """
    if number is None:
        change = last_undone(connection, plan_id)
        if change is None:
            raise NotFoundError("没有可以恢复的记录。用 gongkai log 查看台账。")
    else:
        change = _numbered(connection, plan_id, number)
    if change.undone_by is None:
        raise RefusedError(f"第 {change.id} 号没有撤回过，不用恢复。用 gongkai log 查看台账。")
    *later, first = undone_together(connection, change.undone_by)
    step = Step(first, tuple(later), find_change(connection, change.undone_by))
    _check_nothing_since(connection, step)
    return step


def _check_nothing_since(connection: sqlite3.Connection, step: Step) -> None:
    since = {one.id: one for change in step.changes for one in resting_on(connection, change)}
    since |= {one.id: one for change in step.changes for one in hidden_by(connection, change)}
    if not since:
        return
    in_order = [since[number] for number in sorted(since)]
    commands: list[str] = []
    covered: set[int] = set()
    for change in in_order:
        if change.id not in covered:
            resting = [one.id for one in resting_on(connection, change)]
            covered.update(resting)
            commands.append(f"gongkai undo {change.id}{' --with-later' if resting else ''}")
    raise RefusedError(
        f"撤回之后又记了第 {_listed(in_order)} 号，不能再恢复第 {_listed(step.changes)} 号。"
        f"请先用 {'，再用 '.join(commands)} 撤回。"
    )


def undo(writer: Writer, step: Step, signature: Signature) -> None:
    """Take a step back with all its rows."""
    number = writer.begin_change(
        step.change.plan_id, ChangeKind.UNDO, signature, note=_note(step), target=step.change.id
    )
    _set_undone_by(writer, step, number)


def redo(writer: Writer, step: Step, signature: Signature) -> None:
    """Restore a step that was taken back."""
    writer.begin_change(step.change.plan_id, ChangeKind.REDO, signature, note=_note(step), target=step.change.id)
    _set_undone_by(writer, step, None)


def turned(seen: Snapshot, step: Step) -> list[Turned]:
    """Return each report and activity step of an undone or redone step, with the state of its subject now."""
    answer: list[Turned] = []
    for change in step.changes:
        states_now = KINDS[change.kind].states_now
        if states_now is None:
            continue
        lines = _lines(seen.connection, change, seen.day.isoformat())
        for line, now in zip(lines, states_now(seen, lines), strict=True):
            reported = standing(line, "after")
            assert reported is not None  # noqa: S101 - every report and every event has a status
            answer.append(Turned(change.id, subject(line), line["unit"], reported, now))
    return answer


def described(connection: sqlite3.Connection, change: Change) -> str:
    """Return who made a change, when, and what, such as `第 3 号是李四 2024年10月8日 09:30 的报告：任务 3　…`."""
    moment = long_moment(change.at)
    return f"第 {change.id} 号是{change.who} {moment} 的{change.kind.word}：{_what(connection, change)}"


def _what(connection: sqlite3.Connection, change: Change) -> str:
    if KINDS[change.kind].states_now is None:
        return change.note or "没有说明"
    lines = _lines(connection, change, "9999-12-31")
    words = subject(lines[0])
    if unit := lines[0]["unit"]:
        words += f"（{unit}）"
    if len(lines) > 1:
        words += f"等 {len(lines)} 条"
    return words


def _lines(connection: sqlite3.Connection, change: Change, day: str) -> list[dict[str, Any]]:
    query = on_a_day("""SELECT * FROM ledger WHERE plan_id = :plan AND id = :change AND "on" IS NOT NULL""")
    return fetch(connection, query, {"plan": change.plan_id, "change": change.id, "day": day})


def _listed(changes: Sequence[Change]) -> str:
    return "、".join(str(number) for number in sorted(change.id for change in changes))


def _note(step: Step) -> str | None:
    return f"连同第 {_listed(step.later)} 号" if step.later else None


def _set_undone_by(writer: Writer, step: Step, number: int | None) -> None:
    changes = table_of(ChangeRow)
    numbers = [change.id for change in step.changes]
    writer.write(update(changes).where(changes.c.id.in_(numbers)).values(undone_by=number))


def _numbered(connection: sqlite3.Connection, plan_id: int | None, number: int) -> Change:
    change = find_change(connection, number)
    if change is None:
        raise NotFoundError(f"台账里没有第 {number} 号。用 gongkai log 查看台账。")
    if plan_id not in {None, change.plan_id}:
        raise RefusedError(f"第 {number} 号不是这个工作要点的。请核对编号，或去掉 --plan。")
    return change
