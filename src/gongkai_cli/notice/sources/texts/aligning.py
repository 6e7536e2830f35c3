"""Rows of cells in which covered cells are missing, as a copied table has them → a table with merged cells.

A program that copies a table writes a merged cell once, at its first place. So a row may be short, and nothing in it
says where. Its cells are laid on the columns whose cells in complete rows are most like them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import comb, log

from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.notice.sources.grids import WrittenCell, WrittenTable

_MOST_WAYS = 130  # ways to lay a row on the columns that are compared
_LONG = 24  # characters of a cell that is a sentence
_COUNT = re.compile(r"\d{1,4}(?:\.\d+)?%?")
_OFFICE = re.compile(r"[^，。；]{2,40}(?:[局委办部厅院所站社队会镇乡]|中心|街道|公司|政府|单位|大队|支队)")
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_HEADINGS = (
    (re.compile("序号|编号|分值|得分|分数|权重|人数|数量"), "count"),
    (re.compile("单位|部门|科室|处室|股室"), "offices"),
    (re.compile("要求|标准|举措|措施|内容|分解"), "sentence"),
)
_RUNS_ON = 3.0  # the weight of a running number that goes on in its column


def aligned(rows: Sequence[Sequence[str]]) -> WrittenTable:
    """Return the table of rows of texts. A row of one text is a heading over all columns."""
    width = max(map(len, rows))
    layout = _Layout(_profiles(rows, width))
    has_headings = False
    table = WrittenTable()
    above: list[WrittenCell | None] = [None] * width
    number = 0
    for texts in rows:
        if len(texts) == 1:
            cell = _cell(texts[0])
            cell.columns = width
            table.rows.append([cell])
            above = [None] * width
            continue
        running = number_of(texts[0]) if texts[0] else None
        goes_on = running is not None and running in {number, number + 1}
        kinds = tuple(map(_kind if has_headings else _kind_below, texts))
        has_headings = True
        places = layout.places(kinds, goes_on=goes_on)
        above = _laid(table, texts, places, above)
        number = running if running is not None and places[0] == 0 else number
    return table


def _cell(text: str) -> WrittenCell:
    return WrittenCell([text] if text else [])


def _kind(text: str) -> str:
    if not text:
        return "empty"
    if _COUNT.fullmatch(text):
        return "count"
    if _HAN_NUMBER.fullmatch(text):
        return "chapter"
    if "。" in text or "；" in text or len(text) > _LONG:
        return "offices" if all(_OFFICE.fullmatch(part) for part in re.split("[、，；]", text) if part) else "sentence"
    return "offices" if _OFFICE.fullmatch(text) else "words"


def _profiles(rows: Sequence[Sequence[str]], width: int) -> list[Counter[str]]:
    """Return the kinds of cells in each column, as the complete rows below the headings have them."""
    complete = [row for row in rows[1:] if len(row) == width]
    return [Counter(_kind(row[column]) for row in complete) for column in range(width)]


def _kind_below(heading: str) -> str:
    """Return the kind of cells that stand below a heading; "words" where it says nothing."""
    return next((kind for pattern, kind in _HEADINGS if pattern.search(heading)), "words")


class _Layout:
    """The columns of a table, and where rows of each sort of cells stand on them, which it remembers."""

    def __init__(self, columns: Sequence[Counter[str]]) -> None:
        self._columns = columns
        self._found: dict[tuple[tuple[str, ...], bool], tuple[int, ...]] = {}

    def places(self, kinds: tuple[str, ...], *, goes_on: bool) -> tuple[int, ...]:
        """Return the column of each cell: the likeliest; of equal ones the one with the first cells missing."""
        key = (kinds, goes_on)
        if key not in self._found:
            self._found[key] = self._places(kinds, goes_on=goes_on)
        return self._found[key]

    def _places(self, kinds: tuple[str, ...], *, goes_on: bool) -> tuple[int, ...]:
        width, count = len(self._columns), len(kinds)
        missing = width - count
        # Without complete rows nothing is known but that merged cells stand on the left, behind the running number.
        usual = (0, *range(missing + 1, width)) if goes_on else tuple(range(missing, width))
        if not missing or comb(width, count) > _MOST_WAYS or not any(self._columns):
            return usual

        def fit(places: tuple[int, ...]) -> tuple[float, bool]:
            score = sum(_fit(self._columns[place], kind) for place, kind in zip(places, kinds, strict=True))
            if goes_on and places[0] == 0:
                score += _RUNS_ON
            return score, places == usual

        return max(combinations(range(width), count), key=fit)


def _fit(column: Counter[str], kind: str) -> float:
    """Return how well a kind of cell fits a column; a column with many kinds says little."""
    return log((column[kind] + 0.2) / (column.total() + 1))


def _laid(
    table: WrittenTable, texts: Sequence[str], places: Sequence[int], above: Sequence[WrittenCell | None]
) -> list[WrittenCell | None]:
    """Add a row; return the cell of each column. A missing cell is that above or, where there is none, that before."""
    row: list[WrittenCell | None] = [None] * len(above)
    for place, text in zip(places, texts, strict=True):
        row[place] = _cell(text)
    # 一、 and a heading in several columns, as the row above has it: the cell before goes on.
    is_chapter = bool(_HAN_NUMBER.fullmatch(texts[0]))
    written = [cell for cell in row if cell is not None]
    grown: set[int] = set()
    for place in range(len(row)):
        if row[place] is not None:
            continue
        before, over = row[place - 1] if place else None, above[place]
        is_wide = place > 0 and over is not None and over is above[place - 1]
        if before is not None and (over is None or is_chapter or is_wide) and id(before) not in grown:
            before.columns += 1
            row[place] = before
        elif over is not None:
            if id(over) not in grown:
                over.rows += 1
                grown.add(id(over))
            row[place] = over
    if len(table.rows) > 1 and len(texts) == len(row):
        written = _with_blanks_filled(row, above)
    table.rows.append(written)
    return row


def _with_blanks_filled(row: list[WrittenCell | None], above: Sequence[WrittenCell | None]) -> list[WrittenCell]:
    """Let the cells above go on in the blank cells at the beginning of a complete row; return the row's own cells."""
    for place, (cell, over) in enumerate(zip(row, above, strict=True)):
        if cell is None or cell.contents or over is None or over.text.endswith("序号"):
            break
        if over.contents:
            over.rows += 1
            row[place] = over
    return [cell for cell, over in zip(row, above, strict=True) if cell is not None and cell is not over]
