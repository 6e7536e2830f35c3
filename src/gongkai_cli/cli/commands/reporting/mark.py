"""`mark`: report progress."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated

import typer

from gongkai_cli.cli.request import completion, outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.numbers import task_numbers, whole_number
from gongkai_cli.cli.request.options import StatusWord, Yes
from gongkai_cli.cli.request.scope import check_clock, chosen_plan, day_shown, ready_store, report_day, signature
from gongkai_cli.cli.request.typed import to_record, typed_links, unit_names
from gongkai_cli.domain.progress import PERCENT_DONE, Report
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.vocabulary import Pace, Said, Status, undo_hint
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.plans import mark_listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.snapshot import Snapshot

Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="序号",
        help="任务的序号，可写几个和一段：3 5-7；不写就逐项问 --dept 的任务",
        autocompletion=completion.tasks,
        show_default=False,
    ),
]
Depts = Annotated[
    list[str] | None,
    typer.Option(
        "--dept",
        "-d",
        metavar="单位",
        help="报告的单位，可写几次，或用顿号隔开",
        autocompletion=completion.units_and_collectives,
    ),
]
Table = Annotated[
    str | None,
    typer.Option("--from", metavar="文件", help="从一张表记，- 是管道；表头写 序号、单位、完成比例、进展情况等"),
]
Everyone = Annotated[bool, typer.Option("--all", help="代替 --dept：任务中计入统计的全部单位")]
Percent = Annotated[str | None, typer.Option("--percent", "-p", metavar="数", help="完成多少，0 到 100")]
Note = Annotated[str | None, typer.Option("--note", "-n", metavar="文字", help="进展")]
ProblemText = Annotated[str | None, typer.Option("--problem", metavar="文字", help="存在问题")]
NextText = Annotated[str | None, typer.Option("--next", metavar="文字", help="下步措施")]
Links = Annotated[
    list[str] | None, typer.Option("--link", "-l", metavar="网址", help="佐证链接，http(s) 地址，可写几次")
]
Clear = Annotated[
    list[str] | None,
    typer.Option(
        "--clear",
        metavar="哪一项",
        help="以前报的不再成立：进展、问题、下步措施、佐证，可写几次",
        autocompletion=completion.said,
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="报告说的是哪一天，默认今天；如 10月8日")]


def mark(
    context: typer.Context,
    numbers: Numbers = None,
    dept: Depts = None,
    everyone: Everyone = False,
    status: StatusWord = None,
    percent: Percent = None,
    note: Note = None,
    problem: ProblemText = None,
    next_step: NextText = None,
    link: Links = None,
    clear: Clear = None,
    on: On = None,
    table: Table = None,
    yes: Yes = False,
) -> None:
    """Record units' reports on some tasks, and echo before → after."""
    values = (status, percent, note, problem, next_step, link, clear)
    if table is not None:
        _check_alone("--from", table, (numbers, everyone or None, *values))
        from gongkai_cli.cli.commands.reporting.mark_table import mark_table

        mark_table(context, table, dept, on)
        return
    if not numbers:
        from gongkai_cli.cli.commands.reporting.mark_walk import check_walk, mark_walk

        check_walk(dept, is_alone=not (everyone or any(values)))
        mark_walk(context, dept or [], on)
        return
    from gongkai_cli.store.ledger import reports

    chosen = task_numbers(numbers)
    if bool(dept) == everyone:
        raise UsageError("请写 --dept 单位，或写 --all 代表任务中计入统计的全部单位，二者写一个。")
    texts = {Said.NOTE: note, Said.PROBLEM: problem, Said.NEXT: next_step}
    words = {said: to_record(text, f"--{said.value}") for said, text in texts.items()}
    found = typed_links(link or [])
    cleared = [*(clear or []), *_emptied(texts, link)]
    report_on = _report(status, percent, words, found.links, cleared)
    units = None if everyone else unit_names(dept or [])
    store = ready_store(context)
    with store.reading() as connection:
        check_clock(connection, context)
        plan = chosen_plan(connection, context)
        today = day_shown(context, plan)
        report = report_on(report_day(context, on, plan))
        if everyone:
            question = _in_numbers(Snapshot(connection, plan, report.on, edition_day=today), chosen)
            if question:
                confirm(question, yes=yes)
    with store.writing() as writer:
        written = reports.mark(writer, plan.key, chosen, units, report, today, signature(context))
    outcome.note(context, f"已记入台账第 {written.change} 号")
    write(mark_listing(plan, written, today), context.obj)
    for remark in found.remarks:
        standard_error().say(remark)
    standard_error().say(undo_hint(written.change))


def _check_alone(option: str, table: str, others: Sequence[object]) -> None:
    """Refuse options beside a table that has their values in its rows.

    Raises:
        UsageError: there is one.
    """
    if any(others):
        advice = f"进展写在表里；和它一起只能写 --dept、--on，如 gongkai mark {option} {shell_word(table)} --on 10月8日"
        raise UsageError(f"{option} 不能和序号、--all、--percent 等一起写。{advice}。")


def _report(
    status: str | None, percent: str | None, words: Mapping[Said, str | None], links: list[str], clear: list[str]
) -> Callable[[date], Report]:
    """Return the report as a function of its day, which is known once the plan is.

    Raises:
        UsageError: nothing is reported, or a value is none.
    """
    wanted = _status(status) if status is not None else None
    done = _percent(percent)
    cleared = _cleared(clear, {**words, Said.LINK: links})
    if wanted is None and done is None and not any((*words.values(), links, cleared)):
        raise UsageError(
            "没有写报告什么。请至少写 --status、--percent、--note、--problem、--next、--link、--clear 中的一个。"
        )
    return partial(
        Report,
        status=wanted,
        percent=done,
        note=words[Said.NOTE],
        problem=words[Said.PROBLEM],
        next=words[Said.NEXT],
        links=tuple(links),
        cleared=cleared,
    )


def _emptied(texts: Mapping[Said, str | None], links: Sequence[str] | None) -> list[str]:
    """Return the texts that are given and empty: an earlier one no longer holds, as after `--clear`."""
    emptied = [said.value for said, text in texts.items() if text == ""]
    if links and not any(links):
        emptied.append(Said.LINK.value)
    return emptied


def _status(text: str) -> Status:
    """Return the status that a word names.

    Raises:
        UsageError: it names none. A pace is none: the message says what to report.
    """
    if Status.lookup(text) is None and Pace.lookup(text):
        raise UsageError(
            f"“{shown(text)}”是序时进度，由完成比例和时限算出，不用报。请写 --percent 或 --status 推进中。"
        )
    return Status.parse(text, "状态")


def _cleared(texts: list[str], said: Mapping[Said, object]) -> frozenset[Said]:
    """Return the texts to clear.

    Raises:
        UsageError: a word is none of them, or the report says such a text too.
    """
    cleared = frozenset(Said.parse(text, "内容") for text in texts)
    for one in Said:
        if one in cleared and said[one]:
            raise UsageError(f"--{one.value} 和 --clear {one.value} 不能同时写。请去掉其中一个。")
    return cleared


def _in_numbers(seen: Snapshot, numbers: list[int]) -> str | None:
    """Return how many reports there will be; None where a task has no counted unit, which `reports.mark` refuses."""
    counts = {no: sum(part.counted for part in seen.parts_of(seen.task(no).no)) for no in numbers}
    if not all(counts.values()):
        return None
    told = "、".join(f"任务 {no} 的 {count} 个单位" for no, count in counts.items())
    return f"将为{told}各记一条相同的报告"


def _percent(text: str | None) -> int | None:
    if text is None:
        return None
    digits = plain(text).strip().removesuffix("%")
    refusal = f"“{shown(text)}”不是完成的百分数。--percent 要写 0 到 100 的整数。"
    return whole_number(digits, refusal, most=PERCENT_DONE)
