"""The standard streams: they are open, their failures have a name, and no character kills the program."""

import codecs
import io
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from gongkai_cli.errors import OutputError, ReaderLeftError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

_PLAIN_MARKS = str.maketrans("━─■□·—", "==#.--")
_STREAMS = ("stdin", "stdout", "stderr")


def prepare_streams() -> None:
    """Open streams that are closed, guard those written to, and replace characters that their encoding lacks."""
    codecs.register_error("gongkai", _replaced)
    _open_closed_ones()
    # Streams that somebody put in their place, such as a test, are left as they are.
    if sys.stdout is sys.__stdout__:
        sys.stdout = _guarded(sys.stdout, _OutputGuard)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _guarded(sys.stderr, _Guard)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="gongkai")


def abandon_output() -> None:
    """Let bytes that still wait for standard output go nowhere."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, _Guard):
        raw.is_lost = True


def _open_closed_ones() -> None:
    """Open the null device in the place of each closed stream.

    A store or a file would otherwise get the stream's number, and our messages would be written into it. The device is
    opened for reading only, so a write fails as it does on a closed stream.
    """
    for number, name in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the process
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


class _Guard(io.RawIOBase):
    """The raw stream below standard error: after its first failure bytes go nowhere.

    A message that nobody can read must not fail a command.
    """

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.is_lost = False

    def write(self, data: "Buffer", /) -> int:
        """Write bytes and return how many; wait where a pipe is full and does not block."""
        if self.is_lost:
            return memoryview(data).nbytes
        try:
            return self._written(data)
        except OSError as error:
            self.is_lost = True  # Python writes the rest of its buffer when it ends, and would fail again
            self.fail(error)
            return memoryview(data).nbytes

    def _written(self, data: "Buffer") -> int:
        while True:
            written: int | None = self._raw.write(data)
            if written is not None:
                return written
            from select import select

            select([], [self._raw], [])

    def fail(self, error: OSError) -> None:
        """Take note of a failure; here it is passed over."""

    def fileno(self) -> int:
        """Return the number that the system knows the stream by."""
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        """Say whether the stream is a terminal."""
        return bool(self._raw.isatty())

    def writable(self) -> bool:
        """Say that the stream can be written to."""
        return True


class _OutputGuard(_Guard):
    """The raw stream below standard output: its first failure ends the command."""

    def fail(self, error: OSError) -> None:
        """Give the failure its name, which no other failure has.

        Raises:
            OutputError: always; as ReaderLeftError where the reader has gone.
        """
        reason = error.strerror or str(error)
        if isinstance(error, BrokenPipeError):
            raise ReaderLeftError(reason) from error
        raise OutputError(reason) from error


def _guarded(stream: Any, guard: type[_Guard]) -> TextIO:
    buffer = stream.buffer
    raw = getattr(buffer, "raw", buffer)  # an unbuffered stream has no other below it
    return io.TextIOWrapper(
        io.BufferedWriter(guard(raw)),
        encoding=stream.encoding,
        line_buffering=guard is _Guard or stream.isatty(),
    )


def _replaced(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - the handler is set on output streams
    missing = error.object[error.start : error.end]
    told = missing.translate(_PLAIN_MARKS)
    if told == missing or not told.isascii():
        told = missing.encode("ascii", "backslashreplace").decode("ascii")
    return told, error.end
