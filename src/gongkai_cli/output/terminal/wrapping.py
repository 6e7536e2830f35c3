"""Break Chinese text into lines by 行首行尾禁则: no line starts with a closing mark or ends with an opening one.

Rich breaks at blanks, which a Chinese sentence does not have: it would cut the text or start lines with ，。）》.
Widths are in terminal cells, two for a Chinese character.
"""

import re

from rich.cells import cell_len

NOT_AT_START = frozenset("，。、；：？！）》〉」』】〕〗’”％…—～·!?,.:;)]}%>")
"""Marks that no line may start with."""

NOT_AT_END = frozenset("（《〈「『【〔〖‘“([{<")
"""Marks that no line may end with."""

_BLANKS = " \u3000"
_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_GRAPHEME = re.compile(rf"(?s)(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:[{_MARKS}]|\u200d.?)*")
_WORD = re.compile(rf"(?:[A-Za-z0-9_\-./:?=&#@+~%$,;!*'](?![{_MARKS}\u200d]))+")


def cell_width(text: str) -> int:
    """Return how many cells `text` takes."""
    return cell_len(text)


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells, keeping every character but blanks at the breaks.

    A word, a number or an address stays whole where it fits on a line. Where a line is too narrow to keep the
    rule, the rule gives way and the text does not.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_line(paragraph, max(width, 2))
    return lines


def _wrap_line(text: str, width: int) -> list[str]:
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line, room = "", width
    for atom in _atoms(text):
        rest = atom
        if cell_len(rest) > room and line:
            lines.append(line.rstrip(_BLANKS))
            line, room = "", width
            rest = rest.lstrip(_BLANKS)
        while cell_len(rest) > width:
            head, rest = _split(rest, width)
            lines.append(head)
        line += rest
        room -= cell_len(rest)
    return [*lines, line] if line or not lines else lines


def _atoms(text: str) -> list[str]:
    """Cut `text` where a line may break."""
    atoms: list[str] = []
    is_word = False
    for piece in _pieces(text):
        starts_word = bool(_WORD.match(piece))
        glued = atoms and (piece[0] in NOT_AT_START or atoms[-1][-1] in NOT_AT_END or (is_word and starts_word))
        if glued and atoms[-1] not in _BLANKS:
            atoms[-1] += piece
        else:
            atoms.append(piece)
        is_word = starts_word
    return atoms


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    place = 0
    while place < len(text):
        match = _WORD.match(text, place) or _GRAPHEME.match(text, place)
        assert match  # noqa: S101 - any one character is a grapheme
        pieces.append(match.group())
        place = match.end()
    return pieces


def _split(atom: str, width: int) -> tuple[str, str]:
    """Cut an atom that no line can hold so that the first part fills a line, by the rule where that can be."""
    graphemes = _GRAPHEME.findall(atom)
    size, count = 0, 0
    for grapheme in graphemes:
        size += cell_len(grapheme)
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
