"""Checks of a store's rows: the type of each value, and relations between rows."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from gongkai_cli.domain.text import clean_text
from gongkai_cli.domain.vocabulary import FIRST_YEAR, LAST_YEAR, ONGOING, ChangeKind
from gongkai_cli.store.queries.kinds import KINDS, kinds_writing
from gongkai_cli.store.sqlite.definitions import Column, Schema, Table

_LONGEST = 20  # characters of a value that are shown
_LONGEST_IN_BYTES = 4 * _LONGEST + 4  # enough for one character more, at four bytes each


class Rule(NamedTuple):
    """A condition for faulty rows of a table, the columns to show of them, and the message."""

    table: str
    columns: tuple[str, ...]
    condition: str
    message: str


_TYPES = {
    "INTEGER": ("typeof({0}) <> 'integer'", "应为整数"),
    "BOOLEAN": ("typeof({0}) <> 'integer' OR {0} NOT IN (0, 1)", "应为 0 或 1"),
    "VARCHAR": ("typeof({0}) <> 'text'", "应为文字"),
    # Without a step SQLite leaves 30 February as it is. It has a year 0, and Python has none.
    "DATE": (
        "typeof({0}) <> 'text' OR date({0}, '+0 days') IS NOT {0} OR {0} < '0001-01-01'",
        "应为日期，如 2024-10-08",
    ),
}
"""Declared type → the condition for a value {0} of another type, and the message."""

_CHECKS = {
    "year_is_sane": f"应为 {FIRST_YEAR} 到 {LAST_YEAR}",
    "ends_after_it_begins": "最后一天早于第一天",
    "no_is_sane": "应为 1 到 999",
    "ongoing_has_no_due": f"{ONGOING}的任务没有时限",
    "role_is_printed": "应为 lead、responsible 或 support",
    "unit_or_collective": "单位和集体称谓要有一样，只有一样",
    "month_is_sane": "应为 1 到 12",
    "first_month_is_sane": "应为 1 到 12",
    "percent_is_sane": "应为 0 到 100",
    "before_percent_is_sane": "应为 0 到 100",
    "done_is_100": "已完成就是 100%",
    "not_started_is_0": "未启动就是 0%",
    "people_is_a_number": "人数不能小于 0",
    "status_has_its_date": "这种状态要有日期",
    "published_has_its_link": "已公开要有链接",
    "last_date_is_later": "最后一天应晚于第一天",
    "time_is_sane": "应为时刻，如 09:00",
    "period_is_in_order": "最后一天早于第一天",
    "sha256_is_sane": "应为 64 个字符",
}
"""Name of a check → message. Other names are covered by their endings."""

_ENDINGS = {"_is_known": "不是已知的代码", "_is_not_blank": "不能是空白", "_is_address": "不是网址"}

_OTHER_PLAN = "不属于同一个工作要点"
_REFERENCES = (
    *(
        (table, "edition_id", "edition")
        for table in (
            "unit_entry", "alias", "collective", "task_entry", "measure", "party", "assignment_entry", "activity_entry",
        )
    ),
    *((table, "task_id", "task") for table in ("task_entry", "measure", "party", "assignment", "assignment_entry")),
    *(
        (table, "unit_id", "unit")
        for table in ("unit_entry", "alias", "collective_member", "party", "assignment", "assignment_entry")
    ),
    ("collective_member", "collective_id", "collective"),
    ("party", "collective_id", "collective"),
    ("assignment_entry", "assignment_id", "assignment"),
    ("report", "assignment_id", "assignment"),
    ("activity_entry", "activity_id", "activity"),
    ("activity_entry", "organizer_id", "unit"),
    ("activity_event", "activity_id", "activity"),
    ("difference", "task_id", "task"),
    ("difference", "unit_id", "unit"),
    ("difference", "activity_id", "activity"),
    *(
        (table, "change_id", "change")
        for table in ("edition", "report", "activity_event", "difference", "sheet", "returned")
    ),
    ("sheet", "unit_id", "unit"),
    *((table, "sheet_id", "sheet") for table in ("sheet_part", "sheet_activity", "returned")),
    ("sheet_part", "assignment_id", "assignment"),
    ("sheet_part", "report_id", "report"),
    ("sheet_activity", "activity_id", "activity"),
    ("sheet_activity", "event_id", "activity_event"),
)  # fmt: skip
"""(table, column, table that the column refers to): both rows are of one plan."""

_OTHER_EDITION = "不在这一版次里"
_ENTRIES = (
    *((table, "task_id", "task_entry", "task_id") for table in ("measure", "party", "assignment_entry")),
    *((table, "unit_id", "unit_entry", "unit_id") for table in ("alias", "party", "assignment_entry")),
    ("activity_entry", "organizer_id", "unit_entry", "unit_id"),
)
"""(table, column, table of entries, its column): the edition has an entry of what the column refers to."""

_KIND_OF_CHANGE = "(SELECT change.kind FROM change WHERE change.id = change_id) NOT IN ({0})"
_TURNS = ", ".join(f"'{code.value}'" for code, kind in KINDS.items() if kind.has_target)
_MOMENT = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]+08:00"
_ENTERED = "reported_on > (SELECT substr(change.at, 1, 10) FROM change WHERE change.id = change_id)"

_RELATIONS = (
    *(
        Rule(
            table,
            (column,),
            f"(SELECT {parent}.plan_id FROM {parent} WHERE {parent}.id = {column}) <> plan_id",  # noqa: S608 - our own
            _OTHER_PLAN,
        )
        for table, column, parent in _REFERENCES
    ),
    *(
        Rule(
            table,
            ("edition_id", column),
            f"""{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {entries} AS own
              WHERE own.edition_id = {table}.edition_id AND own.{key} = {table}.{column})""",  # noqa: S608 - our own
            _OTHER_EDITION,
        )
        for table, column, entries, key in _ENTRIES
    ),
    Rule(
        "party",
        ("edition_id", "collective_id"),
        "(SELECT own.edition_id FROM collective AS own WHERE own.id = collective_id) <> edition_id",
        _OTHER_EDITION,
    ),
    Rule(
        "collective_member",
        ("collective_id", "unit_id"),
        """NOT EXISTS (SELECT 1 FROM collective AS own JOIN unit_entry AS entry ON entry.edition_id = own.edition_id
          WHERE own.id = collective_id AND entry.unit_id = collective_member.unit_id)""",
        _OTHER_EDITION,
    ),
    Rule(
        "assignment_entry",
        ("task_id", "unit_id", "assignment_id"),
        """NOT EXISTS (SELECT 1 FROM assignment AS own WHERE own.id = assignment_id
          AND own.task_id = assignment_entry.task_id AND own.unit_id = assignment_entry.unit_id)""",
        "不是这个单位在这项任务的承担",
    ),
    Rule(
        "assignment_entry",
        ("task_id",),
        """NOT withdrawn AND EXISTS (SELECT 1 FROM task_entry AS own WHERE own.edition_id = assignment_entry.edition_id
          AND own.task_id = assignment_entry.task_id AND own.withdrawn)""",
        "任务已调出，承担却还在",
    ),
    Rule("difference", ("change_id",), _KIND_OF_CHANGE.format("'load'"), KINDS[ChangeKind.LOAD].misplaced),
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
    Rule("change", ("kind", "target_id"), f"target_id IS NOT NULL AND kind NOT IN ({_TURNS})", "不该指向另一号"),
    *(
        Rule(
            kind.tables[0],
            ("change_id",),
            _KIND_OF_CHANGE.format(", ".join(f"'{code.value}'" for code in kinds_writing(kind.tables[0]))),
            kind.misplaced,
        )
        for kind in KINDS.values()
        if kind.tables
    ),
    Rule("report", ("reported_on",), _ENTERED, "晚于记录的那一天"),
    Rule("activity_event", ("reported_on",), _ENTERED, "晚于记录的那一天"),
)


def faults(connection: sqlite3.Connection, schema: Schema) -> Iterator[str]:
    """Return a message for each value that the program would not write, with its table, row and column."""
    for table in schema.tables:
        rules = list(_rules(table))
        if _is_any_broken(connection, table.name, rules):
            for rule in rules:
                yield from _messages(connection, rule)
        yield from _undecodable(connection, table)


def _rules(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        yield _rule_of_kind(table.name, column)
        if column.kind == "VARCHAR":
            yield Rule(table.name, (column.name,), f'instr("{column.name}", char(0)) > 0', "含有空字符")
    for name, condition in table.checks:
        words = condition.split()
        columns = tuple(column.name for column in table.columns if column.name in words)
        yield Rule(table.name, columns, f"NOT {condition}", _message(name))
    for rule in _RELATIONS:
        if rule.table == table.name:
            yield rule


def _rule_of_kind(table: str, column: Column) -> Rule:
    name = f'"{column.name}"'
    condition, message = _TYPES[column.kind]
    condition = condition.format(name)
    if not column.is_required:
        condition = f"{name} IS NOT NULL AND ({condition})"
    return Rule(table, (column.name,), condition, message)


def _message(check: str) -> str:
    for ending, message in _ENDINGS.items():
        if check.endswith(ending):
            return message
    return _CHECKS[check]


def _is_any_broken(connection: sqlite3.Connection, table: str, rules: list[Rule]) -> bool:
    """Check all rules of a table in one scan, since nearly always no row is faulty."""
    condition = " OR ".join(f"({rule.condition})" for rule in rules)
    query = f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1"  # noqa: S608 - our own words
    return connection.execute(query).fetchone() is not None


def _messages(connection: sqlite3.Connection, rule: Rule) -> Iterator[str]:
    # sqlite3 cannot fetch a text that is no UTF-8, so the values are fetched as bytes.
    shown = ", ".join(
        f'typeof("{name}"), substr(CAST("{name}" AS BLOB), 1, {_LONGEST_IN_BYTES})' for name in rule.columns
    )
    query = f"SELECT rowid, {shown} FROM {rule.table} WHERE {rule.condition} ORDER BY rowid"  # noqa: S608 - our own words
    for row, *values in connection.execute(query):
        pairs = zip(rule.columns, values[0::2], values[1::2], strict=True)
        listed = "、".join(f"{name} 是{_shown(kind, value)}" for name, kind, value in pairs)
        yield f"表 {rule.table} 第 {row} 行的 {listed}，{rule.message}"


def _shown(kind: str, value: bytes | None) -> str:
    if value is None:
        return "空值"
    if kind == "blob":
        return "二进制内容"
    text = clean_text(value.decode("utf-8", "replace"))
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"


def _undecodable(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Return a message for each text that is no UTF-8. SQLite takes any bytes as text."""
    columns = [column.name for column in table.columns if column.kind in {"VARCHAR", "DATE"}]
    if not columns:
        return
    listed = ", ".join(f'"{name}"' for name in columns)
    try:
        deque(connection.execute(f"SELECT {listed} FROM {table.name}"), maxlen=0)  # noqa: S608 - our own words
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) is not None:  # SQLite raised it; an undecodable text has no code
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
