"""What Typer says about a command line, said in Chinese and with what to do next."""

import re

import typer

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.units import did_you_mean


def told(error: typer.TyperException, command: str, commands: list[str]) -> str:
    """Return one line that says what is wrong with the words typed.

    Args:
        error: what Typer raised.
        command: the command path, such as `gongkai tasks`.
        commands: the names of all commands, for a suggestion.
    """
    return f"{_what(error, commands)}。用 {command} --help 查看用法。"


def _what(error: typer.TyperException, commands: list[str]) -> str:
    message = error.message
    if isinstance(error, typer.BadParameter):
        param = error.param
        name = str(param.metavar or param.name) if param else ""
        option = next(iter(param.opts), "") if param and param.param_type_name == "option" else ""
        if param and not message:
            return f"缺少{f'选项 {option}' if option else f'参数 {name}'}"
        return f"{option or name} 的值不对（{clean_text(message)}）"
    if written := shown(clean_text(getattr(error, "option_name", ""))):
        if "requires" in message:
            return f"选项 {written} 后面要写一个值"
        if "does not take" in message:
            return f"选项 {written} 后面不写值"
        near = getattr(error, "possibilities", None) or []
        return f"没有选项 {written}" + (f"，您是不是要写 {'、'.join(sorted(near))}" if near else "")
    if match := re.match(r"No such command (['\"])(.*?)\1", message):
        wanted = shown(clean_text(match.group(2)))
        near_commands = did_you_mean(wanted, [(one, one) for one in commands]).rstrip("？")
        return f"没有命令“{wanted}”" + (f"，{near_commands}" if near_commands else "")
    if message.startswith("Missing command"):
        return "没有写命令"
    if match := re.search(r"unexpected extra argument\(?s?\)? \((.*)\)", message):
        return f"多写了“{shown(clean_text(match.group(1)))}”，不知道是什么"
    return clean_text(message)
