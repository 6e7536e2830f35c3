"""The JSON format: the rows of a Listing, or a Page as one object, with the keys that DESIGN promises."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal import Terminal


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print a list of objects."""
    _print([plain(row) for row in listing.rows], terminal)


def print_page(page: Page, terminal: Terminal) -> None:
    """Print one object: what the page is of, and each of its listings under its key."""
    sections = {key: [plain(row) for row in listing.rows] for key, listing in page.sections.items()}
    _print({**plain(page.record), **sections}, terminal)


def plain(value: Any) -> Any:
    """Return dataclasses as dicts, days as ISO text and words as their codes, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _print(value: Any, terminal: Terminal) -> None:
    text = json.dumps(value, ensure_ascii=not terminal.is_unicode, indent=2, allow_nan=False)
    terminal.write([text])
