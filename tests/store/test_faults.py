"""Faults that offices have, each tried with a real process on a real file: one clear line, an exit code, a whole store.

What came of each stands in docs/faults.md.
"""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, run, without
from fault_table import fault, rows, told, tried
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.identity import SCHEMA_VERSION
from gongkai_cli.store.sqlite.store_file import StoreFile
from old_stores import entered, make_old_store
from posix_only import full_device, need_posix, posix_signal, resource
from processes import PROGRAM, start

MARK = ("mark", "3", "--dept", "县司法局", "--percent")


def one_line(answer: subprocess.CompletedProcess[str], code: int) -> str:
    """Return the one line that a refusal says."""
    assert answer.returncode == code, answer.stderr
    assert "Traceback" not in answer.stderr
    (line,) = answer.stderr.splitlines()
    return line


def percents(store: Path) -> list[int]:
    """Return the percents reported so far, in order."""
    with closing(sqlite3.connect(store)) as connection:
        return [percent for (percent,) in connection.execute("SELECT percent FROM report ORDER BY id")]


def assert_whole(store: Path) -> None:
    """Hold that nothing is wrong with a store."""
    assert integrity.faults(StoreFile(store)) == []


@fault("进程在一百次报告中途被 SIGKILL 杀死")
def test_what_had_answered_is_there_after_a_kill(name: str, store: Path) -> None:
    """Five kills at different moments: every mark that had answered is there, and none is half there."""
    script = (
        "import sys; from gongkai_cli.cli.app import app\n"
        "for percent in range(1, 101):\n"
        "    try: app(['mark','3','5','--dept','县司法局','--percent',str(percent % 99 + 1),'--format','json'])\n"
        "    except SystemExit as done: assert not done.code\n"
        "    print('answered', percent, flush=True)\n"
    )
    chance = random.Random(20240526)  # noqa: S311 - moments to kill at, the same in every run
    answered_in_all = 0
    for _ in range(5):
        kept = len(percents(store))
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout
            lines: list[str] = []
            until = chance.randint(1, 8)
            for line in process.stdout:
                lines.append(line)
                if line == f"answered {until}\n":
                    time.sleep(chance.random() * 0.05)
                    break
            process.send_signal(posix_signal.SIGKILL)
            lines += process.stdout.readlines()
        answered = sum(line.startswith("answered") for line in lines)
        now = percents(store)[kept:]
        assert len(now) % 2 == 0
        assert len(now) // 2 in {answered, answered + 1}
        assert now[: 2 * answered] == [percent % 99 + 1 for percent in range(1, answered + 1) for _ in range(2)]
        assert_whole(store)
        answered_in_all += answered
    assert answered_in_all >= 5
    told(name, store.parent, -posix_signal.SIGKILL, "", "答复过的报告都在，没有半条")


@pytest.mark.slow
@fault("二十个进程同时报告")
def test_twenty_at_once_are_all_there_or_say_that_they_are_not(name: str, store: Path) -> None:
    processes = [
        subprocess.Popen([*PROGRAM, *MARK, str(percent)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for percent in range(1, 21)
    ]
    written: list[int] = []
    refusals: list[str] = []
    for percent, process in enumerate(processes, start=1):
        _, said = process.communicate(timeout=120)
        if process.returncode == 0:
            written.append(percent)
        else:
            refusals.append(said)
    assert written
    assert sorted(percents(store)) == written
    assert all("正被另一个程序写入" in said for said in refusals)
    assert_whole(store)
    told(name, store.parent, 0, "", "二十条报告都在（等不到的会说未写入）")


@pytest.mark.slow
@fault("台账被另一个程序锁住，超过等待的时间")
def test_a_locked_store_is_waited_for_and_then_said(name: str, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        line = one_line(start(*MARK, "40"), 1)
    assert line == f"台账“{store}”正被另一个程序写入，等了 5 秒，这次什么也没有做。请稍后再试。"
    assert percents(store) == []
    assert_whole(store)
    told(name, store.parent, 1, line, "没有变")


@fault("磁盘满")
def test_a_full_disk_loses_nothing(name: str, store: Path) -> None:
    run((*MARK, "10"))
    room = store.stat().st_size + 4096

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    lines = [one_line(start("mark", "3-12", "--dept", "县司法局", "--note", "长" * 40000, before=full), 1)]
    assert lines[0] == (f"台账“{store}”写不进磁盘，未写入，原有内容完好。请看磁盘是否满了、网络盘是否断开，再试。")
    assert percents(store) == [10]
    assert_whole(store)
    told(name, store.parent, 1, lines[0], "没有变")


@fault("台账文件只读")
def test_a_read_only_file_can_be_read_and_not_written(name: str, store: Path) -> None:
    store.chmod(0o444)
    under = without()
    assert start("tasks", under=under).returncode == 0
    line = one_line(start(*MARK, "40", under=under), 1)
    assert line == f"台账“{store}”是只读的，未写入。请检查文件和文件夹的权限。"
    assert percents(store) == []
    told(name, store.parent, 1, line, "没有变；照样能看")


@fault("文件夹只读")
def test_a_read_only_folder_can_be_read_and_not_written(
    name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    locked = Path(shutil.copy(store, folder / "gongkai.db"))
    folder.chmod(0o555)
    under = without()
    monkeypatch.setenv("GONGKAI_DB", str(locked))
    try:
        assert start("tasks", under=under).returncode == 0
        line = one_line(start(*MARK, "40", under=under), 1)
        monkeypatch.setenv("GONGKAI_DB", str(folder / "new.db"))
        assert one_line(start("load", "--sample", under=under), 1).startswith("打不开台账")
    finally:
        folder.chmod(0o755)
    assert percents(locked) == []
    assert [path.name for path in folder.iterdir()] == ["gongkai.db"]
    told(name, locked.parent, 1, line, "没有变；照样能看")


@fault("台账的位置上是文件夹")
def test_a_folder_in_place_of_the_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DB", str(tmp_path))
    line = one_line(start("tasks"), 1)
    assert line == f"“{tmp_path}”是文件夹，不是台账文件。请用 --db 指定文件。"
    told(name, tmp_path, 1, line, "没有建")


@fault("文件被截短")
def test_a_truncated_file(name: str, store: Path) -> None:
    store.write_bytes(store.read_bytes()[:30000])
    before = store.read_bytes()
    line = one_line(start("tasks"), 1)
    assert "已损坏" in line
    assert "backups" in line
    assert one_line(start("db", "check"), 1)
    assert store.read_bytes() == before
    told(name, store.parent, 1, line, "没有动；从备份恢复")


@fault("文件中间有 1 KB 乱码")
def test_noise_in_the_middle_is_found(name: str, store: Path) -> None:
    whole = store.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096  # from the start of a page: noise within a text cannot be told from text
    noise = random.Random(1).randbytes(1024)  # noqa: S311 - noise, the same in every run
    store.write_bytes(whole[:middle] + noise + whole[middle + 1024 :])
    answer = start("db", "check")
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    line = answer.stderr.splitlines()[0]
    assert "已损坏" in line
    for command in (("tasks",), ("depts",), ("log",), ("schedule",)):
        seen = start(*command)
        assert seen.returncode == 0 or "已损坏" in one_line(seen, 1)
        assert "Traceback" not in seen.stderr
    told(name, store.parent, 1, line.partition("（")[0] + "（…）" + line.rpartition("）")[2], "没有动；从备份恢复")


@fault("别的程序的 SQLite 文件")
def test_someone_elses_file_is_left_alone(name: str, store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("CREATE TABLE mine (x)")
    before = store.read_bytes()
    line = one_line(start(*MARK, "40"), 1)
    assert line == f"“{store}”不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件。"
    assert store.read_bytes() == before
    told(name, store.parent, 1, line, "没有动")


@fault("更新版本的台账")
def test_a_newer_store_is_left_alone(name: str, store: Path) -> None:
    with closing(sqlite3.connect(store)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = store.read_bytes()
    line = one_line(start(*MARK, "40"), 1)
    assert (
        line
        == f"台账“{store}”由更新版本的 gongkai 建立（数据版本 99，本程序支持 {SCHEMA_VERSION}）。请先升级 gongkai。"
    )
    assert store.read_bytes() == before
    told(name, store.parent, 1, line, "没有动")


@fault("旧版本的台账")
def test_an_older_store_is_upgraded_after_a_backup_with_all_its_rows(name: str, store: Path) -> None:
    make_old_store(store, 1)
    before = entered(store)
    answer = start("tasks")
    assert answer.returncode == 0
    assert_whole(store)
    (kept,) = (store.parent / "backups").iterdir()
    assert answer.stderr == f"台账已升级到数据版本 {SCHEMA_VERSION}，升级前的备份在 {kept}。\n"
    assert entered(store) == entered(kept) == before
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
    message = answer.stderr.replace(kept.name, "gongkai-日期-时间.db")
    told(name, store.parent, 0, message, "升级了，一行不少")


INTERRUPTED = """
import os, signal, sys
from gongkai_cli.cli.app import app
wanted, writings = int(sys.argv.pop(1)), 0

def count(frame, event, function):
    global writings
    if event == "c_call" and function.__name__ == "executemany":
        writings += 1
        if writings == wanted:
            os.kill(os.getpid(), signal.SIGINT)

sys.setprofile(count)
try:
    app(prog_name="gongkai")
finally:
    print(writings)
"""
"""The program that gets a Ctrl-C where a load hands SQLite its rows for the nth time; it ends with how often it did."""


@pytest.mark.slow
@fault("载入时按 Ctrl-C")
def test_an_interrupted_load_is_all_or_nothing(name: str, store: Path, tmp_path: Path) -> None:
    """At the first rows of the first plan, in the middle, and when nothing is left but to commit."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    files = []
    for number in range(3):
        file = tmp_path / f"plan{number}.yaml"
        file.write_text(text.replace("key: shicheng-2024", f"key: plan-{number}"), encoding="utf-8")
        files.append(str(file))

    def load(path: Path, interrupted_at: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", INTERRUPTED, str(interrupted_at), "--db", str(path), "load", *files]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    whole = load(Path(shutil.copy(store, tmp_path / "whole.db")), 0)
    assert whole.returncode == 0
    writings = int(whole.stdout.splitlines()[-1])
    assert writings > 2 * len(files)
    for moment in (1, writings // 2, writings):
        answer = load(store, moment)
        assert answer.stdout.splitlines()[-1] == str(moment)
        assert (answer.returncode, answer.stderr) == (130, "已中断。是否已记入，用 gongkai log 查看。\n")
        with closing(sqlite3.connect(store)) as connection:
            assert connection.execute("SELECT count(*) FROM plan").fetchone() == (1,)
        assert not store.with_name(f"{store.name}-journal").exists()
        assert_whole(store)
        told(name, store.parent, answer.returncode, answer.stderr, "没有变")


@fault("输出的另一头提前关闭（| head -1）")
def test_a_reader_that_leaves_early_is_no_error(name: str, store: Path) -> None:
    need_posix("a shell at /bin/sh")
    command = f"{sys.executable} -m gongkai_cli depts --format json | head -1"
    answer = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == ("[\n", "")
    told(name, store.parent, answer.returncode, answer.stderr, "没有变")


def test_a_store_of_the_first_revision_is_used_with_all_its_rows(store: Path) -> None:
    """The fixture was written by the first release's schema, and stays as it is when the schema goes on."""
    make_old_store(store, 1)
    assert start("plans").returncode == 0
    answer = start("tasks", "--dept", "县司法局", "--status", "推进中", "--format", "json")
    assert answer.returncode == 0
    rows = json.loads(answer.stdout)
    assert [(row["no"], row["percent"], row["note"], row["next"]) for row in rows] == [
        (3, 40, "已开会", "补走访"),
        (5, 40, "已开会", "补走访"),
    ]
    ledger = json.loads(start("log", "--format", "json").stdout)
    assert [(entry["id"], entry["kind"], entry["undone"]) for entry in ledger] == [
        (1, "load", False),
        (2, "mark", False),
        (2, "mark", False),
        (3, "mark", True),
        (4, "undo", False),
        (5, "activity", False),
        (6, "activity", False),
        (7, "activity", False),
    ]
    assert start(*MARK, "50").returncode == 0
    assert_whole(store)


@fault("输出的磁盘满了")
def test_an_output_that_cannot_be_written_is_one_line(name: str, store: Path) -> None:
    with full_device().open("w", encoding="utf-8") as full:
        answer = subprocess.run(
            [*PROGRAM, *MARK, "40"], stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    line = one_line(answer, 0)
    assert percents(store) == [40]
    assert_whole(store)
    told(name, store.parent, 0, line, "已记入")


def test_the_table_of_faults_has_a_row_for_each_test_and_no_other() -> None:
    assert sorted(rows()) == sorted(tried())
