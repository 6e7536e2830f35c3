"""Where a text has clauses of responsibility: in brackets, behind a label, on a line of their own."""

import re
from collections.abc import Collection
from typing import NamedTuple

from gongkai_cli.notice.recognizing.clauses.reading import read_clause
from gongkai_cli.notice.recognizing.clauses.role_words import label_at_start, labels, runs
from gongkai_cli.notice.recognizing.texts import PAIRS, depths, plain
from gongkai_cli.notice.recognizing.units.collectives import is_collective
from gongkai_cli.notice.recognizing.units.mentions import Mention, mentions
from gongkai_cli.notice.recognizing.units.names import is_like_a_unit, is_usual
from gongkai_cli.notice.recognizing.units.registry import level_of

_BRACKETS = "（〔[【"
_MOST = 600  # characters of a clause
_INLINE = re.compile(
    r"(?:(?<=[。；！？\s])|^)(?:总?牵头|责任|主责|配合|协办|主办|承办|落实|实施|参与|指导|牵头责任)(?:单位|部门|处室|科室|股室|机构|区县)[：:]"
)
_SENTENCE = re.compile(r"(?:^|(?<=。))由?[^。]{3,200}(?:牵头|负责|配合|落实)[^。]{0,8}。?$")


class ClausePlace(NamedTuple):
    """A clause inside a text.

    Attributes:
        start: where it begins, its bracket included.
        end: where it ends.
        text: the clause without its brackets.
        is_bare: whether it has neither brackets nor a label.
    """

    start: int
    end: int
    text: str
    is_bare: bool = False


def clause_places(text: str, known: Collection[str] = ()) -> list[ClausePlace]:
    """Return the clauses inside a line without invisible characters, in order."""
    spelled = plain(text)
    if len(spelled) != len(text):  # a place in one is then none in the other
        text = spelled
    if _is_own_line(spelled):
        return [ClausePlace(0, len(text), text.strip())]
    found = [one for one in _bracketed(spelled) if _is_clause(spelled, one, known)]
    if found:
        return [one._replace(text=_as_printed(text, one)) for one in found]
    if match := _INLINE.search(spelled):
        return [ClausePlace(match.start(), len(text), text[match.start() :])]
    if match := _SENTENCE.search(spelled):
        return _sentence(match, known)
    return []


def _as_printed(text: str, one: ClausePlace) -> str:
    """Return a clause with the signs of the line: plain signs stand in the same places."""
    begin = one.start + 1
    return text[begin : begin + len(one.text)]


def _is_own_line(text: str) -> bool:
    """Return whether a line is a clause with its label: 责任单位：…."""
    return len(text) <= _MOST and label_at_start(text.lstrip(" 　")) is not None


def is_due_label(text: str) -> bool:
    """Return whether a line is a deadline alone, with its label 完成时限."""
    label = label_at_start(plain(text).strip())
    return label is not None and label.role == "due"


def _bracketed(text: str) -> list[ClausePlace]:
    """Return what stands in brackets that are in no other brackets."""
    found: list[ClausePlace] = []
    levels = depths(text)
    start = None
    for place, letter in enumerate(text):
        if letter in _BRACKETS and levels[place] == 1 and start is None:
            start = place
        elif start is not None and levels[place] == 1 and letter == PAIRS[text[start]]:
            found.append(ClausePlace(start, place + 1, text[start + 1 : place]))
            start = None
    if start is not None and labels(text[start + 1 :]):  # the closing bracket is missing
        found.append(ClausePlace(start, len(text), text[start + 1 :].rstrip("）〕]】")))
    return found


def _is_clause(text: str, one: ClausePlace, known: Collection[str]) -> bool:
    content = one.text.strip()
    if not content or len(content) > _MOST or content.startswith(("以下", "不含", "含", "见", "附件")):
        return False
    first = labels(content)
    if first and first[0].start == 0 and first[0].role != "due":
        return True
    before = text[: one.start].rstrip()[-1:]
    after = text[one.end :].strip("。；;. ")
    is_at_end = not after or before in "。；！？;"
    if not is_at_end:
        return False
    found = _mentions_of(content, known)
    if not found:
        return False
    good = sum(_is_name(mention, known) for mention in found)
    if first or runs(content, depths(content)):
        return good * 2 >= len(found)
    if re.search(r"[%《》“”]", content) or good < len(found):
        return False
    first_name = found[0].name
    is_sure = len(found) > 1 or bool(level_of(first_name)) or first_name.startswith("各") or is_usual(first_name)
    return is_sure and (before in "。；！？;" or len(found) > 1)


def _mentions_of(content: str, known: Collection[str]) -> list[Mention]:
    return [share.mention for share in read_clause(content, known).shares]


def _is_name(mention: Mention, known: Collection[str]) -> bool:
    return mention.is_collective or mention.name in known or is_like_a_unit(mention.name)


def _sentence(match: re.Match[str], known: Collection[str]) -> list[ClausePlace]:
    """Return a last sentence that is nothing but a clause, such as 由县政府办牵头."""
    content = match[0].strip("。")
    if re.search("要|应", content):  # an appeal to everybody, as in 各乡镇要按照职责分工抓好落实
        return []
    clause = read_clause(content, known)
    is_clean = bool(clause.shares) and not clause.doubts and all(_is_name(one, known) for one in clause.mentions)
    if not is_clean:
        return []
    return [ClausePlace(match.start(), match.end(), content, is_bare=True)]


def names_in(text: str, known: Collection[str] = ()) -> list[Mention]:
    """Return the units of a text that is nothing but names, such as a heading's bracket; empty for another text."""
    found = mentions(plain(text), known)
    if found and all(is_collective(one.name) or is_like_a_unit(one.name) for one in found):
        return found
    return []
