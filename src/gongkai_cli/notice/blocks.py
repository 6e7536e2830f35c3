"""The blocks of a notice: its paragraphs and tables in order, each with its place in the file."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the file of a notice; what is not known is None. All numbers begin with 1.

    Attributes:
        file: the name of the file.
        paragraph: the number of a paragraph in the file; on its page where `page` is known.
        table: the number of a table in the file. In a workbook it is the number of the sheet.
        row: the row of the table. In a workbook it is the row of the sheet.
        column: the column of the table, before empty columns are left out.
        heading: the heading of the column, or an empty text.
        page: the page of a PDF file.
    """

    file: str
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    heading: str = ""
    page: int | None = None

    @property
    def words(self) -> str:
        """The place as an office says it, such as `第 12 段` or `表 2 第 3 行“责任单位”列`."""
        page = "" if self.page is None else f"第 {self.page} 页"
        if self.table is None:
            return page + ("" if self.paragraph is None else f"第 {self.paragraph} 段")
        words = f"{page}表 {self.table}"
        if self.row is not None:
            words += f" 第 {self.row} 行"
        if self.heading:
            words += f"“{self.heading}”列"
        elif self.column is not None:
            words += f"第 {self.column} 列"
        return words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line, with Word's automatic number before its text."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class TableCell:
    r"""A cell of a table. Its lines have "\n" between them.

    `is_spread` marks a copy: the cell is covered by a merged cell that begins elsewhere. `fault` is the reason
    why a cell of a spreadsheet could not be read, such as a picture in it.
    """

    text: str
    place: Place
    is_spread: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows all have the same number of cells; merged cells are spread."""

    place: Place
    rows: tuple[tuple[TableCell, ...], ...]


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Notice:
    """The blocks of one file in order.

    Attributes:
        name: the name of the file.
        format: `txt`, `md`, `html`, `docx`, `xlsx`, `xls`, `ods`, `csv` or `pdf`, as its bytes say.
        blocks: its paragraphs and tables.
        unread: what of it was not read, in words without a full stop.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    unread: tuple[str, ...] = ()
