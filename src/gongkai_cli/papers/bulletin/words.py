"""Words of a bulletin: names in a row, shares that add up, tasks and activities as a sentence names them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Activity, Part, Task
from gongkai_cli.domain.progress import shares
from gongkai_cli.domain.vocabulary import Role, Status
from gongkai_cli.papers.content import Paragraph, Section, chinese_number
from gongkai_cli.papers.phrases import quoted

_SPEAKERS = {Role.LEAD: "牵头单位", Role.SUPPORT: "配合单位"}
_WHOLE_MONTH = re.compile(r"[0-9]月$")


class Item(NamedTuple):
    """One fact of a section: the heading it gets where there are several, its sentence, and what it lists."""

    lead: str
    text: str
    details: tuple[str, ...] = ()


def section(key: str, heading: str, items: Sequence[Item]) -> Section | None:
    """Return a section of some facts; None where there are none."""
    if not items:
        return None
    paragraphs: list[Paragraph] = []
    for place, item in enumerate(items, 1):
        lead = f"（{chinese_number(place)}）{item.lead}。" if len(items) > 1 else ""
        if len(item.details) == 1:
            paragraphs.append(Paragraph(item.text + item.details[0], lead))
            continue
        paragraphs.append(Paragraph(item.text, lead))
        paragraphs += [Paragraph(f"{number}.{text}") for number, text in enumerate(item.details, 1)]
    return Section(key, heading, tuple(paragraphs))


def names(texts: Iterable[str]) -> str:
    """Return names joined by 、."""
    return "、".join(texts)


def numbers(values: Sequence[int]) -> str:
    """Return sorted numbers, three and more that follow one another as a span: 1、3至7."""
    spans: list[list[int]] = []
    for value in values:
        if spans and value == spans[-1][-1] + 1:
            spans[-1].append(value)
        else:
            spans.append([value])
    return names(f"{span[0]}至{span[-1]}" if len(span) > 2 else names(map(str, span)) for span in spans)  # noqa: PLR2004


def percent(value: float) -> str:
    """Return a percent as JSON shows it: 12.3%, 60%."""
    return f"{value:g}%"


def counted(counts: Mapping[str, int], order: Iterable[str], measure: str) -> str:
    """Return counts with shares that add up to 100.0: 已完成1项，占8.3%；未启动11项，占91.7%. Zeros are left out.

    Args:
        counts: word → count, in the order of the vocabulary, in which equal remainders are rounded up as elsewhere.
        order: the words in the order of the sentence.
        measure: the measure word.
    """
    by_word = dict(zip(counts, shares(list(counts.values())), strict=True))
    return "；".join(f"{word}{counts[word]}{measure}，占{by_word[word]:.1f}%" for word in order if counts[word])


def period_label(words: str) -> str:
    """Return a period as the title names it: 9月份, 第三季度."""
    return f"{words}份" if _WHOLE_MONTH.search(words) and "至" not in words else words


def task_name(task: Task) -> str:
    """Return a task with its number: 任务3“加强重大政策宣传联动”."""
    return f"任务{task.no}{quoted(task.title)}"


def task_with_units(task: Task) -> str:
    """Return a task with the units that speak for it, as the plan names them."""
    speakers = task.lead or task.responsible or task.collectives or task.support
    return f"{task_name(task)}（{names(speakers)}）" if speakers else task_name(task)


def activity_name(row: Activity, remark: str = "") -> str:
    """Return an activity with its organizers: 第3场“走进税务局”（县税务局，原定5月）."""
    inside = "，".join(filter(None, (names(row.organizers), remark)))
    return f"第{row.no}场{quoted(row.theme)}（{inside}）"


def activity_day(row: Activity, today: date) -> str:
    """Return the days of an activity, or its printed time."""
    if row.date is None:
        return row.when or (f"{row.month}月" if row.year == today.year else f"{row.year}年{row.month}月")
    first = short_day(row.date, today)
    return first if row.last_date is None else f"{first}至{short_day(row.last_date, today)}"


def standings(parts: Sequence[Part]) -> str:
    """Return the open parts of a task, those of one standing together: 牵头单位县政府办推进中20%，县司法局未启动."""
    if not parts:
        return ""
    by_standing: dict[str, list[str]] = {}
    for part in parts:
        if part.status is not Status.DONE:
            word = part.status.word if part.status is Status.NOT_STARTED else f"{part.status.word}{part.percent}%"
            by_standing.setdefault(word, []).append(part.unit)
    return _SPEAKERS.get(parts[0].role, "责任单位") + "，".join(
        f"{names(units)}{word}" for word, units in by_standing.items()
    )
