"""The wider keys of a plan file in every format."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Program
from plan_of_all_fields import ALL_FIELDS

PRINTED = {
    "印发序号": "（一）",
    "所在部分": "一、政策公开",
    "配合单位": "县档案馆",
    "印发的时限": "7月底前",
    "其他分工": "指导：省政府办、县政府办；负责考核：县督查室",
    "完成时限": "2024-07-31",
    "牵头单位": "各部门",
}
"""What every sheet of tasks has of task 1."""


@pytest.fixture
def loaded(unmade: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a store with this plan alone."""
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(ALL_FIELDS, encoding="utf-8")
    assert unmade("load plan.yaml").code == 0
    return unmade


def first_of_csv(text: str) -> dict[str, str]:
    """Return the first row of a CSV under its headings."""
    return next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def first_of_sheet(file: Path, sheet: str) -> dict[str, Any]:
    """Return the first row under the headings of a sheet."""
    rows = [[cell.value for cell in row] for row in load_workbook(file)[sheet].iter_rows()]
    place = next(place for place, row in enumerate(rows) if row[0] == "序号" or "单位" in row[:1])
    return {str(head): value for head, value in zip(rows[place], rows[place + 1], strict=True)}


@pytest.mark.parametrize("command", ["tasks", "export --what tasks"])
def test_csv_has_the_printed_words(loaded: Program, command: str) -> None:
    row = first_of_csv(loaded(f"{command} --format csv").out)
    assert {heading: row[heading] for heading in PRINTED} == PRINTED


@pytest.mark.parametrize("command", ["tasks", "export --what tasks"])
def test_markdown_has_the_printed_words(loaded: Program, command: str) -> None:
    lines = [line for line in loaded(f"{command} --format md").out.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    row = dict(zip(cells[0], cells[2], strict=True))
    assert {heading: row[heading] for heading in PRINTED} == PRINTED


def test_a_workbook_has_the_printed_words(loaded: Program, tmp_path: Path) -> None:
    assert loaded("export -o all.xlsx").code == 0
    row = first_of_sheet(tmp_path / "all.xlsx", "任务分解表")
    due = row.pop("完成时限")
    assert {heading: str(row[heading]) for heading in PRINTED if heading in row} == {
        heading: text for heading, text in PRINTED.items() if heading != "完成时限"
    }
    assert str(due).startswith("2024-07-31")


@pytest.mark.parametrize("command", ["tasks", "export --what tasks"])
def test_json_has_the_values(loaded: Program, command: str) -> None:
    first, second, *_ = json.loads(loaded(f"{command} --format json").out)
    keys = ("printed", "section", "support", "others", "due_words", "due", "collectives")
    assert {key: first[key] for key in keys} == {
        "printed": "（一）",
        "section": "一、政策公开",
        "support": ["县档案馆"],
        "others": {"指导": ["省政府办", "县政府办"], "负责考核": ["县督查室"]},
        "due_words": "7月底前",
        "due": "2024-07-31",
        "collectives": ["各镇"],
    }
    assert (second["due"], second["due_words"], second["ongoing"], second["others"]) == (None, "常态化", True, {})


def test_parts_have_the_words_of_their_task(loaded: Program) -> None:
    row = first_of_csv(loaded("export --what assignments --format csv").out)
    assert (row["印发序号"], row["印发的时限"], row["完成时限"]) == ("（一）", "7月底前", "2024-07-31")
    part = json.loads(loaded("export --what assignments --format json").out)[0]
    assert (part["printed"], part["due_words"]) == ("（一）", "7月底前")
    assert "7月底前" in loaded("tasks --dept 县档案馆").out


def test_units_have_support_contact_and_phone(loaded: Program) -> None:
    row = first_of_csv(loaded("export --what units --format csv").out)
    assert (row["配合"], row["联系人"], row["电话"]) == ("0", "周敏", "5550101")
    unit = json.loads(loaded("depts --format json").out)[2]
    assert (unit["name"], unit["support"], unit["contact"], unit["phone"]) == ("县档案馆", 1, None, None)
    heads = loaded("depts").out.splitlines()[1]
    assert "配合" in heads


def test_no_column_of_support_where_nobody_supports(gongkai: Program) -> None:
    assert "配合" not in gongkai("depts").out


def test_measures_have_their_words(loaded: Program) -> None:
    page = json.loads(loaded("show 1 --format json").out)
    assert [(one["due"], one["due_words"]) for one in page["measures"]] == [
        ("2024-04-30", "4月底前"),
        ("2024-10-31", "10月底前"),
        (None, "长期坚持"),
    ]
