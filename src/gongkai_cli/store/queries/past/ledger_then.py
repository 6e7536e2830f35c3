"""The ledger as it was after one of its changes.

Every query names the table `change`. A temporary table of that name hides it for one connection, so all queries read
the ledger of that time, and none of them is written twice.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.store.queries.changes import find_change, newest_number, resting_on, undone_together
from gongkai_cli.store.queries.rows import fetch

_COLUMNS = "id, plan_id, at, who, kind, note, target_id"
_TURNS = """SELECT id, kind, target_id FROM main.change
  WHERE plan_id = :plan AND id <= :number AND kind IN ('undo', 'redo') ORDER BY id"""
_UNTIL_THEN = f"""INSERT INTO temp.change ({_COLUMNS})
  SELECT {_COLUMNS} FROM main.change WHERE plan_id = :plan AND id > :after AND id <= :upto ORDER BY id"""  # noqa: S608 - our own words
_FIRST_LOAD = """SELECT min(e.change_id) AS first FROM edition AS e WHERE e.plan_id = :plan"""

# Days before the report's own are settled: a report dated up to a day changes the plan of that day, however late it was
# entered, and so does what took it back. A removal concerns every day.
_NEWEST_UP_TO = """SELECT max(c.id) AS own, max(c.undone_by) AS undo, max(
    (SELECT max(turn.id) FROM change AS turn WHERE turn.target_id = c.id)) AS turn
  FROM change AS c
  WHERE c.plan_id = :plan AND (c.kind = 'remove'
    OR EXISTS (SELECT 1 FROM report AS r WHERE r.change_id = c.id AND r.reported_on <= :day)
    OR EXISTS (SELECT 1 FROM activity_event AS e WHERE e.change_id = c.id AND e.reported_on <= :day)
    OR EXISTS (SELECT 1 FROM edition AS e WHERE e.change_id = c.id AND e.since <= :day))"""


class _Turn(NamedTuple):
    """An undo or a redo of the plan's ledger."""

    id: int
    kind: ChangeKind
    target: int


def go_back(connection: sqlite3.Connection, plan: Plan, number: int) -> None:
    """Let all queries of a connection see one plan's ledger as it was after change `number`.

    It ends with the connection, or with the transaction that is open.

    Raises:
        NotFoundError: the ledger has no such number yet.
        RefusedError: the plan was not loaded then.
    """
    newest = newest_number(connection)
    if number > newest:
        raise NotFoundError(f"台账只到第 {newest} 号，没有第 {number} 号。用 gongkai log 查看台账。")
    (row,) = fetch(connection, _FIRST_LOAD, {"plan": plan.id})
    first = row["first"]
    if first is None or number < first:
        raise RefusedError(
            f"到台账第 {number} 号时，“{plan.key}”还没有载入（第 {first} 号才载入）。请把 --ledger 改为以后的编号。"
        )
    if number == newest:
        return
    # The temporary table has to be written; the store itself is open for reading alone.
    connection.execute("PRAGMA query_only = OFF")
    try:
        _rebuild(connection, plan, number)
    finally:
        connection.execute("PRAGMA query_only = ON")


def _rebuild(connection: sqlite3.Connection, plan: Plan, number: int) -> None:
    """Fill the temporary table, change after change, with the plan's undos and redos as they happened."""
    connection.execute(
        f"CREATE TEMP TABLE change ({_COLUMNS.replace('id, plan_id', 'id INTEGER PRIMARY KEY, plan_id', 1)}, undone_by)"
    )
    connection.execute("CREATE INDEX temp.ix_then_plan ON change (plan_id)")
    connection.execute("CREATE INDEX temp.ix_then_target ON change (target_id)")
    connection.execute("CREATE INDEX temp.ix_then_undone ON change (undone_by)")
    done = 0
    for turn in _turns(connection, plan, number):
        connection.execute(_UNTIL_THEN, {"plan": plan.id, "after": done, "upto": turn.id})
        done = turn.id
        _repeat(connection, turn)
    connection.execute(_UNTIL_THEN, {"plan": plan.id, "after": done, "upto": number})


def _turns(connection: sqlite3.Connection, plan: Plan, number: int) -> Iterator[_Turn]:
    for row in fetch(connection, _TURNS, {"plan": plan.id, "number": number}):
        yield _Turn(row["id"], ChangeKind(row["kind"]), row["target_id"])


def _repeat(connection: sqlite3.Connection, turn: _Turn) -> None:
    """Take a step back, or restore it, in the temporary table.

    A redo leaves no mark on the changes of its step, so the step is found again by the rule that found it then.
    """
    target = find_change(connection, turn.target)
    if target is None:
        return
    if turn.kind is ChangeKind.UNDO:
        changes = [target, *resting_on(connection, target)]
        undone_by = turn.id
    else:
        changes = undone_together(connection, target.undone_by) if target.undone_by else []
        undone_by = None
    values = [(undone_by, change.id) for change in changes]
    connection.executemany("UPDATE temp.change SET undone_by = ? WHERE id = ?", values)


def newest_up_to(connection: sqlite3.Connection, plan: Plan, day: date) -> int:
    """Return the number of the newest change that the plan of a day rests on.

    It stays the same through changes of the days after, so a paper that names it does too.
    """
    (row,) = fetch(connection, _NEWEST_UP_TO, {"plan": plan.id, "day": day.isoformat()})
    return max(number for number in (row["own"], row["undo"], row["turn"], 0) if number is not None)
