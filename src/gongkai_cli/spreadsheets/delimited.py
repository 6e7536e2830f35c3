"""Text files with a table: CSV, as programs and people write it."""

import codecs
import csv
import io
import re
from collections import Counter as Tally
from collections.abc import Iterator, Sequence

from gongkai_cli.spreadsheets.cells import Cell, Sheet, Spreadsheet, UnreadableError
from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.guards import unguarded
from gongkai_cli.spreadsheets.kinds import Kind
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.merging import Rows
from gongkai_cli.spreadsheets.refusals import REFUSALS, SAVE_AS, too_large_a_file
from gongkai_cli.spreadsheets.values import filled_cell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;"
_HEAD = 30  # records that show the delimiter
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = 4_000  # characters in which a page or an XML file shows itself
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|body|table|meta)\b|^MIME-Version:", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|[a-z!])", re.IGNORECASE)


def read_delimited(data: bytes, limits: Limits) -> Spreadsheet:
    """Read a text with a table. Every value is a text, without the guards against formulas.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: it is no text, a web page or XML, or its quotes do not match.
    """
    if len(data) > limits.unpacked:
        raise too_large_a_file(len(data), limits.unpacked)
    text = _decoded(data)
    _refuse_markup(text)
    limit = csv.field_size_limit(len(text) + 1)  # the library's limit is below the longest cell
    try:
        delimiter = _delimiter(text)
        rows = _rows(_records(text, delimiter), Counter(limits))
    except csv.Error:
        raise UnreadableError(f"CSV 里的引号没有成对，未读取。{SAVE_AS}，再试一次") from None
    finally:
        csv.field_size_limit(limit)
    return Spreadsheet("csv", (Sheet(1, "", is_hidden=False, rows=rows),), {}, {})


def _decoded(data: bytes) -> str:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise UnreadableError(f"不是表格文件，也不是 UTF-8 或 GB18030 编码的文本，未读取。若是表格，{SAVE_AS}")


def _refuse_markup(text: str) -> None:
    head = text[:_MARKUP]
    if _WEB_PAGE.search(head):
        raise UnreadableError(REFUSALS[Kind.WEB_PAGE])
    if _XML.match(head):
        raise UnreadableError(REFUSALS[Kind.XML])


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """Return the delimiter by which most of the first records have the same number of cells, more than one."""
    best, best_score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        widths: list[int] = []
        try:
            for record in _records(text, delimiter):
                widths.append(len(record))
                if len(widths) == _HEAD:
                    break
        except csv.Error:
            continue
        score = _evenness(widths)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(widths: Sequence[int]) -> tuple[int, int]:
    """Return how many records have the most common width, and that width."""
    several = Tally(width for width in widths if width > 1)
    if not several:
        return 0, 0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _rows(records: Iterator[Sequence[str]], counter: Counter) -> Rows:
    rows: Rows = {}
    for number, record in enumerate(records, start=1):
        cells: dict[int, Cell] = {}
        for column, text in enumerate(record, start=1):
            cell = filled_cell(unguarded(text)) if text else None
            if cell:
                cells[column] = cell
        counter.add_row(rows, number, cells)
    return rows
