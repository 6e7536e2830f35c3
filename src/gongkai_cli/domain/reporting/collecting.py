"""The review of returned files: what would be merged, what is asked, what is left."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from gongkai_cli.domain.vocabulary import Word


class Verdict(Word):
    """What becomes of a row of a returned file."""

    TAKEN = "taken", "将并入"
    ASKED = "asked", "要你定"
    LEFT = "left", "不并入"
    SAME = "same", "没有变化"


class Choice(Word):
    """An answer to a question about a row."""

    SHEET = "sheet", "表"
    LEDGER = "ledger", "台账"
    LATER = "later", "跳过"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A row or a cell of a returned file beside the ledger.

    `shown` is what the sheet showed when it was given out, `said` what it says, `now` what the ledger says now, and
    `change` the standing before → after. `why` is the reason of the verdict with the remedy. `question` names what an
    answer is for: the row key, or the file. `choices` are the answers.
    """

    file: str
    sheet: str
    cell: str
    unit: str | None
    key: str | None
    no: int | None
    title: str | None
    verdict: Verdict
    shown: str | None
    said: str | None
    now: str | None
    change: str | None
    why: str | None
    question: str | None = None
    choices: tuple[str, ...] = ()
    takes_percent: bool = False


@dataclass(frozen=True, slots=True)
class ReviewedFile:
    """A returned file with its counts; `state` says in words what becomes of it."""

    file: str
    unit: str | None
    number: str | None
    period: str | None
    rows: int
    taken: int
    same: int
    asked: int
    left: int
    state: str
    changes: str


@dataclass(frozen=True, slots=True)
class Review:
    """The review of some files. `silent` names the units that owe a report of the period and gave none."""

    day: date
    files: tuple[ReviewedFile, ...]
    lines: tuple[ReviewLine, ...]
    silent: tuple[str, ...]

    @property
    def period(self) -> str | None:
        """The period of most files in words; `silent` is about it. None where no file names one."""
        periods = Counter(file.period for file in self.files if file.period)
        return periods.most_common(1)[0][0] if periods else None

    def of(self, verdict: Verdict) -> tuple[ReviewLine, ...]:
        """Return the lines with a verdict."""
        return tuple(line for line in self.lines if line.verdict is verdict)
