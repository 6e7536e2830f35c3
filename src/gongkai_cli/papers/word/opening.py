"""The file of a template → a document of docxtpl, within limits: an archive may unpack to anything."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_cli import files
from gongkai_cli.domain.quoting import install_extra
from gongkai_cli.errors import InputFileError, NotFoundError, RefusedError
from gongkai_cli.notice.sources.archives import Archive
from gongkai_cli.notice.sources.refusals import NotReadError
from gongkai_cli.spreadsheets.kinds import Kind, kind_of

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

MEGABYTE = 1024 * 1024
MOST_BYTES = 16 * MEGABYTE
"""The largest template; one of an office has some hundred thousand bytes, with a picture perhaps a million."""

_MOST_XML = 8 * MEGABYTE  # bytes of all XML parts; each element becomes an object
_MOST_TAGS = 400_000
_XML = (".xml", ".rels")
_KINDS = {
    Kind.EMPTY: "文件是空的",
    Kind.PASSWORD: "文件有密码，请先去掉密码",
    Kind.OLD_OFFICE: "这是旧格式的文档（.doc 或 .wps）",
    Kind.XLSX: "这是表格，不是 Word 文档",
    Kind.XLS: "这是表格，不是 Word 文档",
    Kind.PDF: "这是 PDF，不是 Word 文档",
    Kind.BROKEN: "文件不完整或已损坏",
}
_NO_WORD = "不是 Word 文档（.docx）"
_REMEDY = "请用 WPS 或 Word 另存为 .docx，或用 gongkai bulletin --template-out 模板.docx 重新写一个"
NO_EXTRA = (
    f"写 Word 文件要先装附加组件，未写入。请运行 {install_extra('word')}，再试一次；"
    f"不装也能写同样内容的 .md、.html、.txt，如 -o {{}}。"
)


def has_extra() -> bool:
    """Return whether the libraries for Word files are installed."""
    from importlib.util import find_spec

    return find_spec("docxtpl") is not None


def check_extra(instead: str = "通报.html") -> None:
    """Refuse the work where the libraries for Word files are not installed.

    Args:
        instead: an example of another file.

    Raises:
        RefusedError: they are not; the message tells how to get them.
    """
    if not has_extra():
        raise RefusedError(NO_EXTRA.format(instead))


def read_template(path: Path) -> bytes:
    """Return the bytes of a template's file.

    Raises:
        NotFoundError: there is no such file.
        InputFileError: it cannot be read, or is too large.
    """
    try:
        if files.found(path) is None:
            raise NotFoundError(
                f"没有文件“{path}”。请核对文件名；要一个模板，用 gongkai bulletin --template-out 模板.docx。"
            )
        with files.opened(path) as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputFileError(f"模板“{path}”读不出来（{files.reason(error)}）。请检查权限，再试一次。") from None
    return data


def open_template(data: bytes, name: str) -> "DocxTemplate":
    """Return the document of a template's bytes.

    Args:
        data: the bytes.
        name: the name of its file, for messages.

    Raises:
        InputFileError: it is no sound Word document, or goes beyond the limits.
    """
    if len(data) > MOST_BYTES:
        raise unusable(name, f"超过 {MOST_BYTES // MEGABYTE} MB", "请删去里面的图片，再试一次")
    kind = kind_of(data)
    if kind is not Kind.WORD or not data.startswith(b"PK"):
        raise unusable(name, _KINDS.get(kind, _NO_WORD), _REMEDY)
    _check_archive(data, name)
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(data))
    with broken_as(name):
        document.init_docx()
        if document.docx.element.body is None:
            raise unusable(name, "里面没有正文", _REMEDY)
    return document


def _check_archive(data: bytes, name: str) -> None:
    try:
        archive = Archive(data, "模板")
        archive.check_size()
        archive.check_xml()
        texts = [archive.part(part) for part in archive.names if part.endswith(_XML)]
    except NotReadError as error:
        raise unusable(name, error.fault.removesuffix("，未读取"), error.remedy) from None
    if sum(map(len, texts)) > _MOST_XML or sum(text.count(b"<") for text in texts) > _MOST_TAGS:
        raise unusable(name, f"文字和样式超过 {_MOST_XML // MEGABYTE} MB，不像模板", _REMEDY)
    if "word/document.xml" not in archive:
        raise unusable(name, _NO_WORD, _REMEDY)


@contextmanager
def broken_as(name: str) -> Iterator[None]:
    """Turn the errors of the libraries about a document that they cannot handle into one line.

    The libraries have no class for them: a part that is missing is a KeyError, an element an AttributeError, and so on.

    Raises:
        InputFileError: the document is broken.
    """
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        yield
    except (
        *(LxmlError, OpcError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RecursionError),
        *(LookupError, AttributeError, TypeError, ValueError, AssertionError),
    ):
        raise unusable(name, "文件不完整，或里面有无法识别的内容", _REMEDY) from None


def unusable(name: str, fault: str, remedy: str) -> InputFileError:
    """Return the error for a template that cannot be used."""
    return InputFileError(f"模板“{name}”不能用：{fault}。{remedy}。")
