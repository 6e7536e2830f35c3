"""`tasks` and `show`: the tasks of the plan."""

from collections.abc import Sequence
from typing import Annotated

import typer

from gongkai_cli.cli.request import completion
from gongkai_cli.cli.request.numbers import task_number
from gongkai_cli.cli.request.options import StatusWord
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.cli.request.typed import unit_names, visible
from gongkai_cli.domain.model import Task
from gongkai_cli.domain.text import folded, shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.vocabulary import Pace, Role, Sort, Status
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.tasks import part_listing, task_listing, task_page
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.filters import OF_A_DAY, Choice, on_task
from gongkai_cli.store.queries.naming.units import units_named
from gongkai_cli.store.queries.snapshot import Snapshot

Depts = Annotated[
    list[str] | None,
    typer.Option(
        "--dept",
        metavar="单位",
        help="只看这个单位承担的任务，可写几次，或用顿号隔开；名称、别名、名称的一部分都行",
        autocompletion=completion.units_and_collectives,
    ),
]
Units = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="单位",
        help="只看这个单位承担的任务，同 --dept",
        autocompletion=completion.units_and_collectives,
        show_default=False,
    ),
]
RoleWord = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="职责",
        help="牵头、负责、配合、责任（统称）、相关，或计划里写的其他分工，如 指导",
        autocompletion=completion.roles,
    ),
]
PaceWord = Annotated[
    str | None,
    typer.Option(
        "--pace", metavar="序时", help="超进度、达进度、欠进度、逾期、已完成", autocompletion=completion.paces
    ),
]
Search = Annotated[str | None, typer.Option("--search", metavar="文字", help="在标题、举措、单位和报告里找这些字")]
SortWord = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="列",
        help="no 序号、status 状态、percent 进度、due 时限、pace 序时",
        autocompletion=completion.sorts,
    ),
]
BySection = Annotated[bool, typer.Option("--by-section", help="按计划的各部分分组")]
TaskNumber = Annotated[
    str,
    typer.Argument(
        metavar="序号", help="任务的序号，或印发的序号，如 （三）", autocompletion=completion.tasks, show_default=False
    ),
]


def tasks(
    context: typer.Context,
    unit: Units = None,
    dept: Depts = None,
    role: RoleWord = None,
    status: StatusWord = None,
    pace: PaceWord = None,
    search: Search = None,
    sort: SortWord = "no",
    by_section: BySection = False,
) -> None:
    """List the plan's tasks, or with `--dept` a unit's part in each."""
    _check_units(unit or [])
    with snapshot(context) as seen:
        duties = seen.duties() if role else []
        duty = role.strip() if role is not None and role.strip() in duties else None
        choice = _choice(None if duty else _known(role, duties), status, pace, search, sort)
        units = units_named(seen, unit_names([*(unit or []), *(dept or [])]))
        if duty:
            rows = [task for task in seen.tasks(choice) if _has_duty(task, duty, units)]
            listing = task_listing(seen.plan, rows, seen.day, by_section=by_section)
        elif units:
            listing = part_listing(seen.plan, units, seen.parts(units, choice), seen.day)
        else:
            listing = task_listing(seen.plan, seen.tasks(choice), seen.day, by_section=by_section)
    write(listing, context.obj)


def _check_units(words: Sequence[str]) -> None:
    """Refuse the number of a task, and a status, in the place of a unit."""
    for word in words:
        number = plain(word).strip()
        if number.isdecimal():
            raise UsageError(f"“{shown(word)}”不是单位。看一项任务用 gongkai show {number}。")
        if Status.lookup(word) or Pace.lookup(word):
            raise UsageError(f"“{shown(word)}”不是单位。按状态看用 gongkai tasks --status {shown(word)}。")


def _known(role: str | None, duties: Sequence[str]) -> str | None:
    """Return the word of a role.

    Raises:
        UsageError: it is none; the message names the plan's further duties too.
    """
    if role and duties:
        try:
            Role.parse(role, "职责")
        except UsageError as error:
            raise UsageError(f"{error.message.rstrip('。')}，或这个计划里的 {'、'.join(duties)}。") from None
    return role


def _has_duty(task: Task, duty: str, units: Sequence[str]) -> bool:
    """Say whether a task has a duty such as 指导, for one of these units where there are any."""
    names = task.others.get(duty, ())
    return bool(names) and (not units or any(name in units for name in names))


def _choice(role: str | None, status: str | None, pace: str | None, search: str | None, sort: str) -> Choice:
    if status is not None and pace is None and Status.lookup(status) is None and Pace.lookup(status):
        status, pace = None, status  # 滞后 is a pace, and nobody keeps the two apart
    return Choice(
        role=Role.parse(role, "职责") if role is not None else None,
        status=Status.parse(status, "状态") if status is not None else None,
        pace=Pace.parse(pace, "序时进度") if pace is not None else None,
        search=visible(search, "--search"),
        sort=Sort.parse(sort, "排序"),
    )


def _numbered(seen: Snapshot, text: str) -> int:
    """Return the number of the task that a number or a printed number names."""
    printed = folded(text).removeprefix("任务")
    if any(mark in "0123456789" for mark in printed):
        return task_number(text)
    found = [task.no for task in seen.tasks() if task.printed and folded(task.printed) == printed]
    if len(found) > 1:
        listed = "、".join(map(str, found))
        raise UsageError(f"印发序号“{shown(text)}”有 {len(found)} 项：任务 {listed}。请写序号，如 {found[0]}。")
    return found[0] if found else task_number(text)


Silent = Annotated[bool, typer.Option("--all", help="屏幕上也逐行列出未报送的单位")]


def show(context: typer.Context, no: TaskNumber, every: Silent = False) -> None:
    """Show one task: its measures, roles, reports and ledger."""
    with snapshot(context) as seen:
        task = seen.task(_numbered(seen, no))
        ledger = seen.ledger(on_task(seen.task_id(task.no)) & OF_A_DAY)
        page = task_page(
            seen.plan, task, seen.measures(task.no), seen.parts_of(task.no), ledger, seen.day, with_silent=every
        )
    write(page, context.obj)
