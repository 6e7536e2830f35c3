"""The reports in the folds: a line for each, within the bounds of a page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Part
from gongkai_cli.domain.text import is_address
from gongkai_cli.domain.vocabulary import Said
from gongkai_cli.papers.board.map import MARKS, Mark, mark_of

_MOST_TITLES = 600  # lines with their task's title; a page with more has numbers alone
_MOST_TEXT = 150_000  # bytes of texts in a page; one with more has the beginning of each
_LENGTHS = (400, 200, 100, 60, 40)  # characters of such a beginning
_MOST_LINES = 330_000  # bytes of all lines in a page; one with more has those of the most urgent parts
_LINE = 130  # bytes of a line without texts
_TEXT, _LINK = 30, 70  # bytes of a text's or a link's own markup
_MOST_LINK = 50  # characters of an address that are shown


class Link(NamedTuple):
    """Evidence: its words, and the address to open; None where it is no web address."""

    words: str
    address: str | None


class Text(NamedTuple):
    """The label of a text, and its words."""

    label: str
    words: str


class Line(NamedTuple):
    """A report in a fold: its task or its unit with the place of that fold, the standing, texts and evidence."""

    anchor: str
    name: str
    standing: str
    mark: Mark
    texts: Sequence[Text]
    links: Sequence[Link]


class Bounds(NamedTuple):
    """What fits into a page.

    Attributes:
        longest: the most characters of a text; None where all texts are complete.
        told: the parts that have a line, each by its `id`.
        left_out: how many reports have none.
    """

    longest: int | None
    told: frozenset[int]
    left_out: int

    @property
    def has_titles(self) -> bool:
        """Whether a line has the title of its task beside the number."""
        return len(self.told) <= _MOST_TITLES


def bounds(parts: Sequence[Part]) -> Bounds:
    """Return which reports fit into a page, the most urgent first, and how much of their texts."""
    reported = [part for part in parts if part.on is not None]
    longest = _longest([text for part in reported for text in _words(part)])
    told: set[int] = set()
    size = 0
    for part in sorted(reported, key=_urgency):
        size += _LINE + sum(_TEXT + _size(text[:longest]) for text in _words(part))
        size += sum(_LINK + _size(link) + min(_size(link), _MOST_LINK) for link in part.links)
        if size > _MOST_LINES:
            break
        told.add(id(part))
    return Bounds(longest, frozenset(told), len(reported) - len(told))


def _words(part: Part) -> list[str]:
    return [text for text in (part.note, part.problem, part.next) if text]


def _longest(texts: Sequence[str]) -> int | None:
    if sum(map(_size, texts)) <= _MOST_TEXT:
        return None
    for length in _LENGTHS:
        if sum(_size(text[:length]) for text in texts) <= _MOST_TEXT:
            return length
    return _LENGTHS[-1]


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _urgency(part: Part) -> int:
    return MARKS.index(mark_of(part))


def line(part: Part, within: Bounds, today: date, anchor: str, name: str) -> Line:
    """Return the line of a report.

    Args:
        part: the part that it is on.
        within: the bounds of the page.
        today: the day of the page.
        anchor: the place of the fold of the line's task or unit.
        name: that task or unit.
    """
    day = short_day(part.on, today) if part.on else ""
    return Line(
        anchor=anchor,
        name=f"{name}（已调出）" if part.withdrawn else name,
        standing=f"{part.role.word}，{part.status.word} {part.percent}%，{day}报送",
        mark=mark_of(part),
        texts=list(_texts(part, within.longest, today)),
        links=list(map(link_to, part.links)),
    )


def link_to(text: str) -> Link:
    """Return evidence as a link where it is an http(s) address, else as its text alone."""
    if not is_address(text):
        return Link(text, None)
    return Link(_cut(text.partition("://")[2], _MOST_LINK), text)


def _texts(part: Part, longest: int | None, today: date) -> Iterator[Text]:
    said = (
        ("进展情况", part.note, part.note_on),
        ("存在问题", part.problem, part.problem_on),
        (Said.NEXT.word, part.next, part.next_on),
    )
    for label, words, day in said:
        if words:
            dated = f"{label}（{short_day(day, today)}）" if day else label
            yield Text(dated, _cut(words, longest))


def _cut(words: str, most: int | None) -> str:
    if most is None or len(words) <= most:
        return words
    return f"{words[:most]}…"
