"""Text that means harm, or merely looks like it: stored or refused, shown safely, and given back whole by JSON."""

import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Program, answer_at
from gongkai_cli.domain.text import clean_text, is_empty
from posix_only import fcntl, pty, termios

HARMLESS = [
    "[bold red]粗体[/bold red]",
    "任务[a]、[/x]、:fire:",
    "'; DROP TABLE report; --",
    '"; DELETE FROM change; "',
    "%s %d {0} {name} $HOME `id` $(id)",
    '=HYPERLINK("http://x")',
    "收工🎉 👩‍👩‍👧‍👦 🇨🇳",
    "e\u0301 n\u0303 Å",
    "第一行\\n不是换行",
    "—— “引号” ‘单引’ 《书名》",
    "长" * 100_000,
]


def note(gongkai: Program) -> str | None:
    """Return the note of the first part of 县司法局."""
    rows = json.loads(gongkai("tasks --dept 县司法局 --format json").out)
    told: str | None = rows[0]["note"]
    return told


@pytest.mark.parametrize("text", HARMLESS, ids=lambda text: text[:12])
def test_harmless_text_comes_back_whole(gongkai: Program, text: str) -> None:
    assert gongkai("mark", "3", "--dept", "县司法局", "--note", text).code == 0
    whole = unicodedata.normalize("NFC", text)
    assert note(gongkai) == whole
    assert whole in gongkai("tasks --dept 县司法局").out
    assert json.loads(gongkai("log --format json").out)[-1]["note"] == whole
    assert gongkai("db check").code == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("红\x1b[31m字", "红[31m字"),
        ("响\x07铃\x08退", "响铃退"),
        ("反\u202e转\u2066隔\u2069离", "反转隔离"),
        ("窗\x9b口\x90标题\x9c", "窗口标题"),
        ("两\r\n行\t格", "两 行 格"),
        ("\ufeff头", "头"),
    ],
)
def test_steering_characters_are_taken_out(gongkai: Program, text: str, kept: str) -> None:
    assert gongkai("mark", "3", "--dept", "县司法局", "--note", text).code == 0
    assert note(gongkai) == kept


def test_text_of_nothing_but_steering_characters_is_refused(gongkai: Program) -> None:
    answer = gongkai("mark", "3", "--dept", "县司法局", "--note", "\x1b\u202e\x07")
    assert answer.code == 2
    assert answer.err == "--note 的文字里没有能显示的字。请重新输入，再运行一次。\n"
    assert note(gongkai) is None


@pytest.mark.parametrize("name", ["' OR 1=1 --", "县司法局'; DROP TABLE unit; --", "%", "_", "\x1b[2J", "[red]", "🎉"])
def test_a_hostile_name_is_no_unit(gongkai: Program, name: str) -> None:
    answer = gongkai("tasks", "--dept", name)
    assert answer.code == 4
    assert len(answer.err.splitlines()) == 1
    assert "\x1b" not in answer.err
    assert len(json.loads(gongkai("depts --format json").out)) == 40


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "https://x.cn/a b",
        "https://x.cn/\x1b[31m",
        "https://",
        "http:///a",
        "file:///etc/passwd",
        "//x.cn",
    ],
)
def test_a_link_that_is_none_is_refused(gongkai: Program, link: str) -> None:
    answer = gongkai("mark", "3", "--dept", "县司法局", "--link", link)
    assert answer.code == 1
    assert "\x1b" not in answer.err
    assert note(gongkai) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_any_text_is_stored_clean_and_given_back_by_json(gongkai: Program, text: str) -> None:
    before = note(gongkai)
    answer = gongkai("mark", "3", "--dept", "县司法局", "--percent", "5", f"--note={text}")
    # A text of blanks says nothing, and the words before it stay. One without anything to be seen, or with a part that
    # was lost, is refused.
    is_refused = bool(text.strip()) and (is_empty(clean_text(text)) or "\ufffd" in text)
    assert answer.code == (2 if is_refused else 0)
    assert note(gongkai) == (before if is_refused else clean_text(text) or before)
    assert clean_text(clean_text(text)) == clean_text(text)


def test_what_another_program_wrote_is_given_back_by_json_and_shown_safely(gongkai: Program, store: Path) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE task_entry SET title = ? WHERE no = 3", ("题\x00\x1b]0;窗口\x07\u202e目",))
    rows = json.loads(gongkai("tasks --format json").out)
    assert rows[2]["title"] == "题\x00\x1b]0;窗口\x07\u202e目"
    shown = gongkai("tasks").out
    assert "题]0;窗口目" in shown
    assert not set(shown) & set("\x00\x1b\x07\u202e")


@pytest.mark.parametrize(("typed", "code", "marked"), [("n\n", 1, 0), ("y\n", 0, 14), ("\x03", 130, 0)])
def test_on_a_terminal_the_question_is_asked(store: Path, typed: str, code: int, marked: int) -> None:
    """A mark for all units waits for an answer; no, or Ctrl-C, writes nothing."""
    mother, child = pty.openpty()
    command = [sys.executable, "-m", "gongkai_cli", "mark", "4", "--all", "--percent", "10"]
    with subprocess.Popen(
        command,
        stdin=child,
        stdout=subprocess.DEVNULL,
        stderr=child,
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - a terminal is taken by the child itself
    ) as process:
        os.close(child)
        seen = b""
        while "确定吗".encode() not in seen:
            seen += os.read(mother, 1024)
        assert answer_at(mother, process, typed) == code
    os.close(mother)
    assert "将为任务 4 的 14 个单位各记一条相同的报告".encode() in seen
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT count(*) FROM report").fetchone() == (marked,)


def _own_terminal() -> None:
    """Make standard input the child's controlling terminal, so that Ctrl-C reaches it as a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
