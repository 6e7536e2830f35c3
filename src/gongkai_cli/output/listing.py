"""Column, Field, Listing and Page: what a table says, before it has a look.

A Listing says the same thing twice: `columns` for a person at a screen, short and put together, and `fields` for a
sheet, one value to a cell. The formats know these and no command.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Tone(StrEnum):
    """What a cell's colour means; a word always says the same beside it."""

    PLAIN = "plain"
    STRONG = "strong"
    GOOD = "good"
    BUSY = "busy"
    WARNING = "warning"
    BAD = "bad"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and its tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how a row's cell under it reads.

    Where the screen is narrow a column may shrink to `least` cells, its text wrapped; without that it keeps its
    width.
    """

    heading: str
    cell: Callable[[Any], Cell | str]
    least: int | None = None
    is_number: bool = False


class Kind(StrEnum):
    """What a field's values are; None is an empty cell in every kind."""

    TEXT = "text"
    """A str."""
    LINK = "link"
    """A str with an address in it, or several."""
    NAMES = "names"
    """A tuple of str, or a str in which they are joined already."""
    WORD = "word"
    """A code that the field's `words` give a word for."""
    NUMBER = "number"
    """An int or float."""
    PERCENT = "percent"
    """An int or float from 0 to 100."""
    DAY = "day"
    """A date, one as ISO text, or a word in its place."""
    MOMENT = "moment"
    """ISO text with the office's offset."""


@dataclass(frozen=True, slots=True)
class Field:
    """A heading in a sheet, and the value of a row's cell under it, as its kind has it.

    `words` are what the codes of a WORD field read as, `tones` the tones of those that have one; `absent` is what a
    DAY field says where there is no day.
    """

    heading: str
    read: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    words: Mapping[Any, str] = field(default_factory=dict)
    tones: Mapping[Any, Tone] = field(default_factory=dict)
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A row in a calendar: whole days from `first` to `last`, both included.

    The same thing has the same `uid` in every calendar. `is_busy` says that it takes up the people's time on those
    days, `is_tentative` that its day within them is not settled.
    """

    uid: str
    summary: str
    first: date
    last: date
    is_busy: bool = False
    is_tentative: bool = False
    is_cancelled: bool = False
    description: str = ""
    place: str = ""
    link: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One table: `rows` are what JSON writes down, `columns` what a person reads of them, `fields` what a sheet holds.

    `name` is short enough for a sheet's tab. `notes` explain the table, `footer` says what to do next, `empty` what
    to say and do where there are no rows. Where there is a `group`, rows stand together under what it says of them;
    rows for which `is_faint` holds are dimmed. `record` turns a row that is not yet a dataclass or dict into one, and
    `event` into one of the calendar named `calendar`. Rows may come only once, as they are read; `count` tells how many
    there will be, where they may be so many that a person wants to know how far they are written. `pick`, where there
    is one, takes the values of all `fields` from a row at once, and does it faster than each by itself.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Any]
    empty: str
    name: str = ""
    fields: Sequence[Field] = ()
    footer: str = ""
    notes: Sequence[str] = ()
    group: Callable[[Any], str] | None = None
    is_faint: Callable[[Any], bool] = field(default=lambda _: False)
    record: Callable[[Any], Any] = field(default=lambda row: row)
    event: Callable[[Any], Event] | None = None
    calendar: str = ""
    count: Callable[[], int] | None = None
    pick: Callable[[Any], tuple[Any, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One thing whole: labelled facts, then listings; in JSON an object, each listing under its key.

    `main` is the key of the listing that stands for the page in a format of one table.
    """

    title: str
    facts: Sequence[tuple[str, Cell | str]]
    record: Any
    sections: Mapping[str, Listing]
    footer: str = ""
    main: str = ""
