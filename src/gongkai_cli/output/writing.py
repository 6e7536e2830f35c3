"""Hand a Listing or a Page to the format that was asked for, on standard output or in a file."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.options import Options
from gongkai_cli.output.terminal import Terminal, standard_error, standard_output


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, loaded when it is asked for, and the suffix of its files.

    A format of lines prints to a terminal, one of bytes writes to a stream; `is_readable` says that a person can read
    the bytes on a screen, `is_one_table` that a page is cut down to its main listing.
    """

    module: str
    suffix: str
    is_lines: bool = True
    is_readable: bool = True
    is_one_table: bool = False


FORMATS = {
    "table": Format("gongkai_cli.output.table", ".txt"),
    "csv": Format("gongkai_cli.output.delimited", ".csv", is_lines=False, is_one_table=True),
    "json": Format("gongkai_cli.output.as_json", ".json"),
    "md": Format("gongkai_cli.output.markdown", ".md"),
    "xlsx": Format("gongkai_cli.output.workbook", ".xlsx", is_lines=False, is_readable=False),
    "ics": Format("gongkai_cli.output.calendar", ".ics", is_lines=False, is_one_table=True),
}
"""Every format by the name that `--format` takes."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an answer goes, standard output where `path` is None, and how it is written there."""

    format_name: str
    options: Options
    path: Path | None = None


def choose_format(name: str | None, path: Path | None, offered: tuple[str, ...]) -> str:
    """Return the format that the name or the file's suffix asks for, the first of those offered where neither does.

    Raises:
        UsageError: it is not offered, or name and suffix contradict each other.
    """
    known = "、".join(offered)
    if name is not None and name not in offered:
        raise UsageError(f"这里没有格式“{name}”。--format 可以用：{known}。")
    if path is None:
        return name or offered[0]
    by_suffix = {FORMATS[one].suffix: one for one in offered}
    found = by_suffix.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"文件名“{path.name}”的后缀看不出格式。-o 可以用：{'、'.join(by_suffix)}。")
    if name is not None and name != found:
        raise UsageError(
            f"--format {name} 与文件名“{path.name}”不一致。请去掉 --format，或把后缀改为 {FORMATS[name].suffix}。"
        )
    return found


def write(what: Listing | Page, destination: Destination) -> None:
    """Write to the destination; a file is replaced whole, or stays as it was.

    Raises:
        RefusedError: the file cannot be written, or standard output is a screen and the format is not for reading.
    """
    form = FORMATS[destination.format_name]
    module = import_module(form.module)
    if isinstance(what, Page) and form.is_one_table:
        _say_what_is_left_out(what)
    printing, writing = ("print_page", "write_page") if isinstance(what, Page) else ("print_listing", "write_listing")
    if form.is_lines:
        with _lines(destination) as terminal:
            getattr(module, printing)(what, terminal)
    else:
        with _bytes(destination, form) as stream:
            getattr(module, writing)(what, stream, destination.options)
    if destination.path is not None:
        standard_error().say(f"已写入“{destination.path}”。")


def _say_what_is_left_out(page: Page) -> None:
    left = [listing.name for key, listing in page.sections.items() if key != page.main]
    if left:
        main = page.sections[page.main].name
        standard_error().say(f"这种格式只有一张表：{main}。连同{'、'.join(left)}请用 -o 文件.xlsx 或 文件.md。")


@contextmanager
def _lines(destination: Destination) -> Iterator[Terminal]:
    if destination.path is None:
        yield standard_output()
        return
    with _bytes(destination, FORMATS[destination.format_name]) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        yield Terminal(text)
        text.flush()
        text.detach()


@contextmanager
def _bytes(destination: Destination, form: Format) -> Iterator[BinaryIO]:
    if destination.path is not None:
        from gongkai_cli.output.files import replacing

        with replacing(destination.path) as stream:
            yield stream
        return
    if sys.stdout.isatty() and not form.is_readable:
        raise RefusedError(f"{form.suffix} 不能显示在屏幕上。请写进文件，如 -o 台账{form.suffix}。")
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
