"""Cells into which people have pasted anything: their value is taken, or it is told or asked with its address."""

import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from filling import (
    ACTIVITIES,
    DAY,
    HOST,
    LINK,
    NO,
    NOTE,
    PARTS,
    PEOPLE,
    PERCENT,
    PROBLEM,
    UNIT,
    brought,
    cell,
    give_out,
    ledger_of,
    on_store,
    opened,
    refused,
    row_of,
    sheet_of,
    steps,
    taken,
    told,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def given(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that has given out its sheets, and of these."""
    return give_out(filled_store, tmp_path_factory.mktemp("given"))


@pytest.fixture
def sheet(given: Path, tmp_path: Path) -> Path:
    """A sheet as it was given to a unit, beside a ledger of its own."""
    shutil.copy(given / "gongkai.db", tmp_path / "gongkai.db")
    return Path(shutil.copy(sheet_of(UNIT, given), tmp_path / "收回.xlsx"))


@pytest.fixture
def host(given: Path, tmp_path: Path) -> Path:
    """The sheet of a unit that has an activity, beside a ledger of its own."""
    shutil.copy(given / "gongkai.db", tmp_path / "gongkai.db")
    return Path(shutil.copy(sheet_of(HOST, given), tmp_path / "收回.xlsx"))


def put(path: Path, heading: str, value: Any, number_format: str | None = None) -> None:
    """Write a value into the row of task 3."""
    with opened(path) as book:
        place = cell(book[PARTS], 3, heading)
        place.value = value
        if number_format:
            place.number_format = number_format


def rewritten(path: Path, old: str, new: str) -> None:
    """Replace a text within the parts of the sheets; it stands there once.

    An empty value is `<v/>` here, whichever spelling the writer of the file has.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: archive.read(name).replace(b"<v />", b"<v/>").replace(b"<v></v>", b"<v/>")
            for name in archive.namelist()
        }
    assert sum(content.count(old.encode()) for content in parts.values()) == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old.encode(), new.encode()))


# --- Texts


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("一是印发方案\n二是开展培训\r\n\n三是督查", "一是印发方案；二是开展培训；三是督查"),
        ("一是印发方案；\n二是开展培训；", "一是印发方案；二是开展培训"),
        ("已\t完成\t培训", "已 完成 培训"),
        ("已完成\u202e培训", "已完成培训"),
        ("　　已完成培训　　", "已完成培训"),
        ("公开信息１２条", "公开信息１２条"),
        (12, "12"),
        (0.5, "0.5"),
        (date(2024, 9, 20), "2024-09-20"),
        ("'=1+1", "'=1+1"),
        ("长" * 5000, "长" * 5000),
    ],
)
def test_a_pasted_text(sheet: Path, written: Any, note: str) -> None:
    put(sheet, NOTE, written)
    (report,) = taken(sheet)
    assert report.note == note


def test_a_control_character_in_a_text(sheet: Path) -> None:
    """Excel keeps it as an escape, which is read as the character and left out."""
    put(sheet, NOTE, "已完成MARK培训")
    rewritten(sheet, "MARK", "_x0007_")
    (report,) = taken(sheet)
    assert report.note == "已完成培训"


@pytest.mark.parametrize("written", ["/", "无", "—", "暂无", "  ", "－", "……"])
def test_a_text_that_says_nothing(sheet: Path, written: str) -> None:
    put(sheet, NOTE, written)
    put(sheet, PROBLEM, written)
    put(sheet, PERCENT, 60)
    (report,) = taken(sheet)
    assert (report.note, report.problem) == (None, None)


# --- Pictures, formulas, errors


def test_a_picture_in_a_cell_of_wps_is_told(sheet: Path) -> None:
    put(sheet, NOTE, '=DISPIMG("ID_0A1B2C",1)')
    put(sheet, PERCENT, 60)
    assert told(sheet) == [("left", "I4", "这一格贴了图片，图片不读，未读取")]
    (report,) = taken(sheet)
    assert (report.percent, report.note) == (60, None)


def test_a_picture_over_the_cells_is_told(sheet: Path) -> None:
    put(sheet, PERCENT, 60)
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    with zipfile.ZipFile(sheet, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId9" Type="{office}/drawing"'
            ' Target="../drawings/drawing1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/drawings/drawing1.xml", f'<d:wsDr xmlns:d="{drawing}"><d:pic></d:pic><d:pic></d:pic></d:wsDr>'
        )
    assert told(sheet) == [("left", PARTS, "贴了图片 2 张，图片不读")]
    (report,) = taken(sheet)
    assert report.percent == 60


def test_a_formula_with_its_value(sheet: Path) -> None:
    put(sheet, PERCENT, "=30*2")
    rewritten(sheet, "<f>30*2</f><v/>", "<f>30*2</f><v>60</v>")
    (report,) = taken(sheet)
    assert report.percent == 60


def test_a_formula_without_a_value_is_told(sheet: Path) -> None:
    put(sheet, PERCENT, "=30*2")
    put(sheet, NOTE, "已印发方案")
    assert told(sheet) == [("left", "L4", "这一格是公式，还没有结果，未读取")]
    (report,) = taken(sheet)
    assert (report.percent, report.note) == (0, "已印发方案")


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_an_error_value_is_told(sheet: Path, error: str) -> None:
    put(sheet, PERCENT, error)
    put(sheet, NOTE, "已印发方案")
    assert told(sheet) == [("left", "L4", f"这一格是错误值 {error}，未读取")]
    (report,) = taken(sheet)
    assert report.note == "已印发方案"


# --- Percents and numbers


@pytest.mark.parametrize(
    ("value", "number_format", "percent"),
    [
        (60, "General", 60),
        (60, "0.00", 60),
        (60, "@", 60),
        (0.6, "General", 60),
        (0.6, "0%", 60),
        (0.6, "0.00%", 60),
        (0.6, "#,##0.0%", 60),
        (0.6, "[Red]0%", 60),
        (0.6, "0 %", 60),
        (0.6, "0%;-0%;0%", 60),
        (60, '0"%"', 60),
        (60, r"0\%", 60),
        (60, "0%", 60),
        (1, "0%", 100),
        (0.996, "0%", 99),
        (0.004, "0.0%", 1),
        (0, "0%", 0),
        ("60", "General", 60),
        ("60%", "@", 60),
        ("６０％", "@", 60),
        (" 60 % ", "@", 60),
        ("完成60%", "@", 60),
        ("约六成", "@", 60),
        ("百分之六十", "@", 60),
        ("已完成", "0", 100),
    ],
)
def test_a_percent(sheet: Path, value: Any, number_format: str, percent: int) -> None:
    put(sheet, NOTE, "进展")
    put(sheet, PERCENT, value, number_format)
    (report,) = taken(sheet)
    assert report.percent == percent


@pytest.mark.parametrize("value", [1, "1", 1.0, "１"])
def test_a_bare_one_is_asked_about(sheet: Path, value: Any) -> None:
    put(sheet, PERCENT, value, "General")
    assert told(sheet) == [("asked", "L4", "写的是 1，可能是 1%，也可能是 100%")]
    refused(sheet)
    (report,) = taken(sheet, "--answer", "03-TF8X=100")
    assert report.percent == 100


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (120, "“120”不在 0 到 100 之间"),
        (-5, "“-5”不在 0 到 100 之间"),
        ("40%到60%", "“40%到60%”里不止一个数"),
        ("大部分", "“大部分”看不出完成的百分数"),
        (True, "“true”不是完成的百分数"),
        (date(2024, 9, 20), "“2024-09-20”不是完成的百分数"),
    ],
)
def test_what_is_no_percent_is_asked_about(sheet: Path, value: Any, why: str) -> None:
    put(sheet, PERCENT, value, "yyyy-mm-dd" if isinstance(value, date) else "General")
    assert told(sheet) == [("asked", "L4", why)]
    refused(sheet)


def test_numbers_of_tasks_as_numbers(sheet: Path) -> None:
    with opened(sheet) as book:
        page = book[PARTS]
        put_no = cell(page, 3, NO)
        page.delete_cols(1)
        page.cell(put_no.row, 1).value = 3
        page.cell(put_no.row, 8).value = "已印发方案"
    (report,) = taken(sheet)
    assert report.note == "已印发方案"


def test_texts_in_the_place_of_addresses_are_told(sheet: Path) -> None:
    put(sheet, LINK, "见附件 https://www.shicheng.gov.cn/a\n www.shicheng.gov.cn")
    place, why = told(sheet)[0][1:]
    assert (place, why) == ("M4", "“见附件 www.shicheng.gov.cn”不是网址，未并入")
    (report,) = taken(sheet)
    assert report.links == ("https://www.shicheng.gov.cn/a",)


# --- Days and people of activities


def held(path: Path, heading: str, value: Any, number_format: str | None = None) -> list[list[Any]]:
    """Write a value into the row of the activity, collect the sheet, and return the fields that changed."""
    with opened(path) as book:
        place = cell(book[ACTIVITIES], 5, heading)
        place.value = value
        if number_format:
            place.number_format = number_format
    assert on_store(ledger_of(path), "collect", str(path)).code == 0
    ((_, changes),) = steps(ledger_of(path))
    assert brought(ledger_of(path)) == []
    return changes


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (datetime(2024, 9, 20), "yyyy-mm-dd"),  # noqa: DTZ001 - cells have no zone
        (datetime(2024, 9, 20), 'yyyy"年"m"月"d"日"'),  # noqa: DTZ001
        (datetime(2024, 9, 20, 14, 30), "yyyy/m/d h:mm"),  # noqa: DTZ001
        (date(2024, 9, 20), "m/d"),
        (45555, "General"),
        (45555, "@"),
        ("45555", "@"),
        ("2024-09-20", "@"),
        ("2024.9.20", "@"),
        ("2024/9/20", "@"),
        ("20240920", "@"),
        ("2024年9月20日", "@"),
        ("9月20日", "@"),
        ("9.20", "@"),
        ("９月２０日", "@"),
        ("二○二四年九月二十日", "@"),
        (" 9 月 20 日 ", "@"),
    ],
)
def test_a_day(host: Path, value: Any, number_format: str) -> None:
    assert held(host, DAY, value, number_format) == [["status", "undated", "held"], ["date", None, "2024-09-20"]]


def test_several_days(host: Path) -> None:
    assert held(host, DAY, "9月20日—21日") == [
        ["status", "undated", "held"],
        ["date", None, "2024-09-20"],
        ["last_date", None, "2024-09-21"],
    ]


def test_the_end_of_a_month_is_its_last_day(host: Path) -> None:
    assert held(host, DAY, "9月底") == [["status", "undated", "held"], ["date", None, "2024-09-30"]]


def test_a_day_to_come_is_a_plan(host: Path) -> None:
    assert held(host, DAY, "10月20日") == [["status", "undated", "scheduled"], ["date", None, "2024-10-20"]]


@pytest.mark.parametrize("value", ["已办", "下周", "9月", "待定"])
def test_what_is_no_day_is_asked_about(host: Path, value: str) -> None:
    with opened(host) as book:
        cell(book[ACTIVITIES], 5, DAY).value = value
    (asked,) = told(host)
    assert asked[:2] == ("asked", f"第 {row_of(book[ACTIVITIES], 5)} 行")
    refused(host)


@pytest.mark.parametrize("value", [60, "60", "60人", "约60人", "６０", 60.0])
def test_people(host: Path, value: Any) -> None:
    with opened(host) as book:
        cell(book[ACTIVITIES], 5, DAY).value = "9月20日"
    assert held(host, PEOPLE, value)[-1] == ["people", None, 60]
