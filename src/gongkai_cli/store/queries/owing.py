"""Who owes what: the reports that a period expects, and the units that never reported."""

from datetime import date
from typing import Any

from gongkai_cli.domain.answers import Owed
from gongkai_cli.store.queries.filters import Condition
from gongkai_cli.store.queries.rows import to_owed
from gongkai_cli.store.queries.snapshot import Snapshot

_REPORTS = "FROM report AS r JOIN change AS c ON c.id = r.change_id WHERE c.undone_by IS NULL AND"


def owed(seen: Snapshot, first: date, last: date) -> list[Owed]:
    """Return each unit's reports in a period, both days included; units that owe most come first.

    The parts are those that counted on the last day, and were neither done nor stopped before the first.
    """
    query = f"""SELECT u.name AS unit, u.kind, e.contact, e.phone, a.no,
        coalesce((SELECT r.status {_REPORTS} r.assignment_id = a.assignment_id AND r.reported_on < :first
          ORDER BY r.reported_on DESC, r.id DESC LIMIT 1), '') IN ('done', 'stopped') AS was_over,
        EXISTS (SELECT 1 {_REPORTS} r.assignment_id = a.assignment_id AND r.reported_on BETWEEN :first AND :day)
          AS is_reported, l.latest
      FROM assignments AS a JOIN unit_names AS u ON u.plan_id = a.plan_id AND u.unit_id = a.unit_id
      JOIN unit_entry AS e ON e.edition_id = a.edition_id AND e.unit_id = a.unit_id
      LEFT JOIN (SELECT x.unit_id, max(r.reported_on) AS latest FROM assignment AS x
          JOIN report AS r ON r.assignment_id = x.id JOIN change AS c ON c.id = r.change_id
          WHERE x.plan_id = :plan AND c.undone_by IS NULL AND r.reported_on <= :now GROUP BY x.unit_id) AS l
        ON l.unit_id = a.unit_id
      WHERE a.plan_id = :plan AND a.counted ORDER BY u.position, a.no"""  # noqa: S608 - our own words
    values = Condition("", {"first": first.isoformat(), "now": seen.day.isoformat()})
    by_unit: dict[str, list[dict[str, Any]]] = {}
    for row in seen.ask(query, values, day=min(last, seen.day)):
        by_unit.setdefault(row["unit"], []).append(row)
    owed = [to_owed(rows) for rows in by_unit.values()]
    return sorted(owed, key=lambda one: len(one.missing), reverse=True)


def silent_units(seen: Snapshot) -> list[str]:
    """Return the units with counted parts and without a report on any part at all."""
    query = """SELECT DISTINCT a.unit FROM assignments AS a WHERE a.plan_id = :plan AND a.counted
      AND a.unit_id NOT IN (
        SELECT x.unit_id FROM assignment AS x JOIN report AS r ON r.assignment_id = x.id
        JOIN change AS c ON c.id = r.change_id
        WHERE x.plan_id = :plan AND r.reported_on <= :day AND c.undone_by IS NULL)"""
    return [row["unit"] for row in seen.ask(query)]
