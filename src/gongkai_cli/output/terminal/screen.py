"""The terminal: the one owner of standard output and error, their width, colours and encoding.

Off a terminal there is no colour, no wrapping and no width, so that `grep` finds what a table says. On a terminal no
character of a text steers it, whatever the command and the format: other programs can write into a store.
"""

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from gongkai_cli.domain.text import for_screen
from gongkai_cli.output.terminal.wrapping import wrap

if TYPE_CHECKING:
    from rich.console import Console

Line = Sequence[tuple[str, str]]
"""A line of a drawing: texts, each with its style in Rich's words."""

UNLIMITED = 1_000_000
"""A width, in cells, that no line of ours reaches."""


class Terminal:
    """One output stream: lines as they are, and on a screen Rich's colours, without its reading of our text."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_terminal = stream.isatty()

    @cached_property
    def _console(self) -> "Console":
        from rich.console import Console  # what only writes lines does without it

        return Console(
            file=self._stream,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=False,
            width=None if self.is_terminal else UNLIMITED,
            no_color=True if os.environ.get("NO_COLOR") else None,
        )

    @property
    def width(self) -> int:
        """The width in cells; `UNLIMITED` off a terminal."""
        return self._console.width if self.is_terminal else UNLIMITED

    @property
    def encoding(self) -> str:
        """The encoding that text is written in."""
        return self._stream.encoding or "utf-8"

    @property
    def is_unicode(self) -> bool:
        """Whether every character can be written as it is."""
        return self.encoding.lower().replace("-", "").startswith("utf")

    def draw(self, lines: Iterable[Line]) -> None:
        """Print lines that fit the width, without blanks at their ends."""
        if not self.is_terminal:
            self.write("".join(text for text, _ in line).rstrip(" ") for line in lines)
            return
        from rich.text import Text

        for line in lines:
            drawn = Text.assemble(*((for_screen(text), style) for text, style in line))
            drawn.rstrip()
            self._console.print(drawn, soft_wrap=True)

    def say(self, text: str, style: str = "") -> None:
        """Print a sentence, on a terminal wrapped at the width."""
        text = for_screen(text)
        if not self.is_terminal:
            self.write([text])
            return
        from rich.text import Text

        for line in wrap(text, self.width):
            self._console.print(Text(line, style=style), soft_wrap=True)

    def write(self, lines: Iterable[str], safe: Callable[[str], str] = for_screen) -> None:
        """Write lines as they are, but on a terminal as `safe` returns them."""
        if self.is_terminal:
            lines = map(safe, lines)
        self._stream.writelines(f"{line}\n" for line in lines)

    def flush(self) -> None:
        """Hand on what has been written, so that a failure shows now."""
        self._stream.flush()


class ScreenBytes(io.BytesIO):
    """Takes the bytes of a format that is read as text, and shows them on a terminal line by line."""

    def __init__(self, terminal: Terminal, encoding: str) -> None:
        super().__init__()
        self._terminal = terminal
        self._decoded = codecs.getincrementaldecoder(encoding)(errors="replace").decode
        self._begun = ""

    def write(self, data: Any) -> int:
        """Show the lines that are whole by now."""
        *lines, self._begun = (self._begun + self._decoded(bytes(data))).split("\n")
        self._terminal.write(line.removesuffix("\r") for line in lines)
        return len(data)

    def finish(self) -> None:
        """Show the last line where no line end follows it."""
        if self._begun:
            self._terminal.write([self._begun])


def standard_output() -> Terminal:
    """Return the stream that data goes to."""
    return Terminal(sys.stdout)


def standard_error() -> Terminal:
    """Return the stream that everything else goes to."""
    return Terminal(sys.stderr)
