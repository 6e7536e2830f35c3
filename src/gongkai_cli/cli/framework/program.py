"""The classes behind every command: shared options, Chinese help, and the one place where errors become exit codes.

A person waits for every import, so a command's module is loaded when the command is called, and what draws on a
terminal when there is something to draw.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from gongkai_cli.cli.framework.endings import INTERRUPTED, INTERRUPTION, reason
from gongkai_cli.cli.framework.formats import CALENDARS, ON_SCREEN, SHEETS, WHOLE, parameters
from gongkai_cli.cli.framework.texts import as_text
from gongkai_cli.cli.request import outcome, typed
from gongkai_cli.cli.request.shared import SHARED
from gongkai_cli.domain.text import message_line
from gongkai_cli.errors import GongkaiError, ReaderLeftError, RefusedError, UntoldError
from gongkai_cli.output.terminal.streams import prepare_streams

if TYPE_CHECKING:
    from gongkai_cli.store.sqlite.store_file import StoreFile


def later(place: str) -> Callable[[], Callable[..., None]]:
    """Return a stand-in for a command's function, which loads the function's module and returns it when called.

    Args:
        place: module and function, such as `tasks.show`.
    """

    def function() -> Callable[..., None]:
        module, _, name = place.partition(".")
        found: Callable[..., None] = getattr(import_module(f"gongkai_cli.cli.commands.{module}"), name)
        return found

    return function


def _parsed(parse: Callable[[Any, list[str]], list[str]], context: Any, args: list[str]) -> list[str]:
    """Parse, and let an error know the command that it is of, which Typer's parser leaves out here and there."""
    try:
        return parse(context, args)
    except typer.TyperException as error:
        if getattr(error, "ctx", None) is None:
            error.ctx = context  # type: ignore[attr-defined]
        raise


class Command(TyperCommand):
    """A command that takes the shared options too, as if they had been written before it.

    It is declared with the stand-in of its function, which tells its name and its help; `loaded` has its options.

    Where it answers in one of several `formats`, it takes the options for that as well, and its function finds in
    `context.obj` the Destination that they come to.
    """

    formats: tuple[str, ...] = ()

    def loaded(self) -> "Command":
        """Return the command with its function in the stand-in's place."""
        assert self.callback is not None  # noqa: S101 - every command is declared with its stand-in
        declaring = typer.Typer(add_completion=False)
        declaring.command(self.name, cls=type(self), help=self.help, epilog=self.epilog)(self.callback())
        command = typer.main.get_command(declaring)
        assert isinstance(command, Command)  # noqa: S101 - it is of the class given above
        return command

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the command's own parameters, those of its answer, and before `--help` the shared ones of the root."""
        *own, help_option = map(as_text, super().get_params(ctx))
        shared = [param for param in ctx.find_root().command.params if param.name in SHARED]
        return [*own, *self.answer_options(), *shared, help_option]

    def answer_options(self) -> list[Any]:
        """Return the options that say how the answer is written and where."""
        return parameters(self.formats) if self.formats else []

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, and hand the shared options that were written here to the root, where commands look for them."""
        rest = _parsed(super().parse_args, ctx, args)
        if ctx.resilient_parsing:  # a completion looks at what has been typed so far and calls no command
            return rest
        for name in SHARED:
            value = ctx.params.pop(name)
            source = ctx.get_parameter_source(name)
            if source is not None and source.name == "COMMANDLINE":
                ctx.find_root().params[name] = value
                ctx.find_root().set_parameter_source(name, source)
        return rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command, once it is clear that its answer can go where it is to go."""
        if self.formats:
            given = {param.name: ctx.params.pop(param.name) for param in self.answer_options()}
            from gongkai_cli.cli.request.destination import chosen

            ctx.obj = chosen(ctx, self.formats, given)
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        from gongkai_cli.cli.framework import help as help_pages

        formatter.write(help_pages.page(ctx))


class Telling(Command):
    """A command that tells what it did."""

    formats = ON_SCREEN


class Listed(Command):
    """A command whose answer is a listing or a page, to be handed out as a sheet."""

    formats = SHEETS


class Dated(Command):
    """A command whose listing is a calendar too."""

    formats = CALENDARS


class Whole(Command):
    """A command that hands out whole tables."""

    formats = WHOLE


class Group(TyperGroup):
    """Commands under one word."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the group's parameters, which take texts."""
        return list(map(as_text, super().get_params(ctx)))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as Typer does."""
        return _parsed(super().parse_args, ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that is called, and load it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.loaded() if isinstance(command, Command) else command, rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        from gongkai_cli.cli.framework import help as help_pages

        formatter.write(help_pages.page(ctx))


class Program(Group):
    """The root: it turns what went wrong into one line on standard error and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, once every word is known to be text; a completion takes what there is."""
        if not ctx.resilient_parsing:
            typed.check_words(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; one that has done its work has not failed where only its answer cannot be shown."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            done = outcome.noted(ctx)
            is_foreseen = isinstance(error, (GongkaiError, OSError, MemoryError))
            if done is not None and is_foreseen:
                raise UntoldError(done, reason(error)) from error
            if is_foreseen:
                raise
            from gongkai_cli.cli.request.scope import store_file

            store = store_file(ctx)
            if not _holds_foreign_content(store):
                raise
            raise RefusedError(_FOREIGN.format(path=store.path)) from error
        return answer

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - always off below, so that every error passes here
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with 0 done, 1 refused, 2 usage, 3 bad input file, 4 not found, 130 interrupted."""
        prepare_streams()
        if _is_about_completion(sys.argv[1:] if args is None else args):
            from gongkai_cli.cli.framework import shells

            shells.register()
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except ReaderLeftError as error:  # it has read enough
            code = error.exit_code
        except GongkaiError as error:
            _complain(*error.lines)
            code = error.exit_code
        except typer.TyperException as error:
            code = self._usage_error(error, prog_name or "gongkai")
        except typer.Abort:
            code = INTERRUPTED
        if code == INTERRUPTED:
            _complain(INTERRUPTION)
        sys.exit(code if isinstance(code, int) else 0)

    def _usage_error(self, error: typer.TyperException, name: str) -> int:
        from gongkai_cli.cli.framework import usage

        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(error.message, err=True)
            return error.exit_code
        context = getattr(error, "ctx", None)
        command = context.command_path if context else name
        commands = getattr(context.command if context else self, "commands", {})
        _complain(usage.told(error, command, list(commands)))
        return error.exit_code


def _is_about_completion(words: Sequence[str]) -> bool:
    """Say whether a shell asks for words to offer, or a person for the script that asks."""
    return any(name.endswith("_COMPLETE") for name in os.environ) or any("completion" in word for word in words)


_FOREIGN = (
    "台账“{path}”里有本程序没有写过的内容，这次没有做完。请用 gongkai db check 看在哪里；"
    "刚才若是记录，用 gongkai log 查看是否已记入。"
)


def _holds_foreign_content(store: "StoreFile") -> bool:
    """Say whether a store holds something that the program did not write, so that an error is not a bug of ours."""
    from gongkai_cli.store.sqlite import integrity

    try:
        return bool(integrity.faults(store))
    except GongkaiError:
        return False


def _complain(*lines: str) -> None:
    """Say one line for each problem, whatever the values in it hold."""
    from gongkai_cli.output.terminal.screen import standard_error

    style = "bold red" if len(lines) == 1 else ""
    for line in lines:
        standard_error().say(message_line(line), style)
