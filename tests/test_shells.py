"""Names are data in a shell too: completed and run in real shells, whatever a plan file holds.

The scripts in tests/shells are those that earlier versions installed.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, run
from shell_session import TAB, ShellSession, made_home, made_program, need, started

SHELLS = ("bash", "zsh", "fish")
RUNS = "$(touch pwned)"

NAMES = {
    "甲": "甲司法局",
    "乙": "乙 司法 局",
    "丙": f"丙{RUNS}局",
    "丁": "丁`touch pwned`局",
    "戊": "戊'局' '$(touch pwned)",
    "己": '己"局" $(touch pwned)"',
    "庚": f"庚\\{RUNS}\\`touch pwned`局",
    "辛": "辛:局:a=b@c",
    "壬": "壬&touch pwned;touch pwned|局>pwned",
    "癸": "癸*?[a]{b,c}局",
    "子": "子!局!!",
    "丑": "丑#局 #x",
    "寅": "寅\\",
    "卯": "卯“放管服”（a）<b>^%局",
    "辰": "辰\\\\n\\'局\\",
}
"""What is typed before TAB → the unit that is meant."""


def hostile_plan() -> dict[str, object]:
    """Return a plan in which every text that is offered or shown has something for a shell in it."""
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
            {"name": name, "kind": f"类\\{RUNS}`touch pwned`", "aliases": [f"别名{first}{RUNS}\\{RUNS}"]}
            for first, name in NAMES.items()
        ],
        "tasks": [{"no": no, "title": f"{no}{title}", "lead": list(NAMES.values())} for no in (1, 2)],
        "activities": [{"no": no, "month": 7, "theme": title, "organizer": NAMES["丙"]} for no in (1, 2)],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the program, and a store whose newest plan is the hostile one."""
    file = tmp_path / "plan.yaml"
    file.write_text(json.dumps(hostile_plan(), ensure_ascii=False), encoding="utf-8")
    answer = run(("load", str(file), "--yes"))
    assert answer.code == 0, answer.err
    made_program(tmp_path)
    return tmp_path


def session_of(shell: str, folder: Path, script: str) -> Iterator[ShellSession]:
    """Start a shell that has a script of completion, and hold at the end that nothing was run."""
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
    """Complete every unit from its first character, run the line, and return the unit that the program got."""
    found = {}
    for first in NAMES:
        command, found[first] = session.words_of(f"gongkai dept {first}{TAB}")
        assert command == "dept"
    return found


def test_a_unit_is_completed_as_one_word_and_runs_nothing(new: ShellSession) -> None:
    assert completed(new) == NAMES


def test_a_script_of_an_earlier_version_completes_the_same_word_and_runs_nothing(old: ShellSession) -> None:
    assert completed(old) == NAMES
