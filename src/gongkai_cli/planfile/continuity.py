"""Which entry of a plan's new edition continues which of the one before.

Reports hang on a task or an activity, not on its number. A task with the same title continues, whatever its number;
then a task with the same number and a similar title, which was corrected. Everything else is another task.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar
from unicodedata import normalize

from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, TaskEntry

_SIMILAR = 0.7  # share of the letters that two titles have in common, so that one corrects the other

_Entry = TypeVar("_Entry", TaskEntry, ActivityEntry)


@dataclass(frozen=True, slots=True)
class Continuity:
    """The entries of a new document that continue entries of an old one.

    Attributes:
        units: new name → old name of each unit.
        tasks: place in the new document → place in the old one.
        activities: the same of activities.
    """

    units: Mapping[str, str]
    tasks: Mapping[int, int]
    activities: Mapping[int, int]


def continuity(old: PlanDocument, new: PlanDocument, former: AbstractSet[str]) -> Continuity:
    """Match the entries of two documents of one plan.

    Args:
        old: the newest edition.
        new: the file.
        former: the names of withdrawn units. A unit with such a name comes back, so it is not a renamed one.
    """
    units = _matched_units(old, new, former)
    tasks = _Matching(old.tasks, new.tasks)
    tasks.match(lambda task: folded(task.title), lambda task: folded(task.title))
    tasks.match_numbers(lambda one, other: _are_similar(one.title, other.title))
    activities = _Matching(old.activities, new.activities)
    for features in (("theme", "organizer", "month"), ("theme", "organizer")):
        activities.match(_feature(features, {}), _feature(features, units))
    activities.match_numbers(lambda one, other: _is_corrected(one, other, units))
    return Continuity(units, tasks.pairs, activities.pairs)


def folded(title: str) -> str:
    """Return the letters and digits of a title, in which two spellings of it agree."""
    return "".join(mark for mark in normalize("NFKC", title).casefold() if mark.isalnum())


def _matched_units(old: PlanDocument, new: PlanDocument, former: AbstractSet[str]) -> dict[str, str]:
    old_names = {unit.name for unit in old.units}
    gone = old_names - {unit.name for unit in new.units}
    matched: dict[str, str] = {}
    for unit in new.units:
        old_aliases = [alias for alias in unit.aliases if alias in gone]
        if unit.name in old_names:
            matched[unit.name] = unit.name
        elif old_aliases and unit.name not in former:
            matched[unit.name] = old_aliases[0]
    return matched


def _feature(names: Collection[str], renamed: Mapping[str, str]) -> Callable[[ActivityEntry], Hashable]:
    """Return a function for the features of an activity by which it is matched."""

    def feature(row: ActivityEntry) -> Hashable:
        values = {
            "theme": folded(row.theme),
            "organizer": renamed.get(row.organizer, row.organizer),
            "month": row.printed_month,
        }
        return tuple(values[name] for name in names)

    return feature


def _is_corrected(old: ActivityEntry, new: ActivityEntry, units: Mapping[str, str]) -> bool:
    """Return whether two activities with one number agree in two of theme, organizer and month."""
    agreements = (
        _are_similar(old.theme, new.theme),
        old.organizer == units.get(new.organizer, new.organizer),
        old.printed_month == new.printed_month,
    )
    return sum(agreements) >= 2  # noqa: PLR2004 - of three


def _are_similar(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio() >= _SIMILAR


class _Matching(Generic[_Entry]):
    """Pairs of old and new entries, found in several passes; each entry is in one pair at most."""

    def __init__(self, old: Sequence[_Entry], new: Sequence[_Entry]) -> None:
        self.pairs: dict[int, int] = {}
        self._old: Sequence[_Entry] = old
        self._new: Sequence[_Entry] = new
        self._old_left = dict.fromkeys(range(len(old)))

    def match(self, key_of_old: Callable[[_Entry], Hashable], key_of_new: Callable[[_Entry], Hashable]) -> None:
        """Pair entries with equal keys. Several with one key are told apart by number, then by order."""
        places: dict[Hashable, list[int]] = {}
        for place in self._old_left:
            places.setdefault(key_of_old(self._old[place]), []).append(place)
        unmatched: list[tuple[int, list[int]]] = []
        for place, entry in self._new_left():
            alike = places.get(key_of_new(entry), [])
            same_number = [one for one in alike if self._old[one].no == entry.no]
            if same_number:
                alike.remove(same_number[0])
                self._pair(place, same_number[0])
            elif alike:
                unmatched.append((place, alike))
        for place, alike in unmatched:
            if alike:
                self._pair(place, alike.pop(0))

    def match_numbers(self, is_same: Callable[[_Entry, _Entry], bool]) -> None:
        """Pair entries with equal numbers for which `is_same` holds."""
        places = {self._old[place].no: place for place in self._old_left}
        for place, entry in self._new_left():
            old_place = places.get(entry.no)
            if old_place is not None and is_same(self._old[old_place], entry):
                self._pair(place, old_place)

    def _new_left(self) -> list[tuple[int, _Entry]]:
        return [(place, entry) for place, entry in enumerate(self._new) if place not in self.pairs]

    def _pair(self, new: int, old: int) -> None:
        self.pairs[new] = old
        del self._old_left[old]
