"""The Markdown format: tables with the full text. No text in them acts as markup."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai_cli.domain.text import without_steering
from gongkai_cli.output.formats import values
from gongkai_cli.output.listing import Cell, Kind, Listing, Page
from gongkai_cli.output.terminal.screen import Terminal

# An underscore inside a word is no markup, and an escaped one would break an address.
_MARKUP = re.compile(r"[\\`*\[\]|~]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_BLOCK = re.compile(r"^(\s*\d*)([-#>+.)])")
_LAST_SIGNS = re.compile(r"#+\s*$")
_RIGHT = {Kind.NUMBER, Kind.PERCENT}


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print a heading and the table."""
    terminal.write(_section(listing, "#"))


def print_page(page: Page, terminal: Terminal) -> None:
    """Print a heading, a list of facts, and each listing under its own heading."""
    terminal.write([heading("#", page.title), ""])
    for label, value in page.facts:
        text = value.text if isinstance(value, Cell) else value
        terminal.write([f"- {label}：{escaped(text)}"])
    if page.facts:
        terminal.write([""])
    for place, listing in enumerate(page.sections.values()):
        if place:
            terminal.write([""])
        terminal.write(_section(listing, "##"))


def _section(listing: Listing, level: str) -> Iterator[str]:
    yield heading(level, listing.title)
    yield ""
    rows = values.rows(listing, [values.as_text(field) for field in listing.fields])
    first = next(rows, None)
    if first is None:
        yield paragraph(listing.empty)  # it may begin with a unit's name
        return
    yield _line([field.heading for field in listing.fields])
    yield _line(["---:" if field.kind in _RIGHT else "---" for field in listing.fields])
    yield _row(first)
    yield from map(_row, rows)
    if listing.notes:
        yield ""
        yield from (f"- {escaped(note)}" for note in listing.notes)


def _row(row: Sequence[Any]) -> str:
    return _line(["" if value is None else escaped(str(value)) for value in row])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def heading(level: str, text: str) -> str:
    """Return a heading; signs of a heading at its end belong to the text."""
    return f"{level} {_LAST_SIGNS.sub(_escape_signs, escaped(text))}"


def _escape_signs(found: re.Match[str]) -> str:
    return found.group().replace("#", "\\#")


def paragraph(text: str) -> str:
    """Return a text as a paragraph: no sign at its beginning makes a list or a heading of it."""
    return _BLOCK.sub(r"\1\\\2", escaped(text))


def escaped(text: str) -> str:
    """Return a text on one line, with all markup escaped."""
    text = without_steering(text).replace("&", "&amp;").replace("<", "&lt;")
    return "<br>".join(_MARKUP.sub(r"\\\g<0>", text).splitlines())
