"""Which kind of file the bytes are. A file's name is never asked, since offices rename files."""

import io
import zipfile
from enum import Enum, auto

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a zip archive, as new office files are, and of an OLE file, as the old ones are."""

_MOST_NAMES = 5_000  # in an archive; a workbook has some twenty, and one for each picture


class Kind(Enum):
    """A kind of file. The first four are read."""

    XLSX = auto()
    ODS = auto()
    XLS = auto()
    TEXT = auto()
    XLSB = auto()
    EMPTY = auto()
    BROKEN = auto()
    PASSWORD = auto()
    OLD_OFFICE = auto()
    WORD = auto()
    SLIDES = auto()
    OFD = auto()
    ARCHIVE = auto()
    PDF = auto()
    IMAGE = auto()
    WEB_PAGE = auto()
    XML = auto()


_BEGINNINGS = (
    (b"%PDF-", Kind.PDF),
    (b"\x89PNG\r\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"RIFF", Kind.IMAGE),
    (b"{\\rtf", Kind.WORD),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"PK\x05\x06", Kind.ARCHIVE),
)
_OLE_STREAMS = (
    (("EncryptedPackage".encode("utf-16-le"),), Kind.PASSWORD),
    (("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le")), Kind.XLS),
)
_BITMAP = b"BM"
_HEAD = 64  # bytes
_IN_ARCHIVES = (("word/", Kind.WORD), ("ppt/", Kind.SLIDES), ("OFD.xml", Kind.OFD))


def kind_of(data: bytes) -> Kind:
    """Return the kind of a file. `XLS`, `ODS` and `TEXT` may still turn out to be something else when they are read."""
    if data.startswith(ZIP):
        return _archive_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(_BITMAP) and b"\0" in data[:_HEAD]:  # a text may begin so as well, and has no zero bytes
        return Kind.IMAGE
    return Kind.TEXT if data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe") else Kind.EMPTY


def _archive_kind(data: bytes) -> Kind:
    if data.count(b"PK\x01\x02") > _MOST_NAMES:  # each name would take memory
        return Kind.ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError, OSError):
        return Kind.BROKEN
    for name, kind in (("xl/workbook.xml", Kind.XLSX), ("xl/workbook.bin", Kind.XLSB), ("content.xml", Kind.ODS)):
        if name in names:
            return kind
    for beginning, kind in _IN_ARCHIVES:
        if any(name.startswith(beginning) for name in names):
            return kind
    return Kind.ARCHIVE


def _ole_kind(data: bytes) -> Kind:
    """Return the kind of an OLE file by the names of its streams, which stand in its directory in UTF-16."""
    for names, kind in _OLE_STREAMS:
        if any(name in data for name in names):
            return kind
    return Kind.OLD_OFFICE
