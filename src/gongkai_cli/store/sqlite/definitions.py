"""The schema as it must be, made by the migrations in memory, and how the schema of a store differs from it."""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gongkai_cli.store.queries import views
from gongkai_cli.store.schema.migrating import bring_up

_TOKEN = re.compile(
    r"""--[^\n]*|/\*.*?\*/|\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|\d+(?:\.\d+)?|\w+|<>|<=|>=|.""",
    re.DOTALL,
)
_CONSTRAINTS = {"constraint", "check", "primary", "unique", "foreign"}
_REVISIONS = "alembic_version"  # Alembic's own table, whose definition is Alembic's own matter

Tokens = tuple[str, ...]
"""A statement of SQL cut into its words and signs, the same however it is laid out and quoted."""


class Column(NamedTuple):
    """A column as SQLite knows it: its name, its declared type, and whether it may be null."""

    name: str
    kind: str
    is_required: bool


class Table(NamedTuple):
    """A table: its columns in order, and the name and the condition of each check."""

    name: str
    columns: tuple[Column, ...]
    checks: tuple[tuple[str, str], ...]


class Item(NamedTuple):
    """One entry of `sqlite_master`: what it is, the table that it belongs to, and its statement in tokens."""

    kind: str
    table: str
    statement: Tokens


class Schema(NamedTuple):
    """Every entry of `sqlite_master` by its name, and the tables."""

    items: dict[str, Item]
    tables: tuple[Table, ...]


_KINDS = {"table": "表", "index": "索引", "view": "视图", "trigger": "触发器"}


def tokens(sql: str) -> Tokens:
    """Cut a statement into tokens, without blanks and comments, and without quotes around plain names."""
    return tuple(map(_plain, filter(_is_said, _TOKEN.findall(sql))))


def _is_said(token: str) -> bool:
    return not (token.isspace() or token.startswith(("--", "/*")))


def _plain(token: str) -> str:
    if token.startswith("'"):
        return token
    if token[:1] in {'"', "`", "["} and re.fullmatch(r"\w+", token[1:-1]):
        token = token[1:-1]
    return token.lower()


def _in_brackets(statement: Tokens) -> tuple[Tokens, list[Tokens], Tokens]:
    """Return what a statement says before its brackets, each item within them, and what it says after them."""
    if "(" not in statement or ")" not in statement:
        return statement, [], ()
    first = statement.index("(")
    last = len(statement) - 1 - statement[::-1].index(")")
    items: list[list[str]] = [[]]
    depth = 0
    for word in statement[first + 1 : last]:
        depth += (word == "(") - (word == ")")
        if word == "," and not depth:
            items.append([])
        else:
            items[-1].append(word)
    return statement[:first], [tuple(item) for item in items], statement[last + 1 :]


def _in_order(statement: Tokens) -> Tokens:
    """Return a table's statement with its constraints sorted, since versions of SQLAlchemy order them differently."""
    head, items, tail = _in_brackets(statement)
    columns = [item for item in items if item[:1] and item[0] not in _CONSTRAINTS]
    constraints = sorted(item for item in items if not item[:1] or item[0] in _CONSTRAINTS)
    return (*head, "(", *(token for item in (*columns, *constraints) for token in (*item, ",")), ")", *tail)


def found(connection: sqlite3.Connection) -> dict[str, Item]:
    """Return the entries of a store's `sqlite_master`, without those that SQLite makes by itself."""
    entries: dict[str, Item] = {}
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        if sql is None or name.startswith("sqlite_"):
            continue
        statement = tokens(sql)
        entries[name] = Item(kind, table, _in_order(statement) if kind == "table" else statement)
    return entries


@cache
def expected(version: int) -> Schema:
    """Return the schema of a version, as its migrations make it; the views are known of the newest alone."""
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://")  # in memory
    try:
        with engine.begin() as transaction:
            bring_up(transaction, f"{version:04}")
            connection = transaction.connection.driver_connection
            assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - the engine is SQLite's
            items = found(connection)
            tables = [_table(connection, name, item) for name, item in items.items() if item.kind == "table"]
    finally:
        engine.dispose()
    return Schema(items, tuple(table for table in tables if table.name != _REVISIONS))


def _table(connection: sqlite3.Connection, name: str, item: Item) -> Table:
    rows = connection.execute(f"PRAGMA table_info({name})").fetchall()
    columns = tuple(Column(column, kind, bool(required)) for _, column, kind, required, _, _ in rows)
    pieces = _in_brackets(item.statement)[1]
    checks = [(piece[1], " ".join(piece[3:])) for piece in pieces if piece[:1] == ("constraint",)]
    return Table(name, columns, tuple(checks))


def table_faults(items: dict[str, Item], version: int) -> list[str]:
    """Say where the tables of a store differ from those of a version."""
    return list(_differences("table", items, version))


def other_faults(items: dict[str, Item], version: int, *, with_views: bool) -> Iterator[str]:
    """Say where the indexes, views and triggers of a store differ from those of a version."""
    yield from _differences("index", items, version)
    if with_views:
        statements = {name: item.statement for name, item in items.items() if item.kind == "view"}
        known = {name: tokens(statement) for name, statement in views.definitions().items()}
        wrong = [name for name, statement in known.items() if statements.get(name) != statement]
        if wrong:
            yield f"缺少视图 {'、'.join(wrong)}，或被改过"
    wanted = expected(version).items
    for name, item in items.items():
        if item.kind == "trigger":
            yield f"{item.table} 上多了触发器 {name}"
        elif item.kind == "index" and name not in wanted and item.table in wanted:
            yield f"表 {item.table} 上多了索引 {name}"


def _differences(kind: str, items: dict[str, Item], version: int) -> Iterator[str]:
    for name, item in expected(version).items.items():
        if item.kind == kind:
            yield from _compared(name, item, items.get(name))


def _compared(name: str, wanted: Item, there: Item | None) -> Iterator[str]:
    word = _KINDS[wanted.kind]
    if there is None:
        yield f"缺少{word} {name}"
    elif there.kind != wanted.kind:
        yield f"{name} 应是{word}，却是{_KINDS[there.kind]}"
    elif name != _REVISIONS and there.statement != wanted.statement:
        yield f"{word} {name} 的定义被改过"


def additions(items: dict[str, Item], version: int) -> list[str]:
    """Return the tables and views that the program did not make and does not look at."""
    known = expected(version).items.keys() | views.queries().keys()
    return [
        f"{_KINDS[item.kind]} {name}"
        for name, item in items.items()
        if item.kind in {"table", "view"} and name not in known
    ]
