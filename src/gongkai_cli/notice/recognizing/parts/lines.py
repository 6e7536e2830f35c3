"""The paragraphs of a notice as lines: those that run together are cut in front of their numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.notice.blocks import Block, Paragraph, Place, Table
from gongkai_cli.notice.recognizing.texts import depths
from gongkai_cli.planfile.slips.names import clean_name

_HAN = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(
    rf"(?P<han>{_HAN}、(?!{_HAN}[、等]))|(?P<bracket>（{_HAN}）)|(?P<number>(?<![\d.．〔第])\d{{1,2}}[.．、](?![\d]))|(?P<article>第{_HAN}条(?![的规款]))"
)
_AFTER_SENTENCE = re.compile(r"[。；！？：:）)〕\]】\s]$")
_LONG = 800  # characters of a paragraph that holds several numbered parts
_ANNEX = re.compile(r"(?<=[。）)\s号])附\s?件(?:\s?\d)?[：:\s]")
_SIGNED = re.compile(
    r"(?<=[。\s”）])(?=[^\s。，；（]{4,30}\s?20\d\d年\d{1,2}月\d{1,2}日)|(?<=\d日)(?=\s*[（(]?此件|\s+\S{6,60}?(?:方案|要点|计划|意见|措施|清单|细则)\s)"
)
_OPEN_LABEL = re.compile(r"^\s*(?:责任|牵头|配合|主办|协办|承办|负责)(?:单位|部门|处室|科室)[：:]\s*$")
_LABEL = re.compile(r"(?<=[。；！\s])(?=(?:责任|牵头|配合|主办|承办)(?:单位|部门|处室|科室)[：:])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text and its place."""

    text: str
    place: Place


def lines(blocks: Iterable[Block]) -> list[Line | Table]:
    """Return the lines and tables of a notice in order."""
    found: list[Line | Table] = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(block)
            continue
        for text in _parts(block):
            before = found[-1] if found else None
            if isinstance(before, Line) and _OPEN_LABEL.search(before.text):
                found[-1] = Line(before.text + text, before.place)
            else:
                found.append(Line(text, block.place))
    return found


def _parts(block: Paragraph) -> Iterator[str]:
    places = sorted({*_breaks(block.text)})
    begin = 0
    for place in [*places, len(block.text)]:
        if text := clean_name(block.text[begin:place]):
            yield text
        begin = place


def _breaks(text: str) -> Iterator[int]:
    """Yield where a paragraph has to be cut: in front of numbers that follow one another."""
    is_long = len(text) > _LONG
    levels = depths(text)
    found: list[tuple[str, int, int]] = []
    for match in _NUMBER.finditer(text):
        style = match.lastgroup or ""
        value = number_of(match[0])
        begin = match.start()
        if value is None or (levels[begin] and style != "bracket") or (style == "bracket" and levels[begin] > 1):
            continue
        if begin and not (_AFTER_SENTENCE.search(text[:begin]) or (is_long and _may_begin(text, match))):
            continue
        found.append((style, value, begin))
    kept = _running(found)
    if len(kept) > 1:
        yield from kept
    if is_long:
        yield from (match.start() for match in _ANNEX.finditer(text))
        yield from (match.start() for match in _SIGNED.finditer(text))
        yield from (match.start() for match in _LABEL.finditer(text))


def _may_begin(text: str, match: re.Match[str]) -> bool:
    """Return whether a number inside a sentence may begin a part: 主要任务（一）围绕…公开1．实现."""
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    return "\u4e00" <= before <= "\u9fff" and before not in "第至和、" and "\u4e00" <= after <= "\u9fff"


def _running(found: list[tuple[str, int, int]]) -> list[int]:
    """Return the places of numbers that run: each begins at 1 or follows the one before of its style."""
    last: dict[str, int] = {}
    kept: list[int] = []
    for style, value, place in found:
        if value == 1 or value == last.get(style, 0) + 1:
            last[style] = value
            kept.append(place)
    counts = {style for style, value in last.items() if value > 1}
    return [place for (style, _, place) in found if place in kept and style in counts]
