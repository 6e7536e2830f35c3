"""The store: one schema, its checks, its views and their pace, and how it is opened, made and refused."""

import importlib
import os
import re
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from conftest import ROOT, Program
from gongkai_cli.domain.progress import Report
from gongkai_cli.errors import NotFoundError, RefusedError
from gongkai_cli.store.ledger import reports
from gongkai_cli.store.queries import views, whole_tables
from gongkai_cli.store.queries.plans import newest_plan
from gongkai_cli.store.queries.snapshot import Snapshot, at_once
from gongkai_cli.store.sqlite import connecting, identity
from gongkai_cli.store.sqlite.store_file import StoreFile
from gongkai_cli.store.sqlite.writer import Signature, Writer

MIGRATIONS = ROOT / "src" / "gongkai_cli" / "store" / "schema" / "migrations"
YEAR = [date(2024, 1, 1) + timedelta(days=days) for days in range(366)]
ISSUED, ENDS = date(2024, 5, 26), date(2024, 12, 31)


@pytest.fixture
def connection(store: Path) -> Iterator[sqlite3.Connection]:
    """The test's own store as any other program sees it."""
    with closing(sqlite3.connect(store)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        yield opened


def statement_of(path: Path, sql: str) -> None:
    """Run one statement in the transaction that every writing command gets."""
    with StoreFile(path).writing() as writer:
        writer.write(text(sql))


def mark(writer: Writer, no: int = 3, percent: int = 40, unit: str = "县司法局", on: str = "2024-09-01") -> None:
    """Report a percent as the command does."""
    told = Report(date.fromisoformat(on), percent=percent)
    reports.mark(writer, "shicheng-2024", [no], [unit], told, told.on, Signature("测试员", f"{on}T09:30:00+08:00"))


def test_what_is_asked_at_once_is_asked_of_one_state(store: Path) -> None:
    """While an answer is being put together nobody can change half of it; reading goes on, and writing after it."""
    query = "SELECT title FROM edition"
    with StoreFile(store).reading() as reader, closing(sqlite3.connect(store, timeout=0)) as writer:
        with at_once(reader):
            before = reader.execute(query).fetchall()
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                writer.execute("UPDATE edition SET title = 'x'").connection.commit()
            writer.rollback()
            assert reader.execute(query).fetchall() == before
            with at_once(reader):
                pass
            assert reader.execute(query).fetchall() == before
        writer.execute("UPDATE edition SET title = 'x'").connection.commit()
        assert reader.execute(query).fetchall() == [("x",)]


def test_an_export_reads_a_plan_in_one_state(store: Path) -> None:
    with StoreFile(store).reading() as connection:
        rows = whole_tables.assignments(Snapshot(connection, newest_plan(connection), date(2024, 10, 8)))
        states = [connection.in_transaction for _ in rows]
        assert states == [True] * 402
        assert not connection.in_transaction


# The schema


def schema(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return each table's columns and constraints, and each index's columns, in an order of their own."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')")
    return {name: sorted(pieces(sql)) for name, sql in found if sql and not name.startswith(("alembic", "sqlite"))}


def pieces(sql: str) -> list[str]:
    """Return what a statement before its bracket says, and each item within it, with blanks made even."""
    head, _, rest = " ".join(sql.replace('"', "").split()).partition("(")
    items, depth = [""], 0
    for sign in rest.rpartition(")")[0]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            items.append("")
        else:
            items[-1] += sign
    return [head.strip(), *(re.sub(r"\s*([(),])\s*", r"\1", item).strip() for item in items)]


def test_the_migrated_schema_is_the_one_that_the_tables_define(connection: sqlite3.Connection, tmp_path: Path) -> None:
    for part in ("plan_tables", "ledger_tables"):
        importlib.import_module(f"gongkai_cli.store.schema.{part}")
    path = tmp_path / "made.db"
    engine = create_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as made:
        defined = schema(made)
    assert len(defined) > 14
    assert schema(connection) == defined


def test_the_version_counts_the_revisions_and_names_the_newest(connection: sqlite3.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    revisions = list(script.walk_revisions())
    assert len(revisions) == identity.SCHEMA_VERSION
    assert script.get_heads() == [f"{identity.SCHEMA_VERSION:04}"]
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(script.get_heads()[0],)]


def test_the_header_says_whose_file_it_is_and_of_which_version(store: Path) -> None:
    """SQLite's file format keeps the user version at byte 60 and the application id at byte 68."""
    header = store.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert header[68:72] == b"GKAI"
    assert struct.unpack(">I", header[60:64]) == (identity.SCHEMA_VERSION,)


def test_the_journal_is_a_plain_one(store: Path) -> None:
    """Bytes 18 and 19 are 1 for a rollback journal and 2 for WAL; one file is all there is."""
    with StoreFile(store).writing() as writer:
        mark(writer)
    assert store.read_bytes()[18:20] == b"\1\1"
    assert [file.name for file in store.parent.glob("gongkai.db*")] == ["gongkai.db"]


# Every check refuses its bad row

EDITION = (
    "INSERT INTO edition (plan_id, change_id, since, title, year, issued_on, ends_on, source, based_on, also) VALUES "
)
UNIT = "INSERT INTO unit_entry (edition_id, unit_id, plan_id, name, kind, position, withdrawn) VALUES "
ACTIVITY = (
    "INSERT INTO activity_entry "
    "(edition_id, activity_id, plan_id, no, month, theme, organizer_id, organizers, first_month, withdrawn) VALUES "
)
TASK = "INSERT INTO task_entry (edition_id, task_id, plan_id, no, title, due, ongoing, withdrawn, others) VALUES "
PARTY = "INSERT INTO party (edition_id, plan_id, task_id, role, position, unit_id, collective_id) VALUES "
MEASURE = "INSERT INTO measure (edition_id, task_id, no, plan_id, text, rhythm) VALUES "
ASSIGNMENT = (
    "INSERT INTO assignment_entry (edition_id, task_id, unit_id, assignment_id, plan_id, role, principal, withdrawn) "
    "VALUES "
)
DIFFERENCE = "INSERT INTO difference (change_id, position, plan_id, words, kind, subject) VALUES "
REPORT = (
    "INSERT INTO report "
    "(plan_id, change_id, assignment_id, reported_on, status, percent, link, before_status, before_percent) VALUES "
)
SHEET = "INSERT INTO sheet (plan_id, change_id, unit_id, day, file, number, first, last) VALUES "
SHEET_PART = "INSERT INTO sheet_part (sheet_id, assignment_id, plan_id, row_key, status, percent) VALUES "
SHEET_ACTIVITY = "INSERT INTO sheet_activity (sheet_id, activity_id, plan_id, row_key) VALUES "
RETURNED = (
    "INSERT INTO returned (plan_id, change_id, format, rows_read, rows_taken, rows_left, answers, file, sha256) VALUES "
)
EVENT = (
    "INSERT INTO activity_event "
    "(plan_id, change_id, activity_id, reported_on, status, date, form, people, link, before_status) VALUES "
)

BAD_ROWS: list[tuple[str, str, str]] = [
    ("plan", "key_is_not_blank", "INSERT INTO plan (key) VALUES ('  ')"),
    (
        "edition",
        "title_is_not_blank",
        f"{EDITION} (1, 1, '2024-01-01', ' ', 2024, '2024-01-01', '2024-12-31', NULL, '', '')",
    ),
    (
        "edition",
        "year_is_sane",
        f"{EDITION} (1, 1, '2024-01-01', '要点', 1948, '1948-01-01', '1948-12-31', NULL, '', '')",
    ),
    (
        "edition",
        "year_is_sane",
        f"{EDITION} (1, 1, '2024-01-01', '要点', 3000, '3000-01-01', '3000-12-31', NULL, '', '')",
    ),
    (
        "edition",
        "ends_after_it_begins",
        f"{EDITION} (1, 1, '2024-01-01', '要点', 2024, '2024-12-31', '2024-12-30', NULL, '', '')",
    ),
    (
        "edition",
        "source_is_address",
        f"{EDITION} (1, 1, '2024-01-01', '要点', 2024, '2024-01-01', '2024-12-31', 'ftp://x.cn', '', '')",
    ),
    ("unit_entry", "name_is_not_blank", f"{UNIT} (1, 1, 1, '', 'x', 1, 0)"),
    ("unit_entry", "kind_is_not_blank", f"{UNIT} (1, 1, 1, 'x', ' ', 1, 0)"),
    (
        "alias",
        "name_is_not_blank",
        "INSERT INTO alias (edition_id, unit_id, name, plan_id, position) VALUES (1, 1, ' ', 1, 9)",
    ),
    (
        "collective",
        "name_is_not_blank",
        (
            "INSERT INTO collective (plan_id, edition_id, name, kinds, indefinite, position) "
            "VALUES (1, 1, '', '乡镇', 0, 9)"
        ),
    ),
    ("task_entry", "no_is_sane", f"{TASK} (1, 1, 1, 0, '任务', NULL, 0, 0, '')"),
    ("task_entry", "no_is_sane", f"{TASK} (1, 1, 1, 1000, '任务', NULL, 0, 0, '')"),
    ("task_entry", "title_is_not_blank", f"{TASK} (1, 1, 1, 99, '   ', NULL, 0, 0, '')"),
    ("task_entry", "ongoing_has_no_due", f"{TASK} (1, 1, 1, 99, '任务', '2024-12-31', 1, 0, '')"),
    ("measure", "text_is_not_blank", f"{MEASURE} (1, 1, 99, 1, '', NULL)"),
    ("measure", "rhythm_is_known", f"{MEASURE} (1, 1, 99, 1, '举措', '每天')"),
    ("party", "role_is_printed", f"{PARTY} (1, 1, 1, 'member', 99, 1, NULL)"),
    ("party", "unit_or_collective", f"{PARTY} (1, 1, 1, 'lead', 99, NULL, NULL)"),
    ("party", "unit_or_collective", f"{PARTY} (1, 1, 1, 'lead', 99, 1, 1)"),
    ("assignment_entry", "role_is_known", f"{ASSIGNMENT} (1, 1, 27, 1, 1, 'boss', 0, 0)"),
    ("activity_entry", "no_is_sane", f"{ACTIVITY} (1, 1, 1, 0, 5, '主题', 1, '县司法局', NULL, 0)"),
    ("activity_entry", "month_is_sane", f"{ACTIVITY} (1, 1, 1, 99, 99, '主题', 1, '县司法局', NULL, 0)"),
    ("activity_entry", "month_is_sane", f"{ACTIVITY} (1, 1, 1, 99, 0, '主题', 1, '县司法局', NULL, 0)"),
    ("activity_entry", "theme_is_not_blank", f"{ACTIVITY} (1, 1, 1, 99, 5, ' ', 1, '县司法局', NULL, 0)"),
    ("activity_entry", "organizers_is_not_blank", f"{ACTIVITY} (1, 1, 1, 99, 5, '主题', 1, ' ', NULL, 0)"),
    ("activity_entry", "first_month_is_sane", f"{ACTIVITY} (1, 1, 1, 99, 5, '主题', 1, '县司法局', 13, 0)"),
    ("difference", "kind_is_known", f"{DIFFERENCE} (1, 0, 1, '变更', 'moved', '任务 1')"),
    ("difference", "subject_is_not_blank", f"{DIFFERENCE} (1, 0, 1, '变更', 'changed', ' ')"),
    ("change", "kind_is_known", "INSERT INTO change (plan_id, at, who, kind) VALUES (1, 'x', '甲', 'edit')"),
    ("change", "who_is_not_blank", "INSERT INTO change (plan_id, at, who, kind) VALUES (1, 'x', ' ', 'mark')"),
    ("report", "status_is_known", f"{REPORT} (1, 1, 1, '2024-09-01', 'nearly', 10, NULL, 'not_started', 0)"),
    ("report", "percent_is_sane", f"{REPORT} (1, 1, 1, '2024-09-01', 'in_progress', 101, NULL, 'not_started', 0)"),
    ("report", "percent_is_sane", f"{REPORT} (1, 1, 1, '2024-09-01', 'in_progress', -1, NULL, 'not_started', 0)"),
    ("report", "done_is_100", f"{REPORT} (1, 1, 1, '2024-09-01', 'done', 50, NULL, 'not_started', 0)"),
    ("report", "done_is_100", f"{REPORT} (1, 1, 1, '2024-09-01', 'blocked', 100, NULL, 'not_started', 0)"),
    ("report", "not_started_is_0", f"{REPORT} (1, 1, 1, '2024-09-01', 'not_started', 5, NULL, 'not_started', 0)"),
    ("report", "before_status_is_known", f"{REPORT} (1, 1, 1, '2024-09-01', 'in_progress', 5, NULL, 'never', 0)"),
    ("report", "before_percent_is_sane", f"{REPORT} (1, 1, 1, '2024-09-01', 'in_progress', 5, NULL, 'done', 101)"),
    (
        "activity_event",
        "before_status_is_known",
        f"{EVENT} (1, 1, 1, '2024-09-01', 'held', '2024-09-01', NULL, 1, NULL, 'never')",
    ),
    (
        "report",
        "link_is_address",
        f"{REPORT} (1, 1, 1, '2024-09-01', 'in_progress', 5, 'ftp://x.cn', 'not_started', 0)",
    ),
    (
        "activity_event",
        "status_is_known",
        f"{EVENT} (1, 1, 1, '2024-05-30', 'late', '2024-05-30', NULL, 1, NULL, 'undated')",
    ),
    (
        "activity_event",
        "form_is_known",
        f"{EVENT} (1, 1, 1, '2024-05-30', 'held', '2024-05-30', '座谈', 1, NULL, 'undated')",
    ),
    (
        "activity_event",
        "people_is_a_number",
        f"{EVENT} (1, 1, 1, '2024-05-30', 'held', '2024-05-30', NULL, -1, NULL, 'undated')",
    ),
    (
        "activity_event",
        "status_has_its_date",
        f"{EVENT} (1, 1, 1, '2024-05-30', 'held', NULL, NULL, 1, NULL, 'undated')",
    ),
    (
        "activity_event",
        "published_has_its_link",
        f"{EVENT} (1, 1, 1, '2024-05-30', 'published', '2024-05-30', NULL, 1, NULL, 'held')",
    ),
    (
        "activity_event",
        "link_is_address",
        f"{EVENT} (1, 1, 1, '2024-05-30', 'published', '2024-05-30', NULL, 1, 'www.x.cn', 'held')",
    ),
    (
        "activity_event",
        "last_date_is_later",
        (
            "INSERT INTO activity_event "
            "(plan_id, change_id, activity_id, reported_on, status, date, last_date, before_status) "
            "VALUES (1, 1, 1, '2024-05-30', 'held', '2024-05-30', '2024-05-30', 'undated')"
        ),
    ),
    (
        "activity_event",
        "time_is_sane",
        (
            "INSERT INTO activity_event "
            "(plan_id, change_id, activity_id, reported_on, status, date, time, before_status) "
            "VALUES (1, 1, 1, '2024-05-30', 'held', '2024-05-30', '9:00', 'undated')"
        ),
    ),
    ("sheet", "number_is_not_blank", f"{SHEET} (1, 1, 1, '2024-10-08', '表.xlsx', ' ', '2024-10-01', '2024-10-31')"),
    ("sheet", "period_is_in_order", f"{SHEET} (1, 1, 1, '2024-10-08', '表.xlsx', 'GK', '2024-10-02', '2024-10-01')"),
    ("sheet_part", "row_key_is_not_blank", f"{SHEET_PART} (1, 1, 1, ' ', 'done', 100)"),
    ("sheet_part", "status_is_known", f"{SHEET_PART} (1, 1, 1, '03-7F0K', 'nearly', 10)"),
    ("sheet_part", "percent_is_sane", f"{SHEET_PART} (1, 1, 1, '03-7F0K', 'in_progress', 101)"),
    ("sheet_activity", "row_key_is_not_blank", f"{SHEET_ACTIVITY} (1, 1, 1, ' ')"),
    ("returned", "file_is_not_blank", f"{RETURNED} (1, 1, 'xlsx', 1, 1, 0, '', ' ', '{'0' * 64}')"),
    ("returned", "sha256_is_sane", f"{RETURNED} (1, 1, 'xlsx', 1, 1, 0, '', '表.xlsx', '{'0' * 63}')"),
]

GOOD_ROWS = [
    "UPDATE edition SET year = 1949, issued_on = '2024-12-31', ends_on = '2024-12-31', source = 'http://x.cn'",
    "UPDATE task_entry SET no = 999, due = '2024-12-31', ongoing = 0 WHERE no = 1",
    "UPDATE task_entry SET no = 1, withdrawn = 1 WHERE no = 2",
    "UPDATE activity_entry SET no = 999, month = 12, form = 'both' WHERE no = 1",
    f"{REPORT} (1, 1, 1, '2024-09-01', 'done', 100, 'https://x.cn', 'in_progress', 30)",
    f"{REPORT} (1, 1, 1, '2024-09-01', 'done', 100, '', 'in_progress', 30)",
    f"{EVENT} (1, 1, 1, '2024-05-30', 'published', '2024-05-30', 'lecture', 0, 'https://x.cn', 'held')",
    f"{EVENT} (1, 1, 1, '2024-05-30', 'cancelled', NULL, NULL, NULL, NULL, 'undated')",
    f"{PARTY} (1, 1, 1, 'lead', 99, 1, NULL)",
]


@pytest.mark.parametrize(("table", "check", "row"), BAD_ROWS)
def test_a_bad_row_is_refused_by_its_check(store: Path, table: str, check: str, row: str) -> None:
    assert row.startswith(f"INSERT INTO {table} ")
    with pytest.raises(IntegrityError, match=rf"CHECK constraint failed: {check}\b"):
        statement_of(store, row)


@pytest.mark.parametrize("row", GOOD_ROWS)
def test_a_good_row_at_the_edge_is_taken(store: Path, row: str) -> None:
    statement_of(store, row)


def test_every_check_of_the_schema_has_a_bad_row(connection: sqlite3.Connection) -> None:
    checks = {
        (table, check)
        for table, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for check in re.findall(r"CONSTRAINT (\w+) CHECK", sql)
    }
    assert {(table, check) for table, check, _ in BAD_ROWS} == checks


@pytest.mark.parametrize(
    "row",
    [
        "INSERT INTO unit (plan_id) VALUES (99)",
        f"{UNIT} (99, 1, 1, 'x', 'y', 1, 0)",
        "INSERT INTO alias (edition_id, unit_id, name, plan_id, position) VALUES (1, 999, 'x', 1, 1)",
        f"{TASK} (1, 999, 1, 999, '任务', NULL, 0, 0, '')",
        "UPDATE activity_entry SET organizer_id = 999 WHERE no = 1",
        f"{REPORT} (1, 999, 1, '2024-09-01', 'in_progress', 5, NULL, 'not_started', 0)",
        f"{REPORT} (1, 1, 9999, '2024-09-01', 'in_progress', 5, NULL, 'not_started', 0)",
        "DELETE FROM plan",
        "DELETE FROM edition",
        "DELETE FROM unit WHERE id = 1",
        "DELETE FROM assignment WHERE id = 1",
    ],
)
def test_foreign_keys_hold_where_the_program_writes(store: Path, row: str) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY constraint failed"):
        statement_of(store, row)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("plan.key", "INSERT INTO plan (key) VALUES ('shicheng-2024')"),
        (
            "edition.change_id",
            f"{EDITION} (1, 1, '2024-01-01', '要点', 2024, '2024-01-01', '2024-12-31', NULL, '', '')",
        ),
        ("task_entry.edition_id, task_entry.no", "UPDATE task_entry SET no = 1 WHERE no = 2"),
        ("activity_entry.edition_id, activity_entry.no", "UPDATE activity_entry SET no = 1 WHERE no = 2"),
        ("unit_entry.edition_id, unit_entry.name", "UPDATE unit_entry SET name = '县司法局'"),
        (
            "assignment.task_id, assignment.unit_id",
            "INSERT INTO assignment (plan_id, task_id, unit_id) SELECT plan_id, task_id, unit_id FROM assignment",
        ),
        (
            "assignment_entry.edition_id, assignment_entry.task_id, assignment_entry.unit_id",
            "INSERT INTO assignment_entry SELECT * FROM assignment_entry",
        ),
    ],
)
def test_what_is_unique_is_there_once(store: Path, columns: str, row: str) -> None:
    with pytest.raises(IntegrityError, match=rf"UNIQUE constraint failed: {columns}\b"):
        statement_of(store, row)


# The views


def fetch(connection: sqlite3.Connection, sql: str, **values: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    return connection.execute(sql, values).fetchall()


@pytest.fixture
def busy(store: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """A store with reports of several days, one still to come, one taken back, activity events, and a difference."""
    with StoreFile(store).writing() as writer:
        mark(writer, 3, 40)
        mark(writer, 3, 100, "县政府办", "2024-10-08")
        mark(writer, 4, 20, on="2024-10-08")
        mark(writer, 5, 30)
        mark(writer, 9, 50, on="2999-12-31")
        mark(writer, 1, 70, "县工信局")
    connection.execute("UPDATE change SET undone_by = 2 WHERE id = 5")
    connection.execute(f"{EVENT} (1, 3, 1, '2024-06-03', 'held', '2024-05-30', NULL, 30, NULL, 'undated')")
    connection.execute(f"{EVENT} (1, 3, 2, '2999-12-31', 'cancelled', NULL, NULL, NULL, NULL, 'undated')")
    connection.execute(f"{DIFFERENCE} (1, 0, 1, '标题 旧 → 新', 'changed', '任务 1')")
    connection.commit()
    return connection


def test_there_is_a_view_for_every_query(connection: sqlite3.Connection) -> None:
    installed = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert installed == set(views.queries())
    assert installed >= {"assignments", "tasks", "schedule", "units", "plans", "measures", "ledger"}


@pytest.mark.parametrize("name", views.queries())
def test_a_view_shows_what_the_program_lists_today(busy: sqlite3.Connection, name: str) -> None:
    """The office's today is UTC+8; reports dated later do not count yet, in either."""
    ((today,),) = fetch(busy, "SELECT date('now', '+8 hours')")
    select = f"SELECT * FROM {name}"  # noqa: S608 - a view of ours
    seen = fetch(busy, select)
    assert seen
    assert seen == fetch(busy, views.on_a_day(select), day=today)


@pytest.mark.parametrize("name", ["task_clock", "assignments", "tasks", "schedule", "units", "plans"])
def test_another_day_shows_something_else(busy: sqlite3.Connection, name: str) -> None:
    """So the agreement above is not that of two constants."""
    select = f"SELECT * FROM {name}"  # noqa: S608 - a view of ours
    assert fetch(busy, select) != fetch(busy, views.on_a_day(select), day="2024-05-26")


def carried(query: str) -> list[str]:
    """Return the views that a query brings along, in order."""
    return re.findall(r"^(?:WITH )?(\w+) AS NOT MATERIALIZED \($", query, re.MULTILINE)


@pytest.mark.parametrize(
    ("select", "needed"),
    [
        ("SELECT * FROM plan", []),
        ("SELECT text FROM measures", ["current_edition", "measures"]),
        ("SELECT * FROM ledger", ["current_edition", "task_subjects", "activity_subjects", "differences", "ledger"]),
        ("SELECT * FROM schedule", ["current_edition", "schedule"]),
        ("SELECT no FROM task_clock", ["current_edition", "task_clock"]),
        ("SELECT no FROM assignments", ["current_edition", "task_clock", "assignments"]),
        ("SELECT no FROM tasks", ["current_edition", "task_clock", "task_standing", "task_counts", "tasks"]),
        ("SELECT name FROM units", ["current_edition", "task_clock", "assignments", "schedule", "units"]),
        ("SELECT key FROM plans", ["current_edition", "task_standing", "plans"]),
        ("SELECT key, units, tasks FROM plans", ["current_edition", "task_standing", "plans"]),
    ],
)
def test_a_query_carries_the_views_it_needs_and_no_other(
    connection: sqlite3.Connection, select: str, needed: list[str]
) -> None:
    query = views.on_a_day(select)
    assert carried(query) == needed
    assert query.endswith(select)
    assert fetch(connection, query, day="2024-10-08")


def test_views_are_installed_anew_over_older_ones(connection: sqlite3.Connection) -> None:
    before = fetch(connection, "SELECT * FROM tasks")
    connection.execute("DROP VIEW tasks")
    connection.execute("CREATE VIEW tasks AS SELECT 1")
    for statement in views.installation():
        connection.execute(statement)
    assert fetch(connection, "SELECT * FROM tasks") == before


# Pace


def oracle(day: date, percent: int) -> str:
    """Say the pace of a part as the field means it, in whole numbers and fractions alone."""
    if percent == 100:
        return "done"
    if day > ENDS:
        return "overdue"
    elapsed = Fraction(100 * max(0, (day - ISSUED).days), (ENDS - ISSUED).days)
    if percent < elapsed - 10:
        return "behind"
    return "ahead" if percent > elapsed + 10 else "on_track"


@pytest.mark.parametrize("percent", [0, 10, 11, 37, 50, 89, 90, 99, 100])
def test_pace_is_right_on_every_day_of_the_year(store: Path, percent: int) -> None:
    """Task 8 has one lead, so the task's pace is that of its lead's part; a week of the next year comes along."""
    with StoreFile(store).writing() as writer:
        mark(writer, 8, percent, "县政府办", "2024-01-01")
    days = [*YEAR, *(ENDS + timedelta(days=past) for past in range(1, 8))]
    with StoreFile(store).reading() as connection:
        plan = newest_plan(connection)
        told = {day: Snapshot(connection, plan, day).task(8).pace for day in days}
        parts = {day: Snapshot(connection, plan, day).parts_of(8)[0].pace for day in days}
    expected = {day: oracle(day, percent) for day in days}
    assert told == expected
    assert parts == expected


# Transactions


def test_a_command_that_fails_in_the_middle_leaves_nothing(store: Path) -> None:
    before = store.read_bytes()

    def fail() -> None:
        with StoreFile(store).writing() as writer:
            mark(writer)
            raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError, match="the light went out"):
        fail()
    assert store.read_bytes() == before
    assert [file.name for file in store.parent.glob("gongkai.db*")] == ["gongkai.db"]


def test_a_row_refused_after_good_ones_takes_them_back(store: Path) -> None:
    before = store.read_bytes()

    def half() -> None:
        with StoreFile(store).writing() as writer:
            mark(writer)
            writer.write(text(f"{ACTIVITY} (1, 1, 1, 99, 99, '主题', 1, '县司法局', NULL, 0)"))

    with pytest.raises(IntegrityError, match="month_is_sane"):
        half()
    assert store.read_bytes() == before


def test_what_was_written_is_there_when_the_block_ends(store: Path) -> None:
    with StoreFile(store).writing() as writer:
        mark(writer)
    with StoreFile(store).reading() as connection:
        first, *_ = Snapshot(connection, newest_plan(connection), ENDS).parts(["县司法局"])
    assert (first.no, first.percent) == (3, 40)


def test_a_reader_cannot_write(store: Path) -> None:
    with pytest.raises(RefusedError, match="是只读的，未写入"), StoreFile(store).reading() as connection:
        connection.execute("DELETE FROM alias")


# First runs


def refuse(_: Writer) -> None:
    """Fill nothing: the light goes out."""
    raise RuntimeError("the light went out")


def nothing(_: Writer) -> None:
    """Fill nothing."""


def test_a_first_run_creates_the_store(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert StoreFile(path).create(nothing) is True
    assert [file.name for file in tmp_path.iterdir()] == ["new.db"]
    with StoreFile(path).reading() as connection:
        assert fetch(connection, "SELECT count(*) FROM plan") == [(0,)]


def test_a_second_first_run_does_not_overwrite(store: Path) -> None:
    """Two processes may both find no store; the slower one's draft goes away and the store stays as it is."""
    before = store.read_bytes()
    assert StoreFile(store).create(nothing) is False
    assert store.read_bytes() == before
    assert [file.name for file in store.parent.glob("gongkai.db*")] == ["gongkai.db"]


def test_a_second_first_run_does_not_overwrite_where_links_cannot_be_made(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT knows no hard links."""

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    before = store.read_bytes()
    assert StoreFile(store).create(nothing) is False
    assert store.read_bytes() == before
    fresh = store.with_name("fresh.db")
    assert StoreFile(fresh).create(nothing) is True
    assert fresh.exists()


def test_a_first_run_that_is_interrupted_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="the light went out"):
        StoreFile(tmp_path / "new.db").create(refuse)
    assert list(tmp_path.iterdir()) == []


def test_two_processes_at_once_make_one_store(
    default_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_DB")
    command = [sys.executable, "-m", "gongkai_cli", "plans", "--format", "json"]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(3)
    ]
    told = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len({out for out, _ in told}) == 1
    assert sum("首次使用" in err for _, err in told) == 1
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [default_store]


# What the file system and other programs do


@pytest.mark.parametrize("command", ["mark 3 --dept 县司法局 --percent 5", "tasks"])
def test_a_locked_store_is_told_in_chinese(
    gongkai: Program, store: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        answer = gongkai(command)
        other.execute("ROLLBACK")
    assert (answer.code, answer.out) == (1, "")
    assert re.fullmatch(r"台账“.*gongkai\.db”正被另一个程序写入，等了 \d+ 秒，.*请稍后再试。\n", answer.err)
    assert gongkai(command).code == 0


def test_a_writer_waits_for_another_one(store: Path) -> None:
    """The lock is taken when the block begins: nobody writes between what a command reads and what it writes."""
    with StoreFile(store).writing(), closing(sqlite3.connect(store, timeout=0, isolation_level=None)) as other:
        assert fetch(other, "SELECT count(*) FROM task") == [(12,)]
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            other.execute("BEGIN IMMEDIATE")


@pytest.fixture
def read_only(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's store as SQLite sees it where the file may not be written, whoever runs the tests."""
    connect = sqlite3.connect

    def open_for_reading(path: str | Path, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(str(path).replace("mode=rw", "mode=ro"), **options)
        return connection

    monkeypatch.setattr(sqlite3, "connect", open_for_reading)
    return store


def test_a_read_only_store_is_told_and_left_alone(gongkai: Program, read_only: Path) -> None:
    before = read_only.read_bytes()
    answer = gongkai("mark 3 --dept 县司法局 --percent 5")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"台账“{read_only}”是只读的，未写入。请检查文件和文件夹的权限。\n"
    assert read_only.read_bytes() == before


def test_a_read_only_store_can_be_read(gongkai: Program, read_only: Path) -> None:
    assert read_only.exists()
    assert gongkai("tasks").code == 0


@pytest.mark.parametrize("opened", [StoreFile.reading, StoreFile.writing])
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, opened: Callable[[StoreFile], Any]) -> None:
    path = tmp_path / "none.db"
    with (
        pytest.raises(NotFoundError, match=r"没有台账文件“.*none\.db”。请核对 --db、GONGKAI_DB 和设置 db（"),
        opened(StoreFile(path)),
    ):
        pass
    assert not path.exists()


@pytest.mark.parametrize("opened", [StoreFile.reading, StoreFile.writing])
@pytest.mark.parametrize(
    ("pragma", "message"),
    [
        ("application_id = 1", "不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件。"),
        (f"user_version = {identity.SCHEMA_VERSION + 1}", "由更新版本的 gongkai 建立"),
        (f"user_version = {identity.SCHEMA_VERSION - 1}", "是旧的数据版本"),
    ],
)
def test_a_file_of_another_kind_or_version_is_refused_and_left_alone(
    store: Path, connection: sqlite3.Connection, opened: Callable[[StoreFile], Any], pragma: str, message: str
) -> None:
    connection.execute(f"PRAGMA {pragma}")
    connection.close()
    before = store.read_bytes()
    with pytest.raises(RefusedError, match=message), opened(StoreFile(store)):
        pass
    assert store.read_bytes() == before


@pytest.mark.parametrize("opened", [StoreFile.reading, StoreFile.writing])
@pytest.mark.parametrize("content", [b"", b"not a database, but a letter of some length" * 100])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, opened: Callable[[StoreFile], Any], content: bytes
) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="不是 gongkai 的台账文件，未改动"), opened(StoreFile(path)):
        pass
    assert path.read_bytes() == content


@pytest.mark.parametrize("opened", [StoreFile.reading, StoreFile.writing])
def test_a_folder_is_no_store(tmp_path: Path, opened: Callable[[StoreFile], Any]) -> None:
    with pytest.raises(RefusedError, match="是文件夹，不是台账文件"), opened(StoreFile(tmp_path)):
        pass
