"""A plan document becomes a new edition of its plan, with its differences in the ledger.

Documents have passed the checks of `planfile`; rows pass those of the schema.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from sqlite3 import Connection
from typing import Any, NamedTuple

from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.editions import Difference, DifferenceLine, EntryPlace
from gongkai_cli.domain.vocabulary import ChangeKind, DifferenceKind
from gongkai_cli.errors import RefusedError
from gongkai_cli.planfile.continuity import Continuity, continuity
from gongkai_cli.planfile.difference import compare, normalized
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.store.plans.bulk_rows import add
from gongkai_cli.store.plans.edition_rows import Edition, new_plan, write_edition
from gongkai_cli.store.plans.losses import losses
from gongkai_cli.store.plans.stored import newest_beginning, newest_edition
from gongkai_cli.store.plans.stored_edition import Identities, StoredEdition
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
    return newest_beginning(connection, key) is not None


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
    since = _first_day(writer.connection, old, facts)
    plan_id = old.plan_id if old else new_plan(writer, document.plan.key)
    note = f"{document.plan.title}：{summary(difference)}"
    change_id = writer.begin_change(plan_id, ChangeKind.LOAD, facts.signature, note=note)
    identities = write_edition(writer, Edition(plan_id, change_id, since, facts.file, document, old, same))
    rows = [*_line_rows(difference, identities, old), *_loss_rows(difference)]
    add(writer, DifferenceRow, [(change_id, place, plan_id, *row) for place, row in enumerate(rows)])
    return difference


def _line_rows(difference: Difference, new: Identities, old: StoredEdition | None) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the lines, each with the identity that it is about."""
    before = old.identities() if old else Identities((), (), ())
    for line in difference.lines:
        identities = before if line.kind is DifferenceKind.WITHDRAWN else new
        ids = [_identity(identities, section, line.entry) for section in Identities._fields]
        yield (line.kind.value, line.subject, line.field, line.before, line.after, line.words or line.kind.word, *ids)


def _identity(identities: Identities, section: str, entry: EntryPlace | None) -> int | None:
    if entry is None or entry.section != section:
        return None
    found: Sequence[int] = getattr(identities, section)
    return found[entry.position]


def _loss_rows(difference: Difference) -> Iterator[tuple[Any, ...]]:
    of_each_kind = (DifferenceKind.WITHDRAWN, difference.lost), (DifferenceKind.CHANGED, difference.moved)
    for kind, found in of_each_kind:
        for one in found:
            words = f"{kind.word}，{one.words}"
            yield (kind.value, one.subject, None, None, None, words, one.task_id, one.unit_id, one.activity_id)


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
        lost, moved = losses(connection, old, document, same)
        difference = replace(difference, lost=lost, moved=moved)
    return _Comparison(old, same, difference)


def _check_year(old: PlanDocument, new: PlanDocument) -> None:
    if old.plan.year != new.plan.year:
        key, year = old.plan.key, str(old.plan.year)
        other = key.replace(year, str(new.plan.year)) if year in key else f"{key}-{new.plan.year}"
        raise RefusedError(
            f"标识 {key} 是 {year} 年度的，《{new.plan.title}》却是 {new.plan.year} 年度，未载入。"
            f"新年度请换 key，如 {other}。"
        )


def _first_day(connection: Connection, old: StoredEdition | None, facts: LoadFacts) -> str:
    if old is None:
        return FIRST_SINCE
    since = facts.since or date.fromisoformat(facts.signature.at[:10])
    check_since(connection, old.document.plan.key, since)
    return since.isoformat()


def check_since(connection: Connection, key: str, since: date) -> None:
    """Refuse a first day that lies before that of the newest edition of the plan with this key.

    Raises:
        RefusedError: it does.
    """
    newest = newest_beginning(connection, key)
    if newest and since < newest.since:
        raise RefusedError(
            f"{key} 已有自 {chinese_day(newest.since)} 起执行的版次（第 {newest.change_id} 号载入），"
            f"新版（{chinese_day(since)}）不能早于它，未载入。"
            f"请用 --since 写 {chinese_day(newest.since)} 或以后的日期，"
            f"或先用 gongkai undo {newest.change_id} 撤回那一版。"
        )


def summary(difference: Difference) -> str:
    """Return a difference in numbers, for the ledger."""
    if difference.is_new:
        units, tasks, activities = difference.counts
        return f"首次载入，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"
    return difference.totals
