"""The columns of a table of tasks or activities, by their headings and their cells."""

import re
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from gongkai_cli.notice.blocks import Table, TableCell
from gongkai_cli.notice.recognizing.clauses.places import names_in
from gongkai_cli.notice.recognizing.clauses.role_words import role_of_heading

_MOST_HEADING_ROWS = 6
_LONGEST_HEADING = 14


class Use(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TASK = "task"
    CONTENT = "content"
    STEPS = "steps"
    UNITS = "units"
    DUE = "due"
    TIME = "time"
    THEME = "theme"
    FORM = "form"
    PLACE = "place"
    AUDIENCE = "audience"
    PEOPLE = "people"
    NOTE = "note"
    OTHER = "other"


_TASK_WORDS = (
    r"(?:重点|主要|工作|目标|改革|具体|年度|公开|核心|三级|二级|一级|考核|建设|评估|整治|专项)*"
    r"(?:任务|举措|事项|项目|工作|指标|目标|领域|类别|要点|条款)(?:名称|清单|分类)?"
)
_USES = (
    (Use.NUMBER, r"序号|编号|项次|序|号|No\.?|场次|批次"),
    (Use.NOTE, r"备注|说明|注"),
    (
        Use.TIME,
        r"月份|时间|日期|(?:活动|访谈|开放|举办|举行|宣讲|拟定|计划|安排|播出|开展|开讲|上线)(?:时间|日期|月份|时段)",
    ),
    (Use.PEOPLE, r"(?:参加|参与|活动|预计|开放)?人数"),
    (Use.PLACE, r"(?:活动|开放|举办|访谈)?(?:地点|场所|地址)|开放区域"),
    (Use.AUDIENCE, r"(?:参加|邀请|参与|活动|开放|受邀)(?:对象|人员|人群|群体|代表)|对象"),
    (Use.FORM, r"(?:活动|开展|开放|访谈)?(?:形式|方式)"),
    (
        Use.THEME,
        r"(?:活动|访谈|开放|宣讲|讲座|开放日|直播)?(?:主题|题目|选题|名称)|活动项目|开放内容|访谈内容|活动内容",
    ),
    (Use.STEPS, r"(?:考核|工作|评分|检查|验收)要点|任务分解.*"),
    (Use.TASK, _TASK_WORDS),
    (
        Use.CONTENT,
        r"(?:重点|主要|工作|具体|任务|考核|公开|举措|建设|改革|目标)*(?:内容|任务内容|事项内容|要点内容)(?:及要求|和要求|及标准)?|工作目标",
    ),
    (
        Use.STEPS,
        r".{0,6}(?:措施|分解|标准|要求|步骤|进度安排|考核要点|工作要点|成果|计划|做法|时序进度|细则|完成情况|公开要求|路径|目标要求)(?:.{0,6})",
    ),
)


class Columns(NamedTuple):
    """The columns of a table.

    Attributes:
        uses: column → what it holds.
        roles: a column of units → their role, by its heading.
        headings: column → its heading.
        first_row: the first row below the headings.
    """

    uses: Mapping[int, Use]
    roles: Mapping[int, str]
    headings: Mapping[int, str]
    first_row: int

    def of(self, use: Use) -> list[int]:
        """Return the columns of one use, from the left."""
        return [column for column, one in sorted(self.uses.items()) if one is use]


def cell_text(cell: TableCell) -> str:
    """Return the text of a cell on one line, without blanks between Chinese letters."""
    text = " ".join(cell.text.split())
    return re.sub(r"(?<=[^\x00-\xff]) | (?=[^\x00-\xff])", "", text)


def columns_of(table: Table) -> Columns | None:
    """Return the columns of a table with headings; None where it has none."""
    best: tuple[int, int] = (0, 0)
    for place, row in enumerate(table.rows[:_MOST_HEADING_ROWS]):
        known = {_use_of(cell_text(cell)) for cell in row if not cell.is_spread or place} - {None}
        if len(known) > best[0] and len({cell_text(cell) for cell in row}) > 1:
            best = (len(known), place)
    count, place = best
    if count < 2:  # noqa: PLR2004 - a number and a task, or a task and its units
        return None
    return _read_headings(table.rows, place)


def _read_headings(rows: Sequence[Sequence[TableCell]], place: int) -> Columns:
    uses: dict[int, Use] = {}
    roles: dict[int, str] = {}
    headings: dict[int, str] = {}
    for column, cell in enumerate(rows[place]):
        heading = cell_text(cell)
        headings[column] = heading
        uses[column] = _use_of(heading) or Use.OTHER
        if role := role_of_heading(heading):
            uses[column] = Use.DUE if role == "due" else Use.UNITS
            roles[column] = role
        elif uses[column] is Use.UNITS:
            roles[column] = "responsible"
    first = place + 1
    while first < len(rows) and _continues(rows[place], rows[first]):
        for column, cell in enumerate(rows[first]):
            if cell_text(cell) != headings[column]:
                headings[column] = cell_text(cell)
        first += 1
    return Columns(uses, roles, headings, first)


def _continues(headings: Sequence[TableCell], row: Sequence[TableCell]) -> bool:
    """Return whether a row is a second row of headings: most of its cells belong to the first one."""
    spread = sum(
        cell.is_spread and cell_text(cell) == cell_text(above) for above, cell in zip(headings, row, strict=True)
    )
    return spread * 2 > len(row)


def _use_of(heading: str) -> Use | None:
    if not heading or len(heading) > _LONGEST_HEADING:
        return None
    if role := role_of_heading(heading):
        return (
            Use.DUE
            if role == "due" and not re.fullmatch("时间|日期", heading)
            else Use.TIME
            if role == "due"
            else Use.UNITS
        )
    bare = re.sub(r"（.*）|\(.*\)|[、/和及]", "", heading)
    if re.fullmatch(
        r"(?:责任|主办|承办|组织|参加|实施|公开|申报|开放|访谈|上线)?(?:单位|部门|科室|处室|股室)(?:名称)?", bare
    ):
        return Use.UNITS
    return next((use for use, pattern in _USES if re.fullmatch(pattern, bare)), None)


def unit_columns(rows: Sequence[Sequence[TableCell]], columns: Columns, known: Collection[str]) -> list[int]:
    """Return the columns of units: by their headings, or else those whose cells are mostly names."""
    by_heading = columns.of(Use.UNITS)
    if by_heading:
        return by_heading
    found: list[int] = []
    for column in columns.uses:
        cells = [row[column] for row in rows if row[column].text.strip() and not row[column].is_spread]
        names = [cell for cell in cells if len(cell.text) > 2 and names_in(cell_text(cell), known)]  # noqa: PLR2004
        if len(names) * 2 > len(cells) and len(names) > 1:
            found.append(column)
    return found


def names_of_cell(text: str, known: Collection[str] = ()) -> str:
    """Return the names of a cell with line ends between names, and none inside one."""
    parts = [line.strip() for line in text.split("\n") if line.strip()]
    if len(parts) > 1 and all(names_in(part.strip("、，；,;"), known) for part in parts):
        return "\n".join(parts)
    return "".join(parts)
