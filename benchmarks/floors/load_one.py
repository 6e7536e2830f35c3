"""The floor of loading one plan: a minimal SQLModel program that inserts the same rows, read from a JSON file."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Field, Session, SQLModel, create_engine


class Plan(SQLModel, table=True):
    """A plan."""

    id: int = Field(primary_key=True)
    key: str = Field(unique=True)
    title: str
    year: int
    issued_on: date
    ends_on: date


class Unit(SQLModel, table=True):
    """A unit."""

    id: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    name: str
    kind: str
    position: int


class Alias(SQLModel, table=True):
    """Another name of a unit."""

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    name: str = Field(primary_key=True)
    position: int


class Collective(SQLModel, table=True):
    """Words that stand for units."""

    id: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str
    kinds: str


class Task(SQLModel, table=True):
    """A task."""

    id: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    no: int
    title: str
    due: date | None


class Measure(SQLModel, table=True):
    """What a task asks for."""

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    no: int = Field(primary_key=True)
    text: str
    rhythm: str | None


class Party(SQLModel, table=True):
    """A name that a task prints."""

    task_id: int = Field(foreign_key="task.id", primary_key=True)
    role: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    unit_id: int | None = Field(foreign_key="unit.id")
    collective_id: int | None = Field(foreign_key="collective.id")


class Assignment(SQLModel, table=True):
    """A unit's part."""

    id: int = Field(primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: str
    via: str | None
    principal: bool


class Activity(SQLModel, table=True):
    """An activity."""

    id: int = Field(primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    no: int
    month: int
    theme: str
    organizer_id: int = Field(foreign_key="unit.id")


TABLES: tuple[type[SQLModel], ...] = (Plan, Unit, Alias, Collective, Task, Measure, Party, Assignment, Activity)
DAYS = {"issued_on", "ends_on", "due"}


def typed(values: dict[str, Any]) -> dict[str, Any]:
    """Return values with their days as dates."""
    return {name: date.fromisoformat(value) if name in DAYS and value else value for name, value in values.items()}


rows = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
made = Path(sys.argv[2])
made.unlink(missing_ok=True)
engine = create_engine(f"sqlite:///{made}")
SQLModel.metadata.create_all(engine)
with Session(engine) as session:
    for table in TABLES:
        known = table.model_fields.keys()
        found = rows[str(table.__tablename__)]
        session.add_all(table(**typed({name: value for name, value in row.items() if name in known})) for row in found)
        session.flush()
    session.commit()
