"""Copies of the store, made through SQLite's own backup so that a copy is never half of a change."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from gongkai_cli import files
from gongkai_cli.errors import BusyError, DamagedError, RefusedError
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.faults import is_busy, translated
from gongkai_cli.store.sqlite.identity import (
    BUSY_SECONDS,
    backup_folder,
    connect,
    connect_to_read,
    is_someone_elses,
    leftover,
)

KEPT = 10
"""How many automatic backups that hold as much stay; an older one makes room."""

_PAUSE = 0.25  # seconds between two tries at a locked file
_STAMP = r"\d{8}-\d{6}-\d{6}"
_ROWS_NEVER_DELETED = """
SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM plan), (SELECT count(*) FROM report),
       (SELECT count(*) FROM activity_event)
"""


class Backup(NamedTuple):
    """A copy in the backup folder; `loss` says how much less it holds than the automatic one before it, or nothing."""

    path: Path
    loss: str = ""

    def __str__(self) -> str:
        return f"{self.path}{self.loss}"


def keep(path: Path, stamp: str, folder: Path | None = None) -> Path:
    """Copy the store at `path` as a person asked, under a name with `stamp`; such a copy is never let go.

    Args:
        path: the store.
        stamp: this moment as 20241008-093000-000000.
        folder: where the copy is made; the store's backup folder unless given.

    Raises:
        RefusedError: as `copy_to`.
    """
    copy = (folder or _made_folder(path)) / f"{path.stem}-{stamp}.db"
    copy_to(path, copy)
    return copy


def take(path: Path, stamp: str) -> Backup:
    """Copy the store at `path` before a change that is hard to take back, and let an old such copy go.

    Args:
        path: the store.
        stamp: this moment as 20241008-093000-000000; it tells this copy from others and sorts by time.

    Raises:
        RefusedError: the store is damaged or busy, or the copy cannot be written; no backup is let go then.
    """
    copy = _automatic_name(path, stamp)
    copy_to(path, copy)
    return _let_go(path, copy)


def _automatic_name(path: Path, stamp: str) -> Path:
    # The store's whole name: `a.db` and `a.sqlite` have copies of their own. A person's copy never ends in -auto.
    return _made_folder(path) / f"{path.name}-{stamp}-auto.db"


def _made_folder(path: Path) -> Path:
    folder = backup_folder(path)
    try:
        files.make_folder(folder)
    except OSError as error:
        advice = "请检查权限，或用 gongkai db backup 文件 存到别处"
        raise RefusedError(
            f"备份文件夹“{folder}”建不了（{files.reason(error)}），没有备份，也没有写。{advice}。"
        ) from error
    return folder


def _let_go(path: Path, new: Path) -> Backup:
    """Remove each automatic copy after which ten were made that hold as much; a gutted store pushes out no good one."""
    name = re.compile(rf"{re.escape(path.name)}-{_STAMP}-auto\.db")
    try:
        copies = sorted(file for file in new.parent.iterdir() if name.fullmatch(file.name))
    except OSError:  # a folder that can be written to and not looked into
        return Backup(new)
    held = {copy: _held(copy) for copy in copies}
    now = held[new]
    for number, copy in enumerate(copies):
        as_much = [later for later in copies[number + 1 :] if _holds_as_much(held[later], held[copy])]
        if copy != new and len(as_much) >= KEPT:
            with suppress(OSError):  # another program has it open; the next backup tries again
                copy.unlink()
    before = held[copies[copies.index(new) - 1]] if copies.index(new) else None
    if now is None or before is None or _holds_as_much(now, before):
        return Backup(new)
    return Backup(new, f"（比上一份自动备份少：台账 {before[0]} 号→{now[0]} 号，以前的备份都留着）")


def _held(copy: Path) -> tuple[int, ...] | None:
    """Return how much a copy holds of what is never deleted; None where it cannot be read."""
    try:
        with closing(connect_to_read(copy)) as connection:
            return tuple(connection.execute(_ROWS_NEVER_DELETED).fetchone())
    except (sqlite3.Error, RefusedError):
        return None


def _holds_as_much(one: tuple[int, ...] | None, other: tuple[int, ...] | None) -> bool:
    if one is None or other is None:  # nothing is let go for a copy that cannot be read, nor is such a copy
        return False
    return all(mine >= its for mine, its in zip(one, other, strict=True))


def copy_to(path: Path, copy: Path) -> None:
    """Copy the store at `path` to the file `copy`, all or nothing; the copy is as private as the store.

    Raises:
        RefusedError: the store is damaged, emptied or busy, or the copy cannot be written; what was at `copy` is
            still there.
    """
    integrity.content(path)  # a damaged or emptied store never takes the place of a good copy
    with closing(connect_to_read(path)) as source:
        _copy_from(source, path, copy)


def _copy_from(source: sqlite3.Connection, path: Path, copy: Path) -> None:
    files.check_place(copy, files.BACKUP)
    place = files.behind(copy)
    if left := leftover(place):
        raise RefusedError(f"“{place}”正被别的程序使用（留着“{left.name}”），没有备份。请换一个文件名。")
    with _explained(copy), files.explained(copy, files.BACKUP), files.draft_for(place) as draft:
        _copy(source, draft)
        files.put(draft, place, like=path.stat())


@contextmanager
def _explained(copy: Path) -> Iterator[None]:
    """Turn what SQLite says into one line about the copy; the store was checked before."""
    try:
        yield
    except sqlite3.Error as error:
        if is_busy(error):
            raise _busy() from error
        kept = "，原文件完好" if copy.exists() else ""
        advice = "请看磁盘是否满了、网络盘是否断开，或换一个盘备份"
        raise RefusedError(f"备份“{copy}”写不进磁盘，没有备份{kept}。{advice}。") from error


def _busy() -> BusyError:
    return BusyError(f"台账正被另一个程序写入，等了 {BUSY_SECONDS:.0f} 秒，这次什么也没有做。请稍后再试。")


def _copy(source: sqlite3.Connection, draft: Path) -> None:
    """Make `draft` hold what the source holds."""
    with closing(sqlite3.connect(draft, timeout=0)) as copied:
        copied.execute("PRAGMA journal_mode = MEMORY")  # a draft needs no journal: it is put in place whole, or removed
        copied.execute("PRAGMA synchronous = OFF")
        _pour(source, copied)


def _pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make one database hold what another holds; give up where either is locked for too long."""
    tries = 0

    def count(status: int, remaining: int, total: int) -> None:  # noqa: ARG001 - what sqlite3 calls it with
        nonlocal tries
        tries = tries + 1 if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else 0
        if tries * _PAUSE > BUSY_SECONDS:
            raise _busy()

    source.execute("PRAGMA busy_timeout = 0")
    source.backup(target, pages=1024, progress=count, sleep=_PAUSE)


def restore(copy: Path, path: Path, stamp: str) -> Backup | None:
    """Put the backup `copy`, which has been checked, in the place of the store at `path`.

    A sound store is overwritten in place, under SQLite's own locks, so that no other program goes on writing into a
    file that has lost its name; a damaged one is replaced.

    Returns:
        Where the old store is kept: among the backups, or as it was beside them where it is damaged; None where
        there was none.

    Raises:
        RefusedError: another program is writing, the file there is not a store or one of a newer version, or a file
            cannot be written; the store is as it was.
    """
    with translated(path):
        there = files.found(path)
        is_foreign = there is not None and not files.is_special(path) and is_someone_elses(path)
    if there is None and path.is_symlink():
        raise RefusedError(f"台账“{path}”是链接，链接到的“{files.behind(path)}”不在。请接上那个盘或改正链接，再试。")
    if there is None:
        with translated(path):
            files.make_folder(path.parent)
        _replace(copy, path, path, stamp)
        return None
    if is_foreign:
        raise RefusedError(f"“{path}”不是 gongkai 的台账文件，没有动它。请用 --db 指定另一个文件，或先把它移开。")
    try:
        integrity.content(path)
    except DamagedError:
        return _replace(copy, path, files.behind(path), stamp)
    with translated(path), closing(connect(path)) as store:
        return _overwrite(copy, path, store, stamp)


def _overwrite(copy: Path, path: Path, store: sqlite3.Connection, stamp: str) -> Backup:
    """Keep a sound store and overwrite it, both under one lock: no change of another program falls in between."""
    store.execute("PRAGMA synchronous = EXTRA")
    # SQLite writes a backup into no open transaction. In this mode the lock of one stays with the connection.
    store.execute("PRAGMA locking_mode = EXCLUSIVE")
    store.execute("BEGIN EXCLUSIVE")
    store.execute("COMMIT")
    kept = _automatic_name(path, stamp)
    _copy_from(store, path, kept)
    with closing(connect_to_read(copy)) as source:
        _pour(source, store)
    return _let_go(path, kept)


def _replace(copy: Path, path: Path, place: Path, stamp: str) -> Backup | None:
    """Put the backup in the place of a damaged store or of none, and keep beside it all that is there."""
    aside = backup_folder(path) / f"{path.name}-damaged-{stamp}.db"
    there = files.found(place)
    left = leftover(place)
    with translated(path):
        if there is not None or left:
            _made_folder(path)
        if there is not None:
            _copy_file(place, aside)
        with files.draft_for(place) as draft:
            with closing(connect_to_read(copy)) as source:
                _copy(source, draft)
            if left:  # it is of the lost file, and SQLite would play it into the new one
                _copy_file(left, aside.with_name(f"{aside.name}{left.name.removeprefix(place.name)}"))
                left.unlink()
                files.sync_folder(place.parent)
            files.put(draft, place, like=there)
    return Backup(aside) if there is not None else None


def _copy_file(source: Path, copy: Path) -> None:
    from shutil import copyfileobj

    with files.draft_for(copy) as draft:
        with files.opened(source) as stream, draft.open("wb") as copied:
            copyfileobj(stream, copied)
        files.put(draft, copy, like=source.stat())
