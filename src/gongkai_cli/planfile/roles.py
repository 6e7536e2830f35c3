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
        roles = strongest_roles(_claims(document, task, members))
        strongest = min((role for role, _ in roles.values()), key=ROLE_RANKS.__getitem__, default=None)
        yield [AssignedRole(unit, role, via, role is strongest) for unit, (role, via) in roles.items()]


def _claims(
    document: PlanDocument, task: TaskEntry, collectives: Mapping[str, tuple[CollectiveEntry, Sequence[str]]]
) -> list[tuple[str, Role, str | None]]:
    """Return (unit, role, via) for every unit that a task names, directly or through a collective."""
    claims: list[tuple[str, Role, str | None]] = []
    for role, names in ((Role.LEAD, task.lead), (Role.RESPONSIBLE, task.responsible), (Role.SUPPORT, task.support)):
        for name in names:
            if name in collectives:
                collective, members = collectives[name]
                claims += [(member, _role_through(collective, role), name) for member in members]
            else:
                claims.append((name, role, None))
    for name in document.plan.also:
        collective, members = collectives[name]
        claims += [(member, _role_through(collective, Role.RESPONSIBLE), name) for member in members]
    return claims


def _role_through(collective: CollectiveEntry, role: Role) -> Role:
    """Return the role of a collective's members: to lead, the leading role; otherwise that of a member."""
    if collective.indefinite:
        return Role.POSSIBLE
    return Role.LEAD if role is Role.LEAD else Role.MEMBER


def _members(collective: CollectiveEntry, units: Iterable[UnitEntry]) -> Sequence[str]:
    return collective.members or [unit.name for unit in units if unit.kind in collective.kind]
