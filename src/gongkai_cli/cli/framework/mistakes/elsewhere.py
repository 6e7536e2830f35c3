"""Options that other commands have."""

from collections.abc import Iterator
from typing import Any

from gongkai_cli.cli.framework.loading import loaded
from gongkai_cli.cli.framework.mistakes.nearest import by_synonym
from gongkai_cli.cli.framework.usage import option_names, with_advice
from gongkai_cli.errors import UsageError

_MOST = 3
"""The most commands that a message names."""


def check_elsewhere(context: Any, option: str) -> None:
    """Refuse an option that the command has in another spelling, or that other commands have.

    Args:
        context: the command's context.
        option: the option that it has not, such as `--late`.

    Raises:
        UsageError: the message names the right spelling, or the commands with the option.
    """
    own = option_names(context)
    if by_synonym(option, own):
        return
    found = dict(_having(context, option))
    long = {name for names in found.values() for name in names if name in own}
    if len(long) == 1:
        _refuse(context, f"没有选项 {option}，您是不是要写 {long.pop()}")
    group = context.command_path.rpartition(" ")[0]
    near = [path for path in found if path.startswith(f"{group} ")] if " " in group else []
    paths = near or list(found)
    if 0 < len(paths) <= _MOST:
        _refuse(context, f"没有选项 {option}，它用于 {'、'.join(paths)}")


def _having(context: Any, option: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the commands with an option, each with all spellings of it."""
    root = context.find_root()
    for path, command in _commands(root.command, root.command_path):
        for param in loaded(command).get_params(context):
            if param.param_type_name == "option" and option in param.opts:
                yield path, param.opts


def _commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield every command below a group, with the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _refuse(context: Any, fault: str) -> None:
    raise UsageError(with_advice(fault, context.command_path))
