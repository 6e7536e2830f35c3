"""What the ledger says, and what taking a change back or restoring it says."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from gongkai_cli.domain.model import LedgerEntry, Plan
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import change_text, heading, report_words, short_day
from gongkai_cli.output.listing import Column, Listing

if TYPE_CHECKING:
    from gongkai_cli.domain.answers import Turned


def ledger_columns(plan: Plan, *of: str) -> tuple[Column, ...]:
    """The columns of the ledger; `of` says which of "subject" and "unit" are not told by the heading already."""
    told = {
        "subject": Column("事项", lambda entry: f"{entry.kind.word}　{entry.subject}", least=10),
        "unit": Column("单位", lambda entry: entry.unit or "", least=6),
    }
    return (
        Column("编号", lambda entry: str(entry.id), is_number=True),
        Column("记录时间", lambda entry: entry.at[:16].replace("T", " "), least=10),
        Column("记录人", lambda entry: entry.by, least=6),
        *(told[column] for column in of),
        Column("变化", lambda entry: change_text(entry.before, entry.after) + "（已撤回）" * entry.undone, least=6),
        Column("内容", lambda entry: _said(entry, plan), least=12),
    )


def ledger_listing(rows: Sequence[LedgerEntry], plan: Plan, of: str) -> Listing:
    """The ledger's lines on one thing, each told by `of`, its "subject" or its "unit"."""
    return Listing(
        title=f"台账　{len(rows)} 条",
        columns=ledger_columns(plan, of),
        rows=rows,
        name="台账",
        fields=fields.LEDGER,
        empty="还没有记录。",
        is_faint=lambda entry: bool(entry.undone),
    )


def _said(entry: LedgerEntry, plan: Plan) -> str:
    return f"{short_day(entry.on, plan)} {report_words(entry)}".strip() if entry.on else entry.note or ""


def log(plan: Plan, rows: Sequence[LedgerEntry], total: int, day: date) -> Listing:
    """The ledger's lines; `total` is how many there are before the limit."""
    shown = f"，显示最近 {len(rows)} 条" if len(rows) < total else ""
    return Listing(
        title=heading(plan, f"台账 {total} 条{shown}", day),
        columns=ledger_columns(plan, "subject", "unit"),
        rows=rows,
        name="台账",
        fields=fields.LEDGER,
        empty="没有符合条件的记录。去掉一些条件再试，或用 gongkai log --limit 0 查看全部。",
        footer="撤回：gongkai undo 编号　全部：gongkai log --limit 0",
        is_faint=lambda entry: bool(entry.undone),
    )


def turned(plan: Plan, change: int, rows: "Sequence[Turned]", *, is_undo: bool) -> Listing:
    """What was taken back or restored, and what holds now."""
    verb = "撤回" if is_undo else "恢复"
    return Listing(
        title=f"{plan.title}　已{verb}第 {change} 号，{len(rows)} 条",
        columns=(
            Column("事项", lambda row: row.subject, least=12),
            Column("单位", lambda row: row.unit, least=6),
            Column(f"{verb}的内容", lambda row: row.reported.word, least=6),
            Column("现在", lambda row: row.now.word, least=6),
        ),
        rows=rows,
        empty="",
    )
