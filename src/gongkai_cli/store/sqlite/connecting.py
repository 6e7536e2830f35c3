"""Connections to the store's file, for reading and for writing."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from gongkai_cli import files
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.store.sqlite.identity import is_foreign

BUSY_SECONDS = 5.0
"""How long to wait for another program's lock before giving up."""

_STEPS = 200_000  # of SQLite's machine, some milliseconds, between two looks for a Ctrl-C
_OLDEST_SQLITE = (3, 35)  # the first with NOT MATERIALIZED


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to the file at `path`, which must be there.

    Args:
        path: the store.
        mode: SQLite's own word, `rw` or `ro`.

    Raises:
        NotFoundError: nothing is there.
        RefusedError: a folder, a device or a pipe is there, or SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RefusedError(f"SQLite {sqlite3.sqlite_version} 太旧，至少要 3.35。请换用较新的 Python。")
    _check_place(path)
    connection = sqlite3.connect(
        _address(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.set_progress_handler(_go_on, _STEPS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    # For a list of all plans SQLite would index the assignments of all editions anew, which takes longer than to read.
    connection.execute("PRAGMA automatic_index = OFF")
    return connection


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise RefusedError(f"“{path}”是文件夹，不是台账文件。请用 --db 指定文件。")
    if files.is_special(path):  # SQLite would wait for a pipe without end
        raise RefusedError(f"“{path}”是设备或管道，不是台账文件，未改动。请用 --db 指定另一个文件。")
    if path.exists():
        return
    if path.is_symlink():
        target = files.behind(path)
        raise NotFoundError(f"台账“{path}”是链接，链接到的“{target}”不在。请接上那个盘或改正链接，再试。")
    raise missing(path)


def missing(path: Path) -> NotFoundError:
    """Return the error for a store that is not there; it tells how to make one."""
    advice = f"要新建台账，用 gongkai --db {shell_word(str(path))} load 计划文件"
    return NotFoundError(f"没有台账文件“{path}”。请核对 --db、GONGKAI_DB 和设置 db（gongkai config list）；{advice}。")


def _address(path: Path, mode: str) -> str:
    place = path.absolute().as_posix()
    if not place.startswith("/"):  # a Windows drive: file:///C:/…
        place = f"/{place}"
    # A name may contain ? and #, which would end the path of an address.
    return f"file://{quote(os.fsencode(place))}?mode={mode}"


def _go_on() -> int:
    """Let a long query go on. Python looks for a Ctrl-C each time SQLite calls this."""
    return 0


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect to the store at `path` without changing the file. It raises as `connect`."""
    connection = connect(path, "ro")
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        connection.close()
        # A command was killed while it wrote. SQLite must roll its half back, and that needs a writable connection.
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK or is_foreign(path):
            raise
        return connect(path)
    return connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Connect to the store at `path` for a durable transaction. It raises as `connect`."""
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    # EXTRA syncs the folder too. Otherwise a power cut could bring the journal back and undo the change.
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def connect_to_draft(path: Path) -> sqlite3.Connection:
    """Connect to a draft, which nobody reads before it is complete and synced. It raises as `connect`."""
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def restore_journal(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Turn WAL back into a plain journal if nobody else has the file open."""
    if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        (wait,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute("PRAGMA busy_timeout = 0")
        # A store in WAL can be written as well, so a later command may turn it back.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA busy_timeout = {wait}")
    return connection
