"""Checks of a store: the file, its schema, the ledger and the rows."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from gongkai_cli.errors import DamagedError
from gongkai_cli.store.queries.kinds import KINDS, LedgerRule
from gongkai_cli.store.sqlite import contents, definitions
from gongkai_cli.store.sqlite.faults import in_one_line, is_busy, is_interrupted
from gongkai_cli.store.sqlite.identity import SCHEMA_VERSION
from gongkai_cli.store.sqlite.store_file import StoreFile

# A load carries on every entry of the edition before it, at least as withdrawn.
_NOT_CARRIED_ON = """WITH newest AS MATERIALIZED (
    SELECT edition.plan_id, max(edition.id) AS id FROM edition JOIN change ON change.id = edition.change_id
    WHERE change.undone_by IS NULL GROUP BY edition.plan_id)
  SELECT DISTINCT entry.{0} FROM newest
  JOIN edition AS earlier ON earlier.plan_id = newest.plan_id AND earlier.id < newest.id
  JOIN change ON change.id = earlier.change_id AND change.undone_by IS NULL
  JOIN {1} AS entry ON entry.edition_id = earlier.id
  WHERE NOT EXISTS (SELECT 1 FROM {1} AS own WHERE own.edition_id = newest.id AND {2})"""

_RULES = (
    *(rule for kind in KINDS.values() for rule in kind.rules),
    *(
        LedgerRule(
            _NOT_CARRIED_ON.format(
                f"{name}_id", f"{name}_entry", " AND ".join(f"own.{key} = entry.{key}" for key in keys)
            ),
            f"表 {name} 第 {{}} 行在先前的版次里有，最新的版次里却没有",
        )
        for name, keys in (
            ("unit", ("unit_id",)),
            ("task", ("task_id",)),
            ("assignment", ("task_id", "unit_id")),
            ("activity", ("activity_id",)),
        )
    ),
    LedgerRule(
        "SELECT id FROM plan WHERE id NOT IN (SELECT plan_id FROM task_entry)",
        "表 plan 第 {} 行的工作要点一项任务也没有",
    ),
    LedgerRule("SELECT 1 WHERE (SELECT min(id) FROM change) <> 1", "台账不是从第 {} 号开始的"),
    LedgerRule(
        """SELECT c.id + 1 FROM change AS c WHERE c.id < (SELECT max(id) FROM change)
        AND NOT EXISTS (SELECT 1 FROM change AS following WHERE following.id = c.id + 1)""",
        "台账缺第 {} 号",
    ),
)
"""The faults to look for in the ledger."""

_FIRST_WITH_EDITIONS = 3  # version of the schema
_COUNT_OLD_ROWS = """
SELECT (SELECT count(*) FROM plan), (SELECT count(*) FROM task), (SELECT count(*) FROM activity),
       (SELECT count(*) FROM change)
"""
_NEWEST = """edition_id IN (
  SELECT max(e.id) FROM edition AS e JOIN change AS c ON c.id = e.change_id WHERE c.undone_by IS NULL GROUP BY e.plan_id
)"""
_COUNT_ROWS = f"""
SELECT (SELECT count(*) FROM plan), (SELECT count(*) FROM task_entry WHERE NOT withdrawn AND {_NEWEST}),
       (SELECT count(*) FROM activity_entry WHERE NOT withdrawn AND {_NEWEST}), (SELECT count(*) FROM change)
"""  # noqa: S608 - our own words
# `integrity_check` answers in texts without codes.
_OF_A_VALUE = re.compile(r"(?:CHECK constraint failed in|NULL value in|(?:NUMERIC|TEXT|non-\w+) value in) ")


def faults(store: StoreFile, backups: Path | None = None) -> list[str]:
    """Return every fault of a store, each with advice.

    Args:
        store: the store, of this or an older version.
        backups: the folder with copies to restore; None is the store's own.

    Raises:
        NotFoundError, RefusedError: there is no store, or the file is of another kind or a newer version.
    """
    advice = f"请用 gongkai db restore 恢复 {backups or store.backup_folder} 里最近的备份。"
    with store.examining() as connection:
        try:
            found = list(_found(connection, store.check_kind(connection)))
        except sqlite3.DatabaseError as error:
            if is_busy(error) or is_interrupted(error):
                raise
            found = [f"文件已损坏（{in_one_line(error)}）"]
        except UnicodeDecodeError:  # SQLite's own message quotes bytes of a damaged schema
            found = ["文件已损坏（结构里有读不懂的内容）"]
    return [f"{store.path}：{fault}。{advice}" for fault in found]


def _found(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    """Return the faults of a store. Faults of tables or of the file hide all later ones."""
    is_newest = version == SCHEMA_VERSION  # an older store is upgraded before use
    items = definitions.found(connection)
    of_the_schema = definitions.other_faults(items, version, with_views=is_newest)
    if of_the_tables := definitions.table_faults(items, version):
        yield from (*of_the_tables, *of_the_schema)
        return
    if of_the_file := _of_the_file(connection):
        yield from of_the_file
        return
    yield from of_the_schema
    if is_newest:
        yield from _of_the_ledger(connection)
        yield from contents.faults(connection, definitions.expected(version))


def _of_the_file(connection: sqlite3.Connection) -> list[str]:
    # `contents` names values that break a check, with their rows.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check(100)") if row[0] != "ok"]
    lines = [" ".join(line.split()) for line in damage if not _OF_A_VALUE.match(line)]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    found = [f"文件已损坏（{line}）" for line in lines[:10]]
    for table, row, parent, _ in orphans[:10]:
        found.append(f"表 {table} 第 {row} 行指向已不存在的 {parent}")
    return found


def _of_the_ledger(connection: sqlite3.Connection) -> Iterator[str]:
    for rule in _RULES:
        for row in connection.execute(rule.query):
            yield rule.message.format(row[0])
    revisions = connection.execute("SELECT CAST(version_num AS BLOB) FROM alembic_version").fetchall()
    if revisions != [(f"{SCHEMA_VERSION:04}".encode(),)]:
        yield f"表 alembic_version 应有一行 {SCHEMA_VERSION:04}"


def additions(store: StoreFile) -> list[str]:
    """Return the tables and views that another program added to a sound store. They do no harm."""
    with store.examining() as connection:
        version = store.check_kind(connection)
        return definitions.additions(definitions.found(connection), version)


def content(store: StoreFile, backups: Path | None = None) -> str:
    """Return the content of a sound store in numbers; `backups` is as for `faults`.

    Raises:
        NotFoundError, RefusedError: there is no store, or the file is of another kind or a newer version.
        DamagedError: it is damaged, or holds no plan.
    """
    if store.is_empty_file():
        raise DamagedError(f"“{store.path}”是空文件，不是台账。请核对是不是选错了文件。")
    if found := faults(store, backups):
        raise DamagedError(found[0])
    with store.examining() as connection:
        has_editions = store.check_kind(connection) >= _FIRST_WITH_EDITIONS
        query = _COUNT_ROWS if has_editions else _COUNT_OLD_ROWS
        plans, tasks, activities, changes = connection.execute(query).fetchone()
    if not plans:
        raise DamagedError(f"“{store.path}”是空的台账，没有工作要点。请核对是不是选错了文件。")
    return f"工作要点 {plans} 个、任务 {tasks} 项、活动 {activities} 场、台账 {changes} 号"


def content_or_fault(store: StoreFile) -> str:
    """Return the content of a store in numbers, or the word for damaged. It raises otherwise as `content`."""
    try:
        return content(store)
    except DamagedError:
        return "已损坏"
