"""Parameters that take their values as typed.

Typer converts every value, given or not, through pydantic, which takes a third as long to load as a list takes in all.
What this program takes are texts and flags alone, and those need no converting.
"""

from typing import Any

from typer.core import TyperArgument, TyperOption


class TextOption(TyperOption):
    """An option whose values are texts."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return the value that was typed."""
        return _taken(self, ctx, value) if _is_sound(self, value) else super().process_value(ctx, value)


class TextArgument(TyperArgument):
    """An argument whose values are texts."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return the value that was typed."""
        return _taken(self, ctx, value) if _is_sound(self, value) else super().process_value(ctx, value)


def as_text(param: Any) -> Any:
    """Return a parameter that Typer has made as one that takes texts; what is neither option nor argument stays."""
    lighter = _LIGHTER.get(type(param))
    if lighter is not None:
        param.__class__ = lighter
    return param


def _is_sound(param: Any, value: Any) -> bool:
    # Typer has the words for what is missing, and its own way with flags.
    return not isinstance(value, bool) and not (param.required and param.value_is_missing(value))


def _taken(param: Any, ctx: Any, value: Any) -> Any:
    if value is None and (param.multiple or param.nargs == -1):
        value = ()
    return value if param.callback is None else param.callback(ctx, param, value)


_LIGHTER: dict[type, type] = {TyperOption: TextOption, TyperArgument: TextArgument}
