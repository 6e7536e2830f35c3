"""`--output`: a file is replaced whole or stays as it was, and every refusal says what, where and what to do."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from conftest import Answer, Program, answer_at, without
from posix_only import fcntl, full_device, posix_os, posix_signal, pty, resource, termios
from processes import PROGRAM, start

OLD = "旧的内容\n"
MANY = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO unit (id, plan_id) SELECT 1000 + i, 1 FROM n;
INSERT INTO unit_entry (edition_id, unit_id, plan_id, name, kind, position, withdrawn)
SELECT 1, id, 1, '单位' || (id - 1000), '县直单位', id, 0 FROM unit WHERE id > 1000;
INSERT INTO assignment (plan_id, task_id, unit_id)
SELECT 1, task.id, unit.id FROM task, unit WHERE unit.id > 1000;
INSERT INTO assignment_entry (edition_id, task_id, unit_id, assignment_id, plan_id, role, principal, withdrawn)
SELECT 1, task_id, unit_id, id, 1, 'member', 0, 0 FROM assignment WHERE unit_id > 1000;
"""
"""Adds 6,000 rows to the table of assignments."""

LISTINGS = [
    *("tasks", "tasks --dept 县司法局", "show 3", "depts", "dept 县司法局", "schedule", "upcoming", "log", "plans"),
    *("status", "activity show 17"),
]
TABLES = ["export --what tasks", "export --what assignments", "export --what activities", "export --what units"]
WRITTEN = [
    *((command, suffix) for command in LISTINGS for suffix in ("txt", "csv", "json", "md", "xlsx")),
    *((command, "ics") for command in ("schedule", "upcoming")),
    *((command, suffix) for command in (*TABLES, "export --what ledger") for suffix in ("csv", "json", "md", "xlsx")),
    *(("export", suffix) for suffix in ("json", "md", "xlsx")),
    ("export --what plan", "yaml"),
]
FORMATS = {"txt": "table"}
OF_THE_MOMENT = ("DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:")


@pytest.fixture(scope="module")
def large(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose export is written in more than one piece."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("large") / "gongkai.db"))
    with closing(sqlite3.connect(path)) as larger:
        larger.executescript(MANY)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "台账.csv"
    path.write_text(OLD, encoding="utf-8")
    return path


def said(path: Path) -> str:
    """Return what is said of a file that was written."""
    return f"已写入“{path}”。\n"


def drafts(folder: Path) -> list[str]:
    """Return what a writing has left behind in a folder."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def refused(answer: subprocess.CompletedProcess[str], message: str) -> None:
    """Hold that a process was refused with one line."""
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", f"{message}\n")


# What is written


@pytest.mark.parametrize(("command", "suffix"), WRITTEN)
def test_a_file_holds_what_the_format_prints(gongkai: Program, tmp_path: Path, command: str, suffix: str) -> None:
    path = tmp_path / f"表.{suffix}"
    answer = gongkai(*command.split(), "-o", str(path))
    if suffix == "xlsx":  # what it holds is compared below and read back elsewhere
        assert answer == Answer(0, "", said(path))
        assert path.read_bytes().startswith(b"PK")
    else:
        printed = gongkai(f"{command} --format {FORMATS.get(suffix, suffix)}")
        assert (printed.code, bool(printed.out)) == (0, True)
        assert answer == Answer(0, "", printed.err + said(path))
        assert lasting(path.read_text(encoding="utf-8")) == lasting(printed.out)
    assert drafts(tmp_path) == []


def lasting(text: str) -> list[str]:
    """Return the lines but for those that tell the moment of writing."""
    return [line for line in text.splitlines() if not line.startswith(OF_THE_MOMENT)]


def test_a_workbook_is_the_same_in_a_pipe(
    process: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    piped = tmp_path / "piped"
    done = process("tasks --format xlsx")
    piped.write_bytes(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert process("tasks", "-o", str(tmp_path / "表.xlsx")).returncode == 0
    with zipfile.ZipFile(piped) as one, zipfile.ZipFile(tmp_path / "表.xlsx") as other:
        names = [name for name in one.namelist() if name != "docProps/core.xml"]
        assert one.namelist() == other.namelist()
        assert [name for name in names if one.read(name) != other.read(name)] == []


def test_a_page_in_a_format_of_one_table_says_what_is_left_out(gongkai: Program, tmp_path: Path) -> None:
    path = tmp_path / "任务3.csv"
    left = "这种格式只有一张表：承办单位。连同举措、台账请用 -o 文件.xlsx 或 文件.md。\n"
    assert gongkai("show", "3", "-o", str(path)) == Answer(0, "", left + said(path))


def test_the_suffix_is_taken_in_capitals_too(gongkai: Program, tmp_path: Path) -> None:
    for name in ("表.CSV", "表.XLSX", "表.Json"):
        assert gongkai("tasks", "-o", str(tmp_path / name)) == Answer(0, "", said(tmp_path / name))
    assert (tmp_path / "表.XLSX").read_bytes().startswith(b"PK")
    assert (tmp_path / "表.Json").read_text(encoding="utf-8").startswith("[\n")


def test_a_relative_name_is_one_in_this_folder_and_a_tilde_is_home(
    gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    assert gongkai("tasks -o 表.csv") == Answer(0, "", said(tmp_path / "表.csv"))
    assert gongkai("tasks", "-o", "~/表.csv") == Answer(0, "", said(tmp_path / "home" / "表.csv"))
    assert (tmp_path / "表.csv").read_bytes() == (tmp_path / "home" / "表.csv").read_bytes()


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_of_any_new_file(
    gongkai: Program, tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        assert gongkai("tasks", "-o", str(tmp_path / "表.csv")).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "表.csv").stat().st_mode) == mode


def test_a_replaced_file_keeps_its_permissions(gongkai: Program, old: Path) -> None:
    old.chmod(0o640)
    assert gongkai("tasks", "--yes", "-o", str(old)).code == 0
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_and_the_file_behind_it_is_replaced(gongkai: Program, tmp_path: Path, old: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "链接.csv"
    link.symlink_to(old)
    assert gongkai("tasks", "--yes", "-o", str(link)) == Answer(0, "", said(link))
    assert link.is_symlink()
    assert old.read_text(encoding="utf-8-sig").startswith("序号,任务,")
    assert drafts(tmp_path) == drafts(tmp_path / "elsewhere") == []


def test_a_link_to_nothing_yet_gets_its_file_once_it_is_agreed(gongkai: Program, tmp_path: Path) -> None:
    link = tmp_path / "链接.csv"
    link.symlink_to(tmp_path / "以后.csv")
    question = f"“{link}”链接到还没有的“{tmp_path / '以后.csv'}”，将建在那里"
    refusal = f"{question}。当前不能交互确认，未写入。确定要做就加上 --yes。\n"
    assert gongkai("tasks", "-o", str(link)) == Answer(1, "", refusal)
    assert not (tmp_path / "以后.csv").exists()
    assert gongkai("tasks", "--yes", "-o", str(link)) == Answer(0, "", said(link))
    assert link.is_symlink()
    assert (tmp_path / "以后.csv").is_file()


# What is there already


def test_off_a_terminal_a_file_is_not_overwritten(gongkai: Program, old: Path) -> None:
    message = f"“{old}”已经存在，将被覆盖。当前不能交互确认，未写入。确定要做就加上 --yes。\n"
    assert gongkai("tasks", "-o", str(old)) == Answer(1, "", message)
    assert old.read_text(encoding="utf-8") == OLD
    assert drafts(old.parent) == []


@pytest.mark.parametrize("yes", ["--yes", "-y"])
def test_with_yes_it_is(gongkai: Program, old: Path, yes: str) -> None:
    assert gongkai("tasks", yes, "-o", str(old)) == Answer(0, "", said(old))
    assert old.read_text(encoding="utf-8-sig").startswith("序号,任务,")


@pytest.mark.parametrize(
    ("typed", "code", "last"),
    [("是\n", 0, "已写入"), ("否\n", 1, "未写入。"), ("\n", 1, "未写入。"), ("\x03", 130, "已中断。")],
)
def test_on_a_terminal_it_is_asked(old: Path, store: Path, typed: str, code: int, last: str) -> None:
    assert store.exists()
    with on_a_terminal("tasks", "-o", str(old)) as (process, mother):
        seen = b""
        while "（是/否）".encode() not in seen:
            seen += os.read(mother, 1024)
        assert answer_at(mother, process, typed) == code
        while last.encode() not in seen:
            seen += os.read(mother, 1024)
    assert f"“{old}”已经存在，将被覆盖。确定吗？（是/否）" in seen.decode().replace("\r\n", "")
    assert (old.read_text(encoding="utf-8") == OLD) is (code != 0)
    assert drafts(old.parent) == []


@contextmanager
def on_a_terminal(*words: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Start the program at a terminal of its own, whose other end is the descriptor."""
    mother, child = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *words],
        stdin=child,
        stdout=subprocess.DEVNULL,
        stderr=child,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509 - a terminal is taken by the child itself
    ) as process:
        os.close(child)
        yield process, mother
    os.close(mother)


def _own_terminal() -> None:
    """Make standard input the child's controlling terminal, so that Ctrl-C reaches it as a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


# Places where nothing can be written


def test_a_folder_that_does_not_exist(gongkai: Program, tmp_path: Path) -> None:
    path = tmp_path / "没有" / "表.csv"
    message = f"没有文件夹“{path.parent}”，未写入。请先建好文件夹，或把 -o 改到别处。\n"
    assert gongkai("tasks", "-o", str(path)) == Answer(4, "", message)
    assert not path.parent.exists()


def test_a_file_in_the_place_of_a_folder(gongkai: Program, old: Path) -> None:
    message = f"没有文件夹“{old}”，未写入。请先建好文件夹，或把 -o 改到别处。\n"
    assert gongkai("tasks", "-o", str(old / "表.csv")) == Answer(4, "", message)
    assert old.read_text(encoding="utf-8") == OLD


def test_a_folder_in_the_place_of_the_file(gongkai: Program, tmp_path: Path) -> None:
    folder = tmp_path / "表.csv"
    folder.mkdir()
    message = f"“{folder}”是文件夹。请在 -o 后面写文件名，如 {folder / '台账.xlsx'}。\n"
    assert gongkai("tasks", "--yes", "-o", str(folder)) == Answer(1, "", message)
    assert list(folder.iterdir()) == []


def test_a_name_too_long(gongkai: Program, tmp_path: Path) -> None:
    answer = gongkai("tasks", "-o", str(tmp_path / ("长" * 100 + ".csv")))
    assert answer == Answer(1, "", f"文件名太长，未写入。请把 -o 换一个短些的文件名：{'长' * 20}…\n")


def test_a_read_only_file(store: Path, old: Path) -> None:
    assert store.exists()
    old.chmod(0o444)
    answer = start("tasks", "--yes", "-o", str(old), under=without())
    refused(answer, f"“{old}”是只读的，未写入，原文件完好。请去掉只读，或把 -o 换一个文件名。")
    assert old.read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("name", ["台账.csv", "新.csv"])
def test_a_read_only_folder(store: Path, tmp_path: Path, name: str) -> None:
    assert store.exists()
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "台账.csv").write_text(OLD, encoding="utf-8")
    folder.chmod(0o555)
    try:
        answer = start("tasks", "--yes", "-o", str(folder / name), under=without())
    finally:
        folder.chmod(0o755)
    refused(answer, f"文件夹“{folder}”不能写入，未写入。请检查权限，或把 -o 改到别处。")
    assert [path.name for path in folder.iterdir()] == ["台账.csv"]
    assert (folder / "台账.csv").read_text(encoding="utf-8") == OLD


def test_a_folder_that_may_not_be_looked_into(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o000)
    try:
        answer = start("tasks", "-o", str(folder / "表.csv"), under=without())
    finally:
        folder.chmod(0o755)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"“{folder / '表.csv'}”写不了：")
    assert len(answer.stderr.splitlines()) == 1


def test_a_file_that_may_not_be_replaced_is_told_as_one_that_is_open(store: Path, tmp_path: Path) -> None:
    """In a shared folder only its owner may replace a file: the system then says what it says of one held by Excel."""
    assert store.exists()
    if posix_os.geteuid() != 0:
        pytest.skip("only root can make a file that is somebody else's")
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "台账.xlsx"
    path.write_text(OLD, encoding="utf-8")
    for one in (folder, path):
        os.chown(one, 65534, 65534)
    folder.chmod(0o1777)
    path.chmod(0o666)
    answer = start("export", "--yes", "-o", str(path), under=without("fowner"))
    refused(
        answer,
        f"“{path}”写不了，原文件完好：可能正在 Excel 或 WPS 里打开，或没有权限。请关掉它再试，或把 -o 换一个文件名。",
    )
    assert path.read_text(encoding="utf-8") == OLD
    assert drafts(folder) == []


TEMPORARY_FULL = (
    "临时文件夹“{folder}”写不进去（File too large），未写入。请腾出空间，或用环境变量 TMPDIR 换一个文件夹。"
)


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_a_full_disk(store: Path, tmp_path: Path, suffix: str) -> None:
    assert store.exists()
    folder = tmp_path / "disk"
    folder.mkdir()
    path = folder / f"台账.{suffix}"
    path.write_text(OLD, encoding="utf-8")

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    answer = start("depts", "--yes", "-o", str(path), before=full)
    if suffix == "xlsx":  # a sheet is drafted in the temporary folder, which is full as well
        refused(answer, TEMPORARY_FULL.format(folder=tempfile.gettempdir()))
    else:
        refused(answer, f"磁盘满了，“{path}”未写入，原文件完好。请腾出空间再试，或把 -o 改到别的盘。")
    assert [one.name for one in folder.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("name", ["csv", "md", "xlsx", "ics"])
def test_a_pipe_into_a_full_disk_is_one_line(store: Path, name: str) -> None:
    assert store.exists()
    with full_device().open("w", encoding="utf-8") as full:
        answer = subprocess.run(
            [*PROGRAM, "schedule", "--format", name], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert answer.returncode == 1
    assert answer.stderr.startswith("输出失败（")
    assert len(answer.stderr.splitlines()) == 1


# What must not be overwritten, even with --yes


def test_a_device_or_a_pipe_is_left_alone(gongkai: Program, tmp_path: Path) -> None:
    posix_os.mkfifo(tmp_path / "管道.csv")
    (tmp_path / "设备.csv").symlink_to("/dev/null")
    for name in ("管道.csv", "设备.csv"):
        path = tmp_path / name
        message = f"“{path}”是设备或管道，不是文件，未写入。请把 -o 换一个文件名；接管道请用 --format。\n"
        assert gongkai("tasks", "--yes", "-o", str(path)) == Answer(1, "", message)
    assert (tmp_path / "管道.csv").is_fifo()
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["台账.csv", "链接.csv", "硬链接.csv", "备份.csv", "备份链接.csv"])
def test_a_store_is_left_alone_under_whatever_name(gongkai: Program, store: Path, tmp_path: Path, name: str) -> None:
    shutil.copy(store, tmp_path / "台账.csv")
    (tmp_path / "链接.csv").symlink_to(store)
    (tmp_path / "硬链接.csv").hardlink_to(store)
    assert gongkai("db", "backup", str(tmp_path / "备份.csv")).code == 0
    assert gongkai("db", "backup").code == 0
    (kept,) = (tmp_path / "backups").iterdir()
    (tmp_path / "备份链接.csv").symlink_to(kept)
    path = tmp_path / name
    before = path.read_bytes()
    assert gongkai("tasks", "--yes", "-o", str(path)) == Answer(
        1, "", f"“{path}”是台账文件，未写入。请把 -o 换一个文件名。\n"
    )
    assert path.read_bytes() == before


def test_a_store_that_is_yet_to_be_made_is_not_taken_for_the_file(unmade: Program, tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    message = f"“{path}”是台账文件，未写入。请把 -o 换一个文件名。\n"
    assert unmade("--db", str(path), "tasks", "-o", str(path)) == Answer(1, "", message)
    assert not path.exists()


# Words that contradict or say too little

LISTED = ".txt、.csv、.json、.md、.xlsx"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("tasks -o 表", f"文件名“表”的后缀看不出格式。-o 可以用：{LISTED}；写到屏幕或管道请用 --format。"),
        ("tasks -o 表.dat", f"文件名“表.dat”的后缀看不出格式。-o 可以用：{LISTED}；写到屏幕或管道请用 --format。"),
        ("tasks -o .csv", f"文件名“.csv”的后缀看不出格式。-o 可以用：{LISTED}；写到屏幕或管道请用 --format。"),
        ("tasks -o -", f"文件名“-”的后缀看不出格式。-o 可以用：{LISTED}；写到屏幕或管道请用 --format。"),
        (
            "tasks -o /dev/stdout",
            f"文件名“stdout”的后缀看不出格式。-o 可以用：{LISTED}；写到屏幕或管道请用 --format。",
        ),
        (
            "schedule -o 表.xlsm",
            f"文件名“表.xlsm”的后缀看不出格式。-o 可以用：{LISTED}、.ics；写到屏幕或管道请用 --format。",
        ),
        (
            "export -o 表.txt",
            "文件名“表.txt”的后缀看不出格式。-o 可以用：.csv、.json、.md、.xlsx；写到屏幕或管道请用 --format。",
        ),
        ("tasks -o ''", "-o 后面没有文件名。请写文件名，如 -o 台账.xlsx，或去掉 -o。"),
        ("tasks -o ' '", "-o 后面没有文件名。请写文件名，如 -o 台账.xlsx，或去掉 -o。"),
        (
            "tasks --format json -o 表.csv",
            "--format json 与文件名“表.csv”不一致。请去掉 --format，或把后缀改为 .json。",
        ),
        (
            "tasks --format table -o 表.csv",
            "--format table 与文件名“表.csv”不一致。请去掉 --format，或把后缀改为 .txt。",
        ),
        ("tasks --format xls", "这里没有格式“xls”。--format 可以用：table、csv、json、md、xlsx。"),
        ("schedule --format ''", "这里没有格式“”。--format 可以用：table、csv、json、md、xlsx、ics。"),
        ("mark 3 --dept 县司法局 --percent 5 --format csv", "这里没有格式“csv”。--format 可以用：table、json。"),
        (
            "tasks --encoding gbk -o 表.xlsx",
            "--encoding 和 --raw 只用于 CSV。请去掉它们，或写 --format csv。",
        ),
        ("tasks --raw --format json", "--encoding 和 --raw 只用于 CSV。请去掉它们，或写 --format csv。"),
        ("tasks --raw", "--encoding 和 --raw 只用于 CSV。请去掉它们，或写 --format csv。"),
        (
            "tasks --format csv --encoding big5",
            "无法识别的编码“big5”。--encoding 可以用：utf-8-sig、utf-8、gb18030、gbk。",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(
    fresh: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, message: str
) -> None:
    """Before anything is done: there is no file, and on a fresh machine not even a store."""
    monkeypatch.chdir(tmp_path)
    assert fresh(command) == Answer(2, "", f"{message}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_agrees_with_the_suffix_may_be_said(gongkai: Program, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    assert gongkai("tasks", "--format", "csv", "-o", str(path)) == Answer(0, "", said(path))


def test_a_workbook_is_not_thrown_at_a_screen(terminal: Callable[..., str]) -> None:
    assert terminal("tasks --format xlsx", width=80) == ".xlsx 不能显示在屏幕上。请写进文件，如 -o 台账.xlsx。\n"


# Interrupted in the middle


INTERRUPTED = """
import os, signal, sys
from gongkai_cli.cli.app import app
signal_number, folder, calls = int(sys.argv.pop(1)), sys.argv.pop(1), 0

def draft_has_grown():
    return any(one.name.startswith(".") and one.stat().st_size for one in os.scandir(folder))

def watch(frame, event, function):
    global calls
    calls += event == "c_call"
    if calls % 50 == 0 and draft_has_grown():
        sys.setprofile(None)
        os.kill(os.getpid(), signal_number)

sys.setprofile(watch)
app(prog_name="gongkai")
"""
"""The program that gets a signal in the midst of a writing, when a piece of the file is on the disk."""


@pytest.mark.parametrize(
    ("suffix", "name"), [("csv", "SIGINT"), ("json", "SIGINT"), ("xlsx", "SIGINT"), ("md", "SIGKILL")]
)
def test_an_interrupted_writing_leaves_the_old_file_whole(large: Path, tmp_path: Path, suffix: str, name: str) -> None:
    number = getattr(posix_signal, name)
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / f"台账.{suffix}"
    path.write_text(OLD, encoding="utf-8")
    program = [sys.executable, "-c", INTERRUPTED, str(int(number)), str(folder)]
    command = [*program, "--db", str(large), "export", "--what", "assignments", "--yes", "-o", str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert path.read_text(encoding="utf-8") == OLD
    if number == signal.SIGINT:
        assert (answer.returncode, answer.stderr) == (130, "已中断。是否已记入，用 gongkai log 查看。\n")
        assert [one.name for one in folder.iterdir()] == [path.name]
    else:
        assert (answer.returncode, answer.stderr) == (-posix_signal.SIGKILL, "")
        assert len(drafts(folder)) == 1
        assert start("--db", str(large), "plans", "--yes", "-o", str(path)).returncode == 0
        assert path.read_bytes() != OLD.encode()
