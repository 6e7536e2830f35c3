"""Shared options as plain values out of Typer's contexts.

A shared option works before and after every command.
"""

from typing import Any

import typer
from typer._click.core import ParameterSource

VARIABLES = {"db": "GONGKAI_DB", "plan": "GONGKAI_PLAN", "as_of": "GONGKAI_TODAY", "by": "GONGKAI_BY"}
"""Shared option → its environment variable."""


def shared_value(context: typer.Context, name: str) -> str | None:
    """Return a shared option's value, written or from its variable."""
    value: str | None = context.find_root().params.get(name)
    return value


def is_written(context: typer.Context, name: str) -> bool:
    """Say whether a shared option is written on the command line."""
    return context.find_root().get_parameter_source(name) is ParameterSource.COMMANDLINE


def variable_behind(context: typer.Context, name: str) -> str | None:
    """Return the environment variable that gives a shared option its value, if any does."""
    if context.find_root().get_parameter_source(name) is ParameterSource.ENVIRONMENT:
        return VARIABLES[name]
    return None


def commands_of(context: typer.Context) -> dict[str, Any]:
    """Return the commands of the program, by name."""
    program: Any = context.find_root().command
    return dict(program.commands)


def move_to_root(context: typer.Context) -> None:
    """Move the shared options after a command to the root's context.

    The root reads the variables, so only values from the command line move.

    Raises:
        UsageError: an option stands before the command and after it.
    """
    root = context.find_root()
    for name in VARIABLES:
        value = context.params.pop(name, None)
        source = context.get_parameter_source(name)
        if source is ParameterSource.COMMANDLINE:
            if is_written(context, name) and not context.resilient_parsing:
                from gongkai_cli.cli.framework import usage

                raise usage.given_twice(context, f"--{name.replace('_', '-')}")
            root.params[name] = value
            root.set_parameter_source(name, source)
