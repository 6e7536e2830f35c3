"""The terms of a review: the clerk's options and answers."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.progress import PERCENT_DONE
from gongkai_cli.domain.reporting.collecting import Choice
from gongkai_cli.domain.typed_days.frames import Span

_PERCENT = re.compile(r"([0-9]{1,3})[%％]?")


class Terms(NamedTuple):
    """How files are merged.

    Attributes:
        span: the period of files that do not name one; None is not given.
        unit: the unit whose files these are; None leaves it to the files.
        only: the units whose rows are merged; None is all.
        prefer: the answer to every conflict; None asks.
        answers: row key, or name of a file → the answer.
        day: the day of the reports of a plain table; None is the end of the period.
        usual_span: the period of files that name none, where `span` is not given either.
    """

    span: Span | None = None
    unit: str | None = None
    only: frozenset[str] | None = None
    prefer: Choice | None = None
    answers: Mapping[str, str] = {}
    day: date | None = None
    usual_span: Span | None = None

    def percent_for(self, question: str) -> int | None:
        """Return the percent that answers a question; None where the answer is none."""
        return percent(self.answers.get(question, ""))

    def choice_for(self, question: str) -> Choice | None:
        """Return the choice that answers a question; None where there is no answer yet."""
        return choice(self.answers.get(question, ""))


def percent(text: str) -> int | None:
    """Return the percent that a text means, such as 60 or 60%; None for another text."""
    match = _PERCENT.fullmatch(text.strip())
    if match is None or int(match[1]) > PERCENT_DONE:
        return None
    return int(match[1])


def choice(text: str) -> Choice | None:
    """Return the choice that a word means: 表, 采纳, 台账, 保留, 跳过; None for another word."""
    return _CHOICES.get(text.strip().lower())


_CHOICES = {
    **dict.fromkeys(("表", "采纳", "sheet", "a"), Choice.SHEET),
    **dict.fromkeys(("台账", "保留", "ledger", "k"), Choice.LEDGER),
    **dict.fromkeys(("跳过", "later", "s"), Choice.LATER),
}
