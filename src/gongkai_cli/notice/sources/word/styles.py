"""The styles of a Word document, as far as they decide which text is seen and how it is numbered."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

_OFF = {"0", "false", "off"}
_LONGEST_CHAIN = 20  # styles that are based on one another


class NumberRef(NamedTuple):
    """A paragraph's reference to a numbering; what it leaves open is None."""

    number: str | None
    level: int | None


class Style(NamedTuple):
    """A style: its id, its name in lower case, the id of its base, its numbering; whether its text is hidden."""

    key: str
    name: str
    base: str
    numbering: NumberRef | None
    is_hidden: bool | None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        for element in root.iter("style") if root is not None else ():
            style = Style(
                element.get("styleId", ""),
                value_of(element.find("name")).lower(),
                value_of(element.find("basedOn")),
                number_ref(element.find("pPr/numPr")),
                switch(element.find("rPr/vanish")),
            )
            self._styles[style.key] = style
            if element.get("type") == "paragraph" and element.get("default", "0") not in _OFF:
                self._default = style.key

    def is_contents(self, key: str) -> bool:
        """Return whether a style is one of a table of contents."""
        style = self._styles.get(key)
        return style is not None and style.name.startswith("toc ")

    def is_hidden(self, key: str) -> bool:
        """Return whether text in a style is hidden."""
        hidden = (style.is_hidden for style in self._chain(key))
        return next((found for found in hidden if found is not None), False)

    def numbered_style(self, key: str) -> Style | None:
        """Return the style that gives paragraphs in a style their numbering; itself or one that it is based on."""
        return next((style for style in self._chain(key or self._default) if style.numbering), None)

    def _chain(self, key: str) -> Iterator[Style]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = style.base


def value_of(element: Element | None) -> str:
    """Return the value of an element; an empty text where there is none."""
    return "" if element is None else element.get("val", "")


def switch(element: Element | None) -> bool | None:
    """Return whether a property is on; None where nothing is said."""
    return None if element is None else element.get("val", "1").lower() not in _OFF


def number_ref(element: Element | None) -> NumberRef | None:
    """Return the numbering that `w:numPr` refers to; None where there is none."""
    if element is None:
        return None
    level = value_of(element.find("ilvl"))
    number = value_of(element.find("numId"))
    return NumberRef(number or None, int(level) if level.isascii() and level.isdigit() else None)
