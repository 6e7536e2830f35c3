"""PlanDocument → rows, with the difference. Rows with ledger entries are never deleted, only marked withdrawn.

What goes in has passed the checks of `document`, and passes those of the schema.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, delete, select

from gongkai_cli.domain.answers import Difference
from gongkai_cli.domain.progress import strongest_roles
from gongkai_cli.domain.vocabulary import ONGOING, ChangeKind, Role
from gongkai_cli.planfile.difference import compare, normalized, renamed_units
from gongkai_cli.planfile.document import CollectiveEntry, PlanDocument, TaskEntry, UnitEntry
from gongkai_cli.store.ledger.reports import begin_change
from gongkai_cli.store.plans.bulk_rows import Numbers, add, merge, numbers_of
from gongkai_cli.store.plans.stored import former_units, stored
from gongkai_cli.store.schema.plan_tables import (
    AliasRow,
    CollectiveMemberRow,
    CollectiveRow,
    MeasureRow,
    PartyRow,
    TaskRow,
    UnitRow,
)
from gongkai_cli.store.sqlite.opening import raw_connection

_STRENGTH = {role: place for place, role in enumerate(Role)}
_CODES = {role: role.value for role in Role}  # as SQLite takes them; there are too many rows to ask each member
_Roles = Mapping[str, tuple[Role, str | None]]


def preview(session: Session, document: PlanDocument) -> Difference:
    """Say what loading `document` would change, and change nothing."""
    return _compared(session, normalized(document))


def load(session: Session, document: PlanDocument, *, by: str, at: str) -> Difference:
    """Make the store hold `document`, and write the change into the ledger; the same document again changes nothing.

    Plans are matched by key, tasks and activities by number, units by name, or by an alias that was their name.

    Args:
        session: an open transaction.
        document: a plan file that passed its checks.
        by: who loads it.
        at: when, ISO 8601 with +08:00.
    """
    document = normalized(document)
    difference = _compared(session, document)
    if difference.is_empty:
        return difference
    plan_id = _Loading(session, document).run()
    note = f"{document.plan.title}：{summary(difference)}"
    begin_change(session, plan_id, ChangeKind.LOAD, by=by, at=at, note=note)
    return difference


def _compared(session: Session, document: PlanDocument) -> Difference:
    key = document.plan.key
    if not raw_connection(session).execute("SELECT 1 FROM plan WHERE key = ?", (key,)).fetchall():
        return compare(None, document)
    return compare(stored(session, key), document, former_units(session, key))


def summary(difference: Difference) -> str:
    """Return a difference in numbers, as the ledger keeps it."""
    if difference.is_new:
        units, tasks, activities = difference.counts
        return f"首次载入，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"
    return f"新增 {len(difference.added)}、变更 {len(difference.changed)}、撤下 {len(difference.withdrawn)}"


class _Loading:
    """One document on its way into one plan's rows, in an order that foreign keys allow."""

    def __init__(self, session: Session, document: PlanDocument) -> None:
        self._session = session
        self._connection = raw_connection(session)
        self._document = document
        self._plan_id = 0
        self._units: dict[str, int] = {}
        self._collectives: dict[str, int] = {}

    def run(self) -> int:
        """Write every section, take out what the file no longer has, and return the plan's number."""
        plans = numbers_of(self._connection, "plan", "key", "key = ?", self._document.plan.key)
        self._plan_id = plans.take(self._document.plan.key)
        self._write_plan(plans)
        if not plans.are_all_new:
            self._clear_what_the_file_alone_says()
        units = self._write_units()
        self._write_collectives()
        tasks, assignments = self._write_tasks()
        activities = self._write_activities()
        self._take_out("assignment", assignments, "report.assignment_id")
        self._take_out("task", tasks, "assignment.task_id")
        self._take_out("activity", activities, "activity_event.activity_id")
        self._take_out("unit", units, "assignment.unit_id", "activity.organizer_id")
        return self._plan_id

    def _write_plan(self, numbers: Numbers) -> None:
        plan = self._document.plan
        days = plan.issued_on.isoformat(), plan.last_day.isoformat()
        based_on = "\n".join(plan.based_on)
        row = (self._plan_id, plan.key, plan.title, plan.year, plan.region, plan.issuer, *days, plan.source, based_on)
        columns = "id, key, title, year, region, issuer, issued_on, ends_on, source, based_on"
        merge(self._connection, "plan", columns, [row], numbers)

    def _clear_what_the_file_alone_says(self) -> None:
        tasks = select(TaskRow.id).where(TaskRow.plan_id == self._plan_id)
        collectives = select(CollectiveRow.id).where(CollectiveRow.plan_id == self._plan_id)
        units = select(UnitRow.id).where(UnitRow.plan_id == self._plan_id)
        written = select(TaskRow.id).where(
            TaskRow.plan_id == self._plan_id, col(TaskRow.no).in_([task.no for task in self._document.tasks])
        )
        self._session.exec(delete(MeasureRow).where(col(MeasureRow.task_id).in_(written)))
        self._session.exec(delete(PartyRow).where(col(PartyRow.task_id).in_(tasks)))
        self._session.exec(delete(CollectiveMemberRow).where(col(CollectiveMemberRow.collective_id).in_(collectives)))
        self._session.exec(delete(CollectiveRow).where(col(CollectiveRow.plan_id) == self._plan_id))
        self._session.exec(delete(AliasRow).where(col(AliasRow.unit_id).in_(units)))

    def _write_units(self) -> Iterable[int]:
        numbers = numbers_of(self._connection, "unit", "name", "plan_id = ?", self._plan_id)
        query = "SELECT name FROM unit WHERE plan_id = ? AND NOT withdrawn"
        live = [name for (name,) in self._connection.execute(query, (self._plan_id,))]
        renamed = renamed_units(live, self._document, numbers.left.keys() - set(live))
        units = self._document.units
        self._units = {unit.name: numbers.take(renamed.get(unit.name, unit.name)) for unit in units}
        rows = [
            (self._units[unit.name], self._plan_id, unit.name, unit.kind, position, False)
            for position, unit in enumerate(units)
        ]
        merge(self._connection, "unit", "id, plan_id, name, kind, position, withdrawn", rows, numbers)
        aliases = [
            (self._units[unit.name], alias, position) for unit in units for position, alias in enumerate(unit.aliases)
        ]
        add(self._connection, "alias", "unit_id, name, position", aliases)
        return numbers.left.values()

    def _write_collectives(self) -> None:
        numbers = numbers_of(self._connection, "collective", "name", "plan_id = ?", self._plan_id)
        collectives = self._document.collectives
        self._collectives = {one.name: numbers.take(one.name) for one in collectives}
        rows = [
            (self._collectives[one.name], self._plan_id, one.name, "\n".join(one.kind), one.indefinite, position)
            for position, one in enumerate(collectives)
        ]
        merge(self._connection, "collective", "id, plan_id, name, kinds, indefinite, position", rows, numbers)
        members = [
            (self._collectives[one.name], self._units[member], position)
            for one in collectives
            for position, member in enumerate(one.members)
        ]
        add(self._connection, "collective_member", "collective_id, unit_id, position", members)

    def _write_tasks(self) -> tuple[Iterable[int], Iterable[int]]:
        """Write the tasks with all that hangs on them; return the tasks and the assignments that are left over."""
        numbers = numbers_of(self._connection, "task", "no", "plan_id = ?", self._plan_id)
        tasks = [(numbers.take(task.no), task) for task in self._document.tasks]
        rows = [
            (number, self._plan_id, task.no, task.title, _iso(task.due), task.due == ONGOING, False)
            for number, task in tasks
        ]
        merge(self._connection, "task", "id, plan_id, no, title, due, ongoing, withdrawn", rows, numbers)
        measures = [row for number, task in tasks for row in _measures(number, task)]
        add(self._connection, "measure", "task_id, no, text, indicator, rhythm, due", measures)
        parties = [row for number, task in tasks for row in self._parties(number, task)]
        add(self._connection, "party", "task_id, role, position, unit_id, collective_id", parties)
        return numbers.left.values(), self._write_assignments(tasks)

    def _parties(self, task_id: int, task: TaskEntry) -> Iterator[tuple[Any, ...]]:
        for role, names in ((Role.LEAD.value, task.lead), (Role.RESPONSIBLE.value, task.responsible)):
            for position, name in enumerate(names):
                unit_id = self._units.get(name)
                yield task_id, role, position, unit_id, self._collectives[name] if unit_id is None else None

    def _write_assignments(self, tasks: Iterable[tuple[int, TaskEntry]]) -> Iterable[int]:
        of_plan = "task_id IN (SELECT id FROM task WHERE plan_id = ?)"
        numbers = numbers_of(self._connection, "assignment", "task_id, unit_id", of_plan, self._plan_id)
        members = {one.name: (one, _members(one, self._document.units)) for one in self._document.collectives}
        rows: list[tuple[Any, ...]] = []
        for task_id, task in tasks:
            roles = _roles(task, members)
            strongest = min((role for role, _ in roles.values()), key=_STRENGTH.__getitem__, default=None)
            for unit, (role, via) in roles.items():
                place = task_id, self._units[unit]
                rows.append((numbers.take(place), *place, _CODES[role], via, role is strongest, False))
        merge(self._connection, "assignment", "id, task_id, unit_id, role, via, principal, withdrawn", rows, numbers)
        return numbers.left.values()

    def _write_activities(self) -> Iterable[int]:
        numbers = numbers_of(self._connection, "activity", "no", "plan_id = ?", self._plan_id)
        rows = [
            (
                *(numbers.take(row.no), self._plan_id, row.no, row.printed_month, _iso(row.date), row.theme),
                *(self._units[row.organizer], row.form and row.form.value, row.note, False),
            )
            for row in self._document.activities
        ]
        columns = "id, plan_id, no, month, date, theme, organizer_id, form, note, withdrawn"
        merge(self._connection, "activity", columns, rows, numbers)
        return numbers.left.values()

    def _take_out(self, table: str, numbers: Iterable[int], *references: str) -> None:
        """Mark rows withdrawn that a ledger entry or a kept row refers to, and delete the others."""
        rows = [(number,) for number in numbers]
        columns = [(reference.partition(".")[0], reference) for reference in references]
        is_kept = " OR ".join(f"EXISTS (SELECT 1 FROM {other} WHERE {column} = ?1)" for other, column in columns)  # noqa: S608
        self._connection.executemany(f"UPDATE {table} SET withdrawn = 1 WHERE id = ?1 AND ({is_kept})", rows)  # noqa: S608
        if table == "task":
            self._connection.executemany(f"DELETE FROM measure WHERE task_id = ?1 AND NOT ({is_kept})", rows)  # noqa: S608
        self._connection.executemany(f"DELETE FROM {table} WHERE id = ?1 AND NOT ({is_kept})", rows)  # noqa: S608


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _measures(task_id: int, task: TaskEntry) -> Iterator[tuple[Any, ...]]:
    for no, one in enumerate(task.measures, start=1):
        yield task_id, no, one.text, one.indicator, one.rhythm and one.rhythm.value, _iso(one.due)


def _roles(task: TaskEntry, collectives: Mapping[str, tuple[CollectiveEntry, Sequence[str]]]) -> _Roles:
    """Give each unit its role in a task, collectives spelled out."""
    claims: list[tuple[str, Role, str | None]] = [(name, Role.LEAD, None) for name in task.lead]
    for name in task.responsible:
        if name in collectives:
            collective, members = collectives[name]
            role = Role.POSSIBLE if collective.indefinite else Role.MEMBER
            claims += [(member, role, name) for member in members]
        else:
            claims.append((name, Role.RESPONSIBLE, None))
    return strongest_roles(claims)


def _members(collective: CollectiveEntry, units: Iterable[UnitEntry]) -> Sequence[str]:
    return collective.members or [unit.name for unit in units if unit.kind in collective.kind]
