"""A backup put in the place of the store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from gongkai_cli import files
from gongkai_cli.errors import DamagedError, RefusedError
from gongkai_cli.store.sqlite import backup, integrity
from gongkai_cli.store.sqlite.backup import Backup
from gongkai_cli.store.sqlite.connecting import connect, connect_to_read
from gongkai_cli.store.sqlite.identity import leftover
from gongkai_cli.store.sqlite.store_file import StoreFile


def restore(copy: StoreFile, store: StoreFile, stamp: str) -> Backup | None:
    """Put a checked backup in the place of the store.

    A sound store is overwritten in place, under SQLite's own locks: another program must not go on writing into a
    file that has lost its name. A damaged store is replaced.

    Args:
        copy: the backup.
        store: the store, or its place.
        stamp: this moment as 20241008-093000-000000, for the name of the old store's copy.

    Returns:
        The copy of the old store, automatic or as damaged as it was; None where there was none.

    Raises:
        RefusedError: another program is writing, the file there is no store or one of a newer version, or a file
            cannot be written; the store is as it was.
    """
    path = store.path
    is_there = store.found() is not None
    is_foreign = store.is_foreign()
    if store.is_awaited():
        raise RefusedError(f"台账“{path}”是链接，链接到的“{files.behind(path)}”不在。请接上那个盘或改正链接，再试。")
    if not is_there:
        with store.translated():
            files.make_folder(path.parent)
        return _replace(copy, store, path, stamp)
    if is_foreign:
        raise RefusedError(f"“{path}”不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件，或先把它移开。")
    try:
        integrity.content(store)
    except DamagedError:
        return _replace(copy, store, files.behind(path), stamp)
    with store.translated(), closing(connect(path)) as connection:
        return _overwrite(copy, store, connection, stamp)


def _overwrite(copy: StoreFile, store: StoreFile, connection: sqlite3.Connection, stamp: str) -> Backup:
    """Copy a sound store and overwrite it under one lock, so no other program writes in between."""
    connection.execute("PRAGMA synchronous = EXTRA")
    # SQLite writes no backup into an open transaction. In this mode a transaction's lock stays with the connection.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    kept = backup.automatic_name(store, stamp)
    backup.copy_from(connection, store, kept)
    with closing(connect_to_read(copy.path)) as source:
        backup.copy_pages(source, connection)
    return backup.remove_old(store, kept)


def _replace(copy: StoreFile, store: StoreFile, place: Path, stamp: str) -> Backup | None:
    """Put the backup in the place, and keep a copy of the damaged store and its journal."""
    aside = store.backup_folder / f"{store.path.name}-damaged-{stamp}.db"
    there = files.found(place)
    left = leftover(place)
    with store.translated():
        if there is not None or left:
            backup.make_folder(store)
        if there is not None:
            _copy_file(place, aside)
        with files.draft_for(place) as draft:
            with closing(connect_to_read(copy.path)) as source:
                backup.fill_draft(source, draft)
            if left:  # SQLite would play the lost file's journal into the new file
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
