"""Break Chinese text into lines by 行首行尾禁则.

By this rule no line starts with a closing mark such as ，。）》, and no line ends with an opening one. Rich does not
know the rule: it breaks at blanks, and a Chinese sentence has none. Widths are in terminal cells; a Chinese character
takes two.
"""

import re
import unicodedata
from collections.abc import Callable

from rich.cells import cell_len

Measure = Callable[[str], int]
"""Returns the width of a text in terminal cells."""

NOT_AT_START = frozenset("，。、；：？！）》〉」』】〕〗’”％…—～·!?,.:;)]}%>")
"""The marks that may not start a line."""

NOT_AT_END = frozenset("（《〈「『【〔〖‘“([{<")
"""The marks that may not end a line."""

_BLANKS = " \u3000"
_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_GRAPHEME = re.compile(rf"(?s)(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:[{_MARKS}]|\u200d.?)*")
_WORD = re.compile(rf"(?:[A-Za-z0-9_\-./:?=&#@+~%$,;!*'](?![{_MARKS}\u200d]))+")
_DATE = re.compile(r"截至 \d+年\d+月\d+日|(?:\d+年(?:\d+月)?(?:\d+日)?|\d+月\d+日)[前—]?")

_STOPS = r" \u3000，。；：、（）“”"
_VALUE = rf"[^{_STOPS}-][^{_STOPS}]*"
_PLACEHOLDER = rf"[^\x00-\x7f{_STOPS}]{{1,4}}(?![^{_STOPS}])"
_CALL = rf"gongkai(?: (?:--?[A-Za-z-]+(?: {_VALUE})?|[!-~]+|{_PLACEHOLDER}))+"
_LABEL = rf"(?<![^\x00-\x7f{_STOPS}])[^\x00-\x7f{_STOPS}]{{1,10}}"  # a complete one, not the end of one
_COMMANDS = (re.compile(rf"{_LABEL}：{_CALL}"), re.compile(_CALL))
"""A command in advice, with and without its label: words, options with values, short placeholders such as 序号."""


def cell_width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    return cell_len(text)


def wide_cell_width(text: str) -> int:
    """Return the width of a text where characters of ambiguous width take two cells."""
    return cell_len(text) + sum(map(_is_widened, text))


def _is_widened(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) == "A" and cell_len(mark) == 1


def wrap(text: str, width: int, measure: Measure = cell_width) -> list[str]:
    """Return a text as lines of at most `width` cells.

    Only blanks at the breaks are lost. A word, a number, a date, an address or a command stays together where it fits
    on a line. A line too narrow for the rule breaks the rule.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_line(paragraph, max(width, 2), measure)
    return lines


def _wrap_line(text: str, width: int, measure: Measure) -> list[str]:
    if measure(text) <= width:
        return [text]
    lines: list[str] = []
    line, room = "", width
    for atom in _atoms(text, width, measure):
        rest = atom
        if measure(rest) > room and line:
            lines.append(line.rstrip(_BLANKS))
            line, room = "", width
            rest = rest.lstrip(_BLANKS)
        while measure(rest) > width:
            head, rest = _split(rest, width, measure)
            lines.append(head)
        line += rest
        room -= measure(rest)
    if line or not lines:
        lines.append(line)
    return lines


def longest_word(text: str) -> int:
    """Return the width of the longest word, number or date in a text."""
    found = [*_WORD.findall(text), *_DATE.findall(text)]
    return max(map(cell_width, found), default=0)


def _atoms(text: str, width: int, measure: Measure) -> list[str]:
    """Cut a text at every place where a line may break."""
    atoms: list[str] = []
    was_word = False
    for piece in _pieces(text, width, measure):
        is_word = _WORD.fullmatch(piece) is not None  # a date begins with a number and is none
        if atoms and _may_not_break(atoms[-1], piece, are_words=was_word and is_word):
            atoms[-1] += piece
        else:
            atoms.append(piece)
        was_word = is_word
    return atoms


def _may_not_break(before: str, after: str, *, are_words: bool) -> bool:
    if before in _BLANKS:
        return False
    return are_words or after[0] in NOT_AT_START or before[-1] in NOT_AT_END


def _pieces(text: str, width: int, measure: Measure) -> list[str]:
    """Cut a text into commands, dates, words and single graphemes. A command wider than a line is cut into words."""
    pieces: list[str] = []
    place = 0
    while place < len(text):
        match = _command_at(text, place, width, measure)
        match = match or _DATE.match(text, place) or _WORD.match(text, place) or _GRAPHEME.match(text, place)
        assert match  # noqa: S101 - any one character is a grapheme
        pieces.append(match.group())
        place = match.end()
    return pieces


def _command_at(text: str, place: int, width: int, measure: Measure) -> re.Match[str] | None:
    """Find a command that begins at a place and fits on a line, with its label if possible."""
    for pattern in _COMMANDS:
        match = pattern.match(text, place)
        if match is not None and measure(match.group()) <= width:
            return match
    return None


def _split(atom: str, width: int, measure: Measure) -> tuple[str, str]:
    """Cut an atom wider than a line, by the rule where possible. The first part fills a line."""
    graphemes = _GRAPHEME.findall(atom)
    size, count = 0, 0
    for grapheme in graphemes:
        size += measure(grapheme)
        if size > width:
            break
        count += 1
    count = max(count, 1)
    lawful = count
    while lawful > 1 and (graphemes[lawful][0] in NOT_AT_START or graphemes[lawful - 1][-1] in NOT_AT_END):
        lawful -= 1
    if lawful == 1 and count > 1 and graphemes[1][0] in NOT_AT_START:
        lawful = count
    return "".join(graphemes[:lawful]), "".join(graphemes[lawful:])
