"""Faults of the command line in Chinese, each with a next step.

Typer's errors are told apart by their classes and attributes, never by their words.
"""

from collections.abc import Sequence
from typing import Any

import typer
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption
from typer._click.exceptions import UsageError as TyperUsageError

from gongkai_cli.cli.framework.mistakes.nearest import meant, near_commands, near_options
from gongkai_cli.cli.framework.mistakes.surplus import hint
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.errors import UsageError


def missing_command(context: typer.Context) -> UsageError:
    """Return the error for a group without a command after it."""
    return UsageError(with_advice("没有写命令", context.command_path))


def unknown_command(context: typer.Context, word: str, commands: Sequence[str]) -> UsageError:
    """Return the error for an unknown command, with the nearest one."""
    program, _, path = context.command_path.partition(" ")
    near = [f"{program} {path} {name}".replace("  ", " ") for name in near_commands(word, path, commands)]
    if path and "show" in commands and plain(word).isdecimal():
        near = [f"{program} {path} show {int(plain(word))}"]
    fault = f"没有命令“{shown(clean_text(word))}”{meant(word, near)}"
    return UsageError(with_advice(fault, context.command_path))


def surplus_words(context: typer.Context, words: Sequence[str]) -> UsageError:
    """Return the error for words that the command takes no argument for."""
    surplus = shown(clean_text(" ".join(words)))
    fault = f"多余的内容“{surplus}”{hint(words, _lost_options(context))}"
    return UsageError(with_advice(fault, context.command_path))


def _lost_options(context: Any) -> list[str]:
    """Return the options that surplus words may have lost; a word behind arguments is hardly the plan's year."""
    params: list[Any] = context.command.get_params(context)
    takes_words = any(not _is_option(param) for param in params)
    return [name for name in option_names(context) if not (takes_words and name == "--plan")]


def given_twice(context: typer.Context, option: str) -> UsageError:
    """Return the error for an option that takes one value and has several."""
    return UsageError(with_advice(f"选项 {option} 写了几次，只能写一次", context.command_path))


def explained(error: typer.TyperException, program: str) -> str:
    """Return one line for an error of Typer's.

    Args:
        error: the error.
        program: the program's name, for an error outside of any command.
    """
    command = program
    if isinstance(error, TyperUsageError) and error.ctx is not None:
        command = error.ctx.command_path
    return with_advice(_fault(error), command)


def with_advice(fault: str, command: str) -> str:
    """Return a message: a fault, and the command whose help page explains the right usage."""
    return f"{fault}。用 {command} --help 查看用法。"


def _fault(error: typer.TyperException) -> str:
    match error:
        case MissingParameter():
            kind = "选项" if _is_option(error.param) else "参数"
            return f"缺少{kind} {_name(error.param)}"
        case BadParameter():
            return f"{_name(error.param)} 的值不对（{clean_text(error.message)}）"
        case NoSuchOption():
            near = near_options(error.option_name, _options(error))
            return f"没有选项 {_written(error)}{meant(error.option_name, near)}"
        case BadOptionUsage() if _is_flag(error):
            return f"选项 {_written(error)} 后面不写值"
        case BadOptionUsage():
            return f"选项 {_written(error)} 后面要写一个值"
        case _:
            return clean_text(error.message)


def _options(error: NoSuchOption) -> list[str]:
    """Return the options of the command that an error is about."""
    if error.ctx is None:
        return list(error.possibilities or ())
    return option_names(error.ctx)


def option_names(context: Any) -> list[str]:
    """Return the options of a command, with their hyphens."""
    params: list[Any] = context.command.get_params(context)
    return [name for param in params if _is_option(param) for name in param.opts]


def _written(error: NoSuchOption | BadOptionUsage) -> str:
    return shown(clean_text(error.option_name))


def _is_flag(error: BadOptionUsage) -> bool:
    """Say whether the option is a flag.

    The parser refuses a flag with a value, and other options without one.
    """
    if error.ctx is None:
        return False
    params: list[Any] = error.ctx.command.get_params(error.ctx)
    return any(param.is_flag for param in params if error.option_name in param.opts)


def _is_option(param: Any) -> bool:
    return param is not None and param.param_type_name == "option"


def _name(param: Any) -> str:
    """Return a parameter's name as the help page shows it."""
    if param is None:
        return ""
    if _is_option(param):
        return str(param.opts[0])
    return str(param.metavar or param.name)
