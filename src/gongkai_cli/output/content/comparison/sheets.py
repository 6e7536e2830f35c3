"""The columns of the sheets of two compared plans, with the years in their headings."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from gongkai_cli.domain.vocabulary import LATE_ACTIVITY, ActivityStatus, Continuation, Pace, Status, Word
from gongkai_cli.output.content.cells import PACE_TONES, STATUS_TONES
from gongkai_cli.output.content.comparison.words import PlanWords
from gongkai_cli.output.listing import Field, Kind, Tone


def _field(key: str, heading: str, kind: Kind) -> Field:
    return Field(key, heading, attrgetter(key), kind)


def _word(key: str, heading: str, vocabulary: type[Word], tones: Mapping[Any, Tone] | None = None) -> Field:
    words = {word.value: word.word for word in vocabulary}
    return Field(key, heading, attrgetter(key), Kind.WORD, words, tones or {})


def task_fields(words: PlanWords) -> tuple[Field, ...]:
    """Return the fields of ComparedTask."""
    return (
        _word("continuation", "去向", Continuation),
        _field("no_before", f"{words.before}序号", Kind.NUMBER),
        _field("no_after", f"{words.after}序号", Kind.NUMBER),
        _field("title", "任务", Kind.TEXT),
        _field("new_title", "改写为", Kind.TEXT),
        _word("status_before", f"{words.before}完成情况", Status, STATUS_TONES),
        _field("percent_before", f"{words.before}进度", Kind.PERCENT),
        _word("status_after", f"{words.after}完成情况", Status, STATUS_TONES),
        _field("percent_after", f"{words.after}进度", Kind.PERCENT),
    )


def unit_fields(words: PlanWords) -> tuple[Field, ...]:
    """Return the fields of ComparedUnit."""
    return (
        _word("continuation", "去向", Continuation),
        _field("name", "单位", Kind.TEXT),
        _field("former_name", "原名", Kind.TEXT),
        _field("merged_into", "并入", Kind.TEXT),
        _field("kind", "类别", Kind.TEXT),
        *_unit_side(words.before, "before"),
        *_unit_side(words.after, "after"),
    )


def _unit_side(word: str, side: str) -> tuple[Field, ...]:
    return (
        _field(f"done_{side}", f"{word}已完成", Kind.NUMBER),
        _field(f"counted_{side}", f"{word}应完成", Kind.NUMBER),
        _field(f"percent_{side}", f"{word}进度", Kind.PERCENT),
        _word(f"pace_{side}", f"{word}序时进度", Pace, PACE_TONES),
    )


ACTIVITY_COUNTS = (
    _field("plan", "工作要点", Kind.TEXT),
    _field("year", "年度", Kind.NUMBER),
    _field("planned", "计划场次", Kind.NUMBER),
    _field("held", "已办", Kind.NUMBER),
    _field("published", ActivityStatus.PUBLISHED.word, Kind.NUMBER),
    _field("late", LATE_ACTIVITY, Kind.NUMBER),
    _field("cancelled", ActivityStatus.CANCELLED.word, Kind.NUMBER),
)
"""The activities of one plan in counts: rows are ActivityCounts."""
