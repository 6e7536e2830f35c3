"""The columns on the screen that several tables share."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Part
from gongkai_cli.domain.vocabulary import UNREPORTED, Role
from gongkai_cli.output.content.cells import (
    due_columns,
    latest_words,
    number_text,
    pace_cell,
    progress_cell,
    status_cell,
    withdrawn_mark,
)
from gongkai_cli.output.listing import Cell, Column, Tone
from gongkai_cli.output.terminal.wrapping import cell_width

# A key names an attribute of the row, or one of an attribute: `now.word`.


def text_column(heading: str, key: str, least: int | None = None, *, is_number: bool = False) -> Column:
    """Return a column of an attribute's text; None is an empty cell."""
    value_of = attrgetter(key)

    def text(row: Any) -> str:
        value = value_of(row)
        return "" if value is None else str(value)

    return Column(heading, text, least, is_number)


def number_column(heading: str, key: str) -> Column:
    """Return a column of a number, aligned to the right."""
    return text_column(heading, key, is_number=True)


def names_column(heading: str, key: str, least: int, nothing: str = "") -> Column:
    """Return a column of names; `nothing` is the text for none."""
    names_of = attrgetter(key)

    def names(row: Any) -> str:
        return "、".join(names_of(row)) or nothing

    return Column(heading, names, least)


def ratio_column(heading: str, done_key: str, total_key: str) -> Column:
    """Return a column of two numbers: done/total."""
    numbers_of = attrgetter(done_key, total_key)

    def ratio(row: Any) -> str:
        done, total = numbers_of(row)
        return f"{done}/{total}"

    return Column(heading, ratio, is_number=True)


def no_brief(row: Any) -> str:
    """Return nothing: the cells of a column move under their rows as a piece."""
    del row
    return ""


def _title(row: Any) -> str:
    title: str = row.title
    return title + withdrawn_mark(row)


def _status(row: Any) -> Cell:
    return status_cell(row.status)


def _progress(row: Any) -> Cell:
    return progress_cell(row.percent)


def _pace(row: Any) -> Cell:
    return pace_cell(row.pace)


def _number(row: Any) -> str:
    return number_text(row.no, row.printed)


NO = number_column("序号", "no")
TASK_NO = Column("序号", _number, is_number=True)
"""The number of a task or part, with the printed one beside it where they differ."""
TITLE = Column("任务", _title, least=12)
STATUS = Column("状态", _status)
PROGRESS = Column("进度", _progress)
PACE = Column("序时", _pace)
_LATEST = "最近报告"
REPORTED = ratio_column("已报", "reported", "units_total")
"""Beside the pace of a task, whose leads may be ahead while most units are silent."""

_ROLE_TONES = {
    Role.LEAD: Tone.STRONG,
    Role.RESPONSIBLE: Tone.PLAIN,
    Role.SUPPORT: Tone.PLAIN,
    Role.MEMBER: Tone.PLAIN,
    Role.POSSIBLE: Tone.FAINT,
}


def part_columns(rows: Sequence[Part], day: date) -> tuple[Column, ...]:
    """Return the columns of a part after its unit or task."""
    brief = partial(_latest_day, today=day)
    return (
        Column("职责", _role, least=8),
        STATUS,
        PROGRESS,
        *due_columns(rows, day),
        PACE,
        Column(_LATEST, partial(_latest_report, today=day), _latest_least(rows, day), brief=brief),
    )


def _latest_least(rows: Sequence[Part], today: date) -> int:
    """Return the width of the heading or of the longest day, which is not broken."""
    days = [_latest_day(part, today) for part in rows]
    return max(map(cell_width, [_LATEST, *days]))


def _role(part: Part) -> Cell:
    return Cell(part.role.word, _ROLE_TONES[part.role])


def _latest_day(part: Part, today: date) -> str:
    return UNREPORTED if part.on is None else short_day(part.on, today)


def _latest_report(part: Part, today: date) -> str:
    if part.on is None:
        return _latest_day(part, today)
    return f"{_latest_day(part, today)} {latest_words(part, today)}".strip()
