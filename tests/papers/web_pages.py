"""A page as a browser's parser sees it: its elements in order, and whether each is closed."""

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta", "link", "input", "br", "hr", "img"}
"""Elements that have no end tag."""


class Element(NamedTuple):
    """A start tag with its attributes."""

    tag: str
    attributes: dict[str, str]


class WebPage(HTMLParser):
    """A parsed page.

    Attributes:
        elements: its start tags, in order.
        texts: its texts, each with the names of the elements around it.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, which no attribute may have twice."""
        found = {name: value or "" for name, value in attrs}
        assert len(found) == len(attrs), attrs
        self.elements.append(Element(tag, found))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be the one that is named."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append((data, tuple(self.open)))

    def handle_comment(self, data: str) -> None:
        """Refuse a comment: the template writes none."""
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        """Refuse a marked section."""
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        """Refuse an instruction."""
        raise AssertionError(data)

    def inside(self, tag: str) -> str:
        """Return the texts within elements of a name."""
        return "".join(text for text, around in self.texts if tag in around)

    def values(self, tag: str, attribute: str) -> list[str]:
        """Return the values of an attribute of all elements of a name."""
        return [one.attributes[attribute] for one in self.elements if one.tag == tag and attribute in one.attributes]
