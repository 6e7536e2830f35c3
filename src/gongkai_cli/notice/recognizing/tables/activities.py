"""Tables of activities: 活动安排表, 开放日计划, 在线访谈; also one whose cells became lines of a text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from gongkai_cli.domain.typed_days.numerals import plain_digits
from gongkai_cli.notice.blocks import Place, Table
from gongkai_cli.notice.recognizing.parts.lines import Line
from gongkai_cli.notice.recognizing.tables.columns import Columns, Use, cell_text, columns_of
from gongkai_cli.notice.recognizing.texts import plain
from gongkai_cli.notice.recognizing.units.mentions import Mention, mentions

_ACTIVITY = re.compile(r"活动|开放日|访谈|宣讲|讲座|直播|公开讲|开放周|面对面|接待日|听证")
_TICK = re.compile(r"^[√✓✔☑■●○◯V v是]$")
_HEADINGS = re.compile(
    r"序\s?号|月\s?份|(?:活动)?时\s?间|(?:活动|访谈)?主\s?题|主办单位|责任单位|承办单位|活动形式|形\s?式|备\s?注|地\s?点|活动内容|参加对象|政务|公开讲|政府|开放日|政务公开讲|政府开放日"
)
_FIRST_MONTHS = re.compile(r"(?:\d{4}年)?\d{1,2}月?(?:份|底前|底|上旬|中旬|下旬)?")


class FoundActivity(NamedTuple):
    """A row of a table of activities, as printed; empty texts where it says nothing."""

    no: str
    when: str
    theme: str
    organizers: tuple[Mention, ...]
    form: str
    audience: str
    content: str
    location: str
    people: str
    note: str
    place: Place


def is_activity_table(columns: Columns | None, caption: str) -> bool:
    """Return whether a table has activities: a time, a theme and an organizer, and a word for them."""
    if columns is None:
        return False
    has_time = bool(columns.of(Use.TIME) or columns.of(Use.DUE))
    has_theme = bool(columns.of(Use.THEME))
    has_units = bool(columns.of(Use.UNITS))
    words = caption + "".join(columns.headings.values())
    if has_theme and has_units and _ACTIVITY.search(words):
        return True
    return has_time and has_units and bool(re.search(r"活动安排|开放日|访谈", caption)) and not columns.of(Use.STEPS)


def activities_of(table: Table, caption: str) -> list[FoundActivity]:
    """Return the activities of a table; none where it is no table of activities."""
    columns = columns_of(table)
    if columns is None or not is_activity_table(columns, caption):
        return []
    found: list[FoundActivity] = []
    for row in table.rows[columns.first_row :]:
        texts = [cell_text(cell) for cell in row]
        if len({text for text in texts if text}) < 2 or texts[0] in {"注", "合计"}:  # noqa: PLR2004
            continue
        one = _activity(columns, texts, replace(row[0].place, heading="", column=None))
        if one.theme or one.organizers:
            found.append(one)
    return found


def _activity(columns: Columns, texts: Sequence[str], place: Place) -> FoundActivity:
    def of(*uses: Use) -> str:
        return next((texts[column] for use in uses for column in columns.of(use) if texts[column]), "")

    themes = columns.of(Use.THEME)
    theme = next((texts[one] for one in themes if "内容" not in columns.headings[one]), "") or of(Use.THEME, Use.TASK)
    contents = [texts[one] for one in themes if "内容" in columns.headings[one]] + [of(Use.CONTENT)]
    content = next((one for one in contents if one and one != theme), "")
    units = "、".join(dict.fromkeys(texts[column] for column in columns.of(Use.UNITS) if texts[column]))
    forms = [texts[column] for column in columns.of(Use.FORM) if texts[column]]
    ticked = [columns.headings[column] for column, text in enumerate(texts) if _TICK.match(text)]
    words = [form for form in forms if not _TICK.match(form)] or [plain(one) for one in ticked]
    return FoundActivity(
        of(Use.NUMBER),
        of(Use.TIME, Use.DUE),
        theme,
        tuple(mentions(plain(units))),
        "、".join(dict.fromkeys(words)),
        of(Use.AUDIENCE),
        content,
        of(Use.PLACE),
        of(Use.PEOPLE),
        of(Use.NOTE),
        place,
    )


class FlatTable(NamedTuple):
    """A table of activities whose cells are lines: its rows, and the lines that it takes."""

    activities: list[FoundActivity]
    first: int
    last: int


def flat_table(lines: Sequence[Line]) -> FlatTable | None:
    """Find a table of activities whose cells became lines of a text; None where there is none."""
    for begin in range(len(lines)):
        end = begin
        while end < len(lines) and _HEADINGS.fullmatch(lines[end].text.strip()):
            end += 1
        names = {re.sub(r"\s", "", line.text) for line in lines[begin:end]}
        has_units = any(name.endswith("单位") for name in names)
        has_theme = any(name.endswith(("主题", "内容")) for name in names)
        if end - begin >= 3 and has_units and has_theme:  # noqa: PLR2004
            rows, last = _flat_rows(lines, end)
            if rows:
                return FlatTable(rows, begin, last)
    return None


def _flat_rows(lines: Sequence[Line], begin: int) -> tuple[list[FoundActivity], int]:
    """Return the rows below the headings: each begins with the number after the one before."""
    starts: list[int] = []
    for place in range(begin, len(lines)):
        text = lines[place].text.strip()
        if text == str(len(starts) + 1):
            starts.append(place)
        elif len(text) > 40 or text.startswith("注"):  # noqa: PLR2004 - no cell of such a table
            return _rows_between(lines, [*starts, place]), place
    return _rows_between(lines, [*starts, len(lines)]), len(lines)


def _rows_between(lines: Sequence[Line], starts: Sequence[int]) -> list[FoundActivity]:
    found: list[FoundActivity] = []
    when = ""
    for start, end in pairwise(starts):
        cells = [plain(line.text) for line in lines[start + 1 : end]]
        if cells and _FIRST_MONTHS.fullmatch(plain_digits(cells[0])):
            when = cells.pop(0)
        if len(cells) < 2:  # noqa: PLR2004 - a theme and an organizer
            continue
        theme, units, more = cells[0], cells[1], cells[2:]
        organizers = tuple(mentions(units))
        number = lines[start].text.strip()
        note = "、".join(more)
        found.append(FoundActivity(number, when, theme, organizers, "", "", "", "", "", note, lines[start].place))
    return found
