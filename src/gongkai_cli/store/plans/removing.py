"""A plan taken out of every listing; its rows stay in the store."""

from sqlite3 import Connection
from typing import NamedTuple

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.vocabulary import ChangeKind
from gongkai_cli.errors import RefusedError
from gongkai_cli.store.queries.plans import find_plan
from gongkai_cli.store.queries.rows import fetch
from gongkai_cli.store.sqlite.writer import Signature, Writer

_COUNT = """SELECT count(*) AS number FROM change AS c JOIN {0} AS r ON r.change_id = c.id
  WHERE c.plan_id = :plan AND c.kind = '{1}' AND c.undone_by IS NULL"""


class Holding(NamedTuple):
    """A plan, and how many reports and activity steps it has."""

    plan: Plan
    reports: int
    events: int


def holding(connection: Connection, key: str) -> Holding:
    """Return what the plan with this key holds.

    Raises:
        NotFoundError: no plan has it.
    """
    plan = find_plan(connection, key)
    reports = _count(connection, plan, "report", ChangeKind.MARK)
    return Holding(plan, reports, _count(connection, plan, "activity_event", ChangeKind.ACTIVITY))


def _count(connection: Connection, plan: Plan, table: str, kind: ChangeKind) -> int:
    (row,) = fetch(connection, _COUNT.format(table, kind.value), {"plan": plan.id})
    return int(row["number"])


def remove(writer: Writer, expected: Holding, signature: Signature) -> int:
    """Take a plan out of every listing, and return the number of the change.

    Raises:
        NotFoundError: the plan is not listed any more.
        RefusedError: somebody has reported on it since `expected` was read.
    """
    if holding(writer.connection, expected.plan.key) != expected:
        raise RefusedError("刚才又有人改了台账，未移除。请再运行一次。")
    note = f"{expected.plan.title}：移除，报告 {expected.reports} 条、活动记录 {expected.events} 条留在台账里"
    return writer.begin_change(expected.plan.id, ChangeKind.REMOVE, signature, note=note)
