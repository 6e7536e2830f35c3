"""`export`: one or all of the office's tables, of one plan or of all; or a plan as its plan file."""

from collections.abc import Sequence
from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.options import Public
from gongkai_cli.cli.request.scope import snapshot, snapshots
from gongkai_cli.domain import agenda
from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.disclosure import INNER, PUBLIC_TABLES
from gongkai_cli.domain.vocabulary import WholeTable
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.papers.overview import overview_page
from gongkai_cli.output.content.whole_tables import NAMES, plans_title, table_listing, workbook_page
from gongkai_cli.output.listing import Page
from gongkai_cli.output.public import public_page, public_version
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import held_back, write
from gongkai_cli.store.queries import whole_tables
from gongkai_cli.store.queries.snapshot import Snapshot

What = Annotated[
    str,
    typer.Option(
        "--what",
        metavar="表",
        help="tasks 任务分解表、measures 责任清单、assignments 单位台账、activities 活动安排表、units 单位汇总、"
        "ledger 进展记录、all 全部、plan 计划文件",
        autocompletion=completion.tables,
    ),
]
AllPlans = Annotated[bool, typer.Option("--all-plans", help="台账里的全部工作要点，不只一个")]


def export(context: typer.Context, what: What = "all", all_plans: AllPlans = False, public: Public = False) -> None:
    """Write complete tables, row by row."""
    table = WholeTable.parse(what, "表")
    if table is WholeTable.PLAN:
        _export_plan(context, all_plans=all_plans, public=public)
        return
    wanted = _wanted_tables(table, context.obj.format_name)
    if public:
        wanted = _public_tables(wanted)
    # The store closes before a slow reader of standard output gets the first byte.
    with held_back(context.obj) as destination, snapshots(context, every=all_plans) as seen:
        plans, day = [one.plan for one in seen], seen[0].day
        tables = {name: table_listing(name, plans, day, whole_tables.table(name, seen)) for name in wanted}
        if public:
            tables = {name: public_version(one, INNER[PUBLIC_TABLES[name]]) for name, one in tables.items()}
        if table is not WholeTable.ALL:
            write(tables[table.value], destination)
            return
        overview = _overview(seen) if destination.format_name == "xlsx" else None
        page = workbook_page(plans, day, tables, overview)
        write(public_page(page) if public else page, destination)


def _overview(seen: Sequence[Snapshot]) -> Page:
    """Return the first sheet of the workbook."""
    # One plan after the other, so that memory does not grow with them.
    months = agenda.months_of_all(agenda.Standings(one.plan, one.day, (), {}, one.schedule()) for one in seen)
    title, day = plans_title([one.plan for one in seen]), seen[0].day
    if len(seen) > 1:
        return overview_page(title, day, None, list(map(whole_tables.plan_paces, seen)), months)
    (only,) = seen
    year = agenda.year(agenda.Standings(only.plan, day, only.tasks(), {}, ()), only.percent())
    return overview_page(title, day, year, whole_tables.unit_paces(only), months)


def _export_plan(context: typer.Context, *, all_plans: bool, public: bool) -> None:
    """Write the edition in force as a plan file."""
    from gongkai_cli.cli.request.plan_output import write_plan
    from gongkai_cli.planfile.writing.plan_file import plan_file
    from gongkai_cli.planfile.writing.public_plan import public_plan, public_plan_file
    from gongkai_cli.store.plans.stored import document_in_force, newest_beginning

    if all_plans:
        raise UsageError("一个计划文件只写一个工作要点。请去掉 --all-plans，用 --plan 选一个。")
    with snapshot(context) as seen:
        document = document_in_force(seen)
        newest = newest_beginning(seen.connection, seen.plan.key)
    if public:
        document = public_plan(document)
        write_plan(context, lambda: document, lambda: public_plan_file(document))
        standard_error().say("公开版没有联系人、电话和备注，不要拿它载入。")
    else:
        write_plan(context, lambda: document, lambda: plan_file(document))
    if newest and newest.since > seen.day:
        standard_error().say(
            f"这是 {chinese_day(seen.day)} 执行的一版；另有一版自 {chinese_day(newest.since)} 起执行，"
            f"要改那一版请加 --as-of {newest.since}。"
        )


def _wanted_tables(table: WholeTable, format_name: str) -> list[str]:
    if table is not WholeTable.ALL:
        return [table.value]
    if format_name == "csv":
        names = "、".join(NAMES.values())
        raise UsageError(f"一个 CSV 放不下全部的表。全部请写 -o 台账.xlsx，一张请写 --what {names} 中的一个。")
    return list(NAMES)


def _public_tables(wanted: list[str]) -> list[str]:
    """Return those of the tables that have a public version.

    Raises:
        UsageError: none has.
    """
    found = [name for name in wanted if name in PUBLIC_TABLES]
    if not found:
        names = "、".join(NAMES[name] for name in PUBLIC_TABLES)
        raise UsageError(f"{NAMES[wanted[0]]}没有公开版。请去掉 --public，或写 --what {names} 中的一个。")
    return found
