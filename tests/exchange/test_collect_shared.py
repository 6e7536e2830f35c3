"""Files that several units share."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Program
from filled_sheets import Value, collected, fill, give_out, reports, reviewed, table


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


# A unit for all files


def test_a_sheet_of_another_unit_among_those_of_one_is_asked_about(gongkai: Program) -> None:
    file = fill(give_out(gongkai, "琴江镇"), {3: {"完成比例": 60}}, "收回/琴江镇.xlsx")
    (line,) = asked(gongkai, "收回", "--dept", "县司法局")
    assert (line["why"], line["choices"]) == ("是琴江镇的表，--dept 写的却是县司法局", ["琴江镇", "县司法局"])
    collected(gongkai, "收回", "--dept", "县司法局", "--answer", f"{file.name}=琴江镇")
    assert reports(gongkai, "琴江镇") == {3: ("2024-09-30", 60, None)}


# Rows that are no unit's


def files_in(gongkai: Program, *words: str) -> list[tuple[str | None, str]]:
    """Return the unit and the result of each file."""
    return [(file["unit"], file["state"]) for file in reviewed(gongkai, *words)["files"]]


def test_a_row_of_totals_is_no_unit_of_a_file(gongkai: Program) -> None:
    table("汇总.xlsx", ["9月汇总"], ["单位", "序号", "进度"], ["县司法局", 3, 30], ["合计", 1, 30])
    assert files_in(gongkai, "汇总.xlsx") == [("县司法局", "将并入")]


def test_a_file_whose_rows_are_all_left_is_not_called_empty(gongkai: Program) -> None:
    table("汇总.xlsx", ["9月汇总"], ["单位", "序号", "进度"], ["各乡镇", 3, 30])
    assert files_in(gongkai, "汇总.xlsx") == [(None, "不并入")]
    answer = gongkai("collect 汇总.xlsx --dry-run")
    assert (answer.code, answer.err) == (0, "仅为预览，没有要并入的。\n")


def test_two_pages_of_one_file_name_one_another(gongkai: Program) -> None:
    file = table("收回.xlsx", *pages_of("县司法局", 3))
    workbook = load_workbook(file)
    page = workbook.copy_worksheet(workbook.worksheets[0])
    page.title = "改过的"
    page.cell(4, 2).value = 50
    workbook.save(file)
    first, second = asked(gongkai, "收回.xlsx")
    rest = "第 4 行也报了这一项，内容不同。请只留一份，或改表后再收"
    assert (first["why"], second["why"]) == (f"“改过的”{rest}", f"“Sheet”{rest}")
