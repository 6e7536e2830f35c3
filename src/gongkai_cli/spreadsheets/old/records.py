"""Facts about the cells of an .xls that its reader leaves out: percents, formulas, merged cells, and their number.

The file is a list of records. Reading them also counts the cells before the reader makes objects of them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai_cli.spreadsheets.cells import UnreadableError
from gongkai_cli.spreadsheets.counting import Counter
from gongkai_cli.spreadsheets.kinds import Kind
from gongkai_cli.spreadsheets.merging import Area
from gongkai_cli.spreadsheets.refusals import REFUSALS, broken
from gongkai_cli.spreadsheets.values import is_percent_format

_SHEET_BEGINS, _PASSWORD, _SHEET, _FORMAT, _STYLE = 0x0809, 0x002F, 0x0085, 0x041E, 0x00E0
_MERGED, _FORMULA, _SEVERAL_NUMBERS = 0x00E5, 0x0006, 0x00BD
_ONE_CELL = {0x0203, 0x00FD, 0x027E, 0x0204, 0x00D6, 0x0205, _FORMULA}
"""Kinds of records."""

_PERCENTS = (9, 10)
"""The numbers of the built-in formats 0% and 0.00%."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about the cells of one sheet, by row and column from 1.

    Attributes:
        percents: the cells whose number format has a percent sign.
        formulas: the cells with a formula.
        merged: the areas of merged cells.
    """

    percents: set[tuple[int, int]] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


def facts_of_sheets(stream: bytes, counter: Counter) -> list[Facts]:
    """Return the facts of each sheet, in the order of the workbook.

    Raises:
        TooLargeError: there are too many cells.
        UnreadableError: the workbook has a password.
    """
    scan = _Scan(counter)
    for place, kind, content in _records(stream):
        try:
            scan.read(place, kind, content)
        except (struct.error, IndexError):  # the record is too short
            raise broken() from None
    return [scan.facts.get(place, Facts()) for place in scan.order]


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Return each record's place, kind and content."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


class _Scan:
    """Collects facts, record by record."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.order: list[int] = []
        self.facts: dict[int, Facts] = {}
        self._sheet = Facts()
        self._formats = set(_PERCENTS)
        self._styles: list[bool] = []

    def read(self, place: int, kind: int, content: bytes) -> None:
        """Read one record."""
        if kind == _SHEET_BEGINS:
            self._sheet = self.facts[place] = Facts()
        elif kind == _PASSWORD:
            raise UnreadableError(REFUSALS[Kind.PASSWORD])
        elif kind == _SHEET:
            self.order.append(int.from_bytes(content[:4], "little"))
        elif kind == _FORMAT:
            (number,) = struct.unpack_from("<H", content)
            if is_percent_format(content[5:].decode("utf-16-le" if content[4] & 1 else "latin-1", "replace")):
                self._formats.add(number)
        elif kind == _STYLE:
            (number,) = struct.unpack_from("<H", content, 2)
            self._styles.append(number in self._formats)
        else:
            self._read_cells(kind, content)

    def _read_cells(self, kind: int, content: bytes) -> None:
        if kind in _ONE_CELL:
            row, column, style = struct.unpack_from("<3H", content)
            self._add(row + 1, column + 1, style)
            if kind == _FORMULA:
                self._sheet.formulas.add((row + 1, column + 1))
        elif kind == _SEVERAL_NUMBERS:
            row, column = struct.unpack_from("<2H", content)
            for index in range((len(content) - 6) // 6):
                (style,) = struct.unpack_from("<H", content, 4 + 6 * index)
                self._add(row + 1, column + 1 + index, style)

        elif kind == _MERGED:
            for index in range((len(content) - 2) // 8):
                first, last, left, right = struct.unpack_from("<4H", content, 2 + 8 * index)
                self._sheet.merged.append(Area(first + 1, left + 1, last + 1, right + 1))

    def _add(self, row: int, column: int, style: int) -> None:
        self._counter.add(cells=1)
        if style < len(self._styles) and self._styles[style]:
            self._sheet.percents.add((row, column))
