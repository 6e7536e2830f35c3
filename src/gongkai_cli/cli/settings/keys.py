"""The names of the settings, their variables, and the check of each value."""

import os
import shlex
from collections.abc import Callable
from typing import NamedTuple

from gongkai_cli import files
from gongkai_cli.domain.text import clean_text, is_empty, shown
from gongkai_cli.errors import RefusedError, UsageError

VARIABLES = {
    "db": "GONGKAI_DB",
    "plan": "GONGKAI_PLAN",
    "as_of": "GONGKAI_TODAY",
    "by": "GONGKAI_BY",
    "pager": "GONGKAI_PAGER",
    "ambiguous": "GONGKAI_AMBIGUOUS",
    "period": "GONGKAI_PERIOD",
}
"""Setting or shared option → its environment variable."""

_WIDTHS = {"wide": "wide", "narrow": "narrow", "宽": "wide", "窄": "narrow"}
"""Word for the width of ambiguous characters, in any language → its code."""


class Key(NamedTuple):
    """A setting."""

    meaning: str
    """Its meaning for the screen."""
    check: Callable[[str], str]
    """Returns a typed value in the form to keep; raises UsageError or RefusedError with one line."""
    names: tuple[str, ...]
    """Other words that people try; they lead to a suggestion."""


def find_key(name: str) -> str:
    """Return the name of a setting as typed, in lower case.

    Raises:
        UsageError: there is no such setting; the message suggests near ones and lists all.
    """
    wanted = name.strip().lower()
    if wanted in KEYS:
        return wanted
    raise UsageError(f"没有设置“{shown(name)}”。{suggestion(name)}可以写：{'、'.join(KEYS)}。")


def suggestion(name: str) -> str:
    """Return `您是不是要找：…？` with the settings near to an unknown name, or an empty text."""
    from gongkai_cli.domain.typed_words.units import did_you_mean

    spellings = [(key, key) for key in KEYS]
    spellings += [(word, key) for key, one in KEYS.items() for word in one.names]
    return did_you_mean(name.strip().lower(), spellings)


def check_ambiguous(text: str) -> str:
    """Return the code for the width of ambiguous characters: `wide` or `narrow`."""
    code = _WIDTHS.get(text.strip().lower())
    if code is None:
        raise UsageError(f"无法识别字宽“{shown(text)}”。请写 wide（宽）或 narrow（窄）。")
    return code


def check_pager(text: str) -> str:
    """Return the command of a pager, such as `less -FRX`; `off` is none."""
    command = _check_text(text)
    if command.lower() == "off":
        return "off"
    try:
        # Backslashes on Windows belong to paths.
        shlex.split(command, posix=os.name != "nt")
    except ValueError as error:
        raise UsageError(f"翻页命令“{shown(command)}”的引号没有成对。请补上另一半引号，或写 off 不翻页。") from error
    return command


def _check_text(text: str) -> str:
    cleaned = clean_text(text)
    if is_empty(cleaned):
        raise UsageError("值是空的。请写出值；要回到默认，用 gongkai config unset。")
    return cleaned


def _check_store(text: str) -> str:
    path = files.typed_path(text)
    with files.explained(path, files.ARGUMENT):
        if path.is_dir():
            raise RefusedError(f"“{path}”是文件夹，不是台账文件。请写到文件名为止，如 {path / 'gongkai.db'}。")
    return str(path)


KEYS = {
    "db": Key("台账文件", _check_store, ("台账", "台账文件", "database", "store")),
    "plan": Key("看哪个工作要点", _check_text, ("工作要点", "标识", "year")),
    "by": Key("记录人", _check_text, ("记录人", "姓名", "author", "name")),
    "pager": Key("翻页程序，off 不翻页", check_pager, ("翻页", "分页", "less")),
    "ambiguous": Key("线条和方块的宽度：wide 宽，narrow 窄", check_ambiguous, ("字宽", "width", "wide", "narrow")),
    "period": Key("报送的时段，如 本月、上月", _check_text, ("时段", "month")),
}
"""The settings, in the order of the list."""
