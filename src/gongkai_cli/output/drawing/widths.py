"""The width of each column on a screen."""

from collections.abc import Sequence

from gongkai_cli.output.listing import Cell, Column
from gongkai_cli.output.terminal.wrapping import Measure, cell_width, longest_word

_NARROWEST = 4
_WIDEST_WORDS = (24, 14)  # cells; a longer word may be cut, and on a very narrow screen one above the second
_SAMPLE = 60  # rows enough to choose the widths


def full_widths(columns: Sequence[Column], cells: Sequence[Sequence[Cell]], measure: Measure = cell_width) -> list[int]:
    """Return each column's width with nothing wrapped."""
    widths = [measure(column.heading) for column in columns]
    for line in cells:
        for place, cell in enumerate(line):
            widths[place] = max(widths[place], measure(cell.text))
    return widths


def column_widths(
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    width: int,
    gap: int,
    measure: Measure = cell_width,
) -> list[int]:
    """Return each column's width, so that a line is no wider than `width`.

    Every column has its full width where there is room. Where there is not, one cell after the other is taken from
    the columns that may shrink, always from the one whose loss adds the fewest lines. Where even that is not enough,
    columns of text shrink to their longest word, and then all columns shrink.
    """
    full = full_widths(columns, cells, measure)
    room = width - gap * (len(columns) - 1)
    if sum(full) <= room:
        return full
    least = _least_widths(columns, cells, full, room)
    lengths = [[measure(cell.text) for cell in line] for line in cells[:: len(cells) // _SAMPLE + 1]]
    widths = list(full)
    while sum(widths) > room:
        givers = [place for place, wide in enumerate(widths) if wide > least[place]]
        if not givers:
            break
        widths[min(givers, key=lambda place: _cost(lengths, widths, place))] -= 1
    return widths


def declared_least(columns: Sequence[Column], full: Sequence[int]) -> list[int]:
    """Return the least width of each column as declared; without one a column keeps its full width."""
    return [
        wide if column.least is None else min(wide, column.least) for column, wide in zip(columns, full, strict=True)
    ]


def _least_widths(
    columns: Sequence[Column], cells: Sequence[Sequence[Cell]], full: Sequence[int], room: int
) -> list[int]:
    """Return the least width of each column: as declared, with words kept whole as far as there is room."""
    declared = declared_least(columns, full)
    words = [max((longest_word(line[place].text) for line in cells), default=0) for place in range(len(columns))]
    longest, long = ([min(word, most) for word in words] for most in _WIDEST_WORDS)
    for least in (
        [min(wide, max(given, word)) for wide, given, word in zip(full, declared, longest, strict=True)],
        declared,
        [min(wide, max(_NARROWEST, word)) for wide, word in zip(full, longest, strict=True)],
        [min(given, max(_NARROWEST, word)) for given, word in zip(declared, long, strict=True)],
    ):
        if sum(least) <= room:
            return least
    return [min(wide, _NARROWEST) for wide in full]


def _cost(lengths: Sequence[Sequence[int]], widths: Sequence[int], giver: int) -> tuple[int, float]:
    """Return the table's height after a column loses one cell, then the column's fullness.

    The column with the least text gives first where several heights are equal.
    """
    narrowed = list(widths)
    narrowed[giver] -= 1
    usable = [wide // 2 * 2 or 1 for wide in narrowed]  # a Chinese character leaves an odd cell empty
    height = sum(max(map(_lines, line, usable)) for line in lengths)
    return height, sum(line[giver] for line in lengths) / widths[giver]


def _lines(length: int, width: int) -> int:
    return -(-length // width)
