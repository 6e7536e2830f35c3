"""How far a long work has come: a bar on standard error where that is a terminal, and nothing otherwise."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds of work before a bar appears."""


def shown(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """Return `items` as they are; once the work on them has taken a while, show how many of `total` are done."""
    if not sys.stderr.isatty():
        yield from items
        return
    start = monotonic()
    iterator = iter(items)
    for done, item in enumerate(iterator, start=1):
        yield item
        if monotonic() - start > PATIENCE:
            yield from _with_bar(iterator, done, total, what)
            return


def _with_bar(items: Iterator[Item], done: int, total: int, what: str) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(20),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    # The bar goes away when the work is done or fails, so that what is said next stands on a line of its own.
    with Progress(*columns, console=Console(stderr=True, emoji=False), transient=True) as progress:
        task = progress.add_task(what, total=total, completed=done)
        for item in items:
            yield item
            progress.advance(task)
