"""The words for the older and the newer plan, and sums that add up in words."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from gongkai_cli.domain.comparison import ComparedTask, ComparedUnit, Comparison
from gongkai_cli.domain.vocabulary import Continuation

IN_BEFORE = (Continuation.KEPT, Continuation.RENAMED, Continuation.MERGED, Continuation.DROPPED)
"""The ways of an entry that the older plan has."""

IN_AFTER = (Continuation.KEPT, Continuation.RENAMED, Continuation.ADDED)
"""The ways of an entry that the newer plan has."""

_RARE = {Continuation.RENAMED, Continuation.MERGED}


class PlanWords(NamedTuple):
    """The word for each of two plans, which begins a heading: 去年 and 今年, or 2024年 and 2025年."""

    before: str
    after: str


def screen_words(overview: Comparison) -> PlanWords:
    """Return the words for the screen: 去年 and 今年 where that is true on the day shown, else as in a sheet."""
    this_year = overview.day.year
    if (overview.before.year, overview.after.year) == (this_year - 1, this_year):
        return PlanWords("去年", "今年")
    return sheet_words(overview)


def sheet_words(overview: Comparison) -> PlanWords:
    """Return the words for a sheet, which is read on other days too: the years, or the keys of plans of one year."""
    before, after = overview.before, overview.after
    if before.year == after.year:
        return PlanWords(before.key, after.key)
    return PlanWords(f"{before.year}年", f"{after.year}年")


def sums(rows: Iterable[ComparedTask] | Iterable[ComparedUnit], measure: str, words: PlanWords) -> str:
    """Return the rows of both plans in numbers: 去年 12 项：延续 9、未再列入 3；今年 11 项：延续 9、新增 2.

    更名 and 并入 are rare, and named only where there are any.

    Args:
        rows: tasks or units.
        measure: their measure word.
        words: the words for both plans.
    """
    counts = Counter(row.continuation for row in rows)
    sides = (words.before, IN_BEFORE), (words.after, IN_AFTER)
    return "；".join(_sum(word, ways, measure, counts) for word, ways in sides)


def _sum(word: str, ways: Iterable[Continuation], measure: str, counts: Counter[Continuation]) -> str:
    named = [(way, counts[way]) for way in ways if counts[way] or way not in _RARE]
    parts = "、".join(f"{way.word} {count}" for way, count in named)
    total = sum(count for _, count in named)
    return f"{word} {total} {measure}：{parts}"
