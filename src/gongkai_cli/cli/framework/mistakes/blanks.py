"""Texts with blanks that lost their quotes: the shell makes several words of them."""

import re
from collections.abc import Sequence
from typing import Any

from gongkai_cli.cli.framework.usage import with_advice
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.errors import UsageError

TEXTS = ("--note", "-n", "--problem", "--next", "--search", "--reason", "--theme", "--place")
"""The options that take a text, in which blanks are usual."""

_NUMBERS = r"(?:任务|活动)?[0-9]+(?:[-~,、，至到0-9]*)"
_OPENING = "“‘「『＂＇"
_CLOSING = "”’」』＂＇"


def check_blanks(context: Any, words: Sequence[str]) -> None:
    """Refuse words behind the text of an option that must be the rest of it.

    Args:
        context: the command's context.
        words: the words after the command.

    Raises:
        UsageError: there are such words; the message shows the text in quotes.
    """
    for place, word in enumerate(words):
        option, equals, value = word.partition("=")
        first = place
        if option not in TEXTS:
            continue
        if not equals:
            first, value = place + 1, "".join(words[place + 1 : place + 2])
        rest = _rest(words[first + 1 :])
        while rest and re.fullmatch(_NUMBERS, plain(rest[-1])):  # the number of a task behind a text
            rest.pop()
        if rest:
            _refuse(context, option, [value, *rest])


def _rest(words: Sequence[str]) -> list[str]:
    """Return the words up to the next option."""
    rest = []
    for word in words:
        if word.startswith("-"):
            break
        rest.append(word)
    return rest


def _refuse(context: Any, option: str, pieces: Sequence[str]) -> None:
    text = clean_text(" ".join(pieces))
    fault = f"“{shown(text)}”里有空格，要用半角的引号括起来"
    if text[:1] in _OPENING or text[-1:] in _CLOSING:
        fault = "全角的引号括不住空格，要用半角的"
    bare = shown(text.strip(_OPENING + _CLOSING).replace('"', ""))
    raise UsageError(with_advice(f'{fault}：{option} "{bare}"', context.command_path))
