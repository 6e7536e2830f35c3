"""Temporary files, and the refusal where there is no room for them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOMEM
from typing import BinaryIO, cast

from gongkai_cli.errors import RefusedError


def spooled(in_memory: int) -> BinaryIO:
    """Return a file without a name. Up to `in_memory` bytes of it take no room on the disk."""
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=in_memory))


@contextmanager
def explained(undone: str, advice: str = "用环境变量 TMPDIR 换一个文件夹") -> Iterator[None]:
    """Turn an OSError of the block into a refusal about the temporary folder.

    Args:
        undone: words for the work that was not done, such as 没有输出.
        advice: another remedy beside making room.

    Raises:
        RefusedError: a file cannot be written, or there is no temporary folder.
    """
    try:
        yield
    except OSError as error:
        raise refusal(error, undone, advice) from error


def refusal(error: OSError, undone: str, advice: str = "用环境变量 TMPDIR 换一个文件夹") -> RefusedError:
    """Return the refusal for a temporary file that cannot be written; arguments as for `explained`.

    Raises:
        MemoryError: memory is full, not the disk.
    """
    if error.errno == ENOMEM:
        raise MemoryError from error
    try:
        folder = tempfile.gettempdir()
    except OSError:  # none of the usual folders can be written
        return RefusedError(f"没有能写的临时文件夹，{undone}。请腾出磁盘空间，或用环境变量 TMPDIR 换一个文件夹。")
    reason = error.strerror or str(error)
    return RefusedError(f"临时文件夹“{folder}”写不进去（{reason}），{undone}。请腾出空间，或{advice}。")
