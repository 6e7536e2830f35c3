"""The one way to write: SQLAlchemy Core on the schema's tables, inside one transaction."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai_cli.domain.vocabulary import ChangeKind

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable


class Signature(NamedTuple):
    """The author of a change, and its moment in ISO 8601 with +08:00."""

    by: str
    at: str


class Writer:
    """One open transaction of a command that writes.

    Attributes:
        connection: the sqlite3 connection; queries through it see the rows written so far.
    """

    def __init__(self, core: "Connection") -> None:
        driver = core.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - `transaction` makes no other
        self.connection = driver
        self._core = core

    def write(self, statement: "Executable", rows: Sequence[Mapping[str, Any]] | None = None) -> None:
        """Run an INSERT, UPDATE or DELETE of SQLAlchemy.

        Args:
            statement: the statement.
            rows: its parameters, a mapping for each run; None is one run without parameters.
        """
        # SQLAlchemy takes an empty list for one run without parameters.
        if rows is None or rows:
            self._core.execute(statement, rows)

    def write_tuples(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run a compiled statement once for each tuple of parameters, in SQLite's own types."""
        if rows:
            self._core.exec_driver_sql(sql, list(rows))

    def begin_change(
        self,
        plan_id: int,
        kind: ChangeKind,
        signature: Signature,
        *,
        note: str | None = None,
        target: int | None = None,
    ) -> int:
        """Write the ledger's row for this command, and return its number.

        Args:
            plan_id: the plan that the command changes.
            kind: the kind of the change.
            signature: the author and the moment of the change.
            note: a summary in words.
            target: the number of the change that this one takes back or restores.
        """
        from sqlalchemy import insert

        from gongkai_cli.store.schema.checks import table_of
        from gongkai_cli.store.schema.ledger_tables import ChangeRow

        changes = table_of(ChangeRow)
        values = {
            "plan_id": plan_id,
            "at": signature.at,
            "who": signature.by,
            "kind": kind,
            "note": note,
            "target_id": target,
        }
        result = self._core.execute(insert(changes).returning(changes.c.id), values)
        return int(result.scalar_one())


@contextmanager
def transaction(connect: Callable[[], sqlite3.Connection]) -> Iterator["Connection"]:
    """Hold one write transaction: committed when the block ends, rolled back when it raises.

    Args:
        connect: makes the sqlite3 connection, which is closed at the end.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    # A plain BEGIN takes no lock. Two writers could both read then, and one would fail at its first write.
    @event.listens_for(engine, "begin")
    def _begin(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
