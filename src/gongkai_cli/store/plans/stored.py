"""Rows → PlanDocument: a plan as the file that it was loaded from, for the next file to be compared with."""

from sqlmodel import Session, col, select

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
from gongkai_cli.store.schema.checks import row_id
from gongkai_cli.store.schema.plan_tables import (
    ActivityRow,
    AliasRow,
    CollectiveMemberRow,
    CollectiveRow,
    MeasureRow,
    PartyRow,
    PlanRow,
    TaskRow,
    UnitRow,
)


def stored(session: Session, key: str) -> PlanDocument | None:
    """Return a plan as the document it was loaded from, normalized, without what has been withdrawn."""
    plan = session.exec(select(PlanRow).where(PlanRow.key == key)).first()
    if plan is None:
        return None
    return _Stored(session, plan).document()


def former_units(session: Session, key: str) -> frozenset[str]:
    """Return the names of a plan's withdrawn units, which the ledger still speaks of."""
    query = select(UnitRow.name).join(PlanRow, col(PlanRow.id) == col(UnitRow.plan_id))
    return frozenset(session.exec(query.where(PlanRow.key == key, col(UnitRow.withdrawn).is_(True))))


class _Stored:
    """The rows of one plan on their way back into a document. They were checked when they came in."""

    def __init__(self, session: Session, plan: PlanRow) -> None:
        self._session = session
        self._plan = plan
        live_units = select(UnitRow).where(UnitRow.plan_id == plan.id, col(UnitRow.withdrawn).is_(False))
        self._units = session.exec(live_units.order_by(col(UnitRow.position))).all()
        groups = select(CollectiveRow).where(CollectiveRow.plan_id == plan.id)
        self._collectives = session.exec(groups.order_by(col(CollectiveRow.position))).all()
        everyone = session.exec(select(UnitRow.id, UnitRow.name).where(UnitRow.plan_id == plan.id))
        self._unit_names = {unit: name for unit, name in everyone if unit is not None}

    def document(self) -> PlanDocument:
        """Return the whole plan."""
        header = self._plan.model_dump(exclude={"id", "based_on"})
        return PlanDocument.model_construct(
            plan=PlanHeader.model_construct(**header, based_on=tuple(self._plan.based_on.splitlines())),
            units=self._unit_entries(),
            collectives=self._collective_entries(),
            tasks=self._task_entries(),
            activities=self._activity_entries(),
        )

    def _unit_entries(self) -> tuple[UnitEntry, ...]:
        aliases: dict[int, list[str]] = {}
        query = select(AliasRow).join(UnitRow, col(UnitRow.id) == col(AliasRow.unit_id))
        ordered = query.where(UnitRow.plan_id == self._plan.id).order_by(col(AliasRow.position))
        for alias in self._session.exec(ordered):
            aliases.setdefault(alias.unit_id, []).append(alias.name)
        return tuple(
            UnitEntry.model_construct(name=row.name, kind=row.kind, aliases=tuple(aliases.get(row_id(row), ())))
            for row in self._units
        )

    def _collective_entries(self) -> tuple[CollectiveEntry, ...]:
        members: dict[int, list[str]] = {}
        ids = [row_id(row) for row in self._collectives]
        query = select(CollectiveMemberRow).where(col(CollectiveMemberRow.collective_id).in_(ids))
        for member in self._session.exec(query.order_by(col(CollectiveMemberRow.position))):
            members.setdefault(member.collective_id, []).append(self._unit_names[member.unit_id])
        return tuple(
            CollectiveEntry.model_construct(
                name=row.name,
                kind=tuple(row.kinds.splitlines()),
                members=tuple(members.get(row_id(row), ())),
                indefinite=row.indefinite,
            )
            for row in self._collectives
        )

    def _task_entries(self) -> tuple[TaskEntry, ...]:
        live = select(TaskRow).where(TaskRow.plan_id == self._plan.id, col(TaskRow.withdrawn).is_(False))
        rows = self._session.exec(live.order_by(col(TaskRow.no))).all()
        parties = self._parties()
        measures = self._measures()
        return tuple(
            TaskEntry.model_construct(
                no=row.no,
                title=row.title,
                lead=tuple(parties.get((row_id(row), Role.LEAD), ())),
                responsible=tuple(parties.get((row_id(row), Role.RESPONSIBLE), ())),
                due=ONGOING if row.ongoing else row.due,
                measures=tuple(measures.get(row_id(row), ())),
            )
            for row in rows
        )

    def _parties(self) -> dict[tuple[int, str], list[str]]:
        collective_names = {row_id(row): row.name for row in self._collectives}
        parties: dict[tuple[int, str], list[str]] = {}
        query = select(PartyRow).join(TaskRow, col(TaskRow.id) == col(PartyRow.task_id))
        ordered = query.where(TaskRow.plan_id == self._plan.id).order_by(col(PartyRow.position))
        for party in self._session.exec(ordered):
            if party.unit_id is not None:
                name = self._unit_names[party.unit_id]
            else:
                name = collective_names[party.collective_id or 0]
            parties.setdefault((party.task_id, party.role), []).append(name)
        return parties

    def _measures(self) -> dict[int, list[MeasureEntry]]:
        measures: dict[int, list[MeasureEntry]] = {}
        query = select(MeasureRow).join(TaskRow, col(TaskRow.id) == col(MeasureRow.task_id))
        ordered = query.where(TaskRow.plan_id == self._plan.id).order_by(col(MeasureRow.no))
        for row in self._session.exec(ordered):
            entry = MeasureEntry.model_construct(
                text=row.text,
                indicator=row.indicator,
                rhythm=Rhythm(row.rhythm) if row.rhythm else None,
                due=row.due,
            )
            measures.setdefault(row.task_id, []).append(entry)
        return measures

    def _activity_entries(self) -> tuple[ActivityEntry, ...]:
        live = select(ActivityRow).where(ActivityRow.plan_id == self._plan.id, col(ActivityRow.withdrawn).is_(False))
        return tuple(
            ActivityEntry.model_construct(
                no=row.no,
                month=row.month,
                date=row.date,
                theme=row.theme,
                organizer=self._unit_names[row.organizer_id],
                form=Form(row.form) if row.form else None,
                note=row.note,
            )
            for row in self._session.exec(live.order_by(col(ActivityRow.no)))
        )
