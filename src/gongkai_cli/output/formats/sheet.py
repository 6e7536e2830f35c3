"""One sheet of a workbook: title, headings and rows, with borders, for printing on A4.

The sheet writes rows as it reads them. Of each row the library keeps only an unusual height.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai_cli.cell_texts import MOST_CHARACTERS, excel_length
from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import values
from gongkai_cli.output.listing import Field, Kind, Listing, Tone
from gongkai_cli.output.terminal.wrapping import cell_width

HEADING_ROW = 1
"""The row of the headings, counted from 0. The title is above it."""

_MOST_ROWS = 1_048_576
_A4 = 9  # Excel's number for the paper
# Widths count characters of the body font; a Chinese one takes two. A readable A4 page holds some 200.
_WIDEST = 24
_LINE_HEIGHT, _TITLE_HEIGHT, _MOST_HEIGHT = 14, 28, 409  # points
_TITLE_SCALE = 1.6  # the title has 16 points, the body 10
_FILLS = {
    Tone.GOOD: ("#C6EFCE", "#006100"),
    Tone.BUSY: ("#DDEBF7", "#1F4E79"),
    Tone.WARNING: ("#FFEB9C", "#7F6000"),
    Tone.BAD: ("#FFC7CE", "#9C0006"),
    Tone.FAINT: ("#EDEDED", "#595959"),
}
"""Tone → colour of the cell, and of its text."""

_CENTRED = {Kind.NUMBER, Kind.PERCENT, Kind.DAY, Kind.MOMENT, Kind.WORD}
_AS_TEXT = "@"  # text that somebody types into such a cell stays text too
_NUMBER_FORMATS = {Kind.NUMBER: "General", Kind.PERCENT: "0%", Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}


class Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Kind, Tone, str], Format] = {}
        self.title = self._format({"bold": True, "font_size": 16, "font_name": "黑体", "align": "center"})
        self.heading = self._format({"bold": True, "align": "center", "bg_color": "#D9E1F2"})
        self.lines = workbook.add_format({"border": 1})

    def _format(self, look: Mapping[str, Any]) -> Format:
        return self._workbook.add_format(
            {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, **look}
        )

    def of(self, kind: Kind, tone: Tone = Tone.PLAIN, number_format: str = "") -> Format:
        """Return the format of a cell of this kind and tone."""
        key = (kind, tone, number_format)
        if key not in self._made:
            look: dict[str, Any] = {"align": "center" if kind in _CENTRED else "left"}
            look["num_format"] = number_format or _NUMBER_FORMATS.get(kind, _AS_TEXT)
            if tone in _FILLS:
                look["bg_color"], look["font_color"] = _FILLS[tone]
            self._made[key] = self._format(look)
        return self._made[key]


def write_sheet(sheet: Worksheet, listing: Listing, styles: Styles) -> None:
    """Write a listing into an empty sheet.

    Raises:
        RefusedError: Excel cannot hold so many rows, so long a text, or one of its characters.
    """
    chunks = values.columns(listing, [values.as_native(field) for field in listing.fields])
    nothing: list[Sequence[Any]] = [[] for _ in listing.fields]
    first = next(chunks, nothing)
    widths = [_width(field, column) for field, column in zip(listing.fields, first, strict=True)]
    for place, (field, width) in enumerate(zip(listing.fields, widths, strict=True)):
        sheet.set_column(place, place, width, styles.of(field.kind))
    _write_head(sheet, listing, sum(widths), styles)
    last_row = _write_rows(sheet, listing, chain([first], chunks), widths, styles)
    last_column = len(listing.fields) - 1
    sheet.autofilter(HEADING_ROW, 0, last_row, last_column)
    # A condition draws lines around empty cells too, without writing them.
    sheet.conditional_format(
        HEADING_ROW, 0, last_row, last_column, {"type": "formula", "criteria": "=TRUE", "format": styles.lines}
    )
    _set_up_print(sheet)


def _write_head(sheet: Worksheet, listing: Listing, width: float, styles: Styles) -> None:
    lines = max(1, ceil(cell_width(listing.title) * _TITLE_SCALE / width))
    sheet.set_row(0, _TITLE_HEIGHT * lines)
    last = len(listing.fields) - 1
    if last:
        sheet.merge_range(0, 0, 0, last, "", styles.title)
    _write_text(sheet, 0, 0, listing.title, styles.title, "标题")
    sheet.set_row(HEADING_ROW, 2 * _LINE_HEIGHT)
    for place, field in enumerate(listing.fields):
        sheet.write_string(HEADING_ROW, place, field.heading, styles.heading)
    sheet.freeze_panes(HEADING_ROW + 1, 0)


def _write_rows(
    sheet: Worksheet,
    listing: Listing,
    chunks: Iterator[list[Sequence[Any]]],
    widths: Sequence[float],
    styles: Styles,
) -> int:
    """Write all rows and return the number of the last one."""
    writers = [_cell_writer(sheet, place, field, styles) for place, field in enumerate(listing.fields)]
    first_look = styles.of(listing.fields[0].kind)
    row = HEADING_ROW
    for columns in chunks:
        for cells, lines in zip(zip(*columns, strict=True), _row_lines(columns, widths), strict=True):
            row += 1
            if lines > 1:  # some spreadsheets do not find the height themselves
                sheet.set_row(row, min(_LINE_HEIGHT * lines, _MOST_HEIGHT))
            if row >= _MOST_ROWS:
                raise RefusedError(
                    f"“{listing.name}”超过 Excel 一张表的 {_MOST_ROWS} 行，未写入。"
                    "请改写成 .csv，或用 --plan 只取一个工作要点。"
                )
            for write, value in zip(writers, cells, strict=True):
                if value is not None and value != "":  # an empty cell has the look of its column
                    write(row, value)
                elif write is writers[0]:  # an empty row must still count as a row
                    sheet.write_blank(row, 0, None, first_look)
    return row


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")


CellWriter = Callable[[int, Any], None]
"""Writes a value into a row of its column."""


def _cell_writer(sheet: Worksheet, place: int, field: Field, styles: Styles) -> CellWriter:
    """Return the writer of a field's cells.

    A sheet can have millions of cells, so a writer makes as few decisions as it can.
    """
    plain = styles.of(field.kind)

    def write_text(row: int, value: Any) -> None:
        _write_text(sheet, row, place, value, plain, field.heading)

    match field.kind:
        case Kind.WORD:
            looks = {field.words[code]: styles.of(field.kind, tone) for code, tone in field.tones.items()}
            return lambda row, value: sheet.write_string(row, place, value, looks.get(value, plain))
        case Kind.NUMBER:
            return lambda row, value: sheet.write_number(row, place, value, plain)
        case Kind.PERCENT:
            return _percent_writer(sheet, place, field, styles)
        case Kind.DAY | Kind.MOMENT:

            def write_day(row: int, value: Any) -> None:
                if isinstance(value, date):
                    sheet.write_datetime(row, place, value, plain)
                else:
                    write_text(row, value)

            return write_day
        case Kind.TEXT | Kind.LINK | Kind.NAMES | Kind.STANDING | Kind.LINKS:
            return write_text


def _percent_writer(sheet: Worksheet, place: int, field: Field, styles: Styles) -> CellWriter:
    plain = styles.of(field.kind)
    with_decimal = styles.of(field.kind, number_format="0.0%")

    def write_percent(row: int, value: float) -> None:
        is_round = round(value, 10) == round(value, 2)
        sheet.write_number(row, place, value, plain if is_round else with_decimal)

    return write_percent


def _write_text(sheet: Worksheet, row: int, place: int, text: str, look: Format, heading: str) -> None:
    try:
        length = excel_length(text)
    except UnicodeEncodeError as error:
        mark = ord(error.object[error.start])
        raise RefusedError(
            f"第 {row + 1} 行“{heading}”里的字符（U+{mark:04X}）Excel 存不了，未写入。请改写这个字。"
        ) from error
    if length > MOST_CHARACTERS:
        raise RefusedError(
            f"第 {row + 1} 行“{heading}”有 {length} 个字符，"
            f"Excel 一格最多 {MOST_CHARACTERS} 个，未写入。请改写成 .csv。"
        )
    sheet.write_string(row, place, text, look)


def _width(field: Field, column: Sequence[Any]) -> float:
    """Return a column's width for its first values."""
    longest = max((_value_width(field, value) for value in column), default=0)
    # The heading may take two lines. The filter's arrow beside it takes two more characters.
    least = max(ceil(cell_width(field.heading) / 2), 4) + 2
    return max(least, min(longest + 1, _WIDEST))


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


def _row_lines(columns: Sequence[Sequence[Any]], widths: Sequence[float]) -> Iterator[int]:
    """Return the number of lines of each row's fullest cell."""
    counts = [
        [_cell_lines(value, width) if isinstance(value, str) and 2 * len(value) >= width else 1 for value in column]
        for column, width in zip(columns, widths, strict=True)
    ]
    return map(max, zip(*counts, strict=True))


def _cell_lines(text: str, width: float) -> int:
    return sum(max(1, ceil(cell_width(line) / (width - 1))) for line in text.split("\n"))
