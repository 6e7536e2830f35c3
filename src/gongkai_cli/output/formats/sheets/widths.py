"""Widths of columns and numbers of lines, in characters of the body: a Chinese one takes two.

The columns of a page share its width, so that its letters keep their size. Columns of figures and days take the width
they need; columns of texts get the rest, each where it saves the most lines. Columns that do not fit are not printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from math import ceil
from typing import Any

from gongkai_cli.output.formats.sheets.paper import Paper
from gongkai_cli.output.listing import Field, Kind
from gongkai_cli.output.terminal.wrapping import cell_width

_WIDEST_HELPER = 24
_LEAST_OF_TEXT, _WIDEST_OF_TEXT, _WIDEST_MERGED = 10, 60, 16
_STEP = 2  # a Chinese character
_SAMPLE = 100  # rows that settle the widths
_LONG_WORD = re.compile(r"[!-~]{5,}")
_PIECE = re.compile(r"[!-~]+|[^!-~]")
_FLEXIBLE = {Kind.TEXT, Kind.NAMES, Kind.LINK, Kind.LINKS}


def is_flexible(field: Field) -> bool:
    """Say whether the cells of a field may be wrapped anywhere."""
    return field.kind in _FLEXIBLE


def helper_width(field: Field, column: Sequence[Any]) -> float:
    """Return the width of a column that is not printed, for its first values."""
    longest = max((_value_width(field, value) for value in column), default=0)
    return max(_least(field), min(longest + 1, _WIDEST_HELPER))


def fitting(fields: Sequence[Field], columns: Sequence[Sequence[Any]], paper: Paper) -> int:
    """Return how many of the columns fit the paper, from the left, when columns of texts are as narrow as can be."""
    taken = 0.0
    for count, (field, column) in enumerate(zip(fields, columns, strict=True)):
        longest = max((_value_width(field, value) for value in column[:_SAMPLE]), default=0)
        taken += _least(field) if is_flexible(field) else max(_least(field), longest + 1)
        if taken > paper.characters(count + 1) and count:
            return count
    return len(fields)


def fitted(
    fields: Sequence[Field], columns: Sequence[Sequence[Any]], room: float, merged: Sequence[str] = ()
) -> list[float]:
    """Return the widths of the printed columns, for their first values.

    Args:
        fields: the fields of the columns.
        columns: the values of each.
        room: the sum of the widths on a full page. Columns that need little leave some of it.
        merged: the keys of the fields whose cells take several rows, and so need less width.
    """
    heads = [list(column[:_SAMPLE]) for column in columns]
    longest = [
        max((_value_width(field, value) for value in head), default=0)
        for field, head in zip(fields, heads, strict=True)
    ]
    widths = [_first_width(field, most, merged) for field, most in zip(fields, longest, strict=True)]
    texts = [place for place, field in enumerate(fields) if is_flexible(field) and field.key not in merged]
    _shrink(widths, {place: _least(fields[place]) for place in texts}, room)
    _grow(widths, texts, heads, room)
    spare = room - sum(widths)
    if texts and spare < room / 2:
        share = spare / len(texts)
        for place in texts:
            widths[place] += max(0.0, min(share, _WIDEST_OF_TEXT - widths[place]))
    return widths


def _first_width(field: Field, longest: int, merged: Sequence[str]) -> float:
    if not is_flexible(field):
        return max(_least(field), longest + 1)
    if field.key in merged:
        return max(_least(field), min(longest + 1, _WIDEST_MERGED))
    # A column without a text yet gets some room for handwriting.
    return max(_least(field), min(longest + 1, _LEAST_OF_TEXT) if longest else _LEAST_OF_TEXT)


def _shrink(widths: list[float], least: Mapping[int, float], room: float) -> None:
    """Narrow columns of texts that do not fit, the widest first."""
    wider = [place for place in least if widths[place] > least[place]]
    while wider and sum(widths) > room:
        widest = max(wider, key=widths.__getitem__)
        widths[widest] = max(least[widest], widths[widest] - 1)
        wider = [place for place in wider if widths[place] > least[place]]


def _grow(widths: list[float], texts: Sequence[int], heads: Sequence[Sequence[Any]], room: float) -> None:
    """Widen columns of texts while there is room, each time the one that makes the most rows high."""
    rows = [
        [(place, [cell_width(line) for line in value.split("\n")]) for place, value in cells if isinstance(value, str)]
        for cells in ([(place, heads[place][number]) for place in texts] for number in range(len(heads[0])))
    ]
    while room - sum(widths) >= _STEP:
        scores = dict.fromkeys(texts, 0)
        for row in rows:
            lines, place = max(((_lines_of(found, widths[place]), place) for place, found in row), default=(1, -1))
            if lines > 1 and place >= 0:
                scores[place] += lines**2  # a very high cell is worse than some that are a little high
        best = max(texts, key=lambda place: scores[place], default=-1)
        if best < 0 or not scores[best]:
            return
        widths[best] += _STEP


def _least(field: Field) -> float:
    # The heading may take two lines. The filter's arrow beside it takes two more characters.
    return max(ceil(cell_width(field.heading) / 2), 4) + 2


def _value_width(field: Field, value: Any) -> int:
    match value:
        case None:
            return 0
        case str():
            return max(map(cell_width, value.split("\n")))
        case datetime():
            return len("2024-10-08 09:30")
        case date():
            return len("2024-10-08")
        case _ if field.kind is Kind.PERCENT:
            return len("33.3%")
        case _:
            return len(str(value))


def row_lines(columns: Sequence[Sequence[Any]], widths: Sequence[float]) -> Iterator[int]:
    """Return the number of lines of each row's fullest cell."""
    counts = [
        [lines_of(value, width) if isinstance(value, str) and 2 * len(value) >= width else 1 for value in column]
        for column, width in zip(columns, widths, strict=True)
    ]
    return map(max, zip(*counts, strict=True))


def lines_of(text: str, width: float) -> int:
    """Return the number of lines of a text in a column."""
    if _LONG_WORD.search(text):
        return sum(_lines_of_words(line, width - 1) for line in text.split("\n"))
    return _lines_of([cell_width(line) for line in text.split("\n")], width)


def _lines_of_words(line: str, room: float) -> int:
    """Return the number of lines of a text with words or addresses, which begin a new line where they do not fit."""
    lines, used = 1, 0.0
    for piece in _PIECE.findall(line):
        size = cell_width(piece)
        if used and used + size > room:
            lines += 1
            used = 0
        more = max(0, ceil(size / room) - 1)
        lines += more
        used += size - more * room
    return lines


def value_lines(value: Any, width: float) -> int:
    """Return the number of lines of a value in a column: only texts take several."""
    return lines_of(value, width) if isinstance(value, str) else 1


def _lines_of(line_widths: Sequence[int], width: float) -> int:
    return sum(max(1, ceil(found / (width - 1))) for found in line_widths)
