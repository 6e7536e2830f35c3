"""A notice as plain text → its paragraphs, and the tables in which tabs stand between the cells."""

from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.notice.sources.grids import WrittenCell, WrittenTable

_LEAST_ROWS = 2


def read_plain(text: str) -> list[str | WrittenTable]:
    """Return the paragraphs and tables of a plain text; each line is a paragraph."""
    lines = [line.strip("\r\n 　") for line in text.splitlines() if line.strip()]
    found: list[str | WrittenTable] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(line)
            continue
        found.extend(_tabbed(rows))
        rows = []
        if line:
            found.append(line)
    return found


def _tabbed(lines: list[str]) -> list[str | WrittenTable]:
    """Return lines with tabs between their cells as a table; a single one as a paragraph."""
    if len(lines) < _LEAST_ROWS:
        return list(lines)
    rows = [[WrittenCell([text.strip()] if text.strip() else []) for text in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    above: list[WrittenCell] = []
    number = 0
    for row in rows:
        running = _number(row)
        missing = width - len(row)
        if missing and len(above) == width:
            # A merged cell was copied in its first row only. It stands on the left, after the running number.
            first = 1 if running == number + 1 else 0
            covered = above[first : first + missing]
            for cell in covered:
                cell.rows += 1
            above = [*row[:first], *covered, *row[first:]]
        else:
            above = list(row)
        number = running or number
    return [WrittenTable(rows)]


def _number(row: list[WrittenCell]) -> int | None:
    return number_of(row[0].text) if row[0].text else None
