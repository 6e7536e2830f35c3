"""Files of notices made for tests: Word documents from XML, PDF files from texts and rules; blocks as lines."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import pytest

from gongkai_cli.notice.blocks import Block, Notice, Paragraph, TableCell
from gongkai_cli.notice.sources.reading import read_notice
from gongkai_cli.notice.sources.refusals import NoticeFileError

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = f'xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def shown(notice: Notice) -> list[str]:
    """Return a line for each paragraph and for each row of a table; ^ marks copies of merged cells, / line ends."""
    return [line for block in notice.blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return [" | ".join(_cell(cell) for cell in row) for row in block.rows]


def _cell(cell: TableCell) -> str:
    return ("^" if cell.is_spread else "") + cell.text.replace("\n", "/")


def lines(data: bytes, name: str = "通知") -> list[str]:
    """Read a file and return its blocks as `shown` does."""
    return shown(read_notice(name, data))


def refusal(data: bytes, name: str = "通知") -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(NoticeFileError) as caught:
        read_notice(name, data)
    assert caught.value.exit_code == 3
    assert len(caught.value.lines) == 1
    return caught.value.message


def archive(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """Return a Word document with the XML of its body, its numberings and its styles."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_NAMES}>{numbering}</w:numbering>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles {_NAMES}>{styles}</w:styles>"
    return archive(parts)


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """Return a paragraph of Word; its content is a text, or XML."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of Word with an automatic number; without a text it has no run."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties) if text else f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def level(number: int, number_format: str, text: str, more: str = "") -> str:
    """Return a level of a numbering."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    """Return a numbering with the number 1."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


def tc(content: str, properties: str = "") -> str:
    """Return a cell of a table in Word; its content is a text, or XML."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    """Return a table of Word; a cell is a text, or the XML of a cell."""
    written = ("".join(one if one.startswith("<w:tc>") else tc(one) for one in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in written) + "</w:tbl>"


_LETTERS = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120"
    " /FontBBox [0 -120 1000 880] >> >>"
)


class PdfPage:
    """A page of A4 whose texts and rules are placed in points from the left and the top."""

    def __init__(self) -> None:
        self.operations: list[str] = []

    def text(self, left: float, top: float, text: str, size: float = 12) -> "PdfPage":
        """Write a line; each letter is a square of its size."""
        code = text.encode("utf-16-be").hex()
        self.operations.append(f"BT /F1 {size} Tf {left} {842 - top - size} Td <{code}> Tj ET")
        return self

    def lines(self, left: float, top: float, texts: Iterable[str], step: float = 20) -> "PdfPage":
        """Write lines below one another."""
        for number, text in enumerate(texts):
            self.text(left, top + number * step, text)
        return self

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> "PdfPage":
        """Draw the rules of a table."""
        for place in columns:
            self.rule(place, rows[0], place, rows[-1])
        for place in rows:
            self.rule(columns[0], place, columns[-1], place)
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> "PdfPage":
        """Draw a rule."""
        self.operations.append(f"{left} {842 - top} m {right} {842 - bottom} l S")
        return self

    def picture(self) -> "PdfPage":
        """Draw a picture that covers the page."""
        self.operations.append(
            "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q",
        )
        return self


def pdf(*pages: PdfPage) -> bytes:
    """Return a PDF file in the font that every reader has for Chinese."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        _LETTERS,
    ]
    for number, page in enumerate(pages):
        content = "\n".join(page.operations)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _with_table_of_objects(objects)


def _with_table_of_objects(objects: list[str]) -> bytes:
    text = "%PDF-1.4\n"
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    text += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    text += f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{text.index('xref')}\n%%EOF\n"
    return text.encode("latin-1")
