"""Copies of the store, made through SQLite's own backup so that a copy is never half of a change."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from gongkai_cli.errors import GongkaiError
from gongkai_cli.store import checking
from gongkai_cli.store.faults import translated
from gongkai_cli.store.identity import backup_folder

KEPT = 10
"""How many of a store's automatic backups stay; older ones make room."""


def take(path: Path, stamp: str) -> Path:
    """Copy the store at `path` into its backup folder, let the oldest copy go, and return the new one.

    Args:
        path: the store.
        stamp: what tells this copy from others and sorts by time, such as 20241008-093000.

    Raises:
        RefusedError: the store is damaged, or the copy cannot be written; no backup is let go then.
    """
    with translated(path):
        backup_folder(path).mkdir(exist_ok=True)
    copy = backup_folder(path) / f"{path.stem}-{stamp}.db"
    copy_to(path, copy)
    for old in sorted(backup_folder(path).glob(f"{path.stem}-[0-9]*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def copy_to(path: Path, copy: Path) -> None:
    """Copy the store at `path` to the file `copy`, all or nothing.

    Raises:
        RefusedError: the store is damaged, or the copy cannot be written; what was at `copy` is still there.
    """
    draft = copy.with_name(f"{copy.name}.{os.getpid()}.new")
    with translated(copy):
        try:
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as target:
                source.backup(target)
            checking.content(draft)  # a damaged or emptied store never takes the place of a good copy
            draft.replace(copy)
        finally:
            draft.unlink(missing_ok=True)


def restore(copy: Path, path: Path, stamp: str) -> Path | None:
    """Put the backup `copy` in the place of the store at `path`; it has been checked.

    Returns:
        Where the old store is kept: among the backups, or as it was beside them where it is damaged; None where
        there was none.

    Raises:
        RefusedError: another program is writing, or a file cannot be written; the store is as it was.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with translated(path):
        try:
            with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(draft)) as target:
                source.backup(target)
            kept = _kept(path, stamp) if path.exists() else None
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return kept


def _kept(path: Path, stamp: str) -> Path:
    try:
        return take(path, stamp)
    except GongkaiError:
        aside = backup_folder(path) / f"{path.stem}-damaged-{stamp}.db"
        shutil.copy2(path, aside)
        return aside
