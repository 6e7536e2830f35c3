"""PlanDocument → rows, with the difference. Rows with ledger entries are never deleted, only marked withdrawn.

Documents have passed the checks of `planfile`; the schema checks every row again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, select

from gongkai_cli.domain.answers import Difference
from gongkai_cli.domain.progress import ROLE_RANKS, strongest_roles
from gongkai_cli.domain.vocabulary import ONGOING, ChangeKind, Role
from gongkai_cli.planfile.difference import compare, normalized, renamed_units
from gongkai_cli.planfile.document import CollectiveEntry, PlanDocument, TaskEntry, UnitEntry
from gongkai_cli.store.plans.bulk_rows import Numbers, add, merge, numbers_of, take_out
from gongkai_cli.store.plans.stored import former_units, stored
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ActivityEventRow, ReportRow
from gongkai_cli.store.schema.plan_tables import (
    ActivityRow,
    AliasRow,
    AssignmentRow,
    CollectiveMemberRow,
    CollectiveRow,
    MeasureRow,
    PartyRow,
    PlanRow,
    TaskRow,
    UnitRow,
)
from gongkai_cli.store.sqlite.writer import Signature, Writer

_ACTIVITIES = table_of(ActivityRow)
_ALIASES = table_of(AliasRow)
_ASSIGNMENTS = table_of(AssignmentRow)
_COLLECTIVES = table_of(CollectiveRow)
_EVENTS = table_of(ActivityEventRow)
_MEASURES = table_of(MeasureRow)
_MEMBERS = table_of(CollectiveMemberRow)
_PARTIES = table_of(PartyRow)
_REPORTS = table_of(ReportRow)
_TASKS = table_of(TaskRow)
_UNITS = table_of(UnitRow)

_CODES = {role: role.value for role in Role}  # a look-up is quicker than `role.value`, and there are many rows
_Roles = Mapping[str, tuple[Role, str | None]]


def preview(connection: Connection, document: PlanDocument) -> Difference:
    """Return the difference that loading a document would make, and write nothing."""
    return _compared(connection, normalized(document))


def load(writer: Writer, document: PlanDocument, signature: Signature) -> Difference:
    """Write a document into the store and the ledger. The same document again writes nothing.

    Plans are matched by key, tasks and activities by number, units by name, or by an alias that was their name.

    Args:
        writer: the transaction.
        document: a plan file that passed its checks.
        signature: the author and the moment of the change.
    """
    document = normalized(document)
    difference = _compared(writer.connection, document)
    if difference.is_empty:
        return difference
    plan_id = _Loading(writer, document).run()
    note = f"{document.plan.title}：{summary(difference)}"
    writer.begin_change(plan_id, ChangeKind.LOAD, signature, note=note)
    return difference


def _compared(connection: Connection, document: PlanDocument) -> Difference:
    key = document.plan.key
    old = stored(connection, key)
    if old is None:
        return compare(None, document)
    return compare(old, document, former_units(connection, key))


def summary(difference: Difference) -> str:
    """Return a difference in numbers, for the ledger's note."""
    if difference.is_new:
        units, tasks, activities = difference.counts
        return f"首次载入，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"
    return f"新增 {len(difference.added)}、变更 {len(difference.changed)}、撤下 {len(difference.withdrawn)}"


class _Loading:
    """One document on its way into one plan's rows, in the order of the foreign keys."""

    def __init__(self, writer: Writer, document: PlanDocument) -> None:
        self._writer = writer
        self._connection = writer.connection
        self._document = document
        self._plan_id = 0
        self._units: dict[str, int] = {}
        self._collectives: dict[str, int] = {}

    def run(self) -> int:
        """Write every section, take out entries that the file no longer has, and return the plan's number."""
        plans = numbers_of(self._connection, "plan", "key", "key = ?", self._document.plan.key)
        self._plan_id = plans.take(self._document.plan.key)
        self._write_plan(plans)
        if not plans.are_all_new:
            self._clear_rewritten_rows()
        units = self._write_units()
        self._write_collectives()
        tasks, assignments = self._write_tasks()
        activities = self._write_activities()
        take_out(self._writer, AssignmentRow, assignments, _REPORTS.c.assignment_id)
        self._take_out_tasks(list(tasks))
        take_out(self._writer, ActivityRow, activities, _EVENTS.c.activity_id)
        take_out(self._writer, UnitRow, units, _ASSIGNMENTS.c.unit_id, _ACTIVITIES.c.organizer_id)
        return self._plan_id

    def _write_plan(self, numbers: Numbers) -> None:
        plan = self._document.plan
        row = (
            self._plan_id,
            plan.key,
            plan.title,
            plan.year,
            plan.region,
            plan.issuer,
            plan.issued_on.isoformat(),
            plan.last_day.isoformat(),
            plan.source,
            "\n".join(plan.based_on),
        )
        merge(self._writer, PlanRow, [row], numbers)

    def _clear_rewritten_rows(self) -> None:
        """Delete the rows that are written anew. No ledger entry refers to them."""
        tasks = select(_TASKS.c.id).where(_TASKS.c.plan_id == self._plan_id)
        written = tasks.where(_TASKS.c.no.in_([task.no for task in self._document.tasks]))
        collectives = select(_COLLECTIVES.c.id).where(_COLLECTIVES.c.plan_id == self._plan_id)
        units = select(_UNITS.c.id).where(_UNITS.c.plan_id == self._plan_id)
        for statement in (
            delete(_MEASURES).where(_MEASURES.c.task_id.in_(written)),
            delete(_PARTIES).where(_PARTIES.c.task_id.in_(tasks)),
            delete(_MEMBERS).where(_MEMBERS.c.collective_id.in_(collectives)),
            delete(_COLLECTIVES).where(_COLLECTIVES.c.plan_id == self._plan_id),
            delete(_ALIASES).where(_ALIASES.c.unit_id.in_(units)),
        ):
            self._writer.write(statement)

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
        merge(self._writer, UnitRow, rows, numbers)
        aliases: list[tuple[Any, ...]] = []
        for unit in units:
            aliases += [(self._units[unit.name], alias, position) for position, alias in enumerate(unit.aliases)]
        add(self._writer, AliasRow, aliases)
        return numbers.left.values()

    def _write_collectives(self) -> None:
        numbers = numbers_of(self._connection, "collective", "name", "plan_id = ?", self._plan_id)
        collectives = self._document.collectives
        self._collectives = {one.name: numbers.take(one.name) for one in collectives}
        rows = [
            (self._collectives[one.name], self._plan_id, one.name, "\n".join(one.kind), one.indefinite, position)
            for position, one in enumerate(collectives)
        ]
        merge(self._writer, CollectiveRow, rows, numbers)
        members: list[tuple[Any, ...]] = []
        for one in collectives:
            collective_id = self._collectives[one.name]
            members += [(collective_id, self._units[unit], position) for position, unit in enumerate(one.members)]
        add(self._writer, CollectiveMemberRow, members)

    def _write_tasks(self) -> tuple[Iterable[int], Iterable[int]]:
        """Write the tasks and their rows, and return the numbers of the tasks and assignments left over."""
        numbers = numbers_of(self._connection, "task", "no", "plan_id = ?", self._plan_id)
        tasks = [(numbers.take(task.no), task) for task in self._document.tasks]
        rows = [
            (number, self._plan_id, task.no, task.title, _iso(task.due), task.due == ONGOING, False)
            for number, task in tasks
        ]
        merge(self._writer, TaskRow, rows, numbers)
        measures: list[tuple[Any, ...]] = []
        parties: list[tuple[Any, ...]] = []
        for number, task in tasks:
            measures += _measures(number, task)
            parties += self._parties(number, task)
        add(self._writer, MeasureRow, measures)
        add(self._writer, PartyRow, parties)
        return numbers.left.values(), self._write_assignments(tasks)

    def _parties(self, task_id: int, task: TaskEntry) -> Iterator[tuple[Any, ...]]:
        for role, names in ((Role.LEAD.value, task.lead), (Role.RESPONSIBLE.value, task.responsible)):
            for position, name in enumerate(names):
                unit_id = self._units.get(name)
                collective_id = None if unit_id is not None else self._collectives[name]
                yield task_id, role, position, unit_id, collective_id

    def _write_assignments(self, tasks: Iterable[tuple[int, TaskEntry]]) -> Iterable[int]:
        of_plan = "task_id IN (SELECT id FROM task WHERE plan_id = ?)"
        numbers = numbers_of(self._connection, "assignment", "task_id, unit_id", of_plan, self._plan_id)
        members = {one.name: (one, _members(one, self._document.units)) for one in self._document.collectives}
        rows: list[tuple[Any, ...]] = []
        for task_id, task in tasks:
            roles = _roles(task, members)
            strongest = min((role for role, _ in roles.values()), key=ROLE_RANKS.__getitem__, default=None)
            for unit, (role, via) in roles.items():
                place = task_id, self._units[unit]
                rows.append((numbers.take(place), *place, _CODES[role], via, role is strongest, False))
        merge(self._writer, AssignmentRow, rows, numbers)
        return numbers.left.values()

    def _write_activities(self) -> Iterable[int]:
        numbers = numbers_of(self._connection, "activity", "no", "plan_id = ?", self._plan_id)
        rows = [
            (
                numbers.take(row.no),
                self._plan_id,
                row.no,
                row.printed_month,
                _iso(row.date),
                row.theme,
                self._units[row.organizer],
                row.form and row.form.value,
                row.note,
                False,
            )
            for row in self._document.activities
        ]
        merge(self._writer, ActivityRow, rows, numbers)
        return numbers.left.values()

    def _take_out_tasks(self, tasks: Sequence[int]) -> None:
        number: BindParameter[int] = bindparam("number")
        # A task that stays in the store, as withdrawn, keeps its measures.
        is_needed = exists().where(_ASSIGNMENTS.c.task_id == number)
        statement = delete(_MEASURES).where(_MEASURES.c.task_id == number, ~is_needed)
        self._writer.write(statement, [{"number": one} for one in tasks])
        take_out(self._writer, TaskRow, tasks, _ASSIGNMENTS.c.task_id)


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _measures(task_id: int, task: TaskEntry) -> Iterator[tuple[Any, ...]]:
    for no, one in enumerate(task.measures, start=1):
        yield task_id, no, one.text, one.indicator, one.rhythm and one.rhythm.value, _iso(one.due)


def _roles(task: TaskEntry, collectives: Mapping[str, tuple[CollectiveEntry, Sequence[str]]]) -> _Roles:
    """Return each unit's role in a task, with the members of its collectives."""
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
