"""Titles compared by their letters and digits."""

from difflib import SequenceMatcher
from unicodedata import normalize

_SIMILAR = 0.7  # share of the letters that two titles have in common, so that one corrects the other


def folded(title: str) -> str:
    """Return the letters and digits of a title, in which two spellings of it agree."""
    return "".join(mark for mark in normalize("NFKC", title).casefold() if mark.isalnum())


class ComparedTitle:
    """A title that is compared with many others."""

    def __init__(self, title: str) -> None:
        self.folded = folded(title)
        # Each letter with its occurrence, so that letters which stand twice count twice.
        self.letters = frozenset(
            (letter, self.folded.count(letter, 0, place)) for place, letter in enumerate(self.folded)
        )

    def likeness(self, other: "ComparedTitle") -> float:
        """Return the share of the letters that two titles have in common and in order; 0 where they are not similar."""
        if self.most_likeness(other) < _SIMILAR:
            return 0
        share = SequenceMatcher(None, self.folded, other.folded, autojunk=False).ratio()
        return share if share >= _SIMILAR else 0

    def most_likeness(self, other: "ComparedTitle") -> float:
        """Return the share of the letters in common in any order, which `likeness` cannot exceed and is much slower."""
        total = len(self.letters) + len(other.letters)
        if not total:
            return 0
        return 2 * len(self.letters & other.letters) / total
