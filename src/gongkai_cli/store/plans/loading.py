"""A plan document becomes a new edition of its plan, with its differences in the ledger.

Documents have passed the checks of `planfile`; rows pass those of the schema.
"""

from dataclasses import replace
from datetime import date
from sqlite3 import Connection
from typing import NamedTuple

from gongkai_cli.domain.answers import Difference, DifferenceLine
from gongkai_cli.domain.vocabulary import ChangeKind, DifferenceKind
from gongkai_cli.errors import RefusedError
from gongkai_cli.planfile.continuity import Continuity, continuity
from gongkai_cli.planfile.difference import compare, normalized
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.store.plans.bulk_rows import add
from gongkai_cli.store.plans.edition_rows import Edition, new_plan, write_edition
from gongkai_cli.store.plans.losses import losses
from gongkai_cli.store.plans.stored import StoredEdition, newest_edition, newest_first_day
from gongkai_cli.store.queries.plans import is_removed
from gongkai_cli.store.schema.ledger_tables import DifferenceRow
from gongkai_cli.store.schema.plan_tables import FIRST_SINCE
from gongkai_cli.store.sqlite.writer import Signature, Writer


class LoadFacts(NamedTuple):
    """The facts of one load beside its document.

    Attributes:
        signature: its author and moment.
        file: the path of the file, if there is one.
        since: the first day of the new edition; None is the day of the load.
    """

    signature: Signature
    file: str | None = None
    since: date | None = None


class _Comparison(NamedTuple):
    old: StoredEdition | None
    same: Continuity
    difference: Difference


def preview(connection: Connection, document: PlanDocument) -> Difference:
    """Return the difference that loading a document would make, and write nothing.

    Raises:
        RefusedError: the plan's key belongs to another year.
    """
    return _compared(connection, normalized(document)).difference


def is_loaded(connection: Connection, key: str) -> bool:
    """Return whether the store has an active edition of the plan with this key."""
    return newest_first_day(connection, key) is not None


def new_plan_difference(document: PlanDocument) -> Difference:
    """Return the difference that a document makes in a store without its plan."""
    return compare(None, normalized(document))


def load(writer: Writer, document: PlanDocument, facts: LoadFacts) -> Difference:
    """Write a document as a new edition of its plan; the same document again writes nothing.

    Raises:
        RefusedError: the plan's key belongs to another year, or an edition is in force from a later day.
    """
    document = normalized(document)
    old, same, difference = _compared(writer.connection, document)
    if difference.is_empty:
        return difference
    since = _first_day(old, facts)
    plan_id = old.plan_id if old else new_plan(writer, document.plan.key)
    note = f"{document.plan.title}：{summary(difference)}"
    change_id = writer.begin_change(plan_id, ChangeKind.LOAD, facts.signature, note=note)
    write_edition(writer, Edition(plan_id, change_id, since, facts.file, document, old, same))
    rows = [
        (change_id, position, plan_id, line.kind.value, line.subject, line.field, line.before, line.after)
        for position, line in enumerate(difference.lines)
    ]
    add(writer, DifferenceRow, rows)
    return difference


def _compared(connection: Connection, document: PlanDocument) -> _Comparison:
    old = newest_edition(connection, document.plan.key)
    if old is None:
        return _Comparison(None, Continuity({}, {}, {}), compare(None, document))
    _check_year(old.document, document)
    same = continuity(old.document, document, old.withdrawn)
    difference = compare(old.document, document, old.withdrawn)
    if is_removed(connection, old.plan_id):
        back = DifferenceLine(DifferenceKind.CHANGED, "工作要点", "状态", "已移除", "恢复", "状态 已移除 → 恢复")
        difference = replace(difference, lines=(*difference.lines, back))
    if difference.lines:
        difference = replace(difference, lost=losses(connection, old, document, same))
    return _Comparison(old, same, difference)


def _check_year(old: PlanDocument, new: PlanDocument) -> None:
    if old.plan.year != new.plan.year:
        key, year = old.plan.key, str(old.plan.year)
        other = key.replace(year, str(new.plan.year)) if year in key else f"{key}-{new.plan.year}"
        raise RefusedError(
            f"标识 {key} 是 {year} 年度的，《{new.plan.title}》却是 {new.plan.year} 年度，没有载入。"
            f"新年度请换 key，如 {other}。"
        )


def _first_day(old: StoredEdition | None, facts: LoadFacts) -> str:
    if old is None:
        return FIRST_SINCE
    since = facts.since or date.fromisoformat(facts.signature.at[:10])
    _check_order(old.document.plan.key, old.since, since)
    return since.isoformat()


def check_since(connection: Connection, key: str, since: date) -> None:
    """Refuse a first day that lies before that of the newest edition of the plan with this key.

    Raises:
        RefusedError: it does.
    """
    newest = newest_first_day(connection, key)
    if newest is not None:
        _check_order(key, newest, since)


def _check_order(key: str, newest: date, since: date) -> None:
    if since < newest:
        raise RefusedError(
            f"{key} 已有自 {newest} 起执行的版次，新版（{since}）不能早于它，没有载入。"
            f"请用 --since 写 {newest} 或以后的日期。"
        )


def summary(difference: Difference) -> str:
    """Return a difference in numbers, for the ledger."""
    if difference.is_new:
        units, tasks, activities = difference.counts
        return f"首次载入，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"
    return difference.totals
