"""`log`, `undo` and `redo`: the ledger and its changes."""

from datetime import date
from typing import Annotated

import typer

from gongkai_cli.cli.request import completion, outcome
from gongkai_cli.cli.request.numbers import activity_number, task_number, whole_number
from gongkai_cli.cli.request.scope import (
    check_clock,
    day_shown,
    named_author,
    plan_key,
    ready_store,
    signature,
    snapshot,
)
from gongkai_cli.domain.dates import parse_day
from gongkai_cli.domain.text import shown
from gongkai_cli.output.content.history import log_listing, turned_listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries import filters
from gongkai_cli.store.queries.plans import find_plan, plan_of_change
from gongkai_cli.store.queries.snapshot import Snapshot

Dept = Annotated[
    str | None, typer.Option("--dept", metavar="单位", help="只看这个单位的", autocompletion=completion.units)
]
TaskOf = Annotated[
    str | None, typer.Option("--task", metavar="序号", help="只看这项任务的", autocompletion=completion.tasks)
]
ActivityOf = Annotated[
    str | None, typer.Option("--activity", metavar="序号", help="只看这场活动的", autocompletion=completion.activities)
]
Since = Annotated[str | None, typer.Option("--since", metavar="日期", help="这一天起记录的")]
Until = Annotated[str | None, typer.Option("--until", metavar="日期", help="到这一天为止记录的")]
Limit = Annotated[str, typer.Option("--limit", metavar="条数", help="最近多少条，0 是全部")]
ChangeNumber = Annotated[
    str | None, typer.Argument(metavar="编号", help="台账编号，不写就是最近一次", show_default=False)
]


def log(
    context: typer.Context,
    dept: Dept = None,
    task: TaskOf = None,
    activity: ActivityOf = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = "50",
) -> None:
    """List the ledger, oldest first."""
    most = _limit(limit)
    with snapshot(context) as seen:
        entries = seen.ledger(_wanted(context, seen, dept, task, activity, since, until))
        listing = log_listing(seen.plan, entries[-most:], len(entries), seen.day)
    write(listing, context.obj)


def _wanted(
    context: typer.Context,
    seen: Snapshot,
    dept: str | None,
    task: str | None,
    activity: str | None,
    since: str | None,
    until: str | None,
) -> filters.Condition:
    condition = filters.ALL_ROWS
    if dept is not None:
        condition &= filters.of_unit(seen.unit_name(dept))
    if task:
        condition &= filters.on_task(seen.task(task_number(task)).no)
    if activity:
        condition &= filters.on_activity(seen.activity(activity_number(activity)).no)
    if name := named_author(context):
        condition &= filters.entered_by(name)
    if since:
        condition &= filters.entered_since(_day(since, seen))
    if until:
        condition &= filters.entered_until(_day(until, seen))
    return condition


def _day(text: str, seen: Snapshot) -> date:
    return parse_day(text, year=seen.plan.year, today=seen.day)


def _limit(text: str) -> int:
    return whole_number(text, f"“{shown(text)}”不是条数。--limit 要写整数，0 是全部。")


def undo(context: typer.Context, number: ChangeNumber = None) -> None:
    """Take one change back, and show the state after it."""
    _turn(context, number, is_undo=True)


def redo(context: typer.Context, number: ChangeNumber = None) -> None:
    """Restore one change, and show the state after it."""
    _turn(context, number, is_undo=False)


def _turn(context: typer.Context, number: str | None, *, is_undo: bool) -> None:
    from gongkai_cli.store.ledger import undoing

    wanted = _change_number(number)
    turn = undoing.undo if is_undo else undoing.redo
    with ready_store(context).writing() as writer:
        connection = writer.connection
        check_clock(connection, context)
        key = plan_key(context)
        plan_id = find_plan(connection, key).id if key else None
        change = turn(writer, plan_id, wanted, signature(context))
        done = change.id
        plan = plan_of_change(connection, done)
        seen = Snapshot(connection, plan, day_shown(context, plan.year))
        listing = turned_listing(seen.plan, done, undoing.turned(seen, change), is_undo=is_undo)
    outcome.note(context, f"已{'撤回' if is_undo else '恢复'}第 {done} 号")
    write(listing, context.obj)
    standard_error().say(f"要恢复：gongkai redo {done}" if is_undo else f"要撤回：gongkai undo {done}")


def _change_number(text: str | None) -> int | None:
    return (
        None
        if text is None
        else whole_number(text, f"“{shown(text)}”不是台账编号。请写数字，如 37。用 gongkai log 查看。")
    )
