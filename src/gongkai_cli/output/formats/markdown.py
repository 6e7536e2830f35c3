"""The Markdown format: tables with the full text, in which nothing that people wrote is read as markup."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai_cli.domain.text import without_steering
from gongkai_cli.output.formats import values
from gongkai_cli.output.listing import Cell, Kind, Listing, Page
from gongkai_cli.output.terminal.screen import Terminal

# Inside a word an underscore is no markup, and an address would break with one escaped.
_MARKUP = re.compile(r"[\\`*\[\]|~]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_BLOCK = re.compile(r"^(\s*\d*)([-#>+.)])")
_RIGHT = {Kind.NUMBER, Kind.PERCENT}


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print a heading and the table."""
    terminal.write(_section(listing, "#"))


def print_page(page: Page, terminal: Terminal) -> None:
    """Print a heading, the facts as a list, and each listing under a heading of its own."""
    terminal.write([f"# {_escaped(page.title)}", ""])
    if page.facts:
        facts = ((label, value.text if isinstance(value, Cell) else value) for label, value in page.facts)
        terminal.write([*(f"- {label}：{_escaped(value)}" for label, value in facts), ""])
    for place, listing in enumerate(page.sections.values()):
        if place:
            terminal.write([""])
        terminal.write(_section(listing, "##"))


def _section(listing: Listing, level: str) -> Iterator[str]:
    yield f"{level} {_escaped(listing.title)}"
    yield ""
    rows = values.rows(listing, [values.as_text(field) for field in listing.fields])
    first = next(rows, None)
    if first is None:
        yield _BLOCK.sub(r"\1\\\2", _escaped(listing.empty))  # it may begin with what people wrote
        return
    yield _line([field.heading for field in listing.fields])
    yield _line(["---:" if field.kind in _RIGHT else "---" for field in listing.fields])
    yield _row(first)
    yield from map(_row, rows)
    if listing.notes:
        yield ""
        yield from (f"- {_escaped(note)}" for note in listing.notes)


def _row(row: Sequence[Any]) -> str:
    return _line(["" if value is None else _escaped(str(value)) for value in row])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return text that a Markdown reader shows as it is, on one line."""
    text = without_steering(text).replace("&", "&amp;").replace("<", "&lt;")
    return "<br>".join(_MARKUP.sub(r"\\\g<0>", text).splitlines())
