"""Three-way: what a sheet showed, what it says, what the ledger says now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.activity_steps import Step
from gongkai_cli.domain.dates import short_day
from gongkai_cli.domain.model import Activity, Part, Plan, Standing
from gongkai_cli.domain.progress import Report, has_evidence, pauses, settle
from gongkai_cli.domain.reporting.collecting import Verdict
from gongkai_cli.domain.typed_days.frames import held_frame
from gongkai_cli.domain.typed_days.spans import parse_days
from gongkai_cli.domain.vocabulary import ActivityStatus, Pause
from gongkai_cli.errors import RefusedError, UsageError
from gongkai_cli.exchange.incoming.filled import Said
from gongkai_cli.exchange.review.identity import FileIdentity
from gongkai_cli.store.queries.sheets import ActivityNow, PartNow

_TEXTS = (("note", "进展"), ("problem", "问题"), ("next", "下步措施"))


class Compared(NamedTuple):
    """A row beside the ledger.

    `verdict` is TAKEN, SAME, or ASKED for a conflict or a report that contradicts itself; the three texts are what the
    sheet showed, what it says and what the ledger says. A conflict can be settled by a choice, another doubt cannot.
    """

    verdict: Verdict
    shown: str | None
    said: str
    now: str
    change: str | None = None
    why: str | None = None
    is_conflict: bool = False
    report: Report | None = None
    steps: tuple[Step, ...] = ()


def compare_part(said: Said, now: PartNow, file: FileIdentity) -> Compared:
    """Compare what a row says of a part with the ledger."""
    part = now.part
    report = Report(
        on=file.day,
        status=said.status,
        percent=said.percent,
        note=said.note,
        problem=said.problem,
        next=said.next,
        links=said.links,
    )
    before = Standing(part.status, part.percent)
    shown = _shown(now, file)
    words = said_words(said)
    ledger = _part_words(part)
    try:
        after = settle(before, report)
    except RefusedError as error:
        fault, _, _ = error.message.partition("。")
        # The advice names options of `mark`.
        return Compared(Verdict.ASKED, shown, words, ledger, why=fault.partition("：")[0])
    is_reported = part.on is not None and part.on >= file.span.first
    if is_reported and after == before and _are_said(said, part):
        return Compared(Verdict.SAME, shown, words, ledger)
    change = f"{before.word} → {after.word}" if before != after else after.word
    told = "、".join(_remarks(before, after, part, report)) or None
    compared = Compared(Verdict.TAKEN, shown, words, ledger, change, told, report=report)
    if _has_changed(now, file):
        why = "台账在下发以后改过，与表不同" if file.sheet else "台账里这个时段已有别的报告，与表不同"
        return compared._replace(verdict=Verdict.ASKED, why=why, is_conflict=True)
    return compared


def _shown(now: PartNow, file: FileIdentity) -> str | None:
    if file.sheet is None or now.assignment not in file.sheet.parts:
        return None
    shown = file.sheet.parts[now.assignment]
    return "　".join(filter(None, (shown.standing.word, shown.note)))


def _has_changed(now: PartNow, file: FileIdentity) -> bool:
    """Return whether the ledger has a report of the period that the sheet has neither shown nor brought.

    A report of an earlier period, such as last month's that came late, says nothing against a newer one.
    """
    if file.is_plain or now.part.on is None or now.part.on < file.span.first:
        return False
    if file.sheet is not None and now.assignment in file.sheet.parts:
        return now.report != file.sheet.parts[now.assignment].report and now.sheet != file.sheet.id
    return True


def _are_said(said: Said, part: Part) -> bool:
    """Return whether the ledger has every word of a row already."""
    texts = all(getattr(said, key) in {None, getattr(part, key)} for key, _ in _TEXTS)
    return texts and set(said.links) <= set(part.links)


def _remarks(before: Standing, after: Standing, part: Part, report: Report) -> Iterator[str]:
    """Yield what gives pause: less than before, no evidence, the words of an earlier report."""
    for pause in pauses(before, after, has_evidence=has_evidence(part, report)):
        fall = f" {before.percent - after.percent}" if pause is Pause.LOWER else ""
        yield f"{pause.word}{fall}"
    if report.note is not None and report.note == part.note:
        yield "进展与上次报的一字不差"


def said_words(said: Said) -> str:
    """Return what a row says, in words."""
    words = [f"{said.percent}%"] if said.percent is not None else []
    if said.status:
        words.append(said.status.word)
    if said.date:
        words.append(said.date)
    if said.people is not None:
        words.append(f"{said.people} 人")
    words += [f"{label}：{text}" for key, label in _TEXTS if (text := getattr(said, key))]
    return "　".join([*words, *said.links])


def _part_words(part: Part) -> str:
    words = [Standing(part.status, part.percent).word]
    words += [f"{label}：{text}" for key, label in _TEXTS if (text := getattr(part, key))]
    return "　".join([*words, *part.links])


def compare_activity(said: Said, now: ActivityNow, file: FileIdentity, plan: Plan, today: date) -> Compared:
    """Compare what a row says of an activity with the ledger; a step is dated on the day of entry."""
    activity = now.activity
    words, ledger = said_words(said), _activity_words(activity, today)
    try:
        steps = _steps(said, plan, activity, today)
        after = activity
        for step in steps:
            after = activity_steps.take_step(plan, after, step)
    except (RefusedError, UsageError) as error:
        return Compared(Verdict.ASKED, None, words, ledger, why=error.message.rstrip("。"))
    if replace(after, on=activity.on) == activity:
        return Compared(Verdict.SAME, None, words, ledger)
    change = _activity_words(after, today)
    compared = Compared(Verdict.TAKEN, None, words, ledger, f"{ledger} → {change}", steps=steps)
    has_changed = activity_steps.is_over(activity)
    if file.sheet is not None and now.identity in file.sheet.activities:
        has_changed = now.event != file.sheet.activities[now.identity] and now.sheet != file.sheet.id
    if has_changed:
        why = "台账里这场活动已有别的记录，与表不同"
        return compared._replace(verdict=Verdict.ASKED, why=why, is_conflict=True)
    return compared


def _steps(said: Said, plan: Plan, activity: Activity, today: date) -> tuple[Step, ...]:
    """Return the steps that a row asks for: a date to come is a plan, a past one and people say that it was held."""
    steps: list[Step] = []
    span = parse_days(said.date, held_frame(plan, activity, today)) if said.date else None
    first, last = (span.first, span.last) if span else (None, None)
    if span is not None and span.last > today and said.people is None and not said.links:
        return (Step(ActivityStatus.SCHEDULED, today, date=first, last_date=last),)
    if span is not None or said.people is not None or not activity_steps.is_over(activity):
        steps.append(Step(ActivityStatus.HELD, today, date=first, last_date=last, people=said.people))
    steps += [Step(ActivityStatus.PUBLISHED, today, link=link) for link in said.links]
    return tuple(steps)


def _activity_words(activity: Activity, today: date) -> str:
    words = [activity.status.word]
    if activity.date:
        words.append(short_day(activity.date, today))
    if activity.people is not None:
        words.append(f"{activity.people} 人")
    return "　".join([*words, *filter(None, [activity.link])])
