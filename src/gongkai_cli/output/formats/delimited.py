"""The CSV format, RFC 4180, for Excel and WPS. It writes bytes, so no console's settings change them."""

import csv
import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import values
from gongkai_cli.output.formats.options import ENCODINGS, Options
from gongkai_cli.output.listing import Field, Listing, Page
from gongkai_cli.spreadsheets.guards import guarded


def write_listing(listing: Listing, stream: BinaryIO, options: Options) -> None:
    """Write the headings and the rows, a few thousand bytes at a time.

    Raises:
        RefusedError: the encoding lacks a character.
    """
    default = "utf-8" if options.is_raw else ENCODINGS[0]
    encoding = options.encoding or default
    converters = [_converter(field, is_raw=options.is_raw) for field in listing.fields]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([field.heading for field in listing.fields])
    _pour(buffer, stream, encoding)
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding  # one BOM at the beginning is enough
    line = 2  # the headings are line 1
    for columns in values.columns(listing, converters):
        writer.writerows(zip(*columns, strict=True))
        try:
            _pour(buffer, stream, encoding)
        except UnicodeEncodeError as error:
            raise RefusedError(_lacking(listing, columns, encoding, line)) from error
        line += len(columns[0])


def write_page(page: Page, stream: BinaryIO, options: Options) -> None:
    """Write the page's main listing."""
    write_listing(page.sections[page.main], stream, options)


def _converter(field: Field, *, is_raw: bool) -> values.Converter:
    convert = values.as_text(field)
    if is_raw or not values.is_guarded(field):
        return convert

    def convert_and_guard(column: Sequence[Any]) -> Sequence[Any]:
        return guarded(convert(column))

    return convert_and_guard


def _pour(buffer: io.StringIO, stream: BinaryIO, encoding: str) -> None:
    stream.write(buffer.getvalue().encode(encoding))
    buffer.seek(0)
    buffer.truncate()


def _lacking(listing: Listing, columns: Sequence[Sequence[Any]], encoding: str, line: int) -> str:
    """Return a message for the first character that the encoding lacks.

    Args:
        listing: the listing.
        columns: the converted values of some rows.
        encoding: the encoding.
        line: the line of the first of these rows.
    """
    for row, cells in enumerate(zip(*columns, strict=True), start=line):
        for field, value in zip(listing.fields, cells, strict=True):
            try:
                str(value).encode(encoding)
            except UnicodeEncodeError as error:
                mark = error.object[error.start]
                shown = "" if "\ud800" <= mark <= "\udfff" else f"“{mark}”"
                where = f"第 {row} 行“{field.heading}”里的字符{shown}（U+{ord(mark):04X}）"
                return (
                    f"{where}，编码 {encoding} 里没有，未写完。请改用 --encoding utf-8-sig 或 gb18030，或改写这个字。"
                )
    raise AssertionError("a character was refused and then none was")
