"""The help pages: Chinese, wrapped as Chinese, with an example each.

Typer's own pages cut a Chinese sentence at the edge of the screen, since it has no blanks to break at.
"""

import shutil
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import typer

from gongkai_cli.cli.framework.context import VARIABLES
from gongkai_cli.output.terminal.wrapping import cell_width, wrap

_MEANINGS = {
    "help": "显示这页说明",
    "install_completion": "给当前的 shell 装上自动补全",
    "show_completion": "显示自动补全的脚本，可以自己安装",
}
"""Typer's own options → their meaning in Chinese."""

_INDENT = 2
_WIDEST = 100
_LEAST_MEANING = 20
"""The fewest cells for the meaning of an entry, also on a narrow screen."""


class _Entry(NamedTuple):
    """A name and its meaning."""

    name: str
    meaning: str


def page(context: typer.Context, *, answer: Sequence[Any] = (), commands: Mapping[str, Any] | None = None) -> str:
    """Return the help page of a command or a group.

    Args:
        context: the command's context.
        answer: the options of a command's answer.
        commands: the commands of a group, by name.
    """
    commands = commands or {}
    command: Any = context.command
    params = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option" and param not in answer]
    sections = {
        "命令": [_Entry(name, one.short_help or one.help or "") for name, one in commands.items()],
        "参数": [_Entry(_usage(one), one.help or "") for one in arguments],
        "选项": [_option(one) for one in options if one.name not in VARIABLES],
        "输出": [_option(one) for one in answer],
        "公共选项（写在命令前后都行）": [_option(one) for one in options if one.name in VARIABLES],
    }
    words = [context.command_path, *(_usage(one) for one in arguments), "[选项]"]
    if commands:
        words.insert(1, "命令 …")
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    blocks = [[f"用法：{' '.join(words)}"], wrap(command.help or "", width)]
    blocks += [_section(title, entries, width) for title, entries in sections.items() if entries]
    if command.epilog:
        blocks.append(["示例：", *(f"{' ' * _INDENT}{line.strip()}" for line in command.epilog.splitlines())])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _usage(argument: Any) -> str:
    name = argument.metavar or argument.name
    if argument.nargs != 1:
        name = f"{name}…"
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> _Entry:
    name = ", ".join([*option.opts, *option.secondary_opts])
    if not option.is_flag and option.metavar:
        name = f"{name} {option.metavar}"
    return _Entry(name, _MEANINGS.get(option.name) or option.help or "")


def _section(title: str, entries: Sequence[_Entry], width: int) -> list[str]:
    """Return a title and its entries in two columns, the meanings wrapped."""
    name_width = max(cell_width(entry.name) for entry in entries)
    indent = name_width + 2 * _INDENT
    meaning_width = max(width - indent, _LEAST_MEANING)
    lines = [f"{title}："]
    for entry in entries:
        gap = " " * (name_width - cell_width(entry.name) + _INDENT)
        first, *rest = wrap(entry.meaning, meaning_width)
        lines.append(f"{' ' * _INDENT}{entry.name}{gap}{first}".rstrip())
        lines += [f"{' ' * indent}{line}" for line in rest]
    return lines
