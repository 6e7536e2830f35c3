"""The names that a plan file registers, also those of its broken entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai_cli.planfile.slips.names import clean_name


@dataclass(frozen=True, slots=True)
class Written:
    """All names, aliases and kinds in the file, also those of broken entries."""

    units: frozenset[str]
    aliases: Mapping[str, str]
    kinds: frozenset[str]
    collectives: frozenset[str]
    named_kinds: Mapping[str, str]
    """Kind → a collective with that kind."""


def entries(tree: dict[str, Any], section: str) -> list[Any]:
    """Return the raw entries of a section; none where it is no list."""
    found = tree.get(section)
    if isinstance(found, list):
        return found
    return []


def written(tree: dict[str, Any]) -> Written | None:
    """Collect the names in units and collectives, sound or not; None where the section of units is broken."""
    units = [entry for entry in entries(tree, "units") if isinstance(entry, dict)]
    collectives = [entry for entry in entries(tree, "collectives") if isinstance(entry, dict)]
    if not units and tree.get("units", []) != []:
        return None
    owners: dict[str, str] = {}
    for unit in units:
        for alias in _as_list(unit.get("aliases")):
            name = unit.get("name")
            if isinstance(alias, str) and isinstance(name, str):
                owners[clean_name(alias)] = clean_name(name)
    named_kinds: dict[str, str] = {}
    for collective in collectives:
        for kind in _as_list(collective.get("kind")):
            if isinstance(kind, str):
                named_kinds[clean_name(kind)] = clean_name(str(collective.get("name", kind)))
    return Written(
        units=_texts(unit.get("name") for unit in units),
        aliases=owners,
        kinds=_texts(unit.get("kind") for unit in units),
        collectives=_texts(collective.get("name") for collective in collectives),
        named_kinds=named_kinds,
    )


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value]


def _texts(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(clean_name(value) for value in values if isinstance(value, str))
