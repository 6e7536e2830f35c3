"""Sheets given out to units, into the ledger."""

from collections.abc import Sequence

from sqlalchemy import insert

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.reporting.sheets import UnitSheet
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.store.queries.sheets import last_sheet
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import SheetActivityRow, SheetPartRow, SheetRow
from gongkai_cli.store.sqlite.writer import Signature, Writer


def give_out(writer: Writer, plan: Plan, sheets: Sequence[UnitSheet], signature: Signature, note: str) -> int:
    """Record the sheets that are given to units, as one change, and return its number.

    A sheet shows the state of its day. Its rows keep that state, so that a returned sheet can be compared with it.

    Args:
        writer: the transaction in which the sheets were numbered.
        plan: the plan.
        sheets: the sheets, in the order of their running numbers.
        signature: the author and the moment of the change.
        note: the change in words.
    """
    change = writer.begin_change(plan.id, ChangeKind.SHEETS, signature, note=note)
    first = last_sheet(writer.connection) + 1
    of_plan = {"plan_id": plan.id}
    rows = [
        {
            **of_plan,
            "id": identity,
            "change_id": change,
            "number": sheet.identity.number,
            "unit_id": sheet.unit_id,
            "first": sheet.first,
            "last": sheet.last,
            "day": sheet.day,
            "file": sheet.file,
        }
        for identity, sheet in enumerate(sheets, first)
    ]
    parts = [
        {
            **of_plan,
            "sheet_id": identity,
            "assignment_id": line.assignment,
            "row_key": line.key,
            "status": line.part.status,
            "percent": line.part.percent,
            "note": line.part.note,
            "report_id": line.report,
        }
        for identity, sheet in enumerate(sheets, first)
        for line in sheet.parts
    ]
    activities = [
        {
            **of_plan,
            "sheet_id": identity,
            "activity_id": line.identity,
            "row_key": line.key,
            "event_id": line.event,
        }
        for identity, sheet in enumerate(sheets, first)
        for line in sheet.activities
    ]
    writer.write(insert(table_of(SheetRow)), rows)
    writer.write(insert(table_of(SheetPartRow)), parts)
    writer.write(insert(table_of(SheetActivityRow)), activities)
    return change
