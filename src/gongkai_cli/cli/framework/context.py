"""Shared options as plain values out of Typer's contexts.

A shared option works before and after every command.
"""

import typer
from typer._click.core import ParameterSource

from gongkai_cli.cli.settings import keys
from gongkai_cli.cli.settings.given import Given, from_file
from gongkai_cli.domain.vocabulary import SettingSource

VARIABLES = {name: keys.VARIABLES[name] for name in ("db", "plan", "as_of", "by")}
"""Shared option → its environment variable."""

_SOURCES = {
    ParameterSource.COMMANDLINE: SettingSource.OPTION,
    ParameterSource.ENVIRONMENT: SettingSource.VARIABLE,
}


def shared_value(context: typer.Context, name: str) -> Given | None:
    """Return a shared option's value: written, from its variable, or from the settings file.

    Raises:
        InputFileError: the settings file is needed and cannot be used.
    """
    root = context.find_root()
    source = root.get_parameter_source(name)
    if source in _SOURCES:
        return Given(name, root.params[name], _SOURCES[source])
    if name in keys.KEYS:
        return from_file(name)
    return None


def is_written(context: typer.Context, name: str) -> bool:
    """Say whether a shared option is written on the command line."""
    return context.find_root().get_parameter_source(name) is ParameterSource.COMMANDLINE


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
