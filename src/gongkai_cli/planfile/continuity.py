"""Which entry of a plan's new edition continues which of the one before.

Reports hang on a task or an activity, not on its number. A task with the same title continues, whatever its number;
then a task with the same number and a similar title, which was corrected. Everything else is another task.
"""

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, TaskEntry
from gongkai_cli.planfile.matching import Correction, Matching
from gongkai_cli.planfile.titles import folded


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
    tasks = Matching(old.tasks, new.tasks, units)
    for task_feature in (_title_and_units, _title_and_lead, _title):
        tasks.match(task_feature)
    tasks.match_corrected(Correction(lambda task: task.title, lambda _old, _new: 0, least=1))
    activities = Matching(old.activities, new.activities, units)
    for activity_feature in (_theme_on_a_date, _theme_in_a_month, _theme):
        activities.match(activity_feature)
    activities.match_corrected(Correction(lambda row: row.theme, partial(_agreements, units), least=2))
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


def _agreements(renamed: Mapping[str, str], old: ActivityEntry, new: ActivityEntry) -> int:
    """Return how many of organizer and month are the same."""
    is_same_organizer = old.organizer == renamed.get(new.organizer, new.organizer)
    return is_same_organizer + (old.printed_month == new.printed_month)
