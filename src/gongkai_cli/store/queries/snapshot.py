"""One plan on one day: views → dataclasses, through the standard library's sqlite3 alone."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Activity, LedgerEntry, Measure, Part, Plan, Standing, Task, Unit
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.domain.typed_words.units import find_unit
from gongkai_cli.domain.vocabulary import ActivityStatus, Role, Status
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.filters import ALL_ROWS, Choice, Condition, among, equals, of_unit, organized_by, rank
from gongkai_cli.store.queries.rows import (
    fetch,
    others_of,
    to_activity,
    to_day,
    to_entry,
    to_measure,
    to_part,
    to_task,
    to_unit,
)
from gongkai_cli.store.queries.views import on_a_day, on_two_days

_TASK_COLUMNS = """no, title, lead, responsible, collectives, status, percent, units_done, units_total, due,
  due_derived, pace, leads_done, leads_total, ongoing, withdrawn, reported, support, others, due_words, printed,
  section"""
PART_COLUMNS = """no, title, unit, role, via, counted, status, percent, note, problem, next, link, "on", due,
  due_derived, pace, ongoing, withdrawn, note_on, problem_on, next_on, links, due_words, printed"""
"""The columns of the view `assignments` that make a Part."""

ACTIVITY_COLUMNS = """no, month, year, date, last_date, time, theme, organizer, form, status, place, people, link,
  note, late, reason, printed_theme, "on", withdrawn, first_month, "when", audience, content, organizers"""
"""The columns of the view `schedule` that make an Activity."""


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
    """One plan on one day: the source of every listing.

    `edition_day` selects the plan's edition where it is another day: a report that is entered late counts from its own
    day, but the clerk has the numbers of today in mind.
    """

    connection: sqlite3.Connection
    plan: Plan
    day: date
    edition_day: date | None = None

    def tasks(self, choice: Choice | None = None) -> list[Task]:
        """Return the plan's tasks, withdrawn ones last."""
        wanted = choice or Choice()
        return [to_task(row) for row in self._rows("tasks", _TASK_COLUMNS, wanted.of_tasks(), wanted.order)]

    def task(self, no: int) -> Task:
        """Return one task.

        Raises:
            NotFoundError: the plan has no task of that number.
        """
        (row,) = self._rows("tasks", _TASK_COLUMNS, self._is_task(no), "no")
        return to_task(row)

    def task_id(self, no: int) -> int:
        """Return the identity of the task with this number; a withdrawn one may share the number.

        Raises:
            NotFoundError: the plan has no task of that number.
        """
        for row in self._rows("task_clock", "task_id", equals("no", no), "withdrawn, task_id DESC"):
            return int(row["task_id"])
        rows = self._rows("task_clock", "no", ALL_ROWS, "no")
        numbers = sorted({row["no"] for row in rows})
        raise NotFoundError(f"没有任务 {no}。“{self.plan.title}”的任务是 {_spans(numbers)}。")

    def _is_task(self, no: int) -> Condition:
        return equals("task_id", self.task_id(no))

    def parts(self, units: Sequence[str], choice: Choice | None = None) -> list[Part]:
        """Return these units' parts, unit by unit in the order given, withdrawn ones last."""
        wanted = choice or Choice()
        parts: list[Part] = []
        for unit in units:
            condition = of_unit(unit) & wanted.of_parts()
            rows = self._rows("assignments", PART_COLUMNS, condition, wanted.order)
            parts += [to_part(row) for row in rows]
        return parts

    def parts_of(self, no: int) -> list[Part]:
        """Return every unit's part in one task, the strongest role first, then in the plan file's order."""
        order = f"{rank('role', Role)}, assignment_id"
        return [to_part(row) for row in self._rows("assignments", PART_COLUMNS, self._is_task(no), order)]

    def assignment_ids(self, no: int) -> dict[str, int]:
        """Return unit → the row number of its part in one task, for a report to refer to."""
        rows = self._rows("assignments", "unit, assignment_id", self._is_task(no), "assignment_id")
        return {row["unit"]: row["assignment_id"] for row in rows}

    def later_report(self, assignment: int) -> date | None:
        """Return the day of the latest report on a part if it is later than the snapshot's day, or None."""
        query = """SELECT max(r.reported_on) AS "on" FROM report AS r JOIN change AS c ON c.id = r.change_id
          WHERE r.assignment_id = :assignment AND r.reported_on > :day AND c.undone_by IS NULL"""
        (row,) = fetch(self.connection, query, {"assignment": assignment, "day": self.day.isoformat()})
        return to_day(row["on"])

    def measures(self, no: int) -> list[Measure]:
        """Return the measures of one task."""
        rows = self._rows("measures", "no, text, indicator, rhythm, due, due_words", equals("task", no), "no")
        return [to_measure(row) for row in rows]

    def units(self, kind: str | None = None) -> list[Unit]:
        """Return the plan's units with their counts, withdrawn ones last.

        Args:
            kind: only units of this kind.

        Raises:
            NotFoundError: no unit is of that kind.
        """
        columns = """name, kind, aliases, lead, responsible, member, possible, done, counted, percent, pace, activities,
          held, late, withdrawn, support, contact, phone"""
        found = [to_unit(row) for row in self._rows("units", columns, ALL_ROWS, "withdrawn, position")]
        if kind is None:
            return found
        kinds = list(dict.fromkeys(unit.kind for unit in found))
        wanted = [one for one in kinds if seen(one) == seen(kind)]
        if not wanted:
            raise NotFoundError(f"没有类别“{shown(clean_text(kind))}”。可以用：{'、'.join(kinds)}。")
        return [unit for unit in found if unit.kind in wanted]

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
        former: list[str] = []
        if self._rows("unit_names", "name", equals("withdrawn", True), "position"):
            # Only those with reports or activities are still listed.
            former = [row["name"] for row in self._rows("units", "name", equals("withdrawn", True), "position")]
        return find_unit(text, names, aliases, former, self.plan.region or "", pinyin=True)

    def merged_units(self, name: str) -> list[str]:
        """Return the former units that were merged into a unit: withdrawn ones whose name is now its alias."""
        query = """SELECT u.name FROM unit_aliases AS a JOIN unit_names AS u
          ON u.plan_id = a.plan_id AND u.name = a.alias AND u.withdrawn
          WHERE a.plan_id = :plan AND a.name = :unit ORDER BY u.position"""
        return [row["name"] for row in self.ask(query, Condition("", {"unit": name}))]

    def unit_spellings(self) -> tuple[list[str], list[tuple[str, str]]]:
        """Return the names of the plan's units, and each alias as a pair of alias and name."""
        names = self._rows("unit_names", "name", equals("withdrawn", False), "position")
        aliases = self._rows("unit_aliases", "alias, name", ALL_ROWS, "position, place")
        return [row["name"] for row in names], [(row["alias"], row["name"]) for row in aliases]

    def schedule(self, unit: str | None = None) -> list[Activity]:
        """Return the rows of the activity table, of all or of one organizer, withdrawn ones last."""
        condition = organized_by(unit) if unit else ALL_ROWS
        rows = self._rows("schedule", ACTIVITY_COLUMNS, condition, "withdrawn, no")
        return [to_activity(row) for row in rows]

    def printed_activity(self, no: int) -> dict[str, Any]:
        """Return the number of an activity's identity, its theme, form and note in the edition, and its own date.

        `own_date` is the date that its steps have set; None where its date is the edition's.
        """
        query = """SELECT a.activity_id, a.theme, a.form, a.note, a.last_date, a.time, a.place, a.people,
            e.date AS own_date
          FROM current_edition AS p JOIN activity_entry AS a ON a.edition_id = p.edition_id
          LEFT JOIN activity_event AS e ON e.id = {latest_event}
          WHERE p.plan_id = :plan AND a.no = :no ORDER BY a.withdrawn, a.activity_id DESC LIMIT 1"""
        (row,) = self.ask(query, Condition("", {"no": no}))
        return row

    def all_measures(self) -> dict[int, list[Measure]]:
        """Return every task's measures, by the task's number."""
        found: dict[int, list[Measure]] = {}
        for row in self._rows("measures", "task, no, text, indicator, rhythm, due, due_words", ALL_ROWS, "task, no"):
            found.setdefault(row.pop("task"), []).append(to_measure(row))
        return found

    def percent(self) -> float:
        """Return the mean percent over the plan's tasks, 0 to 100."""
        query = """SELECT {mean_percent} AS percent FROM (
          SELECT avg(percent) AS percent, max(status <> 'not_started') AS begun
          FROM task_standing WHERE plan_id = :plan AND withdrawn = 0 AND status <> 'stopped') AS s"""
        (row,) = self.ask(query)
        return float(row["percent"] or 0)

    def duties(self) -> list[str]:
        """Return the further duties that tasks name, such as 指导, each once."""
        rows = self._rows("task_clock", "others", Condition("others <> ''"), "no")
        return list(dict.fromkeys(duty for row in rows for duty in others_of(row["others"])))

    def open_collectives(self) -> list[str]:
        """Return the collectives of which it is not known yet whom they stand for."""
        query = """SELECT k.name FROM current_edition AS p JOIN collective AS k ON k.edition_id = p.edition_id
          WHERE p.plan_id = :plan AND k.kinds = ''
            AND NOT EXISTS (SELECT 1 FROM collective_member AS m WHERE m.collective_id = k.id) ORDER BY k.position"""
        return [row["name"] for row in self.ask(query)]

    def blocked_tasks(self) -> list[int]:
        """Return the numbers of the tasks with a blocked part that counts."""
        query = "SELECT DISTINCT no FROM assignments WHERE plan_id = :plan AND counted AND status = 'blocked'"
        return [row["no"] for row in self.ask(query)]

    def activity(self, no: int) -> Activity:
        """Return one row of the activity table.

        Raises:
            NotFoundError: the plan has no activity of that number.
        """
        for row in self.schedule():
            if row.no == no:
                return row
        raise self._no_activity(no)

    def _no_activity(self, no: int) -> NotFoundError:
        numbers = _spans(sorted({row["no"] for row in self._rows("schedule", "no", ALL_ROWS, "no")})) or "没有"
        return NotFoundError(f"没有活动 {no}。“{self.plan.title}”的活动是 {numbers}。")

    def activity_id(self, no: int) -> int:
        """Return the identity of the activity with this number; raises as `activity`."""
        for row in self._rows("schedule", "activity_id", equals("no", no), "withdrawn, activity_id DESC"):
            return int(row["activity_id"])
        raise self._no_activity(no)

    def standings(self, assignments: Collection[int]) -> dict[int, Standing]:
        """Return the standing of each of some parts, by its identity; one that is not shown has none."""
        rows = self._rows("assignments", "assignment_id, status, percent", among("assignment_id", assignments), "no")
        return {row["assignment_id"]: Standing(Status(row["status"]), row["percent"]) for row in rows}

    def activity_statuses(self, activities: Collection[int]) -> dict[int, ActivityStatus]:
        """Return the state of each of some activities, by its identity; one that is not shown has none."""
        rows = self._rows("schedule", "activity_id, status", among("activity_id", activities), "no")
        return {row["activity_id"]: ActivityStatus(row["status"]) for row in rows}

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
        return self.ask(query, condition)

    def ask(self, query: str, condition: Condition = ALL_ROWS, day: date | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query over this plan's `:plan`, and `:day`, which is the snapshot's unless given."""
        values = {**condition.values, "plan": self.plan.id, "day": (day or self.day).isoformat()}
        if self.edition_day is None:
            return fetch(self.connection, on_a_day(query), values)
        values["edition_day"] = self.edition_day.isoformat()
        return fetch(self.connection, on_two_days(query), values)


def _spans(numbers: Sequence[int]) -> str:
    """Write sorted numbers as spans: 1–4、6–12."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)
