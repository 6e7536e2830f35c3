"""Ask before what is hard to take back: on a terminal a question, elsewhere a refusal, never a hang."""

import sys

import typer

from gongkai_cli.cli.framework.words import as_bytes, is_text, no_text
from gongkai_cli.domain.text import for_screen
from gongkai_cli.errors import RefusedError

_AGREED = {"是", "y", "yes", "确定"}


def confirm(what: str, *, yes: bool) -> None:
    """Go on if the person agrees.

    Args:
        what: what is about to happen, in numbers.
        yes: whether `--yes` was written.

    Raises:
        RefusedError: the person does not agree, or there is no terminal to ask at.
    """
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RefusedError(f"{what}。这里不能询问，没有写入。确定要做就加上 --yes。")
    try:
        answer = typer.prompt(for_screen(f"{what}。确定吗？（是/否）"), default="否", err=True)
    except UnicodeDecodeError as error:
        raise RefusedError(_unread(error.object)) from None
    if not is_text(answer):  # where Python lets such bytes through
        raise RefusedError(_unread(as_bytes(answer, sys.stdin.encoding)))
    if answer.strip().lower() not in _AGREED:
        raise RefusedError("没有写入。")


def _unread(answer: bytes) -> str:
    return f"回答{no_text(answer, sys.stdin.encoding)}，没有写入。请回答 yes 或 no，或加上 --yes。"
