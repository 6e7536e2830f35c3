"""`export`: whole tables as a sheet or a workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.scope import snapshots
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content import whole_tables as whole_contents
from gongkai_cli.output.listing import Listing
from gongkai_cli.output.writing import held_back, write
from gongkai_cli.store.queries import whole_tables
from gongkai_cli.store.queries.snapshot import Snapshot, at_once

_ALL = "all"
_ROWS: dict[str, Callable[[Snapshot], Iterable[Any]]] = {
    "tasks": whole_tables.accounts,
    "activities": Snapshot.schedule,
    "units": Snapshot.units,
    "ledger": whole_tables.ledger,
}

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
    """Write whole tables, row by row as they are read."""
    if what not in {_ALL, *whole_contents.NAMES}:
        raise UsageError(f"没有表“{shown(what)}”。--what 可以用：{'、'.join([*whole_contents.NAMES, _ALL])}。")
    if what == _ALL and context.obj.format_name == "csv":
        names = "、".join(whole_contents.NAMES)
        raise UsageError(f"一个 CSV 放不下全部的表。全部请写 -o 台账.xlsx，一张请写 --what {names} 中的一个。")
    # The store is closed before a reader of standard output, who may pause, gets the first byte.
    with held_back(context.obj) as destination, snapshots(context, every=all_plans) as seen:
        if what != _ALL:
            write(_table(what, seen), destination)
            return
        tables = {name: _table(name, seen) for name in whole_contents.NAMES}
        write(whole_contents.workbook([one.plan for one in seen], seen[0].day, tables), destination)


def _table(what: str, seen: Sequence[Snapshot]) -> Listing:
    plans, day = [one.plan for one in seen], seen[0].day
    if what == "assignments":
        rows = chain.from_iterable(map(whole_tables.assignments, seen))
        table = whole_contents.of_tuples(plans, day, rows, whole_tables.ASSIGNMENT_KEYS, whole_tables.assignment)
    else:
        table = whole_contents.of_records(what, plans, day, _pairs(what, seen))
    return replace(table, count=lambda: sum(whole_tables.count(what, one) for one in seen))


def _pairs(what: str, seen: Sequence[Snapshot]) -> Iterator[tuple[str, Any]]:
    for one in seen:
        with at_once(one.connection):
            for row in _ROWS[what](one):
                yield one.plan.key, row
