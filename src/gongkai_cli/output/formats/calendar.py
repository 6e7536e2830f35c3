"""The iCalendar format, RFC 5545: one entry for each row, in full days or at its hour."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import BinaryIO

import icalendar
from icalendar.enums import STATUS, TRANSP

from gongkai_cli import __version__
from gongkai_cli.domain.text import for_screen, without_steering
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Event, Listing, Page

_A_DAY = timedelta(days=1)
_OFFICE = timezone(timedelta(hours=8))


def write_listing(listing: Listing, stream: BinaryIO, options: Options) -> None:
    """Write a listing with an `event` as a calendar."""
    assert listing.event is not None  # noqa: S101 - only commands with events offer this format
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//gongkai//gongkai-cli {__version__}//ZH")
    name = for_screen(listing.calendar)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # Outlook and phones read this name
    # A calendar that is subscribed to is asked for once a day; older programs know the second name alone.
    calendar.add("refresh-interval", icalendar.vDuration(_A_DAY), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for row in listing.rows:
        calendar.add_component(_entry(listing.event(row), options))
    stream.write(calendar.to_ical())


def write_page(page: Page, stream: BinaryIO, options: Options) -> None:
    """Write the page's main listing."""
    write_listing(page.sections[page.main], stream, options)


def _entry(event: Event, options: Options) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", _address(event.uid))
    entry.add("dtstamp", options.made_at.astimezone(UTC))
    entry.add("last-modified", options.made_at.astimezone(UTC))
    # Some calendars change a known entry only where this number is higher, so it grows with each minute.
    entry.add("sequence", int(options.made_at.timestamp()) // 60)
    entry.add("summary", without_steering(event.summary))
    if event.hour:
        begins = datetime.combine(event.first, time.fromisoformat(event.hour), _OFFICE)
        # In UTC a calendar needs no description of the office's zone.
        entry.add("dtstart", begins.astimezone(UTC))
        entry.add("dtend", (begins + timedelta(hours=1)).astimezone(UTC))  # how long it lasts is not known
    else:
        entry.add("dtstart", event.first)
        if event.last < date.max:  # an entry without an end lasts its day
            entry.add("dtend", event.last + _A_DAY)  # RFC 5545 wants the day after the last
    takes_time = event.is_busy and not event.is_cancelled
    entry.add("transp", TRANSP.OPAQUE if takes_time else TRANSP.TRANSPARENT)
    entry.add("status", _status(event))
    for name, text in (("description", event.description), ("location", event.place)):
        if text:
            entry.add(name, without_steering(text))
    if event.link:
        entry.add("url", _address(event.link))
    entry.add("categories", [event.category])
    if event.is_to_come and not event.is_cancelled:
        for before in (timedelta(days=7), _A_DAY):
            entry.add_component(_reminder(entry, before))
    return entry


def _reminder(entry: icalendar.Event, before: timedelta) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry["summary"])
    alarm.add("trigger", -before)
    return alarm


def _address(text: str) -> str:
    """Return an address without blanks; a line end in it would break the calendar."""
    return "".join(without_steering(text).split())


def _status(event: Event) -> STATUS:
    if event.is_cancelled:
        return STATUS.CANCELLED
    return STATUS.TENTATIVE if event.is_tentative else STATUS.CONFIRMED
