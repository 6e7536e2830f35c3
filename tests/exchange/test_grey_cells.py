"""What a unit writes into the grey cells of its sheet is told, since it is not merged."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Program


def test_a_text_in_a_grey_cell_is_told(gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert gongkai("mark 3 --dept 县司法局 --percent 40 --note 已开会 --on 9月1日").code == 0
    assert gongkai("sheets --period 10月 --dept 县司法局 -o 报送表").code == 0
    workbook = load_workbook("报送表/县司法局 10月报送表.xlsx")
    sheet = workbook["报送表"]
    assert (sheet["G4"].value, sheet["H4"].value) == ("已开会", "40%")
    sheet["L4"], sheet["G5"] = 60, "已印发目录"
    workbook.save("司法局.xlsx")
    answer = gongkai("collect 司法局.xlsx")
    assert answer.code == 0
    (told,) = [line for line in answer.out.splitlines() if "灰格" in line]
    assert told.split()[:3] == ["司法局.xlsx", "报送表", "G5"]
    assert told.endswith("已印发目录  写在灰格里，未并入。请填在白格里再报")
