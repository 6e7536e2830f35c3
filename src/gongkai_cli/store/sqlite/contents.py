"""Whether the rows of a store are such as the program writes: each value's type, and how rows belong together."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from gongkai_cli.domain.text import clean_text
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, ONGOING
from gongkai_cli.store.sqlite.definitions import Column, Schema, Table

_LONGEST = 20  # characters of a value that are shown
_LONGEST_IN_BYTES = 4 * _LONGEST + 4  # so many that the text is longer than that, whatever its characters


class Rule(NamedTuple):
    """A condition on the rows of a table that must not hold, the columns to show, and how to say it."""

    table: str
    columns: tuple[str, ...]
    condition: str
    told: str


_KINDS = {
    "INTEGER": ("typeof({0}) <> 'integer'", "应为整数"),
    "BOOLEAN": ("typeof({0}) <> 'integer' OR {0} NOT IN (0, 1)", "应为 0 或 1"),
    "VARCHAR": ("typeof({0}) <> 'text'", "应为文字"),
    # Without a step SQLite leaves 30 February as it is; and it knows a year 0, which Python does not.
    "DATE": (
        "typeof({0}) <> 'text' OR date({0}, '+0 days') IS NOT {0} OR {0} < '0001-01-01'",
        "应为日期，如 2024-10-08",
    ),
}
"""Declared type → the condition that a value, put in for {0}, is of another kind, and what it should be."""

_CHECKS = {
    "year_is_sane": f"应为 {FIRST_YEAR} 到 {LAST_YEAR}",
    "ends_after_it_begins": "最后一天早于第一天",
    "no_is_sane": "应为 1 到 999",
    "ongoing_has_no_due": f"{ONGOING}的任务没有时限",
    "role_is_printed": "应为 lead 或 responsible",
    "unit_or_collective": "单位和集体称谓要有一样，只有一样",
    "month_is_sane": "应为 1 到 12",
    "percent_is_sane": "应为 0 到 100",
    "before_percent_is_sane": "应为 0 到 100",
    "done_is_100": "已完成就是 100%",
    "not_started_is_0": "未启动就是 0%",
    "people_is_a_number": "人数不能小于 0",
    "status_has_its_date": "这种状态要有日期",
    "published_has_its_link": "已公开要有链接",
}
"""The name of a check → how to say that it does not hold; other names tell by their ending."""

_ENDINGS = {"_is_known": "不是已知的代码", "_is_not_blank": "不能是空白", "_is_address": "不是网址"}

_SAME_PLAN = "(SELECT {0}.plan_id FROM {0} WHERE {0}.id = {1}) <> {2}"
_OF_TASK = "(SELECT task.plan_id FROM task WHERE task.id = task_id)"
_KIND_OF_CHANGE = "(SELECT change.kind FROM change WHERE change.id = change_id) <> '{0}'"
_MOMENT = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]+08:00"
_ENTERED = "reported_on > (SELECT substr(change.at, 1, 10) FROM change WHERE change.id = change_id)"

_TOGETHER = (
    Rule("assignment", ("task_id", "unit_id"), _SAME_PLAN.format("unit", "unit_id", _OF_TASK), "不属于同一个工作要点"),
    Rule("party", ("task_id", "unit_id"), _SAME_PLAN.format("unit", "unit_id", _OF_TASK), "不属于同一个工作要点"),
    Rule(
        "party",
        ("task_id", "collective_id"),
        _SAME_PLAN.format("collective", "collective_id", _OF_TASK),
        "不属于同一个工作要点",
    ),
    Rule(
        "collective_member",
        ("collective_id", "unit_id"),
        _SAME_PLAN.format(
            "unit", "unit_id", "(SELECT collective.plan_id FROM collective WHERE collective.id = collective_id)"
        ),
        "不属于同一个工作要点",
    ),
    Rule("activity", ("organizer_id",), _SAME_PLAN.format("unit", "organizer_id", "plan_id"), "不属于同一个工作要点"),
    Rule(
        "change",
        ("at",),
        f"at NOT GLOB '{_MOMENT}' OR strftime('%Y-%m-%dT%H:%M:%S+08:00', substr(at, 1, 19), '+0 days') IS NOT at",
        "应为时刻，如 2024-10-08T09:30:00+08:00",
    ),
    Rule(
        "change",
        ("target_id",),
        "(SELECT other.plan_id FROM change AS other WHERE other.id = change.target_id) <> plan_id",
        "那一号不属于同一个工作要点",
    ),
    Rule("change", ("target_id",), "target_id >= id", "撤回或恢复的应是更早的一号"),
    Rule("change", ("kind", "target_id"), "target_id IS NOT NULL AND kind NOT IN ('undo', 'redo')", "不该指向另一号"),
    Rule("report", ("change_id",), _KIND_OF_CHANGE.format("mark"), "那一号不是报告"),
    Rule("activity_event", ("change_id",), _KIND_OF_CHANGE.format("activity"), "那一号不是活动记录"),
    Rule("report", ("reported_on",), _ENTERED, "晚于记录的那一天"),
    Rule("activity_event", ("reported_on",), _ENTERED, "晚于记录的那一天"),
)


def faults(connection: sqlite3.Connection, schema: Schema) -> Iterator[str]:
    """Name each value that the program would not have written, with its table, row and column."""
    for table in schema.tables:
        rules = list(_rules(table))
        if _is_any_broken(connection, table.name, rules):
            for rule in rules:
                yield from _named(connection, rule)
        yield from _undecodable(connection, table)


def _rules(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        yield _rule_of_kind(table.name, column)
        if column.kind == "VARCHAR":
            yield Rule(table.name, (column.name,), f'instr("{column.name}", char(0)) > 0', "含有空字符")
    for name, condition in table.checks:
        words = condition.split()
        columns = tuple(column.name for column in table.columns if column.name in words)
        yield Rule(table.name, columns, f"NOT {condition}", _told(name))
    yield from (rule for rule in _TOGETHER if rule.table == table.name)


def _rule_of_kind(table: str, column: Column) -> Rule:
    name = f'"{column.name}"'
    condition, told = _KINDS[column.kind]
    condition = condition.format(name)
    if not column.is_required:
        condition = f"{name} IS NOT NULL AND ({condition})"
    return Rule(table, (column.name,), condition, told)


def _told(check: str) -> str:
    for ending, told in _ENDINGS.items():
        if check.endswith(ending):
            return told
    return _CHECKS[check]


def _is_any_broken(connection: sqlite3.Connection, table: str, rules: list[Rule]) -> bool:
    """Look at a table's rows once for all its rules, since nearly always there is nothing to name."""
    condition = " OR ".join(f"({rule.condition})" for rule in rules)
    query = f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1"  # noqa: S608 - our own words
    return connection.execute(query).fetchone() is not None


def _named(connection: sqlite3.Connection, rule: Rule) -> Iterator[str]:
    # As bytes, since a text that is no UTF-8 cannot be fetched otherwise.
    shown = ", ".join(
        f'typeof("{name}"), substr(CAST("{name}" AS BLOB), 1, {_LONGEST_IN_BYTES})' for name in rule.columns
    )
    query = f"SELECT rowid, {shown} FROM {rule.table} WHERE {rule.condition} ORDER BY rowid"  # noqa: S608 - our own words
    for row, *values in connection.execute(query):
        pairs = zip(rule.columns, values[0::2], values[1::2], strict=True)
        listed = "、".join(f"{name} 是{_shown(kind, value)}" for name, kind, value in pairs)
        yield f"表 {rule.table} 第 {row} 行的 {listed}，{rule.told}"


def _shown(kind: str, value: bytes | None) -> str:
    if value is None:
        return "空值"
    if kind == "blob":
        return "二进制内容"
    text = clean_text(value.decode("utf-8", "replace"))
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"


def _undecodable(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Name each text that is no UTF-8; SQLite itself takes any bytes for a text."""
    columns = [column.name for column in table.columns if column.kind in {"VARCHAR", "DATE"}]
    if not columns:
        return
    listed = ", ".join(f'"{name}"' for name in columns)
    try:
        deque(connection.execute(f"SELECT {listed} FROM {table.name}"), maxlen=0)  # noqa: S608 - our own words
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) is not None:  # SQLite's own error; Python's has no code
            raise
    else:
        return
    for name in columns:
        query = f"""SELECT rowid, CAST("{name}" AS BLOB) FROM {table.name} WHERE typeof("{name}") = 'text'"""  # noqa: S608 - our own words
        for row, value in connection.execute(query):
            try:
                value.decode()
            except UnicodeDecodeError:
                yield f"表 {table.name} 第 {row} 行的 {name} 是{_shown('text', value)}，不是 UTF-8 文字"
