"""The help pages: Chinese, wrapped as Chinese, with an example each.

Typer's own pages cut a Chinese sentence at the edge of the screen, since it has no blanks to break at.
"""

import shutil
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from gongkai_cli.cli.request.shared import SHARED
from gongkai_cli.output.terminal.wrapping import cell_width, wrap

_OWN = {
    "help": "显示这页说明",
    "install_completion": "给当前的 shell 装上自动补全",
    "show_completion": "显示自动补全的脚本，可以自己安装",
}
_INDENT = 2
_WIDEST = 100


def page(context: typer.Context) -> str:
    """Return the help page of the command that `context` is of."""
    command: Any = context.command
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    params: list[Any] = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    answer: list[Any] = getattr(command, "answer_options", list)()
    others = [param for param in params if param.param_type_name == "option" and param not in answer]
    own = [param for param in others if param.name not in SHARED]
    shared = [param for param in others if param.name in SHARED]
    commands = getattr(command, "commands", {})
    words = [context.command_path, *("命令 …" for _ in commands if commands)][: 1 + bool(commands)]
    usage = " ".join([*words, *(_usage(argument) for argument in arguments), "[选项]"])
    blocks = [[f"用法：{usage}"], wrap(command.help or "", width)]
    blocks.append(_entries("命令", [(name, one.short_help or one.help or "") for name, one in commands.items()], width))
    blocks.append(_entries("参数", [(_usage(one), one.help or "") for one in arguments], width))
    blocks.append(_entries("选项", [(_spelling(one), _meaning(one)) for one in own], width))
    blocks.append(_entries("输出", [(_spelling(one), _meaning(one)) for one in answer], width))
    blocks.append(_entries("公共选项（写在命令前后都行）", [(_spelling(one), _meaning(one)) for one in shared], width))
    if command.epilog:
        blocks.append(["示例：", *(f"{' ' * _INDENT}{line.strip()}" for line in command.epilog.splitlines())])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _usage(argument: Any) -> str:
    name = argument.metavar or argument.name
    name = name if argument.nargs == 1 else f"{name}…"
    return name if argument.required else f"[{name}]"


def _spelling(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.metavar or ''}".rstrip()


def _meaning(option: Any) -> str:
    return _OWN.get(option.name) or option.help or ""


def _entries(title: str, entries: Sequence[tuple[str, str]], width: int) -> list[str]:
    if not entries:
        return []
    room = max(cell_width(name) for name, _ in entries) + _INDENT
    lines = [f"{title}："]
    for name, meaning in entries:
        first, *rest = wrap(meaning, max(width - room - _INDENT, 20))
        lines.append(f"{' ' * _INDENT}{name}{' ' * (room - cell_width(name))}{first}".rstrip())
        lines += _indented(rest, room + _INDENT)
    return lines


def _indented(lines: Iterable[str], room: int) -> list[str]:
    return [f"{' ' * room}{line}" for line in lines]
