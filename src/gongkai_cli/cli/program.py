"""The program around its commands: the place of an answer is settled before it, an error explained after it."""

import sys
from pathlib import Path
from typing import Any

import typer

from gongkai_cli.cli.endings import reason
from gongkai_cli.cli.framework.commands import Command
from gongkai_cli.cli.framework.formats import CALENDARS, ON_SCREEN, SHEETS, WHOLE_TABLES
from gongkai_cli.cli.framework.root import Root
from gongkai_cli.cli.request import outcome
from gongkai_cli.errors import GongkaiError, RefusedError, UntoldError

_FOREIGN = (
    "台账“{path}”里有本程序没有写过的内容，这次没有做完。请用 gongkai db check 看在哪里；"
    "刚才若是记录，用 gongkai log 查看是否已记入。"
)


class Answering(Command):
    """A command with an answer in one of several formats; its function finds the Destination in `context.obj`."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command once its answer is sure to be deliverable."""
        from gongkai_cli.cli.request.destination import chosen

        given = {param.name: ctx.params.pop(param.name) for param in self.answer_options()}
        ctx.obj = chosen(ctx, self.formats, given)
        return super().invoke(ctx)


class Echoing(Answering):
    """A command that writes the store, and echoes the change on the screen."""

    formats = ON_SCREEN


class Listed(Answering):
    """A command that answers with a listing or a page, for the screen or a sheet."""

    formats = SHEETS


class Dated(Answering):
    """A command that answers with a listing of days, also for a calendar."""

    formats = CALENDARS


class WholeTables(Answering):
    """A command that answers with whole tables."""

    formats = WHOLE_TABLES


class Program(Root):
    """The root of gongkai."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and explain an error that does not speak for itself."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            explanation = _explanation(ctx, error)
            if explanation is None:
                raise
            raise explanation from error
        return answer


def _explanation(context: typer.Context, error: Exception) -> GongkaiError | None:
    """Return an error that explains another one; None if that one speaks for itself."""
    if isinstance(error, (GongkaiError, OSError, MemoryError)):
        done = outcome.noted(context)
        # The command has not failed if only its answer cannot be shown.
        return None if done is None else UntoldError(done, reason(error))
    from gongkai_cli.cli.request.scope import store_path

    path = store_path(context)
    return RefusedError(_FOREIGN.format(path=path)) if _holds_foreign_content(path) else None


def _holds_foreign_content(path: Path) -> bool:
    """Say whether another program has written into a store, so that an error is no bug."""
    from gongkai_cli.store.sqlite import integrity

    try:
        return bool(integrity.faults(path))
    except GongkaiError:
        return False
