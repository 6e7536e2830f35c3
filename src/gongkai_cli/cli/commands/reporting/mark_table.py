"""`mark --from`: the reports in a table of one's own, as one change."""

import sys
from pathlib import PurePath

import typer

from gongkai_cli import files
from gongkai_cli.cli.commands.reporting.collecting import check_settled
from gongkai_cli.cli.request import outcome
from gongkai_cli.cli.request.scope import ready_store, report_day, signature, snapshot_before_change
from gongkai_cli.cli.request.typed import unit_names
from gongkai_cli.domain.answers import Receipt
from gongkai_cli.domain.reporting.collecting import Verdict
from gongkai_cli.domain.vocabulary import undo_hint
from gongkai_cli.errors import NotFoundError, RefusedError, UsageError
from gongkai_cli.exchange.incoming.files import MOST_BYTES, Incoming, incoming
from gongkai_cli.exchange.incoming.reading import read_returned
from gongkai_cli.exchange.review.facts import Facts
from gongkai_cli.exchange.review.reviewing import Outcome, review
from gongkai_cli.exchange.review.terms import Terms
from gongkai_cli.output.content.plans import mark_listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.ledger import collecting
from gongkai_cli.store.queries.snapshot import Snapshot

_PIPE = "-"


def mark_table(context: typer.Context, table: str, dept: list[str] | None, on: str | None) -> None:
    """Record the rows of a table as one change, and echo before → after.

    Args:
        context: the command's.
        table: the file, or - for standard input.
        dept: the unit of rows that name none.
        on: the day of the reports as typed.
    """
    returned = [read_returned(_table(table))]
    names = unit_names(dept or [])
    if len(names) > 1:
        raise UsageError("--from 的表只能配一个 --dept。几个单位的，请在表里加“单位”一列。")
    with snapshot_before_change(context) as seen:
        plan, today = seen.plan, seen.day
        terms = Terms(unit=seen.unit_name(names[0]) if names else None, day=report_day(context, on, plan))
        found = review(returned, Facts(seen), terms)
    check_settled(returned, found, can_answer=False)
    if not any(merge.reports for merge in found.merges):
        for line in _told(found):
            standard_error().say(line)
        standard_error().say("没有要记的，未写入。")
        return
    with ready_store(context).writing() as writer:
        found = review(returned, Facts(Snapshot(writer.connection, plan, today)), terms)
        check_settled(returned, found, can_answer=False)
        if not found.merges:
            raise RefusedError("刚才别人已记了同样的内容，未写入。用 gongkai log 查看台账。")
        (merge,) = found.merges
        change, marked = collecting.mark_all(writer, plan, merge.reports, today, signature(context), merge.name)
    outcome.note(context, f"已记入台账第 {change} 号")
    write(mark_listing(plan, Receipt(change, merge.day, marked), today), context.obj)
    for line in _told(found):
        standard_error().say(line)
    standard_error().say(undo_hint(change))


def _table(table: str) -> Incoming:
    """Return the table as a file. A folder or an archive is none."""
    if table == _PIPE:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        return Incoming("标准输入", data)  # one byte too many is refused as such
    found = list(incoming([files.typed_path(table)]))
    if len(found) != 1 or found[0].name != PurePath(table).name:
        raise NotFoundError(f"“{table}”不是一张表。要收一个文件夹或压缩包，用 gongkai collect。")
    return found[0]


def _told(found: Outcome) -> list[str]:
    """Return a line for each row and cell of the table that was not recorded."""
    nos = dict.fromkeys(step.no for merge in found.merges for step in merge.steps)
    lines = [f"活动 {no} 没有记：这里只记任务的进展。请用 gongkai activity held {no} 记。" for no in nos]
    for line in found.review.lines:
        if line.verdict in {Verdict.LEFT, Verdict.SAME}:
            place = " ".join(filter(None, (line.sheet, line.cell)))
            lines.append(f"{place}：{line.why or '与台账相同'}。")
    return lines
