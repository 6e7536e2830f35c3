"""The program as a process of its own, for what a test in one process cannot show: kills, limits, permissions."""

import os
import subprocess
import sys
from collections.abc import Callable

from posix_only import need_posix

PROGRAM = (sys.executable, "-m", "gongkai_cli")


def start(
    *words: str, before: Callable[[], None] | None = None, under: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program; `before` runs in the child, `under` starts it, keywords are environment variables."""
    if before is not None:
        need_posix("a function that runs in the child")
    return subprocess.run(
        [*under, *PROGRAM, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=before,
        env={**os.environ, **environment},
    )
