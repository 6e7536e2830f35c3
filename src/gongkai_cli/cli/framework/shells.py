"""Completion in the shells: scripts that ask, and answers.

Names come from plan files, so they may hold anything that a shell acts upon. Each answer makes the shell take a name
as plain text. This holds under the scripts of earlier versions too, which Typer wrote: zsh evaluates their answer, and
bash puts it on the line as it is.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer
from typer import _completion_shared
from typer._click.shell_completion import CompletionItem, ShellComplete, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

from gongkai_cli.cli.framework import typed_line
from gongkai_cli.cli.framework.typed_line import TypedWord
from gongkai_cli.domain.text import clean_text, without_steering
from gongkai_cli.errors import RefusedError

BREAKS = " \t\n\"'@><=;|&(:"
"""The marks before which bash begins a new word, unless the person has set others."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+,=")
"""The ASCII characters that bash leaves alone."""

_BASH_IN_DOUBLE_QUOTES = {"$": "\\$", "`": "\\`", '"': '\\"', "\\": "\\\\", "!": '"\\!"'}
"""Character → its spelling within double quotes of bash, where a backslash before `!` would stay."""

_POWERSHELL_QUOTES = "'‘’‚‛"
"""The characters that end a text in single quotes of PowerShell."""


def _script(shell: str) -> str:
    """Return a shell's script. Typer fills in the names, so `%%` means `%`."""
    return Path(__file__).with_name("scripts").joinpath(f"completion.{shell}").read_text(encoding="utf-8")


class Offer(NamedTuple):
    """A word to offer, and its meaning."""

    word: str
    meaning: str


def register() -> None:
    """Put these answers and scripts in the place of Typer's."""
    classes: dict[str, type[ShellComplete]] = {
        "bash": Bash,
        "zsh": Zsh,
        "zsh_lines": ZshLines,
        "fish": Fish,
        "powershell": PowerShell,
        "pwsh": PowerShell,
    }
    for name, shell in classes.items():
        add_completion_class(shell, name)
    for shell in (Bash, Zsh, Fish):
        _completion_shared._completion_scripts[shell.name] = shell.source_template  # noqa: SLF001 - no other way


def install(context: typer.Context) -> tuple[str, Path]:
    """Install the completion for the shell that started the program, and return its name and the script's place.

    Raises:
        RefusedError: no completion is known for that shell.
    """
    shell = _this_shell()
    _, place = _completion_shared.install(shell, context.info_name)
    return shell, place


def script(context: typer.Context) -> str:
    """Return the script of the completion for the shell that started the program; raises as `install`."""
    name = context.info_name or "gongkai"
    variable = f"_{name.replace('-', '_').upper()}_COMPLETE"
    return _completion_shared.get_completion_script(prog_name=name, complete_var=variable, shell=_this_shell())


def _this_shell() -> str:
    shell = _completion_shared._get_shell_name()  # noqa: SLF001 - no other way
    if shell in _completion_shared._completion_scripts:  # noqa: SLF001
        return str(shell)
    found = f"“{shell}”没有自动补全" if shell else "看不出用的是哪种 shell"
    raise RefusedError(f"{found}，未安装。请在 bash、zsh、fish 或 PowerShell 里运行。")


def offers(shell: ShellComplete, before: Sequence[str], word: str) -> list[Offer]:
    """Return the completions of a word that are one line, each once.

    Where none begins with the word, those are returned that have it within, such as 县司法局 for 司法.

    Args:
        shell: the shell that asks.
        before: the words before it, without the program's name.
        word: the word at the cursor, such as `县` or `--dept=县`.
    """
    option, equals, _ = word.partition("=")
    head = option + equals if equals and word.startswith(("-", "=")) else ""
    found = [offer for offer in _asked(shell, before, word, head) if offer.word.startswith(word)]
    part = word.removeprefix(head)
    if not found and part and not part.startswith("-"):
        found = [offer for offer in _asked(shell, before, head, head) if part in offer.word.removeprefix(head)]
    return found


def _asked(shell: ShellComplete, before: Sequence[str], word: str, head: str) -> list[Offer]:
    """Return what the program offers for a word, with the head of the word that it leaves out."""
    items: list[CompletionItem] = shell.get_completions(list(before), word)
    words = {head + item.value: clean_text(item.help or "") for item in items}
    return [Offer(one, meaning) for one, meaning in words.items() if _is_one_line(one)]


def _offers_for_line(shell: ShellComplete, line: str, *, fish: bool = False) -> tuple[list[Offer], str]:
    """Return the completions of the last word of a line, and the word."""
    *before, at_cursor = typed_line.split(line, fish=fish) or [TypedWord("")]
    return offers(shell, [word.text for word in before[1:]], at_cursor.text), at_cursor.text


def _is_one_line(word: str) -> bool:
    return word == without_steering(word) and "\t" not in word and len(word.splitlines()) == 1


class Bash(BashComplete):
    """Bash takes the answer as it is. The words are quoted already."""

    source_template = _script("bash")

    @staticmethod
    def _check_version() -> None:
        """Accept old versions too: the script works there."""

    def words(self) -> list[TypedWord]:
        """Return the words up to the cursor."""
        line = os.environ.get("COMP_LINE")
        if line is not None:
            return typed_line.split(line)
        # Typer's script has no line but a list of words, in which `--dept=县` is three.
        cursor = int(os.environ["COMP_CWORD"])
        words = typed_line.split(os.environ["COMP_WORDS"])
        at_cursor = words[cursor] if cursor < len(words) else TypedWord("")
        return [*(word for word in words[:cursor] if word.raw != "="), at_cursor]

    def complete(self) -> str:
        """Return one word a line, from where bash replaces its line."""
        *before, at_cursor = self.words()
        if not at_cursor.is_literal:
            return ""
        typed = at_cursor.text
        begins = _kept(at_cursor, os.environ.get("COMP_WORDBREAKS", BREAKS))
        kept = at_cursor.raw[begins:]
        found = offers(self, [word.text for word in before[1:]], typed)
        if only := _only_within(found, typed):
            # Bash puts it in the place of the word; of several it would leave the common beginning alone.
            return _for_bash(only.word[begins:], "") if typed == at_cursor.raw else ""
        found = [offer for offer in found if offer.word.startswith(typed)]
        return "\n".join(kept + _for_bash(offer.word[len(typed) :], at_cursor.quote) for offer in found)


def _only_within(found: Sequence[Offer], typed: str) -> Offer | None:
    """Return the only offer if it has the typed word within; None for other offers."""
    if len(found) == 1 and not found[0].word.startswith(typed):
        return found[0]
    return None


def _kept(word: TypedWord, breaks: str) -> int:
    """Return how many characters of a word bash leaves alone.

    It replaces the text after the open quote, or after the last break.
    """
    if word.quote:
        return word.opened
    return 1 + max(word.bare.rfind(mark) for mark in breaks)


def _for_bash(text: str, quote: str) -> str:
    """Return a text in bash's spelling.

    Args:
        text: the text.
        quote: the quote that is open before it; empty for none.
    """
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        return "".join(_BASH_IN_DOUBLE_QUOTES.get(mark, mark) for mark in text)
    return "".join(mark if mark in _PLAIN or not mark.isascii() else f"\\{mark}" for mark in text)


class Zsh(ZshComplete):
    """Zsh evaluates the answer under Typer's script. Each text is a quoted word of a command."""

    source_template = _script("zsh")

    def found(self) -> list[Offer]:
        """Return the completions at the cursor."""
        found, typed = _offers_for_line(self, os.environ.get("_TYPER_COMPLETE_ARGS", ""))
        return [offer for offer in found if offer.word.startswith(typed)]

    def complete(self) -> str:
        """Return the command that the script evaluates."""
        found = self.found()
        if not found:
            return "_files"
        words = " ".join(_for_zsh(offer.word) for offer in found)
        shown = " ".join(_for_zsh(_listed(offer)) for offer in found)
        return f"local -a values shown; values=({words}); shown=({shown}); compadd -l -d shown -a -- values"


class ZshLines(Zsh):
    """Zsh evaluates nothing under the script of this version. The script quotes the words."""

    def found(self) -> list[Offer]:
        """Return the completions at the cursor; one that has the word within if it is the only one."""
        found, typed = _offers_for_line(self, os.environ.get("_TYPER_COMPLETE_ARGS", ""))
        only = _only_within(found, typed)
        return [only] if only else [offer for offer in found if offer.word.startswith(typed)]

    def complete(self) -> str:
        """Return one word a line, and its listing after a tab."""
        return "\n".join(f"{offer.word}\t{_listed(offer)}" for offer in self.found())


def _listed(offer: Offer) -> str:
    return f"{offer.word}  -- {offer.meaning}" if offer.meaning else offer.word


def _for_zsh(text: str) -> str:
    """Return a text as one word of zsh. Only letters and digits of ASCII stay as they are."""
    safe = "".join(mark if mark.isalnum() or not mark.isascii() else f"\\x{ord(mark):02x}" for mark in text)
    return f"$'{safe}'"


class Fish(FishComplete):
    """Fish quotes the words itself."""

    source_template = _script("fish")

    def complete(self) -> str:
        """Return one word a line, and its meaning after a tab.

        Typer's script first asks whether there are any, and reads the exit code.
        """
        # Fish finds a word within others itself.
        found, _ = _offers_for_line(self, os.environ.get("_TYPER_COMPLETE_ARGS", ""), fish=True)
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
            sys.exit(not found)
        return "\n".join("\t".join(offer) if offer.meaning else offer.word for offer in found)


class PowerShell(PowerShellComplete):
    """PowerShell takes the answer as it is. The words are quoted already."""

    def complete(self) -> str:
        """Return one word a line, and its meaning after `:::`."""
        words = typed_line.split(os.environ.get("_TYPER_COMPLETE_ARGS", ""))
        asked = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        before = [word.text for word in words[1:] if word.raw]
        if asked and before:
            before.pop()
        found = offers(self, before, asked.strip("'\""))
        # The script splits each line at `:::`, so a word with one of its own cannot be offered.
        lines = [f"{_for_powershell(offer.word)}:::{offer.meaning or ' '}" for offer in found]
        return "\n".join(line for line in lines if line.count(":::") == 1)


def _for_powershell(word: str) -> str:
    """Return a word in PowerShell's spelling, with single quotes of every shape doubled."""
    if all(mark.isalnum() or mark in "-_./" for mark in word):
        return word
    text = "".join(mark * 2 if mark in _POWERSHELL_QUOTES else mark for mark in word)
    return f"'{text}'"
