"""Count rows and cells while they are read, and refuse too many."""

from gongkai_cli.spreadsheets.cells import Cell
from gongkai_cli.spreadsheets.limits import Limits
from gongkai_cli.spreadsheets.refusals import too_many_cells, too_many_rows


class Counter:
    """Adds up what the sheets of one file hold."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = 0
        self._rows = 0

    def add(self, *, cells: int = 0, rows: int = 0) -> None:
        """Count some more.

        Raises:
            TooLargeError: that is more than the limits allow.
        """
        self._cells += cells
        self._rows += rows
        self.check()

    def check(self, *, cells: int = 0) -> None:
        """Check the count, and so many cells that are not added yet; raises as `add`."""
        if self._rows > self._limits.rows:
            raise too_many_rows(self._limits)
        if self._cells + cells > self._limits.cells:
            raise too_many_cells(self._limits)

    def add_row(self, rows: dict[int, dict[int, Cell]], number: int, cells: dict[int, Cell]) -> None:
        """Put a row with its cells into a sheet, unless it is empty; raises as `add`."""
        if cells:
            self.add(cells=len(cells), rows=1)
            rows[number] = cells
