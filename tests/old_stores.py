"""Stores of earlier schemas, and the rows that people entered into a store, whatever its schema."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from conftest import ROOT

STORES = ROOT / "tests" / "stores"

_NEWEST = "edition_id IN (SELECT max(id) FROM edition GROUP BY plan_id)"
_LEDGER = {
    "change": "SELECT id, plan_id, at, who, kind, note, target_id, undone_by FROM change",
    "report": """SELECT id, change_id, assignment_id, reported_on, status, percent, note, problem, next_step, link,
      before_status, before_percent FROM report""",
    "activity_event": """SELECT id, change_id, activity_id, reported_on, status, date, theme, form, place, people, link,
      note, reason, before_status FROM activity_event""",
}
_WITHOUT_EDITIONS = {
    **_LEDGER,
    "plan": "SELECT id, key, title, year, region, issuer, issued_on, ends_on, source, based_on FROM plan",
    "unit": "SELECT id, plan_id, name, kind, position, withdrawn FROM unit",
    "alias": "SELECT unit_id, name, position FROM alias",
    "collective": "SELECT plan_id, name, kinds, indefinite, position FROM collective",
    "collective_member": """SELECT c.plan_id, c.name, m.unit_id, m.position
      FROM collective_member AS m JOIN collective AS c ON c.id = m.collective_id""",
    "task": "SELECT id, plan_id, no, title, due, ongoing, withdrawn FROM task",
    "measure": "SELECT task_id, no, text, indicator, rhythm, due FROM measure",
    "party": """SELECT y.task_id, y.role, y.position, y.unit_id, c.name
      FROM party AS y LEFT JOIN collective AS c ON c.id = y.collective_id""",
    "assignment": "SELECT id, task_id, unit_id, role, via, principal, withdrawn FROM assignment",
    "activity": "SELECT id, plan_id, no, month, date, theme, organizer_id, form, note, withdrawn FROM activity",
}
_WITH_EDITIONS = {
    **_LEDGER,
    "plan": """SELECT p.id, p.key, e.title, e.year, e.region, e.issuer, e.issued_on, e.ends_on, e.source, e.based_on
      FROM plan AS p JOIN edition AS e ON e.plan_id = p.id
      WHERE e.id IN (SELECT max(id) FROM edition GROUP BY plan_id)""",
    "unit": f"SELECT unit_id, plan_id, name, kind, position, withdrawn FROM unit_entry WHERE {_NEWEST}",  # noqa: S608
    "alias": f"SELECT unit_id, name, position FROM alias WHERE {_NEWEST}",  # noqa: S608
    "collective": f"SELECT plan_id, name, kinds, indefinite, position FROM collective WHERE {_NEWEST}",  # noqa: S608
    "collective_member": f"""SELECT c.plan_id, c.name, m.unit_id, m.position
      FROM collective_member AS m JOIN collective AS c ON c.id = m.collective_id WHERE {_NEWEST}""",  # noqa: S608
    "task": f"SELECT task_id, plan_id, no, title, due, ongoing, withdrawn FROM task_entry WHERE {_NEWEST}",  # noqa: S608
    "measure": f"SELECT task_id, no, text, indicator, rhythm, due FROM measure WHERE {_NEWEST}",  # noqa: S608
    "party": f"""SELECT y.task_id, y.role, y.position, y.unit_id, c.name
      FROM party AS y LEFT JOIN collective AS c ON c.id = y.collective_id WHERE y.{_NEWEST}""",  # noqa: S608
    "assignment": f"""SELECT assignment_id, task_id, unit_id, role, via, principal, withdrawn
      FROM assignment_entry WHERE {_NEWEST}""",  # noqa: S608
    "activity": f"""SELECT activity_id, plan_id, no, month, date, theme, organizer_id, form, note, withdrawn
      FROM activity_entry WHERE {_NEWEST}""",  # noqa: S608
}
_FIRST_WITH_EDITIONS = 3


def make_old_store(store: Path, revision: int) -> None:
    """Put a store of an earlier schema in the place of another."""
    store.unlink(missing_ok=True)
    with closing(sqlite3.connect(store, isolation_level=None)) as old:
        old.executescript((STORES / f"revision_{revision:04}.sql").read_text(encoding="utf-8"))


def entered(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows that people entered, by table, with the columns that every schema has.

    Of a plan with editions these are the rows of its newest one.
    """
    with closing(sqlite3.connect(store)) as opened:
        (version,) = opened.execute("PRAGMA user_version").fetchone()
        queries = _WITH_EDITIONS if version >= _FIRST_WITH_EDITIONS else _WITHOUT_EDITIONS
        return {name: sorted(opened.execute(query), key=repr) for name, query in queries.items()}
