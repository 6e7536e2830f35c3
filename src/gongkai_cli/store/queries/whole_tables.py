"""The rows of the tables that `export` writes.

They are read one by one, so that memory does not grow with them. Every row is a tuple of named columns. The first
column is the key of the row's plan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import chain
from operator import attrgetter
from typing import Any

from gongkai_cli.domain.answers import Account, RowTable
from gongkai_cli.domain.model import Activity, LedgerEntry, Part, Unit
from gongkai_cli.domain.text import distinct_lines, together
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.store.queries.filters import rank
from gongkai_cli.store.queries.rows import fetch, to_entry, to_part
from gongkai_cli.store.queries.snapshot import Snapshot, at_once
from gongkai_cli.store.queries.views import on_a_day

Row = tuple[Any, ...]

_ROLE_RANK = rank("role", Role)
_UP_TO_THE_DAY = """plan_id = :plan AND ("on" IS NULL OR "on" <= :day)"""

_PART_KEYS = tuple(field.name for field in fields(Part))
_OF_TASK = ("title", "due", "due_derived", "ongoing")
_OF_PART = tuple(key for key in _PART_KEYS if key not in {"no", *_OF_TASK})
_ASSIGNMENT_COLUMNS = ("plan", *_OF_TASK, "order", "no", *_OF_PART)
_SAID = ("note", "problem", "next", "link", "links")


def accounts(seen: Snapshot) -> Iterator[Account]:
    """Return the plan's tasks, each with the latest reports of its principal units."""
    query = on_a_day(f"""SELECT no, unit, note, problem, next, link, links, note_on, problem_on, next_on
      FROM assignments
      WHERE plan_id = :plan AND principal AND counted AND "on" IS NOT NULL
      ORDER BY no, {_ROLE_RANK}, assignment_id""")  # noqa: S608 - the words are our own codes
    reports: dict[int, list[dict[str, Any]]] = {}
    for row in fetch(seen.connection, query, _values(seen)):
        row["links"] = " ".join(distinct_lines(row["links"]))
        reports.setdefault(row["no"], []).append(row)
    for task in seen.tasks():
        # A withdrawn task may have the number of another one, and has no part that counts.
        of_task = [] if task.withdrawn else reports.get(task.no, [])
        joined: dict[str, Any] = {key: together((_speaker(row, key), row[key]) for row in of_task) for key in _SAID}
        yield Account(**asdict(task), **joined)


def _speaker(row: Mapping[str, Any], key: str) -> str:
    """Return the unit of a report, with the day of its text where that is older than the report."""
    unit: str = row["unit"]
    if day := row.get(f"{key}_on"):
        return f"{unit}（{day}）"
    return unit


def assignments(seen: Snapshot) -> Iterator[Row]:
    """Return every unit's part in every task, in SQLite's own types.

    Days are ISO text, words are codes, and truths are 0 and 1. An export has up to a million of these rows, so they
    are not converted, and each task's own values are fetched once.
    """
    of_task = f"SELECT task_id, {', '.join(_OF_TASK)} FROM task_clock WHERE plan_id = :plan"  # noqa: S608 - our own names
    columns = ", ".join(f'"{name}"' for name in _OF_PART)
    query = f"""SELECT no, withdrawn, task_id, {_ROLE_RANK} << 40 | assignment_id, no, {columns}
      FROM assignments WHERE plan_id = :plan"""  # noqa: S608 - our own names
    with at_once(seen.connection):
        tasks = seen.connection.execute(on_a_day(of_task), _values(seen))
        # A withdrawn task may have the number of another one, so tasks are told apart by their identity.
        heads = {task: (seen.plan.key, *values) for task, *values in tasks}
        # To sort one plan's rows here is faster than to let SQLite sort long rows, which it does on the disk.
        for row in sorted(seen.connection.execute(on_a_day(query), _values(seen))):
            yield heads[row[2]] + row[3:]


def parts(seen: Snapshot) -> Iterator[Part]:
    """Return every unit's part in every task, as `assignments`."""
    return map(_part, assignments(seen))


def _part(row: Row) -> Part:
    values = dict(zip(_ASSIGNMENT_COLUMNS, row, strict=True))
    return to_part({key: values[key] for key in _PART_KEYS})


def _assignment_record(row: Row) -> dict[str, Any]:
    part, plan = _part(row), row[0]
    return {"plan": plan, **{key: getattr(part, key) for key in _PART_KEYS}}


def ledger(seen: Snapshot) -> Iterator[LedgerEntry]:
    """Return the lines of the plan's ledger up to the snapshot's day, oldest first."""
    query = on_a_day(f"SELECT * FROM ledger WHERE {_UP_TO_THE_DAY} ORDER BY id")  # noqa: S608 - a fixed condition
    cursor = seen.connection.execute(query, _values(seen))
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield to_entry(dict(zip(names, row, strict=True)))


@dataclass(frozen=True, slots=True)
class _Source:
    """One table: its columns, its rows of one plan, their JSON objects, and a query that counts them."""

    columns: tuple[str, ...]
    rows: Callable[[Snapshot], Iterator[Row]]
    record: Callable[[Row], dict[str, Any]]
    count: str


def _source(record: type, read: Callable[[Snapshot], Iterable[Any]], count: str, *derived: str) -> _Source:
    """Return a table whose rows are the values of dataclasses.

    Args:
        record: the dataclass; its fields are the columns, and the JSON keys.
        read: returns a plan's dataclasses.
        count: the query that counts them.
        derived: properties of the dataclass that are columns too.
    """
    keys = tuple(field.name for field in fields(record))
    json_keys = ("plan", *keys)
    values_of = attrgetter(*keys, *derived)

    def rows(seen: Snapshot) -> Iterator[Row]:
        with at_once(seen.connection):
            for one in read(seen):
                yield (seen.plan.key, *values_of(one))

    def as_record(row: Row) -> dict[str, Any]:
        return dict(zip(json_keys, row, strict=False))  # derived values come last and are no part of it

    return _Source((*json_keys, *derived), rows, as_record, count)


def _count_of(entries: str) -> str:
    """Return a query that counts the entries of the edition in force, since counting in a listing's view is slower."""
    return f"""SELECT count(*) FROM current_edition AS p JOIN {entries} AS a ON a.edition_id = p.edition_id
      WHERE p.plan_id = :plan"""  # noqa: S608 - our own names


_SOURCES: Mapping[str, _Source] = {
    "tasks": _source(Account, accounts, _count_of("task_entry"), "all_responsible", "other_duties"),
    "assignments": _Source(
        _ASSIGNMENT_COLUMNS,
        assignments,
        _assignment_record,
        _count_of("assignment_entry"),
    ),
    "activities": _source(Activity, Snapshot.schedule, _count_of("activity_entry")),
    "units": _source(Unit, Snapshot.units, _count_of("unit_entry")),
    "ledger": _source(LedgerEntry, ledger, f"SELECT count(*) FROM ledger WHERE {_UP_TO_THE_DAY}", "change_words"),  # noqa: S608
}


def table(name: str, snapshots: Sequence[Snapshot]) -> RowTable:
    """Return a table with the rows of these plans.

    Args:
        name: tasks, assignments, activities, units or ledger.
        snapshots: each plan on the same day.
    """
    source = _SOURCES[name]

    def count() -> int:
        return sum(_count(source.count, seen) for seen in snapshots)

    return RowTable(source.columns, chain.from_iterable(map(source.rows, snapshots)), source.record, count)


def _count(query: str, seen: Snapshot) -> int:
    (found,) = seen.connection.execute(on_a_day(query), _values(seen)).fetchone()
    return int(found)


def _values(seen: Snapshot) -> dict[str, Any]:
    return {"plan": seen.plan.id, "day": seen.day.isoformat()}
