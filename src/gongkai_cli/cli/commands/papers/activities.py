"""`activity notice` and `activity summary`: the papers before and after an activity."""

from collections.abc import Iterable

import typer

from gongkai_cli.cli.request.numbers import activity_number
from gongkai_cli.cli.request.options import ActivityNumber
from gongkai_cli.cli.request.scope import snapshot
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.papers.activities.notice import activity_notice, check_to_come, notice_advice
from gongkai_cli.papers.activities.summary import activity_summary, check_held, summary_advice
from gongkai_cli.papers.content import Paper
from gongkai_cli.papers.writing import check_word, write_paper


def notice(context: typer.Context, no: ActivityNumber) -> None:
    """Write the notice before an activity."""
    number = activity_number(no)
    check_word(context.obj, "预告")
    with snapshot(context) as seen:
        row = seen.activity(number)
        check_to_come(row)
        paper = activity_notice(seen.plan, row)
    write_paper(paper, context.obj, _in_word)
    _say(notice_advice(row))


def summary(context: typer.Context, no: ActivityNumber) -> None:
    """Write the summary after an activity."""
    number = activity_number(no)
    check_word(context.obj, "小结")
    with snapshot(context) as seen:
        row = seen.activity(number)
        check_held(row)
        paper = activity_summary(seen.plan, row)
    write_paper(paper, context.obj, _in_word)
    _say(summary_advice(row))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        standard_error().say(line)


def _in_word(paper: Paper) -> bytes:
    from gongkai_cli.papers.word.rendering import render_letter

    return render_letter(paper)
