"""`tasks` and `show`: what is to be done."""

import typer

from gongkai_cli.cli.numbers import whole_number
from gongkai_cli.cli.options import Depts, PaceWord, RoleWord, Search, Sort, StatusWord, TaskNumber
from gongkai_cli.cli.scope import snapshot
from gongkai_cli.errors import UsageError
from gongkai_cli.output import task_contents
from gongkai_cli.output.writing import write
from gongkai_cli.store.choosing import SORTS, Choice
from gongkai_cli.words import Pace, Role, Status


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
            listing = task_contents.parts(seen.plan, units, seen.parts(units, choice), seen.day)
        else:
            listing = task_contents.tasks(seen.plan, seen.tasks(choice), seen.day)
    write(listing, context.obj)


def _choice(role: str | None, status: str | None, pace: str | None, search: str | None, sort: str) -> Choice:
    if sort not in SORTS:
        raise UsageError(f"不能按“{sort}”排序。--sort 可以用：{'、'.join(SORTS)}。")
    return Choice(
        role=Role.parse(role, "职责") if role is not None else None,
        status=Status.parse(status, "状态") if status is not None else None,
        pace=Pace.parse(pace, "序时进度") if pace is not None else None,
        search=search,
        sort=sort,
    )


def show(context: typer.Context, no: TaskNumber) -> None:
    """Show one task whole: measures, roles, who has reported and who has not, its ledger."""
    with snapshot(context) as seen:
        task = seen.task(task_number(no))
        page = task_contents.task_page(
            seen.plan, task, seen.measures(task.no), seen.parts_of(task.no), seen.ledger(task=task.no), seen.day
        )
    write(page, context.obj)


def task_number(text: str) -> int:
    """Return a task's number, written as 7 or 任务7.

    Raises:
        UsageError: it is no number.
    """
    return whole_number(text.strip().removeprefix("任务"), f"“{text}”不是任务序号。请写数字，如 7。")


def task_numbers(texts: list[str]) -> list[int]:
    """Return the numbers that words such as `3`, `5-7` and `9,11` name, in order and each once.

    Raises:
        UsageError: a word is neither a number nor a span of numbers.
    """
    numbers: list[int] = []
    for text in texts:
        for piece in text.replace("，", ",").replace("、", ",").split(","):
            first, dash, last = piece.replace("–", "-").replace("—", "-").partition("-")
            start = task_number(first)
            end = task_number(last) if dash else start
            if end < start:
                raise UsageError(f"“{text}”前大后小。请写成 {end}-{start}。")
            if end - start > 999:  # noqa: PLR2004 - the largest number a task can have
                raise UsageError(f"“{text}”太长。任务序号最大是 999。")
            numbers += range(start, end + 1)
    return list(dict.fromkeys(numbers))
