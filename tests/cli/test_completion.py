"""Completions come from the store; they make none and never complain."""

import json
import re
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, Answer, Program, run

Offer = Callable[[str], list[str]]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


def request(line: str) -> dict[str, str]:
    """Return the variables of bash for the last word of a line.

    A blank at the end asks for a new word.
    """
    count = len(shlex.split(line)) - (not line.endswith(" "))
    return {"_GONGKAI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(count)}


@pytest.fixture
def offer(store: Path, monkeypatch: pytest.MonkeyPatch) -> Offer:
    """What bash is offered for the last word of a line."""
    assert store.exists()

    def complete(line: str) -> list[str]:
        with monkeypatch.context() as patch:
            for name, value in request(line).items():
                patch.setenv(name, value)
            answer = run(())
        assert (answer.code, answer.err) == (0, "")
        return answer.out.split()

    return complete


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("gongkai tasks --dept 县司", "县司法局"),
        ("gongkai tasks --dept 没有", ""),
        ("gongkai --as-of 9月1日 show 1", "1 10 11 12"),
    ],
)
def test_the_program_answers_the_shell_on_standard_output(process: Process, line: str, offered: str) -> None:
    answer = process(**request(line))
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.decode().split() == offered.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("gongkai tasks --dept 县司", ["县司法局"]),
        ("gongkai tasks --dept 县司法局 --dept 琴江", ["琴江镇", "琴江镇人民政府"]),
        ("gongkai dept 县文旅", ["县文旅局"]),
        ("gongkai show ", [str(no) for no in range(1, 13)]),
        ("gongkai mark 3 1", ["1", "10", "11", "12"]),
        ("gongkai mark 3 --dept 县司法局 --status 已", ["已完成", "已中止"]),
        ("gongkai tasks --status ", ["未启动", "推进中", "受阻", "已完成", "已中止"]),
        ("gongkai tasks --status n", ["not_started"]),
        (
            "gongkai export --what ",
            ["任务分解表", "单位台账", "活动安排表", "单位汇总", "进展记录", "全部", "计划文件"],
        ),
        ("gongkai tasks --dept 司法", ["县司法局"]),
        ("gongkai tasks --dept=司法", ["县司法局"]),
        ("gongkai tasks 司法", ["县司法局"]),
        ("gongkai tasks --dept 各乡", ["各乡镇人民政府"]),
        ("gongkai mark 3 --dept 县直", ["县直有关单位"]),
        ("gongkai dept 各乡", []),
        ("gongkai tasks --dept 政府", ["县政府办"]),
        ("gongkai tasks --dept 局", []),
        ("gongkai tasks --role m", ["member"]),
        ("gongkai tasks --pace 逾", ["逾期"]),
        ("gongkai --plan ", ["shicheng-2024"]),
        ("gongkai tasks --plan sh", ["shicheng-2024"]),
        ("gongkai depts --kind ", ["县政府部门", "县直单位", "驻县单位", "乡镇", "管委会"]),
        ("gongkai tasks --sort p", ["percent", "pace"]),
        ("gongkai show 3 --format j", ["json"]),
        ("gongkai dep", ["depts", "dept"]),
        ("gongkai config ", ["list", "get", "set", "unset"]),
        ("gongkai config set ", ["db", "plan", "by", "pager", "ambiguous", "period"]),
        ("gongkai config get p", ["plan", "pager", "period"]),
        ("gongkai tasks --dep", ["--dept"]),
        ("gongkai show 3 --as", ["--as-of"]),
        ("gongkai tasks --dept 没有", []),
    ],
)
def test_the_words_that_fit_are_offered(offer: Offer, line: str, offered: list[str]) -> None:
    assert offer(line) == offered


def test_every_unit_is_offered_by_its_name(offer: Offer, gongkai: Program) -> None:
    """Aliases come once one is being typed. All of them would bury the names."""
    names = [unit["name"] for unit in json.loads(gongkai("depts --format json").out)]
    assert len(names) == 40
    assert offer("gongkai tasks --dept ") == names


def test_a_task_is_offered_with_its_title_where_the_shell_shows_it(
    process: Process,
) -> None:
    answer = process(
        _GONGKAI_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="gongkai show 12",
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.decode() == "12\t凝聚合力狠抓工作落实\n"


@pytest.fixture
def pilot(tmp_path: Path, filled_store: Path, gongkai: Program) -> Path:
    """Another store, whose newer plan has one township of another name."""
    path = tmp_path / "pilot.db"
    shutil.copy(filled_store, path)
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8").replace("琴江镇", "试点镇")
    file = tmp_path / "pilot.yaml"
    file.write_text(text.replace("shicheng-2024", "pilot-2024"), encoding="utf-8")
    answer = gongkai("load", str(file), "--db", str(path))
    assert answer.code == 0, answer.err
    return path


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("gongkai --db STORE tasks --dept 试", ["试点镇", "试点镇人民政府"]),
        ("gongkai tasks --db STORE --dept 试", ["试点镇", "试点镇人民政府"]),
        ("gongkai tasks --dept 试", []),
        ("gongkai --db STORE --plan pilot-2024 dept 试", ["试点镇", "试点镇人民政府"]),
        ("gongkai dept --plan shicheng-2024 --db STORE 琴江镇", ["琴江镇", "琴江镇人民政府"]),
        ("gongkai --db STORE --plan ", ["pilot-2024", "shicheng-2024"]),
    ],
)
def test_the_store_and_the_plan_of_the_command_line_are_looked_into(
    offer: Offer, pilot: Path, line: str, offered: list[str]
) -> None:
    assert offer(line.replace("STORE", str(pilot))) == offered


@pytest.mark.parametrize("line", ["gongkai tasks --dept 县司", "gongkai --db OTHER show ", "gongkai --plan "])
def test_where_there_is_no_store_nothing_is_offered_and_none_is_made(
    offer: Offer, store: Path, tmp_path: Path, line: str
) -> None:
    store.unlink()
    before = sorted(tmp_path.rglob("*"))
    assert offer(line.replace("OTHER", str(tmp_path / "other.db"))) == []
    assert sorted(tmp_path.rglob("*")) == before


def foreign(path: Path) -> None:
    """Put another program's database there."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE task (title TEXT)")


def newer(path: Path) -> None:
    """Make it a store of a version still to come."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def torn(path: Path) -> None:
    """Leave the header and break the rest."""
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 20000)


def folder(path: Path) -> None:
    """Put a folder there."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [foreign, newer, torn, folder])
@pytest.mark.parametrize("line", ["gongkai tasks --dept 县", "gongkai --plan "])
def test_a_store_that_cannot_be_read_offers_nothing_and_does_not_complain(
    offer: Offer, store: Path, spoil: Callable[[Path], None], line: str
) -> None:
    spoil(store)
    held = store.read_bytes() if store.is_file() else b""
    assert offer(line) == []
    assert (store.read_bytes() if store.is_file() else b"") == held


@pytest.mark.parametrize("options", ["--plan none", "--as-of 下周"])
def test_a_command_line_that_is_wrong_so_far_offers_nothing_and_does_not_complain(offer: Offer, options: str) -> None:
    assert offer(f"gongkai tasks {options} --dept 县司") == []


def test_the_vocabularies_need_no_store(offer: Offer, store: Path) -> None:
    store.unlink()
    assert offer("gongkai tasks --status 推") == ["推进中"]


@pytest.mark.parametrize(
    ("shell", "typed", "offered"),
    [
        ("zsh_lines", "司法", ["县司法局"]),
        ("zsh_lines", "行政", ["县行政审批局"]),
        ("zsh_lines", "局", []),
        ("fish", "司法", ["县司法局"]),
        ("powershell", "司法", ["县司法局"]),
        ("zsh", "司法", []),
    ],
)
def test_a_part_of_a_name_is_completed_where_the_shell_can_show_it(
    process: Process, shell: str, typed: str, offered: list[str]
) -> None:
    asked = {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed}
    answer = process(_GONGKAI_COMPLETE=f"complete_{shell}", _TYPER_COMPLETE_ARGS=f"gongkai dept {typed}", **asked)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert re.findall(r"(?m)^[\u4e00-\u9fff]+", answer.stdout.decode()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_shells_are_served(process: Process, shell: str) -> None:
    answer = process(_GONGKAI_COMPLETE=f"source_{shell}")
    assert answer.returncode == 0
    assert re.search(rf"_GONGKAI_COMPLETE\s*=\s*\"?complete_{shell}", answer.stdout.decode())


def test_an_option_of_typer_is_offered_with_a_meaning_in_chinese(process: Process) -> None:
    answer = process(
        _GONGKAI_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="gongkai tasks --hel",
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.decode() == "--help\t显示这页说明\n"


def test_the_command_after_help_is_offered(offer: Offer) -> None:
    assert offer("gongkai help de") == ["depts", "dept"]


@pytest.fixture
def started_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    """Let a shell of this name have started the program."""

    def start(name: str | None) -> None:
        monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: name)

    return start


def test_the_installed_script_is_named_in_chinese(started_by: Callable[[str | None], None], tmp_path: Path) -> None:
    started_by("bash")
    place = tmp_path / "home" / ".bash_completions" / "gongkai.sh"
    told = f"已给 bash 装上自动补全：{place}。重新打开终端后生效。\n"
    assert run(("--install-completion",)) == Answer(0, told, "")
    assert place.read_text(encoding="utf-8").strip() == run(("--show-completion",)).out.strip()


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
@pytest.mark.parametrize(
    ("shell", "found"), [("tcsh", "“tcsh”没有自动补全"), (None, "看不出用的是哪种 shell")], ids=["tcsh", "none"]
)
def test_a_shell_without_completion_is_told(
    started_by: Callable[[str | None], None], shell: str | None, found: str, option: str
) -> None:
    started_by(shell)
    told = f"{found}，未安装。请在 bash、zsh、fish 或 PowerShell 里运行。\n"
    assert run((option,)) == Answer(1, "", told)
