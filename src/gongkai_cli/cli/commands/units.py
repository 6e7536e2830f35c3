"""`depts` and `dept`: who has to do it."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.options import UnitName
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.output.content.units import unit_listing, unit_page
from gongkai_cli.output.writing import write

Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="类别", help="只看这一类，如 乡镇", autocompletion=completion.kinds),
]


def depts(context: typer.Context, kind: Kind = None) -> None:
    """List the units with their counts."""
    with snapshot(context) as seen:
        listing = unit_listing(seen.plan, seen.units(kind), seen.day)
    write(listing, context.obj)


def dept(context: typer.Context, unit: UnitName) -> None:
    """Show one unit on one page: its tasks, activities and ledger."""
    with snapshot(context) as seen:
        found = seen.unit(unit)
        page = unit_page(
            seen.plan,
            found,
            seen.parts([found.name]),
            seen.schedule(found.name),
            seen.ledger(unit=found.name),
            seen.day,
        )
    write(page, context.obj)
