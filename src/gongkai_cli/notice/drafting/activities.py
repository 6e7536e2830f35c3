"""The activities of a draft, from the rows of their table."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai_cli.domain.text import clean_text
from gongkai_cli.domain.typed_days.deadlines import Period
from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.domain.typed_days.printed import printed_window
from gongkai_cli.errors import FieldError
from gongkai_cli.notice.drafting.notes import Note, Notes, source
from gongkai_cli.notice.drafting.register import Register
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.tables.activities import FoundActivity
from gongkai_cli.notice.recognizing.units.mentions import Mention
from gongkai_cli.planfile.values import typed

Tree = dict[str, Any]
NOBODY = Mention("主办单位待补", "主办单位待补", is_collective=True)
"""The organizer of an activity for which the notice prints none."""

_MONTH = re.compile(r"(\d{1,2})月?份?")
_MOST = 999


def activity_trees(found: Sequence[FoundActivity], register: Register, period: Period, notes: Notes) -> list[Tree]:
    """Return the activities of a draft in order; their sources and doubts are added to `notes`."""
    trees: list[Tree] = []
    for number, one in enumerate(found[:_MOST], 1):
        doubts: list[Doubt] = []
        tree: Tree = {"no": str(number)}
        tree |= _when(one.when, period, doubts)
        if one.theme:
            tree["theme"] = one.theme
        tree |= _organizers(one, register, doubts)
        tree |= _details(one)
        text = "，".join(filter(None, [one.when, one.theme, "、".join(m.printed for m in one.organizers)]))
        notes["activities", number - 1] = Note((source(one.place, text),), tuple(doubts))
        trees.append(tree)
    return trees


def _when(words: str, period: Period, doubts: list[Doubt]) -> Tree:
    """Return month, day or printed time of an activity; a marked month where the notice prints none."""
    plain = plain_digits(words)
    if (match := _MONTH.fullmatch(plain)) and 1 <= int(match[1]) <= 12:  # noqa: PLR2004 - the months
        return {"month": match[1]}
    try:
        when = typed.when(clean_text(words))
    except FieldError:
        when = ""
    if when and (window := printed_window(when, period)):
        first = min(period.issued_on, date(period.year, 1, 1))
        if window.date is None or first <= window.date <= period.last_day:
            return {"when": when}
    if match := re.search(r"(\d{1,2})月", plain):
        month = min(max(int(match[1]), 1), 12)
        doubts.append(Doubt(DoubtKind.ACTIVITY, f"时间印作“{words}”，只写了月份"))
        return {"month": str(month)}
    reason = f"时间印作“{words}”" if words else "没有印时间"
    doubts.append(Doubt(DoubtKind.ACTIVITY, f"{reason}，先写 {period.last_day.month} 月"))
    return {"month": str(period.last_day.month)}


def _organizers(one: FoundActivity, register: Register, doubts: list[Doubt]) -> Tree:
    place = one.place
    names = list(dict.fromkeys(register.name_of(mention, place) for mention in one.organizers))
    for mention in one.organizers:
        doubts += mention.doubts
    if not names:
        doubts.append(Doubt(DoubtKind.ACTIVITY, "没有印主办单位"))
        return {"organizer": register.name_of(NOBODY, place)}
    return {"organizer": names[0]} if len(names) == 1 else {"organizers": names}


def _details(one: FoundActivity) -> Tree:
    tree: Tree = {}
    if one.form:
        names = one.form.split("、")
        tree["form"] = names if set(names) == set(typed.BOTH_FORMS) else one.form
    texts = {"audience": one.audience, "content": one.content, "place": one.location}
    tree |= {key: text for key, text in texts.items() if text}
    people = re.fullmatch(r"(?:约)?(\d{1,6})(?:人)?(?:左右|以上)?", one.people)
    if people:
        tree["people"] = people[1]
    note = "；".join(filter(None, [one.note, "" if people else one.people]))
    if note:
        tree["note"] = note
    return tree
