"""Values over several lines, and values that a comment cuts."""

import re
from collections.abc import Sequence
from typing import Any

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·]")
_COMMENT = re.compile(r"([ \t]+)#(.*)")
_BLOCKS, _QUOTES = {"|", ">"}, {"'", '"'}
_NO_TEXT = re.compile(r"[0-9.:-]+")  # a number or a day; a comment after it takes nothing away


def unfolded(event: Any, source: Sequence[str]) -> str:
    """Return a value over several lines, with no blank at a line break between two Chinese characters.

    YAML puts a blank at every line break. Where the lines are not the words of the value, as with escapes in double
    quotes, the value stays as it is.

    Args:
        event: the YAML event of the value.
        source: the lines of the file.
    """
    value: str = event.value
    pieces = [line.strip() for line in _own_lines(event, source) if line.strip()]
    if " ".join(pieces).split() != value.split():
        return value
    joined: list[str] = []
    before = ""
    for piece in pieces:
        if before and not (_CHINESE.match(before) and _CHINESE.match(piece)):
            joined.append(" ")
        joined.append(piece)
        before = piece[-1]
    return "".join(joined)


def _own_lines(event: Any, source: Sequence[str]) -> list[str]:
    """Return the lines of a value, without its quotes or its `|`."""
    start, end = event.start_mark, event.end_mark
    if event.style in _BLOCKS:  # it mostly ends at the beginning of the line after it
        after = end.line + 1 if end.column else end.line
        return list(source[start.line + 1 : after])
    lines = list(source[start.line : end.line + 1])
    lines[-1] = lines[-1][: end.column]
    lines[0] = lines[0][start.column :]
    if event.style in _QUOTES:
        lines[0], lines[-1] = lines[0][1:], lines[-1][:-1]
    if event.style == "'":
        lines = [line.replace("''", "'") for line in lines]
    return lines


def lost_text(value: str, rest: str) -> str | None:
    """Return the text that YAML drops as a comment and that looks like a part of the value; None where none does.

    `  # …`, with two blanks before the sign and one behind it, is a comment on purpose.

    Args:
        value: the value without quotes; empty where the comment begins at once.
        rest: the rest of its last line.
    """
    found = _COMMENT.match(rest)
    if found is None or _NO_TEXT.fullmatch(value):
        return None
    gap, text = found.groups()
    is_spaced = text[:1].isspace()
    if not any(mark.isalnum() for mark in text) or (is_spaced and (len(gap) > 1 or not value)):
        return None
    return f"#{text}".rstrip()
