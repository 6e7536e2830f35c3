"""The rules between the entries of a plan file: registered names, unique numbers, days within the period."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.deadlines import due_day
from gongkai_cli.domain.typed_words.folding import seen
from gongkai_cli.planfile.document import ActivityEntry, CollectiveEntry, PlanHeader, TaskEntry, UnitEntry
from gongkai_cli.planfile.kinds import misspelt
from gongkai_cli.planfile.problems import Location, Problem, Unknown, field_problem
from gongkai_cli.planfile.slips.lookalikes import Registered, alike, by_look, registered_alike
from gongkai_cli.planfile.slips.names import list_slip
from gongkai_cli.planfile.written import Written


@dataclass(frozen=True, slots=True)
class SoundEntries:
    """The entries of a plan file without faults of their own, each with its place in its section.

    Names are looked up in `written`, so a broken unit is not reported again by every task that names it. It is
    None where the section of units is broken; then names are not looked up at all.
    """

    header: PlanHeader | None
    units: Sequence[tuple[int, UnitEntry]]
    collectives: Sequence[tuple[int, CollectiveEntry]]
    tasks: Sequence[tuple[int, TaskEntry]]
    activities: Sequence[tuple[int, ActivityEntry]]
    written: Written | None


def crosscheck(sound: SoundEntries) -> Iterator[Problem]:
    """Yield every problem between the entries."""
    yield from _names_given_twice(sound)
    yield from registered_alike(_registered_names(sound))
    yield from registered_alike(_registered_kinds(sound))
    yield from _numbers_given_twice("tasks", "任务", [(place, task.no) for place, task in sound.tasks])
    yield from _numbers_given_twice("activities", "活动", [(place, row.no) for place, row in sound.activities])
    if written := sound.written:
        if sound.header:
            yield from _header_names(sound.header, written)
        yield from _kinds(sound, written)
        if written.units:
            yield from _collectives(sound, written)
            yield from _task_names(sound, written)
            yield from _organizers(sound, written)
        else:
            yield from list(_names_without_units(sound, written)) or _collectives(sound, written)
        yield from _other_names(sound, written)
    if sound.header:
        yield from _days(sound, sound.header)


def _registered_names(sound: SoundEntries) -> Iterator[Registered]:
    for place, unit in sound.units:
        yield Registered(("units", place, "name"), unit.name, unit.name)
        for index, alias in enumerate(unit.aliases):
            yield Registered(("units", place, "aliases", index), alias, unit.name)
    for place, collective in sound.collectives:
        yield Registered(("collectives", place, "name"), collective.name, collective.name)


def _registered_kinds(sound: SoundEntries) -> Iterator[Registered]:
    kinds = {unit.kind for _, unit in sound.units}
    if len(kinds) == len({seen(kind) for kind in kinds}):
        return
    for place, unit in sound.units:
        yield Registered(("units", place, "kind"), unit.kind, unit.kind)


def _names_given_twice(sound: SoundEntries) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for place, unit in sound.units:
        if unit.name in owners:
            yield Problem(("units", place, "name"), f"“{unit.name}”已经登记过", "请合并成一个单位")
        owners.setdefault(unit.name, unit.name)
    for place, unit in sound.units:
        yield from _written_twice(("units", place, "aliases"), unit.aliases)
        for index, alias in enumerate(unit.aliases):
            owner = owners.setdefault(alias, unit.name)
            if owner != unit.name:
                location = ("units", place, "aliases", index)
                advice = "一个名称只能指一个单位；若是同一单位，请合并"
                yield Problem(location, f"别名“{alias}”已属于“{shown(owner)}”", advice)
    seen: set[str] = set()
    for place, collective in sound.collectives:
        if collective.name in owners:
            yield Problem(("collectives", place, "name"), f"“{collective.name}”已是单位的名称", "请换一个称谓")
        if collective.name in seen:
            yield Problem(("collectives", place, "name"), f"“{collective.name}”写了两次", "请删去一个")
        seen.add(collective.name)


def _numbers_given_twice(section: str, word: str, numbers: Iterable[tuple[int, int]]) -> Iterator[Problem]:
    first: dict[int, int] = {}
    for place, number in numbers:
        if number in first:
            what = f"{word} {number} 的序号与第 {first[number] + 1} 个{word}重复"
            yield Problem((section, place, "no"), what, "请改正其中一个")
        first.setdefault(number, place)


def _kinds(sound: SoundEntries, written: Written) -> Iterator[Problem]:
    """Yield the units whose kind looks misspelt, since they would silently fall out of a collective."""
    slips = dict(misspelt([unit.kind for _, unit in sound.units], written.named_kinds))
    for place, unit in sound.units:
        right = slips.get(unit.kind)
        if right and seen(right) != seen(unit.kind):  # those that look alike are reported as such
            collective = shown(written.named_kinds[right])
            what = f"“{collective}”里没有它：类别“{unit.kind}”与其中的“{shown(right)}”只差一个字"
            advice = f"请改正；若确是另一类，请在 collectives 里加一个称谓，kind 写“{unit.kind}”"
            yield Problem(("units", place, "kind"), what, advice, is_long=True)


def _collectives(sound: SoundEntries, written: Written) -> Iterator[Problem]:
    kinds = [(known, known) for known in sorted(written.kinds)]
    known = _Names(written.units, written, sound)
    places: dict[str, Location | None] = dict.fromkeys(written.kinds)
    places |= {unit.kind: ("units", place, "kind") for place, unit in reversed(sound.units)}
    for place, collective in sound.collectives:
        for index, kind in enumerate(collective.kind):
            if kind in written.kinds:
                continue
            location = ("collectives", place, "kind", index)
            if found := by_look(places).get(seen(kind)):
                yield alike(location, kind, *found)
            elif slip := list_slip(kind):
                yield field_problem(location, slip)
            else:
                what = f"没有类别是“{kind}”的单位，“{shown(collective.name)}”就没有成员"
                yield Problem(location, what, "请核对 kind，或登记单位", Unknown(kind, kinds))
        for index, member in enumerate(collective.members):
            yield from _unregistered(("collectives", place, "members", index), member, known)
        yield from _written_twice(("collectives", place, "members"), collective.members)


def _task_names(sound: SoundEntries, written: Written) -> Iterator[Problem]:
    units_and_collectives = _Names(written.units | written.collectives, written, sound)
    for place, task in sound.tasks:
        for key, names in (("lead", task.lead), ("responsible", task.responsible), ("support", task.support)):
            for index, name in enumerate(names):
                yield from _unregistered(("tasks", place, key, index), name, units_and_collectives)
            yield from _written_twice(("tasks", place, key), names)


def _organizers(sound: SoundEntries, written: Written) -> Iterator[Problem]:
    organizers = _Names(written.units | written.collectives, written, sound)
    for place, row in sound.activities:
        for location, name in _organizers_of(place, row):
            yield from _unregistered(location, name, organizers)
        yield from _written_twice(("activities", place, "organizers"), row.organizers)


def _organizers_of(place: int, row: ActivityEntry) -> Iterator[tuple[Location, str]]:
    if row.organizer:
        yield ("activities", place, "organizer"), row.organizer
    for index, name in enumerate(row.organizers):
        yield ("activities", place, "organizers", index), name


def _names_without_units(sound: SoundEntries, written: Written) -> Iterator[Problem]:
    """Yield one problem where a file without units names some, instead of one for each name."""
    used: dict[str, Location] = {}
    for place, task in sound.tasks:
        for key, names in (("lead", task.lead), ("responsible", task.responsible), ("support", task.support)):
            for index, name in enumerate(names):
                if name not in written.collectives:
                    used.setdefault(name, ("tasks", place, key, index))
    for place, row in sound.activities:
        for location, name in _organizers_of(place, row):
            if name not in written.collectives:
                used.setdefault(name, location)
    if used:
        name, location = next(iter(used.items()))
        what = f"“{name}”没有登记：文件里没有 units（单位），任务和活动却写了 {len(used)} 个单位"
        yield Problem(location, what, "请在 units 里逐个登记；没有分工的任务不写单位", is_long=True)


def _other_names(sound: SoundEntries, written: Written) -> Iterator[Problem]:
    """Yield the names with a further duty that are an alias, or stand there twice; they need not be registered."""
    for place, task in sound.tasks:
        for duty, names in task.others.items():
            location = ("tasks", place, "others", duty)
            for index, name in enumerate(names):
                if owner := written.aliases.get(name):
                    yield _alias((*location, index), name, owner)
            yield from _written_twice(location, names)


def _header_names(header: PlanHeader, written: Written) -> Iterator[Problem]:
    spellings = [(name, name) for name in sorted(written.collectives)]
    for index, name in enumerate(header.also):
        location = ("plan", "also", index)
        if name in written.units:
            yield Problem(location, f"“{name}”是单位，also 里写的是集体称谓", "请给各项任务分别写上它")
        elif name not in written.collectives:
            what, advice = f"“{name}”没有登记", "请改正，或在 collectives 里登记"
            yield Problem(location, what, advice, Unknown(name, spellings))
    yield from _written_twice(("plan", "also"), header.also)
    yield from _written_twice(("plan", "issuers"), header.issuers)


def _unregistered(location: Location, name: str, names: "_Names") -> Iterator[Problem]:
    if name in names.known:
        return
    if owner := names.aliases.get(name):
        yield _alias(location, name, owner)
        return
    if found := names.alike.get(seen(name)):
        yield alike(location, name, *found)
        return
    if slip := list_slip(name):
        yield field_problem(location, slip)
        return
    yield Problem(location, f"“{name}”没有登记", "请改正，或在 units 里登记", Unknown(name, names.spellings))


def _alias(location: Location, name: str, owner: str) -> Problem:
    return Problem(location, f"“{name}”是“{shown(owner)}”的别名", f"全文请统一写作“{shown(owner)}”")


class _Names:
    """The names allowed in one place of the file, and all spellings to suggest there."""

    def __init__(self, known: frozenset[str], written: Written, sound: SoundEntries) -> None:
        self.known, self.aliases, self._sound = known, written.aliases, sound
        self.spellings = [*((name, name) for name in sorted(known)), *written.aliases.items()]

    @cached_property
    def alike(self) -> dict[str, tuple[str, Location | None]]:
        """The look of each name → the name and its place. Only a name that is not registered is looked for here."""
        places: dict[str, Location | None] = dict.fromkeys([*self.aliases, *self.known])
        for location, name, _ in _registered_names(self._sound):
            if name in places:
                places[name] = location
        return by_look(places)


def _written_twice(location: Location, names: Sequence[str]) -> Iterator[Problem]:
    last = {name: index for index, name in enumerate(names)}
    for name, times in Counter(names).items():
        if times > 1:
            yield Problem((*location, last[name]), f"“{name}”写了 {times} 次", "请只留一次")


def _days(sound: SoundEntries, header: PlanHeader) -> Iterator[Problem]:
    if header.last_day < header.issued_on:
        key = "ends_on" if header.ends_on else "issued_on"
        what = f"最后一天 {header.last_day} 早于发文日期 {header.issued_on}"
        yield Problem(("plan", key), what, "请核对 issued_on 和 ends_on")
        return
    if header.last_day.year < header.year:
        yield Problem(("plan", "ends_on"), f"最后一天 {header.last_day} 在 {header.year} 年度之前", "请核对")
        return
    first = min(header.issued_on, date(header.year, 1, 1))
    for location, day in _written_days(sound, header):
        if not first <= day <= header.last_day:
            what = f"{day} 不在本要点的期间内（{first} 至 {header.last_day}）"
            yield Problem(location, what, "请核对年份")


def _written_days(sound: SoundEntries, header: PlanHeader) -> Iterator[tuple[Location, date]]:
    for place, task in sound.tasks:
        if day := due_day(task.due, header.period):
            yield ("tasks", place, "due"), day
        for index, measure in enumerate(task.measures):
            if day := due_day(measure.due, header.period):
                yield ("tasks", place, "measures", index, "due"), day
    for place, row in sound.activities:
        if day := row.window(header.period).date:
            yield ("activities", place, "when" if row.when else "date"), day
