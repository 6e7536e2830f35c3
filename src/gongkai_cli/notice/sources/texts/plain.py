"""A notice as plain text → its paragraphs, and the tables in it: with tabs, bars or blanks, or a cell on each line."""

import re
from collections.abc import Callable

from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.notice.sources.grids import WrittenTable
from gongkai_cli.notice.sources.texts.aligning import aligned

_LEAST_ROWS = 2
_MOST_BETWEEN = 3  # headings in a row between two rows of a table
_LONGEST_HEADING = 60  # characters of a heading between the rows of a table
_RULE = re.compile(r"[|｜+:\s—─\-=]+")
_BAR = re.compile(r"[|｜│]")
_GAP = re.compile(r"(?:[ \u3000\u00a0]{2,}|\u3000)")
_HEADINGS = re.compile("序号|编号|任务|举措|内容|措施|单位|部门|科室|处室|时限|时间|日期|要求|标准|备注|主题|形式|分值")
_NUMBER_HEADING = re.compile(r"序\s*号|编\s*号")
_HEADING = re.compile(r"[^，。；：]{1,14}")
_CHAPTER = re.compile("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")
_LEAST_COLUMNS, _MOST_COLUMNS = 3, 12

_Cells = Callable[[str], list[str]]
_BLANKS = " \u3000\u00a0"


def read_plain(text: str) -> list[str | WrittenTable]:
    """Return the paragraphs and tables of a plain text; each line outside a table is a paragraph."""
    lines = [line.strip("\r\n 　") for line in text.splitlines() if line.strip()]
    for cells in (_tabbed, _barred, _spaced):
        if (found := _with_tables(lines, cells)) is not None:
            return found
    return _with_stacked_table(lines)


def _tabbed(line: str) -> list[str]:
    """Return the cells of a line with tabs between them."""
    return [cell.strip(_BLANKS) for cell in line.split("\t")]


def _barred(line: str) -> list[str]:
    """Return the cells of a line with bars between them."""
    if _RULE.fullmatch(line):
        return []
    cells = [cell.strip() for cell in _BAR.split(line)]
    if not cells[0] and len(cells) > 1:
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _spaced(line: str) -> list[str]:
    """Return the cells of a line with runs of blanks between them."""
    return _GAP.split(line)


def _with_tables(lines: list[str], cells: _Cells) -> list[str | WrittenTable] | None:
    """Return the paragraphs and tables of lines; None where no line has cells of this kind under headings."""
    has_marks = cells is _tabbed
    found: list[str | WrittenTable] = []
    rows: list[list[str]] = []
    between: list[str] = []
    has_table = False
    for line in lines:
        if cells is _barred and _RULE.fullmatch(line):
            continue
        row = cells(line)
        if len(row) > 1 and (has_marks or rows or _is_heading_row(row)):
            rows += [[one] for one in between]
            between = []
            rows.append(row)
            continue
        if rows and len(between) < _MOST_BETWEEN and len(line) <= _LONGEST_HEADING and not line.endswith("。"):
            between.append(line)
            continue
        has_table |= _close(found, rows, has_marks=has_marks)
        found += [*between, line]
        rows, between = [], []
    has_table |= _close(found, rows, has_marks=has_marks)
    found += between
    return found if has_table else None


def _is_heading_row(row: list[str]) -> bool:
    words = [cell.replace(" ", "") for cell in row]
    is_short = all(_HEADING.fullmatch(word) for word in words if word)
    return is_short and len(row) >= _LEAST_COLUMNS and sum(bool(_HEADINGS.search(word)) for word in words) > 1


def _close(found: list[str | WrittenTable], rows: list[list[str]], *, has_marks: bool) -> bool:
    """Add the rows of a table, in paragraphs where they are too few; return whether they are a table."""
    filled = [row for row in rows if len(row) > 1]
    if len(filled) < _LEAST_ROWS:
        found += ["\t".join(row) if has_marks else "  ".join(row) for row in rows]
        return False
    found.append(aligned(rows))
    return True


def _with_stacked_table(lines: list[str]) -> list[str | WrittenTable]:
    """Return lines with a table whose cells stand each on its own line, below headings that do so."""
    for start, line in enumerate(lines):
        if not _NUMBER_HEADING.fullmatch(line):
            continue
        first = start
        while first < len(lines) and not _is_number(lines[first], 1):
            first += 1
        headings = lines[start:first]
        section = [headings.pop()] if len(headings) > 1 and _CHAPTER.match(headings[-1]) else []
        if not _LEAST_COLUMNS <= len(headings) <= _MOST_COLUMNS or not all(map(_HEADING.fullmatch, headings)):
            continue
        rows, end = _stacked_rows(lines, first, len(headings))
        complete = sum(len(row) == len(headings) for row in rows)
        if complete >= _LEAST_ROWS and complete * 2 > len(rows):
            return [*lines[:start], aligned([headings, *([section] if section else []), *rows]), *lines[end:]]
    return [*lines]


def _is_number(line: str, value: int) -> bool:
    return _number(line) == value


def _number(line: str) -> int:
    """Return the number that stands alone on a line; 0 where another text does."""
    return number_of(line.strip(".．、（）()")) or 0 if len(line) <= len("（12）") else 0


def _stacked_rows(lines: list[str], first: int, width: int) -> tuple[list[list[str]], int]:
    """Return the rows of stacked cells and the place behind them.

    Each begins with the next number alone; a later one where the row before is complete.
    """
    starts = [first]
    for place in range(first + 1, len(lines)):
        number, last = _number(lines[place]), _number(lines[starts[-1]])
        is_complete = len(_without_chapters(lines[starts[-1] : place])) == width
        if number == last + 1 or (is_complete and number > last):
            starts.append(place)
    ends = [*starts[1:], min(starts[-1] + width, len(lines))]
    rows: list[list[str]] = []
    for start, end in zip(starts, ends, strict=True):
        row = _without_chapters(lines[start:end])
        if len(row) > width:
            return [], first
        rows.append(row)
        rows += [[one] for one in lines[start + len(row) : end]]
    return rows, ends[-1]


def _without_chapters(lines: list[str]) -> list[str]:
    """Return the lines of a row without the headings of the next chapter behind it."""
    end = len(lines)
    while end and _CHAPTER.match(lines[end - 1]):
        end -= 1
    return lines[:end]
