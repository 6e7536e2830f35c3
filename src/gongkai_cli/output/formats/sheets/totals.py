"""The totals of a table, gathered while its rows pass."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gongkai_cli.output.listing import Field, Layout

TOTAL = "合计"
"""The word in the first cell of a totals row."""


class Totals:
    """The number of values, the sums and the counts of words of a table.

    Args:
        fields: the fields of its columns.
        layout: which of them have a total.
    """

    def __init__(self, fields: Sequence[Field], layout: Layout) -> None:
        keys = [field.key for field in fields]
        self._fields = fields
        self._counted = keys.index(layout.counted) if layout.counted else None
        self._sums = {keys.index(key): 0 for key in layout.summed}
        self._tallies: dict[int, Counter[str]] = {keys.index(key): Counter() for key in layout.tallied}
        self._count = 0
        self.rows = 0

    @property
    def is_wanted(self) -> bool:
        """Whether the table has a totals row."""
        return self.rows > 0 and (self._counted is not None or bool(self._sums or self._tallies))

    def add(self, columns: Sequence[Sequence[Any]]) -> None:
        """Add some rows, column by column."""
        self.rows += len(columns[0])
        if self._counted is not None:
            self._count += sum(value is not None and value != "" for value in columns[self._counted])
        for place in self._sums:
            self._sums[place] += sum(value for value in columns[place] if value is not None)
        for place, tally in self._tallies.items():
            tally.update(columns[place])

    def cells(self) -> list[Any]:
        """Return the totals row: a text or a number for each column, None where it has no total."""
        found: list[Any] = [None] * len(self._fields)
        found[0] = TOTAL
        for place, total in self._sums.items():
            found[place] = total
        for place, tally in self._tallies.items():
            words = dict.fromkeys(self._fields[place].words.values())
            found[place] = "\n".join(f"{word} {tally[word]}" for word in words if tally[word])
        if self._counted is not None:
            found[self._counted] = self._count
        return found

    def is_count(self, place: int) -> bool:
        """Say whether the total of a column is the number of its values."""
        return place == self._counted
