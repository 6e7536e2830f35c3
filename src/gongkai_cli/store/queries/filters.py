"""Which tasks or parts a listing wants, as SQL conditions: our own text, with what people type only in its values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai_cli.domain.text import clean_text
from gongkai_cli.domain.vocabulary import Pace, Role, Status

_ORDERS = {
    "no": "no",
    "status": "CASE status {status} END, no",
    "percent": "percent, no",
    "due": "due IS NULL, due, no",
    "pace": "CASE pace {pace} ELSE 9 END, no",
}
_SOMEBODY_HAS_THE_ROLE = """EXISTS (SELECT 1 FROM assignment AS a
  WHERE a.task_id = tasks.task_id AND a.role = :role AND NOT a.withdrawn)"""
SORTS = tuple(_ORDERS)
"""The columns that tasks and parts can be sorted by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tasks or parts to list: empty means all. `search` looks for its text in everything that is written."""

    role: Role | None = None
    status: Status | None = None
    pace: Pace | None = None
    search: str | None = None
    sort: str = "no"


def conditions(choice: Choice, view: str) -> tuple[str, str, dict[str, Any]]:
    """Return a choice as conditions on a view (each with its AND), an order, and the values of both."""
    pieces: list[str] = []
    values: dict[str, Any] = {}
    for column in ("status", "pace"):
        if wanted := getattr(choice, column):
            pieces.append(f"{column} = :{column}")
            values[column] = wanted.value
    if choice.role:
        values["role"] = choice.role.value
        pieces.append("role = :role" if view == "assignments" else _SOMEBODY_HAS_THE_ROLE)
    if choice.search:
        values["search"] = f"%{_escaped(clean_text(choice.search))}%"
        pieces.append(_search_in(view))
    status = " ".join(f"WHEN '{word.value}' THEN {place}" for place, word in enumerate(Status))
    by_urgency = [Pace.OVERDUE, Pace.BEHIND, Pace.ON_TRACK, Pace.AHEAD, Pace.DONE]
    pace = " ".join(f"WHEN '{word.value}' THEN {place}" for place, word in enumerate(by_urgency))
    order = _ORDERS[choice.sort].format(status=status, pace=pace)
    return "".join(f" AND {piece}" for piece in pieces), f"withdrawn, {order}", values


def _search_in(view: str) -> str:
    columns = {
        "assignments": ("unit", "title", "via", "note", "problem", "next", "link"),
        "tasks": ("title", "lead", "responsible", "collectives"),
    }[view]
    places = [_like(columns), f"EXISTS (SELECT 1 FROM measure WHERE measure.task_id = {view}.task_id AND {_MEASURE})"]  # noqa: S608
    if view == "tasks":
        places.append(f"EXISTS (SELECT 1 FROM assignments AS a WHERE a.task_id = tasks.task_id AND {_PART})")  # noqa: S608
    return f"({' OR '.join(places)})"


def _like(columns: Sequence[str]) -> str:
    return "(" + " OR ".join(f"{column} LIKE :search ESCAPE '\\'" for column in columns) + ")"


_MEASURE = _like(("measure.text", "measure.indicator"))
_PART = _like(("a.note", "a.problem", "a.next", "a.link"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
