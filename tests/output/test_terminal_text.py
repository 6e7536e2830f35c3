"""Nothing that a store or a path holds steers a terminal, whatever the command and the format."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Program, chunks
from fault_table import fault, told
from gongkai_cli.spreadsheets.guards import FORMULA_STARTS, guarded, unguarded
from posix_only import pty

STEERING = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
HOSTILE = "题\x1b[2J\x1b]0;窗口\x07" + "".join([*STEERING, *BIDI]) + "尾"

# Colours are ours, and so is a bar of progress: it hides the cursor and clears its own line.
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\r?(?:\x1b\[1A)?\x1b\[2K")

LISTINGS = [
    *("tasks", "tasks --dept 农", "show 3", "depts", "schedule", "upcoming --days 300", "status", "plans", "log"),
    "activity show 17",
]
FORMATS = {
    **dict.fromkeys(LISTINGS, ("table", "json", "csv", "md")),
    "export --what tasks": ("json", "csv", "md"),
    "export --what assignments --all-plans": ("json", "csv --raw", "csv --encoding gb18030", "md"),
    "export --what activities": ("json", "csv --encoding utf-8", "md"),
    "export --what units": ("json", "csv", "md"),
    "export --what ledger": ("json", "csv", "md"),
    "export": ("json", "md"),
    "export --what plan": ("yaml",),
}
CALENDARS = ("schedule", "upcoming --days 300")


def screen(*command: str, folder: Path | None = None, typed: bytes = b"") -> str:
    """Return all that a command sends to a terminal, both its streams, as the terminal gets it.

    Args:
        command: the words after `gongkai`.
        folder: the folder in which it runs.
        typed: the answer to its question; a question without one would wait for ever.
    """
    mother, child = pty.openpty()
    os.write(mother, typed)
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai_cli", *command],
        stdin=child,
        stdout=child,
        stderr=child,
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    ):
        os.close(child)
        seen = b"".join(chunks(mother))
    os.close(mother)
    return seen.decode("utf-8")


def steering_in(seen: str) -> set[str]:
    """Return the characters that steer, besides the line ends and colours of our own."""
    rest = OURS.sub("", seen.replace("\r\n", "\n"))
    return {mark for mark in rest if mark != "\n" and (mark in BIDI or unicodedata.category(mark) == "Cc")}


@pytest.fixture
def recorded(gongkai: Program, store: Path) -> Path:
    """A store with a text in every column that people may write."""
    assert gongkai("mark 3 --dept 县司法局 --percent 5 --note 一 --problem 二 --next 三 --link http://x.cn/a").code == 0
    assert gongkai("activity plan 17 --date 10月15日 --place 楼 --note 说").code == 0
    assert gongkai("activity cancel 18 --reason 因").code == 0
    assert gongkai("undo 4").code == 0
    return store


@pytest.fixture
def hostile(recorded: Path) -> Path:
    """A store in which every text that people may write steers a terminal; another program wrote it."""
    spoil(recorded, HOSTILE)
    return recorded


def spoil(store: Path, text: str) -> None:
    """Add a text to every text column that is neither a day nor a code."""
    codes = {"kind", "status", "before_status", "role", "rhythm", "form", "at", "version_num"}
    with closing(sqlite3.connect(store)) as other, other:
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = other.execute(f"PRAGMA table_info({table})").fetchall()
            for _, column, kind, *_ in columns:
                is_text = kind.startswith(("VARCHAR", "TEXT"))
                if not is_text or (column in codes and (table, column) != ("unit_entry", "kind")):
                    continue
                # The old value stays in front: names stay unique, addresses stay addresses.
                query = f"UPDATE {table} SET {column} = {column} || ? WHERE {column} IS NOT NULL"  # noqa: S608
                other.execute(query, (text,))


def test_every_kind_of_text_of_the_store_is_spoilt(hostile: Path) -> None:
    """The fixture reaches the columns that matter, so the tests below can fail."""
    with closing(sqlite3.connect(hostile)) as connection:
        for column, table in [
            *(("title", "edition"), ("key", "plan"), ("region", "edition"), ("issuer", "edition")),
            *(("name", "unit_entry"), ("kind", "unit_entry"), ("name", "alias"), ("name", "collective")),
            *(
                ("title", "task_entry"),
                ("text", "measure"),
                ("theme", "activity_entry"),
                ("who", "change"),
                ("note", "report"),
                ("problem", "report"),
            ),
            *(("next_step", "report"), ("link", "report"), ("place", "activity_event"), ("reason", "activity_event")),
            *(("note", "activity_event"), ("via", "assignment_entry"), ("indicator", "measure")),
        ]:
            query = f"SELECT count(*) FROM {table} WHERE {column} LIKE '%窗口%'"  # noqa: S608 - our own names
            assert connection.execute(query).fetchone()[0], (table, column)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        *(f"{command} --format {name}" for command, names in FORMATS.items() for name in names),
        *(f"{command} --format ics" for command in CALENDARS),
    ],
)
def test_no_listing_steers_the_terminal(hostile: Path, command: str) -> None:
    assert hostile.exists()
    seen = screen(*command.split())
    assert "窗口" in seen
    assert "Traceback" not in seen
    assert steering_in(seen) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        *("mark 3 --dept 县司法局 --percent 50", "mark 3 --dept 县司法局 --percent 50 --format json"),
        *("activity held 17 --date 10月8日", "activity cancel 19 --reason 因", "undo 2", "undo 2 --format json"),
        *("tasks --dept 没有", "tasks --plan 没有", "mark 99 --dept 县司法局 --percent 5", "depts --kind 没有"),
        *("db check", "db path", "schema", "schema answers", "--help", "show --help"),
    ],
)
def test_no_other_answer_steers_the_terminal(hostile: Path, command: str) -> None:
    assert hostile.exists()
    seen = screen(*command.split(), typed=b"y\n" if command.startswith("undo") else b"")
    assert seen.strip()
    assert "Traceback" not in seen
    assert steering_in(seen) == set()


def test_a_load_and_its_trial_do_not_steer_the_terminal(recorded: Path, tmp_path: Path) -> None:
    """The store holds names that the plan file lacks, and a load shows them; one with a NUL it would refuse."""
    spoil(recorded, HOSTILE.replace("\0", ""))
    with closing(sqlite3.connect(recorded)) as other, other:
        other.execute("UPDATE plan SET key = 'shicheng-2024'")
    seed = ROOT / "data" / "seed_2024.yaml"
    for options in (("--dry-run",), ("--yes",)):
        seen = screen("load", str(seed), *options)
        assert "窗口" in seen
        assert steering_in(seen) == set()
    assert (tmp_path / "backups").is_dir()


@pytest.mark.parametrize("command", ["tasks", "show 3", "log", "plans", "export --what ledger"])
def test_json_on_a_terminal_has_the_values_of_the_store(hostile: Path, command: str) -> None:
    """What steers is written as an escape there, so a copied answer is the same to a program."""
    seen = screen(*command.split(), "--format", "json")
    answer = subprocess.run(
        [sys.executable, "-m", "gongkai_cli", *command.split(), "--format", "json"],
        capture_output=True,
        check=True,
        env={**os.environ},
    )
    assert hostile.exists()
    assert json.loads(seen) == json.loads(answer.stdout)
    assert HOSTILE in json.dumps(json.loads(seen), ensure_ascii=False) or HOSTILE in every_text(json.loads(seen))


def every_text(value: Any) -> str:
    """Return all texts within a value, one after another."""
    if isinstance(value, dict):
        return "".join(map(every_text, value.values()))
    if isinstance(value, list):
        return "".join(map(every_text, value))
    return value if isinstance(value, str) else ""


def test_off_a_terminal_the_bytes_are_those_of_the_store(hostile: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "gongkai_cli", "tasks", "--format", "csv", "--raw"],
        capture_output=True,
        check=True,
        env={**os.environ},
    )
    assert hostile.exists()
    assert HOSTILE.encode() in answer.stdout


@fault("别的程序把控制字符写进了台账，在终端上看")
def test_a_title_with_an_escape_is_shown_without_it(name: str, store: Path) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE task_entry SET title = '题\x1b[2J目\r\u202e' || no")
    seen = screen("export", "--what", "tasks", "--format", "csv", "--raw")
    cell = seen.split("\r\n")[1].split(",")[1]
    assert cell == '"题[2J目 1"'
    told(name, store.parent, 0, cell, "没有变")


@pytest.mark.slow
def test_a_path_does_not_steer_the_terminal(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "夹\x1b[2J\r\n\x9b\u202e\t子"
    folder.mkdir()
    copy = folder / "gongkai.db"
    copy.write_bytes(store.read_bytes())
    (folder / "坏.yaml").write_text("plan: 1\n", encoding="utf-8")
    for command in (
        ("--db", str(copy), "db", "path"),
        ("--db", str(copy), "db", "check"),
        ("--db", str(copy), "db", "backup"),
        ("--db", str(folder), "tasks"),
        ("check", str(folder / "坏.yaml")),
        ("check", str(folder / "没有.yaml")),
        ("tasks", "-o", str(folder / "表.csv")),
        ("--db", str(copy), "db", "restore", str(store), "--yes"),
    ):
        seen = screen(*command)
        assert "夹" in seen, command
        assert steering_in(seen) == set(), command


def test_a_question_does_not_steer_the_terminal(store: Path, tmp_path: Path) -> None:
    """The question before a file is overwritten names the file."""
    file = tmp_path / "表\x1b]0;窗口\x07\r.csv"
    file.write_text("旧", encoding="utf-8")
    mother, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai_cli", "tasks", "-o", str(file)], stdin=child, stdout=child, stderr=child
    ) as process:
        os.close(child)
        os.write(mother, b"no\n")
        seen = b"".join(chunks(mother)).decode()
        assert process.wait() == 1
    os.close(mother)
    assert "将被覆盖。确定吗？" in seen
    assert steering_in(seen) == set()
    assert file.read_text(encoding="utf-8") == "旧"
    assert store.exists()


@pytest.mark.parametrize("name", ["\x1b[2J", "没\n有单位“县司法局”", "\u202e反", "长" * 5000])
def test_an_argument_does_not_steer_the_terminal(store: Path, name: str) -> None:
    assert store.exists()
    for command in (("tasks", "--dept", name), ("show", name), (name,), ("--plan", name, "tasks"), ("schema", name)):
        seen = screen(*command)
        assert steering_in(seen) == set()
        assert "Traceback" not in seen


UNSEEN = [*(chr(code) for code in range(0x20) if chr(code) not in "\t\r\n"), "\x7f", "\x85", "\x9f", " ", "\xa0"]
UNSEEN += ["\u3000", "\u2003", "\u2028", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u202e", "\ufe0f"]


@pytest.mark.parametrize("unseen", [*UNSEEN, " \x00\u200b", "\ufeff\t"])
@pytest.mark.parametrize("start", ["=", "-", "＝", "@"])
def test_characters_without_a_look_hide_no_formula(unseen: str, start: str) -> None:
    text = f"{unseen}{start}1+1"
    assert guarded([None, "平常", text]) == [None, "平常", f"'{text}"]
    assert unguarded(f"'{text}") == text


def test_every_blank_and_control_character_is_looked_past() -> None:
    """Unicode says which characters are blanks, line ends or controls."""
    blanks = [
        chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) in {"Cc", "Zs", "Zl", "Zp"}
    ]
    assert guarded([f"{blank}=1" for blank in blanks]) == [f"'{blank}=1" for blank in blanks]


@fault("台账里的文字用看不见的字符藏着公式，输出 CSV")
def test_a_hidden_formula_is_guarded_in_csv(name: str, store: Path) -> None:
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE edition SET issuer = ?", ("\u200b=1+1",))
    answer = subprocess.run(
        [sys.executable, "-m", "gongkai_cli", "plans", "--format", "csv"], capture_output=True, check=True
    )
    headings, row = csv.reader(io.StringIO(answer.stdout.decode("utf-8-sig"), newline=""))
    cell = row[headings.index("印发单位")]
    assert cell == "'\u200b=1+1"
    told(name, store.parent, 0, cell, "没有变")


@given(st.text(alphabet=st.sampled_from(["'", *FORMULA_STARTS, *UNSEEN, "字", "1"]), max_size=8))
def test_a_guard_is_taken_off_again_whatever_it_guards(text: str) -> None:
    (cell,) = guarded([text])
    assert isinstance(cell, str)
    assert unguarded(cell) == text
    shown = cell.lstrip("".join(UNSEEN))
    assert not shown or shown[0] not in FORMULA_STARTS


@given(st.lists(st.text(alphabet=st.sampled_from(["'", "=", "\n", " ", "\x00", "字"]), max_size=4), max_size=5))
def test_a_column_is_guarded_as_its_texts_are_one_by_one(column: list[str]) -> None:
    assert list(guarded(column)) == [guarded([text])[0] for text in column]
