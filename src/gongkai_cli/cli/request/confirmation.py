"""A question before a change that is hard to take back.

Without a terminal nobody can answer, so the change is refused.
"""

import sys

import typer

from gongkai_cli.cli.framework.words import as_bytes, is_text, no_text
from gongkai_cli.domain.text import for_screen
from gongkai_cli.errors import RefusedError

_AGREED = {"是", "y", "yes", "确定"}


def confirm(change: str, *, yes: bool) -> None:
    """Go on if the person agrees.

    Args:
        change: the change to come, in numbers.
        yes: whether `--yes` is written, so that there is no question.

    Raises:
        RefusedError: the person does not agree, or there is no terminal.
    """
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RefusedError(f"{change}。当前不能交互确认，未写入。确定要做就加上 --yes。")
    try:
        answer = typer.prompt(for_screen(f"{change}。确定吗？（是/否）"), default="否", err=True)
    except UnicodeDecodeError as error:
        raise RefusedError(_refusal(error.object)) from None
    if not is_text(answer):  # Python lets such bytes through on some systems
        raise RefusedError(_refusal(as_bytes(answer, sys.stdin.encoding)))
    if answer.strip().lower() not in _AGREED:
        raise RefusedError("未写入。")


def _refusal(answer: bytes) -> str:
    return f"回答{no_text(answer, sys.stdin.encoding)}，未写入。请回答 yes 或 no，或加上 --yes。"
