"""Make the standard streams safe: open, with named errors, and with a fallback for missing characters."""

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
    """Open closed streams, catch their errors, and replace characters that an encoding lacks."""
    codecs.register_error("gongkai", _replaced)
    _open_closed_ones()
    # Streams that a test has put here stay as they are.
    if sys.stdout is sys.__stdout__:
        sys.stdout = _guarded(sys.stdout, _OutputGuard)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _guarded(sys.stderr, _Guard)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="gongkai")


def abandon_output() -> None:
    """Drop the bytes that wait for standard output."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, _Guard):
        raw.is_lost = True


def _open_closed_ones() -> None:
    """Open the null device in place of each closed stream.

    A store would otherwise get the stream's file number, and messages would be written into it. The device is
    read-only, so a write fails as on a closed stream.
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
    """The raw stream below standard error. After its first error it drops all bytes.

    A command must not fail because nobody can read its messages.
    """

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.is_lost = False

    def write(self, data: "Buffer", /) -> int:
        """Write bytes and return how many."""
        if self.is_lost:
            return memoryview(data).nbytes
        try:
            return self._written(data)
        except OSError as error:
            self.is_lost = True  # at its end Python writes the rest of its buffer, and would fail again
            self.fail(error)
            return memoryview(data).nbytes

    def _written(self, data: "Buffer") -> int:
        while True:
            written: int | None = self._raw.write(data)
            if written is not None:
                return written
            from select import select

            select([], [self._raw], [])  # wait, since the pipe is full and does not block

    def fail(self, error: OSError) -> None:
        """Ignore the error."""

    def fileno(self) -> int:
        """Return the stream's file number."""
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        """Say whether the stream is a terminal."""
        return bool(self._raw.isatty())

    def writable(self) -> bool:
        """Say yes: the stream can be written."""
        return True


class _OutputGuard(_Guard):
    """The raw stream below standard output. Its first error ends the command."""

    def fail(self, error: OSError) -> None:
        """Raise the error under a name of its own.

        Raises:
            ReaderLeftError: the reader has closed the pipe.
            OutputError: any other error.
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
    plain = missing.translate(_PLAIN_MARKS)
    if plain == missing or not plain.isascii():
        plain = missing.encode("ascii", "backslashreplace").decode("ascii")
    return plain, error.end
