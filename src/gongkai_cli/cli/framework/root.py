"""The root of a program: errors become lines and exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer._click.exceptions import NoArgsIsHelpError

from gongkai_cli.cli.endings import INTERRUPTED, INTERRUPTION
from gongkai_cli.cli.framework.commands import Group
from gongkai_cli.cli.framework.words import check_words
from gongkai_cli.domain.text import message_line
from gongkai_cli.errors import GongkaiError, ReaderLeftError
from gongkai_cli.output.terminal.streams import prepare_streams


class Root(Group):
    """The group of all commands."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the root's parameters; those of the completion answer in Chinese."""
        params = super().get_params(ctx)
        for param in params:
            if param.name == "install_completion":
                param.callback = _install_completion
            elif param.name == "show_completion":
                param.callback = _show_completion
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words of the command line, if all are text."""
        if not ctx.resilient_parsing:  # a completion takes the words as they are
            check_words(args)
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - always off below, so that every error passes here
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and leave with an exit code.

        0 done, 1 refused, 2 usage, 3 bad input file, 4 not found, 130 interrupted.
        """
        prepare_streams()
        if _is_about_completion(sys.argv[1:] if args is None else args):
            from gongkai_cli.cli.framework import shells

            shells.register()
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except ReaderLeftError as error:  # nobody reads the message either
            code = error.exit_code
        except GongkaiError as error:
            _complain(*error.lines)
            code = error.exit_code
        except NoArgsIsHelpError as error:  # the message is the help page, and nothing has gone wrong
            code = _show(error.message)
        except typer.TyperException as error:
            from gongkai_cli.cli.framework import usage

            _complain(usage.explained(error, prog_name or "gongkai"))
            code = error.exit_code
        except typer.Abort:
            code = INTERRUPTED
        if code == INTERRUPTED:
            _complain(INTERRUPTION)
        sys.exit(code if isinstance(code, int) else 0)


def _show(page: str) -> int:
    """Print a help page, and return the exit code."""
    try:
        typer.echo(page)
        sys.stdout.flush()
    except GongkaiError as error:
        if not isinstance(error, ReaderLeftError):
            _complain(*error.lines)
        return error.exit_code
    return 0


def _install_completion(context: Any, option: Any, wanted: bool) -> None:
    del option
    if wanted and not context.resilient_parsing:
        from gongkai_cli.cli.framework import shells

        shell, path = shells.install(context)
        typer.echo(f"已给 {shell} 装上自动补全：{path}。重新打开终端后生效。")
        raise typer.Exit


def _show_completion(context: Any, option: Any, wanted: bool) -> None:
    del option
    if wanted and not context.resilient_parsing:
        from gongkai_cli.cli.framework import shells

        typer.echo(shells.script(context))
        raise typer.Exit


def _is_about_completion(words: Sequence[str]) -> bool:
    """Say whether a shell asks for completions or a person for a script."""
    is_asked_by_shell = any(name.endswith("_COMPLETE") for name in os.environ)
    return is_asked_by_shell or any("completion" in word for word in words)


def _complain(*lines: str) -> None:
    """Write each problem on one line of standard error."""
    from gongkai_cli.output.terminal.screen import standard_error

    style = "bold red" if len(lines) == 1 else ""
    for line in lines:
        standard_error().say(message_line(line), style)
