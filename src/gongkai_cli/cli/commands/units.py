"""`depts` and `dept`: the units of the plan."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.output.content.units import unit_listing, unit_page
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.filters import of_unit

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


def depts(context: typer.Context, kind: Kind = None) -> None:
    """List the units with their counts."""
    with snapshot(context) as seen:
        listing = unit_listing(seen.plan, seen.units(kind), seen.day)
    write(listing, context.obj)


def dept(context: typer.Context, unit: UnitName) -> None:
    """Show one unit: its tasks, activities and ledger."""
    with snapshot(context) as seen:
        found = seen.unit(unit)
        page = unit_page(
            seen.plan,
            found,
            seen.parts([found.name]),
            seen.schedule(found.name),
            seen.ledger(of_unit(found.name)),
            seen.day,
        )
    write(page, context.obj)
