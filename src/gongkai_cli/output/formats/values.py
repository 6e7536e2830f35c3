"""What a sheet's cells hold: the values of a field, a column at a time, as text or as a spreadsheet's own types.

A column is converted at once, so that a sheet of a million rows costs a few steps for each column and not for each
cell.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from gongkai_cli.domain.text import INVISIBLE
from gongkai_cli.output.listing import Field, Kind, Listing

_ROWS_AT_ONCE = 100  # few enough to stay in a processor's cache

Text = str | int | float | date | None
"""What `texts` returns: what is no str is written as `str` has it, None as nothing."""

Converter = Callable[[Sequence[Any]], Sequence[Any]]
"""Takes a column and returns it converted."""

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""With these a text begins that a spreadsheet takes for a formula, or that hides one."""

GUARD = "'"
"""What a guarded text begins with; a spreadsheet shows it as text."""

# A spreadsheet may pass over blanks and characters without a look before it finds the sign of a formula.
_FORMULA = f"{GUARD}*[{INVISIBLE}]*[{re.escape(''.join(sorted(FORMULA_STARTS)))}]"
_SUSPECT = re.compile(_FORMULA)
_SUSPECTS = re.compile(f"\n{_FORMULA}")
_FIRST_DAY = date(1900, 3, 1)  # spreadsheets do not agree on the days before, some have none


def columns(listing: Listing, converters: Sequence[Converter]) -> Iterator[list[Sequence[Any]]]:
    """Read some rows at a time, and return each field's converted values as a column."""
    places = [listing.row_columns.index(field.key) for field in listing.fields] if listing.row_columns else []
    rows = iter(listing.rows)
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        if places:
            turned = list(zip(*chunk, strict=True))
            read: list[Sequence[Any]] = [turned[place] for place in places]
        else:
            read = [list(map(field.read, chunk)) for field in listing.fields]
        yield [convert(column) for column, convert in zip(read, converters, strict=True)]


def rows(listing: Listing, converters: Sequence[Converter]) -> Iterator[tuple[Any, ...]]:
    """Return a listing's rows, each field's value converted."""
    for chunk in columns(listing, converters):
        yield from zip(*chunk, strict=True)


def as_text(field: Field) -> Converter:
    """Return what turns a column of this field into texts; numbers stay numbers."""
    match field.kind:
        case Kind.NAMES:
            return _joined
        case Kind.WORD:
            # Enum members look themselves up by their code; a code without a word is an empty cell.
            return lambda column: list(map(field.words.get, column))
        case Kind.PERCENT:
            return lambda column: list(map(_percent, column))
        case Kind.STANDING:
            return _standing_words
        case Kind.MOMENT:
            return lambda column: [value and value[:19].replace("T", " ") for value in column]
        case Kind.DAY:
            absent = field.absent
            return lambda column: [
                value.isoformat() if isinstance(value, date) else value or absent for value in column
            ]
        case Kind.TEXT | Kind.LINK | Kind.NUMBER:
            return lambda column: column


def is_guarded(field: Field) -> bool:
    """Say whether a field holds texts that people or another program may have written; a word is always our own."""
    return field.kind not in {Kind.WORD, Kind.STANDING, Kind.NUMBER, Kind.PERCENT}


def guarded(column: Sequence[str | None]) -> Sequence[str | None]:
    """Return texts as no spreadsheet runs them: what would begin a formula gets `GUARD` before it.

    A text that has a guard before such a beginning gets one more, so that `unguarded` always finds the text.
    """
    if not _SUSPECTS.search("\n" + "\n".join(filter(None, column))):  # nearly always, and much quicker
        return column
    return [GUARD + text if text and _SUSPECT.match(text) else text for text in column]


def unguarded(text: str) -> str:
    """Return a text as it was before `guarded`."""
    return text[1:] if text.startswith(GUARD) and _SUSPECT.match(text) else text


def as_native(field: Field) -> Converter:
    """Return what turns a column of this field into a spreadsheet's types: percents 0 to 1, dates, moments."""
    match field.kind:
        case Kind.PERCENT:
            return lambda column: [None if value is None else value / 100 for value in column]
        case Kind.DAY:
            return lambda column: [_day(value or field.absent) for value in column]
        case Kind.MOMENT:
            return lambda column: list(map(_moment, column))
        case _:
            return as_text(field)


def _joined(column: Sequence[Any]) -> list[Any]:
    return ["、".join(value) if isinstance(value, tuple) else value for value in column]


def _standing_words(column: Sequence[Any]) -> list[str | None]:
    return [value and value.word for value in column]


@cache
def _percent(value: float | None) -> str | None:
    return None if value is None else f"{value:g}%"


@cache
def _day(value: date | str | None) -> date | str | None:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    return value if value is None or value >= _FIRST_DAY else value.isoformat()


def _moment(value: str | None) -> datetime | str | None:
    try:
        return value and datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return value
