"""The sheets of units: their rows, those that were given out, and the files that came back."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.model import Activity, Part, Standing
from gongkai_cli.domain.reporting.sheets import SheetActivity, SheetPart, activity_key, part_key
from gongkai_cli.domain.vocabulary import ActivityStatus, Status
from gongkai_cli.store.queries.filters import Condition, among
from gongkai_cli.store.queries.rows import fetch, to_activity, to_day, to_part
from gongkai_cli.store.queries.snapshot import ACTIVITY_COLUMNS, PART_COLUMNS, Snapshot

_OVER = {Status.DONE, Status.STOPPED}


class PartNow(NamedTuple):
    """A part on a snapshot's day, with its identity and the facts about its latest report.

    Attributes:
        assignment: the identity of the part.
        part: the part.
        report: the identity of its latest report; None where it has none.
        sheet: the sheet that brought this report; None where it came another way.
    """

    assignment: int
    part: Part
    report: int | None
    sheet: int | None


class ActivityNow(NamedTuple):
    """An activity on a snapshot's day, with its identity; `event` and `sheet` are as of a part."""

    identity: int
    activity: Activity
    event: int | None
    sheet: int | None


class ShownPart(NamedTuple):
    """A part as a sheet showed it when it was given out."""

    standing: Standing
    note: str | None
    report: int | None


class KnownSheet(NamedTuple):
    """A sheet that was given out.

    Attributes:
        id: its identity.
        number: its 表号.
        plan: the key of its plan.
        unit: the unit's name today.
        first: the first day of its period.
        last: the last day.
        undone_by: the change that took it back; None where it is valid.
        change: the change that gave it out.
        parts: assignment → the part as it was shown.
        activities: activity → the step that was shown.
        keys: row key → the assignment.
        activity_keys: row key → the activity.
    """

    id: int
    number: str
    plan: str
    unit: str
    first: date
    last: date
    undone_by: int | None
    change: int
    parts: Mapping[int, ShownPart]
    activities: Mapping[int, int | None]
    keys: Mapping[str, int]
    activity_keys: Mapping[str, int]


_BROUGHT_BY = """(SELECT returned.sheet_id FROM {table} AS own JOIN returned ON returned.change_id = own.change_id
  WHERE own.id = {latest})"""


def parts_now(seen: Snapshot) -> dict[int, PartNow]:
    """Return every part of the plan that is not withdrawn, by its identity, in the order of units and tasks."""
    sheet = _BROUGHT_BY.format(table="report", latest="{latest_report}")
    query = f"""SELECT a.assignment_id, {{latest_report}} AS report, {sheet} AS sheet, {PART_COLUMNS}
      FROM assignments AS a WHERE a.plan_id = :plan AND NOT a.withdrawn ORDER BY a.no, a.assignment_id"""  # noqa: S608 - our own words
    found = {}
    for row in seen.ask(query):
        assignment, report, brought_by = row.pop("assignment_id"), row.pop("report"), row.pop("sheet")
        found[assignment] = PartNow(assignment, to_part(row), report, brought_by)
    return found


def activities_now(seen: Snapshot) -> dict[int, ActivityNow]:
    """Return every activity of the plan that is not withdrawn, by its identity."""
    sheet = _BROUGHT_BY.format(table="activity_event", latest="{latest_event}")
    query = f"""SELECT a.activity_id, {{latest_event}} AS event, {sheet} AS sheet, {ACTIVITY_COLUMNS}
      FROM schedule AS a WHERE a.plan_id = :plan AND NOT a.withdrawn ORDER BY a.no"""  # noqa: S608 - our own words
    found = {}
    for row in seen.ask(query):
        identity, event, brought_by = row.pop("activity_id"), row.pop("event"), row.pop("sheet")
        found[identity] = ActivityNow(identity, to_activity(row), event, brought_by)
    return found


def unit_ids(seen: Snapshot) -> dict[str, int]:
    """Return the identity of each unit, by its name."""
    query = "SELECT name, unit_id FROM unit_names WHERE plan_id = :plan AND NOT withdrawn"
    return {row["name"]: row["unit_id"] for row in seen.ask(query)}


def reported_in(seen: Snapshot, first: date) -> set[int]:
    """Return the assignments with a report from a day on, up to the snapshot's day."""
    query = """SELECT DISTINCT r.assignment_id FROM report AS r JOIN change AS c ON c.id = r.change_id
      WHERE r.plan_id = :plan AND c.undone_by IS NULL AND r.reported_on BETWEEN :first AND :day"""
    return {row["assignment_id"] for row in seen.ask(query, Condition("", {"first": first.isoformat()}))}


def is_open(part: Part) -> bool:
    """Return whether a unit is to report on its part: it counts, and is neither done nor stopped."""
    return part.counted and part.status not in _OVER


def sheet_parts(seen: Snapshot, first: date, *, only_owed: bool) -> dict[str, list[SheetPart]]:
    """Return the parts that each unit is to report on: counted, and neither done nor stopped.

    Args:
        seen: the plan on the day that the sheets show.
        first: the first day of the period.
        only_owed: leave out parts with a report in the period.
    """
    measures = seen.all_measures()
    reported = reported_in(seen, first) if only_owed else set()
    found: dict[str, list[SheetPart]] = {}
    for now in parts_now(seen).values():
        part = now.part
        if not is_open(part) or now.assignment in reported:
            continue
        key = part_key(seen.plan.key, part.unit, part.no, part.title)
        texts = tuple(measure.text for measure in measures.get(part.no, ()))
        found.setdefault(part.unit, []).append(SheetPart(key, part, now.assignment, now.report, texts))
    return found


def sheet_activities(seen: Snapshot, first: date, last: date) -> dict[str, list[SheetActivity]]:
    """Return the activities that each unit is to report on: those of the period, and older ones that are not public."""
    found: dict[str, list[SheetActivity]] = {}
    for now in activities_now(seen).values():
        activity = now.activity
        begins, ends = activity_steps.window(activity)
        is_of_period = begins <= last and ends >= first
        is_open = activity.status not in {ActivityStatus.PUBLISHED, ActivityStatus.CANCELLED}
        if is_open and (is_of_period or (ends < first and activity_steps.is_chased(activity))):
            key = activity_key(seen.plan.key, activity.no, activity.printed_theme)
            for organizer in activity.organizers[:1]:
                row = SheetActivity(key, activity, now.identity, now.event)
                found.setdefault(organizer, []).append(row)
    return found


def last_sheet(connection: sqlite3.Connection) -> int:
    """Return the running number of the newest sheet in the store; 0 where there is none."""
    (row,) = fetch(connection, "SELECT coalesce(max(id), 0) AS newest FROM sheet", {})
    return int(row["newest"])


_SHEET = """SELECT s.id, s.number, k.key AS plan, s.first, s.last, c.undone_by, c.id AS change,
    coalesce((SELECT u.name FROM unit_names AS u WHERE u.plan_id = s.plan_id AND u.unit_id = s.unit_id),
      (SELECT e.name FROM unit_entry AS e WHERE e.unit_id = s.unit_id ORDER BY e.edition_id DESC LIMIT 1)) AS unit
  FROM sheet AS s JOIN change AS c ON c.id = s.change_id JOIN plan AS k ON k.id = s.plan_id"""


def known_sheets(seen: Snapshot, numbers: Collection[str]) -> dict[str, KnownSheet]:
    """Return the sheets with these 表号, of any plan in the store, by 表号."""
    wanted = among("number", numbers)
    if not numbers:
        return {}
    rows = seen.ask(f"{_SHEET} WHERE s.{wanted.text}", wanted)
    return {row["number"]: _known_sheet(seen, row) for row in rows}


def _known_sheet(seen: Snapshot, row: Mapping[str, Any]) -> KnownSheet:
    of_sheet = {"sheet": row["id"]}
    connection = seen.connection
    query = "SELECT row_key, assignment_id, status, percent, note, report_id FROM sheet_part WHERE sheet_id = :sheet"
    parts = fetch(connection, query, of_sheet)
    query = "SELECT row_key, activity_id, event_id FROM sheet_activity WHERE sheet_id = :sheet"
    activities = fetch(connection, query, of_sheet)
    first, last = to_day(row["first"]), to_day(row["last"])
    assert first is not None and last is not None  # noqa: S101, PT018 - the table requires both
    return KnownSheet(
        id=row["id"],
        number=row["number"],
        plan=row["plan"],
        unit=row["unit"],
        first=first,
        last=last,
        undone_by=row["undone_by"],
        change=row["change"],
        parts={
            one["assignment_id"]: ShownPart(
                Standing(Status(one["status"]), one["percent"]), one["note"], one["report_id"]
            )
            for one in parts
        },
        activities={one["activity_id"]: one["event_id"] for one in activities},
        keys={one["row_key"]: one["assignment_id"] for one in parts},
        activity_keys={one["row_key"]: one["activity_id"] for one in activities},
    )


def _standing(row: Mapping[str, Any]) -> Standing:
    return Standing(Status(row["status"]), row["percent"])


def given_keys(seen: Snapshot) -> dict[str, int]:
    """Return the row keys of all valid sheets of the plan, with the assignment of each."""
    query = """SELECT p.row_key, p.assignment_id FROM sheet AS s JOIN sheet_part AS p ON p.sheet_id = s.id
      JOIN change AS c ON c.id = s.change_id WHERE s.plan_id = :plan AND c.undone_by IS NULL ORDER BY s.id"""
    return {row["row_key"]: row["assignment_id"] for row in seen.ask(query)}


class MergedFile(NamedTuple):
    """A file that was merged before: its change, whether none of its rows was left, and the answers given then."""

    change: int
    is_complete: bool
    answers: tuple[str, ...]


def merged_files(seen: Snapshot, digests: Sequence[str]) -> dict[str, MergedFile]:
    """Return those of some files that were merged before, by the sha256 of their bytes; the newest merge counts."""
    if not digests:
        return {}
    wanted = among("sha256", digests)
    query = f"""SELECT r.sha256, r.change_id, r.rows_left, r.answers FROM returned AS r
      JOIN change AS c ON c.id = r.change_id
      WHERE r.plan_id = :plan AND c.undone_by IS NULL AND r.{wanted.text} ORDER BY r.id"""  # noqa: S608 - as above
    return {
        row["sha256"]: MergedFile(row["change_id"], row["rows_left"] == 0, tuple(row["answers"].splitlines()))
        for row in seen.ask(query, wanted)
    }
