"""Files that are no spreadsheet, damaged or far too large: one sentence each, and never anything else."""

import io
import random
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_cli.spreadsheets.cells import Spreadsheet, UnreadableError
from gongkai_cli.spreadsheets.limits import MEGABYTE, Limits
from gongkai_cli.spreadsheets.opening import open_spreadsheet
from spreadsheet_files import (
    NO_OFFICE,
    OFFICE,
    PICTURE,
    SHEET,
    archive,
    changed,
    everything,
    one_cell,
    saved_again,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "请用 Excel 或 WPS 打开它，另存为 .xlsx"
FILL_IN = "请把内容填进表格（.xlsx）"
BROKEN = f"不是完好的表格文件，未读取。{SAVE_AS}，再试一次"
WEB_PAGE = f"这是网页，不是表格文件，未读取。{SAVE_AS}"
XML = f"这是 XML 文件，不是表格文件，未读取。{SAVE_AS}"
IMAGE = f"这是图片，不是表格，未读取。{FILL_IN}"
ARCHIVE = "这是压缩包，不是表格，未读取。请先解压，再选其中的表格"
EMPTY = "文件是空的，未读取。请核对是不是选错了文件，或请对方重发"
PASSWORD = "文件有密码，未读取。请打开它，去掉密码后另存为 .xlsx"  # noqa: S105 - a message
NO_TEXT = f"不是表格文件，也不是 UTF-8 或 GB18030 编码的文本，未读取。若是表格，{SAVE_AS}"
TOO_MUCH = "表格展开后超过 16 MB，未读取。请核对是不是选错了文件；若没错，删去多余的内容再另存"
DECLARED = f"表格里有不该有的声明（DOCTYPE），未读取。若文件可靠，{SAVE_AS}，再试一次"


def refusal(data: bytes, limits: Limits | None = None) -> str:
    """Return the sentence by which a file is refused."""
    with pytest.raises(UnreadableError) as refused:
        open_spreadsheet(data, limits) if limits else open_spreadsheet(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", EMPTY),
        (b"\xef\xbb\xbf\r\n", EMPTY),
        (b"\0" * 600, EMPTY),
        (b"%PDF-1.7\n", f"这是 PDF，不是表格，未读取。{FILL_IN}"),
        (PICTURE, IMAGE),
        (b"BM\x36\0\0\0", IMAGE),
        (b"Rar!\x1a\x07\0", ARCHIVE),
        (b"{\\rtf1 a}", f"这是 Word 文档，不是表格，未读取。{FILL_IN}"),
        ("\ufeff<html><table><tr><td>甲".encode(), WEB_PAGE),
        ('<meta charset="gbk"><TABLE><tr><td>甲'.encode("gb18030"), WEB_PAGE),
        ("<html><table>甲".encode("utf-16"), WEB_PAGE),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", WEB_PAGE),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', XML),
        (b"a,b\x01\n", NO_TEXT),
        (bytes(range(128, 256)), NO_TEXT),
        (b'a,"b\nc', f"CSV 里的引号没有成对，未读取。{SAVE_AS}，再试一次"),
        (archive({"word/document.xml": "<a/>"}), f"这是 Word 文档，不是表格，未读取。{FILL_IN}"),
        (archive({"ppt/presentation.xml": "<a/>"}), f"这是 PowerPoint 演示文稿，不是表格，未读取。{FILL_IN}"),
        (archive({"OFD.xml": "<a/>"}), f"这是 OFD 版式文件，不是表格，未读取。{FILL_IN}"),
        (archive({"报送表.xlsx": "甲"}), ARCHIVE),
        (archive({}), ARCHIVE),
        (archive({"xl/workbook.bin": ""}), f"这是二进制工作簿（.xlsb），未读取。{SAVE_AS}"),
        (archive({"xl/workbook.xml": "<a/>"}), BROKEN),
        (archive({"xl/workbook.xml": "<a"}), BROKEN),
        (archive({"content.xml": "<a/>"}), f"这个 OpenDocument 文件不是表格，未读取。若有表格，{SAVE_AS}"),
        (archive({"content.xml": "<a"}), BROKEN),
        (archive({"content.xml": "?", "META-INF/manifest.xml": "<a><encryption-data/></a>"}), PASSWORD),
        (archive({"xl/workbook.xml": "<a/>"})[:40], BROKEN),
        (workbook(one_cell)[:-200], BROKEN),
        (OLE + b"\0" * 600, f"这是旧格式的办公文件（如 .doc、.wps、.ppt），不是表格，未读取。{FILL_IN}"),
        (OLE + b"\0" * 600 + "Workbook\0".encode("utf-16-le"), BROKEN),
        (OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    ],
    ids=count(),  # the bytes of an archive hold the time at which it was made
)
def test_another_file_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    assert refusal(data) == said


def test_a_heading_may_begin_as_a_bitmap_does() -> None:
    assert open_spreadsheet(b"BM,a\n").sheets[0].rows[1][1].text == "BM"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", SHEET])
@pytest.mark.parametrize(
    "declaration", ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>', '<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]>']
)
def test_entities_are_refused(part: str, declaration: str) -> None:
    data = changed(workbook(everything), part, lambda content: content.replace(b"?>", f"?>{declaration}".encode(), 1))
    assert refusal(data) == DECLARED


@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_xml_in_an_encoding_of_its_own_is_refused(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><worksheet/>"
    data = changed(workbook(one_cell), SHEET, lambda _: text.encode("utf-16" if encoding == "utf-16" else "ascii"))
    assert refusal(data) == BROKEN


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "别处.xlsx"
    secret.write_bytes(workbook(one_cell))

    def fill(made: Any) -> None:
        made.add_worksheet().write("A1", f"='[{secret}]报送表'!A1", None, 7)

    target = f'Target="{secret.as_uri()}" TargetMode="External"'
    link = f'<Relationships><Relationship Id="rId9" Type="x/externalLink" {target}/></Relationships>'
    data = changed(workbook(fill), "xl/externalLinks/_rels/externalLink1.xml.rels", lambda _: link.encode())
    assert open_spreadsheet(data).sheets[0].rows[1][1].value == 7


def filled(cells: int, rows: int) -> bytes:
    """Return a workbook with so many cells in each of so many rows."""

    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, range(cells))

    return workbook(fill)


LITTLE = Limits(file=MEGABYTE, cells=20, rows=5)
TOO_MANY_CELLS = "填了内容的格子超过 20 个，未读取。请核对是不是选错了文件"
TOO_MANY_ROWS = "填了内容的行超过 5 行，未读取。请核对是不是选错了文件"


def csv_of(cells: int, rows: int) -> bytes:
    """Return a CSV file with so many cells in each of so many rows."""
    return b"\n".join([b",".join([b"1"] * cells)] * rows)


@pytest.mark.parametrize("make", [filled, csv_of])
def test_too_many_cells_or_rows_are_refused(make: Callable[[int, int], bytes]) -> None:
    assert len(open_spreadsheet(make(4, 5), LITTLE).sheets[0].rows) == 5
    assert refusal(make(5, 5), LITTLE) == TOO_MANY_CELLS
    assert refusal(make(1, 6), LITTLE) == TOO_MANY_ROWS


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=NO_OFFICE)
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_too_many_cells_in_other_formats_are_refused(tmp_path: Path, suffix: str) -> None:
    assert len(open_spreadsheet(saved_again(filled(4, 5), tmp_path, suffix), LITTLE).sheets[0].rows) == 5
    assert refusal(saved_again(filled(5, 5), tmp_path, suffix), LITTLE) == TOO_MANY_CELLS
    assert refusal(saved_again(filled(1, 6), tmp_path, suffix), LITTLE) == TOO_MANY_ROWS


SPACES = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.mark.parametrize(("rows", "columns"), [(1_048_576, 1), (1, 16_384), (10**30, 10**30)])
def test_an_ods_that_repeats_a_cell_without_end_is_refused(rows: int, columns: int) -> None:
    cell = f'<t:table-cell t:number-columns-repeated="{columns}"><x:p>甲</x:p></t:table-cell>'
    row = f'<t:table-row t:number-rows-repeated="{rows}">{cell}</t:table-row>'
    spaces = f'xmlns:o="{SPACES}office:1.0" xmlns:t="{SPACES}table:1.0" xmlns:x="{SPACES}text:1.0"'
    data = archive({"content.xml": f"<o:spreadsheet {spaces}><t:table>{row}</t:table></o:spreadsheet>"})
    assert refusal(data, LITTLE) in {TOO_MANY_CELLS, TOO_MANY_ROWS}


def test_a_file_of_fifty_megabytes_is_refused_unread() -> None:
    data = b"PK\x03\x04" + bytes(50 * MEGABYTE - 4)
    said = "文件有 50 MB，超过 32 MB，未读取。请核对是不是选错了文件；若没错，删去图片和空行再另存"
    assert refusal(data) == said


class Counted:
    """Counts the bytes that the streams of archives return."""

    def __init__(self) -> None:
        self.bytes = 0


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The bytes that a test unpacks."""
    counted = Counted()
    read = zipfile.ZipExtFile.read

    def count(stream: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        content = read(stream, size)
        counted.bytes += len(content)
        return content

    monkeypatch.setattr(zipfile.ZipExtFile, "read", count)
    return counted


def bomb(size: int) -> bytes:
    """Return a workbook whose sheet unpacks to so many blanks."""
    return changed(workbook(one_cell), SHEET, lambda part: part + b" " * size)


@pytest.mark.slow
def test_a_zip_bomb_is_refused_before_it_is_unpacked(unpacked: Counted) -> None:
    data = bomb(300 * MEGABYTE)
    unpacked.bytes = 0
    assert refusal(data) == TOO_MUCH
    assert unpacked.bytes == 0


def test_a_zip_bomb_within_the_directorys_limit_is_refused_while_it_is_unpacked(unpacked: Counted) -> None:
    data = bomb(40 * MEGABYTE)
    unpacked.bytes = 0
    assert refusal(data) == TOO_MUCH
    assert unpacked.bytes < 18 * MEGABYTE


def test_a_directory_that_lies_about_a_size_is_refused(unpacked: Counted) -> None:
    data = bytearray(bomb(20 * MEGABYTE))
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    unpacked.bytes = 0
    assert refusal(bytes(data)) == BROKEN
    assert unpacked.bytes < MEGABYTE


def test_elements_without_end_are_refused() -> None:
    row = b'<row r="9"><c r="A9">' + b"<x/>" * 600_000 + b"</c></row></sheetData>"
    data = changed(workbook(one_cell), SHEET, lambda part: part.replace(b"</sheetData>", row))
    assert refusal(data) == TOO_MUCH


def test_merged_cells_without_end_are_refused() -> None:
    areas = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 50_000 + b"</mergeCells>"
    data = changed(workbook(one_cell), SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData>" + areas))
    assert refusal(data) == BROKEN


def test_names_without_end_are_refused() -> None:
    assert refusal(archive({f"xl/workbook.xml{number}": "" for number in range(5_001)})) == ARCHIVE


def test_rows_that_are_only_formatted_cost_nothing() -> None:
    """Files of WPS have up to a million of them; the last row with content counts."""

    def rows(first: int, last: int) -> bytes:
        return b"".join(
            b'<row r="%d" ht="20" customHeight="1"><c r="A%d" s="0"/><c r="B%d" s="0"></c></row>' % (row, row, row)
            for row in range(first, last)
        )

    more = rows(2, 20_000) + b'<row r="20000"><c r="C20000"><v>5</v></c></row>' + rows(20_001, 60_000)
    data = changed(workbook(one_cell), SHEET, lambda part: part.replace(b"</sheetData>", more + b"</sheetData>"))
    (sheet,) = open_spreadsheet(data, Limits(unpacked=100_000, cells=100, rows=10)).sheets
    assert {place: [cell.text for cell in cells.values()] for place, cells in sheet.rows.items()} == {
        1: ["甲"],
        20_000: ["5"],
    }


def test_cells_far_apart_are_read() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write("A1", "甲")
        sheet.write("XFD1048576", "乙")

    (sheet,) = open_spreadsheet(workbook(fill)).sheets
    assert {row: list(cells) for row, cells in sheet.rows.items()} == {1: [1], 1_048_576: [16_384]}


def is_answered(data: bytes) -> bool:
    """Return whether a file is read, or refused in a clause; any other end is an error of the test."""
    try:
        return isinstance(open_spreadsheet(data), Spreadsheet)
    except UnreadableError as error:
        return "未读取" in str(error) and not str(error).endswith("。")


BEGINNINGS = [b"", OLE, b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"<", OLE + "Workbook\0".encode("utf-16-le")]


@settings(deadline=None)
@given(
    st.sampled_from(
        [b"", OLE, b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"<", OLE + "Workbook\0".encode("utf-16-le")]
    ),
    st.binary(max_size=600),
)
def test_any_bytes_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    assert is_answered(beginning + rest)


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, or cut."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    return bytes(content if chance.random() < 0.8 else content[: chance.randrange(4, len(content))])


def parts_damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return an archive whose parts are damaged, and not its own bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if len(content) > 4 and chance.random() < 0.2 else content)
    return stream.getvalue()


@pytest.mark.slow
def test_a_damaged_xlsx_is_read_or_refused() -> None:
    chance = random.Random(20240930)  # noqa: S311 - damage, the same in every run
    whole = workbook(everything)
    assert all(is_answered(damaged(whole, chance)) for _ in range(150))
    assert all(is_answered(parts_damaged(whole, chance)) for _ in range(150))


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason=NO_OFFICE)
def test_a_damaged_file_of_another_format_is_read_or_refused(tmp_path: Path) -> None:
    chance = random.Random(20240930)  # noqa: S311 - damage, the same in every run
    old, ods = (saved_again(workbook(everything), tmp_path, suffix) for suffix in ("xls", "ods"))
    assert all(is_answered(damaged(old, chance)) for _ in range(600))
    assert all(is_answered(parts_damaged(ods, chance)) for _ in range(150))
