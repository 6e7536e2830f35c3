"""PlanDocument → rows, with the difference. Rows with ledger entries are never deleted, only marked withdrawn."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, delete, insert, select

from gongkai_cli import rules
from gongkai_cli.answers import Difference
from gongkai_cli.document import (
    ONGOING,
    CollectiveEntry,
    MeasureEntry,
    PlanDocument,
    PlanHeader,
    TaskEntry,
    UnitEntry,
)
from gongkai_cli.store.difference import compare, normalized, renamed_units
from gongkai_cli.store.stored import former_units, stored
from gongkai_cli.store.tables import (
    ActivityEventRow,
    ActivityRow,
    AliasRow,
    AssignmentRow,
    ChangeRow,
    CollectiveMemberRow,
    CollectiveRow,
    MeasureRow,
    PartyRow,
    PlanRow,
    ReportRow,
    TaskRow,
    UnitRow,
    row_id,
)
from gongkai_cli.words import ChangeKind, Role

_Row = TypeVar("_Row", bound=SQLModel)


def preview(session: Session, document: PlanDocument) -> Difference:
    """Say what loading `document` would change, and change nothing."""
    key = document.plan.key
    return compare(stored(session, key), normalized(document), former_units(session, key))


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
    difference = preview(session, document)
    if difference.is_empty:
        return difference
    plan_id = _write_plan(session, document.plan)
    _Loading(session, plan_id, document).run()
    note = f"{document.plan.title}：{summary(difference)}"
    session.add(ChangeRow(plan_id=plan_id, at=at, who=by, kind=ChangeKind.LOAD, note=note))
    session.flush()
    return difference


def summary(difference: Difference) -> str:
    """Return a difference in numbers, as the ledger keeps it."""
    if difference.is_new:
        units, tasks, activities = difference.counts
        return f"首次载入，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"
    return f"新增 {len(difference.added)}、变更 {len(difference.changed)}、撤下 {len(difference.withdrawn)}"


def _write_plan(session: Session, header: PlanHeader) -> int:
    row = session.exec(select(PlanRow).where(PlanRow.key == header.key)).first()
    values = {**header.model_dump(exclude={"based_on"}), "based_on": "\n".join(header.based_on)}
    if row is None:
        row = PlanRow(**values)
        session.add(row)
    row.sqlmodel_update(values)
    session.flush()
    return row_id(row)


class _Loading:
    """One document on its way into one plan's rows, in an order that foreign keys allow."""

    def __init__(self, session: Session, plan_id: int, document: PlanDocument) -> None:
        self._session = session
        self._plan_id = plan_id
        self._document = document
        self._units: dict[str, UnitRow] = {}
        self._collectives: dict[str, int] = {}
        self._reported: set[int] = set()

    def run(self) -> None:
        """Write every section."""
        self._load_reported()
        self._clear_what_the_file_alone_says()
        left_over = self._write_units()
        self._write_collectives()
        self._write_tasks()
        self._write_activities()
        self._take_out_units(left_over)

    def _load_reported(self) -> None:
        query = (
            select(ReportRow.assignment_id)
            .join(AssignmentRow, col(AssignmentRow.id) == col(ReportRow.assignment_id))
            .join(TaskRow, col(TaskRow.id) == col(AssignmentRow.task_id))
            .where(TaskRow.plan_id == self._plan_id)
        )
        self._reported = set(self._session.exec(query))

    def _clear_what_the_file_alone_says(self) -> None:
        tasks = select(TaskRow.id).where(TaskRow.plan_id == self._plan_id)
        collectives = select(CollectiveRow.id).where(CollectiveRow.plan_id == self._plan_id)
        units = select(UnitRow.id).where(UnitRow.plan_id == self._plan_id)
        self._session.exec(delete(PartyRow).where(col(PartyRow.task_id).in_(tasks)))
        self._session.exec(delete(CollectiveMemberRow).where(col(CollectiveMemberRow.collective_id).in_(collectives)))
        self._session.exec(delete(CollectiveRow).where(col(CollectiveRow.plan_id) == self._plan_id))
        self._session.exec(delete(AliasRow).where(col(AliasRow.unit_id).in_(units)))

    def _write_units(self) -> list[UnitRow]:
        """Write the units and their aliases; return the rows that the file no longer has."""
        rows = {row.name: row for row in self._rows(UnitRow)}
        live = [name for name, row in rows.items() if not row.withdrawn]
        renamed = renamed_units(live, self._document, rows.keys() - set(live))
        for position, unit in enumerate(self._document.units):
            row = rows.pop(renamed.get(unit.name, unit.name), None)
            values = {"name": unit.name, "kind": unit.kind, "position": position, "withdrawn": False}
            self._units[unit.name] = self._kept(UnitRow, row, values)
        self._session.flush()
        self._insert(
            AliasRow,
            (
                {"unit_id": self._units[unit.name].id, "name": alias, "position": position}
                for unit in self._document.units
                for position, alias in enumerate(unit.aliases)
            ),
        )
        return list(rows.values())

    def _write_collectives(self) -> None:
        for position, collective in enumerate(self._document.collectives):
            row = CollectiveRow(
                plan_id=self._plan_id,
                name=collective.name,
                kinds="\n".join(collective.kind),
                indefinite=collective.indefinite,
                position=position,
            )
            self._session.add(row)
            self._session.flush()
            self._collectives[row.name] = row_id(row)
            self._insert(
                CollectiveMemberRow,
                (
                    {"collective_id": row.id, "unit_id": self._units[member].id, "position": place}
                    for place, member in enumerate(collective.members)
                ),
            )

    def _write_tasks(self) -> None:
        rows = {row.no: row for row in self._rows(TaskRow)}
        for task in self._document.tasks:
            values = {
                "no": task.no,
                "title": task.title,
                "due": None if task.due == ONGOING else task.due,
                "ongoing": task.due == ONGOING,
                "withdrawn": False,
            }
            row = self._kept(TaskRow, rows.pop(task.no, None), values)
            self._session.flush()
            self._session.exec(delete(MeasureRow).where(col(MeasureRow.task_id) == row.id))
            self._insert(MeasureRow, _measure_values(row, task.measures))
            self._insert(PartyRow, self._party_values(row, task))
            self._write_assignments(row, _roles(task, self._document))
        for row in rows.values():
            self._write_assignments(row, {})
            self._take_out(row, is_kept=self._has_rows(AssignmentRow, col(AssignmentRow.task_id) == row.id))

    def _party_values(self, row: TaskRow, task: TaskEntry) -> Iterable[dict[str, Any]]:
        for role, names in ((Role.LEAD, task.lead), (Role.RESPONSIBLE, task.responsible)):
            for position, name in enumerate(names):
                unit = self._units.get(name)
                yield {
                    "task_id": row.id,
                    "role": role,
                    "position": position,
                    "unit_id": unit.id if unit else None,
                    "collective_id": None if unit else self._collectives[name],
                }

    def _write_assignments(self, task: TaskRow, roles: dict[str, tuple[Role, str | None]]) -> None:
        existing = self._session.exec(select(AssignmentRow).where(AssignmentRow.task_id == row_id(task)))
        rows = {row.unit_id: row for row in existing}
        principal = min((role for role, _ in roles.values()), key=list(Role).index, default=None)
        born: list[dict[str, Any]] = []
        for unit, (role, via) in roles.items():
            unit_id = row_id(self._units[unit])
            values = {"role": role, "via": via, "principal": role is principal, "withdrawn": False}
            if row := rows.pop(unit_id, None):
                row.sqlmodel_update(values)
            else:
                born.append({"task_id": task.id, "unit_id": unit_id, **values})
        self._insert(AssignmentRow, born)
        for row in rows.values():
            self._take_out(row, is_kept=row_id(row) in self._reported)
        self._session.flush()

    def _write_activities(self) -> None:
        rows = {row.no: row for row in self._rows(ActivityRow)}
        for entry in self._document.activities:
            values = {
                "no": entry.no,
                "month": entry.printed_month,
                "date": entry.date,
                "theme": entry.theme,
                "organizer_id": self._units[entry.organizer].id,
                "form": entry.form,
                "note": entry.note,
                "withdrawn": False,
            }
            self._kept(ActivityRow, rows.pop(entry.no, None), values)
        for row in rows.values():
            is_kept = self._has_rows(ActivityEventRow, col(ActivityEventRow.activity_id) == row.id)
            self._take_out(row, is_kept=is_kept)
        self._session.flush()

    def _take_out_units(self, rows: Iterable[UnitRow]) -> None:
        for row in rows:
            is_kept = self._has_rows(AssignmentRow, col(AssignmentRow.unit_id) == row.id) or self._has_rows(
                ActivityRow, col(ActivityRow.organizer_id) == row.id
            )
            self._take_out(row, is_kept=is_kept)
        self._session.flush()

    def _take_out(self, row: UnitRow | TaskRow | ActivityRow | AssignmentRow, *, is_kept: bool) -> None:
        if is_kept:
            row.withdrawn = True
        else:
            if isinstance(row, TaskRow):
                self._session.exec(delete(MeasureRow).where(col(MeasureRow.task_id) == row.id))
            self._session.delete(row)

    def _kept(self, table: type[_Row], row: _Row | None, values: dict[str, Any]) -> _Row:
        if row is None:
            row = table(plan_id=self._plan_id, **values)
            self._session.add(row)
        else:
            row.sqlmodel_update(values)
        return row

    def _rows(self, table: type[_Row]) -> Sequence[_Row]:
        return self._session.exec(select(table).where(table.plan_id == self._plan_id)).all()  # type: ignore[attr-defined]

    def _has_rows(self, table: type[SQLModel], condition: Any) -> bool:
        return self._session.exec(select(table).where(condition).limit(1)).first() is not None

    def _insert(self, table: type[SQLModel], values: Iterable[dict[str, Any]]) -> None:
        if rows := list(values):
            self._session.execute(insert(table), rows)


def _measure_values(task: TaskRow, measures: Iterable[MeasureEntry]) -> Iterable[dict[str, Any]]:
    for no, measure in enumerate(measures, start=1):
        yield {"task_id": task.id, "no": no, **measure.model_dump()}


def _roles(task: TaskEntry, document: PlanDocument) -> dict[str, tuple[Role, str | None]]:
    """Give each unit its role in a task, collectives spelled out."""
    collectives = {collective.name: collective for collective in document.collectives}
    claims: list[tuple[str, Role, str | None]] = [(name, Role.LEAD, None) for name in task.lead]
    for name in task.responsible:
        if collective := collectives.get(name):
            role = Role.POSSIBLE if collective.indefinite else Role.MEMBER
            claims += [(member, role, name) for member in _members(collective, document.units)]
        else:
            claims.append((name, Role.RESPONSIBLE, None))
    return rules.strongest_roles(claims)


def _members(collective: CollectiveEntry, units: Iterable[UnitEntry]) -> list[str]:
    return list(collective.members) or [unit.name for unit in units if unit.kind in collective.kind]
