"""Two plans to compare, from the keys of a command."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import typer

from gongkai_cli.cli.framework.context import is_written
from gongkai_cli.cli.request.scope import chosen_plan, day_shown, ready_store
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.text import shown
from gongkai_cli.errors import NotFoundError, UsageError
from gongkai_cli.store.queries.plans import find_plan, plans_of_the_year_before
from gongkai_cli.store.queries.snapshot import Snapshot, at_once

if TYPE_CHECKING:
    from sqlite3 import Connection

_NAME_BOTH = "请写出两个标识：gongkai compare 标识 标识。用 gongkai plans 查看全部"


class PlanPair(NamedTuple):
    """Two plans on one day, the older one first."""

    before: Snapshot
    after: Snapshot


@contextmanager
def plan_pair(context: typer.Context, keys: Sequence[str]) -> Iterator[PlanPair]:
    """Open the store for reading, on two plans and the day of the command line.

    Args:
        context: the command's.
        keys: the keys of two plans. With one, its plan and that of the year before; with none, the plan of the
            command line and that of the year before.

    Raises:
        UsageError: the keys name one plan, or `--plan` is written beside them.
        NotFoundError: no plan has such a key, or there is no single plan of the year before.
    """
    if keys and is_written(context, "plan"):
        raise UsageError("写了标识，就不用 --plan。请去掉 --plan。")
    with ready_store(context).reading() as connection, at_once(connection):
        pair = _chosen(connection, context, keys)
        before, after = sorted(pair, key=_age)
        day = day_shown(context, after)
        yield PlanPair(_seen(connection, before, day), _seen(connection, after, day))


def _age(plan: Plan) -> tuple[int, date, int]:
    return plan.year, plan.issued_on, plan.id


def _seen(connection: "Connection", plan: Plan, day: date) -> Snapshot:
    return Snapshot(connection, find_plan(connection, plan.key, day), day)


def _chosen(connection: "Connection", context: typer.Context, keys: Sequence[str]) -> list[Plan]:
    plans = [find_plan(connection, key) for key in keys] or [chosen_plan(connection, context)]
    if len(plans) == 1:
        return [*plans, _year_before(connection, plans[0])]
    first, second = plans
    if first.id == second.id:
        raise UsageError(f"两个标识都是“{shown(first.key)}”。请写两个不同的工作要点，用 gongkai plans 查看全部。")
    return plans


def _year_before(connection: "Connection", plan: Plan) -> Plan:
    found = plans_of_the_year_before(connection, plan)
    if len(found) == 1:
        return found[0]
    year = plan.year - 1
    if found:
        keys = "、".join(one.key for one in found)
        raise NotFoundError(f"“{plan.key}”的上一年（{year}年）有 {len(found)} 个工作要点：{keys}。{_NAME_BOTH}。")
    raise NotFoundError(f"没有找到“{plan.key}”上一年（{year}年）的工作要点。{_NAME_BOTH}。")
