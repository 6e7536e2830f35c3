"""Progress: status and percent after a report, shares of a whole, and a unit's role in a task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai_cli.domain.model import Part, Standing
from gongkai_cli.domain.vocabulary import Pause, Role, Said, Status
from gongkai_cli.errors import RefusedError

PERCENT_DONE = 100
"""The percent of 已完成, and of no other status."""

ROLE_RANKS = {role: place for place, role in enumerate(Role)}
"""Role → its place; the strongest is 0."""


@dataclass(frozen=True, slots=True)
class Report:
    """A unit's report on its part: 进展 `note`, 存在问题 `problem`, 下一步 `next`, evidence `links`.

    A text that is None, and no links, are not reported. `cleared` names those that no longer hold.
    """

    on: date
    status: Status | None = None
    percent: int | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    links: tuple[str, ...] = ()
    cleared: frozenset[Said] = frozenset()

    @property
    def is_clearing_alone(self) -> bool:
        """Whether it says only that earlier words no longer hold."""
        said = (self.status, self.percent, self.note, self.problem, self.next)
        return bool(self.cleared) and not self.links and all(value is None for value in said)


def settle(before: Standing, report: Report) -> Standing:
    """Return the standing of a part after `report`.

    A percent alone implies its status. A status alone implies its percent, or keeps the present one. A report of
    words alone starts a part that was not started; one that only clears words changes nothing.

    Raises:
        RefusedError: status and percent contradict each other, or a finished part is reopened without a percent.
    """
    if report.is_clearing_alone:
        return before
    status, percent = report.status, report.percent
    if status is None:
        status = before.status if percent is None else _implied_status(before.status, percent)
        if percent is None and status is Status.NOT_STARTED:
            status = Status.IN_PROGRESS
    if percent is None:
        percent = _implied_percent(before, status)
    _check_agreement(status, percent)
    return Standing(status, percent)


def _implied_status(before: Status, percent: int) -> Status:
    if percent == PERCENT_DONE:
        return Status.DONE
    if before is Status.DONE or (before is Status.NOT_STARTED and percent > 0):
        return Status.IN_PROGRESS
    return before


def _implied_percent(before: Standing, status: Status) -> int:
    if status is Status.DONE:
        return PERCENT_DONE
    if status is Status.NOT_STARTED:
        return 0
    if before.percent == PERCENT_DONE:
        raise RefusedError(f"原来已完成（100%），改为{status.word}时要说明现在完成多少：请加上 --percent，取 0 到 99。")
    return before.percent


def _check_agreement(status: Status, percent: int) -> None:
    if status is Status.DONE and percent != PERCENT_DONE:
        raise RefusedError(f"已完成就是 100%，不能是 {percent}%。请改 --percent 100，或把状态改为推进中。")
    if status is Status.NOT_STARTED and percent != 0:
        raise RefusedError(f"未启动就是 0%，不能是 {percent}%。请去掉 --percent，或把状态改为推进中。")
    if status is not Status.DONE and percent == PERCENT_DONE:
        raise RefusedError(f"100% 就是已完成，与状态“{status.word}”不符。请改 --status 已完成，或改小 --percent。")


def has_evidence(part: Part, report: Report) -> bool:
    """Return whether a part has evidence after a report."""
    if Said.LINK in report.cleared:
        return False
    return bool(report.links or part.links)


def pauses(before: Standing, after: Standing, *, has_evidence: bool) -> tuple[Pause, ...]:
    """Return the reasons to look again at a report that led from one standing to another."""
    found = []
    if after.percent < before.percent:
        found.append(Pause.LOWER)
    if after.status is Status.DONE and not has_evidence:
        found.append(Pause.NO_EVIDENCE)
    return tuple(found)


def shares(counts: Sequence[int]) -> list[float]:
    """Return each count's share of all, in percent with one decimal.

    The shares add up to 100.0: the largest remainders are rounded up.
    """
    total = sum(counts)
    if not total:
        return [0.0] * len(counts)
    tenths = [count * 1000 // total for count in counts]
    remainders = [count * 1000 % total for count in counts]
    by_remainder = sorted(range(len(counts)), key=remainders.__getitem__, reverse=True)
    missing = 1000 - sum(tenths)
    for place in by_remainder[:missing]:
        tenths[place] += 1
    return [share / 10 for share in tenths]


def strongest_roles(claims: Iterable[tuple[str, Role, str | None]]) -> dict[str, tuple[Role, str | None]]:
    """Return the strongest role that each unit has in a task.

    Args:
        claims: (unit, role, via); `via` is the collective's name for a role that comes through one.

    Returns:
        Unit → (role, via). The first of several claims to the same role counts.
    """
    roles: dict[str, tuple[Role, str | None]] = {}
    for unit, role, via in claims:
        if unit not in roles or ROLE_RANKS[role] < ROLE_RANKS[roles[unit][0]]:
            roles[unit] = role, via
    return roles
