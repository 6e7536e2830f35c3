"""The page of two compared plans."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from gongkai_cli.domain.comparison import ActivityCounts, Compared, ComparedTask, ComparedUnit
from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.quoting import shell_word
from gongkai_cli.domain.vocabulary import LATE_ACTIVITY, ActivityStatus, Continuation
from gongkai_cli.output.content.cells import NOTHING, STATUS_TONES, pace_cell
from gongkai_cli.output.content.columns import number_column
from gongkai_cli.output.content.comparison import sheets
from gongkai_cli.output.content.comparison.words import PlanWords, screen_words, sheet_words, sums
from gongkai_cli.output.listing import Cell, Column, Listing, Page, Tone
from gongkai_cli.output.terminal.wrapping import cell_width

_IN_BOTH = {Continuation.KEPT, Continuation.RENAMED}


def comparison_page(found: Compared) -> Page:
    """Return two plans beside each other."""
    overview = found.overview
    words = screen_words(overview)
    in_sheets = sheet_words(overview)
    word_of = {overview.before.key: words.before, overview.after.key: words.after}
    percents = f"{words.before} {overview.before.percent:.1f}%　{words.after} {overview.after.percent:.1f}%"
    return Page(
        title=f"{overview.before.title} → {overview.after.title}　截至 {chinese_day(overview.day)}",
        facts=(
            ("任务", sums(found.tasks, "项", words)),
            ("单位", sums(found.units, "个", words)),
            ("平均进度", percents),
        ),
        record=overview,
        main="tasks",
        sections={
            "tasks": _task_section(found.tasks, words, in_sheets),
            "units": _unit_section(found.units, words, in_sheets),
            "activities": _activity_section(found.activities, word_of),
        },
        footer=f"单个年度：gongkai --plan {shell_word(overview.before.key)} status",
    )


def _task_section(rows: Sequence[ComparedTask], words: PlanWords, in_sheets: PlanWords) -> Listing:
    counts = Counter(row.continuation for row in rows)

    def group(row: ComparedTask) -> str:
        return f"{row.continuation.word}　{counts[row.continuation]} 项"

    return Listing(
        title="任务",
        columns=(
            _number_column(words.before, "no_before"),
            _number_column(words.after, "no_after"),
            Column("任务", _titles, least=12),
            _standing_column(words.before, "status_before", "percent_before"),
            _standing_column(words.after, "status_after", "percent_after"),
        ),
        rows=rows,
        name="任务",
        fields=sheets.task_fields(in_sheets),
        empty="两个工作要点都没有任务。",
        group=group,
    )


def _titles(row: ComparedTask) -> str:
    return f"{row.title} → {row.new_title}" if row.new_title else row.title


def _number_column(word: str, key: str) -> Column:
    number_of = attrgetter(key)

    def number(row: ComparedTask) -> str:
        found = number_of(row)
        return NOTHING if found is None else str(found)

    # On a narrow screen the heading breaks after the year.
    return Column(f"{word}序号", number, least=cell_width(word), is_number=True)


def _standing_column(heading: str, status_key: str, percent_key: str) -> Column:
    standing_of = attrgetter(status_key, percent_key)

    def standing(row: ComparedTask) -> Cell:
        status, percent = standing_of(row)
        if status is None:
            return Cell(NOTHING, Tone.FAINT)
        return Cell(f"{status.word} {percent:3.0f}%", STATUS_TONES[status])

    return Column(heading, standing, least=6)


def _unit_section(rows: Sequence[ComparedUnit], words: PlanWords, in_sheets: PlanWords) -> Listing:
    group = _unit_groups(rows, words)
    return Listing(
        title="单位",
        columns=(
            Column("单位", _unit_name, least=10),
            *_unit_columns(words.before, "before"),
            *_unit_columns(words.after, "after"),
        ),
        rows=rows,
        name="单位",
        fields=sheets.unit_fields(in_sheets),
        empty="两个工作要点都没有单位。",
        group=group,
    )


def _unit_groups(rows: Sequence[ComparedUnit], words: PlanWords) -> Callable[[ComparedUnit], str]:
    """Return the group of each row: in both plans, in the newer or in the older one alone."""

    def side(row: ComparedUnit) -> str:
        if row.continuation in _IN_BOTH:
            return "两边都有"
        word = words.after if row.continuation is Continuation.ADDED else words.before
        return f"只在{word}"

    counts = Counter(map(side, rows))

    def group(row: ComparedUnit) -> str:
        return f"{side(row)}　{counts[side(row)]} 个"

    return group


def _unit_name(row: ComparedUnit) -> str:
    if row.former_name:
        return f"{row.name}（原{row.former_name}）"
    if row.merged_into:
        return f"{row.name}（并入{row.merged_into}）"
    return row.name


def _unit_columns(word: str, side: str) -> tuple[Column, ...]:
    counts_of = attrgetter(f"done_{side}", f"counted_{side}")
    percent_of = attrgetter(f"percent_{side}")
    pace_of = attrgetter(f"pace_{side}")

    def ratio(row: ComparedUnit) -> str:
        done, counted = counts_of(row)
        return NOTHING if done is None else f"{done}/{counted}"

    def percent(row: ComparedUnit) -> str:
        found = percent_of(row)
        return NOTHING if found is None else f"{found:.0f}%"

    def pace(row: ComparedUnit) -> Cell:
        return pace_cell(pace_of(row))

    return (
        Column(f"{word}完成", ratio, is_number=True),
        Column("进度", percent, is_number=True),
        Column("序时", pace),
    )


def _activity_section(rows: Sequence[ActivityCounts], words: Mapping[str, str]) -> Listing:
    """Return the activities of both plans in counts; `words` has the word for each plan, by its key."""

    def word(row: ActivityCounts) -> str:
        return words[row.plan]

    return Listing(
        title="活动",
        columns=(
            Column("要点", word),
            number_column("计划场次", "planned"),
            _count_column("已办", "held", Tone.PLAIN),
            _count_column(ActivityStatus.PUBLISHED.word, "published", Tone.GOOD),
            _count_column(LATE_ACTIVITY, "late", Tone.BAD),
            _count_column(ActivityStatus.CANCELLED.word, "cancelled", Tone.FAINT),
        ),
        rows=rows,
        name="活动",
        fields=sheets.ACTIVITY_COUNTS,
        empty="",
    )


def _count_column(heading: str, key: str, tone: Tone) -> Column:
    count_of = attrgetter(key)

    def count(row: Any) -> Cell:
        found: int = count_of(row)
        return Cell(str(found), tone) if found else Cell("0")

    return Column(heading, count, is_number=True)
