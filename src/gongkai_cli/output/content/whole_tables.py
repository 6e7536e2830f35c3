"""What whole tables say: an office's five sheets, of one plan or of several."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from gongkai_cli.domain.model import Plan
from gongkai_cli.output.content import fields
from gongkai_cli.output.formats.as_json import plain
from gongkai_cli.output.listing import Field, Listing, Page

NAMES = {
    "tasks": "任务分解表",
    "assignments": "单位台账",
    "activities": "活动安排表",
    "units": "单位汇总",
    "ledger": "进展记录",
}
"""The tables by the name that `--what` takes, in the order of a workbook's sheets."""

_FIELDS = {"tasks": fields.ACCOUNT, "activities": fields.ACTIVITY, "units": fields.UNIT, "ledger": fields.LEDGER}


def of_records(what: str, plans: Sequence[Plan], day: date, rows: Iterable[tuple[str, Any]]) -> Listing:
    """Return a table whose rows are pairs of a plan's key and a dataclass."""
    listed = fields.of_second(_FIELDS[what])
    return _listing(what, plans, day, rows, listed, lambda pair: {"plan": pair[0], **plain(pair[1])})


def of_tuples(
    plans: Sequence[Plan],
    day: date,
    rows: Iterable[tuple[Any, ...]],
    keys: Sequence[str],
    record: Callable[[tuple[Any, ...]], Any],
) -> Listing:
    """Return the table of assignments, whose rows are tuples of these keys, the plan's first; `record` names them."""
    listed, places = fields.part_in_tuples(keys)
    table = _listing("assignments", plans, day, rows, listed, record)
    return replace(table, pick=itemgetter(*places) if len(plans) == 1 else itemgetter(0, *places))


def _listing(
    what: str,
    plans: Sequence[Plan],
    day: date,
    rows: Iterable[Any],
    listed: Sequence[Field],
    record: Callable[[Any], Any],
) -> Listing:
    return Listing(
        title=f"{_subject(plans)}　{NAMES[what]}　截至 {day}",
        name=NAMES[what],
        columns=(),
        fields=listed if len(plans) == 1 else (Field("工作要点", itemgetter(0)), *listed),
        rows=rows,
        record=record,
        empty="没有内容。",
    )


def workbook(plans: Sequence[Plan], day: date, tables: Mapping[str, Listing]) -> Page:
    """Return all tables together."""
    return Page(
        title=f"{_subject(plans)}　台账　截至 {day}",
        facts=(),
        record={"plans": [plan.key for plan in plans], "day": day},
        sections=tables,
    )


def _subject(plans: Sequence[Plan]) -> str:
    return plans[0].title if len(plans) == 1 else f"全部工作要点 {len(plans)} 个"
