"""What is allowed in a plan file and looks odd. Each rule is narrow, since a real plan may well be odd."""

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from gongkai_cli.domain.text import shown
from gongkai_cli.planfile.document import PlanDocument
from gongkai_cli.planfile.problems import Location, Problem, Severity
from gongkai_cli.planfile.slips.days_in_text import odd_days, odd_title
from gongkai_cli.planfile.slips.names import list_slip

_MOST_GAPS = 5  # missing numbers that are named
_CHINESE_SIGN = re.compile("[，。、；：！？（）【】《》〈〉「」“”‘’…．／＂＇]")
_YEAR_OF_KEY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def oddities(document: PlanDocument) -> Iterator[Problem]:
    """Yield a warning for everything that looks odd in a plan file without faults."""
    yield from _header(document)
    yield from _unused_units(document)
    yield from _aliases_like_lists(document)
    yield from _leads_that_are_responsible(document)
    yield from _missing_numbers("tasks", [task.no for task in document.tasks])
    yield from _missing_numbers("activities", [row.no for row in document.activities])
    yield from _activities_on_one_day(document)
    for location, what in odd_days(document):
        yield _warning(location, what, "请核对")


def _warning(location: Location, what: str, advice: str, other: Location | None = None) -> Problem:
    return Problem(location, what, advice, severity=Severity.WARNING, other=other)


def _header(document: PlanDocument) -> Iterator[Problem]:
    header = document.plan
    years = range(min(header.year, header.issued_on.year), max(header.year, header.last_day.year) + 1)
    written = [int(year) for year in _YEAR_OF_KEY.findall(header.key)]
    if written and not any(year in years for year in written):
        what = f"标识“{header.key}”里的年份与 year（{header.year}）不同"
        yield _warning(("plan", "key"), what, "新的年度要用新的标识，请核对")
    if odd := odd_title(header):
        yield _warning(("plan", "title"), odd, "请核对标题和 year")
    if header.source and (sign := _CHINESE_SIGN.search(header.source)):
        yield _warning(("plan", "source"), f"网址里有中文标点“{sign.group()}”，可能打不开", "请核对网址的末尾和标点")


def _unused_units(document: PlanDocument) -> Iterator[Problem]:
    kinds = {kind for collective in document.collectives for kind in collective.kind}
    used = set(_used_names(document))
    for place, unit in enumerate(document.units):
        if unit.name not in used and unit.kind not in kinds:
            what = f"没有任务、活动或集体称谓用到“{shown(unit.name)}”"
            yield _warning(("units", place), what, "请核对是否漏写，或删去这个单位")


def _aliases_like_lists(document: PlanDocument) -> Iterator[Problem]:
    for place, unit in enumerate(document.units):
        for index, alias in enumerate(unit.aliases):
            if slip := list_slip(alias):
                yield _warning(("units", place, "aliases", index), slip.what, slip.advice or "请核对")


def _used_names(document: PlanDocument) -> Iterator[str]:
    for task in document.tasks:
        yield from task.names
        for names in task.others.values():
            yield from names
    for collective in document.collectives:
        yield from collective.members
    for row in document.activities:
        yield from row.all_organizers


def _leads_that_are_responsible(document: PlanDocument) -> Iterator[Problem]:
    for place, task in enumerate(document.tasks):
        if not (task.lead and task.responsible):
            continue
        for index, name in enumerate(task.responsible):
            if name in task.lead:
                location = ("tasks", place, "responsible", index)
                what = f"“{shown(name)}”已是这项任务的牵头单位"
                yield _warning(location, what, "只算牵头；请核对，或在 responsible 里删去")


def _missing_numbers(section: str, numbers: Sequence[int]) -> Iterator[Problem]:
    in_order = sorted(set(numbers))
    gaps: list[str] = []
    after: list[int] = []  # the number after each gap
    for low, high in pairwise(in_order):
        if high == low + 2:
            gaps.append(f"{low + 1}")
        elif high > low + 2:
            gaps.append(f"{low + 1} 至 {high - 1}")
        else:
            continue
        after.append(high)
    if gaps:
        more = "等" if len(gaps) > _MOST_GAPS else ""
        what = f"序号不连续，缺 {'、'.join(gaps[:_MOST_GAPS])}{more}"
        location = (section, numbers.index(after[0]), "no")
        yield _warning(location, what, "请核对是否漏了一项；印发时就是这样的，不用改")


def _activities_on_one_day(document: PlanDocument) -> Iterator[Problem]:
    first: dict[Hashable, int] = {}
    for place, row in enumerate(document.activities):
        day = row.window(document.plan.period).date
        if day is None:
            continue
        earlier = first.setdefault((row.all_organizers, day), place)
        if earlier != place:
            what = f"“{shown(row.organizer_words)}”在 {day} 还有活动 {document.activities[earlier].no}"
            key, other_key = ("when" if one.when else "date" for one in (row, document.activities[earlier]))
            location, other = ("activities", place, key), ("activities", earlier, other_key)
            yield _warning(location, what, "请核对日期；确在同一天的，不用改", other)
