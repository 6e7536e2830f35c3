"""The plans of a store: one found by its key, the newest, all of them."""

import sqlite3
from datetime import date

from gongkai_cli.domain.model import Plan, PlanSummary
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.units import did_you_mean
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.rows import fetch, to_plan, to_plan_summary
from gongkai_cli.store.queries.views import on_a_day

_NEWEST_FIRST = "SELECT * FROM plan ORDER BY year DESC, issued_on DESC, id DESC"


def every_plan(connection: sqlite3.Connection) -> list[Plan]:
    """Return all the plans of the store, the newest first."""
    return [to_plan(row) for row in fetch(connection, _NEWEST_FIRST, {})]


def newest_plan(connection: sqlite3.Connection) -> Plan:
    """Return the plan of the newest year, or of one year the plan issued last.

    Raises:
        NotFoundError: the store has no plan.
    """
    for row in fetch(connection, f"{_NEWEST_FIRST} LIMIT 1", {}):
        return to_plan(row)
    raise NotFoundError("台账里还没有工作要点。请先用 gongkai load 载入计划文件。")


def find_plan(connection: sqlite3.Connection, key: str) -> Plan:
    """Return the plan with this key.

    Raises:
        NotFoundError: no plan has it; the message suggests similar keys.
    """
    for row in fetch(connection, "SELECT * FROM plan WHERE key = :key", {"key": key}):
        return to_plan(row)
    newest_plan(connection)  # a store without plans has another message
    keys = [plan.key for plan in every_plan(connection)]
    near = did_you_mean(key, [(one, one) for one in keys])
    raise NotFoundError(f"没有工作要点“{shown(clean_text(key))}”。{near}用 gongkai plans 查看全部。")


def plan_of_change(connection: sqlite3.Connection, change: int) -> Plan:
    """Return the plan of a change in the ledger."""
    query = "SELECT plan.* FROM plan JOIN change ON change.plan_id = plan.id WHERE change.id = ?"
    (row,) = fetch(connection, query, (change,))
    return to_plan(row)


def plan_summaries(connection: sqlite3.Connection, day: date) -> list[PlanSummary]:
    """Return every plan in the store, the newest first, with its completion on `day`."""
    query = on_a_day(
        "SELECT key, title, year, region, issuer, issued_on, ends_on, tasks, done, percent, units, activities "
        "FROM plans ORDER BY year DESC, issued_on DESC, plan_id DESC"
    )
    return [to_plan_summary(row) for row in fetch(connection, query, {"day": day.isoformat()})]
