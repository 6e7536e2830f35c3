"""How a status, a deadline, a report read in a cell: the same words wherever they stand."""

from collections.abc import Sequence
from datetime import date

from gongkai_cli.domain.model import Activity, LedgerEntry, Part, Plan, Standing, Task, Unit
from gongkai_cli.domain.vocabulary import HELD_UNPUBLISHED, LATE_ACTIVITY, ONGOING, ActivityStatus, Pace, Status
from gongkai_cli.output.listing import Cell, Column, Tone

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


def heading(plan: Plan, what: str, day: date) -> str:
    """Return the first line of an answer: the plan, what is shown, and the day it is shown as of."""
    return f"{plan.title}　{what}　截至 {day}"


def withdrawn_mark(row: Task | Part | Unit | Activity) -> str:
    """Return what follows the name of something that the plan file no longer has."""
    return "（已撤下）" if row.withdrawn else ""


def is_uncounted(part: Part) -> bool:
    """Say whether a part is left out of the counts."""
    return not part.counted


def status_cell(status: Status) -> Cell:
    """Return a status in its word and tone."""
    return Cell(status.word, STATUS_TONES[status])


def pace_cell(pace: Pace | None) -> Cell:
    """Return a pace in its word and tone; a part that is not counted has none."""
    return Cell(pace.word, PACE_TONES[pace]) if pace else Cell("—", Tone.FAINT)


def progress_cell(percent: float) -> Cell:
    """Return a percent (0 to 100) with a small bar; the bar is full for 100 alone, and empty for 0 alone."""
    filled = round(percent * _BAR_CELLS / 100)
    if percent:
        filled = max(filled, 1)
    if percent < 100:  # noqa: PLR2004 - a full bar is kept for what is done
        filled = min(filled, _BAR_CELLS - 1)
    tone = Tone.GOOD if filled == _BAR_CELLS else Tone.BUSY if filled else Tone.PLAIN
    return Cell(f"{'■' * filled}{'□' * (_BAR_CELLS - filled)} {percent:3.0f}%", tone)


def due_columns(rows: Sequence[Task] | Sequence[Part], plan: Plan) -> tuple[Column, ...]:
    """A column of deadlines where they differ; `common_due` says it in the title where they do not."""
    return () if _is_common(rows) else (Column("时限", lambda row: due_text(row, plan), least=8),)


def common_due(rows: Sequence[Task] | Sequence[Part], plan: Plan) -> str:
    """Return the deadline for the heading where all rows share it, derived or not."""
    return f"　时限 {due_text(rows[0], plan)}" if rows and _is_common(rows) else ""


def _is_common(rows: Sequence[Task] | Sequence[Part]) -> bool:
    return len({(row.due, row.due_derived) for row in rows}) == 1


def due_text(row: Task | Part, plan: Plan) -> str:
    """Return a deadline, marked where the plan does not print it."""
    if row.due is None:
        return ONGOING
    return short_day(row.due, plan) + ("（推定）" if row.due_derived else "")


def short_day(day: date, plan: Plan) -> str:
    """Return a day without its year where that is the plan's."""
    return day.strftime("%m-%d") if day.year == plan.year else day.isoformat()


def report_words(said: Part | LedgerEntry) -> str:
    """Return the parts of a report, each under its label."""
    labelled = (("", said.note), ("问题：", said.problem), ("下一步：", said.next), ("佐证：", said.link))
    return "　".join(f"{label}{text}" for label, text in labelled if text)


def change_text(before: Standing | ActivityStatus | None, after: Standing | ActivityStatus | None) -> str:
    """Return before → after; nothing where there is nothing to compare."""
    return f"{before.word} → {after.word}" if before and after else ""


def activity_cell(row: Activity) -> Cell:
    """Return an activity's status in its word and tone, and what is wrong with it."""
    if row.late:
        return Cell(f"{row.status.word}，{LATE_ACTIVITY}", Tone.BAD)
    if row.status is ActivityStatus.HELD:
        return Cell(HELD_UNPUBLISHED, Tone.WARNING)
    return Cell(row.status.word, ACTIVITY_TONES[row.status])
