"""What returned files hold: rows with what a unit says, and what is odd about them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai_cli.domain.reporting.sheets import SheetIdentity
from gongkai_cli.domain.vocabulary import Status


class Remark(NamedTuple):
    """Something to tell about a cell that stops nothing: its place and the words."""

    cell: str
    what: str


class Doubt(NamedTuple):
    """Something about a row that only a person can settle.

    `takes_percent` says that a percent is an answer.
    """

    cell: str
    what: str
    takes_percent: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says; None and empty are nothing said. `date` is a day or days as typed."""

    percent: int | None = None
    status: Status | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    links: tuple[str, ...] = ()
    date: str | None = None
    people: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing."""
        return self == Said()


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a returned sheet: what it is about, as its cells name it, and what it says."""

    sheet: str
    row: int
    key: str | None
    no: int | None
    title: str | None
    unit: str | None
    said: Said
    is_activity: bool = False
    remarks: tuple[Remark, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    grey: tuple[Remark, ...] = ()
    """The texts of its cells about the last report, which nobody is to fill in."""

    @property
    def place(self) -> str:
        """The row in words."""
        return f"第 {self.row} 行"


@dataclass(frozen=True, slots=True)
class Stray:
    """Content beside the tables, or a row that names no task: it is listed and not merged."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that came back.

    Attributes:
        name: its name, which is shown and never believed.
        digest: the sha256 of its bytes.
        format: its format, such as xlsx.
        identities: what its hidden carriers say, each once.
        numbers: the 表号 that are printed on it.
        units: the units that its heads name, as printed.
        head: the text above its tables, in which a period may stand.
        rows: its rows.
        strays: content that is not merged.
        remarks: what is odd about its sheets.
        fault: why it cannot be read, with the remedy; None where it can.
        is_list: whether it is our own list of sheets, which holds no report.
        is_notice: whether it is our own notice beside the sheets, which holds none either.
    """

    name: str
    digest: str
    format: str = ""
    identities: tuple[SheetIdentity, ...] = ()
    numbers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    head: str = ""
    rows: tuple[FilledRow, ...] = ()
    strays: tuple[Stray, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
    fault: str | None = None
    is_list: bool = False
    is_notice: bool = False
