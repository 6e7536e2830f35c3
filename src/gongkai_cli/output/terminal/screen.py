"""Standard output and error: their width, colours and encoding.

In a pipe there is no colour, no wrapping and no width, so that `grep` finds every text. On a terminal no text can
send control characters, whatever the format: another program may have written into the store.
"""

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from gongkai_cli.domain.text import for_screen
from gongkai_cli.output.terminal.abilities import is_ambiguous_wide, is_colour_forced
from gongkai_cli.output.terminal.wrapping import cell_width, wide_cell_width, wrap

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Line = Sequence[tuple[str, str]]
"""A line as pairs: a text and its Rich style."""

UNLIMITED = 1_000_000
"""A width in terminal cells above that of any line."""


class Terminal:
    """One output stream, with Rich's colours where it is a screen. Rich reads no markup in the texts.

    Args:
        stream: the stream.
        is_plain: a terminal gets the lines of a pipe.
        is_coloured: colours are written off a terminal too.
    """

    def __init__(self, stream: TextIO, *, is_plain: bool = False, is_coloured: bool = False) -> None:
        self._stream = stream
        self.is_terminal = stream.isatty()
        self.is_screen = self.is_terminal and not is_plain
        self.is_coloured = not is_plain and (self.is_terminal or is_coloured)
        self.is_ambiguous_wide = self.is_screen and is_ambiguous_wide()
        self.measure = wide_cell_width if self.is_ambiguous_wide else cell_width
        """Returns the width of a text in terminal cells."""

    @cached_property
    def _console(self) -> "Console":
        from rich.console import Console  # plain lines do without this slow import

        return Console(
            file=self._stream,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=False,
            force_terminal=True,
            width=None if self.is_screen else UNLIMITED,
            no_color=bool(os.environ.get("NO_COLOR")),
        )

    @property
    def width(self) -> int:
        """The width in terminal cells; `UNLIMITED` where lines are not wrapped."""
        return self._console.width if self.is_screen else UNLIMITED

    @property
    def encoding(self) -> str:
        """The encoding of the stream."""
        return self._stream.encoding or "utf-8"

    @property
    def is_unicode(self) -> bool:
        """Whether the encoding has every character."""
        return self.encoding.lower().replace("-", "").startswith("utf")

    def draw(self, lines: Iterable[Line]) -> None:
        """Print lines that fit the width, without blanks at the end."""
        if not self.is_coloured:
            self.write("".join(text for text, _ in line).rstrip(" ") for line in lines)
            return
        from rich.text import Text

        for line in lines:
            drawn = Text.assemble(*((for_screen(text), style) for text, style in line))
            drawn.rstrip()
            self._console.print(drawn, soft_wrap=True)

    def show(self, drawn: "RenderableType") -> None:
        """Print a table or a text of Rich, no wider than the screen. Its texts are harmless already."""
        self._console.print(drawn)

    def say(self, text: str, style: str = "") -> None:
        """Print a sentence. On a screen it is wrapped."""
        text = for_screen(text)
        lines = wrap(text, self.width, self.measure) if self.is_screen else [text]
        self.draw([(line, style)] for line in lines)

    def write(self, lines: Iterable[str], safe: Callable[[str], str] = for_screen) -> None:
        """Write lines. On a terminal `safe` makes each of them harmless."""
        if self.is_terminal:
            lines = map(safe, lines)
        self._stream.writelines(f"{line}\n" for line in lines)

    def flush(self) -> None:
        """Flush the stream, so that an error shows now."""
        self._stream.flush()


class ScreenBytes(io.BytesIO):
    """A stream that shows the bytes of a text format on a terminal, line by line."""

    def __init__(self, terminal: Terminal, encoding: str) -> None:
        super().__init__()
        self._terminal = terminal
        self._decoded = codecs.getincrementaldecoder(encoding)(errors="replace").decode
        self._rest = ""

    def write(self, data: Any) -> int:
        """Show the lines that are complete."""
        *lines, self._rest = (self._rest + self._decoded(bytes(data))).split("\n")
        self._terminal.write(line.removesuffix("\r") for line in lines)
        return len(data)

    def finish(self) -> None:
        """Show the last line, if it has no line end."""
        if self._rest:
            self._terminal.write([self._rest])


def standard_output(*, is_plain: bool = False) -> Terminal:
    """Return standard output, the stream of data."""
    return Terminal(sys.stdout, is_plain=is_plain, is_coloured=is_colour_forced())


def standard_error() -> Terminal:
    """Return standard error, the stream of messages."""
    return Terminal(sys.stderr, is_coloured=is_colour_forced())
