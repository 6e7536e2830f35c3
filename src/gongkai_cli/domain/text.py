"""Text as a screen and a message may show it: nothing steers a terminal, nothing makes a second line."""

import re
from collections.abc import Iterable
from unicodedata import category, normalize
from urllib.parse import urlsplit

from gongkai_cli.errors import RefusedError

_SHOWN = 40  # characters of a value that a message repeats
_LINE = 400  # a message line of a refusal is no longer
_HEAD = 200  # of a longer line so much stays at its beginning; its end carries the advice

_BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
# Nearly no text holds any of these, so a run that meets none need not compile the expressions.
_STEERING = rf"[\x00-\x1f\x7f-\x9f{_BIDI}]"
_UNSHOWN = rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]"

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""Blanks and characters without a look, as a range of a regular expression; line ends and tabs are not among them."""


def without_steering(text: str) -> str:
    """Return `text` without control characters, lone surrogates and bidi overrides; white space stays."""
    if text.isprintable():  # what steers is not, and nearly every text is
        return text
    return "".join(mark for mark in text if mark.isspace() or not is_steering(mark))


def is_steering(mark: str) -> bool:
    """Say whether a character steers a terminal or is no character at all."""
    return category(mark) == "Cs" or bool(re.match(_STEERING, mark))


def is_empty(text: str) -> bool:
    """Say whether nothing in `text` can be seen."""
    return bool(re.fullmatch(f"[{INVISIBLE}\t\r\n]*", text))


def for_screen(line: str) -> str:
    """Return one line for a terminal: line ends and tabs are blanks there, other steering characters are gone.

    Lone surrogates stay, since the stream writes them as plain escapes.
    """
    if line.isprintable():
        return line
    return re.sub(_STEERING, lambda found: " " if found.group().isspace() else "", line)


def escaped_for_screen(line: str) -> str:
    r"""Return one line of JSON for a terminal: steering characters are `\uXXXX`, which means the same."""
    if line.isprintable():
        return line
    return re.sub(_STEERING, lambda found: f"\\u{ord(found.group()):04x}", line)


def message_line(text: str) -> str:
    """Return a message as one line of bounded length; a long one loses its middle and keeps its advice."""
    line = _on_one_line(text)
    if len(line) <= _LINE:
        return line
    return f"{line[:_HEAD]}…{line[_HEAD + 1 - _LINE :]}"


def shown(value: str) -> str:
    """Return a value as a message repeats it: on one line, its beginning where it is long."""
    if len(value) > _SHOWN:
        value = f"{value[:_SHOWN]}…"
    return _on_one_line(value)


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else re.sub(_UNSHOWN, " ", text)


def clean_text(text: str) -> str:
    """Return `text` in one line without what could steer a terminal: control characters and bidi overrides.

    Line ends and tabs become blanks. Zero-width joiners stay, since emoji and some scripts need them.
    """
    return normalize("NFC", " ".join(without_steering(text).split()))


def together(said: Iterable[tuple[str, str | None]]) -> str | None:
    """Return what units said as one text, under the names of those who said it; None where nobody said anything."""
    speakers: dict[str, list[str]] = {}
    for unit, text in said:
        if text:
            speakers.setdefault(text, []).append(unit)
    return "；".join(f"{'、'.join(units)}：{text}" for text, units in speakers.items()) or None


def check_link(link: str) -> str:
    """Return an evidence link as it is to be kept.

    Raises:
        RefusedError: it is not an http(s) address with a host.
    """
    link = link.strip()
    try:
        parts = urlsplit(link)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or any(mark.isspace() or is_steering(mark) for mark in link):
        raise RefusedError(f"链接“{shown(clean_text(link))}”不是网址。请给出以 http:// 或 https:// 开头的完整地址。")
    return link
