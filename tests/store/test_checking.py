"""`db check`: the schema compared as a whole, every value looked at, and each fault named with its place."""

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, Program, run
from gongkai_cli.store.queries import views
from gongkai_cli.store.sqlite import definitions, identity, integrity
from gongkai_cli.store.sqlite.store_file import StoreFile

pytestmark = pytest.mark.slow  # many processes or many cases

DIGESTS = {
    2: "8f2932cbfb09fa28eb4175fa161b2644390522afc275fc3cb7c4d939a6d0bae3",
    3: "82499c3685f954da8460cae8df188f34e1406c9139c3a2eb2a5d6478b10fc840",
    4: "c4d4d27d6ae2228d031d6a3a5f09d2e617916c5beddacf31d6761d533e566f17",
}
"""Schema version → the digest of its tables, indexes and views. A version's digest never changes: another schema, or
another view, is another version, since stores with this one are on people's disks."""


def change(store: Path, *statements: str) -> None:
    """Change a store as a program would that knows nothing of its checks."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def rewrite(store: Path, name: str, old: str, new: str) -> None:
    """Rewrite what the schema says of a table, an index or a view."""
    change(
        store,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, {old}, {new}) WHERE name = '{name}'",  # noqa: S608 - our own words
    )


@pytest.fixture
def reported(gongkai: Program, store: Path) -> Path:
    """A store with a report, numbered 2, and two steps of an activity, 3 and 4."""
    assert gongkai("mark 3 --dept 县司法局 --percent 40 --link http://x.gov.cn/a").code == 0
    assert gongkai("activity plan 13 --date 8月20日").code == 0
    assert gongkai("activity held 13 --people 30").code == 0
    assert gongkai("db check").code == 0
    return store


def told(store: Path) -> list[str]:
    """Return what `db check` says of each fault, without the file before it and the advice after it."""
    advice = f"。请用 gongkai db restore 恢复 {store.parent / 'backups'} 里最近的备份。"
    answer = run(("db", "check"))
    assert (answer.code, answer.out) == (1, "")
    lines = answer.err.splitlines()
    assert all(line.startswith(f"{store}：") and line.endswith(advice) for line in lines)
    return [line.removeprefix(f"{store}：").removesuffix(advice) for line in lines]


# The schema


def test_a_version_stands_for_one_schema() -> None:
    """Whoever changes a table or a view makes a new version, with a migration, and adds its digest here."""
    items = definitions.expected(identity.SCHEMA_VERSION).items
    parts = {name: item.statement for name, item in items.items() if name != "alembic_version"}
    parts |= {name: definitions.tokens(statement) for name, statement in views.definitions().items()}
    digest = hashlib.sha256(repr(sorted(parts.items())).encode()).hexdigest()
    assert digest == DIGESTS[identity.SCHEMA_VERSION]


def test_the_tables_that_are_looked_for_are_those_of_the_schema() -> None:
    items = definitions.expected(identity.SCHEMA_VERSION).items
    assert [name for name, item in sorted(items.items()) if item.kind == "table"] == list(identity.TABLES)


def test_installed_views_carry_no_comments(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        installed = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'view'")]
    assert len(installed) == len(views.queries())
    assert not any("--" in sql for sql in installed)


@pytest.fixture
def commented(gongkai: Program, store: Path) -> Path:
    """A store whose views carry comments, as those of earlier releases do."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        statements = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        for name, sql in statements:
            connection.execute(f"DROP VIEW {name}")
            connection.execute(sql.replace(" AS\n", " AS\n-- What this view is for, it's 'said' here.\n", 1))
    assert gongkai("tasks").code == 0
    return store


def test_views_with_comments_are_whole(gongkai: Program, commented: Path, tmp_path: Path) -> None:
    assert gongkai("db check").code == 0
    backup = gongkai("db backup")
    assert backup.code == 0
    assert gongkai("db", "restore", backup.out.strip(), "--yes").code == 0
    plan = tmp_path / "plan.yaml"
    plan.write_text((ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8").replace("消防安全", "消防"))
    assert gongkai("load", str(plan), "--yes").code == 0
    with closing(sqlite3.connect(commented)) as connection:
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'view' AND sql LIKE '%-- What%'"
        assert connection.execute(query).fetchone() == (len(views.queries()),)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("plan", "'\"key\"'", "'key'"),
        ("plan", "'  '", "char(9)"),
        ("task", "'CREATE TABLE task'", "'CREATE TABLE \"task\"'"),
        ("report", "', '", "','"),
        (
            "plan",
            "'CONSTRAINT key_is_not_blank CHECK (length(trim(key)) > 0),' || char(10) || '  UNIQUE (\"key\")'",
            "'UNIQUE (key), CONSTRAINT key_is_not_blank CHECK (length(trim(key))>0)'",
        ),
        ("ix_report_latest", "' ON '", "'  on '"),
    ],
)
def test_a_statement_laid_out_or_quoted_differently_is_the_same(
    gongkai: Program, store: Path, name: str, old: str, new: str
) -> None:
    """Versions of SQLAlchemy write the same table differently."""
    before = store.read_bytes()
    rewrite(store, name, old, new)
    assert store.read_bytes() != before
    assert gongkai("db check").code == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("report", "'BETWEEN 0 AND 100'", "'BETWEEN 0 AND 999'", "表 report 的定义被改过"),
        ("task_entry", "'title VARCHAR NOT NULL'", "'title VARCHAR'", "表 task_entry 的定义被改过"),
        ("change", "'undo'", "'Undo'", "表 change 的定义被改过"),
        ("ix_change_target_id", "'IS NOT NULL'", "'NOTNULL'", "索引 ix_change_target_id 的定义被改过"),
        ("tasks", "' AS lead'", "' AS  leads'", "缺少视图 tasks，或被改过"),
        ("schedule", "'undated'", "'UNDATED'", "缺少视图 schedule，或被改过"),
    ],
)
def test_a_changed_definition_is_a_fault(
    gongkai: Program, store: Path, name: str, old: str, new: str, fault: str
) -> None:
    assert gongkai("db check").code == 0
    rewrite(store, name, old, new)
    assert fault in told(store)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON report BEGIN SELECT 1; END", "report 上多了触发器 t"),
        ("CREATE TRIGGER t INSTEAD OF INSERT ON tasks BEGIN SELECT 1; END", "tasks 上多了触发器 t"),
        ("CREATE UNIQUE INDEX one ON report (percent, note)", "表 report 上多了索引 one"),
        ("DROP INDEX ix_report_latest", "缺少索引 ix_report_latest"),
        ("DROP TABLE alias", "缺少表 alias"),
        ("ALTER TABLE unit ADD COLUMN phone", "表 unit 的定义被改过"),
        ("ALTER TABLE unit ADD COLUMN twice AS (plan_id * 2)", "表 unit 的定义被改过"),
        ("DROP VIEW plans", "缺少视图 plans，或被改过"),
    ],
)
def test_what_the_schema_has_more_or_less_is_a_fault(store: Path, statement: str, fault: str) -> None:
    change(store, statement)
    assert fault in told(store)


def test_what_another_program_added_is_named_and_does_no_harm(gongkai: Program, store: Path) -> None:
    change(store, "ANALYZE", "CREATE TABLE remarks (no INTEGER, text)", "CREATE VIEW mine AS SELECT * FROM tasks")
    change(store, "CREATE INDEX ix_remarks ON remarks (no)")
    answer = gongkai("db check")
    assert (answer.code, answer.out) == (0, f"{store}：完好。工作要点 1 个、任务 12 项、活动 28 场、台账 1 号\n")
    assert answer.err == "另有别的程序加的表 remarks、视图 mine，不影响使用。\n"
    for command in ("tasks", "mark 3 --dept 县司法局 --percent 40", "db backup"):
        assert gongkai(command).code == 0


# The rows

ROWS = [
    (
        "UPDATE edition SET issued_on = '2024-13-45'",
        "表 edition 第 1 行的 issued_on 是“2024-13-45”，应为日期，如 2024-10-08",
    ),
    (
        "UPDATE edition SET ends_on = '0000-12-31'",
        "表 edition 第 1 行的 ends_on 是“0000-12-31”，应为日期，如 2024-10-08",
    ),
    ("UPDATE edition SET year = 1948", "表 edition 第 1 行的 year 是“1948”，应为 1949 到 2999"),
    ("UPDATE edition SET year = 2024.5", "表 edition 第 1 行的 year 是“2024.5”，应为整数"),
    (
        "UPDATE edition SET ends_on = '2024-01-01'",
        "表 edition 第 1 行的 issued_on 是“2024-05-26”、ends_on 是“2024-01-01”，最后一天早于第一天",
    ),
    ("UPDATE edition SET source = 'ftp://x.cn'", "表 edition 第 1 行的 source 是“ftp://x.cn”，不是网址"),
    ("UPDATE plan SET key = '  '", "表 plan 第 1 行的 key 是“”，不能是空白"),
    ("UPDATE task_entry SET title = x'fffe' WHERE no = 2", "表 task_entry 第 2 行的 title 是二进制内容，应为文字"),
    ("UPDATE task_entry SET no = 1000 WHERE no = 2", "表 task_entry 第 2 行的 no 是“1000”，应为 1 到 999"),
    ("UPDATE task_entry SET ongoing = 2 WHERE no = 2", "表 task_entry 第 2 行的 ongoing 是“2”，应为 0 或 1"),
    (
        "UPDATE task_entry SET due = '2024-02-30' WHERE no = 2",
        "表 task_entry 第 2 行的 due 是“2024-02-30”，应为日期，如 2024-10-08",
    ),
    (
        "UPDATE task_entry SET due = '2024-09-30', ongoing = 1 WHERE no = 2",
        "表 task_entry 第 2 行的 due 是“2024-09-30”、ongoing 是“1”，持续推进的任务没有时限",
    ),
    (
        "UPDATE task_entry SET title = '甲' || char(0) || '乙' WHERE no = 2",
        "表 task_entry 第 2 行的 title 是“甲乙”，含有空字符",
    ),
    (
        "UPDATE task_entry SET title = CAST(x'ff41' AS TEXT) WHERE no = 2",
        "表 task_entry 第 2 行的 title 是“\ufffdA”，不是 UTF-8 文字",
    ),
    (
        "UPDATE unit_entry SET kind = '一二三四五六七八九十一二三四五六七八九十一' WHERE unit_id = 2",
        None,
    ),
    ("UPDATE unit_entry SET position = 'x' WHERE unit_id = 2", "表 unit_entry 第 2 行的 position 是“x”，应为整数"),
    ("UPDATE measure SET rhythm = 'daily' WHERE rowid = 3", "表 measure 第 3 行的 rhythm 是“daily”，不是已知的代码"),
    (
        "UPDATE party SET role = 'member' WHERE rowid = 1",
        "表 party 第 1 行的 role 是“member”，应为 lead、responsible 或 support",
    ),
    (
        "UPDATE party SET collective_id = 1, unit_id = 1 WHERE rowid = 1",
        "表 party 第 1 行的 unit_id 是“1”、collective_id 是“1”，单位和集体称谓要有一样，只有一样",
    ),
    (
        "UPDATE assignment_entry SET role = 'boss' WHERE assignment_id = 4",
        "表 assignment_entry 第 4 行的 role 是“boss”，不是已知的代码",
    ),
    ("UPDATE activity_entry SET month = 13 WHERE no = 9", "表 activity_entry 第 9 行的 month 是“13”，应为 1 到 12"),
    (
        "UPDATE change SET at = '2024-10-08 09:30:00' WHERE id = 2",
        "表 change 第 2 行的 at 是“2024-10-08 09:30:00”，应为时刻，如 2024-10-08T09:30:00+08:00",
    ),
    (
        "UPDATE change SET at = '2024-10-08T25:30:00+08:00' WHERE id = 2",
        "表 change 第 2 行的 at 是“2024-10-08T25:30:00+…”，应为时刻，如 2024-10-08T09:30:00+08:00",
    ),
    ("UPDATE change SET who = ' ' WHERE id = 2", "表 change 第 2 行的 who 是“”，不能是空白"),
    (
        "UPDATE change SET target_id = 1 WHERE id = 2",
        "表 change 第 2 行的 kind 是“mark”、target_id 是“1”，不该指向另一号",
    ),
    ("UPDATE report SET percent = 101", "表 report 第 1 行的 percent 是“101”，应为 0 到 100"),
    ("UPDATE report SET percent = 'x'", "表 report 第 1 行的 percent 是“x”，应为整数"),
    ("UPDATE report SET percent = 100", "表 report 第 1 行的 status 是“in_progress”、percent 是“100”，已完成就是 100%"),
    (
        "UPDATE report SET status = 'not_started'",
        "表 report 第 1 行的 status 是“not_started”、percent 是“40”，未启动就是 0%",
    ),
    ("UPDATE report SET before_percent = -1", "表 report 第 1 行的 before_percent 是“-1”，应为 0 到 100"),
    ("UPDATE report SET before_status = 'held'", "表 report 第 1 行的 before_status 是“held”，不是已知的代码"),
    (
        "UPDATE report SET reported_on = '9999-12-31'",
        "表 report 第 1 行的 reported_on 是“9999-12-31”，晚于记录的那一天",
    ),
    ("UPDATE report SET change_id = 1", "表 report 第 1 行的 change_id 是“1”，那一号不是报告"),
    (
        "UPDATE activity_event SET change_id = 2 WHERE id = 1",
        "表 activity_event 第 1 行的 change_id 是“2”，那一号不是活动记录",
    ),
    ("UPDATE activity_event SET people = -5 WHERE id = 2", "表 activity_event 第 2 行的 people 是“-5”，人数不能小于 0"),
    (
        "UPDATE activity_event SET status = 'published' WHERE id = 2",
        "表 activity_event 第 2 行的 status 是“published”、link 是空值，已公开要有链接",
    ),
    (
        "UPDATE activity_event SET date = NULL WHERE id = 2",
        "表 activity_event 第 2 行的 status 是“held”、date 是空值，这种状态要有日期",
    ),
    (
        "UPDATE activity_event SET reported_on = '2999-01-01' WHERE id = 2",
        "表 activity_event 第 2 行的 reported_on 是“2999-01-01”，晚于记录的那一天",
    ),
    (
        "UPDATE change SET id = 9 WHERE id = 4; UPDATE activity_event SET change_id = 9 WHERE change_id = 4",
        "台账缺第 4 号",
    ),
    ("DELETE FROM alembic_version", "表 alembic_version 应有一行 0004"),
    ("UPDATE alembic_version SET version_num = '0002'", "表 alembic_version 应有一行 0004"),
]
"""What another program did to the rows, and the fault that is named; None is no fault."""


@pytest.mark.parametrize(("statements", "fault"), ROWS)
def test_a_value_that_the_program_does_not_write_is_named(reported: Path, statements: str, fault: str | None) -> None:
    change(reported, *statements.split("; "))
    if fault is None:
        assert run(("db", "check")).code == 0
    else:
        assert fault in told(reported)


def test_a_long_value_is_shown_shortened_and_in_one_line(reported: Path) -> None:
    change(reported, "UPDATE report SET status = char(27) || '[31m' || char(10) || printf('%.*c', 1000000, 'x')")
    assert f"表 report 第 1 行的 status 是“[31m {'x' * 15}…”，不是已知的代码" in told(reported)


OTHER_PLAN = (
    "INSERT INTO plan VALUES (9, 'other')",
    "INSERT INTO change VALUES (5, 9, '2024-10-08T09:00:00+08:00', '甲', 'load', NULL, NULL, NULL)",
    (
        "INSERT INTO edition SELECT 9, 9, 5, since, title, year, region, issuer, issued_on, ends_on, source, based_on, "
        "file, number, also FROM edition"
    ),
    "INSERT INTO task VALUES (99, 9)",
    (
        "INSERT INTO task_entry SELECT 9, 99, 9, no, title, due, ongoing, withdrawn, NULL, NULL, NULL, '' "
        "FROM task_entry WHERE no = 1"
    ),
    "INSERT INTO unit VALUES (99, 9)",
    (
        "INSERT INTO unit_entry SELECT 9, 99, 9, name, kind, position, withdrawn, NULL, NULL FROM unit_entry "
        "WHERE unit_id = 1"
    ),
    "INSERT INTO collective SELECT 99, 9, 9, name, kinds, indefinite, position FROM collective WHERE id = 1",
)

OF_ANOTHER_PLAN = "不属于同一个工作要点"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE assignment SET unit_id = 99 WHERE id = 1",
            f"表 assignment 第 1 行的 unit_id 是“99”，{OF_ANOTHER_PLAN}",
        ),
        (
            "UPDATE assignment SET task_id = 99 WHERE id = 1",
            f"表 assignment 第 1 行的 task_id 是“99”，{OF_ANOTHER_PLAN}",
        ),
        ("UPDATE party SET unit_id = 99 WHERE rowid = 1", f"表 party 第 1 行的 unit_id 是“99”，{OF_ANOTHER_PLAN}"),
        (
            "INSERT INTO party VALUES (1, 1, 'lead', 99, 1, NULL, 99)",
            f"的 collective_id 是“99”，{OF_ANOTHER_PLAN}",
        ),
        (
            "INSERT INTO collective_member VALUES (1, 99, 1, 0)",
            f"表 collective_member 第 1 行的 unit_id 是“99”，{OF_ANOTHER_PLAN}",
        ),
        (
            "UPDATE activity_entry SET organizer_id = 99 WHERE no = 1",
            f"表 activity_entry 第 1 行的 organizer_id 是“99”，{OF_ANOTHER_PLAN}",
        ),
        (
            "UPDATE activity_entry SET edition_id = 9 WHERE no = 1",
            f"表 activity_entry 第 1 行的 edition_id 是“9”，{OF_ANOTHER_PLAN}",
        ),
        ("UPDATE report SET plan_id = 9", f"表 report 第 1 行的 assignment_id 是“{{part}}”，{OF_ANOTHER_PLAN}"),
        ("UPDATE report SET plan_id = 9", f"表 report 第 1 行的 change_id 是“2”，{OF_ANOTHER_PLAN}"),
        (
            "UPDATE activity_event SET plan_id = 9 WHERE id = 1",
            f"表 activity_event 第 1 行的 activity_id 是“13”，{OF_ANOTHER_PLAN}",
        ),
        (
            (
                "INSERT INTO difference (change_id, position, plan_id, kind, subject, words) "
                "VALUES (1, 0, 9, 'changed', '任务 1', '变更')"
            ),
            f"表 difference 第 1 行的 change_id 是“1”，{OF_ANOTHER_PLAN}",
        ),
        (
            "INSERT INTO change VALUES (6, 9, '2024-10-08T09:00:00+08:00', '甲', 'redo', NULL, 2, NULL)",
            "表 change 第 6 行的 target_id 是“2”，那一号不属于同一个工作要点",
        ),
        ("DELETE FROM task_entry WHERE plan_id = 9", "表 plan 第 9 行的工作要点一项任务也没有"),
    ],
)
def test_rows_belong_to_one_plan(reported: Path, statement: str, fault: str) -> None:
    change(reported, *OTHER_PLAN)
    assert run(("db", "check")).code == 0
    with closing(sqlite3.connect(reported)) as connection:
        (part,) = connection.execute("SELECT assignment_id FROM report").fetchone()
    change(reported, statement)
    fault = fault.replace("{part}", str(part))
    assert any(fault in line for line in told(reported))


@pytest.fixture
def loaded_twice(gongkai: Program, reported: Path, tmp_path: Path) -> Path:
    """The same store with a second edition, in which task 12 is withdrawn; change 5 is its load."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    first, last = text.index("  - no: 12\n"), text.index("activities:")
    (tmp_path / "plan.yaml").write_text(text[:first] + text[last:], encoding="utf-8")
    assert gongkai("load", str(tmp_path / "plan.yaml"), "--yes").code == 0
    assert gongkai("db check").code == 0
    return reported


EDITIONS = [
    ("UPDATE edition SET change_id = 2 WHERE id = 1", "表 edition 第 1 行的 change_id 是“2”，那一号不是载入"),
    ("UPDATE difference SET change_id = 2", "表 difference 第 1 行的 change_id 是“2”，那一号不是载入"),
    ("UPDATE edition SET since = '2025-01-01' WHERE id = 1", "表 edition 第 2 行的版次早于它前面的版次"),
    ("UPDATE edition SET since = '今天' WHERE id = 2", "表 edition 第 2 行的 since 是“今天”，应为日期，如 2024-10-08"),
    ("INSERT INTO plan VALUES (9, 'x')", "表 plan 第 9 行的工作要点没有版次"),
    ("INSERT INTO unit VALUES (99, 1)", "表 unit 第 99 行不在任何版次里"),
    ("INSERT INTO task VALUES (99, 1)", "表 task 第 99 行不在任何版次里"),
    ("INSERT INTO activity VALUES (99, 1)", "表 activity 第 99 行不在任何版次里"),
    ("INSERT INTO assignment VALUES (999, 1, 1, 40)", "表 assignment 第 999 行不在任何版次里"),
    ("UPDATE activity_event SET activity_id = 99", "表 activity_event 第 1 行指向已不存在的 activity"),
    ("DELETE FROM edition WHERE id = 2", "表 unit_entry 第 {} 行指向已不存在的 edition"),
    (
        "DELETE FROM task_entry WHERE edition_id = 2 AND task_id = 12",
        "表 task 第 12 行在先前的版次里有，最新的版次里却没有",
    ),
    (
        "DELETE FROM activity_entry WHERE edition_id = 2 AND activity_id = 13",
        "表 activity 第 13 行在先前的版次里有，最新的版次里却没有",
    ),
    (
        "DELETE FROM assignment_entry WHERE edition_id = 2 AND assignment_id = 3",
        "表 assignment 第 3 行在先前的版次里有，最新的版次里却没有",
    ),
    (
        "DELETE FROM unit_entry WHERE edition_id = 2 AND unit_id = 3",
        "表 unit 第 3 行在先前的版次里有，最新的版次里却没有",
    ),
    (
        "DELETE FROM task_entry WHERE edition_id = 1 AND task_id = 2",
        "表 measure 第 {} 行的 edition_id 是“1”、task_id 是“2”，不在这一版次里",
    ),
    (
        "DELETE FROM unit_entry WHERE edition_id = 1 AND unit_id = 3",
        "表 assignment_entry 第 {} 行的 edition_id 是“1”、unit_id 是“3”，不在这一版次里",
    ),
    (
        "DELETE FROM unit_entry WHERE edition_id = 1 AND unit_id = 4",
        "表 activity_entry 第 {} 行的 edition_id 是“1”、organizer_id 是“4”，不在这一版次里",
    ),
    (
        "UPDATE party SET collective_id = 1 WHERE edition_id = 2 AND collective_id IS NOT NULL",
        "表 party 第 {} 行的 edition_id 是“2”、collective_id 是“1”，不在这一版次里",
    ),
    (
        "INSERT INTO unit VALUES (99, 1); INSERT INTO collective_member VALUES (1, 99, 1, 0)",
        "表 collective_member 第 1 行的 collective_id 是“1”、unit_id 是“99”，不在这一版次里",
    ),
    (
        "UPDATE assignment_entry SET assignment_id = 2 WHERE rowid = 1",
        "表 assignment_entry 第 1 行的 task_id 是“1”、unit_id 是“1”、assignment_id 是“2”，不是这个单位在这项任务的承担",
    ),
    ("UPDATE edition SET since = '2024-06-01' WHERE id = 1", "表 edition 第 1 行是工作要点的第一版，却不是从头执行的"),
    (
        "; ".join(
            f"DELETE FROM {table} WHERE edition_id = 1"  # noqa: S608 - our own words
            for table in ("measure", "party", "assignment_entry", "task_entry")
        ),
        "表 edition 第 1 行的版次没有任务",
    ),
    (
        "UPDATE assignment_entry SET withdrawn = 0 WHERE edition_id = 2 AND task_id = 12",
        "表 assignment_entry 第 {} 行的 task_id 是“12”，任务已调出，承担却还在",
    ),
    ("DELETE FROM difference", "第 5 号载入没有记下变化"),
    (
        "INSERT INTO change (id, plan_id, at, who, kind) VALUES (6, 1, '2024-10-08T09:30:00+08:00', '甲', 'load')",
        "第 6 号载入没有它的版次",
    ),
]
"""What another program did to a store of two editions, and the fault that is named, with {} for a row's number."""


@pytest.mark.parametrize(("statements", "fault"), EDITIONS)
def test_editions_hold_together(loaded_twice: Path, statements: str, fault: str) -> None:
    change(loaded_twice, *statements.split("; "))
    pattern = re.escape(fault).replace(r"\{\}", r"\d+")
    faults = told(loaded_twice)
    assert [line for line in faults if re.fullmatch(pattern, line)], faults


def test_every_check_of_the_schema_is_told_in_words(store: Path) -> None:
    """A store that breaks every rule of every table at once: each check is named in Chinese, and none fails."""
    for table in definitions.expected(identity.SCHEMA_VERSION).tables:
        settings = ", ".join(f"\"{column.name}\" = x'ff'" for column in table.columns if column.name != "id")
        change(store, "PRAGMA foreign_keys = OFF", f"UPDATE OR REPLACE {table.name} SET {settings}")  # noqa: S608
    assert integrity.faults(StoreFile(store))
    names = [name for table in definitions.expected(identity.SCHEMA_VERSION).tables for name, _ in table.checks]
    assert len(names) > 30


def test_ledger_numbers_have_no_gaps_after_refusals_and_interruptions(gongkai: Program, store: Path) -> None:
    """A number that was taken in a transaction that failed is given again."""
    for command in (
        "mark 3 --dept 县司法局 --percent 40",
        "mark 3 --dept 县司法局 --status done --percent 5",
        "activity publish 17 --link http://x.gov.cn/a",
        "undo",
        "undo 2",
        "redo",
        "mark 5 --dept 县司法局 --percent 10",
    ):
        gongkai(command)
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT id FROM change ORDER BY id").fetchall() == [(1,), (2,), (3,), (4,), (5,)]
    assert gongkai("db check").code == 0


# Copies


def test_a_faulty_copy_is_not_restored(gongkai: Program, reported: Path) -> None:
    copy = Path(shutil.copy(reported, reported.with_name("copy.db")))
    change(copy, "UPDATE report SET percent = 'x'")
    before = reported.read_bytes()
    answer = gongkai("db", "restore", str(copy), "--yes")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    assert str(copy) in answer.err
    assert reported.read_bytes() == before


def test_a_faulty_store_is_not_backed_up(gongkai: Program, reported: Path) -> None:
    change(reported, "UPDATE report SET percent = 'x'")
    answer = gongkai("db backup")
    assert (answer.code, answer.out) == (1, "")
    assert re.fullmatch(r".*表 report 第 1 行的 percent 是“x”，应为整数。请用 gongkai db restore .*\n", answer.err)
