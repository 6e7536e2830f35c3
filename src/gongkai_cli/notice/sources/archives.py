"""Zip archives, as new office files are: their kind, and their parts within limits."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from gongkai_cli.notice.sources.refusals import (
    RIGHT_FILE,
    SAVE_AS_EITHER,
    SAVE_AS_SHEET,
    SAVE_AS_WORD,
    NotReadError,
)

ZIP = b"PK\x03\x04"

MOST_UNPACKED = 64 * 1024 * 1024
"""The bytes of one part that are read; the text of a long notice has some megabytes."""

_MOST_PARTS = 20_000
_BROKEN = "文件不完整或已损坏，未读取"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_XML = (".xml", ".rels")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_CHUNK = 64 * 1024

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_KINDS = (
    ("OFD.xml", " OFD 版式文件", "请用 OFD 阅读器或 WPS 把它转成 .docx，再试一次"),
    ("ppt/", " PowerPoint 演示文稿", "请把内容复制到 Word 或 WPS 文字，另存为 .docx，再试一次"),
    ("content.xml", " OpenDocument 文件", SAVE_AS_EITHER),
    ("xl/workbook.bin", "二进制的 Excel 工作簿（.xlsb）", SAVE_AS_SHEET),
)
"""A name in the archive, or its beginning → the kind of file and the remedy."""


class Archive:
    """An opened zip archive.

    Args:
        data: its bytes.
        kind: the word for the file that is expected, for messages.

    Raises:
        NotReadError: the bytes are a damaged archive, or have a password.
    """

    def __init__(self, data: bytes, kind: str = "通知") -> None:
        self._kind = kind
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS:
            raise NotReadError(_BROKEN, SAVE_AS_EITHER) from None
        self._parts = {part.filename: part for part in self._archive.infolist()}
        if len(self._parts) > _MOST_PARTS:
            raise NotReadError(f"压缩包里的文件太多，不像{kind}，未读取", RIGHT_FILE)
        if any(part.flag_bits & 1 for part in self._parts.values()):
            raise NotReadError("文件有密码，未读取", "请打开它，去掉密码后另存为 .docx 或 .xlsx，再试一次")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts."""
        return self._parts

    def has(self, beginning: str) -> bool:
        """Return whether the name of any part begins so."""
        return any(name.startswith(beginning) for name in self._parts)

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; none where it is missing.

        Raises:
            NotReadError: the part is damaged or too large.
        """
        found = self._parts.get(name)
        if found is None:
            return b""
        if found.file_size > MOST_UNPACKED:
            raise self._too_large()
        try:
            with self._archive.open(found) as stream:
                return _read(stream)
        except (*_FAULTS, RuntimeError):
            raise NotReadError(_BROKEN, SAVE_AS_WORD) from None

    def check_xml(self) -> None:
        """Refuse an archive of which some XML declares a document type; for readers that do not look.

        Raises:
            NotReadError: a part does, or is damaged or too large.
        """
        total = sum(part.file_size for part in self._parts.values() if part.filename.endswith(_XML))
        if total > MOST_UNPACKED:
            raise self._too_large()
        for name in self._parts:
            if name.endswith(_XML) and any(sign in self.part(name) for sign in _DOCTYPES):
                raise _with_doctype()

    def _too_large(self) -> NotReadError:
        limit = MOST_UNPACKED // (1024 * 1024)
        return NotReadError(f"文件展开后超过 {limit} MB，不像{self._kind}，未读取", RIGHT_FILE)

    def check_size(self) -> None:
        """Refuse an archive whose parts are too large together; for readers that unpack all of them.

        A part is never read beyond the size in the directory, so that holds the reader.

        Raises:
            NotReadError: they are.
        """
        if sum(part.file_size for part in self._parts.values()) > MOST_UNPACKED:
            raise self._too_large()

    def tree(self, name: str) -> Element | None:
        """Return the XML of a part; None where it is missing.

        Raises:
            NotReadError: the part is damaged or too large, or declares a document type.
        """
        data = self.part(name)
        if not data:
            return None
        try:
            parser = XMLParser(target=_Plain())  # noqa: S314  # no document type, so no entities
            parser.feed(data)
            root: Element = parser.close()
        except (ParseError, ValueError, LookupError):
            raise NotReadError(_BROKEN, SAVE_AS_WORD) from None
        return root


class _Plain(TreeBuilder):
    """Builds elements by local names; a document type is refused, since only attacks have one."""

    def doctype(self, *_: str | None) -> None:
        raise _with_doctype()

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        return super().start(local(tag), {local(name): value for name, value in attrs.items()})

    def end(self, tag: str) -> Element:
        return super().end(local(tag))


def _with_doctype() -> NotReadError:
    return NotReadError("文件里有不该有的 DOCTYPE 声明，未读取", SAVE_AS_EITHER)


def local(name: str) -> str:
    """Return a name of XML without its namespace, which differs between the editions of the standard."""
    return name.rpartition("}")[2]


def check_kind(archive: Archive) -> str:
    """Return `docx`, or `xlsx` or `ods` for a spreadsheet.

    Raises:
        NotReadError: the archive is another kind of file.
    """
    if archive.has("word/"):
        return "docx"
    if archive.part("mimetype").startswith(_SPREADSHEET):
        return "ods"
    for beginning, kind, remedy in _KINDS:
        if archive.has(beginning):
            raise NotReadError(f"这是{kind}，未读取", remedy)
    if archive.has("xl/"):
        return "xlsx"
    raise NotReadError("这是压缩包，不是通知，未读取", "请先解压，再写其中的文件名")


def _read(stream: IO[bytes]) -> bytes:
    return b"".join(_chunks(stream))


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
