"""The lists of the page: what is late, who is silent, and the activities of each month."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.answers import Month
from gongkai_cli.domain.dates import short_day, short_month
from gongkai_cli.domain.model import Activity
from gongkai_cli.domain.vocabulary import (
    AGENDA_WORDS,
    FORM_NOT_SET,
    HELD_UNPUBLISHED,
    LATE_ACTIVITY,
    ActivityStatus,
    Form,
)
from gongkai_cli.papers.board.figures import Gathered
from gongkai_cli.papers.board.lines import Link, link_to
from gongkai_cli.papers.board.map import unit_anchor


class LateItem(NamedTuple):
    """A late activity or task: its kind and number, its title and units, its last day, and by how much it is late."""

    subject: str
    title: str
    units: str
    day: str
    delay: str


class MonthColumn(NamedTuple):
    """A month: its name, and the count of each kind of activity, in the order of `MONTH_ROWS`."""

    name: str
    numbers: Sequence[int]


MONTH_ROWS = (
    "场次",
    ActivityStatus.PUBLISHED.word,
    HELD_UNPUBLISHED,
    LATE_ACTIVITY,
    "未到期",
    ActivityStatus.CANCELLED.word,
)
"""What is counted in each month."""


class ActivityLine(NamedTuple):
    """An activity: when, what, by whom, in which form, its state, remarks, and its public report."""

    number: int
    time: str
    theme: str
    organizer: str
    form: str
    state: str
    remarks: str
    link: Link | None


def late_items(found: Gathered) -> Iterator[LateItem]:
    """Yield what is late, the longest first."""
    for item in found.late:
        is_held = item.status is ActivityStatus.HELD
        delay = HELD_UNPUBLISHED if is_held else f"超期{-item.days_left}天"
        yield LateItem(
            subject=f"{AGENDA_WORDS[item.kind]} {item.code}",
            title=item.title,
            units="、".join(item.units),
            day=short_day(item.end, found.day),
            delay=delay,
        )


def silent_units(found: Gathered) -> list[tuple[str, str]]:
    """Return each unit that has never reported, with the place of its fold."""
    return [
        (unit.name, unit_anchor(place))
        for place, unit in enumerate(found.units)
        if unit.name in found.silent and not unit.withdrawn
    ]


def month_columns(found: Gathered) -> list[MonthColumn]:
    """Return the months with their counts."""
    return [_month(month, found.day) for month in found.months]


def _month(month: Month, today: date) -> MonthColumn:
    counts = (month.total, month.published, month.held, month.late, month.planned, month.cancelled)
    return MonthColumn(short_month(month.year, month.month, today), counts)


def activity_lines(found: Gathered) -> Iterator[ActivityLine]:
    """Yield the activities by month, withdrawn ones last."""

    def place(row: Activity) -> tuple[bool, tuple[int, int], int]:
        return row.withdrawn, activity_steps.effective_month(row), row.no

    for row in sorted(found.activities, key=place):
        form = row.form.word if isinstance(row.form, Form) else row.form
        yield ActivityLine(
            number=row.no,
            time=_time(row, found.day),
            theme=f"{row.theme}（已调出）" if row.withdrawn else row.theme,
            organizer=row.organizer,
            form=form or FORM_NOT_SET,
            state=_state(row),
            remarks="　".join(_remarks(row)),
            link=link_to(row.link) if row.link else None,
        )


def _time(row: Activity, today: date) -> str:
    if row.date is None:
        return row.when or short_month(row.year, row.month, today)
    words = short_day(row.date, today)
    if row.last_date:
        words += f"至{short_day(row.last_date, today)}"
    return f"{words} {row.time}" if row.time else words


def _state(row: Activity) -> str:
    if row.late:
        return LATE_ACTIVITY
    return HELD_UNPUBLISHED if row.status is ActivityStatus.HELD else row.status.word


def _remarks(row: Activity) -> Iterator[str]:
    people = f"{row.people}人" if row.people is not None else None
    reason = f"取消理由：{row.reason}" if row.status is ActivityStatus.CANCELLED and row.reason else None
    yield from (text for text in (row.place, people, row.audience, row.note, reason) if text)
