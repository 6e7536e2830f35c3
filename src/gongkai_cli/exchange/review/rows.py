"""One row of a returned file → its line in the review, and what it would write."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gongkai_cli.domain.reporting.collecting import Choice, ReviewLine, Verdict
from gongkai_cli.domain.reporting.merging import Entry, TakenStep
from gongkai_cli.domain.reporting.sheets import activity_key, part_key
from gongkai_cli.exchange.columns import Item
from gongkai_cli.exchange.incoming.filled import Doubt, FilledRow, ReturnedFile, Said
from gongkai_cli.exchange.review.comparing import Compared, compare_activity, compare_part, said_words
from gongkai_cli.exchange.review.facts import Facts
from gongkai_cli.exchange.review.identity import FileIdentity
from gongkai_cli.exchange.review.matching import Mismatch, activity_of, part_of
from gongkai_cli.exchange.review.terms import Terms

_ROW_CHOICES = (Choice.SHEET, Choice.LEDGER, Choice.LATER)
_LEAVING = {Choice.LEDGER: "按台账保留", Choice.LATER: "这次跳过"}
"""An answer that leaves a row out → its words."""


Subject = tuple[Item, int, date]
"""A part or an activity, by its identity, and the day of its report; the first tells which of the two it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file with its line in the review, and what it would write.

    `subject` is the part or the activity. `is_read` is False for a remark about the file; `is_later` says that the row
    may be merged another time.
    """

    line: ReviewLine
    subject: Subject | None = None
    said: Said | None = None
    entry: Entry | None = None
    steps: tuple[TakenStep, ...] = ()
    answer: str | None = None
    is_read: bool = True
    is_later: bool = False


def question_about(file: ReturnedFile, why: str, choices: Iterable[str] = ()) -> ReviewLine:
    """Return an open question about a file."""
    return ReviewLine(
        file=file.name,
        sheet="",
        cell="",
        unit=None,
        key=None,
        no=None,
        title=None,
        verdict=Verdict.ASKED,
        shown=None,
        said=None,
        now=None,
        change=None,
        why=why,
        question=file.name,
        choices=tuple(choices),
    )


def reviewed_row(row: FilledRow, file: ReturnedFile, identity: FileIdentity, facts: Facts, terms: Terms) -> Row:
    """Return a row beside the ledger."""
    if row.is_activity:
        return _activity_row(row, file, identity, facts, terms)
    found = part_of(row, identity, facts)
    if isinstance(found, Mismatch):
        return _mismatched(row, file, identity, found, terms)
    part = found.part
    key = part_key(facts.plan.key, part.unit, part.no, part.title)
    line = replace(_line(row, file), unit=part.unit, key=key, no=part.no, title=part.title, question=key)
    said, doubt = _answered(row, key, terms)
    if left := _not_wanted(line, part.unit, said, terms):
        return left
    if doubt is not None:
        line = replace(line, cell=doubt.cell, why=doubt.what, takes_percent=doubt.takes_percent)
        return _left_by_answer(line, terms) or Row(line)
    compared = compare_part(said, found, identity)
    settled, is_later = _settled(line, compared, terms)
    subject = (Item.NOTE, found.assignment, identity.day)
    if settled.verdict is not Verdict.TAKEN or compared.report is None:
        return Row(settled, subject, said, answer=_answer_words(key, terms), is_later=is_later)
    entry = Entry(found.assignment, part, compared.report)
    return Row(settled, subject, said, entry, answer=_answer_words(key, terms))


def _activity_row(row: FilledRow, file: ReturnedFile, identity: FileIdentity, facts: Facts, terms: Terms) -> Row:
    found = activity_of(row, identity, facts)
    if isinstance(found, Mismatch):
        return _mismatched(row, file, identity, found, terms)
    activity = found.activity
    key = activity_key(facts.plan.key, activity.no, activity.printed_theme)
    unit = identity.unit or activity.organizer
    line = replace(_line(row, file), unit=unit, key=key, no=activity.no, title=activity.theme, question=key)
    said, doubt = _answered(row, key, terms)
    if left := _not_wanted(line, unit, said, terms):
        return left
    if doubt is not None:
        line = replace(line, cell=doubt.cell, why=doubt.what, takes_percent=doubt.takes_percent)
        return _left_by_answer(line, terms) or Row(line)
    compared = compare_activity(said, found, identity, facts.plan, facts.today)
    settled, is_later = _settled(line, compared, terms)
    steps = compared.steps if settled.verdict is Verdict.TAKEN else ()
    taken = tuple(TakenStep(activity.no, step) for step in steps)
    subject = (Item.DATE, found.identity, facts.today)
    return Row(settled, subject, said, steps=taken, answer=_answer_words(key, terms), is_later=is_later)


def _line(row: FilledRow, file: ReturnedFile) -> ReviewLine:
    return replace(
        question_about(file, ""),
        sheet=row.sheet,
        cell=row.place,
        unit=row.unit,
        key=row.key,
        no=row.no,
        title=row.title,
        said=said_words(row.said),
        why=None,
        question=row.key,
        choices=tuple(one.word for one in _ROW_CHOICES),
    )


def _mismatched(row: FilledRow, file: ReturnedFile, identity: FileIdentity, found: Mismatch, terms: Terms) -> Row:
    """Return a row that is about no part: asked where a person can tell, else listed."""
    question = row.key or f"{file.name}:{row.row}"
    line = replace(_line(row, file), unit=row.unit or identity.unit, why=found.what, question=question)
    if found.is_doubt:
        line = replace(line, choices=tuple(one.word for one in _LEAVING))
        return _left_by_answer(line, terms) or Row(line)
    return Row(replace(line, verdict=Verdict.LEFT, question=None, choices=()))


def _answered(row: FilledRow, key: str, terms: Terms) -> tuple[Said, Doubt | None]:
    """Return what a row says after the clerk's answer, and the doubt that is still open."""
    said = row.said
    is_percent_asked = any(doubt.takes_percent for doubt in row.doubts)
    percent = terms.percent_for(key)
    if is_percent_asked and percent is not None:
        return replace(said, percent=percent, status=None), None
    if row.doubts and terms.choice_for(key) is Choice.SHEET:
        return said, None  # the cells in doubt are left out
    return said, (row.doubts[0] if row.doubts else None)


def _not_wanted(line: ReviewLine, unit: str, said: Said, terms: Terms) -> Row | None:
    """Return a row that is left out: of another unit than the chosen ones, or with nothing but cells in doubt."""
    if said.is_empty and terms.choice_for(line.question or "") is Choice.SHEET:
        return Row(
            replace(line, verdict=Verdict.LEFT, why="除了无法识别的一格，没有别的内容", question=None, choices=())
        )
    if terms.only is None or unit in terms.only:
        return None
    left = replace(line, verdict=Verdict.LEFT, why="不在 --only 的单位里", question=None, choices=())
    return Row(left, is_later=True)


def _left_by_answer(line: ReviewLine, terms: Terms) -> Row | None:
    """Return a row that an answer leaves out; None where no answer does."""
    question = line.question or ""
    choice = terms.choice_for(question)
    if choice not in _LEAVING:
        return None
    return Row(_left(line, choice), answer=_answer_words(question, terms), is_later=choice is Choice.LATER)


def _settled(line: ReviewLine, compared: Compared, terms: Terms) -> tuple[ReviewLine, bool]:
    """Return the line of a compared row with the clerk's answer, and whether the row may be merged another time."""
    line = replace(
        line,
        shown=compared.shown,
        said=compared.said,
        now=compared.now,
        change=compared.change,
        why=compared.why,
        verdict=compared.verdict,
    )
    if compared.verdict is not Verdict.ASKED:
        return replace(line, question=None, choices=()), False
    choice = terms.choice_for(line.question or "") or (terms.prefer if compared.is_conflict else None)
    if choice in _LEAVING:
        return _left(line, choice), choice is Choice.LATER
    if choice is Choice.SHEET and compared.is_conflict:
        return replace(line, verdict=Verdict.TAKEN, question=None, choices=()), False
    if not compared.is_conflict:
        return replace(line, choices=tuple(one.word for one in _LEAVING)), False
    return line, False


def _left(line: ReviewLine, choice: Choice) -> ReviewLine:
    why = _LEAVING[choice]
    return replace(line, verdict=Verdict.LEFT, why=f"{line.why}；{why}" if line.why else why, question=None, choices=())


def _answer_words(question: str, terms: Terms) -> str | None:
    answer = terms.answers.get(question)
    return f"{question}={answer}" if answer else None
