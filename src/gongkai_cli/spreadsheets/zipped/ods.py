"""OpenDocument spreadsheets. Each value stands in the file with its type, so the XML is read as it is.

A general reader would spell out what the file only counts: 1,048,576 rows of 16,384 cells in one line.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree as ET

from gongkai_cli.spreadsheets.cells import Cell, Sheet, Spreadsheet, UnreadableError
from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.kinds import Kind
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.refusals import REFUSALS, SAVE_AS, broken
from gongkai_cli.spreadsheets.values import NO_RESULT, PICTURE, error_value, faulty_cell, filled_cell
from gongkai_cli.spreadsheets.zipped.archive import Archive
from gongkai_cli.spreadsheets.zipped.carried import document_properties, is_quoted, quoted_text

_SPACES = {
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
_HOURS = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")


def _tag(name: str) -> str:
    """Return a name such as `table:table` as the tree has it."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


_BODY, _TABLE, _ROW = _tag("office:spreadsheet"), _tag("table:table"), _tag("table:table-row")
_CELL, _COVERED = _tag("table:table-cell"), _tag("table:covered-table-cell")
_STYLE, _NAME = _tag("style:style"), _tag("table:named-expression")
_PARAGRAPH, _FRAME = _tag("text:p"), _tag("draw:frame")


def read_ods(data: bytes, limits: Limits) -> Spreadsheet:
    """Read an OpenDocument spreadsheet.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: it is damaged, hostile, encrypted or another document.
    """
    archive = Archive(data, limits)
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
        raise UnreadableError(REFUSALS[Kind.PASSWORD])
    reader = _Reader(Counter(limits))
    try:
        reader.read(archive.read(_CONTENT))
    except (ET.ParseError, ValueError, OverflowError, LookupError, RecursionError):
        raise broken() from None
    properties = document_properties(archive.read(_META)) if _META in archive.names else {}
    return Spreadsheet("ods", tuple(reader.sheets), properties, reader.names)


class _Reader:
    """Builds the sheets while the XML is parsed, and drops each row of it that is read."""

    def __init__(self, counter: Counter) -> None:
        self.sheets: list[Sheet] = []
        self.names: dict[str, str] = {}
        self._counter = counter
        self._hidden: set[str | None] = set()
        self._rows: dict[int, dict[int, Cell]] = {}
        self._row = 0
        self._pictures = 0

    def read(self, content: bytes) -> None:
        """Read the document."""
        is_spreadsheet = False
        for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - without entities
            if event == "start":
                is_spreadsheet |= element.tag == _BODY
                if element.tag == _TABLE:
                    self._rows, self._row, self._pictures = {}, 0, 0
            else:
                self._end(element)
        if not is_spreadsheet:
            raise UnreadableError(f"这个 OpenDocument 文件不是表格，未读取。若有表格，{SAVE_AS}")

    def _end(self, element: ET.Element) -> None:
        match element.tag:
            case tag if tag == _ROW:
                self._read_row(element)
                element.clear()
            case tag if tag == _FRAME:
                is_picture = element.find(_tag("draw:image")) is not None and element.find(_tag("draw:object")) is None
                self._pictures += is_picture
            case tag if tag == _TABLE:
                self._end_sheet(element)
                element.clear()
            case tag if tag == _STYLE:
                looks = element.find(_tag("style:table-properties"))
                if looks is not None and looks.get(_tag("table:display")) == "false":
                    self._hidden.add(element.get(_tag("style:name")))
            case tag if tag == _NAME:
                expression = element.get(_tag("table:expression"), "").removeprefix("of:").removeprefix("=")
                if is_quoted(expression):
                    self.names[element.get(_tag("table:name"), "")] = quoted_text(expression)

    def _end_sheet(self, element: ET.Element) -> None:
        name = element.get(_tag("table:name"), "")
        is_hidden = element.get(_tag("table:style-name")) in self._hidden
        self.sheets.append(Sheet(len(self.sheets) + 1, name, is_hidden, self._rows, self._pictures))

    def _read_row(self, element: ET.Element) -> None:
        cells: dict[int, Cell] = {}
        column = 0
        for one in element:
            if one.tag not in {_CELL, _COVERED}:
                continue
            repeated = _times(one, "table:number-columns-repeated")
            cell = _cell(one) if one.tag == _CELL else None
            if cell:
                self._counter.check(cells=len(cells) + repeated)
                cells.update(dict.fromkeys(range(column + 1, column + repeated + 1), cell))
            column += repeated
        repeated = _times(element, "table:number-rows-repeated")
        if cells:
            for number in range(self._row + 1, self._row + repeated + 1):
                self._counter.add_row(self._rows, number, dict(cells))
        self._row += repeated


def _times(element: ET.Element, name: str) -> int:
    return max(int(element.get(_tag(name), "1")), 1)


def _cell(element: ET.Element) -> Cell | None:
    formula = element.get(_tag("table:formula"))
    is_formula = formula is not None
    if formula and "DISPIMG" in formula:
        return faulty_cell(PICTURE, is_formula=True)
    kind = element.get(_tag("office:value-type"))
    if element.get(_tag("calcext:value-type")) == "error":
        return faulty_cell(error_value(_text(element)), is_formula=is_formula)
    if is_formula and kind is None:
        return faulty_cell(NO_RESULT, is_formula=True)
    cell = filled_cell(_value(element, kind), is_percent=kind == "percentage", is_formula=is_formula)
    if cell is None:
        return None
    height, width = _times(element, "table:number-rows-spanned"), _times(element, "table:number-columns-spanned")
    return cell._replace(span=(height, width))


def _value(element: ET.Element, kind: str | None) -> object:
    """Return the value of a cell, in the type that the file names."""
    match kind:
        case "float" | "percentage" | "currency":
            number = float(element.get(_tag("office:value"), ""))
            return int(number) if number.is_integer() else number
        case "boolean":
            return element.get(_tag("office:boolean-value")) == "true"
        case "date":
            return _moment(element.get(_tag("office:date-value"), ""))
        case "time":
            return _hours(element.get(_tag("office:time-value"), ""))
        case _:
            return element.get(_tag("office:string-value")) or _text(element)


def _moment(text: str) -> date | datetime | str:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:  # a year before 1, or the like
        return text


def _hours(text: str) -> time | timedelta | str:
    found = _HOURS.fullmatch(text)
    if not found:
        return text
    length = timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3]))
    if length >= timedelta(days=1):
        return length
    return time(int(found[1]), int(found[2]), int(found[3]))


def _text(element: ET.Element) -> str:
    return "\n".join("".join(_pieces(one)) for one in element if one.tag == _PARAGRAPH)


def _pieces(element: ET.Element) -> Iterator[str]:
    """Return the text of a paragraph. Blanks and line ends are elements; comments and drawings are left out."""
    yield element.text or ""
    for one in element:
        match one.tag.rpartition("}")[2]:
            case "s":
                yield " " * min(int(one.get(_tag("text:c"), "1")), 1_000)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case "a" | "span" | "ruby" | "ruby-base" | "meta":
                yield from _pieces(one)
        yield one.tail or ""
