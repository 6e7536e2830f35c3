"""A progress bar on standard error, where that is a terminal."""

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
    """The number of items done, and the bar that shows it."""

    def __init__(self, total: int, label: str) -> None:
        self._total = total
        self._label = label
        self._done = 0
        self._bar: Progress | None = None

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """Return the items, and count each as done when the next is read."""
        for item in items:
            yield item
            self._done += 1

    def show(self) -> None:
        """Draw the bar, and redraw it until `hide`."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        work = self

        class Bar(Progress):
            """A bar that reads the count when it is drawn. The work then loses no time on it."""

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
        # The bar disappears at the end, so the next message gets its own line.
        self._bar = Bar(
            *columns,
            console=Console(stderr=True, emoji=False),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._bar.add_task(self._label, total=self._total)
        self._bar.start()

    def hide(self) -> None:
        """Remove the bar, if there is one."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def bar(total: int, label: str) -> Iterator[Callable[[Iterable[Item]], Iterator[Item]]]:
    """Show a progress bar while the block works, after its first second.

    A thread draws the bar, so it appears also while the first item is slow, or while work follows the last item.

    Args:
        total: the number of items.
        label: the text beside the bar.

    Yields:
        A function that returns the items of an iterable and counts them.
    """
    if not sys.stderr.isatty():
        yield iter
        return
    work = _Work(total, label)
    timer = Timer(PATIENCE, work.show)
    timer.daemon = True
    timer.start()
    try:
        yield work.counted
    finally:
        timer.cancel()
        timer.join()
        work.hide()
