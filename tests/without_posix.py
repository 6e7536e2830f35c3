"""A pytest plugin that takes away what Windows has not: `pytest -p without_posix` shows what then fails or is skipped.

It stands in for a machine with Windows where there is none. Paths, shells and the console stay as they are.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

MODULES = {"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"}
NAMES = {
    os: ("fork", "geteuid", "mkfifo", "openpty", "O_DIRECTORY"),
    signal: ("SIGCONT", "SIGHUP", "SIGSTOP", "SIGXFSZ"),
}


class Absent:
    """A finder that finds none of the modules of POSIX."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        """Raise ModuleNotFoundError for a module that Windows has not."""
        del path, target
        if name in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def pytest_configure() -> None:
    """Take the modules and the names away, before the first file of tests is read."""
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Absent())
    for module, names in NAMES.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
