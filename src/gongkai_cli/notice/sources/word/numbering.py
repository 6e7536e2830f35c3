"""Word's automatic numbers: the definitions of `numbering.xml`, and a counter over the paragraphs of a document."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from gongkai_cli.notice.sources.word.numerals import formatted
from gongkai_cli.notice.sources.word.styles import NumberRef, Styles, value_of

_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")
_MOST_DIGITS = 9
_WITHOUT_BLANK = re.compile(r"[^\w]$|^$")  # 一、 and （一） stand at their text, 第一条 before a blank


class Level(NamedTuple):
    """One level of a numbering.

    Attributes:
        start: its first value.
        number_format: the name of the format of its values.
        text: its text with placeholders, such as `（%2）`.
        restart: the level, from 1, after which it begins again; 0 for never, None for any above it.
        style: the id of the style of its paragraphs.
        is_legal: whether the values of all levels are written in digits.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    is_legal: bool = False


class _Numbering(NamedTuple):
    """A numbering as paragraphs refer to it: the definition it uses, and the levels that it changes."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numberings:
    """The numberings of a document, and the numbers given so far in the order of its paragraphs."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}  # definition → the style whose numbering it stands for
        self._numberings: dict[str, _Numbering] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def next_number(self, direct: NumberRef | None, style_key: str) -> str:
        """Return the number of the next paragraph, or an empty text.

        Args:
            direct: the numbering that the paragraph itself refers to.
            style_key: the id of its style.
        """
        style = self._styles.numbered_style(style_key)
        by_style = style.numbering if style else None
        key = (direct.number if direct else None) or (by_style.number if by_style else None)
        numbering = self._numberings.get(key or "")
        if key is None or numbering is None:
            return ""
        levels = self._levels(numbering)
        level = direct.level if direct else None
        if level is None and style and by_style and by_style.number == key:
            level = by_style.level
            if level is None:
                level = next((number for number, one in levels.items() if one.style == style.key), None)
        level = level or 0
        if level not in levels:
            return ""
        counts = self._count(key, numbering, levels, level)
        return _text(levels, level, counts)

    def _levels(self, numbering: _Numbering) -> dict[int, Level]:
        definition = numbering.definition
        if link := self._links.get(definition):
            style = self._styles.numbered_style(link)
            linked = self._numberings.get((style.numbering.number or "") if style and style.numbering else "")
            definition = linked.definition if linked else definition
        return {**self._definitions.get(definition, {}), **numbering.levels}

    def _count(self, key: str, numbering: _Numbering, levels: dict[int, Level], level: int) -> dict[int, int]:
        """Count a paragraph. Numberings with one definition go on counting together."""
        counts = self._counts.setdefault(numbering.definition, {})
        if level in numbering.starts and (key, level) not in self._begun:
            self._begun.add((key, level))
            counts[level] = numbering.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        for above in range(level):
            if above in levels and above not in counts:
                counts[above] = numbering.starts.get(above, levels[above].start)
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if below in counts and (restart is None or restart > level):
                del counts[below]
        return counts

    def _read(self, root: Element) -> None:
        for element in root.iterfind("abstractNum"):
            key = element.get("abstractNumId", "")
            self._definitions[key] = _read_levels(element)
            if link := value_of(element.find("numStyleLink")):
                self._links[key] = link
        for element in root.iterfind("num"):
            starts: dict[int, int] = {}
            levels: dict[int, Level] = {}
            for override in element.iterfind("lvlOverride"):
                number = _number(override.get("ilvl", ""), 0)
                if (start := override.find("startOverride")) is not None:
                    starts[number] = _number(value_of(start), 1)
                levels.update(_read_levels(override))
            definition = value_of(element.find("abstractNumId"))
            self._numberings[element.get("numId", "")] = _Numbering(definition, starts, levels)


def _read_levels(element: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for one in element.iterfind("lvl"):
        number = _number(one.get("ilvl", ""), 0)
        restart = one.find("lvlRestart")
        # A format of a newer Word stands in `mc:AlternateContent`, before the one for older programs.
        format_element = one.find("numFmt")
        if format_element is None:
            format_element = one.find("AlternateContent/Fallback/numFmt")
        if 0 <= number < _LEVELS:
            levels[number] = Level(
                _number(value_of(one.find("start")), 1),
                value_of(format_element) or "decimal",
                value_of(one.find("lvlText")),
                None if restart is None else _number(value_of(restart), 0),
                value_of(one.find("pStyle")),
                one.find("isLgl") is not None,
            )
    return levels


def _text(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    shown = levels[level]
    if shown.number_format in {"bullet", "none"} and not _PLACEHOLDER.search(shown.text):
        return ""

    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        one = levels.get(place)
        if one is None:
            return ""
        style = "decimal" if shown.is_legal else one.number_format
        return formatted(counts.get(place, one.start), style)

    text = _PLACEHOLDER.sub(number, shown.text).strip()
    return text if _WITHOUT_BLANK.search(text) else f"{text} "


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else default
