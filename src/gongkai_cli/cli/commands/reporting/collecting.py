"""`collect`: merge the sheets that came back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai_cli import files
from gongkai_cli.cli.commands.reporting import asking
from gongkai_cli.cli.request import completion, outcome
from gongkai_cli.cli.request.scope import ready_store, signature, snapshot_before_change
from gongkai_cli.cli.request.typed import unit_names, usual_period
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.reporting.collecting import Choice, ReviewLine, Verdict
from gongkai_cli.domain.reporting.sheets import read_key
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import period_frame
from gongkai_cli.domain.typed_days.spans import parse_span
from gongkai_cli.domain.vocabulary import PREVIEW, SettingSource
from gongkai_cli.errors import InputFileError, NotFoundError, RefusedError, UsageError
from gongkai_cli.output.content.exchange.review import review_page
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.changes import newest_number
from gongkai_cli.store.queries.snapshot import Snapshot

if TYPE_CHECKING:
    from gongkai_cli.domain.model import Plan
    from gongkai_cli.domain.reporting.merging import Merged
    from gongkai_cli.exchange.incoming.filled import ReturnedFile
    from gongkai_cli.exchange.review.facts import Facts
    from gongkai_cli.exchange.review.reviewing import Outcome
    from gongkai_cli.exchange.review.terms import Terms

_NAMED = 6  # questions that a refusal names; it counts the others

Paths = Annotated[
    list[str], typer.Argument(metavar="文件", help="收回来的表：文件、文件夹或 .zip，可写几个", show_default=False)
]
Period = Annotated[
    str | None, typer.Option("--period", "-p", metavar="时段", help="没有表号的表报的是哪个时段，如 10月")
]
Dept = Annotated[
    str | None,
    typer.Option("--dept", "-d", metavar="单位", help="这些都是这个单位的表", autocompletion=completion.units),
]
Prefer = Annotated[str | None, typer.Option("--prefer", metavar="哪边", help="表和台账都改过的：一律照 表，或照 台账")]
Skip = Annotated[list[str] | None, typer.Option("--skip", metavar="文件", help="不收这个文件，可写几次，可用 *.docx")]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="单位", help="只并入这些单位的，可写几次", autocompletion=completion.units),
]
Answer = Annotated[
    list[str] | None,
    typer.Option(
        "--answer", metavar="编号=回答", help="回答一项：03-7F0K=表（或 台账、跳过、60），文件名=单位；可写几次"
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看将并入什么，不写入")]


def collect(
    context: typer.Context,
    paths: Paths,
    period: Period = None,
    dept: Dept = None,
    prefer: Prefer = None,
    skip: Skip = None,
    only: Only = None,
    answer: Answer = None,
    dry_run: DryRun = False,
) -> None:
    """Merge the sheets that came back: review them, ask, and write all in one transaction."""
    from gongkai_cli.exchange.review.facts import Facts
    from gongkai_cli.exchange.review.reviewing import review

    returned = _read(paths, skip or [])
    with snapshot_before_change(context) as seen:
        plan, today = seen.plan, seen.day
        terms = _terms(seen, period, dept, prefer, only or [], answer or [])
        facts = Facts(seen)
        if asking.can_ask() and not dry_run:
            returned, terms = _ask(returned, terms, facts)
        found = review(returned, facts, terms)
        seen_up_to = newest_number(seen.connection)
        _check_answers(found, terms, facts)
    show(context, plan, found)
    if dry_run:
        standard_error().say(_preview_words(found))
    check_settled(returned, found)
    if dry_run:
        return
    if not found.merges:
        standard_error().say("没有要并入的，未写入。")
        return
    from gongkai_cli.store.ledger import collecting

    with ready_store(context).writing() as writer:
        if newest_number(writer.connection) != seen_up_to:  # another command has written since the review
            found = review(returned, Facts(Snapshot(writer.connection, plan, today)), terms)
            check_settled(returned, found)
        merged = collecting.merge(writer, plan, found.merges, today, signature(context))
    if not merged:  # the other command has merged the same files
        standard_error().say("没有要并入的，未写入。")
        return
    outcome.note(context, f"已并入 {len(merged)} 个文件")
    for line in _done(merged, found.review.period):
        standard_error().say(line)


def _preview_words(found: "Outcome") -> str:
    if not found.is_settled:
        return PREVIEW  # the questions follow
    if not found.merges:
        return "仅为预览，没有要并入的。"
    return f"{PREVIEW}去掉 --dry-run 就并入。"


def _read(paths: Sequence[str], skip: Sequence[str]) -> "list[ReturnedFile]":
    from gongkai_cli.exchange.incoming.files import incoming
    from gongkai_cli.exchange.incoming.reading import read_returned

    found = [read_returned(one) for one in incoming(map(files.typed_path, paths), skip)]
    if not found:
        raise NotFoundError("这里没有文件可收。请写收回来的文件，或放它们的文件夹。")
    return found


def _terms(
    seen: Snapshot, period: str | None, dept: str | None, prefer: str | None, only: list[str], answers: list[str]
) -> "Terms":
    from gongkai_cli.exchange.review.terms import Terms

    wanted = usual_period(period)
    with wanted.blamed():
        span = parse_span(wanted.value, period_frame(seen.plan, seen.day))
    is_written = wanted.source is SettingSource.OPTION
    is_usual = wanted.source in {SettingSource.VARIABLE, SettingSource.FILE}  # this month may not be meant
    return Terms(
        span=span if is_written else None,
        usual_span=span if is_usual else None,
        unit=None if dept is None else seen.unit_name(dept),
        only=frozenset(map(seen.unit_name, unit_names(only))) if only else None,
        prefer=_preferred(prefer),
        answers=dict(_answer(text, seen) for text in answers),
    )


def _preferred(text: str | None) -> Choice | None:
    from gongkai_cli.exchange.review.terms import choice

    if text is None:
        return None
    found = choice(text)
    if found not in {Choice.SHEET, Choice.LEDGER}:
        raise UsageError(f"无法识别 --prefer“{shown(text)}”。请写 表 或 台账。")
    return found


def _answer(text: str, seen: Snapshot) -> tuple[str, str]:
    """Return a question and its answer: a choice, a percent, or else the full name of a unit.

    Raises:
        UsageError: it has no question or no answer, or the answer does not fit a row.
        NotFoundError: the answer is no unit.
    """
    from gongkai_cli.exchange.review.terms import choice, percent

    question, sign, answer = text.replace("＝", "=").rpartition("=")
    if not sign or not question.strip() or not answer.strip():
        raise UsageError(f"无法识别 --answer“{shown(text)}”。请写成 03-7F0K=表，或 文件名=单位。")
    question, answer = question.strip(), answer.strip()
    if choice(answer) is not None or percent(answer) is not None:
        return question, answer
    if read_key(question):
        raise UsageError(f"无法识别 {question} 的回答“{shown(answer)}”。请写 表、台账、跳过，或 0 到 100 的整数。")
    return question, seen.unit_name(answer)


def _check_answers(found: "Outcome", terms: "Terms", facts: "Facts") -> None:
    """Refuse an answer to what is neither a row nor a file, such as one with a mistyped key.

    Raises:
        UsageError: there is one.
    """
    rows = {*facts.keys, *facts.activity_keys, *(line.question for line in found.review.lines)}
    names = {file.file for file in found.review.files}
    for question in terms.answers:
        if question not in rows | names:
            raise UsageError(f"--answer 里的“{shown(question)}”不是编号，也不是这里的文件名。请照“要你定”里的编号写。")


def _ask(returned: "list[ReturnedFile]", terms: "Terms", facts: "Facts") -> "tuple[list[ReturnedFile], Terms]":
    """Ask the questions of a review one by one; return the files that stay, and the terms with the answers.

    An empty answer stops the asking; the open questions then refuse the merge.
    """
    from gongkai_cli.exchange.review.reviewing import review

    while open_ones := review(returned, facts, terms).review.of(Verdict.ASKED):
        line = open_ones[0]
        answer = asking.ask_about(line, lambda text: facts.unit(text) is not None)
        if not answer:
            break
        if answer == "A":
            terms = terms._replace(prefer=Choice.SHEET)
        elif answer == "K":
            terms = terms._replace(prefer=Choice.LEDGER)
        elif answer == "s" and line.question == line.file:
            returned = [file for file in returned if file.name != line.file]
        else:
            terms = terms._replace(answers={**terms.answers, line.question or "": answer})
    return returned, terms


def show(context: typer.Context, plan: "Plan", found: "Outcome") -> None:
    """Show the review; a file gets each row, a screen the files and the questions."""
    destination = context.obj
    is_complete = destination.path is not None or destination.format_name != "table"
    write(review_page(plan, found.review, is_complete=is_complete), destination)


def check_settled(returned: "Sequence[ReturnedFile]", found: "Outcome", *, can_answer: bool = True) -> None:
    """Refuse to write while a file cannot be read or a question is open.

    Args:
        returned: the files.
        found: their review.
        can_answer: whether the command has options for answers.

    Raises:
        InputFileError: a file cannot be read.
        RefusedError: a question is open.
    """
    unread = [f"{file.name}：{file.fault}。" for file in returned if file.fault]
    if unread:
        skipping = "，或加上 --skip 文件名 不收它" if can_answer else ""
        raise InputFileError(*unread, f"未写入。请改好后再来{skipping}。")
    asked = found.review.of(Verdict.ASKED)
    if not asked:
        return
    lines = [_question(line, can_answer=can_answer) for line in asked[:_NAMED]]
    if len(asked) > _NAMED:
        lines.append(f"……还有 {len(asked) - _NAMED} 项，全部见上面“要你定”。")
    advice = "" if can_answer else "请改表后再来。"
    if can_answer and any(Choice.SHEET.word in line.choices and line.change for line in asked):
        advice = "表和台账都改过的，可用 --prefer 表 或 --prefer 台账 一次回答。"
    raise RefusedError(*lines, f"有 {len(asked)} 项要你定，未写入。{advice}")


def _question(line: ReviewLine, *, can_answer: bool) -> str:
    place = " ".join(filter(None, (line.file, line.sheet, line.cell)))
    if not can_answer:
        return f"{place}：{line.why}。"
    answers = ["60", *line.choices] if line.takes_percent else list(line.choices)
    offers = []
    if answers:
        others = f"（也可以是 {'、'.join(answers[1:])}）" if answers[1:] else ""
        offers.append(f"--answer {shell_word(f'{line.question}={answers[0]}')}{others}")
    if line.question == line.file:
        offers.append(f"--skip {shell_word(line.file)}")
    advice = f"。回答：{' 或 '.join(offers)}" if offers else ""
    return f"{place}：{line.why}{advice}。"


def _done(merged: "Sequence[Merged]", period: str | None) -> list[str]:
    """Return what was written, how to take one file back, and how to see who owes a report of the period."""
    rows = sum(len(one.marked) + one.steps for one in merged)
    first, last = merged[0].change, merged[-1].change
    numbers = f"第 {first} 号" if first == last else f"第 {first}–{last} 号，一个文件一号"
    later = [line for one in merged for line in one.marked if line.superseded_by]
    lines = [f"已并入 {len(merged)} 个文件 {rows} 项，记入台账{numbers}。"]
    if later:
        lines.append(f"其中 {len(later)} 项已有更晚的报告，现状仍以那些为准。")
    return [*lines, f"撤回一个文件：gongkai undo {last}　未报送单位：gongkai owed --period {period}"]
