"""The letters of a PDF page → lines; lines → paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

_BLANK_GAP = 0.8  # of a letter's size: a wider gap between two letters is a blank
_SAME_LINE = 0.5  # of a letter's size, between the middles of two letters
_SAME_PLACE = 1.0  # points: a letter printed twice for a bold look
_INDENT = 1.2  # letters
_SLACK = 0.8  # letters that a full line may lack at its end, besides the one that did not fit
_LARGE_GAP = 1.8  # times the usual distance of lines
_WIDER_GAP = 1.2  # the same, after a line that may end a paragraph
_ENDS = "。：；！？）;)"
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]|.{2,4}单位[:：]"
)
_SAME_SIZE = 1.5  # points between two font sizes that are one to the eye
_LABEL = re.compile(".{2,4}单位[:：]")
_FULL_SHARE = 95  # percent of the long lines that end at the right margin or before; a few have a hanging stop
_ENOUGH_LINES = 5  # long lines from which they show the margins
_LONG_LINE = 15  # letters from which a line shows the margins
_CLOSING = "，。、；：？！）〕】》”’,.;:?!)]％%"


class Letter(NamedTuple):
    """A letter of a page; sizes and places in points, from the left and the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """A line of text on a page, or in a cell of a table."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


class Margins(NamedTuple):
    """Where full lines begin and end."""

    left: float
    right: float


def letters_of(characters: Iterable[dict[str, Any]]) -> list[Letter]:
    """Return the letters of a page; slanted ones, as of a watermark, are left out."""
    return [
        Letter(one["text"], one["x0"], one["x1"], one["top"], one["bottom"], one["size"])
        for one in characters
        if one["upright"]
    ]


def lines_of(letters: Sequence[Letter], page: int) -> list[Line]:
    """Return letters as lines from top to bottom."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.middle):
        if rows and letter.middle - rows[-1][0].middle < _SAME_LINE * max(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    lines = (_line(row, page) for row in rows)
    return [line for line in lines if line.text]


def _line(letters: list[Letter], page: int) -> Line:
    letters.sort(key=lambda one: one.left)
    pieces: list[str] = []
    last: Letter | None = None
    for letter in letters:
        if last and letter.text == last.text and letter.left - last.left < _SAME_PLACE:
            continue
        if last and letter.left - last.right > _BLANK_GAP * letter.size:
            pieces.append(" ")
        pieces.append(letter.text)
        last = letter
    seen = [letter for letter in letters if not letter.text.isspace()] or letters
    return Line(
        " ".join("".join(pieces).split()),
        seen[0].left,
        seen[-1].right,
        min(letter.top for letter in seen),
        max(letter.bottom for letter in seen),
        Counter(round(letter.size, 1) for letter in seen).most_common(1)[0][0],
        page,
    )


def margins_of(lines: Sequence[Line], width: float) -> Margins:
    """Return the margins of text: those of its long lines. Where these are few, both sides of the page are alike."""
    long = [line for line in lines if len(line.text) >= _LONG_LINE] or list(lines)
    left = min((line.left for line in long), default=0.0)
    if len(long) < _ENOUGH_LINES:
        return Margins(left, width - left)
    rights = sorted(line.right for line in long)
    return Margins(left, rights[len(rights) * _FULL_SHARE // 100])


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> list[list[Line]]:
    """Return lines as paragraphs. A full line goes on in the next one, unless that one is indented."""
    steps = sorted(after.top - line.top for line, after in pairwise(lines) if after.page == line.page)
    step = steps[len(steps) // 4] if steps else 0.0  # most lines stand within paragraphs
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, margins, step):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(paragraph: list[Line], line: Line, margins: Margins, step: float) -> bool:
    last = paragraph[-1]
    if abs(last.size - line.size) > _SAME_SIZE:
        return False
    gap = line.top - last.top if line.page == last.page else 0.0
    may_end = last.text[-1] in _ENDS or _LABEL.match(paragraph[0].text) is not None
    if gap > _LARGE_GAP * max(step, last.size) or (gap > _WIDER_GAP * step and may_end):
        return False
    if (may_end and _ITEM.match(line.text)) or not is_full(last, line, margins):
        return False
    indent = _INDENT * line.size
    if line.left > last.left + indent:
        return False
    # One indented line after another is a paragraph of its own; a block that is indented as a whole has more lines.
    return not (len(paragraph) == 1 and line.left > margins.left + indent and line.left > last.left - indent)


def begins_item(line: Line, before: Line) -> bool:
    """Return whether a line begins with a number or a label, after one that may end a paragraph."""
    return before.text[-1] in _ENDS and _ITEM.match(line.text) is not None


def is_full(line: Line, after: Line, margins: Margins) -> bool:
    """Return whether a line ends at the margin, so that the next word did not fit."""
    return margins.right - line.right < _first_word(after) + _SLACK * line.size


def _first_word(line: Line) -> float:
    """Return the width of the letters that a line end cannot part: a Latin word, or a letter with its stop."""
    text = line.text
    count = 1
    if text[0].isascii() and text[0].isalnum():
        while count < len(text) and text[count].isascii() and text[count].isalnum():
            count += 1
        width = count * line.size / 2
    else:
        width = line.size
    while count < len(text) and text[count] in _CLOSING:
        count += 1
        width += line.size
    return width


def joined(lines: Sequence[Line]) -> str:
    """Return the text of a paragraph: a blank stands only between two Latin words."""
    text = ""
    for line in lines:
        if text and text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha():
            text += " "
        text += line.text
    return text
