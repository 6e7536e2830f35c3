"""The files of a notice, and the plan that its draft follows, from the words of a command."""

import errno
from collections.abc import Sequence
from pathlib import Path, PurePath

import typer

from gongkai_cli import files
from gongkai_cli.cli.request.scope import day_shown, ready_store
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.errors import FieldError, NotFoundError, UsageError
from gongkai_cli.notice.blocks import Notice
from gongkai_cli.notice.sources.reading import MOST_BYTES, read_notice
from gongkai_cli.notice.sources.refusals import NoticeFileError
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.reading import read
from gongkai_cli.planfile.values import typed
from gongkai_cli.store.plans.stored import document_in_force
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.snapshot import Snapshot

_YAML = {".yaml", ".yml"}
_PLAN_FILES = {*_YAML, ".xlsx", ".xls"}


def notices(texts: Sequence[str]) -> list[Notice]:
    """Read the files of a notice.

    Raises:
        NotFoundError: there is no such file.
        NoticeFileError: a file cannot be read.
    """
    return [_notice(text) for text in texts]


def _notice(text: str) -> Notice:
    data = _bytes(files.typed_path(text), text)
    if PurePath(text).suffix.lower() in _YAML:
        raise NoticeFileError(f"{text}: 这是计划文件，不是通知，未读取。检查它用 gongkai check {shell_word(text)}。")
    return read_notice(text, data)


def _bytes(path: Path, name: str) -> bytes:
    try:
        with files.opened(path) as stream:
            return stream.read(MOST_BYTES + 1)
    except files.NotPlainError:
        advice = "请先把内容存成文件，再写它的文件名"
        raise NoticeFileError(f"{name}: 这是设备或管道，未读取。{advice}。") from None
    except OSError as error:
        if isinstance(error, FileNotFoundError) or error.errno in {errno.ENAMETOOLONG, errno.ENOTDIR}:
            raise NotFoundError(f"没有文件“{name}”。请核对路径。") from None
        if path.is_dir():
            raise NoticeFileError(f"{name}: 这是文件夹，未读取。请写出其中的文件。") from None
        raise NoticeFileError(f"{name}: 读不了（{files.reason(error)}）。请检查文件权限。") from None


def checked_key(text: str) -> str:
    """Return the key of a new plan; raises UsageError where it is none."""
    try:
        return typed.key(text.strip())
    except FieldError as error:
        raise UsageError(f"--key {error}。") from None


def plan_like(context: typer.Context, text: str) -> PlanDocument:
    """Return the plan of a file, or the one in the store with this key.

    Raises:
        NotFoundError: there is neither.
        PlanFileError: the file is no valid plan file.
    """
    path = files.typed_path(text)
    if path.suffix.lower() in _PLAN_FILES or path.is_file():
        return read(path)
    with ready_store(context).reading() as connection:
        day = day_shown(context, find_plan(connection, text))
        return document_in_force(Snapshot(connection, find_plan(connection, text, day), day))
