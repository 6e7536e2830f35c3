"""Standard output and error as bytes are made of them: no character kills the program."""

import codecs
import sys

_PLAIN_MARKS = str.maketrans("━─■□·—", "==#.--")


def prepare_streams() -> None:
    """Let no character kill the program: what an encoding lacks is written as plain marks or as an escape."""
    codecs.register_error("gongkai", _replaced)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="gongkai")


def _replaced(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - the handler is set on output streams
    missing = error.object[error.start : error.end]
    told = missing.translate(_PLAIN_MARKS)
    if told == missing or not told.isascii():
        told = missing.encode("ascii", "backslashreplace").decode("ascii")
    return told, error.end
