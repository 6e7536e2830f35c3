"""Joined cells and page breaks of any table: nothing is lost, nothing overlaps, no joined cell crosses a page."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.formats.reading_back import read_workbook
from gongkai_cli.output.formats.sheets import workbook
from gongkai_cli.output.listing import Field, Kind, Layout, Listing

pytestmark = pytest.mark.slow  # many processes or many cases

MADE_AT = datetime(2024, 10, 8, 1, 30, tzinfo=UTC)
FIELDS = (
    Field("section", "所在部分", itemgetter(0)),
    Field("no", "序号", itemgetter(1), Kind.NUMBER),
    Field("title", "任务", itemgetter(2)),
    Field("unit", "责任单位", itemgetter(3)),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "一", "二"]),
        st.integers(1, 3),
        st.sampled_from(["短", "长" * 30, "很长" * 300, "行\n" * 5]),
        st.sampled_from(["甲局", "乙" * 80, "丙\n丁"]),
    ),
    max_size=120,
)


def layout_of(merged: tuple[str, ...], pages: tuple[str, ...], counted: str) -> Layout:
    """Return a layout; hypothesis would make up the fields that a call of Layout leaves out."""
    return Layout(merged=merged, pages=pages, counted=counted)


LAYOUTS = st.builds(
    layout_of,
    merged=st.sampled_from([(), ("no",), ("no", "title")]),
    pages=st.sampled_from([(), ("section",), ("section", "no")]),
    counted=st.sampled_from(["", "unit"]),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the file of every example."""
    return tmp_path_factory.mktemp("joined")


@settings(max_examples=60, deadline=None)
@given(ROWS, LAYOUTS, st.sampled_from(["A4", "A3"]))
def test_rows_come_back_and_joined_cells_lie_on_one_page(
    place: Path, rows: list[tuple[str, int, str, str]], layout: Layout, paper: str
) -> None:
    what = Listing(title="标题", name="表", columns=(), fields=FIELDS, rows=rows, empty="", layout=layout)
    stream = BytesIO()
    workbook.write_listing(what, stream, Options(MADE_AT, paper=paper))
    (place / "表.xlsx").write_bytes(stream.getvalue())
    (found,) = read_workbook(place / "表.xlsx")
    assert list(found.rows) == [(section, str(no), title, unit) for section, no, title, unit in rows]
    sheet = load_workbook(stream).worksheets[0]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert all(first < second for first, second in pairwise(breaks))
    assert all(3 < row < 3 + len(rows) for row in breaks)
    for column in range(1, 5):
        ranges = sorted(
            (one.min_row, one.max_row) for one in sheet.merged_cells.ranges if one.min_col == column and one.min_row > 3
        )
        assert all(last < first for (_, last), (first, _) in pairwise(ranges))
        assert not [row for row in breaks for first, last in ranges if first <= row < last]
        for first, last in ranges:
            values = {row[column - 1] for row in rows[first - 4 : last - 3]}
            assert len(values) == 1
