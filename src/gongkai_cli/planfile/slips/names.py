"""Names of a plan file: they are cleaned, and lists in their place are recognized."""

import re

from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import without_lookalikes
from gongkai_cli.errors import FieldError

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
    """Return a name on one line without invisible characters, with letters in place of radicals that look like them."""
    return clean_text(without_lookalikes(text))


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


def narrow(text: str) -> str:
    """Return a text with half-width letters, digits and signs in place of full-width ones."""
    return text if text.isascii() else text.translate(_WIDE)
