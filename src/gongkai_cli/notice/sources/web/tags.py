"""The text of a web page → its tags and texts, in time that grows with its length alone.

The standard library's parser searches the rest of a page again for every tag or comment that is not closed.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_START = re.compile(
    r"""<([a-zA-Z][^\s/<>"'=]{0,40})((?:[^<>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|["'=])*+)>"""  # no step is taken back
)
_END = re.compile(r"</([a-zA-Z][^\s/<>]{0,40})[^<>]*+>?")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=]+)))?""")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_WANTED = frozenset({"class", "id", "style", "hidden", "href", "rowspan", "colspan"})
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noscript", "iframe"})
_SKIPPED = (("<!--", "-->"), ("<%", "%>"), ("<?", ">"), ("<!", ">"))


class Start(NamedTuple):
    """A start tag, and those of its attributes that decide how its text is read."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """An end tag."""

    name: str


class _Search:
    """Finds texts in a page, and remembers which are found no more."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._lower = page.lower() if len(page.lower()) == len(page) else page
        self._missing: set[str] = set()

    def find(self, text: str, place: int) -> int:
        """Return the place of a text in lower case after another place, or -1."""
        if text in self._missing:
            return -1
        found = self._lower.find(text, place)
        if found < 0:
            self._missing.add(text)
        return found


def tags_and_texts(page: str) -> Iterator[Start | End | str]:
    """Yield the start tags, end tags and texts of a page in order. Comments, programs and scripts are left out."""
    search = _Search(page)
    place = 0
    while place < len(page):
        tag = page.find("<", place)
        if tag < 0:
            yield _text(page[place:])
            return
        if tag > place:
            yield _text(page[place:tag])
        if start := _START.match(page, tag):
            name = start[1].lower()
            yield Start(name, _attributes(start[2]))
            place = start.end()
            closing = search.find(f"</{name}", place) if name in _RAW else -1
            if closing >= 0:
                place = closing
        elif end := _END.match(page, tag):
            yield End(end[1].lower())
            place = end.end()
        else:
            place = _after_skipped(page, tag, search)
            if place == tag + 1:
                yield "<"


def _after_skipped(page: str, tag: int, search: _Search) -> int:
    """Return the place after a comment, a declaration or a program; the next place where there is none."""
    for opening, closing in _SKIPPED:
        if page.startswith(opening, tag):
            end = search.find(closing, tag + len(opening))
            return tag + len(opening) if end < 0 else end + len(closing)
    return tag + 1


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text):
        name = one[1].lower()
        if name in _WANTED:
            found.setdefault(name, _text(one[2] or one[3] or one[4] or ""))
    return found


def _text(text: str) -> str:
    if "&" not in text:
        return text
    return unescape(_LONG_NUMBER.sub("", text))
