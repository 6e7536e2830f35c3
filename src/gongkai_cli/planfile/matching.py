"""Pairs of entries of two editions, found in passes from what agrees best to what agrees least."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from gongkai_cli.domain.text import folded
from gongkai_cli.planfile.document import ActivityEntry, TaskEntry

_SIMILAR = 0.7  # share of the letters that two titles have in common, so that one corrects the other

Entry = TypeVar("Entry", TaskEntry, ActivityEntry)

Feature: TypeAlias = Callable[[Entry, Mapping[str, str]], Hashable]
"""Returns what two entries must have in common; None where an entry has no such feature.

Its second argument holds old name → new name of units, for an old entry.
"""


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


class _Earlier(Generic[Entry]):
    """Earlier entries: those that are in no pair yet, and new place → place of those that are."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries: Sequence[Entry] = entries
        self.left = dict.fromkeys(range(len(entries)))
        self.pairs: dict[int, int] = {}

    def pair(self, new: int, place: int) -> None:
        """Note that a new entry continues the one at `place`."""
        self.pairs[new] = place
        del self.left[place]


class Matching(Generic[Entry]):
    """Pairs of a new entry and an earlier one; each entry is in one pair at most.

    An earlier entry is one of the newest edition, or a withdrawn one.
    """

    def __init__(
        self, old: Sequence[Entry], withdrawn: Sequence[Entry], new: Sequence[Entry], names: Mapping[str, str]
    ) -> None:
        self._old: _Earlier[Entry] = _Earlier(old)
        self._withdrawn: _Earlier[Entry] = _Earlier(withdrawn)
        self._new: Sequence[Entry] = new
        self._names = names

    @property
    def pairs(self) -> Mapping[int, int]:
        """Place of a new entry → place of the old one that it continues."""
        return self._old.pairs

    @property
    def restored(self) -> Mapping[int, int]:
        """Place of a new entry → place of the withdrawn one that it continues."""
        return self._withdrawn.pairs

    def match(self, feature: Feature[Entry]) -> None:
        """Pair the entries that have one feature. A finer feature tells entries apart, so it is matched first."""
        self._match(self._old, feature)

    def match_withdrawn(self, feature: Feature[Entry]) -> None:
        """Pair new entries in the same way with withdrawn ones, which so come back."""
        self._match(self._withdrawn, feature)

    def _match(self, earlier: _Earlier[Entry], feature: Feature[Entry]) -> None:
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for place in earlier.left:
            groups.setdefault(feature(earlier.entries[place], self._names), ([], []))[0].append(place)
        for place in self._new_left():
            groups.setdefault(feature(self._new[place], {}), ([], []))[1].append(place)
        groups.pop(None, None)
        for old, new in groups.values():
            self._pair_in_order(earlier, old, new)

    def match_corrected(self, rule: Correction[Entry]) -> None:
        """Pair entries with equal numbers of which one corrects the other.

        They are no pair where another entry that is left is closer to one of the two: it was taken out or put in
        beside entries like it, and the number was given to another.
        """
        old_left, new_left = list(self._old.left), self._new_left()
        old_entries = [self._old.entries[place] for place in old_left]
        new_entries = [self._new[place] for place in new_left]
        for old, new in _Compared(rule, old_entries, new_entries).corrections():
            self._old.pair(new_left[new], old_left[old])

    def _pair_in_order(self, earlier: _Earlier[Entry], old: list[int], new: list[int]) -> None:
        """Pair entries that nothing tells apart: by order; if their count has changed, first by number."""
        if len(old) != len(new):
            new, old = self._pair_same_numbers(earlier, old, new)
        for old_place, place in zip(old, new, strict=False):
            earlier.pair(place, old_place)

    def _pair_same_numbers(
        self, earlier: _Earlier[Entry], old: list[int], new: list[int]
    ) -> tuple[list[int], list[int]]:
        """Pair entries with equal numbers, and return the places of the new and the old ones that are left."""
        # Two withdrawn entries may have one number. The later one counts.
        numbers = {earlier.entries[place].no: place for place in old}
        for place in new:
            if self._new[place].no in numbers:
                earlier.pair(place, numbers[self._new[place].no])
        return [place for place in new if place not in earlier.pairs], [place for place in old if place in earlier.left]

    def _new_left(self) -> list[int]:
        return [place for place in range(len(self._new)) if place not in self.pairs and place not in self.restored]


class _Closeness(NamedTuple):
    """The number of features in which two entries agree, with similar titles as one, and the likeness of the titles."""

    agreements: int
    likeness: float


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
            if closeness.agreements >= self._rule.least and not self._has_closer(old, new, closeness):
                found.append((old, new))
        return found

    def _has_closer(self, old: int, new: int, closeness: _Closeness) -> bool:
        """Return whether another pair with one of these entries is closer."""
        return any(self._is_closer(other, new, closeness) for other in range(len(self._old))) or any(
            self._is_closer(old, other, closeness) for other in range(len(self._new))
        )

    def _is_closer(self, old: int, new: int, than: _Closeness) -> bool:
        agreements = self._rule.agreements(self._old[old], self._new[new])
        most = _Closeness(agreements + 1, self._old_titles[old].most_likeness(self._new_titles[new]))
        return most > than and self._closeness(old, new) > than

    def _closeness(self, old: int, new: int) -> _Closeness:
        agreements = self._rule.agreements(self._old[old], self._new[new])
        likeness = self._old_titles[old].likeness(self._new_titles[new])
        return _Closeness(agreements + (likeness > 0), likeness)


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
