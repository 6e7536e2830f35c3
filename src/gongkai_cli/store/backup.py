"""Copies of the store beside it, made through SQLite's own backup so that a copy is never half of a change."""

import sqlite3
from contextlib import closing
from pathlib import Path

KEPT = 10
"""How many of a store's automatic backups stay; older ones make room."""


def folder(path: Path) -> Path:
    """Return where the backups of the store at `path` are."""
    return path.parent / "backups"


def take(path: Path, stamp: str) -> Path:
    """Copy the store at `path` into its backup folder and return the copy.

    Args:
        path: the store.
        stamp: what tells this copy from others and sorts by time, such as 20241008-093000.
    """
    folder(path).mkdir(exist_ok=True)
    copy = folder(path) / f"{path.stem}-{stamp}.db"
    draft = copy.with_suffix(".new")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as target:
            source.backup(target)
        draft.replace(copy)
    finally:
        draft.unlink(missing_ok=True)
    for old in sorted(folder(path).glob(f"{path.stem}-*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy
