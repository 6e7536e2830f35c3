"""Text for screens and messages: no control characters, and one line a value."""

import re
from collections.abc import Iterable
from unicodedata import category, normalize
from urllib.parse import urlsplit

from gongkai_cli.errors import RefusedError

_SHOWN = 40  # characters of a value in a message
_LINE = 400  # characters of a message at most
_HEAD = 200  # characters kept at the beginning of a longer message; its end holds the advice

_BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
# These are compiled at their first use: nearly no text needs them, and compiling costs start-up time.
_STEERING = rf"[\x00-\x1f\x7f-\x9f{_BIDI}]"
_UNSHOWN = rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]"

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""Blanks and invisible characters, as a range of a regular expression; without line ends and tabs."""


def without_steering(text: str) -> str:
    """Return `text` without control characters, lone surrogates and bidi overrides; white space stays."""
    if text.isprintable():  # the quick way for nearly every text
        return text
    return "".join(mark for mark in text if mark.isspace() or not is_steering(mark))


def is_steering(mark: str) -> bool:
    """Return whether a character steers a terminal, or is a lone surrogate."""
    return category(mark) == "Cs" or bool(re.match(_STEERING, mark))


def is_empty(text: str) -> bool:
    """Return whether `text` has no visible character."""
    return bool(re.fullmatch(f"[{INVISIBLE}\t\r\n]*", text))


def for_screen(line: str) -> str:
    """Return one line for a terminal: line ends and tabs become blanks, other steering characters go.

    Lone surrogates stay, since the stream writes them as plain escapes.
    """
    if line.isprintable():
        return line
    return re.sub(_STEERING, lambda found: " " if found.group().isspace() else "", line)


def escaped_for_screen(line: str) -> str:
    r"""Return one line of JSON for a terminal, with steering characters as `\uXXXX`."""
    if line.isprintable():
        return line
    return re.sub(_STEERING, lambda found: f"\\u{ord(found.group()):04x}", line)


def message_line(text: str) -> str:
    """Return a message as one line of bounded length. A long one loses its middle and keeps its advice."""
    line = _on_one_line(text)
    if len(line) <= _LINE:
        return line
    tail = _LINE - _HEAD - len("…")
    return f"{line[:_HEAD]}…{line[-tail:]}"


def shown(value: str) -> str:
    """Return a value for a message: on one line, and only its beginning where it is long."""
    if len(value) > _SHOWN:
        value = f"{value[:_SHOWN]}…"
    return _on_one_line(value)


def _on_one_line(text: str) -> str:
    if text.isprintable():
        return text
    return re.sub(_UNSHOWN, " ", text)


def clean_text(text: str) -> str:
    """Return `text` on one line, composed (NFC), without control characters and bidi overrides.

    Line ends and tabs become blanks. Zero-width joiners stay, since emoji and some scripts need them.
    """
    return normalize("NFC", " ".join(without_steering(text).split()))


def together(texts: Iterable[tuple[str, str | None]]) -> str | None:
    """Return the texts of several units as one, such as `县司法局、县教育局：已完成；县民政局：进行中`.

    Args:
        texts: (unit, its text). Units with the same text share one entry.

    Returns:
        The joined text, or None where no unit has one.
    """
    speakers: dict[str, list[str]] = {}
    for unit, text in texts:
        if text:
            speakers.setdefault(text, []).append(unit)
    joined = [f"{'、'.join(units)}：{text}" for text, units in speakers.items()]
    return "；".join(joined) or None


_IN_BRACKETS = r"[（(〔\[【][^）)〕\]】]*[）)〕\]】]"


def without_brackets(text: str) -> str:
    """Return a text without what stands in brackets."""
    return re.sub(_IN_BRACKETS, "", text)


def folded(text: str) -> str:
    """Return the letters and digits of a text, in which two spellings of it agree."""
    return "".join(mark for mark in normalize("NFKC", text).casefold() if mark.isalnum())


def split_names(text: str | None) -> tuple[str, ...]:
    """Return the names between 、 outside brackets: 各县（市、区）人民政府 is one name."""
    if not text:
        return ()
    if "、" not in text:
        return (text,)
    kept = re.sub(_IN_BRACKETS, lambda match: match.group().replace("、", "\0"), text)
    return tuple(name.replace("\0", "、") for name in kept.split("、"))


def distinct_lines(text: str | None) -> tuple[str, ...]:
    """Return the lines of a text, each once, in order."""
    return tuple(dict.fromkeys((text or "").splitlines()))


def is_address(link: str) -> bool:
    """Return whether a text is an http(s) address with a host, and nothing else."""
    try:
        parts = urlsplit(link)
        has_host = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
    return has_host and not any(mark.isspace() or is_steering(mark) for mark in link)


def check_link(link: str) -> str:
    """Return an evidence link without the blanks around it.

    Raises:
        RefusedError: it is not an http(s) address with a host.
    """
    link = link.strip()
    if not is_address(link):
        raise RefusedError(f"链接“{shown(clean_text(link))}”不是网址。请给出以 http:// 或 https:// 开头的完整地址。")
    return link
