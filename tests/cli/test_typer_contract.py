"""The insides of Typer that `cli/framework` relies on, each named once, so that a release without one fails here."""

import inspect
from importlib import import_module
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

INSIDES = (
    "typer.core.TyperCommand.get_params",
    "typer.core.TyperCommand.parse_args",
    "typer.core.TyperCommand.format_help",
    "typer.core.TyperGroup.resolve_command",
    "typer.core.TyperGroup.main",
    "typer.core.TyperOption.process_value",
    "typer.core.TyperArgument.process_value",
    "typer.core.TyperOption.value_is_missing",
    "typer.main.get_command",
    "typer.TyperException",
    "typer.BadParameter",
    "typer._completion_shared._completion_scripts",
    "typer._completion_classes.BashComplete.complete",
    "typer._completion_classes.ZshComplete.complete",
    "typer._completion_classes.FishComplete.complete",
    "typer._completion_classes.PowerShellComplete.complete",
    "typer._click.shell_completion.CompletionItem",
    "typer._click.shell_completion.add_completion_class",
)
"""The classes, methods and tables that are imported, overridden or changed."""


@pytest.mark.parametrize("place", INSIDES)
def test_what_is_relied_on_is_there(place: str) -> None:
    words = place.split(".")
    found: Any = import_module(words[0])
    for depth, word in enumerate(words[1:], start=2):
        if not hasattr(found, word):
            import_module(".".join(words[:depth]))
        found = getattr(found, word)
    assert found is not None


@pytest.mark.parametrize("kind", ["TyperOption", "TyperArgument"])
def test_a_value_is_processed_from_its_context_and_itself(kind: str) -> None:
    process = getattr(import_module("typer.core"), kind).process_value
    assert list(inspect.signature(process).parameters) == ["self", "ctx", "value"]


@pytest.fixture
def little() -> typer.Typer:
    """A program with two commands, one with an option that must be given."""
    program = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    @program.command()
    def first(name: str = typer.Option(), loud: bool = False) -> None:
        """Take an option."""

    @program.command()
    def second() -> None:
        """Take nothing."""

    return program


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (["third"], "UsageError", "No such command 'third'"),
        (["first", "--nme", "x"], "NoSuchOption", ""),
        (["first", "--name"], "BadOptionUsage", "requires"),
        (["first", "--name", "x", "--loud=1"], "BadOptionUsage", "does not take"),
        (["first"], "MissingParameter", ""),
        (["first", "--name", "x", "y"], "UsageError", "unexpected extra argument"),
    ],
)
def test_a_wrong_command_line_is_told_as_we_read_it(
    little: typer.Typer, words: list[str], kind: str, said: str
) -> None:
    error = CliRunner().invoke(little, words, standalone_mode=False).exception
    assert isinstance(error, typer.TyperException)
    assert type(error).__name__ == kind
    assert said in error.message
    if kind in {"NoSuchOption", "BadOptionUsage"}:
        assert vars(error)["option_name"]


def test_a_context_tells_where_a_value_is_from(little: typer.Typer) -> None:
    command: Any = typer.main.get_command(little)
    with command.commands["first"].make_context("first", ["--name", "x"]) as context:
        assert context.get_parameter_source("name").name == "COMMANDLINE"
        assert context.get_parameter_source("loud").name == "DEFAULT"
        assert context.resilient_parsing is False
        assert context.find_root() is context
