"""A line of the table of commands."""

from typing import NamedTuple

from gongkai_cli.cli.framework.commands import Command


class CommandGroup(NamedTuple):
    """The first word of commands of two words; `default` is the second word where none is written."""

    help: str
    example: str
    default: str | None = None


class Entry(NamedTuple):
    """A command."""

    words: str
    place: str
    """Its module and function below `cli/commands`; the module loads when the command is called."""
    kind: type[Command]
    """Its class, which has the formats of its answer."""
    help: str
    examples: tuple[str, ...]
