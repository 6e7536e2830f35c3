"""The JSON format: a list of rows, or one object for a page.

Rows are written as they come, and the text is the same that `json.dumps` gives with an indent of 2.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from gongkai_cli.domain.text import escaped_for_screen
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal.screen import Terminal

_INDENT = "  "


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print the rows as a list of objects."""
    terminal.write(_lines("", "[", _rows(listing, terminal), "]"), escaped_for_screen)


def print_page(page: Page, terminal: Terminal) -> None:
    """Print one object: the record's keys, then each listing under its key, unless the record has it."""
    terminal.write(_lines("", "{", _members(page, terminal), "}"), escaped_for_screen)


def _rows(listing: Listing, terminal: Terminal) -> Iterator[Iterator[str]]:
    for row in listing.rows:
        yield iter(_text(plain(listing.record(row)), terminal).split("\n"))


def _members(page: Page, terminal: Terminal) -> Iterator[Iterator[str]]:
    record = plain(page.record)
    for key, value in record.items():
        yield iter(f"{_text(key, terminal)}: {_text(value, terminal)}".split("\n"))
    for key, listing in page.sections.items():
        if key in record:  # a key stands once in an object
            continue
        yield _lines(f"{_text(key, terminal)}: ", "[", _rows(listing, terminal), "]")


def _lines(head: str, opening: str, items: Iterator[Iterator[str]], closing: str) -> Iterator[str]:
    """Return the lines of a list or an object from the lines of its items."""
    item = next(items, None)
    if item is None:
        yield f"{head}{opening}{closing}"
        return
    yield f"{head}{opening}"
    while item is not None:
        line = next(item)
        for following in item:
            yield _INDENT + line
            line = following
        item = next(items, None)
        end = "," if item is not None else ""
        yield _INDENT + line + end
    yield closing


def _text(value: Any, terminal: Terminal) -> str:
    return json.dumps(value, ensure_ascii=not terminal.is_unicode, indent=len(_INDENT), allow_nan=False)


def plain(value: Any) -> Any:
    """Return a value in JSON's types: dataclasses are dicts, days are ISO text, words are codes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
