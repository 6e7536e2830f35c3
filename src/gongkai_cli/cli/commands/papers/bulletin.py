"""`bulletin`: the 通报 of a period, and its template."""

from datetime import date
from typing import Annotated

import typer

from gongkai_cli import files
from gongkai_cli.cli.request.confirmation import confirm
from gongkai_cli.cli.request.numbers import change_number
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.cli.request.typed import to_record, usual_period
from gongkai_cli.domain.dates import chinese_day, short_day
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.reporting.periods import period_words
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Span, issue_frame, period_frame
from gongkai_cli.domain.typed_days.spans import parse_span
from gongkai_cli.errors import InputFileError, UsageError
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import Destination, write
from gongkai_cli.papers.bulletin.figures import Figures, gather
from gongkai_cli.papers.bulletin.paper import Wishes
from gongkai_cli.papers.bulletin.paper import bulletin as bulletin_of
from gongkai_cli.papers.content import Paper
from gongkai_cli.papers.writing import check_word, write_paper
from gongkai_cli.store.queries.past.ledger_then import go_back
from gongkai_cli.store.queries.past.plan_then import entered_later
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.snapshot import Snapshot

_TEMPLATE = "模板.docx"

Period = Annotated[
    str | None,
    typer.Option("--period", "-p", metavar="时段", help="通报哪个时段，如 10月、第三季度、上半年，默认本月"),
]
Number = Annotated[str | None, typer.Option("--number", metavar="文号", help="发文字号，如 石府办字〔2024〕12号")]
Addressee = Annotated[str | None, typer.Option("--to", metavar="单位", help="主送机关，如 各乡镇人民政府")]
SignedOn = Annotated[str | None, typer.Option("--date", metavar="日期", help="成文日期，如 10月12日；不写就留出空白")]
Ledger = Annotated[
    str | None,
    typer.Option("--ledger", metavar="编号", help="只用台账到这一号为止的记录：以前出过的通报，再出一份一字不差的"),
]
Template = Annotated[
    str | None, typer.Option("--template", metavar="模板", help="用自己的 Word 模板（.docx），只用于 -o 通报.docx")
]
TemplateOut = Annotated[
    str | None,
    typer.Option("--template-out", metavar="模板", help="只写出内置的模板，在 WPS 里改成自己的，如 模板.docx"),
]
Check = Annotated[str | None, typer.Option("--check", metavar="模板", help="只检查一个模板，列出可以用的变量")]


def bulletin(
    context: typer.Context,
    period: Period = None,
    number: Number = None,
    to: Addressee = None,
    date: SignedOn = None,
    ledger: Ledger = None,
    template: Template = None,
    template_out: TemplateOut = None,
    check: Check = None,
) -> None:
    """Write the bulletin of a period, or its template."""
    destination: Destination = context.obj
    words = {"--number": number, "--to": to, "--date": date, "--template": template}
    if template_out is not None or check is not None:
        others = {
            "--period": period,
            **words,
            "--ledger": ledger,
            "--check": check if template_out is not None else None,
        }
        _check_alone(others, destination, template_out)
        if template_out is not None:
            _write_template(template_out, destination)
        else:
            _check_template(str(check), destination)
        return
    _check_template_use(template, destination)
    check_word(destination, "通报")
    own_template = _read_template(template)
    figures, span, paper, left_out = _made(context, period, ledger, words)
    # The command that is printed later names the day itself: 明天 would be another one.
    words["--date"] = paper.signed_on or None
    write_paper(paper, destination, lambda one: _in_word(one, own_template))
    if left_out:
        activities = "、".join(f"第{no}场" for no in left_out)
        standard_error().say(f"时段里办、时段之后才登记的活动没有算在内：{activities}。登记那天所在时段的通报会补上。")
    for line in _advice(figures, span, words, destination):
        standard_error().say(line)


def _made(
    context: typer.Context, period: str | None, ledger: str | None, words: dict[str, str | None]
) -> tuple[Figures, Span, Paper, list[int]]:
    """Return the figures of a period, its days, the bulletin, and the activities that were entered too late for it."""
    until = None
    if ledger is not None:
        until = change_number(ledger, f"“{shown(ledger)}”不是台账编号。--ledger 要写数字，如 46。")
    wanted = usual_period(period)
    with snapshot(context, even_unlisted=until is not None) as seen:
        if until is not None:
            go_back(seen.connection, seen.plan, until)
        with wanted.blamed():
            span = _span(wanted.value, seen)
        at_end = _at_end(seen, span)
        wishes = Wishes(
            number=to_record(words["--number"], "--number") or "",
            addressee=to_record(words["--to"], "--to") or "",
            signed_on=_signed_on(words["--date"], at_end.day, seen.day),
        )
        figures = gather(at_end, span.first)
        left_out = entered_later(seen, span.first, at_end.day)
    return figures, span, bulletin_of(figures, span, wishes), left_out


def _check_template_use(template: str | None, destination: Destination) -> None:
    """Refuse a template for another format, and a paper in its place."""
    if template is None:
        return
    if destination.format_name != "docx":
        raise UsageError("--template 只用于 Word 文件。请写 -o 通报.docx，或去掉 --template。")
    if destination.path is not None and files.is_same(files.typed_path(template), destination.path):
        raise UsageError("-o 和 --template 是同一个文件，模板会被盖掉。请把 -o 换一个文件名。")


def _check_alone(others: dict[str, str | None], destination: Destination, template_out: str | None) -> None:
    """Refuse options beside one that writes or checks a template."""
    own = "--check" if template_out is None else "--template-out"
    written = [name for name, value in others.items() if value is not None]
    if destination.path is not None:
        written.append("-o")
    if written:
        raise UsageError(f"{own} 只管模板，不写通报。请去掉 {'、'.join(written)}，或分两次运行。")


def _span(period: str, seen: Snapshot) -> Span:
    span = parse_span(period, period_frame(seen.plan, seen.day))
    first, last = chinese_day(span.first), chinese_day(span.last)
    if span.first > seen.day:
        today = chinese_day(seen.day)
        raise UsageError(f"{first} 还没到（今天按 {today} 算），还没有可通报的。请改 --period。")
    begins = chinese_day(seen.plan.issued_on)
    if span.last < seen.plan.issued_on:
        raise UsageError(f"{first}至{last} 在要点印发之前：要点从 {begins} 起。请改 --period。")
    if span.first > seen.plan.ends_on:
        ends = chinese_day(seen.plan.ends_on)
        raise UsageError(f"{first}至{last} 在要点结束之后：要点到 {ends} 为止。请改 --period。")
    if seen.day < seen.plan.issued_on:
        today = chinese_day(seen.day)
        raise UsageError(f"要点从 {begins} 起，还没有可通报的（今天按 {today} 算）。请改 --as-of，或等要点印发之后。")
    return span


def _at_end(seen: Snapshot, span: Span) -> Snapshot:
    """Return the plan at the end of a period, or today where that is still to come."""
    day = min(span.last, seen.day)
    return Snapshot(seen.connection, find_plan(seen.connection, seen.plan.key, day), day)


def _signed_on(text: str | None, last: date, today: date) -> str:
    """Return the day of issue in words.

    Raises:
        UsageError: it is before the last day that is counted.
    """
    if text is None:
        return ""
    from gongkai_cli.domain.typed_days.days import parse_day

    day = parse_day(text, issue_frame(last, today))
    if day < last:
        raise UsageError(
            f"成文日期 {chinese_day(day)} 早于统计截止的 {chinese_day(last)}。"
            f"请改 --date，或把 --period 改成更早的时段。"
        )
    return chinese_day(day)


def _in_word(paper: Paper, template: tuple[bytes, str] | None) -> bytes:
    from gongkai_cli.papers.word.rendering import render_bulletin

    return render_bulletin(paper) if template is None else render_bulletin(paper, *template)


def _read_template(text: str | None) -> tuple[bytes, str] | None:
    """Return the bytes of a template, and its name for messages."""
    if text is None:
        return None
    from gongkai_cli.papers.word.opening import read_template

    return read_template(files.typed_path(text)), text


def _advice(figures: Figures, span: Span, words: dict[str, str | None], destination: Destination) -> list[str]:
    """Return how the same bulletin is made again, and what is left to fill in."""
    plan = figures.plan
    # With its year, since 7月 means another one later where a plan has two years.
    dated = period_words(span.first, span.last, 0)
    command = ["gongkai bulletin", "--plan", plan.key, "--period", dated]
    command += ["--ledger", str(figures.ledger)]
    if figures.day < span.last:
        command += ["--as-of", figures.day.isoformat()]
    for name, value in words.items():
        if value is not None:
            command += [name, shell_word(value)]
    if destination.path is not None:
        command += ["-o", shell_word(destination.path.name)]
    lines = []
    if figures.day < span.last:
        lines.append(f"时段还没有结束，统计到 {short_day(figures.day, figures.day)}。")
    if words["--date"] is None:
        lines.append("成文日期留着空白，签发时填，或加 --date 10月12日。")
    lines.append(f"以后再出一字不差的一份：{' '.join(command)}")
    return lines


def _write_template(text: str, destination: Destination) -> None:
    """Write the built-in template, to be changed in a word processor."""
    from gongkai_cli.papers.word.built_in import built_in

    path = files.typed_path(text)
    if path.suffix.lower() != ".docx":
        raise UsageError(
            f"模板是 Word 文件，不能写成“{path.name}”。请把后缀改为 .docx，如 --template-out {_TEMPLATE}。"
        )
    files.check_place(path, " --template-out ")
    if question := files.overwriting(path):
        confirm(question, yes=destination.may_overwrite)
    with files.replacing(path, " --template-out ") as stream:
        stream.write(built_in())
    name = shell_word(text)
    standard_error().say(f"已写入“{path}”。在 WPS 或 Word 里改，花括号里的变量不要改错。")
    standard_error().say(
        f"改好后检查：gongkai bulletin --check {name}　使用：gongkai bulletin --template {name} -o 通报.docx"
    )


def _check_template(text: str, destination: Destination) -> None:
    """Check a template, and list the variables.

    Raises:
        InputFileError: it has faults; each is a line.
    """
    from gongkai_cli.papers.word.built_in import known_variables
    from gongkai_cli.papers.word.listing import variable_listing
    from gongkai_cli.papers.word.rendering import check_template

    template = _read_template(text)
    assert template is not None  # noqa: S101 - a text names a file
    checked = check_template(*template)
    write(variable_listing(known_variables(), checked.used), destination._replace(format_name="table"))
    if checked.faults:
        raise InputFileError(f"模板“{text}”有 {len(checked.faults)} 处问题，可以用的变量见上表：", *checked.faults)
    if not checked.used:
        advice = "请加上变量，或改用内置的样子：gongkai bulletin --template-out 模板.docx"
        standard_error().say(f"模板“{text}”里没有变量，照它写出来的每次都一样。{advice}")
        return
    standard_error().say(f"模板“{text}”可以用：gongkai bulletin --template {shell_word(text)} -o 通报.docx")
