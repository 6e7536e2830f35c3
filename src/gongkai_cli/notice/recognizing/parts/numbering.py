"""Printed numbers at the beginning of a line: 一、 （一） 1. 第三条."""

import re
from typing import NamedTuple

from gongkai_cli.domain.typed_days.numerals import number_of

_HAN = "[〇零一二三四五六七八九十百]{1,4}"
_STYLES = (
    ("chapter", re.compile(rf"第{_HAN}(?:章|部分|篇|编|节)[、：:\s]?")),
    ("article", re.compile(rf"第(?:{_HAN}|\d{{1,3}})条[、：:\s]?")),
    ("task", re.compile(rf"(?:任务|行动|专栏|举措|工程)(?:{_HAN}|\d{{1,2}})[：:、.．\s]")),
    ("han", re.compile(rf"{_HAN}[、．.]\s?")),
    ("han_bracket", re.compile(rf"[（(〔]\s?{_HAN}\s?[）)〕][、.．]?\s?")),
    ("dotted", re.compile(r"\d{1,2}[.．]\d{1,2}(?:[.．]\d{1,2})?[.．、\s]?(?![\d%万亿个年月元])\s?")),
    ("number", re.compile(r"\d{1,3}\s?(?:[.．、](?![\d])|[)）])\s?")),
    ("number_bracket", re.compile(r"[（(〔]\s?\d{1,2}\s?[）)〕][、.．]?\s?")),
    ("circled", re.compile(r"[①-⑳❶-❿⑴-⒇]\s?")),
)


class Number(NamedTuple):
    """A printed number.

    Attributes:
        style: the name of its style, such as `han` for 一、.
        value: the number.
        printed: as a plan file prints it: 一 for 一、, （一）, 第三条.
        end: where the text behind it begins.
    """

    style: str
    value: int
    printed: str
    end: int


def number_at_start(text: str) -> Number | None:
    """Return the number with which a line begins; None where it has none."""
    for style, pattern in _STYLES:
        if not (match := pattern.match(text)):
            continue
        printed = match[0].strip(" 　、.．：:")
        value = _value(style, printed)
        if value is None:
            continue
        if style == "number":
            printed = printed.rstrip(")）")
        return Number(style, value, printed, match.end())
    return None


def _value(style: str, printed: str) -> int | None:
    if style == "dotted":
        return int(re.split("[.．]", printed)[-1])
    if style == "circled":
        return 1
    return number_of(re.sub("^(?:任务|行动|专栏|举措|工程)|章$|部分$|[篇编节]$", "", printed))
