"""Native charts of a table's numbers. The values stay in the cells; the chart refers to them."""

from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as Drawing

from gongkai_cli.output.formats.sheets.paper import Paper
from gongkai_cli.output.formats.sheets.tables import GRID, Table, grid_pixels
from gongkai_cli.output.listing import Chart, Tone
from gongkai_cli.output.terminal.wrapping import cell_width

PIXELS_AROUND = 5
"""The pixels between a chart and the edges of its rows."""

_FONT = {"name": "宋体", "size": 10}
_PIXELS_OF_A_BAR = 20  # with less, a program leaves every second name out
_PIXELS_BESIDE, _LEAST_PIXELS = 90, 300
_MOST_CHARTS = 4  # of one table
_MOST_STEPS = 10  # of an axis
_STEPS = (1, 2, 5)  # an axis of counts has no fractions between them
_PIXELS_OF_A_CELL = 7  # a Chinese character has two
_PIXELS_BESIDE_NAMES = 20
_LEAST_LEFT, _MOST_LEFT, _RIGHT = 0.16, 0.45, 0.14  # shares of a chart: names on the left, the legend on the right
_COLOURS = {
    Tone.GOOD: "#70AD47",
    Tone.BUSY: "#2E75B6",
    Tone.PLAIN: "#BDD7EE",
    Tone.WARNING: "#FFC000",
    Tone.BAD: "#C00000",
    Tone.FAINT: "#BFBFBF",
}

_TITLE_PIXELS = 75  # the title, and the numbers of the axis below it


class Size(NamedTuple):
    """The size of a chart in pixels."""

    width: int
    height: int


class Piece(NamedTuple):
    """The rows of a table that one chart draws: its first row, counted from 0, their number, and its size."""

    first: int
    bars: int
    size: Size


def pieces(chart: Chart, rows: int, paper: Paper) -> Iterator[Piece]:
    """Yield the charts of a table: as many as its bars need, each as wide as the page and not higher."""
    width = GRID * grid_pixels(paper) - 2 * PIXELS_AROUND
    if chart.is_upright:
        yield Piece(0, rows, Size(width, _LEAST_PIXELS))
        return
    most_pixels = paper.points * 4 // 3 - 2 * PIXELS_AROUND
    most = (most_pixels - _PIXELS_BESIDE) // _PIXELS_OF_A_BAR
    drawn = min(rows, most * _MOST_CHARTS)
    charts = ceil(drawn / most)
    for place in range(charts):
        first, end = drawn * place // charts, drawn * (place + 1) // charts
        height = (end - first) * _PIXELS_OF_A_BAR + _PIXELS_BESIDE
        yield Piece(first, end - first, Size(width, max(_LEAST_PIXELS, height)))


def drawn(workbook: Workbook, sheet: str, table: Table, chart: Chart, heading_row: int, piece: Piece) -> Drawing:
    """Return a chart of some rows of a table, whose headings stand in a row of a sheet, counted from 0."""
    made = workbook.add_chart({"type": "column" if chart.is_upright else "bar", "subtype": "stacked"})
    for key, tone in chart.values:
        series = _series(sheet, table, (chart.label, key), heading_row, piece)
        made.add_series({**series, "fill": {"color": _COLOURS[tone]}, "gap": 40})
    made.set_title({"name": _title(table, chart, piece), "name_font": {**_FONT, "size": 12}, "overlay": False})
    made.set_legend({"position": "right", "font": _FONT})
    made.set_size({"width": piece.size.width, "height": piece.size.height})
    _set_axes(made, table, chart, piece.size)
    return made


def _title(table: Table, chart: Chart, piece: Piece) -> str:
    if piece.bars == table.rows:
        return chart.title
    return f"{chart.title}　第 {piece.first + 1}—{piece.first + piece.bars} 个，共 {table.rows} 个"


def _series(sheet: str, table: Table, keys: tuple[str, str], heading_row: int, piece: Piece) -> dict[str, Any]:
    """Return the names of the bars and the numbers of a field: where they stand, and what they are.

    Args:
        sheet: the name of the sheet.
        table: the table.
        keys: the key of the names, and that of the numbers.
        heading_row: the row of the headings.
        piece: the rows.
    """
    names, numbers = map(table.place, keys)
    first = heading_row + 1 + piece.first
    last = first + piece.bars - 1
    name_column, number_column = map(table.first_column, (names, numbers))
    rows = slice(piece.first, piece.first + piece.bars)
    return {
        "name": [sheet, heading_row, number_column],
        "categories": [sheet, first, name_column, last, name_column],
        "values": [sheet, first, number_column, last, number_column],
        "categories_data": list(map(str, table.columns[names][rows])),
        "values_data": list(table.columns[numbers][rows]),
    }


def _set_axes(made: Drawing, table: Table, chart: Chart, size: Size) -> None:
    names = {"num_font": _FONT, "interval_unit": 1, "major_gridlines": {"visible": False}}
    step, most = _steps(table, chart)
    numbers = {
        "num_font": _FONT,
        "num_format": "0",
        "min": 0,
        "max": most,
        "major_unit": step,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
    }
    if chart.is_upright:
        made.set_x_axis(names)
        made.set_y_axis(numbers)
        return
    made.set_y_axis({**names, "reverse": True})  # the first row stands at the top
    made.set_x_axis(numbers)
    longest = max(cell_width(str(name)) for name in table.columns[table.place(chart.label)])
    wanted = (longest * _PIXELS_OF_A_CELL + _PIXELS_BESIDE_NAMES) / size.width
    left = min(max(_LEAST_LEFT, wanted), _MOST_LEFT)
    above = _TITLE_PIXELS / size.height
    # Shares of the chart: names have room on the left, and each bar has as much height as there is.
    made.set_plotarea({"layout": {"x": left, "y": above, "width": 1 - left - _RIGHT, "height": 0.98 - above}})


def _steps(table: Table, chart: Chart) -> tuple[int, int]:
    """Return the step and the end of the axis of numbers: integers, the same in all charts of a table."""
    columns = [table.columns[table.place(key)] for key, _ in chart.values]
    longest = max(1, *map(sum, zip(*columns, strict=True)))
    scale = 1
    while True:
        for one in _STEPS:
            if one * scale * _MOST_STEPS >= longest:
                step = one * scale
                return step, step * ceil(longest / step)
        scale *= 10
