"""Names that only POSIX systems have. On another system the test that uses one is skipped, with the reason."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest


class PosixModule:
    """A module of the standard library that is missing on some systems, or has fewer names there."""

    def __init__(self, name: str) -> None:
        self._module = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # pytest looks at every name of a file
            raise AttributeError(name)
        try:
            return getattr(import_module(self._module), name)
        except (ImportError, AttributeError):
            pytest.skip(f"this system has no {self._module}.{name}")


fcntl = PosixModule("fcntl")
posix_os = PosixModule("os")
posix_signal = PosixModule("signal")
pty = PosixModule("pty")
resource = PosixModule("resource")
termios = PosixModule("termios")


def need_posix(feature: str) -> None:
    """Skip the test where the system is no POSIX system.

    Args:
        feature: the feature that it needs, as a noun.
    """
    if not hasattr(os, "fork"):
        pytest.skip(f"only POSIX systems have {feature}")


def full_device() -> Path:
    """Return the device that takes nothing, as a full disk; only Linux has it."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("this system has no /dev/full")
    return device
