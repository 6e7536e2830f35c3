"""Steps of activities into the ledger."""

from dataclasses import replace
from datetime import date

from sqlalchemy import insert

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.activity_steps import Step
from gongkai_cli.domain.answers import Stepped
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.snapshot import Snapshot
from gongkai_cli.store.schema.checks import table_of
from gongkai_cli.store.schema.ledger_tables import ActivityEventRow
from gongkai_cli.store.sqlite.writer import Signature, Writer


def step(writer: Writer, plan_key: str, no: int, taken: Step, signature: Signature) -> Stepped:
    """Record one step of an activity, as one change.

    Args:
        writer: the transaction.
        plan_key: which plan.
        no: the activity's number.
        taken: the step; its missing values stay as they were.
        signature: the author and the moment of the change.

    Raises:
        NotFoundError: no such activity.
        RefusedError: the step may not follow the one before, or a value is missing. Nothing is written then.
    """
    plan = find_plan(writer.connection, plan_key, taken.on)
    number = writer.begin_change(plan.id, ChangeKind.ACTIVITY, signature)
    return record_step(writer, plan, number, no, taken)


def record_step(writer: Writer, plan: Plan, change: int, no: int, taken: Step) -> Stepped:
    """Write one step of an activity under a change; its arguments and errors are as of `step`."""
    connection = writer.connection
    # A step must not slip in before another, so an earlier date is checked against the latest state too.
    newest = Snapshot(connection, plan, date.max, edition_day=taken.on)
    before = newest.activity(no)
    after = activity_steps.take_step(plan, before, taken)
    printed = newest.printed_activity(no)
    # The date of what was held is a fact, and one that the clerk has set stays; any other follows the plan file.
    is_own_date = taken.date is not None or printed["own_date"] is not None or activity_steps.is_over(after)
    event = {
        "plan_id": plan.id,
        "change_id": change,
        "activity_id": printed["activity_id"],
        "reported_on": taken.on,
        "status": after.status,
        "date": after.date if is_own_date else None,
        "last_date": after.last_date if is_own_date else None,
        "time": after.time if is_own_date or after.time != printed["time"] else None,
        # NULL means the plan file's value, here and in `date`, and follows the file when it changes.
        "theme": after.theme if after.theme != printed["theme"] else None,
        "form": after.form if after.form != printed["form"] else None,
        "place": after.place if after.place != printed["place"] else None,
        "people": after.people if after.people != printed["people"] else None,
        "link": after.link,
        "note": after.note if after.note != printed["note"] else None,
        "reason": after.reason,
        "before_status": before.status,
    }
    writer.write(insert(table_of(ActivityEventRow)), [event])
    return Stepped(change, before, replace(newest, day=taken.on).activity(no))
