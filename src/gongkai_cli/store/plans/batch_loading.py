"""Many plan files loaded together: compared, backed up and written in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from gongkai_cli.domain.editions import Difference
from gongkai_cli.domain.model import Plan
from gongkai_cli.errors import RefusedError
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.store.plans import loading
from gongkai_cli.store.plans.loading import LoadFacts
from gongkai_cli.store.queries.plans import newest_plan
from gongkai_cli.store.queries.snapshot import at_once
from gongkai_cli.store.sqlite import backup
from gongkai_cli.store.sqlite.backup import Backup
from gongkai_cli.store.sqlite.store_file import StoreFile
from gongkai_cli.store.sqlite.writer import Writer

_CHANGED_MEANWHILE = "刚才又有人改了台账，未载入。请再运行一次，重新核对变化。"


class BatchLoad(NamedTuple):
    """Documents to load together.

    Attributes:
        documents: documents that passed their checks; they are read once or twice.
        files: the path of each one's file, as typed.
        expected: the difference of each, as the person saw it.
        since: the first day of the new editions; None is the day of the load.
        counted: returns the documents as they are, and counts them while they are written.
    """

    documents: Iterable[PlanDocument]
    files: Sequence[str]
    expected: Sequence[Difference]
    since: date | None
    counted: Callable[[Iterable[PlanDocument]], Iterable[PlanDocument]]


class Loaded(NamedTuple):
    """The result of a load: the backup before it, and the newest plan after it."""

    backup: Backup | None
    newest: Plan


def compare(store: StoreFile, documents: Iterable[PlanDocument]) -> list[Difference]:
    """Return the difference that each document would make. Others can write between two documents."""
    differences: list[Difference] = []
    with store.reading() as connection:
        for document in documents:
            with at_once(connection):
                differences.append(loading.preview(connection, document))
    return differences


def check_since(store: StoreFile, differences: Iterable[Difference], since: date) -> None:
    """Refuse a first day that lies before that of an edition in the store.

    Raises:
        RefusedError: it does; nothing is written.
    """
    with store.reading() as connection:
        for difference in differences:
            if not difference.is_new and not difference.is_empty:
                loading.check_since(connection, difference.key, since)


def create(store: StoreFile, load: BatchLoad, facts: LoadFacts) -> Loaded:
    """Make a store with these documents alone.

    Args:
        store: the place of the store.
        load: the documents.
        facts: who loads them, and when.

    Raises:
        RefusedError: another program was quicker, or the store cannot be made.
    """
    newest: list[Plan] = []

    def fill(writer: Writer) -> None:
        _write_all(writer, load, facts)
        newest.append(newest_plan(writer.connection))

    if not store.create(fill):
        raise RefusedError(_CHANGED_MEANWHILE)
    return Loaded(None, newest[0])


def write(store: StoreFile, writer: Writer, load: BatchLoad, facts: LoadFacts, stamp: str) -> Loaded:
    """Write all documents after a backup.

    Args:
        store: the store.
        writer: a transaction on it.
        load: the documents, of which at least one makes a difference.
        facts: who loads them, and when.
        stamp: this moment as 20241008-093000-000000, for the backup's name.

    Raises:
        RefusedError: the store has changed since the comparison, or the backup cannot be made.
    """
    # No backup is made, and no older one removed, for a load that will be refused.
    if not _is_as_expected(writer.connection, load):
        raise RefusedError(_CHANGED_MEANWHILE)
    kept = backup.take(store, stamp)
    _write_all(writer, load, facts)
    return Loaded(kept, newest_plan(writer.connection))


def _is_as_expected(connection: Connection, load: BatchLoad) -> bool:
    """Return whether the documents still make the differences that the person saw."""
    if all(difference.is_new for difference in load.expected):
        # Of a new plan the key alone is looked up, since a country's documents take long to read again.
        return not any(loading.is_loaded(connection, difference.key) for difference in load.expected)
    return [loading.preview(connection, document) for document in load.documents] == load.expected


def _write_all(writer: Writer, load: BatchLoad, facts: LoadFacts) -> None:
    for document, file, difference in zip(load.counted(load.documents), load.files, load.expected, strict=True):
        if loading.load(writer, document, facts._replace(file=file, since=load.since)) != difference:
            raise RefusedError(_CHANGED_MEANWHILE)
