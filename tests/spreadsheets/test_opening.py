"""What comes out of a spreadsheet: values, texts, formats, faults, and what the file carries beside its sheets."""

import csv
import io
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai_cli.spreadsheets.cells import Sheet, Spreadsheet
from gongkai_cli.spreadsheets.guards import guarded
from gongkai_cli.spreadsheets.opening import open_spreadsheet
from spreadsheet_files import (
    DAY,
    MOMENT,
    NO_OFFICE,
    OFFICE,
    SHEET,
    changed,
    everything,
    one_cell,
    saved_again,
    workbook,
)

PROPERTIES = {"gongkai": "1|demo-2024"}
NAMES = {"gongkai_id": '甲"乙'}
HIDDEN = [("报送表", False), ("隐藏", True), ("深藏", True)]


def texts(sheet: Sheet) -> dict[str, str]:
    """Return the texts of a sheet by their cells."""
    return {sheet.address(row, one): cell.text for row, cells in sheet.rows.items() for one, cell in cells.items()}


def values(sheet: Sheet) -> dict[str, object]:
    """Return the values of a sheet by their cells."""
    return {sheet.address(row, one): cell.value for row, cells in sheet.rows.items() for one, cell in cells.items()}


def told(sheet: Sheet) -> dict[str, str]:
    """Return the faults of a sheet by their cells."""
    cells = {sheet.address(row, one): cell for row, cells in sheet.rows.items() for one, cell in cells.items()}
    return {place: str(cell.fault) for place, cell in cells.items() if cell.fault}


def seen(spreadsheet: Spreadsheet) -> list[tuple[str, bool]]:
    """Return the names of the sheets, and whether each is hidden."""
    return [(sheet.name, sheet.is_hidden) for sheet in spreadsheet.sheets]


TEXTS = {
    "A1": "已完成\n两项",
    "B1": "3",
    "C1": "2.5",
    "D1": "60%",
    "E1": "100%",
    "F1": "true",
    "A2": "2024-09-30",
    "B2": "2024-09-30 09:30",
    "C2": "09:00",
    "D2": "2",
    "E2": "",
    "F2": "60",
    "B4": "合并",
}
FAULTS = {"E2": "这一格是错误值 #DIV/0!，请改成内容"}


def test_an_xlsx_gives_every_kind_of_value() -> None:
    opened = open_spreadsheet(workbook(everything))
    assert (opened.format, opened.properties, opened.names) == ("xlsx", PROPERTIES, NAMES)
    assert seen(opened) == HIDDEN
    sheet = opened.sheets[0]
    assert (sheet.number, sheet.pictures, [one.pictures for one in opened.sheets[1:]]) == (1, 1, [0, 0])
    assert texts(sheet) == TEXTS
    assert told(sheet) == FAULTS
    assert values(sheet) == {
        "A1": "已完成\n两项",
        "B1": 3,
        "C1": 2.5,
        "D1": 0.6,
        "E1": 1,
        "F1": True,
        "F2": 60,
        "A2": DAY.date(),
        "B2": MOMENT,
        "C2": time(9),
        "D2": 2,
        "E2": "",
        "B4": "合并",
    }
    assert type(sheet.rows[2][1].value) is date
    assert [sheet.rows[1][one].is_percent for one in range(1, 7)] == [False, False, False, True, True, False]
    assert [sheet.rows[2][one].is_formula for one in range(1, 7)] == [False, False, False, True, True, False]
    assert not sheet.rows[2][6].is_percent, "a percent sign in quotes multiplies nothing"
    assert sheet.rows[4][2].span == (3, 2)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=NO_OFFICE)
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_again_gives_the_same(tmp_path: Path, suffix: str) -> None:
    opened = open_spreadsheet(saved_again(workbook(everything), tmp_path, suffix))
    sheet = opened.sheets[0]
    assert (opened.format, seen(opened)) == (suffix, HIDDEN)
    # LibreOffice keeps a truth value as a formula, which is a number in an .ods.
    assert texts(sheet) == {**TEXTS, "F1": "1" if suffix == "ods" else "true"}
    assert told(sheet) == FAULTS
    assert [sheet.rows[1][one].is_percent for one in range(1, 6)] == [False, False, False, True, True]
    assert sheet.rows[2][4].is_formula
    assert sheet.rows[4][2].span == (3, 2)
    carried = suffix != "xls"
    assert opened.names == (NAMES if carried else {})
    assert opened.properties.get("gongkai") == ("1|demo-2024" if carried else None)
    assert sheet.pictures == carried


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=NO_OFFICE)
@pytest.mark.parametrize("options", ["44,34,76,1", "59,34,76,1", "9,34,76,1"])
def test_a_csv_of_libreoffice_gives_the_texts(tmp_path: Path, options: str) -> None:
    data = saved_again(workbook(everything), tmp_path, f"csv:Text - txt - csv (StarCalc):{options}")
    opened = open_spreadsheet(data)
    found = texts(opened.sheets[0])
    assert (opened.format, seen(opened)) == ("csv", [("", False)])
    assert {place: found[place] for place in ("A1", "B1", "D1", "A2", "B4")} == {
        place: TEXTS[place] for place in ("A1", "B1", "D1", "A2", "B4")
    }


def test_a_picture_in_a_cell_and_a_formula_without_a_result_are_told() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(['=DISPIMG("ID_1",1)', "=A1&B1", "甲"])
    assert told(open_spreadsheet(_saved(book)).sheets[0]) == {
        "A1": "这一格贴了图片，图片不读，请改成文字",
        "B1": "这一格是公式，还没有结果，请把公式换成它的值",
    }
    assert told(open_spreadsheet('甲,"=DISPIMG(""ID_1"",1)"\n'.encode()).sheets[0]) == {
        "B1": "这一格贴了图片，图片不读，请改成文字"
    }


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"date_1904": True}) as made:
        made.add_worksheet().write_datetime(0, 0, DAY, made.add_format({"num_format": "yyyy-mm-dd"}))
    assert texts(open_spreadsheet(stream.getvalue()).sheets[0]) == {"A1": "2024-09-30"}


def test_a_workbook_with_looks_that_openpyxl_refuses_is_read() -> None:
    data = workbook(everything)
    data = changed(data, "xl/styles.xml", lambda part: part.replace(b"<fill>", b'<fill><patternFill patternType="x"/>'))
    data = changed(data, "docProps/core.xml", lambda _: b"<broken")
    data = changed(data, "xl/workbook.xml", lambda part: part.replace(b"<sheets>", b'<bookViews x="1"/><sheets>'))
    assert texts(open_spreadsheet(data).sheets[0]) == TEXTS


def test_a_formula_that_openpyxl_refuses_leaves_the_values() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet().write("A1", "=1+1", None, 2)

    data = changed(workbook(fill), SHEET, lambda part: part.replace(b"<f>", b'<f t="dataTable" strange="1">'))
    (sheet,) = open_spreadsheet(data).sheets
    assert (texts(sheet), sheet.rows[1][1].is_formula) == ({"A1": "2"}, False)


def test_a_workbook_of_the_strict_kind_is_read() -> None:
    data = workbook(everything)
    main, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    for part in ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", SHEET):
        data = changed(data, part, lambda content: content.replace(main, strict))
    assert texts(open_spreadsheet(data).sheets[0]) == TEXTS


def test_cells_without_a_place_follow_one_another() -> None:
    content = b'<sheetData><row><c t="n"><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>'
    data = changed(
        workbook(one_cell), SHEET, lambda part: part[: part.index(b"<sheetData>")] + content + b"</worksheet>"
    )
    assert texts(open_spreadsheet(data).sheets[0]) == {"A1": "1", "C1": "2", "A2": "3"}


def test_a_text_lies_under_merged_cells_unseen() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range("A1:B2", "见")
        sheet.write("B2", "不见")

    (sheet,) = open_spreadsheet(workbook(fill)).sheets
    assert (texts(sheet), sheet.rows[1][1].span) == ({"A1": "见"}, (2, 2))


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(7, 3, "C7"), (1, 1, "A1"), (1, 26, "Z1"), (9, 27, "AA9"), (1_048_576, 16_384, "XFD1048576")],
)
def test_a_cell_has_its_name(row: int, column: int, name: str) -> None:
    assert Sheet.address(row, column) == name


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_csv_is_read_in_any_usual_spelling(delimiter: str, encoding: str) -> None:
    lines = [
        ["演示县报送表"],
        ["序号", "进展情况", "完成比例"],
        ["1", '"一,二;三\t四\n五"', "60%"],
        [],
        ["2", "'=1+1", "无"],
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    opened = open_spreadsheet(text.encode(encoding))
    assert texts(opened.sheets[0]) == {
        "A1": "演示县报送表",
        "A2": "序号",
        "B2": "进展情况",
        "C2": "完成比例",
        "A3": "1",
        "B3": "一,二;三\t四\n五",
        "C3": "60%",
        "A5": "2",
        "B5": "=1+1",
        "C5": "无",
    }


cells = (
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: float(f"{number:.12g}"))
    | st.booleans()
    | st.dates(date(1900, 3, 2), date(2100, 1, 1))
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=6))
def test_rows_written_by_xlsxwriter_come_back(table: list[list[Any]]) -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for row, line in enumerate(table):
            for column, value in enumerate(line):
                match value:
                    case str():
                        sheet.write_string(row, column, value)
                    case bool():
                        sheet.write_boolean(row, column, value)
                    case date():
                        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
                    case int() | float():
                        sheet.write_number(row, column, value)

    expected = {
        (row, column): value.strip() if isinstance(value, str) else value
        for row, line in enumerate(table, start=1)
        for column, value in enumerate(line, start=1)
        if value is not None and str(value).strip()
    }
    (sheet,) = open_spreadsheet(workbook(fill)).sheets
    assert {(row, one): cell.value for row, line in sheet.rows.items() for one, cell in line.items()} == expected
    assert list(sheet.rows) == sorted(sheet.rows)


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9), min_size=1, max_size=5))
def test_a_guarded_csv_comes_back(line: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerow(["表", *guarded(line)])
    (sheet,) = open_spreadsheet(stream.getvalue().encode("utf-8-sig")).sheets
    found = {column - 1: cell.text for column, cell in sheet.rows[1].items() if column > 1}
    assert found == {number: text.strip() for number, text in enumerate(line, start=1) if text.strip()}
