"""Deadlines, indicators and rhythms inside a text."""

import re
from typing import NamedTuple

from gongkai_cli.domain.typed_days.deadlines import is_ongoing
from gongkai_cli.domain.vocabulary import ONGOING, Rhythm
from gongkai_cli.errors import FieldError
from gongkai_cli.planfile.values import typed

_NUMBER = r"[0-9一二三四五六七八九十〇零]{1,4}"
_POINT = (
    rf"(?:{_NUMBER}年|今年|当年|本年)?(?:{_NUMBER}月{_NUMBER}[日号]|{_NUMBER}月[上中下]旬|{_NUMBER}月(?:底|末|份)?|"
    r"第?[1-4一二三四]季度[底末]?|[上下]半年|年[底末内]|全年)"
    rf"|20[0-9]{{2}}年(?:[底末内])?"
)
_DUE = re.compile(
    rf"(?:于|在|至|到|截至|力争|确保|争取)?(?P<due>{_POINT})(?P<before>(?:之|以)?前|内)?"
    r"(?P<done>(?:全面|基本|全部)?(?:完成|完结|到位|办结|报送))?"
)
_ENDS = re.compile(r"[底末内旬]$|季度$|半年$|[日号]$")
_ONGOING = re.compile(
    r"(?:全年|长期|常年)?(?:持续推进|持续开展|长期坚持|长期推进|长期开展|常态化推进|常态化开展|常态化|长期|持续|常年坚持|全年推进)"
)
_RHYTHMS = (
    (re.compile(r"每季度|每季|按季度?|季度(?:检查|通报|调度|抽查|巡查)|逐季"), Rhythm.QUARTERLY),
    (re.compile(r"每半年|半年(?:一次|1次)"), Rhythm.HALF_YEARLY),
    (re.compile(r"每月|按月|逐月|月度|每个月"), Rhythm.MONTHLY),
    (re.compile(r"每年|年内至少|按年度?|逐年|年度内?至少"), Rhythm.YEARLY),
)
_COUNT = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?:%|‰|个百分点))(?P<more>以上)?"
    r"|(?:不少于|不低于|至少(?:[召举开听参组][^，。；、]{1,4})?|不得少于)"
    r"(?P<times>[0-9一二两三四五六七八九十]+(?:次|场|期|篇|条|个|家|项|件|名|人次|批|部))"
)


_VERBS_BEHIND = re.compile(
    r"(?:并|且)?(?:全面|基本|全部|取得|持续|长期|报送|按时)?(?:完成|完结|到位|办结|推进|报送|实施|落实)?$"
)
_LONGEST_TAIL = 4  # letters behind the words, such as 并做好


class Marks(NamedTuple):
    """What a sentence says beside its demand; empty texts where it does not."""

    due: str
    indicator: str
    rhythm: Rhythm | None


def due_words(text: str) -> str:
    """Return the words of a deadline alone as a plan file takes them; an empty text where a text is none."""
    words = re.sub(r"\s", "", text).strip("，。；、：:（）()")
    for attempt in _attempts(words):
        if is_ongoing(attempt):
            return attempt
        try:
            typed.due(attempt)
        except FieldError:
            continue
        if re.search(r"\d|[一二三四]|年|半年", attempt):
            return attempt
    return ""


def _attempts(words: str) -> list[str]:
    """Return the ways to read a deadline: as it stands, without its verbs, without its first word."""
    if ongoing := _ONGOING.match(words):
        word = ongoing[0].removeprefix("全年").removeprefix("常年")
        if len(words) - ongoing.end() <= _LONGEST_TAIL:
            return [word if is_ongoing(word) else ONGOING]
    shorter = _VERBS_BEHIND.sub("", words)
    start = re.sub(r"^(?:于|在|至|到|截至|力争|确保|争取|完成时限|拟于)", "", shorter)
    return [one for one in (words, shorter, start) if one]


def marks(sentence: str) -> Marks:
    """Return the deadline, the indicator and the rhythm of a sentence."""
    rhythm = next((rhythm for pattern, rhythm in _RHYTHMS if pattern.search(sentence)), None)
    indicator = ""
    if match := _COUNT.search(sentence):
        indicator = match["number"] or f"至少{match['times']}"
        if match["more"]:
            indicator += match["more"]
    return Marks(_due_in(sentence), indicator, rhythm)


def _due_in(sentence: str) -> str:
    """Return the deadline inside a sentence: a point in time with 前, 底, 末, or a day of completion."""
    for match in _DUE.finditer(sentence):
        is_deadline = match["before"] or match["done"] or re.search(r"[底末]$", match["due"])
        if not is_deadline or re.match(r"《|〔", sentence[match.end() : match.end() + 1]):
            continue
        if words := due_words(match["due"] + (match["before"] or "")):
            return words
    return ""


def begins_with_due(text: str) -> bool:
    """Return whether a part of a sentence begins with a deadline."""
    match = _DUE.match(text)
    return bool(match and (match["before"] or _ENDS.search(match["due"])))
