"""Answers of commands beyond the model itself: echoes of changes, overviews, differences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Activity, Standing, Task
from gongkai_cli.domain.vocabulary import ActivityStatus, Pause, Rhythm, SettingSource, Status


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
class TaskMeasure:
    """A measure with its task: a row of 责任清单. A task without measures has one row, with the number None.

    `task` is the number of the task, `no` that of the measure. `due` is the day of the measure, or that of its task;
    None is 持续推进. `printed` and `section` are those of the task.
    """

    task: int
    title: str
    lead: tuple[str, ...]
    all_responsible: tuple[str, ...]
    no: int | None
    text: str | None
    indicator: str | None
    rhythm: Rhythm | None
    due: date | None
    due_words: str | None
    section: str | None
    printed: str | None


@dataclass(frozen=True, slots=True)
class PaceCounts:
    """The counted parts of a unit, or of a plan, by their pace. `percent` is their mean, 0 to 100."""

    name: str
    parts: int
    done: int
    ahead: int
    on_track: int
    behind: int
    overdue: int
    percent: float | None


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
    and is negative once `end` is past. A task that is 持续推进 is listed once its plan has ended; its `end` is the
    plan's last day.
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

    @property
    def is_ongoing(self) -> bool:
        """Whether it is a task without a deadline, of a plan that has ended."""
        return self.days_left < 0 and not self.late


@dataclass(frozen=True, slots=True)
class Owed:
    """A unit's reports in a period.

    `expected` counts the assignments that counted at its end and were neither done nor stopped before it, `reported`
    those with a report in it. `missing` holds the numbers of the other tasks; `latest` is the day of the unit's latest
    report at all. `contact` and `phone` are of the person in charge there.
    """

    unit: str
    kind: str
    expected: int
    reported: int
    latest: date | None
    missing: tuple[int, ...]
    contact: str | None
    phone: str | None


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
class Setting:
    """A setting: its name, the value that holds, and the source of the value.

    `value` is None where nothing is set and the default is no fixed text.
    """

    name: str
    value: str | None
    source: SettingSource


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


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An entry of a drafted plan beside its source.

    Attributes:
        part: 抬头, 任务, 单位, 集体称谓 or 活动.
        no: the running number of a task or an activity.
        printed: the number as printed.
        title: the title of a task, the name of a unit, the theme of an activity, the key of a header's value.
        place: where the notice prints it, several with ； between.
        source: the words of the notice, several with ； between.
        drafted: what the draft says.
        doubts: what has to be checked, several with ； between; None where nothing has.
    """

    part: str
    no: int | None
    printed: str | None
    title: str
    place: str
    source: str
    drafted: str
    doubts: str | None
