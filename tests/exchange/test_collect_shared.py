"""Files that several units share."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Program
from filled_sheets import Value, collected, reports, reviewed, table


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def asked(gongkai: Program, *words: str) -> list[dict[str, Any]]:
    """Return the lines that a person must settle."""
    return [line for line in reviewed(gongkai, *words)["lines"] if line["verdict"] == "asked"]


def pages_of(unit: str, no: int) -> list[list[Value]]:
    """Return a table of one row below the name of its unit."""
    return [["9月政务公开报送表"], [f"填报单位：{unit}"], ["序号", "完成比例"], [no, 30]]


def test_pages_of_two_units_are_asked_about(gongkai: Program) -> None:
    file = table("收回.xlsx", *pages_of("县司法局", 3))
    workbook = load_workbook(file)
    page = workbook.create_sheet("医保局")
    for row in pages_of("县医疗保障局", 5):
        page.append(row)
    workbook.save(file)
    (line,) = asked(gongkai, "收回.xlsx")
    assert line["why"] == "填报单位有 2 个：县司法局、县医疗保障局。请一个单位存一个文件，再收"


def test_tables_of_two_units_below_one_another_are_asked_about(gongkai: Program) -> None:
    table("收回.xlsx", *pages_of("县司法局", 3), *pages_of("县医疗保障局", 5))
    (line,) = asked(gongkai, "收回.xlsx")
    assert line["why"] == "填报单位有 2 个：县司法局、县医疗保障局。请一个单位存一个文件，再收"


def test_two_tables_of_one_unit_are_taken(gongkai: Program) -> None:
    table("收回.xlsx", *pages_of("县司法局", 3), *pages_of("县司法局", 5))
    collected(gongkai, "收回.xlsx")
    assert reports(gongkai) == {3: ("2024-09-30", 30, None), 5: ("2024-09-30", 30, None)}
