"""Typed text in plain digits: full-width forms, blanks, dashes, Chinese numerals."""

import re

from gongkai_cli.domain.typed_words.folding import plain

_DASHES = re.compile("--+|[‐-―−〜∼~至到]+")
# A numeral of a date stands before its unit, or before the dash or comma of a span: 十五至十六日. 周一-周三 has none.
_NUMERALS = re.compile(r"(?<![周期拜])[0Oo〇零一二三四五六七八九十]+(?=[年月日号点时分季]|[-~、,和及])")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | dict.fromkeys("0Oo〇", 0)


def plain_digits(text: str) -> str:
    """Return `text` with ASCII digits, without blanks, invisible characters and a full stop at its end.

    Full-width and Chinese numerals read alike. Every dash but a hyphen becomes ~, since a hyphen may be a part of a
    date.
    """
    digits = "".join(plain(text).replace("○", "〇").split()).rstrip("。.,、;")
    return _arabic(_DASHES.sub("~", digits))


def number_of(text: str) -> int | None:
    """Return the number of a printed one such as （三）, 第五条 or 12.; None where it is no single number."""
    numeral = plain(text).strip("()[]【】〔〕第条项、.。 ")
    if numeral.isdecimal():
        return int(numeral)
    return int(_number(numeral)) if re.fullmatch("[〇零一二三四五六七八九十]+", numeral) else None


def _arabic(text: str) -> str:
    """Return `text` with the Chinese numerals of its dates (二〇二四年十月八日) in digits."""
    return _NUMERALS.sub(lambda match: _number(match.group()), text)


def _number(numerals: str) -> str:
    tens, ten, units = numerals.rpartition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in numerals)
    number = 10
    if tens:
        number = _DIGITS.get(tens, 0) * 10
    if units:
        number += _DIGITS.get(units, 0)
    return str(number)
