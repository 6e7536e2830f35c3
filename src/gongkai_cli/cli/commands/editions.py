"""`editions`: the editions of a plan, and the differences of one."""

from typing import Annotated

import typer

from gongkai_cli.cli.request.numbers import whole_number
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.domain.text import shown
from gongkai_cli.output.content.plans import edition_listing, editions_listing
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries import editions as queries

EditionNumber = Annotated[
    str | None, typer.Argument(metavar="版次", help="第几版，写了就逐条列出它的变化", show_default=False)
]


def editions(context: typer.Context, number: EditionNumber = None) -> None:
    """List the editions of a plan, or the differences of one."""
    wanted = None if number is None else _edition_number(number)
    with snapshot(context, even_unlisted=True) as seen:
        if wanted is None:
            rows = queries.editions(seen.connection, seen.plan.id, seen.day)
            listing = editions_listing(seen.plan, rows, seen.day)
        else:
            one = queries.edition(seen.connection, seen.plan.id, wanted, seen.day)
            listing = edition_listing(seen.plan, one, queries.differences(seen.connection, one.change))
    write(listing, context.obj)


def _edition_number(text: str) -> int:
    digits = text.strip().removeprefix("第").removesuffix("版")
    return whole_number(digits, f"“{shown(text)}”不是版次。请写数字，如 2。用 gongkai editions 查看。")
