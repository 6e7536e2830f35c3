"""Questions of a review, asked one by one on a terminal."""

import sys
from collections.abc import Callable

import typer

from gongkai_cli.cli.framework.words import as_bytes, is_text
from gongkai_cli.domain.reporting.collecting import Choice, ReviewLine
from gongkai_cli.domain.text import for_screen, shown
from gongkai_cli.errors import RefusedError
from gongkai_cli.exchange.review.terms import choice, percent


def can_ask() -> bool:
    """Return whether somebody can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def prompt(question: str) -> str:
    """Return the answer to a question on the terminal, without blanks around it; empty where there is none.

    Raises:
        RefusedError: the answer is no text.
    """
    try:
        answer: str = typer.prompt(for_screen(question), default="", show_default=False, err=True)
    except UnicodeDecodeError:
        raise RefusedError(_NO_TEXT) from None
    if not is_text(answer):
        as_bytes(answer, sys.stdin.encoding)
        raise RefusedError(_NO_TEXT)
    return answer.strip()


_NO_TEXT = "回答的编码读不了，未写入。请换用 UTF-8 的终端，或用选项回答。"


def ask_about(line: ReviewLine, is_unit: Callable[[str], bool]) -> str:
    """Return the answer to a question about a row or a file; another one is asked for again.

    Args:
        line: the row or the file.
        is_unit: whether a text names a unit.

    Returns:
        One of the choices as typed, a number where a percent is asked, A or K for all conflicts, s to leave out a
        file, or an empty text to stop.
    """
    for text in _facts(line):
        typer.echo(for_screen(text), err=True)
    while True:
        answer = prompt(_offer(line))
        if not answer or _is_answer(answer, line, is_unit):
            return answer
        typer.echo(for_screen(f"  无法识别“{shown(answer)}”。"), err=True)


def _is_answer(answer: str, line: ReviewLine, is_unit: Callable[[str], bool]) -> bool:
    if line.question == line.file:
        return answer == "s" or (bool(line.choices) and is_unit(answer))
    is_conflict = Choice.SHEET.word in line.choices and line.change is not None
    if answer in {"A", "K"}:
        return is_conflict
    if line.takes_percent and percent(answer) is not None:
        return True
    found = choice(answer)
    return found is not None and found.word in line.choices


def _facts(line: ReviewLine) -> list[str]:
    subject = " ".join(filter(None, (line.unit, str(line.no) if line.no else None, line.title)))
    place = " ".join(filter(None, (line.file, line.sheet, line.cell)))
    texts = [f"{subject}（{place}）" if subject else place]
    for label, text in (("表上原来", line.shown), ("表里填的", line.said), ("台账现在", line.now)):
        if text:
            texts.append(f"  {label}：{text}")
    return [*texts, f"  {line.why}"]


def _offer(line: ReviewLine) -> str:
    if line.question == line.file:
        units = "、".join(line.choices)
        return (
            f"  是哪个单位的？（{units}，或写别的单位；s 不收这个文件，回车停下）"
            if units
            else "  s 不收这个文件，回车停下"
        )
    offers = []
    if line.takes_percent:
        offers.append("写 0 到 100 的数")
    if "表" in line.choices:
        offers.append("采纳 a")
    offers += ["保留 k", "跳过 s"]
    if "表" in line.choices and line.change is not None:
        offers.append("全部采纳 A、全部保留 K")
    return f"  {'，'.join(offers)}，回车停下"
