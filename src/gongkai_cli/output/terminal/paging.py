"""A pager for answers that are taller than the screen."""

import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

_USUAL = "less -FRX"


class _Answer(io.StringIO):
    """The text of an answer, kept until its height is known. It looks like the stream it is meant for."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(newline="\n")
        self._encoding = stream.encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream behind it."""
        return self._encoding

    def isatty(self) -> bool:
        """Say yes: the text is for a terminal."""
        return True


@contextmanager
def paged(stream: TextIO) -> Iterator[TextIO]:
    """Collect an answer for a terminal, and show it in the pager if it is taller than the screen.

    Without a pager, or where the block raises, the text goes to the terminal directly.
    """
    command = pager()
    if not command:
        yield stream  # also for Rich, which colours an old Windows console by calls and not by codes
        return
    answer = _Answer(stream)
    is_complete = False
    try:
        yield answer
        is_complete = True
    finally:
        text = answer.getvalue()
        height = shutil.get_terminal_size(fallback=(0, 0)).lines  # 0 where the terminal does not say
        is_tall = 0 < height <= text.count("\n")
        if not (is_complete and is_tall and _show(text, command)):
            stream.write(text)


def pager() -> Sequence[str]:
    """Return the words of the pager's command, its program with the full path; empty where there is no pager.

    `GONGKAI_PAGER`, `PAGER` or else less. An empty variable, or one that is `off`, means none.
    """
    command = os.environ.get("GONGKAI_PAGER", os.environ.get("PAGER", _USUAL))
    if command.strip().lower() == "off" or os.environ.get("TERM") == "dumb":
        return ()
    try:
        words = shlex.split(command, posix=os.name == "posix")
    except ValueError:  # a quote is not closed
        return ()
    program = shutil.which(words[0]) if words else None
    if program is None:
        return ()
    return (program, *words[1:])


def _show(text: str, command: Sequence[str]) -> bool:
    """Show a text in a pager, wait until the person leaves it, and return whether the pager could start."""
    sys.stdout.flush()
    # less shows colours only with R. Like git, leave the wishes of a person who has set LESS.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    with _ignoring_interrupts():
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the person's own
        except OSError:
            return False
        assert process.stdin  # noqa: S101 - it is a pipe
        with suppress(OSError):  # the person has left before the end
            process.stdin.write(text.encode(sys.stdout.encoding, errors="gongkai"))
        with suppress(OSError):
            process.stdin.close()
        process.wait()
    return True


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Leave Ctrl-C to the pager. A function of Python, as set here, does not pass to the pager's process."""

    def ignore(number: int, frame: FrameType | None) -> None:
        del number, frame

    before = signal.signal(signal.SIGINT, ignore)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
