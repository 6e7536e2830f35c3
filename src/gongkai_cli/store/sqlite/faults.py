"""Faults of SQLite and the file system, in one line of Chinese with advice."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai_cli import files
from gongkai_cli.domain.text import clean_text
from gongkai_cli.errors import BusyError, DamagedError, GongkaiError, RefusedError
from gongkai_cli.store.sqlite.connecting import BUSY_SECONDS
from gongkai_cli.store.sqlite.identity import backup_folder

_BUSY = "台账“{path}”正被另一个程序写入，等了 {seconds:.0f} 秒，这次什么也没有做。请稍后再试。"
_READING = {
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_FSTAT,
    sqlite3.SQLITE_IOERR_ACCESS,
    sqlite3.SQLITE_IOERR_SEEK,
    sqlite3.SQLITE_IOERR_MMAP,
    sqlite3.SQLITE_IOERR_CORRUPTFS,
}
_LOCKING = {
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
}
_LONGEST = 120  # characters of SQLite's message, which may quote a text of any length


def is_busy(error: object) -> bool:
    """Say whether another program holds a lock on the file."""
    return _primary(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_interrupted(error: object) -> bool:
    """Say whether somebody pressed Ctrl-C during a query. SQLite raises its own error then."""
    return _primary(error) == sqlite3.SQLITE_INTERRUPT


def _primary(error: object) -> int | None:
    """Return SQLite's primary result code; Python's own errors have none."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    # An extended code carries the primary one in its lowest byte.
    return int(code) & 0xFF


def in_one_line(error: Exception) -> str:
    """Return an error's message in one line of bounded length, without control characters."""
    return clean_text(str(error))[:_LONGEST]


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn faults of SQLite and the file system into one line about the store at `path`.

    Raises:
        BusyError: the store is locked by another program.
        DamagedError: the store is damaged.
        RefusedError: it is read-only or foreign, or the disk is full.
        KeyboardInterrupt: somebody pressed Ctrl-C during a query.
    """
    try:
        yield
    except GongkaiError:
        raise
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy wraps the errors of sqlite3
        if isinstance(cause, UnicodeDecodeError):  # SQLite's own message quotes bytes of a damaged schema
            raise DamagedError(_damaged(path)) from error
        if is_interrupted(cause):
            raise KeyboardInterrupt from error
        if is_busy(cause):
            raise BusyError(_BUSY.format(path=path, seconds=BUSY_SECONDS)) from error
        # Other subclasses, such as a failed check, mean a bug or a store that another program changed. `program`
        # tells the two apart.
        if isinstance(cause, sqlite3.Error) and type(cause) in {sqlite3.OperationalError, sqlite3.DatabaseError}:
            is_damage = _primary(cause) == sqlite3.SQLITE_CORRUPT
            refusal = DamagedError if is_damage else RefusedError
            raise refusal(_message(path, cause)) from error
        if isinstance(cause, OSError) and cause.filename is not None and str(path.parent) in str(cause.filename):
            raise RefusedError(
                f"打不开台账“{path}”（{files.reason(cause)}）。"
                "请检查文件夹是否存在、能否写入，或用 --db 指定另一个文件。"
            ) from error
        raise


def _damaged(path: Path) -> str:
    return f"台账“{path}”已损坏，未写入。请从 {backup_folder(path)} 里取最近的备份。"


def _message(path: Path, error: sqlite3.Error) -> str:
    match _primary(error):
        case None:
            return f"台账“{path}”里有本程序读不懂的内容（{in_one_line(error)}）。请用 gongkai db check 检查。"
        case sqlite3.SQLITE_READONLY:
            return f"台账“{path}”是只读的，未写入。请检查文件和文件夹的权限。"
        case sqlite3.SQLITE_FULL:
            return f"磁盘满了，台账“{path}”未写入，原有内容完好。请腾出空间再试。"
        case sqlite3.SQLITE_IOERR:
            return _disk_message(path, error.sqlite_errorcode)
        case sqlite3.SQLITE_CANTOPEN:
            return f"打不开台账“{path}”。请检查文件夹是否存在、能否写入，或用 --db 指定另一个文件。"
        case sqlite3.SQLITE_NOTADB:
            return f"“{path}”不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件。"
        case sqlite3.SQLITE_CORRUPT:
            return _damaged(path)
        case _:
            return f"台账“{path}”读写出错（{in_one_line(error)}），未写入。请用 gongkai db check 检查。"


def _disk_message(path: Path, code: int) -> str:
    if code in _READING:
        return f"台账“{path}”读不出来，未写入。请看磁盘是否有故障、网络盘是否断开，再试。"
    if code in _LOCKING:
        return f"台账“{path}”锁不住，未写入。请看网络盘是否断开，或把台账放到本机磁盘。"
    return f"台账“{path}”写不进磁盘，未写入，原有内容完好。请看磁盘是否满了、网络盘是否断开，再试。"
