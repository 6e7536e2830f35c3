"""Many rows of one table: numbered before they are written, and handed to SQLite together.

An object for each row would cost six times as much, and a country's plans have millions of rows. The statements come
from the schema's tables, so a row lists all columns of its table, in the table's order. Values are in SQLite's own
types; days are ISO text. The checks of the schema hold for each row.
"""

import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects.sqlite import dialect, insert

from gongkai_cli.store.schema.checks import RowClass, table_of
from gongkai_cli.store.sqlite.writer import Writer

Rows = Sequence[tuple[Any, ...]]


class Numbers:
    """New row numbers, one after another."""

    def __init__(self, first: int) -> None:
        self._next = first

    def take(self) -> int:
        """Return the next number."""
        number = self._next
        self._next += 1
        return number


def next_number(connection: sqlite3.Connection, table: str) -> int:
    """Return the first free row number of a table."""
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - our own words
    return int(last) + 1


def add(writer: Writer, table: RowClass, rows: Rows) -> None:
    """Insert rows."""
    writer.write_tuples(_insertion(table), rows)


@cache
def _insertion(row: RowClass) -> str:
    return str(insert(table_of(row)).compile(dialect=dialect()))
