"""Write a Listing or a Page in the chosen format, to standard output or to a file."""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, NamedTuple, TextIO

from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats.catalogue import FORMATS, ByteFormat, Format, LineFormat, TextFormat
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal.progress import bar
from gongkai_cli.output.terminal.screen import ScreenBytes, Terminal, standard_error, standard_output

_IN_MEMORY = 4 * 1024 * 1024  # bytes of a held-back answer; a larger one goes to a temporary file


class Destination(NamedTuple):
    """The place of an answer and its format. Without a `path` it is standard output.

    `aside` is a temporary file that collects the bytes for standard output. `may_overwrite` is the answer `--yes`,
    and `example` the name of a file for messages.
    """

    format_name: str
    options: Options
    path: Path | None = None
    aside: BinaryIO | None = None
    may_overwrite: bool = False
    example: str = "台账.xlsx"

    @property
    def format(self) -> Format:
        """The format by its name."""
        return FORMATS[self.format_name]


def write(answer: Listing | Page, destination: Destination) -> None:
    """Write an answer to its destination.

    A file is replaced in one step. After an error the old file is still there.

    Raises:
        RefusedError: the file cannot be written, or the format is not for a terminal.
    """
    if isinstance(answer, Page):
        _report_left_out(answer, destination.format)
    with _with_bar(answer, destination) as counted:
        match destination.format:
            case LineFormat() as form:
                _print(counted, form, destination)
            case ByteFormat() as form:
                _write_bytes(counted, form, destination)
    if destination.path is not None:
        standard_error().say(f"已写入“{destination.path}”。")


def write_text(text: str, destination: Destination) -> None:
    """Write a text of several lines to its destination, in UTF-8 wherever that is no screen; raises as `write`."""
    write_content(text.encode(), destination)


def write_content(content: bytes, destination: Destination) -> None:
    """Write the content of a file to its destination; raises as `write`."""
    with _bytes(destination) as stream:
        stream.write(content)
    if destination.path is not None:
        standard_error().say(f"已写入“{destination.path}”。")


@contextmanager
def lines_to(destination: Destination) -> Iterator[Terminal]:
    """Open a destination for lines that the block writes itself; raises as `write`."""
    with _lines(destination) as terminal:
        yield terminal
    if destination.path is not None:
        standard_error().say(f"已写入“{destination.path}”。")


def _print(answer: Listing | Page, form: LineFormat, destination: Destination) -> None:
    writer = form.load()
    with _lines(destination) as terminal:
        if isinstance(answer, Page):
            writer.print_page(answer, terminal)
        else:
            writer.print_listing(answer, terminal)


def _write_bytes(answer: Listing | Page, form: ByteFormat, destination: Destination) -> None:
    writer = form.load()
    with _bytes(destination) as stream:
        if isinstance(answer, Page):
            writer.write_page(answer, stream, destination.options)
        else:
            writer.write_listing(answer, stream, destination.options)


def _report_left_out(page: Page, form: Format) -> None:
    """Name on standard error the listings that a one-table format leaves out."""
    if not isinstance(form, ByteFormat) or not form.is_one_table:
        return
    left_out = [listing.name for key, listing in page.sections.items() if key != page.main]
    if left_out:
        main = page.sections[page.main].name
        standard_error().say(f"这种格式只有一张表：{main}。连同{'、'.join(left_out)}请用 -o 文件.xlsx 或 文件.md。")


@contextmanager
def _with_bar(answer: Listing | Page, destination: Destination) -> Iterator[Listing | Page]:
    """Show a progress bar over the rows of listings that can count them."""
    listings = [answer] if isinstance(answer, Listing) else answer.sections.values()
    counts = [listing.count for listing in listings if listing.count]
    # A bar between printed rows would tear them. Where no bar appears, counting is a waste.
    if not counts or destination.options.is_for_screen or not sys.stderr.isatty():
        yield answer
        return
    total = sum(count() for count in counts)
    with bar(total, "正在输出") as counted:
        if isinstance(answer, Listing):
            yield replace(answer, rows=counted(answer.rows))
        else:
            sections = {key: replace(one, rows=counted(one.rows)) for key, one in answer.sections.items()}
            yield replace(answer, sections=sections)


@contextmanager
def held_back(destination: Destination) -> Iterator[Destination]:
    """Hold the bytes for standard output back until the block has ended.

    The block can then close the store before a slow reader gets the first byte. After an error nothing is printed.

    Raises:
        RefusedError: the temporary folder has no room for the bytes.
    """
    if destination.path is not None or _is_plain_file(sys.stdout):
        yield destination
        return
    from gongkai_cli import scratch

    with scratch.explained("没有输出"), scratch.spooled(_IN_MEMORY) as aside:
        yield destination._replace(aside=aside)
        aside.seek(0)
        _pass_on(aside, destination)


def _pass_on(aside: BinaryIO, destination: Destination) -> None:
    match destination.format:
        case LineFormat() as form:
            text = io.TextIOWrapper(aside, encoding=standard_output().encoding, newline="\n")
            with _lines(destination) as terminal:
                terminal.write(_without_ends(text), form.safe)
        case ByteFormat():
            with _bytes(destination) as stream:
                copyfileobj(aside, stream)


def _without_ends(lines: Iterable[str]) -> Iterator[str]:
    return (line.removesuffix("\n") for line in lines)


def _is_plain_file(stream: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # a stream in memory has no file number
        return False


@contextmanager
def _lines(destination: Destination) -> Iterator[Terminal]:
    """Open the destination for lines."""
    if destination.path is None and destination.aside is None:
        with _screen(destination) as terminal:
            yield terminal
        return
    encoding = "utf-8" if destination.aside is None else standard_output().encoding
    with _bytes(destination) as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="gongkai", newline="\n", write_through=True)
        yield Terminal(text)
        text.flush()
        text.detach()


@contextmanager
def _screen(destination: Destination) -> Iterator[Terminal]:
    """Open standard output, with a pager where a terminal may have one."""
    options = destination.options
    if not options.may_page:
        yield standard_output(is_plain=options.is_plain)
        sys.stdout.flush()
        return
    from gongkai_cli.output.terminal.paging import paged

    with paged(sys.stdout) as stream:
        yield Terminal(stream)
    sys.stdout.flush()


@contextmanager
def _bytes(destination: Destination) -> Iterator[BinaryIO]:
    """Open the destination for bytes."""
    if destination.path is not None:
        from gongkai_cli.files import replacing

        with replacing(destination.path) as stream:
            yield stream
        return
    is_terminal = sys.stdout.isatty()
    form = destination.format
    if is_terminal and isinstance(form, ByteFormat | TextFormat) and not form.is_readable:
        example = Path(destination.example).with_suffix(form.suffix)
        raise RefusedError(f"{form.suffix} 不能显示在屏幕上。请写进文件，如 -o {example}。")
    if destination.aside is not None:
        yield destination.aside
    elif is_terminal:
        with _screen(destination) as terminal:
            screen = ScreenBytes(terminal, destination.options.encoding or "utf-8")
            yield screen
            screen.finish()
    else:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
