"""The program on a terminal where somebody answers its questions."""

import os
import re
import shlex
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from conftest import chunks
from posix_only import fcntl, pty, termios

CTRL_C = "\x03"
_PATIENCE = 60  # seconds; only a test that fails waits so long


class Talk(NamedTuple):
    """The exit code of a command, and everything on the screen."""

    code: int
    screen: str


def talk(command: str, *answers: str) -> Talk:
    """Run a command on a terminal, and give an answer to each of its questions.

    Args:
        command: the command line.
        answers: an answer for each question; Ctrl-C is typed without Enter.
    """
    mother, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai_cli", *shlex.split(command)],
        stdin=child,
        stdout=child,
        stderr=child,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads; Ctrl-C reaches it
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(child)
        seen = b""
        for answer in answers:
            seen += _until_question(mother)
            os.write(mother, (answer if answer == CTRL_C else f"{answer}\n").encode())
        if answers and answers[-1] == CTRL_C:
            _interrupt_again(mother, process)
        seen += b"".join(_until_end(mother, process))
        code = process.wait(60)
    os.close(mother)
    screen = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode()).replace("\r\n", "\n")
    return Talk(code, screen)


def _interrupt_again(descriptor: int, process: subprocess.Popen[bytes]) -> None:
    """Type Ctrl-C until the program ends. Python misses one that comes just before it waits for a line."""
    for _ in range(_PATIENCE):
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
            return
        os.write(descriptor, CTRL_C.encode())


def _until_end(descriptor: int, process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield the output up to the end. A program that asks once more, and waits, is ended: nobody answers it."""
    guard = threading.Timer(_PATIENCE, process.kill)
    guard.start()
    try:
        yield from chunks(descriptor)
    finally:
        guard.cancel()


def _until_question(descriptor: int) -> bytes:
    """Return the output up to a question, which ends with a colon and a blank."""
    seen = b""
    while not seen.endswith(b": "):
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:
            chunk = b""
        assert chunk, f"the program asks no more: {seen.decode()}"
        seen += chunk
    return seen
