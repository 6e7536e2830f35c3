"""The review of returned files: the files, the questions, and the content that is not merged."""

from collections.abc import Sequence
from operator import attrgetter

from gongkai_cli.domain.model import Plan
from gongkai_cli.domain.reporting.collecting import Review, ReviewedFile, ReviewLine, Verdict
from gongkai_cli.domain.vocabulary import UNREPORTED
from gongkai_cli.output.content.cells import heading
from gongkai_cli.output.content.columns import no_brief, number_column, text_column
from gongkai_cli.output.content.papers import layouts
from gongkai_cli.output.listing import Cell, Column, Field, Kind, Listing, Page, Tone

_TONES = {
    Verdict.TAKEN: Tone.GOOD,
    Verdict.ASKED: Tone.WARNING,
    Verdict.LEFT: Tone.FAINT,
    Verdict.SAME: Tone.PLAIN,
}
_WORDS = {verdict: verdict.word for verdict in Verdict}
_MOST_CHANGES = 2  # of a file on the screen
_MOST_SILENT = 12  # units that are named
_MOST_NOTED = 6  # reports to look at again
_FILE_FIELDS = (
    Field("file", "文件", attrgetter("file")),
    Field("unit", "单位", attrgetter("unit")),
    Field("number", "表号", attrgetter("number")),
    Field("period", "时段", attrgetter("period")),
    Field("rows", "填报", attrgetter("rows"), Kind.NUMBER),
    Field("taken", "将并入", attrgetter("taken"), Kind.NUMBER),
    Field("same", "没有变化", attrgetter("same"), Kind.NUMBER),
    Field("asked", "要你定", attrgetter("asked"), Kind.NUMBER),
    Field("left", "不并入", attrgetter("left"), Kind.NUMBER),
    Field("state", "结果", attrgetter("state")),
    Field("changes", "变化", attrgetter("changes")),
)
_LINE_FIELDS = (
    Field("file", "文件", attrgetter("file")),
    Field("sheet", "工作表", attrgetter("sheet")),
    Field("cell", "位置", attrgetter("cell")),
    Field("unit", "单位", attrgetter("unit")),
    Field("key", "编号", attrgetter("key")),
    Field("no", "序号", attrgetter("no"), Kind.NUMBER),
    Field("title", "事项", attrgetter("title")),
    Field("verdict", "结论", attrgetter("verdict"), Kind.WORD, _WORDS, _TONES),
    Field("shown", "表上原来", attrgetter("shown")),
    Field("said", "表里填的", attrgetter("said")),
    Field("now", "台账现在", attrgetter("now")),
    Field("change", "变化", attrgetter("change")),
    Field("why", "说明", attrgetter("why")),
    Field("question", "回答用", attrgetter("question")),
)


def review_page(plan: Plan, review: Review, *, is_complete: bool) -> Page:
    """Return the review of returned files.

    Args:
        plan: the plan.
        review: the review.
        is_complete: with each row that would be merged, as a sheet has it; a screen has room for the files alone.
    """
    counts = "，".join(f"{verdict.word} {len(review.of(verdict))} 项" for verdict in Verdict if review.of(verdict))
    sections = {"files": _files(review.files)}
    if asked := review.of(Verdict.ASKED):
        sections["asked"] = _questions(asked)
    if left := review.of(Verdict.LEFT):
        sections["left"] = _left(left)
    if is_complete:
        sections["taken"] = _taken(review.of(Verdict.TAKEN))
        sections["same"] = _same(review.of(Verdict.SAME))
    facts = [(UNREPORTED, _silent(review.silent, review.period))]
    if noted := [row for row in review.of(Verdict.TAKEN) if row.why]:
        facts.append(("请留意", _noted(noted)))
    return Page(
        title=heading(plan, f"收回 {len(review.files)} 个文件：{counts or '没有新内容'}", review.day),
        facts=tuple(facts),
        record=review,
        sections=sections,
        main="files",
    )


def _silent(units: Sequence[str], period: str | None) -> Cell:
    if period is None:  # nobody can say who is missing
        return Cell("没有读到哪个时段的报送表，还不知道")
    if not units:
        return Cell("没有，都已报送", Tone.GOOD)
    more = f"等（全部见 gongkai owed --period {period}）" if len(units) > _MOST_SILENT else ""
    return Cell(f"{len(units)} 家：{'、'.join(units[:_MOST_SILENT])}{more}", Tone.WARNING)


def _noted(rows: Sequence[ReviewLine]) -> Cell:
    """Return the reports that are merged and look odd: a lower percent, 已完成 without a link."""
    named = "、".join(f"{row.unit} {row.no}（{row.why}）" for row in rows[:_MOST_NOTED])
    more = "等（逐项看用 -o 核对.xlsx）" if len(rows) > _MOST_NOTED else ""
    return Cell(f"{len(rows)} 项：{named}{more}", Tone.WARNING)


def _file_state(row: ReviewedFile) -> Cell:
    if row.asked:
        return Cell(row.state, Tone.WARNING)
    return Cell(row.state, Tone.GOOD if row.taken else Tone.PLAIN)


def _giver(row: ReviewedFile) -> str:
    """Return the unit of a file, with the file's name where that does not tell it. So most files take one line."""
    if row.unit is None:
        return row.file
    return row.unit if row.unit in row.file else f"{row.unit}（{row.file}）"


def _few_changes(row: ReviewedFile) -> str:
    """Return the first changes of a file; a sheet has them all."""
    changes = row.changes.split("；")
    if len(changes) <= _MOST_CHANGES:
        return row.changes
    return f"{'；'.join(changes[:_MOST_CHANGES])}等{len(changes)}项"


def _files(rows: Sequence[ReviewedFile]) -> Listing:
    columns = [
        Column("单位", _giver, least=12),
        number_column("填报", "rows"),
        number_column("将并入", "taken"),
        number_column("要你定", "asked"),
        Column("结果", _file_state, least=6),
        Column("变化（%）", _few_changes, least=12, brief=no_brief),
    ]
    periods = {row.period for row in rows if row.period}
    if len(periods) > 1:
        columns.insert(1, text_column("时段", "period"))
    only = f"　{periods.pop()}" if len(periods) == 1 else ""
    return Listing(
        title=f"文件　{len(rows)} 个{only}",
        columns=columns,
        rows=rows,
        name="文件",
        fields=_FILE_FIELDS,
        empty="没有文件。",
        is_faint=_is_done_with,
    )


def _is_done_with(row: ReviewedFile) -> bool:
    return not (row.taken or row.asked or row.same)


def _place(row: ReviewLine) -> str:
    return " ".join(filter(None, (row.file, row.sheet, row.cell)))


def _subject(row: ReviewLine) -> str:
    words = [row.unit or ""]
    if row.no is not None:
        words.append(str(row.no))
    return " ".join(filter(None, (*words, row.title)))


def _why(row: ReviewLine) -> Cell:
    return Cell(row.why or "", Tone.WARNING if row.verdict is Verdict.ASKED else Tone.PLAIN)


def _answer(row: ReviewLine) -> str:
    return row.question or ""


def _questions(rows: Sequence[ReviewLine]) -> Listing:
    return Listing(
        title=f"要你定　{len(rows)} 项",
        columns=(
            Column("编号", _answer, least=9),
            Column("单位和事项", _subject, least=8),
            text_column("表上原来", "shown", least=8),
            text_column("表里填的", "said", least=8),
            text_column("台账现在", "now", least=8),
            Column("为什么", _why, least=10, brief=no_brief),
            Column("在哪里", _place, least=10, brief=no_brief),
        ),
        rows=rows,
        name="要你定",
        fields=_LINE_FIELDS,
        layout=layouts.REVIEW_LINES,
        empty="没有要定的。",
    )


def _left(rows: Sequence[ReviewLine]) -> Listing:
    return Listing(
        title=f"不并入　{len(rows)} 处",
        columns=(
            Column("在哪里", _place, least=12),
            Column("单位和事项", _subject, least=8),
            text_column("内容", "said", least=8),
            Column("说明", _why, least=10, brief=no_brief),
        ),
        rows=rows,
        name="不并入",
        fields=_LINE_FIELDS,
        layout=layouts.REVIEW_LINES,
        empty="没有不并入的。",
    )


def _taken(rows: Sequence[ReviewLine]) -> Listing:
    return Listing(
        title=f"将并入　{len(rows)} 项",
        columns=(
            text_column("单位", "unit", least=6),
            number_column("序号", "no"),
            text_column("事项", "title", least=8),
            text_column("变化", "change", least=8),
            text_column("表里填的", "said", least=10),
            text_column("请留意", "why", least=6),
            Column("在哪里", _place, least=10),
        ),
        rows=rows,
        name="将并入",
        fields=_LINE_FIELDS,
        layout=layouts.REVIEW_LINES,
        empty="没有将并入的。",
    )


def _same(rows: Sequence[ReviewLine]) -> Listing:
    return Listing(
        title=f"没有变化　{len(rows)} 项",
        columns=(
            text_column("单位", "unit", least=6),
            number_column("序号", "no"),
            text_column("事项", "title", least=8),
        ),
        rows=rows,
        name="没有变化",
        fields=_LINE_FIELDS,
        layout=layouts.REVIEW_LINES,
        empty="没有这样的。",
    )
