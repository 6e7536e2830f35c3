"""The READMEs: every command in them runs, and prints what they show."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import ROOT, Answer, run

READMES = ["README.md", "README.zh-CN.md"]

PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
"""Where the program under test is found before any other of its name."""


def transcripts(text: str) -> list[tuple[str, str]]:
    """Return (command line, output) of every `$` line in the console blocks, in order."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = piece.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize("name", READMES)
def test_every_transcript_is_what_the_program_prints(
    name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.exists()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_bytes((ROOT / "data" / "seed_2024.yaml").read_bytes())
    (tmp_path / "通知.txt").write_bytes((ROOT / "tests" / "notice" / "notice_2024.txt").read_bytes())
    ran = 0
    for command, expected in transcripts((ROOT / name).read_text(encoding="utf-8")):
        if command.startswith("export "):
            variable, _, value = command.removeprefix("export ").partition("=")
            monkeypatch.setenv(variable, value)
            continue
        program, *words = shlex.split(command)
        if shutil.which(program, path=PATH) is None:
            continue
        if command == "gongkai collect 收回":
            units_fill_in(tmp_path / "报送表", tmp_path / "收回")
        answer = run_in_shell(command) if {"|", '"$(gongkai'} & set(command.split()) else run(tuple(words))
        assert (answer.code, answer.out) == (0, expected), command
        ran += 1
    assert ran >= 6


def units_fill_in(sent: Path, returned: Path) -> None:
    """Put the sheets back as two units return them: one filled in, one saved under another name with a row deleted."""
    returned.mkdir()
    for unit, name in (("县住建局", "住建局.xlsx"), ("县教科体局", "10月.xlsx")):
        workbook = load_workbook(sent / f"{unit} 10月报送表.xlsx")
        sheet = workbook["报送表"]
        sheet["I4"], sheet["L4"], sheet["M4"] = "已征集意见 60 条", "60%", "http://www.shicheng.gov.cn/a"
        sheet["I5"], sheet["L5"] = "已印发目录", 0.4
        sheet["J6"] = "无"
        sheet.delete_rows(7)
        workbook.save(returned / name)


def run_in_shell(command: str) -> Answer:
    """Run a line that needs a shell, with the program that is under test."""
    environment = {**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],  # noqa: S607 - the shell that a reader has
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
        timeout=60,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", READMES)
def test_the_first_screen_carries_the_two_commands(name: str) -> None:
    first_screen = (ROOT / name).read_text(encoding="utf-8").splitlines()[:30]
    block = first_screen[first_screen.index("```sh") + 1 :]
    assert block[: block.index("```")] == [
        "pip install . && gongkai tasks --dept 县司法局",
        "pip install -e '.[test]' && pytest",
    ]


def test_every_command_stands_in_both_readmes(command_names: list[str]) -> None:
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [command for command in command_names if f"gongkai {command}" not in text] == []
