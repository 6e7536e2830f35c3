"""The expected schema, and the differences of a store's schema from it."""

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
_REVISIONS = "alembic_version"  # its definition depends on Alembic's version

Tokens = tuple[str, ...]
"""The words and signs of an SQL statement, independent of its layout and quotes."""


class Column(NamedTuple):
    """A column: its name, its declared type, and whether it is NOT NULL."""

    name: str
    kind: str
    is_required: bool


class Table(NamedTuple):
    """A table: its columns in order, and its checks as pairs of name and condition."""

    name: str
    columns: tuple[Column, ...]
    checks: tuple[tuple[str, str], ...]


class Item(NamedTuple):
    """One entry of `sqlite_master`: its kind, its table, and its statement in tokens."""

    kind: str
    table: str
    statement: Tokens


class Schema(NamedTuple):
    """The entries of `sqlite_master` by their names, and the tables."""

    items: dict[str, Item]
    tables: tuple[Table, ...]


_KINDS = {"table": "表", "index": "索引", "view": "视图", "trigger": "触发器"}


def tokens(sql: str) -> Tokens:
    """Cut a statement into tokens, without blanks and comments, and without quotes around plain names."""
    return tuple(_unquoted(token) for token in _TOKEN.findall(sql) if not _is_blank(token))


def _is_blank(token: str) -> bool:
    return token.isspace() or token.startswith(("--", "/*"))


def _unquoted(token: str) -> str:
    if token.startswith("'"):
        return token
    if token[:1] in {'"', "`", "["} and re.fullmatch(r"\w+", token[1:-1]):
        token = token[1:-1]
    return token.lower()


class _Pieces(NamedTuple):
    """A statement cut at its outer brackets: before them, each item within them, after them."""

    head: Tokens
    items: list[Tokens]
    tail: Tokens


def _cut(statement: Tokens) -> _Pieces:
    if "(" not in statement or ")" not in statement:
        return _Pieces(statement, [], ())
    first = statement.index("(")
    last = len(statement) - 1 - statement[::-1].index(")")
    items: list[list[str]] = [[]]
    depth = 0
    for word in statement[first + 1 : last]:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        if word == "," and not depth:
            items.append([])
        else:
            items[-1].append(word)
    return _Pieces(statement[:first], [tuple(item) for item in items], statement[last + 1 :])


def _in_order(statement: Tokens) -> Tokens:
    """Return a table's statement with its constraints sorted. SQLAlchemy's order depends on its version."""
    pieces = _cut(statement)
    columns: list[Tokens] = []
    constraints: list[Tokens] = []
    for item in pieces.items:
        is_column = item[:1] and item[0] not in _CONSTRAINTS
        (columns if is_column else constraints).append(item)
    tokens_within: list[str] = []
    for item in (*columns, *sorted(constraints)):
        tokens_within += [*item, ","]
    return (*pieces.head, "(", *tokens_within, ")", *pieces.tail)


def found(connection: sqlite3.Connection) -> dict[str, Item]:
    """Return the entries of a store's `sqlite_master`, without SQLite's internal ones."""
    entries: dict[str, Item] = {}
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        if sql is None or name.startswith("sqlite_"):
            continue
        statement = tokens(sql)
        if kind == "table":
            statement = _in_order(statement)
        entries[name] = Item(kind, table, statement)
    return entries


@cache
def expected(version: int) -> Schema:
    """Return the schema of a version, as the migrations make it, without views."""
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
    # A check reads: constraint NAME check ( … ).
    constraints = [piece for piece in _cut(item.statement).items if piece[:1] == ("constraint",)]
    checks = [(words[1], " ".join(words[3:])) for words in constraints]
    return Table(name, columns, tuple(checks))


def table_faults(items: dict[str, Item], version: int) -> list[str]:
    """Return the differences of a store's tables from those of a version."""
    return list(_differences("table", items, version))


def other_faults(items: dict[str, Item], version: int, *, with_views: bool) -> Iterator[str]:
    """Return the differences of a store's indexes, views and triggers from those of a version."""
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
    """Return the tables and views that the program did not make and does not use."""
    known = expected(version).items.keys() | views.queries().keys()
    return [
        f"{_KINDS[item.kind]} {name}"
        for name, item in items.items()
        if item.kind in {"table", "view"} and name not in known
    ]
