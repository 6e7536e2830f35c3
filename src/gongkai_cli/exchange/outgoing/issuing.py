"""Which sheets a period needs: one for each unit that owes a report."""

from collections.abc import Collection
from datetime import date

from gongkai_cli.domain.reporting.periods import period_code, period_words
from gongkai_cli.domain.reporting.sheets import IssuedSheet, SheetIdentity, UnitSheet, sheet_number
from gongkai_cli.exchange.outgoing.file_names import safe_names
from gongkai_cli.store.queries import sheets as queries
from gongkai_cli.store.queries.snapshot import Snapshot


def unit_sheets(
    seen: Snapshot, first: date, last: date, units: Collection[str] | None = None, *, only_owed: bool = False
) -> list[UnitSheet]:
    """Return the sheets of a period, in the order of the units in the plan.

    Args:
        seen: the plan on the day that the sheets show.
        first: the first day of the period.
        last: its last day.
        units: the names of the units; None is all.
        only_owed: leave out parts with a report in the period, and units that owe neither a part nor an activity.
    """
    parts = queries.sheet_parts(seen, first, only_owed=only_owed)
    activities = queries.sheet_activities(seen, first, last)
    identities = queries.unit_ids(seen)
    wanted = [
        unit
        for unit in seen.units()
        if unit.name in identities and (parts.get(unit.name) or activities.get(unit.name))
        if units is None or unit.name in units
    ]
    code = period_code(first, last)
    words = period_words(first, last, seen.plan.year)
    names = safe_names((f"{unit.name} {words}报送表" for unit in wanted), ".xlsx")
    running = queries.last_sheet(seen.connection)
    return [
        UnitSheet(
            identity=SheetIdentity(seen.plan.key, unit.name, sheet_number(seen.plan.year, code, running + place)),
            unit_id=identities[unit.name],
            kind=unit.kind,
            contact=unit.contact,
            phone=unit.phone,
            first=first,
            last=last,
            day=seen.day,
            parts=tuple(parts.get(unit.name, ())),
            activities=tuple(activities.get(unit.name, ())),
            file=name,
        )
        for place, (unit, name) in enumerate(zip(wanted, names, strict=True), 1)
    ]


def issued(sheet: UnitSheet) -> IssuedSheet:
    """Return a sheet's line in the list of sheets."""
    return IssuedSheet(
        unit=sheet.identity.unit,
        kind=sheet.kind,
        number=sheet.identity.number,
        file=sheet.file,
        tasks=tuple(line.part.no for line in sheet.parts),
        activities=len(sheet.activities),
        contact=sheet.contact,
        phone=sheet.phone,
    )
