"""The iCalendar format, RFC 5545: each row of a Listing an event of whole days."""

from datetime import UTC, timedelta
from typing import BinaryIO

import icalendar
from icalendar.enums import STATUS, TRANSP

from gongkai_cli import __version__
from gongkai_cli.domain.text import for_screen, without_steering
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Event, Listing, Page


def write_listing(listing: Listing, stream: BinaryIO, options: Options) -> None:
    """Write a calendar; the listing's rows must have an `event`."""
    assert listing.event is not None  # noqa: S101 - only commands whose rows have days offer this format
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//gongkai//gongkai-cli {__version__}//ZH")
    name = for_screen(listing.calendar)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what Outlook and phones read in the place of NAME
    for row in listing.rows:
        calendar.add_component(_entry(listing.event(row), options))
    stream.write(calendar.to_ical())


def write_page(page: Page, stream: BinaryIO, options: Options) -> None:
    """Write the one listing that stands for the page."""
    write_listing(page.sections[page.main], stream, options)


def _entry(event: Event, options: Options) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", _address(event.uid))
    entry.add("dtstamp", options.made_at.astimezone(UTC))
    entry.add("last-modified", options.made_at.astimezone(UTC))
    # Each writing is a revision of the last: some calendars change an event they know only where this number is higher.
    entry.add("sequence", int(options.made_at.timestamp()) // 60)
    entry.add("summary", without_steering(event.summary))
    entry.add("dtstart", event.first)
    entry.add("dtend", event.last + timedelta(days=1))  # the first day that is no longer part of it
    entry.add("transp", TRANSP.OPAQUE if event.is_busy and not event.is_cancelled else TRANSP.TRANSPARENT)
    entry.add("status", _status(event))
    for name, text in (("description", event.description), ("location", event.place)):
        if text:
            entry.add(name, without_steering(text))
    if event.link:
        entry.add("url", _address(event.link))
    entry.add("categories", [event.category])
    return entry


def _address(text: str) -> str:
    """Return an address or a name for programs; a line end in it would break the calendar."""
    return "".join(without_steering(text).split())


def _status(event: Event) -> STATUS:
    if event.is_cancelled:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if event.is_tentative else STATUS.CONFIRMED
