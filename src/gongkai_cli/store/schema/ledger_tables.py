"""The tables of the ledger. Their foreign keys refer to `plan_tables`, which an insert need not load."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind, Form, Status
from gongkai_cli.store.schema.checks import is_address, not_blank, one_of


class ChangeRow(SQLModel, table=True):
    """One command that wrote: `at` is ISO 8601 with +08:00, `undone_by` the change that took it back."""

    __tablename__ = "change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        not_blank("who"),
        Index("ix_change_target_id", "target_id", sqlite_where=text("target_id IS NOT NULL")),
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
    """A progress report on one part: its standing on `reported_on`, and the one before."""

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
    """A step of an activity: its state on `reported_on`. NULL in theme, form and note means the plan file's."""

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
