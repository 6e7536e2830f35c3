"""Two clerks collect the same folder at once."""

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from conftest import Program
from filled_sheets import fill, give_out, ledger, reports
from processes import PROGRAM

pytestmark = pytest.mark.slow


def started(*words: str) -> "subprocess.Popen[str]":
    """Start the program, whose output is not held back."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen([*PROGRAM, *words], stdout=pipe, stderr=pipe, text=True, env=environment)


def test_the_second_of_two_finds_everything_merged(
    gongkai: Program, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    lock = sqlite3.connect(store, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    both = [started("collect", "收回") for _ in range(2)]
    for one in both:  # each has reviewed once its page is there
        assert one.stdout is not None
        while not one.stdout.readline().startswith("县司法局"):
            assert one.poll() is None
    lock.execute("ROLLBACK")
    lock.close()
    said = sorted(one.communicate(timeout=60)[1] for one in both)
    assert [one.returncode for one in both] == [0, 0]
    assert said[0].startswith("已并入 1 个文件 1 项，记入台账第 3 号。\n")
    assert said[1] == "没有要并入的，未写入。\n"
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}
    assert {number for number, _, _ in ledger(gongkai)} == {1, 2, 3}
