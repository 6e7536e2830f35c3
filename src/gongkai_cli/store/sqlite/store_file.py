"""The store as one object: looked at, read, written, made and upgraded.

Reading needs the standard library's sqlite3 alone; SQLAlchemy and Alembic load where something is written. The
journal is SQLite's default. WAL would add files beside the store, which an office could forget to copy, and it does
not work on network drives.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from gongkai_cli import files
from gongkai_cli.errors import RefusedError
from gongkai_cli.store.queries import views
from gongkai_cli.store.schema.migrating import bring_up
from gongkai_cli.store.sqlite import connecting, identity
from gongkai_cli.store.sqlite.faults import translated
from gongkai_cli.store.sqlite.identity import APPLICATION_ID, SCHEMA_VERSION
from gongkai_cli.store.sqlite.writer import Writer, transaction


class StoreFile:
    """A store, or the place of one that is yet to be made. Its methods turn faults into one line for the person."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def backup_folder(self) -> Path:
        """The folder for the store's backups."""
        return identity.backup_folder(self.path)

    @property
    def own_files(self) -> tuple[Path, ...]:
        """The store's file, and the names that SQLite may use beside it."""
        beside = (self.path.with_name(self.path.name + suffix) for suffix in ("-journal", "-wal", "-shm"))
        return self.path, *beside

    def translated(self) -> AbstractContextManager[None]:
        """Turn faults of SQLite and the system in a block into one line about this store. It raises as `faults`."""
        return translated(self.path)

    def found(self) -> os.stat_result | None:
        """Return the system's record of the file, behind links too, or None where nothing is there."""
        with self.translated():
            return files.found(self.path)

    def is_awaited(self) -> bool:
        """Say whether the store is a link to a missing file, perhaps on an unconnected drive."""
        return self.found() is None and self.path.is_symlink()

    def is_missing(self) -> bool:
        """Say whether nothing is there, not even a link."""
        return self.found() is None and not self.is_awaited()

    def check_there(self) -> None:
        """Refuse a store that is not there.

        Raises:
            NotFoundError: nothing is there; the message tells how to make a store.
            RefusedError: a lost store's journal is still there.
        """
        if self.is_missing():
            self._check_leftover()
            raise connecting.missing(self.path)

    def is_plain_file(self) -> bool:
        """Say whether a plain file is there, behind links too."""
        with self.translated():
            return self.path.is_file()

    def link_target(self) -> Path | None:
        """Return the target of the store where it is a link, or None where it is none."""
        with self.translated():
            return files.behind(self.path) if self.path.is_symlink() else None

    def is_outdated(self) -> bool:
        """Say by the header whether the store is of an older version."""
        return identity.is_outdated(self.path)

    def is_foreign(self) -> bool:
        """Say by its header whether the file has content and is no gongkai store."""
        there = self.found()
        with self.translated():
            return there is not None and not files.is_special(self.path) and identity.is_foreign(self.path)

    def is_empty_file(self) -> bool:
        """Say whether a file without content is there."""
        with self.translated():
            return self.path.is_file() and not self.path.stat().st_size

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open the store for reading only.

        Raises:
            NotFoundError, RefusedError: there is no store of this version, or it cannot be read.
        """
        with self.translated(), closing(connecting.connect_to_read(self.path)) as connection:
            identity.check_identity(self.path, connection)
            connection.execute("PRAGMA query_only = ON")
            yield connection

    @contextmanager
    def examining(self) -> Iterator[sqlite3.Connection]:
        """Open a file of any kind for reading, without a check of its header.

        Raises:
            NotFoundError, RefusedError: there is no file, or it cannot be read.
        """
        with self.translated(), closing(connecting.connect_to_read(self.path)) as connection:
            yield connection

    def check_kind(self, connection: sqlite3.Connection) -> int:
        """Return the store's schema version, this or an older one.

        Raises:
            RefusedError: the file is no gongkai store, or of a newer version.
        """
        return identity.check_kind(self.path, connection)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the store in one transaction, committed when the block ends and rolled back when it raises.

        Raises:
            NotFoundError, RefusedError: as `reading`, or the file cannot be written.
            BusyError: another program holds its lock.
        """
        with self.reading():  # a file that is refused is opened for reading alone
            pass
        with self.translated(), transaction(self._connect_to_write) as core:
            writer = Writer(core)
            identity.check_identity(self.path, writer.connection)
            yield writer

    def _connect_to_write(self) -> sqlite3.Connection:
        return connecting.restore_journal(connecting.connect_to_write(self.path))

    def create(self, fill: Callable[[Writer], object]) -> bool:
        """Create the store and fill it, all or nothing. Only its owner may read it.

        The file is made beside its place and then moved there, so an interrupted first run leaves no half store.

        Args:
            fill: writes the first rows in one transaction.

        Returns:
            Whether this call created it; False where another process was quicker.

        Raises:
            RefusedError: the folder is missing or cannot be written, or a lost store's journal is still there.
        """
        with self.translated():
            self._check_leftover()
            with suppress(RefusedError):  # a person without a default place has named another
                if self.path == identity.default_path():
                    files.make_folder(self.path.parent)
            with files.draft_for(self.path) as draft:
                connect = partial(connecting.connect_to_draft, draft)
                _migrate(connect)
                with transaction(connect) as core:
                    fill(Writer(core))
                return files.put_new(draft, self.path)

    def _check_leftover(self) -> None:
        left = identity.leftover(self.path)
        # The store is looked for after its journal: a quicker process may have made it in between.
        if left and files.found(self.path) is None:
            advice = f"请先用 gongkai --db {self.path} db restore 恢复备份，或把“{left.name}”移开"
            raise RefusedError(f"台账“{self.path}”不在了，却还留着“{left.name}”，未新建。{advice}。")

    def migrate(self) -> None:
        """Bring a store of an older version up to this one, in one transaction."""
        with self.translated():
            _migrate(partial(connecting.connect_to_write, self.path))


def _migrate(connect: Callable[[], sqlite3.Connection]) -> None:
    with transaction(connect) as core:
        bring_up(core, "head")
        for statement in views.installation():
            core.exec_driver_sql(statement)
        core.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        core.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
