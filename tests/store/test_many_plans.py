"""A country's worth of plans: many files in one load, all or none, each read once, with a bar for who waits."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bars import screen
from conftest import Program, chunks
from gongkai_cli.planfile import reading
from gongkai_cli.planfile.batch import Batch
from plan_texts import SOUND
from posix_only import pty

COUNTIES = 40
FILES = [f"county-{number:02}.yaml" for number in range(COUNTIES)]

NOW_SEEN = "不写 --plan 时，看的是“第39县2024年工作要点”（county-39）。\n"

FULL = """
import resource, signal
from gongkai_cli.planfile import batch
from gongkai_cli.cli.app import app
batch._IN_MEMORY = 1
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
app(prog_name="gongkai")
"""
"""The program where everything that waits does so on disk, and the disk takes a kilobyte."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the program is run in, with the plan files of some counties."""
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(FILES):
        text = SOUND.replace("demo-2024", f"county-{number:02}").replace("演示县", f"第{number}县")
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def plans(gongkai: Program) -> list[str]:
    """Return the keys of the plans in the store, sorted."""
    return sorted(plan["key"] for plan in json.loads(gongkai("plans --format json").out))


def done(store: Path) -> str:
    """Return what a load says of the copy that it has taken."""
    (kept,) = (store.parent / "backups").iterdir()
    return f"已载入。载入前的备份在 {kept}。"


def test_many_files_are_loaded_in_one_run(gongkai: Program, store: Path) -> None:
    answer = gongkai("load", *FILES)
    assert (answer.code, answer.err) == (0, f"{done(store)}\n{NOW_SEEN}")
    assert len(answer.out.splitlines()) == COUNTIES
    assert plans(gongkai) == [*(f"county-{number:02}" for number in range(COUNTIES)), "shicheng-2024"]
    for number in (0, COUNTIES - 1):
        (first, *_) = json.loads(gongkai(f"tasks --plan county-{number:02} --format json").out)
        assert first["title"] == "公开政策"


def test_the_same_files_again_change_nothing(gongkai: Program, store: Path) -> None:
    gongkai("load", *FILES)
    before = store.read_bytes()
    answer = gongkai("load", *FILES)
    assert (answer.code, answer.err) == (0, NOW_SEEN)
    assert all(line.endswith("没有变化") for line in answer.out.splitlines())
    assert store.read_bytes() == before


def test_broken_files_among_many_are_all_named_and_nothing_is_loaded(
    gongkai: Program, store: Path, folder: Path
) -> None:
    for number in (7, 23):
        file = folder / FILES[number]
        file.write_text(file.read_text(encoding="utf-8").replace("no: 1", "no: 一"), encoding="utf-8")
    before = store.read_bytes()
    answer = gongkai("load", *FILES)
    assert (answer.code, answer.out) == (3, "")
    named = dict.fromkeys(line.split(":")[0] for line in answer.err.splitlines())
    assert list(named) == [FILES[7], FILES[23]]
    assert store.read_bytes() == before


def test_two_files_of_one_plan_among_many_are_refused(gongkai: Program) -> None:
    answer = gongkai("load", *FILES, FILES[3])
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (f"{FILES[3]}: 与 {FILES[3]} 的标识同是“county-03”。请改正其中一个，或只写一个文件。\n")


def test_a_file_that_cannot_be_taken_makes_no_store(unmade: Program, folder: Path) -> None:
    answer = unmade("load", FILES[0], "none.yaml")
    assert (answer.code, answer.out, answer.err) == (4, "", "没有文件“none.yaml”。请核对路径。\n")
    assert not (folder / "gongkai.db").exists()
    answer = unmade("load", *FILES)
    assert (answer.code, len(answer.out.splitlines())) == (0, COUNTIES)
    assert answer.err.startswith(f"已建立台账 {folder / 'gongkai.db'}，并载入。\n")
    assert len(json.loads(unmade("plans --format json").out)) == COUNTIES


def test_a_store_that_changes_while_a_load_asks_is_not_written(gongkai: Program, store: Path, folder: Path) -> None:
    """The load waits for an answer when it has compared the file; meanwhile somebody else loads another one."""
    assert gongkai("load", FILES[0]).code == 0
    text = (folder / FILES[0]).read_text(encoding="utf-8")
    (folder / FILES[0]).write_text(text.partition("activities:")[0], encoding="utf-8")
    (folder / "other.yaml").write_text(text.replace("公开政策", "主动公开政策"), encoding="utf-8")
    mother, child = pty.openpty()
    program = [sys.executable, "-m", "gongkai_cli", "load", FILES[0]]
    with subprocess.Popen(program, stdin=child, stdout=child, stderr=child) as loading:
        os.close(child)
        said = b""
        while "确定吗".encode() not in said:
            said += os.read(mother, 65536)
        assert gongkai("load", "other.yaml").code == 0
        before, kept = store.read_bytes(), sorted(folder.glob("backups/*"))
        os.write(mother, "是\n".encode())
        answer = b"".join(chunks(mother)).decode()
    os.close(mother)
    shown = re.sub(r"\x1b\[[0-9;]*m|\r\n", "", answer)
    assert (loading.returncode, shown.endswith("刚才又有人改了台账，未载入。请再运行一次，重新核对变化。")) == (
        1,
        True,
    )
    assert store.read_bytes() == before
    assert sorted(folder.glob("backups/*")) == kept


def test_what_waits_comes_back_as_it_was_and_as_often_as_it_is_wanted(folder: Path) -> None:
    documents = [reading.read(folder / name) for name in FILES]
    with Batch() as batch:
        for document in documents:
            batch.add(document)
        assert len(batch) == COUNTIES
        assert list(batch) == documents
        assert list(batch) == documents


def test_no_room_for_what_waits_is_one_line_and_nothing_is_loaded(gongkai: Program, store: Path) -> None:
    before = store.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FULL, "load", *FILES], capture_output=True, check=False, encoding="utf-8", timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"临时文件夹“\S+”写不进去（File too large），未载入。请腾出空间，或分几次载入。\n", done.stderr)
    assert store.read_bytes() == before
    assert plans(gongkai) == ["shicheng-2024"]


def all_new() -> list[str]:
    """Return the lines of a load in which every county is new."""
    return [
        f"第{number}县2024年工作要点（county-{number:02}）：新增，单位 3 个、任务 2 项、活动 1 项\n"
        for number in range(COUNTIES)
    ]


def test_a_long_load_shows_how_many_files_are_checked_and_how_many_are_written(store: Path) -> None:
    assert store.exists()
    seen = screen("load", *FILES)
    for what in ("检查计划文件", "载入"):
        bars = re.findall(rf"{what} [━╸╺ ]+ +(\d+)/(\d+)", seen)
        assert bars[-1] == (str(COUNTIES), str(COUNTIES)), what
    new = "".join(line.rstrip() for line in all_new())
    said = "".join(f"{done(store)}{NOW_SEEN}".split())
    assert "".join(seen.split()).endswith(
        "".join(f"\x1b[2K{new}{said}".split())
    )  # the bar has gone when the changes are shown


def test_off_a_terminal_a_load_shows_no_bar(gongkai: Program, store: Path) -> None:
    """The answer's own lines are all that there is."""
    answer = gongkai("load", *FILES)
    assert answer.err == f"{done(store)}\n{NOW_SEEN}"
    assert answer.out == "".join(all_new())
