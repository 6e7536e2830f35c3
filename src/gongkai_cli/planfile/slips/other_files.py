"""Files of other programs given as plan files: Word, Excel, PDF, a table as text."""

import codecs
import csv
import re
from contextlib import suppress
from itertools import islice

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD, _EXCEL, _SLIDES = "Word 文档", "Excel 工作簿", "PowerPoint 演示文稿"

_IN_ZIP = (
    (b"word/", _WORD),
    (b"xl/", _EXCEL),
    (b"ppt/", _SLIDES),
    (b"OFD.xml", "OFD 版式文件"),
    (b"opendocument.text", "OpenDocument 文档"),
    (b"opendocument.spreadsheet", "OpenDocument 工作簿"),
)
"""Names in a zip file, which it does not compress → the program's document."""

_IN_OLE2 = (("WordDocument", _WORD), ("Workbook", _EXCEL), ("Book", _EXCEL), ("PowerPoint Document", _SLIDES))
"""Names of streams in a file of Office 97 or WPS → the program's document."""

_BEGINNINGS = ((b"%PDF", "PDF 文件"), (b"{\\rtf", "RTF 文档"), (b"<!doctype html", "网页"), (b"<html", "网页"))

_SECTION = re.compile(r"^(?:plan|units|collectives|tasks|activities)\s*[:：]", re.MULTILINE)
_TABLES = {",": "CSV 表格（逗号分隔的文字）", "\t": "制表符分隔的表格"}
_ROWS = 5  # rows looked at
_LEAST_ROWS = 2
_ENCODINGS = ("utf-8-sig", "gb18030")


def other_file(data: bytes) -> str | None:
    """Return the kind of another program's file by its first bytes, such as `Word 文档`; None for other bytes."""
    if data.startswith(_ZIP):
        found = [(data.find(name), kind) for name, kind in _IN_ZIP if name in data]
        return min(found)[1] if found else "压缩文件"  # a document may hold another one
    if data.startswith(_OLE2):
        for name, kind in _IN_OLE2:
            if f"{name}\0".encode("utf-16-le") in data:
                return kind
        return "旧版 Office 文档"
    start = data.removeprefix(codecs.BOM_UTF8)[:1024].lstrip().lower()
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            return kind
    return None


def table_file(data: bytes) -> str | None:
    """Return the kind of a table that was saved as text, such as `CSV 表格（逗号分隔的文字）`; None for other text.

    It is asked only about files that cannot be read as plan files.
    """
    text = _decoded(data)
    if text is None or _SECTION.search(text):
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _LEAST_ROWS:
        return None
    for separator, kind in _TABLES.items():
        with suppress(csv.Error):  # a cell of a megabyte
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=separator), _ROWS)]
            if widths[0] > 1 and widths.count(widths[0]) == len(widths):
                return kind
    return None


def _decoded(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None
