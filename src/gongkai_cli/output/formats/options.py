"""How an answer is to be written: what a person may choose beside the format itself."""

from dataclasses import dataclass
from datetime import datetime

ENCODINGS = ("utf-8-sig", "utf-8", "gb18030", "gbk")
"""The encodings of CSV that spreadsheets and offices use, the first where none is asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """`encoding` and `is_raw` are CSV's: None is the usual encoding, raw leaves the guards away.

    `is_for_screen` says that a person's terminal shows the bytes; `made_at` is the moment of writing, with its offset.
    """

    made_at: datetime
    encoding: str | None = None
    is_raw: bool = False
    is_for_screen: bool = False
