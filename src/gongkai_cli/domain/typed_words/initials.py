"""Names by their pinyin, or its initials: sfj and sifaju for 县司法局. It needs the extra `pinyin`."""

from collections.abc import Iterable, Sequence

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
    letters = text.strip().lower().replace("'", "")
    if len(letters) < _LEAST or not (letters.isascii() and letters.isalpha()):
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


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
