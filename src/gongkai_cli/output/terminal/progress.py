"""How far a long work has come: a bar on standard error where that is a terminal, and nothing otherwise."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds of work before a bar appears."""


class _Work:
    """How many of `total` are done, and the bar that says so once the work has taken a while."""

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._done = 0
        self._bar: Progress | None = None

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Return `items` as they are, each done when the next is asked for."""
        for item in items:
            yield item
            self._done += 1

    def show(self) -> None:
        """Draw the bar, and go on drawing it."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        work = self

        class Bar(Progress):
            """A bar that looks at the work each time it is drawn, so that the work need not tell it."""

            def get_renderable(self) -> "RenderableType":
                for task in self.task_ids:
                    self.update(task, completed=work._done)
                return super().get_renderable()

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(20),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        # The bar goes away when the work is done or fails, so that what is said next stands on a line of its own.
        self._bar = Bar(
            *columns,
            console=Console(stderr=True, emoji=False),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._bar.add_task(self._what, total=self._total)
        self._bar.start()

    def hide(self) -> None:
        """Take the bar away where there is one."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def bar(total: int, what: str) -> Iterator[Callable[[Iterable[Item]], Iterator[Item]]]:
    """Show how far the work of the block has come, from when it has taken a while until it ends.

    The block gets a function through which it reads its items, `total` of them in all. The bar is drawn beside the
    work, so it appears also where the first item is long in coming, or the last one is followed by more work.
    """
    if not sys.stderr.isatty():
        yield iter
        return
    work = _Work(total, what)
    timer = Timer(PATIENCE, work.show)
    timer.daemon = True
    timer.start()
    try:
        yield work.counted
    finally:
        timer.cancel()
        timer.join()
        work.hide()
