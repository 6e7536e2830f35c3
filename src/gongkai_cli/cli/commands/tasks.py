"""`tasks` and `show`: the tasks of the plan."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.numbers import task_number
from gongkai_cli.cli.request.options import StatusWord
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.cli.request.typed import visible
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import Pace, Role, Status
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.tasks import part_listing, task_listing, task_page
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.filters import OF_A_DAY, SORTS, Choice, on_task

Depts = Annotated[
    list[str] | None,
    typer.Option(
        "--dept",
        metavar="单位",
        help="只看这个单位承担的任务，可写几次；名称、别名、名称的一部分都行",
        autocompletion=completion.units,
    ),
]
RoleWord = Annotated[
    str | None,
    typer.Option("--role", metavar="职责", help="牵头、负责、参与、有关", autocompletion=completion.roles),
]
PaceWord = Annotated[
    str | None,
    typer.Option(
        "--pace", metavar="序时", help="超进度、达进度、欠进度、逾期、已完成", autocompletion=completion.paces
    ),
]
Search = Annotated[str | None, typer.Option("--search", metavar="文字", help="在标题、举措、单位和报告里找这些字")]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="列",
        help="no 序号、status 状态、percent 进度、due 时限、pace 序时",
        autocompletion=completion.sorts,
    ),
]
TaskNumber = Annotated[
    str, typer.Argument(metavar="序号", help="任务的序号", autocompletion=completion.tasks, show_default=False)
]


def tasks(
    context: typer.Context,
    dept: Depts = None,
    role: RoleWord = None,
    status: StatusWord = None,
    pace: PaceWord = None,
    search: Search = None,
    sort: Sort = "no",
) -> None:
    """List the plan's tasks, or with `--dept` a unit's part in each."""
    choice = _choice(role, status, pace, search, sort)
    with snapshot(context) as seen:
        if dept:
            units = list(dict.fromkeys(seen.unit_name(text) for text in dept))
            listing = part_listing(seen.plan, units, seen.parts(units, choice), seen.day)
        else:
            listing = task_listing(seen.plan, seen.tasks(choice), seen.day)
    write(listing, context.obj)


def _choice(role: str | None, status: str | None, pace: str | None, search: str | None, sort: str) -> Choice:
    if sort not in SORTS:
        raise UsageError(f"不能按“{shown(sort)}”排序。--sort 可以用：{'、'.join(SORTS)}。")
    return Choice(
        role=Role.parse(role, "职责") if role is not None else None,
        status=Status.parse(status, "状态") if status is not None else None,
        pace=Pace.parse(pace, "序时进度") if pace is not None else None,
        search=visible(search, "--search"),
        sort=sort,
    )


def show(context: typer.Context, no: TaskNumber) -> None:
    """Show one task: its measures, roles, reports and ledger."""
    with snapshot(context) as seen:
        task = seen.task(task_number(no))
        ledger = seen.ledger(on_task(seen.task_id(task.no)) & OF_A_DAY)
        page = task_page(seen.plan, task, seen.measures(task.no), seen.parts_of(task.no), ledger, seen.day)
    write(page, context.obj)
