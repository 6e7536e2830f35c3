"""The units and collectives of a draft: each once, under one name, with its kind."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai_cli.domain.text import without_brackets
from gongkai_cli.notice.blocks import Place
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.units.collectives import is_indefinite, stands_for_departments, stands_for_places
from gongkai_cli.notice.recognizing.units.mentions import Mention
from gongkai_cli.notice.recognizing.units.names import NO_KIND, has_ending, is_usual, kind_of
from gongkai_cli.notice.recognizing.units.registry import find_usual, is_shortened, level_of
from gongkai_cli.planfile.slips.names import clean_name, seen

if TYPE_CHECKING:
    from gongkai_cli.planfile.document import CollectiveEntry, PlanDocument, UnitEntry

_ORDER = (
    "委部门", "政府部门", "人民团体", "人大政协法检", "直单位", "驻", "国有企业", "管委会", "乡镇", "国家部委",
    "内设机构",
)  # fmt: skip
"""The order of the kinds in a draft; a kind may have the word of a level beside it."""

_TOWNSHIPS = "乡镇"
_TOWNSHIP_WORDS = re.compile(r"[乡镇]|街道")
_FEWEST = 2  # units of a kind that a collective may stand for


@dataclass(slots=True)
class Registered:
    """A unit or a collective of the draft.

    Attributes:
        name: its name.
        kind: the kinds; of a unit, one.
        aliases: the other names of a unit.
        members: the members of a collective.
        indefinite: whether a collective leaves open which units it means.
        place: where it is printed first; None where only last year's plan has it.
        is_known: whether last year's plan has it.
        doubts: what has to be checked about it.
    """

    name: str
    kind: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    indefinite: bool = False
    place: Place | None = None
    is_known: bool = False
    doubts: list[Doubt] = field(default_factory=list)


class Register:
    """The units and collectives that a draft names."""

    def __init__(self, level: str, like: "PlanDocument | None" = None) -> None:
        """Take the level of the notice, such as 县, and last year's plan."""
        self.level = level
        self.units: dict[str, Registered] = {}
        self.collectives: dict[str, Registered] = {}
        self._known_units: dict[str, UnitEntry] = {}
        self._known_collectives: dict[str, CollectiveEntry] = {}
        self._in_order: Sequence[UnitEntry] = ()
        if like is not None:
            self._in_order = like.units
            for collective in like.collectives:
                self._known_collectives[seen(collective.name)] = collective
            for unit in like.units:
                for spelling in (unit.name, *unit.aliases):
                    self._known_units.setdefault(seen(spelling), unit)

    def name_of(self, mention: Mention, place: Place) -> str:
        """Return the name of a unit or a collective in the draft; it is registered if it is new."""
        if self.is_collective(mention):
            return self._collective(mention, place)
        return self._unit(mention.name, place, mention)

    def is_collective(self, mention: Mention) -> bool:
        """Return whether a mention stands for many units, by last year's plan or by its words."""
        look = seen(writable(mention.name))
        if look in self._known_collectives:
            return True
        return mention.is_collective and look not in self._known_units and look not in self.units

    def spelled(self, mention: Mention) -> str:
        """Return the name of a unit in the draft without registering it."""
        known = self._known_units.get(seen(mention.name))
        return known.name if known else writable(mention.name)

    def _unit(self, name: str, place: Place | None, mention: Mention | None = None) -> str:
        name = writable(name)
        known = self._known_units.get(seen(name))
        look = seen(known.name if known else name)
        if found := self.units.get(look):
            return found.name
        if known:
            entry = Registered(known.name, (known.kind,), known.aliases, place=place, is_known=True)
        else:
            entry = Registered(name, (kind_of(name, self.level),), place=place)
            entry.doubts += _doubts_of_unit(entry, mention)
            if self._known_units:
                entry.doubts.append(Doubt(DoubtKind.NAME, "参照的计划里没有这个单位"))
        self.units[look] = entry
        return entry.name

    def _collective(self, mention: Mention, place: Place) -> str:
        name = writable(mention.name)
        look = seen(name)
        if found := self.collectives.get(look):
            return found.name
        known = self._known_collectives.get(look)
        if known is None:
            entry = Registered(name, indefinite=is_indefinite(name), place=place)
        else:
            entry = Registered(known.name, known.kind, (), known.members, known.indefinite, place, is_known=True)
        self.collectives[look] = entry
        return entry.name

    def finish(self) -> None:
        """Take over the units behind known collectives, guess the others, and doubt spellings alike."""
        for collective in list(self.collectives.values()):
            for name in collective.members:
                self._unit(name, None)
            for unit in self._in_order:
                if unit.kind in collective.kind:
                    self._unit(unit.name, None)
        for collective in self.collectives.values():
            if not collective.is_known:
                self._guess(collective)
        self._doubt_twins()
        self._add_full_names()

    def _guess(self, collective: Registered) -> None:
        """Give a collective the kind of units that it plainly means; leave it open otherwise."""
        kind = ""
        if stands_for_places(collective.name) and _TOWNSHIP_WORDS.search(collective.name):
            kind = _TOWNSHIPS
        elif stands_for_departments(collective.name):
            kind = f"{self.level}政府部门"
        count = sum(unit.kind == (kind,) for unit in self.units.values())
        if kind and count >= _FEWEST:
            collective.kind = (kind,)
            words = f"按名称算“{kind}”，通知里印出的有 {count} 个；没有印出的要补登记"
            collective.doubts.append(Doubt(DoubtKind.COLLECTIVE, words))
            return
        collective.doubts.append(Doubt(DoubtKind.COLLECTIVE, "还不知道指哪些单位，先不计"))

    def _doubt_twins(self) -> None:
        entries = [unit for unit in self.units.values() if not unit.is_known]
        for place, one in enumerate(entries):
            for other in entries[:place]:
                if are_twins(one.name, other.name):
                    one.doubts.append(Doubt(DoubtKind.NAME, f"与“{other.name}”可能是一个单位"))
                    break

    def _add_full_names(self) -> None:
        """Add the usual full form of a name as its alias, where nobody else has it."""
        taken = set(self.units) | set(self.collectives)
        for unit in self.units.values():
            full = full_name(unit.name)
            if unit.aliases or not full or seen(full) in taken:
                continue
            unit.aliases = (full,)
            taken.add(seen(full))

    def in_order(self) -> list[Registered]:
        """Return the units by kind, then by their first place."""
        return sorted(self.units.values(), key=_rank)

    def gone(self) -> list[str]:
        """Return the units of last year's plan that the notice does not name."""
        named = {seen(unit.name) for unit in self.units.values() if unit.place}
        return [unit.name for unit in self._in_order if seen(unit.name) not in named]

    def new(self) -> list[str]:
        """Return the units that last year's plan does not have."""
        if not self._known_units:
            return []
        return [unit.name for unit in self.units.values() if not unit.is_known]


def writable(name: str) -> str:
    """Return a name that a plan file can have: without 、 outside the brackets that it knows."""
    cleaned = clean_name(name)
    return cleaned.replace("、", "") if "、" in without_brackets(cleaned) else cleaned


def _rank(unit: Registered) -> int:
    kind = unit.kind[0]
    return next((place for place, word in enumerate(_ORDER) if word in kind), len(_ORDER))


def _doubts_of_unit(entry: Registered, mention: Mention | None) -> Iterator[Doubt]:
    if mention and mention.printed != mention.name:
        yield Doubt(DoubtKind.NAME, f"印作“{mention.printed}”")
    if entry.kind == (NO_KIND,) or not (is_usual(entry.name) or has_ending(entry.name)):
        yield Doubt(DoubtKind.KIND, "看不出是哪一类单位")


def are_twins(one: str, other: str) -> bool:
    """Return whether two names may be spellings of one unit: 县人社局 and 县人力社保局."""
    short, long = sorted((one, other), key=len)
    if level_of(short) != level_of(long) or not (is_shortened(short, long) or len(short) == len(long)):
        return False
    first, second = find_usual(short), find_usual(long)
    if first and second:
        is_one_line = first[2].line == second[2].line and first[2].full is not None
        return is_one_line and is_shortened(first[1], second[1])
    return is_shortened(short, long) and short[-1] == long[-1] and len(long) - len(short) <= 3 and len(short) > 3  # noqa: PLR2004


def full_name(name: str) -> str:
    """Return the usual full form of a name; an empty text where there is none, or the name has it."""
    if re.fullmatch(r"[\u4e00-\u9fff]{1,6}[乡镇]", name):
        return f"{name}人民政府"
    if re.fullmatch(r"[\u4e00-\u9fff]{1,6}街道", name):
        return f"{name}办事处"
    usual = find_usual(name)
    if usual is None or not usual[2].full or not level_of(name) or not name.startswith(usual[0]):
        return ""
    level, base, entry = usual
    if name != level + base or not entry.full or not is_shortened(base, entry.full):
        return ""
    return level + entry.full


def main_level(names: Collection[str]) -> str:
    """Return the level of most names, such as 县; 市 where none has one."""
    counts: dict[str, int] = {}
    for name in names:
        if level := level_of(name):
            counts[level] = counts.get(level, 0) + 1
    return max(counts, key=lambda one: counts[one]) if counts else "市"
