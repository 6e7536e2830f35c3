"""`log`: the ledger."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.numbers import activity_number, task_number, whole_number
from gongkai_cli.cli.request.scope import named_author, snapshot
from gongkai_cli.cli.request.typed import unit_names, visible
from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import report_frame
from gongkai_cli.domain.typed_days.spans import parse_bound
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.history import log_listing
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries import filters
from gongkai_cli.store.queries.naming.units import units_named
from gongkai_cli.store.queries.snapshot import Snapshot

Dept = Annotated[
    str | None,
    typer.Option("--dept", metavar="单位", help="只看这个单位的", autocompletion=completion.units_and_collectives),
]
TaskOf = Annotated[
    str | None, typer.Option("--task", metavar="序号", help="只看这项任务的", autocompletion=completion.tasks)
]
ActivityOf = Annotated[
    str | None, typer.Option("--activity", metavar="序号", help="只看这场活动的", autocompletion=completion.activities)
]
Since = Annotated[str | None, typer.Option("--since", metavar="日期", help="这一天起记录的")]
Until = Annotated[str | None, typer.Option("--until", metavar="日期", help="到这一天为止记录的")]
Search = Annotated[
    str | None, typer.Option("--search", metavar="文字", help="在事项、单位、报告和活动的内容里找这些字")
]
ByReportDay = Annotated[bool, typer.Option("--by-report-day", help="--since 和 --until 按报告日期算，不按记录的日期算")]
Limit = Annotated[str, typer.Option("--limit", metavar="条数", help="最近多少条，0 是全部")]


def log(
    context: typer.Context,
    dept: Dept = None,
    task: TaskOf = None,
    activity: ActivityOf = None,
    since: Since = None,
    until: Until = None,
    by_report_day: ByReportDay = False,
    search: Search = None,
    limit: Limit = "50",
) -> None:
    """List the ledger, oldest first."""
    most = _limit(limit)
    if by_report_day and not (since or until):
        raise UsageError("--by-report-day 要和 --since 或 --until 一起写。请加上其中一个，或去掉它。")
    text = visible(search, "--search")
    with snapshot(context, even_unlisted=True) as seen:
        condition = _wanted(context, seen, dept, task, activity)
        condition &= _within(seen, since, until, by_report_day=by_report_day)
        if text:
            condition &= filters.with_text(text)
        entries = seen.ledger(condition)
        listing = log_listing(seen.plan, entries[-most:], len(entries), seen.day)
    write(listing, context.obj)


def _wanted(
    context: typer.Context,
    seen: Snapshot,
    dept: str | None,
    task: str | None,
    activity: str | None,
) -> filters.Condition:
    condition = filters.ALL_ROWS
    if dept is not None:
        names = units_named(seen, unit_names([dept]))
        merged = [former for name in names for former in seen.merged_units(name)]
        condition &= filters.of_units([*names, *merged])
    if task:
        condition &= filters.on_task(seen.task_id(task_number(task)))
    if activity:
        condition &= filters.on_activity(seen.activity_id(activity_number(activity)))
    if person := named_author(context):
        condition &= filters.entered_by(person)
    return condition


def _within(seen: Snapshot, since: str | None, until: str | None, *, by_report_day: bool) -> filters.Condition:
    """Return the condition that a line lies in a span of days, by its report's day or its day of entry."""
    condition = filters.ALL_ROWS
    frame = report_frame(seen.plan, seen.day)
    first = parse_bound(since, frame).first if since else None
    last = parse_bound(until, frame).last if until else None
    if first and last and first > last:
        raise UsageError(f"--since {chinese_day(first)} 晚于 --until {chinese_day(last)}，前后颠倒。请把两个日期对调。")
    if first:
        condition &= filters.reported_since(first) if by_report_day else filters.entered_since(first)
    if last:
        condition &= filters.reported_until(last) if by_report_day else filters.entered_until(last)
    return condition


def _limit(text: str) -> int:
    return whole_number(text, f"“{shown(text)}”不是条数。--limit 要写整数，0 是全部。")
