"""总览: the first sheet of a workbook, with the figures, the paces and the months of one plan or of several."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from gongkai_cli.domain.answers import Month, PaceCounts, Year
from gongkai_cli.domain.dates import chinese_day, long_span, short_month
from gongkai_cli.domain.vocabulary import Pace
from gongkai_cli.output.content import fields
from gongkai_cli.output.content.papers import layouts
from gongkai_cli.output.listing import Field, Filer, Kind, Listing, Page

NAME = "总览"
"""The name of the sheet."""

_COUNTS = tuple(field for field in fields.MONTH if field.key not in {"year", "month"})
_LONGEST_LABEL = 24  # characters
_PACES = (Pace.DONE, Pace.AHEAD, Pace.ON_TRACK, Pace.BEHIND, Pace.OVERDUE)


def overview_page(
    title: str, day: date, year: Year | None, rows: Sequence[PaceCounts], months: Sequence[Month]
) -> Page:
    """Return the first sheet of a workbook.

    Args:
        title: the title of the plan, or the number of plans.
        day: the day shown.
        year: the figures of the plan; None where there are several.
        rows: the paces of each unit, or of each plan where there are several.
        months: the activities of each month.
    """
    name = "单位" if year else "工作要点"
    return Page(
        title=f"{title}　{NAME}　截至 {chinese_day(day)}",
        facts=tuple(_facts(year, rows, months)),
        record=None,
        sections={"months": _months(months, day), "paces": _paces(name, rows)},
        sheet=NAME,
        filer=Filer(day=day),
    )


def _facts(year: Year | None, rows: Sequence[PaceCounts], months: Sequence[Month]) -> list[tuple[str, str]]:
    facts = []
    if year:
        shares = "　".join(f"{one.status.word} {one.count} 项 {one.share:.1f}%" for one in year.shares if one.count)
        facts.append(("期间", f"{long_span(year.issued_on, year.ends_on)}　时间进度 {year.elapsed:.1f}%"))
        facts.append(("任务", f"{sum(one.count for one in year.shares)} 项　平均进度 {year.percent:.1f}%　{shares}"))
    paces = "、".join(f"{pace.word} {_total(rows, pace)}" for pace in _PACES if _total(rows, pace))
    facts.append(("承办", f"计入统计 {sum(row.parts for row in rows)} 项：{paces or '没有'}"))
    total, *kinds = ((field.heading, sum(map(field.read, months))) for field in _COUNTS)
    counts = "、".join(f"{word} {count}" for word, count in kinds if count)
    facts.append(("活动", f"{total[1]} 场：{counts}" if counts else "没有"))
    return facts


def _total(rows: Sequence[PaceCounts], pace: Pace) -> int:
    return sum(getattr(row, pace.value) for row in rows)


def _paces(name: str, rows: Sequence[PaceCounts]) -> Listing:
    labels: tuple[Field, ...] = ()
    if any(len(row.name) > _LONGEST_LABEL for row in rows):
        labels = (Field("label", "图中名称", _label),)
    return Listing(
        title=f"各{name}序时进度　{len(rows)} 个，落后的在前",
        columns=(),
        fields=(
            Field("name", name, attrgetter("name")),
            Field("parts", "承办数", attrgetter("parts"), Kind.NUMBER),
            *(Field(pace.value, pace.word, attrgetter(pace.value), Kind.NUMBER) for pace in _PACES),
            Field("percent", "进度", attrgetter("percent"), Kind.PERCENT),
            *labels,
        ),
        rows=sorted(rows, key=_lag, reverse=True),
        name="序时进度",
        empty="没有计入统计的承办单位。",
        layout=layouts.PACES_WITH_LABELS if labels else layouts.PACES,
    )


def _label(row: PaceCounts) -> str:
    """Return a name that fits beside a bar of the chart."""
    if len(row.name) <= _LONGEST_LABEL:
        return row.name
    return f"{row.name[: _LONGEST_LABEL - 1]}…"


def _lag(row: PaceCounts) -> tuple[float, int]:
    """Return the share of parts that are late or behind, and their number."""
    lagging = row.overdue + row.behind
    return (lagging / row.parts if row.parts else 0.0, lagging)


def _months(months: Sequence[Month], day: date) -> Listing:
    def name(month: Month) -> str:
        return short_month(month.year, month.month, day)

    return Listing(
        title=f"各月活动　{sum(month.total for month in months)} 场",
        columns=(),
        fields=(Field("name", "月份", name), *_COUNTS),
        rows=months,
        name="各月活动",
        empty="没有活动。",
        layout=layouts.MONTHS_DRAWN,
    )
