"""A table without tasks whose numbers may only count its rows: it is asked, and never taken for tasks 1, 2, 3."""

from pathlib import Path

import pytest

from conftest import Program

ROWS = "10月汇总\n序号,单位,完成比例,进展情况\n1,县政府办,60,已开会\n2,县司法局,50,已印发\n3,县财政局,40,已上报\n"


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of three units."""
    monkeypatch.chdir(tmp_path)
    Path("汇总.csv").write_text(ROWS, encoding="utf-8")


def test_numbers_that_count_units_are_asked_about(gongkai: Program) -> None:
    answer = gongkai("collect 汇总.csv")
    assert answer.code == 1
    assert "汇总.csv 第 5 行：序号 3 像是行号，说不准是不是任务 3；有“任务”一列就不用问。" in answer.err
    assert gongkai("log --format json").out.count('"mark"') == 0


def test_numbers_of_one_unit_are_those_of_tasks(gongkai: Program) -> None:
    Path("汇总.csv").write_text("10月汇总\n序号,单位,完成比例\n5,县司法局,60\n6,县司法局,50\n", encoding="utf-8")
    answer = gongkai("collect 汇总.csv")
    assert (answer.code, answer.err.splitlines()[0]) == (0, "已并入 1 个文件 2 项，记入台账第 2 号。")
