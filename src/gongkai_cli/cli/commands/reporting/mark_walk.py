"""`mark` without numbers: a walk through one unit's open tasks on a terminal, one change at its end."""

from dataclasses import replace
from datetime import date

import typer

from gongkai_cli.cli.commands.reporting import asking
from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.request.scope import ready_store, report_day, signature, snapshot_before_change
from gongkai_cli.cli.request.typed import to_record, unit_names
from gongkai_cli.domain.answers import Receipt
from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Part, Standing
from gongkai_cli.domain.progress import Report, settle
from gongkai_cli.domain.reporting.merging import Entry
from gongkai_cli.domain.text import check_link, for_screen
from gongkai_cli.domain.vocabulary import undo_hint
from gongkai_cli.errors import GongkaiError, RefusedError, UsageError
from gongkai_cli.exchange.incoming.cells import PercentRead, read_percent
from gongkai_cli.output.content.plans import mark_listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.spreadsheets.cells import Cell
from gongkai_cli.store.ledger import collecting
from gongkai_cli.store.queries.naming.units import one_unit
from gongkai_cli.store.queries.sheets import is_open, parts_now
from gongkai_cli.store.queries.snapshot import Snapshot

_WORDS_ALONE = {"-", "—", "－"}
_MORE = ("进展情况", "存在问题", "下步措施")


def check_walk(dept: list[str] | None, *, is_alone: bool) -> None:
    """Refuse a mark without numbers that is no walk.

    Raises:
        UsageError: there is no unit to walk through, other options are written, or nobody can answer.
    """
    if not dept or not is_alone or not asking.can_ask():
        raise UsageError("缺少参数 序号。用 gongkai mark --help 查看用法。")


def mark_walk(context: typer.Context, dept: list[str], on: str | None) -> None:
    """Ask for each open task of a unit in turn, and record the answers as one change."""
    names = unit_names(dept)
    if len(names) > 1:
        raise UsageError("逐项询问一次只能问一个单位。请只写一个 --dept。")
    with snapshot_before_change(context) as now:
        plan, today = now.plan, now.day
        day = report_day(context, on, plan)
        seen = Snapshot(now.connection, plan, day, edition_day=today)
        unit = one_unit(seen, names[0])
        found = [one for one in parts_now(seen).values() if one.part.unit == unit and is_open(one.part)]
    if not found:
        raise RefusedError(f"{unit}没有要报的任务。用 gongkai dept {unit} 查看。")
    _say(f"{unit}　{len(found)} 项任务，报告日期 {short_day(day, today)}。回车＝没有新进展；Ctrl-C 不写入。")
    entries: list[Entry] = []
    for place, one in enumerate(found, 1):
        if report := _ask(one.part, day, f"{place}/{len(found)}"):
            entries.append(Entry(one.assignment, one.part, report))
    if not entries:
        standard_error().say("没有新进展，未写入。")
        return
    with ready_store(context).writing() as writer:
        of_day = Snapshot(writer.connection, plan, day, edition_day=today)
        latest = parts_now(of_day)  # another command may have written meanwhile
        gone = [entry.part.no for entry in entries if entry.assignment not in latest]
        entries = [
            entry._replace(part=latest[entry.assignment].part) for entry in entries if entry.assignment in latest
        ]
        if not entries:
            raise RefusedError("这些任务刚才已调出要点，未写入。用 gongkai editions 查看变化。")
        change, marked = collecting.mark_all(writer, plan, entries, today, signature(context), f"逐项登记 {unit}")
    outcome.note(context, f"已记入台账第 {change} 号")
    if gone:
        standard_error().say(f"任务 {'、'.join(map(str, gone))} 刚才已调出要点，未记录。")
    write(mark_listing(plan, Receipt(change, day, marked), today), context.obj)
    standard_error().say(undo_hint(change))


def _say(line: str) -> None:
    typer.echo(for_screen(line), err=True)


def _ask(part: Part, day: date, place: str) -> Report | None:
    """Return the report on a part; None where there is nothing new. A wrong answer is asked for again."""
    before = Standing(part.status, part.percent)
    note = f"　{part.note}" if part.note else ""
    _say(f"[{place}] 任务 {part.no}　{part.title}（{part.role.word}）　现在：{before.word}{note}")
    while True:
        answer = asking.prompt("  完成比例（如 60；- 只写文字）")
        if not answer:
            return None
        try:
            report = _begun(answer, day)
            settle(before, report)
        except GongkaiError as error:
            _say(f"  {error.message}")
            continue
        return _with_words(report)


def _begun(answer: str, day: date) -> Report:
    if answer in _WORDS_ALONE:
        return Report(on=day)
    read: PercentRead = read_percent(Cell(answer, answer, False, None))
    if read.is_bare_one:
        read = PercentRead(percent=1)  # the prompt asks for a percent
    if read.doubt or (read.percent is None and read.status is None):
        raise UsageError(f"{read.doubt or '看不出完成的百分数'}。请写 0 到 100 的数，如 60。")
    return Report(on=day, percent=read.percent, status=read.status)


def _with_words(report: Report) -> Report | None:
    note, problem, next_step = (to_record(asking.prompt(f"  {label}"), label) for label in _MORE)
    links: tuple[str, ...] = ()
    while True:
        answer = asking.prompt("  佐证链接")
        if not answer:
            break
        try:
            links = tuple(check_link(piece) for piece in answer.split())
        except RefusedError as error:
            _say(f"  {error.message}")
            continue
        break
    report = replace(report, note=note, problem=problem, next=next_step, links=links)
    is_empty = report.percent is None and report.status is None and not any((note, problem, next_step, links))
    return None if is_empty else report
