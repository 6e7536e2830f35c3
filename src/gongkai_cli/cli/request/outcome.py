"""A command's note that its work is done.

After the note, an answer that cannot be shown is no failure of the command.
"""

import typer

_DONE = "gongkai.done"


def note(context: typer.Context, done: str) -> None:
    """Note that the command has done its work.

    Args:
        context: the command's context.
        done: a clause for the message if the answer cannot be shown.
    """
    context.meta[_DONE] = done


def noted(context: typer.Context) -> str | None:
    """Return the command's note; None if its work is not done."""
    done: str | None = context.meta.get(_DONE)
    return done
