"""Names as the eye sees them: invisible characters go, and names that look alike can be compared."""

import re
from unicodedata import normalize

from gongkai_cli.domain.text import INVISIBLE, clean_text, shown
from gongkai_cli.errors import FieldError

_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_OWN = "\x00-\x7f\u2e80-\u9fff\uff00-\uffef"  # letters beside which no joiner has a meaning
_UNSEEN_MARK = re.compile(f"[{_UNSEEN}]|(?<![^{_OWN}])[\u200c\u200d]|[\u200c\u200d](?![^{_OWN}])")
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_PLAIN = re.compile("[\u4e00-\u9fff]*")
_BLANK = re.compile(f"[{INVISIBLE}\t\r\n]+")

_RADICALS = str.maketrans(
    "\u2ea0\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc"
    "\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee8\u2ee9\u2eec\u2eee\u2ef0\u2ef3",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
"""Radicals without a mapping of their own in Unicode → the letters they look like; U+2F00 on have one."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_BRACKETED = re.compile(r"[（(〔][^（()）〔〕]*[）)〕]")
_SEPARATORS = {"、": "顿号", "，": "全角逗号", ",": "逗号", "；": "分号", ";": "分号"}
_SEPARATOR = re.compile("[，,；;]")
_LIST_BRACKETS = "［【", "］】"


class JointNamesError(FieldError):
    """Several names in the place of one. The advice depends on the field."""

    def __init__(self, name: str, sign: str = "、") -> None:
        advice = "请拆成列表里的几项"
        if sign != "、":
            advice += "，各项之间用半角逗号加空格"
        super().__init__(f"“{shown(name)}”里有{_SEPARATORS[sign]}", advice)


def clean_name(text: str) -> str:
    """Return a name on one line without invisible characters, with letters in place of radicals that look like them.

    Both come with text out of web pages and PDF files.
    """
    if text.isalpha():  # the quick way for nearly every name
        return clean_text(text)
    text = _UNSEEN_MARK.sub("", text)
    text = _RADICAL.sub(lambda found: normalize("NFKC", found.group().translate(_RADICALS)), text)
    return clean_text(text)


def list_slip(name: str) -> FieldError | None:
    """Return why a clean name looks like a list: full-width brackets around it, or commas in it; None if it does not.

    Some real names have commas, so it is asked about names that are not registered.
    """
    opening, closing = _LIST_BRACKETS
    if name[0] in opening or name[-1] in closing:
        advice = "请改成半角的 [ ]，各项之间用半角逗号加空格"
        return FieldError(f"“{shown(name)}”用了全角的方括号", advice)
    if sign := _SEPARATOR.search(_BRACKETED.sub("", name)):
        return JointNamesError(name, sign.group())
    return None


def seen(name: str) -> str:
    """Return what the eye tells apart in a name: no blanks, full-width letters and signs as half-width ones."""
    if _PLAIN.fullmatch(name):
        return name
    return _BLANK.sub("", normalize("NFKC", clean_name(name)))


def narrow(text: str) -> str:
    """Return a text with half-width letters, digits and signs in place of full-width ones."""
    return text if text.isascii() else text.translate(_WIDE)
