"""Names are data in a shell too: real shells complete and run them.

The scripts in tests/shells are from earlier versions.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, Program, run
from fault_table import fault, told
from gongkai_cli.domain.quoting import windows_word
from shell_session import TAB, ShellSession, made_home, made_program, need, started

pytestmark = pytest.mark.slow  # many processes or many cases

SHELLS = ("bash", "zsh", "fish")
RUNS = "$(touch pwned)"

NAMES = {
    "甲": "甲司法局",
    "乙": f"乙 局\\{RUNS}\\`touch pwned`'{RUNS}'\"{RUNS}\"`touch pwned`",
    "丙": "丙:a=b@c&touch pwned;touch pwned|局>pwned*?[a]{b,c}!局!!#^%“放管服”（a）",
    "丁": "丁\\\\n\\'局 #x\\",
}
"""What is typed before TAB → the unit that is meant."""

KIND = f"类\\{RUNS}`touch pwned`"

AT_HOME = f"~{RUNS} 局"
"""A unit whose name begins with what a shell takes for a home."""


def hostile_plan() -> dict[str, object]:
    """Return a plan whose texts all try to make a shell act."""
    title = f"推进\\{RUNS}公开`touch pwned`'{RUNS}'\"{RUNS}\""
    return {
        "plan": {
            "key": "hostile-2024",
            "title": title,
            "year": 2024,
            "region": "县",
            "issuer": "县政府办",
            "issued_on": "2024-06-01",
            "ends_on": "2024-12-31",
        },
        "units": [
            {"name": name, "kind": KIND, "aliases": [f"别名{first}{RUNS}\\{RUNS}"]}
            for first, name in [*NAMES.items(), ("戊", AT_HOME)]
        ],
        "tasks": [{"no": no, "title": f"{no}{title}", "lead": list(NAMES.values())} for no in (1, 2)],
        "activities": [{"no": no, "month": 7, "theme": title, "organizer": NAMES["丙"]} for no in (1, 2)],
    }


@pytest.fixture
def folder(tmp_path: Path, store: Path) -> Path:
    """A folder with the program, and a store with the hostile plan."""
    assert store.exists()
    file = tmp_path / "plan.yaml"
    file.write_text(json.dumps(hostile_plan(), ensure_ascii=False), encoding="utf-8")
    answer = run(("load", str(file), "--yes"))
    assert answer.code == 0, answer.err
    made_program(tmp_path)
    return tmp_path


def session_of(shell: str, folder: Path, script: str) -> Iterator[ShellSession]:
    """Start a shell with a completion script, and check at the end that it ran nothing else."""
    need(shell)
    with started(shell, folder, made_home(folder, shell, script)) as session:
        yield session
    assert not (folder / "pwned").exists()


@pytest.fixture(params=SHELLS)
def old(request: pytest.FixtureRequest, folder: Path) -> Iterator[ShellSession]:
    """A shell with the script that an earlier version installed."""
    script = (ROOT / "tests" / "shells" / f"typer.{request.param}").read_text(encoding="utf-8")
    yield from session_of(request.param, folder, script)


@pytest.fixture(params=SHELLS)
def new(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ShellSession]:
    """A shell with the script that the program prints."""
    with monkeypatch.context() as patch:
        patch.setenv("_GONGKAI_COMPLETE", f"source_{request.param}")
        script = run(()).out
    yield from session_of(request.param, folder, script)


def completed(session: ShellSession) -> dict[str, str]:
    """Complete each unit from its first character, run the line, and return the program's unit."""
    return {first: word_of(session, f"gongkai dept {first}{TAB}") for first in NAMES}


def word_of(session: ShellSession, keys: str) -> str:
    """Return the one word that the program gets after its command."""
    _, word = session.words_of(keys)
    return word


def test_a_unit_is_completed_as_one_word_and_runs_nothing(new: ShellSession) -> None:
    assert completed(new) == NAMES
    assert word_of(new, f"gongkai dept \\~{TAB}") == AT_HOME


def test_a_word_goes_on_in_the_quotes_it_was_begun_in(new: ShellSession) -> None:
    assert word_of(new, f"gongkai dept '乙 {TAB}") == NAMES["乙"]
    assert word_of(new, f'gongkai dept "乙{TAB}') == NAMES["乙"]
    assert word_of(new, f'gongkai dept "丙:{TAB}') == NAMES["丙"]


def test_a_word_goes_on_after_a_mark_that_the_shell_breaks_at(new: ShellSession) -> None:
    assert word_of(new, f"gongkai dept 丙:a={TAB}") == NAMES["丙"]
    assert new.words_of(f"gongkai tasks --dept=丙{TAB}") == ["tasks", f"--dept={NAMES['丙']}"]


def test_a_part_of_a_unit_is_completed(new: ShellSession) -> None:
    assert word_of(new, f"gongkai dept 司法{TAB}") == "甲司法局"
    assert new.words_of(f"gongkai tasks --dept=司法{TAB}") == ["tasks", "--dept=甲司法局"]


def test_where_there_is_nothing_to_offer_the_shell_completes_files(new: ShellSession) -> None:
    assert new.words_of(f"gongkai load ./pl{TAB}") == ["load", "./plan.yaml"]


def assert_titles_are_harmless(session: ShellSession) -> None:
    """Let the shell list offers with titles, and complete a kind and an alias."""
    assert session.words_of(f"gongkai show {TAB}1") == ["show", "1"]
    assert session.words_of(f"gongkai activity show {TAB}2") == ["activity", "show", "2"]
    assert session.words_of(f"gongkai tasks --plan h{TAB}") == ["tasks", "--plan", "hostile-2024"]
    assert session.words_of(f"gongkai depts --kind 类{TAB}") == ["depts", "--kind", KIND]
    assert word_of(session, f"gongkai dept 别名甲{TAB}") == f"别名甲{RUNS}\\{RUNS}"


@fault("任务标题、单位名称里有 shell 的命令，按 Tab 补全")
def test_what_is_listed_beside_a_word_runs_nothing(name: str, new: ShellSession) -> None:
    assert_titles_are_harmless(new)
    told(name, new.folder, 0, "", "没有变；什么也没有运行")


@pytest.mark.slow
@fault("同上，用的是旧版本装下的补全脚本")
def test_a_script_of_an_earlier_version_completes_the_same_words_and_runs_nothing(name: str, old: ShellSession) -> None:
    assert completed(old) == NAMES
    assert_titles_are_harmless(old)
    told(name, old.folder, 0, "", "没有变；什么也没有运行")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_installed_by_the_program_and_read_by_the_next_shell(shell: str, folder: Path) -> None:
    need(shell)
    home = made_home(folder, shell)
    with started(shell, folder, home) as first:
        installing = "gongkai --install-completion; printf '%s运行\\n' 命令已"
        assert first.words_of(installing) == ["--install-completion"]
    with started(shell, folder, home) as second:
        assert word_of(second, f"gongkai dept 乙{TAB}") == NAMES["乙"]
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_printed_command_can_be_copied_into_a_shell(shell: str, folder: Path) -> None:
    """Each unit's page prints a command to copy. It runs for that unit and does nothing else."""
    need(shell)
    with started(shell, folder, made_home(folder, shell)) as session:
        for unit in (*NAMES.values(), AT_HOME):
            answer = run(("dept", unit))
            command = re.search(r"报告进展：(gongkai mark 序号 --dept .*) --percent 60", answer.out + answer.err)
            assert command is not None
            assert session.words_of(command.group(1)) == ["mark", "序号", "--dept", unit]
    assert not (folder / "pwned").exists()


@fault("备份的文件夹名里有空格和 shell 的命令，照着抄恢复的命令")
def test_the_command_that_restores_a_backup_can_be_copied(name: str, folder: Path, gongkai: Program) -> None:
    need("bash")
    copy = folder / f"备 份 {RUNS}" / "台账's.db"
    copy.parent.mkdir()
    answer = gongkai("db", "backup", str(copy))
    command = answer.err.strip().removeprefix("已备份。如需恢复：")
    with started("bash", folder, made_home(folder, "bash")) as session:
        assert session.words_of(command) == ["db", "restore", str(copy)]
    assert not (folder / "pwned").exists()
    told(name, folder, answer.code, answer.err, "没有变；什么也没有运行")


def test_a_plain_name_or_path_is_printed_without_quotes(gongkai: Program, tmp_path: Path) -> None:
    assert "--dept 县司法局 --percent 60" in gongkai("dept 县司法局").out
    copy = tmp_path / "备份（一）.db"
    assert gongkai("db", "backup", str(copy)).err == f"已备份。如需恢复：gongkai db restore {copy}\n"


def test_the_refusal_of_a_mark_prints_a_command_to_copy(folder: Path) -> None:
    unit = f"无{RUNS} 关局"
    plan = hostile_plan()
    plan["units"] = [*plan["units"], {"name": unit, "kind": "类"}]  # type: ignore[misc]
    file = folder / "plan.yaml"
    file.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    assert run(("load", str(file), "--yes")).code == 0
    answer = run(("mark", "1", "--dept", unit, "--percent", "5"))
    assert answer.code == 1
    assert f"用 gongkai tasks --dept '{unit}' 查看" in answer.err


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("县司法局", "县司法局"),
        (r"C:\台账\a.db", r"C:\台账\a.db"),
        ("C:\\台 账\\", '"C:\\台 账\\\\"'),
        ("县$(x)局", '"县`$(x)局"'),
        ("“放管服”办", '"`“放管服`”办"'),
        ('县"局', '"县""局"'),
    ],
)
def test_a_word_for_windows_stands_in_double_quotes(text: str, word: str) -> None:
    """No shell of Windows runs here, so the rules of cmd and PowerShell are tested."""
    assert windows_word(text) == word


def test_powershell_is_answered_with_words_in_single_quotes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.exists()
    monkeypatch.setenv("_GONGKAI_COMPLETE", "complete_powershell")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "gongkai dept ")
    answer = run(())
    assert (answer.code, answer.err) == (0, "")
    words = [line.partition(":::")[0] for line in answer.out.splitlines()]
    assert words[0] == "甲司法局"
    quoted = ["'" + name.replace("'", "''") + "'" for name in (*list(NAMES.values())[1:], AT_HOME)]
    assert words[1:] == quoted


@pytest.mark.parametrize("shell", ["bash", "zsh", "zsh_lines", "fish", "powershell"])
def test_a_name_that_is_no_single_line_is_not_offered(
    shell: str, folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may write texts that no plan file can hold."""
    assert folder.exists()
    with closing(sqlite3.connect(store)) as opened, opened:
        opened.execute("UPDATE unit_entry SET name = '甲' || char(10) || '$(touch pwned)' WHERE name = '甲司法局'")
        opened.execute("UPDATE unit_entry SET name = '丁' || char(27) || char(9) || '局' WHERE name LIKE '丁%'")
    monkeypatch.setenv("_GONGKAI_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "gongkai dept ")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("COMP_LINE", "gongkai dept ")
    answer = run(())
    assert (answer.code, answer.err) == (0, "")
    assert "乙" in answer.out
    assert "甲" not in answer.out
    assert "丁" not in answer.out


def test_a_completion_does_not_upgrade_an_older_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.unlink()
    with closing(sqlite3.connect(store, isolation_level=None)) as first:
        first.executescript((ROOT / "tests" / "stores" / "revision_0001.sql").read_text(encoding="utf-8"))
    before = store.read_bytes()
    monkeypatch.setenv("_GONGKAI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_LINE", "gongkai dept ")
    answer = run(())
    assert (answer.code, answer.out.strip(), answer.err) == (0, "", "")
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == [store.name]
