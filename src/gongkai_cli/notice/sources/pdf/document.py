"""A PDF file → its paragraphs with their pages, and its tables. This is the only user of pdfplumber."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from gongkai_cli.domain.quoting import install_extra
from gongkai_cli.notice.sources.grids import WrittenTable
from gongkai_cli.notice.sources.pdf.lines import (
    Letter,
    Line,
    Margins,
    joined,
    letters_of,
    lines_of,
    margins_of,
    paragraphs_of,
)
from gongkai_cli.notice.sources.pdf.tables import PdfTable, Ruled, append, continues, read_table, written
from gongkai_cli.notice.sources.refusals import RECOGNIZE, RIGHT_FILE, SAVE_AS_WORD, NotReadError

if TYPE_CHECKING:
    from pdfplumber.page import Page

PDF = b"%PDF-"

MOST_PAGES = 500
"""The pages of a file that are read; a long notice has some fifty."""

_MOST_LETTERS = 2_000_000
_EDGE = 0.12  # of a page's height, in which page numbers and running heads stand
_PAGE_NUMBER = re.compile(
    r"[-—–－―─·\s]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*[,，/共]\s*共?\s*\d{1,3}\s*页?)?[-—–－―─·\s]*"
)
_LEAST_REPEATS = 3
_UNREADABLE = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_MOST_UNREADABLE = 0.1  # share of a file's letters
_PICTURE = 0.3  # share of a page's area from which a picture may hold its text


class PdfParagraph(NamedTuple):
    """A paragraph: its text, its page, its number on the page."""

    text: str
    page: int
    number: int


class _PageContent(NamedTuple):
    """The lines of a page outside its tables, and its tables."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[PdfTable]


def read_pdf(data: bytes) -> list[PdfParagraph | WrittenTable]:
    """Return the paragraphs and tables of a PDF file.

    Raises:
        NotReadError: the file is damaged, protected or scanned, or the extra `[pdf]` is not installed.
    """
    pages = _pages(data)
    lines = [line for page in pages for line in page.lines]
    if not lines and not any(page.tables for page in pages):
        raise NotReadError("PDF 里没有文字层，是扫描件或图片，未读取", RECOGNIZE)
    letters = "".join(line.text for line in lines)
    if len(_UNREADABLE.findall(letters)) > len(letters) * _MOST_UNREADABLE:
        raise NotReadError("PDF 的文字层是乱码，未读取", RECOGNIZE)
    heads = _running_heads(pages)
    kept = [page._replace(lines=[line for line in page.lines if not _is_edge(line, page, heads)]) for page in pages]
    width = max(page.width for page in kept)
    margins = margins_of([line for page in kept for line in page.lines], width)
    return _in_order(kept, margins)


def _pages(data: bytes) -> list[_PageContent]:
    try:
        import pdfplumber
    except ImportError:
        raise NotReadError("读 PDF 要先装附加组件，未读取", f"请运行 {install_extra('pdf')}，再试一次") from None
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with _quiet(), pdfplumber.open(io.BytesIO(data)) as document:
            return _read_pages(document.pages)
    except NotReadError:
        raise
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed):
        raise _protected() from None
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect | PDFTextExtractionNotAllowed):
            raise _protected() from None
        raise _broken() from None
    except Exception as error:  # the library raises errors of many classes for damaged files
        raise _broken() from error


def _protected() -> NotReadError:
    return NotReadError("PDF 有密码，未读取", "请打开它，去掉密码后另存一份，再试一次")


def _broken() -> NotReadError:
    return NotReadError("PDF 不完整或已损坏，未读取", SAVE_AS_WORD)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's warnings about odd files off the screen."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _read_pages(pages: "list[Page]") -> list[_PageContent]:
    if len(pages) > MOST_PAGES:
        raise NotReadError(f"PDF 超过 {MOST_PAGES} 页，不像通知，未读取", RIGHT_FILE)
    found: list[_PageContent] = []
    total = 0
    for page in pages:
        letters = letters_of(page.chars)
        total += len(letters)
        if total > _MOST_LETTERS:
            raise NotReadError("PDF 里的文字太多，不像通知，未读取", RIGHT_FILE)
        if not any(letter.text.strip() for letter in letters) and _has_large_picture(page):
            raise NotReadError(f"PDF 第 {page.page_number} 页没有文字层，是扫描件或图片，未读取", RECOGNIZE)
        found.append(_content(page, letters))
        page.close()
    return found


def _has_large_picture(page: "Page") -> bool:
    area = float(page.width * page.height)
    return any((one["x1"] - one["x0"]) * (one["bottom"] - one["top"]) > area * _PICTURE for one in page.images)


def _content(page: "Page", letters: list[Letter]) -> _PageContent:
    ruled = [Ruled([cell for cell in table.cells if cell]) for table in page.find_tables()]
    ruled = [one for one in ruled if len(one.boxes) > 1]
    lines = lines_of(letters, page.page_number)
    outside = [line for line in lines if not any(one.holds(line) for one in ruled)]
    tables = [read_table(one, letters, page.page_number) for one in ruled]
    return _PageContent(
        page.page_number, float(page.width), float(page.height), outside, sorted(tables, key=lambda one: one.top)
    )


def _running_heads(pages: list[_PageContent]) -> set[str]:
    """Return the lines, without their digits, that stand at the edge of most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_without_digits(line.text) for line in page.lines if _is_at_edge(line, page)})
    least = max(_LEAST_REPEATS, len(pages) // 2)
    return {text for text, count in counts.items() if count >= least}


def _is_edge(line: Line, page: _PageContent, heads: set[str]) -> bool:
    if not _is_at_edge(line, page):
        return False
    return _PAGE_NUMBER.fullmatch(line.text) is not None or _without_digits(line.text) in heads


def _is_at_edge(line: Line, page: _PageContent) -> bool:
    return line.top < page.height * _EDGE or line.bottom > page.height * (1 - _EDGE)


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\s]", "", text)


def _in_order(pages: list[_PageContent], margins: Margins) -> list[PdfParagraph | WrittenTable]:
    """Return the paragraphs and tables in the order of the pages; both may go on on the next page."""
    found: list[list[Line] | PdfTable] = []
    for page in pages:
        pending = list(page.lines)
        for table in page.tables:
            before = [line for line in pending if line.top < table.top]
            pending = [line for line in pending if line.top >= table.top]
            _add_lines(found, before)
            last = found[-1] if found else None
            is_first = table is page.tables[0] and not before
            if is_first and isinstance(last, PdfTable) and continues(table, last):
                append(last, table)
            else:
                found.append(table)
        _add_lines(found, pending)
    results: list[PdfParagraph | WrittenTable] = []
    counts: Counter[int] = Counter()
    for one in found:
        if isinstance(one, PdfTable):
            results.append(written(one))
            continue
        for paragraph in paragraphs_of(one, margins):
            page_number = paragraph[0].page
            counts[page_number] += 1
            results.append(PdfParagraph(joined(paragraph), page_number, counts[page_number]))
    return results


def _add_lines(found: list[list[Line] | PdfTable], lines: list[Line]) -> None:
    if not lines:
        return
    if found and isinstance(found[-1], list):
        found[-1].extend(lines)
    else:
        found.append(list(lines))
