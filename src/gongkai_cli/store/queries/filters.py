"""Conditions and orders of queries. Their SQL is written here; typed text goes only into their values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from gongkai_cli.domain.text import clean_text
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.vocabulary import Pace, Role, Sort, Status, Word


class Condition(NamedTuple):
    """A condition on the rows of a view, with the values of its parameters. An empty text holds for all rows."""

    text: str = ""
    values: Mapping[str, Any] = MappingProxyType({})

    def __and__(self, other: "Condition") -> "Condition":
        if not self.text:
            return other
        if not other.text:
            return self
        return Condition(f"{self.text} AND {other.text}", {**self.values, **other.values})


ALL_ROWS = Condition()
"""The condition that holds for all rows."""


def equals(column: str, value: Any) -> Condition:
    """Return the condition that a column has a value."""
    return Condition(f'"{column}" = :{column}', {column: value})


def organized_by(name: str) -> Condition:
    """Return the condition that a unit is among the organizers of an activity."""
    return Condition(
        "instr(char(10) || organizers || char(10), char(10) || :organizer || char(10))", {"organizer": name}
    )


def among(column: str, values: Collection[Any]) -> Condition:
    """Return the condition that a column has one of some values."""
    named = {f"{column}_{place}": value for place, value in enumerate(values)}
    listed = ", ".join(f":{key}" for key in named)
    return Condition(f'"{column}" IN ({listed})', named)


def rank(column: str, words: Iterable[Word]) -> str:
    """Return an SQL expression that sorts the codes in a column by their place among `words`."""
    places = " ".join(f"WHEN '{word.value}' THEN {place}" for place, word in enumerate(words))
    return f"CASE {column} {places} ELSE 9 END"


# Lines of the ledger


OF_A_DAY = Condition('"on" IS NOT NULL')
"""The condition that a ledger line is of a day, as reports and steps are; the changes of a load are not."""


def on_task(task_id: int) -> Condition:
    """Return the condition that a ledger line is on the task with this identity, or changes it."""
    return equals("task_id", task_id)


def on_activity(activity_id: int) -> Condition:
    """Return the condition that a ledger line is on the activity with this identity, or changes it."""
    return equals("activity_id", activity_id)


def of_unit(name: str) -> Condition:
    """Return the condition that a row is of a unit."""
    return equals("unit", name)


def of_units(names: Sequence[str]) -> Condition:
    """Return the condition that a row is of one of some units."""
    return among("unit", names)


def entered_by(person: str) -> Condition:
    """Return the condition that a person entered a ledger line."""
    return equals("by", person)


def entered_since(day: date) -> Condition:
    """Return the condition that a ledger line was entered on a day or later."""
    return Condition("substr(at, 1, 10) >= :since", {"since": day.isoformat()})


def entered_until(day: date) -> Condition:
    """Return the condition that a ledger line was entered on a day or earlier."""
    return Condition("substr(at, 1, 10) <= :until", {"until": day.isoformat()})


def reported_since(day: date) -> Condition:
    """Return the condition that a ledger line reports on a day or later."""
    return Condition('"on" >= :since', {"since": day.isoformat()})


def reported_until(day: date) -> Condition:
    """Return the condition that a ledger line reports on a day or earlier."""
    return Condition('"on" <= :until', {"until": day.isoformat()})


def with_text(text: str) -> Condition:
    """Return the condition that a ledger line has a text: in its subject, its unit, or what it says and changes."""
    return _found(text, _LINE_HAS_TEXT)


# Tasks and parts

_BY_URGENCY = (Pace.OVERDUE, Pace.BEHIND, Pace.ON_TRACK, Pace.AHEAD, Pace.DONE)
_ORDERS = {
    Sort.NO: "no",
    Sort.STATUS: f"{rank('status', Status)}, no",
    Sort.PERCENT: "percent, no",
    Sort.DUE: "due IS NULL, due, no",
    Sort.PACE: f"{rank('pace', _BY_URGENCY)}, no",
}


class Choice(NamedTuple):
    """The tasks or parts to list, and their order; None is any. `search` is a text to find."""

    role: Role | None = None
    status: Status | None = None
    pace: Pace | None = None
    search: str | None = None
    sort: Sort = Sort.NO

    @property
    def order(self) -> str:
        """The SQL order of the rows, withdrawn ones last."""
        return f"withdrawn, {_ORDERS[self.sort]}"

    def of_tasks(self) -> Condition:
        """Return the choice as a condition on the view `tasks`."""
        condition = self._of_both()
        if self.role:
            condition &= Condition(_TASK_HAS_ROLE, {"role": self.role.value})
        if self.search:
            condition &= _found(self.search, _TASK_HAS_TEXT)
        return condition

    def of_parts(self) -> Condition:
        """Return the choice as a condition on the view `assignments`."""
        condition = self._of_both()
        if self.role:
            condition &= equals("role", self.role.value)
        if self.search:
            condition &= _found(self.search, _PART_HAS_TEXT)
        return condition

    def _of_both(self) -> Condition:
        condition = ALL_ROWS
        if self.status:
            condition &= equals("status", self.status.value)
        if self.pace:
            condition &= equals("pace", self.pace.value)
        return condition


def _has_text(*columns: str) -> str:
    return "(" + " OR ".join(f"{column} LIKE :search ESCAPE '\\'" for column in columns) + ")"


_LINE_HAS_TEXT = _has_text("subject_title", "unit", "note", "problem", "next", "link", "changes")
_TASK_HAS_ROLE = """EXISTS (SELECT 1 FROM assignment_entry AS a
  WHERE a.edition_id = tasks.edition_id AND a.task_id = tasks.task_id AND a.role = :role AND NOT a.withdrawn)"""
_MEASURE_HAS_TEXT = _has_text("measure.text", "measure.indicator")
_REPORT_HAS_TEXT = _has_text("report.note", "report.problem", "report.next_step", "report.link")
_SAID = f"""FROM report JOIN change ON change.id = report.change_id
    WHERE report.reported_on <= :day AND change.undone_by IS NULL AND {_REPORT_HAS_TEXT}"""
"""Every report up to the day in which the text was said. What no longer holds is found too."""
_PART_HAS_TEXT = f"""({_has_text("unit", "title", "via")}
  OR EXISTS (SELECT 1 {_SAID} AND report.assignment_id = assignments.assignment_id)
  OR EXISTS (SELECT 1 FROM measure WHERE measure.edition_id = assignments.edition_id
    AND measure.task_id = assignments.task_id AND {_MEASURE_HAS_TEXT}))"""  # noqa: S608 - our own words
_TASK_HAS_TEXT = f"""({_has_text("title", "lead", "responsible", "collectives", "support", "others", "section")}
  OR EXISTS (SELECT 1 FROM measure WHERE measure.edition_id = tasks.edition_id
    AND measure.task_id = tasks.task_id AND {_MEASURE_HAS_TEXT})
  OR EXISTS (SELECT 1 FROM assignment AS one WHERE one.task_id = tasks.task_id
    AND EXISTS (SELECT 1 {_SAID} AND report.assignment_id = one.id)))"""  # noqa: S608 - our own words


def _found(text: str, condition: str) -> Condition:
    """Return the condition that a text is found, as typed or folded."""
    typed, folded = clean_text(text), plain(clean_text(text))
    found = Condition(condition, {"search": _pattern(typed)})
    if folded == typed:
        return found
    values = {**found.values, "folded": _pattern(folded)}
    return Condition(f"({condition} OR {condition.replace(':search', ':folded')})", values)


def _pattern(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
