"""A notice that was pasted on one line → its paragraphs.

A cut needs more than a sign: numbers must run on (一、二、三、), a label must come more than once. So a number in a
sentence stays there.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.notice.sources.texts.furniture import without_buttons

LONG_LINE = 1_000
"""The characters from which a line may hold several paragraphs; a long paragraph has some 600."""

_NUMERALS = "一二三四五六七八九十"
_SIGNS = re.compile(
    rf"(?P<chapter>(?<![第{_NUMERALS}、])[{_NUMERALS}]{{1,3}}(?=、))"
    rf"|[（(](?P<section>[{_NUMERALS}]{{1,3}})[）)]"
    r"|(?<![\d.．年月第—\-~至])(?P<item>\d{1,3})(?=[.．](?!\d)|、(?!\d))"
    r"|[（(](?P<part>\d{1,2})[）)]"
    rf"|第(?P<article>[{_NUMERALS}]{{1,4}})条(?=[\s　])"
)
_LABEL = (
    "(?:责任|牵头|主办|承办|配合|协办|落实|实施|完成)"
    r"(?:单位|部门|处室|科室|股室|时限|时间|领导)(?:及分工)?\s*[:：]"
)
_LABELLED = re.compile(rf"(?<![（(〔\[【])(?<=[\s。；！？）)”]){_LABEL}")
_HEAD_LABELS = re.compile(
    r"(?:索\s*引\s*号|主题分类|信息分类|发文机关|发布机构|发布机关|成文日期|发文日期|发布日期|生成日期|公开日期"
    r"|标\s*题|名\s*称|发文字号|文\s*号|有\s*效\s*性|效力状态|主\s*题\s*词|来源|时间)\s*[:：]"
)
_LEAST_HEAD_LABELS = 3
_BLANK_CUTS = re.compile(
    r"(?<=[。！？；])\s+"
    r"|(?<=[^\s]{12}[：:])\s+(?!$)"
    r"|(?<=[）)”])\s+(?=[\u4e00-\u9fff（])"
    r"|\s+(?=\d{4}年\d{1,2}月\d{1,2}日(?!至|前|起))"
    r"|(?<=[\u4e00-\u9fff]{4})\s+(?=[\u4e00-\u9fff]{6})"
    r"|(?<=：)\s+(?=为)"
    r"|(?<=的通知|的意见)\s+"
    r"|(?<=号)\s+(?=[\u4e00-\u9fff]{2,24}关于)"
    r"|(?<!：)\s+(?=关于|[\u4e00-\u9fff]{1,8}[〔\[［]\d{4}[〕\]］]第?\d{1,4}号)"
)
_AIM = r"(?=为(?:贯彻|深入|进一步|做好|全面|切实|扎实|落实|推动|推进|加快|认真|了))"

_CUTS_BEHIND = (
    _BLANK_CUTS,
    # 某政发〔2018〕3号 | 某县关于印发…
    re.compile(r"[〔\[［]\d{4}[〕\]］]第?\d{1,4}号(?=[\u4e00-\u9fff]{2,24}关于)"),
    # 关于…的通知 | 各乡镇人民政府，县政府各部门：
    re.compile(r"的(?:通知|意见|函|决定|方案)(?=[\u4e00-\u9fff（）()、，]{4,60}：)"),
    # 某县人民政府 2018年6月29日 | （此件公开发布）
    re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?(?=\s*(?:[（(]此件|附件|$))"),
    re.compile(r"[（(]此件[^（()）]{2,12}[）)][？?]?"),
)
_CUTS_BEFORE = (
    # …实施方案 | 为贯彻落实…
    re.compile(rf"(?:(?<=方案)|(?<=要点)|(?<=计划)|(?<=办法)|(?<=意见)|(?<=措施)|(?<=细则)|(?<=：)){_AIM}"),
    re.compile(r"[（(]此件[^（()）]{2,12}[）)]|(?<=。)\s*附件\s*[:：]"),
)

_STOPS = "。！？）)】〕”》："
_IN_A_SENTENCE = {"；", "，", ";", ","}
_REACH = 8  # marks in which the last one that is no blank is looked for
_LEAST_SIGNS = 2
_LONGEST_HEADING = 40  # characters of a heading that has no stop before the next number


class _Sign(NamedTuple):
    start: int
    style: str
    value: int


def cut_lines(lines: list[str]) -> list[str]:
    """Return lines in which each very long one is cut into its paragraphs."""
    found: list[str] = []
    for line in lines:
        if len(line) < LONG_LINE:
            found.append(line)
        else:
            found.extend(_cut(line))
    return found


def _cut(line: str) -> list[str]:
    line = without_buttons(line)
    signs = _running(line)
    labels = [found.start() for found in _LABELLED.finditer(line)]
    if len(signs) < _LEAST_SIGNS and len(labels) < _LEAST_SIGNS:
        return [line]
    places = {0, len(line), *(sign.start for sign in signs)}
    if len(labels) >= _LEAST_SIGNS:
        places.update(labels)
    heads = [found.start() for found in _HEAD_LABELS.finditer(line, 0, LONG_LINE)]
    if len(heads) >= _LEAST_HEAD_LABELS:
        places.update(heads)
    for pattern in _CUTS_BEHIND:
        places.update(found.end() for found in pattern.finditer(line))
    for pattern in _CUTS_BEFORE:
        places.update(found.start() for found in pattern.finditer(line))
    in_order = sorted(places)
    pieces = (line[start:end].strip() for start, end in pairwise(in_order))
    return [piece for piece in pieces if piece]


def _running(line: str) -> list[_Sign]:
    """Return the numbers that run on in their style, and so begin paragraphs."""
    found: list[_Sign] = []
    last: dict[str, int] = {}
    for sign, second in _with_second(_signs(line)):
        before = _before(line, sign.start)
        if sign.value == 1:
            if second is None or not _is_begun(line, sign, second, found):
                continue
        elif sign.value != last.get(sign.style, 0) + 1 or before in _IN_A_SENTENCE:
            continue
        last[sign.style] = sign.value
        found.append(sign)
    return found


def _is_begun(line: str, sign: _Sign, second: _Sign, found: list[_Sign]) -> bool:
    """Return whether a number 1 begins a row of paragraphs, and not a list within a sentence."""
    if _before(line, second.start) in _IN_A_SENTENCE:
        return False
    mark = _before(line, sign.start)
    if not mark or mark in _STOPS or line[sign.start - 1].isspace():
        return True
    if not found:
        return False
    heading = line[found[-1].start : sign.start]
    return len(heading) <= _LONGEST_HEADING and "。" not in heading


def _before(line: str, place: int) -> str:
    """Return the last mark before a place that is no blank."""
    return line[max(0, place - _REACH) : place].rstrip()[-1:]


def _with_second(signs: list[_Sign]) -> list[tuple[_Sign, _Sign | None]]:
    """Return each sign with the next number 2 of its style."""
    seconds: dict[str, _Sign] = {}
    pairs: list[tuple[_Sign, _Sign | None]] = []
    for sign in reversed(signs):
        pairs.append((sign, seconds.get(sign.style)))
        if sign.value == 2:  # noqa: PLR2004
            seconds[sign.style] = sign
    return pairs[::-1]


def _signs(line: str) -> list[_Sign]:
    signs: list[_Sign] = []
    for found in _SIGNS.finditer(line):
        style = found.lastgroup or ""
        if value := number_of(found[style]):
            signs.append(_Sign(found.start(), style, value))
    return signs
