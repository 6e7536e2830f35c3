"""The ledger, and the echo of `undo` and `redo`."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from gongkai_cli.domain.model import LedgerEntry, Plan
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import change_text, heading, report_words, short_day
from gongkai_cli.output.content.columns import number_column, text_column
from gongkai_cli.output.listing import Column, Listing

if TYPE_CHECKING:
    # A list loads this module too, and does without these classes.
    from gongkai_cli.domain.answers import Turned


def log_listing(plan: Plan, rows: Sequence[LedgerEntry], total: int, day: date) -> Listing:
    """Return the last lines of the ledger; `total` counts the lines before the limit."""
    limited = f"，显示最近 {len(rows)} 条" if len(rows) < total else ""
    return Listing(
        title=heading(plan, f"台账 {total} 条{limited}", day),
        columns=_columns(plan, _SUBJECT, _UNIT),
        rows=rows,
        name="台账",
        fields=fields.LEDGER,
        empty="没有符合条件的记录。去掉一些条件再试，或用 gongkai log --limit 0 查看全部。",
        footer="撤回：gongkai undo 编号　全部：gongkai log --limit 0",
        is_faint=attrgetter("undone"),
    )


def ledger_section(rows: Sequence[LedgerEntry], plan: Plan, differs: Literal["subject", "unit"]) -> Listing:
    """Return the ledger of one thing, as a section of its page.

    Args:
        rows: the lines, oldest first.
        plan: the plan.
        differs: the column that the page's heading does not tell already.
    """
    return Listing(
        title=f"台账　{len(rows)} 条",
        columns=_columns(plan, _SUBJECT if differs == "subject" else _UNIT),
        rows=rows,
        name="台账",
        fields=fields.LEDGER,
        empty="还没有记录。",
        is_faint=attrgetter("undone"),
    )


def _columns(plan: Plan, *subjects: Column) -> tuple[Column, ...]:
    return (
        number_column("编号", "id"),
        Column("记录时间", _minute, least=10),
        text_column("记录人", "by", least=6),
        *subjects,
        Column("变化", _change, least=6),
        Column("内容", partial(_words, plan=plan), least=12),
    )


def _minute(entry: LedgerEntry) -> str:
    return entry.at[:16].replace("T", " ")


def _subject(entry: LedgerEntry) -> str:
    return f"{entry.kind.word}　{entry.subject}"


def _change(entry: LedgerEntry) -> str:
    change = change_text(entry.before, entry.after)
    return f"{change}（已撤回）" if entry.undone else change


def _words(entry: LedgerEntry, plan: Plan) -> str:
    if entry.on is None:
        return entry.note or ""
    return f"{short_day(entry.on, plan)} {report_words(entry)}".strip()


_SUBJECT = Column("事项", _subject, least=10)
_UNIT = text_column("单位", "unit", least=6)


def turned_listing(plan: Plan, change: int, rows: "Sequence[Turned]", *, is_undo: bool) -> Listing:
    """Return the echo of `undo` or `redo`: the change's values, and the values now."""
    verb = "撤回" if is_undo else "恢复"
    return Listing(
        title=f"{plan.title}　已{verb}第 {change} 号，{len(rows)} 条",
        columns=(
            text_column("事项", "subject", least=12),
            text_column("单位", "unit", least=6),
            text_column(f"{verb}的内容", "reported.word", least=6),
            text_column("现在", "now.word", least=6),
        ),
        rows=rows,
        empty="",
    )
