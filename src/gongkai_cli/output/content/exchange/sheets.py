"""The list of sheets that were given out."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.reporting.sheets import IssuedSheet
from gongkai_cli.output.content.cells import heading
from gongkai_cli.output.content.columns import number_column, text_column
from gongkai_cli.output.listing import Column, Field, Kind, Listing


def _tasks(row: IssuedSheet) -> str:
    return "、".join(map(str, row.tasks))


_FIELDS = (
    Field("unit", "单位", attrgetter("unit")),
    Field("kind", "类别", attrgetter("kind")),
    Field("number", "表号", attrgetter("number")),
    Field("file", "文件", attrgetter("file")),
    Field("tasks", "任务", _tasks),
    Field("activities", "活动", attrgetter("activities"), Kind.NUMBER),
    Field("contact", "联系人", attrgetter("contact")),
    Field("phone", "电话", attrgetter("phone")),
)


def issued_listing(plan: Plan, rows: Sequence[IssuedSheet], period: str, day: date, footer: str = "") -> Listing:
    """Return the list of sheets that go to units, with the person to ask in each."""
    tasks = sum(len(row.tasks) for row in rows)
    columns = [
        text_column("单位", "unit", least=6),
        text_column("表号", "number"),
        Column("任务", _tasks, least=8),
        number_column("活动", "activities"),
        text_column("文件", "file", least=12),
    ]
    if any(row.contact or row.phone for row in rows):
        columns += [text_column("联系人", "contact", least=6), text_column("电话", "phone")]
    return Listing(
        title=heading(plan, f"{period}报送表 {len(rows)} 份，任务 {tasks} 项", day),
        columns=columns,
        rows=rows,
        name="分发清单",
        fields=_FIELDS,
        empty="没有要发的报送表：各单位都没有应报的任务。",
        footer=footer,
    )
