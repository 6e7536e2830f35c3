"""What commands answer beyond the things themselves: echoes of what was written, overviews, differences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Activity, Standing, Task
from gongkai_cli.domain.vocabulary import ActivityStatus, Status


@dataclass(frozen=True, slots=True)
class Marked:
    """One line of a mark's echo: what a part was before the mark and is after it, on the report's day.

    `change` is the mark's number in the ledger; `superseded_by` the day of a later report that still holds.
    """

    change: int
    no: int
    title: str
    unit: str
    before: Standing
    after: Standing
    superseded_by: date | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a mark wrote: the change's number in the ledger, and each part that it touched."""

    change: int
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a plan file differs from the store: one line each, such as `任务 3：牵头单位增加 县司法局`."""

    key: str
    title: str
    is_new: bool
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    counts: tuple[int, int, int] = field(default=(0, 0, 0))

    @property
    def is_empty(self) -> bool:
        """Say whether the store already holds what the file says."""
        return not (self.is_new or self.added or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a step did to an activity: the ledger's number of the change, and the activity before and after."""

    change: int
    before: Activity
    after: Activity


@dataclass(frozen=True, slots=True)
class Account(Task):
    """A task with what the units that speak for it last reported, put together."""

    note: str | None
    problem: str | None
    next: str | None
    link: str | None


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
    """Something that comes due, or is late: an activity, a node of a rhythmic measure, or a task's deadline.

    `code` is the activity's or task's number, or the measure's (7.1); `start` and `end` are the window, both days
    included; `days_left` counts from today to `end`, and is negative once that is past.
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
class Month:
    """One month of the activity table, in counts that do not overlap; `planned` still has time."""

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
    """Something that wants attention: how many, which, and the command that shows more."""

    kind: str
    count: int
    items: tuple[str, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many tasks have a status, and their share of all in percent; the shares add up to 100.0."""

    status: Status
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Year:
    """A plan's year on one day: the share of its period gone by (0 to 100) and the mean percent of its tasks."""

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
    """One line of a change taken back or restored: what it had said, and what holds now."""

    change: int
    subject: str
    unit: str
    reported: Standing | ActivityStatus
    now: Standing | ActivityStatus
