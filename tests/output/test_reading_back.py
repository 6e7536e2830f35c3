"""What we write, we can read: rows go into CSV, a workbook or JSON and come back as they were, whatever they hold."""

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Program
from gongkai_cli.domain.text import INVISIBLE
from gongkai_cli.errors import PlanFileError
from gongkai_cli.output.content import fields
from gongkai_cli.output.formats import as_json, delimited, workbook
from gongkai_cli.output.formats.options import ENCODINGS, Options
from gongkai_cli.output.formats.reading_back import Sheet, read_csv, read_workbook
from gongkai_cli.output.listing import Field, Kind, Listing
from gongkai_cli.output.terminal.screen import Terminal
from gongkai_cli.spreadsheets.guards import FORMULA_STARTS, guarded, unguarded

MADE_AT = datetime(2024, 10, 8, 1, 30, tzinfo=UTC)

PIECES = [
    *FORMULA_STARTS,
    *("'", '"', ",", ";", "\r\n", " ", "\u3000", "\0", "\x1b", "\x85", "\u2028", "\ufffe", "\uffff", "\ufeff"),
    *("_x000D_", "_x005F_", "x005F_", "_x", "_", "<r>", "</r>", "<", "&", "&#10;", "]]>"),
    *("1-2", "TRUE", "2024-10-08", "12345678901234567890", "1e5", "0.1", "10%", "#N/A", "null"),
    *("中", "😀", "\U00020000", "e\u0301", "\ue5e5", "[红]"),
]
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=6).map("".join)
ROWS = st.lists(st.tuples(HOSTILE, HOSTILE), max_size=4)

TEXTS = (Field("序号", "序号", lambda row: row[0]), Field("进展情况", "进展情况", lambda row: row[1]))
TYPED = (
    Field("单位", "单位", lambda row: row[0], Kind.NAMES),
    Field("数", "数", lambda row: row[1], Kind.NUMBER),
    Field("进度", "进度", lambda row: row[2], Kind.PERCENT),
    Field("日期", "日期", lambda row: row[3], Kind.DAY),
    Field("时间", "时间", lambda row: row[4], Kind.MOMENT),
    Field("状态", "状态", lambda row: row[5], Kind.WORD, {"done": "已完成", "blocked": "受阻"}),
)


def listing(rows: Sequence[Any], listed: Sequence[Field] = TEXTS) -> Listing:
    """Return a listing of these rows; in JSON a row is a dict of its headings."""
    return Listing(
        title="标题",
        name="表",
        columns=(),
        fields=listed,
        rows=rows,
        empty="",
        record=lambda row: {field.heading: field.read(row) for field in listed},
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the files of every example."""
    return tmp_path_factory.mktemp("sheets")


def through_csv(place: Path, what: Listing, encoding: str = "utf-8-sig", *, is_raw: bool = False) -> Sheet:
    """Write a listing to CSV and read it back."""
    path = place / "表.csv"
    with path.open("wb") as stream:
        delimited.write_listing(what, stream, Options(MADE_AT, encoding, is_raw))
    return read_csv(path)


def through_workbook(place: Path, what: Listing) -> Sheet:
    """Write a listing to a workbook and read it back."""
    path = place / "表.xlsx"
    with path.open("wb") as stream:
        workbook.write_listing(what, stream, Options(MADE_AT))
    (sheet,) = read_workbook(path)
    return sheet


@settings(max_examples=300, deadline=None)
@given(ROWS, st.sampled_from(["utf-8-sig", "utf-8", "gb18030"]))
def test_csv_gives_back_what_went_in(place: Path, rows: list[tuple[str, str]], encoding: str) -> None:
    sheet = through_csv(place, listing(rows), encoding)
    assert sheet == Sheet("表", "", ("序号", "进展情况"), tuple(rows), encoding)


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_a_workbook_gives_back_what_went_in(place: Path, rows: list[tuple[str, str]]) -> None:
    assert through_workbook(place, listing(rows)) == Sheet("表", "标题", ("序号", "进展情况"), tuple(rows))


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from(["utf-8", "gbk"]))
def test_json_gives_back_what_went_in(rows: list[tuple[str, str]], encoding: str) -> None:
    """Where the stream lacks a character JSON writes its escape, and the same text comes back."""
    stream = io.BytesIO()
    text = io.TextIOWrapper(stream, encoding=encoding, write_through=True)
    as_json.print_listing(listing(rows), Terminal(text))
    expected = [{"序号": first, "进展情况": second} for first, second in rows]
    assert json.loads(stream.getvalue().decode(encoding)) == expected


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | st.lists(HOSTILE, max_size=3).map(tuple),
            st.none() | st.integers(-(10**14), 10**14),
            st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10) | st.integers(0, 100),
            st.none() | st.dates() | st.dates().map(str) | st.just("持续推进") | st.just("=1+1"),
            st.none()
            | st.datetimes(datetime(1949, 1, 1), datetime(2999, 12, 31)).map(  # noqa: DTZ001 - the offset follows
                lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}+08:00"
            ),
            st.sampled_from([None, "done", "blocked"]),
        ),
        max_size=4,
    )
)
def test_a_workbook_and_csv_give_back_the_same_of_every_kind(place: Path, rows: list[tuple[Any, ...]]) -> None:
    what = listing(rows, TYPED)
    assert through_workbook(place, what).rows == through_csv(place, what).rows


def test_values_come_back_as_texts(place: Path) -> None:
    rows = [
        (("县司法局", "县政府办"), 3, 60, date(2024, 10, 8), "2024-10-08T09:30:15+08:00", "done"),
        ((), -1, 33.3, "2024-12-31", None, None),
        (None, None, None, "持续推进", None, "blocked"),
        (None, None, None, None, None, None),
    ]
    expected = (
        ("县司法局、县政府办", "3", "60%", "2024-10-08", "2024-10-08 09:30:15", "已完成"),
        ("", "-1", "33.3%", "2024-12-31", "", ""),
        ("", "", "", "持续推进", "", "受阻"),
        ("", "", "", "", "", ""),
    )
    assert through_csv(place, listing(rows, TYPED)).rows == expected
    assert through_workbook(place, listing(rows, TYPED)).rows == expected


@given(HOSTILE)
def test_a_guarded_text_starts_no_formula_and_is_found_again(text: str) -> None:
    (safe,) = guarded([text])
    assert safe is not None
    assert safe[:1] not in FORMULA_STARTS
    assert unguarded(safe) == text


@given(HOSTILE)
def test_only_what_needs_a_guard_gets_one(text: str) -> None:
    (safe,) = guarded([text])
    seen = re.sub(f"^[{INVISIBLE}]*", "", text.lstrip("'"))
    assert (safe == text) == (seen[:1] not in FORMULA_STARTS)


@pytest.mark.parametrize("text", ["'", "''", "'1-2", "'‘引’", "1-2", "任务=3", ""])
def test_a_quote_before_an_ordinary_text_is_no_guard(text: str) -> None:
    assert guarded([text]) == [text]
    assert unguarded(text) == text


@pytest.mark.parametrize("what", ["tasks", "assignments", "activities", "units", "ledger"])
def test_the_program_tells_the_same_in_csv_and_in_a_workbook(gongkai: Program, tmp_path: Path, what: str) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", "--note", "=1+1", "--problem", "'=2", "--next", "1-2")
    gongkai("activity plan 20 --date 10月15日 --place @大厅")
    for name in ("表.csv", "表.xlsx"):
        assert gongkai("export", "--what", what, "-o", str(tmp_path / name)).code == 0
    sheet = read_csv(tmp_path / "表.csv")
    (other,) = read_workbook(tmp_path / "表.xlsx")
    assert (other.headings, other.rows) == (sheet.headings, sheet.rows)
    assert sheet.encoding == "utf-8-sig"
    assert len(sheet.rows) == len(json.loads(gongkai("export", "--what", what, "--format", "json").out))


TABLES = {
    "tasks": fields.ACCOUNT,
    "assignments": fields.PART,
    "activities": fields.ACTIVITY,
    "units": fields.UNIT,
    "ledger": fields.LEDGER,
}
"""Table → the fields of its sheet."""


def sheet_fields() -> list[tuple[Field, ...]]:
    """Return the fields of each sheet of the program."""
    return [one for one in vars(fields).values() if isinstance(one, tuple) and isinstance(one[0], Field)]


@pytest.mark.parametrize("what", TABLES)
def test_a_cell_that_can_be_parsed_gives_the_value_that_json_has(gongkai: Program, tmp_path: Path, what: str) -> None:
    """The key of such a field is the JSON key, and its parse undoes the writing."""
    gongkai("mark 3 --dept 县司法局 --percent 60 --note 已开会 --problem 样本少 --next 走访 --link https://x.cn/3")
    gongkai("mark 9 --dept 县司法局 --status 已完成")
    gongkai("activity held 13 --date 8月20日 --people 60 --place 文化馆 --form 政府开放日")
    gongkai("activity cancel 15 --reason 与大会同日")
    gongkai("undo")
    assert gongkai("export", "--what", what, "-o", str(tmp_path / "表.csv")).code == 0
    sheet = read_csv(tmp_path / "表.csv")
    rows = json.loads(gongkai("export", "--what", what, "--format", "json").out)
    readable = [field for field in TABLES[what] if field.parse]
    assert len(readable) >= 10
    for field in readable:
        assert field.parse
        place = sheet.headings.index(field.heading)
        parsed = [as_json.plain(field.parse(row[place])) for row in sheet.rows]
        assert parsed == [row[field.key] for row in rows], field.heading


@pytest.mark.parametrize(
    ("heading", "text"),
    [("序号", "三"), ("完成时限", "年底"), ("完成情况", "办结"), ("进度", "60"), ("计入统计", "也许")],
)
def test_a_cell_of_another_kind_is_a_value_error(heading: str, text: str) -> None:
    (field,) = [one for one in fields.PART if one.heading == heading]
    assert field.parse
    with pytest.raises(ValueError, match=text):
        field.parse(text)


def test_no_two_fields_of_a_sheet_share_a_key_or_a_heading() -> None:
    for table in sheet_fields():
        assert len({field.key for field in table}) == len(table)
        assert len({field.heading for field in table}) == len(table)


def test_what_went_into_the_ledger_is_read_from_both_files(gongkai: Program, tmp_path: Path) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", "--note", "=1+1", "--problem", "'=2", "--next", "1-2")
    for name in ("表.csv", "表.xlsx"):
        gongkai("export", "--what", "ledger", "-o", str(tmp_path / name))
    for sheet in (read_csv(tmp_path / "表.csv"), *read_workbook(tmp_path / "表.xlsx")):
        said = dict(zip(sheet.headings, sheet.rows[-1], strict=True))
        assert (said["进展情况"], said["存在问题"], said["下步措施"]) == ("=1+1", "'=2", "1-2")
        assert (said["变化后"], said["报告日期"]) == ("推进中 60%", "2024-10-08")


def test_a_workbook_is_read_sheet_by_sheet(gongkai: Program, tmp_path: Path) -> None:
    gongkai("export", "-o", str(tmp_path / "台账.xlsx"))
    sheets = read_workbook(tmp_path / "台账.xlsx")
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [
        ("任务分解表", 12),
        ("单位台账", 402),
        ("活动安排表", 28),
        ("单位汇总", 40),
        ("进展记录", 1),
    ]
    assert sheets[1].title == "石城县2024年政务公开工作要点　单位台账　截至 2024年10月8日"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"\xef\xbb\xbf\xe4\xbb\xbb\xe5\x8a\xa1\r\n", "utf-8-sig"),
        (b"\xe4\xbb\xbb\xe5\x8a\xa1\r\n", "utf-8"),
        (b"\xc8\xce\xce\xf1\r\n", "gb18030"),
    ],
)
def test_reading_says_which_encoding_it_took(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert read_csv(path) == Sheet("x", "", ("任务",), (), encoding)


def test_what_a_spreadsheet_saves_again_is_read(tmp_path: Path) -> None:
    """Excel and WPS save CSV in GBK, and some programs with bare line feeds and an empty line at the end."""
    path = tmp_path / "x.csv"
    path.write_bytes("序号,任务\n3,“联通”\n\n".encode("gbk"))
    assert read_csv(path) == Sheet("x", "", ("序号", "任务"), (("3", "“联通”"),), "gb18030")


def test_no_sheet_in_gb18030_passes_for_utf8() -> None:
    tables = sheet_fields()
    assert len(tables) >= 11
    for table in tables:
        with pytest.raises(UnicodeDecodeError):
            ",".join(field.heading for field in table).encode("gb18030").decode("utf-8")


def test_what_gbk_writes_gb18030_reads() -> None:
    text = "".join(mark for mark in map(chr, range(0x110000)) if _is_in(mark, "gbk"))
    assert len(text) > 20_000
    assert text.encode("gbk").decode("gb18030") == text
    assert "gbk" in ENCODINGS


def _is_in(mark: str, encoding: str) -> bool:
    try:
        mark.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def test_a_cell_of_any_length_comes_back_from_csv(place: Path) -> None:
    rows = [("1", "长" * 200_000), ("2", "=" * 140_000)]
    assert through_csv(place, listing(rows)).rows == tuple(rows)


def test_raw_csv_is_read_too_where_nothing_looks_guarded(place: Path) -> None:
    sheet = through_csv(place, listing([("1", "=1+1")]), "utf-8", is_raw=True)
    assert (sheet.rows, sheet.encoding) == ((("1", "=1+1"),), "utf-8")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00a", "{}: 不是 UTF-8，也不是 GB18030 编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”再试。"),
        (b"\xef\xbb\xbf\xc8\xce", "{}: 不是 UTF-8，也不是 GB18030 编码。请在 Excel 或 WPS 里另存为“CSV UTF-8”再试。"),
        (b'a,b\r\n1,"2', "{}:2: 不是完整的 CSV（unexpected end of data）。请重新导出。"),
        (b"a,b\r\n1,2\r\n3\r\n", "{}: 第 3 行有 1 格，标题有 2 格。请重新导出。"),
    ],
)
def test_csv_that_cannot_be_read_is_told_by_its_place(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(PlanFileError) as caught:
        read_csv(path)
    assert caught.value.message == told.format(path)


def broken_workbooks(whole: bytes) -> dict[str, bytes]:
    """Return a workbook broken in every way that a disk or a mail server breaks them."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as copy:
                for other in archive.namelist():
                    content = archive.read(other)
                    copy.writestr(other, content[: len(content) // 2] if other == name else content)
            parts[name] = stream.getvalue()
    middle = len(whole) // 2
    return {
        "empty": b"",
        "no archive": "任务\r\n".encode("gbk"),
        "half": whole[:middle],
        "overwritten": whole[:200] + b"\xff" * 400 + whole[600:],
        **parts,
    }


def test_a_broken_workbook_is_one_line(tmp_path: Path, place: Path) -> None:
    through_workbook(place, listing([("1", "好")] * 50))
    path = tmp_path / "x.xlsx"
    for name, content in broken_workbooks((place / "表.xlsx").read_bytes()).items():
        path.write_bytes(content)
        with pytest.raises(PlanFileError) as caught:
            read_workbook(path)
        assert caught.value.message == f"{path}: 不是完好的 Excel 工作簿（.xlsx）。请核对文件，或重新导出。", name


def test_a_sheet_without_headings_is_named(tmp_path: Path) -> None:
    from openpyxl import Workbook

    other = Workbook()
    other.worksheets[0].title = "空表"
    other.save(tmp_path / "x.xlsx")
    with pytest.raises(PlanFileError) as caught:
        read_workbook(tmp_path / "x.xlsx")
    assert caught.value.message == f"{tmp_path / 'x.xlsx'}: 工作表“空表”第 2 行没有标题。请重新导出。"


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_csv(tmp_path / "x.csv")
    with pytest.raises(FileNotFoundError):
        read_workbook(tmp_path / "x.xlsx")


def test_days_and_moments_that_another_program_broke_stay_what_they_are(
    gongkai: Program, store: Path, tmp_path: Path
) -> None:
    """No sheet takes them for a formula, and none fails on them."""
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("UPDATE task_entry SET due = '=1+1' WHERE no = 3")
        other.execute("UPDATE change SET at = '@昨天'")
    assert ",'=1+1," in gongkai("export --what assignments --format csv").out
    for what, heading, found in (("assignments", "完成时限", "=1+1"), ("ledger", "记录时间", "@昨天")):
        for name in ("表.csv", "表.xlsx"):
            assert gongkai("export", "--what", what, "--yes", "-o", str(tmp_path / name)).code == 0
        for sheet in (read_csv(tmp_path / "表.csv"), *read_workbook(tmp_path / "表.xlsx")):
            assert found in {row[sheet.headings.index(heading)] for row in sheet.rows}
