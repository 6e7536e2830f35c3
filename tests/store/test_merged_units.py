"""A unit that was merged into another: its reports are found under its former name."""

import json
from pathlib import Path

import pytest

from conftest import ROOT, Program


@pytest.fixture
def merged(gongkai: Program, tmp_path: Path) -> Program:
    """The program after 县乡村振兴局, which had reported on task 3, was merged into 县农业农村局."""
    assert gongkai("mark 3 --dept 县乡村振兴局 --percent 40 --note 已部署").code == 0
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    text = text.replace("  - name: 县乡村振兴局\n    kind: 县政府部门\n", "")
    text = text.replace("organizer: 县乡村振兴局", "organizer: 县农业农村局")
    text = text.replace("  - name: 县农业农村局\n", "  - name: 县农业农村局\n    aliases: [县乡村振兴局]\n")
    (tmp_path / "merged.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load", str(tmp_path / "merged.yaml"), "--yes").code == 0
    return gongkai


@pytest.mark.parametrize("name", ["县乡村振兴局", "乡村振兴", "县农业农村局"])
def test_the_ledger_is_found_by_the_former_name(merged: Program, name: str) -> None:
    lines = json.loads(merged("log", "--dept", name, "--format", "json").out)
    (line,) = [line for line in lines if line["kind"] == "mark"]
    assert (line["unit"], line["note"]) == ("县乡村振兴局", "已部署")
    (merging,) = [line for line in lines if line["unit"] == "县农业农村局"]
    assert merging["note"] == "别名 增加 县乡村振兴局"


def test_the_unit_lists_the_reports_of_the_merged_one(merged: Program) -> None:
    page = json.loads(merged("dept 县农业农村局 --format json").out)
    assert [(row["unit"], row["no"], row["percent"], row["counted"]) for row in page["merged"]] == [
        ("县乡村振兴局", 3, 40, False)
    ]
    assert len(page["ledger"]) == 1
    assert "并入　1 项报告" in merged("dept 县农业农村局").out


def test_a_part_of_the_former_name_means_the_unit_it_was_merged_into(merged: Program) -> None:
    assert "县农业农村局" in merged("dept 乡村振兴").out.splitlines()[0]
    assert merged("mark 3 --dept 乡村振兴 --percent 50").code == 0
    assert merged("db check").code == 0


def test_a_unit_without_merged_ones_has_no_such_list(gongkai: Program) -> None:
    assert "merged" not in json.loads(gongkai("dept 县司法局 --format json").out)
    assert "并入" not in gongkai("dept 县司法局").out
