"""Plans, tasks, units, activities and reports, as the store returns them.

Field names are the JSON keys of the answers. Every object is frozen and describes one day.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai_cli.domain.vocabulary import (
    ACTIVITY_FIELD_WORDS,
    FIELD_WORDS,
    ActivityStatus,
    ChangeKind,
    Form,
    Pace,
    Rhythm,
    Role,
    Status,
    value_word,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """工作要点: one plan of one region, in force from `issued_on` to `ends_on`, both included.

    `number` is the 文号, and `also` holds the collectives that every task has.
    """

    id: int
    key: str
    title: str
    year: int
    region: str | None
    issuer: str | None
    issued_on: date
    ends_on: date
    source: str | None
    based_on: tuple[str, ...]
    number: str | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan with its counts; `percent` is the mean over its tasks, 0 to 100."""

    key: str
    title: str
    year: int
    region: str | None
    issuer: str | None
    issued_on: date
    ends_on: date
    tasks: int
    done: int
    percent: float
    units: int
    activities: int
    number: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """任务: a numbered item of the plan.

    `percent` is 0 to 100. `due` is None for a task that is 持续推进. `leads_total` counts the units that speak for
    the task: its leads, or else those of its strongest role. `reported` counts those of `units_total` with a report.
    `due_words` is the deadline as printed, where that is no day; `printed` is the printed number. `others` holds
    further duties, such as 指导, with their names.
    """

    no: int
    title: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    collectives: tuple[str, ...]
    status: Status
    percent: float
    units_done: int
    units_total: int
    due: date | None
    due_derived: bool
    pace: Pace | None
    leads_done: int
    leads_total: int
    ongoing: bool
    withdrawn: bool
    reported: int
    support: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]
    due_words: str | None
    printed: str | None
    section: str | None

    @property
    def is_assigned(self) -> bool:
        """Whether any unit or collective is named for it."""
        return bool(self.lead or self.responsible or self.support or self.collectives or self.withdrawn)

    @property
    def all_responsible(self) -> tuple[str, ...]:
        """The responsible units and collectives, as the plan prints them."""
        return (*self.responsible, *self.collectives)

    @property
    def other_duties(self) -> str:
        """The further duties in words: 指导：县政府办、县司法局；负责考核：县督查室."""
        return "；".join(f"{duty}：{'、'.join(names)}" for duty, names in self.others.items())


@dataclass(frozen=True, slots=True)
class Part:
    """承担: one unit's part in one task, with its latest report.

    `via` is the name of the collective through which the unit has the part. `note`, `problem` and `next` are the
    latest that were said; `note_on`, `problem_on` and `next_on` are their days where those are before `on`. `links`
    holds all evidence, the newest first, and `link` the newest.
    """

    no: int
    title: str
    unit: str
    role: Role
    via: str | None
    counted: bool
    status: Status
    percent: int
    note: str | None
    problem: str | None
    next: str | None
    link: str | None
    on: date | None
    due: date | None
    due_derived: bool
    pace: Pace | None
    ongoing: bool
    withdrawn: bool
    note_on: date | None
    problem_on: date | None
    next_on: date | None
    links: tuple[str, ...]
    due_words: str | None
    printed: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """举措: one requirement of a task. `no` is its place under the task: 7.1 is measure 1 of task 7."""

    no: int
    text: str
    indicator: str | None
    rhythm: Rhythm | None
    due: date | None
    due_words: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """单位 with the counts of its parts by role, of its done parts, and of its activities.

    `percent` is the mean over counted parts; `pace` compares it with the share of their time gone by.
    """

    name: str
    kind: str
    aliases: tuple[str, ...]
    lead: int
    responsible: int
    member: int
    possible: int
    done: int
    counted: int
    percent: float | None
    pace: Pace | None
    activities: int
    held: int
    late: int
    withdrawn: bool
    support: int
    contact: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Activity:
    """活动: a row of the activity table. `late` means 逾期未办: its window has passed without it.

    `year` is that of the printed month. `last_date` is the last of several days; `time` is such as 09:00. `on` is
    the day of the latest step, `reason` that of a cancellation, `printed_theme` the theme in the plan file. `form` may
    be words of the plan's own. `when` is the printed time, and `first_month` the first of several printed months.
    """

    no: int
    month: int
    date: dt.date | None
    theme: str
    organizer: str
    form: Form | str | None
    status: ActivityStatus
    place: str | None
    people: int | None
    link: str | None
    note: str | None
    late: bool
    reason: str | None
    printed_theme: str
    on: dt.date | None
    withdrawn: bool
    year: int
    last_date: dt.date | None
    time: str | None
    first_month: int | None
    when: str | None
    audience: str | None
    content: str | None
    organizers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with its percent, 0 to 100. The two agree: 已完成 is 100, 未启动 is 0."""

    status: Status
    percent: int

    @property
    def word(self) -> str:
        """The standing in words: 推进中 40%."""
        return f"{self.status.word} {self.percent}%"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a change changed, by its JSON key, with its values; None is no value.

    Days are ISO text, and words are codes.
    """

    field: str
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the 台账. `id` is the number of its change; a change may have several lines.

    `at` is ISO 8601 with the office's offset, +08:00. `on` is the report's day. `links` holds the addresses of this
    line alone, and `link` the first. `changes` names every field that changed.
    """

    id: int
    at: str
    by: str
    kind: ChangeKind
    subject: str
    unit: str | None
    before: Standing | ActivityStatus | None
    after: Standing | ActivityStatus | None
    note: str | None
    problem: str | None
    next: str | None
    link: str | None
    on: date | None
    undone: bool
    links: tuple[str, ...]
    changes: tuple[FieldChange, ...]

    @property
    def field_words(self) -> Mapping[str, str]:
        """The words for the fields of its changes, by their JSON keys."""
        return ACTIVITY_FIELD_WORDS if isinstance(self.after, ActivityStatus) else FIELD_WORDS

    @property
    def change_words(self) -> str:
        """All changes in words: 地点：县政府 → 农技中心；人数：— → 60."""
        words = []
        for change in self.changes:
            label = self.field_words.get(change.field, change.field)
            before, after = value_word(change.field, change.before), value_word(change.field, change.after)
            words.append(f"{label}：{before} → {after}")
        return "；".join(words)
