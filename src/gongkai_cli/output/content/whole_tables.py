"""The five sheets of an office's workbook, of one plan or of several."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter

from gongkai_cli.domain.answers import RowTable
from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.vocabulary import WholeTable
from gongkai_cli.output.content import fields
from gongkai_cli.output.listing import Field, Listing, Page

NAMES = {table.value: table.word for table in WholeTable if table not in {WholeTable.ALL, WholeTable.PLAN}}
"""The sheet of each table, in the order of the workbook; the keys are the values of `--what`."""

_FIELDS = {
    "tasks": fields.ACCOUNT,
    "assignments": fields.PART,
    "activities": fields.ACTIVITY,
    "units": fields.UNIT,
    "ledger": fields.LEDGER,
}
_PLAN = Field("plan", "工作要点", itemgetter(0))


def table_listing(name: str, plans: Sequence[Plan], day: date, table: RowTable) -> Listing:
    """Return one table as a listing. With several plans its first field names the plan."""
    of_table = _FIELDS[name]
    return Listing(
        title=f"{_plans_title(plans)}　{NAMES[name]}　截至 {chinese_day(day)}",
        name=NAMES[name],
        columns=(),
        fields=of_table if len(plans) == 1 else (_PLAN, *of_table),
        rows=table.rows,
        row_columns=table.columns,
        record=table.record,
        empty="没有内容。",
        count=table.count,
    )


def workbook_page(plans: Sequence[Plan], day: date, tables: Mapping[str, Listing]) -> Page:
    """Return all tables as one page."""
    return Page(
        title=f"{_plans_title(plans)}　台账　截至 {chinese_day(day)}",
        facts=(),
        record={"plans": [plan.key for plan in plans], "day": day},
        sections=tables,
    )


def _plans_title(plans: Sequence[Plan]) -> str:
    return plans[0].title if len(plans) == 1 else f"全部工作要点 {len(plans)} 个"
