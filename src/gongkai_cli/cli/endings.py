"""The ends that no part of the program foresees: one line for each, instead of a traceback."""

import os
import sys
from errno import ENOMEM

from gongkai_cli.errors import OutputError

INTERRUPTED = 130
"""The exit code after Ctrl-C."""

INTERRUPTION = "已中断。是否已记入，用 gongkai log 查看。"

_NO_MEMORY = "内存不够，没有做完。请关掉别的程序，或放宽内存限制（ulimit -v），再试一次。"
_MOST_CHARACTERS = 200
_IN_OTHER_WORDS = (
    (ImportError, "failed to map segment"),  # the loader's words; the error has no number
    (ImportError, "annot allocate memory"),
    (RuntimeError, "can't start new thread"),
    (SystemError, "without exception set"),  # a library in C had no memory for its error either
    (SystemError, "without setting an exception"),
)
"""A full memory as it shows where nobody says MemoryError."""


def tell(error: BaseException) -> int:
    """Say in one line why the process ends, and return its exit code.

    With GONGKAI_DEBUG set in the environment, the traceback follows.
    """
    if isinstance(error, KeyboardInterrupt):
        line, code = INTERRUPTION, INTERRUPTED
    else:
        line, code = _line(error), 1
    sys.stderr.write(f"{line}\n")
    if os.environ.get("GONGKAI_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return code


def _line(error: BaseException) -> str:
    if is_out_of_memory(error):
        return _NO_MEMORY
    if isinstance(error, OSError):
        return f"读写出错（{reason(error)}），没有做完。请检查那里的权限和磁盘，再试一次。"
    name = type(error).__name__
    return (
        f"程序出错（{name}：{reason(error)}），没有做完。"
        "请把这一行和所用的命令告诉开发者；设环境变量 GONGKAI_DEBUG=1 再运行一次，可以看到详情。"
    )


def is_out_of_memory(error: BaseException | None) -> bool:
    """Say whether an error, or one that it came from, means that memory ran out."""
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == ENOMEM):
            return True
        if any(isinstance(error, kind) and words in str(error) for kind, words in _IN_OTHER_WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


def reason(error: BaseException) -> str:
    """Return the reason for an error on one line of bounded length."""
    if is_out_of_memory(error):
        return "内存不够"
    if isinstance(error, OutputError):
        return error.reason
    if isinstance(error, OSError) and error.strerror:
        place = f"“{error.filename}”：" if error.filename is not None else ""
        text = f"{place}{error.strerror}"
    else:
        text = str(error)
    # A message may repeat a text from a file, with a line end or an escape in it.
    shown = "".join(mark if mark.isprintable() else " " for mark in text)
    return shown if len(shown) <= _MOST_CHARACTERS else f"{shown[:_MOST_CHARACTERS]}…"
