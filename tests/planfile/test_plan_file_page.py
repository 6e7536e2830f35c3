"""The page on the plan file for clerks: every key is explained and shown, and every example is a sound piece."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from conftest import ROOT, Program
from gongkai_cli.domain.typed_days.deadlines import Period, due_day, is_ongoing
from gongkai_cli.planfile import reading
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanHeader,
    TaskEntry,
    UnitEntry,
)
from gongkai_cli.planfile.values import typed

PAGE = (ROOT / "docs" / "plan-file.zh.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES: list[dict[str, Any]] = [yaml.load(block, Loader=yaml.BaseLoader) for block in BLOCKS]  # noqa: S506
"""The examples in their order; the first is a plan file of its own, the others are sections of one."""

SECTIONS: dict[str, type[BaseModel]] = {
    "plan": PlanHeader,
    "units": UnitEntry,
    "collectives": CollectiveEntry,
    "tasks": TaskEntry,
    "measures": MeasureEntry,
    "activities": ActivityEntry,
}
INSTEAD = {"years": "year", "issuers": "issuer"}


def put_together(example: dict[str, Any]) -> dict[str, Any]:
    """Return the first example with the sections of another: entries with the same name or number are replaced."""
    first = EXAMPLES[0]
    header = {**first["plan"], **example.get("plan", {})}
    for key, other in INSTEAD.items():
        if key in header:
            header.pop(other, None)
    entries = {name: _together(name, first, example) for name in SECTIONS if name not in {"plan", "measures"}}
    if "plan" in example:
        entries["activities"] = []  # its date lies in the year of the first example
    return {"plan": header, **entries}


def _together(section: str, first: dict[str, Any], example: dict[str, Any]) -> list[dict[str, str]]:
    key = "no" if section in {"tasks", "activities"} else "name"
    found = {entry[key]: entry for source in (EVERYBODY, first, example) for entry in source.get(section, [])}
    return list(found.values())


EVERYBODY = {"units": [entry for example in EXAMPLES for entry in example.get("units", [])]}
"""Every unit of the page, so that each example may name it."""


def section_of(name: str) -> str:
    """Return the text under the heading of a section."""
    return PAGE.partition(f"\n## `{name}`：")[2].partition("\n## ")[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_sound(example: dict[str, Any], unmade: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(yaml.safe_dump(put_together(example), allow_unicode=True, sort_keys=False), encoding="utf-8")
    answer = unmade("check", str(file))
    assert answer.code == 0, answer.err
    assert unmade("load", str(file)).code == 0


def test_the_first_example_is_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(BLOCKS[0], encoding="utf-8")
    assert reading.read(file).plan.key == "moyun-2025"


@pytest.mark.parametrize("name", SECTIONS)
def test_every_key_is_explained_in_its_section_and_used_in_an_example(name: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section_of(name), re.MULTILINE)
    keys = list(SECTIONS[name].model_fields)
    assert sorted(rows) == sorted(keys)
    blocks = "".join(BLOCKS)
    assert [key for key in keys if not re.search(rf"[ {{]{key}: ", blocks) and f" {key}:\n" not in blocks] == []


def test_every_deadline_of_the_table_is_the_day_beside_it() -> None:
    period = Period(2025, date(2025, 3, 18), date(2025, 12, 31))
    rows = re.findall(r"^\| (\S+) \| (\S+) \|$", section_of("due"), re.MULTILINE)
    days = {word: day for words, day in rows[2:] for word in words.split("、")}
    assert len(days) > 10
    for word, day in days.items():
        due = typed.due(word)
        assert is_ongoing(word) if day.startswith("没有时限") else str(due_day(due, period)) == day, word
