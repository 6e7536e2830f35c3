"""A store that another program changed, switched, locked or left half written: used, or refused in one line."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from test_checking import change
from test_faults import one_line, percents

from conftest import ROOT, Answer, Program, run
from fault_table import fault, told
from gongkai_cli.store.sqlite import definitions
from gongkai_cli.store.sqlite.identity import SCHEMA_VERSION
from posix_only import posix_signal
from processes import PROGRAM, start

TRIGGER = """CREATE TRIGGER quiet AFTER INSERT ON report BEGIN
  UPDATE report SET percent = 1, note = '改写' WHERE id <> new.id; END"""
ENDLESS = "WITH RECURSIVE t(no) AS (SELECT 1 UNION ALL SELECT no FROM t) SELECT no FROM t"
REFUSED = "台账“{}”的结构被别的程序改过，没有用它。请用 gongkai db check 看改了哪里。"
READING = ("tasks", "show 3", "log", "status", "plans", "export --what ledger --format csv")
WRITING = ("mark 3 --dept 县司法局 --percent 50", "activity held 13 --date 8月20日", "undo")


def assert_refused(store: Path, *commands: str) -> None:
    """Hold that each command refuses the store in the same line and leaves it as it is."""
    before = store.read_bytes()
    for command in commands:
        assert run((command,)) == Answer(1, "", REFUSED.format(store) + "\n")
    assert store.read_bytes() == before


# The structure


@fault("台账里被装了触发器")
def test_a_trigger_is_refused_before_it_can_rewrite(name: str, gongkai: Program, store: Path) -> None:
    assert gongkai("mark 3 --dept 县司法局 --percent 40").code == 0
    change(store, TRIGGER)
    assert_refused(store, *READING, *WRITING)
    assert percents(store) == [40]
    told(name, store.parent, 1, REFUSED.format(store), "没有动")


def test_a_backup_with_a_trigger_is_not_restored(gongkai: Program, store: Path) -> None:
    copy = store.with_name("copy.db")
    shutil.copy(store, copy)
    change(copy, TRIGGER)
    before = store.read_bytes()
    answer = gongkai("db", "restore", str(copy), "--yes")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    assert str(copy) in answer.err
    assert store.read_bytes() == before


def test_a_store_with_a_trigger_can_be_replaced_by_a_backup(gongkai: Program, store: Path) -> None:
    copy = gongkai("db backup").out.strip()
    change(store, TRIGGER)
    assert gongkai("db backup").code == 1
    assert gongkai("db", "restore", copy, "--yes").code == 0
    assert gongkai("db check").code == 0
    assert gongkai("tasks").code == 0


@fault("任务表换成了没有尽头的视图")
def test_a_view_without_end_is_refused_before_it_is_asked(name: str, store: Path) -> None:
    change(store, "PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON", "DROP TABLE task")
    change(store, f"CREATE VIEW task AS {ENDLESS}")
    for command in (("tasks",), ("mark", "3", "--dept", "县司法局", "--percent", "5"), ("db", "backup")):
        line = one_line(start(*command), 1)
    line = one_line(start("tasks"), 1)
    assert line == REFUSED.format(store)
    answer = start("db", "check")
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{store}：task 应是表，却是视图。")
    told(name, store.parent, 1, line, "没有动")


@pytest.mark.parametrize(
    "statements",
    [
        ("ALTER TABLE unit ADD COLUMN twice AS (plan_id * 2)",),
        ("DROP TABLE alias", "CREATE VIRTUAL TABLE alias USING fts5(unit_id, name, position)"),
        ("DROP TABLE alias",),
        ("DROP TABLE alias", "CREATE VIEW alias AS SELECT 1 AS unit_id, 'x' AS name, 1 AS position"),
    ],
)
def test_a_table_that_is_no_plain_table_is_refused(store: Path, statements: tuple[str, ...]) -> None:
    change(store, *statements)
    assert_refused(store, *READING, *WRITING)
    assert run(("db check",)).code == 1


# The values

VALUES = [
    "NULL",
    "''",
    "' '",
    "'x'",
    "'2024-13-45'",
    "'9999-12-31'",
    "'0000-00-00'",
    "-1",
    "0",
    "3.5",
    "1e308",
    "9e999",
    "9223372036854775807",
    "x'fffe'",
    "printf('%.*c', 1000000, 'x')",
    "'ＮＵＬ' || char(0) || 'x'",
    "char(27) || '[31m'",
    "CAST(x'ff' AS TEXT)",
    "'=1+1'",
    "'published'",
    "'12'",
]
COMMANDS = [
    "tasks",
    "tasks --dept 县司法局 --format json",
    "tasks --search 政策 --sort pace --format csv",
    "show 3",
    "show 3 --format json",
    "depts --format csv",
    "dept 县司法局 -o {folder}/单位.xlsx",
    "schedule -o {folder}/活动.ics",
    "schedule --format json",
    "activity show 13",
    "upcoming --days 90",
    "upcoming -o {folder}/近期.ics",
    "status",
    "status --format json",
    "log",
    "log --format json",
    "plans",
    "export -o {folder}/台账.xlsx",
    "export --what tasks --format csv",
    "export --what assignments --format json",
    "export --what ledger --format csv",
    "mark 3 --dept 县司法局 --percent 50",
    "activity held 13 --people 40",
    "undo",
    "redo",
    "load {folder}/plan.yaml --yes",
    "db backup {folder}/备份.db",
    "db check",
    "db restore {folder}/gongkai.db --yes",
]
COLUMNS = [
    (table.name, column.name) for table in definitions.expected(SCHEMA_VERSION).tables for column in table.columns
]
CASES = [
    (table, column, value, COMMANDS[(place * 12 + place // len(VALUES)) % len(COMMANDS)])
    for place, ((table, column), value) in enumerate(product(COLUMNS, VALUES))
]
"""Every value in every column, each with one of the commands; the commands go round, so that every column meets all."""
SOME = 9
"""One case of so many is tried in every run of the ordinary tests, six times as many in the slow one."""


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, filled_store: Path) -> Path:
    """A store with reports, steps of activities and something taken back."""
    store = tmp_path_factory.mktemp("reported") / "gongkai.db"
    shutil.copy(filled_store, store)
    for command in (
        "mark 3 5 --dept 县司法局 --percent 40 --note 已开会 --problem 缺人 --next 走访 --link http://x.gov.cn/a",
        "mark 3 --dept 县政府办 --percent 100",
        "activity held 13 --date 8月20日 --people 30 --place 礼堂 --form 政府开放日",
        "activity cancel 18 --reason 与大会同日",
        "mark 8 --dept 县政府办 --percent 30",
        "undo",
    ):
        assert run(("--db", str(store), *command.split(), "--as-of", "2024-10-08")).code == 0
    return store


@pytest.fixture(scope="module")
def unchecked(reported: Path) -> Path:
    """The same store with its tables made anew, without types, checks and keys."""
    store = reported.with_name("unchecked.db")
    shutil.copy(reported, store)
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        installed = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        for view, _ in installed:
            connection.execute(f"DROP VIEW {view}")
        for table in definitions.expected(SCHEMA_VERSION).tables:
            columns = ", ".join(
                f'"{column.name}"{" INTEGER PRIMARY KEY" if column.name == "id" else ""}' for column in table.columns
            )
            connection.execute(f"CREATE TABLE other ({columns})")
            connection.execute(f'INSERT INTO other SELECT * FROM "{table.name}"')  # noqa: S608 - a table of ours
            connection.execute(f'DROP TABLE "{table.name}"')
            connection.execute(f'ALTER TABLE other RENAME TO "{table.name}"')
        for _, statement in installed:
            connection.execute(statement)
    return store


def assert_used_or_refused_in_one_line(store: Path, command: str) -> None:
    """Hold that a command works or says one line; a traceback would be raised by `run`."""
    answer = run(tuple(word.format(folder=store.parent) for word in command.split()))
    if answer.code == 0:
        return
    assert answer.code in {1, 3, 4}, answer.err
    if command != "db check":
        assert len(answer.err.splitlines()) == 1, answer.err
    if "没有写过" in answer.err:
        assert run(("db check",)).code == 1


def try_all(cases: list[tuple[str, str, str, str]], original: Path, store: Path) -> None:
    """Try each case on a copy of a store."""
    changed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8").replace("消防安全", "消防")
    (store.parent / "plan.yaml").write_text(changed, encoding="utf-8")
    for table, column, value, command in cases:
        # A new file each time: a command that failed in this process may still have the last one open.
        for pattern in ("*.xlsx", "*.ics", "备份.db*", f"{store.name}*"):
            for left in store.parent.glob(pattern):
                left.unlink()
        shutil.copy(original, store)
        where = f"rowid = (SELECT max(rowid) FROM {table})" if "1000000" in value else "TRUE"  # noqa: S608
        try:
            change(store, f'UPDATE OR REPLACE "{table}" SET "{column}" = {value} WHERE {where}')  # noqa: S608
        except sqlite3.IntegrityError:  # a row's number cannot be everything
            continue
        try:
            assert_used_or_refused_in_one_line(store, command)
        except Exception as error:
            raise AssertionError(f"{table}.{column} = {value}: gongkai {command}") from error


@pytest.mark.slow
@pytest.mark.parametrize("original", ["reported", "unchecked"])
def test_any_value_in_any_column_is_shown_or_refused(
    original: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    first = ["reported", "unchecked"].index(original)
    try_all(CASES[first :: 2 * SOME], request.getfixturevalue(original), tmp_path / "gongkai.db")


@pytest.mark.slow
@pytest.mark.parametrize("original", ["reported", "unchecked"])
def test_many_more_values_are_shown_or_refused(original: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    first = ["reported", "unchecked"].index(original)
    try_all(CASES[first + 2 :: SOME * 2 // 3], request.getfixturevalue(original), tmp_path / "gongkai.db")


@fault("报告的日期被别的程序改成“2024-09-99”")
def test_a_value_that_is_none_of_ours_sends_to_the_check(name: str, gongkai: Program, store: Path) -> None:
    assert gongkai("mark 3 --dept 县司法局 --percent 40").code == 0
    change(store, "UPDATE report SET reported_on = '2024-09-99'")
    answer = gongkai("tasks --dept 县司法局")
    assert (answer.code, answer.out) == (1, "")
    line = f"台账“{store}”里有本程序没有写过的内容，这次没有做完。请用 gongkai db check 看在哪里；"
    assert answer.err == line + "刚才若是记录，用 gongkai log 查看是否已记入。\n"
    assert "表 report 第 1 行的 reported_on 是“2024-09-99”，应为日期" in gongkai("db check").err
    told(name, store.parent, 1, answer.err, "没有动")


@fault("任务的标题不是 UTF-8 文字")
def test_a_text_that_is_no_utf8_sends_to_the_check(name: str, gongkai: Program, store: Path) -> None:
    change(store, "UPDATE task_entry SET title = CAST(x'ff0a41' AS TEXT) WHERE no = 2")
    answer = gongkai("tasks")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    assert "里有本程序读不懂的内容" in answer.err
    assert "gongkai db check" in answer.err
    assert "表 task_entry 第 2 行的 title 是“\ufffd A”，不是 UTF-8 文字" in gongkai("db check").err
    told(name, store.parent, 1, answer.err.partition("（")[0] + "（…）" + answer.err.rpartition("）")[2], "没有动")


def test_a_completion_on_such_a_store_offers_nothing(gongkai: Program, store: Path) -> None:
    change(store, "UPDATE edition SET issued_on = 'x'")
    assert gongkai("tasks").code == 1
    words = {"_GONGKAI_COMPLETE": "complete_bash", "COMP_WORDS": "gongkai show ", "COMP_CWORD": "2"}
    answer = subprocess.run([*PROGRAM], capture_output=True, text=True, check=False, env={**os.environ, **words})
    assert (answer.stdout.strip(), answer.stderr) == ("", "")


# Looking changes nothing


@pytest.mark.parametrize("name", ["a?mode=rw.db", "a#b.db", "100%41.db", "a b&c=d.db", "石城.db", "a'b\"c.db"])
def test_a_store_of_any_name_is_read_and_written(store: Path, name: str) -> None:
    moved = store.rename(store.with_name(name))
    for command in (
        ("tasks",),
        ("mark", "3", "--dept", "县司法局", "--percent", "40"),
        ("db", "check"),
        ("db", "backup"),
    ):
        assert run(("--db", str(moved), *command)).code == 0
    assert percents(moved) == [40]
    assert sorted(path.name for path in store.parent.iterdir()) == sorted(["backups", name])


@pytest.mark.parametrize("command", [*READING, "db check", "db backup"])
def test_looking_opens_the_store_for_reading_alone(store: Path, command: str) -> None:
    """Not even an empty change: the file's bytes and time stay, and nothing stands beside it."""
    before = store.read_bytes(), store.stat().st_mtime_ns
    assert run((command,)).code == 0
    assert (store.read_bytes(), store.stat().st_mtime_ns) == before
    assert {path.name for path in store.parent.iterdir()} <= {"gongkai.db", "backups"}


HALF_A_CHANGE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")  # so that pages go to the file before the end
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE {table} SET {column} = '{text}'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave_half_a_change(store: Path, table: str, column: str) -> None:
    """Kill a program in the middle of its transaction, with half of it in the file and its journal beside it."""
    script = HALF_A_CHANGE.format(table=table, column=column, text="半" * 5000)
    assert subprocess.run([sys.executable, "-c", script, store], check=False).returncode == -posix_signal.SIGKILL
    assert store.with_name(f"{store.name}-journal").stat().st_size > 0


@fault("写到一半的程序被杀死，日志留在台账旁边")
def test_half_a_change_is_taken_back_by_whoever_looks_first(name: str, gongkai: Program, store: Path) -> None:
    seen = gongkai("tasks")
    leave_half_a_change(store, "task_entry", "title")
    answer = gongkai("tasks")
    assert answer == seen
    assert not store.with_name("gongkai.db-journal").exists()
    assert gongkai("db check").code == 0
    told(name, store.parent, answer.code, answer.err, "那一半退掉了，像没有写过")


def test_half_a_change_of_another_programs_file_is_left_alone(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("CREATE TABLE mine (x)")
        other.executemany("INSERT INTO mine VALUES (?)", [("甲" * 50,)] * 200)
    leave_half_a_change(store, "mine", "x")
    journal = store.with_name("gongkai.db-journal")
    before = store.read_bytes(), journal.read_bytes()
    for command in ("tasks", "mark 3 --dept 县司法局 --percent 5", "db check", "db backup"):
        answer = run((command,))
        assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    assert (store.read_bytes(), journal.read_bytes()) == before


# Other programs at the file


def in_wal(store: Path) -> bool:
    """Say whether the file's header says WAL."""
    return store.read_bytes()[18:20] == b"\2\2"


@fault("台账被别的程序切换成了 WAL")
def test_a_store_in_wal_is_read_and_the_next_writer_turns_it_back(name: str, gongkai: Program, store: Path) -> None:
    seen = gongkai("tasks")
    change(store, "PRAGMA journal_mode = WAL")
    assert in_wal(store)
    assert gongkai("tasks") == seen
    assert gongkai("db check").code == 0
    assert gongkai("db backup").code == 0
    answer = gongkai("mark 3 --dept 县司法局 --percent 40")
    assert answer.code == 0
    assert not in_wal(store)
    assert percents(store) == [40]
    assert sorted(path.name for path in store.parent.iterdir()) == ["backups", "gongkai.db"]
    told(name, store.parent, answer.code, "", "照常读写；写时改回普通日志")


def test_a_store_in_wal_that_another_program_has_open_is_read_and_written(gongkai: Program, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE edition SET title = '改过的题目'")
        assert "改过的题目" in gongkai("plans").out
        assert gongkai("mark 3 --dept 县司法局 --percent 40").code == 0
        assert other.execute("SELECT percent FROM report").fetchall() == [(40,)]
    assert gongkai("mark 3 --dept 县司法局 --percent 50").code == 0
    assert not in_wal(store)
    assert percents(store) == [40, 50]


# Long queries and disks that fail

ENDLESS_READING = """
import sys
from pathlib import Path
from gongkai_cli.store.sqlite.store_file import StoreFile
try:
    with StoreFile(Path(sys.argv[1])).reading() as connection:
        print("asking", flush=True)
        connection.execute(f"SELECT count(*) FROM ({sys.argv[2]})")
except KeyboardInterrupt:
    sys.exit(130)
"""


@fault("查询很久时按 Ctrl-C")
def test_ctrl_c_ends_a_long_query(name: str, store: Path) -> None:
    """A query that counts to no end gives Python no chance to look, unless SQLite offers it."""
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS_READING, store, ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "asking\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "")
    told(name, store.parent, process.returncode, said, "没有变")


def failing(call: str, store: Path, *command: str) -> Iterator[str]:
    """Run a command whose system calls of one kind on the store fail as on a broken disk."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not there to let a disk fail")
    under = (strace, "-f", "-qq", "-o", "/dev/null", "-P", str(store), "-e", f"inject={call}:error=EIO")
    answer = start(*command, under=under)
    if "ptrace" in answer.stderr:
        pytest.skip("strace may not follow a process here")
    yield one_line(answer, 1)


@fault("读盘出错")
def test_a_disk_that_cannot_be_read_is_told_as_that(name: str, store: Path) -> None:
    before = store.read_bytes()
    for line in failing("pread64", store, "tasks"):
        assert line == f"台账“{store}”读不出来，未写入。请看磁盘是否有故障、网络盘是否断开，再试。"
        told(name, store.parent, 1, line, "没有变")
    assert store.read_bytes() == before
