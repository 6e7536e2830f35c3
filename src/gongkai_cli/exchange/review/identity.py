"""Which unit, which sheet and which period a returned file is of."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from gongkai_cli.domain.dates import chinese_day, long_span
from gongkai_cli.domain.reporting.periods import report_day
from gongkai_cli.domain.typed_days.frames import Span, period_frame
from gongkai_cli.domain.typed_days.spans import parse_span
from gongkai_cli.errors import UsageError
from gongkai_cli.exchange.incoming.filled import ReturnedFile
from gongkai_cli.exchange.review.facts import Facts
from gongkai_cli.exchange.review.terms import Terms
from gongkai_cli.store.queries.sheets import KnownSheet

_LABELLED_PERIOD = re.compile(r"(?:报送|填报)?(?:时段|时间|月份|期间)[：:]\s*([^\s　]+)")
_PERIOD = re.compile(
    r"((?:[0-9〇零一二三四五六七八九]{4}年)?(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?![0-9一二三四五六七八九十])份?|第[一二三四1-4]季度|[上下]半年))"
)


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """The unit, the sheet and the period of a file.

    Attributes:
        unit: the unit; None where its rows name theirs.
        sheet: the sheet that was given out; None where it is none of ours.
        span: the period.
        day: the day of the reports.
        is_plain: it is a table of the clerk's own, whose rows need no comparison with an earlier state.
        is_reassigned: the clerk has given the file to another unit than its carriers: row keys do not count.
    """

    unit: str | None
    sheet: KnownSheet | None
    span: Span
    day: date
    is_reassigned: bool = False
    is_plain: bool = False


class IdentityDoubtError(Exception):
    """A file whose unit, sheet or period is not known.

    Args:
        what: the reason with the remedy.
        choices: the units of which one is the answer; empty where another answer is needed.
    """

    def __init__(self, what: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.choices = choices


def identify(file: ReturnedFile, facts: Facts, terms: Terms) -> FileIdentity:
    """Return what a file is.

    Raises:
        IdentityDoubtError: its carriers disagree, or say too little.
    """
    sheet = _sheet(file, facts)
    unit, is_reassigned = _unit(file, facts, terms, sheet)
    span = _span(file, facts, terms, sheet)
    if terms.day is not None:
        return FileIdentity(unit, sheet, Span(terms.day, terms.day), terms.day, is_reassigned, is_plain=True)
    if span.first > facts.today:
        raise IdentityDoubtError(
            f"时段 {long_span(span.first, span.last)} 还没到（今天按 {chinese_day(facts.today)} 算）。请到时再收"
        )
    return FileIdentity(unit, sheet, span, report_day(span.last, facts.today), is_reassigned)


def _sheet(file: ReturnedFile, facts: Facts) -> KnownSheet | None:
    for identity in file.identities:
        if identity.plan != facts.plan.key:
            raise IdentityDoubtError(
                f"是另一个工作要点（{identity.plan}）的表，未读取。请另用 gongkai --plan {identity.plan} collect 收它"
            )
    numbers = list(dict.fromkeys((*(one.number for one in file.identities), *file.numbers)))
    known = facts.sheets(numbers)
    if len(known) > 1:
        raise IdentityDoubtError(f"有两个表号：{'、'.join(known)}，说不准是哪一份。请核对，或重发一份")
    for sheet in known.values():
        if sheet.plan != facts.plan.key:
            raise IdentityDoubtError(
                f"是另一个工作要点（{sheet.plan}）的表，未读取。请另用 gongkai --plan {sheet.plan} collect 收它"
            )
        if sheet.undone_by is not None:
            raise IdentityDoubtError(
                f"表号 {sheet.number} 已随第 {sheet.undone_by} 号撤回。要收它，请先用 gongkai redo {sheet.change} 恢复"
            )
        return sheet
    return None


def _unit(file: ReturnedFile, facts: Facts, terms: Terms, sheet: KnownSheet | None) -> tuple[str | None, bool]:
    """Return the unit of a file, and whether the clerk has given it to another one than its carriers."""
    carried = [unit for one in file.identities if (unit := facts.unit(one.unit))]
    if sheet is not None:
        carried.insert(0, facts.unit(sheet.unit) or sheet.unit)
    answered = facts.unit(terms.answers[file.name]) if file.name in terms.answers else None
    if answered:
        return answered, any(unit != answered for unit in carried)
    printed = tuple(dict.fromkeys(unit for text in file.units if (unit := facts.unit(text))))
    if len(printed) > 1:
        raise IdentityDoubtError(f"填报单位有 {len(printed)} 个：{'、'.join(printed)}。请一个单位存一个文件，再收")
    found = tuple(dict.fromkeys((*carried, *printed)))
    if terms.unit is not None and (terms.unit in found or not found):
        return terms.unit, any(unit != terms.unit for unit in carried)
    if terms.unit is not None:  # --dept is about all files, and one of another unit may lie among them
        raise IdentityDoubtError(f"是{found[0]}的表，--dept 写的却是{terms.unit}", (*found, terms.unit))
    if len(found) > 1:
        raise IdentityDoubtError(f"表是发给{found[0]}的，填报单位写的是{found[1]}，说不准是谁填的", found)
    return (found[0] if found else None), False


def _span(file: ReturnedFile, facts: Facts, terms: Terms, sheet: KnownSheet | None) -> Span:
    if sheet is not None:
        span = Span(sheet.first, sheet.last)
        if terms.span is not None and terms.span != span:
            words = long_span(span.first, span.last)
            raise IdentityDoubtError(
                f"表号 {sheet.number} 报的是 {words}，不是 --period 的时段。请去掉 --period 再收它"
            )
        return span
    if terms.span is not None:
        return terms.span
    if terms.day is not None:
        return Span(terms.day, terms.day)
    for pattern in (_LABELLED_PERIOD, _PERIOD):
        spans = _spans(pattern.findall(file.head), facts)
        if len(spans) == 1:
            return spans.pop()
    if terms.usual_span is not None:
        return terms.usual_span
    raise IdentityDoubtError("看不出报的是哪个时段。请加上 --period，如 --period 10月")


def _spans(texts: Iterable[str], facts: Facts) -> set[Span]:
    """Return the periods that texts mean."""
    spans = set()
    for text in texts:
        with suppress(UsageError):
            spans.add(parse_span(text, period_frame(facts.plan, facts.today)))
    return spans
