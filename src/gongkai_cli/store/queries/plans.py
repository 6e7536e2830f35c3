"""The plans of a store: one found by its key, the newest, all of them."""

import sqlite3
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Plan, PlanSummary
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.units import did_you_mean
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.rows import fetch, to_plan, to_plan_summary
from gongkai_cli.store.queries.views import on_a_day

_COLUMNS = """p.plan_id AS id, p.plan AS key, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on, p.source,
  p.based_on"""
_NEWEST_FIRST = f"""SELECT {_COLUMNS} FROM current_edition AS p
  ORDER BY p.year DESC, p.issued_on DESC, p.plan_id DESC"""  # noqa: S608
# An index has the newest edition at its end, so a country's plans are not all looked at. CROSS JOIN keeps this order.
_NEWEST = f"""SELECT {_COLUMNS} FROM edition AS newest
  CROSS JOIN current_edition AS p ON p.plan_id = newest.plan_id AND p.edition_id = newest.id
  ORDER BY newest.year DESC, newest.issued_on DESC, newest.plan_id DESC LIMIT 1"""  # noqa: S608
_BY_KEY = f"SELECT {_COLUMNS} FROM current_edition AS p WHERE p.plan = :key"  # noqa: S608
_BY_CHANGE = f"""SELECT {_COLUMNS} FROM current_edition AS p
  WHERE p.plan_id = (SELECT plan_id FROM change WHERE id = :change)"""  # noqa: S608
_LAST_BY_CHANGE = """SELECT p.id, p.key, e.title, e.year, e.region, e.issuer, e.issued_on, e.ends_on, e.source,
    e.based_on
  FROM change AS c JOIN plan AS p ON p.id = c.plan_id JOIN edition AS e ON e.plan_id = p.id
  WHERE c.id = :change ORDER BY e.id DESC LIMIT 1"""

NEWEST_EDITION = date.max
"""The day on which a plan's newest edition is in force, even one that begins in the future."""


def every_plan(connection: sqlite3.Connection, day: date = NEWEST_EDITION) -> list[Plan]:
    """Return all plans of the store on a day, the newest first."""
    return [to_plan(row) for row in _rows(connection, _NEWEST_FIRST, day)]


def newest_plan(connection: sqlite3.Connection, day: date = NEWEST_EDITION) -> Plan:
    """Return the plan of the newest year; of several, the one issued last.

    Raises:
        NotFoundError: the store has no plan.
    """
    for row in _rows(connection, _NEWEST, day):
        return to_plan(row)
    raise NotFoundError("台账里还没有工作要点。请先用 gongkai load 载入计划文件。")


def find_plan(connection: sqlite3.Connection, key: str, day: date = NEWEST_EDITION) -> Plan:
    """Return the plan with this key on a day.

    Raises:
        NotFoundError: no plan has it; the message suggests those that are near.
    """
    for row in _rows(connection, _BY_KEY, day, key=key):
        return to_plan(row)
    newest_plan(connection)  # a store without plans has another message
    keys = [plan.key for plan in every_plan(connection)]
    near = did_you_mean(key, [(one, one) for one in keys])
    raise NotFoundError(f"没有工作要点“{shown(clean_text(key))}”。{near}用 gongkai plans 查看全部。")


def plan_of_change(connection: sqlite3.Connection, change: int) -> Plan:
    """Return the plan of a change of the ledger, also one that is not listed any more."""
    for query in (_BY_CHANGE, _LAST_BY_CHANGE):
        for row in _rows(connection, query, NEWEST_EDITION, change=change):
            return to_plan(row)
    raise NotFoundError(f"第 {change} 号的工作要点没有版次。请用 gongkai db check 检查台账。")


def is_removed(connection: sqlite3.Connection, plan_id: int) -> bool:
    """Return whether a plan is not listed: it was removed, or no load of it is active."""
    return not _rows(connection, "SELECT 1 FROM current_edition WHERE plan_id = :plan", NEWEST_EDITION, plan=plan_id)


def _rows(connection: sqlite3.Connection, query: str, day: date, **values: object) -> list[dict[str, Any]]:
    return fetch(connection, on_a_day(query), {**values, "day": day.isoformat()})


def plan_summaries(connection: sqlite3.Connection, day: date) -> list[PlanSummary]:
    """Return every plan in the store, the newest first, with its completion on `day`."""
    query = on_a_day(
        "SELECT key, title, year, region, issuer, issued_on, ends_on, tasks, done, percent, units, activities "
        "FROM plans ORDER BY year DESC, issued_on DESC, plan_id DESC"
    )
    return [to_plan_summary(row) for row in fetch(connection, query, {"day": day.isoformat()})]
