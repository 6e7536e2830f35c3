"""What returned files and tables bring into the ledger."""

from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.activity_steps import Step
from gongkai_cli.domain.answers import Marked
from gongkai_cli.domain.model import Part
from gongkai_cli.domain.progress import Report


class Entry(NamedTuple):
    """A report on one part: the part's identity, the part on the report's day, and the report."""

    assignment: int
    part: Part
    report: Report


class TakenStep(NamedTuple):
    """A step of an activity, by its number."""

    no: int
    step: Step


class Merge(NamedTuple):
    """What one file brings.

    Attributes:
        name: its name.
        digest: the sha256 of its bytes.
        format: its format.
        sheet: the identity of the sheet that it is; None where it is no sheet of ours.
        day: the day of its reports.
        reports: the reports.
        steps: the steps of activities, in order.
        rows_read: the rows that say something.
        rows_left: those that may be merged later.
        note: the change in words.
        answers: the clerk's answers, each in words.
    """

    name: str
    digest: str
    format: str
    sheet: int | None
    day: date
    reports: tuple[Entry, ...]
    steps: tuple[TakenStep, ...]
    rows_read: int
    rows_left: int
    note: str
    answers: tuple[str, ...]


class Merged(NamedTuple):
    """The change that a file became, and its reports before and after."""

    change: int
    name: str
    marked: tuple[Marked, ...]
    steps: int
