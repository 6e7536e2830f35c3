"""A workbook (.xlsx) with nothing but its cells: the copy that the library opens.

Cells and rows that are only formatted are left out while the part is unpacked: files of WPS may have a million of
them, each of which the library would make an object. Looks, pictures, links and rules are left out as well: the
library fails on some of those that other programs write.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple
from xml.etree import ElementTree as ET

from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.merging import Area
from gongkai_cli.spreadsheets.refusals import broken
from gongkai_cli.spreadsheets.zipped.archive import Archive
from gongkai_cli.spreadsheets.zipped.carried import local_name, tree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of a workbook's elements."""

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"  # in its place; the library does not know it
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = "xl/workbook.xml"
"""The part that names the sheets."""

_STYLES = "xl/styles.xml"
_SHEETS = "xl/worksheets/"
_OF_A_SHEET = {"name": "", "sheetId": "1", "state": "visible"}
_KEPT = ("[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml")

_MOST_MERGED = 50_000
_MOST_FORMATS = 65_536  # Excel takes no more formats of cells; each becomes an object
_LONGEST_ROW = 1024 * 1024  # bytes; a longer one is cut, and an empty cell at the cut stays

_P = rb"(?:[\w.-]{1,40}:)?"  # a prefix of a namespace
_NO_VALUE = rb"(?:<%sv\s*/>|<%sv\s*>\s*</%sv\s*>)?" % (_P, _P, _P)
_EMPTY_CELL = re.compile(rb"<%sc\s[^<>]*(?:/>|>\s*%s\s*</%sc\s*>)" % (_P, _NO_VALUE, _P))
_EMPTY_ROW = re.compile(rb"<%srow\s[^<>]*(?:/>|>\s*</%srow\s*>)" % (_P, _P))
_CELL = re.compile(rb"<%sc[\s>]" % _P)
_ROW = re.compile(rb"<%srow[\s>]" % _P)
_WITHOUT_PLACE = re.compile(rb"<%s(?:c|row)(?=[\s/>])(?![^<>]*\sr=)[^<>]*>" % _P)
_ROOT = re.compile(rb"<(%s)worksheet\b[^<>]*>" % _P)
_CELLS = re.compile(rb"<%ssheetData\b[^<>]*>" % _P)
_END_OF_CELLS = b"sheetData>"
_MERGED = re.compile(rb'<%smergeCell\s[^<>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"' % _P)


class Slim(NamedTuple):
    """A slim copy of a workbook.

    Attributes:
        data: its bytes.
        workbook: the part that names the sheets, as it was.
        merged: part of a sheet → its merged cells.
        has_formulas: whether any cell has a formula.
        has_shared_texts: whether texts are in a table of their own.
    """

    data: bytes
    workbook: ET.Element
    merged: dict[str, Sequence[Area]]
    has_formulas: bool
    has_shared_texts: bool


def slim_copy(archive: Archive, counter: Counter) -> Slim:
    """Return a slim copy of a workbook.

    Raises:
        TooLargeError: it goes beyond the limits.
        UnreadableError: the archive is damaged or hostile.
    """
    parts: dict[str, bytes] = {}
    merged: dict[str, Sequence[Area]] = {}
    for name in _KEPT:
        if name in archive.names:
            parts[name] = archive.read(name).replace(_STRICT, MAIN.encode())
    workbook = tree(archive.read(WORKBOOK))
    parts[WORKBOOK] = _workbook(workbook)
    if _STYLES in archive.names:
        parts[_STYLES] = _formats(archive.read(_STYLES))
    sheets = [name for name in archive.names if name.startswith(_SHEETS) and name.endswith(".xml")]
    for name in sheets:
        parts[name], merged[name] = _sheet(archive, name, counter)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    has_formulas = any(re.search(rb"<%sf[\s/>]" % _P, parts[name]) for name in sheets)
    return Slim(stream.getvalue(), workbook, merged, has_formulas, "xl/sharedStrings.xml" in parts)


def _sheet(archive: Archive, name: str, counter: Counter) -> tuple[bytes, Sequence[Area]]:
    """Return a sheet's cells as a part of its own, and the areas that are merged."""
    content = _filled(archive, name, counter).replace(_STRICT, MAIN.encode(), 1)
    root = _ROOT.search(content)
    start = root and _CELLS.search(content, root.end())
    if not root or not start:
        return content, ()
    last = content.rfind(_END_OF_CELLS, start.end())
    # A sheet without any row has one empty element.
    end = start.end() if last == -1 else last + len(_END_OF_CELLS)
    matches = list(islice(_MERGED.finditer(content, end), _MOST_MERGED))
    if len(matches) == _MOST_MERGED:
        raise broken()
    merged = [_area(*match.groups()) for match in matches]
    return b"".join((root[0], content[start.start() : end], b"</", root[1], b"worksheet>")), merged


def _filled(archive: Archive, name: str, counter: Counter) -> bytes:
    """Return a sheet without the cells and rows that are only formatted."""
    kept: list[bytes] = []
    left = b""
    trims = True
    for block in archive.blocks(name):
        chunk = left + block
        if trims and _WITHOUT_PLACE.search(chunk):
            # Such a cell follows the one before it, so none may be left out.
            if kept:
                raise broken()
            trims = False
        if trims:
            chunk = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", chunk))
        # The last row, or the last tag, may go on in the next block.
        last_row = max(chunk.rfind(b"<row"), chunk.rfind(b":row"))
        cut = last_row if last_row >= 0 else chunk.rfind(b"<")
        if cut < 0 or len(chunk) > _LONGEST_ROW:
            cut = len(chunk)
        left = chunk[cut:]
        kept.append(_counted(chunk[:cut], archive, counter))
    return b"".join([*kept, _counted(left, archive, counter)])


def _counted(chunk: bytes, archive: Archive, counter: Counter) -> bytes:
    archive.keep(chunk)
    counter.add(cells=len(_CELL.findall(chunk)), rows=len(_ROW.findall(chunk)))
    return chunk


def _formats(styles: bytes) -> bytes:
    """Return a table of styles with the number formats alone."""
    content = tree(styles)
    if len(content) and max(map(len, content)) > _MOST_FORMATS:
        raise broken()
    slim = ET.Element(f"{{{MAIN}}}styleSheet")
    formats = ET.SubElement(slim, f"{{{MAIN}}}numFmts")
    cell_formats = ET.SubElement(slim, f"{{{MAIN}}}cellXfs")
    for element in content:
        match local_name(element):
            case "numFmts":
                formats.extend(ET.Element(f"{{{MAIN}}}numFmt", dict(one.attrib)) for one in element)
            case "cellXfs":
                for one in element:
                    ET.SubElement(cell_formats, f"{{{MAIN}}}xf", {"numFmtId": one.get("numFmtId", "0")})
    return _text(slim)


def _workbook(workbook: ET.Element) -> bytes:
    """Return the part that names the sheets, with the sheets and the first day of its calendar alone."""
    slim = ET.Element(f"{{{MAIN}}}workbook")
    properties = ET.SubElement(slim, f"{{{MAIN}}}workbookPr")
    sheets = ET.SubElement(slim, f"{{{MAIN}}}sheets")
    for element in workbook.iter():
        match local_name(element):
            case "workbookPr":
                properties.set("date1904", element.get("date1904", "0"))
            case "sheet":
                about = {name: element.get(name, default) for name, default in _OF_A_SHEET.items()}
                ET.SubElement(sheets, f"{{{MAIN}}}sheet", {**about, f"{{{_RELATIONS}}}id": relation_key(element)})
    return _text(slim)


def relation_key(element: ET.Element) -> str:
    """Return the key of the part that an element stands for."""
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _text(element: ET.Element) -> bytes:
    content: bytes = ET.tostring(element, "utf-8")
    return content


def _area(first: bytes, row: bytes, last: bytes, last_row: bytes) -> Area:
    return Area(int(row), _column(first), int(last_row), _column(last))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
