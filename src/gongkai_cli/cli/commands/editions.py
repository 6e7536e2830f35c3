"""`editions` and `compare`: the editions of a plan, and the plans of two years."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.numbers import whole_number
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.output.content.plans import edition_listing, editions_listing
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries import editions as queries

EditionNumber = Annotated[
    str | None, typer.Argument(metavar="版次", help="第几版，写了就逐条列出它的变化", show_default=False)
]
FirstKey = Annotated[
    str | None,
    typer.Argument(
        metavar="标识",
        help="一个工作要点的标识；不写，就是默认的那个",
        autocompletion=completion.plans,
        show_default=False,
    ),
]
SecondKey = Annotated[
    str | None,
    typer.Argument(
        metavar="另一标识",
        help="另一个的标识；不写，就与上一年的比",
        autocompletion=completion.plans,
        show_default=False,
    ),
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
            listing = edition_listing(seen.plan, one, queries.differences(seen.connection, one.change), seen.day)
    write(listing, context.obj)


def _edition_number(text: str) -> int:
    digits = plain(text).strip().removeprefix("第").removesuffix("版")
    return whole_number(digits, f"“{shown(text)}”不是版次。请写数字，如 2。用 gongkai editions 查看。")


def compare(context: typer.Context, first: FirstKey = None, second: SecondKey = None) -> None:
    """Compare the plans of two years."""
    from gongkai_cli.cli.request.plan_pair import plan_pair
    from gongkai_cli.domain.comparison import compared
    from gongkai_cli.output.content.comparison.page import comparison_page
    from gongkai_cli.store.plans.years import continuations, entries

    keys = [key for key in (first, second) if key is not None]
    with plan_pair(context, keys) as (before, after):
        same = continuations(before, after)
        found = compared(entries(before), entries(after), same, after.day)
    write(comparison_page(found), context.obj)
