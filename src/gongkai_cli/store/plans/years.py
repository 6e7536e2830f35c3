"""Plans of two years: their entries, and which continues which, by the same rule as between editions."""

from gongkai_cli.domain.comparison import Continuations, Entries
from gongkai_cli.planfile.continuity import Withdrawn, continuity, merged_units
from gongkai_cli.store.plans.stored import document_in_force
from gongkai_cli.store.queries.snapshot import Snapshot


def entries(seen: Snapshot) -> Entries:
    """Return the entries of a plan without withdrawn ones."""
    return Entries(
        plan=seen.plan,
        percent=seen.percent(),
        tasks=[task for task in seen.tasks() if not task.withdrawn],
        units=[unit for unit in seen.units() if not unit.withdrawn],
        activities=[row for row in seen.schedule() if not row.withdrawn],
    )


def continuations(before: Snapshot, after: Snapshot) -> Continuations:
    """Match the tasks and units of two plans, each as its edition of the day has it.

    Withdrawn entries take no part: they belong to neither plan on that day.
    """
    old, new = document_in_force(before), document_in_force(after)
    same = continuity(old, new, Withdrawn())
    tasks = {new.tasks[place].no: old.tasks[earlier].no for place, earlier in same.tasks.items()}
    return Continuations(tasks, same.units, merged_units(old, new, same))
