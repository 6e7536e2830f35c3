"""What the shell offers to complete: units, task numbers and plans from the store, words from the vocabularies.

A completion never makes a store, never fails and never speaks: where there is nothing to offer, it offers nothing.
"""

from collections.abc import Callable, Iterable

import typer

from gongkai_cli.cli.request.shared import SHARED
from gongkai_cli.domain.vocabulary import ActivityStatus, Form, Pace, Role, Status, Word

Offer = list[tuple[str, str]]
"""What to type, and what it means."""


def _from_store(context: typer.Context, ask: Callable[[typer.Context], Offer]) -> Offer:
    from gongkai_cli.cli.request.scope import is_ready

    root = context.find_root()
    for name in SHARED:  # what stands after the command; variables are the root's own matter
        source = context.get_parameter_source(name)
        if context is not root and source is not None and source.name == "COMMANDLINE":
            root.params[name] = context.params[name]
    try:
        if not is_ready(context):  # to upgrade an older store is not for a completion
            return []
        return ask(context)
    except Exception:  # noqa: BLE001 - a store that another program changed can hold anything
        return []


def units(ctx: typer.Context, incomplete: str) -> Offer:
    """Offer the plan's units by name, with their kind, and by alias once one is being typed."""
    from gongkai_cli.cli.request.scope import snapshot

    def ask(context: typer.Context) -> Offer:
        with snapshot(context) as seen:
            names, aliases = seen.unit_spellings()
        spelled = [(alias, name) for alias, name in aliases if incomplete and alias.startswith(incomplete)]
        return [(name, "") for name in names if name.startswith(incomplete)] + spelled

    return _from_store(ctx, ask)


def tasks(ctx: typer.Context) -> Offer:
    """Offer the plan's task numbers with their titles."""
    from gongkai_cli.cli.request.scope import snapshot

    def ask(context: typer.Context) -> Offer:
        with snapshot(context) as seen:
            return [(str(task.no), task.title) for task in seen.tasks()]

    return _from_store(ctx, ask)


def kinds(ctx: typer.Context) -> Offer:
    """Offer the kinds of units that the plan has."""
    from gongkai_cli.cli.request.scope import snapshot

    def ask(context: typer.Context) -> Offer:
        with snapshot(context) as seen:
            return [(kind, "") for kind in dict.fromkeys(unit.kind for unit in seen.units())]

    return _from_store(ctx, ask)


def plans(ctx: typer.Context) -> Offer:
    """Offer the keys of the plans in the store."""
    from gongkai_cli.cli.request.clock import today
    from gongkai_cli.cli.request.scope import store_file
    from gongkai_cli.store.queries.plans import plan_summaries

    def ask(context: typer.Context) -> Offer:
        with store_file(context).reading() as connection:
            return [(plan.key, plan.title) for plan in plan_summaries(connection, today())]

    return _from_store(ctx, ask)


def statuses() -> Offer:
    """Offer the status words, in Chinese and as codes."""
    return _words(Status)


def activities(ctx: typer.Context) -> Offer:
    """Offer the plan's activities by number, with their themes."""
    from gongkai_cli.cli.request.scope import snapshot

    def ask(context: typer.Context) -> Offer:
        with snapshot(context) as seen:
            return [(str(row.no), f"{row.theme}（{row.organizer}）") for row in seen.schedule()]

    return _from_store(ctx, ask)


def activity_statuses() -> Offer:
    """Offer the words for an activity's status."""
    return _words(ActivityStatus)


def forms() -> Offer:
    """Offer the forms of an activity."""
    return _words(Form)


def roles() -> Offer:
    """Offer the role words."""
    return _words(Role)


def paces() -> Offer:
    """Offer the pace words."""
    return _words(Pace)


def _words(vocabulary: Iterable[Word]) -> Offer:
    members = list(vocabulary)
    return [(one.value, one.word) for one in members] + [(one.word, one.value) for one in members]


def sorts() -> Offer:
    """Offer the columns to sort by."""
    from gongkai_cli.store.queries.filters import SORTS

    return [(name, "") for name in SORTS]


def tables() -> Offer:
    """Offer the tables that can be exported."""
    from gongkai_cli.output.content.whole_tables import NAMES

    return [*NAMES.items(), ("all", "全部")]
