"""Many plan files loaded together: compared, backed up and written in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from gongkai_cli.domain.answers import Difference
from gongkai_cli.domain.model import Plan
from gongkai_cli.errors import RefusedError
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.store.plans import loading
from gongkai_cli.store.queries.plans import newest_plan
from gongkai_cli.store.queries.snapshot import at_once
from gongkai_cli.store.sqlite import backup
from gongkai_cli.store.sqlite.backup import Backup
from gongkai_cli.store.sqlite.store_file import StoreFile
from gongkai_cli.store.sqlite.writer import Signature, Writer

_CHANGED_MEANWHILE = "刚才又有人改了台账，没有载入。请再运行一次，重新核对变化。"


class Loaded(NamedTuple):
    """The result of a load: the backup before it, and the newest plan if that has changed."""

    backup: Backup | None
    new_newest: Plan | None


def compare(store: StoreFile, documents: Iterable[PlanDocument]) -> list[Difference]:
    """Return the difference that each document would make. Others can write between two documents."""
    differences: list[Difference] = []
    with store.reading() as connection:
        for document in documents:
            with at_once(connection):
                differences.append(loading.preview(connection, document))
    return differences


def write(
    store: StoreFile,
    writer: Writer,
    documents: Iterable[PlanDocument],
    expected: Sequence[Difference],
    *,
    signature: Signature,
    stamp: str,
    counted: Callable[[Iterable[PlanDocument]], Iterable[PlanDocument]],
) -> Loaded:
    """Write all documents, after a backup where a plan changes.

    Args:
        store: the store.
        writer: a transaction on it.
        documents: documents that passed their checks; they are read once or twice.
        expected: their differences, as the person saw them.
        signature: the author and the moment of the change.
        stamp: this moment as 20241008-093000-000000, for the backup's name.
        counted: returns the documents as they are, and counts them while they are written.

    Raises:
        RefusedError: the store has changed since the comparison, or the backup cannot be made.
    """
    before = newest_plan(writer.connection)
    kept: Backup | None = None
    if any(not one.is_new and not one.is_empty for one in expected):
        # No backup is made, and no older one removed, for a load that will be refused.
        if [loading.preview(writer.connection, document) for document in documents] != expected:
            raise RefusedError(_CHANGED_MEANWHILE)
        kept = backup.take(store, stamp)
    for document, difference in zip(counted(documents), expected, strict=True):
        if loading.load(writer, document, signature) != difference:
            raise RefusedError(_CHANGED_MEANWHILE)
    newest = newest_plan(writer.connection)
    return Loaded(kept, newest if newest.key != before.key else None)
