"""Processes timed side by side: each round runs every case once, so that what slows the machine slows them all.

This module and what imports it stay small: a process that is started counts the memory of the one that started it.
"""

import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

COLUMNS = 120


@dataclass
class Case:
    """One command to be timed.

    `before` runs untimed before each of its runs. Where `is_on_screen`, it writes to a terminal of 120 columns, as for
    a person; else its output goes to the file `output`, or nowhere.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    is_on_screen: bool = False
    output: Path | None = None
    before: Callable[[], None] = lambda: None


@dataclass
class Sample:
    """The runs of one case: seconds of wall time each, and the most memory that any of them had, in MB."""

    seconds: list[float] = field(default_factory=list)
    memory: float = 0.0

    @property
    def median(self) -> float:
        """The middle one of the runs."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> float:
        """The range of the middle half of the runs, as a share of their median."""
        if len(self.seconds) < 2:
            return 0.0
        first, _, third = statistics.quantiles(self.seconds, n=4)
        return (third - first) / self.median


def interleaved(cases: Sequence[Case], runs: int, warm_up: int = 1) -> list[Sample]:
    """Run every case in each of some rounds, after rounds that do not count; return the samples in the cases' order.

    Raises:
        SystemExit: a command failed; the message has what it said.
    """
    samples = [Sample() for _ in cases]
    for place in range(warm_up + runs):
        for case, sample in zip(cases, samples, strict=True):
            case.before()
            seconds, memory = _timed(case)
            if place >= warm_up:
                sample.seconds.append(seconds)
                sample.memory = max(sample.memory, memory)
    return samples


def _timed(case: Case) -> tuple[float, float]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        seconds, code, memory = _ran(case, errors)
        if code:
            errors.seek(0)
            sys.exit(f"{case.name}: exit code {code}: {' '.join(case.command)}\n{errors.read()}")
    return seconds, memory


def _ran(case: Case, errors: IO[str]) -> tuple[float, int, float]:
    environment = {**os.environ, **case.environment, "COLUMNS": str(COLUMNS)}
    mother, child = os.openpty() if case.is_on_screen else (-1, -1)
    where = str(case.output or os.devnull)
    if case.is_on_screen:
        actions: list[Any] = [(os.POSIX_SPAWN_DUP2, child, stream) for stream in (0, 1, 2)]
    else:
        actions = [(os.POSIX_SPAWN_OPEN, 1, where, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
        actions.append((os.POSIX_SPAWN_DUP2, errors.fileno(), 2))
    program = shutil.which(case.command[0]) or case.command[0]
    reader = threading.Thread(target=_drain, args=(mother,))
    start = time.perf_counter()
    pid = os.posix_spawn(program, list(case.command), environment, file_actions=actions)
    if case.is_on_screen:
        os.close(child)
        reader.start()
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if case.is_on_screen:
        reader.join()
        os.close(mother)
    return seconds, os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024


def _drain(descriptor: int) -> None:
    try:
        while os.read(descriptor, 65536):
            pass
    except OSError:  # the other side has gone
        return
