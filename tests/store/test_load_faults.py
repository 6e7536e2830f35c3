"""Loads that are killed, or run at the same time as others: an edition is there as a whole or not at all."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, run
from gongkai_cli.store.sqlite import integrity
from gongkai_cli.store.sqlite.store_file import StoreFile
from hooked import killed, moments
from posix_only import posix_signal

PROGRAM = (sys.executable, "-m", "gongkai_cli")
SEED = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
TITLE = "title: 石城县2024年政务公开工作要点"


def revised(folder: Path, number: int = 1) -> Path:
    """Write the bundled plan as a revised one: another title, without its last task."""
    first, last = SEED.index("  - no: 12\n"), SEED.index("activities:")
    text = SEED[:first] + SEED[last:]
    assert text.count(TITLE) == 1
    file = folder / f"revised-{number}.yaml"
    file.write_text(text.replace(TITLE, f"{TITLE}（修订{number}）"), encoding="utf-8")
    return file


def titles(store: Path) -> list[str]:
    """Return the titles of all active editions, in order."""
    with closing(sqlite3.connect(store)) as connection:
        query = """SELECT edition.title FROM edition JOIN change ON change.id = edition.change_id
          WHERE change.undone_by IS NULL ORDER BY edition.id"""
        return [title.removeprefix("石城县2024年政务公开工作要点") for (title,) in connection.execute(query)]


@pytest.mark.parametrize("what", ["load", "undo", "redo"])
@pytest.mark.slow
def test_a_load_killed_at_any_moment_is_there_whole_or_not_at_all(store: Path, tmp_path: Path, what: str) -> None:
    file = revised(tmp_path)
    assert run(("mark 12 --dept 县政府办 --percent 30",)).code == 0
    if what != "load":
        assert run(("load", str(file), "--yes")).code == 0
    if what == "redo":
        assert run(("undo",)).code == 0
    folder = tmp_path / "work"
    path = folder / "gongkai.db"
    words = ("--db", str(path), *(("load", str(file), "--yes") if what == "load" else (what,)))

    def prepare() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(store, path)

    prepare()
    before = titles(path)
    count = moments(folder, *words)
    after = titles(path)
    assert (count > 10, after != before) == (True, True)
    for moment in sorted({1, count // 4, count // 2, 3 * count // 4, count - 2, count - 1}):
        prepare()
        code = killed(folder, moment, *words)
        assert run(("--db", str(path), "tasks")).code == 0
        assert integrity.faults(StoreFile(path)) == []
        assert titles(path) in ([after] if code == 0 else [before, after])
        if code == -posix_signal.SIGKILL and titles(path) == before:
            assert run(words).code == 0
        assert titles(path) == after
        assert integrity.faults(StoreFile(path)) == []


@pytest.mark.slow
def test_twenty_loads_and_marks_at_once_are_there_or_say_that_they_are_not(store: Path, tmp_path: Path) -> None:
    loads = {number: [*PROGRAM, "load", str(revised(tmp_path, number)), "--yes"] for number in range(1, 11)}
    marks = {
        number: [*PROGRAM, "mark", "3", "--dept", "县司法局", "--percent", str(number)] for number in range(11, 21)
    }
    processes = {
        number: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for pair in zip(loads.items(), marks.items(), strict=True)
        for number, command in pair
    }
    written: list[int] = []
    for number, process in processes.items():
        _, said = process.communicate(timeout=240)
        if process.returncode == 0:
            written.append(number)
            continue
        assert process.returncode == 1
        assert "正被另一个程序写入" in said or "刚才又有人改了台账，未载入" in said
    assert sorted(titles(store)) == sorted(["", *(f"（修订{number}）" for number in written if number in loads)])
    with closing(sqlite3.connect(store)) as connection:
        reported = [percent for (percent,) in connection.execute("SELECT percent FROM report ORDER BY percent")]
    assert reported == sorted(number for number in written if number in marks)
    assert {*written} & {*loads}
    assert {*written} & {*marks}
    assert integrity.faults(StoreFile(store)) == []
