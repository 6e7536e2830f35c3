"""The bytes of a notice → its blocks. The bytes decide the format, never the name."""

from gongkai_cli.notice.blocks import Notice
from gongkai_cli.notice.sources.archives import ZIP, Archive, check_kind
from gongkai_cli.notice.sources.assembling import Assembly, Position
from gongkai_cli.notice.sources.beginnings import OLE, check_beginning, is_workbook
from gongkai_cli.notice.sources.glued import check_cells
from gongkai_cli.notice.sources.grids import WrittenTable
from gongkai_cli.notice.sources.pdf.document import PDF, read_pdf
from gongkai_cli.notice.sources.refusals import RIGHT_FILE, NoticeFileError, NotReadError
from gongkai_cli.notice.sources.sheets import read_workbook
from gongkai_cli.notice.sources.texts.decoding import decoded
from gongkai_cli.notice.sources.texts.furniture import is_furniture
from gongkai_cli.notice.sources.texts.markdown import read_markdown
from gongkai_cli.notice.sources.texts.plain import read_plain
from gongkai_cli.notice.sources.texts.tidying import tidied
from gongkai_cli.notice.sources.web.page import is_page, read_page
from gongkai_cli.notice.sources.word.document import read_document

MOST_BYTES = 32 * 1024 * 1024
"""The largest file that is read; a notice with pictures has some megabytes."""

_MOST_TEXT = 8 * 1024 * 1024  # bytes of a text or a web page, which hold no pictures
_PDF_WITHIN = 1024  # bytes; some programs write others before the sign of a PDF file
_MARKDOWN = (".md", ".markdown")
_CSV = ".csv"


def read_notice(name: str, data: bytes) -> Notice:
    """Return the blocks of a notice.

    Args:
        name: the name of its file, for places and messages; it tells Markdown and CSV from plain text.
        data: its bytes.

    Raises:
        NoticeFileError: the bytes cannot be read, or hold no text.
    """
    assembly = Assembly(name)
    try:
        format_name = _add_blocks(assembly, name, data)
        if not assembly.blocks:
            raise NotReadError("文件里没有文字，未读取", RIGHT_FILE)  # noqa: TRY301
        check_cells(assembly.blocks)
    except NotReadError as error:
        raise NoticeFileError(f"{name}: {error.fault}。{error.remedy}。") from None
    return Notice(name, format_name, tuple(assembly.blocks), tuple(assembly.unread))


def _add_blocks(assembly: Assembly, name: str, data: bytes) -> str:
    """Add the blocks of a file to an assembly and return the name of its format."""
    if not data.strip(b" \t\r\n\0"):
        raise NotReadError("文件是空的，未读取", RIGHT_FILE)
    _check_size(data, MOST_BYTES)
    if PDF in data[:_PDF_WITHIN]:
        _add_pdf(assembly, data)
        return "pdf"
    if data.startswith(ZIP):
        return _add_archive(assembly, data)
    if data.startswith(OLE) and is_workbook(data):
        return _add_workbook(assembly, data)
    check_beginning(data)
    _check_size(data, _MOST_TEXT)
    if name.lower().endswith(_CSV) and not is_page(decoded(data)):
        return _add_workbook(assembly, data)
    format_name, contents = _read_text(name, data)
    assembly.add_contents(tidied(contents))
    return format_name


def _check_size(data: bytes, most: int) -> None:
    if len(data) > most:
        limit = most // (1024 * 1024)
        raise NotReadError(f"文件超过 {limit} MB，不像通知，未读取", RIGHT_FILE)


def _add_pdf(assembly: Assembly, data: bytes) -> None:
    for one in read_pdf(data):
        if isinstance(one, WrittenTable):
            assembly.add_table(one)
        elif not is_furniture(one.text):
            assembly.add_text(one.text, Position(page=one.page, paragraph=one.number))


def _add_archive(assembly: Assembly, data: bytes) -> str:
    archive = Archive(data)
    format_name = check_kind(archive)
    if format_name == "docx":
        assembly.add_contents(tidied(read_document(archive)))
        return format_name
    archive.check_xml()
    return _add_workbook(assembly, data)


def _add_workbook(assembly: Assembly, data: bytes) -> str:
    book = read_workbook(data)
    for number, table in book.tables:
        assembly.add_table(table, number)
    assembly.unread += [
        f"表 {number} 上有 {count} 张图片，图片里的文字未读取" for number, count in book.pictures.items()
    ]
    return book.format


def _read_text(name: str, data: bytes) -> tuple[str, list[str | WrittenTable]]:
    text = decoded(data)
    is_markdown = name.lower().endswith(_MARKDOWN)
    if is_page(text) and not (is_markdown and not text.lstrip().startswith("<")):
        return "html", read_page(text)
    if is_markdown:
        return "md", read_markdown(text)
    return "txt", read_plain(text)
