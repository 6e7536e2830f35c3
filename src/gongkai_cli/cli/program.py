"""The program around its commands.

Before a command runs, the place of its answer is settled; after it, an error is explained.
"""

import sys
from typing import Any

import typer

from gongkai_cli.cli.endings import reason
from gongkai_cli.cli.framework.commands import Command
from gongkai_cli.cli.framework.formats import (
    CALENDARS,
    DRAFTS,
    ON_SCREEN,
    PAPERS,
    PLAN_FILES,
    SHEETS,
    WEB_PAGES,
    WHOLE_TABLES,
)
from gongkai_cli.cli.framework.root import Root
from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.settings.given import settle_screen
from gongkai_cli.domain.vocabulary import WholeTable
from gongkai_cli.errors import GongkaiError, RefusedError, UntoldError

_FOREIGN = (
    "台账“{path}”里有本程序没有写过的内容，这次没有做完。请用 gongkai db check 看在哪里；"
    "刚才若是记录，用 gongkai log 查看是否已记入。"
)


class Answering(Command):
    """A command with an answer in one of several formats.

    Its function finds the Destination in `context.obj`.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command once its answer is sure to be deliverable."""
        from gongkai_cli.cli.request.destination import chosen

        if sys.stdout.isatty():
            settle_screen()
        ctx.obj = chosen(ctx, self.offered(ctx), self.take_answer_values(ctx))
        return super().invoke(ctx)

    def offered(self, ctx: Any) -> tuple[str, ...]:
        """Return the formats of this call."""
        del ctx
        return self.formats


class Echoing(Answering):
    """A command that echoes a change on the screen."""

    formats = ON_SCREEN


class Listed(Answering):
    """A command with a listing or a page, also as a sheet."""

    formats = SHEETS


class Dated(Answering):
    """A command with a listing of days, also as a calendar."""

    formats = CALENDARS


class WholeTables(Answering):
    """A command with all rows of a table, or of all tables, or with the plan as a file."""

    formats = (*WHOLE_TABLES, *PLAN_FILES)

    def offered(self, ctx: Any) -> tuple[str, ...]:
        """Return the formats of this call: a plan has one of its own."""
        return PLAN_FILES if WholeTable.lookup(ctx.params["what"]) is WholeTable.PLAN else WHOLE_TABLES


class PlanFile(Answering):
    """A command that writes a plan file."""

    formats = PLAN_FILES


class Drafted(Answering):
    """A command that writes a draft of a plan file, or its check list."""

    formats = DRAFTS


class WebPage(Answering):
    """A command that writes a page for a browser."""

    formats = WEB_PAGES


class Paper(Answering):
    """A command that writes a paper."""

    formats = PAPERS


class Program(Root):
    """The root of gongkai."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and explain an error where that is needed."""
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
    """Return an error that explains another one, if that is needed."""
    if isinstance(error, (GongkaiError, OSError, MemoryError)):
        done = outcome.noted(context)
        if done is None:
            return None
        return UntoldError(done, reason(error))  # only the answer has failed, not the command
    from gongkai_cli.cli.request.scope import store_file
    from gongkai_cli.store.sqlite import integrity

    # An unforeseen error is a bug, unless another program has written into the store.
    try:
        store = store_file(context)
        faults = integrity.faults(store)
    except GongkaiError:
        return None
    if not faults:
        return None
    return RefusedError(_FOREIGN.format(path=store.path))
