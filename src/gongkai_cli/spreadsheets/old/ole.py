"""The stream with the sheets in an OLE file, which is a small file system: sectors, chained by a table."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai_cli.spreadsheets.cells import UnreadableError
from gongkai_cli.spreadsheets.kinds import Kind
from gongkai_cli.spreadsheets.refusals import REFUSALS, broken

_WORKBOOKS = ("Workbook", "Book")
_OTHERS = {"WordDocument", "PowerPoint Document"}
_ENTRY, _MINI_SECTOR = 128, 64  # bytes
_SECTOR_SIZES = (512, 4096)
_IN_HEADER = 109  # sectors of the table that the header names
_NONE = 0xFFFFFFFF
_STREAM = 2


class _Entry(NamedTuple):
    """A directory entry: its neighbours and its first child in a tree, and where its bytes begin."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def workbook_stream(data: bytes) -> bytes:
    """Return the stream with the sheets of a workbook; those within other documents do not count.

    Raises:
        UnreadableError: there is none, or the file is damaged.
    """
    try:
        return _File(data).workbook()
    except (struct.error, IndexError, ValueError):
        raise broken() from None


class _File:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sector_size = 1 << min(_number(data, 30, "H"), 16)
        if self._sector_size not in _SECTOR_SIZES:
            raise ValueError(self._sector_size)
        self._table = self._read_table()
        directory = self._chained(_number(data, 48))
        self._entries = [_entry(directory[at : at + _ENTRY]) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]

    def workbook(self) -> bytes:
        """Return the stream of a workbook at the top."""
        streams = {entry.name: entry for entry in self._at_the_top() if entry.kind == _STREAM}
        for name in _WORKBOOKS:
            if name in streams:
                return self._content(streams[name])[: streams[name].size]
        if streams.keys() & _OTHERS:
            raise UnreadableError(REFUSALS[Kind.OLD_OFFICE])
        raise broken()

    def _at_the_top(self) -> Iterator[_Entry]:
        waiting = [self._entries[0].child]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number != _NONE and number not in seen:
                seen.add(number)
                entry = self._entries[number]
                yield entry
                waiting += [entry.left, entry.right]

    def _content(self, entry: _Entry) -> bytes:
        if entry.size >= _number(self._data, 56):
            return self._chained(entry.start)
        # Small streams share one, which the root has, in sectors of their own.
        shared = self._chained(self._entries[0].start)
        table = _numbers(self._chained(_number(self._data, 60)))
        sectors = _chain(entry.start, table)
        return b"".join(shared[one * _MINI_SECTOR : (one + 1) * _MINI_SECTOR] for one in sectors)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        return self._data[start : start + self._sector_size]

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))

    def _read_table(self) -> Sequence[int]:
        """Return the table of sectors: each entry is the sector that follows."""
        places = [*struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76)]
        more = _number(self._data, 68)
        most = len(self._data) // self._sector_size
        while more < most and len(places) <= most:
            *numbers, more = _numbers(self._sector(more))
            places += numbers
        return _numbers(b"".join(self._sector(one) for one in places[: most + _IN_HEADER] if one < most))


def _chain(start: int, table: Sequence[int]) -> Iterator[int]:
    """Return the sectors from a first one on; a ring ends after as many as there are."""
    for _ in table:
        if start >= len(table):
            return
        yield start
        start = table[start]


def _number(data: bytes, place: int, kind: str = "I") -> int:
    (found,) = struct.unpack_from(f"<{kind}", data, place)
    return int(found)


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entry(data: bytes) -> _Entry:
    name = data[: max(_number(data, 64, "H") - 2, 0)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<3I", data, 68)
    return _Entry(name, data[66], left, right, child, _number(data, 116), _number(data, 120))
