"""The program on a terminal with its bar drawn at once, or never."""

import os
import re
import subprocess
import sys
from typing import Any

from conftest import chunks
from posix_only import pty

IMPATIENT = """
from gongkai_cli.output.terminal import progress

class AtOnce(progress.Timer):
    def start(self):
        super().start()
        self.finished.wait()

progress.PATIENCE = 0.0
progress.Timer = AtOnce
from gongkai_cli.cli.app import app
app(prog_name="gongkai")
"""
"""The program whose work waits until the bar is drawn, so that a short work shows what a long one does."""

PATIENT = """
from gongkai_cli.output.terminal import progress
progress.PATIENCE = 3600.0
from gongkai_cli.cli.app import app
app(prog_name="gongkai")
"""
"""The program for which every work is a short one, however slow the machine."""


def screen(*words: str, stdout: Any = None, code: int = 0, program: str = IMPATIENT) -> str:
    """Return what the impatient program writes to a terminal, without colours and the line ends of a narrow screen."""
    mother, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdin=child,
        stdout=child if stdout is None else stdout,
        stderr=child,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "60", "LC_ALL": "C.UTF-8"},
    ) as process:
        os.close(child)
        seen = b"".join(chunks(mother))
    os.close(mother)
    assert process.returncode == code
    return re.sub(r"\x1b\[[0-9;]*m|\r\n", "", seen.decode())
