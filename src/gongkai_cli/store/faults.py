"""What SQLite and the file system say, in one line of Chinese that tells what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai_cli import files
from gongkai_cli.errors import BusyError, DamagedError, GongkaiError, RefusedError
from gongkai_cli.store.identity import BUSY_SECONDS, backup_folder

_BUSY = "台账“{path}”正被另一个程序写入，等了 {seconds:.0f} 秒，这次什么也没有做。请稍后再试。"


def is_busy(error: object) -> bool:
    """Say whether SQLite means only that another program is at the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into one line that tells what to do.

    Raises:
        BusyError: the store is locked by another program.
        DamagedError: the store is damaged.
        RefusedError: it is read-only or foreign, or the disk is full.
    """
    try:
        yield
    except GongkaiError:
        raise
    except Exception as error:
        cause = getattr(error, "orig", error)
        if is_busy(cause):
            raise BusyError(_BUSY.format(path=path, seconds=BUSY_SECONDS)) from error
        # A failed check or a missing table is a bug of ours and no matter of the file's: it shows as it is.
        if isinstance(cause, sqlite3.Error) and type(cause) in {sqlite3.OperationalError, sqlite3.DatabaseError}:
            kind = DamagedError if _primary_code(cause) == sqlite3.SQLITE_CORRUPT else RefusedError
            raise kind(_told(path, cause)) from error
        if isinstance(cause, OSError) and (cause.filename is not None) and str(path.parent) in str(cause.filename):
            raise RefusedError(_told_by_system(path, cause)) from error
        raise


def _primary_code(error: sqlite3.Error) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if code is not None else None


def _told(path: Path, error: sqlite3.Error) -> str:
    match _primary_code(error):
        case sqlite3.SQLITE_READONLY:
            return f"台账“{path}”是只读的，没有写。请检查文件和文件夹的权限。"
        case sqlite3.SQLITE_FULL:
            return f"磁盘满了，台账“{path}”没有写，原有内容完好。请腾出空间再试。"
        case sqlite3.SQLITE_IOERR:
            return f"台账“{path}”写不进磁盘，没有写，原有内容完好。请看磁盘是否满了、网络盘是否断开，再试。"
        case sqlite3.SQLITE_CANTOPEN:
            return f"打不开台账“{path}”。请检查文件夹是否存在、能否写入，或用 --db 指定另一个文件。"
        case sqlite3.SQLITE_NOTADB:
            return f"“{path}”不是 gongkai 的台账文件，没有动它。请用 --db 指定另一个文件。"
        case sqlite3.SQLITE_CORRUPT:
            return f"台账“{path}”已损坏，没有写。请从 {backup_folder(path)} 里取最近的备份。"
        case _:
            return f"台账“{path}”读写出错（{error}），没有写。请用 gongkai db check 检查。"


def _told_by_system(path: Path, error: OSError) -> str:
    return f"打不开台账“{path}”（{files.reason(error)}）。请检查文件夹是否存在、能否写入，或用 --db 指定另一个文件。"
