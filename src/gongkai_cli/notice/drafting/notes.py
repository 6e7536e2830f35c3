"""The source and the doubts of an entry of a draft."""

from collections.abc import Iterator
from typing import NamedTuple

from gongkai_cli.domain.text import clean_text
from gongkai_cli.notice.blocks import Place
from gongkai_cli.notice.recognizing.doubts import Doubt

_LONGEST = 70  # letters of a source in a comment

DOUBT = "请核对："
"""The beginning of a comment that names a doubt."""


class Source(NamedTuple):
    """A place of the notice and its words; no words for a name, which the entry has itself."""

    place: Place
    text: str

    def where(self, *, with_file: bool) -> str:
        """Return the place in words, with the name of its file where there are several."""
        words = f"{self.place.file} {self.place.words}" if with_file else self.place.words
        return clean_text(words)


class Note(NamedTuple):
    """The sources and the doubts of an entry."""

    sources: tuple[Source, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def lines(self, *, with_file: bool) -> Iterator[str]:
        """Yield the comments above the entry."""
        for one in self.sources:
            where = one.where(with_file=with_file)
            yield f"{where}：{shortened(one.text)}" if one.text else where
        for doubt in self.doubts:
            yield f"{DOUBT}{clean_text(doubt.words)}"


Notes = dict[tuple[str, int | str], Note]
"""(section, place of the entry or key of the header) → its note."""


def source(place: Place, text: str) -> Source:
    """Return a source with its words on one line."""
    return Source(place, clean_text(text))


def shortened(text: str) -> str:
    """Return the beginning and the end of a long text."""
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    return f"{text[:half]}…{text[-half:]}"
