"""The options of a format."""

from datetime import datetime
from typing import NamedTuple

ENCODINGS = ("utf-8-sig", "utf-8", "gb18030", "gbk")
"""The encodings of CSV that offices use; the first is the default."""

PAPER_NAMES = ("A4", "A3")
"""The papers of a workbook; the first is the default."""


class Options(NamedTuple):
    """The choices of one answer.

    Attributes:
        made_at: the moment of writing, with its offset.
        encoding: the encoding of CSV; None is the default.
        is_raw: CSV has no guards against formulas.
        is_for_screen: a terminal shows the answer.
        is_plain: a terminal gets the lines of a pipe: neither wrapped nor coloured.
        may_page: a terminal may show a tall answer in a pager.
        paper: the paper of a workbook.
    """

    made_at: datetime
    encoding: str | None = None
    is_raw: bool = False
    is_for_screen: bool = False
    is_plain: bool = False
    may_page: bool = False
    paper: str = PAPER_NAMES[0]
