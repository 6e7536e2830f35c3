"""Files: plain ones alone are read and written, links are named, drafts are private, and a path says what is wrong."""

import os
import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT, Program, run, without
from fault_table import fault, told
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.store_file import StoreFile
from hooked import killed, moments, started
from posix_only import need_posix, posix_os, posix_signal
from processes import start

MARK = ("mark", "3", "--dept", "县司法局", "--percent", "40")
SEED = ROOT / "data" / "seed_2024.yaml"


def mode(path: Path) -> int:
    """Return a file's permissions."""
    return stat.S_IMODE(path.stat().st_mode)


def drafts(folder: Path) -> list[str]:
    """Return the drafts in a folder."""
    return [file.name for file in folder.iterdir() if ".new" in file.name]


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    """Set the mask of new files for a test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


# Only plain files are read and written


@pytest.fixture(params=["pipe", "device", "socket"])
def special(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file that is no plain one, under a name of every format."""
    path = tmp_path / "特别.csv"
    if request.param == "pipe":
        posix_os.mkfifo(path)
        yield path
    elif request.param == "device":
        path.symlink_to("/dev/zero")
        yield path
    else:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's name must be short
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
            os.chdir(here)
            yield path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("--db", "X", "tasks"), 1),
        (("--db", "X", *MARK), 1),
        (("--db", "X", "load", str(SEED)), 1),
        (("--db", "X", "db", "check"), 1),
        (("--db", "X", "db", "backup"), 1),
        (("--db", "X", "db", "restore", "STORE", "--yes"), 1),
        (("db", "backup", "X", "--yes"), 1),
        (("db", "restore", "X", "--yes"), 1),
        (("load", "X"), 3),
        (("check", "X"), 3),
        (("tasks", "--yes", "-o", "X"), 1),
    ],
)
def test_what_is_no_plain_file_is_refused_at_once(
    store: Path, special: Path, command: tuple[str, ...], code: int
) -> None:
    """Nothing is waited for, and nothing takes its place, whoever runs the program."""
    kind = special.lstat().st_mode
    before = store.read_bytes()
    words = [{"X": str(special), "STORE": str(store)}.get(word, word) for word in command]
    answer = start(*words)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert "设备或管道" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert special.lstat().st_mode == kind
    assert store.read_bytes() == before
    assert drafts(store.parent) == []


@fault("台账的位置上是管道")
def test_a_pipe_in_place_of_the_store(name: str, tmp_path: Path) -> None:
    posix_os.mkfifo(tmp_path / "pipe.db")
    answer = start("--db", str(tmp_path / "pipe.db"), "tasks")
    told(name, tmp_path, answer.returncode, answer.stderr, "没有建")


@fault("计划文件是管道，如 <(…)")
def test_a_plan_out_of_a_pipe(name: str, tmp_path: Path) -> None:
    posix_os.mkfifo(tmp_path / "pipe.yaml")
    answer = start("load", str(tmp_path / "pipe.yaml"))
    assert not (tmp_path / "gongkai.db").exists()
    told(name, tmp_path, answer.returncode, answer.stderr, "没有变")


@fault("备份存到设备")
def test_a_backup_to_a_device(name: str, store: Path) -> None:
    answer = start("db", "backup", "/dev/null", "--yes")
    assert Path("/dev/null").is_char_device()
    told(name, store.parent, answer.returncode, answer.stderr, "没有变")


# Links


@fault("台账是断开的链接")
def test_a_link_to_no_store_makes_none(name: str, tmp_path: Path, filled_store: Path) -> None:
    link = tmp_path / "链接.db"
    link.symlink_to(tmp_path / "盘" / "gongkai.db")
    (tmp_path / "盘").mkdir()
    answer = run(("--db", str(link), "tasks"))
    assert run(("--db", str(link), "db", "restore", str(filled_store), "--yes")).code == 1
    assert list((tmp_path / "盘").iterdir()) == []
    assert link.is_symlink()
    told(name, tmp_path, answer.code, answer.err, "没有建")


@pytest.mark.parametrize("command", [("tasks", "-o"), ("db", "backup")])
def test_a_question_names_the_file_behind_a_link(gongkai: Program, tmp_path: Path, command: tuple[str, ...]) -> None:
    behind, link = tmp_path / "真.csv", tmp_path / "链接.csv"
    behind.write_text("旧", encoding="utf-8")
    link.symlink_to(behind)
    answer = gongkai(*command, str(link))
    assert answer.code == 1
    assert answer.err.startswith(f"“{link}”（链接到“{behind}”）已经存在，将被覆盖。")
    assert behind.read_text(encoding="utf-8") == "旧"
    assert gongkai(*command, str(link), "--yes").code == 0
    assert link.is_symlink()
    assert behind.read_text(encoding="utf-8", errors="replace") != "旧"


# Who may read them


def test_a_new_store_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: Callable[[int], int]
) -> None:
    umask(0)
    monkeypatch.delenv("GONGKAI_DB")
    assert run(("tasks",)).code == 0
    path = Path(run(("db", "path")).out.strip())
    assert path.is_relative_to(tmp_path / "home")
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    copy = Path(run(("db", "backup")).out.strip())
    assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644])
def test_a_copy_is_as_private_as_its_store(
    gongkai: Program, store: Path, tmp_path: Path, umask: Callable[[int], int], permissions: int
) -> None:
    umask(0)
    store.chmod(permissions)
    target = tmp_path / "copy.db"
    target.write_text("旧", encoding="utf-8")
    target.chmod(0o666)
    assert gongkai("db", "backup", str(target), "--yes").code == 0
    assert mode(target) == permissions
    assert gongkai("db", "restore", str(target), "--yes").code == 0
    assert mode(store) == permissions
    (kept,) = (tmp_path / "backups").iterdir()
    assert mode(kept) == permissions


@pytest.mark.parametrize(
    "command",
    [("load", "--sample"), ("db", "backup"), ("db", "restore", "COPY", "--yes"), ("depts", "--yes", "-o", "OLD")],
)
def test_no_draft_is_easier_to_read_than_the_file(
    store: Path, tmp_path: Path, umask: Callable[[int], int], command: tuple[str, ...]
) -> None:
    umask(0)
    copy = Path(shutil.copy(store, tmp_path / "copy.db"))
    old = tmp_path / "旧.csv"
    old.write_text("旧", encoding="utf-8")
    for path in (copy, store, old):
        path.chmod(0o600)
    if command[0] != "depts":
        words = [str(copy) if word == "COPY" else word for word in command]
        path = tmp_path / "new.db" if command[0] == "load" else store
        process = started("look", tmp_path, 0, "--db", str(path), *words)
    else:
        process = started("look", tmp_path, 0, *command[:-1], str(old))
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    place = tmp_path / "backups" if command[0] == "db" else tmp_path
    assert said.splitlines()[-1] == ("modes" if place != tmp_path else "modes 0o600")
    assert mode(old) == 0o600
    assert drafts(tmp_path) == []


def test_a_file_that_is_replaced_keeps_its_owner(gongkai: Program, tmp_path: Path) -> None:
    if posix_os.geteuid() != 0:
        pytest.skip("only root can make a file that is somebody else's")
    path = tmp_path / "表.csv"
    path.write_text("旧", encoding="utf-8")
    path.chmod(0o640)
    os.chown(path, 65534, 65534)
    assert gongkai("tasks", "--yes", "-o", str(path)).code == 0
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (65534, 65534, 0o640)


# Drafts


def test_a_draft_has_no_name_that_can_be_known_before(tmp_path: Path) -> None:
    """Two containers on one drive may count their processes alike."""
    victim = tmp_path / "victim.txt"
    victim.write_text("别人的", encoding="utf-8")

    def plant() -> None:
        (tmp_path / f"gongkai.db.{os.getpid()}.new").symlink_to(victim)

    answer = start("load", "--sample", before=plant)
    assert answer.returncode == 0, answer.stderr
    assert victim.read_text(encoding="utf-8") == "别人的"
    assert integrity.faults(StoreFile(tmp_path / "gongkai.db")) == []


@pytest.mark.slow
def test_a_draft_of_a_dead_process_is_swept_by_the_next_writing(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    folder = tmp_path / "out"
    folder.mkdir()
    words = ("tasks", "--yes", "-o", str(folder / "表.csv"))
    count = moments(folder, *words)
    left = []
    for moment in range(1, count + 1):
        assert killed(folder, moment, *words) == -posix_signal.SIGKILL
        left.append(len(drafts(folder)))
    assert max(left) == 1  # the one before it was swept each time
    own = folder / ".gongkai-我的.new"
    fresh, stale = folder / ".gongkai-0123abcd.new", folder / ".gongkai-4567abcd.new"  # as earlier versions named them
    for path in (own, fresh, stale):
        path.write_bytes(b"")
        os.utime(path, (time.time() - 100_000 * (path != fresh),) * 2)
    assert start(*words).returncode == 0
    assert sorted(drafts(folder)) == sorted([own.name, fresh.name])


def test_a_draft_that_is_being_written_is_left_alone(store: Path, tmp_path: Path) -> None:
    assert store.exists()
    folder = tmp_path / "out"
    folder.mkdir()
    process = started("stop", folder, 1, "tasks", "-o", str(folder / "表.csv"))
    os.waitpid(process.pid, os.WUNTRACED)
    (draft,) = drafts(folder)
    os.utime(folder / draft, (0, 0))  # however long it takes
    assert start("depts", "-o", str(folder / "单位.csv")).returncode == 0
    assert drafts(folder) == [draft]
    process.send_signal(posix_signal.SIGCONT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert sorted(file.name for file in folder.iterdir()) == sorted(["单位.csv", "表.csv"])


# After a power cut


def test_a_writing_connection_has_the_journals_removal_on_the_disk(store: Path) -> None:
    with StoreFile(store).writing() as writer:
        assert writer.connection.execute("PRAGMA synchronous").fetchone() == (3,)


@pytest.mark.parametrize(
    "command", [("tasks", "-o", "表.csv"), ("db", "backup", "copy.db"), ("--db", "new.db", "load", "--sample")]
)
def test_a_file_and_its_folder_are_on_the_disk_before_the_answer(
    gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """The draft's bytes come first, then its name, then the folder that holds the name."""
    need_posix("folders that can be flushed")
    monkeypatch.chdir(tmp_path)
    steps = []
    fsync, rename, link = os.fsync, os.replace, os.link

    def synced(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def replaced(*names: Path) -> None:
        steps.append("name")
        rename(*names)

    def linked(*names: Path) -> None:
        steps.append("name")
        link(*names)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(os, "link", linked)
    assert gongkai(*command).code == 0
    assert steps == ["file", "name", "folder"]


# Paths as people type them


def test_a_tilde_that_is_nobodys_is_part_of_the_name(
    gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert gongkai("tasks", "-o", "~$台账.csv").code == 0
    assert gongkai("db", "backup", "~$备份.db").code == 0
    assert (tmp_path / "~$台账.csv").is_file()
    assert gongkai("--db", "~$备份.db", "tasks").code == 0
    assert gongkai("db", "restore", "~$备份.db", "--yes").code == 0


LONG = "长" * 100


@pytest.mark.parametrize("path", ["", " ", "FILE/x.csv", "NONE/x.csv", f"{LONG}.csv", "a\0b.csv", "LOOP"])
@pytest.mark.parametrize(
    "command",
    [("--db", "X", "tasks"), ("tasks", "-o", "X"), ("db", "backup", "X"), ("db", "restore", "X"), ("load", "X")],
)
def test_a_path_that_cannot_be_is_one_line(
    gongkai: Program, tmp_path: Path, command: tuple[str, ...], path: str
) -> None:
    (tmp_path / "FILE").write_text("", encoding="utf-8")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    if path.strip() and path != "LOOP":
        path = str(tmp_path / path)
    path = path.replace("LOOP", str(tmp_path / "loop.csv"))
    if not path.strip() and command[0] == "--db":
        return  # an empty --db is the default store, as an empty variable is
    answer = gongkai(*(path if word == "X" else word for word in command))
    assert answer.code in {1, 2, 3, 4}
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    if command[0] != "--db":
        assert "--db" not in answer.err
    for english in ("No such", "Not a", "too long", "Too many"):
        assert english not in answer.err


@pytest.mark.parametrize("command", [("tasks", "-o", "/"), ("--db", "/", "tasks"), ("db", "restore", "/")])
def test_the_root_is_a_folder(gongkai: Program, command: tuple[str, ...]) -> None:
    answer = gongkai(*command)
    assert (answer.code, answer.out) == (1, "")
    assert "“/”是文件夹" in answer.err


def test_a_person_without_a_folder_can_name_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(user: int) -> None:
        raise KeyError(user)

    monkeypatch.delenv("GONGKAI_DB")
    monkeypatch.delenv("HOME")
    need_posix("an account without a home")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    answer = run(("tasks",))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("找不到用户文件夹（")
    assert run(("--db", str(tmp_path / "new.db"), "load", "--sample")).code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("--db", "X", "tasks"),
        ("--db", "X", *MARK),
        ("--db", "X", "db", "check"),
        ("--db", "X", "db", "backup"),
        ("--db", "X", "db", "restore", "STORE", "--yes"),
        ("db", "backup", "X", "--yes"),
        ("db", "restore", "X", "--yes"),
        ("load", "X"),
        ("tasks", "--yes", "-o", "X"),
    ],
)
@pytest.mark.parametrize("where", ["closed/表.csv", "closed.csv"])
def test_a_file_that_may_not_be_read_is_one_line(
    store: Path, tmp_path: Path, command: tuple[str, ...], where: str
) -> None:
    """Also in a folder that may not be looked into; no other reason is given."""
    (tmp_path / "closed").mkdir()
    shutil.copy(store, tmp_path / "closed" / "表.csv")
    shutil.copy(store, tmp_path / "closed.csv")
    for path in ("closed", "closed.csv"):
        (tmp_path / path).chmod(0o000)
    words = [{"X": str(tmp_path / where), "STORE": str(store)}.get(word, word) for word in command]
    try:
        answer = start(*words, under=without())
    finally:
        (tmp_path / "closed").chmod(0o755)
    assert answer.returncode in {1, 3, 4}
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert where in answer.stderr
    assert "输出失败" not in answer.stderr
    assert (tmp_path / "closed" / "表.csv").read_bytes() == store.read_bytes()


@fault("当前文件夹已被删除")
def test_a_folder_that_is_gone(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()

    def leave() -> None:
        os.chdir(folder)
        folder.rmdir()

    answer = start("db", "backup", "copy.db", before=leave, PYTHONSAFEPATH="1")
    told(name, tmp_path, answer.returncode, answer.stderr, "没有变")
