"""The editions of a plan, and the differences that each load made."""

import sqlite3
from datetime import date

from gongkai_cli.domain.editions import Edition, EditionDifference
from gongkai_cli.domain.vocabulary import DifferenceKind
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.rows import fetch, to_day
from gongkai_cli.store.queries.views import on_a_day

_BEGINNING = "0001-01-01"  # the first day of a plan's first edition

_EDITIONS = """SELECT
    row_number() OVER (ORDER BY e.id) AS no, e.change_id AS change, e.since, c.at, c.who AS "by", e.file, e.title,
    (SELECT count(*) FROM difference AS d WHERE d.change_id = e.change_id) AS differences,
    e.id IS (SELECT p.edition_id FROM current_edition AS p WHERE p.plan_id = :plan) AS in_force,
    c.undone_by IS NOT NULL AS undone
  FROM edition AS e JOIN change AS c ON c.id = e.change_id WHERE e.plan_id = :plan ORDER BY e.id"""
_DIFFERENCES = """SELECT kind, subject, field, before, after, words FROM differences
  WHERE change_id = :change ORDER BY position"""


def editions(connection: sqlite3.Connection, plan_id: int, day: date) -> list[Edition]:
    """Return all editions of a plan, the first first; also those that were taken back."""
    found: list[Edition] = []
    for row in fetch(connection, on_a_day(_EDITIONS), {"plan": plan_id, "day": day.isoformat()}):
        since = None if row["since"] == _BEGINNING else to_day(row["since"])
        truths = {name: bool(row[name]) for name in ("in_force", "undone")}
        found.append(Edition(**{**row, "since": since, **truths}))
    return found


def edition(connection: sqlite3.Connection, plan_id: int, no: int, day: date) -> Edition:
    """Return one edition of a plan.

    Raises:
        NotFoundError: the plan has no edition of that number.
    """
    found = editions(connection, plan_id, day)
    for one in found:
        if one.no == no:
            return one
    raise NotFoundError(f"没有第 {no} 版。这个工作要点有 {len(found)} 版，用 gongkai editions 查看。")


def differences(connection: sqlite3.Connection, change: int) -> list[EditionDifference]:
    """Return the differences that a load made, in order."""
    rows = fetch(connection, on_a_day(_DIFFERENCES), {"change": change})
    return [EditionDifference(**{**row, "kind": DifferenceKind(row["kind"])}) for row in rows]
