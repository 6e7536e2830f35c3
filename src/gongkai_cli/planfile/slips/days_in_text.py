"""Years and weekdays written in texts, where they disagree with the dates of the plan."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai_cli.planfile.document import ActivityEntry, PlanDocument, PlanHeader
from gongkai_cli.planfile.problems import Location

_WEEKDAYS = "一二三四五六日"
_TITLE_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年?\s*[-－–—~～至]+\s*((?:19|20)\d\d))?年")
_WEEKDAY = r"(?:星期|礼拜|周)([一二三四五六日天])"
_DAY_AND_WEEKDAY = re.compile(
    rf"(?:(?<!\d)(\d{{4}})年)?(?<!\d)(\d{{1,2}})月(\d{{1,2}})[日号]\s*(?:[（(]\s*{_WEEKDAY}\s*[）)]|{_WEEKDAY}(?![\u4e00-\u9fff]))"
)
_WEEKDAY_ALONE = re.compile(rf"(?:^|[（(，,；;、\s]){_WEEKDAY}(?=$|[）)，,；;、\s上下晚])")
_DAY_IN_YEAR = re.compile(r"(\d{4})年(\d{1,2})月")
_DAY = re.compile(r"\d[日号]")


def odd_title(header: PlanHeader) -> str | None:
    """Return what is odd about the years in a plan's title; None where the plan's own year is among them."""
    spans = [(int(first), int(last or first)) for first, last in _TITLE_YEARS.findall(header.title)]
    if not spans or any(first <= header.year <= last for first, last in spans):
        return None
    return f"标题写的是 {spans[0][0]} 年，year 写的是 {header.year}"


def odd_days(document: PlanDocument) -> Iterator[tuple[Location, str]]:
    """Yield the place of each text with a weekday or a year that disagrees with its date, and what is odd."""
    years = range(
        min(document.plan.year, document.plan.issued_on.year),
        max(document.plan.year, document.plan.last_day.year) + 1,
    )
    for location, text in _texts(document):
        if ("周" in text or "星期" in text or "礼拜" in text) and (what := _odd_weekday(text, years)):
            yield location, what
    for place, row in enumerate(document.activities):
        if row.note and (what := _odd_note(row, row.note, years)):
            yield ("activities", place, "note"), what


def _texts(document: PlanDocument) -> Iterator[tuple[Location, str]]:
    for place, task in enumerate(document.tasks):
        yield ("tasks", place, "title"), task.title
        for index, measure in enumerate(task.measures):
            yield ("tasks", place, "measures", index), measure.text
    for place, row in enumerate(document.activities):
        yield ("activities", place, "theme"), row.theme_words
        if row.note:
            yield ("activities", place, "note"), row.note


def _odd_weekday(text: str, years: range) -> str | None:
    """Return what is odd about a day with its weekday. A day without a year may be in any year of the plan."""
    for year, month, day, in_brackets, alone in _DAY_AND_WEEKDAY.findall(text):
        possible = [int(year)] if year else years
        days = [found for one in possible if (found := _day(one, int(month), int(day)))]
        written = _number(in_brackets or alone)
        if days and all(found.weekday() != written for found in days):
            right = days[-1]
            return f"{right} 是星期{_WEEKDAYS[right.weekday()]}，不是星期{_WEEKDAYS[written]}"
    return None


def _odd_note(row: ActivityEntry, note: str, years: range) -> str | None:
    """Return what is odd about an activity's note beside its date or its month."""
    if found := _DAY_IN_YEAR.match(note):
        year, month = map(int, found.groups())
        if month == row.printed_month and year not in years:
            return f"备注里是 {year} 年，不在本要点的期间内"
    if row.date is None or _DAY.search(note):
        return None
    written = [_number(word) for word in _WEEKDAY_ALONE.findall(note)]
    if written and row.date.weekday() not in written:
        return f"{row.date} 是星期{_WEEKDAYS[row.date.weekday()]}，不是星期{_WEEKDAYS[written[0]]}"
    return None


def _number(weekday: str) -> int:
    return _WEEKDAYS.index("日" if weekday == "天" else weekday)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
