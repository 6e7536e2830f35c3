"""The plans of a store: one found by its key, the newest, all of them."""

import re
import sqlite3
from collections.abc import Collection
from datetime import date
from typing import Any

from gongkai_cli.domain.model import Plan, PlanSummary
from gongkai_cli.domain.text import clean_text, shown
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.typed_words.units import did_you_mean
from gongkai_cli.errors import NotFoundError
from gongkai_cli.store.queries.rows import fetch, to_plan, to_plan_summary
from gongkai_cli.store.queries.views import on_a_day

_COLUMNS = """p.plan_id AS id, p.plan AS key, p.title, p.year, p.region, p.issuer, p.issued_on, p.ends_on, p.source,
  p.based_on, p.number, p.also"""
_NEWEST_FIRST = f"""SELECT {_COLUMNS} FROM current_edition AS p
  ORDER BY p.year DESC, p.issued_on DESC, p.plan_id DESC"""  # noqa: S608
# An index has the newest edition at its end, so a country's plans are not all looked at. CROSS JOIN keeps this order.
_NEWEST = f"""SELECT {_COLUMNS} FROM edition AS newest
  CROSS JOIN current_edition AS p ON p.plan_id = newest.plan_id AND p.edition_id = newest.id
  ORDER BY newest.year DESC, newest.issued_on DESC, newest.plan_id DESC LIMIT 1"""  # noqa: S608
_BY_KEY = f"SELECT {_COLUMNS} FROM current_edition AS p WHERE p.plan = :key"  # noqa: S608
_OF_REGION = f"""SELECT {_COLUMNS} FROM current_edition AS p
  WHERE p.year = :year AND p.region = :region ORDER BY p.issued_on, p.plan_id"""  # noqa: S608
_BY_CHANGE = f"""SELECT {_COLUMNS} FROM current_edition AS p
  WHERE p.plan_id = (SELECT plan_id FROM change WHERE id = :change)"""  # noqa: S608
_LAST = """SELECT p.id, p.key, e.title, e.year, e.region, replace(e.issuer, char(10), '、') AS issuer,
    e.issued_on, e.ends_on, e.source, e.based_on, e.number, e.also
  FROM plan AS p JOIN edition AS e ON e.plan_id = p.id WHERE {0} ORDER BY e.id DESC LIMIT 1"""
_LAST_BY_CHANGE = _LAST.format("p.id = (SELECT plan_id FROM change WHERE id = :change)")
_LAST_BY_KEY = _LAST.format("p.key = :key")
_UNLISTED_BY = """SELECT p.key, c.id, c.kind FROM plan AS p JOIN change AS c ON c.plan_id = p.id
  WHERE (:key IS NULL OR p.key = :key)
    AND (c.kind = 'remove' AND c.undone_by IS NULL OR c.kind = 'load' AND c.undone_by IS NOT NULL)
  ORDER BY c.kind DESC, c.id DESC LIMIT 1"""
"""The change by which a plan is not listed: its removal, or else the load that was taken back last."""

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
    if unlisted := _unlisted(connection, None):
        raise NotFoundError(unlisted)
    raise NotFoundError("台账里还没有工作要点。请先用 gongkai load 载入计划文件。")


def find_plan(connection: sqlite3.Connection, key: str, day: date = NEWEST_EDITION) -> Plan:
    """Return the plan with this key on a day; a year such as 2025 means the plan of that year.

    Raises:
        NotFoundError: no plan has it; the message suggests those that are near. Or several are of the year.
    """
    for row in _rows(connection, _BY_KEY, day, key=key):
        return to_plan(row)
    typed = plain(key).strip()
    if typed != key:
        return find_plan(connection, typed, day)
    year = re.fullmatch("([0-9]{4})年?度?", key)
    of_year = [plan for plan in every_plan(connection, day) if year and plan.year == int(year.group(1))]
    if len(of_year) > 1:
        listed = "、".join(plan.key for plan in of_year)
        raise NotFoundError(f"{of_year[0].year}年有 {len(of_year)} 个工作要点：{listed}。请写其中一个的标识。")
    if of_year:
        return of_year[0]
    if unlisted := _unlisted(connection, key):
        raise NotFoundError(unlisted)
    newest_plan(connection)  # a store without plans has another message
    keys = [plan.key for plan in every_plan(connection)]
    near = did_you_mean(key, [(one, one) for one in keys])
    raise NotFoundError(f"没有工作要点“{shown(clean_text(key))}”。{near}用 gongkai plans 查看全部。")


def plans_of_the_year_before(connection: sqlite3.Connection, plan: Plan) -> list[Plan]:
    """Return the plan of the year before, whose key differs in the year alone; else all of that year and region."""
    before = plan.year - 1
    stem, year, rest = plan.key.rpartition(str(plan.year))
    if year:
        for row in _rows(connection, _BY_KEY, NEWEST_EDITION, key=f"{stem}{before}{rest}"):
            if row["year"] == before:
                return [to_plan(row)]
    return [to_plan(row) for row in _rows(connection, _OF_REGION, NEWEST_EDITION, year=before, region=plan.region)]


def is_listed(connection: sqlite3.Connection, key: str) -> bool:
    """Return whether the store lists a plan with this key."""
    return bool(_rows(connection, _BY_KEY, NEWEST_EDITION, key=key))


def _unlisted(connection: sqlite3.Connection, key: str | None) -> str | None:
    """Return why the plan with this key (None: any plan) is not listed, and how to restore it."""
    for row in fetch(connection, _UNLISTED_BY, {"key": key}):
        log = f"台账还在：gongkai log --plan {row['key']}"
        if row["kind"] == "remove":
            return f"工作要点“{row['key']}”已移除（第 {row['id']} 号）。如需恢复：gongkai undo {row['id']}。{log}。"
        return f"工作要点“{row['key']}”的载入（第 {row['id']} 号）已撤回。如需恢复：gongkai redo {row['id']}。{log}。"
    return None


def known_plan(connection: sqlite3.Connection, key: str, day: date = NEWEST_EDITION) -> Plan:
    """Return the plan with this key on a day, also one that is not listed any more; raises as `find_plan`."""
    for query in (_BY_KEY, _LAST_BY_KEY):
        for row in _rows(connection, query, day, key=key):
            return to_plan(row)
    return find_plan(connection, key, day)


def plan_of_change(connection: sqlite3.Connection, change: int) -> Plan:
    """Return the plan of a change of the ledger, also one that is not listed any more."""
    for query in (_BY_CHANGE, _LAST_BY_CHANGE):
        for row in _rows(connection, query, NEWEST_EDITION, change=change):
            return to_plan(row)
    raise NotFoundError(f"第 {change} 号的工作要点没有版次。请用 gongkai db check 检查台账。")


def is_removed(connection: sqlite3.Connection, plan_id: int) -> bool:
    """Return whether a plan is not listed: it was removed, or no load of it is active."""
    return not _rows(connection, "SELECT 1 FROM current_edition WHERE plan_id = :plan", NEWEST_EDITION, plan=plan_id)


def is_listed_without(connection: sqlite3.Connection, plan_id: int, changes: Collection[int]) -> bool:
    """Return whether a plan would be listed if some changes were taken back; True where it is not listed now."""
    if is_removed(connection, plan_id):
        return True
    query = """SELECT c.id, c.kind FROM change AS c LEFT JOIN edition AS e ON e.change_id = c.id
      WHERE c.plan_id = :plan AND c.undone_by IS NULL AND (c.kind = 'remove' OR e.id IS NOT NULL) ORDER BY c.id DESC"""
    for row in fetch(connection, query, {"plan": plan_id}):
        if row["id"] not in changes:
            return bool(row["kind"] == "load")
    return False


def _rows(connection: sqlite3.Connection, query: str, day: date, **values: object) -> list[dict[str, Any]]:
    return fetch(connection, on_a_day(query), {**values, "day": day.isoformat()})


def plan_summaries(connection: sqlite3.Connection, day: date) -> list[PlanSummary]:
    """Return every plan in the store, the newest first, with its completion on `day`."""
    query = on_a_day(
        "SELECT key, title, year, region, issuer, issued_on, ends_on, tasks, done, percent, units, activities, number "
        "FROM plans ORDER BY year DESC, issued_on DESC, plan_id DESC"
    )
    return [to_plan_summary(row) for row in fetch(connection, query, {"day": day.isoformat()})]
