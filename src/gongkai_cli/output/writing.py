"""Hand a Listing or a Page to the format that was asked for, on standard output or in a file."""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, TextIO

from gongkai_cli.domain.text import escaped_for_screen, for_screen, shown
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal.progress import bar
from gongkai_cli.output.terminal.screen import ScreenBytes, Terminal, standard_error, standard_output

_IN_MEMORY = 4 * 1024 * 1024  # bytes of an answer that wait in memory; more wait on the disk


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
    "table": Format("gongkai_cli.output.formats.table", ".txt"),
    "csv": Format("gongkai_cli.output.formats.delimited", ".csv", is_lines=False, is_one_table=True),
    "json": Format("gongkai_cli.output.formats.as_json", ".json"),
    "md": Format("gongkai_cli.output.formats.markdown", ".md"),
    "xlsx": Format("gongkai_cli.output.formats.workbook", ".xlsx", is_lines=False, is_readable=False),
    "ics": Format("gongkai_cli.output.formats.calendar", ".ics", is_lines=False, is_one_table=True),
}
"""Every format by the name that `--format` takes."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an answer goes, standard output where `path` is None, and how it is written there.

    `aside` is a file that takes the bytes for standard output first.
    """

    format_name: str
    options: Options
    path: Path | None = None
    aside: BinaryIO | None = None


def choose_format(name: str | None, path: Path | None, offered: tuple[str, ...]) -> str:
    """Return the format that the name or the file's suffix asks for, the first of those offered where neither does.

    Raises:
        UsageError: it is not offered, or name and suffix contradict each other.
    """
    known = "、".join(offered)
    by_suffix = {FORMATS[one].suffix: one for one in offered}
    suffix = path.suffix.lower() if path else ""
    if "ics" not in offered and (name == "ics" or suffix == FORMATS["ics"].suffix):
        raise UsageError("这里没有日程，不能写成日历。日历（.ics）用于 gongkai schedule 和 gongkai upcoming。")
    if name is not None and name not in offered:
        raise UsageError(f"这里没有格式“{shown(name)}”。--format 可以用：{known}。")
    if path is None:
        return name or offered[0]
    found = by_suffix.get(suffix)
    if found is None:
        raise UsageError(
            f"文件名“{path.name}”的后缀看不出格式。-o 可以用：{'、'.join(by_suffix)}；写到屏幕或管道请用 --format。"
        )
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
    with _counted(what, destination) as rows:
        if form.is_lines:
            with _lines(destination) as terminal:
                getattr(module, printing)(rows, terminal)
        else:
            with _bytes(destination, form) as stream:
                getattr(module, writing)(rows, stream, destination.options)
    if destination.path is not None:
        standard_error().say(f"已写入“{destination.path}”。")


def _say_what_is_left_out(page: Page) -> None:
    left = [listing.name for key, listing in page.sections.items() if key != page.main]
    if left:
        main = page.sections[page.main].name
        standard_error().say(f"这种格式只有一张表：{main}。连同{'、'.join(left)}请用 -o 文件.xlsx 或 文件.md。")


@contextmanager
def _counted(what: Listing | Page, destination: Destination) -> Iterator[Listing | Page]:
    """Let a bar tell how many rows are written, where rows are many enough that their total is known beforehand."""
    counts = [listing.count for listing in _listings(what) if listing.count]
    # A bar among what is printed would tear it; where no bar can be shown, nothing need be counted.
    if not counts or destination.options.is_for_screen or not sys.stderr.isatty():
        yield what
        return
    with bar(sum(count() for count in counts), "正在输出") as counted:
        if isinstance(what, Listing):
            yield replace(what, rows=counted(what.rows))
        else:
            sections = {key: replace(one, rows=counted(one.rows)) for key, one in what.sections.items()}
            yield replace(what, sections=sections)


def _listings(what: Listing | Page) -> Iterable[Listing]:
    return [what] if isinstance(what, Listing) else what.sections.values()


@contextmanager
def held_back(destination: Destination) -> Iterator[Destination]:
    """Give a destination whose bytes reach standard output when the block has ended, and never if it raises.

    A reader that pauses then keeps open nothing that the block has opened.

    Raises:
        RefusedError: there is no room for the bytes in the temporary folder.
    """
    if destination.path is not None or _is_plain_file(sys.stdout):
        yield destination
        return
    from gongkai_cli import scratch

    with scratch.explained("没有输出"), scratch.spooled(_IN_MEMORY) as aside:
        yield replace(destination, aside=aside)
        aside.seek(0)
        form = FORMATS[destination.format_name]
        if form.is_lines:
            text = io.TextIOWrapper(aside, encoding=standard_output().encoding, newline="\n")
            with _lines(destination) as terminal:
                safe = escaped_for_screen if destination.format_name == "json" else for_screen
                terminal.write((line.removesuffix("\n") for line in text), safe)
        else:
            with _bytes(destination, form) as stream:
                copyfileobj(aside, stream)


def _is_plain_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # a stream in memory has no number
        return False


@contextmanager
def _lines(destination: Destination) -> Iterator[Terminal]:
    if destination.path is None and destination.aside is None:
        terminal = standard_output()
        yield terminal
        terminal.flush()
        return
    encoding = "utf-8" if destination.aside is None else standard_output().encoding
    with _bytes(destination, FORMATS[destination.format_name]) as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="gongkai", newline="\n", write_through=True)
        yield Terminal(text)
        text.flush()
        text.detach()


@contextmanager
def _bytes(destination: Destination, form: Format) -> Iterator[BinaryIO]:
    if destination.path is not None:
        from gongkai_cli.files import replacing

        with replacing(destination.path) as stream:
            yield stream
        return
    if sys.stdout.isatty() and not form.is_readable:
        raise RefusedError(f"{form.suffix} 不能显示在屏幕上。请写进文件，如 -o 台账{form.suffix}。")
    if destination.aside is not None:
        yield destination.aside
        return
    if sys.stdout.isatty():
        screen = ScreenBytes(standard_output(), destination.options.encoding or "utf-8")
        yield screen
        screen.finish()
        return
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()
