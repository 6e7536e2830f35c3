"""Typed text in plain digits: full-width forms, blanks, Chinese numerals."""

import re
from unicodedata import normalize

_NUMERALS = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号点时分]|季度)")
_DIGITS = {"〇": 0, "零": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}}


def plain_digits(text: str) -> str:
    """Return `text` with ASCII digits and without blanks, so that full-width and Chinese numerals read alike."""
    plain = normalize("NFKC", text).replace("○", "〇")
    return _arabic("".join(plain.split()))


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
