"""`depts`, `dept` and `owed`: the units of the plan, and the reports that they owe."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.cli.request.typed import usual_period
from gongkai_cli.domain.dates import chinese_day, long_span
from gongkai_cli.domain.typed_days.frames import Span, period_frame, report_frame
from gongkai_cli.domain.typed_days.spans import parse_bound, parse_span
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.units import owed_listing, silent_listing, unit_listing, unit_page
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries import owing
from gongkai_cli.store.queries.filters import OF_A_DAY, of_units
from gongkai_cli.store.queries.snapshot import Snapshot

Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="类别", help="只看这一类，如 乡镇", autocompletion=completion.kinds),
]
UnitName = Annotated[
    str,
    typer.Argument(
        metavar="单位",
        help="单位的名称、别名，或名称中只有它才有的部分",
        autocompletion=completion.units,
        show_default=False,
    ),
]


SilentSince = Annotated[
    str | None, typer.Option("--silent-since", metavar="日期", help="只看这一天起未报送的，如 9月1日、本月")
]
Period = Annotated[
    str | None, typer.Option("--period", metavar="时段", help="哪个时段，如 10月、第三季度、上半年，默认本月")
]


def depts(context: typer.Context, kind: Kind = None, silent_since: SilentSince = None) -> None:
    """List the units with their counts."""
    with snapshot(context) as seen:
        units = seen.units(kind)
        if silent_since is None:
            listing = unit_listing(seen.plan, units, seen.day)
        else:
            bound = parse_bound(silent_since, report_frame(seen.plan, seen.day))
            first = _begun(bound, "--silent-since", seen).first
            silent = {one.unit for one in owing.owed(seen, first, seen.day) if one.missing and not one.reported}
            rows = [unit for unit in units if unit.name in silent]
            listing = silent_listing(seen.plan, rows, seen.day, first, kind)
    write(listing, context.obj)


def _begun(span: Span, option: str, seen: Snapshot) -> Span:
    """Return the days that an option names.

    Raises:
        UsageError: the first day is still to come.
    """
    if span.first > seen.day:
        raise UsageError(
            f"{chinese_day(span.first)} 还没到（今天按 {chinese_day(seen.day)} 算），还没有应报的。请改 {option}。"
        )
    return span


def owed(context: typer.Context, period: Period = None) -> None:
    """List each unit's reports in a period, and the tasks without one."""
    wanted = usual_period(period)
    with snapshot(context) as seen:
        with wanted.blamed():
            span = _owed_span(wanted.value, seen)
        last = min(span.last, seen.day)
        listing = owed_listing(seen.plan, owing.owed(seen, span.first, last), span.first, last, seen.day)
    write(listing, context.obj)


def _owed_span(period: str, seen: Snapshot) -> Span:
    """Return the days of a period.

    Raises:
        UsageError: it is no period, is still to come, or lies before the plan.
    """
    span = _begun(parse_span(period, period_frame(seen.plan, seen.day)), "--period", seen)
    if span.last < seen.plan.issued_on:
        begins = chinese_day(seen.plan.issued_on)
        raise UsageError(f"{long_span(span.first, span.last)} 在要点印发之前：要点从 {begins} 起。请改 --period。")
    return span


def dept(context: typer.Context, unit: UnitName) -> None:
    """Show one unit: its tasks, activities and ledger."""
    with snapshot(context) as seen:
        found = seen.unit(unit)
        merged = seen.merged_units(found.name)
        page = unit_page(
            seen.plan,
            found,
            seen.parts([found.name]),
            seen.parts(merged),
            seen.schedule(found.name),
            seen.ledger(of_units([found.name, *merged]) & OF_A_DAY),
            seen.day,
        )
    write(page, context.obj)
