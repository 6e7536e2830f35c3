"""The rows of a new edition: identities that go on or begin, an entry for each, and withdrawn entries carried on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Table, insert, literal, select

from gongkai_cli.domain.typed_days.deadlines import due_day
from gongkai_cli.domain.vocabulary import Form, Role
from gongkai_cli.planfile.continuity import Continuity
from gongkai_cli.planfile.document import PlanDocument, TaskEntry
from gongkai_cli.planfile.roles import assigned_roles
from gongkai_cli.store.plans.bulk_rows import Numbers, add, next_number
from gongkai_cli.store.plans.stored_edition import Identities, StoredEdition
from gongkai_cli.store.schema.checks import RowClass, table_of
from gongkai_cli.store.schema.plan_tables import (
    ActivityEntryRow,
    ActivityRow,
    AliasRow,
    AssignmentEntryRow,
    AssignmentRow,
    CollectiveMemberRow,
    CollectiveRow,
    EditionRow,
    MeasureRow,
    PartyRow,
    PlanRow,
    TaskEntryRow,
    TaskRow,
    UnitEntryRow,
    UnitRow,
)
from gongkai_cli.store.sqlite.writer import Writer

_CODES = {role: role.value for role in Role}  # as SQLite takes them; there are too many rows to ask each member


class Edition(NamedTuple):
    """An edition to be written: its change, its first day (ISO), its document, and the edition that it continues."""

    plan_id: int
    change_id: int
    since: str
    file: str | None
    document: PlanDocument
    old: StoredEdition | None
    same: Continuity


def new_plan(writer: Writer, key: str) -> int:
    """Write a plan with this key, unless there is one, and return its number."""
    for (number,) in writer.connection.execute("SELECT id FROM plan WHERE key = ?", (key,)):
        return int(number)
    number = next_number(writer.connection, "plan")
    add(writer, PlanRow, [(number, key)])
    return number


def write_edition(writer: Writer, edition: Edition) -> Identities:
    """Write all rows of an edition, and return the identities of its entries."""
    return _EditionWriter(writer, edition).run()


class _EditionWriter:
    """Writes one edition, in an order that foreign keys allow."""

    def __init__(self, writer: Writer, edition: Edition) -> None:
        self._writer = writer
        self._edition = edition
        self._plan_id = edition.plan_id
        self._document = edition.document
        self._id = next_number(writer.connection, "edition")
        self._units: dict[str, int] = {}
        self._collectives: dict[str, int] = {}

    def run(self) -> Identities:
        """Write every section, carry withdrawn entries on, and return the identities of the document's entries."""
        self._write_header()
        self._write_units()
        self._write_collectives()
        tasks = self._write_tasks()
        activities = self._write_activities()
        if self._edition.old:
            self._carry_on(UnitEntryRow, "unit_id")
            self._carry_on(TaskEntryRow, "task_id", MeasureRow)
            self._carry_on(AssignmentEntryRow, "assignment_id")
            self._carry_on(ActivityEntryRow, "activity_id")
        return Identities(tasks, list(self._units.values()), activities)

    def _write_header(self) -> None:
        plan = self._document.plan
        days = plan.issued_on.isoformat(), plan.last_day.isoformat()
        place = self._id, self._plan_id, self._edition.change_id, self._edition.since
        texts = plan.title, plan.year, plan.region, "\n".join(plan.all_issuers) or None
        more = plan.source, "\n".join(plan.based_on), self._edition.file, plan.number, "\n".join(plan.also)
        add(self._writer, EditionRow, [(*place, *texts, *days, *more)])

    def _identities(self, table: RowClass, found: Sequence[int | None]) -> list[int]:
        """Return the numbers of the entries' identities; those without one get a new one."""
        numbers = Numbers(next_number(self._writer.connection, str(table.__tablename__)))
        identities = [number if number is not None else numbers.take() for number in found]
        begun = [
            (identity, self._plan_id) for identity, number in zip(identities, found, strict=True) if number is None
        ]
        add(self._writer, table, begun)
        return identities

    def _write_units(self) -> None:
        units = self._document.units
        known = self._edition.old.units if self._edition.old else {}
        same = self._edition.same.units
        identities = self._identities(UnitRow, [known.get(same.get(unit.name, unit.name)) for unit in units])
        self._units = {unit.name: identity for unit, identity in zip(units, identities, strict=True)}
        entries: list[tuple[Any, ...]] = []
        aliases: list[tuple[Any, ...]] = []
        for position, unit in enumerate(units):
            identity = self._units[unit.name]
            place = self._id, identity, self._plan_id
            entries.append((*place, unit.name, unit.kind, position, False, unit.contact, unit.phone))
            for order, alias in enumerate(unit.aliases):
                aliases.append((self._id, identity, alias, self._plan_id, order))
        add(self._writer, UnitEntryRow, entries)
        add(self._writer, AliasRow, aliases)

    def _write_collectives(self) -> None:
        numbers = Numbers(next_number(self._writer.connection, "collective"))
        collectives: list[tuple[Any, ...]] = []
        members: list[tuple[Any, ...]] = []
        for position, one in enumerate(self._document.collectives):
            number = self._collectives[one.name] = numbers.take()
            kinds = "\n".join(one.kind)
            collectives.append((number, self._plan_id, self._id, one.name, kinds, one.indefinite, position))
            for place, member in enumerate(one.members):
                members.append((number, self._units[member], self._plan_id, place))
        add(self._writer, CollectiveRow, collectives)
        add(self._writer, CollectiveMemberRow, members)

    def _write_tasks(self) -> list[int]:
        tasks = self._document.tasks
        identities = self._identities(TaskRow, _known_tasks(self._edition))
        entries: list[tuple[Any, ...]] = []
        measures: list[tuple[Any, ...]] = []
        parties: list[tuple[Any, ...]] = []
        for identity, task in zip(identities, tasks, strict=True):
            place = self._id, identity
            others = "\n".join("\t".join((duty, *names)) for duty, names in task.others.items())
            due, words = self._due(task.due)
            is_ongoing = words is not None and due is None
            printed = words, task.printed, task.section, others
            entries.append((*place, self._plan_id, task.no, task.title, due, is_ongoing, False, *printed))
            for no, one in enumerate(task.measures, start=1):
                rhythm = one.rhythm and one.rhythm.value
                due_of_measure = self._due(one.due)
                measures.append((*place, no, self._plan_id, one.text, one.indicator, rhythm, *due_of_measure))
            parties += self._parties(identity, task)
        add(self._writer, TaskEntryRow, entries)
        add(self._writer, MeasureRow, measures)
        add(self._writer, PartyRow, parties)
        self._write_assignments(identities)
        return identities

    def _due(self, due: date | str | None) -> tuple[str | None, str | None]:
        """Return the day of a deadline, and its words where it is printed in words."""
        day = due_day(due, self._document.plan.period)
        return _iso(day), due if isinstance(due, str) else None

    def _parties(self, task_id: int, task: TaskEntry) -> Iterator[tuple[Any, ...]]:
        for role, names in ((Role.LEAD, task.lead), (Role.RESPONSIBLE, task.responsible), (Role.SUPPORT, task.support)):
            for position, name in enumerate(names):
                unit_id = self._units.get(name)
                collective_id = None if unit_id is not None else self._collectives[name]
                yield self._id, task_id, _CODES[role], position, self._plan_id, unit_id, collective_id

    def _write_assignments(self, tasks: Sequence[int]) -> None:
        known = self._edition.old.assignments if self._edition.old else {}
        numbers = Numbers(next_number(self._writer.connection, "assignment"))
        identities: list[tuple[Any, ...]] = []
        entries: list[tuple[Any, ...]] = []
        for task_id, roles in zip(tasks, assigned_roles(self._document), strict=True):
            for unit, role, via, is_principal in roles:
                place = task_id, self._units[unit]
                identity = known.get(place)
                if identity is None:
                    identity = numbers.take()
                    identities.append((identity, self._plan_id, *place))
                entries.append((self._id, *place, identity, self._plan_id, _CODES[role], via, is_principal, False))
        add(self._writer, AssignmentRow, identities)
        add(self._writer, AssignmentEntryRow, entries)

    def _write_activities(self) -> list[int]:
        identities = self._identities(ActivityRow, _known_activities(self._edition))
        entries: list[tuple[Any, ...]] = []
        for identity, row in zip(identities, self._document.activities, strict=True):
            place = self._id, identity, self._plan_id
            when = row.window(self._document.plan.period)
            organizer = next((self._units[name] for name in row.all_organizers if name in self._units), None)
            form = row.form.value if isinstance(row.form, Form) else row.form
            printed = row.no, when.month, _iso(when.date), row.theme_words, organizer, form, row.note, False
            more = "\n".join(row.all_organizers), row.when, when.first_month, _iso(when.last_date), row.time
            entries.append((*place, *printed, *more, row.audience, row.content, row.place, row.people))
        add(self._writer, ActivityEntryRow, entries)
        return identities

    def _carry_on(self, row: RowClass, identity: str, *details: RowClass) -> None:
        """Copy the entries without an entry in this edition from the one before, as withdrawn."""
        assert self._edition.old is not None  # noqa: S101 - only then there is anything to carry on
        table = table_of(row)
        own = select(table.c[identity]).where(table.c.edition_id == self._id).scalar_subquery()
        for copied in (*map(table_of, details), table):
            changed: Mapping[str, Any] = {"edition_id": literal(self._id), "withdrawn": literal(True)}
            columns = [changed.get(column.name, column) for column in copied.columns]
            rows = select(*columns).where(
                copied.c.edition_id == self._edition.old.edition_id, copied.c[identity].not_in(own)
            )
            self._writer.write(insert(copied).from_select(_names(copied), rows))


def _known_tasks(edition: Edition) -> list[int | None]:
    """Return the identity of each task of the document; None where it begins."""
    known: list[int | None] = [None] * len(edition.document.tasks)
    if edition.old:
        for place, old_place in edition.same.tasks.items():
            known[place] = edition.old.tasks[old_place]
        for place, old_place in edition.same.restored_tasks.items():
            known[place] = edition.old.withdrawn_tasks[old_place]
    return known


def _known_activities(edition: Edition) -> list[int | None]:
    """Return the identity of each activity of the document; None where it begins."""
    known: list[int | None] = [None] * len(edition.document.activities)
    if edition.old:
        for place, old_place in edition.same.activities.items():
            known[place] = edition.old.activities[old_place]
        for place, old_place in edition.same.restored_activities.items():
            known[place] = edition.old.withdrawn_activities[old_place]
    return known


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _iso(day: date | str | None) -> str | None:
    if isinstance(day, date):
        return day.isoformat()
    return None
