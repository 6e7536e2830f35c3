"""The table format: listings and pages for a screen, aligned and wrapped for Chinese."""

from collections.abc import Iterator

from gongkai_cli.output.drawing import rich_table, text_lines
from gongkai_cli.output.drawing.rows import STYLES, rows_of, safe
from gongkai_cli.output.listing import Listing, Page
from gongkai_cli.output.terminal.screen import Line, Terminal
from gongkai_cli.output.terminal.wrapping import wrap


def print_listing(listing: Listing, terminal: Terminal) -> None:
    """Print a title, the table, and the advice below it."""
    if _print_titled(listing, terminal) and listing.footer:
        terminal.say(listing.footer, "dim")


def print_page(page: Page, terminal: Terminal) -> None:
    """Print a title, the facts, each listing under its own title, and the advice."""
    terminal.say(page.title, "bold")
    terminal.draw(_facts(page, terminal))
    for listing in page.sections.values():
        terminal.write([""])
        _print_titled(listing, terminal)
    if page.footer:
        terminal.write([""])
        terminal.say(page.footer, "dim")


def _print_titled(listing: Listing, terminal: Terminal) -> bool:
    """Print a title and the table below it, and return whether the table has rows."""
    if terminal.is_screen and listing.on_screen is not None:
        listing = listing.on_screen
    terminal.say(listing.title, "bold")
    rows = rows_of(listing.columns, listing.rows, is_ascii=terminal.is_ambiguous_wide)
    if not rows:
        terminal.say(listing.empty)
    # Rich takes characters of ambiguous width for narrow ones.
    elif not (terminal.is_screen and not terminal.is_ambiguous_wide and rich_table.draw(listing, rows, terminal)):
        text_lines.draw(listing, rows, terminal)
    for note in listing.notes:
        terminal.say(note, "dim")
    return bool(rows)


def _facts(page: Page, terminal: Terminal) -> Iterator[Line]:
    """Return the lines of the facts, with all values in one column."""
    value_start = max(terminal.measure(label) for label, _ in page.facts) + 2
    for label, value in page.facts:
        cell = safe(value, is_ascii=terminal.is_ambiguous_wide)
        style = STYLES[cell.tone]
        first, *rest = wrap(cell.text, terminal.width - value_start, terminal.measure)
        yield [(label, "dim"), (" " * (value_start - terminal.measure(label)), ""), (first, style)]
        for text in rest:
            yield [(" " * value_start, ""), (text, style)]
