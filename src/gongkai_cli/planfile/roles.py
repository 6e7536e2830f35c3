"""The roles of units in tasks: collectives spelled out, one role for each unit and task."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gongkai_cli.domain.progress import ROLE_RANKS, strongest_roles
from gongkai_cli.domain.vocabulary import Role
from gongkai_cli.planfile.document import CollectiveEntry, PlanDocument, TaskEntry, UnitEntry


class AssignedRole(NamedTuple):
    """A unit's role in a task. `via` is the collective's name; `is_principal` the strongest role of the task."""

    unit: str
    role: Role
    via: str | None
    is_principal: bool


def assigned_roles(document: PlanDocument) -> Iterator[list[AssignedRole]]:
    """Yield the roles in each task, in the order of the document's tasks and of the printed units."""
    members = {one.name: (one, _members(one, document.units)) for one in document.collectives}
    for task in document.tasks:
        roles = strongest_roles(_claims(task, members))
        strongest = min((role for role, _ in roles.values()), key=ROLE_RANKS.__getitem__, default=None)
        yield [AssignedRole(unit, role, via, role is strongest) for unit, (role, via) in roles.items()]


def _claims(
    task: TaskEntry, collectives: Mapping[str, tuple[CollectiveEntry, Sequence[str]]]
) -> list[tuple[str, Role, str | None]]:
    claims: list[tuple[str, Role, str | None]] = [(name, Role.LEAD, None) for name in task.lead]
    for name in task.responsible:
        if name in collectives:
            collective, members = collectives[name]
            role = Role.POSSIBLE if collective.indefinite else Role.MEMBER
            claims += [(member, role, name) for member in members]
        else:
            claims.append((name, Role.RESPONSIBLE, None))
    return claims


def _members(collective: CollectiveEntry, units: Iterable[UnitEntry]) -> Sequence[str]:
    return collective.members or [unit.name for unit in units if unit.kind in collective.kind]
