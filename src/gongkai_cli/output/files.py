"""Files that answers are written to: made beside their place and put there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, ENAMETOOLONG, ENOSPC
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from gongkai_cli.errors import GongkaiError, NotFoundError, RefusedError


def check_place(path: Path) -> None:
    """Refuse, before any work is done, a place where no file can be written.

    Raises:
        NotFoundError: its folder does not exist.
        RefusedError: it is a folder or a device, or a file or folder that may not be written.
    """
    with _told(path):
        if path.is_dir():
            raise RefusedError(f"“{path}”是文件夹。请在 -o 后面写文件名，如 {path / '台账.xlsx'}。")
        if path.exists() and not path.is_file():
            raise RefusedError(f"“{path}”是设备或管道，不是文件，没有写。请把 -o 换一个文件名；接管道请用 --format。")
        if not path.parent.is_dir():
            raise NotFoundError(f"没有文件夹“{path.parent}”，没有写。请先建好文件夹，或把 -o 改到别处。")
        if path.exists() and not os.access(path, os.W_OK):
            raise RefusedError(f"“{path}”是只读的，没有写，原文件完好。请去掉只读，或把 -o 换一个文件名。")
        if not os.access(path.parent, os.W_OK):
            raise RefusedError(f"文件夹“{path.parent}”不能写入，没有写。请检查权限，或把 -o 改到别处。")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a stream whose bytes take the place of the file at `path` when the block ends, and of nothing if it raises.

    Raises:
        RefusedError: the file is open in another program, the disk is full, or it cannot be written.
    """
    place = Path(os.path.realpath(path))  # where the name is a link, the file behind it changes and the link stays
    draft = place.with_name(f".gongkai-{token_hex(4)}.new")
    with _told(path):
        try:
            with draft.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if place.exists():
                with suppress(PermissionError):  # a drive that keeps no permissions
                    draft.chmod(place.stat().st_mode)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except GongkaiError:
        raise
    except OSError as error:
        raise RefusedError(_line(path, error)) from error


def _line(path: Path, error: OSError) -> str:
    kept = "，原文件完好" if _is_there(path) else ""
    if isinstance(error, PermissionError):
        return f"“{path}”写不了{kept}：可能正在 Excel 或 WPS 里打开，或没有权限。请关掉它再试，或把 -o 换一个文件名。"
    if error.errno in {ENOSPC, EDQUOT, EFBIG}:
        return f"磁盘满了，“{path}”没有写{kept}。请腾出空间再试，或把 -o 改到别的盘。"
    if error.errno == ENAMETOOLONG:
        return f"文件名太长，没有写。请把 -o 换一个短些的文件名：{path.name[:20]}…"
    return f"“{path}”没有写成（{error.strerror or error}）{kept}。请检查磁盘和文件夹，再试一次。"


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a place that cannot even be looked at
        return False
