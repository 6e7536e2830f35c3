"""The program as tests use it: one fixture is the command line, one a real process, one a terminal of a given width.

Every test has a store of its own, filled from the bundled plan, and a fixed today.
"""

import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from gongkai_cli.cli.app import app
from posix_only import fcntl, posix_os, pty, termios

TODAY = "2024-10-08"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


Program = Callable[..., Answer]
"""Takes one command line as text, or its words one by one."""


def words(command: tuple[str, ...]) -> list[str]:
    """Split a command line given as one text; words given one by one stay as they are."""
    return shlex.split(command[0]) if len(command) == 1 else list(command)


def run(command: tuple[str, ...]) -> Answer:
    """Run a command in this process, as the shell would."""
    result = CliRunner().invoke(app, words(command), prog_name="gongkai")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a maintainer have the outputs on the pages written anew: see CONTRIBUTING.md."""
    parser.addoption("--rewrite-pages", action="store_true", help="write what the program prints now into the pages")


@pytest.fixture(scope="session", autouse=True)
def author(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The person who makes the stores of a session or a module: the one who works on them in each test.

    No settings of the person at the machine reach them.
    """
    os.environ["GONGKAI_BY"] = "测试员"
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("no-settings"))


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled plan, made once and copied for each test."""
    path = tmp_path_factory.mktemp("filled") / "gongkai.db"
    answer = run(("--db", str(path), "load", "--sample"))
    assert answer.code == 0, answer.err
    return path


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, a fixed today and a known author; nothing of the person's settings."""
    for name in ("COLUMNS", "LINES", "FORCE_COLOR", "CLICOLOR_FORCE", "PYTHONIOENCODING", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "GONGKAI_PLAN", "GONGKAI_AMBIGUOUS", "GONGKAI_PERIOD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GONGKAI_PAGER", "")  # nobody would leave it
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GONGKAI_DB", str(tmp_path / "gongkai.db"))
    monkeypatch.setenv("GONGKAI_TODAY", TODAY)
    monkeypatch.setenv("GONGKAI_BY", "测试员")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def store(filled_store: Path, tmp_path: Path) -> Path:
    """The test's own store, filled."""
    path = tmp_path / "gongkai.db"
    shutil.copy(filled_store, path)
    return path


@pytest.fixture
def gongkai(store: Path) -> Program:
    """The program on a filled store: `gongkai("tasks --dept 县司法局")`."""
    assert store.exists()
    return lambda *command: run(command)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a machine where it has never run, with no store named."""
    assert not (tmp_path / "home").exists()
    monkeypatch.delenv("GONGKAI_DB")
    return lambda *command: run(command)


@pytest.fixture
def default_store(tmp_path: Path) -> Path:
    """The place of the store that nobody has named."""
    return tmp_path / "home" / ".local" / "share" / "gongkai" / "gongkai.db"


@pytest.fixture
def unmade(tmp_path: Path) -> Program:
    """The program with a store named in the environment that is not there."""
    assert not (tmp_path / "gongkai.db").exists()
    return lambda *command: run(command)


@pytest.fixture
def process(store: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The program as a process of its own, its output caught as bytes; keywords are environment variables."""
    assert store.exists()

    def start(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "gongkai_cli", *words(command)],
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
            timeout=60,
        )

    return start


@pytest.fixture
def terminal(store: Path) -> Callable[..., str]:
    """The program on a terminal of a given width: what stands on the screen, without colour codes."""
    assert store.exists()

    def screen(*command: str, width: int, **environment: str) -> str:
        return re.sub(r"\x1b\[[0-9;]*m", "", coloured_screen(words(command), width, environment))

    return screen


def coloured_screen(words: list[str], width: int, environment: dict[str, str]) -> str:
    """Run the program on a terminal of a given width, and return the screen with its colour codes."""
    mother, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai_cli", *words],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**os.environ, "TERM": "xterm", **environment},
    ):
        os.close(child)
        seen = b"".join(chunks(mother))
    os.close(mother)
    return seen.decode("utf-8", "replace").replace("\r\n", "\n")


def without(*capabilities: str) -> tuple[str, ...]:
    """Return what to start a process under so that file permissions hold for it, also where the tests run as root."""
    if posix_os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may write everywhere, and setpriv is not there to give that up")
    names = ",".join(f"-{name}" for name in ("dac_override", "dac_read_search", *capabilities))
    return (setpriv, f"--bounding-set={names}", f"--inh-caps={names}", "--")


def answer_at(descriptor: int, process: "subprocess.Popen[bytes]", typed: str) -> int:
    """Type an answer until the program has gone, and return its exit code.

    A Ctrl-C that comes just before Python waits for a line is seen only after the next one, as at any program.
    """
    for _ in range(30):
        os.write(descriptor, typed.encode())
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=1)
    process.kill()
    raise AssertionError("the program still waits")


def chunks(descriptor: int) -> Iterator[bytes]:
    """Return what comes out of a terminal until nobody writes to it any more."""
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # the child has gone and closed its side
            return
        if not chunk:
            return
        yield chunk


@pytest.fixture
def command_names() -> list[str]:
    """Every command of the program."""
    return list(getattr(get_command(app), "commands"))  # noqa: B009 - a group has commands, its base class does not
