"""The pager: for a tall answer on a terminal, and for nothing else."""

import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import Program, chunks
from posix_only import fcntl, pty, termios

PAGER = """
import os, signal, sys
seen = sys.stdin.buffer.read()
open("paged", "ab").write(seen)
keys = open("/dev/tty", "rb", buffering=0)
signal.signal(signal.SIGINT, lambda number, frame: os.write(1, "等着\\n".encode()))
os.write(1, "翻页\\n".encode())
while keys.read(1) != b"q":
    pass
sys.exit(3)
"""
"""A pager that keeps its text in a file, survives Ctrl-C as less does, and leaves at q."""

Paged = tuple[int, str, str]
"""The exit code, everything on the screen, and the text that the pager got."""


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """The command of a pager."""
    script = tmp_path / "pager.py"
    script.write_text(PAGER, encoding="utf-8")
    return f"{shlex.quote(sys.executable)} -X utf8 {shlex.quote(str(script))}"


@pytest.fixture
def page(store: Path, tmp_path: Path) -> Callable[..., Paged]:
    """The program on a terminal of its own, 100 columns wide and 24 lines high unless another height is given."""
    assert store.exists()

    def run_it(command: str, keys: Sequence[tuple[str, str]] = (), height: int = 24, **environment: str) -> Paged:
        mother, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", height, 100, 0, 0))
        variables = {**os.environ, "TERM": "xterm", **environment}
        with subprocess.Popen(
            [sys.executable, "-m", "gongkai_cli", *shlex.split(command)],
            stdin=child,
            stdout=child,
            stderr=child,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads; keys reach it
            env={name: value for name, value in variables.items() if value != "unset"},
            cwd=tmp_path,
        ) as process:
            os.close(child)
            seen = b""
            for awaited, key in keys:
                while awaited.encode() not in seen:
                    seen += os.read(mother, 65536)
                os.write(mother, key.encode())
            seen += b"".join(chunks(mother))
            code = process.wait(60)
        os.close(mother)
        got = tmp_path / "paged"
        return code, plain(seen), plain(got.read_bytes()) if got.exists() else ""

    return run_it


def plain(output: bytes) -> str:
    """Return output without colours and without the carriage returns of a terminal."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", output.decode("utf-8", "replace")).replace("\r\n", "\n")


def test_a_terminal_that_does_not_tell_its_height_is_not_paged(page: Callable[..., Paged], pager: str) -> None:
    """Programs that drive a terminal often leave it without a size."""
    code, seen, got = page("log --help", height=0, GONGKAI_PAGER=pager)
    assert (code, got) == (0, "")
    code, seen, got = page("depts", height=0, GONGKAI_PAGER=pager)
    assert (code, got) == (0, "")
    assert "龙岗乡" in seen


def test_a_tall_answer_is_shown_in_the_pager(page: Callable[..., Paged], pager: str) -> None:
    code, screen, got = page("schedule", [("翻页", "q\n")], GONGKAI_PAGER=pager)
    assert (code, screen) == (0, "翻页\nq\n")
    assert got.startswith("石城县2024年政务公开工作要点　活动 28 场　截至 2024年10月8日\n")
    assert got.count("\n") > 24


def test_ctrl_c_is_left_to_the_pager_and_q_leaves_with_the_exit_code_of_the_command(
    page: Callable[..., Paged], pager: str
) -> None:
    code, screen, _ = page("schedule", [("翻页", "\x03"), ("等着", "q\n")], GONGKAI_PAGER=pager)
    assert code == 0
    assert "已中断" not in screen
    assert "Traceback" not in screen


@pytest.mark.parametrize("command", ["tasks --dept 县司法局", "schedule --month 10", "plans"])
def test_an_answer_that_fits_the_screen_is_not_paged(page: Callable[..., Paged], pager: str, command: str) -> None:
    code, screen, got = page(command, GONGKAI_PAGER=pager)
    assert (code, got) == (0, "")
    assert screen.startswith(("石城县2024年", "工作要点"))


@pytest.mark.parametrize("options", ["--no-pager", "--plain", "--format json --no-pager", "--format csv --no-pager"])
def test_the_options_do_without_a_pager(page: Callable[..., Paged], pager: str, options: str) -> None:
    code, screen, got = page(f"schedule {options}", GONGKAI_PAGER=pager)
    assert (code, got) == (0, "")
    assert screen.count("美丽乡村建设") >= 1


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_every_readable_format_is_paged(page: Callable[..., Paged], pager: str, form: str) -> None:
    code, _, got = page(f"schedule --format {form}", [("翻页", "q\n")], GONGKAI_PAGER=pager)
    assert code == 0
    assert got.count("美丽乡村建设") >= 1


def test_the_programs_own_variable_wins(page: Callable[..., Paged], pager: str) -> None:
    assert page("schedule", GONGKAI_PAGER="cat", PAGER=pager)[2] == ""
    assert page("schedule", [("翻页", "q\n")], GONGKAI_PAGER="unset", PAGER=pager)[2] != ""


@pytest.mark.parametrize("value", ["", "没有这个程序", "/dev/null", "'", "/"])
def test_without_a_pager_that_starts_the_answer_is_printed(page: Callable[..., Paged], value: str) -> None:
    code, screen, _ = page("schedule", GONGKAI_PAGER=value)
    assert code == 0
    assert screen.count("美丽乡村建设") >= 1
    assert screen.splitlines()[-1].startswith("定日期：gongkai activity plan")


def test_a_pager_that_leaves_early_does_no_harm(page: Callable[..., Paged]) -> None:
    code, screen, _ = page("export --what assignments --all-plans --format json", GONGKAI_PAGER="head -1")
    assert code == 0
    assert screen.splitlines() == ["["]


def test_errors_and_pipes_are_not_paged(
    page: Callable[..., Paged], pager: str, gongkai: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, screen, got = page("show 99", GONGKAI_PAGER=pager)
    assert (code, got) == (4, "")
    assert screen.startswith("没有任务 99")
    monkeypatch.setenv("GONGKAI_PAGER", pager)
    assert gongkai("schedule").out.count("自主选定") == 12


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not there")
def test_less_is_the_usual_pager(page: Callable[..., Paged]) -> None:
    code, screen, _ = page("schedule", [("促消费政策", "q")], GONGKAI_PAGER="unset", PAGER="unset")
    assert code == 0
    assert "消防安全" in screen
    assert "美丽乡村建设" not in screen
