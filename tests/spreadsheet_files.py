"""Spreadsheets that tests make: workbooks of XlsxWriter, their parts changed, and files saved again by LibreOffice."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

OFFICE = shutil.which("soffice")
NO_OFFICE = "soffice of LibreOffice is not on PATH"
SHEET = "xl/worksheets/sheet1.xml"

DAY = datetime(2024, 9, 30)  # noqa: DTZ001 - a cell has no zone
MOMENT = datetime(2024, 9, 30, 9, 30)  # noqa: DTZ001 - a cell has no zone

# One red dot.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000"
    "000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def workbook(fill: Callable[[Any], object]) -> bytes:
    """Return a workbook of XlsxWriter."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        fill(made)
    return stream.getvalue()


def one_cell(made: Any) -> None:
    """Fill a workbook with one cell."""
    made.add_worksheet("报送表").write(0, 0, "甲")


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one of its parts changed, or added where it has none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), part: None}:
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(content) if name == part else content)
    return stream.getvalue()


def archive(parts: dict[str, str]) -> bytes:
    """Return a zip archive with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def everything(made: Any) -> None:
    """Fill a workbook with each kind of value, hidden sheets, a property, a name and a picture."""
    day, moment, hour = (made.add_format({"num_format": one}) for one in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "h:mm"))
    percent, unit = made.add_format({"num_format": "0%"}), made.add_format({"num_format": '0"%"'})
    sheet = made.add_worksheet("报送表")
    sheet.write("A1", " 已完成\r\n两项 ")
    sheet.write("B1", 3)
    sheet.write("C1", 2.5)
    sheet.write("D1", 0.6, percent)
    sheet.write("E1", 1, percent)
    sheet.write("F1", True)
    sheet.write_datetime("A2", DAY, day)
    sheet.write_datetime("B2", MOMENT, moment)
    sheet.write("C2", 0.375, hour)
    sheet.write("D2", "=1+1", None, 2)
    sheet.write("E2", "=1/0", None, "#DIV/0!")
    sheet.write("F2", 60, unit)
    sheet.merge_range("B4:C6", "合并")
    sheet.insert_image("A8", "图.png", {"image_data": io.BytesIO(PICTURE)})
    hidden = made.add_worksheet("隐藏")
    hidden.hide()
    hidden.write(0, 0, "乙")
    deep = made.add_worksheet("深藏")
    deep.very_hidden()
    deep.write(0, 0, "丙")
    made.set_custom_property("gongkai", "1|demo-2024")
    made.define_name("gongkai_id", '="甲""乙"')


def saved_again(data: bytes, folder: Path, suffix: str) -> bytes:
    """Return a workbook as LibreOffice saves it in another format."""
    assert OFFICE is not None
    path = folder / "报送表.xlsx"
    path.write_bytes(data)
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", suffix]
    subprocess.run(
        [*command, "--outdir", str(folder / "saved"), str(path)], capture_output=True, check=True, timeout=120
    )
    return (folder / "saved" / f"报送表.{suffix.partition(':')[0]}").read_bytes()
