"""Words of the commands that are printed to be copied into a shell: each is one word, and runs nothing."""

import os

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+,")
_PLAIN_ON_WINDOWS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:\\+")


def shell_word(text: str) -> str:
    """Return `text` as one word for the shells of this system; a plain name or path stays as it is."""
    return windows_word(text) if os.name == "nt" else posix_word(text)


def posix_word(text: str) -> str:
    r"""Return `text` as one word for sh, bash, zsh and fish.

    Within single quotes fish takes a backslash for a mark of its own, so backslashes stand outside: `'a'\\'b'`.
    """
    if _is_plain(text, _PLAIN):
        return text
    return "'" + text.replace("\\", "\0").replace("'", "'\\''").replace("\0", "'\\\\'") + "'"


def windows_word(text: str) -> str:
    """Return `text` as one word in double quotes, which cmd and PowerShell both know.

    PowerShell ends such a text at Chinese quotation marks too, and expands `$`; a backtick keeps it from both.
    """
    if text and all(mark in _PLAIN_ON_WINDOWS or mark.isalnum() for mark in text):
        return text
    inside = "".join(_within_double_quotes(mark) for mark in text)
    at_end = len(inside) - len(inside.rstrip("\\"))
    return '"' + inside + "\\" * at_end + '"'  # doubled, since a single one would take the quote with it


def _within_double_quotes(mark: str) -> str:
    if mark == '"':
        return '""'
    if mark in "$`“”„":
        return f"`{mark}"
    return mark


def _is_plain(text: str, plain: frozenset[str]) -> bool:
    """Say whether a text needs no quotes: no ASCII marks that a shell knows, no blanks of any kind."""
    return bool(text) and all(mark in plain or (not mark.isascii() and mark.isprintable()) for mark in text)
