"""Which part or activity a row is about: by its key, else by number and title, else by the exact title."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from gongkai_cli.domain.text import folded
from gongkai_cli.exchange.incoming.filled import FilledRow
from gongkai_cli.exchange.review.facts import Facts
from gongkai_cli.exchange.review.identity import FileIdentity
from gongkai_cli.store.queries.sheets import ActivityNow, PartNow

_ALIKE = 0.6
"""The least share of letters in common of a title and the same one that somebody has touched."""

_NUMBERING = re.compile(
    r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?[、.．:：]|[（(][0-9一二三四五六七八九十]{1,3}[）)])\s*"
)


class Mismatch(NamedTuple):
    """A row without a subject: the reason, and whether a person must decide about it."""

    what: str
    is_doubt: bool = False


def part_of(row: FilledRow, file: FileIdentity, facts: Facts) -> PartNow | Mismatch:
    """Return the part that a row is about, on the day of the file's reports."""
    unit = file.unit
    if row.unit is not None and file.sheet is None:
        unit = facts.unit(row.unit) or unit
        if unit is None:
            return Mismatch(f"无法识别单位“{row.unit}”。请写全称，或在计划文件里给它加别名")
    parts = facts.parts(file.day)
    if row.key and not file.is_reassigned:
        found = _by_key(row, file, facts)
        if found is not None:
            if found not in parts:
                return Mismatch(f"识别码 {row.key} 的任务已调出要点")
            return _checked(row, parts[found], unit)
    if unit is None:
        return Mismatch("看不出是哪个单位的。请加上 --dept，或补上单位一列", is_doubt=True)
    numbered = _by_printed_no(row, file)
    if numbered in parts:
        return parts[numbered]
    own = [parts[one] for one in facts.parts_of_unit.get(unit, ()) if one in parts]
    return _by_words(row, own, unit)


def _by_key(row: FilledRow, file: FileIdentity, facts: Facts) -> int | None:
    assert row.key is not None  # noqa: S101 - the caller has looked
    if file.sheet is not None and row.key in file.sheet.keys:
        return file.sheet.keys[row.key]
    return facts.keys.get(row.key)


def _by_printed_no(row: FilledRow, file: FileIdentity) -> int | None:
    """Return the assignment of a bare number on a given sheet; a later edition may have another number."""
    if file.sheet is None or file.is_reassigned or row.title is not None:
        return None
    return next((found for key, found in file.sheet.keys.items() if _no_of(key) == row.no), None)


def _no_of(key: str) -> int:
    return int(key.partition("-")[0])


def _checked(row: FilledRow, now: PartNow, unit: str | None) -> PartNow | Mismatch:
    """Return the part of a key, unless the cells beside the key are about another one."""
    part = now.part
    if unit is not None and part.unit != unit:
        return Mismatch(f"识别码 {row.key} 是{part.unit}的，表是{unit}的，说不准是谁的", is_doubt=True)
    if row.title is not None and not _is_alike(row.title, part.title):
        what = f"识别码 {row.key} 是“{part.title}”，这一行写的却是“{row.title}”，说不准是哪一项"
        return Mismatch(what, is_doubt=True)
    printed_no = _no_of(row.key or "0")  # a later edition may have another number
    if row.title is None and row.no not in {None, part.no, printed_no}:
        return Mismatch(f"识别码 {row.key} 是任务 {part.no}，序号写的却是 {row.no}，说不准是哪一项", is_doubt=True)
    return now


def _by_words(row: FilledRow, own: list[PartNow], unit: str) -> PartNow | Mismatch:
    by_no = [now for now in own if now.part.no == row.no]
    if row.title is None:
        if by_no:
            return by_no[0]
        return Mismatch(f"{unit}没有任务 {row.no}。请核对序号")
    if by_no and _is_alike(row.title, by_no[0].part.title):
        return by_no[0]
    exact = [now for now in own if _plain(now.part.title) == _plain(row.title)]
    if len(exact) == 1:
        return exact[0]
    if exact:
        numbers = "、".join(str(now.part.no) for now in exact)
        return Mismatch(f"“{row.title}”可以是任务 {numbers}。请补上序号", is_doubt=True)
    return Mismatch(f"{unit}没有这一项任务：“{row.title}”。请核对序号和任务名称")


def _is_alike(title: str, known: str) -> bool:
    """Return whether a title is a known one, or one with a few letters changed."""
    one, other = _plain(title), _plain(known)
    if one == other:
        return True
    return bool(one) and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _plain(title: str) -> str:
    return folded(_NUMBERING.sub("", title))


def activity_of(row: FilledRow, file: FileIdentity, facts: Facts) -> ActivityNow | Mismatch:
    """Return the activity that a row is about."""
    known = facts.activities
    if row.key and not file.is_reassigned:
        found = file.sheet.activity_keys.get(row.key) if file.sheet else None
        found = found or facts.activity_keys.get(row.key)
        if found in known:
            now = known[found]
            is_same = row.title is None or _is_alike(row.title, now.activity.theme) or row.no == now.activity.no
            if is_same:
                return now
            return Mismatch(
                f"识别码 {row.key} 是“{now.activity.theme}”，这一行写的却是“{row.title}”，说不准是哪一场", is_doubt=True
            )
    by_no = [now for now in known.values() if now.activity.no == row.no]
    if by_no and (row.title is None or _is_alike(row.title, by_no[0].activity.theme)):
        return by_no[0]
    exact = [now for now in known.values() if row.title and _plain(now.activity.theme) == _plain(row.title)]
    if file.unit is not None and len(exact) > 1:
        exact = [now for now in exact if file.unit in now.activity.organizers]
    if len(exact) == 1:
        return exact[0]
    return Mismatch(f"没有这一场活动：“{row.title or row.no}”。请核对序号和活动主题")
