"""Answers at any size: what a command asks about one plan touches that plan's rows, and no table is read whole.

SQLite says how it would find the rows of every statement that a command runs: SEARCH where an index leads to them,
SCAN where all are read. Subqueries are scanned too, which is no harm: they hold one plan's rows by then.
"""

import re
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from commands import LEAVES
from conftest import ROOT, run
from gongkai_cli.planfile import reading
from gongkai_cli.store.plans import loading
from gongkai_cli.store.plans.loading import LoadFacts
from gongkai_cli.store.sqlite.store_file import StoreFile
from gongkai_cli.store.sqlite.writer import Signature
from years import of_year

COMMANDS = [
    "tasks",
    "tasks --dept 县司法局",
    "tasks --dept 县司法局 --dept 屏山镇 --role 参与 --status 推进中 --pace 欠进度 --search 政策 --sort due",
    "tasks --role 牵头 --status 未启动 --pace 欠进度 --search 政策 --sort pace",
    "tasks --as-of 2024-09-01",
    "show 3",
    "depts",
    "depts --kind 乡镇",
    "depts --silent-since 9月1日",
    "owed --period 第三季度",
    "dept 县司法局",
    "schedule --month 10 --dept 县工信局",
    "activity show 17",
    "upcoming",
    "upcoming --dept 县文广旅局 --days 90",
    "bulletin --period 第三季度",
    "activity notice 17",
    "status",
    "log",
    "log --dept 县司法局 --task 3 --since 2024-09-01 --by 测试员",
    "log --activity 13",
    "log --search 走访 --by-report-day --since 第三季度",
    "export --what tasks --format csv",
    "export --what assignments --format csv",
    "export --what activities --format csv",
    "export --what units --format csv",
    "export --what ledger --format csv",
    "board --format html",
    "schedule --public",
    "export --what plan",
    "export --what plan --as-of 2024-09-01",
    "plans copy shicheng-2024 --year 2025",
    "mark 3 5 --dept 县司法局 --percent 40",
    "mark 3 --dept 县司法局、县政府办 --clear problem --link http://x.gov.cn/a --link http://x.gov.cn/b",
    "mark 3 --all --percent 50 --yes",
    "activity plan 17 --date 2024-10-15",
    "activity held 13 --date 2024-08-20",
    "activity publish 13 --link http://x.gov.cn/a",
    "activity cancel 18 --reason 与大会同日",
    "activity summary 13",
    "undo",
    "redo",
    "bulletin --period 9月 --ledger 3",
    "undo 3 --with-later",
    "redo",
    "sheets --period 10月 --dept 县司法局 -o 报送表",
    "collect 汇总.csv 报送表 --period 10月 --prefer 表 --dry-run",
    "collect 汇总.csv --period 10月 --prefer 表",
    "mark --from 汇总.csv",
    "undo --yes",
    "load changed.yaml --dry-run",
    "editions",
    "editions 1",
    "compare",
    "compare shicheng-2023 shicheng-2024",
    "plans remove shicheng-2024 --yes",
    "undo",
]
"""Commands on one plan, named by its key or not, in an order in which each can run on one store."""

ON_NO_PLAN = {
    *("help", "draft", "new", "plans list", "check", "schema", "db path", "db backup", "db restore", "db check"),
    *("db datasette", "config list", "config get", "config set", "config unset"),
}
"""Commands on all plans or none, which may read whatever they need."""

SUBQUERIES = {"s", "x", "g", "ledger"}
"""What `views.sql` names its subqueries, and the view that is one; no table is called so."""

OF_THE_SCHEMA = {"sqlite_master", "entries", "columns", "CONSTANT"}
"""SQLite's own lists of tables and columns, some fifty rows in any store, and the one row that counts them."""

FIRST_ROW_ONLY = re.compile(r"\bORDER BY (?:change\.id|change\.undone_by|newest\.year) DESC.*\sLIMIT 1\b", re.DOTALL)
"""Statements that walk an index from its end and stop at the first row that they want."""


@contextmanager
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect every statement that SQLite runs, with the values in their places."""
    ran: list[str] = []
    connect = sqlite3.connect

    def connected(*args: Any, **settings: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **settings)
        connection.set_trace_callback(ran.append)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connected)
        yield ran


def statements(store: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every statement that a command runs."""
    with traced(monkeypatch) as ran:
        answer = run(("--db", str(store), *shlex.split(command)))
    assert answer.code == 0, answer.err
    return ran


def read_whole(store: Path, ran: list[str]) -> dict[str, list[str]]:
    """Return the statements that read tables whole, with those tables."""
    asked = [one for one in ran if re.match(r"(?i)\s*(WITH|SELECT|UPDATE|DELETE)\b", one)]
    assert asked
    found = {one: scans(store, one) for one in asked if not FIRST_ROW_ONLY.search(one)}
    return {one: tables for one, tables in found.items() if tables}


def scans(store: Path, statement: str) -> list[str]:
    """Return the tables that SQLite would read whole for a statement."""
    with closing(sqlite3.connect(store)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    found = [re.match(r"SCAN (\w+)", line) for *_, line in plan]
    return [match[1] for match in found if match and match[1] not in SUBQUERIES | OF_THE_SCHEMA]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory, filled_store: Path) -> Path:
    """A store that the commands work on one after the other."""
    path = tmp_path_factory.mktemp("busy") / "gongkai.db"
    path.write_bytes(filled_store.read_bytes())
    seed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    unit, activity = (
        "  - {name: 县新设局, kind: 县政府部门}\n",
        re.search(r"(?m)^  - .*no: 28\b.*\n(?:    .*\n)*", seed),
    )
    assert activity
    changed = seed.replace("units:\n", f"units:\n{unit}", 1).replace(activity[0], "")
    (path.parent / "changed.yaml").write_text(changed, encoding="utf-8")
    again = changed.replace("title: 石城县2024年政务公开工作要点", "title: 石城县2024年政务公开工作要点（修订）")
    (path.parent / "again.yaml").write_text(again, encoding="utf-8")
    last_year = path.parent / "last_year.yaml"
    last_year.write_text(of_year(2023), encoding="utf-8")
    assert run(("--db", str(path), "load", str(last_year))).code == 0
    rows = "单位,序号,完成比例,进展情况\n县司法局,3,55%,已征集意见\n县司法局,9,60%,已印发\n"
    (path.parent / "汇总.csv").write_text(rows, encoding="utf-8")
    (path.parent / "new.yaml").write_text(seed.replace("shicheng-2024", "new-2024"), encoding="utf-8")
    return path


def test_every_command_on_one_plan_is_asked() -> None:
    asked = [path for path in LEAVES if any(f"{command} ".startswith(f"{path} ") for command in COMMANDS)]
    assert {*asked, *ON_NO_PLAN} == set(LEAVES)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_one_plan_reads_no_table_whole(busy: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(busy.parent)
    assert read_whole(busy, statements(busy, command, monkeypatch)) == {}


@pytest.mark.parametrize("name", ["changed.yaml", "new.yaml"])
def test_a_load_reads_no_table_whole(busy: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the backup before it, which copies and checks the whole store."""
    document = reading.read(busy.parent / name)
    with traced(monkeypatch) as ran, StoreFile(busy).writing() as writer:
        facts = LoadFacts(Signature("测试员", "2024-10-08T09:00:00+08:00"))
        difference = loading.load(writer, document, facts)
    assert difference.is_new or (difference.added and difference.withdrawn)
    assert read_whole(busy, ran) == {}


@pytest.fixture(scope="module")
def revised(busy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same store with two more editions of one plan."""
    path = Path(shutil.copy(busy, tmp_path_factory.mktemp("revised") / "gongkai.db"))
    for name in ("changed.yaml", "again.yaml"):
        assert run(("--db", str(path), "load", str(busy.parent / name), "--yes")).code == 0
    return path


@pytest.mark.parametrize(
    "command",
    [
        "undo",
        "redo",
        *("tasks", "tasks --as-of 2024-09-01", "tasks --dept 县司法局", "show 3", "depts", "dept 县司法局"),
        *("schedule", "status", "upcoming", "log", "log --task 3", "mark 3 --dept 县司法局 --percent 60"),
        *(f"export --what {what} --format csv" for what in ("tasks", "assignments", "activities", "units", "ledger")),
        *("export --what plan", "export --what plan --as-of 2024-09-01"),
    ],
)
def test_a_plan_of_several_editions_is_read_without_the_others(
    revised: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = f"--plan shicheng-2024 {command}"
    assert read_whole(revised, statements(revised, command, monkeypatch)) == {}


def test_a_named_plan_is_found_by_its_key(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = statements(busy, "tasks --plan shicheng-2024", monkeypatch)
    found = [one for one in ran if "p.plan = 'shicheng-2024'" in one]
    assert found
    assert {table for one in found for table in scans(busy, one)} == set()
    assert [one for one in ran if FIRST_ROW_ONLY.search(one)] == []


def test_the_newest_plan_is_the_end_of_an_index(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This is why its statement may be passed over above."""
    (newest,) = {one for one in statements(busy, "tasks", monkeypatch) if "ORDER BY newest.year" in one}
    with closing(sqlite3.connect(busy)) as connection:
        plan = [line for *_, line in connection.execute(f"EXPLAIN QUERY PLAN {newest}")]
    assert plan[0].startswith("SCAN newest USING")
    assert "INDEX ix_edition_newest" in plan[0]
    assert [line for line in plan[1:] if line.startswith("SCAN")] == []
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_what_reads_every_plan_would_be_seen(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So the test above can fail."""
    found = [table for one in statements(busy, "plans", monkeypatch) if "WITH" in one for table in scans(busy, one)]
    assert {"p", "e"} & {*found}
