"""Returned files into the ledger: one change for each file, all in one transaction."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert

from gongkai_cli.domain.answers import Marked
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.reporting.merging import Entry, Merge, Merged
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.store.ledger.reports import record
from gongkai_cli.store.ledger.steps import record_step
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ReturnedRow
from gongkai_cli.store.sqlite.writer import Signature, Writer


def merge(writer: Writer, plan: Plan, merges: Sequence[Merge], today: date, signature: Signature) -> list[Merged]:
    """Record what returned files bring, one change for each file.

    Args:
        writer: the transaction.
        plan: the plan.
        merges: the files; each brings a report or a step.
        today: the day whose edition has the numbers.
        signature: the author and the moment of the changes.

    Raises:
        RefusedError: a report or a step is not allowed. Nothing is written then.
    """
    done = []
    for one in merges:
        change = writer.begin_change(plan.id, ChangeKind.COLLECT, signature, note=one.note)
        seen = Snapshot(writer.connection, plan, one.day, edition_day=today)
        marked = record(writer, seen, change, one.reports)
        for no, step in one.steps:
            record_step(writer, plan, change, no, step)
        row = {
            "plan_id": plan.id,
            "change_id": change,
            "sheet_id": one.sheet,
            "file": one.name,
            "sha256": one.digest,
            "format": one.format,
            "rows_read": one.rows_read,
            "rows_taken": len(one.reports) + len({step.no for step in one.steps}),
            "rows_left": one.rows_left,
            "answers": "\n".join(one.answers),
        }
        writer.write(insert(table_of(ReturnedRow)), [row])
        done.append(Merged(change, one.name, marked, len({step.no for step in one.steps})))
    return done


def mark_all(
    writer: Writer, plan: Plan, entries: Sequence[Entry], today: date, signature: Signature, note: str
) -> tuple[int, tuple[Marked, ...]]:
    """Record the reports of one table as one change; return its number, and each part before and after.

    Raises:
        RefusedError: a report contradicts itself. Nothing is written then.
    """
    change = writer.begin_change(plan.id, ChangeKind.MARK, signature, note=note)
    day = entries[0].report.on
    seen = Snapshot(writer.connection, plan, day, edition_day=today)
    return change, record(writer, seen, change, entries)
