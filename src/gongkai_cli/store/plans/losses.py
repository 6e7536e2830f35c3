"""The assignments and activities with reports that a new edition would take out or hand on."""

from collections.abc import Iterator
from datetime import date
from sqlite3 import Connection
from typing import Any, NamedTuple

from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.editions import Loss
from gongkai_cli.domain.vocabulary import ActivityStatus, Status
from gongkai_cli.planfile.continuity import Continuity
from gongkai_cli.planfile.document import ActivityEntry, PlanDocument
from gongkai_cli.planfile.roles import assigned_roles
from gongkai_cli.store.plans.stored_edition import StoredEdition
from gongkai_cli.store.queries.rows import fetch
from gongkai_cli.store.queries.views import on_a_day

_ASSIGNMENTS = """SELECT a.assignment_id, a.task_id, a.unit_id, t.no, u.name AS unit, r.status, r.percent,
    r.reported_on AS "on"
  FROM assignment_entry AS a
  JOIN task_entry AS t ON t.edition_id = a.edition_id AND t.task_id = a.task_id AND NOT t.withdrawn
  JOIN unit_entry AS u ON u.edition_id = a.edition_id AND u.unit_id = a.unit_id
  JOIN report AS r ON r.id = {latest_report}
  WHERE a.edition_id = :edition AND NOT a.withdrawn ORDER BY t.no, a.assignment_id"""
_ACTIVITIES = """SELECT a.activity_id, a.no, coalesce(e.theme, a.theme) AS theme,
    replace(a.organizers, char(10), '、') AS organizer, e.status, e.reported_on AS "on"
  FROM activity_entry AS a
  JOIN activity_event AS e ON e.id = {latest_event}
  WHERE a.edition_id = :edition AND NOT a.withdrawn ORDER BY a.no"""


class Losses(NamedTuple):
    """What becomes of reports: assignments and activities taken out, and activities handed on."""

    lost: tuple[Loss, ...]
    moved: tuple[Loss, ...]


def losses(connection: Connection, old: StoredEdition, new: PlanDocument, same: Continuity) -> Losses:
    """Return each assignment and activity with reports that a new edition takes out or hands on."""
    lost_activities, moved = _of_activities(connection, old, new, same)
    return Losses((*_lost_assignments(connection, old, new, same), *lost_activities), tuple(moved))


def _lost_assignments(
    connection: Connection, old: StoredEdition, new: PlanDocument, same: Continuity
) -> Iterator[Loss]:
    reported = _rows(connection, _ASSIGNMENTS, old)
    if not reported:  # a first load or a plan without reports need not compare hundreds of assignments
        return
    kept: set[int] = set()
    for place, roles in enumerate(assigned_roles(new)):
        if place not in same.tasks:
            continue
        task = old.tasks[same.tasks[place]]
        for role in roles:
            unit = old.units.get(same.units.get(role.unit, role.unit), 0)
            if (task, unit) in old.assignments:
                kept.add(old.assignments[task, unit])
    for row in reported:
        if row["assignment_id"] not in kept:
            words = f"{Status(row['status']).word} {row['percent']}%，{_day(row)}报"
            subject = f"{row['unit']} 在任务 {row['no']} 的承担"
            yield Loss(subject, words, task_id=row["task_id"], unit_id=row["unit_id"])


def _of_activities(
    connection: Connection, old: StoredEdition, new: PlanDocument, same: Continuity
) -> tuple[list[Loss], list[Loss]]:
    continued = {
        old.activities[place]: (old.document.activities[place], new.activities[own])
        for own, place in same.activities.items()
    }
    lost: list[Loss] = []
    moved: list[Loss] = []
    for row in _rows(connection, _ACTIVITIES, old):
        identity = row["activity_id"]
        subject = f"活动 {row['no']}　{row['theme']}（{row['organizer']}）"
        words = f"{ActivityStatus(row['status']).word}，{_day(row)}记"
        if identity not in continued:
            lost.append(Loss(subject, words, activity_id=identity))
        elif changes := _handed_on(*continued[identity], same):
            moved.append(Loss(subject, f"{words}，{changes}", activity_id=identity))
    return lost, moved


def _handed_on(before: ActivityEntry, after: ActivityEntry, same: Continuity) -> str:
    """Return in words that an activity gets another organizer or another month; empty where it does not."""
    words: list[str] = []
    former = tuple(same.units.get(name, name) for name in after.all_organizers)
    if former != before.all_organizers:
        words.append(f"主办单位改为 {after.organizer_words}")
    if after.printed_month != before.printed_month:
        words.append(f"月份改为 {after.printed_month}月")
    return "，".join(words)


def _day(row: dict[str, Any]) -> str:
    return chinese_day(date.fromisoformat(row["on"]))


def _rows(connection: Connection, query: str, old: StoredEdition) -> list[dict[str, Any]]:
    return fetch(connection, on_a_day(query), {"edition": old.edition_id, "day": date.max.isoformat()})
