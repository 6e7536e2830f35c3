"""Words that a command takes no argument for: a period, a file, a year or a unit that lost its option."""

import re
from collections.abc import Collection, Sequence
from pathlib import PurePath

from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import plain

_NUMERAL = "[0-9〇零一二三四五六七八九十]+"
_PERIOD = re.compile(
    rf"(?:{_NUMERAL}年)?(?:{_NUMERAL}(?:[-~至到、,]{_NUMERAL})*月份?|第?{_NUMERAL}季度?|Q[1-4]|[上下]半年)"
    r"|[上本这下]个?(?:月|周|星期|季度)|全年",
    re.IGNORECASE,
)
_MONTHS = 12
_SUFFIXES = {".xlsx", ".csv", ".json", ".md", ".txt", ".html", ".docx", ".ics", ".yaml", ".yml", ".pdf"}


def hint(words: Sequence[str], options: Collection[str]) -> str:
    """Return the remark that names the missing option of surplus words, or an empty text.

    Args:
        words: the surplus words.
        options: the options of the command, with their hyphens.
    """
    if len(words) == 1:
        for option, kind in _readings(plain(words[0]).strip()):
            if option in options:
                return f"。若是{kind}，请写 {option} {shell_word(shown(clean_text(words[0])))}"
        return ""
    if "--dept" in options and not any(word.isascii() for word in words):
        return f"。若是单位，请写 --dept {shell_word(shown(clean_text(' '.join(words))))}"
    return ""


def _readings(word: str) -> list[tuple[str, str]]:
    """Return the options that a word may belong to, each with its Chinese name, the likeliest first."""
    if re.fullmatch("(?:19|20)[0-9]{2}", word):
        return [("--plan", "年度")]
    if word.isdecimal():
        months = [("--month", "月份")] if 1 <= int(word) <= _MONTHS else []
        return [*months, ("--days", "天数")]
    if _PERIOD.fullmatch(word):
        return [("--period", "时段"), ("--month", "月份")]
    if PurePath(word).suffix.lower() in _SUFFIXES:
        return [("-o", "要写的文件")]
    return [] if word.isascii() else [("--dept", "单位")]
