"""How a process ends: never in a traceback.

A command that has done its work succeeds, even if its output fails.
"""

import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Answer, answer_at, chunks, run
from fault_table import fault, told
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.store_file import StoreFile
from posix_only import fcntl, full_device, need_posix, posix_signal, pty, resource, termios

PROGRAM = (sys.executable, "-m", "gongkai_cli")
MARK = ("mark", "3", "--dept", "县司法局", "--percent", "40")
SEED = ROOT / "data" / "seed_2024.yaml"
INTERRUPTED = "已中断。是否已记入，用 gongkai log 查看。\n"
SMALL_PIPE = 4096


def start(*words: str, **options: Any) -> Answer:
    """Run the program as a process, and catch its output unless an option sends it elsewhere."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    done = subprocess.run([*PROGRAM, *words], check=False, timeout=60, **{**streams, **options})
    return Answer(done.returncode, _text(done.stdout), _text(done.stderr))


def shell(line: str, *words: str) -> Answer:
    """Run the program under a shell, with its streams redirected as in `line`."""
    need_posix("a shell at /bin/sh")
    if "/dev/full" in line:
        full_device()
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {line}', "sh", *PROGRAM, *words], capture_output=True, check=False, timeout=60
    )
    return Answer(done.returncode, _text(done.stdout), _text(done.stderr))


def _text(output: bytes | None) -> str:
    """Return output as text. A workbook has none, nor has a redirected stream."""
    return (output or b"").decode("utf-8", "replace")


def without_a_reader() -> int:
    """Return the writing end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def small_pipe() -> tuple[int, int]:
    """Return the ends of a pipe that is full after a page."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, SMALL_PIPE)
    return reading, writing


def percents(store: Path) -> list[int]:
    """Return the percents reported so far, in order."""
    with closing(sqlite3.connect(store)) as connection:
        return [percent for (percent,) in connection.execute("SELECT percent FROM report ORDER BY id")]


def changes(store: Path) -> int:
    """Return how many changes the ledger has."""
    with closing(sqlite3.connect(store)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM change").fetchone()
        return int(count)


def limited(kind: int, most: int) -> Callable[[], None]:
    """Return a function that limits its own process."""
    need_posix("limits of a process")
    return lambda: resource.setrlimit(kind, (most, most))


@pytest.fixture
def other_plan(tmp_path: Path) -> Path:
    """A plan file with a key of its own."""
    path = tmp_path / "other.yaml"
    text = SEED.read_text(encoding="utf-8")
    path.write_text(text.replace("key: shicheng-2024", "key: other-2024"), encoding="utf-8")
    return path


@pytest.fixture
def smaller_plan(tmp_path: Path) -> Path:
    """The bundled plan without its last activity. A load withdraws it."""
    path = tmp_path / "smaller.yaml"
    text = SEED.read_text(encoding="utf-8")
    start_of_last = text.rindex("\n  - no: ")
    path.write_text(text[: start_of_last + 1], encoding="utf-8")
    return path


# A command works first and writes its answer then

CHANGING = {
    "mark": (MARK, "已记入台账第 3 号"),
    "activity": (("activity", "plan", "17", "--date", "10月15日"), "已记入台账第 3 号"),
    "undo": (("undo",), "已撤回第 2 号"),
    "load": (("load", "--yes", "other.yaml"), "已载入"),
    "backup": (("db", "backup", "copy.db"), "已备份到 {folder}/copy.db"),
}


@pytest.mark.slow
@pytest.mark.parametrize("output", ["full", "closed", "left"])
@pytest.mark.parametrize("command", CHANGING)
def test_what_is_done_and_cannot_be_told_is_done(
    store: Path, other_plan: Path, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    monkeypatch.chdir(other_plan.parent)
    run(("mark", "5", "--dept", "县司法局", "--percent", "10"))
    words, done = CHANGING[command]
    before = changes(store)
    if output == "closed":
        answer, reason = shell(">&-", *words), "Bad file descriptor"
    elif output == "full":
        answer, reason = shell(">/dev/full", *words), "No space left on device"
    else:
        answer, reason = start(*words, stdout=without_a_reader()), "Broken pipe"
    told_so = f"{done.format(folder=store.parent)}，只是结果没有显示出来（{reason}）。不用再运行一次。\n"
    assert answer == Answer(0, "", told_so)
    assert changes(store) == before + (command != "backup")
    assert integrity.faults(StoreFile(store)) == []
    assert command != "backup" or integrity.faults(StoreFile(store.parent / "copy.db")) == []


def test_redo_and_restore_are_done_too(store: Path) -> None:
    run(MARK)
    run(("undo",))
    done = "已恢复第 2 号，只是结果没有显示出来（No space left on device）。不用再运行一次。\n"
    assert shell(">/dev/full", "redo") == Answer(0, "", done)
    assert run(("db", "backup", "copy.db", "--yes")).code == 0
    run(MARK)
    assert shell(">&- 2>&-", "db", "restore", "copy.db", "--yes") == Answer(0, "", "")
    Path("copy.db").unlink()
    assert percents(store) == [40]


@fault("载入的结果交给提前关闭的一头（load … --yes | head -1）")
def test_a_load_whose_reader_has_left_is_loaded(name: str, store: Path, other_plan: Path) -> None:
    answer = start("load", str(other_plan), "--yes", stdout=without_a_reader())
    assert '"other-2024"' in run(("plans", "-f", "json")).out
    told(name, store.parent, answer.code, answer.err, "已载入")


@pytest.mark.slow
@pytest.mark.parametrize("line", ["2>&-", "2>/dev/full", "<&- 2>&-"])
def test_messages_that_cannot_be_written_fail_nothing(store: Path, line: str) -> None:
    assert shell(line, *MARK).code == 0
    assert percents(store) == [40]
    assert shell(line, "mark", "3", "--dept", "没有这个局", "--percent", "5") == Answer(4, "", "")
    assert shell(line, "load", "none.yaml") == Answer(4, "", "")
    listed = shell(line, "tasks", "-f", "json")
    assert listed.code == 0
    assert len(json.loads(listed.out)) == 12


def test_both_streams_may_fail(store: Path) -> None:
    for line in (">/dev/full 2>&1", ">&- 2>&-"):
        assert shell(line, *MARK) == Answer(0, "", "")
        assert shell(line, "tasks") == Answer(1, "", "")
    assert percents(store) == [40, 40]


def test_a_file_that_is_written_is_written_whatever_becomes_of_the_message(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    path = tmp_path / "任务.json"
    assert shell(">&- 2>/dev/full", "tasks", "-o", str(path)) == Answer(0, "", "")
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 12


# Changes are shown before the question about them


@fault("要确认的变化显示不出来")
def test_a_question_about_what_nobody_has_seen_is_not_asked(name: str, store: Path, smaller_plan: Path) -> None:
    mother, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    kept = store.read_bytes()
    command = [*PROGRAM, "load", str(smaller_plan)]
    screen = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(command, stdin=child, stdout=without_a_reader(), stderr=child, env=screen) as process:
        os.close(child)
        whole = b"".join(chunks(mother)).decode()
    os.close(mother)
    assert process.returncode == 1
    assert "确定吗" not in whole
    after_the_bar = whole.split("\x1b[2K")[-1]  # a slow machine shows one
    seen = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", after_the_bar)
    assert store.read_bytes() == kept
    told(name, store.parent, process.returncode, seen, "没有变")


def test_a_question_is_asked_once_the_differences_can_be_read(store: Path, smaller_plan: Path) -> None:
    mother, child = pty.openpty()
    reading, writing = os.pipe()
    kept = store.read_bytes()
    with subprocess.Popen([*PROGRAM, "load", str(smaller_plan)], stdin=child, stdout=writing, stderr=child) as process:
        os.close(writing)
        os.close(child)
        shown = os.read(reading, 65536).decode()  # while the program waits for the answer
        assert "调出" in shown
        assert process.poll() is None
        assert answer_at(mother, process, "否\n") == 1
        asked = b"".join(chunks(mother)).decode()
    os.close(mother)
    os.close(reading)
    assert "将调出以上 1 项" in asked
    assert store.read_bytes() == kept


def test_a_trial_may_lose_its_reader(store: Path, other_plan: Path) -> None:
    kept = store.read_bytes()
    assert start("load", str(other_plan), "--dry-run", stdout=without_a_reader()) == Answer(0, "", "")
    assert shell(">/dev/full", "load", str(other_plan), "--dry-run").code == 1
    assert store.read_bytes() == kept


# Listings

LISTINGS = ("tasks", "tasks -f json", "schedule -f ics", "tasks -f xlsx", "export -f json", "export -f xlsx", "log")
ASIDE = ("", "help mark", "--help", "--version", "schema", "db path", "tasks --help")


@pytest.mark.slow
@pytest.mark.parametrize("words", [*LISTINGS, *ASIDE])
def test_an_answer_that_cannot_be_written_has_failed(store: Path, words: str) -> None:
    kept = store.read_bytes()
    told_so = "输出失败（{}）。请检查接收输出的磁盘、管道或终端，再运行一次。\n"
    for line, reason in ((">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")):
        assert shell(line, *words.split()) == Answer(1, "", told_so.format(reason))
    assert start(*words.split(), stdout=without_a_reader()) == Answer(0, "", "")
    assert store.read_bytes() == kept


@fault("清单写到满的磁盘")
def test_a_listing_into_a_full_disk(name: str, store: Path) -> None:
    answer = shell(">/dev/full", "tasks")
    told(name, store.parent, answer.code, answer.err, "没有变")


@fault("标准输出是关着的")
def test_a_listing_into_a_closed_stream(name: str, store: Path) -> None:
    answer = shell(">&-", "tasks")
    told(name, store.parent, answer.code, answer.err, "没有变")


@fault("终端已经不在")
def test_a_terminal_that_has_gone(name: str, store: Path) -> None:
    mother, child = pty.openpty()
    os.close(mother)
    answer = start("tasks", stdin=child, stdout=child)
    marked = start(*MARK, stdin=child, stdout=child)
    os.close(child)
    assert marked == Answer(0, "", "已记入台账第 2 号，只是结果没有显示出来（Input/output error）。不用再运行一次。\n")
    assert percents(store) == [40]
    told(name, store.parent, answer.code, answer.err, "没有变")


# Streams that are closed from the start


@pytest.mark.slow
@pytest.mark.parametrize("closed", [line for line in product(("<&-", ""), (">&-", ""), ("2>&-", "")) if any(line)])
def test_no_closed_stream_does_harm(store: Path, smaller_plan: Path, closed: tuple[str, ...]) -> None:
    """A file under a closed stream's number would get its messages. They would damage the store."""
    line = " ".join(closed)
    reads = 1 if ">&-" in closed else 0
    kept = store.read_bytes()
    for words in ("tasks", "export -f csv --what units", "--help", "--version", "db check", "plans -f xlsx"):
        answer = shell(line, *words.split())
        assert answer.code == reads
        assert "Traceback" not in answer.err
        assert bool(answer.out) == (not reads)
        assert bool(answer.err) == (reads == 1 and "2>&-" not in closed)
    assert shell(line, "load", str(smaller_plan)).code == 1
    assert shell(line, "mark", "3", "--all", "--percent", "5").code == 1
    assert store.read_bytes() == kept
    assert shell(line, *MARK).code == 0
    assert percents(store) == [40]
    assert shell(line, "load", str(smaller_plan), "--yes").code == 0
    assert integrity.faults(StoreFile(store)) == []


def test_a_completion_into_a_closed_stream_is_no_traceback(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.exists()
    monkeypatch.setenv("_GONGKAI_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "gongkai sho")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert shell("2>&-") == Answer(0, "show\n", "")
    answer = shell(">&-")
    assert answer.code == 1
    assert len(answer.err.splitlines()) == 1


# A reader that pauses


@pytest.mark.parametrize("form", ["csv", "json", "md", "xlsx"])
@fault("读输出的一头停住不读（export | less）")
def test_a_paused_reader_keeps_no_writer_out(name: str, store: Path, form: str) -> None:
    reading, writing = small_pipe()
    command = [*PROGRAM, "export", "--what", "assignments", "-f", form]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        begun = os.read(reading, 1)  # from here on the program waits for this pipe
        marked = start(*MARK)
        whole = begun + b"".join(chunks(reading))
    os.close(reading)
    assert process.returncode == 0
    assert marked.code == 0
    assert len(whole) > SMALL_PIPE + len(begun)
    if form == "json":
        assert {row["percent"] for row in json.loads(whole)} == {0}
    if form == "xlsx":
        assert zipfile.ZipFile(io.BytesIO(whole)).testzip() is None
    told(name, store.parent, marked.code, "", "别人照样能报告")


@pytest.mark.parametrize("words", ["tasks -f json", "dept 县司法局 -f json", "schedule -f json", "depts -f json"])
def test_a_paused_reader_of_a_listing_keeps_no_writer_out(store: Path, words: str) -> None:
    reading, writing = small_pipe()
    with subprocess.Popen([*PROGRAM, *words.split()], stdout=writing) as process:
        os.close(writing)
        begun = os.read(reading, 1)
        assert start(*MARK).code == 0
        whole = begun + b"".join(chunks(reading))
    os.close(reading)
    assert process.returncode == 0
    assert len(whole) > SMALL_PIPE + len(begun)
    assert percents(store) == [40]


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_an_export_is_the_same_in_a_pipe_and_in_a_file(store: Path, tmp_path: Path, form: str) -> None:
    assert store.exists()
    words = ("export", "--what", "tasks", "-f", form)
    piped = subprocess.run([*PROGRAM, *words], capture_output=True, check=True).stdout
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([*PROGRAM, *words], stdout=out, check=True)
    assert start(*words[:-2], "-o", str(tmp_path / f"out.{form}")).code == 0
    assert (tmp_path / "out").read_bytes() == piped
    assert (tmp_path / f"out.{form}").read_bytes() == piped
    assert len(piped) > 0


# Temporary files


@fault("没有能写的临时文件夹")
def test_no_temporary_folder(name: str, store: Path) -> None:
    nothing = limited(resource.RLIMIT_FSIZE, 0)
    answer = start("export", "-f", "xlsx", preexec_fn=nothing)
    assert start("export", "-f", "json", preexec_fn=nothing).code == 0  # it needs none
    told(name, store.parent, answer.code, answer.err, "没有变")


@fault("临时文件夹满了")
def test_a_full_temporary_folder(name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    answer = start("tasks", "-f", "xlsx", preexec_fn=limited(resource.RLIMIT_FSIZE, 3000))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gongkai.db"]
    told(name, store.parent, answer.code, answer.err, "没有变")


def test_an_export_waits_in_the_temporary_folder_once_it_is_long(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is poured out where there is no room for the rest."""
    run(("mark", "3", "--all", "--percent", "5", "--note", "字", "--yes"))
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE report SET note = replace(hex(zeroblob(40000)), '0', '字')")
    words = ("export", "--what", "assignments", "-f", "csv")
    assert len(start(*words).out) > 2 * 1024 * 1024
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert start(*words, preexec_fn=limited(resource.RLIMIT_FSIZE, 3000)) == Answer(
        1,
        "",
        f"临时文件夹“{tmp_path}”写不进去（File too large），没有输出。请腾出空间，或用环境变量 TMPDIR 换一个文件夹。\n",
    )


def test_a_missing_temporary_folder_has_others(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.exists()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    assert start("tasks", "-f", "xlsx", "-o", str(tmp_path / "表.xlsx")).code == 0


def test_a_workbook_tells_a_full_disk_from_a_full_temporary_folder(store: Path, tmp_path: Path) -> None:
    """A limit between the sizes of archive and draft meets the archive alone."""
    assert store.exists()
    path = tmp_path / "全年.xlsx"
    assert start("dept", "县消防救援大队", "-o", str(path)).code == 0
    drafts = max(one.file_size for one in zipfile.ZipFile(path).infolist())
    assert drafts < path.stat().st_size - 100
    kept = path.read_bytes()
    between = limited(resource.RLIMIT_FSIZE, path.stat().st_size - 100)
    assert start("dept", "县消防救援大队", "-o", str(path), "--yes", preexec_fn=between) == Answer(
        1, "", f"磁盘满了，“{path}”未写入，原文件完好。请腾出空间再试，或把 -o 改到别的盘。\n"
    )
    assert path.read_bytes() == kept


# Ctrl-C and other signals


def incompressible(store: Path) -> None:
    """Give tasks titles that no archive makes shorter than a small pipe."""
    chance = random.Random(20240526)  # noqa: S311 - texts, the same in every run
    with closing(sqlite3.connect(store)) as connection, connection:
        for (number,) in connection.execute("SELECT task_id FROM task_entry").fetchall():
            title = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(2000))
            connection.execute("UPDATE task_entry SET title = ? WHERE task_id = ?", (title, number))


@fault("打包工作簿时按 Ctrl-C")
def test_an_interrupted_workbook_is_one_line(name: str, store: Path, tmp_path: Path) -> None:
    incompressible(store)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    reading, writing = small_pipe()
    with subprocess.Popen(
        [*PROGRAM, "tasks", "-f", "xlsx"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(drafts)},
    ) as process:
        os.close(writing)
        os.read(reading, 1)  # it packs, and waits for this pipe
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read().decode()  # the program ends although nobody reads the workbook
        assert process.wait(timeout=60) == 130
    os.close(reading)
    assert said == INTERRUPTED
    assert list(drafts.iterdir()) == []
    told(name, store.parent, 130, said, "没有变")


@pytest.mark.parametrize("module", ["typer", "gongkai_cli.cli.app", "sqlalchemy", "sqlmodel", "alembic"])
def test_an_interruption_while_modules_are_loaded_is_one_line(fresh: Any, tmp_path: Path, module: str) -> None:
    """The program reports imports to a small pipe, and waits there until the interruption."""
    assert fresh
    reading, writing = small_pipe()
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "gongkai_cli", "plans"], stdout=subprocess.DEVNULL, stderr=writing
    ) as process:
        os.close(writing)
        said = ""
        is_sent = False
        with os.fdopen(reading, "rb", buffering=0) as stream:
            for line in stream:
                text = line.decode()
                if not text.startswith("import time:"):
                    said += text
                elif not is_sent and text.rsplit("|", 1)[1].strip() == module:
                    process.send_signal(signal.SIGINT)
                    is_sent = True
    assert is_sent
    assert (process.returncode, said) == (130, INTERRUPTED)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_load_that_is_ended_by_the_system_leaves_no_half(store: Path, tmp_path: Path, name: str) -> None:
    number = getattr(posix_signal, name)
    text = SEED.read_text(encoding="utf-8")
    files = []
    for place in range(40):
        file = tmp_path / f"plan{place}.yaml"
        file.write_text(text.replace("key: shicheng-2024", f"key: plan-{place}"), encoding="utf-8")
        files.append(str(file))
    with subprocess.Popen([*PROGRAM, "load", *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not store.with_name(f"{store.name}-journal").exists():  # it is there while a transaction writes
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, out, said) == (-number, b"", b"")
    assert changes(store) == 1
    assert integrity.faults(StoreFile(store)) == []


# Memory, folders, unforeseen errors


@fault("内存不够（ulimit -v）")
def test_a_full_memory_is_one_line(name: str, store: Path) -> None:
    script = "import gongkai_cli.__main__ as main, resource, sys\nprint(open('/proc/self/statm').read().split()[0])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    least = int(loaded) * resource.getpagesize()
    for more in (1, 3, 6):  # megabytes: less than a list takes, so that an import or a table meets the limit
        answer = start("tasks", preexec_fn=limited(resource.RLIMIT_AS, least + more * 1024 * 1024))
        told(name, store.parent, answer.code, answer.err, "没有变")


def someone_unknown() -> tuple[str, ...]:
    """Return a command's start under an account without a name, or skip the test."""
    under = ("unshare", "--user", "--map-user=54321")
    if shutil.which("unshare") is None or subprocess.run([*under, "true"], check=False, capture_output=True).returncode:
        pytest.skip("the system makes no other account")
    return under


@fault("没有 HOME，账户也没有名字")
def test_an_account_without_a_name_or_a_home(name: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under = someone_unknown()
    for variable in ("HOME", "GONGKAI_BY", "USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.delenv(variable, raising=False)

    def start_under(*words: str) -> Answer:
        done = subprocess.run([*under, *PROGRAM, *words], capture_output=True, text=True, check=False, timeout=60)
        return Answer(done.returncode, done.stdout, done.stderr)

    assert start_under(*MARK).code == 0
    assert json.loads(start_under("log", "-f", "json").out)[-1]["by"] == "未署名"
    assert start_under("--db", "~/台账.db", "tasks") == Answer(
        2, "", "不知道“~/台账.db”里的 ~ 是哪个文件夹。请写完整的路径。\n"
    )
    monkeypatch.delenv("GONGKAI_DB")
    answer = start_under("tasks")
    told(name, store.parent, answer.code, answer.err, "没有建")


def test_a_deleted_folder(store: Path, tmp_path: Path) -> None:
    assert store.exists()

    def start_there(*words: str) -> Answer:
        need_posix("a shell at /bin/sh")
        folder = tmp_path / "gone"
        folder.mkdir()
        line = f'cd "{folder}" && rmdir "{folder}" && "$@"'
        done = subprocess.run(
            ["/bin/sh", "-c", line, "sh", *PROGRAM, *words], capture_output=True, text=True, check=False, timeout=60
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    assert start_there("tasks").code == 0
    assert start_there(*MARK).code == 0
    assert start_there("load", "plan.yaml") == Answer(4, "", "没有文件“plan.yaml”。请核对路径。\n")
    advice = "请换到别的文件夹，或写完整路径。\n"
    for words in ("--db x.db tasks", "tasks -o x.csv", "db backup x.csv", "db restore x.csv"):
        file = "x.db" if "x.db" in words else "x.csv"
        assert start_there(*words.split()) == Answer(4, "", f"当前文件夹已经不在了，不知道“{file}”在哪里。{advice}")


def test_no_language_is_set(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.exists()
    for variable in list(os.environ):
        if variable.startswith(("LC_", "LANG", "PYTHONIO", "PYTHONUTF8")):
            monkeypatch.delenv(variable)
    answer = start("tasks", "--dept", "县司法局")
    assert (answer.code, answer.err) == (0, "")
    assert "县司法局" in answer.out


@fault("没有料到的错误")
def test_an_error_that_nobody_foresaw_is_one_line(name: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit far below any need stands for a bug."""
    script = "import sys; from gongkai_cli.__main__ import main; sys.setrecursionlimit(60); main()"
    command = [sys.executable, "-c", script, "tasks"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    monkeypatch.setenv("GONGKAI_DEBUG", "1")
    traced = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert traced.returncode == done.returncode
    assert traced.stderr.startswith(done.stderr)
    assert "Traceback" in traced.stderr
    line = re.sub(r"exceeded[^）]*", "exceeded", done.stderr)  # versions of Python say more, or less
    told(name, store.parent, done.returncode, line, "没有变")
