"""Copies of the store, made through SQLite's own backup so that a copy is never half of a change."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from gongkai_cli.errors import BusyError, GongkaiError, RefusedError
from gongkai_cli.store import checking
from gongkai_cli.store.faults import translated
from gongkai_cli.store.identity import BUSY_SECONDS, backup_folder, is_someone_elses

KEPT = 10
"""How many of a store's automatic backups stay; older ones make room."""

_PAUSE = 0.25  # seconds between two tries at a locked file
_STAMP = r"\d{8}-\d{6}-\d{6}"


def take(path: Path, stamp: str) -> Path:
    """Copy the store at `path` into its backup folder, let the oldest copy go, and return the new one.

    Args:
        path: the store.
        stamp: this moment as 20241008-093000-000000; it tells this copy from others and sorts by time.

    Raises:
        RefusedError: the store is damaged or busy, or the copy cannot be written; no backup is let go then.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        advice = "请检查权限，或用 gongkai db backup 文件 存到别处"
        raise RefusedError(f"备份文件夹“{folder}”建不了（{error.strerror}），没有备份，也没有写。{advice}。") from error
    copy = folder / f"{path.stem}-{stamp}.db"
    copy_to(path, copy)
    for old in _automatic(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def _automatic(path: Path) -> list[Path]:
    """Return the automatic backups of this store and of no other, the oldest first."""
    name = re.compile(rf"{re.escape(path.stem)}-{_STAMP}\.db")
    return sorted(file for file in backup_folder(path).iterdir() if name.fullmatch(file.name))


def copy_to(path: Path, copy: Path) -> None:
    """Copy the store at `path` to the file `copy`, all or nothing.

    Raises:
        RefusedError: the store is damaged, emptied or busy, or the copy cannot be written; what was at `copy` is
            still there.
    """
    checking.content(path)  # a damaged or emptied store never takes the place of a good copy
    draft = copy.with_name(f"{copy.name}.{os.getpid()}.new")
    with translated(copy):
        try:
            _copy(path, draft)
            draft.replace(copy)
        finally:
            draft.unlink(missing_ok=True)


def _copy(path: Path, target: Path) -> None:
    """Make `target` hold what the store at `path` holds; give up where either is locked for too long."""
    tries = 0

    def count(status: int, remaining: int, total: int) -> None:  # noqa: ARG001 - what sqlite3 calls it with
        nonlocal tries
        tries = tries + 1 if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else 0
        if tries * _PAUSE > BUSY_SECONDS:
            raise BusyError(f"台账正被另一个程序写入，等了 {BUSY_SECONDS:.0f} 秒，这次什么也没有做。请稍后再试。")

    with closing(sqlite3.connect(path, timeout=0)) as source, closing(sqlite3.connect(target, timeout=0)) as copied:
        source.backup(copied, pages=1024, progress=count, sleep=_PAUSE)


def restore(copy: Path, path: Path, stamp: str) -> Path | None:
    """Put the backup `copy`, which has been checked, in the place of the store at `path`.

    A sound store is overwritten in place, under SQLite's own locks, so that no other program goes on writing into a
    file that has lost its name; a damaged one is replaced.

    Returns:
        Where the old store is kept: among the backups, or as it was beside them where it is damaged; None where
        there was none.

    Raises:
        RefusedError: another program is writing, the file there is not a store, or a file cannot be written; the
            store is as it was.
    """
    if not path.exists():
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        copy_to(copy, path)
        return None
    if is_someone_elses(path):
        raise RefusedError(f"“{path}”不是 gongkai 的台账文件，没有动它。请用 --db 指定另一个文件，或先把它移开。")
    try:
        kept = take(path, stamp)
    except BusyError:
        raise
    except GongkaiError:
        return _replace_damaged(copy, path, stamp)
    with translated(path):
        _copy(copy, path)
    return kept


def _replace_damaged(copy: Path, path: Path, stamp: str) -> Path:
    aside = backup_folder(path) / f"{path.stem}-damaged-{stamp}.db"
    with translated(path):
        shutil.copy2(path, aside)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)  # it is of the damaged file
    copy_to(copy, path)
    return aside
