"""The tasks of a running text: the deepest numbered parts that carry clauses, and their siblings."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from gongkai_cli.notice.blocks import Place
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.parts.lines import Line
from gongkai_cli.notice.recognizing.parts.outline import FoundClause, Item, without_clauses

_LONGEST_TITLE = 60  # letters; a longer one is cut at its first comma
_COLON = 30  # letters in front of a colon that ends a title
_LEVELS = ("chapter", "han", "article", "han_bracket", "task", "number", "dotted", "number_bracket")


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task as printed.

    Attributes:
        printed: its number; empty without one.
        style: the style of its number.
        value: its number as an integer; 0 without one.
        section: the heading above it, with its number.
        title: its title.
        body: its sentences, without title and clauses.
        clauses: its clauses, each with the role of its column where a table says it.
        dues: its deadlines as printed.
        place: where it begins.
        doubts: what has to be checked about its cut and its title.
    """

    printed: str
    style: str
    value: int
    section: str
    title: str
    body: tuple[str, ...]
    clauses: tuple[tuple[FoundClause, str | None], ...]
    dues: tuple[str, ...]
    place: Place
    doubts: tuple[Doubt, ...] = field(default=())


def tasks_of(root: Item) -> list[FoundTask]:
    """Return the tasks of an outline, in order."""
    items = list(root.walk())
    owners = {id(item) for item in items if item.clauses and item is not root and item.number}
    if not owners:
        chosen = _without_clauses(root)
        return [_task(item, [Doubt(DoubtKind.NO_CLAUSE, "没有找到这项任务的分工")]) for item in chosen]
    owners, lifted = _lifted(items, owners)
    chosen = [item for item in items if id(item) in owners and not _is_inside(item, owners)]
    siblings = _siblings(items, chosen)
    found: list[FoundTask] = []
    for item in items:
        if id(item) in siblings:
            found.append(_task(item, [Doubt(DoubtKind.NO_CLAUSE, "同级的任务有分工，这项没有")]))
        elif any(item is one for one in chosen):
            found.append(_task(item, lifted.get(id(item), [])))
    return found


def tasks_without_numbers(lines: Sequence[Line], known: Collection[str] = ()) -> list[FoundTask]:
    """Return the tasks of a text without numbers: its paragraphs with a clause, or in front of one."""
    found: list[FoundTask] = []
    waiting: list[Line] = []
    for line in lines:
        rest, places = without_clauses(line.text, known)
        if not places:
            waiting = [line]
            continue
        before = waiting[-1] if waiting else None
        text = rest or (before.text if before else "")
        clauses = tuple((FoundClause(one.text, line.place), None) for one in places)
        if not rest and found and before is None:
            last = found.pop()
            found.append(replace(last, clauses=(*last.clauses, *clauses)))
            continue
        waiting = []
        title, body, why = title_and_rest(text)
        doubts = [Doubt(DoubtKind.STRUCTURE, "没有印序号，按一段一项分的")]
        if why:
            doubts.append(Doubt(DoubtKind.TITLE, why))
        place = line.place if rest or before is None else before.place
        lines_of_body = (body,) if body else ()
        found.append(FoundTask("", "", 0, "", title or place.words, lines_of_body, clauses, (), place, tuple(doubts)))
    return found


def _is_inside(item: Item, owners: set[int]) -> bool:
    """Return whether a part above is a task and this one no task of its own."""
    parent = item.parent
    while parent is not None:
        if id(parent) in owners and len(item.clauses) == 0:
            return True
        parent = parent.parent
    return False


def _lifted(items: Sequence[Item], owners: set[int]) -> tuple[set[int], dict[int, list[Doubt]]]:
    """Move clauses that stand behind the last of several parts to the part above, where the notice does so."""
    groups = [item for item in items if item.number and len(item.children) > 1]
    at_the_end: list[Item] = []
    apart: list[Item] = []
    for group in groups:
        with_clause = [child for child in group.children if id(child) in owners]
        if len(with_clause) == 1 and with_clause[0] is group.children[-1] and not with_clause[0].children:
            at_the_end.append(group)
        elif with_clause:
            apart.append(group)
    doubts: dict[int, list[Doubt]] = {}
    for group in at_the_end:
        alike = [one for one in at_the_end if one.style == group.style]
        others = [one for one in apart if one.style == group.style]
        siblings = group.parent.children if group.parent else []
        has_owner = any(id(one) in owners for one in siblings)
        if others or not (has_owner or len(alike) > 1 or group.style != "han"):
            continue
        last = group.children[-1]
        group.clauses += last.clauses
        last.clauses = []
        owners = (owners - {id(last)}) | {id(group)}
        if len(alike) == 1 and not has_owner:
            doubts[id(group)] = [Doubt(DoubtKind.STRUCTURE, "分工印在最后一点后面，算作整项任务的")]
    return owners, doubts


def _siblings(items: Sequence[Item], chosen: Sequence[Item]) -> set[int]:
    """Return the parts without a clause beside tasks that have one."""
    parents = {id(item.parent): item.parent for item in chosen}
    styles = Counter(item.style for item in chosen)
    levels = {(item.style, item.parent.style if item.parent else "") for item in chosen}
    taken = {id(item) for item in chosen}
    order = [id(item) for item in items]
    last = max(order.index(one) for one in taken)
    first = min(order.index(one) for one in taken)
    found: set[int] = set()
    for item in items:
        if id(item) in taken or not item.number or item.clauses or item.is_stop:
            continue
        if any(id(below) in taken for below in item.walk()):
            continue
        parent = item.parent
        beside = parent is not None and id(parent) in parents and (item.style, parent.style) in levels
        elsewhere = (
            parent is not None
            and parent.number is not None
            and (item.style, parent.style) in levels
            and styles[item.style] > 1
            # A section in front of all tasks, or behind them, mostly describes.
            and first < order.index(id(item)) < last
            and parent.parent is not None
            and any(one is not None and one.parent is parent.parent for one in parents.values())
        )
        if (beside or elsewhere) and item.text:
            found.add(id(item))
    return found


def _without_clauses(root: Item) -> list[Item]:
    """Return the parts that are tasks in a notice without any clause."""
    items = [item for item in root.walk() if item.number and item.text and not item.is_stop]
    for style in ("article", "han_bracket", "number", "han", "dotted", "chapter", "task"):
        of_style = [item for item in items if item.style == style]
        if len(of_style) > 1:
            return _with_leaves(of_style, items)
    return items


def _with_leaves(of_style: Sequence[Item], items: Sequence[Item]) -> list[Item]:
    """Return the parts of one style, and those above it that have no parts below."""
    above = set(_LEVELS[: _LEVELS.index(of_style[0].style)]) if of_style[0].style in _LEVELS else set()
    return [
        item
        for item in items
        if any(item is one for one in of_style) or (item.style in above and not item.children and "。" in item.text)
    ]


def title_and_rest(text: str) -> tuple[str, str, str]:
    """Return the title at the beginning of a text, the rest, and why the title is doubtful (or nothing)."""
    text = text.strip()
    head, stop, rest = text.partition("。")
    if stop or len(head) <= _LONGEST_TITLE:
        colon = re.match(rf"([^，。：；]{{2,{_COLON}}})[：:](.+)", head)
        if colon and not colon[1].endswith("如下"):
            return colon[1].strip("“” "), f"{colon[2]}{stop}{rest}".strip(), ""
    blank = re.match(r"(\S{2,40})[ \u3000]+(\S.{20,})", head)
    if blank and not re.search(r"[，；]", blank[1]):
        return blank[1], f"{blank[2]}{stop}{rest}".strip(), ""
    if len(head) <= _LONGEST_TITLE:
        return head.strip("；;，, "), rest.strip(), ""
    first = re.split("[，；]", head, maxsplit=1)[0]
    return first, text, "标题是从第一句里取的"


def _task(item: Item, doubts: Sequence[Doubt]) -> FoundTask:
    title, rest, why = title_and_rest(item.text)
    body = [Line(rest, item.place)] if rest else []
    body += item.all_lines()
    found = list(doubts)
    if why:
        found.append(Doubt(DoubtKind.TITLE, why))
    if any(clause.is_bare for clause in item.clauses):
        found.append(Doubt(DoubtKind.ROLE, "分工是正文的一句话"))
    clauses = [*item.clauses]
    for child in item.children:
        clauses += [clause for part in child.walk() for clause in part.clauses if not _is_own(part)]
    return FoundTask(
        item.number.printed if item.number else "",
        item.style,
        item.number.value if item.number else 0,
        section_of(item),
        title or item.place.words,
        tuple(line.text for line in body),
        tuple((clause, None) for clause in clauses),
        tuple(item.dues),
        item.place,
        tuple(found),
    )


def _is_own(part: Item) -> bool:
    """Return whether a part below a task is a task of its own."""
    return bool(part.clauses)


def section_of(item: Item) -> str:
    """Return the heading above a task with its number, such as （一）深化政策公开."""
    parent = item.parent
    if parent is None or parent.number is None:
        return ""
    number = parent.number.printed
    between = "、" if parent.number.style == "han" else " " if parent.number.style in {"article", "chapter"} else ""
    return f"{number}{between}{title_and_rest(parent.text)[0]}"
