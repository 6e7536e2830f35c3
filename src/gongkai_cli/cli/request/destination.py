"""The place and the format of an answer."""

import sys
from pathlib import Path
from typing import Any

import typer

from gongkai_cli import files
from gongkai_cli.cli.request import clock
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.scope import store_file
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.output.formats.catalogue import choose_format
from gongkai_cli.output.formats.options import ENCODINGS, Options
from gongkai_cli.output.writing import Destination
from gongkai_cli.store.sqlite.identity import is_foreign

_ENCODING_ALIASES = {"utf8": "utf-8", "utf-8-bom": "utf-8-sig", "utf8-sig": "utf-8-sig", "cp936": "gbk"}
_EXAMPLES = {"docx": "通报.docx", "html": "看板.html", "yaml": "计划.yaml"}
"""A format that only some commands have → an example of its file; the first one that a command has counts."""

_CSV_ALONE = "--encoding 和 --raw 只用于 CSV。请去掉它们，或写 --format csv。"


def chosen(context: typer.Context, formats: tuple[str, ...], given: dict[str, Any]) -> Destination:
    """Return the checked destination of a command's answer.

    Args:
        context: the command's context.
        formats: the formats of the command, the usual one first.
        given: the values of the answer's options, by name.

    Raises:
        UsageError: the options contradict each other, or the command does not offer them.
        NotFoundError, RefusedError: the file cannot be written, or may not be overwritten.
    """
    path = _path(given.get("output"), _example(formats))
    name = choose_format(given["format_name"], path, formats)
    encoding = _encoding(given.get("encoding"))
    is_raw = bool(given.get("raw"))
    if name != "csv" and (encoding or is_raw):
        raise UsageError(_CSV_ALONE)
    if path is not None:
        _check_file(context, path, yes=given["yes"])
    made_at = clock.now() if name == "ics" else clock.as_set()  # calendars compare this moment
    is_for_screen = path is None and sys.stdout.isatty()
    is_plain = bool(given.get("plain"))
    options = Options(
        made_at,
        encoding,
        is_raw,
        is_for_screen,
        is_plain,
        may_page=is_for_screen and not is_plain and not given.get("no_pager"),
    )
    return Destination(name, options, path, may_overwrite=bool(given.get("yes")), example=_example(formats))


def _example(formats: tuple[str, ...]) -> str:
    """Return the name of a file that a command may write, for messages."""
    return next((file for name, file in _EXAMPLES.items() if name in formats), "台账.xlsx")


def _path(text: str | None, example: str) -> Path | None:
    if text is None:
        return None
    if not text.strip():
        raise UsageError(f"-o 后面没有文件名。请写文件名，如 -o {example}，或去掉 -o。")
    path = files.typed_path(text)
    with files.explained(path, files.OUTPUT):
        if path.is_dir():  # refuse it before its name is read for a format
            files.check_place(path, example=example)
    return path


def _encoding(text: str | None) -> str | None:
    if text is None:
        return None
    name = text.strip().lower().replace("_", "-")
    name = _ENCODING_ALIASES.get(name, name)
    if name not in ENCODINGS:
        raise UsageError(f"无法识别的编码“{shown(text)}”。--encoding 可以用：{'、'.join(ENCODINGS)}。")
    return name


def _check_file(context: typer.Context, path: Path, *, yes: bool) -> None:
    files.check_place(path)
    if files.is_same(path, store_file(context).path) or _is_a_store(path):
        raise RefusedError(f"“{path}”是台账文件，未写入。请把 -o 换一个文件名。")
    if question := files.overwriting(path):
        confirm(question, yes=yes)


def _is_a_store(path: Path) -> bool:
    """Say whether a file of any name is a store."""
    try:
        return path.stat().st_size > 0 and not is_foreign(path)
    except OSError:  # there is no file, or nobody may read it
        return False
