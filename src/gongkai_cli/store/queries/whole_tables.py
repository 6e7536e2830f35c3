"""Whole tables of a plan, row by row as they are read, so that memory does not grow with them."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from itertools import groupby
from operator import itemgetter
from typing import Any

from gongkai_cli.domain.answers import Account
from gongkai_cli.domain.model import LedgerEntry, Part
from gongkai_cli.domain.text import together
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.store.queries.rows import fetch, to_entry, to_part
from gongkai_cli.store.queries.snapshot import Snapshot, at_once
from gongkai_cli.store.queries.views import on_a_day

_OF_TASK = ("title", "due", "due_derived", "ongoing")
_OF_PART = tuple(field.name for field in fields(Part) if field.name not in {"no", *_OF_TASK})

ASSIGNMENT_KEYS = ("plan", *_OF_TASK, "order", "no", *_OF_PART)
"""The keys of a row of `assignments`: its plan's, those of Part, and one that the rows of a task are ordered by."""

_second = itemgetter(1)
_BY_ROLE = " ".join(f"WHEN '{role.value}' THEN {place}" for place, role in enumerate(Role))
_UP_TO_THE_DAY = """plan_id = :plan AND ("on" IS NULL OR "on" <= :day)"""

_TABLES = {
    "tasks": "task",
    "assignments": "assignment JOIN task ON task.id = assignment.task_id",
    "activities": "activity",
    "units": "unit",
}
"""Where the rows of each whole table are counted, but for the ledger's: quicker than in the views."""


def accounts(seen: Snapshot) -> Iterator[Account]:
    """Return the plan's tasks, each with the latest reports of the units that speak for it."""
    query = on_a_day(f"""SELECT no, unit, note, problem, next, link FROM assignments
      WHERE plan_id = :plan AND principal AND counted AND "on" IS NOT NULL
      ORDER BY no, CASE role {_BY_ROLE} END, assignment_id""")  # noqa: S608 - the words are our own codes
    said: dict[int, list[dict[str, Any]]] = {}
    for row in fetch(seen.connection, query, _values(seen)):
        said.setdefault(row["no"], []).append(row)
    for task in seen.tasks():
        reports = said.get(task.no, [])
        put_together: dict[str, Any] = {
            name: together((row["unit"], row[name]) for row in reports) for name in ("note", "problem", "next", "link")
        }
        yield Account(**asdict(task), **put_together)


def assignments(seen: Snapshot) -> Iterator[tuple[Any, ...]]:
    """Return every unit's part in every task as the tuple of its ASSIGNMENT_KEYS, in SQLite's own types.

    Days are ISO text, words their codes and truths 0 and 1: a million rows are spared what `assignment` does, and each
    task's own values are fetched once.
    """
    of_task = f"SELECT no, {', '.join(_OF_TASK)} FROM task_clock WHERE plan_id = :plan"  # noqa: S608 - our own names
    columns = ", ".join(f'"{name}"' for name in _OF_PART)
    query = f"""SELECT CASE role {_BY_ROLE} END << 40 | assignment_id, no, {columns}
      FROM assignments WHERE plan_id = :plan ORDER BY no"""  # noqa: S608 - our own names
    with at_once(seen.connection):
        tasks = seen.connection.execute(on_a_day(of_task), _values(seen))
        heads = {no: (seen.plan.key, *values) for no, *values in tasks}
        for no, parts in groupby(seen.connection.execute(on_a_day(query), _values(seen)), key=_second):
            head = heads[no]
            # By the number that each begins with: quicker than to let SQLite sort whole rows.
            yield from [head + part for part in sorted(parts)]


def assignment(row: tuple[Any, ...]) -> dict[str, Any]:
    """Return a row of `assignments` as a dict of its keys with the values that Part has."""
    values = dict(zip(ASSIGNMENT_KEYS, row, strict=True))
    part = to_part({field.name: values[field.name] for field in fields(Part)})
    return {"plan": values["plan"], **{field.name: getattr(part, field.name) for field in fields(part)}}


def ledger(seen: Snapshot) -> Iterator[LedgerEntry]:
    """Return the lines of the plan's ledger, oldest first; lines dated after the snapshot's day are left out."""
    query = on_a_day(f"SELECT * FROM ledger WHERE {_UP_TO_THE_DAY} ORDER BY id")  # noqa: S608 - a fixed condition
    cursor = seen.connection.execute(query, _values(seen))
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield to_entry(dict(zip(names, row, strict=True)))


def count(what: str, seen: Snapshot) -> int:
    """Return how many rows a whole table has; `what` is tasks, assignments, activities, units or ledger."""
    if what == "ledger":
        query = f"SELECT count(*) FROM ledger WHERE {_UP_TO_THE_DAY}"  # noqa: S608 - a fixed condition
    else:
        query = f"SELECT count(*) FROM {_TABLES[what]} WHERE plan_id = :plan"  # noqa: S608 - our own names
    (found,) = seen.connection.execute(on_a_day(query), _values(seen)).fetchone()
    return int(found)


def _values(seen: Snapshot) -> dict[str, Any]:
    return {"plan": seen.plan.id, "day": seen.day.isoformat()}
