"""The insides of Typer that `cli/framework` relies on.

A release of Typer without one of them fails here.
"""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import typer
from typer._click.core import ParameterSource
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.testing import CliRunner

from conftest import ROOT

INSIDES = (
    "typer.core.TyperCommand.get_params",
    "typer.core.TyperCommand.parse_args",
    "typer.core.TyperCommand.context_class",
    "typer.core.TyperCommand.get_help",
    "typer.core.TyperCommand.invoke",
    "typer.core.TyperCommand.format_help",
    "typer.core.TyperCommand.allow_extra_args",
    "typer.core.TyperGroup.get_params",
    "typer.core.TyperGroup.parse_args",
    "typer.core.TyperGroup.invoke",
    "typer.core.TyperGroup.resolve_command",
    "typer.core.TyperGroup.format_help",
    "typer.core.TyperGroup.main",
    "typer.core.TyperOption.process_value",
    "typer.core.TyperOption.value_is_missing",
    "typer.core.TyperArgument.process_value",
    "typer.core.TyperArgument.value_is_missing",
    "typer.main.get_command",
    "typer.Abort",
    "typer.BadParameter",
    "typer.Exit",
    "typer.TyperException",
    "typer._click.core.ParameterSource.COMMANDLINE",
    "typer._click.core.ParameterSource.ENVIRONMENT",
    "typer._click.exceptions.BadOptionUsage",
    "typer._click.exceptions.BadParameter",
    "typer._click.exceptions.MissingParameter",
    "typer._click.exceptions.NoArgsIsHelpError",
    "typer._click.exceptions.NoSuchOption",
    "typer._click.exceptions.UsageError",
    "typer._completion_shared._completion_scripts",
    "typer._completion_shared._get_shell_name",
    "typer._completion_shared.get_completion_script",
    "typer._completion_shared.install",
    "typer._completion_classes.BashComplete.complete",
    "typer._completion_classes.BashComplete._check_version",
    "typer._completion_classes.ZshComplete.complete",
    "typer._completion_classes.FishComplete.complete",
    "typer._completion_classes.PowerShellComplete.complete",
    "typer._click.shell_completion.CompletionItem",
    "typer._click.shell_completion.ShellComplete.get_completions",
    "typer._click.shell_completion.ShellComplete.source_template",
    "typer._click.shell_completion.add_completion_class",
)
"""The classes, methods and tables that are imported, overridden or changed."""

PUBLIC = {"Abort", "Argument", "Context", "Exit", "Option", "Typer", "TyperException", "echo", "prompt"}
"""The names that Typer documents, which any room of `cli` may use."""


@pytest.mark.parametrize("place", INSIDES)
def test_what_is_relied_on_is_there(place: str) -> None:
    words = place.split(".")
    found: Any = import_module(words[0])
    for depth, word in enumerate(words[1:], start=2):
        if not hasattr(found, word):
            if word in getattr(found, "__annotations__", {}):  # declared, and set by each subclass
                return
            import_module(".".join(words[:depth]))
        found = getattr(found, word)
    assert found is not None


def uses_of_typer(tree: ast.Module) -> Iterator[str]:
    """Return the dotted names of Typer's that a module uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "typer":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and ast.unparse(node).startswith("typer."):
            yield ast.unparse(node)


def test_the_list_of_insides_is_complete_and_framework_alone_uses_them() -> None:
    unnamed = []
    outside = []
    for file in sorted((ROOT / "src").rglob("*.py")):
        place = file.relative_to(ROOT / "src" / "gongkai_cli").as_posix()
        for name in set(uses_of_typer(ast.parse(file.read_text(encoding="utf-8")))):
            if name.removeprefix("typer.") in PUBLIC:
                continue
            if not place.startswith("cli/framework/"):
                outside.append((place, name))
            if not any(f"{inside}.".startswith(f"{name}.") for inside in INSIDES):
                unnamed.append((place, name))
    assert (unnamed, outside) == ([], [])


@pytest.mark.parametrize("word", ["get_parameter_source", "resilient_parsing", "process_value", "_protected_args"])
def test_a_word_of_the_insides_is_in_framework_alone(word: str) -> None:
    places = [
        file.relative_to(ROOT / "src" / "gongkai_cli").as_posix()
        for file in sorted((ROOT / "src").rglob("*.py"))
        if word in file.read_text(encoding="utf-8")
    ]
    assert places != []
    assert [place for place in places if not place.startswith("cli/framework/")] == []


@pytest.mark.parametrize("kind", ["TyperOption", "TyperArgument"])
def test_a_value_is_processed_from_its_context_and_itself(kind: str) -> None:
    process = getattr(import_module("typer.core"), kind).process_value
    assert list(inspect.signature(process).parameters) == ["self", "ctx", "value"]


@pytest.fixture
def little() -> typer.Typer:
    """A program with an option before its two commands."""
    program = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
    )

    @program.callback()
    def root(shared: str = typer.Option("", envvar="LITTLE_SHARED")) -> None:
        """Take an option before the command."""

    @program.command()
    def first(name: str = typer.Option(), loud: bool = False) -> None:
        """Take an option."""

    @program.command()
    def second(number: str) -> None:
        """Take an argument."""

    return program


def error_of(program: typer.Typer, *words: str) -> typer.TyperException:
    """Return the error that Typer raises for a command line."""
    error = CliRunner().invoke(program, words, standalone_mode=False).exception
    assert isinstance(error, typer.TyperException)
    return error


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([], NoArgsIsHelpError),
        (["--shared", "x"], UsageError),
        (["third"], UsageError),
        (["first", "--nme", "x"], NoSuchOption),
        (["first", "--name"], BadOptionUsage),
        (["first", "--name", "x", "--loud=1"], BadOptionUsage),
        (["first"], MissingParameter),
        (["second"], MissingParameter),
        (["first", "--name", "x", "y"], UsageError),
    ],
)
def test_a_wrong_command_line_has_its_class(
    little: typer.Typer, words: list[str], kind: type[typer.TyperException]
) -> None:
    error = error_of(little, *words)
    assert type(error) is kind
    assert error.exit_code == 2


def test_an_unknown_option_has_its_name_and_what_is_near(little: typer.Typer) -> None:
    error = error_of(little, "first", "--nme", "x")
    assert isinstance(error, NoSuchOption)
    assert (error.option_name, error.possibilities) == ("--nme", ["--name"])


def test_an_option_used_wrongly_has_its_name_and_may_lack_its_command(little: typer.Typer) -> None:
    for words, option in ((["first", "--name"], "--name"), (["first", "--loud=1"], "--loud")):
        error = error_of(little, *words)
        assert isinstance(error, BadOptionUsage)
        assert error.option_name == option
        assert error.ctx is None or error.ctx.command_path.endswith("first")


@pytest.mark.parametrize(
    ("words", "kind", "name"), [(["first"], "option", "--name"), (["second"], "argument", "number")]
)
def test_a_missing_parameter_is_known(little: typer.Typer, words: list[str], kind: str, name: str) -> None:
    error = error_of(little, *words)
    assert isinstance(error, BadParameter)
    param: Any = error.param
    assert (param.param_type_name, param.opts) == (kind, [name])
    assert error.ctx is not None
    assert error.ctx.command_path.endswith(words[0])


def test_a_group_keeps_the_words_of_its_command_apart(little: typer.Typer) -> None:
    command: Any = typer.main.get_command(little)
    for words, kept in ((["first", "--name", "x"], ["first"]), (["--shared", "x"], [])):
        with command.make_context("little", words) as context:
            assert context._protected_args == kept  # noqa: SLF001 - this is what is relied on


def test_a_command_may_leave_surplus_words(little: typer.Typer) -> None:
    command: Any = typer.main.get_command(little)
    with command.commands["first"].make_context("first", ["--name", "x", "y", "z"], allow_extra_args=True) as context:
        assert context.args == ["y", "z"]


def test_a_context_knows_where_a_value_is_from(little: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    command: Any = typer.main.get_command(little)
    with command.commands["first"].make_context("first", ["--name", "x"]) as context:
        assert context.get_parameter_source("name") is ParameterSource.COMMANDLINE
        assert context.get_parameter_source("loud") is ParameterSource.DEFAULT
        assert context.resilient_parsing is False
        assert context.find_root() is context
        context.set_parameter_source("loud", ParameterSource.COMMANDLINE)
        assert context.get_parameter_source("loud") is ParameterSource.COMMANDLINE
    monkeypatch.setenv("LITTLE_SHARED", "x")
    with command.make_context("little", ["first"]) as context:
        assert context.get_parameter_source("shared") is ParameterSource.ENVIRONMENT


def test_a_completion_parses_what_there_is(little: typer.Typer) -> None:
    command: Any = typer.main.get_command(little)
    with command.commands["first"].make_context("first", ["--name"], resilient_parsing=True) as context:
        assert context.resilient_parsing is True
        assert context.params["name"] is None
