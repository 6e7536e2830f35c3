"""The heavy packages that each command loads."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from commands import COMMANDS, LEAVES
from conftest import ROOT, run
from gongkai_cli.cli.framework.parameters import TextArgument, TextOption
from years import of_year

pytestmark = pytest.mark.slow  # many processes or many cases

HEAVY = {
    "alembic",
    "dateutil.parser",
    "docx",
    "docxtpl",
    "icalendar",
    "jinja2",
    "lxml.etree",
    "openpyxl",
    "pydantic",
    "pypinyin",
    "rich.console",
    "rich.progress",
    "rich.table",
    "sqlalchemy",
    "sqlmodel",
    "tomlkit",
    "xlsxwriter",
    "yaml",
}

PLAN_FILES = {"pydantic", "yaml"}
WRITING = {"pydantic", "sqlalchemy", "sqlmodel"}
CHECKING = {"alembic", *WRITING}
WORD = {"docx", "docxtpl", "jinja2", "lxml.etree"}

LOADS: dict[str, set[str]] = {
    "--help": set(),
    "": set(),
    "help": set(),
    "help mark": set(),
    "help activity plan": set(),
    "tasks --help": set(),
    "mark --help": set(),
    "load --help": set(),
    "export --help": set(),
    "--version": set(),
    "tasks": set(),
    "tasks --dept 县司法局 --search 政策 --sort pace": set(),
    "tasks --as-of 9月1日": set(),
    "tasks --dept sfj": {"pypinyin"},
    "tasks --format json": set(),
    "tasks --format csv": set(),
    "tasks -o 任务.md": set(),
    "tasks -o 任务.xlsx": {"xlsxwriter"},
    "show 3": set(),
    "depts": set(),
    "owed": set(),
    "dept 县司法局": set(),
    "schedule --month 10": set(),
    "schedule -o 活动.ics": {"icalendar"},
    "upcoming": set(),
    "status": set(),
    "activity show 17": set(),
    "log": set(),
    "plans": set(),
    "plans list": set(),
    "editions": set(),
    "editions 1": set(),
    "compare": {"pydantic"},
    "compare shicheng-2023 shicheng-2024": {"pydantic"},
    "export --what assignments --format csv": set(),
    "export -o 台账.xlsx": {"xlsxwriter"},
    "board --help": set(),
    "board -o 看板.html": {"jinja2"},
    "board --public -o 看板.html": {"jinja2"},
    "schedule --public": set(),
    "export --what plan": {"pydantic"},
    "export --what plan -o 计划.yaml": {"pydantic"},
    "plans copy shicheng-2024": {"pydantic"},
    "new": set(),
    "draft 通知.txt": PLAN_FILES,
    "draft 通知.txt -o 核对.md": PLAN_FILES,
    "db path": set(),
    "db datasette": set(),
    "db check": CHECKING,
    "db backup 新备份.db": CHECKING,
    "mark 3 --dept 县司法局 --percent 5": WRITING,
    "sheets --help": set(),
    "sheets --period 9月 --dept 县司法局 -o 报送表": {"xlsxwriter", *WORD, *WRITING},
    "bulletin --help": set(),
    "bulletin --period 9月": set(),
    "bulletin --period 9月 --ledger 3 -o 通报.html": set(),
    "bulletin --period 9月 -o 通报.docx": WORD,
    "bulletin --template-out 新模板.docx": set(),
    "activity notice 17": set(),
    "activity notice 17 -o 预告.docx": WORD,
    "activity summary 13": set(),
    "collect --help": set(),
    "collect 汇总.csv --dry-run": set(),
    "collect 汇总.csv": WRITING,
    "mark --from 汇总.csv": WRITING,
    "undo": WRITING,
    "redo": WRITING,
    "activity plan 17 --date 10月15日": WRITING,
    "activity held 17 --date 10月8日": WRITING,
    "activity publish 13 --link http://x.gov.cn/a": WRITING,
    "activity cancel 18 --reason 与大会同日": WRITING,
    "check plan.yaml": PLAN_FILES,
    "load plan.yaml": {*PLAN_FILES, *WRITING},
    "db restore 备份.db --yes": CHECKING,
    "plans remove shicheng-2024 --yes": WRITING,
    "config": set(),
    "config get by": set(),
    "config list --format json": set(),
    "config set by 张三": {"tomlkit"},
    "config unset by": {"tomlkit"},
    "schema": {"pydantic"},
    "schema answers": {"pydantic"},
}
"""Command → the heavy packages that it loads, and no other."""

PREPARED = (
    "load last_year.yaml",
    "mark 3 --dept 县司法局 --percent 5",
    "activity held 13 --date 8月20日",
    "mark 5 --dept 县司法局 --percent 5",
    "undo",
)
"""Commands that run first, so that each command has something to do."""

RUN_AND_TELL = f"""
import sys
from gongkai_cli.cli.app import app
try:
    app(prog_name="gongkai")
finally:
    print(*({HEAVY!r} & sys.modules.keys()), file=open("loaded", "w"))
"""


def loaded(arguments: list[str], folder: Path, **environment: str) -> set[str]:
    """Run the program, and return the heavy packages that it loaded."""
    subprocess.run(
        [sys.executable, "-c", RUN_AND_TELL, *arguments],
        capture_output=True,
        check=True,
        cwd=folder,
        env={**os.environ, **environment},
        timeout=60,
    )
    return set((folder / "loaded").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, filled_store: Path) -> Path:
    """A folder with plan files and a backup, and a store with plans of two years and work to publish, undo and redo."""
    made = tmp_path_factory.mktemp("start")
    path = shutil.copy(filled_store, made / "gongkai.db")
    last_year = made / "last_year.yaml"
    last_year.write_text(of_year(2023), encoding="utf-8")
    for command in PREPARED:
        typed = command.replace(last_year.name, str(last_year))
        answer = run((f"--db {path} --as-of 2024-10-08 --by 测试员 {typed}",))
        assert answer.code == 0, answer.err
    shutil.copy(path, made / "备份.db")
    shutil.copy(ROOT / "data" / "seed_2024.yaml", made / "plan.yaml")
    (made / "汇总.csv").write_text("9月汇总\n单位,序号,进度\n县司法局,7,60\n", encoding="utf-8")
    shutil.copy(ROOT / "tests" / "notice" / "notice_2024.txt", made / "通知.txt")
    return made


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """The test's own copy of that folder."""
    return Path(shutil.copytree(prepared, tmp_path / "folder"))


@pytest.mark.parametrize("command", LOADS)
def test_a_command_loads_only_what_it_needs(folder: Path, command: str) -> None:
    assert loaded(shlex.split(command), folder, GONGKAI_DB="gongkai.db") == LOADS[command]


@pytest.mark.parametrize("has_settings", [True, False])
def test_a_list_loads_the_reader_of_settings_only_where_there_are_some(
    process: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path, has_settings: bool
) -> None:
    """Python reports its imports on standard error. The library that keeps comments is for changes alone."""
    if has_settings:
        file = tmp_path / "home" / ".config" / "gongkai" / "config.toml"
        file.parent.mkdir(parents=True)
        file.write_text("plan = 'shicheng-2024'\n", encoding="utf-8")
    told = process("tasks", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
    imported = set(re.findall(r"^import time: .*\| +(\S+)$", told, re.MULTILINE))
    assert {"tomllib", "tomlkit"} & imported == ({"tomllib"} if has_settings else set())


def test_a_screen_takes_rich_and_no_more(terminal: Callable[..., str]) -> None:
    """Tables and colours are Rich's, and a screen alone has them. Python reports its imports here."""
    seen = terminal("tasks --dept 县司法局", width=120, PYTHONPROFILEIMPORTTIME="1")
    assert "加强重大政策宣传联动及落实结果评价" in seen
    assert HEAVY & imported(seen) == {"rich.console", "rich.table"}


def test_a_plain_screen_takes_no_rich(terminal: Callable[..., str]) -> None:
    seen = terminal("tasks --dept 县司法局 --plain", width=120, PYTHONPROFILEIMPORTTIME="1")
    assert "加强重大政策宣传联动及落实结果评价" in seen
    assert HEAVY & imported(seen) == set()


def imported(seen: str) -> set[str]:
    """Return the modules that Python reports as imported."""
    return set(re.findall(r"^import time: .*\| +(\S+)$", seen, re.MULTILINE))


def test_a_completion_loads_nothing_heavy(folder: Path) -> None:
    asked = {"_GONGKAI_COMPLETE": "complete_bash", "COMP_WORDS": "gongkai tasks --dept 县司", "COMP_CWORD": "3"}
    assert loaded([], folder, GONGKAI_DB="gongkai.db", **asked) == set()


@pytest.mark.parametrize("path", COMMANDS)
def test_every_parameter_takes_texts_or_is_a_flag(path: str) -> None:
    """`framework/parameters` converts no values, so other types would stay texts."""
    command = COMMANDS[path]
    with typer.Context(command) as context:
        params = command.get_params(context)
    assert params
    for param in params:
        assert isinstance(param, TextOption | TextArgument), param.name
        assert param.type_descriptor.annotation in {str, list[str], bool}, param.name


def test_every_command_is_tried() -> None:
    assert [path for path in LEAVES if not any(f"{tried} ".startswith(f"{path} ") for tried in LOADS)] == []
