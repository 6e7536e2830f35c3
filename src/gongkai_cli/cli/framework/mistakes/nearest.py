"""The command or the option that an unknown word means: by synonym, then by beginning, then by likeness."""

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher

from gongkai_cli.cli.framework.mistakes.synonyms import COMMANDS, OPTIONS
from gongkai_cli.domain.typed_words.folding import oddity, plain

_LIKE = 0.6
"""The likeness from which a word may be a slip."""

_LEAST = 3
"""The fewest letters of such a word."""


def near_commands(word: str, path: str, commands: Collection[str]) -> list[str]:
    """Return the commands that an unknown word in the place of one may mean, all equally likely.

    Args:
        word: the word as typed.
        path: the words before it, such as `activity`; empty at the beginning.
        commands: the commands that there are, of one word each.
    """
    before = f"{path} " if path else ""
    synonyms = {}
    for command, words in COMMANDS.items():
        rest = command.removeprefix(before)
        is_below = command.startswith(before) and (rest.partition(" ")[0] in commands or rest.startswith("-"))
        if is_below:
            synonyms[rest] = words
    return _nearest(_bare(word), {name: name for name in commands}, synonyms)


def near_options(word: str, options: Collection[str]) -> list[str]:
    """Return the options that an unknown one may mean, all equally likely.

    Args:
        word: the option as typed, with its hyphens.
        options: the options that there are, with theirs.
    """
    names = {_bare(option): option for option in options if option.startswith("--")}
    synonyms = {option: words for option, words in OPTIONS.items() if option in options}
    return _nearest(_bare(word), names, synonyms)


def by_synonym(word: str, options: Collection[str]) -> list[str]:
    """Return the options that an unknown one is another word for."""
    return [option for option, words in OPTIONS.items() if option in options and _bare(word) in words.split()]


def meant(word: str, near: list[str]) -> str:
    """Return the end of a message about an unknown word: what is odd about it, and what was meant."""
    odd = oddity(word)
    remark = f"（里面{odd}）" if odd else ""
    return f"{remark}，您是不是要写 {' 或 '.join(near)}" if near else remark


def _bare(word: str) -> str:
    return plain(word).strip().casefold().strip("-—–_").replace("_", "-").partition("=")[0]


def _nearest(word: str, names: Mapping[str, str], synonyms: Mapping[str, str]) -> list[str]:
    """Return the nearest of some names.

    Args:
        word: the word, folded.
        names: the word of each → what to write.
        synonyms: what to write → other words for it.
    """
    if not word:
        return []
    if word in names:
        return [names[word]]
    found = [name for name, words in synonyms.items() if word in words.split()]
    found = [name for name in found if " " not in name] or found  # tasks rather than plans list
    if not found and len(word) > 1:
        found = [name for bare, name in names.items() if bare.startswith(word)]
    if not found and len(word) >= _LEAST:
        found = _alike(word, names)
    return found


def _alike(word: str, names: Mapping[str, str]) -> list[str]:
    likeness = {name: SequenceMatcher(None, word, bare).ratio() for bare, name in names.items()}
    most = max(likeness.values(), default=0)
    return [name for name, one in likeness.items() if one == most >= _LIKE]
