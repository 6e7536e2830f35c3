"""Completions from the store and from the vocabularies.

A completion makes no store, raises no error and prints nothing. If it finds nothing, it offers nothing.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING

import typer

from gongkai_cli.cli.framework.context import commands_of
from gongkai_cli.domain.vocabulary import ActivityStatus, Form, Pace, Role, Said, Sort, Status, WholeTable, Word

if TYPE_CHECKING:
    from gongkai_cli.store.queries.snapshot import Snapshot

Offers = list[tuple[str, str]]
"""Words to offer, each with its meaning."""


def _from_store(offer: Callable[..., Offers]) -> Callable[..., Offers]:
    """Guard a function that offers words from the store.

    Without a store of this version, or after an error, it offers none.
    """

    @wraps(offer)  # Typer reads the parameters of the function behind it
    def offered(context: typer.Context, **typed: str) -> Offers:
        from gongkai_cli.cli.request.scope import is_ready

        try:
            if not is_ready(context):  # a completion upgrades no store
                return []
            return offer(context, **typed)
        except Exception:  # noqa: BLE001 - a store that another program changed can hold anything
            return []

    return offered


@_from_store
def units(context: typer.Context, incomplete: str) -> Offers:
    """Offer the plan's units by name, or by an alias typed."""
    from gongkai_cli.cli.request.scope import snapshot

    with snapshot(context) as seen:
        return _units(seen, incomplete)


@_from_store
def units_and_collectives(context: typer.Context, incomplete: str) -> Offers:
    """Offer the plan's units; and the collectives that stand for several of them, once one is being typed."""
    from gongkai_cli.cli.request.scope import snapshot
    from gongkai_cli.store.queries.naming.units import collective_names

    with snapshot(context) as seen:
        names = _units(seen, incomplete)
        if incomplete:
            names += [(name, "统称") for name in collective_names(seen) if name.startswith(incomplete)]
        return names


def _units(seen: "Snapshot", incomplete: str) -> Offers:
    names, aliases = seen.unit_spellings()
    by_name = [(name, "") for name in names if name.startswith(incomplete)]
    if not incomplete:
        return by_name
    return by_name + [(alias, name) for alias, name in aliases if alias.startswith(incomplete)]


@_from_store
def kinds(context: typer.Context) -> Offers:
    """Offer the kinds of the plan's units."""
    from gongkai_cli.cli.request.scope import snapshot

    with snapshot(context) as seen:
        found = dict.fromkeys(unit.kind for unit in seen.units())
    return [(kind, "") for kind in found]


@_from_store
def tasks(context: typer.Context) -> Offers:
    """Offer the plan's task numbers with their titles."""
    from gongkai_cli.cli.request.scope import snapshot

    with snapshot(context) as seen:
        return [(str(task.no), task.title) for task in seen.tasks()]


@_from_store
def activities(context: typer.Context) -> Offers:
    """Offer the plan's activities by number, with their themes."""
    from gongkai_cli.cli.request.scope import snapshot

    with snapshot(context) as seen:
        return [(str(row.no), f"{row.theme}（{row.organizer}）") for row in seen.schedule()]


@_from_store
def plans(context: typer.Context) -> Offers:
    """Offer the keys of the plans in the store."""
    from gongkai_cli.cli.request.clock import today
    from gongkai_cli.cli.request.scope import store_file
    from gongkai_cli.store.queries.plans import plan_summaries

    with store_file(context).reading() as connection:
        return [(plan.key, plan.title) for plan in plan_summaries(connection, today())]


def commands(context: typer.Context) -> Offers:
    """Offer the commands of the program, each with its meaning."""
    return [(name, command.help) for name, command in commands_of(context).items()]


def settings() -> Offers:
    """Offer the settings by name."""
    from gongkai_cli.cli.settings.keys import KEYS

    return [(name, key.meaning) for name, key in KEYS.items()]


def statuses(incomplete: str) -> Offers:
    """Offer the status words, as codes and in Chinese."""
    return _words(Status, incomplete)


def activity_statuses(incomplete: str) -> Offers:
    """Offer the words for an activity's status."""
    return _words(ActivityStatus, incomplete)


def forms(incomplete: str) -> Offers:
    """Offer the forms of an activity."""
    return _words(Form, incomplete)


def said(incomplete: str) -> Offers:
    """Offer the texts of a report."""
    return _words(Said, incomplete)


def roles(incomplete: str) -> Offers:
    """Offer the role words."""
    return _words(Role, incomplete)


def paces(incomplete: str) -> Offers:
    """Offer the pace words."""
    return _words(Pace, incomplete)


def _words(vocabulary: Iterable[Word], incomplete: str) -> Offers:
    """Offer Chinese words, or codes where one is being typed, so that each member comes once."""
    if incomplete and incomplete.isascii():
        return [(member.value, member.word) for member in vocabulary]
    return [(member.word, member.value) for member in vocabulary]


def sorts(incomplete: str) -> Offers:
    """Offer the columns to sort by."""
    return _words(Sort, incomplete)


def tables(incomplete: str) -> Offers:
    """Offer the tables of an export."""
    return _words(WholeTable, incomplete)
