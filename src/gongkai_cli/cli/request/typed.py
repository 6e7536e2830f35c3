"""Words as a person typed them: bytes that are no text here are refused, and so is a text of which nothing is left.

Python hands such bytes on as lone surrogates. Nobody could read them later, so they are never recorded.
"""

import sys
from collections.abc import Sequence

from gongkai_cli.domain.text import clean_text, is_empty, shown, without_steering
from gongkai_cli.errors import UsageError

_GUESSES = {"UTF-8": "utf-8", "GBK": "gb18030"}
_LOST = "\ufffd"


def check_words(words: Sequence[str]) -> None:
    """Refuse a command line with a word that is no text in this system's encoding.

    Raises:
        UsageError: it names the option, the word and its likely encoding.
    """
    before = ""
    for word in words:
        if not is_text(word):
            # The option before a value tells a person where to look.
            whole = f"{before} {word}" if before.startswith("-") else word
            raise UsageError(f"参数{_fault(whole)}。{_advice(whole)}")
        before = word


def check_variable(name: str, value: str) -> None:
    """Refuse the value of an environment variable that is no text in this system's encoding.

    Raises:
        UsageError: it names the variable and the likely encoding.
    """
    if not is_text(value):
        raise UsageError(f"环境变量 {name} 的值{_fault(value)}。{_advice(value)}")


def check_account(name: str) -> None:
    """Refuse the account's name where it is no text, since it would sign the record.

    Raises:
        UsageError: it tells how to give another name.
    """
    if not is_text(name):
        raise UsageError(f"账户名{_fault(name)}，不能记作记录人。请加上 --by 姓名，或设环境变量 GONGKAI_BY。")


def is_text(word: str) -> bool:
    """Say whether a word came through the system's encoding whole."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_bytes(word: str, encoding: str) -> bytes:
    """Return the bytes that a word came as; none where it was not made of bytes, as can be on Windows."""
    try:
        return word.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return b""


def no_text(raw: bytes, own: str) -> str:
    """Say that bytes are no text in the encoding `own`, and which one they seem to be in."""
    guess = _guess(raw, own)
    seems = f"（看来是 {guess[0]}）" if guess else ""
    return f"不是 {own.upper()} 文字{seems}"


def visible(text: str | None, source: str) -> str | None:
    """Return a text cleaned; None where nothing was typed.

    Args:
        text: the words typed.
        source: the option or the variable that they came by.

    Raises:
        UsageError: something was typed, and nothing of it can be seen.
    """
    kept = clean_text(text or "")
    if kept and not is_empty(kept):
        return kept
    if text and text.strip():
        raise UsageError(f"{source} 的文字里没有能显示的字。请重新输入，再运行一次。")
    return None


def to_record(text: str | None, source: str) -> str | None:
    """Return a text as it is to be recorded; None where nothing was typed.

    Raises:
        UsageError: as `visible`, or characters of it were lost on the way here; the ledger would keep the gap forever.
    """
    kept = visible(text, source)
    if kept and _LOST in kept:
        raise UsageError(f"{source} 的“{shown(kept)}”里有“{_LOST}”，是转换编码时丢掉的字。请重新输入，再运行一次。")
    return kept


def _fault(word: str) -> str:
    own = sys.getfilesystemencoding()
    raw = as_bytes(word, own)
    guess = _guess(raw, own)
    text = guess[1] if guess else word
    return f"“{shown(text)}”{no_text(raw, own)}"


def _advice(word: str) -> str:
    own = sys.getfilesystemencoding()
    guess = _guess(as_bytes(word, own), own)
    if own == "ascii" or (own != "utf-8" and guess and guess[0] == "UTF-8"):
        return "请设环境变量 PYTHONUTF8=1，再运行一次。"
    return f"请把终端或脚本的编码改为 {own.upper()}，再运行一次。"


def _guess(raw: bytes, own: str) -> tuple[str, str] | None:
    """Return the likely encoding's name and the text in it; None where the bytes fit none."""
    for name, encoding in _GUESSES.items():
        if not raw or name == own.upper():
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if without_steering(text) == text:
            return name, text
    return None
