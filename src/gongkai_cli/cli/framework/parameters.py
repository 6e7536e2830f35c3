"""Parameters that keep their values as typed.

Typer converts every value through pydantic, given or not, and pydantic takes a third of a list's time to load. This
program takes texts and flags alone, and they need no converting.
"""

from typing import Any

from typer.core import TyperArgument, TyperOption


class TextOption(TyperOption):
    """An option that takes texts. One that takes a single text is refused if it is given twice."""

    def add_to_parser(self, parser: Any, ctx: Any) -> None:
        """Let the parser collect all texts that are given."""
        if _takes_one_text(self):
            parser.add_option(obj=self, opts=self.opts, dest=self.name, action="append", nargs=self.nargs)
        else:
            super().add_to_parser(parser, ctx)

    def handle_parse_result(self, ctx: Any, opts: Any, args: list[str]) -> Any:
        """Take the text that was given.

        Raises:
            UsageError: several were given, and the option takes one.
        """
        if _takes_one_text(self) and self.name in opts:
            texts = opts[self.name]
            if len(texts) > 1 and not ctx.resilient_parsing:
                from gongkai_cli.cli.framework import usage

                raise usage.given_twice(ctx, self.opts[0])
            opts = {**opts, self.name: texts[-1]}
        return super().handle_parse_result(ctx, opts, args)

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return the value as typed."""
        if _is_for_typer(self, value):
            return super().process_value(ctx, value)
        return _as_typed(self, ctx, value)


class TextArgument(TyperArgument):
    """An argument that takes texts."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return the value as typed."""
        if _is_for_typer(self, value):
            return super().process_value(ctx, value)
        return _as_typed(self, ctx, value)


_MEANINGS = {
    "help": "显示这页说明",
    "install_completion": "给当前的 shell 装上自动补全",
    "show_completion": "显示自动补全的脚本，可以自己安装",
}
"""Typer's own options → their meaning in Chinese, for the help pages and for a completion."""

_TEXT_CLASSES: dict[type, type] = {TyperOption: TextOption, TyperArgument: TextArgument}


def as_text(param: Any) -> Any:
    """Make a parameter take texts and speak Chinese, and return it."""
    param.__class__ = _TEXT_CLASSES.get(type(param), type(param))
    if param.name in _MEANINGS:
        param.help = _MEANINGS[param.name]
    return param


def _takes_one_text(option: Any) -> bool:
    return not (option.multiple or option.is_flag or option.count)


def _is_for_typer(param: Any, value: Any) -> bool:
    """Say whether a value is a flag's or is missing. Typer handles both."""
    return isinstance(value, bool) or (param.required and param.value_is_missing(value))


def _as_typed(param: Any, ctx: Any, value: Any) -> Any:
    takes_several = param.multiple or param.nargs == -1
    if value is None and takes_several:
        value = ()
    if param.callback is None:
        return value
    return param.callback(ctx, param, value)
