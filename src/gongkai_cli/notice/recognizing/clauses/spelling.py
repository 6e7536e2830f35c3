"""A clause in one spelling: plain signs, round brackets, commas between names, stars for leads."""

import re

from gongkai_cli.notice.recognizing.texts import depths, is_balanced, plain

_ROUND = str.maketrans("〔〕[]【】〈〉", "（）（）（）（）")
_POINT = re.compile(r"(?<=[\u4e00-\u9fff）])(?:\d{1,2}[.．、]|[.．•‧・∙])(?=[\u4e00-\u9fff])")
_NUMBER_AT_NAME = re.compile(r"(?:^|(?<=[：、，；\s]))(?:（\d{1,2}）|\d{1,2}[.．、](?!\d))(?=[\u4e00-\u9fff])")
_LEADING = re.compile(
    r"([^、，；：。（）\n]+(?:（[^（）]*）)?)（(?:牵头|牵头单位|牵头负责|主办|主责|主办单位|牵头部门)）"
)
_SUPPORTING = re.compile(r"（(配合|协办|负责|牵头负责|具体负责)(?:单位|部门)?）")


def spelled_clause(text: str) -> str:
    """Return a clause in one spelling."""
    bare = _without_bracket(plain(text).translate(_ROUND))
    return _with_marks(_without_numbers(bare))


def _without_bracket(text: str) -> str:
    """Return a clause without the brackets around all of it."""
    inner = text.strip(" \u3000。；")
    is_wrapped = inner.startswith("（") and inner.endswith("）") and min(depths(inner), default=0) > 0
    return inner[1:-1] if is_wrapped and is_balanced(inner[1:-1]) else text


def _without_numbers(text: str) -> str:
    """Return a clause with commas in place of points and numbers between names: 1.县发改局2.县财政局."""
    return _NUMBER_AT_NAME.sub("", _POINT.sub("、", text))


def _with_marks(text: str) -> str:
    """Return a clause with a star in place of （牵头） behind one name, and other roles without their brackets."""
    return _SUPPORTING.sub(r"\1", _LEADING.sub(r"★\1", text))


def without_half_brackets(text: str) -> str:
    """Return a part between labels without brackets that are open only within it: 县民政局（责任人：…）."""
    text = text.strip(" 　\n，；。")
    if text and text[-1] in "（〔[【" and not is_balanced(text):
        return text[:-1]
    if text and text[-1] in "）〕]】" and not is_balanced(text):
        return text[:-1]
    return text
