"""The tables of plans: identities that last, and their entries in each edition of a plan.

A load makes an edition. Tasks, units, assignments and activities have an identity, to which reports and events refer,
and an entry in each edition (number, title, name, role). An edition is never changed. Entries of earlier editions that
a file no longer has are carried on as `withdrawn`, so every identity has an entry in the newest edition.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, Rhythm, Role
from gongkai_cli.store.schema.checks import is_address, not_blank, one_of

FIRST_SINCE = "0001-01-01"
"""The day from which a plan's first edition is in force: its beginning."""


class PlanRow(SQLModel, table=True):
    """工作要点, known by its key."""

    __tablename__ = "plan"
    __table_args__ = (not_blank("key"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)


class EditionRow(SQLModel, table=True):
    """版次: a plan as one load brought it, in force from `since`.

    `issuer`, `based_on` and `also` (the collectives that every task has) hold one a line; `number` is the 文号.
    """

    __tablename__ = "edition"
    __table_args__ = (
        not_blank("title"),
        CheckConstraint(f"year BETWEEN {FIRST_YEAR} AND {LAST_YEAR}", name="year_is_sane"),
        CheckConstraint("ends_on >= issued_on", name="ends_after_it_begins"),
        is_address("source"),
        Index("ix_edition_in_force", "plan_id", "since", "id"),
        Index("ix_edition_newest", "year", "issued_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    change_id: int = Field(foreign_key="change.id", unique=True)
    since: dt.date
    title: str
    year: int
    region: str | None = None
    issuer: str | None = None
    issued_on: dt.date
    ends_on: dt.date
    source: str | None = None
    based_on: str = ""
    file: str | None = None
    number: str | None = None
    also: str = ""


class UnitRow(SQLModel, table=True):
    """单位: its identity."""

    __tablename__ = "unit"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)


class UnitEntryRow(SQLModel, table=True):
    """A unit in an edition; `position` is its place in the plan file, from 0."""

    __tablename__ = "unit_entry"
    __table_args__ = (
        not_blank("name"),
        not_blank("kind"),
        UniqueConstraint("edition_id", "name"),
    )

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True, index=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str
    kind: str
    position: int
    withdrawn: bool = False
    contact: str | None = None
    phone: str | None = None


class AliasRow(SQLModel, table=True):
    """Another name of a unit in an edition."""

    __tablename__ = "alias"
    __table_args__ = (not_blank("name"),)

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    name: str = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    position: int


class CollectiveRow(SQLModel, table=True):
    """集体称谓 of an edition; `kinds` holds one kind a line, and is empty where members are listed or not known yet."""

    __tablename__ = "collective"
    __table_args__ = (UniqueConstraint("edition_id", "name"), not_blank("name"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    edition_id: int = Field(foreign_key="edition.id")
    name: str
    kinds: str
    indefinite: bool
    position: int


class CollectiveMemberRow(SQLModel, table=True):
    """A unit listed by name under a collective."""

    __tablename__ = "collective_member"

    collective_id: int = Field(foreign_key="collective.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    position: int


class TaskRow(SQLModel, table=True):
    """任务: its identity."""

    __tablename__ = "task"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)


class TaskEntryRow(SQLModel, table=True):
    """A task in an edition.

    `due` is the day of the deadline and `due_words` how it is printed, where that is no day; `ongoing` stands for
    words such as 持续推进. `others` holds one duty a line: 指导, then the names, with tabs between.
    """

    __tablename__ = "task_entry"
    __table_args__ = (
        CheckConstraint("no BETWEEN 1 AND 999", name="no_is_sane"),
        not_blank("title"),
        CheckConstraint("due IS NULL OR NOT ongoing", name="ongoing_has_no_due"),
        Index("ix_task_entry_no", "edition_id", "no", unique=True, sqlite_where=text("NOT withdrawn")),
    )

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", primary_key=True, index=True)
    plan_id: int = Field(foreign_key="plan.id")
    no: int
    title: str
    due: dt.date | None = None
    ongoing: bool = False
    withdrawn: bool = False
    due_words: str | None = None
    printed: str | None = None
    section: str | None = None
    others: str = ""


class MeasureRow(SQLModel, table=True):
    """举措 of a task in an edition, numbered under its task; `due_words` is as of a task."""

    __tablename__ = "measure"
    __table_args__ = (not_blank("text"), one_of("rhythm", Rhythm))

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", primary_key=True)
    no: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    text: str
    indicator: str | None = None
    rhythm: str | None = None
    due: dt.date | None = None
    due_words: str | None = None


class PartyRow(SQLModel, table=True):
    """A name printed under a task, in printed order: a leading, responsible or supporting unit, or a collective."""

    __tablename__ = "party"
    __table_args__ = (
        CheckConstraint("role IN ('lead', 'responsible', 'support')", name="role_is_printed"),
        CheckConstraint("(unit_id IS NULL) <> (collective_id IS NULL)", name="unit_or_collective"),
    )

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", primary_key=True)
    role: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    collective_id: int | None = Field(default=None, foreign_key="collective.id")


class AssignmentRow(SQLModel, table=True):
    """承担: the identity of one unit's part in one task."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("task_id", "unit_id"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    task_id: int = Field(foreign_key="task.id")
    unit_id: int = Field(foreign_key="unit.id")


class AssignmentEntryRow(SQLModel, table=True):
    """An assignment in an edition. A `principal` one has the strongest role of its task, and speaks for it."""

    __tablename__ = "assignment_entry"
    __table_args__ = (
        one_of("role", Role),
        Index("ix_assignment_entry_unit", "edition_id", "unit_id"),
        Index("ix_assignment_entry_principal", "edition_id", "task_id", sqlite_where=text("principal")),
    )

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    task_id: int = Field(foreign_key="task.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    plan_id: int = Field(foreign_key="plan.id")
    role: str
    via: str | None = None
    principal: bool
    withdrawn: bool = False


class ActivityRow(SQLModel, table=True):
    """活动: its identity."""

    __tablename__ = "activity"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)


class ActivityEntryRow(SQLModel, table=True):
    """An activity in an edition, as printed; its later state is in its events.

    `month` is the printed month, and of several the last, with `first_month`; `printed_when` is how it is printed.
    `organizers` holds the names, one a line, and `organizer_id` the first of them that is a unit. `form` is a code, or
    words of the plan's own.
    """

    __tablename__ = "activity_entry"
    __table_args__ = (
        CheckConstraint("no BETWEEN 1 AND 999", name="no_is_sane"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_is_sane"),
        not_blank("theme"),
        not_blank("organizers"),
        CheckConstraint("first_month BETWEEN 1 AND 12", name="first_month_is_sane"),
        Index("ix_activity_entry_no", "edition_id", "no", unique=True, sqlite_where=text("NOT withdrawn")),
    )

    edition_id: int = Field(foreign_key="edition.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)
    plan_id: int = Field(foreign_key="plan.id")
    no: int
    month: int
    date: dt.date | None = None
    theme: str
    organizer_id: int | None = Field(default=None, foreign_key="unit.id")
    form: str | None = None
    note: str | None = None
    withdrawn: bool = False
    organizers: str
    printed_when: str | None = None
    first_month: int | None = None
    last_date: dt.date | None = None
    time: str | None = None
    audience: str | None = None
    content: str | None = None
    place: str | None = None
    people: int | None = None
