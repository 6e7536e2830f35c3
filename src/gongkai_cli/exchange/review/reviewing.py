"""Returned files beside the ledger → the review, and what is to be written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gongkai_cli.domain.model import Standing
from gongkai_cli.domain.progress import settle
from gongkai_cli.domain.reporting.collecting import Choice, Review, ReviewedFile, ReviewLine, Verdict
from gongkai_cli.domain.reporting.merging import Merge
from gongkai_cli.domain.reporting.periods import period_words
from gongkai_cli.domain.text import folded
from gongkai_cli.domain.typed_days.frames import Span
from gongkai_cli.exchange.incoming.filled import FilledRow, Remark, ReturnedFile
from gongkai_cli.exchange.review.facts import Facts
from gongkai_cli.exchange.review.identity import FileIdentity, IdentityDoubtError, identify
from gongkai_cli.exchange.review.rows import Row, Subject, question_about, reviewed_row
from gongkai_cli.exchange.review.terms import Terms, choice
from gongkai_cli.store.queries.owing import owed
from gongkai_cli.store.queries.sheets import MergedFile, merged_files


class Outcome(NamedTuple):
    """A review, and what would be written: nothing may be while `is_settled` is False."""

    review: Review
    merges: tuple[Merge, ...]

    @property
    def is_settled(self) -> bool:
        """Whether every question has an answer and every file can be read."""
        return not self.review.of(Verdict.ASKED)


def review(files: Sequence[ReturnedFile], facts: Facts, terms: Terms) -> Outcome:
    """Return the review of some files, and what they bring.

    Args:
        files: the files as they were read.
        facts: the ledger on the day shown.
        terms: the clerk's options and answers.
    """
    earlier = merged_files(facts.seen, [file.digest for file in files])
    first_with: dict[str, str] = {}
    reviewed: list[tuple[ReturnedFile, FileIdentity | None, list[Row], str | None]] = []
    for file in files:
        twin = first_with.setdefault(file.digest, file.name)
        state = None
        if file.is_list:
            state = "分发清单，不用收"
        elif file.is_notice:
            state = "报送通知，不用收"
        elif file.digest in earlier and earlier[file.digest].is_complete:
            state = f"已并入（第 {earlier[file.digest].change} 号）"
        elif twin != file.name:
            state = f"与“{twin}”相同"
        of_file = _with_earlier(terms, earlier.get(file.digest))
        identity, rows = (None, []) if file.is_list or file.is_notice else _reviewed(file, facts, of_file)
        reviewed.append((file, identity, [] if state else rows, state))
    _settle_repeats([rows for _, _, rows, _ in reviewed])
    found = [_file_line(file, identity, rows, state, facts) for file, identity, rows, state in reviewed]
    lines = tuple(row.line for _, _, rows, _ in reviewed for row in rows)
    merges = [
        _merge(file, identity, rows, facts, terms)
        for file, identity, rows, _ in reviewed
        if identity is not None and any(row.entry or row.steps for row in rows)
    ]
    spans = Counter(identity.span for _, identity, _, _ in reviewed if identity is not None)
    silent = _silent(facts, spans.most_common(1)[0][0], lines) if spans and terms.day is None else ()
    return Outcome(Review(facts.today, tuple(found), lines, silent), tuple(merges))


def _with_earlier(terms: Terms, earlier: MergedFile | None) -> Terms:
    """Return the terms with the answers that were given when the same bytes were merged before."""
    if earlier is None:
        return terms
    kept = dict(line.rpartition("=")[::2] for line in earlier.answers)
    lasting = {question: answer for question, answer in kept.items() if choice(answer) is not Choice.LATER}
    return terms._replace(answers={**lasting, **terms.answers})


def _reviewed(file: ReturnedFile, facts: Facts, terms: Terms) -> tuple[FileIdentity | None, list[Row]]:
    if file.fault:
        what, _, advice = file.fault.partition("。")
        why = f"{what}。{advice}；不收它就加上 --skip" if advice else what
        return None, [Row(question_about(file, why), is_read=False)]
    try:
        identity = identify(file, facts, terms)
    except IdentityDoubtError as doubt:
        return None, [Row(question_about(file, doubt.what, doubt.choices), is_read=False)]
    rows = [reviewed_row(row, file, identity, facts, terms) for row in file.rows if not row.said.is_empty or row.doubts]
    rows += _told(file, identity)
    return identity, rows


def _told(file: ReturnedFile, identity: FileIdentity) -> Iterator[Row]:
    """Return the lines about what is not merged and stops nothing: remarks, and content beside the tables."""
    base = replace(question_about(file, ""), verdict=Verdict.LEFT, unit=identity.unit, question=None)
    for remark in file.remarks:
        yield Row(replace(base, cell=remark.cell, why=remark.what), is_read=False)
    for row in file.rows:
        of_row = replace(base, sheet=row.sheet, no=row.no, title=row.title)
        for remark in row.remarks:
            yield Row(replace(of_row, cell=remark.cell, why=remark.what), is_read=False)
        for cell, text in _overwritten(row, identity):
            line = replace(of_row, cell=cell, said=text, why="写在灰格里，未并入。请填在白格里再报")
            yield Row(line, is_read=False)
    for stray in file.strays:
        line = replace(base, sheet=stray.sheet, cell=stray.cell, said=stray.text, why="表外内容，未并入")
        yield Row(line, is_read=False)


def _overwritten(row: FilledRow, identity: FileIdentity) -> Iterator[Remark]:
    """Yield the grey cells of a given sheet that say something else than the sheet showed."""
    sheet = identity.sheet
    if sheet is None or row.key is None or row.key not in sheet.keys:
        return
    shown = sheet.parts[sheet.keys[row.key]]
    known = {folded(shown.note or ""), str(shown.standing.percent)}
    yield from (cell for cell in row.grey if folded(cell.what) not in known)


def _settle_repeats(files: Sequence[list[Row]]) -> None:
    """Take a part that several rows are about once where they say the same, and ask where they differ."""
    by_subject: dict[Subject, list[tuple[list[Row], int]]] = {}
    for rows in files:
        for place, row in enumerate(rows):
            if row.subject is not None and row.line.verdict in {Verdict.TAKEN, Verdict.ASKED}:
                by_subject.setdefault(row.subject, []).append((rows, place))
    for places in by_subject.values():
        if len(places) < 2:  # noqa: PLR2004 - a repeat
            continue
        (rows, place), *others = places
        first = rows[place]
        for other_rows, other_place in others:
            other = other_rows[other_place]
            if other.said == first.said:
                line = replace(other.line, verdict=Verdict.SAME, why=f"与“{first.line.file}”{first.line.cell}相同")
                other_rows[other_place] = replace(other, line=line, entry=None, steps=())
            else:
                _ask_about_repeat(rows, place, first, other)
                _ask_about_repeat(other_rows, other_place, other, first)


def _ask_about_repeat(rows: list[Row], place: int, row: Row, other: Row) -> None:
    is_near = other.line.file == row.line.file and other.line.sheet != row.line.sheet
    where = other.line.sheet if is_near else other.line.file
    what = f"“{where}”{other.line.cell}也报了这一项，内容不同。请只留一份，或改表后再收"
    line = replace(row.line, verdict=Verdict.ASKED, why=what, question=row.line.file, choices=())
    rows[place] = replace(row, line=line, entry=None, steps=())


def _file_line(
    file: ReturnedFile, identity: FileIdentity | None, rows: Sequence[Row], state: str | None, facts: Facts
) -> ReviewedFile:
    counts = Counter(row.line.verdict for row in rows if row.is_read)
    unread = [row for row in rows if not row.is_read and row.line.verdict is Verdict.ASKED]
    if state is None:
        state = _state(counts, has_question=bool(unread))
    sheet = identity.sheet if identity else None
    units = dict.fromkeys(row.line.unit for row in rows if row.line.unit and facts.unit(row.line.unit))
    unit = identity.unit if identity and identity.unit else "、".join(units) or None
    number = sheet.number if sheet else (file.numbers or (None,))[0]
    return ReviewedFile(
        file=file.name,
        unit=unit,
        number=number,
        period=period_words(*identity.span, facts.plan.year) if identity else None,
        rows=sum(row.is_read for row in rows),
        taken=counts[Verdict.TAKEN],
        same=counts[Verdict.SAME],
        asked=counts[Verdict.ASKED] + len(unread),
        left=counts[Verdict.LEFT],
        state=state,
        changes="；".join(_short_change(row) for row in rows if row.line.verdict is Verdict.TAKEN),
    )


def _state(counts: Counter[Verdict], *, has_question: bool) -> str:
    if has_question or counts[Verdict.ASKED]:
        return Verdict.ASKED.word
    if counts[Verdict.TAKEN]:
        return Verdict.TAKEN.word
    if counts[Verdict.SAME]:
        return Verdict.SAME.word
    return Verdict.LEFT.word if counts[Verdict.LEFT] else "没有填"


def _short_change(row: Row) -> str:
    """Return a change as the table of files shows it: 3 40→60."""
    if row.entry is None:
        return f"活动{row.line.no}"
    part, report = row.entry.part, row.entry.report
    before = Standing(part.status, part.percent)
    after = settle(before, report)
    if before.percent == after.percent:
        return f"{part.no} {after.percent}"
    return f"{part.no} {before.percent}→{after.percent}"


def _file_answer(file: ReturnedFile, terms: Terms) -> tuple[str, ...]:
    return (f"{file.name}={terms.answers[file.name]}",) if file.name in terms.answers else ()


def _merge(file: ReturnedFile, identity: FileIdentity, rows: Sequence[Row], facts: Facts, terms: Terms) -> Merge:
    entries = tuple(row.entry for row in rows if row.entry)
    steps = tuple(step for row in rows for step in row.steps)
    sheet = identity.sheet
    words = period_words(*identity.span, facts.plan.year)
    parts = [f"{identity.unit or '汇总表'} {words}", file.name, *([sheet.number] if sheet else ())]
    return Merge(
        name=file.name,
        digest=file.digest,
        format=file.format,
        sheet=sheet.id if sheet else None,
        day=identity.day,
        reports=entries,
        steps=steps,
        rows_read=sum(row.is_read for row in rows),
        rows_left=sum(row.is_later for row in rows),
        note="　".join(parts),
        answers=tuple(row.answer for row in rows if row.answer) + _file_answer(file, terms),
    )


def _silent(facts: Facts, span: Span, lines: Sequence[ReviewLine]) -> tuple[str, ...]:
    """Return the units that owe a report of the period, have none, and gave none in these files."""
    given = {line.unit for line in lines if line.verdict in {Verdict.TAKEN, Verdict.ASKED}}
    last = min(span.last, facts.today)
    owing = owed(facts.seen, span.first, last)
    return tuple(one.unit for one in owing if one.expected and not one.reported and one.unit not in given)
