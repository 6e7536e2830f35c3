"""The bulletin as a paper: its title, basis, sections and attached tables."""

import re
from typing import NamedTuple

from gongkai_cli.domain.dates import chinese_day, short_day
from gongkai_cli.domain.model import Plan, Task
from gongkai_cli.domain.typed_days.frames import Span
from gongkai_cli.domain.vocabulary import ONGOING
from gongkai_cli.papers.bulletin.figures import Figures
from gongkai_cli.papers.bulletin.lagging import demands, events, lagging, unreported
from gongkai_cli.papers.bulletin.overview import changes, good, overall
from gongkai_cli.papers.bulletin.words import names, percent, period_label
from gongkai_cli.papers.content import Paper, Table, TableColumn
from gongkai_cli.papers.phrases import book_title, period_in_text

_NOTHING = "—"
_BRACKETS = str.maketrans("()", "（）")
_YEAR_IN_BRACKETS = re.compile(r"[\[(（【［〔](\d{4})[\])）】］〕]")

TASK_TABLE, UNIT_TABLE = "任务表", "单位表"
"""The names of the attached tables in a template."""

TASK_COLUMNS = (
    TableColumn("序号", 11),
    TableColumn("任务", 40, is_text=True),
    TableColumn("牵头（责任）单位", 40, is_text=True),
    TableColumn("完成时限", 22),
    TableColumn("状态", 15),
    TableColumn("进度", 13),
    TableColumn("序时", 15),
)
"""The columns of the attached table of tasks."""

UNIT_COLUMNS = (
    TableColumn("序号", 11),
    TableColumn("单位", 33, is_text=True),
    TableColumn("承办任务", 17),
    TableColumn("已完成", 15),
    TableColumn("平均进度", 17),
    TableColumn("序时", 16),
    TableColumn("应报", 12),
    TableColumn("已报", 12),
    TableColumn("最近报送", 23),
)
"""The columns of the attached table of units."""


class Wishes(NamedTuple):
    """What the office adds: 发文字号, 主送机关, the day of issue. Empty texts are left out."""

    number: str = ""
    addressee: str = ""
    signed_on: str = ""


def bulletin(figures: Figures, span: Span, wishes: Wishes) -> Paper:
    """Return the bulletin of a period."""
    plan = figures.plan
    label = period_label(period_in_text(span.first, span.last, plan.year))
    sections = (
        overall(figures, label),
        good(figures, label),
        lagging(figures),
        unreported(figures, label),
        changes(figures),
        events(figures, label),
        demands(figures),
    )
    return Paper(
        title=_title(plan, label),
        opening=(_opening(figures, label),),
        sections=tuple(filter(None, sections)),
        tables=(_task_table(figures), _unit_table(figures, label)),
        number=office_number(wishes.number),
        addressee=wishes.addressee.rstrip("：:"),
        signature=plan.issuer or "",
        signed_on=wishes.signed_on,
        facts={
            "工作要点": plan.title,
            "年度": str(plan.year),
            "时段": label,
            "统计截止": chinese_day(figures.day),
            "台账号": str(figures.ledger),
        },
    )


def _title(plan: Plan, label: str) -> tuple[str, ...]:
    if plan.issuer:
        return (f"{plan.issuer}关于", book_title(plan.title), f"{label}落实情况的通报")
    return (f"关于{book_title(plan.title)}", f"{label}落实情况的通报")


def _opening(figures: Figures, label: str) -> str:
    plan = figures.plan
    number = f"，{office_number(plan.number)}" if plan.number else ""
    own = f"{book_title(plan.title)}（以下简称《要点》{number}）"
    basis = names(text.translate(_BRACKETS) for text in plan.based_on)
    sources = f"{basis}和{own}" if basis else own
    return f"根据{sources}，现将{label}落实情况通报如下，统计截至{chinese_day(figures.day)}。"


def office_number(text: str) -> str:
    """Return a 发文字号 with its year in 〔〕, without 第 and a leading 0: 石府办字〔2024〕3号."""
    number = _YEAR_IN_BRACKETS.sub(r"〔\1〕", "".join(text.split()))
    return re.sub(r"〕第?0*(?=\d)", "〕", number)


def _task_table(figures: Figures) -> Table:
    rows = [
        (
            str(task.no),
            task.title,
            names(task.lead or task.responsible or task.collectives or task.support) or "未分工",
            _due(task, figures),
            task.status.word,
            percent(task.percent),
            task.pace.word if task.pace else _NOTHING,
        )
        for task in figures.tasks.values()
    ]
    return Table(TASK_TABLE, "任务进展情况表", TASK_COLUMNS, tuple(rows), _note(figures))


def _due(task: Task, figures: Figures) -> str:
    if task.due_words:
        return task.due_words
    return short_day(task.due, figures.day) if task.due else ONGOING


def _unit_table(figures: Figures, label: str) -> Table:
    rows: list[tuple[str, ...]] = []
    for place, (unit, own) in enumerate(zip(figures.units, figures.owed, strict=True), 1):
        latest = short_day(own.latest, figures.day) if own.latest else "从未报送"
        reports = (str(own.expected), str(own.reported), latest)
        mean = percent(unit.percent) if unit.percent is not None else _NOTHING
        pace = unit.pace.word if unit.pace else _NOTHING
        rows.append((str(place), unit.name, str(unit.counted), str(unit.done), mean, pace, *reports))
    title = f"各单位{label}进展和报送情况表"
    return Table(UNIT_TABLE, title, UNIT_COLUMNS, tuple(rows), _note(figures))


def _note(figures: Figures) -> str:
    return f"注：统计截至{chinese_day(figures.day)}，依据台账第{figures.ledger}号及以前的记录。"
