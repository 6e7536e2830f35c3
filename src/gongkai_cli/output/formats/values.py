"""The values of a sheet's cells, as text or in a spreadsheet's own types.

Values are converted a column at a time, since a step for each of a million cells would be slow.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from gongkai_cli.domain.text import distinct_lines
from gongkai_cli.output.listing import Field, Kind, Listing

_ROWS_AT_ONCE = 100  # few enough to stay in a processor's cache

Converter = Callable[[Sequence[Any]], Sequence[Any]]
"""Returns a column of values, converted."""

_FIRST_DAY = date(1900, 3, 1)  # spreadsheets disagree about earlier days


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
    """Return the rows of a listing, each with the converted values of the fields."""
    for chunk in columns(listing, converters):
        yield from zip(*chunk, strict=True)


def as_text(field: Field) -> Converter:
    """Return a converter of this field's values into texts. Numbers stay numbers."""
    match field.kind:
        case Kind.NAMES:
            return _joined
        case Kind.LINKS:
            return _addresses
        case Kind.WORD:
            # A member equals its code, so both find the word. A code without a word is an empty cell.
            return _each(field.words.get)
        case Kind.PERCENT:
            return _each(_percent_text)
        case Kind.STANDING:
            return _standing_words
        case Kind.MOMENT:
            return _moment_texts
        case Kind.DAY:
            return _day_texts(field.absent)
        case Kind.TEXT | Kind.LINK | Kind.NUMBER:
            return _unchanged


def as_native(field: Field) -> Converter:
    """Return a converter into a spreadsheet's types: percents from 0 to 1, dates, moments."""
    match field.kind:
        case Kind.PERCENT:
            return _fractions
        case Kind.DAY:
            return _native_days(field.absent)
        case Kind.MOMENT:
            return _each(_native_moment)
        case _:
            return as_text(field)


def _each(convert: Callable[[Any], Any]) -> Converter:
    def converted(column: Sequence[Any]) -> list[Any]:
        return list(map(convert, column))

    return converted


def _unchanged(column: Sequence[Any]) -> Sequence[Any]:
    return column


def _joined(column: Sequence[Any]) -> list[Any]:
    return ["、".join(value) if isinstance(value, tuple) else value for value in column]


def _addresses(column: Sequence[tuple[str, ...] | str | None]) -> list[str]:
    """Return addresses with blanks between, since no address has one."""
    return [" ".join(value if isinstance(value, tuple) else distinct_lines(value)) for value in column]


def _standing_words(column: Sequence[Any]) -> list[str | None]:
    return [value and value.word for value in column]


@cache
def _percent_text(value: float | None) -> str | None:
    return None if value is None else f"{value:g}%"


def _fractions(column: Sequence[float | None]) -> list[float | None]:
    return [None if value is None else value / 100 for value in column]


def _day_texts(absent: str | None) -> Converter:
    def texts(column: Sequence[date | str | None]) -> list[str | None]:
        return [value.isoformat() if isinstance(value, date) else value or absent for value in column]

    return texts


def _native_days(absent: str | None) -> Converter:
    def days(column: Sequence[date | str | None]) -> list[date | str | None]:
        return [_native_day(value or absent) for value in column]

    return days


@cache
def _native_day(value: date | str | None) -> date | str | None:
    """Return a date for a day that every spreadsheet has, else the text."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value
    return value if value is None or value >= _FIRST_DAY else value.isoformat()


def _moment_texts(column: Sequence[str | None]) -> list[str | None]:
    return [value and value[:19].replace("T", " ") for value in column]


def _native_moment(value: str | None) -> datetime | str | None:
    try:
        return value and datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return value


def is_guarded(field: Field) -> bool:
    """Say whether a field may hold a text that people or another program wrote."""
    return field.kind not in {Kind.WORD, Kind.STANDING, Kind.NUMBER, Kind.PERCENT}
