"""Many rows of one table: numbered before they are written, and handed to SQLite together.

An object for each row would cost six times as much, and a country's plans have millions of rows. The statements come
from the schema's tables, so a row lists all columns of its table, in the table's order. Values are in SQLite's own
types; days are ISO text. The checks of the schema hold for each row.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, or_, update
from sqlalchemy.dialects.sqlite import dialect, insert

from gongkai_cli.store.schema.checks import RowClass, table_of
from gongkai_cli.store.sqlite.writer import Writer

Rows = Sequence[tuple[Any, ...]]


class Numbers:
    """The row numbers of one table: existing ones by their keys, and new ones for new keys.

    Attributes:
        left: the numbers of existing rows that were not taken, by their keys.
        are_all_new: whether there were no existing rows.
    """

    def __init__(self, left: dict[Any, int], first_new: int) -> None:
        self.left = left
        self.are_all_new = not left
        self._next = first_new

    def take(self, key: Any) -> int:
        """Return the number of the row with this key, or a new one."""
        number = self.left.pop(key, None)
        if number is None:
            number = self._next
            self._next += 1
        return number


def numbers_of(connection: sqlite3.Connection, table: str, key: str, where: str, value: int | str) -> Numbers:
    """Return the row numbers of a table by their keys.

    Args:
        connection: inside a transaction.
        table: the table's name.
        key: a column, or several with commas; several make a tuple.
        where: a condition with one `?`.
        value: the value for it.
    """
    rows = connection.execute(f"SELECT id, {key} FROM {table} WHERE {where}", (value,))  # noqa: S608 - our own words
    found = {rest[0] if len(rest) == 1 else tuple(rest): number for number, *rest in rows}
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - our own words
    return Numbers(found, last + 1)


def add(writer: Writer, table: RowClass, rows: Rows) -> None:
    """Insert rows."""
    writer.write_tuples(_insertion(table), rows)


def merge(writer: Writer, table: RowClass, rows: Rows, numbers: Numbers) -> None:
    """Insert rows with new numbers, and update those with existing ones.

    Args:
        writer: the transaction.
        table: a table whose first column is `id`.
        rows: the rows.
        numbers: the source of the rows' numbers.
    """
    statement = _insertion(table) if numbers.are_all_new else _merging(table)
    writer.write_tuples(statement, rows)


@cache
def _insertion(row: RowClass) -> str:
    return str(insert(table_of(row)).compile(dialect=dialect()))


@cache
def _merging(row: RowClass) -> str:
    statement = insert(table_of(row))
    changed = {name: value for name, value in statement.excluded.items() if name != "id"}
    return str(statement.on_conflict_do_update(index_elements=["id"], set_=changed).compile(dialect=dialect()))


def take_out(writer: Writer, row: RowClass, numbers: Iterable[int], *references: Any) -> None:
    """Mark rows as withdrawn if a reference needs them, and delete the others.

    Args:
        writer: the transaction.
        row: the table.
        numbers: the numbers of its rows to take out.
        references: the columns of other tables that refer to such a row.
    """
    rows = [{"number": one} for one in numbers]
    if not rows:  # most loads take nothing out, and a statement is slow to build
        return
    table = table_of(row)
    number: BindParameter[int] = bindparam("number")
    is_needed = or_(*(exists().where(column == number) for column in references))
    writer.write(update(table).where(table.c.id == number, is_needed).values(withdrawn=True), rows)
    writer.write(delete(table).where(table.c.id == number, ~is_needed), rows)
