"""The abilities of a console: colours that are asked for, and the first words of a first run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai_cli.output.terminal.abilities import is_ambiguous_wide, is_colour_forced

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7]|38;5;\d+)(?:;\d+)*m")


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "3"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_go_into_a_pipe_where_they_are_forced(
    process: Callable[..., object], variables: dict[str, str], is_coloured: bool
) -> None:
    answer = process("tasks", **{"NO_COLOR": "", "TERM": "xterm-256color", **variables})
    out = getattr(answer, "stdout").decode()  # noqa: B009 - a process of bytes
    assert bool(COLOUR.search(out)) is is_coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", out) == getattr(process("tasks"), "stdout").decode()  # noqa: B009


def test_forced_colours_stay_out_of_files(process: Callable[..., object], tmp_path: Path) -> None:
    process("tasks", "-o", str(tmp_path / "任务.txt"), FORCE_COLOR="1", NO_COLOR="")
    assert "\x1b" not in (tmp_path / "任务.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("value", "is_wide"), [("wide", True), (" WIDE ", True), ("narrow", False), ("", False)])
def test_a_variable_says_how_wide_ambiguous_characters_are(
    monkeypatch: pytest.MonkeyPatch, value: str, is_wide: bool
) -> None:
    monkeypatch.setenv("GONGKAI_AMBIGUOUS", value)
    assert is_ambiguous_wide() is is_wide


def test_no_colour_is_forced_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not is_colour_forced()


def test_a_first_run_on_a_terminal_says_at_once_what_it_does(
    terminal: Callable[..., str], default_store: Path, store: Path, tmp_path: Path
) -> None:
    assert store.exists()
    lines = terminal("plans", width=120, GONGKAI_DB="", HOME=str(tmp_path / "home")).splitlines()
    assert lines[0] == "正在建立台账…"
    assert lines[1].startswith("首次使用：已建立台账")
    assert default_store.exists()
    again = terminal("plans", width=120, GONGKAI_DB="", HOME=str(tmp_path / "home"))
    assert "正在建立台账" not in again


def test_wide_rules_and_bars_are_ascii_on_a_real_terminal(terminal: Callable[..., str]) -> None:
    lines = terminal("tasks --status 未启动", width=120, GONGKAI_AMBIGUOUS="wide").splitlines()
    assert lines[2] == "=" * len(lines[2])
    assert ".....   0%" in lines[3]
    assert [mark for mark in "━─│■□" if mark in "".join(lines)] == []


def test_wrapped_rows_have_no_rules_between_them_where_ambiguous_characters_are_wide(
    terminal: Callable[..., str],
) -> None:
    lines = terminal("tasks", width=80, GONGKAI_AMBIGUOUS="wide").splitlines()
    assert [place for place, line in enumerate(lines) if line and not line.strip("-=")] == [2]
