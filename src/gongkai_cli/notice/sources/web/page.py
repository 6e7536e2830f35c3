"""A notice as a web page → its paragraphs and tables."""

import re

from gongkai_cli.notice.sources.grids import WrittenTable
from gongkai_cli.notice.sources.texts.markdown import without_front_matter
from gongkai_cli.notice.sources.web.parsing import Contents, PageParser, Strictness

_TAGS = re.compile(
    r"<(?:!doctype html|/?(?:html|body|table|tbody|tr|td|div|p|span|article|section|h[1-6])(?=[\s>])[^<>]{0,500}>)",
    re.IGNORECASE,
)
_LOOKED_AT = 200_000  # characters
_LEAST_SHARE = 0.6  # of a page's text that must be left without the suspect elements

_LEVELS = (
    Strictness(without_suspects=True, without_hidden=True),
    Strictness(without_suspects=False, without_hidden=True),
    Strictness(without_suspects=False, without_hidden=False),
)


def is_page(text: str) -> bool:
    """Return whether a text is HTML, whole or in part."""
    return _TAGS.search(text, 0, _LOOKED_AT) is not None


def read_page(text: str) -> list[str | WrittenTable]:
    """Return the paragraphs and tables of a web page, without the elements that are no part of a notice."""
    text = without_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    readings: list[tuple[int, Contents]] = []
    for level in _LEVELS:
        contents = PageParser(level).read(text)
        readings.append((sum(map(_length, contents)), contents))
    # A class or a style may hide the notice itself: an element that was never closed, a page that scripts show.
    most = readings[-1][0]
    return next(contents for length, contents in readings if length >= most * _LEAST_SHARE)


def _length(content: str | WrittenTable) -> int:
    if isinstance(content, str):
        return len(content)
    return sum(len(cell.text) for row in content.rows for cell in row)
