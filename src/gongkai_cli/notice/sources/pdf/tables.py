"""The tables of PDF pages: their cells by ruling lines, and the parts of a table on several pages joined."""

from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai_cli.notice.sources.grids import WrittenCell, WrittenTable
from gongkai_cli.notice.sources.pdf.lines import Letter, Line, Margins, begins_item, is_full, joined, lines_of

_SAME_RULE = 3.0  # points between two rules that are one
_STOPS = "。；;！？!?：:"
_NARROW = 4.0  # letters of a cell's width that its margins and a letter that did not fit may take

Box = tuple[float, float, float, float]
"""Left, top, right, bottom of a cell."""


@dataclass(slots=True)
class PdfCell:
    """A cell of a table: the rows and columns that it covers, from 0, and its paragraphs.

    `is_open` tells that its last line is full, so its text may go on on the next page.
    """

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: list[str]
    is_open: bool


@dataclass(slots=True)
class PdfTable:
    """A table: the places of its columns, its cells, the page of each row."""

    rules: list[float]
    top: float
    cells: list[PdfCell] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def row(self, number: int) -> dict[int, PdfCell]:
        """Return the cells that cover a row, by their columns."""
        return {cell.column: cell for cell in self.cells if cell.row <= number < cell.row + cell.rows}


class Ruled(NamedTuple):
    """A table as its rules show it: the boxes of its cells."""

    boxes: list[Box]

    def holds(self, line: Line) -> bool:
        """Return whether a line stands in the table."""
        left, top = min(box[0] for box in self.boxes), min(box[1] for box in self.boxes)
        right, bottom = max(box[2] for box in self.boxes), max(box[3] for box in self.boxes)
        return top <= line.middle <= bottom and left - line.size < line.left and line.right < right + line.size


def read_table(ruled: Ruled, letters: list[Letter], page: int) -> PdfTable:
    """Return the table with the texts of its cells."""
    across = _merged_rules([edge for box in ruled.boxes for edge in (box[0], box[2])])
    down = _merged_rules([edge for box in ruled.boxes for edge in (box[1], box[3])])
    table = PdfTable(across, down[0], pages=[page] * (len(down) - 1))
    for box in sorted(ruled.boxes, key=lambda one: (one[1], one[0])):
        row, last_row = _nearest(down, box[1]), _nearest(down, box[3])
        column, last_column = _nearest(across, box[0]), _nearest(across, box[2])
        if last_row > row and last_column > column:
            inside = [letter for letter in letters if _is_inside(letter, box)]
            paragraphs, is_open = _cell_texts(lines_of(inside, page), box)
            table.cells.append(PdfCell(row, column, last_row - row, last_column - column, paragraphs, is_open))
    return table


def _merged_rules(edges: list[float]) -> list[float]:
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > _SAME_RULE:
            found.append(edge)
    return found


def _nearest(rules: list[float], place: float) -> int:
    return min(range(len(rules)), key=lambda number: abs(rules[number] - place))


def _is_inside(letter: Letter, box: Box) -> bool:
    left, top, right, bottom = box
    return left <= (letter.left + letter.right) / 2 < right and top <= letter.middle < bottom


def _cell_texts(lines: list[Line], box: Box) -> tuple[list[str], bool]:
    """Return the paragraphs of a cell, and whether its last line is full."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _is_cut(paragraphs[-1][-1], line, box):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    is_open = bool(lines) and _is_wide(lines[-1], box) and lines[-1].text[-1] not in _STOPS
    return [joined(one) for one in paragraphs], is_open


def _is_cut(line: Line, after: Line, box: Box) -> bool:
    if begins_item(after, line):
        return False
    if _is_wide(line, box):
        return True
    room = Margins(box[0], box[2])
    return line.text[-1] not in _STOPS and is_full(line, after, room)


def _is_wide(line: Line, box: Box) -> bool:
    """Return whether a line fills its cell, so that no letter more would fit."""
    return box[2] - box[0] - (line.right - line.left) < _NARROW * line.size / 2


def continues(table: PdfTable, earlier: PdfTable) -> bool:
    """Return whether a table at the top of a page has the columns of the one at the foot of the page before.

    Where all cells of a page are merged over two columns, the page does not show the rule between these.
    """
    more, less = (table, earlier) if len(table.rules) >= len(earlier.rules) else (earlier, table)
    places = [_nearest(more.rules, rule) for rule in less.rules]
    is_same = all(abs(more.rules[place] - rule) <= _SAME_RULE for place, rule in zip(places, less.rules, strict=True))
    return is_same and places[0] == 0 and places[-1] == len(more.rules) - 1


def append(earlier: PdfTable, table: PdfTable) -> None:
    """Add the part of a table on the next page to the parts before.

    A repeated heading is left out. A row that the page's end has cut goes on in its cells, and so does a merged cell.
    """
    if len(table.rules) > len(earlier.rules):
        _use_rules(earlier, table.rules)
    else:
        _use_rules(table, earlier.rules)
    first = _repeated_rows(earlier, table)
    last = len(earlier.pages) - 1
    above = earlier.row(last)
    begun = {cell.column: cell for cell in table.cells if cell.row == first}
    goes_on = _is_rest(begun, above)
    shift = len(earlier.pages) - first - (1 if goes_on else 0)
    for cell in table.cells:
        if cell.row < first:
            continue
        over = above.get(cell.column)
        if cell.row == first and over and (goes_on or _is_merged_rest(cell, over)):
            _join(over, cell)
            over.rows += cell.rows - (1 if goes_on else 0)
            continue
        cell.row += shift
        earlier.cells.append(cell)
    earlier.pages.extend(table.pages[first + (1 if goes_on else 0) :])


def _use_rules(table: PdfTable, rules: list[float]) -> None:
    """Count the columns of a table by the rules of another one that shows more of them."""
    places = [_nearest(rules, rule) for rule in table.rules]
    for cell in table.cells:
        end = places[cell.column + cell.columns]
        cell.column = places[cell.column]
        cell.columns = end - cell.column
    table.rules = rules


def _repeated_rows(earlier: PdfTable, table: PdfTable) -> int:
    """Return how many rows at the top repeat the first rows of the table."""
    count = 0
    while count < len(table.pages) and _texts(table, count) and _texts(table, count) == _texts(earlier, count):
        count += 1
    return count if count < len(table.pages) else 0


def _texts(table: PdfTable, row: int) -> list[tuple[int, str]]:
    return sorted((column, text) for column, cell in table.row(row).items() if (text := "".join(cell.paragraphs)))


def _is_rest(begun: dict[int, PdfCell], above: dict[int, PdfCell]) -> bool:
    """Return whether the first row of a page is the rest of the row before."""
    filled = {column for column, cell in begun.items() if cell.paragraphs}
    filled_above = {column for column, cell in above.items() if cell.paragraphs}
    if not filled or 0 in filled or not filled <= filled_above:
        return False
    if any(above[column].is_open for column in filled):
        return True
    return 0 in filled_above and len(filled) * 2 <= len(filled_above)


def _is_merged_rest(cell: PdfCell, over: PdfCell) -> bool:
    """Return whether a cell is the rest of a merged cell on the page before."""
    return not cell.paragraphs and bool(over.paragraphs) and (cell.rows > 1 or over.rows > 1)


def _join(cell: PdfCell, rest: PdfCell) -> None:
    if cell.is_open and cell.paragraphs and rest.paragraphs:
        cell.paragraphs[-1] += rest.paragraphs[0]
        cell.paragraphs.extend(rest.paragraphs[1:])
    else:
        cell.paragraphs.extend(rest.paragraphs)
    cell.is_open = rest.is_open


def written(table: PdfTable) -> WrittenTable:
    """Return a table in the form that all readers share; places without a cell get an empty one."""
    rows: list[list[WrittenCell]] = []
    for number in range(len(table.pages)):
        covering = table.row(number)
        cells: list[WrittenCell] = []
        column = 0
        while column < len(table.rules) - 1:
            cell = covering.get(column)
            if cell is None:
                cells.append(WrittenCell())
                column += 1
                continue
            if cell.row == number:
                cells.append(WrittenCell([*cell.paragraphs], cell.rows, cell.columns))
            column += cell.columns
        rows.append(cells)
    return WrittenTable(rows, page=table.pages[0], pages=tuple(table.pages))
