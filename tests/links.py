"""The links and the headings of a Markdown page, as a reader of the page has them."""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")


class Link(NamedTuple):
    """A link to a file of the project: the file, and the anchor in it, which may be empty."""

    file: Path
    anchor: str


def links_of(page: Path) -> list[Link]:
    """Return the links and pictures of a page that lead to files of the project, in their order."""
    found: list[Link] = []
    for token in _inline(page):
        address = str(token.attrGet("href") or token.attrGet("src") or "")
        parts = urlsplit(address)
        if not address or parts.scheme:
            continue
        file = page.parent / unquote(parts.path) if parts.path else page
        found.append(Link(file.resolve(), unquote(parts.fragment)))
    return found


def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings: small letters, blanks as hyphens, no punctuation."""
    tokens = _PARSER.parse(page.read_text(encoding="utf-8"))
    anchors: set[str] = set()
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(token.content for token in heading.children or [])
            anchors.add(re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-"))
    return anchors


def _inline(page: Path) -> list[Token]:
    tokens = _PARSER.parse(page.read_text(encoding="utf-8"))
    return [child for token in tokens for child in token.children or []]
