"""Column, Field, Listing and Page: the content of an answer before its format.

A Listing has two sets of columns. `columns` are for a screen: short, several values in one cell. `fields` are for a
sheet: one value in a cell. The formats know these classes and no command.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple


class Tone(StrEnum):
    """The meaning of a cell's colour. A word beside it always says the same."""

    PLAIN = "plain"
    STRONG = "strong"
    GOOD = "good"
    BUSY = "busy"
    WARNING = "warning"
    BAD = "bad"
    FAINT = "faint"


class Cell(NamedTuple):
    """One cell: its text and tone.

    `bare` is the text without its bar, where it has one; a narrow screen may show that alone.
    """

    text: str
    tone: Tone = Tone.PLAIN
    bare: str | None = None


class Column(NamedTuple):
    """A column on the screen: its heading, and how to draw a row's cell.

    On a narrow screen the column shrinks to `least` terminal cells and wraps its text. Without `least` it keeps its
    width.

    Attributes:
        heading: the heading.
        cell: returns the cell of a row.
        least: the least width in terminal cells.
        is_number: the cells are aligned to the right.
        brief: returns the beginning of a cell, which stays in the column where the rest of a long text moves to a
            line of its own under the row. Without it the text stays in its column.
    """

    heading: str
    cell: Callable[[Any], Cell | str]
    least: int | None = None
    is_number: bool = False
    brief: Callable[[Any], str] | None = None


class Kind(StrEnum):
    """The type of a field's values. None is an empty cell in every kind."""

    TEXT = "text"
    """A str."""
    LINK = "link"
    """A str with an address in it."""
    NAMES = "names"
    """A tuple of str, or a str that joins them with 、."""
    WORD = "word"
    """A code, shown by its word in `words`."""
    NUMBER = "number"
    """An int or float."""
    PERCENT = "percent"
    """An int or float from 0 to 100."""
    DAY = "day"
    """A date, its ISO text, or a word instead."""
    MOMENT = "moment"
    """ISO text with the office's offset."""
    STANDING = "standing"
    """A Standing or an ActivityStatus, shown by its word."""
    LINKS = "links"
    """A tuple of addresses, or a str with one a line."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its heading, and how to read its value from a row.

    Attributes:
        key: the JSON key of the value; unique in a listing.
        heading: the heading in the office's words.
        read: returns the value of a row, as `kind` describes it.
        kind: the type of the values.
        words: code → word, for a WORD field.
        tones: code → tone, for a WORD field.
        absent: the text of an empty cell of a DAY field.
        parse: returns the value of a cell's text, for a field that can be read back from a sheet. It raises
            ValueError for a text of another kind.
    """

    key: str
    heading: str
    read: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    words: Mapping[Any, str] = field(default_factory=dict)
    tones: Mapping[Any, Tone] = field(default_factory=dict)
    absent: str | None = None
    parse: Callable[[str], Any] | None = None


class Event(NamedTuple):
    """An entry of a calendar: full days from `first` to `last`, both included, or one hour of a day.

    Attributes:
        uid: the same for the same thing in every calendar.
        hour: when it begins on its only day, such as 09:00; None is the whole day.
        is_busy: the entry takes up people's time on these days.
        is_tentative: its day is not settled.
        is_to_come: people are reminded of it.
    """

    uid: str
    summary: str
    first: date
    last: date
    hour: str | None = None
    is_to_come: bool = False
    is_busy: bool = False
    is_tentative: bool = False
    is_cancelled: bool = False
    description: str = ""
    place: str = ""
    link: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One table.

    JSON writes the `rows`, the screen shows the `columns`, and a sheet holds the `fields`.

    Attributes:
        title: the heading above the table.
        columns: the columns on the screen.
        rows: dataclasses, or tuples of `row_columns`; they may come only once.
        empty: the message for a table without rows.
        name: the name of a sheet's tab.
        fields: the columns of a sheet.
        footer: advice for the next step.
        notes: explanations below the table.
        group: returns the title of the group that a row belongs to; rows of a group follow one another.
        is_faint: says whether a row is dimmed.
        row_columns: the names of the values where rows are tuples. A field finds its value by its key.
        record: returns a row as JSON writes it.
        event: returns a row as an entry of a calendar.
        calendar: the calendar's name.
        on_screen: a shorter table of the same content, shown on a screen in place of this one.
        count: counts the rows, for a table so long that a progress bar helps.
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
    row_columns: Sequence[str] = ()
    record: Callable[[Any], Any] = field(default=lambda row: row)
    event: Callable[[Any], Event] | None = None
    calendar: str = ""
    on_screen: "Listing | None" = None
    count: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One thing in full: labelled facts, then listings.

    In JSON it is an object, with each listing under its key. A one-table format writes only the listing with the key
    `main`.
    """

    title: str
    facts: Sequence[tuple[str, Cell | str]]
    record: Any
    sections: Mapping[str, Listing]
    footer: str = ""
    main: str = ""


PUBLIC_MARK = "公开版"
"""The words in the title of a public version."""


def public_version(listing: Listing, inner: Collection[str]) -> Listing:
    """Return a listing without its inner fields, in a sheet as in JSON, and without advice.

    Columns and events read the rows themselves: where a listing has any, its rows must come without inner values.

    Args:
        listing: the listing.
        inner: the JSON keys of the fields to leave out.
    """

    def record(row: Any) -> dict[str, Any]:
        values = listing.record(row)
        if not isinstance(values, dict):
            values = {one.name: getattr(values, one.name) for one in fields(values)}
        return {key: value for key, value in values.items() if key not in inner}

    kept = [one for one in listing.fields if one.key not in inner]
    return replace(listing, title=f"{listing.title}　{PUBLIC_MARK}", fields=kept, record=record, footer="")
