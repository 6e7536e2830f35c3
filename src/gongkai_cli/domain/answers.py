"""Answers of commands beyond the model itself: echoes of changes, overviews, differences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from gongkai_cli.domain.model import Activity, Standing, Task
from gongkai_cli.domain.vocabulary import ActivityStatus, DifferenceKind, Pause, Status


@dataclass(frozen=True, slots=True)
class Marked:
    """One line of a mark's echo: a part before and after the mark, on the report's day.

    `change` is the mark's number in the ledger; `superseded_by` is the day of a later report that still holds. `on`
    is the report's day, `pauses` the reasons to look at the report again.
    """

    change: int
    no: int
    title: str
    unit: str
    before: Standing
    after: Standing
    superseded_by: date | None
    on: date
    pauses: tuple[Pause, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of a mark: its number in the ledger, the report's day, and each part that it touched."""

    change: int
    on: date
    marked: tuple[Marked, ...]


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


class DifferenceLine(NamedTuple):
    """One difference between two editions: an entry that came, came back or went, or a field that changed.

    `before` and `after` hold the two values; of a list, the items that went and those that came. `words` is the change
    as a load shows it.
    """

    kind: DifferenceKind
    subject: str
    field: str | None
    before: str | None
    after: str | None
    words: str

    @property
    def text(self) -> str:
        """The line as one text, such as `任务 3：牵头单位 增加 县司法局`."""
        if self.kind is DifferenceKind.RESTORED:
            return f"{self.subject}（接续以前调出的）"
        if not self.words:
            return self.subject
        return f"{self.subject}：{self.words}"


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences between a plan file and the store.

    `counts` holds the numbers of units, tasks and activities in the file. `lost` names each task, activity and
    assignment with reports that the file takes out, with its last standing.
    """

    key: str
    title: str
    is_new: bool
    lines: tuple[DifferenceLine, ...] = ()
    lost: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Stepped:
    """The result of a step: its number in the ledger, and the activity before and after."""

    change: int
    before: Activity
    after: Activity


@dataclass(frozen=True, slots=True)
class Account(Task):
    """A task with the latest reports of the units that speak for it, joined into one text a field.

    `link` has the newest address of each unit, `links` all of them.
    """

    note: str | None
    problem: str | None
    next: str | None
    link: str | None
    links: str | None


@dataclass(frozen=True, slots=True)
class RowTable:
    """A table so long that its rows are read one by one, and only once.

    Attributes:
        columns: the names of a row's values.
        rows: tuples of these values.
        record: returns a row as its JSON object.
        count: counts the rows.
    """

    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]
    record: Callable[[tuple[Any, ...]], dict[str, Any]]
    count: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An item that is late or comes due: an activity, a node of a measure, or a task's deadline.

    `kind` is `activity`, `node` or `task`. `code` is the number of the activity or task, or the measure's (7.1).
    `start` and `end` bound the window, both days included. `days_left` counts from the day of the answer to `end`,
    and is negative once `end` is past.
    """

    kind: str
    code: str
    title: str
    units: tuple[str, ...]
    start: date
    end: date
    days_left: int
    status: Status | ActivityStatus
    late: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A unit's reports in a period.

    `expected` counts the assignments that counted at its end and were neither done nor stopped before it, `reported`
    those with a report in it. `missing` holds the numbers of the other tasks; `latest` is the day of the unit's latest
    report at all.
    """

    unit: str
    kind: str
    expected: int
    reported: int
    latest: date | None
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the activity table. The counts do not overlap; `planned` activities are not late."""

    year: int
    month: int
    total: int
    published: int
    held: int
    late: int
    planned: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Attention:
    """A kind of items that need attention: their count, their numbers or names, and the command that shows more."""

    kind: str
    count: int
    items: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Share:
    """The number of tasks with one status, and their share of all in percent; all shares add up to 100.0."""

    status: Status
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Year:
    """A plan's year on one day.

    `elapsed` is the share of its period gone by, `percent` the mean over its tasks; both are 0 to 100.
    """

    plan: str
    title: str
    year: int
    day: date
    issued_on: date
    ends_on: date
    days_left: int
    elapsed: float
    percent: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """One line of a change taken back or restored: its own result, and the result that holds now.

    `now` is None where the plan does not have the subject.
    """

    change: int
    subject: str
    unit: str
    reported: Standing | ActivityStatus
    now: Standing | ActivityStatus | None
