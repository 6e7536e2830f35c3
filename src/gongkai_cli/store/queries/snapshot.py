"""Views → dataclasses through the standard library's sqlite3, without SQLModel, so that a list answers at once."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Activity, LedgerEntry, Measure, Part, Plan, Task, Unit
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.units import find_unit
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.filters import Choice, conditions
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
    """Let all that is asked in the block be asked of one state of the store; others can read, and write after it."""
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
    """One plan as it stood on one day. Everything a listing shows is asked from here."""

    connection: sqlite3.Connection
    plan: Plan
    day: date

    def tasks(self, choice: Choice | None = None) -> list[Task]:
        """Return the plan's tasks, withdrawn ones last."""
        where, order, values = conditions(choice or Choice(), "tasks")
        return [to_task(row) for row in self._ask("tasks", _TASK_COLUMNS, where, order, values)]

    def task(self, no: int) -> Task:
        """Return one task.

        Raises:
            NotFoundError: the plan has no task of that number.
        """
        for row in self._ask("tasks", _TASK_COLUMNS, "no = :no", "no", {"no": no}):
            return to_task(row)
        rows = fetch(self.connection, "SELECT no FROM task WHERE plan_id = ? ORDER BY no", (self.plan.id,))
        raise NotFoundError(f"没有任务 {no}。“{self.plan.title}”的任务是 {_spans([row['no'] for row in rows])}。")

    def parts(self, units: Sequence[str], choice: Choice | None = None) -> list[Part]:
        """Return these units' parts, unit by unit in the order given, withdrawn ones last."""
        where, order, values = conditions(choice or Choice(), "assignments")
        found: list[Part] = []
        for unit in units:
            rows = self._ask("assignments", _PART_COLUMNS, f"unit = :unit{where}", order, {**values, "unit": unit})
            found += [to_part(row) for row in rows]
        return found

    def parts_of(self, no: int) -> list[Part]:
        """Return every unit's part in one task, the strongest role first, then in the plan file's order."""
        roles = " ".join(f"WHEN '{role.value}' THEN {place}" for place, role in enumerate(Role))
        order = f"CASE role {roles} END, assignment_id"
        return [to_part(row) for row in self._ask("assignments", _PART_COLUMNS, "no = :no", order, {"no": no})]

    def assignment_ids(self, no: int) -> dict[str, int]:
        """Return unit → the row number of its part in one task, for the ledger to hang a report on."""
        rows = self._ask("assignments", "unit, assignment_id", "no = :no", "assignment_id", {"no": no})
        return {row["unit"]: row["assignment_id"] for row in rows}

    def later_report(self, assignment: int) -> date | None:
        """Return the day of the newest report on a part that is dated after this day, where there is one."""
        query = """SELECT max(r.reported_on) AS "on" FROM report AS r JOIN change AS c ON c.id = r.change_id
          WHERE r.assignment_id = :assignment AND r.reported_on > :day AND c.undone_by IS NULL"""
        rows = fetch(self.connection, query, {"assignment": assignment, "day": self.day.isoformat()})
        return to_day(rows[0]["on"])

    def measures(self, no: int) -> list[Measure]:
        """Return what one task asks for."""
        rows = self._ask("measures", "no, text, indicator, rhythm, due", "task = :task", "no", {"task": no})
        return [to_measure(row) for row in rows]

    def units(self, kind: str | None = None) -> list[Unit]:
        """Return the plan's units with their counts, withdrawn ones last; of one kind where `kind` is given.

        Raises:
            NotFoundError: no unit is of that kind.
        """
        columns = """name, kind, aliases, lead, responsible, member, possible, done, counted, percent, pace, activities,
          held, late, withdrawn"""
        found = [to_unit(row) for row in self._ask("units", columns, "", "withdrawn, position", {})]
        if kind is None:
            return found
        kinds = list(dict.fromkeys(unit.kind for unit in found))
        if kind not in kinds:
            raise NotFoundError(f"没有类别“{shown(clean_text(kind))}”。可以用：{'、'.join(kinds)}。")
        return [unit for unit in found if unit.kind == kind]

    def unit(self, text: str) -> Unit:
        """Return the unit that `text` means, as `find_unit` understands it.

        Raises:
            NotFoundError: no unit or several are meant.
        """
        name = self.unit_name(text)
        return next(unit for unit in self.units() if unit.name == name)

    def unit_name(self, text: str) -> str:
        """Return the name of the unit that `text` means; raises as `unit`."""
        names, aliases = self.unit_spellings()
        query = "SELECT name FROM unit WHERE plan_id = ? AND withdrawn ORDER BY position"
        former = [row["name"] for row in fetch(self.connection, query, (self.plan.id,))]
        return find_unit(text, names, aliases, former)

    def unit_spellings(self) -> tuple[list[str], list[tuple[str, str]]]:
        """Return the names of the plan's units, and (alias, name) of each alias."""
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
        """Return the activity table, or one organizer's rows of it, withdrawn ones last."""
        columns = """no, month, date, theme, organizer, form, status, place, people, link, note, late, reason,
          printed_theme, "on", withdrawn"""
        where = "organizer = :unit" if unit else ""
        rows = self._ask("schedule", columns, where, "withdrawn, no", {"unit": unit} if unit else {})
        return [to_activity(row) for row in rows]

    def all_measures(self) -> dict[int, list[Measure]]:
        """Return every task's measures, by the task's number."""
        found: dict[int, list[Measure]] = {}
        for row in self._ask("measures", "task, no, text, indicator, rhythm, due", "", "task, no", {}):
            found.setdefault(row.pop("task"), []).append(to_measure(row))
        return found

    def silent_units(self) -> list[str]:
        """Return the units that have counted parts and have reported on none of them."""
        query = on_a_day("""SELECT unit FROM assignments WHERE plan_id = :plan AND counted
          GROUP BY unit HAVING count("on") = 0""")
        values = {"plan": self.plan.id, "day": self.day.isoformat()}
        return [row["unit"] for row in fetch(self.connection, query, values)]

    def blocked_tasks(self) -> list[int]:
        """Return the numbers of the tasks in which a counted part is blocked."""
        query = on_a_day("SELECT DISTINCT no FROM assignments WHERE plan_id = :plan AND counted AND status = 'blocked'")
        values = {"plan": self.plan.id, "day": self.day.isoformat()}
        return [row["no"] for row in fetch(self.connection, query, values)]

    def activity(self, no: int) -> Activity:
        """Return one row of the activity table.

        Raises:
            NotFoundError: the plan has no activity of that number.
        """
        rows = self.schedule()
        for row in rows:
            if row.no == no:
                return row
        told = _spans(sorted(row.no for row in rows)) or "没有"
        raise NotFoundError(f"没有活动 {no}。“{self.plan.title}”的活动是 {told}。")

    def ledger(
        self,
        *,
        task: int | None = None,
        unit: str | None = None,
        activity: int | None = None,
        who: str | None = None,
        since: date | None = None,
        until: date | None = None,
        change: int | None = None,
    ) -> list[LedgerEntry]:
        """Return the lines of the ledger, oldest first; lines dated after this snapshot's day are left out.

        Args:
            task: only those on this task.
            unit: only those of this unit.
            activity: only those on this activity.
            who: only those entered by this person.
            since: only those recorded on this day or later.
            until: only those recorded on this day or earlier.
            change: only those of the change with this number.
        """
        wanted = ['("on" IS NULL OR "on" <= :as_of)']
        values: dict[str, Any] = {"as_of": self.day.isoformat()}
        for condition, value in (
            ('"by" = :who', who),
            ("substr(at, 1, 10) >= :since", since and since.isoformat()),
            ("substr(at, 1, 10) <= :until", until and until.isoformat()),
            ("id = :change", change),
        ):
            if value is not None:
                wanted.append(condition)
                values[condition.rpartition(":")[2]] = value
        if task is not None:
            wanted.append("subject_kind = 'task' AND subject_no = :task")
            values["task"] = task
        if activity is not None:
            wanted.append("subject_kind = 'activity' AND subject_no = :activity")
            values["activity"] = activity
        if unit is not None:
            wanted.append("unit = :unit")
            values["unit"] = unit
        rows = self._ask("ledger", "*", " AND ".join(wanted), "id", values)
        return [to_entry(row) for row in rows]

    def _ask(self, view: str, columns: str, where: str, order: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        condition = f" AND {where.removeprefix(' AND ')}" if where else ""
        # Every piece of this text is written in this module; what people type goes in as values.
        query = on_a_day(f"SELECT {columns} FROM {view} WHERE plan_id = :plan{condition} ORDER BY {order}")  # noqa: S608
        return fetch(self.connection, query, {**values, "plan": self.plan.id, "day": self.day.isoformat()})


def _spans(numbers: Sequence[int]) -> str:
    """Write sorted numbers as spans: 1–4、6–12."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)
