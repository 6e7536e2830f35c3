"""Completion in the shells: what each one is answered, and the scripts that ask.

Names come from plan files, so they may hold whatever a shell acts upon. Each answer is made so that the shell takes it
as a text, also under the scripts of earlier versions, which Typer wrote: zsh evaluates their answer, bash puts it on
the line as it is.
"""

import os
import sys
from typing import NamedTuple

from typer import _completion_shared
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

from gongkai_cli.cli.framework import typed_line
from gongkai_cli.cli.framework.typed_line import TypedWord
from gongkai_cli.domain.text import clean_text, without_steering

BASH_SCRIPT = r"""
%(complete_func)s() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        if [ -n "$candidate" ]; then COMPREPLY[${#COMPREPLY[@]}]=$candidate; fi
    done < <(
        # Before 4.3 the cursor's place is counted in bytes.
        if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 403)); then LC_ALL=C; fi
        line=${COMP_LINE:0:COMP_POINT}
        COMP_LINE=$line COMP_WORDBREAKS=$COMP_WORDBREAKS %(autocomplete_var)s=complete_bash "$1" 2>/dev/null
    )
}

complete -o default -F %(complete_func)s %(prog_name)s
"""
"""Each line of the answer is what bash is to put on the command line, quoted already."""

ZSH_SCRIPT = r"""
#compdef %(prog_name)s

%(complete_func)s() {
  local answer
  local -a values shown
  for answer in "${(@f)$(_TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh_lines %(prog_name)s 2>/dev/null)}"; do
    [[ -n $answer ]] || continue
    values+=("${answer%%%%$'\t'*}")
    shown+=("${answer#*$'\t'}")
  done
  if (( $#values )); then
    compadd -l -d shown -a -- values
  else
    _files
  fi
}

if [[ $funcstack[1] == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
"""  # noqa: E501 - one command of the script
"""Each line of the answer is a word and how it is listed; zsh quotes the word itself."""

FISH_SCRIPT = r"""
function %(complete_func)s
    set -lx _TYPER_COMPLETE_FISH_ACTION get-args
    set -lx _TYPER_COMPLETE_ARGS (commandline -cp | string collect)
    set -l found (env %(autocomplete_var)s=complete_fish %(prog_name)s 2>/dev/null)
    if test -n "$found"
        printf '%%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command %(prog_name)s --no-files --arguments "(%(complete_func)s)"
"""
"""Typer's script starts the program once more, to ask whether there is anything to offer."""

BREAKS = " \t\n\"'@><=;|&(:"
"""The marks before which bash begins a new word, unless the person has set others."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+,=")


class Offer(NamedTuple):
    """A word to offer, and its meaning."""

    word: str
    meaning: str


def register() -> None:
    """Put these answers and scripts in the place of Typer's."""
    classes = {
        "bash": Bash,
        "zsh": Zsh,
        "zsh_lines": ZshLines,
        "fish": Fish,
        "powershell": PowerShell,
        "pwsh": PowerShell,
    }
    for name, shell in classes.items():
        add_completion_class(shell, name)
    _completion_shared._completion_scripts.update(bash=BASH_SCRIPT, zsh=ZSH_SCRIPT, fish=FISH_SCRIPT)  # noqa: SLF001 - no other way


def offers(items: list[CompletionItem], word: str) -> list[Offer]:
    """Return the words that go on from `word`, without those that no shell could take as one line of text.

    Args:
        items: what the parameter at the cursor offers.
        word: the word at the cursor, such as `县` or `--dept=县`.
    """
    option, equals, _ = word.partition("=")
    head = option + equals if equals and word.startswith(("-", "=")) else ""
    found = [Offer(head + item.value, clean_text(item.help or "")) for item in items]
    return [offer for offer in found if offer.word.startswith(word) and _is_one_line(offer.word)]


def _is_one_line(word: str) -> bool:
    return word == without_steering(word) and "\t" not in word and len(word.splitlines()) == 1


class Bash(BashComplete):
    """Bash is answered with the words as they are to stand on its line."""

    source_template = BASH_SCRIPT

    @staticmethod
    def _check_version() -> None:
        """Say nothing of old versions: this script works there too."""

    def words(self) -> list[TypedWord]:
        """Return the words before the cursor and the one at it.

        Typer's script does not hand over the line but its words, where `--dept=县` is three.
        """
        line = os.environ.get("COMP_LINE")
        if line is not None:
            return typed_line.split(line)
        cursor = int(os.environ["COMP_CWORD"])
        words = typed_line.split(os.environ["COMP_WORDS"])
        at_cursor = words[cursor] if cursor < len(words) else TypedWord("")
        return [*(word for word in words[:cursor] if word.raw != "="), at_cursor]

    def complete(self) -> str:
        """Return one word a line: the end of what is to stand on the line, from where bash replaces it."""
        *before, at_cursor = self.words()
        if not at_cursor.is_literal:
            return ""
        items = self.get_completions([word.text for word in before[1:]], at_cursor.text)
        kept = _kept(at_cursor, os.environ.get("COMP_WORDBREAKS", BREAKS))
        lines = []
        for offer in offers(items, at_cursor.text):
            rest = offer.word[len(at_cursor.text) :]
            lines.append(at_cursor.raw[kept:] + _for_bash(rest, at_cursor.quote))
        return "\n".join(lines)


def _kept(word: TypedWord, breaks: str) -> int:
    """Return how many marks of a word bash leaves alone: up to the quote that is open, or the last break."""
    if word.quote:
        return word.opened
    return 1 + max(word.bare.rfind(mark) for mark in breaks)


def _for_bash(text: str, quote: str) -> str:
    """Return a text as bash reads it, without quotes or within the quote that is open."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        marks = {"!": '"\\!"', **{mark: f"\\{mark}" for mark in '$`"\\'}}
        return "".join(marks.get(mark, mark) for mark in text)
    return "".join(mark if mark in _PLAIN or not mark.isascii() else f"\\{mark}" for mark in text)


class Zsh(ZshComplete):
    """Zsh under Typer's own script is answered with a command, in which each text is a sealed word."""

    source_template = ZSH_SCRIPT

    def found(self) -> list[Offer]:
        """Return what there is to offer at the cursor."""
        *before, at_cursor = typed_line.split(os.environ.get("_TYPER_COMPLETE_ARGS", "")) or [TypedWord("")]
        return offers(self.get_completions([word.text for word in before[1:]], at_cursor.text), at_cursor.text)

    def complete(self) -> str:
        """Return the command that the script evaluates."""
        found = self.found()
        if not found:
            return "_files"
        words = " ".join(_sealed(offer.word) for offer in found)
        shown = " ".join(_sealed(_listed(offer)) for offer in found)
        return f"local -a values shown; values=({words}); shown=({shown}); compadd -l -d shown -a -- values"


class ZshLines(Zsh):
    """Zsh under our script is answered with lines, which nothing evaluates."""

    def complete(self) -> str:
        """Return one word a line, and after a tab how it is listed."""
        return "\n".join(f"{offer.word}\t{_listed(offer)}" for offer in self.found())


def _listed(offer: Offer) -> str:
    return f"{offer.word}  -- {offer.meaning}" if offer.meaning else offer.word


def _sealed(text: str) -> str:
    """Return a text as one word of zsh in which no mark but letters and digits stands for itself."""
    return (
        "$'" + "".join(mark if mark.isalnum() or not mark.isascii() else f"\\x{ord(mark):02x}" for mark in text) + "'"
    )


class Fish(FishComplete):
    """Fish is answered with lines, and quotes the words itself."""

    source_template = FISH_SCRIPT

    def complete(self) -> str:
        """Return one word a line, and after a tab its meaning; or leave with 0 where there is something to offer."""
        line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
        *before, at_cursor = typed_line.split(line, fish=True) or [TypedWord("")]
        found = offers(self.get_completions([word.text for word in before[1:]], at_cursor.text), at_cursor.text)
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
            sys.exit(not found)
        return "\n".join("\t".join(offer) if offer.meaning else offer.word for offer in found)


class PowerShell(PowerShellComplete):
    """PowerShell puts the answer on its line as it is, so words that need quotes have them."""

    def complete(self) -> str:
        """Return one word a line, and after `:::` its meaning; the script splits the line there."""
        words = typed_line.split(os.environ.get("_TYPER_COMPLETE_ARGS", ""))
        asked = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        incomplete = asked.strip("'\"")
        before = [word.text for word in words[1:] if word.raw]
        if asked and before:
            before.pop()
        found = offers(self.get_completions(before, incomplete), incomplete)
        lines = [f"{_for_powershell(offer.word)}:::{offer.meaning or ' '}" for offer in found]
        return "\n".join(line for line in lines if line.count(":::") == 1)


def _for_powershell(word: str) -> str:
    """Return a word as PowerShell reads it: single quotes of every shape end a text, and doubled stand for one."""
    if all(mark.isalnum() or mark in "-_./" for mark in word):
        return word
    return "'" + "".join(mark * 2 if mark in "'‘’‚‛" else mark for mark in word) + "'"
