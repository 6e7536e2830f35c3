"""`help`: the help page of the program or of a command."""

from typing import Annotated

import typer

from gongkai_cli.cli.framework.help import page_of
from gongkai_cli.cli.request import completion

CommandWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="命令", help="哪个命令，如 mark、activity plan", autocompletion=completion.commands, show_default=False
    ),
]


def show_help(context: typer.Context, words: CommandWords = None) -> None:
    """Show the help page of the command that the words name."""
    typer.echo(page_of(context.find_root(), words or []))
