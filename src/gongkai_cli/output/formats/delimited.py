"""The CSV format, RFC 4180, made for Excel and WPS: one Listing as bytes that no console's settings change."""

import csv
import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import values
from gongkai_cli.output.formats.options import ENCODINGS, Options
from gongkai_cli.output.listing import Listing, Page


def write_listing(listing: Listing, stream: BinaryIO, options: Options) -> None:
    """Write the headings and the rows, a few thousand bytes at a time.

    Raises:
        RefusedError: the encoding lacks a character; the message names it.
    """
    encoding = options.encoding or ("utf-8" if options.is_raw else ENCODINGS[0])
    converters = [values.as_text(field) for field in listing.fields]
    if not options.is_raw:
        converters = [
            _then_guarded(convert) if values.is_guarded(field) else convert
            for field, convert in zip(listing.fields, converters, strict=True)
        ]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([field.heading for field in listing.fields])
    _pour(buffer, stream, encoding)
    encoding = "utf-8" if encoding == "utf-8-sig" else encoding  # the mark stands once, at the beginning
    line = 2
    for columns in values.columns(listing, converters):
        writer.writerows(zip(*columns, strict=True))
        try:
            _pour(buffer, stream, encoding)
        except UnicodeEncodeError as error:
            raise RefusedError(_lacking(listing, columns, encoding, line)) from error
        line += len(columns[0])


def write_page(page: Page, stream: BinaryIO, options: Options) -> None:
    """Write the one listing that stands for the page."""
    write_listing(page.sections[page.main], stream, options)


def _then_guarded(convert: values.Converter) -> values.Converter:
    return lambda column: values.guarded(convert(column))


def _pour(buffer: io.StringIO, stream: BinaryIO, encoding: str) -> None:
    stream.write(buffer.getvalue().encode(encoding))
    buffer.seek(0)
    buffer.truncate()


def _lacking(listing: Listing, columns: Sequence[Sequence[Any]], encoding: str, line: int) -> str:
    """Name the first character that cannot be written, and its cell; `line` is the sheet's line of the first row."""
    for row, cells in enumerate(zip(*columns, strict=True), start=line):
        for field, value in zip(listing.fields, cells, strict=True):
            try:
                str(value).encode(encoding)
            except UnicodeEncodeError as error:
                mark = error.object[error.start]
                shown = "" if "\ud800" <= mark <= "\udfff" else f"“{mark}”"
                where = f"第 {row} 行“{field.heading}”里的字符{shown}（U+{ord(mark):04X}）"
                return (
                    f"{where}，编码 {encoding} 里没有，没有写完。请改用 --encoding utf-8-sig 或 gb18030，或改写这个字。"
                )
    raise AssertionError("a character was refused and then none was")
