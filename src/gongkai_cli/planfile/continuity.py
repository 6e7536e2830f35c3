"""Which entry of a plan's new edition continues which of the one before.

Reports hang on a task or an activity, not on its number. A task with the same title continues, whatever its number;
then a task with the same number and a similar title, which was corrected. Everything else is another task.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeAlias, TypeVar
from unicodedata import normalize

from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, TaskEntry

_SIMILAR = 0.7  # share of the letters that two titles have in common, so that one corrects the other

_Entry = TypeVar("_Entry", TaskEntry, ActivityEntry)

_Feature: TypeAlias = Callable[[_Entry, Mapping[str, str]], Hashable]
"""Returns what two entries have in common. Its second argument holds new name → old name of renamed units."""


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
    tasks = _Matching(old.tasks, new.tasks, units)
    for task_feature in (_title_and_units, _title_and_lead, _title):
        tasks.match(task_feature)
    tasks.match_numbers(lambda one, other: _are_similar(one.title, other.title))
    activities = _Matching(old.activities, new.activities, units)
    for activity_feature in (_theme_on_a_date, _theme_in_a_month, _theme):
        activities.match(activity_feature)
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


def _title(task: TaskEntry, _: Mapping[str, str]) -> Hashable:
    return folded(task.title)


def _title_and_lead(task: TaskEntry, renamed: Mapping[str, str]) -> Hashable:
    return folded(task.title), _old_names(task.lead, renamed)


def _title_and_units(task: TaskEntry, renamed: Mapping[str, str]) -> Hashable:
    return folded(task.title), _old_names(task.lead, renamed), _old_names(task.responsible, renamed)


def _old_names(names: Iterable[str], renamed: Mapping[str, str]) -> frozenset[str]:
    return frozenset(renamed.get(name, name) for name in names)


def _theme(row: ActivityEntry, renamed: Mapping[str, str]) -> Hashable:
    return folded(row.theme), renamed.get(row.organizer, row.organizer)


def _theme_in_a_month(row: ActivityEntry, renamed: Mapping[str, str]) -> Hashable:
    return _theme(row, renamed), row.printed_month


def _theme_on_a_date(row: ActivityEntry, renamed: Mapping[str, str]) -> Hashable:
    return _theme(row, renamed), row.printed_month, row.date


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

    def __init__(self, old: Sequence[_Entry], new: Sequence[_Entry], renamed: Mapping[str, str]) -> None:
        self.pairs: dict[int, int] = {}
        self._old: Sequence[_Entry] = old
        self._new: Sequence[_Entry] = new
        self._renamed = renamed
        self._old_left = dict.fromkeys(range(len(old)))

    def match(self, feature: _Feature[_Entry]) -> None:
        """Pair the entries that have one feature. A finer feature tells entries apart, so it is matched first."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = {}
        for place in self._old_left:
            groups.setdefault(feature(self._old[place], {}), ([], []))[0].append(place)
        for place, entry in self._new_left():
            group = groups.get(feature(entry, self._renamed))
            if group is not None:
                group[1].append(place)
        for old, new in groups.values():
            self._pair_in_order(old, new)

    def match_numbers(self, is_same: Callable[[_Entry, _Entry], bool]) -> None:
        """Pair entries with equal numbers for which `is_same` holds."""
        places = {self._old[place].no: place for place in self._old_left}
        for place, entry in self._new_left():
            old_place = places.get(entry.no)
            if old_place is not None and is_same(self._old[old_place], entry):
                self._pair(place, old_place)

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

    def _new_left(self) -> list[tuple[int, _Entry]]:
        return [(place, entry) for place, entry in enumerate(self._new) if place not in self.pairs]

    def _pair(self, new: int, old: int) -> None:
        self.pairs[new] = old
        del self._old_left[old]
