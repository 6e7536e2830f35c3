"""Names by their pinyin, or its initials: sfj and sifaju for 县司法局. It needs the extra `pinyin`."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec

_LEAST = 2
"""The fewest letters that are read as pinyin."""


def by_pinyin(text: str, spellings: Sequence[tuple[str, str]]) -> list[str]:
    """Return the names whose pinyin, or its initials, a text is; or else the names whose pinyin ends with it.

    Args:
        text: the letters as typed.
        spellings: (spelling, name): a known spelling, and the name to return for it.

    Returns:
        The names that fit equally well; none where the text is no pinyin, or the library is not installed.
    """
    letters = _letters(text)
    if not letters:
        return []
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return []
    read = []
    for spelling, name in spellings:
        initials = "".join(lazy_pinyin(spelling, style=Style.FIRST_LETTER))
        read += [(initials, name), ("".join(lazy_pinyin(spelling)), name)]
    same = _each_once(name for pinyin, name in read if pinyin == letters)
    return same or _each_once(name for pinyin, name in read if pinyin.endswith(letters))


def lacks_library(text: str) -> bool:
    """Say whether a text may be pinyin and the library that reads it is not installed."""
    return bool(_letters(text)) and find_spec("pypinyin") is None


def _letters(text: str) -> str:
    """Return the letters of a text that may be pinyin, or an empty text."""
    letters = text.strip().lower().replace("'", "")
    may_be = len(letters) >= _LEAST and letters.isascii() and letters.isalpha()
    return letters if may_be else ""


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
