"""The tasks, activities and assignments with reports that a new edition would take out."""

from collections.abc import Iterator
from datetime import date
from sqlite3 import Connection
from typing import Any

from gongkai_cli.domain.vocabulary import ActivityStatus, Status
from gongkai_cli.planfile.continuity import Continuity
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.roles import assigned_roles
from gongkai_cli.store.plans.stored import StoredEdition
from gongkai_cli.store.queries.rows import fetch
from gongkai_cli.store.queries.views import on_a_day

_ASSIGNMENTS = """SELECT assignment_id, no, unit, status, percent, "on" FROM assignments
  WHERE plan_id = :plan AND "on" IS NOT NULL AND NOT withdrawn ORDER BY no, assignment_id"""
_ACTIVITIES = """SELECT activity_id, no, theme, organizer, status, "on" FROM schedule
  WHERE plan_id = :plan AND "on" IS NOT NULL AND NOT withdrawn ORDER BY no"""


def losses(connection: Connection, old: StoredEdition, new: PlanDocument, same: Continuity) -> tuple[str, ...]:
    """Return a line for each such assignment and activity, with its last standing.

    A line is such as `县司法局 在任务 6 的承担，推进中 70%，2024-10-08 报`.
    """
    lost = (*_lost_assignments(connection, old, new, same), *_lost_activities(connection, old, same))
    return tuple(lost)


def _lost_assignments(connection: Connection, old: StoredEdition, new: PlanDocument, same: Continuity) -> Iterator[str]:
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
            standing = f"{Status(row['status']).word} {row['percent']}%"
            yield f"{row['unit']} 在任务 {row['no']} 的承担，{standing}，{row['on']} 报"


def _lost_activities(connection: Connection, old: StoredEdition, same: Continuity) -> Iterator[str]:
    kept = {old.activities[place] for place in same.activities.values()}
    for row in _rows(connection, _ACTIVITIES, old):
        if row["activity_id"] not in kept:
            status = ActivityStatus(row["status"]).word
            yield f"活动 {row['no']}　{row['theme']}（{row['organizer']}），{status}，{row['on']} 记"


def _rows(connection: Connection, query: str, old: StoredEdition) -> list[dict[str, Any]]:
    return fetch(connection, on_a_day(query), {"plan": old.plan_id, "day": date.max.isoformat()})
