"""Words that came as bytes are refused if they are no text.

Python hands on bytes that are no text in the system's encoding as lone surrogates. Nobody could read them later in the
ledger.
"""

import getpass
import sys
from collections.abc import Sequence
from typing import NamedTuple

from gongkai_cli.domain.text import clean_text, shown, without_steering
from gongkai_cli.errors import UsageError

_ENCODINGS = {"UTF-8": "utf-8", "GBK": "gb18030"}
"""Encoding as people know it → the codec that reads it."""

_NO_NAME = "未署名"
"""The author where the account has no name."""


class _Guess(NamedTuple):
    """The likely encoding of some bytes, and their text in it."""

    encoding: str
    text: str


def check_words(words: Sequence[str]) -> None:
    """Refuse a command line with a word that is no text.

    Raises:
        UsageError: a word is no text; the message names its option and its likely encoding.
    """
    before = ""
    for word in words:
        if not is_text(word):
            # The option before a value shows a person where to look.
            place = f"{before} {word}" if before.startswith("-") else word
            raise UsageError(f"参数{_fault(place)}。{_advice(place)}")
        before = word


def check_variable(name: str, value: str) -> None:
    """Refuse an environment variable that is no text.

    Raises:
        UsageError: it is no text; the message names the variable and the likely encoding.
    """
    if not is_text(value):
        raise UsageError(f"环境变量 {name} 的值{_fault(value)}。{_advice(value)}")


def account_name() -> str:
    """Return the name of the person's account, which signs the record.

    Raises:
        UsageError: it is no text; the message says how to give another name.
    """
    try:
        name = getpass.getuser()
    except (ImportError, KeyError, OSError):
        return _NO_NAME
    if not is_text(name):
        raise UsageError(f"账户名{_fault(name)}，不能记作记录人。请加上 --by 姓名，或设环境变量 GONGKAI_BY。")
    return clean_text(name) or _NO_NAME


def is_text(word: str) -> bool:
    """Say whether a word is text in the system's encoding."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_bytes(word: str, encoding: str) -> bytes:
    """Return the bytes of a word. On Windows some words never were bytes and have none."""
    try:
        return word.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return b""


def no_text(raw: bytes, encoding: str) -> str:
    """Return a clause about bytes that are no text in an encoding."""
    guess = _guess(raw, encoding)
    seems = f"（看来是 {guess.encoding}）" if guess else ""
    return f"不是 {encoding.upper()} 文字{seems}"


def _fault(word: str) -> str:
    encoding = sys.getfilesystemencoding()
    raw = as_bytes(word, encoding)
    guess = _guess(raw, encoding)
    text = guess.text if guess else word
    return f"“{shown(text)}”{no_text(raw, encoding)}"


def _advice(word: str) -> str:
    encoding = sys.getfilesystemencoding()
    guess = _guess(as_bytes(word, encoding), encoding)
    is_utf8 = guess is not None and guess.encoding == "UTF-8"
    if encoding == "ascii" or (encoding != "utf-8" and is_utf8):
        return "请设环境变量 PYTHONUTF8=1，再运行一次。"
    return f"请把终端或脚本的编码改为 {encoding.upper()}，再运行一次。"


def _guess(raw: bytes, encoding: str) -> _Guess | None:
    """Return the likely encoding other than `encoding`; None if no other fits."""
    if not raw:
        return None
    for name, codec in _ENCODINGS.items():
        if name == encoding.upper():
            continue
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if without_steering(text) == text:
            return _Guess(name, text)
    return None
