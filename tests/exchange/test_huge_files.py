"""Files that would fill the memory: one sentence and an exit code each, within bounds that the system holds."""

import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from filling import BROUGHT, PARTS, UNIT, brought, fill, give_out, opened, sheet_of

from conftest import TODAY
from posix_only import need_posix, resource
from processes import start

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024
MOST_MEMORY = 700 * MEGABYTE
"""The address space of the program; a sheet takes less than a third of it, a bomb a hundred times as much."""

NOT_WRITTEN = "未写入。请改好后再来，或加上 --skip 文件名 不收它。\n"
TOO_FAR = "表格展开后超过 16 MB，未读取。请核对是不是选错了文件；若没错，删去多余的内容再另存。"
TOO_MANY_ROWS = "填了内容的行超过 20000 行，未读取。请核对是不是选错了文件。"
TOO_LARGE = "超过 32 MB，未读取。请删去里面的图片，另存后再收。"
AN_ARCHIVE = "展开后太大，不像收回来的表，未读取。请核对是不是选错了文件。"
TEXTS = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
"""The beginning of the part with the texts of all cells."""

BROKEN = "不是完好的表格文件，未读取。请用 Excel 或 WPS 打开它，另存为 .xlsx，再试一次。"


@pytest.fixture(scope="module")
def given(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger that has given out its sheets, and of these."""
    return give_out(filled_store, tmp_path_factory.mktemp("given"))


@pytest.fixture
def sheet(given: Path, tmp_path: Path) -> Path:
    """A sheet that a unit has filled in, beside a ledger of its own."""
    shutil.copy(given / "gongkai.db", tmp_path / "gongkai.db")
    path = Path(shutil.copy(sheet_of(UNIT, given), tmp_path / "收回.xlsx"))
    with opened(path) as book:
        fill(book)
    return path


def limit_memory() -> None:
    """Bound the memory of the process that is about to start."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def collected(path: Path) -> subprocess.CompletedProcess[str]:
    """Collect a file in a process with bounded memory."""
    need_posix("limits of a process")
    ledger = path.with_name("gongkai.db")
    return start("--db", str(ledger), "collect", str(path), before=limit_memory, GONGKAI_TODAY=TODAY)


def refused(path: Path) -> str:
    """Collect a file that is not read, and return the sentence about it; nothing is written."""
    ledger = path.with_name("gongkai.db")
    before = ledger.read_bytes()
    answer = collected(path)
    assert answer.returncode == 3, answer.stderr
    assert ledger.read_bytes() == before
    assert answer.stderr.endswith(NOT_WRITTEN)
    return answer.stderr.removesuffix(NOT_WRITTEN).rstrip("\n")


def members(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_archive(path: Path, parts: dict[str, bytes | Callable[[], Iterator[bytes]]]) -> None:
    """Write a zip archive; the content of a large member comes in blocks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if isinstance(content, bytes):
                archive.writestr(name, content)
                continue
            with archive.open(name, "w", force_zip64=True) as stream:
                for block in content():
                    stream.write(block)


def repeated(block: bytes, times: int, head: bytes = b"", tail: bytes = b"") -> Callable[[], Iterator[bytes]]:
    """Return a content that repeats a block."""

    def blocks() -> Iterator[bytes]:
        yield head
        for _ in range(times):
            yield block
        yield tail

    return blocks


def part_of_tasks(parts: dict[str, bytes]) -> str:
    """Return the name of the part with the sheet of tasks."""
    return next(name for name, content in parts.items() if name.startswith("xl/worksheets/") and b"<row " in content)


def test_the_bound_is_enough_for_a_sheet(sheet: Path) -> None:
    answer = collected(sheet)
    assert answer.returncode == 0, answer.stderr
    assert brought(sheet.with_name("gongkai.db")) == BROUGHT


def test_a_file_of_fifty_megabytes(sheet: Path) -> None:
    with sheet.open("ab") as stream:
        stream.write(bytes(50 * MEGABYTE))
    assert refused(sheet) == f"收回.xlsx：{TOO_LARGE}"


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/custom.xml"]
)
def test_a_part_that_unpacks_to_hundreds_of_megabytes(sheet: Path, part: str) -> None:
    parts = {"xl/sharedStrings.xml": TEXTS + b"</sst>", **members(sheet)}
    head, mark, tail = parts[part].rpartition(b"</")
    write_archive(sheet, {**parts, part: repeated(b" " * MEGABYTE, 300, head, mark + tail)})
    assert refused(sheet) == f"收回.xlsx：{TOO_FAR}"


def test_a_part_that_is_larger_than_its_directory_says(sheet: Path) -> None:
    parts = members(sheet)
    name = "xl/sharedStrings.xml"
    write_archive(sheet, {**parts, name: repeated(b"<si><t>" + b"x" * 1000 + b"</t></si>", 300_000, TEXTS, b"</sst>")})
    data = bytearray(sheet.read_bytes())
    # The sizes of the part in the directory become those of a small one.
    place = data.rfind(name.encode())
    entry = data.rfind(b"PK\x01\x02", 0, place)
    struct.pack_into("<L", data, entry + 24, 5000)
    sheet.write_bytes(data)
    assert refused(sheet) == f"收回.xlsx：{BROKEN}"


def test_a_hundred_thousand_rows(sheet: Path) -> None:
    book = xlsxwriter.Workbook(sheet, {"constant_memory": True})
    page = book.add_worksheet(PARTS)
    page.write_row(0, 0, ["序号", "进展情况"])
    for row in range(1, 100_001):
        page.write_row(row, 0, [row, "进展"])
    book.close()
    assert refused(sheet) == f"收回.xlsx：{TOO_MANY_ROWS}"


def test_a_hundred_thousand_rows_of_csv(sheet: Path) -> None:
    lines = [f"{row},进展" for row in range(1, 100_001)]
    sheet.write_text("\n".join(["序号,进展情况", *lines]), encoding="utf-8")
    assert refused(sheet) == f"收回.xlsx：{TOO_MANY_ROWS}"


def test_a_million_rows_that_are_only_formatted_are_read_past(sheet: Path) -> None:
    """WPS writes such files where somebody has formatted complete columns."""
    parts = members(sheet)
    name = part_of_tasks(parts)
    head, tail = parts[name].split(b"</sheetData>")

    def rows() -> Iterator[bytes]:
        yield head
        for start_row in range(100, 1_048_576, 1000):
            yield b"".join(
                b'<row r="%d" ht="14"><c r="A%d" s="1"/><c r="M%d" s="1"/></row>' % (row, row, row)
                for row in range(start_row, min(start_row + 1000, 1_048_577))
            )
        yield b"</sheetData>" + tail

    write_archive(sheet, {**parts, name: rows})
    answer = collected(sheet)
    assert answer.returncode == 0, answer.stderr
    assert brought(sheet.with_name("gongkai.db")) == BROUGHT


def test_a_cell_in_the_last_corner(sheet: Path) -> None:
    with opened(sheet) as book:
        book[PARTS].cell(1_048_576, 16_384).value = "远处"
    answer = collected(sheet)
    assert answer.returncode == 0, answer.stderr
    assert brought(sheet.with_name("gongkai.db")) == BROUGHT


def test_a_zip_of_one_large_file(sheet: Path) -> None:
    write_archive(sheet, {"大.csv": repeated(b"0" * MEGABYTE, 600)})
    assert refused(sheet) == f"收回.xlsx：{AN_ARCHIVE}"


def test_a_zip_of_many_large_files(sheet: Path) -> None:
    parts = {f"{place}.csv": repeated(b"0" * MEGABYTE, 30) for place in range(20)}
    write_archive(sheet, {**parts})
    assert refused(sheet) == f"收回.xlsx：{AN_ARCHIVE}"


def test_a_zip_whose_directory_hides_the_size_of_a_file(sheet: Path) -> None:
    write_archive(sheet, {"大.csv": repeated(b"0" * MEGABYTE, 400)})
    data = bytearray(sheet.read_bytes())
    struct.pack_into("<L", data, data.rfind(b"PK\x01\x02") + 24, 5000)
    sheet.write_bytes(data)
    assert refused(sheet) == "收回.xlsx/大.csv：压缩包坏了，未读取。请让对方重新发来。"


@pytest.mark.parametrize("name", ["[Content_Types].xml", "甲.csv"])
def test_an_archive_of_a_hundred_thousand_names(sheet: Path, name: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, b"")
        for place in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{place:06}.csv"), b"")
    sheet.write_bytes(stream.getvalue())
    sentence = refused(sheet)
    assert re.fullmatch(r"收回\.xlsx：.+。", sentence), sentence
