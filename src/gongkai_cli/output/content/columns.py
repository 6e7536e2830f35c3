"""The columns on the screen that several tables share."""

from operator import attrgetter
from typing import Any

from gongkai_cli.output.content.cells import pace_cell, progress_cell, status_cell, withdrawn_mark
from gongkai_cli.output.listing import Cell, Column


def text_column(heading: str, key: str, least: int | None = None) -> Column:
    """Return a column of a text attribute."""
    return Column(heading, attrgetter(key), least)


def number_column(heading: str, key: str) -> Column:
    """Return a column of a number attribute."""

    def number(row: Any) -> str:
        return str(getattr(row, key))

    return Column(heading, number, is_number=True)


def _title(row: Any) -> str:
    title: str = row.title
    return title + withdrawn_mark(row)


def _status(row: Any) -> Cell:
    return status_cell(row.status)


def _progress(row: Any) -> Cell:
    return progress_cell(row.percent)


def _pace(row: Any) -> Cell:
    return pace_cell(row.pace)


NO = number_column("序号", "no")
TITLE = Column("任务", _title, least=12)
STATUS = Column("状态", _status)
PROGRESS = Column("进度", _progress)
PACE = Column("序时", _pace)
