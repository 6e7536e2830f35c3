"""The numbers of Word's automatic numbering: a value and a format → its text."""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 9_999  # a larger value is written in digits in every format


def formatted(value: int, number_format: str) -> str:
    """Return a value in a format of Word (`w:numFmt`), such as 十二 for 12 in `chineseCounting`.

    Formats without numbers give an empty text, unknown ones digits.
    """
    if number_format in {"none", "bullet"}:
        return ""
    write = _FORMATS.get(number_format)
    if write is None or not 0 < value <= _MOST:
        return str(value)
    return write(value)


def _counting(value: int, digits: str = _DIGITS, ten: str = "十", hundred: str = "百", thousand: str = "千") -> str:
    text = ""
    is_gap = False
    for size, name in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
        digit = value // size % 10
        if digit:
            text += ("零" if is_gap and text else "") + digits[digit] + name
        is_gap = not digit
    if digits is _DIGITS:
        return text.removeprefix("一") if text.startswith("一十") else text
    return text


def _legal(value: int) -> str:
    return _counting(value, _LEGAL, "拾", "佰", "仟")


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


def _zero(value: int) -> str:
    return f"{value:02}"


def _stems(value: int) -> str:
    return _STEMS[value - 1] if value <= len(_STEMS) else str(value)


def _branches(value: int) -> str:
    return _BRANCHES[value - 1] if value <= len(_BRANCHES) else str(value)


def _circled(value: int) -> str:
    return chr(ord("①") + value - 1) if value <= 20 else str(value)  # noqa: PLR2004


def _in_brackets(value: int) -> str:
    return chr(ord("⑴") + value - 1) if value <= 20 else f"({value})"  # noqa: PLR2004


def _with_stop(value: int) -> str:
    return chr(ord("⒈") + value - 1) if value <= 20 else f"{value}."  # noqa: PLR2004


def _ideograph_circled(value: int) -> str:
    return chr(ord("㊀") + value - 1) if value <= 10 else str(value)  # noqa: PLR2004


def _lower_letter(value: int) -> str:
    repeats, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (repeats + 1)


def _upper_letter(value: int) -> str:
    return _lower_letter(value).upper()


def _lower_roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _upper_roman(value: int) -> str:
    return _lower_roman(value).upper()


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": _stems,
    "ideographZodiac": _branches,
    "ideographEnclosedCircle": _ideograph_circled,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": _zero,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _in_brackets,
    "decimalEnclosedFullstop": _with_stop,
    "lowerLetter": _lower_letter,
    "upperLetter": _upper_letter,
    "lowerRoman": _lower_roman,
    "upperRoman": _upper_roman,
}
"""Format → the function that writes values from 1."""
