"""The floor of `mark`: a minimal SQLModel program that inserts the same rows, a change and a report."""

import sys
from datetime import date

from sqlmodel import Field, Session, SQLModel, create_engine


class Change(SQLModel, table=True):
    """One command that wrote."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(index=True)
    at: str
    who: str
    kind: str


class Report(SQLModel, table=True):
    """A progress report."""

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    assignment_id: int = Field(index=True)
    reported_on: date
    status: str
    percent: int
    before_status: str
    before_percent: int


engine = create_engine(f"sqlite:///{sys.argv[1]}")
if sys.argv[2:] == ["create"]:
    SQLModel.metadata.create_all(engine)
    sys.exit()
with Session(engine) as session:
    change = Change(plan_id=1, at="2024-10-08T09:00:00+08:00", who="经办人", kind="mark")
    session.add(change)
    session.flush()
    assert change.id is not None
    report = Report(
        change_id=change.id,
        assignment_id=3,
        reported_on=date(2024, 10, 8),
        status="in_progress",
        percent=40,
        before_status="not_started",
        before_percent=0,
    )
    session.add(report)
    session.commit()
sys.stdout.write("marked\n")
