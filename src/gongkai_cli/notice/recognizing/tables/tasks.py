"""Tables of tasks: a task is a row, or several rows beside one merged cell."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai_cli.notice.blocks import Place, Table, TableCell
from gongkai_cli.notice.recognizing.clauses.deadlines import due_words
from gongkai_cli.notice.recognizing.clauses.places import names_in
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.parts.numbering import number_at_start
from gongkai_cli.notice.recognizing.parts.outline import FoundClause
from gongkai_cli.notice.recognizing.parts.tasks import FoundTask, title_and_rest
from gongkai_cli.notice.recognizing.tables.columns import (
    Columns,
    Use,
    cell_text,
    columns_of,
    names_of_cell,
    unit_columns,
)
from gongkai_cli.notice.recognizing.units.names import is_like_a_unit

_SUM = re.compile(r"总分|合计|小计|总计")
_Row = Sequence[TableCell]


@dataclass(slots=True)
class _Draft:
    """A task while its rows are read."""

    printed: str
    section: str
    title: str
    place: Place
    body: list[str] = field(default_factory=list)
    clauses: list[tuple[FoundClause, str | None]] = field(default_factory=list)
    dues: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def tasks_of_table(
    table: Table, known: Collection[str] = (), headings: Columns | None = None, section: str = ""
) -> list[FoundTask]:
    """Return the tasks of a table; none where it is no table of tasks.

    Args:
        table: the table.
        known: names that the notice prints apart from others.
        headings: those of the table that it continues.
        section: the heading between the two.
    """
    columns = columns_of(table) or headings
    if columns is None or len(columns.uses) != len(table.rows[0]):
        return []
    rows = table.rows[columns.first_row :] if columns_of(table) else table.rows
    units = unit_columns(rows, columns, known)
    texts = [column for use in (Use.TASK, Use.THEME, Use.CONTENT, Use.STEPS) for column in columns.of(use)]
    texts = [column for column in texts if column not in units or not columns.of(Use.UNITS)]
    if not texts or not (units or columns.of(Use.TASK)):
        return []
    found = [_found(one) for one in _drafts(rows, columns, units, texts, known)]
    return [task if task.section else replace(task, section=section) for task in found]


def faults_of(rows: Sequence[_Row]) -> list[Doubt]:
    """Return a doubt for each cell that could not be read."""
    return [
        Doubt(DoubtKind.UNREAD, f"{cell.place.words}：{cell.fault}")
        for row in rows
        for cell in row
        if cell.fault and not cell.is_spread
    ]


def _drafts(
    rows: Sequence[_Row], columns: Columns, units: Sequence[int], texts: Sequence[int], known: Collection[str]
) -> Iterator[_Draft]:
    section, of_section = "", ""
    title_column = _title_column(rows, columns, units, texts)
    current: _Draft | None = None
    above: _Row = ()
    numbers = columns.of(Use.NUMBER)
    for row in rows:
        if _SUM.search(" ".join(cell.text for cell in row[:3])) or _is_heading(row, columns):
            continue
        if heading := _section(row, numbers):
            section, of_section = heading
            continue
        own_units = [column for column in units if _holds_units(row[column], column, columns, known)]
        column = _title_here(row, title_column, texts, own_units)
        if column is None:
            continue
        is_open = not own_units and not any(cell_text(row[one]) for one in (title_column, *numbers[:1]))
        if is_open and current is not None:
            column = title_column
        if current is None or not (is_open or row[column].is_spread or _is_repeated(row, above, column, numbers)):
            if current is not None:
                yield current
            current = _begin(row, column, numbers, _section_here(row, section, columns, title_column, own_units))
            if of_section and not own_units:
                current.clauses.append((FoundClause(of_section, row[column].place), "responsible"))
        _take(current, row, columns, own_units, [one for one in texts if one != column], known)
        current.doubts += faults_of([row])
        above = row
    if current is not None:
        yield current


def _is_repeated(row: _Row, above: _Row, column: int, numbers: Sequence[int]) -> bool:
    """Return whether a row repeats number and title of the row above it, as a table without merged cells does."""
    if not above or not cell_text(row[column]):
        return False
    return all(cell_text(row[one]) == cell_text(above[one]) for one in (*numbers[:1], column))


def _title_column(rows: Sequence[_Row], columns: Columns, units: Sequence[int], texts: Sequence[int]) -> int:
    """Return the column of titles: the first of texts, or a finer one where units change within its cells."""
    first = texts[0]

    def starts(column: int) -> int:
        return sum(bool(row[column].text.strip()) and not row[column].is_spread for row in rows)

    wanted = max((starts(column) for column in units if column in columns.roles), default=0)
    if starts(first) * 6 >= wanted * 5:
        return first
    for column in texts[1:]:
        if starts(column) * 6 >= wanted * 5:
            return column
    return first


def _title_here(row: _Row, wanted: int, texts: Sequence[int], own_units: Sequence[int]) -> int | None:
    """Return the column of this row's title: a cell that is a unit is none."""
    for column in [wanted, *[one for one in texts if one != wanted]]:
        text = cell_text(row[column])
        if not text or column in own_units:
            continue
        # A category over many rows, such as 重点考核部门, stands beside the unit.
        if (
            own_units
            and column < own_units[0]
            and row[column + 1].text != row[column].text
            and _has_more(row, texts, column)
        ):
            continue
        return column
    return None


def _has_more(row: _Row, texts: Sequence[int], column: int) -> bool:
    return column + 1 in texts and any(cell_text(row[one]) for one in texts if one > column + 1)


def _holds_units(cell: TableCell, column: int, columns: Columns, known: Collection[str]) -> bool:
    text = cell_text(cell)
    if not text:
        return False
    if column in columns.roles:
        return True
    found = names_in(text, known)
    return bool(found) and all(one.name in known or is_like_a_unit(one.name) or one.is_collective for one in found)


def _section(row: _Row, numbers: Sequence[int]) -> tuple[str, str] | None:
    """Return the heading and the bracketed units of a row that is a heading."""
    texts = [cell_text(cell) for cell in row if cell.text.strip()]
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return None
    number = number_at_start(distinct[0] if "、" in distinct[0] or "（" in distinct[0][:1] else f"{distinct[0]}、")
    is_numbered = number is not None and number.style in {"han", "han_bracket", "chapter"}
    if len(distinct) == 1 and (len(texts) > 1 or len(row) > 1) and not distinct[0].isdigit():
        heading = distinct[0]
    elif is_numbered and (not numbers or row[numbers[0]].text.strip() == distinct[0]) and len(distinct[0]) <= 5:  # noqa: PLR2004
        heading = "".join(distinct[:2])
    elif is_numbered and len(texts) == 1:
        heading = distinct[0]
    else:
        return None
    bracket = re.search(r"（([^（）]*)）$", heading)
    is_units = bool(bracket and names_in(bracket[1]))
    return heading, bracket[1] if bracket and is_units else ""


def _is_heading(row: _Row, columns: Columns) -> bool:
    same = sum(cell_text(cell) == columns.headings.get(column, "") for column, cell in enumerate(row))
    return same * 2 > len(row)


def _begin(row: _Row, column: int, numbers: Sequence[int], section: str) -> _Draft:
    printed = cell_text(row[numbers[0]]).rstrip(".．、") if numbers else ""
    title, rest, why = title_and_rest(cell_text(row[column]))
    if not printed and (number := number_at_start(title)):
        printed, title = number.printed, title[number.end :]
    draft = _Draft(printed, section, title.strip("；;。 "), row[column].place)
    if rest:
        draft.body.append(rest)
    if why:
        draft.doubts.append(Doubt(DoubtKind.TITLE, why))
    return draft


def _section_here(row: _Row, section: str, columns: Columns, title_column: int, units: Sequence[int]) -> str:
    """Return the heading above a task: a row's, or the merged cell of the first column of tasks."""
    first = next(iter(columns.of(Use.TASK)), None)
    if section or first is None or first >= title_column or first in units:
        return section
    return cell_text(row[first])


def _take(
    draft: _Draft,
    row: _Row,
    columns: Columns,
    units: Sequence[int],
    texts: Sequence[int],
    known: Collection[str],
) -> None:
    for column in units:
        if not row[column].is_spread or not any(clause.text == row[column].text for clause, _ in draft.clauses):
            clause = FoundClause(names_of_cell(row[column].text, known), row[column].place)
            draft.clauses.append((clause, columns.roles.get(column, "responsible")))
    for column in columns.of(Use.DUE):
        words = cell_text(row[column])
        if words and words not in draft.dues:
            draft.dues.append(words)
    for column in texts:
        if column in units or row[column].is_spread or cell_text(row[column]) == draft.section:
            continue
        draft.body += [line.strip() for line in _body_lines(row[column].text) if line.strip()]


def _body_lines(text: str) -> list[str]:
    """Return the numbered lines of a cell; lines that only wrap are joined."""
    joined: list[str] = []
    for line in text.split("\n"):
        if joined and not number_at_start(line) and not joined[-1].endswith(("。", "；", "）", ";")):
            joined[-1] += line.strip()
        else:
            joined.append(line.strip())
    return joined


def _found(draft: _Draft) -> FoundTask:
    value = number_at_start(f"{draft.printed}、")
    return FoundTask(
        draft.printed,
        "table",
        value.value if value else 0,
        draft.section,
        draft.title or draft.place.words,
        tuple(draft.body),
        tuple(draft.clauses),
        tuple(one for one in draft.dues if due_words(one) or one),
        draft.place,
        tuple(draft.doubts),
    )
