"""Rows → PlanDocument: a stored plan as its plan file, for a comparison with the next file."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from gongkai_cli.domain.vocabulary import NO_THEME, ONGOING, Rhythm, Role
from gongkai_cli.planfile.continuity import Withdrawn
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanDocument,
    PlanHeader,
    TaskEntry,
    UnitEntry,
)
from gongkai_cli.store.plans.stored_edition import StoredEdition
from gongkai_cli.store.queries.rows import fetch, others_of, to_day, to_form
from gongkai_cli.store.queries.snapshot import Snapshot

Row = dict[str, Any]

_Parties: TypeAlias = dict[tuple[int, str], list[str]]
"""The names under each task, by its number and their role."""


_NEWEST = """SELECT edition.*, plan.key FROM plan JOIN edition ON edition.plan_id = plan.id
  JOIN change ON change.id = edition.change_id WHERE plan.key = ? AND change.undone_by IS NULL
  ORDER BY edition.since DESC, edition.id DESC LIMIT 1"""

_IN_FORCE = """SELECT edition.*, p.plan AS key FROM current_edition AS p JOIN edition ON edition.id = p.edition_id
  WHERE p.plan_id = :plan"""

_LAST_PARTIES = """SELECT party.role, party.unit_id, collective.name AS collective FROM party
  LEFT JOIN collective ON collective.id = party.collective_id
  WHERE party.task_id = :task AND party.edition_id = (
    SELECT max(entry.edition_id) FROM task_entry AS entry JOIN edition ON edition.id = entry.edition_id
      JOIN change ON change.id = edition.change_id
    WHERE entry.task_id = :task AND NOT entry.withdrawn AND edition.id < :edition AND change.undone_by IS NULL)
  ORDER BY party.position"""


def newest_edition(connection: sqlite3.Connection, key: str) -> StoredEdition | None:
    """Return the newest edition of the plan with this key; None where no load of it is active."""
    for edition in fetch(connection, _NEWEST, (key,)):
        return _Rows(connection, edition).edition()
    return None


def document_in_force(seen: Snapshot) -> PlanDocument:
    """Return the plan of a snapshot as a document, as its edition of that day has it."""
    (edition,) = seen.ask(_IN_FORCE)
    return _Rows(seen.connection, edition).edition().document


class Beginning(NamedTuple):
    """The first day of an edition, and the change that loaded it."""

    since: date
    change_id: int


def newest_beginning(connection: sqlite3.Connection, key: str) -> Beginning | None:
    """Return when the newest edition of the plan with this key begins; None where no load of it is active."""
    for edition in fetch(connection, _NEWEST, (key,)):
        return Beginning(date.fromisoformat(edition["since"]), edition["change_id"])
    return None


class _Rows:
    """The rows of one edition. They were checked when they were written."""

    def __init__(self, connection: sqlite3.Connection, edition: Row) -> None:
        self._connection = connection
        self._edition = edition
        self._units = self._fetch(
            "SELECT unit_id, name, kind, withdrawn, contact, phone FROM unit_entry {of_edition} ORDER BY position"
        )
        self._unit_names = {row["unit_id"]: row["name"] for row in self._units}
        self._collective_names = {
            row["id"]: row["name"] for row in self._fetch("SELECT * FROM collective {of_edition}")
        }
        self._tasks = self._fetch("SELECT * FROM task_entry {of_edition} ORDER BY no")
        self._activities = self._fetch("SELECT * FROM activity_entry {of_edition} ORDER BY no")

    def edition(self) -> StoredEdition:
        """Return the edition."""
        live_tasks = _live(self._tasks)
        live_activities = _live(self._activities)
        withdrawn_tasks = _withdrawn(self._tasks)
        withdrawn_activities = _withdrawn(self._activities)
        assignments = self._fetch(
            "SELECT assignment_id, task_id, unit_id, withdrawn FROM assignment_entry {of_edition}"
        )
        document = PlanDocument.model_construct(
            plan=self._header(),
            units=self._unit_entries(),
            collectives=self._collectives(),
            tasks=self._task_entries(live_tasks, self._parties()),
            activities=tuple(self._activity_entry(row) for row in live_activities),
        )
        return StoredEdition(
            plan_id=self._edition["plan_id"],
            edition_id=self._edition["id"],
            since=date.fromisoformat(self._edition["since"]),
            document=document,
            units={row["name"]: row["unit_id"] for row in self._units},
            withdrawn=Withdrawn(
                frozenset(row["name"] for row in _withdrawn(self._units)),
                self._task_entries(withdrawn_tasks, self._last_parties(withdrawn_tasks)),
                tuple(self._activity_entry(row) for row in withdrawn_activities),
            ),
            tasks=[row["task_id"] for row in live_tasks],
            withdrawn_tasks=[row["task_id"] for row in withdrawn_tasks],
            activities=[row["activity_id"] for row in live_activities],
            withdrawn_activities=[row["activity_id"] for row in withdrawn_activities],
            assignments={(row["task_id"], row["unit_id"]): row["assignment_id"] for row in assignments},
            live_assignments={(row["task_id"], row["unit_id"]) for row in _live(assignments)},
        )

    def _fetch(self, query: str) -> list[Row]:
        """Return the rows of a query over this edition; {of_edition} stands for the condition."""
        query = query.replace("{of_edition}", "WHERE edition_id = ?")
        return fetch(self._connection, query, (self._edition["id"],))

    def _header(self) -> PlanHeader:
        edition = self._edition
        issuers = tuple((edition["issuer"] or "").splitlines())
        return PlanHeader.model_construct(
            key=edition["key"],
            title=edition["title"],
            year=edition["year"],
            region=edition["region"],
            number=edition["number"],
            years=None,
            issuer=issuers[0] if len(issuers) == 1 else None,
            issuers=issuers if len(issuers) > 1 else (),
            issued_on=to_day(edition["issued_on"]),
            ends_on=to_day(edition["ends_on"]),
            source=edition["source"],
            based_on=tuple(edition["based_on"].splitlines()),
            also=tuple(edition["also"].splitlines()),
        )

    def _unit_entries(self) -> tuple[UnitEntry, ...]:
        aliases: dict[int, list[str]] = defaultdict(list)
        for row in self._fetch("SELECT unit_id, name FROM alias {of_edition} ORDER BY position"):
            aliases[row["unit_id"]].append(row["name"])
        return tuple(
            UnitEntry.model_construct(
                name=row["name"],
                kind=row["kind"],
                aliases=tuple(aliases[row["unit_id"]]),
                contact=row["contact"],
                phone=row["phone"],
            )
            for row in _live(self._units)
        )

    def _collectives(self) -> tuple[CollectiveEntry, ...]:
        members: dict[int, list[str]] = defaultdict(list)
        for row in self._fetch(
            """SELECT m.collective_id, m.unit_id FROM collective AS c JOIN collective_member AS m
            ON m.collective_id = c.id {of_edition} ORDER BY m.position"""
        ):
            members[row["collective_id"]].append(self._unit_names[row["unit_id"]])
        return tuple(
            CollectiveEntry.model_construct(
                name=row["name"],
                kind=tuple(row["kinds"].splitlines()),
                members=tuple(members[row["id"]]),
                indefinite=bool(row["indefinite"]),
            )
            for row in self._fetch("SELECT id, name, kinds, indefinite FROM collective {of_edition} ORDER BY position")
        )

    def _task_entries(self, rows: Sequence[Row], parties: _Parties) -> tuple[TaskEntry, ...]:
        if not rows:
            return ()
        measures = self._measures()
        return tuple(
            TaskEntry.model_construct(
                no=row["no"],
                title=row["title"],
                lead=tuple(parties[row["task_id"], Role.LEAD.value]),
                responsible=tuple(parties[row["task_id"], Role.RESPONSIBLE.value]),
                support=tuple(parties[row["task_id"], Role.SUPPORT.value]),
                printed=row["printed"],
                section=row["section"],
                others=others_of(row["others"]),
                due=_due(row) or (ONGOING if row["ongoing"] else None),
                measures=tuple(measures[row["task_id"]]),
            )
            for row in rows
        )

    def _parties(self) -> _Parties:
        parties: _Parties = defaultdict(list)
        for row in self._fetch(
            "SELECT task_id, role, unit_id, collective_id FROM party {of_edition} ORDER BY position"
        ):
            name = self._unit_names.get(row["unit_id"]) or self._collective_names[row["collective_id"]]
            parties[row["task_id"], row["role"]].append(name)
        return parties

    def _last_parties(self, tasks: Iterable[Row]) -> _Parties:
        """Return the names under withdrawn tasks in the last edition that had each. Units have their present names."""
        parties: _Parties = defaultdict(list)
        for task in tasks:
            values = {"task": task["task_id"], "edition": self._edition["id"]}
            for row in fetch(self._connection, _LAST_PARTIES, values):
                name = self._unit_names.get(row["unit_id"]) or row["collective"]
                parties[task["task_id"], row["role"]].append(name)
        return parties

    def _measures(self) -> dict[int, list[MeasureEntry]]:
        measures: dict[int, list[MeasureEntry]] = defaultdict(list)
        query = "SELECT task_id, text, indicator, rhythm, due, due_words FROM measure {of_edition} ORDER BY no"
        for row in self._fetch(query):
            entry = MeasureEntry.model_construct(
                text=row["text"],
                indicator=row["indicator"],
                rhythm=Rhythm(row["rhythm"]) if row["rhythm"] else None,
                due=_due(row),
            )
            measures[row["task_id"]].append(entry)
        return measures

    def _activity_entry(self, row: Row) -> ActivityEntry:
        organizers = tuple(row["organizers"].splitlines())
        return ActivityEntry.model_construct(
            no=row["no"],
            month=None if row["printed_when"] else row["month"],
            date=None if row["printed_when"] else to_day(row["date"]),
            when=row["printed_when"],
            time=row["time"],
            theme=None if row["theme"] == NO_THEME else row["theme"],
            organizer=organizers[0] if len(organizers) == 1 else None,
            organizers=organizers if len(organizers) > 1 else (),
            form=to_form(row["form"]),
            **{key: row[key] for key in ("audience", "content", "place", "people", "note")},
        )


def _due(row: Row) -> date | str | None:
    return row["due_words"] or to_day(row["due"])


def _live(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not row["withdrawn"]]


def _withdrawn(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["withdrawn"]]
