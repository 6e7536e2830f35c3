"""The ledger's side of a review: parts, activities and sheets, each asked of the store once."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from gongkai_cli.domain.reporting.sheets import activity_key, part_key
from gongkai_cli.domain.typed_words.units import find_unit
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries import sheets as queries
from gongkai_cli.store.queries.sheets import ActivityNow, KnownSheet, PartNow
from gongkai_cli.store.queries.snapshot import Snapshot


class Facts:
    """One plan, as a review sees it."""

    def __init__(self, seen: Snapshot) -> None:
        self.seen = seen
        self.plan = seen.plan
        self.today = seen.day
        self._parts: dict[date, dict[int, PartNow]] = {}
        self._units: dict[str, str | None] = {}

    def parts(self, day: date) -> dict[int, PartNow]:
        """Return every part on a day, by its identity. Numbers and titles are those of today."""
        if day not in self._parts:
            of_day = Snapshot(self.seen.connection, self.plan, day, edition_day=self.today)
            self._parts[day] = queries.parts_now(of_day)
        return self._parts[day]

    @cached_property
    def activities(self) -> dict[int, ActivityNow]:
        """Every activity, by its identity."""
        return queries.activities_now(self.seen)

    @cached_property
    def parts_of_unit(self) -> dict[str, list[int]]:
        """The identities of each unit's parts, by the unit's name."""
        found: dict[str, list[int]] = {}
        for now in self.parts(self.today).values():
            found.setdefault(now.part.unit, []).append(now.assignment)
        return found

    @cached_property
    def keys(self) -> dict[str, int]:
        """The assignment of each row key: those of given sheets, and those that a sheet of today would have."""
        return {**_unique(self._computed_keys()), **queries.given_keys(self.seen)}

    def _computed_keys(self) -> Iterable[tuple[str, int]]:
        for now in self.parts(self.today).values():
            part = now.part
            yield part_key(self.plan.key, part.unit, part.no, part.title), now.assignment

    @cached_property
    def activity_keys(self) -> dict[str, int]:
        """The activity of each row key that a sheet of today would have."""
        pairs = (
            (activity_key(self.plan.key, now.activity.no, now.activity.printed_theme), now.identity)
            for now in self.activities.values()
        )
        return _unique(pairs)

    def sheets(self, numbers: Sequence[str]) -> dict[str, KnownSheet]:
        """Return the known sheets with these 表号."""
        return queries.known_sheets(self.seen, numbers)

    def unit(self, text: str) -> str | None:
        """Return the unit that a text on a sheet names; None where it is no unit for sure."""
        if text not in self._units:
            names, aliases = self._spellings
            try:
                self._units[text] = find_unit(text, names, aliases)
            except NotFoundError:
                self._units[text] = None
        return self._units[text]

    @cached_property
    def _spellings(self) -> tuple[list[str], list[tuple[str, str]]]:
        return self.seen.unit_spellings()


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the pairs as a mapping, without keys that two of them share."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for key, identity in pairs:
        if key in found:
            twice.add(key)
        found[key] = identity
    return {key: identity for key, identity in found.items() if key not in twice}
