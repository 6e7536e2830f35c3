"""`upcoming` and `status`: the next dates, and the year on one screen."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.numbers import whole_number
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.domain import agenda
from gongkai_cli.domain.text import shown
from gongkai_cli.output.content.year import upcoming_listing, year_page
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries import owing
from gongkai_cli.store.queries.naming.units import one_unit
from gongkai_cli.store.queries.snapshot import Snapshot

Days = Annotated[str, typer.Option("--days", metavar="天数", help="看多少天以内的")]
Dept = Annotated[
    str | None,
    typer.Option("--dept", metavar="单位", help="只看与这个单位相关的", autocompletion=completion.units),
]
_MOST_DAYS = 3660


def upcoming(context: typer.Context, days: Days = "30", dept: Dept = None) -> None:
    """List what is late, then the dates of the next days."""
    horizon = whole_number(days, f"“{shown(days)}”不是天数。--days 要写 0 到 {_MOST_DAYS} 的整数。", most=_MOST_DAYS)
    with snapshot(context) as seen:
        standings = _standings(seen)
        if dept is not None:
            unit = one_unit(seen, dept)
            standings = standings.of_unit(seen.parts([unit]), unit)
        rows = agenda.upcoming(standings, horizon)
        listing = upcoming_listing(seen.plan, rows, standings.activities, seen.day, horizon)
    write(listing, context.obj)


def status(context: typer.Context) -> None:
    """Show the year on one screen."""
    with snapshot(context) as seen:
        standings = _standings(seen)
        page = year_page(
            agenda.year(standings, seen.percent()),
            [task for task in standings.tasks if not task.withdrawn],
            agenda.months(standings),
            agenda.attention(
                standings, seen.units(), owing.silent_units(seen), seen.blocked_tasks(), seen.open_collectives()
            ),
        )
    write(page, context.obj)


def _standings(seen: Snapshot) -> agenda.Standings:
    return agenda.Standings(seen.plan, seen.day, seen.tasks(), seen.all_measures(), seen.schedule())
