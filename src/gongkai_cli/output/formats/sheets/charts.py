"""Native charts of a table's numbers. The values stay in the cells; the chart refers to them."""

from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from gongkai_cli.output.formats.sheets.paper import Paper
from gongkai_cli.output.formats.sheets.tables import GRID, Table, grid_pixels
from gongkai_cli.output.listing import Tone

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

_PLOT = {"x": 0.16, "y": 0.12, "width": 0.7, "height": 0.87}  # shares of the chart; each bar has room for its name


class Size(NamedTuple):
    """The size of a chart in pixels."""

    width: int
    height: int


def size_of(table: Table, paper: Paper) -> Size:
    """Return the size of a table's chart: as wide as the page, and as high as its bars need and the page allows."""
    width = GRID * grid_pixels(paper) - 2 * _PIXELS_AROUND
    chart = table.listing.layout.chart
    if chart is None or chart.is_upright:
        return Size(width, _LEAST_PIXELS)
    most = paper.points * 4 // 3 - 2 * _PIXELS_AROUND
    wanted = table.rows * _PIXELS_OF_A_BAR + _PIXELS_BESIDE
    return Size(width, min(max(_LEAST_PIXELS, wanted), most))


def chart_of(workbook: Workbook, sheet: str, table: Table, heading_row: int, size: Size) -> Chart:
    """Return the chart of a table, whose headings stand in a row of a sheet, counted from 0."""
    chart = table.listing.layout.chart
    assert chart is not None  # noqa: S101 - only tables with a chart come here
    made = workbook.add_chart({"type": "column" if chart.is_upright else "bar", "subtype": "stacked"})
    count = table.rows
    if not chart.is_upright:
        count = min(count, (size.height - _PIXELS_BESIDE) // _LEAST_PIXELS_OF_A_BAR)
    first, last = heading_row + 1, heading_row + count
    label = table.place(chart.label)
    for key, tone in chart.values:
        place = table.place(key)
        column = table.spans[place].first
        made.add_series(
            {
                "name": [sheet, heading_row, column],
                "categories": [sheet, first, table.spans[label].first, last, table.spans[label].first],
                "values": [sheet, first, column, last, column],
                "categories_data": list(map(str, table.columns[label][:count])),
                "values_data": list(table.columns[place][:count]),
                "fill": {"color": _COLOURS[tone]},
                "gap": 40,
            }
        )
    title = chart.title if count == table.rows else f"{chart.title}（前 {count} 个）"
    made.set_title({"name": title, "name_font": {**_FONT, "size": 12}, "overlay": False})
    made.set_legend({"position": "right", "font": _FONT})
    names = {"num_font": _FONT, "interval_unit": 1, "major_gridlines": {"visible": False}}
    numbers = {"num_font": _FONT, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    if chart.is_upright:
        made.set_x_axis(names)
        made.set_y_axis(numbers)
    else:  # the first row stands at the top
        made.set_y_axis({**names, "reverse": True})
        made.set_x_axis(numbers)
        made.set_plotarea({"layout": _PLOT})
    made.set_size({"width": size.width, "height": size.height})
    return made
