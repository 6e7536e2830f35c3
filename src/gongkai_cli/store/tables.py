"""The schema, defined once: SQLModel tables with the checks that SQLite itself must hold.

A plan owns its units, collectives, tasks and activities; `party` is what a task prints, in order, and `assignment`
what follows from it: one part for each unit. `change` is one command that wrote; under it stand the progress
reports and activity events it wrote, none of which is ever edited or deleted. A row that has ledger entries and
disappears from its plan file is marked `withdrawn` instead of deleted.

Table models validate nothing by themselves (the checks below and `rules` do), and SQLModel reads annotations at
run time, so this module does without `from __future__ import annotations`.
"""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from gongkai_cli.words import ActivityStatus, ChangeKind, Form, Rhythm, Role, Status, Word


def one_of(column: str, vocabulary: type[Word]) -> CheckConstraint:
    """Return the check that a column holds a code of `vocabulary`, or nothing where it may be null."""
    codes = ", ".join(f"'{member.value}'" for member in vocabulary)
    return CheckConstraint(f"{column} IN ({codes})", name=f"{column}_is_known")


def not_blank(column: str) -> CheckConstraint:
    """Return the check that a text column says something."""
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_is_not_blank")


def is_address(column: str) -> CheckConstraint:
    """Return the check that a column holds an http(s) address."""
    return CheckConstraint(f"{column} LIKE 'http://%' OR {column} LIKE 'https://%'", name=f"{column}_is_address")


def row_id(row: Any) -> int:
    """Return the primary key of a row that has been flushed."""
    assert row.id is not None  # noqa: S101 - flushing gives it one
    return int(row.id)


class PlanRow(SQLModel, table=True):
    """工作要点; `based_on` holds one document a line."""

    __tablename__ = "plan"
    __table_args__ = (
        not_blank("key"),
        not_blank("title"),
        CheckConstraint("year BETWEEN 1949 AND 2999", name="year_is_sane"),
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
    """集体称谓; `kinds` holds one kind a line, and is empty where members are listed."""

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
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    position: int


class TaskRow(SQLModel, table=True):
    """任务; `due` is what the plan prints, `ongoing` that it prints 持续推进."""

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
    """A name that a task prints, in printed order: a unit that leads or is responsible, or a collective."""

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
    """承担: one unit's part in one task. A `principal` part is of the strongest role there: it speaks for the task."""

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
    """活动, as the plan file has it; what became of it stands in its events."""

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


class ChangeRow(SQLModel, table=True):
    """One command that wrote: when (ISO 8601, +08:00), who, what kind. `undone_by` is the change that took it back."""

    __tablename__ = "change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        not_blank("who"),
        Index("ix_change_undone_by", "undone_by", sqlite_where=text("undone_by IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    at: str
    who: str
    kind: str
    note: str | None = None
    target_id: int | None = Field(default=None, foreign_key="change.id")
    undone_by: int | None = Field(default=None, foreign_key="change.id")


class ReportRow(SQLModel, table=True):
    """A progress report on one part: the whole standing on `reported_on`, and what it was before."""

    __tablename__ = "report"
    __table_args__ = (
        Index("ix_report_latest", "assignment_id", "reported_on", "id"),
        one_of("status", Status),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_sane"),
        CheckConstraint("(status = 'done') = (percent = 100)", name="done_is_100"),
        CheckConstraint("status <> 'not_started' OR percent = 0", name="not_started_is_0"),
        one_of("before_status", Status),
        CheckConstraint("before_percent BETWEEN 0 AND 100", name="before_percent_is_sane"),
        is_address("link"),
    )

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    reported_on: dt.date
    status: str
    percent: int
    note: str | None = None
    problem: str | None = None
    next_step: str | None = None
    link: str | None = None
    before_status: str
    before_percent: int


class ActivityEventRow(SQLModel, table=True):
    """A step in an activity's life: its state on `reported_on`; absent theme, form and note are the plan file's."""

    __tablename__ = "activity_event"
    __table_args__ = (
        Index("ix_activity_event_latest", "activity_id", "reported_on", "id"),
        one_of("status", ActivityStatus),
        one_of("form", Form),
        one_of("before_status", ActivityStatus),
        CheckConstraint("people >= 0", name="people_is_a_number"),
        CheckConstraint("date IS NOT NULL OR status IN ('undated', 'cancelled')", name="status_has_its_date"),
        CheckConstraint("link IS NOT NULL OR status <> 'published'", name="published_has_its_link"),
        is_address("link"),
    )

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    activity_id: int = Field(foreign_key="activity.id")
    reported_on: dt.date
    status: str
    date: dt.date | None = None
    theme: str | None = None
    form: str | None = None
    place: str | None = None
    people: int | None = None
    link: str | None = None
    note: str | None = None
    reason: str | None = None
    before_status: str
