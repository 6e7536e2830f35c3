"""Whether a store is whole: the file, its schema, and a ledger in which every state can be traced."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from gongkai_cli.errors import DamagedError
from gongkai_cli.store.sqlite import contents, definitions
from gongkai_cli.store.sqlite.faults import in_one_line, is_busy, is_interrupted, translated
from gongkai_cli.store.sqlite.identity import SCHEMA_VERSION, backup_folder, check_identity, connect_to_read

_RULES = {
    "SELECT id FROM change WHERE kind = 'mark' AND id NOT IN (SELECT change_id FROM report)": "第 {} 号报告没有内容",
    "SELECT id FROM change WHERE kind = 'activity' AND id NOT IN (SELECT change_id FROM activity_event)": (
        "第 {} 号活动记录没有内容"
    ),
    """SELECT c.id FROM change AS c WHERE c.undone_by IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM change AS u WHERE u.id = c.undone_by AND u.kind = 'undo' AND u.target_id = c.id)""": (
        "第 {} 号标为已撤回，却没有对应的撤回记录"
    ),
    """SELECT c.id FROM change AS c WHERE c.undone_by IS NULL AND (
         SELECT u.kind FROM change AS u WHERE u.target_id = c.id ORDER BY u.id DESC LIMIT 1) = 'undo'""": (
        "第 {} 号已被撤回，却还当作有效"
    ),
    """SELECT c.id FROM change AS c JOIN report AS r ON r.change_id = c.id
         JOIN assignment AS a ON a.id = r.assignment_id JOIN task AS t ON t.id = a.task_id
         WHERE t.plan_id <> c.plan_id""": "第 {} 号报告记在了另一个工作要点的任务上",
    """SELECT c.id FROM change AS c JOIN activity_event AS e ON e.change_id = c.id
         JOIN activity AS a ON a.id = e.activity_id WHERE a.plan_id <> c.plan_id""": (
        "第 {} 号活动记录记在了另一个工作要点的活动上"
    ),
    "SELECT id FROM change WHERE kind IN ('undo', 'redo') AND target_id IS NULL": "第 {} 号撤回没有写明撤回了哪一号",
    "SELECT 1 FROM plan WHERE id NOT IN (SELECT plan_id FROM change WHERE kind = 'load')": "有工作要点没有载入的记录",
    "SELECT id FROM plan WHERE id NOT IN (SELECT plan_id FROM task)": "表 plan 第 {} 行的工作要点一项任务也没有",
    "SELECT 1 WHERE (SELECT min(id) FROM change) <> 1": "台账不是从第 {} 号开始的",
    """SELECT c.id + 1 FROM change AS c WHERE c.id < (SELECT max(id) FROM change)
         AND NOT EXISTS (SELECT 1 FROM change AS following WHERE following.id = c.id + 1)""": "台账缺第 {} 号",
}
"""What must hold in the ledger: a query that finds what does not, and how to say so."""

_OF_A_VALUE = re.compile(r"(?:CHECK constraint failed in|NULL value in|(?:NUMERIC|TEXT|non-\w+) value in) ")


def faults(path: Path, backups: Path | None = None) -> list[str]:
    """Return every fault of the store at `path`, each with what to do; none where it is whole.

    Args:
        path: the store.
        backups: the folder with copies to restore; None is the store's own.

    Raises:
        NotFoundError, RefusedError: there is no store there, or the file is of another kind or version.
    """
    advice = f"请用 gongkai db restore 恢复 {backups or backup_folder(path)} 里最近的备份。"
    with translated(path), closing(connect_to_read(path)) as connection:
        try:
            version = check_identity(path, connection, any_age=True)
            found = list(_found(connection, version))
        except sqlite3.DatabaseError as error:
            if is_busy(error) or is_interrupted(error):
                raise
            found = [f"文件已损坏（{in_one_line(error)}）"]
    return [f"{path}：{fault}。{advice}" for fault in found]


def _found(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    """Name the faults of a store, first those that make it useless to look for the others."""
    is_newest = version == SCHEMA_VERSION  # an older one is upgraded before it is used
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
    # Values that break a check are named later, with their rows.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check(100)") if row[0] != "ok"]
    lines = [" ".join(line.split()) for line in damage if not _OF_A_VALUE.match(line)]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    found = [f"文件已损坏（{line}）" for line in lines[:10]]
    return found + [f"表 {table} 第 {row} 行指向已不存在的 {parent}" for table, row, parent, _ in orphans[:10]]


def _of_the_ledger(connection: sqlite3.Connection) -> Iterator[str]:
    for query, told in _RULES.items():
        yield from (told.format(row[0]) for row in connection.execute(query))
    revisions = connection.execute("SELECT CAST(version_num AS BLOB) FROM alembic_version").fetchall()
    if revisions != [(f"{SCHEMA_VERSION:04}".encode(),)]:
        yield f"表 alembic_version 应有一行 {SCHEMA_VERSION:04}"


def additions(path: Path) -> list[str]:
    """Return the tables and views that another program added to a sound store; they do no harm."""
    with translated(path), closing(connect_to_read(path)) as connection:
        version = check_identity(path, connection, any_age=True)
        return definitions.additions(definitions.found(connection), version)


def content(path: Path, backups: Path | None = None) -> str:
    """Return what a sound store holds, in numbers; `backups` is as for `faults`.

    Raises:
        NotFoundError, RefusedError: there is no store there, or it is of another kind or version.
        DamagedError: it is not whole, or holds nothing.
    """
    with translated(path):
        is_empty = path.is_file() and not path.stat().st_size
    if is_empty:
        raise DamagedError(f"“{path}”是空文件，不是台账。请核对是不是选错了文件。")
    if found := faults(path, backups):
        raise DamagedError(found[0])
    with translated(path), closing(connect_to_read(path)) as connection:
        numbers = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
            for table in ("plan", "task", "activity", "change")
        ]
    if not numbers[0]:
        raise DamagedError(f"“{path}”是空的台账，没有工作要点。请核对是不是选错了文件。")
    return "工作要点 {} 个、任务 {} 项、活动 {} 场、台账 {} 号".format(*numbers)


def content_or_fault(path: Path) -> str:
    """Return what a store holds in numbers, or that it is damaged; raises otherwise as `content`."""
    try:
        return content(path)
    except DamagedError:
        return "已损坏"
