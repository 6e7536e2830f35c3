"""The ledger, and the echo of `undo` and `redo`."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from gongkai_cli.domain.dates import short_day, short_moment
from gongkai_cli.domain.model import FieldChange, LedgerEntry, Plan
from gongkai_cli.domain.vocabulary import ActivityStatus, Said, value_word
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import NOTHING, change_text, heading
from gongkai_cli.output.content.columns import no_brief, number_column, text_column
from gongkai_cli.output.listing import Column, Listing

if TYPE_CHECKING:
    # A list loads this module too, and does without these classes.
    from gongkai_cli.domain.answers import Turned


def log_listing(plan: Plan, rows: Sequence[LedgerEntry], total: int, day: date) -> Listing:
    """Return the last lines of the ledger; `total` counts the lines before the limit."""
    limited = f"，显示最近 {len(rows)} 条" if len(rows) < total else ""
    return Listing(
        title=heading(plan, f"台账 {total} 条{limited}", day),
        columns=_columns(day, _SUBJECT, _UNIT),
        rows=rows,
        name="台账",
        fields=fields.LEDGER,
        empty="没有符合条件的记录。去掉一些条件再试，或用 gongkai log --limit 0 查看全部。",
        footer="撤回：gongkai undo 编号　全部：gongkai log --limit 0",
        is_faint=attrgetter("undone"),
    )


def ledger_section(rows: Sequence[LedgerEntry], day: date, differs: Literal["subject", "unit"]) -> Listing:
    """Return the ledger of one thing, as a section of its page.

    Args:
        rows: the lines, oldest first.
        day: the day shown.
        differs: the column that the page's heading does not tell already.
    """
    return Listing(
        title=f"台账　{len(rows)} 条",
        columns=_columns(day, _SUBJECT if differs == "subject" else _UNIT),
        rows=rows,
        name="台账",
        fields=fields.LEDGER,
        empty="还没有记录。",
        is_faint=attrgetter("undone"),
    )


def _columns(today: date, *subjects: Column) -> tuple[Column, ...]:
    return (
        number_column("编号", "id"),
        Column("记录时间", partial(_minute, today=today), least=10),
        text_column("记录人", "by", least=6),
        *subjects,
        Column("报告日期", partial(_report_day, today=today)),
        Column("变化", _change, least=6),
        Column("内容", partial(_words, today=today), least=12, brief=no_brief),
    )


def _report_day(entry: LedgerEntry, today: date) -> str:
    return short_day(entry.on, today) if entry.on else ""


def _minute(entry: LedgerEntry, today: date) -> str:
    return short_moment(entry.at, today)


def _subject(entry: LedgerEntry) -> str:
    return f"{entry.kind.word}　{entry.subject}"


def _change(entry: LedgerEntry) -> str:
    change = change_text(entry.before, entry.after)
    return f"{change}（已撤回）" if entry.undone else change


def _words(entry: LedgerEntry, today: date) -> str:
    """Return the texts of a line: what changed, before → after, and what was said again."""
    if entry.on is None:
        return entry.note or ""
    changed = [change for change in entry.changes if change.field not in _IN_CHANGE]
    words = [_field_words(entry, change, today) for change in changed]
    if not isinstance(entry.after, ActivityStatus):
        words += _said_again(entry, {change.field for change in changed})
    return "　".join(words)


def _field_words(entry: LedgerEntry, change: FieldChange, today: date) -> str:
    label = entry.field_words.get(change.field, change.field)
    after = _value(change.field, change.after, today)
    # A new link replaces no other, so only a clearing shows those before it.
    is_more_evidence = label == Said.LINK.word and change.after is not None
    if change.before is None or is_more_evidence:
        return f"{label}：{after}"
    return f"{label}：{_value(change.field, change.before, today)} → {after}"


def _value(field: str, value: str | int | None, today: date) -> str:
    if field in _DAYS and isinstance(value, str):
        with suppress(ValueError):
            return short_day(date.fromisoformat(value), today)
    return value_word(field, value)


def _said_again(entry: LedgerEntry, changed: set[str]) -> list[str]:
    said = ((Said.NOTE, entry.note), (Said.PROBLEM, entry.problem), (Said.NEXT, entry.next))
    words = [f"{one.word}：{text}" for one, text in said if text and one not in changed]
    if entry.links and Said.LINK not in changed:
        words.append(f"{Said.LINK.word}：{' '.join(entry.links)}")
    return words


_IN_CHANGE = {"status", "percent"}
"""The fields that the column 变化 shows."""

_DAYS = {"date", "last_date"}
_SUBJECT = Column("事项", _subject, least=10)
_UNIT = text_column("单位", "unit", least=6)


def turned_listing(
    plan: Plan, changes: Sequence[int], rows: "Sequence[Turned]", *, is_undo: bool, next_step: str
) -> Listing:
    """Return the echo of `undo` or `redo`: the values of the changes, and the values now.

    Args:
        plan: the plan of the changes.
        changes: their numbers.
        rows: the reports and steps among them.
        is_undo: whether they were taken back.
        next_step: what to say where there is no such row.
    """
    verb = "撤回" if is_undo else "恢复"
    first, *later = map(str, changes)
    title = f"{plan.title}　已{verb}第 {first} 号"
    if later:
        title += f"，连同第 {'、'.join(later)} 号"
    return Listing(
        title=f"{title}，{len(rows)} 条" if rows else title,
        columns=(
            text_column("事项", "subject", least=12),
            text_column("单位", "unit", least=6),
            text_column(f"{verb}的内容", "reported.word", least=6),
            Column("现在", _state_now, least=6),
        ),
        rows=rows,
        empty=next_step,
    )


def _state_now(line: "Turned") -> str:
    return line.now.word if line.now else NOTHING
