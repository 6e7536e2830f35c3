"""Backups, restores and upgrades: none is half done, none pushes out another, and no sound store is lost to one."""

import os
import random
import re
import shutil
import sqlite3
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, Program, run, without
from fault_table import fault, told
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.store_file import StoreFile
from hooked import killed, moments, started
from old_stores import make_old_store
from posix_only import posix_signal, resource
from processes import start

pytestmark = pytest.mark.slow  # many processes or many cases

MARK = ("mark", "3", "--dept", "县司法局", "--percent")


def refusal(answer: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """Return the one line of a refusal."""
    assert (answer.returncode, answer.stdout) == (code, ""), answer.stderr
    (line,) = answer.stderr.splitlines()
    return line


def automatic(store: Path) -> list[Path]:
    """Return the automatic backups of a store, the oldest first."""
    folder = store.parent / "backups"
    return sorted(file for file in folder.iterdir() if file.name.startswith(f"{store.name}-") and "-auto" in file.name)


def percents(store: Path) -> list[int]:
    """Return the percents reported, in order."""
    with closing(sqlite3.connect(store)) as connection:
        return [percent for (percent,) in connection.execute("SELECT percent FROM report ORDER BY id")]


def mode(path: Path) -> int:
    """Return a file's permissions."""
    return stat.S_IMODE(path.stat().st_mode)


def damage(store: Path) -> None:
    """Write noise over a page in the middle of a store."""
    whole = store.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    noise = random.Random(1).randbytes(1024)  # noqa: S311 - noise, the same in every run
    store.write_bytes(whole[:middle] + noise + whole[middle + 1024 :])
    assert integrity.faults(StoreFile(store))


# Where a backup goes


@fault("备份存到台账自己")
def test_a_backup_onto_the_store_itself_is_refused(name: str, gongkai: Program, store: Path, tmp_path: Path) -> None:
    (tmp_path / "链接.db").symlink_to(store)
    (tmp_path / "硬链接.db").hardlink_to(store)
    (tmp_path / "sub").mkdir()
    before = store.read_bytes()
    line = ""
    for other in ("gongkai.db", "链接.db", "硬链接.db", "sub/../gongkai.db", "gongkai.db-journal"):
        target = tmp_path / other
        answer = gongkai("db", "backup", str(target), "--yes")
        line = line or answer.err
        assert (answer.code, answer.out) == (1, "")
        assert answer.err == f"“{target}”就是台账自己的文件，未备份。请换一个文件名，或不写文件名。\n"
    assert store.read_bytes() == before
    assert gongkai("db", "restore", str(tmp_path / "硬链接.db"), "--yes").code == 1
    told(name, tmp_path, 1, line, "没有变")


@pytest.mark.parametrize("folder", ["盘", "盘/"])
def test_a_backup_into_a_folder_has_a_name_of_its_own(gongkai: Program, tmp_path: Path, folder: str) -> None:
    (tmp_path / "盘").mkdir()
    answer = gongkai("db", "backup", f"{tmp_path}/{folder}")
    assert answer.code == 0
    (copy,) = (tmp_path / "盘").iterdir()
    assert answer.out == f"{copy}\n"
    assert re.fullmatch(r"gongkai-\d{8}-\d{6}-\d{6}\.db", copy.name)
    assert integrity.faults(StoreFile(copy)) == []


def test_a_backup_over_another_store_says_what_is_there(gongkai: Program, store: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(store, tmp_path / "other.db"))
    assert gongkai("--db", str(other), *MARK, "40").code == 0
    before = other.read_bytes()
    answer = gongkai("db", "backup", str(other))
    assert answer.code == 1
    there = "；它也是一份台账（工作要点 1 个、任务 12 项、活动 28 场、台账 2 号）"
    assert answer.err.startswith(f"“{other}”已经存在，将被覆盖{there}。")
    assert other.read_bytes() == before


@fault("备份的位置上有别的程序没写完的记录")
def test_a_backup_beside_a_foreign_journal_is_refused(name: str, gongkai: Program, tmp_path: Path, store: Path) -> None:
    """SQLite would play the journal into the copy."""
    target = tmp_path / "copy.db"
    target.with_name("copy.db-journal").write_bytes(b"x" * 512)
    answer = gongkai("db", "backup", str(target))
    assert (answer.code, target.exists()) == (1, False)
    told(name, tmp_path, answer.code, answer.err, "未备份")
    assert integrity.faults(StoreFile(store)) == []


@fault("备份时磁盘满")
def test_a_backup_on_a_full_disk_leaves_the_old_copy(name: str, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert start("db", "backup", str(target)).returncode == 0
    before = target.read_bytes()
    assert start(*MARK, "40").returncode == 0
    line = refusal(start("db", "backup", str(target), "--yes", before=full))
    assert target.read_bytes() == before
    refusal(start("db", "backup", before=full))
    assert list((tmp_path / "backups").iterdir()) == []
    assert "--db" not in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "copy.db", "gongkai.db"]
    assert percents(store) == [40]
    told(name, tmp_path, 1, line, "没有变；原来的备份也在")


def full() -> None:
    """Let this process write no file larger than a part of a store."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


# Which copies stay


def load_in_turn(gongkai: Program, folder: Path, times: int) -> list[str]:
    """Load two versions of one plan in turn, each after an automatic backup; return what was said."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    said = []
    for number in range(times):
        file = folder / "plan.yaml"
        file.write_text(text.replace("消防安全", f"消防{number % 2}"), encoding="utf-8")
        answer = gongkai("load", str(file), "--yes")
        assert answer.code == 0
        said.append(answer.err)
    return said


def test_a_persons_copies_are_never_let_go(gongkai: Program, store: Path, tmp_path: Path) -> None:
    made = [Path(gongkai("db backup").out.strip()) for _ in range(11)]
    earlier = store.parent / "backups" / "gongkai-20240101-000000-000000.db"  # as earlier versions named all copies
    shutil.copy(store, earlier)
    load_in_turn(gongkai, tmp_path, 12)
    assert [copy for copy in (*made, earlier) if not copy.exists()] == []
    assert len(automatic(store)) == 10


def test_a_gutted_store_pushes_out_no_copy_that_holds_more(gongkai: Program, store: Path, tmp_path: Path) -> None:
    load_in_turn(gongkai, tmp_path, 12)
    good = {copy: len(ledger_numbers(copy)) for copy in automatic(store)}
    assert list(good.values()) == list(range(3, 13))
    with closing(sqlite3.connect(store)) as connection, connection:
        later = "SELECT id FROM edition WHERE change_id > 1"
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [column for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")]
            if "edition_id" in columns:
                connection.execute(f"DELETE FROM {table} WHERE edition_id IN ({later})")  # noqa: S608 - its own names
        connection.execute("DELETE FROM collective_member WHERE collective_id NOT IN (SELECT id FROM collective)")
        connection.execute("DELETE FROM difference")
        connection.execute("DELETE FROM edition WHERE change_id > 1")
        connection.execute("DELETE FROM change WHERE id > 1")
    assert gongkai("db check").code == 0
    said = load_in_turn(gongkai, tmp_path, 5)
    loss = "（比上一份自动备份少：台账 12 号→1 号，以前的备份都留着）"
    assert f"-auto.db{loss}。\n" in said[0]
    assert [line for line in said[1:] if "都留着" in line] == []
    assert len(ledger_numbers(automatic(store)[-1])) == 5
    assert [number for copy, number in good.items() if copy.exists() and number > 5] == list(range(6, 13))


def ledger_numbers(store: Path) -> list[int]:
    """Return the numbers in a store's ledger."""
    with closing(sqlite3.connect(store)) as connection:
        return [number for (number,) in connection.execute("SELECT id FROM change ORDER BY id")]


@pytest.mark.slow
def test_stores_of_one_stem_keep_their_own_copies(gongkai: Program, store: Path, tmp_path: Path) -> None:
    stores = [Path(shutil.copy(store, tmp_path / name)) for name in ("a.db", "a.sqlite", "a.db-x")]
    for one in stores:
        for _ in range(11):
            assert gongkai("--db", str(one), "db", "restore", str(store), "--yes").code == 0
    assert [len(list((tmp_path / "backups").glob(f"{one.name}-????????-*"))) for one in stores] == [10, 10, 10]


# A restore replaces what is damaged, and nothing that is sound


@fault("用备份替换更新版本的台账")
def test_a_newer_store_is_not_restored_over(name: str, gongkai: Program, store: Path) -> None:
    copy = gongkai("db backup").out.strip()
    with closing(sqlite3.connect(store)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = store.read_bytes()
    answer = gongkai("db", "restore", copy, "--yes")
    assert store.read_bytes() == before
    assert [file.name for file in (store.parent / "backups").iterdir()] == [Path(copy).name]
    told(name, store.parent, answer.code, answer.err, "没有动")


@fault("恢复时磁盘满")
def test_a_restore_on_a_full_disk_leaves_a_sound_store(name: str, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert start("db", "backup", str(copy)).returncode == 0
    assert start(*MARK, "40").returncode == 0
    line = refusal(start("db", "restore", str(copy), "--yes", before=full))
    assert percents(store) == [40]
    assert list((tmp_path / "backups").iterdir()) == []
    assert integrity.faults(StoreFile(store)) == []
    told(name, tmp_path, 1, re.sub(r"[\w-]+-auto\.db", "日期-时间.db", line.replace("gongkai.db-", "")), "没有变")


@fault("恢复时备份文件夹不能写")
def test_a_restore_without_room_for_the_old_store_changes_nothing(name: str, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert start("db", "backup", str(copy)).returncode == 0
    assert start(*MARK, "40").returncode == 0
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups").chmod(0o555)
    try:
        line = refusal(start("db", "restore", str(copy), "--yes", under=without()))
    finally:
        (tmp_path / "backups").chmod(0o755)
    assert percents(store) == [40]
    assert list((tmp_path / "backups").iterdir()) == []
    told(name, tmp_path, 1, line, "没有变")


@fault("恢复损坏的台账")
def test_a_damaged_store_is_kept_beside_as_it_was(name: str, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert start("db", "backup", str(copy)).returncode == 0
    damage(store)
    store.chmod(0o640)
    before = store.read_bytes()
    answer = start("db", "restore", str(copy), "--yes")
    (aside,) = (tmp_path / "backups").iterdir()
    assert aside.read_bytes() == before
    assert (answer.returncode, answer.stderr) == (0, f"已恢复。原来的台账存为 {aside}。\n")
    assert (mode(store), mode(aside)) == (0o640, 0o640)
    assert integrity.faults(StoreFile(store)) == []
    told(
        name, tmp_path, 0, answer.stderr.replace(aside.name, "gongkai.db-damaged-日期-时间.db"), "恢复了；原样留着一份"
    )


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_restore_through_a_link_mends_the_store_behind_it(gongkai: Program, tmp_path: Path, is_damaged: bool) -> None:
    copy = gongkai("db backup").out.strip()
    (tmp_path / "盘").mkdir()
    real = Path(shutil.copy(copy, tmp_path / "盘" / "真.db"))
    link = tmp_path / "链接.db"
    link.symlink_to(real)
    assert gongkai("--db", str(link), *MARK, "40").code == 0
    if is_damaged:
        damage(real)
    question = gongkai("--db", str(link), "db", "restore", copy)
    assert f"替换台账“{link}”（链接到“{real}”）" in question.err
    assert gongkai("--db", str(link), "db", "restore", copy, "--yes").code == 0
    assert link.is_symlink()
    assert percents(real) == []
    assert [file.name for file in (tmp_path / "盘").iterdir()] == ["真.db"]


def test_nobody_writes_between_the_copy_and_the_overwriting(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)
    assert run((*MARK, "40")).code == 0
    process = started("stop", tmp_path / "backups", 0, "db", "restore", str(copy), "--yes")
    os.waitpid(process.pid, os.WUNTRACED)  # it has kept the old store, and is about to overwrite it
    with closing(sqlite3.connect(store, timeout=0)) as other, pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("UPDATE edition SET title = 'x'")
    process.send_signal(posix_signal.SIGCONT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert percents(store) == []
    assert percents(automatic(store)[-1]) == [40]


@fault("台账丢了，只剩没写完的记录")
def test_a_journal_of_a_lost_store_is_played_into_no_other(name: str, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)
    journal = store.with_name("gongkai.db-journal")
    with closing(sqlite3.connect(store, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")  # pages are written before the end, and what was there into the journal
        writer.execute("BEGIN")
        writer.execute("UPDATE assignment_entry SET via = 'x'")
        left = journal.read_bytes()
        writer.execute("ROLLBACK")
    store.unlink()
    journal.write_bytes(left)
    line = refusal(start("tasks"))
    assert not store.exists()
    assert start("db", "restore", str(copy), "--yes").returncode == 0
    assert integrity.faults(StoreFile(store)) == []
    (aside,) = (tmp_path / "backups").iterdir()
    assert aside.read_bytes() == left
    told(name, tmp_path, 1, line, "没有建；从备份恢复")


@pytest.mark.parametrize("kind", ["letter", "folder", "damaged", "emptied"])
def test_a_restore_blames_the_backup_and_not_the_store(
    gongkai: Program, store: Path, tmp_path: Path, kind: str
) -> None:
    bad = tmp_path / "bad.db"
    if kind == "letter":
        bad.write_text("一封信" * 100, encoding="utf-8")
    elif kind == "folder":
        bad.mkdir()
    else:
        shutil.copy(store, bad)
        if kind == "damaged":
            damage(bad)
        else:
            bad.write_bytes(b"")
    before = store.read_bytes()
    answer = gongkai("db", "restore", str(bad), "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert str(bad) in answer.err
    assert "未恢复" in answer.err
    assert "--db" not in answer.err
    assert store.read_bytes() == before


# Killed in the middle


def some(count: int) -> list[int]:
    """Return some moments out of many, from the first to the last but one."""
    return sorted({1, count // 4, count // 2, 3 * count // 4, count - 2, count - 1})


@pytest.mark.slow
@pytest.mark.parametrize("what", ["first run", "backup", "restore", "restore damaged", "upgrade"])
def test_killed_at_any_moment_it_leaves_a_whole_store(store: Path, tmp_path: Path, what: str) -> None:
    """At each moment the files are either as they were before, or as they are afterwards."""
    folder = tmp_path / "work"
    copy = Path(shutil.copy(store, tmp_path / "copy.db"))
    words = {
        "first run": ("load", "--sample"),
        "backup": ("db", "backup", str(folder / "copy.db"), "--yes"),
        "restore": ("db", "restore", str(copy), "--yes"),
        "restore damaged": ("db", "restore", str(copy), "--yes"),
        "upgrade": ("tasks",),
    }[what]
    path = folder / "gongkai.db"

    def prepare() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if what == "first run":
            return
        shutil.copy(store, path)
        shutil.copy(store, folder / "copy.db")
        if what == "upgrade":
            make_old_store(path, 1)
        if what == "restore damaged":
            damage(path)

    prepare()
    count = moments(folder, "--db", str(path), *words)
    assert count > 5
    died = 0
    for moment in some(count):
        prepare()
        died += killed(folder, moment, "--db", str(path), *words) == -posix_signal.SIGKILL
        if what == "restore damaged":
            if integrity.faults(StoreFile(path)):
                assert run(("--db", str(path), "db", "restore", str(copy), "--yes")).code == 0
        elif what != "first run" or path.exists():
            assert integrity.faults(StoreFile(path)) == []
        assert integrity.faults(StoreFile(folder / "copy.db" if what != "first run" else copy)) == []
        again = words if what == "first run" else ("tasks",)  # a store that is not there is made by a load alone
        assert run(("--db", str(path), *again)).code == 0
        assert integrity.faults(StoreFile(path)) == []
    assert died >= 4


@fault("升级时磁盘满")
def test_an_upgrade_on_a_full_disk_leaves_the_old_store_whole(name: str, store: Path) -> None:
    make_old_store(store, 1)
    size = store.stat().st_size
    before = store.read_bytes()
    line = ""
    for room in (4096, size // 2, size - 4096):

        def limited(room: int = room) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        line = refusal(start("tasks", before=limited))
        assert store.read_bytes() == before
        assert list((store.parent / "backups").iterdir()) == []
    assert start("tasks").returncode == 0
    told(name, store.parent, 1, re.sub(r"gongkai\.db-[\w-]+-auto\.db", "日期-时间.db", line), "没有变，仍是旧版")
