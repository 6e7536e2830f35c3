"""Text as a YAML scalar on one line, in quotes where a reader of YAML would take it for something else."""

import re

from gongkai_cli.planfile.slips.yaml_slips import slip

_OPENING = "“‘《〈（〔【「『"
"""The signs, beside letters and digits, with which a text without quotes may begin."""

_LAST_OF_FOUR_DIGITS = 0xFFFF

_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_NUMBER = re.compile(r"[0-9][0-9A-Za-z_.:+% -]*")
_SYNTAX = re.compile(r"[:?#,\[\]{}]")
_IN_A_VALUE = re.compile(r":(?:\s|$)|\s#")
_UNWRITABLE = re.compile(
    "[^\x20-\x7e\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""Characters that YAML does not allow, reads as a line end, or that steer a terminal."""


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return `text` as a YAML scalar.

    Args:
        text: any text.
        in_flow: whether it is an item within `[…]`, or a key.
    """
    if _is_plain(text, in_flow=in_flow):
        return text
    if _UNWRITABLE.search(text):
        return f'"{_UNWRITABLE.sub(_escape, _with_backslashes(text))}"'
    if '"' in text or "\\" in text:
        quoted = text.replace("'", "''")
        return f"'{quoted}'"
    return f'"{text}"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether every reader of YAML takes `text` without quotes for just this text.

    Words and numbers are quoted too, since tools with YAML 1.1 read them as truths, numbers and days.
    """
    if not text or not (text[0].isalnum() or text[0] in _OPENING):
        return False
    if text != text.strip() or text.lower() in _WORDS or _NUMBER.fullmatch(text):
        return False
    syntax = _SYNTAX if in_flow else _IN_A_VALUE
    return not (_UNWRITABLE.search(text) or syntax.search(text) or slip(text))


def _with_backslashes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\U{code:08x}" if code > _LAST_OF_FOUR_DIGITS else f"\\u{code:04x}"
