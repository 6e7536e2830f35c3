"""Rows → PlanDocument: a stored plan as its plan file, for a comparison with the next file."""

import sqlite3
from collections import defaultdict
from typing import Any

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


def stored(connection: sqlite3.Connection, key: str) -> PlanDocument | None:
    """Return a plan as the document it was loaded from, normalized, without withdrawn entries."""
    for plan in fetch(connection, "SELECT * FROM plan WHERE key = ?", (key,)):
        return _StoredPlan(connection, plan).document()
    return None


def former_units(connection: sqlite3.Connection, key: str) -> frozenset[str]:
    """Return the names of a plan's withdrawn units, which the ledger still mentions."""
    query = """SELECT unit.name FROM unit JOIN plan ON plan.id = unit.plan_id
      WHERE plan.key = ? AND unit.withdrawn"""
    return frozenset(row["name"] for row in fetch(connection, query, (key,)))


class _StoredPlan:
    """The rows of one plan on their way back into a document. They were checked when they came in."""

    def __init__(self, connection: sqlite3.Connection, plan: Row) -> None:
        self._connection = connection
        self._plan = plan
        self._unit_names = self._names("unit")
        self._collective_names = self._names("collective")

    def document(self) -> PlanDocument:
        """Return the plan with all its entries."""
        return PlanDocument.model_construct(
            plan=self._header(),
            units=self._units(),
            collectives=self._collectives(),
            tasks=self._tasks(),
            activities=self._activities(),
        )

    def _fetch(self, query: str) -> list[Row]:
        """Return the rows of a query over this plan, whose number is its only parameter."""
        return fetch(self._connection, query, (self._plan["id"],))

    def _names(self, table: str) -> dict[int, str]:
        rows = self._fetch(f"SELECT id, name FROM {table} WHERE plan_id = ?")  # noqa: S608 - our own names
        return {row["id"]: row["name"] for row in rows}

    def _header(self) -> PlanHeader:
        columns = {name: value for name, value in self._plan.items() if name != "id"}
        columns["issued_on"] = to_day(columns["issued_on"])
        columns["ends_on"] = to_day(columns["ends_on"])
        columns["based_on"] = tuple(columns["based_on"].splitlines())
        return PlanHeader.model_construct(**columns)

    def _units(self) -> tuple[UnitEntry, ...]:
        aliases: dict[int, list[str]] = defaultdict(list)
        for row in self._fetch(
            """SELECT alias.unit_id, alias.name FROM unit JOIN alias ON alias.unit_id = unit.id
            WHERE unit.plan_id = ? ORDER BY alias.position"""
        ):
            aliases[row["unit_id"]].append(row["name"])
        rows = self._fetch("SELECT id, name, kind FROM unit WHERE plan_id = ? AND NOT withdrawn ORDER BY position")
        return tuple(
            UnitEntry.model_construct(name=row["name"], kind=row["kind"], aliases=tuple(aliases[row["id"]]))
            for row in rows
        )

    def _collectives(self) -> tuple[CollectiveEntry, ...]:
        members: dict[int, list[str]] = defaultdict(list)
        for row in self._fetch(
            """SELECT m.collective_id, m.unit_id FROM collective AS c JOIN collective_member AS m
            ON m.collective_id = c.id WHERE c.plan_id = ? ORDER BY m.position"""
        ):
            members[row["collective_id"]].append(self._unit_names[row["unit_id"]])
        rows = self._fetch("SELECT id, name, kinds, indefinite FROM collective WHERE plan_id = ? ORDER BY position")
        return tuple(
            CollectiveEntry.model_construct(
                name=row["name"],
                kind=tuple(row["kinds"].splitlines()),
                members=tuple(members[row["id"]]),
                indefinite=bool(row["indefinite"]),
            )
            for row in rows
        )

    def _tasks(self) -> tuple[TaskEntry, ...]:
        parties = self._parties()
        measures = self._measures()
        rows = self._fetch("SELECT * FROM task WHERE plan_id = ? AND NOT withdrawn ORDER BY no")
        return tuple(
            TaskEntry.model_construct(
                no=row["no"],
                title=row["title"],
                lead=tuple(parties[row["id"], Role.LEAD.value]),
                responsible=tuple(parties[row["id"], Role.RESPONSIBLE.value]),
                due=ONGOING if row["ongoing"] else to_day(row["due"]),
                measures=tuple(measures[row["id"]]),
            )
            for row in rows
        )

    def _parties(self) -> dict[tuple[int, str], list[str]]:
        parties: dict[tuple[int, str], list[str]] = defaultdict(list)
        for row in self._fetch(
            """SELECT party.task_id, party.role, party.unit_id, party.collective_id
            FROM task JOIN party ON party.task_id = task.id WHERE task.plan_id = ? ORDER BY party.position"""
        ):
            if row["unit_id"] is not None:
                name = self._unit_names[row["unit_id"]]
            else:
                name = self._collective_names[row["collective_id"]]
            parties[row["task_id"], row["role"]].append(name)
        return parties

    def _measures(self) -> dict[int, list[MeasureEntry]]:
        measures: dict[int, list[MeasureEntry]] = defaultdict(list)
        for row in self._fetch(
            """SELECT m.task_id, m.text, m.indicator, m.rhythm, m.due
            FROM task JOIN measure AS m ON m.task_id = task.id WHERE task.plan_id = ? ORDER BY m.no"""
        ):
            entry = MeasureEntry.model_construct(
                text=row["text"],
                indicator=row["indicator"],
                rhythm=Rhythm(row["rhythm"]) if row["rhythm"] else None,
                due=to_day(row["due"]),
            )
            measures[row["task_id"]].append(entry)
        return measures

    def _activities(self) -> tuple[ActivityEntry, ...]:
        rows = self._fetch("SELECT * FROM activity WHERE plan_id = ? AND NOT withdrawn ORDER BY no")
        return tuple(
            ActivityEntry.model_construct(
                no=row["no"],
                month=row["month"],
                date=to_day(row["date"]),
                theme=row["theme"],
                organizer=self._unit_names[row["organizer_id"]],
                form=Form(row["form"]) if row["form"] else None,
                note=row["note"],
            )
            for row in rows
        )
