"""Many plan files: each is read once, and valid documents wait on disk until all are checked."""

import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from gongkai_cli import scratch
from gongkai_cli.errors import GongkaiError, PlanFileError
from gongkai_cli.planfile.document import PlanDocument, PlanHeader
from gongkai_cli.planfile.reading import Reading, read_with_warnings

_IN_MEMORY = 16 * 1024 * 1024  # bytes; some eight hundred plans

MOST_WARNINGS = 100
"""The number of warnings of many files that are listed; the others are counted."""


def read_all(files: Iterable[Path]) -> Iterator[Reading]:
    """Read and check every file; one run reports the problems of all.

    Raises:
        GongkaiError: after the last file, where some are not valid or two have the same key. It has the lines of all
            refusals, and the smallest of their exit codes.
    """
    refusals: list[GongkaiError] = []
    owners: dict[str, Path] = {}
    for file in files:
        try:
            found = read_with_warnings(file)
        except GongkaiError as error:
            refusals.append(error)
            continue
        key = found.document.plan.key
        owner = owners.setdefault(key, file)
        if owner is not file:
            message = f"{file}: 与 {owner} 的标识同是“{key}”。请改正其中一个，或只写一个文件。"
            refusals.append(PlanFileError(message))
        yield found
    if refusals:
        worst = min(refusals, key=lambda error: error.exit_code)
        lines = [line for error in refusals for line in error.lines]
        raise type(worst)(*lines)


class Warnings:
    """The warnings of many files: the lines of the first ones, and the number of the others."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._left = 0

    def noting(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield the readings, and note the warnings of each."""
        for one in readings:
            room = MOST_WARNINGS - len(self._lines)
            self._lines += one.warnings[:room]
            self._left += len(one.warnings[room:])
            yield one

    def lines(self) -> list[str]:
        """Return the lines to show."""
        if self._left == 0:
            return self._lines
        return [*self._lines, f"还有 {self._left} 条提醒没有列出，用 gongkai check 逐个文件查看。"]


class Batch:
    """Documents kept aside in a temporary file, in order. They can be read any number of times."""

    def __init__(self) -> None:
        self._file = scratch.spooled(_IN_MEMORY)
        self._count = 0
        self._newest: PlanHeader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # a full disk was reported, and nobody reads the file again
            self._file.close()

    def __len__(self) -> int:
        return self._count

    @property
    def newest(self) -> PlanHeader:
        """The header of the latest year's plan; of several, the first one added."""
        assert self._newest is not None  # noqa: S101 - only a batch with documents is asked
        return self._newest

    def add(self, document: PlanDocument) -> None:
        """Add a document.

        Raises:
            RefusedError: there is no room for it.
        """
        with scratch.explained("未载入", "分几次载入"):
            pickle.dump(document, self._file, pickle.HIGHEST_PROTOCOL)
            self._file.flush()  # a full disk shows here
        self._count += 1
        if self._newest is None or document.plan.year > self._newest.year:
            self._newest = document.plan

    def keeping(self, documents: Iterable[PlanDocument]) -> Iterator[PlanDocument]:
        """Yield the documents, each added first; raises as `add`."""
        for document in documents:
            self.add(document)
            yield document

    def __iter__(self) -> Iterator[PlanDocument]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 - written by `add` into a file without a name
