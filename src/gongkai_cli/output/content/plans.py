"""The list of plans, the difference of a load, and the echo of a mark."""

from collections.abc import Sequence

from gongkai_cli.domain.answers import Difference, Marked, Receipt
from gongkai_cli.domain.model import Plan, PlanSummary
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import change_text
from gongkai_cli.output.content.columns import NO, PROGRESS, number_column, text_column
from gongkai_cli.output.listing import Column, Listing


def plan_listing(rows: Sequence[PlanSummary]) -> Listing:
    """Return every plan in the store."""
    return Listing(
        title=f"工作要点 {len(rows)} 个",
        columns=(
            text_column("标识", "key"),
            text_column("标题", "title", least=12),
            number_column("年度", "year"),
            Column("期间", _period, least=13),
            number_column("任务", "tasks"),
            number_column("单位", "units"),
            number_column("活动", "activities"),
            PROGRESS,
        ),
        rows=rows,
        name="工作要点",
        fields=fields.PLAN,
        empty="台账里还没有工作要点。请用 gongkai load 载入计划文件。",
        footer="换一个工作要点：gongkai --plan 标识 tasks　载入：gongkai load 文件",
    )


def _period(plan: PlanSummary) -> str:
    return f"{plan.issued_on} 至 {plan.ends_on}"


def mark_listing(plan: Plan, written: Receipt) -> Listing:
    """Return the echo of a mark: each part before and after it."""
    return Listing(
        title=f"{plan.title}　已记入台账第 {written.change} 号，{len(written.marked)} 条",
        columns=(
            NO,
            text_column("任务", "title", least=12),
            text_column("单位", "unit", least=6),
            Column("变化", _marked_change, least=6),
        ),
        rows=written.marked,
        empty="",
    )


def _marked_change(line: Marked) -> str:
    change = change_text(line.before, line.after)
    if line.superseded_by:
        return f"{change}（已有 {line.superseded_by} 的报告，现状仍以它为准）"
    return change


def difference_lines(difference: Difference) -> list[str]:
    """Return the difference between a plan file and the store, in lines."""
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
