"""All that is recognized in the files of one notice."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai_cli.notice.blocks import Notice, Place, Table
from gongkai_cli.notice.recognizing.clauses.reading import Clause, read_clause
from gongkai_cli.notice.recognizing.clauses.rules import LeadRule, stated
from gongkai_cli.notice.recognizing.doubts import Doubt, DoubtKind
from gongkai_cli.notice.recognizing.header import Header, header_of
from gongkai_cli.notice.recognizing.parts.lines import Line, lines
from gongkai_cli.notice.recognizing.parts.numbering import number_at_start
from gongkai_cli.notice.recognizing.parts.outline import outline
from gongkai_cli.notice.recognizing.parts.tasks import FoundTask, tasks_of, tasks_without_numbers
from gongkai_cli.notice.recognizing.tables.activities import FoundActivity, activities_of, flat_table
from gongkai_cli.notice.recognizing.tables.columns import Columns, columns_of
from gongkai_cli.notice.recognizing.tables.tasks import faults_of, tasks_of_table
from gongkai_cli.notice.recognizing.texts import plain
from gongkai_cli.notice.recognizing.units.mentions import Mention
from gongkai_cli.notice.recognizing.units.names import is_phrase

_LONGEST = 16  # letters of an unusual name that is believed because it comes twice


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A task with its clauses read.

    Attributes:
        found: the task as printed.
        clauses: its clauses.
        places: the place of each clause.
        doubts: what has to be checked, that of its clauses included.
    """

    found: FoundTask
    clauses: tuple[Clause, ...]
    places: tuple[Place, ...]
    doubts: tuple[Doubt, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Recognized:
    """What the files of a notice hold."""

    header: Header
    tasks: tuple[ReadTask, ...]
    activities: tuple[FoundActivity, ...]
    also: tuple[Mention, ...]
    unread: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Parts:
    """The lines, tasks and activities of all files."""

    lines: list[Line] = field(default_factory=list)
    in_text: list[FoundTask] = field(default_factory=list)
    in_tables: list[FoundTask] = field(default_factory=list)
    activities: list[FoundActivity] = field(default_factory=list)
    unread: list[Doubt] = field(default_factory=list)


def recognize(notices: Iterable[Notice], known: Collection[str] = ()) -> Recognized:
    """Recognize the files of one notice.

    Args:
        notices: its files in order, the notice itself first.
        known: names of units from elsewhere, such as last year's plan.
    """
    parts = _Parts()
    for notice in notices:
        _add(parts, notice, known)
    found = _chosen(parts)
    known = {*known, *_names_apart(found)}
    tasks, also = _read(found, parts.lines, known)
    return Recognized(header_of(parts.lines), tuple(tasks), tuple(parts.activities), also, tuple(parts.unread))


def _add(parts: _Parts, notice: Notice, known: Collection[str]) -> None:
    parts.unread += [Doubt(DoubtKind.UNREAD, words) for words in notice.unread]
    text: list[Line] = []
    headings: Columns | None = None
    caption = ""
    for one in lines(notice.blocks):
        if isinstance(one, Line):
            text.append(one)
            caption = one.text
            continue
        headings = _add_table(parts, one, caption, headings, known)
    if flat := flat_table(text):
        parts.activities += flat.activities
        text = text[: flat.first] + text[flat.last :]
    parts.lines += text
    if text:
        tasks = tasks_of(outline(text, known))
        if not any(task.clauses for task in tasks):
            tasks = tasks_without_numbers(text, known) or tasks
        parts.in_text += tasks


def _add_table(
    parts: _Parts, table: Table, caption: str, headings: Columns | None, known: Collection[str]
) -> Columns | None:
    """Add a table; return the headings that the next table may go on with."""
    words = caption + table.rows[0][0].text
    if activities := activities_of(table, words):
        parts.activities += activities
        parts.unread += faults_of(table.rows)
        return None
    columns = columns_of(table)
    number = number_at_start(caption)
    section = caption if columns is None and number and number.style in {"han", "han_bracket"} else ""
    found = tasks_of_table(table, known, headings, section)
    parts.in_tables += found
    if not found:
        parts.unread += faults_of(table.rows)
    has_headings_alone = columns is not None and len(table.rows) <= columns.first_row
    return (columns or headings) if found or has_headings_alone else None


def _chosen(parts: _Parts) -> list[FoundTask]:
    """Return the tasks of the notice: those of tables, and those of the text that have a clause."""
    with_clause = [task for task in parts.in_text if task.clauses]
    if with_clause and not any(task.clauses for task in parts.in_tables):
        return parts.in_text
    if not parts.in_tables:
        return parts.in_text
    return [*with_clause, *parts.in_tables]


def _names_apart(tasks: Iterable[FoundTask]) -> set[str]:
    """Return the names that clauses print apart from others, also unusual ones that stand there twice."""
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    for task in tasks:
        for clause, role in task.clauses:
            for mention in read_clause(clause.text, role=role).mentions:
                counts[mention.name] += 1
                if not mention.doubts and not mention.is_collective:
                    sure.add(mention.name)
    often = {name for name, count in counts.items() if count > 1 and len(name) > 1}
    return sure | {name for name in often if len(name) <= _LONGEST and not is_phrase(name)}


def _read(
    found: Sequence[FoundTask], text: Sequence[Line], known: Collection[str]
) -> tuple[list[ReadTask], tuple[Mention, ...]]:
    rule, also = _rules_of_text(text)
    tasks: list[ReadTask] = []
    used: set[LeadRule] = set()
    before: FoundTask | None = None
    for task in found:
        doubts = [*task.doubts, *_number_doubts(task, before)]
        clauses: list[Clause] = []
        for clause, role in task.clauses:
            read = read_clause(clause.text, known, rule, role)
            rule = read.rule or rule
            also += read.also
            clauses.append(read)
            doubts += read.doubts
            if read.used and read.used not in used and not read.rule:
                used.add(read.used)
                doubts.append(Doubt(DoubtKind.ROLE, f"{read.used}算牵头单位，以下各项都这样"))
        places = tuple(clause.place for clause, _ in task.clauses)
        tasks.append(ReadTask(task, tuple(clauses), places, tuple(dict.fromkeys(doubts))))
        before = task
    return tasks, tuple(dict.fromkeys(replace(one, doubts=()) for one in also))


def _rules_of_text(text: Sequence[Line]) -> tuple[LeadRule | None, tuple[Mention, ...]]:
    """Return how a sentence outside the tasks says that leads are marked: 注：列第一位的为牵头单位."""
    for line in text:
        if "单位" in line.text and "牵头" in line.text and len(line.text) < 200:  # noqa: PLR2004 - a note
            said = stated(plain(line.text))
            if said.rule and "下同" not in line.text:
                return said.rule, ()
    return None, ()


def _number_doubts(task: FoundTask, before: FoundTask | None) -> list[Doubt]:
    """Doubt numbers that skip or repeat; a merged cell gives several tasks one number."""
    if before is None or not task.value or task.style != before.style or not before.value:
        return []
    step = task.value - before.value
    if step in {0, 1} and (step or _is_one_cell(task, before)):
        return []
    if task.value == 1 and task.section != before.section:
        return []
    if step == 0:
        return [Doubt(DoubtKind.NUMBER, f"序号 {task.printed} 印了两次")]
    return [Doubt(DoubtKind.NUMBER, f"序号从 {before.printed} 跳到 {task.printed}")]


def _is_one_cell(task: FoundTask, before: FoundTask) -> bool:
    ours = [clause.text for clause, _ in task.clauses]
    return task.style == "table" and ours == [clause.text for clause, _ in before.clauses]
