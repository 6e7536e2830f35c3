"""What makes a file a gongkai store: where it is, what its header says, and how it is connected to."""

import os
import sqlite3
import struct
from pathlib import Path
from urllib.parse import quote

from gongkai_cli import files
from gongkai_cli.errors import NotFoundError, RefusedError

APPLICATION_ID = 0x474B4149
"""What the file's header says it is: "GKAI"."""

SCHEMA_VERSION = 2
"""The newest revision under `migrations/versions`; the file's header carries the one it was made with."""

BUSY_SECONDS = 5.0
"""How long to wait for another writer before giving up."""

TABLES = (
    "activity",
    "activity_event",
    "alembic_version",
    "alias",
    "assignment",
    "change",
    "collective",
    "collective_member",
    "measure",
    "party",
    "plan",
    "report",
    "task",
    "unit",
)
"""The tables of every version so far."""

_STEPS = 200_000  # of SQLite's machine, some milliseconds, between two looks at whether somebody pressed Ctrl-C
_LISTED = ", ".join(f"'{name}'" for name in TABLES)
# A view has no root page, and a virtual table neither; a column that is reckoned is hidden.
_STRUCTURE = f"""SELECT
  (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name IN ({_LISTED})),
  (SELECT count(*) FROM sqlite_master WHERE type = 'trigger'),
  (SELECT count(*) FROM sqlite_master AS entries JOIN pragma_table_xinfo(entries.name) AS columns
     WHERE entries.type = 'table' AND entries.name IN ({_LISTED}) AND columns.hidden > 0)"""  # noqa: S608 - our own names

_HEADER = struct.Struct(">60xI4xI")  # user version and application id, by SQLite's file format, section 1.3
_MAGIC = b"SQLite format 3\0"
_OLDEST_SQLITE = (3, 35)  # the first with NOT MATERIALIZED


def default_path() -> Path:
    """Return where the store lives unless `--db` says otherwise: the platform's user data folder.

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
    """Return the journal of an unfinished change; SQLite would play it into whatever stands at `path`."""
    for suffix in ("-journal", "-wal"):
        journal = path.with_name(path.name + suffix)
        there = files.found(journal)
        if there is not None and there.st_size:
            return journal
    return None


def backup_folder(path: Path) -> Path:
    """Return where the backups of the store at `path` are."""
    return path.parent / "backups"


def is_someone_elses(path: Path) -> bool:
    """Say whether a file with something in it is no gongkai store, by the header alone."""
    with files.opened(path) as stream:
        header = stream.read(_HEADER.size)
    if not header:
        return False
    return len(header) < _HEADER.size or not header.startswith(_MAGIC) or _HEADER.unpack(header)[1] != APPLICATION_ID


def is_outdated(path: Path) -> bool:
    """Say whether a gongkai store of an older version is there, by the header alone."""
    try:
        with files.opened(path) as stream:
            header = stream.read(_HEADER.size)
    except OSError:  # opening it will say what is the matter
        return False
    if len(header) < _HEADER.size:
        return False
    version, application = _HEADER.unpack(header)
    return bool(application == APPLICATION_ID and version < SCHEMA_VERSION)


def check_identity(path: Path, connection: sqlite3.Connection, *, any_age: bool = False) -> int:
    """Return the schema version that the file's header carries.

    Raises:
        RefusedError: it is not a gongkai store, or one of a newer version, or (unless `any_age`) an older one.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise RefusedError(f"“{path}”不是 gongkai 的台账文件，没有动它。请用 --db 指定另一个文件。")
    if version > SCHEMA_VERSION:
        raise RefusedError(
            f"台账“{path}”由更新版本的 gongkai 建立（结构 {version}，本程序 {SCHEMA_VERSION}）。请先升级 gongkai。"
        )
    if any_age:
        return int(version)
    if version < SCHEMA_VERSION:
        raise RefusedError(f"台账“{path}”的结构是旧版（{version}）。请再运行一次，会先备份再升级。")
    # A view in a table's place may never end, and a trigger may rewrite reports: nothing is asked of them.
    if connection.execute(_STRUCTURE).fetchone() != (len(TABLES), 0, 0):
        raise RefusedError(f"台账“{path}”的结构被别的程序改过，没有用它。请用 gongkai db check 看改了哪里。")
    return int(version)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to the store at `path`, which must be there; `mode` is SQLite's, `ro` reads alone.

    Raises:
        NotFoundError, RefusedError: there is nothing there, or a folder.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RefusedError(f"SQLite {sqlite3.sqlite_version} 太旧，至少要 3.35。请换用较新的 Python。")
    if path.is_dir():
        raise RefusedError(f"“{path}”是文件夹，不是台账文件。请用 --db 指定文件。")
    if files.is_special(path):  # SQLite would wait for a pipe without end
        raise RefusedError(f"“{path}”是设备或管道，不是台账文件，没有动它。请用 --db 指定另一个文件。")
    if not path.exists():
        if path.is_symlink():
            target = files.behind(path)
            raise NotFoundError(f"台账“{path}”是链接，链接到的“{target}”不在。请接上那个盘或改正链接，再试。")
        raise NotFoundError(f"没有台账文件“{path}”。请核对 --db。")
    # On Windows a drive's letter wants a slash before it; signs such as ? and # are no part of the address.
    place = path.absolute().as_posix()
    address = f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.set_progress_handler(_go_on, _STEPS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect to the store at `path` for reading alone, since looking never changes a file; raises as `connect`."""
    connection = connect(path, "ro")
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        connection.close()
        # A command was killed while it wrote: SQLite takes back the half that it has written, which is writing.
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK or is_someone_elses(path):
            raise
        return connect(path)
    return connection


def _go_on() -> int:
    """Let a long query go on. Python looks here whether somebody pressed Ctrl-C."""
    return 0
