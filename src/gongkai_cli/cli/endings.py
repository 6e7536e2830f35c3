"""Unforeseen ends of the process: one line each instead of a traceback."""

import os
import sys
from errno import ENOMEM

from gongkai_cli.errors import OutputError

INTERRUPTED = 130
"""The exit code after Ctrl-C."""

INTERRUPTION = "已中断。是否已记入，用 gongkai log 查看。"

_NO_MEMORY = "内存不够，没有做完。请关掉别的程序，或放宽内存限制（ulimit -v），再试一次。"
_MOST_CHARACTERS = 200
_TEXTS_OF_NO_MEMORY = (
    (ImportError, "failed to map segment"),  # the loader's error has no number
    (ImportError, "annot allocate memory"),
    (RuntimeError, "can't start new thread"),
    (SystemError, "without exception set"),  # a library in C had no memory for its error either
    (SystemError, "without setting an exception"),
)
"""Other errors of a full memory: nothing but their text shows it."""


def explain(error: BaseException) -> int:
    """Write one line about an error, and return the exit code.

    With GONGKAI_DEBUG set in the environment, the traceback follows.
    """
    code = 1
    if isinstance(error, KeyboardInterrupt):
        line, code = INTERRUPTION, INTERRUPTED
    elif is_out_of_memory(error):
        line = _NO_MEMORY
    elif isinstance(error, OSError):
        line = f"读写出错（{reason(error)}），没有做完。请检查那里的权限和磁盘，再试一次。"
    else:
        line = (
            f"程序出错（{type(error).__name__}：{reason(error)}），没有做完。"
            "请把这一行和所用的命令告诉开发者；设环境变量 GONGKAI_DEBUG=1 再运行一次，可以看到详情。"
        )
    sys.stderr.write(f"{line}\n")
    if os.environ.get("GONGKAI_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return code


def is_out_of_memory(error: BaseException | None) -> bool:
    """Say whether an error, or one behind it, means a full memory."""
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == ENOMEM):
            return True
        if any(isinstance(error, kind) and words in str(error) for kind, words in _TEXTS_OF_NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False


def reason(error: BaseException) -> str:
    """Return an error's reason on one line of bounded length."""
    if is_out_of_memory(error):
        return "内存不够"
    if isinstance(error, OutputError):
        return error.reason
    if isinstance(error, OSError) and error.strerror:
        text = error.strerror
        if error.filename is not None:
            text = f"“{error.filename}”：{text}"
    else:
        text = str(error)
    # A message may repeat a text from a file, with a line end or an escape in it.
    line = "".join(mark if mark.isprintable() else " " for mark in text)
    if len(line) > _MOST_CHARACTERS:
        return f"{line[:_MOST_CHARACTERS]}…"
    return line
