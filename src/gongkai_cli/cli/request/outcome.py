"""Whether a command has done its work already, so that a failing output is not taken for a failing command."""

import typer

_DONE = "gongkai.done"


def note(context: typer.Context, done: str) -> None:
    """Note that the command has written; `done` says so, for the case that its answer cannot be shown."""
    context.meta[_DONE] = done


def noted(context: typer.Context) -> str | None:
    """Return what the command has noted as done; None is nothing yet."""
    done: str | None = context.meta.get(_DONE)
    return done
