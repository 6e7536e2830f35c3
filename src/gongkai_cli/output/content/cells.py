"""How a status, a deadline or a report reads in a cell."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from gongkai_cli.domain.answers import Attention
from gongkai_cli.domain.dates import chinese_day, short_day
from gongkai_cli.domain.model import Activity, Part, Plan, Standing, Task, Unit
from gongkai_cli.domain.typed_days.numerals import number_of
from gongkai_cli.domain.vocabulary import (
    ATTENTION_WORDS,
    FORM_NOT_SET,
    HELD_UNPUBLISHED,
    LATE_ACTIVITY,
    NOT_IN_FILE,
    ONGOING,
    ActivityStatus,
    Form,
    Pace,
    Said,
    Status,
)
from gongkai_cli.output.listing import Cell, Column, Tone

NOTHING = "—"
"""The text of a fact or a cell without a value."""

STATUS_TONES = {
    Status.NOT_STARTED: Tone.PLAIN,
    Status.IN_PROGRESS: Tone.BUSY,
    Status.BLOCKED: Tone.BAD,
    Status.DONE: Tone.GOOD,
    Status.STOPPED: Tone.FAINT,
}
PACE_TONES = {
    Pace.AHEAD: Tone.GOOD,
    Pace.ON_TRACK: Tone.PLAIN,
    Pace.BEHIND: Tone.WARNING,
    Pace.OVERDUE: Tone.BAD,
    Pace.DONE: Tone.GOOD,
}
ACTIVITY_TONES = {
    ActivityStatus.UNDATED: Tone.PLAIN,
    ActivityStatus.SCHEDULED: Tone.BUSY,
    ActivityStatus.HELD: Tone.WARNING,
    ActivityStatus.PUBLISHED: Tone.GOOD,
    ActivityStatus.CANCELLED: Tone.FAINT,
}
_BAR_CELLS = 5
_FULL = 100  # percent
_YEAR_END = (12, 31)


def heading(plan: Plan, subject: str, day: date) -> str:
    """Return the first line of an answer: the plan, the subject, and the day."""
    return f"{plan.title}　{subject}　截至 {chinese_day(day)}"


def joined_names(names: Iterable[str]) -> str:
    """Return names as one text."""
    return "、".join(names) or NOTHING


def withdrawn_mark(row: Task | Part | Unit | Activity) -> str:
    """Return the mark of a withdrawn row, or nothing."""
    return "（已调出）" if row.withdrawn else ""


def is_withdrawn(row: Task | Unit) -> bool:
    """Say whether a row is withdrawn: the plan file no longer has it."""
    return row.withdrawn


def is_uncounted(part: Part) -> bool:
    """Say whether no count includes a part."""
    return not part.counted


def status_cell(status: Status) -> Cell:
    """Return the word of a status in its tone."""
    return Cell(status.word, STATUS_TONES[status])


def pace_cell(pace: Pace | None) -> Cell:
    """Return the word of a pace in its tone. An uncounted part has no pace."""
    return Cell(pace.word, PACE_TONES[pace]) if pace else Cell(NOTHING, Tone.FAINT)


def progress_cell(percent: float) -> Cell:
    """Return a percent (0 to 100) with a small bar.

    Only 100 has a full bar, and only 0 an empty one.
    """
    filled = round(percent * _BAR_CELLS / _FULL)
    if percent:
        filled = max(filled, 1)
    if percent < _FULL:
        filled = min(filled, _BAR_CELLS - 1)
    if filled == _BAR_CELLS:
        tone = Tone.GOOD
    elif filled:
        tone = Tone.BUSY
    else:
        tone = Tone.PLAIN
    # ▒ would look better, but GBK lacks it.
    bar = "■" * filled + "□" * (_BAR_CELLS - filled)
    number = f"{percent:3.0f}%"
    return Cell(f"{bar} {number}", tone, bare=number)


def due_columns(rows: Sequence[Task] | Sequence[Part], today: date) -> tuple[Column, ...]:
    """Return the column of deadlines, or none where all rows share one deadline."""
    if _share_due(rows):
        return ()
    return (Column("时限", partial(due_text, today=today), least=8),)


def common_due(rows: Sequence[Task] | Sequence[Part], today: date) -> str:
    """Return the deadline that all rows share, for the heading."""
    if not _share_due(rows):
        return ""
    row = rows[0]
    if row.due_derived and row.due and not row.due_words:
        return f"　完成时限 {derived_due(row.due, today)}"
    return f"　完成时限 {due_text(row, today)}"


def derived_due(due: date, today: date) -> str:
    """Return a deadline that the plan does not print, the plan's last day, with the reason."""
    counted = "年底" if (due.month, due.day) == _YEAR_END else "要点最后一天"
    return f"{short_day(due, today)}前（{NOT_IN_FILE}，按{counted}计）"


def _share_due(rows: Sequence[Task] | Sequence[Part]) -> bool:
    return len({(row.due, row.due_derived, row.due_words) for row in rows}) == 1


def number_text(no: int, printed: str | None) -> str:
    """Return a task's number, with the printed one beside it where they differ: 8（三）, but 3 for 三."""
    if printed is None or number_of(printed) == no:
        return str(no)
    return f"{no} {printed}"


def due_text(row: Task | Part, today: date) -> str:
    """Return a deadline as printed, with a mark where the plan does not print it."""
    if row.due_words:
        return row.due_words
    if row.due is None:
        return ONGOING
    day = f"{short_day(row.due, today)}前"
    return f"{day}（未注明）" if row.due_derived else day


def latest_words(part: Part, today: date) -> str:
    """Return the words that hold for a part, each under its label, with their day where they are older."""
    labelled = (
        (Said.NOTE, part.note, part.note_on),
        (Said.PROBLEM, part.problem, part.problem_on),
        (Said.NEXT, part.next, part.next_on),
        (Said.LINK, " ".join(part.links), None),
    )
    words = []
    for said, text, day in labelled:
        if text and day:
            words.append(f"{said.word}（{short_day(day, today)}）：{text}")
        elif text and said is Said.NOTE:
            words.append(text)
        elif text:
            words.append(f"{said.word}：{text}")
    return "　".join(words)


def change_text(before: Standing | ActivityStatus | None, after: Standing | ActivityStatus | None) -> str:
    """Return before → after, or nothing where one of them is missing."""
    return f"{before.word} → {after.word}" if before and after else ""


def attention_kind(row: Attention) -> str:
    """Return the words of a kind of attention."""
    return ATTENTION_WORDS.get(row.kind, row.kind)


def theme_text(row: Activity) -> str:
    """Return an activity's theme, marked where it is withdrawn."""
    return row.theme + withdrawn_mark(row)


class _OrItself(dict[Any, str]):
    """Code → word; a value that is no code is a word already."""

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the word of a code, or the value itself."""
        return super().get(key, key if default is None else default)


FORM_WORDS = _OrItself([(None, FORM_NOT_SET), *((form.value, form.word) for form in Form)])
"""The form of an activity → its words; a form of the plan's own is its words."""


def activity_form(row: Activity) -> str:
    """Return an activity's form in words."""
    if isinstance(row.form, Form):
        return row.form.word
    return row.form or FORM_NOT_SET


def activity_cell(row: Activity) -> Cell:
    """Return an activity's status in its tone, with a warning where it needs one."""
    if row.late:
        return Cell(f"{row.status.word}，{LATE_ACTIVITY}", Tone.BAD)
    if row.status is ActivityStatus.HELD:
        return Cell(HELD_UNPUBLISHED, Tone.WARNING)
    return Cell(row.status.word, ACTIVITY_TONES[row.status])
