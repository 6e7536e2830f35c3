"""Texts as a person typed them, cleaned."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai_cli.cli.settings.given import Given, given
from gongkai_cli.domain.text import clean_text, is_empty, shown
from gongkai_cli.domain.vocabulary import SettingSource
from gongkai_cli.errors import RefusedError, UsageError

_BETWEEN_LINKS = r"[；;，,、。\s]+(?=https?://)"
_AFTER_LINK = "。，、；：！？.,;"
_WITHIN_LINK = "[。，、；！？“”‘’《》【】]"

THIS_MONTH = "本月"
"""The period of reports where none is given."""

_LOST = "\ufffd"
"""The mark for a character that a conversion has lost."""


def visible(text: str | None, source: str) -> str | None:
    """Return a text cleaned; None if nothing was typed.

    Args:
        text: the text as typed.
        source: its option or variable, for the message.

    Raises:
        UsageError: nothing of the text can be seen.
    """
    cleaned = clean_text(text or "")
    if cleaned and not is_empty(cleaned):
        return cleaned
    if text and text.strip():
        raise UsageError(f"{source} 的文字里没有能显示的字。请重新输入，再运行一次。")
    return None


def to_record(text: str | None, source: str) -> str | None:
    """Return a text cleaned for the ledger; None if nothing was typed.

    Raises:
        UsageError: as `visible`, or a conversion has lost characters; the ledger would keep the gap forever.
    """
    cleaned = visible(text, source)
    if cleaned and _LOST in cleaned:
        raise UsageError(f"{source} 的“{shown(cleaned)}”里有“{_LOST}”，是转换编码时丢掉的字。请重新输入，再运行一次。")
    return cleaned


class TypedLinks(NamedTuple):
    """Evidence links out of typed texts, and what was done to get them, in sentences."""

    links: list[str]
    remarks: list[str]


def typed_links(texts: Sequence[str]) -> TypedLinks:
    """Return the links in texts such as `http://a.cn/1；http://b.cn/2。`.

    Raises:
        RefusedError: Chinese punctuation stands within a link.
    """
    found = TypedLinks([], [])
    for text in filter(str.strip, texts):
        pieces = re.split(_BETWEEN_LINKS, text.strip())
        if len(pieces) > 1:
            found.remarks.append(f"--link 里有 {len(pieces)} 个网址，已分开。")
        for piece in pieces:
            link = piece.rstrip(_AFTER_LINK)
            if link and link != piece:
                found.remarks.append(f"网址后面的“{piece[len(link) :]}”已去掉：{link}")
            within = re.search(_WITHIN_LINK, link)
            if within:
                raise RefusedError(
                    f"链接“{shown(link)}”里有“{within.group()}”，未记录。请核对网址，几个网址之间用空格。"
                )
            found.links.append(link or piece)
    return found


def usual_period(written: str | None) -> Given:
    """Return the period of reports: as written after `--period`, of the settings, or this month."""
    if written is not None:
        return Given("period", written, SettingSource.OPTION)
    return given("period") or Given("period", THIS_MONTH, SettingSource.DEFAULT)


def unit_names(texts: Sequence[str]) -> list[str]:
    """Return the unit names in texts such as `县司法局、县教育局`."""
    pieces = [piece.strip() for text in texts for piece in text.replace("，", "、").replace(",", "、").split("、")]
    names = [piece for piece in pieces if piece]
    return names or list(texts)
