"""The files of a notice, from the words of a command."""

import errno
from collections.abc import Sequence
from pathlib import Path

from gongkai_cli import files
from gongkai_cli.errors import NotFoundError
from gongkai_cli.notice.blocks import Notice
from gongkai_cli.notice.sources.reading import MOST_BYTES, read_notice
from gongkai_cli.notice.sources.refusals import NoticeFileError


def notices(texts: Sequence[str]) -> list[Notice]:
    """Read the files of a notice.

    Raises:
        NotFoundError: there is no such file.
        NoticeFileError: a file cannot be read.
    """
    return [read_notice(text, _bytes(files.typed_path(text), text)) for text in texts]


def _bytes(path: Path, name: str) -> bytes:
    try:
        with files.opened(path) as stream:
            return stream.read(MOST_BYTES + 1)
    except files.NotPlainError:
        advice = "请先把内容存成文件，再写它的文件名"
        raise NoticeFileError(f"{name}: 这是设备或管道，没有读。{advice}。") from None
    except OSError as error:
        if isinstance(error, FileNotFoundError) or error.errno in {errno.ENAMETOOLONG, errno.ENOTDIR}:
            raise NotFoundError(f"没有文件“{name}”。请核对路径。") from None
        if path.is_dir():
            raise NoticeFileError(f"{name}: 这是文件夹，没有读。请写出其中的文件。") from None
        raise NoticeFileError(f"{name}: 读不了（{files.reason(error)}）。请检查文件权限。") from None
