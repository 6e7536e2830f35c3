"""The tables for the content of plan files."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, Form, Rhythm, Role
from gongkai_cli.store.schema.checks import is_address, not_blank, one_of


class PlanRow(SQLModel, table=True):
    """工作要点; `based_on` has one document on each line."""

    __tablename__ = "plan"
    __table_args__ = (
        not_blank("key"),
        not_blank("title"),
        CheckConstraint(f"year BETWEEN {FIRST_YEAR} AND {LAST_YEAR}", name="year_is_sane"),
        CheckConstraint("ends_on >= issued_on", name="ends_after_it_begins"),
        is_address("source"),
        Index("ix_plan_newest", "year", "issued_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    title: str
    year: int
    region: str | None = None
    issuer: str | None = None
    issued_on: dt.date
    ends_on: dt.date
    source: str | None = None
    based_on: str = ""


class UnitRow(SQLModel, table=True):
    """单位; `position` is its place in the plan file, from 0."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("plan_id", "name"), not_blank("name"), not_blank("kind"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str
    kind: str
    position: int
    withdrawn: bool = False


class AliasRow(SQLModel, table=True):
    """Another name of a unit."""

    __tablename__ = "alias"
    __table_args__ = (not_blank("name"),)

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    name: str = Field(primary_key=True)
    position: int


class CollectiveRow(SQLModel, table=True):
    """集体称谓; `kinds` has one kind on each line, and is empty if members are listed."""

    __tablename__ = "collective"
    __table_args__ = (UniqueConstraint("plan_id", "name"), not_blank("name"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str
    kinds: str
    indefinite: bool
    position: int


class CollectiveMemberRow(SQLModel, table=True):
    """A unit listed by name under a collective."""

    __tablename__ = "collective_member"

    collective_id: int = Field(foreign_key="collective.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True, index=True)
    position: int


class TaskRow(SQLModel, table=True):
    """任务; `due` is the printed deadline, `ongoing` is true for 持续推进."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("plan_id", "no"),
        CheckConstraint("no BETWEEN 1 AND 999", name="no_is_sane"),
        not_blank("title"),
        CheckConstraint("due IS NULL OR NOT ongoing", name="ongoing_has_no_due"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    no: int
    title: str
    due: dt.date | None = None
    ongoing: bool = False
    withdrawn: bool = False


class MeasureRow(SQLModel, table=True):
    """举措, numbered under its task."""

    __tablename__ = "measure"
    __table_args__ = (not_blank("text"), one_of("rhythm", Rhythm))

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    no: int = Field(primary_key=True)
    text: str
    indicator: str | None = None
    rhythm: str | None = None
    due: dt.date | None = None


class PartyRow(SQLModel, table=True):
    """A name printed with a task, in order: a lead or responsible unit, or a collective."""

    __tablename__ = "party"
    __table_args__ = (
        CheckConstraint("role IN ('lead', 'responsible')", name="role_is_printed"),
        CheckConstraint("(unit_id IS NULL) <> (collective_id IS NULL)", name="unit_or_collective"),
    )

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    role: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    collective_id: int | None = Field(default=None, foreign_key="collective.id", index=True)


class AssignmentRow(SQLModel, table=True):
    """承担: one unit's part in one task; `principal` parts have the strongest role and speak for the task."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("task_id", "unit_id"),
        one_of("role", Role),
        Index("ix_assignment_principal", "task_id", sqlite_where=text("principal")),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: str
    via: str | None = None
    principal: bool
    withdrawn: bool = False


class ActivityRow(SQLModel, table=True):
    """活动 as in the plan file; its later states are its events."""

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("plan_id", "no"),
        CheckConstraint("no BETWEEN 1 AND 999", name="no_is_sane"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_is_sane"),
        not_blank("theme"),
        one_of("form", Form),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    no: int
    month: int
    date: dt.date | None = None
    theme: str
    organizer_id: int = Field(foreign_key="unit.id", index=True)
    form: str | None = None
    note: str | None = None
    withdrawn: bool = False
