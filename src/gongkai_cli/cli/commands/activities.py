"""`schedule` and `activity`: the activity table and the steps of an activity."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from gongkai_cli.cli.request import completion, outcome
from gongkai_cli.cli.request.numbers import activity_number, whole_number
from gongkai_cli.cli.request.options import (
    ActivityDay,
    ActivityForm,
    ActivityNote,
    ActivityNumber,
    ActivityPeople,
    ActivityPlace,
    ActivityTheme,
    ActivityTime,
    Public,
)
from gongkai_cli.cli.request.scope import check_clock, chosen_plan, latest_day, ready_store, signature, snapshot
from gongkai_cli.cli.request.typed import to_record, typed_links, unit_names
from gongkai_cli.domain import activity_steps
from gongkai_cli.domain.activity_steps import Step
from gongkai_cli.domain.dates import chinese_day, long_month, short_day, short_month
from gongkai_cli.domain.disclosure import INNER, public_row
from gongkai_cli.domain.model import Activity, Plan
from gongkai_cli.domain.text import shown
from gongkai_cli.domain.typed_days.frames import Frame, Month, activity_frame, held_frame, table_frame
from gongkai_cli.domain.typed_days.hours import parse_hour, split_off
from gongkai_cli.domain.typed_days.months import month_count, parse_months
from gongkai_cli.domain.typed_days.spans import is_range, parse_days
from gongkai_cli.domain.typed_words.folding import plain
from gongkai_cli.domain.vocabulary import HELD_UNPUBLISHED, LATE_ACTIVITY, ActivityStatus, Form, Pace, undo_hint
from gongkai_cli.errors import UsageError
from gongkai_cli.output.content.activities import activity_page, schedule_listing, step_page
from gongkai_cli.output.public import public_version
from gongkai_cli.output.terminal.screen import standard_error
from gongkai_cli.output.writing import write
from gongkai_cli.store.queries.filters import OF_A_DAY, on_activity
from gongkai_cli.store.queries.naming.units import units_named
from gongkai_cli.store.queries.snapshot import Snapshot

Months = Annotated[
    str | None, typer.Option("--month", metavar="月份", help="10、10月、十月、2024-10、10-12、第四季度、下半年")
]
Dept = Annotated[
    str | None,
    typer.Option("--dept", metavar="单位", help="只看这个单位主办的", autocompletion=completion.units_and_collectives),
]
State = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="状态",
        help="待定、已安排、已举办、已公开、已取消",
        autocompletion=completion.activity_statuses,
    ),
]
Late = Annotated[bool, typer.Option("--late", help="只看逾期未办和已办未公开的")]


def schedule(
    context: typer.Context,
    month: Months = None,
    dept: Dept = None,
    status: State = None,
    late: Late = False,
    public: Public = False,
) -> None:
    """Show the activity table with the status of each row."""
    wanted = _status(status) if status is not None else None
    with snapshot(context) as seen:
        rows = seen.schedule()
        if dept is not None:
            organizers = set(units_named(seen, unit_names([dept])))
            rows = [row for row in rows if not organizers.isdisjoint(row.organizers)]
        known = {activity_steps.effective_month(row) for row in rows}
        months = parse_months(month, table_frame(seen.plan, seen.day, known)) if month is not None else None
        in_time = rows if months is None else [row for row in rows if activity_steps.effective_month(row) in months]
        chosen = [
            row for row in in_time if wanted in {None, row.status} and (not late or activity_steps.is_chased(row))
        ]
        empty = _nearest_month(rows, months, seen) if months and not in_time else _NONE_LEFT
        if public:
            chosen = list(map(public_row, chosen))
        listing = schedule_listing(seen.plan, chosen, seen.day, empty)
    write(public_version(listing, INNER[Activity]) if public else listing, context.obj)


def _status(text: str) -> ActivityStatus:
    """Return the status that a word names.

    Raises:
        UsageError: it names none. Late is none: the message names the option for it.
    """
    if Pace.lookup(text) is Pace.OVERDUE or plain(text).strip() in {LATE_ACTIVITY, HELD_UNPUBLISHED}:
        raise UsageError(f"“{shown(text)}”不是活动状态。逾期未办和已办未公开的，请写 --late。")
    return ActivityStatus.parse(text, "活动状态")


_NONE_LEFT = "没有符合条件的活动。去掉一些条件再试，或用 gongkai schedule 查看全部活动。"


def _nearest_month(rows: Sequence[Activity], months: Sequence[Month], seen: Snapshot) -> str:
    """Return the message for months without activities, with the nearest month that has some."""
    known = sorted({activity_steps.effective_month(row) for row in rows})
    if not known:
        asked = "、".join(short_month(*month, seen.day) for month in months)
        return f"{asked}没有活动，别的月份也没有。"

    def distance(month: Month) -> int:
        return min(abs(month_count(month) - month_count(one)) for one in months)

    nearest = min(known, key=distance)
    years = {seen.day.year, seen.plan.year, nearest[0], *(year for year, _ in months)}
    names = [f"{month}月" if len(years) == 1 else long_month(year, month) for year, month in (*months, nearest)]
    asked = "、".join(names[:-1])
    return f"{asked}没有活动。最近有活动的是{names[-1]}：gongkai schedule --month {names[-1]}"


def plan(
    context: typer.Context,
    no: ActivityNumber,
    day: ActivityDay = None,
    time: ActivityTime = None,
    theme: ActivityTheme = None,
    form: ActivityForm = None,
    place: ActivityPlace = None,
    people: ActivityPeople = None,
    note: ActivityNote = None,
) -> None:
    """Give an activity a date, a theme, a form or a place."""
    said = {"date": day, "time": time, "theme": theme, "form": form, "place": place, "people": people, "note": note}
    if all(text is None for text in said.values()):
        raise UsageError(
            "没有写安排什么。请至少写 --date、--time、--theme、--form、--place、--people、--note 中的一个。"
        )
    _take(context, no, ActivityStatus.SCHEDULED, said)


def held(
    context: typer.Context,
    no: ActivityNumber,
    day: ActivityDay = None,
    time: ActivityTime = None,
    theme: ActivityTheme = None,
    form: ActivityForm = None,
    place: ActivityPlace = None,
    people: ActivityPeople = None,
    note: ActivityNote = None,
) -> None:
    """Record that an activity was held, or correct that record."""
    said = {"date": day, "time": time, "theme": theme, "form": form, "place": place, "people": people, "note": note}
    _take(context, no, ActivityStatus.HELD, said)


def publish(
    context: typer.Context,
    no: ActivityNumber,
    link: Annotated[
        str | None, typer.Option("--link", metavar="网址", help="举办情况的公开网址，以 http:// 或 https:// 开头")
    ] = None,
    note: ActivityNote = None,
) -> None:
    """Record the link of an activity's public report."""
    found = typed_links([link or ""])
    if len(found.links) > 1:
        raise UsageError("举办情况只记一个公开的网址。请只写一个。")
    _take(context, no, ActivityStatus.PUBLISHED, {"link": found.links[0] if found.links else link, "note": note})
    for remark in found.remarks:
        standard_error().say(remark)


def cancel(
    context: typer.Context,
    no: ActivityNumber,
    reason: Annotated[str | None, typer.Option("--reason", metavar="理由", help="为什么取消，必写")] = None,
    note: ActivityNote = None,
) -> None:
    """Cancel an activity, with a reason."""
    _take(context, no, ActivityStatus.CANCELLED, {"reason": reason, "note": note})


def show(context: typer.Context, no: ActivityNumber) -> None:
    """Show one activity with its ledger."""
    number = activity_number(no)
    with snapshot(context) as seen:
        ledger = seen.ledger(on_activity(seen.activity_id(number)) & OF_A_DAY)
        page = activity_page(seen.plan, seen.activity(number), ledger, seen.day)
    write(page, context.obj)


def _take(context: typer.Context, no: str, status: ActivityStatus, said: dict[str, str | None]) -> None:
    """Take a step in one transaction, and echo before → after."""
    from gongkai_cli.store.ledger import steps

    _check_not_empty(said)
    number = activity_number(no)
    store = ready_store(context)
    with store.reading() as connection:
        check_clock(connection, context)
        current = chosen_plan(connection, context)
        seen = Snapshot(connection, current, date.max).activity(number)
    today = latest_day(context, current)
    dated = held_frame if status is ActivityStatus.HELD else activity_frame
    step = _step(status, said, dated(current, seen, today))
    with store.writing() as writer:
        done = steps.step(writer, current.key, number, step, signature(context))
    outcome.note(context, f"已记入台账第 {done.change} 号")
    write(step_page(current, done, today), context.obj)
    standard_error().say(undo_hint(done.change))
    if step.date:
        for remark in _remarks(current, done.after, today):
            standard_error().say(remark)


def _check_not_empty(said: dict[str, str | None]) -> None:
    """Refuse an option with an empty value, which may come from an empty cell or variable."""
    for name, text in said.items():
        if text is not None and not text.strip():
            raise UsageError(f"--{name} 后面是空的，未记录。请写上内容，或去掉 --{name}。")


def _remarks(plan: Plan, row: Activity, today: date) -> Iterator[str]:
    """Yield what is unusual about an activity's new date."""
    last = row.last_date or row.date
    if row.date and activity_steps.is_outside_month(row):
        month = activity_steps.printed_month(row, today)
        yield f"注意：印发的月份是 {month}，日期 {short_day(row.date, today)} 不在这个月。"
    if last and activity_steps.is_beyond_period(plan, row):
        yield f"注意：日期 {chinese_day(last)} 在要点期间之后（期间到 {chinese_day(plan.ends_on)}）。"


def _step(status: ActivityStatus, said: dict[str, str | None], frame: Frame) -> Step:
    day, form, people = said.get("date"), said.get("form"), said.get("people")
    if day and (parts := split_off(day)):
        raise UsageError(f"“{shown(day)}”里有时刻。日期和时刻请分开写：--date {parts[0]} --time {parts[1]}。")
    days = parse_days(day, frame) if day else None
    last_date = days.last if days and day and is_range(day, frame) else None
    hour = said.get("time")
    words = {name: to_record(said.get(name), f"--{name}") for name in ("theme", "place", "note", "reason")}
    return Step(
        status=status,
        on=frame.today,
        date=days.first if days else None,
        last_date=last_date,
        time=parse_hour(hour) if hour else None,
        form=_form(form) if form else None,
        people=_people(people) if people else None,
        link=said.get("link"),
        theme=words["theme"],
        place=words["place"],
        note=words["note"],
        reason=words["reason"],
    )


def _form(text: str) -> Form:
    if all(form.word in text for form in (Form.LECTURE, Form.OPEN_DAY)):
        return Form.BOTH
    return Form.parse(text, "活动形式")


def _people(text: str) -> int:
    return whole_number(plain(text).strip().removesuffix("人"), f"“{shown(text)}”不是人数。--people 要写整数，如 60。")
