"""报送表: the sheets that units fill in, their numbers and the keys of their rows."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from gongkai_cli.domain.model import Activity, Part
from gongkai_cli.domain.text import folded

# No vowels, so that no word comes about, and no letter that looks like a digit.
_LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
_MARKS = "0123456789" + _LETTERS
_NUMBER = re.compile(r"GK[0-9]{2}-[0-9A-Z]{1,4}-[0-9]{3,}-[A-Z]")
_ROW_KEY = re.compile(rf"[0-9A]?[0-9]{{2,3}}-[{_MARKS}]{{3}}[{_LETTERS}]")
_CARRIER_MARK = "gongkai-sheet-1"
_SEPARATOR = "|"


class SheetIdentity(NamedTuple):
    """The identity of a sheet, as its hidden carriers hold it: plan key, unit, 表号."""

    plan: str
    unit: str
    number: str

    @property
    def carrier(self) -> str:
        """The text of a hidden carrier."""
        return _SEPARATOR.join((_CARRIER_MARK, self.plan, self.unit, self.number))

    @classmethod
    def read(cls, text: str) -> "SheetIdentity | None":
        """Return the identity in the text of a carrier; None where it is the text of another program."""
        mark, *values = text.strip().split(_SEPARATOR)
        if mark != _CARRIER_MARK or len(values) != len(cls._fields):
            return None
        return cls(*values)


def sheet_number(year: int, code: str, running: int) -> str:
    """Return a 表号 such as GK24-10-017-R; its last letter is a check.

    Args:
        year: the plan's year.
        code: the code of the period, as `period_code` gives it.
        running: the sheet's running number in the store.
    """
    body = f"GK{year % 100:02}-{code}-{running:03}"
    return f"{body}-{_check_letter(body)}"


def find_sheet_number(text: str) -> str | None:
    """Return the first 表号 in a text that is in order; None where there is none, or its check letter is wrong."""
    for found in _NUMBER.findall(normalize("NFKC", text).upper()):
        body, _, letter = found.rpartition("-")
        if letter == _check_letter(body):
            return str(found)
    return None


def _check_letter(body: str) -> str:
    return _LETTERS[int(sha256(body.encode()).hexdigest(), 16) % len(_LETTERS)]


def part_key(plan: str, unit: str, no: int, title: str) -> str:
    """Return the key of a part's row, such as 03-7F0K: the task's number, and letters of plan, unit and task."""
    return f"{no:02}-{_hashed(plan, unit, title)}"


def activity_key(plan: str, no: int, theme: str) -> str:
    """Return the key of an activity's row, such as A17-7F0K."""
    return f"A{no:02}-{_hashed(plan, 'activity', theme)}"


def read_key(text: str) -> str | None:
    """Return the row key that a cell holds; None where it is no key."""
    key = normalize("NFKC", text).strip().upper()
    return key if _ROW_KEY.fullmatch(key) else None


def _hashed(*words: str) -> str:
    """Return four marks; the last is a letter, since Excel makes a day of 03-1999."""
    number = int(sha256("\0".join(map(folded, words)).encode()).hexdigest(), 16)
    number, last = divmod(number, len(_LETTERS))
    marks = [_LETTERS[last]]
    for _ in range(3):
        number, mark = divmod(number, len(_MARKS))
        marks.append(_MARKS[mark])
    return "".join(reversed(marks))


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A unit's part in a task on its sheet; `assignment` is its identity, `report` its latest report."""

    key: str
    part: Part
    assignment: int
    report: int | None
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetActivity:
    """An activity on a sheet; `identity` is that of the activity, `event` its latest step."""

    key: str
    activity: Activity
    identity: int
    event: int | None


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A sheet to be given to a unit: its parts and activities on `day`, for a period."""

    identity: SheetIdentity
    unit_id: int
    kind: str
    contact: str | None
    phone: str | None
    first: date
    last: date
    day: date
    parts: tuple[SheetPart, ...]
    activities: tuple[SheetActivity, ...]
    file: str


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """A sheet as the list of sheets names it: its 表号, its file, and the counts of its rows."""

    unit: str
    kind: str
    number: str
    file: str
    tasks: tuple[int, ...]
    activities: int
    contact: str | None
    phone: str | None
