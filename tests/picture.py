"""A screen of the program as a picture, drawn by Rich."""

import io
import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family:
          "Sarasa Mono SC", "Noto Sans Mono CJK SC", Consolas, Menlo, "Microsoft YaHei", "PingFang SC", monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        white-space: pre;
    }}
    .{unique_id}-title {{
        font-size: 18px;
        font-family: Consolas, Menlo, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", monospace;
    }}
{styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""
"""Rich's frame without the fonts that it would fetch from the web, and with fonts that have Chinese characters."""

CELL = 10
"""The width of a cell: half the height of the fonts, as a Chinese character takes two."""

TEXT = re.compile(r'(?P<begin><text [^>]*?) textLength="[^"]*"(?P<rest>[^>]*)>(?P<content>[^<]*)</text>\s*')
"""A text in the picture, with the length that Rich gives it."""


def draw(screen: str, *, width: int, title: str) -> str:
    """Return a screen, with its colour codes, as an SVG."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Segments(_pieces(console, screen)), end="")
    drawn = console.export_svg(
        title=title,
        theme=DEFAULT_TERMINAL_THEME,
        code_format=FRAME,
        font_aspect_ratio=CELL / 20,
        unique_id="gongkai",
    )
    return TEXT.sub(_of_right_length, drawn)


def _pieces(console: Console, screen: str) -> Iterator[Segment]:
    """Split the screen into texts of one width and kind. Rich places each, so that columns are straight."""
    for line in screen.splitlines():
        for segment in Text.from_ansi(line).render(console):
            for _, characters in groupby(segment.text, key=_kind):
                yield Segment("".join(characters), segment.style)
        yield Segment.line()


def _kind(character: str) -> tuple[int, bool]:
    return cell_len(character), character.isascii()


def _of_right_length(text: re.Match[str]) -> str:
    """Give a text the length of its cells, as Rich counts its characters, and a line of its own; drop line ends."""
    begin, rest, content = text.group("begin", "rest", "content")
    if not content.strip():
        return ""
    length = CELL * cell_len(unescape(content))
    return f'{begin} textLength="{length}" lengthAdjust="spacingAndGlyphs"{rest}>{content}</text>\n'
