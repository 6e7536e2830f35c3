"""The program's own sheets, filled in and collected: totals are no rows, and joined cells name all of their rows."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Program
from filled_sheets import collected, reports, reviewed, table


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def filled(gongkai: Program, command: str, said: dict[tuple[str, int], tuple[str, float]]) -> None:
    """Write a command's sheet as 表.xlsx, with 进展情况 and 进度 filled in for some units and tasks.

    The library that fills it in keeps the value of a joined cell in its first row alone.
    """
    assert gongkai(*command.split(), "-o", "表.xlsx").code == 0
    book = load_workbook("表.xlsx")
    sheet: Any = book.worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    places = {str(heading): place for place, heading in enumerate(headings, start=1)}
    number = 0
    for row in range(4, sheet.max_row + 1):
        number = sheet.cell(row, places["序号"]).value or number
        key = (str(sheet.cell(row, places["责任单位"]).value), number)
        if key in said:
            note, share = said[key]
            for heading, value in (("进展情况", note), ("进度", share), ("完成情况", "推进中")):
                sheet.cell(row, places[heading]).value = value
    book.save("表.xlsx")


def test_the_sheet_of_a_unit_comes_back(gongkai: Program) -> None:
    """The line above the headings names the unit."""
    filled(gongkai, "tasks --dept 县司法局", {("县司法局", 3): ("已开会", 0.6)})
    collected(gongkai, "表.xlsx", "--period", "9月")
    assert reports(gongkai)[3] == ("2024-09-30", 60, "已开会")


def test_the_table_of_all_units_comes_back(gongkai: Program) -> None:
    filled(
        gongkai,
        "export --what assignments",
        {("县司法局", 3): ("已开会", 0.6), ("县网信办", 3): ("已部署", 0.3)},
    )
    collected(gongkai, "表.xlsx", "--period", "9月")
    assert reports(gongkai)[3] == ("2024-09-30", 60, "已开会")
    assert reports(gongkai, "县网信办")[3] == ("2024-09-30", 30, "已部署")


@pytest.mark.parametrize("word", ["合计", "合 计", "总计", "小计"])
def test_totals_are_no_rows(gongkai: Program, word: str) -> None:
    headings = ("序号", "任务", "单位", "完成比例")
    table("汇总.xlsx", headings, (3, None, "县司法局", 60), (word, 12, None, 60), title="9月汇总")
    assert [line["no"] for line in reviewed(gongkai, "汇总.xlsx")["lines"]] == [3]
