"""The Excel format: one sheet for each listing."""

import io
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from gongkai_cli import scratch
from gongkai_cli.exact_sheets import ExactSheet
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.formats.sheet import Styles, write_sheet
from gongkai_cli.output.listing import Cell, Field, Listing, Page

_FACTS = (Field("label", "项目", itemgetter(0)), Field("text", "内容", itemgetter(1)))


def write_listing(listing: Listing, stream: BinaryIO, options: Options) -> None:
    """Write a workbook of one sheet.

    Raises:
        RefusedError: Excel cannot hold so many rows, so long a text, or one of its characters.
    """
    _write([listing], listing.title, stream, options)


def write_page(page: Page, stream: BinaryIO, options: Options) -> None:
    """Write a workbook with a sheet of facts, and a sheet for each listing.

    Raises:
        RefusedError: as `write_listing`.
    """
    sheets = list(page.sections.values())
    if page.facts:
        sheets.insert(0, _facts(page))
    _write(sheets, page.title, stream, options)


def _facts(page: Page) -> Listing:
    facts = [(label, value.text if isinstance(value, Cell) else value) for label, value in page.facts]
    return Listing(title=page.title, name="概况", columns=(), fields=_FACTS, rows=facts, empty="")


def _write(listings: Sequence[Listing], title: str, stream: BinaryIO, options: Options) -> None:
    sink = _Sink(stream)
    try:
        # The library's drafts get their own folder, so that none is left behind after an error.
        with tempfile.TemporaryDirectory() as folder:
            workbook = Workbook(sink, {"constant_memory": True, "tmpdir": folder})
            try:
                _fill(workbook, listings, title, options)
                workbook.close()
            finally:
                sink.close()
                _close_drafts(workbook)
    except (OSError, FileCreateError) as error:
        if sink.failure is not None:
            raise sink.failure from error
        (cause,) = error.args if isinstance(error, FileCreateError) else (error,)  # the library wraps an OSError
        raise scratch.refusal(cause, "未写入") from error


def _close_drafts(workbook: Workbook) -> None:
    # Windows deletes no file that is open.
    for sheet in workbook.worksheets():
        with suppress(OSError):  # a full disk has been reported already
            sheet.row_data_fh.close()


def _fill(workbook: Workbook, listings: Sequence[Listing], title: str, options: Options) -> None:
    workbook.set_properties({"title": title, "created": options.made_at.replace(tzinfo=None)})
    styles = Styles(workbook)
    for listing in listings:
        write_sheet(workbook.add_worksheet(listing.name, ExactSheet), listing, styles)


class _Sink:
    """The output stream, as the library writes to it.

    It remembers the stream's own failure, since the library's drafts may fail too. After `close` it drops all bytes:
    the library would otherwise finish a broken archive in a file that is closed by then.
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
