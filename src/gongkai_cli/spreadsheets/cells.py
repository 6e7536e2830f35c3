"""What a spreadsheet holds: sheets, cells, and the names and properties that the file carries."""

from collections.abc import Mapping
from datetime import date, datetime, time
from string import ascii_uppercase
from typing import NamedTuple, TypeAlias

from gongkai_cli.errors import FieldError

Value: TypeAlias = str | int | float | bool | date | datetime | time
"""A cell's value. A day without an hour is a `date`; a duration is a text."""


class Cell(NamedTuple):
    r"""A cell that is not empty.

    Attributes:
        value: the value as the file stores it, 0.6 for 60%; an empty text where there is a fault. Texts have no
            blanks around them, and their line ends are `\n`.
        text: the value as a person sees it: 60% for 0.6 with the format of a percent, days in ISO form.
        is_percent: whether its number format has a percent sign. A CSV file has no formats.
        fault: the reason why its value cannot be read: a picture, a formula without a result, an error value.
        span: the rows and columns of the merged cells that begin here; (1, 1) where nothing is merged.
        is_formula: whether its value is the result of a formula.
    """

    value: Value
    text: str
    is_percent: bool
    fault: FieldError | None
    span: tuple[int, int] = (1, 1)
    is_formula: bool = False


class Sheet(NamedTuple):
    """One sheet of a spreadsheet.

    Attributes:
        number: its place among the sheets, from 1; hidden ones count.
        name: the name on its tab; of a CSV file an empty text.
        is_hidden: whether no one sees it; "very hidden" is hidden too.
        rows: row → column → cell, both from 1 and in order, without empty cells.
        pictures: the number of pictures that lie over the cells. Only .xlsx and .ods tell.
    """

    number: int
    name: str
    is_hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    pictures: int = 0

    @staticmethod
    def address(row: int, column: int) -> str:
        """Return the name of a cell, such as `C7`."""
        letters = ""
        left = column
        while left:
            left, place = divmod(left - 1, len(ascii_uppercase))
            letters = ascii_uppercase[place] + letters
        return f"{letters}{row}"


class Spreadsheet(NamedTuple):
    """The content of a file.

    Attributes:
        format: `xlsx`, `xls` (also .et), `ods` or `csv`.
        sheets: all sheets in order, also hidden ones; sheets of charts are left out.
        properties: the custom document properties, as texts. Only .xlsx and .ods have them here.
        names: the defined names that hold a text: name → text. Only .xlsx and .ods have them here.
    """

    format: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str]
    names: Mapping[str, str]


class UnreadableError(Exception):
    """The bytes are no spreadsheet that can be read; the message is a Chinese clause without a full stop."""


class TooLargeError(UnreadableError):
    """The spreadsheet goes beyond the limits."""
