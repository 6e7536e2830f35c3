"""The sentences of a task that demand something, each with its indicator, rhythm and deadline."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai_cli.domain.vocabulary import Rhythm
from gongkai_cli.notice.recognizing.clauses.deadlines import begins_with_due, marks
from gongkai_cli.notice.recognizing.parts.numbering import number_at_start
from gongkai_cli.notice.recognizing.texts import cut

_SHORTEST = 4  # letters of a demand
_NO_DEMAND = re.compile(r"是指|所称|简称|适用于|^核心定义|^注[：:]|^说明[：:]|^附[件表]")
_POINT = re.compile(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，)")


class FoundMeasure(NamedTuple):
    """A demand: its sentence, and what the sentence says about indicator, rhythm and deadline."""

    text: str
    indicator: str
    rhythm: Rhythm | None
    due: str


def measures_of(body: Iterable[str]) -> list[FoundMeasure]:
    """Return the demands of a task's sentences, in order."""
    found: list[FoundMeasure] = []
    for text in body:
        for sentence in _sentences(text):
            said = marks(sentence)
            found.append(FoundMeasure(sentence, said.indicator, said.rhythm, said.due))
    return found


def _sentences(text: str) -> Iterator[str]:
    for piece in cut(text, "。；;！!\n"):
        number = number_at_start(piece.text)
        sentence = piece.text[number.end if number else 0 :].strip("，,、：: ")
        if len(sentence) < _SHORTEST or _NO_DEMAND.search(sentence):
            continue
        yield from _between_deadlines(_POINT.sub("", sentence))


def _between_deadlines(sentence: str) -> Iterator[str]:
    """Cut a sentence in front of its second deadline: 7月底前提出方案，10月底前完成."""
    parts = [piece.text for piece in cut(sentence, "，,")]
    starts = [place for place, part in enumerate(parts) if begins_with_due(part)]
    if len(starts) < 2:  # noqa: PLR2004 - one deadline needs no cut
        yield sentence
        return
    begins = [0, *starts[1:]]
    for begin, end in zip(begins, [*begins[1:], len(parts)], strict=True):
        yield "，".join(parts[begin:end])
