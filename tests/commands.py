"""Every command of the program, by its path."""

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from gongkai_cli.cli.app import app


def walk(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every command with its path, the root first: ("", …), ("tasks", …), ("activity plan", …)."""
    yield path, command
    for name in getattr(command, "commands", {}):
        with command.make_context(None, [name]) as context:  # a command is loaded when it is called
            _, inner, _ = command.resolve_command(context, [name])
        yield from walk(inner, f"{path} {name}".strip())


COMMANDS: dict[str, Any] = dict(walk(get_command(app)))
LEAVES = [path for path, command in COMMANDS.items() if not hasattr(command, "commands")]
