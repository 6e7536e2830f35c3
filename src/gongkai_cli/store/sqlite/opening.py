"""Find, check and open the store, create it whole on a first run, and upgrade an older one after a backup.

Reading uses the standard library's sqlite3 and nothing heavier; SQLModel and Alembic load only where something is
written. The journal is SQLite's default and not WAL: the store stays one plain file that an office can copy and
mail, and WAL does not work on network drives.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_cli import files
from gongkai_cli.errors import RefusedError
from gongkai_cli.store.queries import views
from gongkai_cli.store.schema.migrating import bring_up
from gongkai_cli.store.sqlite.faults import translated
from gongkai_cli.store.sqlite.identity import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    check_identity,
    connect,
    connect_to_read,
    default_path,
    leftover,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

    from gongkai_cli.store.sqlite.backup import Backup


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store for reading only.

    Raises:
        NotFoundError, RefusedError: there is no store there, or it is not one this program can use.
    """
    with translated(path), closing(connect_to_read(path)) as connection:
        check_identity(path, connection)
        connection.execute("PRAGMA query_only = ON")
        yield connection


@contextmanager
def writing(path: Path) -> Iterator["Session"]:
    """Open the store in one transaction, written when the block ends and dropped when it raises.

    Raises:
        NotFoundError, RefusedError: as `reading`, or another program is writing, or the file cannot be written.
    """
    from sqlmodel import Session

    with translated(path):
        with closing(connect_to_read(path)) as looking:
            check_identity(path, looking)
        engine = _engine(lambda: _with_plain_journal(_writable(path)))
        try:
            with Session(engine) as session, session.begin():
                check_identity(path, raw_connection(session))
                yield session
        finally:
            engine.dispose()


@contextmanager
def browsing(path: Path) -> Iterator["Session"]:
    """Open the store for reading through SQLModel; between the session's transactions others can write.

    Raises:
        NotFoundError, RefusedError: as `reading`.
    """
    from sqlmodel import Session

    with reading(path) as connection, Session(_engine(lambda: connection, "BEGIN")) as session:
        yield session


def raw_connection(session: "Session") -> sqlite3.Connection:
    """Return the session's own sqlite3 connection, so that the read queries run inside its transaction."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - the engine below makes no other
    return connection


def create(path: Path, fill: Callable[["Session"], None]) -> bool:
    """Create the store at `path` and fill it, all or nothing.

    The file is made beside its place and put there whole, so a first run that is interrupted leaves no half store.
    Only its owner reads it.

    Args:
        path: where the store is to be.
        fill: writes the first rows in one transaction.

    Returns:
        Whether this call created it; False where another process was quicker.

    Raises:
        RefusedError: the folder is missing or cannot be written, or a lost store's journal is still there.
    """
    from sqlmodel import Session

    with translated(path):
        left = leftover(path)
        # Looked for after its journal, the store of a quicker process is there.
        if left and files.found(path) is None:
            advice = f"请先用 gongkai --db {path} db restore 恢复备份，或把“{left.name}”移开"
            raise RefusedError(f"台账“{path}”不在了，却还留着“{left.name}”，没有新建。{advice}。")
        with suppress(RefusedError):  # who has no default place has named another
            if path == default_path():
                files.make_folder(path.parent)
        with files.draft_for(path) as draft:
            _migrate(draft, is_new=True)
            engine = _engine(lambda: _writable(draft, is_new=True))
            with Session(engine) as session, session.begin():
                fill(session)
            engine.dispose()
            return files.put_new(draft, path)


def upgrade(path: Path, stamp: str) -> "Backup | None":
    """Bring a store of an older version up to this one, after a backup.

    Args:
        path: the store.
        stamp: what the backup's name carries, such as 20241008-093000.

    Returns:
        The backup, or None where nothing needed doing.
    """
    from gongkai_cli.store.sqlite import backup

    with translated(path):
        with closing(connect_to_read(path)) as connection:
            if check_identity(path, connection, any_age=True) == SCHEMA_VERSION:
                return None
        kept = backup.take(path, stamp)
        _migrate(path)
        return kept


def _writable(path: Path, *, is_new: bool = False) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    if is_new:  # nobody reads the draft before it is whole, and then it is written to the disk at once
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
    else:  # the folder too is written to the disk, else a power cut can bring the journal back and undo the change
        connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def _with_plain_journal(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Turn WAL back into a plain journal, where another program switched it on and nobody has the file open."""
    if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        (wait,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # it can be written as it is, and be turned back another time
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA busy_timeout = {wait}")
    return connection


def _engine(connected: Callable[[], sqlite3.Connection], begin: str = "BEGIN IMMEDIATE") -> "Engine":
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=connected, poolclass=StaticPool)

    # SQLite's plain BEGIN takes no lock, so two writers could both read, and one of them lose at its first write.
    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        connection.exec_driver_sql(begin)  # type: ignore[attr-defined]

    return engine


def _migrate(path: Path, *, is_new: bool = False) -> None:
    engine = _engine(lambda: _writable(path, is_new=is_new))
    try:
        with engine.begin() as connection:
            bring_up(connection, "head")
            for statement in views.installation():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        engine.dispose()
