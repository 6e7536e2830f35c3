"""How much of a file is read. A file beyond it is refused before it fills the memory."""

from typing import NamedTuple

MEGABYTE = 1024 * 1024


class Limits(NamedTuple):
    """The most that is read of one file.

    Attributes:
        file: bytes of the file.
        unpacked: bytes of all parts with cells and texts, unpacked, without cells and rows that are only formatted.
        streamed: bytes that are unpacked at all. Nothing of them but `unpacked` is kept.
        cells: filled cells of all sheets.
        rows: rows with a filled cell, of all sheets.
    """

    file: int = 32 * MEGABYTE
    unpacked: int = 16 * MEGABYTE
    streamed: int = 256 * MEGABYTE
    cells: int = 50_000
    rows: int = 20_000


LIMITS = Limits()
"""Far more than any sheet of an office, whose parts take some hundred thousand bytes."""
