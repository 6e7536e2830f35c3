"""The check of a read clause that needs no label: its units, joined, give it back but for role words and signs."""

import re
from collections.abc import Iterable

from gongkai_cli.domain.text import folded
from gongkai_cli.notice.recognizing.clauses.deadlines import due_words
from gongkai_cli.notice.recognizing.clauses.role_words import without_role_words
from gongkai_cli.notice.recognizing.texts import cut


def leftover(text: str, names: Iterable[str], words: Iterable[str]) -> str:
    """Return the letters of a clause that no name, no role and no deadline accounts for.

    Args:
        text: the clause with plain signs, without its rules.
        names: the names that were found, as printed.
        words: the words of roles beyond those of a plan file, such as 指导.
    """
    rest = text
    for name in (*sorted(set(names), key=len, reverse=True), *words):
        rest = _without(rest, name)
    parts = [
        part.text for part in cut(without_role_words(rest), "，；。") if part.text != "无" and not due_words(part.text)
    ]
    return folded("，".join(parts))


def _without(text: str, name: str) -> str:
    """Take a name out of a text, whatever signs and blanks stand within it."""
    pattern = r"[\s、，]*".join(re.escape(letter) for letter in name)
    return re.sub(pattern, "", text)
