"""The help pages: Chinese, wrapped as Chinese, with defaults, and an example each.

Typer's own pages cut a Chinese sentence at the edge of the screen, since it has no blanks to break at.
"""

import shutil
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import typer

from gongkai_cli.cli.framework import usage
from gongkai_cli.cli.framework.context import VARIABLES
from gongkai_cli.output.terminal.wrapping import cell_width, wrap

_INDENT = 2
_WIDEST = 100
_LEAST_MEANING = 20
"""The fewest cells for the meaning of an entry, also on a narrow screen."""


Headings = Mapping[str, Sequence[str]]
"""A heading → the names of the commands under it."""


class _Entry(NamedTuple):
    """A name and its meaning."""

    name: str
    meaning: str


def page(
    context: typer.Context,
    *,
    answer: Sequence[Any] = (),
    commands: Mapping[str, Any] = MappingProxyType({}),
    headings: Headings = MappingProxyType({}),
) -> str:
    """Return the help page of a command or a group.

    Args:
        context: the command's context.
        answer: the options of a command's answer.
        commands: the commands of a group, by name.
        headings: the headings over these commands; a command without one is under 命令.
    """
    command: Any = context.command
    params = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option" and param not in answer]
    of_commands = _commands(commands, headings)
    sections = {
        "参数": [_Entry(_usage(one), _meaning(one)) for one in arguments],
        "选项": [_option(one) for one in options if one.name not in VARIABLES],
        "输出": [_option(one) for one in answer],
        "公共选项（写在命令前后都行）": [_option(one) for one in options if one.name in VARIABLES],
    }
    words = [context.command_path, *(_usage(one) for one in arguments), "[选项]"]
    if commands:
        words.insert(1, "命令 …")
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    blocks = [[f"用法：{' '.join(words)}"], wrap(command.help or "", width)]
    names = max(map(cell_width, commands), default=0)  # the commands of all headings stand in one column
    blocks += [_section(title, entries, width, names) for title, entries in of_commands.items() if entries]
    blocks += [_section(title, entries, width) for title, entries in sections.items() if entries]
    if command.epilog:
        blocks.append(["示例：", *(f"{' ' * _INDENT}{line.strip()}" for line in command.epilog.splitlines())])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def page_of(root: Any, words: Sequence[str]) -> str:
    """Return the help page of the command that some words name, such as `activity plan`; of the program for none.

    Raises:
        UsageError: there is no such command, or a word follows a command that has no others under it.
    """
    context: Any = root
    for place, word in enumerate(words):
        group: Any = context.command
        if not hasattr(group, "commands"):
            raise usage.surplus_words(context, words[place:])
        name, command, _ = group.resolve_command(context, [word])
        context = command.context_class(command, info_name=name, parent=context)  # nothing is parsed
    return str(context.get_help())


def _commands(commands: Mapping[str, Any], headings: Headings) -> dict[str, list[_Entry]]:
    """Return the commands of a group under their headings, those without a heading last."""
    entries = {name: _Entry(name, command.short_help or command.help or "") for name, command in commands.items()}
    sections: dict[str, list[_Entry]] = {}
    for heading, names in headings.items():
        sections[heading] = [entries.pop(name) for name in names if name in entries]
    return {**sections, "命令": list(entries.values())}


def _usage(argument: Any) -> str:
    name = argument.metavar or argument.name
    if argument.nargs != 1:
        name = f"{name}…"
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> _Entry:
    # Typer keeps the names of its own option as a set.
    name = ", ".join(sorted([*option.opts, *option.secondary_opts], key=len, reverse=True))
    if not option.is_flag and option.metavar:
        name = f"{name} {option.metavar}"
    return _Entry(name, _meaning(option))


def _meaning(param: Any) -> str:
    """Return a parameter's meaning, with its default where it has one."""
    meaning = str(param.help or "")
    if param.default and isinstance(param.default, str):
        return f"{meaning}（默认 {param.default}）"
    return meaning


def _section(title: str, entries: Sequence[_Entry], width: int, least: int = 0) -> list[str]:
    """Return a title and its entries in two columns, the meanings wrapped.

    Args:
        title: the title.
        entries: the entries.
        width: the cells of a line.
        least: the fewest cells of the column of names.
    """
    name_width = max(least, *(cell_width(entry.name) for entry in entries))
    indent = name_width + 2 * _INDENT
    meaning_width = max(width - indent, _LEAST_MEANING)
    lines = [f"{title}："]
    for entry in entries:
        gap = " " * (name_width - cell_width(entry.name) + _INDENT)
        first, *rest = wrap(entry.meaning, meaning_width)
        lines.append(f"{' ' * _INDENT}{entry.name}{gap}{first}".rstrip())
        lines += [f"{' ' * indent}{line}" for line in rest]
    return lines
