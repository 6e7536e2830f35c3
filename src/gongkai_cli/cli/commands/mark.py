"""`mark`: report progress."""

from typing import Annotated

import typer

from gongkai_cli.cli.request import completion, outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.numbers import task_numbers, whole_number
from gongkai_cli.cli.request.options import StatusWord, Yes
from gongkai_cli.cli.request.scope import check_clock, chosen_plan, ready_store, report_day, signature
from gongkai_cli.cli.request.typed import to_record
from gongkai_cli.domain.model import Report
from gongkai_cli.domain.progress import PERCENT_DONE
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.vocabulary import Status
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.plans import mark_listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.snapshot import Snapshot

Numbers = Annotated[
    list[str],
    typer.Argument(
        metavar="序号", help="任务的序号，可写几个和一段：3 5-7", autocompletion=completion.tasks, show_default=False
    ),
]
Dept = Annotated[
    str | None,
    typer.Option("--dept", metavar="单位", help="报告的单位", autocompletion=completion.units),
]
Everyone = Annotated[bool, typer.Option("--all", help="代替 --dept：任务的全部应计单位")]
Percent = Annotated[str | None, typer.Option("--percent", metavar="数", help="完成多少，0 到 100")]
Note = Annotated[str | None, typer.Option("--note", metavar="文字", help="进展")]
ProblemText = Annotated[str | None, typer.Option("--problem", metavar="文字", help="存在问题")]
NextText = Annotated[str | None, typer.Option("--next", metavar="文字", help="下一步")]
Link = Annotated[str | None, typer.Option("--link", metavar="网址", help="佐证链接，http(s) 地址")]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="报告说的是哪一天，默认今天；如 10月8日")]


def mark(
    context: typer.Context,
    numbers: Numbers,
    dept: Dept = None,
    everyone: Everyone = False,
    status: StatusWord = None,
    percent: Percent = None,
    note: Note = None,
    problem: ProblemText = None,
    next_step: NextText = None,
    link: Link = None,
    on: On = None,
    yes: Yes = False,
) -> None:
    """Record a unit's report on some tasks, and echo before → after."""
    from gongkai_cli.store.ledger import reports

    if (dept is not None) == everyone:
        raise UsageError("请写 --dept 单位，或写 --all 代表任务的全部应计单位，二者写一个。")
    said = {
        "note": to_record(note, "--note"),
        "problem": to_record(problem, "--problem"),
        "next": to_record(next_step, "--next"),
        "link": link,
    }
    wanted = Status.parse(status, "状态") if status is not None else None
    done = _percent(percent)
    if wanted is None and done is None and not any(said.values()):
        raise UsageError("没有写报告什么。请至少写 --status、--percent、--note、--problem、--next、--link 中的一个。")
    chosen = task_numbers(numbers)
    store = ready_store(context)
    with store.reading() as connection:
        check_clock(connection, context)
        plan = chosen_plan(connection, context)
        report = Report(on=report_day(context, on, plan.year), status=wanted, percent=done, **said)
        if everyone:
            confirm(_in_numbers(Snapshot(connection, plan, report.on), chosen), yes=yes)
    with store.writing() as writer:
        written = reports.mark(writer, plan.key, chosen, dept, report, signature(context))
    outcome.note(context, f"已记入台账第 {written.change} 号")
    write(mark_listing(plan, written), context.obj)
    standard_error().say(f"要撤回：gongkai undo {written.change}")


def _in_numbers(seen: Snapshot, numbers: list[int]) -> str:
    counts = {no: sum(part.counted for part in seen.parts_of(seen.task(no).no)) for no in numbers}
    told = "、".join(f"任务 {no} 的 {count} 个单位" for no, count in counts.items())
    return f"将为{told}各记一条相同的报告"


def _percent(text: str | None) -> int | None:
    if text is None:
        return None
    digits = text.strip().removesuffix("%").removesuffix("％")
    refusal = f"“{shown(text)}”不是完成的百分数。--percent 要写 0 到 100 的整数。"
    return whole_number(digits, refusal, most=PERCENT_DONE)
