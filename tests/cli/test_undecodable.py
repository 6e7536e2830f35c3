"""Bytes that are no text are refused with their likely encoding."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from conftest import Program, chunks
from fault_table import fault, told
from posix_only import pty

pytestmark = pytest.mark.slow  # many processes or many cases

NOTE = "已完成意见征集"
GBK = NOTE.encode("gbk")
REFUSED = "不是 UTF-8 文字（看来是 GBK）。请把终端或脚本的编码改为 UTF-8，再运行一次。"
DEPT = "县司法局".encode()


def start(*words: bytes | str, **environment: bytes | str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with words and variables of any bytes."""
    inherited = {name: value for name, value in os.environb.items() if name not in {b"LANG", b"LC_ALL", b"LC_CTYPE"}}
    given = {os.fsencode(name): os.fsencode(value) for name, value in environment.items()}
    return subprocess.run(
        [sys.executable, "-m", "gongkai_cli", *words],
        capture_output=True,
        check=False,
        env={**inherited, b"LANG": b"C.UTF-8", **given},
        timeout=60,
    )


def refusal(answer: subprocess.CompletedProcess[bytes], code: int = 2, encoding: str = "utf-8") -> str:
    """Return the one line of a refusal."""
    assert answer.returncode == code, answer.stderr
    assert answer.stdout == b""
    (line,) = answer.stderr.decode(encoding).splitlines()
    return line


def reports(store: Path) -> list[tuple[str, str | None]]:
    """Return the authors and their reports, in order."""
    query = "SELECT c.who, r.note FROM report AS r JOIN change AS c ON c.id = r.change_id ORDER BY r.id"
    with closing(sqlite3.connect(store)) as connection:
        return list(connection.execute(query))


@fault("终端用 GBK，--note 的字节不是 UTF-8")
def test_a_note_in_gbk_is_refused(name: str, store: Path) -> None:
    answer = start("mark", "3", "--dept", DEPT, "--percent", "5", "--note", GBK)
    line = refusal(answer)
    assert line == f"参数“--note {NOTE}”{REFUSED}"
    assert reports(store) == []
    told(name, store.parent, 2, line, "没有变")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((b"mark", b"3", b"--dept", DEPT, b"--note=" + GBK), f"--note={NOTE}"),
        ((b"mark", b"3", b"--dept", DEPT, b"--problem", GBK), f"--problem {NOTE}"),
        ((b"mark", b"3", b"--dept", DEPT, b"--percent", b"5", b"--by", GBK), f"--by {NOTE}"),
        ((b"tasks", b"--dept", GBK), f"--dept {NOTE}"),
        ((b"tasks", b"--search", GBK), f"--search {NOTE}"),
        ((b"dept", GBK), NOTE),
        ((GBK,), NOTE),
        ((b"--db", GBK, b"tasks"), f"--db {NOTE}"),
        ((b"tasks", b"-o", GBK + b".csv"), f"-o {NOTE}.csv"),
        ((b"check", GBK), NOTE),
        ((b"load", GBK), NOTE),
        ((b"db", b"restore", GBK), NOTE),
        ((b"activity", b"cancel", b"18", b"--reason", GBK), f"--reason {NOTE}"),
        ((b"tasks", b"--" + GBK), f"--{NOTE}"),
    ],
)
def test_every_word_of_the_command_line_must_be_text(store: Path, words: Sequence[bytes], shown: str) -> None:
    assert refusal(start(*words)) == f"参数“{shown}”{REFUSED}"
    assert reports(store) == []


@pytest.mark.parametrize("broken", [b"\xff\xfe\xe5", b"\xe5\x8e", b"a\xc3(\xff"])
def test_bytes_of_no_known_encoding_are_refused_too(store: Path, broken: bytes) -> None:
    line = refusal(start("mark", "3", "--dept", DEPT, "--note", b"x" + broken))
    assert line.startswith("参数“--note x")
    assert "不是 UTF-8 文字" in line
    assert line.endswith("。请把终端或脚本的编码改为 UTF-8，再运行一次。")
    assert reports(store) == []


def test_a_long_word_is_repeated_in_part(store: Path) -> None:
    line = refusal(start("mark", "3", "--dept", DEPT, "--note", GBK * 1000))
    assert line == f"参数“{f'--note {NOTE * 6}'[:40]}…”{REFUSED}"
    assert reports(store) == []


@pytest.mark.parametrize("name", ["GONGKAI_DB", "GONGKAI_PLAN", "GONGKAI_TODAY", "GONGKAI_BY"])
def test_every_variable_must_be_text(store: Path, name: str) -> None:
    line = refusal(start("mark", "3", "--dept", DEPT, "--percent", "5", **{name: GBK}))
    assert line == f"环境变量 {name} 的值“{NOTE}”{REFUSED}"
    assert reports(store) == []


@fault("环境变量 GONGKAI_BY 是 GBK 的字节")
def test_a_signature_in_gbk_is_refused(name: str, store: Path) -> None:
    line = refusal(start("mark", "3", "--dept", DEPT, "--percent", "5", GONGKAI_BY="张三".encode("gbk")))
    assert reports(store) == []
    told(name, store.parent, 2, line, "没有变")


def test_an_account_whose_name_is_no_text_does_not_sign(store: Path) -> None:
    answer = start("mark", "3", "--dept", DEPT, "--percent", "5", GONGKAI_BY="", LOGNAME="张三".encode("gbk"))
    assert refusal(answer) == (
        "账户名“张三”不是 UTF-8 文字（看来是 GBK），不能记作记录人。请加上 --by 姓名，或设环境变量 GONGKAI_BY。"
    )
    assert reports(store) == []
    named = start("mark", "3", "--dept", DEPT, "--percent", "5", "--by", "李四", GONGKAI_BY="", LOGNAME=GBK)
    assert named.returncode == 0
    assert reports(store) == [("李四", None)]


def test_help_and_completion_do_not_look_at_variables(store: Path) -> None:
    assert store.exists()
    assert start("--help", GONGKAI_BY=GBK).returncode == 0
    offered = start(_GONGKAI_COMPLETE="complete_bash", COMP_WORDS=b"gongkai " + GBK, COMP_CWORD="1", GONGKAI_BY=GBK)
    assert offered.stderr == b""


C_LOCALES = [
    {"LANG": "C"},
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
    {"LANG": "xx_XX.UTF-8"},
    {"LANG": "C.UTF-8", "PYTHONIOENCODING": "gbk"},
]


@pytest.mark.parametrize("environment", C_LOCALES)
def test_without_a_locale_words_are_utf_8(store: Path, environment: dict[str, str]) -> None:
    answer = start("mark", "3", "--dept", DEPT, "--note", NOTE, **environment)
    assert answer.returncode == 0, answer.stderr
    assert reports(store) == [("测试员", NOTE)]
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    refused = start("mark", "3", "--dept", DEPT, "--note", GBK, **environment)
    assert refusal(refused, encoding=encoding) == f"参数“--note {NOTE}”{REFUSED}"
    assert reports(store) == [("测试员", NOTE)]


@fault("LC_ALL=C 且 PYTHONUTF8=0，参数是中文")
def test_where_python_reads_ascii_alone_chinese_words_are_refused(name: str, store: Path) -> None:
    """Without UTF-8 mode in the C locale, Python cannot open a file of a Chinese name."""
    answer = start(
        "mark",
        "3",
        "--dept",
        DEPT,
        "--note",
        NOTE,
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONIOENCODING="utf-8",
        GONGKAI_BY="w",
    )
    line = refusal(answer)
    assert line == "参数“--dept 县司法局”不是 ASCII 文字（看来是 UTF-8）。请设环境变量 PYTHONUTF8=1，再运行一次。"
    assert reports(store) == []
    told(name, store.parent, 2, line, "没有变")


@pytest.fixture(scope="module")
def gbk_locale(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a system whose encoding is GBK."""
    program = shutil.which("localedef")
    if program is None:
        pytest.skip("localedef is not installed")
    folder = tmp_path_factory.mktemp("locales")
    made = subprocess.run(
        [program, "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")], capture_output=True, check=False
    )
    if made.returncode > 1:  # 1 is a warning
        pytest.skip("the sources of locales are not installed")
    return {"LANG": "zh_CN.GBK", "LOCPATH": str(folder)}


def test_where_the_system_is_gbk_words_in_gbk_are_right(store: Path, gbk_locale: dict[str, str]) -> None:
    by = {"GONGKAI_BY": "张三".encode("gbk")}
    answer = start("mark", "3", "--dept", "县司法局".encode("gbk"), "--note", GBK, **gbk_locale, **by)
    assert answer.returncode == 0, answer.stderr
    assert "县司法局" in answer.stdout.decode("gbk")
    assert reports(store) == [("张三", NOTE)]


def test_where_the_system_is_gbk_words_in_utf_8_are_refused(store: Path, gbk_locale: dict[str, str]) -> None:
    answer = start("mark", "3", "--note", "三字经".encode(), "--percent", "5", **gbk_locale, GONGKAI_BY="w")
    assert refusal(answer, encoding="gbk") == (
        "参数“--note 三字经”不是 GBK 文字（看来是 UTF-8）。请设环境变量 PYTHONUTF8=1，再运行一次。"
    )
    assert reports(store) == []


@pytest.mark.parametrize(
    ("environment", "typed", "fault_told"),
    [
        ({"LANG": "C.UTF-8"}, "是".encode("gbk"), "不是 UTF-8 文字（看来是 GBK）"),
        ({"LC_ALL": "C"}, "是".encode("gbk"), "不是 UTF-8 文字（看来是 GBK）"),
        ({"LANG": "C.UTF-8", "PYTHONIOENCODING": "gbk"}, "是".encode(), "不是 GBK 文字（看来是 UTF-8）"),
    ],
)
def test_an_answer_that_is_no_text_is_no_agreement(
    store: Path, environment: dict[str, str], typed: bytes, fault_told: str
) -> None:
    code, seen = asked(typed, environment)
    assert code == 1
    assert reports(store) == []
    assert "Traceback" not in seen
    line = f"回答{fault_told}，未写入。请回答 yes 或 no，或加上 --yes。"
    assert line in seen


@fault("终端用 GBK，回答“是”")
def test_an_answer_in_gbk_writes_nothing(name: str, store: Path) -> None:
    code, seen = asked("是".encode("gbk"), {"LANG": "C.UTF-8"})
    assert reports(store) == []
    told(name, store.parent, code, seen[seen.index("回答") :], "没有变")


def test_an_answer_in_the_terminal_s_encoding_is_understood(store: Path) -> None:
    assert asked("是".encode(), {"LANG": "C.UTF-8"})[0] == 0
    assert len(reports(store)) == 14


def asked(typed: bytes, environment: dict[str, str]) -> tuple[int, str]:
    """Answer the question of `mark --all` on a terminal, and return the exit code and the screen."""
    mother, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai_cli", "mark", "4", "--all", "--percent", "10"],
        stdin=child,
        stdout=child,
        stderr=child,
        env={**{name: value for name, value in os.environ.items() if name not in {"LANG", "LC_ALL"}}, **environment},
    ) as process:
        os.close(child)
        os.write(mother, typed + b"\n")
        seen = b"".join(chunks(mother)).replace(b"\r\n", b"")
        code = process.wait()
    os.close(mother)
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", seen)
    return code, plain.decode(environment.get("PYTHONIOENCODING", "utf-8"), "replace")


@pytest.mark.parametrize("option", ["--note", "--problem", "--next", "--by"])
@pytest.mark.parametrize("text", ["\x1b\x07\u202e", "\u200b\u2060", " \ufeff\x00".replace("\x00", "\x01")])
def test_a_text_of_which_nothing_can_be_seen_is_refused(gongkai: Program, store: Path, option: str, text: str) -> None:
    answer = gongkai("mark", "3", "--dept", "县司法局", "--percent", "5", option, text)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"{option} 的文字里没有能显示的字。请重新输入，再运行一次。\n"
    assert reports(store) == []


@fault("--note 里只有控制字符")
def test_a_note_of_control_characters_is_refused(name: str, gongkai: Program, store: Path) -> None:
    answer = gongkai("mark", "3", "--dept", "县司法局", "--percent", "5", "--note", "\x1b\x07")
    assert reports(store) == []
    told(name, store.parent, answer.code, answer.err, "没有变")


@pytest.mark.parametrize("option", ["--theme", "--place", "--note"])
def test_an_activity_s_texts_are_looked_at_too(gongkai: Program, option: str) -> None:
    answer = gongkai("activity", "plan", "17", "--date", "10月15日", option, "\x1b\x07")
    assert answer.code == 2
    assert answer.err == f"{option} 的文字里没有能显示的字。请重新输入，再运行一次。\n"
    refused = gongkai("activity", "cancel", "18", "--reason", "\x1b")
    assert (refused.code, refused.err) == (2, "--reason 的文字里没有能显示的字。请重新输入，再运行一次。\n")


def test_a_search_for_nothing_that_can_be_seen_lists_not_everything(gongkai: Program) -> None:
    answer = gongkai("tasks", "--search", "\x1b\u202e")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "--search 的文字里没有能显示的字。请重新输入，再运行一次。\n"


def test_blanks_alone_say_nothing(gongkai: Program, store: Path) -> None:
    """A blank note is no text; an empty one says that the earlier note no longer holds."""
    for text in (" ", "\u3000\t", ""):
        assert gongkai("mark", "3", "--dept", "县司法局", "--percent", "5", "--note", text).code == 0
    assert reports(store) == [("测试员", None), ("测试员", None), ("测试员", "")]


@fault("文字在别处转码时丢了字（�）")
def test_a_text_with_lost_characters_is_refused(name: str, gongkai: Program, store: Path) -> None:
    answer = gongkai("mark", "3", "--dept", "县司法局", "--note", "已\ufffd\ufffd成征集")
    assert (answer.code, answer.out) == (2, "")
    assert reports(store) == []
    told(name, store.parent, 2, answer.err, "没有变")


def test_lost_characters_that_are_stored_can_be_looked_for(gongkai: Program, store: Path) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE task_entry SET title = '题\ufffd目' WHERE no = 3")
    answer = gongkai("tasks", "--search", "\ufffd")
    assert answer.code == 0
    assert "题\ufffd目" in answer.out


def test_a_folder_whose_name_is_no_text_can_be_worked_in(store: Path) -> None:
    """Only words of a person are refused; the current folder's name is not one of them."""
    folder = os.path.join(os.fsencode(store.parent), GBK)  # noqa: PTH118 - a Path cannot hold bytes
    os.mkdir(folder)  # noqa: PTH102 - as above
    shutil.copy(os.fsencode(store), os.path.join(folder, b"own.db"))  # noqa: PTH118 - as above
    answer = subprocess.run(
        [sys.executable, "-m", "gongkai_cli", "--db", "own.db", "tasks"], cwd=folder, capture_output=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
