"""Native charts of a table's numbers. The values stay in the cells; the chart refers to them."""

from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as Drawing

from gongkai_cli.output.formats.sheets.paper import Paper
from gongkai_cli.output.formats.sheets.tables import GRID, Table, grid_pixels
from gongkai_cli.output.listing import Chart, Tone

_FONT = {"name": "宋体", "size": 10}
_PIXELS_OF_A_BAR, _LEAST_PIXELS_OF_A_BAR = 17, 14
_PIXELS_BESIDE, _PIXELS_AROUND, _LEAST_PIXELS = 90, 5, 300
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


def size_of(chart: Chart, rows: int, paper: Paper) -> Size:
    """Return the size of a chart: as wide as the page, and as high as its bars need and the page allows."""
    width = GRID * grid_pixels(paper) - 2 * _PIXELS_AROUND
    if chart.is_upright:
        return Size(width, _LEAST_PIXELS)
    most = paper.points * 4 // 3 - 2 * _PIXELS_AROUND
    wanted = rows * _PIXELS_OF_A_BAR + _PIXELS_BESIDE
    return Size(width, min(max(_LEAST_PIXELS, wanted), most))


def drawn(workbook: Workbook, sheet: str, table: Table, chart: Chart, heading_row: int, size: Size) -> Drawing:
    """Return a chart of a table, whose headings stand in a row of a sheet, counted from 0."""
    made = workbook.add_chart({"type": "column" if chart.is_upright else "bar", "subtype": "stacked"})
    count = table.rows
    if not chart.is_upright:
        count = min(count, (size.height - _PIXELS_BESIDE) // _LEAST_PIXELS_OF_A_BAR)
    for key, tone in chart.values:
        series = _series(sheet, table, (chart.label, key), heading_row, count)
        made.add_series({**series, "fill": {"color": _COLOURS[tone]}, "gap": 40})
    title = chart.title if count == table.rows else f"{chart.title}（前 {count} 个）"
    made.set_title({"name": title, "name_font": {**_FONT, "size": 12}, "overlay": False})
    made.set_legend({"position": "right", "font": _FONT})
    made.set_size({"width": size.width, "height": size.height})
    _set_axes(made, size, is_upright=chart.is_upright)
    return made


def _series(sheet: str, table: Table, keys: tuple[str, str], heading_row: int, count: int) -> dict[str, Any]:
    """Return the names of the bars and the numbers of a field: where they stand, and what they are.

    Args:
        sheet: the name of the sheet.
        table: the table.
        keys: the key of the names, and that of the numbers.
        heading_row: the row of the headings.
        count: the number of bars.
    """
    names, numbers = map(table.place, keys)
    first, last = heading_row + 1, heading_row + count
    name_column, number_column = table.spans[names].first, table.spans[numbers].first
    return {
        "name": [sheet, heading_row, number_column],
        "categories": [sheet, first, name_column, last, name_column],
        "values": [sheet, first, number_column, last, number_column],
        "categories_data": list(map(str, table.columns[names][:count])),
        "values_data": list(table.columns[numbers][:count]),
    }


def _set_axes(made: Drawing, size: Size, *, is_upright: bool) -> None:
    names = {"num_font": _FONT, "interval_unit": 1, "major_gridlines": {"visible": False}}
    numbers = {"num_font": _FONT, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    if is_upright:
        made.set_x_axis(names)
        made.set_y_axis(numbers)
        return
    made.set_y_axis({**names, "reverse": True})  # the first row stands at the top
    made.set_x_axis(numbers)
    above = _TITLE_PIXELS / size.height
    # Shares of the chart: names have room on the left, and each bar has as much height as there is.
    made.set_plotarea({"layout": {"x": 0.16, "y": above, "width": 0.7, "height": 0.98 - above}})
