"""What is recorded about an activity, and the commands that record the rest."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai_cli.domain.activity_steps import OPEN_THEME
from gongkai_cli.domain.dates import chinese_day
from gongkai_cli.domain.model import Activity
from gongkai_cli.domain.vocabulary import NO_THEME, Form
from gongkai_cli.papers.phrases import quoted

_WEEKDAYS = "一二三四五六日"


class Gap(NamedTuple):
    """A fact that is not recorded: its word, and the option of a step that records it; none is in the plan file."""

    word: str
    option: str = ""


def theme(row: Activity) -> str:
    """Return the theme of an activity; an empty text where it is still to be chosen."""
    return "" if row.theme in {OPEN_THEME, NO_THEME, ""} else row.theme


def name(row: Activity) -> str:
    """Return an activity by its theme and form: “现代农业产业发展”政府开放日活动, 政务公开活动."""
    form = row.form.word if isinstance(row.form, Form) else row.form or ""
    kind = f"{form or '政务公开'}活动"
    return f"{quoted(theme(row))}{kind}" if theme(row) else kind


def days(row: Activity) -> str:
    """Return the days of an activity with their weekdays: 2024年10月15日（星期二）至16日（星期三）; else its month."""
    if row.date is None:
        return row.when or f"{row.year}年{row.month}月"
    first = _with_weekday(chinese_day(row.date), row.date)
    if row.last_date is None:
        return first
    same_month = (row.last_date.year, row.last_date.month) == (row.date.year, row.date.month)
    last = f"{row.last_date.day}日" if same_month else chinese_day(row.last_date)
    return f"{first}至{_with_weekday(last, row.last_date)}"


def _with_weekday(text: str, day: date) -> str:
    return f"{text}（星期{_WEEKDAYS[day.weekday()]}）"


def hour(row: Activity) -> str:
    """Return the hour of an activity: 9时, 14时30分; an empty text where none is recorded."""
    if not row.time:
        return ""
    hours, minutes = map(int, row.time.split(":"))
    return f"{hours}时{minutes:02}分" if minutes else f"{hours}时"


def gaps(wanted: Iterable[tuple[str, str, object]]) -> list[Gap]:
    """Return the facts that are not recorded, of (word, option, value)."""
    return [Gap(word, option) for word, option, value in wanted if value in {None, ""}]


def requests(row: Activity, step: str, missing: Sequence[Gap]) -> Iterator[str]:
    """Yield the lines that ask for what is not recorded, each command on a line of its own.

    Args:
        row: the activity.
        step: the command of the step, such as `plan`.
        missing: the facts that are not recorded.
    """
    if not missing:
        return
    yield f"未登记、未写的：{'、'.join(gap.word for gap in missing)}。"
    options = " ".join(gap.option for gap in missing if gap.option)
    if options:
        yield f"登记：gongkai activity {step} {row.no} {options}"
    in_file = [gap.word for gap in missing if not gap.option]
    if in_file:
        yield f"{'、'.join(in_file)}写在计划文件里：gongkai export --what plan -o 计划.yaml"
