"""A notice in Markdown → its paragraphs and tables."""

import re
from html import unescape

from gongkai_cli.notice.sources.grids import WrittenCell, WrittenTable

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.{0,20000}?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+\s*)")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~).*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
_PREFIX = re.compile(r"\s*(?:>\s?)*\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?)?")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--.{0,300}?-->")
_IMAGE = re.compile(r"!\[[^\]\[]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_ALL_OF_IT = re.compile(r"\*(?=[^\s*])([^*]+)(?<=\S)\*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_front_matter(text: str) -> str:
    """Return a page without the YAML that some programs put before it."""
    return _FRONT_MATTER.sub("", text, count=1)


def read_markdown(text: str) -> list[str | WrittenTable]:
    """Return the paragraphs and tables of a Markdown text; each line outside a table is a paragraph."""
    found: list[str | WrittenTable] = []
    lines = without_front_matter(text.replace("\r\n", "\n")).split("\n")
    number = 0
    while number < len(lines):
        table, after = _table(lines, number)
        if table:
            found.append(table)
        else:
            found.extend(_paragraphs(lines[number]))
        number = after
    return found


def _table(lines: list[str], number: int) -> tuple[WrittenTable | None, int]:
    """Return the table that begins at a line, or None; and the number of the line after it."""
    is_headed = (
        "|" in lines[number]
        and number + 1 < len(lines)
        and "|" in lines[number + 1]
        and _DELIMITERS.fullmatch(lines[number + 1]) is not None
    )
    if not is_headed:
        return None, number + 1
    rows = [_row(lines[number])]
    after = number + 2
    while after < len(lines) and "|" in lines[after]:
        rows.append(_row(lines[after]))
        after += 1
    return WrittenTable(rows), after


def _row(line: str) -> list[WrittenCell]:
    cells = _CELL_END.split(line.strip().removeprefix("|"))
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [WrittenCell([*_texts(cell)]) for cell in cells]


def _paragraphs(line: str) -> list[str]:
    if _RULE.fullmatch(line) or _FENCE.fullmatch(line):
        return []
    if heading := _HEADING.fullmatch(line):
        return _texts(heading[1])
    return _texts(_PREFIX.sub("", line, count=1))


def _texts(marked: str) -> list[str]:
    r"""Return the lines of a marked text without its marks.

    A single `*` stays, since some notices put it before the leading unit.
    """
    texts: list[str] = []
    for line in _BREAK.split(marked):
        text = _LINK.sub(r"\1", _IMAGE.sub("", _TAG.sub("", line)))
        text = _STRONG.sub(r"\2", text).strip()
        if whole := _ALL_OF_IT.fullmatch(text):
            text = whole[1]
        text = unescape(_ESCAPE.sub(r"\1", text)).strip()
        if text:
            texts.append(text)
    return texts
