"""Rows of the views → the dataclasses of `model`."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai_cli.domain.answers import Owed
from gongkai_cli.domain.model import (
    Activity,
    FieldChange,
    LedgerEntry,
    Measure,
    Part,
    Plan,
    PlanSummary,
    Standing,
    Task,
    Unit,
)
from gongkai_cli.domain.text import distinct_lines, split_names
from gongkai_cli.domain.vocabulary import ActivityStatus, ChangeKind, Form, Pace, Rhythm, Role, Status

_NUMBERS = {"percent", "people"}
_SUBJECTS = {
    "task": "任务 {no}　{title}",
    "activity": "活动 {no}　{title}",
    "plan": "{title}",
    "change": "第 {no} 号",
    "difference": "{title}",
}


def fetch(
    connection: sqlite3.Connection, query: str, values: Mapping[str, Any] | tuple[Any, ...]
) -> list[dict[str, Any]]:
    """Return the rows of a query, each as a dict of its columns."""
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def to_day(text: str | None) -> date | None:
    """Return the date of an ISO text; None stays None."""
    return date.fromisoformat(text) if text else None


def to_plan(row: dict[str, Any]) -> Plan:
    """Return the plan of a row of the table `plan`."""
    return Plan(
        **{
            **row,
            "year": int(row["year"]),
            "issued_on": date.fromisoformat(row["issued_on"]),
            "ends_on": date.fromisoformat(row["ends_on"]),
            "based_on": tuple(row["based_on"].splitlines()),
            "also": tuple(row["also"].splitlines()),
        }
    )


def to_plan_summary(row: dict[str, Any]) -> PlanSummary:
    """Return the summary of a row of the view `plans`."""
    days = {name: date.fromisoformat(row[name]) for name in ("issued_on", "ends_on")}
    return PlanSummary(**{**row, **days})


def to_owed(rows: Sequence[dict[str, Any]]) -> Owed:
    """Return a unit's reports in a period, from its counted assignments."""
    expected = [row for row in rows if row["is_reported"] or not row["was_over"]]
    unit = rows[0]
    return Owed(
        unit=unit["unit"],
        kind=unit["kind"],
        expected=len(expected),
        reported=sum(row["is_reported"] for row in rows),
        latest=to_day(unit["latest"]),
        missing=tuple(row["no"] for row in expected if not row["is_reported"]),
        contact=unit["contact"],
        phone=unit["phone"],
    )


def to_measure(row: dict[str, Any]) -> Measure:
    """Return the measure of a row of the view `measures`."""
    rhythm = Rhythm(row["rhythm"]) if row["rhythm"] else None
    return Measure(**{**row, "rhythm": rhythm, "due": to_day(row["due"])})


def to_form(text: str | None) -> Form | str | None:
    """Return a known form, or the plan's own words for another one."""
    if text in list(Form):
        return Form(text)
    return text


def to_activity(row: dict[str, Any]) -> Activity:
    """Return the activity of a row of the view `schedule`."""
    return Activity(
        **{
            **row,
            "date": to_day(row["date"]),
            "last_date": to_day(row["last_date"]),
            "form": to_form(row["form"]),
            "organizers": tuple(row["organizers"].splitlines()),
            "status": ActivityStatus(row["status"]),
            "late": bool(row["late"]),
            "on": to_day(row["on"]),
            "withdrawn": bool(row["withdrawn"]),
        }
    )


def others_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return duty → names of a text such as `指导<TAB>县政府办<TAB>县司法局`, one duty a line."""
    lines = (line.split("\t") for line in text.splitlines())
    return {duty: tuple(names) for duty, *names in lines}


def to_task(row: dict[str, Any]) -> Task:
    """Return the task of a row of the view `tasks`."""
    return Task(
        **{
            **row,
            **{key: split_names(row[key]) for key in ("lead", "responsible", "support")},
            # A collective of every task may stand under this one as well.
            "collectives": tuple(dict.fromkeys(split_names(row["collectives"]))),
            "others": others_of(row["others"]),
            "status": Status(row["status"]),
            **_timing(row),
        }
    )


def to_part(row: dict[str, Any]) -> Part:
    """Return the part of a row of the view `assignments`."""
    return Part(
        **{
            **row,
            "role": Role(row["role"]),
            "counted": bool(row["counted"]),
            "status": Status(row["status"]),
            **{name: to_day(row[name]) for name in ("on", "note_on", "problem_on", "next_on")},
            "links": distinct_lines(row["links"]),
            **_timing(row),
        }
    )


def _timing(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "due": to_day(row["due"]),
        "due_derived": bool(row["due_derived"]),
        "pace": Pace(row["pace"]) if row["pace"] else None,
        "ongoing": bool(row["ongoing"]),
        "withdrawn": bool(row["withdrawn"]),
    }


def to_unit(row: dict[str, Any]) -> Unit:
    """Return the unit of a row of the view `units`."""
    pace = Pace(row["pace"]) if row["pace"] else None
    return Unit(**{**row, "pace": pace, "aliases": split_names(row["aliases"]), "withdrawn": bool(row["withdrawn"])})


def to_entry(row: dict[str, Any]) -> LedgerEntry:
    """Return the entry of a row of the view `ledger`."""
    links = distinct_lines(row["link"])
    return LedgerEntry(
        id=row["id"],
        at=row["at"],
        by=row["by"],
        kind=ChangeKind(row["kind"]),
        subject=subject(row),
        unit=row["unit"],
        before=standing(row, "before"),
        after=standing(row, "after"),
        note=row["note"],
        problem=row["problem"],
        next=row["next"],
        link=links[0] if links else None,
        on=to_day(row["on"]),
        undone=bool(row["undone"]),
        links=links,
        changes=_changes(row["changes"]),
    )


def _changes(text: str | None) -> tuple[FieldChange, ...]:
    """Return the changes of a text such as `place<TAB>县政府<TAB>农技中心`, one a line."""
    changes = []
    for line in (text or "").split("\n"):
        if not line:
            continue
        field, before, after = (*line.split("\t"), "", "")[:3]
        changes.append(FieldChange(field, _value(field, before), _value(field, after)))
    return tuple(changes)


def _value(field: str, text: str) -> str | int | None:
    if field in _NUMBERS and text.isdecimal():
        return int(text)
    return text or None


def subject(row: dict[str, Any]) -> str:
    """Return the subject of a row of the view `ledger` in words."""
    return _SUBJECTS[row["subject_kind"]].format(no=row["subject_no"], title=row["subject_title"])


def standing(row: dict[str, Any], moment: str) -> Standing | ActivityStatus | None:
    """Return the state in a row of the view `ledger`, if it has one.

    Args:
        row: the row.
        moment: `before` or `after` the change.
    """
    status, percent = row[f"{moment}_status"], row[f"{moment}_percent"]
    if status is None:
        return None
    return ActivityStatus(status) if percent is None else Standing(Status(status), percent)
