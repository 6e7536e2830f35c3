"""Merged cells: where each begins, and what lies under it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from gongkai_cli.spreadsheets.cells import Cell
from gongkai_cli.spreadsheets.refusals import broken

_MOST_WORK = 1_000_000  # rows looked at for the merged cells of a sheet; real ones need some hundreds

Rows: TypeAlias = dict[int, dict[int, Cell]]


class Area(NamedTuple):
    """Merged cells, by their first and last row and column, from 1."""

    row: int
    column: int
    last_row: int
    last_column: int


def merged(rows: Rows, areas: Iterable[Area]) -> Rows:
    """Return the rows of a sheet with the spans of merged cells, without the cells under them.

    Raises:
        UnreadableError: far more cells are merged than any program merges.
    """
    numbers = sorted(rows)
    work = 0
    for area in areas:
        covered = numbers[bisect_left(numbers, area.row) : bisect_right(numbers, area.last_row)]
        work += 1 + len(covered)
        if work > _MOST_WORK:
            raise broken()
        for number in covered:
            _merge_in_row(rows[number], number, area)
    return {number: cells for number, cells in rows.items() if cells}


def _merge_in_row(cells: dict[int, Cell], number: int, area: Area) -> None:
    inside = [column for column in cells if area.column <= column <= area.last_column]
    for column in inside:
        if (number, column) == (area.row, area.column):
            span = (area.last_row - area.row + 1, area.last_column - area.column + 1)
            cells[column] = cells[column]._replace(span=span)
        else:
            del cells[column]
