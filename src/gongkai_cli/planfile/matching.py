"""Pairs of entries of two editions, found in passes from what agrees best to what agrees least."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeAlias, TypeVar
from unicodedata import normalize

from gongkai_cli.planfile.document import ActivityEntry, TaskEntry

_SIMILAR = 0.7  # share of the letters that two titles have in common, so that one corrects the other

Entry = TypeVar("Entry", TaskEntry, ActivityEntry)

Feature: TypeAlias = Callable[[Entry, Mapping[str, str]], Hashable]
"""Returns what two entries must have in common; None where an entry has no such feature.

Its second argument holds old name → new name of units, for an old entry.
"""


def folded(title: str) -> str:
    """Return the letters and digits of a title, in which two spellings of it agree."""
    return "".join(mark for mark in normalize("NFKC", title).casefold() if mark.isalnum())


@dataclass(frozen=True, slots=True)
class Correction(Generic[Entry]):
    """The rule by which one entry corrects another with its number.

    Attributes:
        title: returns the title of an entry.
        agreements: counts the other features in which an old and a new entry agree.
        least: the number of agreements that are needed; similar titles are one.
    """

    title: Callable[[Entry], str]
    agreements: Callable[[Entry, Entry], int]
    least: int


class Matching(Generic[Entry]):
    """Pairs of old and new entries; each entry is in one pair at most."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry], names: Mapping[str, str]) -> None:
        self.pairs: dict[int, int] = {}
        self._old: Sequence[Entry] = old
        self._new: Sequence[Entry] = new
        self._names = names
        self._old_left = dict.fromkeys(range(len(old)))

    def match(self, feature: Feature[Entry]) -> None:
        """Pair the entries that have one feature. A finer feature tells entries apart, so it is matched first."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for place in self._old_left:
            groups.setdefault(feature(self._old[place], self._names), ([], []))[0].append(place)
        for place in self._new_left():
            groups.setdefault(feature(self._new[place], {}), ([], []))[1].append(place)
        groups.pop(None, None)
        for old, new in groups.values():
            self._pair_in_order(old, new)

    def match_corrected(self, rule: Correction[Entry]) -> None:
        """Pair entries with equal numbers of which one corrects the other.

        They are no pair where another entry that is left is closer to one of the two: it was taken out or put in
        beside entries like it, and the number was given to another.
        """
        compared = _Compared(rule, [self._old[place] for place in self._old_left], self._new_entries_left())
        old_left, new_left = list(self._old_left), self._new_left()
        for old, new in compared.corrections():
            self._pair(new_left[new], old_left[old])

    def _pair_in_order(self, old: list[int], new: list[int]) -> None:
        """Pair entries that nothing tells apart: by order; if their count has changed, first by number."""
        if len(old) != len(new):
            numbers = {self._old[place].no: place for place in old}
            same_number = [place for place in new if self._new[place].no in numbers]
            for place in same_number:
                self._pair(place, numbers[self._new[place].no])
            old = [place for place in old if place in self._old_left]
            new = [place for place in new if place not in self.pairs]
        for old_place, place in zip(old, new, strict=False):
            self._pair(place, old_place)

    def _new_left(self) -> list[int]:
        return [place for place in range(len(self._new)) if place not in self.pairs]

    def _new_entries_left(self) -> list[Entry]:
        return [self._new[place] for place in self._new_left()]

    def _pair(self, new: int, old: int) -> None:
        self.pairs[new] = old
        del self._old_left[old]


class _Compared(Generic[Entry]):
    """The entries left of both editions, each title folded once."""

    def __init__(self, rule: Correction[Entry], old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self._rule: Correction[Entry] = rule
        self._old: Sequence[Entry] = old
        self._new: Sequence[Entry] = new
        self._old_titles = [_Title(rule.title(entry)) for entry in old]
        self._new_titles = [_Title(rule.title(entry)) for entry in new]

    def corrections(self) -> list[tuple[int, int]]:
        """Return the places of each old entry and the new one that corrects it."""
        numbers = {entry.no: place for place, entry in enumerate(self._old)}
        found: list[tuple[int, int]] = []
        for new, entry in enumerate(self._new):
            old = numbers.get(entry.no)
            if old is None:
                continue
            closeness = self._closeness(old, new)
            if closeness >= self._rule.least and not self._has_closer(old, new, closeness):
                found.append((old, new))
        return found

    def _has_closer(self, old: int, new: int, closeness: float) -> bool:
        """Return whether another pair with one of these entries is closer."""
        return any(self._is_closer(other, new, closeness) for other in range(len(self._old))) or any(
            self._is_closer(old, other, closeness) for other in range(len(self._new))
        )

    def _is_closer(self, old: int, new: int, than: float) -> bool:
        agreements = self._rule.agreements(self._old[old], self._new[new])
        most = agreements + 1 + self._old_titles[old].most_likeness(self._new_titles[new])
        return most > than and self._closeness(old, new) > than

    def _closeness(self, old: int, new: int) -> float:
        """Return the number of agreements, and the likeness of similar titles as a fraction."""
        agreements = self._rule.agreements(self._old[old], self._new[new])
        likeness = self._old_titles[old].likeness(self._new_titles[new])
        return agreements + 1 + likeness if likeness else agreements


class _Title:
    """A title that is compared with many others."""

    def __init__(self, title: str) -> None:
        self.folded = folded(title)
        # Each letter with its occurrence, so that letters which stand twice count twice.
        self.letters = frozenset(
            (letter, self.folded.count(letter, 0, place)) for place, letter in enumerate(self.folded)
        )

    def likeness(self, other: "_Title") -> float:
        """Return the share of the letters that two titles have in common and in order; 0 where they are not similar."""
        if self.most_likeness(other) < _SIMILAR:
            return 0
        share = SequenceMatcher(None, self.folded, other.folded, autojunk=False).ratio()
        return share if share >= _SIMILAR else 0

    def most_likeness(self, other: "_Title") -> float:
        """Return the share of the letters in common in any order, which `likeness` cannot exceed and is much slower."""
        total = len(self.letters) + len(other.letters)
        if not total:
            return 0
        return 2 * len(self.letters & other.letters) / total
