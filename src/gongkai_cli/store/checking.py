"""Whether a store is whole: the file, its schema, and a ledger in which every state can be traced."""

import sqlite3
from contextlib import closing
from pathlib import Path

from gongkai_cli.errors import DamagedError
from gongkai_cli.store import views
from gongkai_cli.store.faults import is_busy, translated
from gongkai_cli.store.identity import SCHEMA_VERSION, backup_folder, check_identity, connect

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
}
"""What must hold in the ledger: a query that finds what does not, and how to say so."""


def faults(path: Path) -> list[str]:
    """Return every fault of the store at `path`, each with what to do; none where it is whole.

    Raises:
        NotFoundError, RefusedError: there is no store there, or the file is of another kind or version.
    """
    advice = f"请用 gongkai db restore 恢复 {backup_folder(path)} 里最近的备份。"
    with translated(path):
        opened = connect(path)
    with closing(opened) as connection:
        try:
            with translated(path):
                version = check_identity(path, connection, any_age=True)
            found = _of_the_file(connection)
            if not found and version == SCHEMA_VERSION:  # an older one is upgraded before it is used
                found = [*_of_the_schema(connection), *_of_the_ledger(connection)]
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                with translated(path):
                    raise
            found = [f"文件已损坏（{error}）"]
    return [f"{path}：{fault}。{advice}" for fault in found]


def _of_the_file(connection: sqlite3.Connection) -> list[str]:
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    found = [f"文件已损坏（{clean}）" for clean in (" ".join(line.split()) for line in damage)]
    return found + [f"表 {table} 第 {row} 行指向已不存在的 {parent}" for table, row, parent, _ in orphans[:10]]


def _of_the_schema(connection: sqlite3.Connection) -> list[str]:
    known = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'view'")}
    wrong = [name for name, statement in views.definitions().items() if statement not in known]
    return [f"缺少视图 {'、'.join(wrong)}，或被改过"] if wrong else []


def _of_the_ledger(connection: sqlite3.Connection) -> list[str]:
    return [told.format(row[0]) for query, told in _RULES.items() for row in connection.execute(query)]


def content(path: Path) -> str:
    """Return what a sound store holds, in numbers.

    Raises:
        NotFoundError, RefusedError: there is no store there, or it is of another kind or version.
        DamagedError: it is not whole, or holds nothing.
    """
    with translated(path):
        is_empty = path.is_file() and not path.stat().st_size
    if is_empty:
        raise DamagedError(f"“{path}”是空文件，不是台账。请核对是不是选错了文件。")
    if found := faults(path):
        raise DamagedError(found[0])
    with closing(connect(path)) as connection:
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
