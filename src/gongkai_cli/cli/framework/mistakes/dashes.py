"""Wrong dashes before an option: Word, WeChat and a Chinese keyboard make — of --, and some people write one -."""

import re
from collections.abc import Sequence
from typing import Any

from gongkai_cli.cli.framework.mistakes.nearest import near_options
from gongkai_cli.cli.framework.usage import with_advice
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.errors import UsageError

_NAMES = {
    "—": "破折号",
    "―": "破折号",
    "–": "短破折号",
    "‒": "短破折号",
    "－": "全角的",
    "﹣": "全角的",
    "‐": "排版用的连字符",
    "‑": "排版用的连字符",
    "−": "数学的减号",
    "─": "制表线",
    "━": "制表线",
    "ー": "日文的长音",
}
"""A dash that is no hyphen of a keyboard → its name."""

_WRONG = f"[{''.join(_NAMES)}]"
_OPTION = f"[-{''.join(_NAMES)}]+([A-Za-z][A-Za-z-]*)(?:=.*)?"


def check_dashes(context: Any, words: Sequence[str], *, up_to_command: bool) -> None:
    """Refuse an option with a wrong dash.

    Args:
        context: the command's context.
        words: the words after the command.
        up_to_command: whether the words of another command follow, which are its own.

    Raises:
        UsageError: there is one; the message names the dash and the right spelling.
    """
    options = {name: param for param in context.command.get_params(context) for name in param.opts}
    is_value = False
    for word in words:
        if is_value:
            is_value = False
            continue
        if word == "--":
            return
        if re.match(f"-*{_WRONG}", word):
            _refuse(context, word, options)
        _check_two(context, word, options)
        option = options.get(word)
        is_value = option is not None and option.param_type_name == "option" and not option.is_flag
        if up_to_command and not word.startswith("-"):
            return


def _check_two(context: Any, word: str, options: dict[str, Any]) -> None:
    """Refuse a long option behind one hyphen: -status is no -s with the value tatus."""
    name = word.partition("=")[0]
    if name[:1] == "-" != name[1:2] and len(name) > 2 and f"-{name}" in options:  # noqa: PLR2004 - -on, but not -o
        raise UsageError(with_advice(f"“{shown(clean_text(word))}”前面少一个“-”，要写 -{name}", context.command_path))


def _refuse(context: Any, word: str, options: dict[str, Any]) -> None:
    """Refuse a word that is an option with a wrong dash."""
    match = re.fullmatch(_OPTION, plain(word))
    dash = re.search(_WRONG, word)
    if match is None or dash is None:
        return
    name = match.group(1)
    short = f"-{name}"
    right = short if short in options else (near_options(name, options) or [f"--{name.lower()}"])[0]
    mark = dash.group()
    fault = f"“{shown(clean_text(word))}”里的“{mark}”是{_NAMES[mark]}，选项要用半角的“-”：{right}"
    raise UsageError(with_advice(fault, context.command_path))
