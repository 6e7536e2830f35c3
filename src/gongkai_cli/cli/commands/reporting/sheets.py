"""`sheets`: a workbook for each unit that owes a report."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gongkai_cli import files
from gongkai_cli.cli.request import clock, completion, outcome
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.options import Yes
from gongkai_cli.cli.request.scope import ready_store, signature, snapshot_before_change
from gongkai_cli.cli.request.typed import to_record, unit_names, usual_period
from gongkai_cli.domain.dates import chinese_day, long_span, short_day
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.reporting.periods import period_words, report_day
from gongkai_cli.domain.reporting.sheets import UnitSheet
from gongkai_cli.domain.typed_days.frames import Frame, Span, period_frame
from gongkai_cli.domain.typed_days.spans import parse_span
from gongkai_cli.domain.vocabulary import undo_hint
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.exchange.columns import LIST_TITLE, NOTICE_FILE
from gongkai_cli.exchange.outgoing.issuing import issued, unit_sheets
from gongkai_cli.output.content.exchange.sheets import issued_listing
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Listing
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.papers.content import Paper
from gongkai_cli.papers.reporting.notice import notice_file, reporting_notice
from gongkai_cli.store.queries.changes import newest_number
from gongkai_cli.store.queries.naming.units import units_named
from gongkai_cli.store.queries.snapshot import Snapshot

_OUTPUT = "报送表"
_LIST_FILE = f"{LIST_TITLE}.xlsx"
_FILE_SUFFIXES = {".xlsx", ".xls", ".et", ".csv", ".docx", ".pdf", ".zip"}
_NOTICE_FILES = (f"{NOTICE_FILE}.docx", f"{NOTICE_FILE}.txt")

Period = Annotated[
    str | None,
    typer.Option("--period", "-p", metavar="时段", help="报哪个时段，如 10月、第三季度、上半年，默认本月"),
]
Folder = Annotated[
    str | None, typer.Option("--output", "-o", metavar="文件夹", help="写进哪个文件夹，没有就新建；如 报送表")
]
Depts = Annotated[
    list[str] | None,
    typer.Option(
        "--dept",
        "-d",
        metavar="单位",
        help="只发这些单位，可写几次，或用顿号隔开",
        autocompletion=completion.units_and_collectives,
    ),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="类别", help="只发这一类单位，如 乡镇", autocompletion=completion.kinds),
]
OnlyOwed = Annotated[bool, typer.Option("--only-owed", help="只发还没有报的：单位和任务都按这个时段已报的去掉")]

Until = Annotated[
    str | None, typer.Option("--until", metavar="日期", help="报送通知里写哪天前报回，如 11月5日；不写就留出空白")
]
Contact = Annotated[
    str | None,
    typer.Option("--contact", metavar="联系人", help="报送通知里写找谁，如 “张三，0797-5700000”；不写就留出空白"),
]


def sheets(
    context: typer.Context,
    output: Folder = None,
    period: Period = None,
    dept: Depts = None,
    kind: Kind = None,
    only_owed: OnlyOwed = False,
    until: Until = None,
    contact: Contact = None,
    yes: Yes = False,
) -> None:
    """Write a workbook for each unit that owes a report, and the list of them."""
    from gongkai_cli.store.ledger import sheets as ledger

    folder = _folder(output)
    wanted = usual_period(period)
    caller = to_record(contact, "--contact") or ""
    with snapshot_before_change(context) as now:
        plan, today = now.plan, now.day
        with wanted.blamed():
            span = _span(wanted.value, plan, today)
        seen = Snapshot(now.connection, plan, report_day(span.last, today), edition_day=today)
        back_by = _back_by(until, plan, today)
        units = _units(seen, dept, kind)
        found = unit_sheets(seen, span.first, span.last, units, only_owed=only_owed)
        seen_up_to = newest_number(now.connection)
    words = period_words(span.first, span.last, plan.year)
    if not found:
        raise RefusedError(f"{words}没有要发的报送表：选中的单位都没有应报的任务。用 gongkai owed 查看各单位的应报。")
    _confirm_overwriting(folder, found, yes=yes)
    with ready_store(context).writing() as writer:
        if newest_number(writer.connection) != seen_up_to:  # another command has written meanwhile
            seen = Snapshot(writer.connection, plan, seen.day, edition_day=today)
            found = unit_sheets(seen, span.first, span.last, units, only_owed=only_owed)
        note = f"{words}报送表 {len(found)} 份"
        change = ledger.give_out(writer, plan, found, signature(context), note)
        # A file that cannot be written takes the change back with it.
        _write_files(folder, plan, found)
        notice = _write_notice(folder, reporting_notice(plan, found, back_by, caller))
        listing = issued_listing(plan, [issued(sheet) for sheet in found], words, today)
        _write_list(listing, folder)
    outcome.note(context, f"已写入“{folder}”，记入台账第 {change} 号")
    write(listing, context.obj)
    standard_error().say(f"已写入“{folder}”：{len(found)} 份报送表、{_LIST_FILE}和{notice}，记入台账第 {change} 号。")
    standard_error().say(f"收回来的放进一个文件夹：gongkai collect 收回　{undo_hint(change)}")


def _folder(output: str | None) -> Path:
    if output is None or not output.strip():
        raise UsageError(f"请用 -o 写明写进哪个文件夹，如 -o {_OUTPUT}；没有会新建。")
    folder = files.typed_path(output)
    with files.explained(folder, files.OUTPUT):
        there = files.found(folder)
        if there is None and folder.suffix.lower() in _FILE_SUFFIXES:
            advice = f"请写 -o {shell_word(folder.stem)}"
            raise UsageError(f"“{folder.name}”是文件名，报送表一个单位一份，要写进文件夹。{advice}。")
        if there is not None and not folder.is_dir():
            raise RefusedError(f"“{folder}”是文件，不是文件夹，未写入。请把 -o 换一个文件夹，如 -o {_OUTPUT}。")
        if there is None and not folder.parent.is_dir():
            raise RefusedError(f"没有文件夹“{folder.parent}”，未写入。请先建好它，或把 -o 改到别处。")
    return folder


def _span(period: str, plan: Plan, today: date) -> Span:
    span = parse_span(period, period_frame(plan, today))
    if span.last < plan.issued_on or span.first > plan.ends_on:
        period = long_span(plan.issued_on, plan.ends_on)
        raise UsageError(f"{long_span(span.first, span.last)} 不在要点的期间里（{period}）。请改 --period。")
    return span


def _back_by(until: str | None, plan: Plan, today: date) -> str:
    """Return the day by which the sheets are to come back, in words; an empty text where none is given."""
    if until is None:
        return ""
    from gongkai_cli.domain.typed_days.days import parse_day

    to_come = Span(today, date.max)
    day = parse_day(until, Frame(today, plan.year, (today.year, today.year + 1), (to_come,), latest=date.max))
    if day < today:
        raise UsageError(
            f"{chinese_day(day)} 已经过了（今天按 {chinese_day(today)} 算），不能要求那天前报回。请改 --until。"
        )
    return short_day(day, today)


def _units(seen: Snapshot, dept: list[str] | None, kind: str | None) -> list[str] | None:
    """Return the names of the chosen units; None is all."""
    named = units_named(seen, unit_names(dept)) if dept else None
    if kind is None:
        return named
    of_kind = [unit.name for unit in seen.units(kind)]
    return of_kind if named is None else [name for name in named if name in of_kind]


def _confirm_overwriting(folder: Path, found: Sequence[UnitSheet], *, yes: bool) -> None:
    names = [*(sheet.file for sheet in found), _LIST_FILE, *_NOTICE_FILES]
    there = [name for name in names if (folder / name).exists()]
    if there:
        confirm(f"“{folder}”里已有“{there[0]}”等 {len(there)} 个同名文件，将被覆盖", yes=yes)
    for name in names:
        if folder.exists():
            files.check_place(folder / name)


def _write_files(folder: Path, plan: Plan, found: Sequence[UnitSheet]) -> None:
    from gongkai_cli.exchange.outgoing.workbook import unit_workbook

    with files.explained(folder, files.OUTPUT):
        folder.mkdir(exist_ok=True)
    for sheet in found:
        content = unit_workbook(plan, sheet)
        with files.replacing(folder / sheet.file) as stream:
            stream.write(content)


def _write_notice(folder: Path, paper: Paper) -> str:
    """Write the notice beside the sheets, and return the name of its file."""
    suffix, content = notice_file(paper)
    name = f"{NOTICE_FILE}{suffix}"
    with files.replacing(folder / name) as stream:
        stream.write(content)
    return name


def _write_list(listing: Listing, folder: Path) -> None:
    """Write the list of sheets as a workbook, without the line about a written file."""
    from gongkai_cli.output.formats.sheets import workbook

    with files.replacing(folder / _LIST_FILE) as stream:
        workbook.write_listing(listing, stream, Options(clock.as_set()))
