"""The identity of a store: its place, the files beside it, its header."""

import sqlite3
import struct
from pathlib import Path

from gongkai_cli import files
from gongkai_cli.errors import RefusedError

APPLICATION_ID = 0x474B4149
"""The application id in the header of every store: "GKAI"."""

SCHEMA_VERSION = 4
"""The newest revision under `migrations/versions`; a store's header carries its own."""

TABLES = (
    "activity",
    "activity_entry",
    "activity_event",
    "alembic_version",
    "alias",
    "assignment",
    "assignment_entry",
    "change",
    "collective",
    "collective_member",
    "difference",
    "edition",
    "measure",
    "party",
    "plan",
    "report",
    "returned",
    "sheet",
    "sheet_activity",
    "sheet_part",
    "task",
    "task_entry",
    "unit",
    "unit_entry",
)
"""The tables of this version."""

_LISTED = ", ".join(f"'{name}'" for name in TABLES)
# Views and virtual tables have no root page. Generated columns are hidden.
_STRUCTURE = f"""SELECT
  (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name IN ({_LISTED})),
  (SELECT count(*) FROM sqlite_master WHERE type = 'trigger'),
  (SELECT count(*) FROM sqlite_master AS entries JOIN pragma_table_xinfo(entries.name) AS columns
     WHERE entries.type = 'table' AND entries.name IN ({_LISTED}) AND columns.hidden > 0)"""  # noqa: S608 - our own names

_HEADER = struct.Struct(">60xI4xI")  # user version and application id, by SQLite's file format, section 1.3
_MAGIC = b"SQLite format 3\0"


def default_path() -> Path:
    """Return the default place of the store, in the platform's user data folder.

    Raises:
        RefusedError: the person has no folder, as in some services and containers.
    """
    from platformdirs import user_data_path

    try:
        path = user_data_path("gongkai", appauthor=False) / "gongkai.db"
    except RuntimeError:
        path = Path()
    if not path.is_absolute():  # older releases of platformdirs return "~/…" as it is
        raise RefusedError(
            "找不到用户文件夹（没有 HOME，也没有账户）。请用 --db 指定台账文件，如 --db /路径/gongkai.db。"
        )
    return path


def leftover(path: Path) -> Path | None:
    """Return the journal of an unfinished change. SQLite would play it into any file at `path`."""
    for suffix in ("-journal", "-wal"):
        journal = path.with_name(path.name + suffix)
        there = files.found(journal)
        if there is not None and there.st_size:
            return journal
    return None


def backup_folder(path: Path) -> Path:
    """Return the folder for the backups of the store at `path`."""
    return path.parent / "backups"


def is_foreign(path: Path) -> bool:
    """Say by its header whether a file has content and is no gongkai store."""
    header = _read_header(path)
    if not header:
        return False
    if len(header) < _HEADER.size or not header.startswith(_MAGIC):
        return True
    _, application = _HEADER.unpack(header)
    return bool(application != APPLICATION_ID)


def is_outdated(path: Path) -> bool:
    """Say by its header whether a file is a gongkai store of an older version."""
    try:
        header = _read_header(path)
    except OSError:  # opening the store will explain it
        return False
    if len(header) < _HEADER.size:
        return False
    version, application = _HEADER.unpack(header)
    return bool(application == APPLICATION_ID and version < SCHEMA_VERSION)


def _read_header(path: Path) -> bytes:
    with files.opened(path) as stream:
        return stream.read(_HEADER.size)


def check_kind(path: Path, connection: sqlite3.Connection) -> int:
    """Return the schema version in the file's header, which may be an older one.

    Raises:
        RefusedError: the file is no gongkai store, or of a newer version.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise RefusedError(f"“{path}”不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件。")
    if version > SCHEMA_VERSION:
        raise RefusedError(
            f"台账“{path}”由更新版本的 gongkai 建立"
            f"（数据版本 {version}，本程序支持 {SCHEMA_VERSION}）。请先升级 gongkai。"
        )
    return int(version)


def check_identity(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a file that is no gongkai store of this version.

    Raises:
        RefusedError: as `check_kind`, or it is of an older version, or its tables are no plain tables.
    """
    version = check_kind(path, connection)
    if version < SCHEMA_VERSION:
        raise RefusedError(f"台账“{path}”是旧的数据版本（{version}）。请再运行一次，会先备份再升级。")
    # Reading a view in the place of a table may never end, and a trigger may rewrite reports.
    if connection.execute(_STRUCTURE).fetchone() != (len(TABLES), 0, 0):
        raise RefusedError(f"台账“{path}”的结构被别的程序改过，没有用它。请用 gongkai db check 看改了哪里。")
