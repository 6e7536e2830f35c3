"""Column, Listing and Page: what a table says, before it has a look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Listing:
    """One table: `rows` are the dataclasses that JSON writes down, `columns` what a person reads of them.

    `notes` explain the table, `footer` says what to do next, `empty` what to say and do where there are no rows.
    Where there is a `group`, rows stand together under what it says of them; rows for which `is_faint` holds are
    dimmed.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    empty: str
    footer: str = ""
    notes: Sequence[str] = ()
    group: Callable[[Any], str] | None = None
    is_faint: Callable[[Any], bool] = field(default=lambda _: False)


@dataclass(frozen=True, slots=True)
class Page:
    """One thing whole: labelled facts, then listings; in JSON an object, each listing under its key."""

    title: str
    facts: Sequence[tuple[str, Cell | str]]
    record: Any
    sections: Mapping[str, Listing]
    footer: str = ""
