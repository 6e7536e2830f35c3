"""A table of a page that stands on one sheet: its values, and the columns of the sheet's grid that each field takes."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any, NamedTuple

from gongkai_cli.output.formats import values
from gongkai_cli.output.formats.sheets.paper import Paper, pixels
from gongkai_cli.output.formats.sheets.sheet import arranged
from gongkai_cli.output.formats.sheets.widths import fitted, fitting, is_flexible, row_lines
from gongkai_cli.output.listing import Chart, Field, Listing

GRID = 48
"""The columns of the grid. Tables with columns of different widths stand below one another on it."""


class Span(NamedTuple):
    """The columns of the grid that a field takes, from `first` to `last`, and their width in characters."""

    first: int
    last: int
    width: float


class Table(NamedTuple):
    """A listing with its values.

    Attributes:
        listing: the listing, its printed fields first.
        spans: the place of each printed field.
        columns: the values of every field.
    """

    listing: Listing
    spans: Sequence[Span]
    columns: Sequence[Sequence[Any]]

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.columns[0])

    @property
    def chart(self) -> Chart | None:
        """The chart of its rows."""
        return self.listing.layout.chart

    @property
    def lines(self) -> Iterator[int]:
        """The number of lines of each row."""
        return row_lines(self.columns[: len(self.spans)], [span.width for span in self.spans])

    @property
    def helpers(self) -> Sequence[Field]:
        """The fields that are not printed."""
        return self.listing.fields[len(self.spans) :]

    def place(self, key: str) -> int:
        """Return the place of a field."""
        return [field.key for field in self.listing.fields].index(key)

    def first_column(self, place: int) -> int:
        """Return the first column of a field on the sheet."""
        if place < len(self.spans):
            return self.spans[place].first
        return GRID + place - len(self.spans)


def grid_pixels(paper: Paper) -> int:
    """Return the width of a column of the grid in pixels."""
    return paper.pixels // GRID


def characters(columns: int, paper: Paper) -> float:
    """Return the width of some columns of the grid in characters."""
    return (columns * grid_pixels(paper) - 5) / 7


def table(listing: Listing, paper: Paper) -> Table:
    """Return a listing with its values, and its columns on the grid."""
    listing, printed = arranged(listing)
    columns: list[list[Any]] = [[] for _ in listing.fields]
    for chunk in values.columns(listing, [values.as_native(field) for field in listing.fields]):
        for column, more in zip(columns, chunk, strict=True):
            column.extend(more)
    printed = fitting(listing.fields[:printed], columns[:printed], paper)
    widths = fitted(listing.fields[:printed], columns[:printed], paper.characters(printed))
    return Table(listing, _spans(listing.fields[:printed], widths, paper), columns)


def _spans(fields: Sequence[Field], widths: Sequence[float], paper: Paper) -> list[Span]:
    """Return the place of each column on the grid. Where it is full, the widest columns of texts give way."""
    counts = [ceil(pixels(width) / grid_pixels(paper)) for width in widths]
    texts = [place for place, field in enumerate(fields) if is_flexible(field)] or list(range(len(counts)))
    while sum(counts) > GRID:
        counts[max(texts, key=counts.__getitem__)] -= 1
    spans, first = [], 0
    for count in counts:
        spans.append(Span(first, first + count - 1, characters(count, paper)))
        first += count
    return spans
