"""Which entry of a plan's new edition continues which of the one before.

Reports hang on a task or an activity, not on its number. A task with the same title continues, whatever its number;
then a task with the same number and a similar title, which was corrected. Everything else is another task.
"""

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from gongkai_cli.domain.activity_steps import OPEN_THEME
from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, TaskEntry
from gongkai_cli.planfile.matching import Correction, Matching, folded


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
    names = _present_names(new, units)
    tasks = Matching(old.tasks, new.tasks, names)
    for task_feature in (_title_and_units, _title_and_lead, _title):
        tasks.match(task_feature)
    tasks.match_corrected(Correction(lambda task: task.title, lambda _old, _new: 0, least=1))
    activities = Matching(old.activities, new.activities, names)
    for activity_feature in (_theme_on_a_date, _theme_in_a_month, _own_theme, _open_theme_with_its_number):
        activities.match(activity_feature)
    activities.match_corrected(Correction(_identifying_theme, partial(_agreements, names), least=2))
    return Continuity(units, tasks.pairs, activities.pairs)


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


def _theme_on_a_date(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    return _theme_in_a_month(row, names), row.date


def _theme_in_a_month(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    return folded(row.theme), names.get(row.organizer, row.organizer), row.printed_month


def _own_theme(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    """Return theme and organizer. An open theme is that of many activities, so there is none."""
    if _is_open(row):
        return None
    return folded(row.theme), names.get(row.organizer, row.organizer)


def _open_theme_with_its_number(row: ActivityEntry, names: Mapping[str, str]) -> Hashable:
    if _is_open(row):
        return row.no, names.get(row.organizer, row.organizer)
    return None


def _is_open(row: ActivityEntry) -> bool:
    return folded(row.theme) == OPEN_THEME


def _identifying_theme(row: ActivityEntry) -> str:
    """Return the theme of an activity, without letters where it is open."""
    return "" if _is_open(row) else row.theme


def _agreements(names: Mapping[str, str], old: ActivityEntry, new: ActivityEntry) -> int:
    """Return how many of organizer and month are the same."""
    is_same_organizer = names.get(old.organizer, old.organizer) == new.organizer
    return is_same_organizer + (old.printed_month == new.printed_month)
