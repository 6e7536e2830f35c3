"""The manual for clerks: its commands are run by tests/test_readme.py; here are its other promises."""

import re

import pytest

from commands import COMMANDS as PROGRAM
from conftest import ROOT
from transcripts import steps

MANUAL = (ROOT / "docs" / "manual.zh.md").read_text(encoding="utf-8")
COMMANDS = [step.command for step in steps(MANUAL)]
WORDS = [line for line in MANUAL.partition("## 词语对照")[2].splitlines() if line.startswith("| ")]
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in WORDS]
"""The cells of the table of words, below its two lines of headings."""


def test_it_goes_through_the_months_in_their_order() -> None:
    months = re.findall(r"^## (\S+月)：", MANUAL, re.MULTILINE)
    names = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "下一年一")
    assert months == [f"{name}月" for name in names]


def test_the_day_that_is_told_is_the_day_of_the_commands() -> None:
    told = re.findall(r"^<!-- GONGKAI_TODAY=(\S+) -->\n例子里的今天：(\d+)年(\d+)月(\d+)日。$", MANUAL, re.MULTILINE)
    assert len(told) == 13
    assert [day for day, *_ in told] == [f"{year}-{int(month):02}-{int(day):02}" for _, year, month, day in told]


def test_every_command_in_a_sentence_is_one_that_is_run() -> None:
    prose = re.sub(r"^```.*?^```$", "", MANUAL, flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"`(gongkai [^`]*)`", prose)
    assert [name for name in named if not any(command.startswith(name) for command in COMMANDS)] == []


def test_every_command_of_the_program_has_its_place(command_names: list[str]) -> None:
    used = {command.split()[1] for command in COMMANDS if command.startswith("gongkai ")}
    assert sorted(set(command_names) - used) == ["schema"]


OPTIONS = {name for command in PROGRAM.values() for parameter in command.params for name in parameter.opts}


@pytest.mark.parametrize("row", ROWS[2:], ids=lambda row: row[0])
def test_the_table_of_words_names_what_is_there(row: list[str]) -> None:
    _, used, keys, values = row
    known = {*PROGRAM, *OPTIONS}
    schema = (ROOT / "docs" / "answers.schema.json").read_text(encoding="utf-8")
    assert set(re.findall(r"`([^`]+)`", used)) <= known
    assert [key for key in re.findall(r"`([^`]+)`", keys + values) if f'"{key}"' not in schema] == []
