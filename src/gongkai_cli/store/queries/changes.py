"""The changes of the ledger, one row each, and the kinds of change."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from gongkai_cli.domain.model import Standing
from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind
from gongkai_cli.store.queries.rows import fetch
from gongkai_cli.store.queries.snapshot import Snapshot

Line = Mapping[str, Any]
"""A row of the view `ledger`."""

State = Standing | ActivityStatus
"""The state of a part or of an activity."""


class Change(NamedTuple):
    """A row of the table `change`; `undone_by` is the number of the change that took it back."""

    id: int
    plan_id: int
    kind: ChangeKind
    target_id: int | None
    undone_by: int | None


class LedgerRule(NamedTuple):
    """A query for faults of the ledger, and the message for the first column of each row."""

    query: str
    message: str


@dataclass(frozen=True, slots=True)
class KindOfChange:
    """The facts about one kind of change.

    Attributes:
        table: the table of the rows that it writes into the ledger; None is none.
        misplaced: the message for such a row under a change of another kind.
        has_target: whether it refers to an earlier change.
        dependents: a query for the newest active change that rests on change `:change`; None is never one.
        refusal: why it cannot be undone, with {change} in it; None where it can.
        rules: the faults to look for.
        states_now: returns the state of the subject of each of its ledger lines on a snapshot's day.
    """

    table: str | None = None
    misplaced: str = ""
    has_target: bool = False
    dependents: str | None = None
    refusal: str | None = None
    rules: tuple[LedgerRule, ...] = ()
    states_now: Callable[[Snapshot, Sequence[Line]], list[State]] | None = None


def _states_of_parts(seen: Snapshot, lines: Sequence[Line]) -> list[State]:
    states: dict[tuple[int, str], State] = {}
    for no in dict.fromkeys(line["subject_no"] for line in lines):
        for part in seen.parts_of(no):
            states[no, part.unit] = Standing(part.status, part.percent)
    return [states[line["subject_no"], line["unit"]] for line in lines]


def _states_of_activities(seen: Snapshot, lines: Sequence[Line]) -> list[State]:
    return [seen.activity(line["subject_no"]).status for line in lines]


_REFUSED_TURN = (
    "第 {change.id} 号本身是撤回或恢复。要改回请用 gongkai undo 或 gongkai redo 加第 {change.target_id} 号。"
)
_NO_TARGET = "第 {} 号撤回没有写明撤回了哪一号"

KINDS: Mapping[ChangeKind, KindOfChange] = {
    ChangeKind.MARK: KindOfChange(
        table="report",
        misplaced="那一号不是报告",
        # Later reports on the same part. One that is dated earlier was settled on an older state.
        dependents="""SELECT max(later.change_id) AS id FROM report AS own
          JOIN report AS later ON later.assignment_id = own.assignment_id
            AND later.id > own.id AND later.reported_on >= own.reported_on
          JOIN change ON change.id = later.change_id
          WHERE own.change_id = :change AND change.undone_by IS NULL""",
        rules=(
            LedgerRule(
                "SELECT id FROM change WHERE kind = 'mark' AND id NOT IN (SELECT change_id FROM report)",
                "第 {} 号报告没有内容",
            ),
            LedgerRule(
                """SELECT c.id FROM change AS c JOIN report AS r ON r.change_id = c.id
                JOIN assignment AS a ON a.id = r.assignment_id JOIN task AS t ON t.id = a.task_id
                WHERE t.plan_id <> c.plan_id""",
                "第 {} 号报告记在了另一个工作要点的任务上",
            ),
        ),
        states_now=_states_of_parts,
    ),
    ChangeKind.ACTIVITY: KindOfChange(
        table="activity_event",
        misplaced="那一号不是活动记录",
        # Each step rests on those before it, whatever their dates.
        dependents="""SELECT max(later.change_id) AS id FROM activity_event AS own
          JOIN activity_event AS later ON later.activity_id = own.activity_id AND later.id > own.id
          JOIN change ON change.id = later.change_id
          WHERE own.change_id = :change AND change.undone_by IS NULL""",
        rules=(
            LedgerRule(
                "SELECT id FROM change WHERE kind = 'activity' AND id NOT IN (SELECT change_id FROM activity_event)",
                "第 {} 号活动记录没有内容",
            ),
            LedgerRule(
                """SELECT c.id FROM change AS c JOIN activity_event AS e ON e.change_id = c.id
                JOIN activity AS a ON a.id = e.activity_id WHERE a.plan_id <> c.plan_id""",
                "第 {} 号活动记录记在了另一个工作要点的活动上",
            ),
        ),
        states_now=_states_of_activities,
    ),
    ChangeKind.LOAD: KindOfChange(
        refusal="第 {change.id} 号是载入计划文件，不能这样撤回。请载入原来的文件，或用 gongkai db restore 恢复备份。",
        rules=(
            LedgerRule(
                "SELECT 1 FROM plan WHERE id NOT IN (SELECT plan_id FROM change WHERE kind = 'load')",
                "有工作要点没有载入的记录",
            ),
        ),
    ),
    ChangeKind.UNDO: KindOfChange(
        has_target=True,
        refusal=_REFUSED_TURN,
        rules=(
            LedgerRule("SELECT id FROM change WHERE kind = 'undo' AND target_id IS NULL", _NO_TARGET),
            LedgerRule(
                """SELECT c.id FROM change AS c WHERE c.undone_by IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM change AS u WHERE u.id = c.undone_by AND u.kind = 'undo' AND u.target_id = c.id)""",
                "第 {} 号标为已撤回，却没有对应的撤回记录",
            ),
            LedgerRule(
                """SELECT c.id FROM change AS c WHERE c.undone_by IS NULL AND (
                SELECT u.kind FROM change AS u WHERE u.target_id = c.id ORDER BY u.id DESC LIMIT 1) = 'undo'""",
                "第 {} 号已被撤回，却还当作有效",
            ),
        ),
    ),
    ChangeKind.REDO: KindOfChange(
        has_target=True,
        refusal=_REFUSED_TURN,
        rules=(LedgerRule("SELECT id FROM change WHERE kind = 'redo' AND target_id IS NULL", _NO_TARGET),),
    ),
}
"""Each kind of change."""

UNDOABLE = tuple(kind for kind, facts in KINDS.items() if facts.refusal is None)
"""The kinds that `undo` takes back."""

FINAL = tuple(kind for kind, facts in KINDS.items() if facts.refusal is not None and not facts.has_target)
"""The kinds that cannot be undone and undo no other. Changes before them are undone only by number."""

_COLUMNS = "id, plan_id, kind, target_id, undone_by"


def find_change(connection: sqlite3.Connection, number: int) -> Change | None:
    """Return the change with this number, or None where the ledger has no such number."""
    return _first_change(connection, "id = :number", {"number": number}, order="id")


def newest_change(
    connection: sqlite3.Connection, kinds: Sequence[ChangeKind], plan_id: int | None, *, after: int = 0
) -> Change | None:
    """Return the newest active change of some kinds.

    Args:
        connection: the store.
        kinds: the kinds to look for.
        plan_id: look in this plan; None is all plans.
        after: look only after this number.
    """
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    condition = f"kind IN ({listed}) AND undone_by IS NULL AND change.id > :after"
    return _first_change(connection, condition, {"after": after}, plan_id=plan_id, order="change.id")


def last_undone(connection: sqlite3.Connection, plan_id: int | None) -> Change | None:
    """Return the change with the newest undo, in one plan or (None) in all."""
    return _first_change(connection, "undone_by IS NOT NULL", {}, plan_id=plan_id, order="change.undone_by")


def _first_change(
    connection: sqlite3.Connection,
    condition: str,
    values: Mapping[str, Any],
    *,
    plan_id: int | None = None,
    order: str,
) -> Change | None:
    if plan_id is not None:
        condition = f"{condition} AND plan_id = :plan"
    query = f"SELECT {_COLUMNS} FROM change WHERE {condition} ORDER BY {order} DESC LIMIT 1"  # noqa: S608 - our own words
    for row in fetch(connection, query, {**values, "plan": plan_id}):
        return Change(**{**row, "kind": ChangeKind(row["kind"])})
    return None


def dependent_change(connection: sqlite3.Connection, change: Change) -> int | None:
    """Return the number of the newest active change that rests on another, or None where none does."""
    query = KINDS[change.kind].dependents
    if query is None:
        return None
    (row,) = fetch(connection, query, {"change": change.id})
    number: int | None = row["id"]
    return number


def newest_day(connection: sqlite3.Connection) -> date | None:
    """Return the day of entry of the newest change, or None where there is none, or its time is unreadable."""
    for row in fetch(connection, "SELECT at FROM change WHERE id = (SELECT max(id) FROM change)", {}):
        with suppress(TypeError, ValueError):
            return date.fromisoformat(row["at"][:10])
    return None
