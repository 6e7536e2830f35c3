"""Typing slips in YAML: those that YAML reads as text, and its own errors in Chinese."""

import re
from collections.abc import Sequence

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.planfile import document

_MODELS = (
    document.PlanDocument,
    document.PlanHeader,
    document.UnitEntry,
    document.CollectiveEntry,
    document.TaskEntry,
    document.MeasureEntry,
    document.ActivityEntry,
)
KNOWN_KEYS = frozenset(key for model in _MODELS for key in model.model_fields)
"""The keys of all entries."""

_KEYS = sorted(KNOWN_KEYS)
_DASHES = "-－–—−﹣"
_BLANKS = (
    "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"  # they look like a blank or nothing; YAML takes them for text
)
_KEY = re.compile(rf"(?:[{_DASHES}]\s*)*({'|'.join(_KEYS)})\s*:(?![ \t]|//|$)", re.IGNORECASE)
_FULL_KEY = re.compile(rf"(?:[{_DASHES}]\s*)*({'|'.join(_KEYS)})\s*：", re.IGNORECASE)
_ORDINARY = re.compile(rf"[^{_DASHES}A-Za-z\s{_BLANKS}｛]")
_TIGHT_DASH = re.compile(r"-(?![-\s\d])")
_WIDE_DASH = re.compile(r"[－﹣](?![－﹣])|[–—]\s|−\s+(?!\d)")
_DASH_AND_WIDE_BLANK = re.compile(f"-[{_BLANKS}]")
_WIDE_BLANK = re.compile(f"[{_BLANKS}]")
_WIDE_INDENT = re.compile(
    rf"[ \t]*[{_BLANKS}]\s*(?:[^:：]+:(?=\s|$)|(?:{'|'.join(_KEYS)})\s*：|[{_DASHES}](?![{_DASHES}\d]))"
)
_WIDE_BRACE = re.compile(rf"(?:[{_DASHES}]\s*)*｛\s*(?:{'|'.join(_KEYS)})\s*[:：]", re.IGNORECASE)
_ITEM = re.compile(rf"[{_DASHES}](?:\s|$)")

_NEAR = 5  # lines; YAML fails at a slip, or a few lines later

_MISPLACED = "这里多出一个冒号，请核对缩进；上一行的键后面要有“: ”，内容里有“: ”就加引号"
_UNALIGNED = "与上面的内容接不上，请核对缩进是否对齐、引号是否成对"
_UNFINISHED = "{opening}的{sign}没有写完，请用半角逗号分开各项，末尾写上“{end}”"
_ESCAPE = "双引号里的反斜杠“\\”后面写错了，请把双引号换成单引号"
_BLOCK = "“|”或“>”后面写错了，请在它后面换行再写内容，或把内容加引号"
_DIRECTIVE = "以“%”开头的一行不是计划文件的内容，请删去；内容以“%”开头的，请加引号"
_TAG = "计划文件不用类型标记（!），请去掉；内容以“!”开头的，请加引号"
_ANCHOR = "内容不能直接以“&”开头（YAML 把它当作锚点），请去掉“&”，或给整个值加引号"
_ALIAS = "内容不能直接以“*”开头（YAML 把它当作别名），请去掉“*”，或给整个值加引号"
_FALLBACK = "不是合格的 YAML，请核对这一行和上一行的缩进、冒号和引号"

_PROBLEMS = (
    ("mapping values", _MISPLACED),
    ("expected ':'", "缺少冒号，请在键后面写半角冒号和一个空格；若是列表的一项，请以“- ”开头"),
    ("sequence entries", "列表的“- ”不能写在这里，请另起一行并核对缩进；内容以“- ”开头的，请加引号"),
    ("mapping keys", "“? ”不能写在这里，请去掉；内容以“? ”开头的，请加引号"),
    ("expected '-' indicator", "列表各项没有对齐，请让每项的“- ”左边对齐"),
    ("block end", _UNALIGNED),
    ("expected key", _UNALIGNED),
    ("cannot start any token", "内容不能以 @、`、% 开头，请把整个值加引号"),
    ("document start", "前面的内容到上一行已经结束，请核对这一行的缩进，或删去“...”和“%”开头的行"),
    ("node content", "这里缺少内容，请删去多余的逗号、冒号或括号，或补上内容"),
    ("escape", _ESCAPE),
    ("hexdecimal", _ESCAPE),
    ("hexadecimal", _ESCAPE),
    ("document indicator", "引号没有写完就遇到了“---”或“...”，请补上后一个引号"),
    ("document separator", "引号没有写完就遇到了“---”或“...”，请补上后一个引号"),
    ("end of stream", "引号没有写完，请补上后一个引号"),
    ("unexpected ':'", "冒号后面要有一个空格，请补上，或把这个值加引号"),
)
"""Words of the YAML parser's error → our message. The parser has no error codes, so its words must do: PyYAML's own
and libyaml's."""

_CONTEXTS = (
    ("directive", _DIRECTIVE),
    ("block scalar", _BLOCK),
    ("tag", _TAG),
    ("anchor", _ANCHOR),
    ("alias", _ALIAS),
)
"""Words of the parser's context → our message. The context is more exact than the error."""


def slip(text: str) -> str | None:
    """Return the message for text that looks like a mistyped key or item; None for other text.

    Args:
        text: a line without its indentation, or a value without quotes.
    """
    if _ORDINARY.match(text):  # the quick way for nearly every text
        return None
    if _WIDE_INDENT.match(text):
        return "缩进里有全角空格或网页上的空格，请换成半角空格"
    if match := _FULL_KEY.match(text):
        return f"“{match[1]}”后面是全角冒号，请改成半角冒号加一个空格，写作“{match[1]}: ”；若是文字，请加引号"
    if match := _KEY.match(text):
        if _WIDE_BLANK.match(text, match.end()):
            return f"“{match[1]}:”后面是全角空格，请换成半角空格；若是文字，请加引号"
        return f"“{match[1]}:”后面少一个空格，请写作“{match[1]}: ”；若是文字，请加引号"
    if _DASH_AND_WIDE_BLANK.match(text):
        return "列表的“-”后面是全角空格，请换成半角空格；若是文字，请加引号"
    if _TIGHT_DASH.match(text):
        return "列表的“-”后面少一个空格，请写作“- ”；若是文字，请加引号"
    if _WIDE_DASH.match(text):
        return "列表的“-”要用半角，请写作“- ”；若是文字，请加引号"
    if _WIDE_BRACE.match(text):
        return "花括号“｛”要用半角，请写作“{”和“}”"
    return None


def intended_key(key: str) -> str:
    """Return the known key that a key looks like, such as `title` for one in full-width letters; else the key."""
    if key.isascii():
        return key
    lookalike = seen(key)
    return lookalike if lookalike in KNOWN_KEYS else key


def slip_in_continuation(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the first line that does not continue the line above, as (position, message).

    Args:
        lines: the lines of a value without quotes, after its first.
    """
    for place, line in enumerate(lines):
        text = line.strip()
        if message := slip(line) or slip(text):
            return place, message
        if _ITEM.match(text):
            return place, "这一行缩进太深，被并入了上一行，请让“- ”与上一项的“- ”对齐；若是文字，请加引号"
    return None


def slip_before(lines: Sequence[str], number: int) -> tuple[int, str] | None:
    """Return the nearest slip at or before the line of a YAML error, as (line number from 0, message).

    Args:
        lines: all lines of the file.
        number: the number of the line, from 0.
    """
    last = min(number, len(lines) - 1)
    for place in range(last, max(last - _NEAR, -1), -1):
        line = lines[place]
        if message := slip(line) or slip(line.strip()):
            return place, message
    return None


def unclosed_list(line: str) -> str | None:
    """Return the message for a list in brackets whose line shows why it has no end; None where it does not."""
    if found := re.search(r"\s(#.*)", line):
        return f"“ #”后面的“{shown(found[1])}”当作注释，方括号就没有写完，请给这一项加引号"
    if found := re.search("[］】]", line):
        return f"列表末尾的“{found[0]}”是全角，请改成半角的“]”"
    return None


def complaint(context: str, problem: str, opened: int | None) -> str:
    """Return the error of the YAML parser in Chinese, with its remedy.

    Args:
        context: the parser's words for the value that it was reading.
        problem: the parser's words for the error.
        opened: the line (from 1) of the open quote or bracket, if there is one.
    """
    opening = f"第 {opened} 行" if opened else "这里"
    if "or ']'" in problem:
        return _UNFINISHED.format(opening=opening, sign="方括号“[”", end="]")
    if "or '}'" in problem:
        return _UNFINISHED.format(opening=opening, sign="花括号“{”", end="}")
    for piece, message in _CONTEXTS:
        if piece in context:
            return message
    for piece, message in _PROBLEMS:
        if piece in problem:
            return message
    if "tag handle" in problem:
        return _TAG
    if "YAML" in problem:
        return _DIRECTIVE
    return _FALLBACK
