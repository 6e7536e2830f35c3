"""草稿核对: the entries of a drafted plan beside their sources, with what has to be checked."""

from collections.abc import Sequence

from gongkai_cli.domain.drafts import DraftRow
from gongkai_cli.output.content.columns import text_column
from gongkai_cli.output.listing import Cell, Column, Field, Kind, Listing, Tone

_FIELDS = (
    Field("part", "部分", lambda row: row.part),
    Field("no", "序号", lambda row: row.no, Kind.NUMBER),
    Field("printed", "印发的序号", lambda row: row.printed),
    Field("title", "名称", lambda row: row.title),
    Field("place", "出处", lambda row: row.place),
    Field("source", "原文", lambda row: row.source),
    Field("drafted", "草稿", lambda row: row.drafted),
    Field("doubts", "请核对", lambda row: row.doubts),
)


def draft_listing(title: str, rows: Sequence[DraftRow]) -> Listing:
    """Return the check list of a drafted plan."""
    doubtful = sum(bool(row.doubts) for row in rows)
    return Listing(
        title=f"草稿核对　{title}　{len(rows)} 条，{doubtful} 条请核对",
        columns=(
            Column("序号", _number, is_number=True),
            text_column("名称", "title", least=10),
            text_column("出处", "place", least=8),
            text_column("原文", "source", least=14),
            text_column("草稿", "drafted", least=14),
            Column("请核对", _doubts, least=10),
        ),
        rows=rows,
        name="草稿核对",
        fields=_FIELDS,
        empty="草稿是空的。",
        group=_part,
    )


def _number(row: DraftRow) -> str:
    return "" if row.no is None else str(row.no)


def _doubts(row: DraftRow) -> Cell:
    return Cell(row.doubts or "", Tone.WARNING)


def _part(row: DraftRow) -> str:
    return row.part
