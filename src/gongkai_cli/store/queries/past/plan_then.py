"""Figures of a plan on a day that only papers need: by identity, so that they can be compared with another day's."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.activity_steps import is_over
from gongkai_cli.domain.model import Part
from gongkai_cli.domain.vocabulary import Pace, Role, Status
from gongkai_cli.store.queries.filters import Condition, rank
from gongkai_cli.store.queries.rows import to_part
from gongkai_cli.store.queries.snapshot import PART_COLUMNS, Snapshot


class TaskThen(NamedTuple):
    """A task on a day: its identity, and its number, title, status and pace of that day."""

    id: int
    no: int
    title: str
    status: Status
    pace: Pace | None


def tasks_then(seen: Snapshot, day: date) -> dict[int, TaskThen]:
    """Return the plan's tasks on a day by identity, without withdrawn ones."""
    query = "SELECT task_id, no, title, status, pace FROM tasks WHERE plan_id = :plan AND NOT withdrawn ORDER BY no"
    found = {}
    for row in seen.ask(query, day=day):
        pace = Pace(row["pace"]) if row["pace"] else None
        found[row["task_id"]] = TaskThen(row["task_id"], row["no"], row["title"], Status(row["status"]), pace)
    return found


def part_counts(seen: Snapshot, day: date) -> dict[Status, int]:
    """Return the number of counted parts with each status on a day, also of those that no part has."""
    query = "SELECT status, count(*) AS parts FROM assignments WHERE plan_id = :plan AND counted GROUP BY status"
    counts = {row["status"]: row["parts"] for row in seen.ask(query, day=day)}
    return {status: counts.get(status, 0) for status in Status}


def speaking_parts(seen: Snapshot) -> dict[int, list[Part]]:
    """Return the counted parts that speak for each task, by the task's number."""
    found: dict[int, list[Part]] = {}
    for part in _parts(seen, "principal"):
        found.setdefault(part.no, []).append(part)
    return found


def blocked_parts(seen: Snapshot) -> Sequence[Part]:
    """Return the counted parts that are blocked, task by task."""
    return _parts(seen, "status = 'blocked'")


def first_reports(seen: Snapshot) -> dict[str, date]:
    """Return the day of each unit's first report, of those dated up to the snapshot's day."""
    query = """SELECT u.name, min(r.reported_on) AS "on" FROM unit_names AS u
      JOIN assignment AS x ON x.plan_id = u.plan_id AND x.unit_id = u.unit_id
      JOIN report AS r ON r.assignment_id = x.id JOIN change AS c ON c.id = r.change_id
      WHERE u.plan_id = :plan AND c.undone_by IS NULL AND r.reported_on <= :day GROUP BY u.unit_id"""
    return {row["name"]: date.fromisoformat(row["on"]) for row in seen.ask(query)}


def held_then(seen: Snapshot, day: date) -> set[int]:
    """Return the numbers of the activities that were recorded as held up to an earlier day."""
    query = """SELECT a.no FROM current_edition AS p JOIN activity_entry AS a ON a.edition_id = p.edition_id
      WHERE p.plan_id = :plan AND NOT a.withdrawn AND (
        SELECT e.status FROM activity_event AS e JOIN change AS c ON c.id = e.change_id
        WHERE e.activity_id = a.activity_id AND e.reported_on <= :then AND c.undone_by IS NULL
        ORDER BY e.reported_on DESC, e.id DESC LIMIT 1) IN ('held', 'published')"""
    return {row["no"] for row in seen.ask(query, Condition("", {"then": day.isoformat()}))}


def entered_later(seen: Snapshot, first: date, last: date) -> list[int]:
    """Return the numbers of the activities held from `first` to `last` that were recorded only after `last`."""
    known = held_then(seen, last)
    over = [row for row in seen.schedule() if is_over(row) and not row.withdrawn and row.no not in known]
    return [row.no for row in over if row.date and first <= row.date <= last]


def _parts(seen: Snapshot, condition: str) -> list[Part]:
    wanted = Condition(f"plan_id = :plan AND counted AND {condition}").text
    order = f"no, {rank('role', Role)}, assignment_id"
    query = f"SELECT {PART_COLUMNS} FROM assignments WHERE {wanted} ORDER BY {order}"  # noqa: S608 - our own words
    return [to_part(row) for row in seen.ask(query)]
