"""The one environment in which a template is read and rendered."""

from collections.abc import Iterable

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

MOST_RENDERED = 32 * 1024 * 1024
"""The characters of one rendered part; a bulletin of 80 units has some hundred thousand."""


def _joined(pieces: Iterable[str]) -> str:
    """Join the pieces of a rendered template.

    Raises:
        OverflowError: they are too long.
    """
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_RENDERED:
            raise OverflowError
        kept.append(piece)
    return "".join(kept)


class Sandbox(SandboxedEnvironment):
    """An environment without functions: no name leads out of it, and a missing variable is an error."""

    concat = staticmethod(_joined)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
