"""The classes of commands and groups.

They add shared options, answer options, Chinese help pages and late loading to Typer's.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from typer._click.exceptions import NoSuchOption, UsageError
from typer.core import TyperCommand, TyperGroup

from gongkai_cli.cli.framework.context import VARIABLES, move_to_root
from gongkai_cli.cli.framework.formats import answer_options
from gongkai_cli.cli.framework.loading import loaded
from gongkai_cli.cli.framework.parameters import as_text

HELP = ("--help", "-h")
"""The options that ask for a help page."""


class Command(TyperCommand):
    """A command with the shared options and those of its answer."""

    allow_extra_args = True
    """Typer's error for surplus words has no attribute for them, so `parse_args` refuses them itself."""

    formats: tuple[str, ...] = ()
    """The formats of its answer, the usual one first; none if it writes lines of its own."""

    def answer_options(self) -> list[Any]:
        """Return the options for the format and the place of the answer."""
        if not self.formats:
            return []
        return answer_options(self.formats)

    def take_answer_values(self, ctx: Any) -> dict[str, Any]:
        """Take the values of those options; the command's function has no parameters for them."""
        return {param.name: ctx.params.pop(param.name) for param in self.answer_options()}

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the command's parameters, the answer's, the root's shared ones, and `--help`."""
        *own, help_option = map(as_text, super().get_params(ctx))
        shared = [param for param in ctx.find_root().command.params if param.name in VARIABLES]
        return [*own, *self.answer_options(), *shared, help_option]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words after the command, and hand shared options to the root."""
        _check_dashes(ctx, args)
        _check_blanks(ctx, args)
        try:
            surplus = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # the parser leaves it out of some errors
            if isinstance(error, NoSuchOption):
                _check_elsewhere(ctx, error.option_name)
            raise
        if surplus and not ctx.resilient_parsing:
            from gongkai_cli.cli.framework import usage

            raise usage.surplus_words(ctx, surplus)
        move_to_root(ctx)
        return surplus

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        from gongkai_cli.cli.framework import help as help_pages

        formatter.write(help_pages.page(ctx, answer=self.answer_options()))


class Group(TyperGroup):
    """Commands under one word."""

    default: str | None = None
    """The command that is meant where none is written."""

    headings: Mapping[str, Sequence[str]] = MappingProxyType({})
    """A heading of the help page → the names of the commands under it."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the group's parameters, which take texts."""
        return list(map(as_text, super().get_params(ctx)))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words up to the command."""
        if self.default and not _names_command(args) and not (ctx.resilient_parsing and not args):
            args = [self.default, *args]
        _check_dashes(ctx, args, up_to_command=True)
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx  # the parser leaves it out of some errors
            if isinstance(error, NoSuchOption):
                _check_early(ctx, args, error.option_name)
            raise

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is called."""
        if not ctx._protected_args:  # noqa: SLF001 - Typer's own error is a text alone
            from gongkai_cli.cli.framework import usage

            raise usage.missing_command(ctx)
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that is called, and load it."""
        word = args[0]  # Typer takes it off
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except UsageError as error:
            # Typer has no class for an unknown command. Its other errors are about an option among the words.
            if type(error) is not UsageError:
                raise
            from gongkai_cli.cli.framework import usage

            raise usage.unknown_command(ctx, word, list(self.commands)) from None
        if isinstance(command, Command):
            command = loaded(command)
        return name, command, rest

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        from gongkai_cli.cli.framework import help as help_pages

        formatter.write(help_pages.page(ctx, commands=self.commands, headings=self.headings))


def _check_dashes(context: Any, words: Sequence[str], *, up_to_command: bool = False) -> None:
    """Refuse an option with a wrong dash, or with one too few; most command lines have no word like one."""
    if context.resilient_parsing or not any(_may_have_wrong_dash(word) for word in words):
        return
    from gongkai_cli.cli.framework.mistakes.dashes import check_dashes

    check_dashes(context, words, up_to_command=up_to_command)


def _may_have_wrong_dash(word: str) -> bool:
    """Say whether a word may be an option behind a wrong dash, or behind one hyphen in place of two."""
    if word[:1] == "-" != word[1:2]:
        return not word.isascii() or word[1:3].isalpha()
    return not (word.isascii() or word[0].isalnum())


def _check_blanks(context: Any, words: Sequence[str]) -> None:
    """Refuse words that must be the rest of a text before them."""
    has_word = any(not word.startswith("-") for word in words[2:] or words[1:])
    if context.resilient_parsing or not has_word or all(word.isascii() for word in words):
        return
    from gongkai_cli.cli.framework.mistakes.blanks import check_blanks

    check_blanks(context, words)


def _check_early(context: Any, words: Sequence[str], option: str) -> None:
    """Refuse an option that belongs behind the command."""
    from gongkai_cli.cli.framework.mistakes.early import check_early

    check_early(context, words, option)


def _check_elsewhere(context: Any, option: str) -> None:
    """Refuse an option that is another command's."""
    if context.resilient_parsing:
        return
    from gongkai_cli.cli.framework.mistakes.elsewhere import check_elsewhere

    check_elsewhere(context, option)


def _names_command(args: list[str]) -> bool:
    """Say whether words after a group begin with a command, or ask for the group's help page."""
    return bool(args) and (args[0] in HELP or not args[0].startswith("-"))


def group_class(default: str | None) -> type[Group]:
    """Return the class of groups with this default command."""
    return type("DefaultGroup", (Group,), {"default": default}) if default else Group
