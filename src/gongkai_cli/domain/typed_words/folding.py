"""Texts as the eye sees them: full-width characters, invisible ones and radicals are folded."""

import re
from unicodedata import name as unicode_name
from unicodedata import normalize

from gongkai_cli.domain.text import INVISIBLE, clean_text
from gongkai_cli.domain.typed_words.radicals import LETTER_OF_RADICAL

_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_OWN = "\x00-\x7f\u2e80-\u9fff\uff00-\uffef"  # letters beside which no joiner has a meaning
# These are compiled at their first use: nearly no text needs them, and compiling costs start-up time.
_UNSEEN_MARK = f"[{_UNSEEN}]|(?<![^{_OWN}])[\u200c\u200d]|[\u200c\u200d](?![^{_OWN}])"
_RADICAL = "[\u2e80-\u2fdf]"
_HAN = "[\u4e00-\u9fff]*"
_BLANK = f"[{INVISIBLE}\t\r\n]+"
_WIDE = "[\u3000\uff01-\uff5e]"


def without_lookalikes(text: str) -> str:
    """Return a text without invisible characters, with letters in place of radicals that look like them.

    Both come with text out of web pages and PDF files.
    """
    if text.isascii() or text.isalpha():  # the quick way for nearly every name
        return text
    text = re.sub(_UNSEEN_MARK, "", text)
    return re.sub(_RADICAL, lambda found: normalize("NFKC", found.group().translate(LETTER_OF_RADICAL)), text)


def plain(text: str) -> str:
    """Return a text as the eye reads it: half-width, without invisible characters, radicals as letters."""
    return text if text.isascii() else normalize("NFKC", without_lookalikes(text))


def seen(name: str) -> str:
    """Return what the eye tells apart in a name: no blanks, full-width letters and signs as half-width ones."""
    if re.fullmatch(_HAN, name):
        return name
    return re.sub(_BLANK, "", plain(clean_text(without_lookalikes(name))))


def oddity(text: str) -> str:
    """Return why a text is not the one that it looks like, such as 有全角字符; empty if nothing is odd about it."""
    if re.search(_UNSEEN_MARK, text):
        return "有看不见的字符"
    if re.search(_WIDE, text):
        return "有全角字符"
    if re.search(_RADICAL, text):
        return "有部首字符"
    for mark in text:
        script = unicode_name(mark, "").partition(" ")[0]
        if script in {"CYRILLIC", "GREEK"}:
            return f"的“{mark}”不是英文字母"
    return ""
