"""Column, Field, Listing and Page: the content of an answer before its format.

A Listing has two sets of columns. `columns` are for a screen: short, several values in one cell. `fields` are for a
sheet: one value in a cell. The formats know these classes and no command.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

TITLE_GAP = "　"
"""The blank between the parts of a title."""


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


class Filer(NamedTuple):
    """Who hands a paper in, and on which day. A name that is None is left blank, to be filled in by hand.

    Without a `day` it is the day of writing.
    """

    unit: str | None = None
    contact: str | None = None
    day: date | None = None


class Chart(NamedTuple):
    """A chart of a table: a bar of stacked numbers for each row.

    Attributes:
        title: the heading of the chart.
        label: the key of the field that names the rows.
        values: the keys of the NUMBER fields, one after another in a bar, each with its tone.
        is_upright: the bars stand upright, for rows in the order of time.
    """

    title: str
    label: str
    values: Sequence[tuple[str, Tone]]
    is_upright: bool = False


class Layout(NamedTuple):
    """The sheet of a listing on paper. Fields are named by their keys.

    Attributes:
        printed: the fields inside the print area, in their order; empty is all of them.
        merged: the fields that say the same in all rows of one thing. Each becomes one cell over these rows.
        pages: a row that differs from the one above in one of these fields begins a new page.
        counted: the field under which the totals row has the number of its values; empty is no totals row.
        measure: the measure word of that number, such as 项.
        summed: the NUMBER fields that the totals row sums up.
        tallied: the WORD fields whose words the totals row counts.
        chart: a chart of the rows, on a page of one sheet.
    """

    printed: Sequence[str] = ()
    merged: Sequence[str] = ()
    pages: Sequence[str] = ()
    counted: str = ""
    measure: str = "项"
    summed: Sequence[str] = ()
    tallied: Sequence[str] = ()
    chart: Chart | None = None

    def of(self, keys: Iterable[str]) -> "Layout":
        """Return the layout of a listing that has only these of the fields."""
        there = set(keys)
        return self._replace(
            printed=[key for key in self.printed if key in there],
            merged=[key for key in self.merged if key in there],
            pages=[key for key in self.pages if key in there],
            counted=self.counted if self.counted in there else "",
            summed=[key for key in self.summed if key in there],
            tallied=[key for key in self.tallied if key in there],
        )


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
        layout: its sheet on paper.
        filer: who hands its sheet in.
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
    layout: Layout = Layout()  # noqa: RUF009 - a tuple never changes
    filer: Filer = Filer()  # noqa: RUF009


@dataclass(frozen=True, slots=True)
class Page:
    """One thing in full: labelled facts, then listings.

    In JSON it is an object, with each listing under its key. A one-table format writes only the listing with the key
    `main`.

    Attributes:
        title: the heading.
        facts: label and text of each fact.
        record: the object that JSON writes.
        sections: key → listing.
        footer: advice for the next step.
        main: the key of the listing that a one-table format writes.
        sheet: the name of the one sheet on which a workbook has all of the page. Empty is a sheet for each listing.
        overview: a page of one sheet that a workbook has before this one.
        filer: who hands its sheet in.
    """

    title: str
    facts: Sequence[tuple[str, Cell | str]]
    record: Any
    sections: Mapping[str, Listing]
    footer: str = ""
    main: str = ""
    sheet: str = ""
    overview: "Page | None" = None
    filer: Filer = Filer()  # noqa: RUF009
