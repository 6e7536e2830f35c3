"""Copies of the store through SQLite's own backup, so a copy never holds half of a change."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Self

from gongkai_cli import files
from gongkai_cli.errors import BusyError, RefusedError
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.connecting import BUSY_SECONDS, connect_to_read
from gongkai_cli.store.sqlite.faults import is_busy
from gongkai_cli.store.sqlite.identity import leftover
from gongkai_cli.store.sqlite.store_file import StoreFile

KEPT = 10
"""How many later copies with as much content push out an automatic copy."""

_PAUSE = 0.25  # seconds between two tries at a locked file
_STAMP = r"\d{8}-\d{6}-\d{6}"
_COUNT_ROWS = """
SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM plan), (SELECT count(*) FROM report),
       (SELECT count(*) FROM activity_event)
"""


class Backup(NamedTuple):
    """A copy in the backup folder; `loss` tells how much less it holds than the automatic copy before it."""

    path: Path
    loss: str = ""

    def __str__(self) -> str:
        return f"{self.path}{self.loss}"


class _RowCounts(NamedTuple):
    """The rows of the tables from which the program never deletes."""

    changes: int
    plans: int
    reports: int
    events: int

    @classmethod
    def read(cls, copy: Path) -> Self | None:
        """Count the rows of a copy; None where it cannot be read."""
        try:
            with closing(connect_to_read(copy)) as connection:
                return cls(*connection.execute(_COUNT_ROWS).fetchone())
        except (sqlite3.Error, RefusedError):
            return None

    def are_at_least(self, other: Self) -> bool:
        """Say whether no table has fewer rows than in another copy."""
        return all(mine >= its for mine, its in zip(self, other, strict=True))


def keep(store: StoreFile, stamp: str, folder: Path | None = None) -> Path:
    """Copy the store for a person, under a name with `stamp`. The program never removes such a copy.

    Args:
        store: the store.
        stamp: this moment as 20241008-093000-000000.
        folder: the folder for the copy; None is the store's backup folder.

    Raises:
        RefusedError: as `copy_to`.
    """
    copy = (folder or make_folder(store)) / f"{store.path.stem}-{stamp}.db"
    copy_to(store, copy)
    return copy


def take(store: StoreFile, stamp: str) -> Backup:
    """Copy the store before a change that is hard to take back, and remove an old automatic copy.

    Args:
        store: the store.
        stamp: this moment as 20241008-093000-000000; copies sort by it.

    Raises:
        RefusedError: the store is damaged or busy, or the copy cannot be written; no backup is removed then.
    """
    copy = automatic_name(store, stamp)
    copy_to(store, copy)
    return remove_old(store, copy)


def automatic_name(store: StoreFile, stamp: str) -> Path:
    """Return the path of an automatic copy, and make its folder."""
    # With the store's full name, `a.db` and `a.sqlite` have separate copies. A person's copy never ends in -auto.
    return make_folder(store) / f"{store.path.name}-{stamp}-auto.db"


def make_folder(store: StoreFile) -> Path:
    """Make the store's backup folder and return it.

    Raises:
        RefusedError: it cannot be made.
    """
    folder = store.backup_folder
    try:
        files.make_folder(folder)
    except OSError as error:
        advice = "请检查权限，或用 gongkai db backup 文件 存到别处"
        raise RefusedError(
            f"备份文件夹“{folder}”建不了（{files.reason(error)}），未备份，也未写入。{advice}。"
        ) from error
    return folder


def remove_old(store: StoreFile, new: Path) -> Backup:
    """Remove each automatic copy that ten later ones replace, each with as much content.

    A store that lost its rows therefore pushes out no good copy.
    """
    name = re.compile(rf"{re.escape(store.path.name)}-{_STAMP}-auto\.db")
    try:
        copies = sorted(file for file in new.parent.iterdir() if name.fullmatch(file.name))
    except OSError:  # a folder that can be written to but not listed
        return Backup(new)
    counts = {copy: _RowCounts.read(copy) for copy in copies}
    for place, copy in enumerate(copies):
        later = [counts[other] for other in copies[place + 1 :]]
        replacements = sum(_hold_as_much(one, counts[copy]) for one in later)
        if copy != new and replacements >= KEPT:
            with suppress(OSError):  # another program has it open; the next backup tries again
                copy.unlink()
    place = copies.index(new)
    if place == 0:
        return Backup(new)
    now, before = counts[new], counts[copies[place - 1]]
    if now is None or before is None or now.are_at_least(before):
        return Backup(new)
    loss = f"（比上一份自动备份少：台账 {before.changes} 号→{now.changes} 号，以前的备份都留着）"
    return Backup(new, loss)


def _hold_as_much(one: _RowCounts | None, other: _RowCounts | None) -> bool:
    # An unreadable copy replaces no other, and none replaces it.
    return one is not None and other is not None and one.are_at_least(other)


def copy_to(store: StoreFile, copy: Path) -> None:
    """Copy the store to the file `copy`, all or nothing. The copy is as private as the store.

    Raises:
        RefusedError: the store is damaged, emptied or busy, or the copy cannot be written; an earlier file at
            `copy` is still there.
    """
    integrity.content(store)  # a damaged or emptied store never replaces a good copy
    with closing(connect_to_read(store.path)) as source:
        copy_from(source, store, copy)


def copy_from(source: sqlite3.Connection, store: StoreFile, copy: Path) -> None:
    """Copy the store through an open connection to it; raises as `copy_to`."""
    files.check_place(copy, files.BACKUP)
    place = files.behind(copy)
    if left := leftover(place):
        raise RefusedError(f"“{place}”正被别的程序使用（留着“{left.name}”），未备份。请换一个文件名。")
    with _explained(copy), files.explained(copy, files.BACKUP), files.draft_for(place) as draft:
        fill_draft(source, draft)
        files.put(draft, place, like=store.path.stat())


@contextmanager
def _explained(copy: Path) -> Iterator[None]:
    """Turn an error of SQLite into one line about the copy. The store was checked before."""
    try:
        yield
    except sqlite3.Error as error:
        if is_busy(error):
            raise _busy() from error
        kept = "，原文件完好" if copy.exists() else ""
        advice = "请看磁盘是否满了、网络盘是否断开，或换一个盘备份"
        raise RefusedError(f"备份“{copy}”写不进磁盘，未备份{kept}。{advice}。") from error


def _busy() -> BusyError:
    return BusyError(f"台账正被另一个程序写入，等了 {BUSY_SECONDS:.0f} 秒，这次什么也没有做。请稍后再试。")


def fill_draft(source: sqlite3.Connection, draft: Path) -> None:
    """Copy a database into a draft."""
    with closing(sqlite3.connect(draft, timeout=0)) as target:
        # A draft needs no journal: it is put in place complete, or removed.
        target.execute("PRAGMA journal_mode = MEMORY")
        target.execute("PRAGMA synchronous = OFF")
        copy_pages(source, target)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy one database over another.

    Raises:
        BusyError: either of them is locked for too long.
    """
    tries = 0

    def count(status: int, remaining: int, total: int) -> None:  # noqa: ARG001 - sqlite3's signature
        nonlocal tries
        tries = tries + 1 if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else 0
        if tries * _PAUSE > BUSY_SECONDS:
            raise _busy()

    source.execute("PRAGMA busy_timeout = 0")
    source.backup(target, pages=1024, progress=count, sleep=_PAUSE)
