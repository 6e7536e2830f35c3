"""Which entry of a plan's new edition continues which of the one before.

Reports hang on a task or an activity, not on its number. A task with the same title continues, whatever its number;
then a task with the same number and a similar title, which was corrected. Everything else is another task. A task
with the title of a withdrawn one brings it back.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial

from gongkai_cli.domain.activity_steps import OPEN_THEME
from gongkai_cli.domain.text import folded
from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.domain.vocabulary import NO_THEME
from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, TaskEntry
from gongkai_cli.planfile.matching import Correction, Matching


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The entries of a plan that an earlier edition had and the newest one has no more.

    Attributes:
        units: the names of units.
        tasks: tasks, each as in the last edition that had it.
        activities: the same of activities.
    """

    units: AbstractSet[str] = frozenset()
    tasks: Sequence[TaskEntry] = ()
    activities: Sequence[ActivityEntry] = ()


@dataclass(frozen=True, slots=True)
class Continuity:
    """The entries of a new document that continue earlier ones.

    Attributes:
        units: new name → old name of each unit.
        tasks: place in the new document → place in the old one.
        activities: the same of activities.
        restored_units: the names of withdrawn units that come back.
        restored_tasks: place in the new document → place among the withdrawn tasks.
        restored_activities: the same of activities.
    """

    units: Mapping[str, str]
    tasks: Mapping[int, int]
    activities: Mapping[int, int]
    restored_units: AbstractSet[str] = frozenset()
    restored_tasks: Mapping[int, int] = field(default_factory=dict)
    restored_activities: Mapping[int, int] = field(default_factory=dict)


def continuity(old: PlanDocument, new: PlanDocument, withdrawn: Withdrawn) -> Continuity:
    """Match the entries of two documents of one plan.

    Args:
        old: the newest edition.
        new: the file.
        withdrawn: the entries that may come back.
    """
    units = _matched_units(old, new, withdrawn.units)
    names = _present_names(new, units)
    tasks = Matching(old.tasks, withdrawn.tasks, new.tasks, names)
    for task_feature in (_title_and_units, _title_and_lead, _title):
        tasks.match(task_feature)
    for task_feature in (_title_and_units, _title_and_lead, _title):
        tasks.match_withdrawn(task_feature)
    tasks.match_corrected(Correction(lambda task: task.title, lambda _old, _new: 0, least=1))
    activities = Matching(old.activities, withdrawn.activities, new.activities, names)
    for activity_feature in (_theme_on_a_date, _theme_in_a_month):
        activities.match(activity_feature)
    for activity_feature in (_theme_on_a_date, _theme_in_a_month):
        activities.match_withdrawn(activity_feature)
    for activity_feature in (_own_theme, _open_theme_with_its_number):
        activities.match(activity_feature)
    activities.match_corrected(Correction(_identifying_theme, partial(_agreements, names), least=2))
    restored_units = {unit.name for unit in new.units if unit.name not in units} & withdrawn.units
    return Continuity(units, tasks.pairs, activities.pairs, restored_units, tasks.restored, activities.restored)


def merged_units(old: PlanDocument, new: PlanDocument, same: Continuity) -> dict[str, str]:
    """Return old name → new name of each unit that was merged into another.

    Args:
        old: the earlier document.
        new: the later one.
        same: their continuity. A unit that it carries on was not merged.
    """
    names = _present_names(new, same.units)
    kept = set(same.units.values())
    return {unit.name: names[unit.name] for unit in old.units if unit.name in names and unit.name not in kept}


def _matched_units(old: PlanDocument, new: PlanDocument, withdrawn: AbstractSet[str]) -> dict[str, str]:
    """Return new name → old name. A unit with the name of a withdrawn one comes back, so it is no renamed one.

    Older versions stored names with invisible characters; those names look like the new ones.
    """
    old_names = {unit.name for unit in old.units}
    gone = old_names - {unit.name for unit in new.units}
    by_look = {seen(name): name for name in gone}
    matched: dict[str, str] = {}
    for unit in new.units:
        lookalike = by_look.get(seen(unit.name))
        old_aliases = [alias for alias in unit.aliases if alias in gone]
        if unit.name in old_names:
            matched[unit.name] = unit.name
        elif old_aliases and unit.name not in withdrawn:
            matched[unit.name] = old_aliases[0]
        elif lookalike and unit.name not in withdrawn:
            matched[unit.name] = lookalike
    return matched


def _present_names(new: PlanDocument, units: Mapping[str, str]) -> dict[str, str]:
    """Return old name → new name of each unit that was renamed or merged into another."""
    unit_names = {unit.name for unit in new.units}
    merged = {alias: unit.name for unit in new.units for alias in unit.aliases if alias not in unit_names}
    return merged | {old_name: name for name, old_name in units.items()}


def _title(task: TaskEntry, _: Mapping[str, str]) -> Hashable:
    return folded(task.title)


def _title_and_lead(task: TaskEntry, names: Mapping[str, str]) -> Hashable:
    return folded(task.title), _present(task.lead, names)


def _title_and_units(task: TaskEntry, names: Mapping[str, str]) -> Hashable:
    return folded(task.title), _present(task.lead, names), _present(task.responsible, names)


def _present(units: Iterable[str], names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(names.get(unit, unit) for unit in units)


def _organizers(row: ActivityEntry, names: Mapping[str, str]) -> frozenset[str]:
    return _present(row.all_organizers, names)


def _theme_on_a_date(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    return _theme_in_a_month(row, names), row.date


def _theme_in_a_month(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    return folded(row.theme_words), _organizers(row, names), row.printed_month


def _own_theme(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    """Return theme and organizer. An open theme is that of many activities, so there is none."""
    if _is_open(row):
        return None
    return folded(row.theme_words), _organizers(row, names)


def _open_theme_with_its_number(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    if _is_open(row):
        return row.no, _organizers(row, names)
    return None


def _is_open(row: ActivityEntry) -> bool:
    return folded(row.theme_words) in {OPEN_THEME, NO_THEME}


def _identifying_theme(row: ActivityEntry) -> str:
    """Return the theme of an activity, without letters where it is open."""
    return "" if _is_open(row) else row.theme_words


def _agreements(names: Mapping[str, str], old: ActivityEntry, new: ActivityEntry) -> int:
    """Return how many of organizer and month are the same."""
    is_same_organizer = _organizers(old, names) == _organizers(new, {})
    return is_same_organizer + (old.printed_month == new.printed_month)
