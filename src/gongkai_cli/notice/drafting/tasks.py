"""One task of a draft: its units by roles, its deadline and its measures."""

from collections.abc import Sequence
from typing import Any

from gongkai_cli.domain.typed_days.deadlines import Period, due_day
from gongkai_cli.notice.drafting.notes import Note, Notes, Source, source
from gongkai_cli.notice.drafting.register import Register
from gongkai_cli.notice.recognizing.clauses.deadlines import due_words
from gongkai_cli.notice.recognizing.clauses.role_words import LEAD, RESPONSIBLE, SUPPORT
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.parts.measures import FoundMeasure, measures_of
from gongkai_cli.notice.recognizing.units.mentions import Mention
from gongkai_cli.notice.recognizing.whole import ReadTask

Tree = dict[str, Any]
_ROLES = (LEAD, RESPONSIBLE, SUPPORT)


def task_tree(
    number: int, task: ReadTask, register: Register, period: Period, notes: Notes, everywhere: Sequence[Mention]
) -> Tree:
    """Return a task of the draft.

    Args:
        number: its running number.
        task: the task as recognized.
        register: the units of the draft; new ones are added.
        period: the days within which deadlines lie.
        notes: its sources and doubts are added here.
        everywhere: units that a rule adds to every task.
    """
    found = task.found
    doubts = list(task.doubts)
    tree: Tree = {"no": str(number)}
    if found.printed and found.printed != str(number):
        tree["printed"] = found.printed
    if found.section:
        tree["section"] = found.section
    tree["title"] = found.title
    tree |= _units(task, register, everywhere)
    if due := _due(task, period, doubts):
        tree["due"] = due
    if measures := [_measure(one, period) for one in _demands(task)]:
        tree["measures"] = measures
    notes["tasks", number - 1] = Note(_sources(task), tuple(dict.fromkeys(doubts)))
    return tree


def _demands(task: ReadTask) -> list[FoundMeasure]:
    """Return the demands of a task; its title is one where it alone says how much, how often or until when."""
    found = measures_of(task.found.body)
    if found:
        return found
    return [one for one in measures_of([task.found.title]) if one.indicator or one.rhythm or one.due]


def _sources(task: ReadTask) -> tuple[Source, ...]:
    found = task.found
    clauses = zip(task.places, task.clauses, strict=True)
    sources = [source(place, clause.text) for place, clause in clauses]
    return tuple(sources) or (source(found.place, "。".join([found.title, *found.body])),)


def _units(task: ReadTask, register: Register, everywhere: Sequence[Mention]) -> Tree:
    """Return the names of each role; the strongest role of a unit holds."""
    by_role: dict[str, list[str]] = {role: [] for role in _ROLES}
    others: dict[str, list[str]] = {}
    for clause, place in zip(task.clauses, task.places, strict=True):
        for role, mention in clause.shares:
            if role in by_role:
                by_role[role].append(register.name_of(mention, place))
            else:
                others.setdefault(role, []).append(register.spelled(mention))
    by_role[RESPONSIBLE] += [register.name_of(one, task.found.place) for one in everywhere]
    tree: Tree = {}
    taken: set[str] = set()
    for role in _ROLES:
        names = [name for name in dict.fromkeys(by_role[role]) if name not in taken]
        taken |= set(names)
        if names:
            tree[role] = names
    if others:
        tree["others"] = {role: list(dict.fromkeys(names)) for role, names in others.items()}
    return tree


def _due(task: ReadTask, period: Period, doubts: list[Doubt]) -> str:
    """Return the deadline of a task: that of its clause, its column or its own line."""
    printed = [clause.due for clause in task.clauses if clause.due]
    printed += [line.partition("：")[2] or line.partition(":")[2] or line for line in task.found.dues]
    if not printed:
        return ""
    words = list(dict.fromkeys(filter(None, map(due_words, printed))))
    if len(words) == 1 and len(printed) == len([one for one in printed if due_words(one)]):
        if is_within(words[0], period):
            return words[0]
        doubts.append(Doubt(DoubtKind.DEADLINE, f"时限“{words[0]}”不在要点的期间内，未写入"))
        return ""
    shown = "；".join(dict.fromkeys(printed))
    doubts.append(Doubt(DoubtKind.DEADLINE, f"时限印作“{shown}”，没有写 due"))
    return ""


def is_within(words: str, period: Period) -> bool:
    """Return whether a deadline lies within the plan's period, or has no day."""
    day = due_day(words, period)
    if day is None:
        return True
    return min(period.issued_on, period.issued_on.replace(period.year, 1, 1)) <= day <= period.last_day


def _measure(one: FoundMeasure, period: Period) -> Tree | str:
    tree: Tree = {"text": one.text}
    if one.indicator:
        tree["indicator"] = one.indicator
    if one.rhythm:
        tree["rhythm"] = one.rhythm.word
    if one.due and is_within(one.due, period):
        tree["due"] = one.due
    return tree
