"""A shell on a terminal of its own, as a person uses it: keys go in, and what stands on the screen comes out."""

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from posix_only import pty

PROMPT = "就绪> "
RAN = "命令已运行"
PATIENCE = 120
"""Seconds after which a shell that shows no prompt is taken for one that waits for ever."""

TAB, ENTER = "\t", "\r"

RC_FILES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
PROMPTS = {
    "bash": f"PS1='{PROMPT}'\nbind 'set bell-style none'\nbind 'set enable-bracketed-paste off'\n",
    "zsh": f"PS1='{PROMPT}'\nunsetopt BEEP PROMPT_SP\nfpath+=~/.zfunc; autoload -Uz compinit; compinit -u\n",
    "fish": f"function fish_prompt; printf '%s' '{PROMPT}'; end\n"
    "set -g fish_greeting\nset -g fish_autosuggestion_enabled 0\n",
}
STARTS = {"bash": ["bash", "-i"], "zsh": ["zsh", "-i"], "fish": ["fish", "-i"]}


class ShellSession:
    """A running shell in which `gongkai` writes down the words that it gets."""

    def __init__(self, descriptor: int, folder: Path) -> None:
        self.folder = folder
        self._descriptor = descriptor
        self._seen = ""

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self._descriptor, keys.encode())

    def read_until(self, text: str) -> str:
        """Wait until a text stands on the screen, and return everything up to it."""
        last = time.monotonic() + PATIENCE
        while text not in self._seen:
            ready, _, _ = select.select([self._descriptor], [], [], max(last - time.monotonic(), 0))
            assert ready, f"the shell never showed {text!r}:\n{self._seen}"
            self._seen += os.read(self._descriptor, 65536).decode("utf-8", "replace")
        before, _, self._seen = self._seen.partition(text)
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", before)

    def words_of(self, keys: str) -> list[str]:
        """Type a line, run it, and return the words that the program got."""
        log = self.folder / "words"
        log.unlink(missing_ok=True)
        self.press(keys + ENTER)
        self.read_until(RAN)
        self.read_until(PROMPT)
        return log.read_text(encoding="utf-8").split("\0")[:-1]


def made_home(folder: Path, shell: str, script: str = "") -> Path:
    """Make a home in which the shell has our prompt and reads a script of completion."""
    home = folder / "home"
    rc = home / RC_FILES[shell]
    rc.parent.mkdir(parents=True)
    rc.write_text(PROMPTS[shell] + script, encoding="utf-8")
    return home


def made_program(folder: Path) -> Path:
    """Make a folder with a `gongkai` that writes its words down, and runs as itself for a completion."""
    commands = folder / "bin"
    commands.mkdir()
    program = commands / "gongkai"
    program.write_text(
        f"#!/bin/sh\n"
        f'if [ -z "$_GONGKAI_COMPLETE" ]; then\n'
        f"  printf '%s\\0' \"$@\" > '{folder}/words'\n"
        f'  if [ "$1" != --install-completion ]; then echo {RAN}; exit; fi\n'
        f"fi\n"
        f"exec '{sys.executable}' -m gongkai_cli \"$@\"\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return commands


def need(shell: str) -> None:
    """Skip the test where a shell is not installed."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


@contextmanager
def started(shell: str, folder: Path, home: Path) -> Iterator[ShellSession]:
    """Start a shell in a folder, with the store of the test, and wait for its prompt."""
    environment = {
        "HOME": str(home),
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "GONGKAI_DB": os.environ["GONGKAI_DB"],
        "GONGKAI_TODAY": os.environ["GONGKAI_TODAY"],
    }
    process, descriptor = pty.fork()
    if process == 0:  # in the child, which becomes the shell
        os.chdir(folder)
        os.execvpe(shell, STARTS[shell], environment)  # noqa: S606 - a shell is to be started
    try:
        session = ShellSession(descriptor, folder)
        session.read_until(PROMPT)
        yield session
    finally:
        os.close(descriptor)  # the shell hangs up
        os.waitpid(process, 0)
