"""The tables of the ledger. Their foreign keys lead to the tables of `plans`, which need not be loaded to insert."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind, DifferenceKind, Form, Status
from gongkai_cli.store.schema.checks import is_address, not_blank, one_of


class ChangeRow(SQLModel, table=True):
    """One command that wrote: when (ISO 8601, +08:00), who, what kind. `undone_by` is the change that took it back."""

    __tablename__ = "change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        not_blank("who"),
        Index("ix_change_target_id", "target_id", sqlite_where=text("target_id IS NOT NULL")),
        Index("ix_change_undone_by", "undone_by", sqlite_where=text("undone_by IS NOT NULL")),
        Index("ix_change_removal", "plan_id", sqlite_where=text("kind = 'remove'")),
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
    """A progress report on one assignment: its standing on `reported_on`, and the one before.

    A note, problem, next step or link that is NULL was not reported; an empty one no longer holds. `link` holds one
    address a line.
    """

    __tablename__ = "report"
    __table_args__ = (
        Index("ix_report_latest", "assignment_id", "reported_on", "id"),
        one_of("status", Status),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_sane"),
        CheckConstraint("(status = 'done') = (percent = 100)", name="done_is_100"),
        CheckConstraint("status <> 'not_started' OR percent = 0", name="not_started_is_0"),
        one_of("before_status", Status),
        CheckConstraint("before_percent BETWEEN 0 AND 100", name="before_percent_is_sane"),
        CheckConstraint("link = '' OR link LIKE 'http://%' OR link LIKE 'https://%'", name="link_is_address"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
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
    """A step in an activity's life: its state on `reported_on`.

    A date, theme, form or note that is NULL is the edition's. `last_date` is the last of several days; `time` is such
    as 09:00.
    """

    __tablename__ = "activity_event"
    __table_args__ = (
        Index("ix_activity_event_latest", "activity_id", "reported_on", "id"),
        one_of("status", ActivityStatus),
        one_of("form", Form),
        one_of("before_status", ActivityStatus),
        CheckConstraint("people >= 0", name="people_is_a_number"),
        CheckConstraint("date IS NOT NULL OR status NOT IN ('held', 'published')", name="status_has_its_date"),
        CheckConstraint("link IS NOT NULL OR status <> 'published'", name="published_has_its_link"),
        CheckConstraint("last_date > date", name="last_date_is_later"),
        CheckConstraint("time GLOB '[0-2][0-9]:[0-5][0-9]'", name="time_is_sane"),
        is_address("link"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    change_id: int = Field(foreign_key="change.id", index=True)
    activity_id: int = Field(foreign_key="activity.id")
    reported_on: dt.date
    status: str
    date: dt.date | None = None
    last_date: dt.date | None = None
    time: str | None = None
    theme: str | None = None
    form: str | None = None
    place: str | None = None
    people: int | None = None
    link: str | None = None
    note: str | None = None
    reason: str | None = None
    before_status: str


class DifferenceRow(SQLModel, table=True):
    """One line of a load: a field of an entry that changed, or (without a field) an entry that came or went.

    `words` is the change as the load showed it. The identities of what it is about are kept beside it.
    """

    __tablename__ = "difference"
    __table_args__ = (not_blank("subject"), one_of("kind", DifferenceKind))

    change_id: int = Field(foreign_key="change.id", primary_key=True)
    position: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    kind: str
    subject: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    words: str
    task_id: int | None = Field(default=None, foreign_key="task.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    activity_id: int | None = Field(default=None, foreign_key="activity.id")


class SheetRow(SQLModel, table=True):
    """报送表: a sheet given to a unit for a period, showing the state of `day`. `number` is its 表号."""

    __tablename__ = "sheet"
    __table_args__ = (not_blank("number"), CheckConstraint("last >= first", name="period_is_in_order"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    number: str = Field(unique=True)
    unit_id: int = Field(foreign_key="unit.id")
    first: dt.date
    last: dt.date
    day: dt.date
    file: str


class SheetPartRow(SQLModel, table=True):
    """One assignment on a sheet, with its row key, and the status, percent and report that the sheet showed."""

    __tablename__ = "sheet_part"
    __table_args__ = (
        not_blank("row_key"),
        one_of("status", Status),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_sane"),
    )

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    row_key: str
    status: str
    percent: int
    note: str | None = None
    report_id: int | None = Field(default=None, foreign_key="report.id")


class SheetActivityRow(SQLModel, table=True):
    """One activity on a sheet, with its row key, and the step that the sheet showed."""

    __tablename__ = "sheet_activity"
    __table_args__ = (not_blank("row_key"),)

    sheet_id: int = Field(foreign_key="sheet.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    row_key: str
    event_id: int | None = Field(default=None, foreign_key="activity_event.id")


class ReturnedRow(SQLModel, table=True):
    """A file that came back, and was merged by a change of its own.

    `rows_left` counts the rows that were not merged and may be later; `answers` holds the clerk's answers, one a line.
    """

    __tablename__ = "returned"
    __table_args__ = (
        not_blank("file"),
        CheckConstraint("length(sha256) = 64", name="sha256_is_sane"),
        Index("ix_returned_sha256", "sha256"),
        Index("ix_returned_sheet_id", "sheet_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    change_id: int = Field(foreign_key="change.id", unique=True)
    sheet_id: int | None = Field(default=None, foreign_key="sheet.id")
    file: str
    sha256: str
    format: str
    rows_read: int
    rows_taken: int
    rows_left: int
    answers: str
