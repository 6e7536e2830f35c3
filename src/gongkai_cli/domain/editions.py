"""Editions of a plan, the differences between two, and what a new one does to reports."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.vocabulary import DifferenceKind


@dataclass(frozen=True, slots=True)
class Edition:
    """版次: a plan as one load brought it.

    `no` counts the plan's editions from 1, and `change` is the load's number in the ledger. `since` is the day from
    which it is in force; None is the plan's beginning.
    """

    no: int
    change: int
    since: date | None
    at: str
    by: str
    file: str | None
    title: str
    differences: int
    in_force: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """One difference between an edition and the one before.

    An entry came, came back or went, or one field of it changed. Of a list, `before` has the items that went, and
    `after` those that came. `words` is the change in words.
    """

    kind: DifferenceKind
    subject: str
    field: str | None
    before: str | None
    after: str | None
    words: str


class EntryPlace(NamedTuple):
    """The place of an entry in a plan document: its section, such as `tasks`, and its position there from 0."""

    section: str
    position: int


class DifferenceLine(NamedTuple):
    """One difference between two editions: an entry that came, came back or went, or a field that changed.

    `before` and `after` hold the two values; of a list, the items that went and those that came. `words` is the change
    as a load shows it. `entry` is the place of the unit, task or activity: in the new document, or in the old one of an
    entry that went.
    """

    kind: DifferenceKind
    subject: str
    field: str | None
    before: str | None
    after: str | None
    words: str
    entry: EntryPlace | None = None

    @property
    def text(self) -> str:
        """The line as one text, such as `任务 3：牵头单位 增加 县司法局`."""
        if self.kind is DifferenceKind.RESTORED:
            return f"{self.subject}（接续以前调出的）"
        if not self.words:
            return self.subject
        return f"{self.subject}：{self.words}"


class Loss(NamedTuple):
    """An assignment or activity with reports that an edition takes out or hands on.

    Attributes:
        subject: such as `县司法局 在任务 6 的承担`.
        words: its last standing and what becomes of it.
        task_id, unit_id, activity_id: the identities that it is about.
    """

    subject: str
    words: str
    task_id: int | None = None
    unit_id: int | None = None
    activity_id: int | None = None

    @property
    def text(self) -> str:
        """The line as one text, such as `县司法局 在任务 6 的承担，推进中 70%，2024年10月8日报`."""
        return f"{self.subject}，{self.words}"


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences between a plan file and the store.

    `counts` holds the numbers of units, tasks and activities in the file. `lost` has each assignment and activity with
    reports that the file takes out, and `moved` each activity with a record that gets another organizer or month.
    """

    key: str
    title: str
    is_new: bool
    lines: tuple[DifferenceLine, ...] = ()
    lost: tuple[Loss, ...] = ()
    moved: tuple[Loss, ...] = ()
    counts: tuple[int, int, int] = field(default=(0, 0, 0))

    @property
    def is_empty(self) -> bool:
        """Whether the store already agrees with the file."""
        return not (self.is_new or self.lines)

    @property
    def added(self) -> tuple[str, ...]:
        """The entries that came."""
        return self._of(DifferenceKind.ADDED)

    @property
    def restored(self) -> tuple[str, ...]:
        """The entries that came back after an earlier edition had taken them out."""
        return self._of(DifferenceKind.RESTORED)

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that changed."""
        return self._of(DifferenceKind.CHANGED)

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The entries that went."""
        return self._of(DifferenceKind.WITHDRAWN)

    @property
    def totals(self) -> str:
        """The number of lines of each kind in words; 恢复 is rare and named only where there is any."""
        counts = {kind: len(self._of(kind)) for kind in DifferenceKind}
        return "、".join(
            f"{kind.word} {count}" for kind, count in counts.items() if count or kind is not DifferenceKind.RESTORED
        )

    def _of(self, kind: DifferenceKind) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines if line.kind is kind)
