"""The bulletin of September, made again later: to the letter, whatever was entered, loaded or undone in between."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, Program
from years import edited

pytestmark = pytest.mark.slow  # four files of every state

SEED = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")

SEPTEMBER = (
    "mark 8 --dept 县政府办 --percent 100 --link http://x.gov.cn/a --on 2024-09-03",
    "mark 3 4 --dept 县政府办 --percent 40 --on 2024-09-12",
    "mark 3 --dept 县司法局 --percent 20 --status blocked --problem 经费未落实 --on 2024-09-13",
    "mark 3 --dept 县司法局 --percent 30 --status in_progress --on 2024-09-14",
    "activity held 15 --date 9月18日 --as-of 2024-09-22",
)

LATER = (
    "mark 3 --dept 县司法局 --percent 80 --on 2024-10-20 --as-of 2024-12-20",
    "mark 9 --dept 县政府办 --percent 100 --link http://x.gov.cn/b --on 2024-11-20 --as-of 2024-12-20",
    "activity plan 17 --date 10月15日 --as-of 2024-10-09",
    "activity held 17 --date 10月15日 --as-of 2024-10-20",
    "load changed.yaml --since 2024-11-01 --yes",
    "mark 1 --dept 县发改委 --percent 10 --on 2024-12-02 --as-of 2024-12-20",
    "undo --yes",
)
"""What came after September, and is dated so."""

DECEMBER = "--as-of 2024-12-20"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    changed = edited(SEED, ("title: 凝聚合力狠抓工作落实", "title: 凝聚合力抓好工作落实"))
    Path("changed.yaml").write_text(changed, encoding="utf-8")


@pytest.fixture
def september(gongkai: Program) -> Program:
    """The program over a store with the reports of September, entered in time."""
    done(gongkai, SEPTEMBER)
    return gongkai


def done(gongkai: Program, commands: tuple[str, ...]) -> None:
    """Run commands, each of which works."""
    for command in commands:
        answer = gongkai(command)
        assert answer.code == 0, (command, answer.err)


def files(gongkai: Program, words: str = "", name: str = "通报") -> dict[str, bytes]:
    """Return the bulletin of September in every format."""
    found = {}
    for suffix in (".docx", ".html", ".md", ".txt"):
        path = Path(name + suffix)
        answer = gongkai(f"bulletin --period 9月 --number 1号 --date 2024-10-09 {words} -o {path} --yes")
        assert answer.code == 0, answer.err
        found[suffix] = path.read_bytes()
    return found


def number_in(content: bytes) -> int:
    """Return the number of the ledger that a bulletin names."""
    return int(re.findall("依据台账第([0-9]+)号", content.decode())[0])


def test_what_is_dated_later_changes_nothing(september: Program) -> None:
    first = files(september)
    done(september, LATER)
    assert files(september, DECEMBER) == first
    assert number_in(first[".txt"]) == 6


def test_what_was_only_entered_later_is_left_out_with_the_number_of_the_ledger(september: Program) -> None:
    first = files(september)
    done(september, LATER)
    done(
        september,
        (
            "mark 5 --dept 县司法局 --percent 70 --on 2024-09-20 --as-of 2024-12-20",
            "undo 6 --yes",  # the activity of September
        ),
    )
    later = files(september, DECEMBER)
    assert later[".txt"] != first[".txt"]
    assert number_in(later[".txt"]) == 15
    assert files(september, f"{DECEMBER} --ledger 6") == first
    assert files(september, f"{DECEMBER} --ledger 13") == first


def test_the_printed_command_makes_the_same_bulletin(september: Program) -> None:
    answer = september("bulletin --period 9月 --number 演府办[2024]3号 --to 各乡镇 --date 10月9日 -o 通报.docx")
    (command,) = re.findall("以后再出一字不差的一份：gongkai (.*)", answer.err)
    first = Path("通报.docx").read_bytes()
    done(september, (*LATER, "mark 5 --dept 县司法局 --percent 70 --on 2024-09-20", "undo 6 --yes"))
    answer = september(f"{command} --yes {DECEMBER}")
    assert answer.code == 0, answer.err
    assert Path("通报.docx").read_bytes() == first
    assert command in answer.err


def test_the_printed_period_has_its_year_in_a_plan_of_two(gongkai: Program) -> None:
    plan = edited(SEED, ("key: shicheng-2024", "key: long-2024"), ("ends_on: 2024-12-31", "ends_on: 2026-02-28"))
    Path("long.yaml").write_text(plan, encoding="utf-8")
    assert gongkai("load long.yaml --yes").code == 0
    answer = gongkai("--plan long-2024 bulletin --period 7月 --date 明天 -o 通报.txt")
    (command,) = re.findall("以后再出一字不差的一份：gongkai (.*)", answer.err)
    assert command.startswith("bulletin --plan long-2024 --period 2024年7月 --ledger ")
    first = Path("通报.txt").read_bytes()
    assert gongkai(f"{command} --yes --as-of 2026-01-10").code == 0
    assert Path("通报.txt").read_bytes() == first


def test_a_period_that_was_not_over_is_made_again_too(september: Program) -> None:
    answer = september("bulletin --period 10月 -o 通报.txt")
    (command,) = re.findall("以后再出一字不差的一份：gongkai (.*)", answer.err)
    first = Path("通报.txt").read_bytes()
    done(september, LATER)
    assert september(f"{command} --yes").code == 0
    assert Path("通报.txt").read_bytes() == first


def test_every_state_of_a_ledger_with_undo_and_redo_comes_back(september: Program) -> None:
    """Undo and redo of one report and of a chain, over and over; a redo leaves no mark on what it restored."""
    turns = (
        "undo 5",
        "redo 5",
        "undo 4 --with-later",
        "mark 6 --dept 县司法局 --percent 10 --on 2024-09-16",
        "redo 4",
        "undo 5",
        "undo 4 --with-later",
        "redo",
        "undo 2",
        "redo 2",
        "undo 6",
    )
    seen: dict[int, dict[str, bytes]] = {6: files(september)}
    for number, command in enumerate(turns, 7):
        done(september, (f"{command} --yes" if "mark" not in command else command,))
        seen[number] = files(september)
        assert number_in(seen[number][".txt"]) == number
    for number, before in seen.items():
        assert files(september, f"--ledger {number}") == before, number


def test_a_load_with_a_day_in_september_is_left_out_too(september: Program) -> None:
    first = files(september)
    done(september, ("load changed.yaml --since 2024-09-15 --yes",))
    later = files(september)
    assert "凝聚合力抓好工作落实" in later[".txt"].decode()
    assert files(september, "--ledger 6") == first
    done(september, ("undo 7 --yes",))
    assert files(september, "--ledger 6") == first
    assert files(september, "--ledger 7") == later


def test_a_plan_that_was_removed_since_comes_back_with_it(september: Program) -> None:
    first = files(september)
    done(september, ("plans remove shicheng-2024 --yes", "undo --yes"))
    assert files(september, "--ledger 6") == first
    done(september, ("plans remove shicheng-2024 --yes",))
    assert files(september, "--plan shicheng-2024 --ledger 6") == first


def test_the_store_is_not_changed(september: Program, store: Path) -> None:
    done(september, LATER)
    before = store.read_bytes()
    files(september, "--ledger 4")
    assert store.read_bytes() == before
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'ix_then%'").fetchone() == (0,)


def test_another_plan_in_the_store_does_not_move_the_number(september: Program) -> None:
    first = files(september)
    other = edited(
        SEED,
        ("key: shicheng-2024", "key: shicheng-2025"),
        ("title: 石城县2024年", "title: 石城县2025年"),
        ("year: 2024", "year: 2025"),
        ("issued_on: 2024-05-26", "issued_on: 2025-05-20"),
        ("ends_on: 2024-12-31", "ends_on: 2025-12-31"),
    )
    Path("other.yaml").write_text(other, encoding="utf-8")
    done(september, ("load other.yaml --yes",))
    assert files(september, "--plan shicheng-2024") == first
