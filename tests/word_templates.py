"""Templates for tests: the built-in one with something else in it."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from conftest import Program

BODY = "word/document.xml"
FOOTER = "word/footer1.xml"
CORE = "docProps/core.xml"


def built_in(gongkai: Program) -> bytes:
    """Return the built-in template, as the program writes it."""
    answer = gongkai("bulletin --template-out 内置.docx --yes")
    assert answer.code == 0, answer.err
    return Path("内置.docx").read_bytes()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data: bytes, part: str, piece: str, instead: str) -> bytes:
    """Return a template with a piece of one part replaced; it stands there."""
    parts = parts_of(data)
    text = parts[part].decode()
    assert piece in text, piece
    return packed({**parts, part: text.replace(piece, instead, 1).encode()})


def paragraph(text: str) -> str:
    """Return a paragraph as XML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def with_paragraphs(data: bytes, *texts: str) -> bytes:
    """Return a template whose body has only these paragraphs."""
    parts = parts_of(data)
    head, _, rest = parts[BODY].decode().partition("<w:body>")
    section = rest[rest.rindex("<w:sectPr>") :]
    body = "".join(map(paragraph, texts))
    return packed({**parts, BODY: f"{head}<w:body>{body}{section}".encode()})


def texts_of(data: bytes) -> list[str]:
    """Return the texts of the paragraphs of a Word file's body."""
    from docx import Document

    return [one.text for one in Document(io.BytesIO(data)).paragraphs]
