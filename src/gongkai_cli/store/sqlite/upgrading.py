"""A store of an older version brought up to this one."""

from gongkai_cli.store.sqlite import backup
from gongkai_cli.store.sqlite.backup import Backup
from gongkai_cli.store.sqlite.identity import SCHEMA_VERSION
from gongkai_cli.store.sqlite.store_file import StoreFile


def upgrade(store: StoreFile, stamp: str) -> Backup | None:
    """Upgrade a store after a backup.

    Args:
        store: a store of this or an older version.
        stamp: this moment as 20241008-093000-000000, for the backup's name.

    Returns:
        The backup, or None where the store is of this version already.
    """
    with store.examining() as connection:
        if store.check_kind(connection) == SCHEMA_VERSION:
            return None
    kept = backup.take(store, stamp)
    store.migrate()
    return kept
