"""Ask before what is hard to take back: on a terminal a question, elsewhere a refusal, never a hang."""

import sys

import typer

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
    answer = typer.prompt(f"{what}。确定吗？（是/否）", default="否", err=True)
    if answer.strip().lower() not in _AGREED:
        raise RefusedError("没有写入。")
