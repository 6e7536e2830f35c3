"""Options of a command that stand before it."""

from collections.abc import Sequence
from typing import Any

from gongkai_cli.cli.framework.loading import loaded
from gongkai_cli.errors import UsageError


def check_early(context: Any, words: Sequence[str], option: str) -> None:
    """Refuse an option that the command behind it has.

    Args:
        context: the context of the program or of a group of commands.
        words: the words after it.
        option: the option that it has not, such as `--plain`.

    Raises:
        UsageError: the command has the option; the message shows the right order.
    """
    found = _command(context.command, words)
    if found is None:
        return
    path, command = found
    path = f"{context.command_path} {path}"
    params: list[Any] = loaded(command).get_params(context)
    if any(option in param.opts for param in params):
        raise UsageError(f"选项 {option} 要写在命令后面：{path} {option}。用 {path} --help 查看用法。")


def _command(group: Any, words: Sequence[str]) -> tuple[str, Any] | None:
    """Return the command that words call below a group, with its own words; None where they call none."""
    for place, word in enumerate(words):
        command = group.commands.get(word)
        if command is None:
            continue
        if not hasattr(command, "commands"):
            return word, command
        below = _command(command, words[place + 1 :])
        return below and (f"{word} {below[0]}", below[1])
    return None
