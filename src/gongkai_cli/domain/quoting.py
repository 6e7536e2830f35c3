"""Quoting for printed commands: a value is one word of the shell and runs nothing when copied."""

import os

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@%+,")
_PLAIN_ON_WINDOWS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:\\+")


def shell_word(text: str) -> str:
    """Return `text` as one word for the shells of this system. Plain names and paths need no quotes."""
    if os.name == "nt":
        return windows_word(text)
    return posix_word(text)


def posix_word(text: str) -> str:
    r"""Return `text` as one word for sh, bash, zsh and fish.

    fish gives backslashes a meaning within single quotes, so they are put outside: `'a'\\'b'`.
    """
    if _is_plain(text, _PLAIN):
        return text
    # NUL keeps the place of a backslash, since quoting ' adds backslashes of its own.
    quoted = text.replace("\\", "\0").replace("'", "'\\''").replace("\0", "'\\\\'")
    return f"'{quoted}'"


def windows_word(text: str) -> str:
    """Return `text` as one word in double quotes, for cmd and PowerShell.

    PowerShell also ends the word at Chinese quotation marks, and expands `$`. A backtick before them prevents both.
    """
    if text and all(mark in _PLAIN_ON_WINDOWS or mark.isalnum() for mark in text):
        return text
    inside = "".join(_within_double_quotes(mark) for mark in text)
    # Backslashes at the end are doubled, since a single one would escape the closing quote.
    last_backslashes = inside[len(inside.rstrip("\\")) :]
    return f'"{inside}{last_backslashes}"'


def _within_double_quotes(mark: str) -> str:
    if mark == '"':
        return '""'
    if mark in "$`“”„":
        return f"`{mark}"
    return mark


def _is_plain(text: str, plain: frozenset[str]) -> bool:
    """Return whether a text needs no quotes: it has no ASCII marks of a shell, and no blanks."""
    return bool(text) and all(mark in plain or (not mark.isascii() and mark.isprintable()) for mark in text)


def install_extra(name: str) -> str:
    """Return the command that installs an extra of the program; sh, PowerShell and cmd take these quotes alike."""
    return f'pip install "gongkai-cli[{name}]"'
