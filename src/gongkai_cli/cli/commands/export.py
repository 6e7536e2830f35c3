"""`export`: one or all of the office's tables, of one plan or of all."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.scope import snapshots
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.whole_tables import NAMES, table_listing, workbook_page
from gongkai_cli.output.writing import held_back, write
from gongkai_cli.store.queries import whole_tables

_ALL = "all"

What = Annotated[
    str,
    typer.Option(
        "--what",
        metavar="表",
        help="tasks 任务分解表、assignments 单位台账、activities 活动安排表、units 单位汇总、ledger 进展记录、all 全部",
        autocompletion=completion.tables,
    ),
]
AllPlans = Annotated[bool, typer.Option("--all-plans", help="台账里的全部工作要点，不只一个")]


def export(context: typer.Context, what: What = _ALL, all_plans: AllPlans = False) -> None:
    """Write complete tables, row by row."""
    wanted = _wanted_tables(what, context.obj.format_name)
    # The store closes before a slow reader of standard output gets the first byte.
    with held_back(context.obj) as destination, snapshots(context, every=all_plans) as seen:
        plans, day = [one.plan for one in seen], seen[0].day
        tables = {name: table_listing(name, plans, day, whole_tables.table(name, seen)) for name in wanted}
        write(workbook_page(plans, day, tables) if what == _ALL else tables[what], destination)


def _wanted_tables(what: str, format_name: str) -> list[str]:
    if what in NAMES:
        return [what]
    names = "、".join(NAMES)
    if what != _ALL:
        raise UsageError(f"没有表“{shown(what)}”。--what 可以用：{names}、{_ALL}。")
    if format_name == "csv":
        raise UsageError(f"一个 CSV 放不下全部的表。全部请写 -o 台账.xlsx，一张请写 --what {names} 中的一个。")
    return list(NAMES)
