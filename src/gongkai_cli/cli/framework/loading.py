"""Commands load when they are called.

The help page and a list need no other command's module. So a command is declared in two steps:

1. `stand_in` names the command's function; Typer takes the stand-in for it.
2. `loaded` calls the stand-in, and declares the command again with the function and its options.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand


def stand_in(place: str) -> Callable[[], Callable[..., None]]:
    """Return a function without options that loads and returns the command's own.

    Args:
        place: module and function below `cli/commands`, such as `tasks:show`.
    """

    def load() -> Callable[..., None]:
        module, _, name = place.partition(":")
        function: Callable[..., None] = getattr(import_module(f"gongkai_cli.cli.commands.{module}"), name)
        return function

    return load


def loaded(command: TyperCommand) -> Any:
    """Return the command with its own function in place of the stand-in."""
    assert command.callback is not None  # noqa: S101 - every command is declared with its stand-in
    function = command.callback()
    declaring = typer.Typer(add_completion=False)
    declaring.command(command.name, cls=type(command), help=command.help, epilog=command.epilog)(function)
    return typer.main.get_command(declaring)
