"""The changes of the ledger, one row each."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.store.queries.kinds import KINDS
from gongkai_cli.store.queries.rows import fetch


class Change(NamedTuple):
    """A row of the table `change`; `undone_by` is the number of the change that took it back."""

    id: int
    plan_id: int
    at: str
    who: str
    kind: ChangeKind
    note: str | None
    target_id: int | None
    undone_by: int | None


_COLUMNS = "id, plan_id, at, who, kind, note, target_id, undone_by"


def find_change(connection: sqlite3.Connection, number: int) -> Change | None:
    """Return the change with this number, or None where the ledger has no such number."""
    return _first_change(connection, "id = :number", {"number": number}, order="id")


def newest_change(connection: sqlite3.Connection, kinds: Sequence[ChangeKind], plan_id: int | None) -> Change | None:
    """Return the newest active change of some kinds, in one plan or (None) in all."""
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    condition = f"kind IN ({listed}) AND undone_by IS NULL"
    return _first_change(connection, condition, {}, plan_id=plan_id, order="change.id")


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
        return _to_change(row)
    return None


def _to_change(row: Mapping[str, Any]) -> Change:
    return Change(**{**row, "kind": ChangeKind(row["kind"])})


def undone_together(connection: sqlite3.Connection, undo: int) -> list[Change]:
    """Return the changes that one undo took back, the newest first."""
    query = f"SELECT {_COLUMNS} FROM change WHERE undone_by = :undo ORDER BY id DESC"  # noqa: S608 - our own words
    return [_to_change(row) for row in fetch(connection, query, {"undo": undo})]


def resting_on(connection: sqlite3.Connection, change: Change) -> list[Change]:
    """Return every active change that rests on another, directly or through others, the newest first."""
    found: dict[int, Change] = {}
    waiting = [change]
    while waiting:
        for later in _resting_directly(connection, waiting.pop()):
            if later.id not in found:
                found[later.id] = later
                waiting.append(later)
    return [found[number] for number in sorted(found, reverse=True)]


def _resting_directly(connection: sqlite3.Connection, change: Change) -> Iterator[Change]:
    return _found(connection, KINDS[change.kind].dependents, change)


def hidden_by(connection: sqlite3.Connection, change: Change) -> list[Change]:
    """Return the active changes that would be hidden if a change that was taken back were restored."""
    return list(_found(connection, KINDS[change.kind].hidden, change))


def _found(connection: sqlite3.Connection, query: str | None, change: Change) -> Iterator[Change]:
    if query is None:
        return
    for row in fetch(connection, query, {"change": change.id}):
        later = find_change(connection, row["id"])
        assert later is not None  # noqa: S101 - the query has read it from there
        yield later


def has_edition(connection: sqlite3.Connection, change: Change) -> bool:
    """Return whether a load has its edition, which names its file.

    Loads before schema 3 have none. The editions that an upgrade made of their rows name no file: much was already
    overwritten then.
    """
    query = "SELECT 1 FROM edition WHERE change_id = :change AND file IS NOT NULL"
    return bool(fetch(connection, query, {"change": change.id}))


def newest_number(connection: sqlite3.Connection) -> int:
    """Return the number of the newest change in the store; 0 where there is none."""
    (row,) = fetch(connection, "SELECT coalesce(max(id), 0) AS newest FROM change", {})
    return int(row["newest"])


def newest_day(connection: sqlite3.Connection) -> date | None:
    """Return the day of entry of the newest change, or None where there is none, or its time is unreadable."""
    for row in fetch(connection, "SELECT at FROM change WHERE id = (SELECT max(id) FROM change)", {}):
        with suppress(TypeError, ValueError):
            return date.fromisoformat(row["at"][:10])
    return None
