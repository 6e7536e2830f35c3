"""Rows by the thousand: numbered before they are written, and handed to SQLite a table at a time.

An object for each row costs some six times as much, and a country's plans have millions of rows. The schema's own
checks hold for each.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any


class Numbers:
    """The row numbers of one table: those that rows have already, by their key, and new ones for new keys.

    What is in `left` once every row has its number is what nobody asked for; `are_all_new` says that there was none.
    """

    def __init__(self, left: dict[Any, int], first_new: int) -> None:
        self.left = left
        self.are_all_new = not left
        self._new = first_new

    def take(self, key: Any) -> int:
        """Return the number of the row with this key, or a new one."""
        found = self.left.pop(key, None)
        if found is None:
            found = self._new
            self._new += 1
        return found


def numbers_of(connection: sqlite3.Connection, table: str, key: str, where: str, value: int | str) -> Numbers:
    """Return the numbers of the rows of a table by their key; several columns make a tuple of it."""
    rows = connection.execute(f"SELECT id, {key} FROM {table} WHERE {where}", (value,))  # noqa: S608 - our own words
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - our own words
    return Numbers({rest[0] if len(rest) == 1 else tuple(rest): number for number, *rest in rows}, last + 1)


def merge(
    connection: sqlite3.Connection, table: str, columns: str, rows: Sequence[tuple[Any, ...]], numbers: Numbers
) -> None:
    """Insert rows, and change those whose numbers were there already.

    Args:
        connection: inside a transaction.
        table: the table's name.
        columns: the names of the rows' columns, in their order; the first is `id`.
        rows: in SQLite's own types; days are ISO text.
        numbers: where the rows' numbers are from.
    """
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ")[1:])
    conflict = "" if numbers.are_all_new else f" ON CONFLICT (id) DO UPDATE SET {changed}"
    connection.executemany(_insertion(table, columns) + conflict, rows)


def add(connection: sqlite3.Connection, table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, as `merge`, of a table whose rows have no numbers of their own."""
    connection.executemany(_insertion(table, columns), rows)


def _insertion(table: str, columns: str) -> str:
    marks = ", ".join("?" for _ in columns.split(", "))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - the words are our own
