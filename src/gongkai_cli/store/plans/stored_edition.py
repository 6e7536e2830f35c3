"""The newest edition of a plan: its document, with the identities behind it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai_cli.planfile.continuity import Withdrawn
from gongkai_cli.planfile.document import PlanDocument


class Identities(NamedTuple):
    """The numbers of the identities of a document's tasks, units and activities, each in the document's order.

    The table `difference` has its columns for them in this order.
    """

    tasks: Sequence[int]
    units: Sequence[int]
    activities: Sequence[int]


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """The newest edition of a plan, with the identities behind its document.

    Attributes:
        plan_id: the plan's number.
        edition_id: the edition's number.
        since: the day from which it is in force.
        document: the plan as a document, normalized, without withdrawn entries.
        units: name → number of each unit, withdrawn ones too.
        withdrawn: the entries that the next edition may bring back.
        tasks: the number of each task of the document.
        withdrawn_tasks: the number of each withdrawn task.
        activities: the number of each activity of the document.
        withdrawn_activities: the number of each withdrawn activity.
        assignments: (task, unit) → number of each assignment, withdrawn ones too.
        live_assignments: the (task, unit) of those that are not withdrawn.
    """

    plan_id: int
    edition_id: int
    since: date
    document: PlanDocument
    units: Mapping[str, int]
    withdrawn: Withdrawn
    tasks: Sequence[int]
    withdrawn_tasks: Sequence[int]
    activities: Sequence[int]
    withdrawn_activities: Sequence[int]
    assignments: Mapping[tuple[int, int], int]
    live_assignments: AbstractSet[tuple[int, int]]

    def identities(self) -> Identities:
        """Return the identities of the document's entries."""
        return Identities(self.tasks, [self.units[unit.name] for unit in self.document.units], self.activities)
