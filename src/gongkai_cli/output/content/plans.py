"""The list of plans, their editions, the difference of a load, the echo of a mark, the check list of a draft."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from gongkai_cli.domain.answers import DraftRow, Marked, Receipt
from gongkai_cli.domain.dates import chinese_day, long_span, short_day, short_moment
from gongkai_cli.domain.editions import Difference, Edition, EditionDifference
from gongkai_cli.domain.model import Plan, PlanSummary
from gongkai_cli.domain.vocabulary import Pause
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.cells import change_text, heading
from gongkai_cli.output.content.columns import NO, PROGRESS, number_column, text_column
from gongkai_cli.output.listing import Cell, Column, Field, Kind, Listing, Tone


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
        footer="切换工作要点：gongkai --plan 标识 tasks　载入：gongkai load 文件",
    )


def _period(plan: PlanSummary) -> str:
    return long_span(plan.issued_on, plan.ends_on)


def editions_listing(plan: Plan, rows: Sequence[Edition], day: date) -> Listing:
    """Return the editions of a plan, the first first."""
    return Listing(
        title=heading(plan, f"版次 {len(rows)} 个", day),
        columns=(
            number_column("版次", "no"),
            Column("执行日期", partial(_first_day, today=day)),
            Column("说明", _edition_state),
            number_column("变化", "differences"),
            number_column("台账编号", "change"),
            Column("记录时间", partial(_minute, today=day), least=10),
            text_column("记录人", "by", least=6),
            text_column("文件", "file", least=8),
        ),
        rows=rows,
        name="版次",
        fields=fields.EDITION,
        empty="还没有版次。请用 gongkai load 载入计划文件。",
        footer="单版变化：gongkai editions 版次　当时内容：gongkai --as-of 日期 tasks",
        is_faint=attrgetter("undone"),
    )


def _first_day(edition: Edition, today: date) -> str:
    return short_day(edition.since, today) if edition.since else fields.FROM_THE_BEGINNING


def _edition_state(edition: Edition) -> str:
    if edition.undone:
        return "已撤回"
    return "执行中" if edition.in_force else ""


def _minute(edition: Edition, today: date) -> str:
    return short_moment(edition.at, today)


def edition_listing(plan: Plan, edition: Edition, rows: Sequence[EditionDifference], day: date) -> Listing:
    """Return the differences of one edition, line by line."""
    state = "，已撤回" if edition.undone else ""
    since = f"自 {short_day(edition.since, day)} 起" if edition.since else fields.FROM_THE_BEGINNING
    facts = f"{since}，{edition.by} {_minute(edition, day)} 载入，台账第 {edition.change} 号{state}"
    empty = "这是第一版，没有可比的上一版。" if edition.no == 1 else "没有记下变化。"
    return Listing(
        title=f"{plan.title}　第 {edition.no} 版（{facts}）的变化 {len(rows)} 处",
        columns=(
            text_column("类别", "kind.word"),
            text_column("事项", "subject", least=10),
            text_column("变化", "words", least=12),
        ),
        rows=rows,
        name="变化",
        fields=fields.EDITION_DIFFERENCE,
        empty=empty,
    )


def mark_listing(plan: Plan, written: Receipt, today: date) -> Listing:
    """Return the echo of a mark: each part before and after it, and the reasons to look at it again.

    The report's day is in full where it is not today.
    """
    day = short_day(written.on, today) if written.on == today else chinese_day(written.on)
    columns = [
        NO,
        text_column("任务", "title", least=12),
        text_column("单位", "unit", least=6),
        Column("变化", _marked_change, least=6),
    ]
    if any(line.pauses for line in written.marked):
        columns.append(Column("请留意", _pauses, least=6))
    return Listing(
        title=f"{plan.title}　已记入台账第 {written.change} 号，{len(written.marked)} 条　报告日期 {day}",
        columns=columns,
        rows=written.marked,
        empty="",
    )


def _pauses(line: Marked) -> Cell:
    words = []
    for pause in line.pauses:
        if pause is Pause.LOWER:
            words.append(f"{pause.word} {line.before.percent - line.after.percent}")
        else:
            words.append(pause.word)
    return Cell("、".join(words), Tone.WARNING)


def _marked_change(line: Marked) -> str:
    change = change_text(line.before, line.after)
    if line.superseded_by:
        return f"{change}（已有 {chinese_day(line.superseded_by)} 的报告，现状仍以它为准）"
    return change


def difference_lines(difference: Difference) -> list[str]:
    """Return the difference between a plan file and the store, in lines."""
    name = f"{difference.title}（{difference.key}）"
    if difference.is_new:
        units, tasks, activities = difference.counts
        return [f"{name}：新增，单位 {units} 个、任务 {tasks} 项、活动 {activities} 项"]
    if difference.is_empty:
        return [f"{name}：没有变化"]
    return [
        f"{name}：{difference.totals}",
        *(f"  新增　{line}" for line in difference.added),
        *(f"  恢复　{line}" for line in difference.restored),
        *(f"  变更　{line}" for line in difference.changed),
        *(f"  调出　{line}" for line in difference.withdrawn),
        *(f"  调出，已有报告　{one.text}" for one in difference.lost),
        *(f"  变更，已有记录　{one.text}" for one in difference.moved),
    ]


_DRAFT_FIELDS = (
    Field("part", "部分", lambda row: row.part),
    Field("no", "序号", lambda row: row.no, Kind.NUMBER),
    Field("printed", "印发的序号", lambda row: row.printed),
    Field("title", "名称", lambda row: row.title),
    Field("place", "出处", lambda row: row.place),
    Field("source", "原文", lambda row: row.source),
    Field("drafted", "草稿", lambda row: row.drafted),
    Field("doubts", "请核对", lambda row: row.doubts),
)


def draft_listing(title: str, rows: Sequence[DraftRow]) -> Listing:
    """Return the check list of a drafted plan."""
    doubtful = sum(bool(row.doubts) for row in rows)
    return Listing(
        title=f"草稿核对　{title}　{len(rows)} 条，{doubtful} 条请核对",
        columns=(
            Column("序号", _draft_number, is_number=True),
            text_column("名称", "title", least=10),
            text_column("出处", "place", least=8),
            text_column("原文", "source", least=14),
            text_column("草稿", "drafted", least=14),
            Column("请核对", _draft_doubts, least=10),
        ),
        rows=rows,
        name="草稿核对",
        fields=_DRAFT_FIELDS,
        empty="草稿是空的。",
        group=_draft_part,
    )


def _draft_number(row: DraftRow) -> str:
    return "" if row.no is None else str(row.no)


def _draft_doubts(row: DraftRow) -> Cell:
    return Cell(row.doubts or "", Tone.WARNING)


def _draft_part(row: DraftRow) -> str:
    return row.part
