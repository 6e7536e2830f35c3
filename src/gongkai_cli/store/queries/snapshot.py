"""One plan on one day: views → dataclasses, through the standard library's sqlite3 alone."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Activity, LedgerEntry, Measure, Part, Plan, Task, Unit
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.units import find_unit
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.filters import ALL_ROWS, Choice, Condition, equals, of_unit, rank
from gongkai_cli.store.queries.rows import (
    fetch,
    to_activity,
    to_day,
    to_entry,
    to_measure,
    to_part,
    to_task,
    to_unit,
)
from gongkai_cli.store.queries.views import on_a_day

_TASK_COLUMNS = """no, title, lead, responsible, collectives, status, percent, units_done, units_total, due,
  due_derived, pace, leads_done, leads_total, ongoing, withdrawn"""
_PART_COLUMNS = """no, title, unit, role, via, counted, status, percent, note, problem, next, link, "on", due,
  due_derived, pace, ongoing, withdrawn"""


@contextmanager
def at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold a read transaction, so that all queries in the block see one state of the store.

    Others can read meanwhile, and write after it.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One plan on one day: the source of every listing."""

    connection: sqlite3.Connection
    plan: Plan
    day: date

    def tasks(self, choice: Choice | None = None) -> list[Task]:
        """Return the plan's tasks, withdrawn ones last."""
        wanted = choice or Choice()
        return [to_task(row) for row in self._rows("tasks", _TASK_COLUMNS, wanted.of_tasks(), wanted.order)]

    def task(self, no: int) -> Task:
        """Return one task.

        Raises:
            NotFoundError: the plan has no task of that number.
        """
        for row in self._rows("tasks", _TASK_COLUMNS, equals("no", no), "no"):
            return to_task(row)
        rows = fetch(self.connection, "SELECT no FROM task WHERE plan_id = ? ORDER BY no", (self.plan.id,))
        raise NotFoundError(f"没有任务 {no}。“{self.plan.title}”的任务是 {_spans([row['no'] for row in rows])}。")

    def parts(self, units: Sequence[str], choice: Choice | None = None) -> list[Part]:
        """Return these units' parts, unit by unit in the order given, withdrawn ones last."""
        wanted = choice or Choice()
        parts: list[Part] = []
        for unit in units:
            condition = of_unit(unit) & wanted.of_parts()
            rows = self._rows("assignments", _PART_COLUMNS, condition, wanted.order)
            parts += [to_part(row) for row in rows]
        return parts

    def parts_of(self, no: int) -> list[Part]:
        """Return every unit's part in one task, the strongest role first, then in the plan file's order."""
        order = f"{rank('role', Role)}, assignment_id"
        return [to_part(row) for row in self._rows("assignments", _PART_COLUMNS, equals("no", no), order)]

    def assignment_ids(self, no: int) -> dict[str, int]:
        """Return unit → the row number of its part in one task, for a report to refer to."""
        rows = self._rows("assignments", "unit, assignment_id", equals("no", no), "assignment_id")
        return {row["unit"]: row["assignment_id"] for row in rows}

    def later_report(self, assignment: int) -> date | None:
        """Return the day of the latest report on a part if it is later than the snapshot's day, or None."""
        query = """SELECT max(r.reported_on) AS "on" FROM report AS r JOIN change AS c ON c.id = r.change_id
          WHERE r.assignment_id = :assignment AND r.reported_on > :day AND c.undone_by IS NULL"""
        (row,) = fetch(self.connection, query, {"assignment": assignment, "day": self.day.isoformat()})
        return to_day(row["on"])

    def measures(self, no: int) -> list[Measure]:
        """Return the measures of one task."""
        rows = self._rows("measures", "no, text, indicator, rhythm, due", equals("task", no), "no")
        return [to_measure(row) for row in rows]

    def units(self, kind: str | None = None) -> list[Unit]:
        """Return the plan's units with their counts, withdrawn ones last.

        Args:
            kind: only units of this kind.

        Raises:
            NotFoundError: no unit is of that kind.
        """
        columns = """name, kind, aliases, lead, responsible, member, possible, done, counted, percent, pace, activities,
          held, late, withdrawn"""
        found = [to_unit(row) for row in self._rows("units", columns, ALL_ROWS, "withdrawn, position")]
        if kind is None:
            return found
        kinds = list(dict.fromkeys(unit.kind for unit in found))
        if kind not in kinds:
            raise NotFoundError(f"没有类别“{shown(clean_text(kind))}”。可以用：{'、'.join(kinds)}。")
        return [unit for unit in found if unit.kind == kind]

    def unit(self, text: str) -> Unit:
        """Return the unit for a typed name, as `find_unit` understands it.

        Raises:
            NotFoundError: no unit or several match.
        """
        name = self.unit_name(text)
        return next(unit for unit in self.units() if unit.name == name)

    def unit_name(self, text: str) -> str:
        """Return the full name for a typed unit name; raises as `unit`."""
        names, aliases = self.unit_spellings()
        query = "SELECT name FROM unit WHERE plan_id = ? AND withdrawn ORDER BY position"
        former = [row["name"] for row in fetch(self.connection, query, (self.plan.id,))]
        return find_unit(text, names, aliases, former)

    def unit_spellings(self) -> tuple[list[str], list[tuple[str, str]]]:
        """Return the names of the plan's units, and each alias as a pair of alias and name."""
        names = fetch(
            self.connection,
            "SELECT name FROM unit WHERE plan_id = ? AND NOT withdrawn ORDER BY position",
            (self.plan.id,),
        )
        aliases = fetch(
            self.connection,
            """SELECT a.name AS alias, u.name AS name FROM unit AS u JOIN alias AS a ON a.unit_id = u.id
               WHERE u.plan_id = ? ORDER BY u.position, a.position""",
            (self.plan.id,),
        )
        return [row["name"] for row in names], [(row["alias"], row["name"]) for row in aliases]

    def schedule(self, unit: str | None = None) -> list[Activity]:
        """Return the rows of the activity table, of all or of one organizer, withdrawn ones last."""
        columns = """no, month, date, theme, organizer, form, status, place, people, link, note, late, reason,
          printed_theme, "on", withdrawn"""
        condition = equals("organizer", unit) if unit else ALL_ROWS
        rows = self._rows("schedule", columns, condition, "withdrawn, no")
        return [to_activity(row) for row in rows]

    def all_measures(self) -> dict[int, list[Measure]]:
        """Return every task's measures, by the task's number."""
        found: dict[int, list[Measure]] = {}
        for row in self._rows("measures", "task, no, text, indicator, rhythm, due", ALL_ROWS, "task, no"):
            found.setdefault(row.pop("task"), []).append(to_measure(row))
        return found

    def silent_units(self) -> list[str]:
        """Return the units with counted parts and without a report on any of them."""
        query = """SELECT unit FROM assignments WHERE plan_id = :plan AND counted
          GROUP BY unit HAVING count("on") = 0"""
        return [row["unit"] for row in self._fetch(query)]

    def blocked_tasks(self) -> list[int]:
        """Return the numbers of the tasks with a blocked part that counts."""
        query = "SELECT DISTINCT no FROM assignments WHERE plan_id = :plan AND counted AND status = 'blocked'"
        return [row["no"] for row in self._fetch(query)]

    def activity(self, no: int) -> Activity:
        """Return one row of the activity table.

        Raises:
            NotFoundError: the plan has no activity of that number.
        """
        rows = self.schedule()
        for row in rows:
            if row.no == no:
                return row
        numbers = _spans(sorted(row.no for row in rows)) or "没有"
        raise NotFoundError(f"没有活动 {no}。“{self.plan.title}”的活动是 {numbers}。")

    def ledger(self, condition: Condition = ALL_ROWS) -> list[LedgerEntry]:
        """Return the lines of the ledger, oldest first, without reports dated after the snapshot's day.

        Args:
            condition: a condition on the view `ledger`.
        """
        up_to_the_day = Condition('("on" IS NULL OR "on" <= :day)')
        rows = self._rows("ledger", "*", up_to_the_day & condition, "id")
        return [to_entry(row) for row in rows]

    def _rows(self, view: str, columns: str, condition: Condition, order: str) -> list[dict[str, Any]]:
        text = (Condition("plan_id = :plan") & condition).text
        query = f"SELECT {columns} FROM {view} WHERE {text} ORDER BY {order}"  # noqa: S608 - typed text is in values
        return self._fetch(query, condition)

    def _fetch(self, query: str, condition: Condition = ALL_ROWS) -> list[dict[str, Any]]:
        """Return the rows of a query over this plan's `:plan` and the snapshot's `:day`."""
        values = {**condition.values, "plan": self.plan.id, "day": self.day.isoformat()}
        return fetch(self.connection, on_a_day(query), values)


def _spans(numbers: Sequence[int]) -> str:
    """Write sorted numbers as spans: 1–4、6–12."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)
