"""What the listings about whole plans say, and what a change of one says."""

from collections.abc import Sequence

from gongkai_cli.domain.answers import Difference, Marked, Receipt
from gongkai_cli.domain.model import Plan, PlanSummary
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import change_text, progress_cell
from gongkai_cli.output.listing import Column, Listing


def plans(rows: Sequence[PlanSummary]) -> Listing:
    """Every plan in the store."""
    return Listing(
        title=f"工作要点 {len(rows)} 个",
        columns=(
            Column("标识", lambda plan: plan.key),
            Column("标题", lambda plan: plan.title, least=12),
            Column("年度", lambda plan: str(plan.year), is_number=True),
            Column("期间", lambda plan: f"{plan.issued_on} 至 {plan.ends_on}", least=13),
            Column("任务", lambda plan: str(plan.tasks), is_number=True),
            Column("单位", lambda plan: str(plan.units), is_number=True),
            Column("活动", lambda plan: str(plan.activities), is_number=True),
            Column("进度", lambda plan: progress_cell(plan.percent)),
        ),
        rows=rows,
        name="工作要点",
        fields=fields.PLAN,
        empty="台账里还没有工作要点。请用 gongkai load 载入计划文件。",
        footer="换一个工作要点：gongkai --plan 标识 tasks　载入：gongkai load 文件",
    )


def receipt(plan: Plan, written: Receipt) -> Listing:
    """What a mark wrote: title, unit, before → after, and how to add to it or correct it."""
    return Listing(
        title=f"{plan.title}　已记入台账第 {written.change} 号，{len(written.marked)} 条",
        columns=(
            Column("序号", lambda line: str(line.no), is_number=True),
            Column("任务", lambda line: line.title, least=12),
            Column("单位", lambda line: line.unit, least=6),
            Column("变化", _marked_change, least=6),
        ),
        rows=written.marked,
        empty="",
    )


def difference_lines(difference: Difference) -> list[str]:
    """Say in lines what a plan file changes."""
    name = f"{difference.title}（{difference.key}）"
    if difference.is_new:
        units, tasks, activities = difference.counts
        return [f"{name}：新增，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"]
    if difference.is_empty:
        return [f"{name}：没有变化"]
    counts = f"新增 {len(difference.added)}、变更 {len(difference.changed)}、撤下 {len(difference.withdrawn)}"
    return [
        f"{name}：{counts}",
        *(f"  新增　{line}" for line in difference.added),
        *(f"  变更　{line}" for line in difference.changed),
        *(f"  撤下　{line}" for line in difference.withdrawn),
    ]


def _marked_change(line: Marked) -> str:
    change = change_text(line.before, line.after)
    return f"{change}（已有 {line.superseded_by} 的报告，现状仍以它为准）" if line.superseded_by else change
