"""Answers of commands beyond the model itself: echoes of changes, overviews, differences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Activity, Standing, Task
from gongkai_cli.domain.vocabulary import ActivityStatus, Status


@dataclass(frozen=True, slots=True)
class Marked:
    """One line of a mark's echo: a part before and after the mark, on the report's day.

    `change` is the mark's number in the ledger; `superseded_by` is the day of a later report that still holds.
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
    """The result of a mark: its number in the ledger, and each part that it touched."""

    change: int
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences between a plan file and the store, in lines such as `任务 3：牵头单位增加 县司法局`.

    `counts` holds the numbers of units, tasks and activities in the file.
    """

    key: str
    title: str
    is_new: bool
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    counts: tuple[int, int, int] = field(default=(0, 0, 0))

    @property
    def is_empty(self) -> bool:
        """Whether the store already agrees with the file."""
        return not (self.is_new or self.added or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Stepped:
    """The result of a step: its number in the ledger, and the activity before and after."""

    change: int
    before: Activity
    after: Activity


@dataclass(frozen=True, slots=True)
class Account(Task):
    """A task with the latest reports of the units that speak for it, joined into one text a field."""

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
    """One line of a change taken back or restored: its own result, and the result that holds now."""

    change: int
    subject: str
    unit: str
    reported: Standing | ActivityStatus
    now: Standing | ActivityStatus
