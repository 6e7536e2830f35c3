"""Rows → PlanDocument: a stored plan as its plan file, for a comparison with the next file."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from gongkai_cli.domain.vocabulary import ONGOING, Form, Rhythm, Role
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanDocument,
    PlanHeader,
    TaskEntry,
    UnitEntry,
)
from gongkai_cli.store.queries.rows import fetch, to_day

Row = dict[str, Any]


class FormerTask(NamedTuple):
    """A withdrawn task: the number of its identity, its number in the plan and its title."""

    task_id: int
    no: int
    title: str


class FormerActivity(NamedTuple):
    """A withdrawn activity: its identity's number, its number in the plan, its theme and its organizer's number."""

    activity_id: int
    no: int
    theme: str
    organizer_id: int


class Identities(NamedTuple):
    """The numbers of the identities of a document's tasks, units and activities, each in the document's order.

    The table `difference` has its columns for them in this order.
    """

    tasks: Sequence[int]
    units: Sequence[int]
    activities: Sequence[int]


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """The newest edition of a plan, with the identities behind its document.

    Attributes:
        plan_id: the plan's number.
        edition_id: the edition's number.
        since: the day from which it is in force.
        document: the plan as a document, normalized, without withdrawn entries.
        units: name → number of each unit, withdrawn ones too.
        former_units: the names of withdrawn units.
        tasks: the number of each task of the document.
        former_tasks: each withdrawn task.
        activities: the number of each activity of the document.
        former_activities: each withdrawn activity.
        assignments: (task, unit) → number of each assignment, withdrawn ones too.
        live_assignments: the (task, unit) of those that are not withdrawn.
    """

    plan_id: int
    edition_id: int
    since: date
    document: PlanDocument
    units: Mapping[str, int]
    former_units: frozenset[str]
    tasks: Sequence[int]
    former_tasks: Sequence[FormerTask]
    activities: Sequence[int]
    former_activities: Sequence[FormerActivity]
    assignments: Mapping[tuple[int, int], int]
    live_assignments: AbstractSet[tuple[int, int]]

    def identities(self) -> Identities:
        """Return the identities of the document's entries."""
        return Identities(self.tasks, [self.units[unit.name] for unit in self.document.units], self.activities)


_NEWEST = """SELECT edition.*, plan.key FROM plan JOIN edition ON edition.plan_id = plan.id
  JOIN change ON change.id = edition.change_id WHERE plan.key = ? AND change.undone_by IS NULL
  ORDER BY edition.since DESC, edition.id DESC LIMIT 1"""


def newest_edition(connection: sqlite3.Connection, key: str) -> StoredEdition | None:
    """Return the newest edition of the plan with this key; None where no load of it is active."""
    for edition in fetch(connection, _NEWEST, (key,)):
        return _Rows(connection, edition).edition()
    return None


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
            "SELECT unit_id, name, kind, withdrawn FROM unit_entry {of_edition} ORDER BY position"
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
        assignments = self._fetch(
            "SELECT assignment_id, task_id, unit_id, withdrawn FROM assignment_entry {of_edition}"
        )
        document = PlanDocument.model_construct(
            plan=self._header(),
            units=self._unit_entries(),
            collectives=self._collectives(),
            tasks=self._task_entries(live_tasks),
            activities=tuple(self._activity_entry(row) for row in live_activities),
        )
        return StoredEdition(
            plan_id=self._edition["plan_id"],
            edition_id=self._edition["id"],
            since=date.fromisoformat(self._edition["since"]),
            document=document,
            units={row["name"]: row["unit_id"] for row in self._units},
            former_units=frozenset(row["name"] for row in _withdrawn(self._units)),
            tasks=[row["task_id"] for row in live_tasks],
            former_tasks=[FormerTask(row["task_id"], row["no"], row["title"]) for row in _withdrawn(self._tasks)],
            activities=[row["activity_id"] for row in live_activities],
            former_activities=[
                FormerActivity(row["activity_id"], row["no"], row["theme"], row["organizer_id"])
                for row in _withdrawn(self._activities)
            ],
            assignments={(row["task_id"], row["unit_id"]): row["assignment_id"] for row in assignments},
            live_assignments={(row["task_id"], row["unit_id"]) for row in _live(assignments)},
        )

    def _fetch(self, query: str) -> list[Row]:
        """Return the rows of a query over this edition; {of_edition} stands for the condition."""
        query = query.replace("{of_edition}", "WHERE edition_id = ?")
        return fetch(self._connection, query, (self._edition["id"],))

    def _header(self) -> PlanHeader:
        edition = self._edition
        return PlanHeader.model_construct(
            key=edition["key"],
            title=edition["title"],
            year=edition["year"],
            region=edition["region"],
            issuer=edition["issuer"],
            issued_on=to_day(edition["issued_on"]),
            ends_on=to_day(edition["ends_on"]),
            source=edition["source"],
            based_on=tuple(edition["based_on"].splitlines()),
        )

    def _unit_entries(self) -> tuple[UnitEntry, ...]:
        aliases: dict[int, list[str]] = defaultdict(list)
        for row in self._fetch("SELECT unit_id, name FROM alias {of_edition} ORDER BY position"):
            aliases[row["unit_id"]].append(row["name"])
        return tuple(
            UnitEntry.model_construct(name=row["name"], kind=row["kind"], aliases=tuple(aliases[row["unit_id"]]))
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

    def _task_entries(self, rows: Sequence[Row]) -> tuple[TaskEntry, ...]:
        parties = self._parties()
        measures = self._measures()
        return tuple(
            TaskEntry.model_construct(
                no=row["no"],
                title=row["title"],
                lead=tuple(parties[row["task_id"], Role.LEAD.value]),
                responsible=tuple(parties[row["task_id"], Role.RESPONSIBLE.value]),
                due=ONGOING if row["ongoing"] else to_day(row["due"]),
                measures=tuple(measures[row["task_id"]]),
            )
            for row in rows
        )

    def _parties(self) -> dict[tuple[int, str], list[str]]:
        parties: dict[tuple[int, str], list[str]] = defaultdict(list)
        for row in self._fetch(
            "SELECT task_id, role, unit_id, collective_id FROM party {of_edition} ORDER BY position"
        ):
            if row["unit_id"] is not None:
                name = self._unit_names[row["unit_id"]]
            else:
                name = self._collective_names[row["collective_id"]]
            parties[row["task_id"], row["role"]].append(name)
        return parties

    def _measures(self) -> dict[int, list[MeasureEntry]]:
        measures: dict[int, list[MeasureEntry]] = defaultdict(list)
        for row in self._fetch("SELECT task_id, text, indicator, rhythm, due FROM measure {of_edition} ORDER BY no"):
            entry = MeasureEntry.model_construct(
                text=row["text"],
                indicator=row["indicator"],
                rhythm=Rhythm(row["rhythm"]) if row["rhythm"] else None,
                due=to_day(row["due"]),
            )
            measures[row["task_id"]].append(entry)
        return measures

    def _activity_entry(self, row: Row) -> ActivityEntry:
        return ActivityEntry.model_construct(
            no=row["no"],
            month=row["month"],
            date=to_day(row["date"]),
            theme=row["theme"],
            organizer=self._unit_names[row["organizer_id"]],
            form=Form(row["form"]) if row["form"] else None,
            note=row["note"],
        )


def _live(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not row["withdrawn"]]


def _withdrawn(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["withdrawn"]]
