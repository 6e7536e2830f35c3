"""The Excel format: a sheet for each listing, titled, framed and set up to be printed on A4.

Rows are written as they are read; what the library keeps of them is the height of those of several lines.
"""

import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import chain
from math import ceil
from operator import itemgetter
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai_cli import scratch
from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import values
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Cell, Field, Kind, Listing, Page, Tone
from gongkai_cli.output.terminal.wrapping import cell_width

HEADING_ROW = 1
"""The row, counted from 0, in which the headings stand; the title is above it."""

_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
_A4 = 9
_WIDEST = 24  # a character of the body font is one wide, a Chinese one two; A4 takes some 200 to be read with ease
_LINE_HEIGHT, _TITLE_HEIGHT, _MOST_HEIGHT = 14, 28, 409  # points
_FILLS = {
    Tone.GOOD: ("#C6EFCE", "#006100"),
    Tone.BUSY: ("#DDEBF7", "#1F4E79"),
    Tone.WARNING: ("#FFEB9C", "#7F6000"),
    Tone.BAD: ("#FFC7CE", "#9C0006"),
    Tone.FAINT: ("#EDEDED", "#595959"),
}
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CENTRED = {Kind.NUMBER, Kind.PERCENT, Kind.DAY, Kind.MOMENT, Kind.WORD}
_AS_TEXT = "@"  # what is typed into such a cell stays text too
_NUMBER_FORMATS = {Kind.NUMBER: "General", Kind.PERCENT: "0%", Kind.DAY: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
_FACTS = (Field("label", "项目", itemgetter(0)), Field("text", "内容", itemgetter(1)))


def write_listing(listing: Listing, stream: BinaryIO, options: Options) -> None:
    """Write a workbook of one sheet.

    Raises:
        RefusedError: a sheet has more rows, or a cell more characters or other ones, than Excel takes.
    """
    _write([listing], listing.title, stream, options)


def write_page(page: Page, stream: BinaryIO, options: Options) -> None:
    """Write a workbook with the page's facts on its first sheet and each listing on one of its own; raises as above."""
    sheets = [_facts(page), *page.sections.values()] if page.facts else list(page.sections.values())
    _write(sheets, page.title, stream, options)


def _facts(page: Page) -> Listing:
    facts = [(label, value.text if isinstance(value, Cell) else value) for label, value in page.facts]
    return Listing(title=page.title, name="概况", columns=(), fields=_FACTS, rows=facts, empty="")


def _write(listings: Sequence[Listing], title: str, stream: BinaryIO, options: Options) -> None:
    # A folder of its own for the library's drafts, so that none stays behind when the writing fails.
    sink = _Sink(stream)
    try:
        with tempfile.TemporaryDirectory() as folder:
            workbook = Workbook(sink, {"constant_memory": True, "tmpdir": folder})
            try:
                _fill(workbook, listings, title, options)
                workbook.close()
            finally:
                sink.close()
                for sheet in workbook.worksheets():
                    with suppress(OSError):  # a full disk has been met before
                        sheet.row_data_fh.close()  # Windows deletes no draft that is open
    except (OSError, FileCreateError) as error:
        if sink.failure is not None:
            raise sink.failure from error
        (cause,) = error.args if isinstance(error, FileCreateError) else (error,)  # the library wraps an OSError
        raise scratch.refusal(cause, "没有写") from error


def _fill(workbook: Workbook, listings: Sequence[Listing], title: str, options: Options) -> None:
    workbook.set_properties({"title": title, "created": options.made_at.replace(tzinfo=None)})
    styles = _Styles(workbook)
    for listing in listings:
        _write_sheet(workbook.add_worksheet(listing.name, _Sheet), listing, styles)


class _Sink:
    """The stream as the library writes to it.

    It keeps the stream's own failure apart from those of the drafts. After closing, bytes go nowhere: an archive that
    has failed would else be ended later, in a file that is closed by then.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write bytes and return how many."""
        try:
            return self._stream.write(data)
        except OSError as error:
            self.failure = error
            raise

    def close(self) -> None:
        """Let go of the stream, which stays open."""
        self._stream = io.BytesIO()

    def __getattr__(self, name: str) -> Any:
        """Return the stream's own method: the archive tells, seeks and flushes too."""
        return getattr(self._stream, name)


class _Sheet(Worksheet):  # type: ignore[misc]  # the library has annotations, and no marker that says so
    """A sheet in which any text stays what it is.

    The library would hand on as markup what begins with `<r>` and ends with `</r>`, and of two escapes that share an
    underscore it would see one.
    """

    def _xml_rich_inline_string(self, string: str, attributes: list[Any]) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", data)


class _Styles:
    """The formats of a workbook's cells, each made once."""

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


def _write_sheet(sheet: Worksheet, listing: Listing, styles: _Styles) -> None:
    chunks = values.columns(listing, [values.as_native(field) for field in listing.fields])
    nothing: list[list[Any]] = [[] for _ in listing.fields]
    first = next(chunks, nothing)
    widths = [_width(field, column) for field, column in zip(listing.fields, first, strict=True)]
    for place, (field, width) in enumerate(zip(listing.fields, widths, strict=True)):
        sheet.set_column(place, place, width, styles.of(field.kind))
    _write_head(sheet, listing, sum(widths), styles)
    writers = [_writer(sheet, place, field, styles) for place, field in enumerate(listing.fields)]
    first_look = styles.of(listing.fields[0].kind)
    row = HEADING_ROW
    for columns in chain([first], chunks):
        for cells, lines in zip(zip(*columns, strict=True), _lines(columns, widths), strict=True):
            row += 1
            if lines > 1:  # not every spreadsheet finds the height of a row by itself
                sheet.set_row(row, min(_LINE_HEIGHT * lines, _MOST_HEIGHT))
            if row >= _MOST_ROWS:
                raise RefusedError(
                    f"“{listing.name}”超过 Excel 一张表的 {_MOST_ROWS} 行，没有写。"
                    "请改写成 .csv，或用 --plan 只取一个工作要点。"
                )
            for write, value in zip(writers, cells, strict=True):
                if value is not None and value != "":  # an empty cell looks as its column does
                    write(row, value)
                elif write is writers[0]:  # but a row of nothing else is to be a row all the same
                    sheet.write_blank(row, 0, None, first_look)
    last = len(listing.fields) - 1
    sheet.autofilter(HEADING_ROW, 0, row, last)
    # Lines around empty cells too, without writing any.
    sheet.conditional_format(
        HEADING_ROW, 0, row, last, {"type": "formula", "criteria": "=TRUE", "format": styles.lines}
    )
    _set_up_print(sheet)


def _write_head(sheet: Worksheet, listing: Listing, width: float, styles: _Styles) -> None:
    # The title's characters are 16 points high where the body's are 10, on which the widths are reckoned.
    lines = max(1, ceil(cell_width(listing.title) * 1.6 / width))
    sheet.set_row(0, _TITLE_HEIGHT * lines)
    last = len(listing.fields) - 1
    if last:
        sheet.merge_range(0, 0, 0, last, "", styles.title)
    _write_text(sheet, 0, 0, listing.title, styles.title, "标题")
    sheet.set_row(HEADING_ROW, 2 * _LINE_HEIGHT)
    for place, field in enumerate(listing.fields):
        sheet.write_string(HEADING_ROW, place, field.heading, styles.heading)
    sheet.freeze_panes(HEADING_ROW + 1, 0)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _writer(sheet: Worksheet, place: int, field: Field, styles: _Styles) -> Callable[[int, Any], None]:
    """Return what writes a value of this field into its column; there are millions of cells, so it asks little."""
    plain = styles.of(field.kind)
    match field.kind:
        case Kind.WORD:
            looks = {field.words[code]: styles.of(field.kind, tone) for code, tone in field.tones.items()}
            return lambda row, value: sheet.write_string(row, place, value, looks.get(value, plain))
        case Kind.NUMBER:
            return lambda row, value: sheet.write_number(row, place, value, plain)
        case Kind.PERCENT:
            fraction = styles.of(field.kind, number_format="0.0%")
            return lambda row, value: sheet.write_number(
                row, place, value, plain if round(value, 10) == round(value, 2) else fraction
            )
        case Kind.TEXT | Kind.LINK | Kind.NAMES | Kind.STANDING:
            return lambda row, value: _write_text(sheet, row, place, value, plain, field.heading)
        case Kind.DAY | Kind.MOMENT:
            return lambda row, value: (
                sheet.write_datetime(row, place, value, plain)
                if isinstance(value, date)
                else _write_text(sheet, row, place, value, plain, field.heading)
            )


def _write_text(sheet: Worksheet, row: int, place: int, text: str, look: Format, heading: str) -> None:
    try:
        length = len(text.encode("utf-16-le")) // 2  # as Excel counts
    except UnicodeEncodeError as error:
        mark = ord(error.object[error.start])
        raise RefusedError(
            f"第 {row + 1} 行“{heading}”里的字符（U+{mark:04X}）Excel 存不了，没有写。请改写这个字。"
        ) from error
    if length > _MOST_CHARACTERS:
        raise RefusedError(
            f"第 {row + 1} 行“{heading}”有 {length} 个字符，"
            f"Excel 一格最多 {_MOST_CHARACTERS} 个，没有写。请改写成 .csv。"
        )
    sheet.write_string(row, place, text, look)


def _width(field: Field, column: Sequence[Any]) -> float:
    """Return a column's width for what its first rows hold; a heading may take two lines, beside the filter's arrow."""
    longest = max(chain([0], _widths(field, column)))
    least = max(ceil(cell_width(field.heading) / 2), 4) + 2
    return max(least, min(longest + 1, _WIDEST))


def _widths(field: Field, column: Sequence[Any]) -> Iterator[int]:
    for value in column:
        if isinstance(value, str):
            yield max(map(cell_width, value.split("\n")))
        elif isinstance(value, datetime):
            yield len("2024-10-08 09:30")
        elif isinstance(value, date):
            yield len("2024-10-08")
        elif value is not None:
            yield 5 if field.kind is Kind.PERCENT else len(str(value))


def _lines(columns: Sequence[Sequence[Any]], widths: Sequence[float]) -> Iterator[int]:
    """Return for each row how many lines its fullest cell takes."""
    counts = [
        [1 if not isinstance(value, str) or 2 * len(value) < width else _lines_of(value, width) for value in column]
        for column, width in zip(columns, widths, strict=True)
    ]
    return map(max, zip(*counts, strict=True))


def _lines_of(text: str, width: float) -> int:
    return sum(max(1, ceil(cell_width(line) / (width - 1))) for line in text.split("\n"))
