"""The tags of a template, paragraph by paragraph, so that a fault can be told with its place."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from gongkai_cli.domain.text import shown

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPEN = re.compile(r"\{[{%#]")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_ANY = re.compile(r"\{[{%#]|[%#}]\}")
_PREFIX = re.compile(r"(tr|tc|p|r)\s+(.*)", re.DOTALL)
_MOST_TAG = 500  # characters
_MOST_TAGS = 100  # in a paragraph
_MOST_TEXT = 20_000  # characters of a paragraph with tags
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_PROPERTIES = ("title", "author", "subject", "comments", "identifier", "language")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Place(NamedTuple):
    """A part of the template, and the number of a paragraph in it, from 1; 0 is the part itself."""

    part: str
    paragraph: int = 0

    @property
    def words(self) -> str:
        """The place in words: 正文第 3 段."""
        return f"{self.part}第 {self.paragraph} 段" if self.paragraph else self.part


class Tag(NamedTuple):
    """A tag: its place, {{ or {%, the element that it takes away, and what it says."""

    place: Place
    mark: str
    prefix: str
    text: str

    @property
    def shown(self) -> str:
        """The tag for a message."""
        prefix = self.prefix + " " if self.prefix else " "
        return f"{self.mark}{prefix}{shown(self.text)} {_CLOSES[self.mark]}"


class Fault(NamedTuple):
    """A fault of a template, with its place."""

    place: Place
    text: str

    @property
    def line(self) -> str:
        """The fault in one line."""
        return f"{self.place.words}：{self.text}。"


class PartText(NamedTuple):
    """A part of a template as docxtpl renders it: its name, its XML, and the paragraphs or the text in it."""

    name: str
    xml: str
    paragraphs: tuple[str, ...]
    has_stray: bool


def parts_of(document: "DocxTemplate") -> Iterator[PartText]:
    """Yield the parts of a document that docxtpl renders: body, headers, footers, footnotes, properties."""
    from docx.opc.oxml import parse_xml

    yield _part("正文", document.docx.element.body)
    for name, uri in (("页眉", document.HEADER_URI), ("页脚", document.FOOTER_URI)):
        for _, part in document.get_headers_footers(uri):
            yield _part(name, parse_xml(part.blob))
    for part in document.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            yield _part("脚注", parse_xml(part.blob))
    for name in _PROPERTIES:
        text = getattr(document.docx.core_properties, name)
        yield PartText("文档属性（标题、作者等）", text, (text,), has_stray=False)


def _part(name: str, root: "_Element") -> PartText:
    from lxml import etree

    xml = etree.tostring(root, encoding="unicode")
    # python-docx gives its elements a text of their own, so they are read again without it.
    plain = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    paragraphs = tuple(_text(paragraph) for paragraph in plain.iter(f"{_W}p"))
    return PartText(name, xml, paragraphs, has_stray=_has_stray(plain))


def _text(paragraph: "_Element") -> str:
    """Return the text of a paragraph, without that of paragraphs within it."""
    pieces = []
    for text in paragraph.iter(f"{_W}t"):
        owner = next(text.iterancestors(f"{_W}p"))
        if owner is paragraph:
            pieces.append(text.text or "")
    return "".join(pieces)


def _has_stray(root: "_Element") -> bool:
    """Return whether a tag stands outside the texts of paragraphs: in an attribute, a field code, a comment."""
    for element in root.iter():
        texts = [*element.attrib.values(), element.tail or ""]
        is_text = element.tag == f"{_W}t" and any(True for _ in element.iterancestors(f"{_W}p"))
        if not is_text:
            texts.append(element.text or "")
        if any(_ANY.search(text) for text in texts):
            return True
    return False


def tags_of(part: PartText, faults: list[Fault]) -> Iterator[Tag]:
    """Yield the tags of a part; add a fault for each that is not closed in its paragraph."""
    if part.has_stray:
        faults.append(Fault(Place(part.name), "文字以外的地方（图片说明、域代码等）写了标签，只能写在文字里"))
    for number, text in enumerate(part.paragraphs, 1):
        place = Place(part.name, number if len(part.paragraphs) > 1 else 0)
        if _ANY.search(text):
            yield from _tags(text, place, faults)


def _tags(text: str, place: Place, faults: list[Fault]) -> Iterator[Tag]:
    if len(text) > _MOST_TEXT or len(_OPEN.findall(text)) > _MOST_TAGS:
        faults.append(Fault(place, "这一段太长，或标签太多"))
        return
    rest = text
    while found := _ANY.search(rest):
        mark = found.group()
        if mark not in _CLOSES:
            faults.append(Fault(place, f"多了一个 {mark}，前面没有 {_opener(mark)}"))
            rest = rest[found.end() :]
            continue
        inside, close, after = rest[found.end() :].partition(_CLOSES[mark])
        if not close or len(inside) > _MOST_TAG or _OPEN.search(inside):
            faults.append(Fault(place, f"“{shown(rest[found.start() :])}”没有写完，后面要有 {_CLOSES[mark]}"))
            return
        rest = after
        if mark != "{#":
            yield _tag(place, mark, inside)


def _opener(mark: str) -> str:
    return next(one for one, close in _CLOSES.items() if close == mark)


def _tag(place: Place, mark: str, inside: str) -> Tag:
    # A sign at the mark only joins paragraphs.
    bare = inside[1:] if inside[:1] in {"-", "+"} else inside
    bare = bare[:-1] if bare[-1:] in {"-", "+"} else bare
    text = bare.strip().translate(_QUOTES)
    # docxtpl looks for the prefix right behind the mark
    prefix = _PREFIX.fullmatch(text) if not inside[:1].isspace() else None
    if prefix:
        return Tag(place, mark, prefix.group(1), prefix.group(2).strip())
    return Tag(place, mark, "", text)
