"""The cells of a sheet: the writer of each field's values."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai_cli.cell_texts import MOST_CHARACTERS, excel_length
from gongkai_cli.errors import RefusedError
from gongkai_cli.exact_sheets import ExactSheet
from gongkai_cli.output.formats.sheets.styles import Styles
from gongkai_cli.output.listing import Field, Kind

CellWriter = Callable[[int, Any], None]
"""Writes a value into a row of its column."""

_ADDRESS = re.compile(r"https?://[^\s；，。、）】》”<>\"\x00-\x1f\ufffe\uffff]+")
_LONGEST_ADDRESS = 2079  # characters, as Excel takes them
_MOST_LINKS = 65_530  # of a sheet, as Excel takes them
_TIP = "打开网址"
_TIP_OF_SEVERAL = "打开第一个网址；其余的请复制"


class PaperSheet(ExactSheet):
    """A sheet with links, and with cells that are joined over rows once these are written.

    The library's own merging writes all rows of a cell at once, which a sheet that is written row by row cannot.
    """

    def join_rows(self, first: int, last: int, column: int) -> None:
        """Show the cells of a column from one row to another as one; each keeps its value."""
        self.merge.append([first, column, last, column])

    @property
    def joined(self) -> int:
        """The number of joined cells."""
        return len(self.merge)

    def has_room_for_a_link(self) -> bool:
        """Say whether Excel takes another link in this sheet."""
        return bool(self.hlink_count < _MOST_LINKS)


def cell_writer(sheet: PaperSheet, place: int, field: Field, styles: Styles) -> CellWriter:
    """Return the writer of a field's cells.

    A sheet can have millions of cells, so a writer makes as few decisions as it can.
    """
    plain = styles.of(field.kind)

    def write(row: int, value: Any) -> None:
        write_text(sheet, row, place, value, plain, field.heading)

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
                    write(row, value)

            return write_day
        case Kind.LINK | Kind.LINKS:
            return _link_writer(sheet, place, field, styles)
        case Kind.TEXT | Kind.NAMES | Kind.STANDING:
            return write


def _percent_writer(sheet: Worksheet, place: int, field: Field, styles: Styles) -> CellWriter:
    plain = styles.of(field.kind)
    with_decimal = styles.of(field.kind, number_format="0.0%")

    def write_percent(row: int, value: float) -> None:
        is_round = round(value, 10) == round(value, 2)
        sheet.write_number(row, place, value, plain if is_round else with_decimal)

    return write_percent


def _link_writer(sheet: PaperSheet, place: int, field: Field, styles: Styles) -> CellWriter:
    """Return the writer of addresses. A cell leads to one address only: the first, which is the newest."""
    plain, linked = styles.of(field.kind), styles.of(field.kind, is_link=True)

    def write_link(row: int, value: str) -> None:
        found = _ADDRESS.findall(value)
        if not found or len(found[0]) > _LONGEST_ADDRESS or not sheet.has_room_for_a_link():
            write_text(sheet, row, place, value, plain, field.heading)
            return
        check_text(row, value, field.heading)
        tip = _TIP_OF_SEVERAL if len(found) > 1 else _TIP
        sheet.write_url(row, place, found[0], linked, value, tip)

    return write_link


def write_text(sheet: Worksheet, row: int, place: int, text: str, look: Format, heading: str) -> None:
    """Write a text into a cell; raises as `check_text`."""
    check_text(row, text, heading)
    sheet.write_string(row, place, text, look)


def check_text(row: int, text: str, heading: str) -> None:
    """Check that a cell can hold a text.

    Raises:
        RefusedError: Excel cannot hold so long a text, or one of its characters.
    """
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
