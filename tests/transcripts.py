"""The commands that a page shows: found in its blocks, run one after the other, compared or written anew.

Two kinds of block hold commands. In a `console` block they stand behind `$ `, with the output below. In an `sh` block
each line that begins with `gongkai ` is one; a `text` block right after it shows the output of the last. A comment such
as `<!-- GONGKAI_TODAY=2025-03-20 -->` sets a variable, as `$ export GONGKAI_TODAY=2025-03-20` does.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from openpyxl import load_workbook

from conftest import Answer, run

PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
"""Where the program under test is found before any other of its name."""

PLACES = re.compile(
    r"^```(?P<kind>console|sh|text)\n(?P<body>.*?)^```$|^<!-- (?P<setting>GONGKAI_\w+=\S+) -->$",
    re.MULTILINE | re.DOTALL,
)
PIECE = re.compile(r"^\$ (?P<command>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
LINE = re.compile(r"^gongkai .*$", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A command of a page, and where the page shows its output: both positions are 0 where it does not."""

    command: str
    start: int = 0
    end: int = 0

    @property
    def setting(self) -> tuple[str, str] | None:
        """The variable and its value, where the step sets one."""
        if not self.command.startswith("export "):
            return None
        name, _, value = self.command.removeprefix("export ").partition("=")
        return name, value


def steps(text: str) -> Iterator[Step]:
    """Return the commands of a page in their order."""
    waiting: Step | None = None  # the last command of an sh block, whose output may follow
    after = 0
    for place in PLACES.finditer(text):
        if place["kind"] == "text" and waiting and not text[after : place.start()].strip():
            waiting = Step(waiting.command, *place.span("body"))
        if waiting:
            yield waiting
            waiting = None
        after = place.end()
        if place["setting"]:
            yield Step(f"export {place['setting']}")
        elif place["kind"] == "console":
            for piece in PIECE.finditer(text, *place.span("body")):
                yield Step(piece["command"], *piece.span("shown"))
        elif place["kind"] == "sh":
            commands = [Step(line[0]) for line in LINE.finditer(text, *place.span("body"))]
            yield from commands[:-1]
            waiting = commands[-1] if commands else None
    if waiting:
        yield waiting


def play(text: str, folder: Path, returned: Mapping[str, str]) -> list[tuple[Step, Answer]]:
    """Run the commands of a page in a folder.

    Args:
        text: the page.
        folder: where its commands run and their files stand.
        returned: unit → the name under which it sends its sheet back, before a folder is collected.
    """
    answers: list[tuple[Step, Answer]] = []
    sent: list[Path] = []
    with chdir(folder), patch.dict(os.environ):
        for step in steps(text):
            if step.setting:
                os.environ.update([step.setting])
                continue
            words = shlex.split(step.command, comments=True)
            if any(shutil.which(program, path=PATH) is None for program in programs(step.command, words)):
                continue
            if words[:2] == ["gongkai", "collect"] and not Path(words[2]).exists():
                units_fill_in(sent, Path(words[2]), returned)
            answers.append((step, answer(step.command, words)))
            if words[:2] == ["gongkai", "sheets"]:
                sent.append(Path(words[words.index("-o") + 1]))
    return answers


def needs_shell(command: str) -> bool:
    """Say whether a line has a pipe or a command inside a command."""
    return bool({"|", '"$(gongkai'} & set(command.split()))


def programs(command: str, words: list[str]) -> list[str]:
    """Return the programs that a line cannot do without."""
    if needs_shell(command):
        return [words[0], "bash"]
    return [words[0]]


def answer(command: str, words: list[str]) -> Answer:
    """Run a command in this process, or in a shell where the line needs one."""
    if needs_shell(command):
        return run_in_shell(command)
    return run(tuple(words[1:]))


def units_fill_in(sent: list[Path], returned: Path, names: Mapping[str, str]) -> None:
    """Put the newest sheets back as units return them: filled in, saved under other names, with a row deleted.

    Each time that sheets were sent, the units have come further.
    """
    returned.mkdir()
    further = 20 * (len(sent) - 1)
    published = "已更新目录" if further else "已印发目录"
    for unit, name in names.items():
        [file] = sent[-1].glob(f"{unit} *报送表.xlsx")
        workbook = load_workbook(file)
        sheet = workbook["报送表"]
        sheet["I4"], sheet["M4"] = f"已征集意见 {60 + further} 条", "http://www.shicheng.gov.cn/a"
        sheet["L4"] = f"{60 + further}%"
        sheet["I5"], sheet["L5"] = published, (40 + further) / 100
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


def written_anew(text: str, answers: list[tuple[Step, Answer]]) -> str:
    """Return the page with the outputs that the program prints now."""
    for step, given in reversed(answers):
        if step.end:
            text = text[: step.start] + given.out + text[step.end :]
    return text
